<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/deposit-ledger.xsl - ledger of the restoration deposit of a mine (缴纳台账)
     Law: 《矿山生态环境治理保证金收取使用事项监管》. Mandatory: every movement with day, kind, amount, who entered and who verified it; the balance.
     Reads: mine; obligation: account; account: paid, balance; ledger: entry* (date kind amount enteredBy verifiedBy). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="mine" select="key('data', 'mine')"/>
  <xsl:variable name="obligation" select="key('data', 'obligation')"/>
  <xsl:variable name="account" select="key('data', 'account')"/>
  <xsl:variable name="ledger" select="key('data', 'ledger')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">采矿权人：<xsl:apply-templates select="$mine/holder" mode="text"/></p>
        <p class="plain">矿山：<xsl:apply-templates select="$mine/name" mode="text"/>（采矿许可证号：<xsl:apply-templates select="$mine/licenceNo" mode="text"/>）</p>
        <p class="plain">专户账号：<xsl:apply-templates select="$obligation/account" mode="text"/></p>
        <table class="form"><tr><th>日期</th><th>事项</th><th>金额（元）</th><th>登记人</th><th>复核人</th></tr><xsl:for-each select="$ledger/entry"><tr><td><xsl:apply-templates select="date" mode="text"/></td><td><xsl:choose><xsl:when test="kind = 'deposit'">缴存</xsl:when><xsl:when test="kind = 'refund'">退还</xsl:when><xsl:otherwise>上缴国库</xsl:otherwise></xsl:choose></td><td><xsl:apply-templates select="amount" mode="text"/></td><td><xsl:apply-templates select="enteredBy" mode="names"/></td><td><xsl:apply-templates select="verifiedBy" mode="names"/></td></tr></xsl:for-each></table>
        <p class="plain">累计缴存：<xsl:call-template name="money"><xsl:with-param name="value" select="$account/paid"/></xsl:call-template></p>
        <p class="plain">专户余额：<xsl:choose><xsl:when test="number($account/balance) = 0">零元</xsl:when><xsl:otherwise><xsl:call-template name="money"><xsl:with-param name="value" select="$account/balance"/></xsl:call-template></xsl:otherwise></xsl:choose></p>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
