<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/forfeiture-record.xsl - record that a restoration deposit went to the treasury (上缴国库记录)
     Law: 《矿山生态环境治理保证金收取使用事项监管》. Mandatory: amount, reason, day, voucher.
     Reads: title; mine; payout: amount, formula; payment: date, voucher; approval: by. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="mine" select="key('data', 'mine')"/>
  <xsl:variable name="payout" select="key('data', 'payout')"/>
  <xsl:variable name="payment" select="key('data', 'payment')"/>
  <xsl:variable name="approval" select="key('data', 'approval')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">事项：<xsl:apply-templates select="key('data', 'title')" mode="text"/></p>
        <xsl:if test="normalize-space($payout/formula) != ''"><p><xsl:apply-templates select="$mine/name" mode="text"/>（采矿许可证号：<xsl:apply-templates select="$mine/licenceNo" mode="text"/>）采矿权人<xsl:apply-templates select="$mine/holder" mode="text"/>，<xsl:apply-templates select="$payout/formula" mode="text"/>。</p></xsl:if>
        <xsl:if test="normalize-space($payment/date) != ''"><p>经<xsl:apply-templates select="$approval/by" mode="text"/>批准并经财政部门审核，<xsl:call-template name="money"><xsl:with-param name="value" select="$payout/amount"/></xsl:call-template>已于<xsl:apply-templates select="$payment/date" mode="date"/>上缴国库（凭证：本案第<xsl:apply-templates select="$payment/voucher" mode="text"/>号文件）。</p></xsl:if>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
