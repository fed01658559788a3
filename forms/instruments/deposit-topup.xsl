<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/deposit-topup.xsl - order to make up the restoration deposit (责令补缴通知书)
     Law: 《矿山生态环境治理保证金收取使用事项监管》. Mandatory: the amount, until when.
     Reads: mine: licenceNo, name, holder; obligation: account; topup: missing, dueOn, content (lines); documents: demand/number; parameter p06-fund. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="mine" select="key('data', 'mine')"/>
  <xsl:variable name="obligation" select="key('data', 'obligation')"/>
  <xsl:variable name="topup" select="key('data', 'topup')"/>
  <xsl:variable name="documents" select="key('data', 'documents')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$mine/holder"/></xsl:call-template>
        <p>经本局书面催缴<xsl:if test="normalize-space($documents/demand/number) != ''">（<xsl:apply-templates select="$documents/demand/number" mode="text"/>）</xsl:if>，你单位<xsl:apply-templates select="$mine/name" mode="text"/>（采矿许可证号：<xsl:apply-templates select="$mine/licenceNo" mode="text"/>）仍未足额缴存<xsl:value-of select="/issue/param/p06-fund"/>，现责令你单位补缴<xsl:call-template name="money"><xsl:with-param name="value" select="$topup/missing"/></xsl:call-template>。</p>
        <xsl:if test="normalize-space($topup/dueOn) != ''"><p>请于<xsl:apply-templates select="$topup/dueOn" mode="date"/>前缴入专户（账号：<xsl:apply-templates select="$obligation/account" mode="text"/>）。</p></xsl:if>
        <xsl:call-template name="section"><xsl:with-param name="title">责令事项</xsl:with-param><xsl:with-param name="text" select="$topup/content"/></xsl:call-template>
        <p>补缴足额以前，矿山年度检查不予通过。</p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$mine/holder"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
