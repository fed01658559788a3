<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/deposit-demand.xsl - written demand to pay what is missing of the restoration deposit (催缴通知书)
     Law: 《矿山生态环境治理保证金收取使用事项监管》. Mandatory: what is missing, until when, into which account.
     Reads: mine: licenceNo, name, holder; obligation: required, account, basisDoc; account: due, balance; demand: missing, payBy, content (lines); parameter p06-fund. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="mine" select="key('data', 'mine')"/>
  <xsl:variable name="obligation" select="key('data', 'obligation')"/>
  <xsl:variable name="account" select="key('data', 'account')"/>
  <xsl:variable name="demand" select="key('data', 'demand')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$mine/holder"/></xsl:call-template>
        <p>你单位<xsl:apply-templates select="$mine/name" mode="text"/>（采矿许可证号：<xsl:apply-templates select="$mine/licenceNo" mode="text"/>）应当缴存<xsl:value-of select="/issue/param/p06-fund"/>。依据<xsl:apply-templates select="$obligation/basisDoc" mode="text"/>，应缴总额为<xsl:call-template name="money"><xsl:with-param name="value" select="$obligation/required"/></xsl:call-template>，至今应当缴存<xsl:call-template name="money"><xsl:with-param name="value" select="$account/due"/></xsl:call-template>，专户余额<xsl:call-template name="money"><xsl:with-param name="value" select="$account/balance"/></xsl:call-template>，尚缺<xsl:call-template name="money"><xsl:with-param name="value" select="$demand/missing"/></xsl:call-template>。</p>
        <xsl:if test="normalize-space($demand/payBy) != ''"><p>请于<xsl:apply-templates select="$demand/payBy" mode="date"/>前足额缴入专户（账号：<xsl:apply-templates select="$obligation/account" mode="text"/>）。</p></xsl:if>
        <xsl:call-template name="section"><xsl:with-param name="title">催缴事项</xsl:with-param><xsl:with-param name="text" select="$demand/content"/></xsl:call-template>
        <p>逾期仍未足额缴存的，本局将责令补缴；未足额缴存期间，矿山年度检查不予通过。</p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$mine/holder"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
