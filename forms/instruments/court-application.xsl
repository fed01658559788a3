<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/court-application.xsl - the application to the court to enforce (强制执行申请书): the decision with facts, reasons and basis, the party's opinion and the urging, the object -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="application" select="key('data', 'courtApplication')"/>
  <xsl:variable name="party" select="/issue/addressee/*"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$application/court"/></xsl:call-template>
        <p>申请人：<xsl:value-of select="$bureau"/></p>
        <p>被申请人：<xsl:value-of select="$party/name"/><xsl:if test="normalize-space($party/address) != ''">，<xsl:apply-templates select="$party/address" mode="text"/></xsl:if></p>
        <h2>一、申请事项</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$application/object"/></xsl:call-template>
        <h2>二、行政处罚决定及其事实、理由和依据</h2>
        <xsl:if test="normalize-space($application/decisionNo) != ''"><p>行政处罚决定书文号：<xsl:apply-templates select="$application/decisionNo" mode="text"/>。</p></xsl:if>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$application/grounds"/></xsl:call-template>
        <h2>三、当事人的意见及催告情况</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$application/opinion"/></xsl:call-template>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$application/urging"/></xsl:call-template>
        <p>被申请人在法定期限内未申请行政复议、未提起行政诉讼，又不履行行政处罚决定。现申请贵院强制执行。</p>
        <p>附：行政处罚决定书、送达回证、催告书及有关材料。</p>
        <xsl:call-template name="signature"><xsl:with-param name="label" select="'行政机关负责人'"/></xsl:call-template>
        <xsl:call-template name="sign-off"><xsl:with-param name="date" select="$application/filedOn"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
