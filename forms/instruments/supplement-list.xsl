<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/supplement-list.xsl - what an application for registration lacks (土地登记资料补正告知书)
     Law: 《土地登记事项监管》 三: checked on the spot. Mandatory: the papers that are missing.
     Reads: application: holder, rightType, parcelNo; check: missing*. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="application" select="key('data', 'application')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$application/holder"/></xsl:call-template>
        <p>你（单位）申请的宗地<xsl:apply-templates select="$application/parcelNo" mode="text"/><xsl:apply-templates select="$application/rightType" mode="text"/>登记，经当场核对，尚缺少下列资料：</p>
        <xsl:for-each select="key('data', 'check')/missing"><p><xsl:value-of select="position()"/>．<xsl:apply-templates select="." mode="text"/></p></xsl:for-each>
        <p>请补齐后重新申请。申请资料已当场退回。</p>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
