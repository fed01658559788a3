<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/hearing-report.xsl - the presider's report on a hearing (听证报告) -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="hearing" select="key('data', 'hearing')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">听证时间：<xsl:call-template name="zh:moment"><xsl:with-param name="value" select="$hearing/date"/></xsl:call-template></p>
        <p class="plain">听证地点：<xsl:apply-templates select="$hearing/place" mode="text"/></p>
        <p class="plain">主持人：<xsl:value-of select="$hearing/presiderName"/></p>
        <p class="plain">到场人员：<xsl:call-template name="list"><xsl:with-param name="items" select="$hearing/attended"/></xsl:call-template></p>
        <h2>一、听证的基本情况</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$hearing/record"/></xsl:call-template>
        <h2>二、处理意见和建议</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$hearing/opinion"/></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label" select="'听证主持人'"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
