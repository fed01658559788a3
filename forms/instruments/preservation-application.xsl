<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/preservation-application.xsl - the application to the court to preserve property (财产保全申请书) -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="preservation" select="key('data', 'assets')"/>
  <xsl:variable name="party" select="/issue/addressee/*"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$preservation/court"/></xsl:call-template>
        <p>申请人：<xsl:value-of select="$bureau"/></p>
        <p>被申请人：<xsl:value-of select="$party/name"/></p>
        <h2>一、请求事项</h2>
        <xsl:if test="normalize-space($preservation/object) != ''"><p>请求对被申请人的下列财产采取保全措施：<xsl:apply-templates select="$preservation/object" mode="text"/><xsl:if test="normalize-space($preservation/amount) != ''">，价值<xsl:call-template name="money"><xsl:with-param name="value" select="$preservation/amount"/></xsl:call-template></xsl:if>。</p></xsl:if>
        <h2>二、事实和理由</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$preservation/reason"/></xsl:call-template>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
