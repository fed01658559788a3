<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/correction-entry.xsl - the decision on a corrective entry in the land register (更正登记决定)
     Law: 《土地登记事项监管》 六. Mandatory: the wrong entry, the right one, the basis.
     Reads: application: holder, rightType, parcelNo, applicationNo; entry: wrong, right, basis, enteredOn. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="application" select="key('data', 'application')"/>
  <xsl:variable name="entry" select="key('data', 'entry')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$application/holder"/></xsl:call-template>
        <p>经核实，宗地<xsl:apply-templates select="$application/parcelNo" mode="text"/>的<xsl:apply-templates select="$application/rightType" mode="text"/>登记<xsl:if test="normalize-space($application/applicationNo) != ''">（<xsl:apply-templates select="$application/applicationNo" mode="text"/>）</xsl:if>记载有误，现予更正。</p>
        <xsl:call-template name="section"><xsl:with-param name="title">原记载</xsl:with-param><xsl:with-param name="text" select="$entry/wrong"/></xsl:call-template>
        <xsl:call-template name="section"><xsl:with-param name="title">更正后的记载</xsl:with-param><xsl:with-param name="text" select="$entry/right"/></xsl:call-template>
        <p><xsl:if test="normalize-space($entry/basis) != ''">依据：<xsl:apply-templates select="$entry/basis" mode="text"/>。</xsl:if><xsl:if test="normalize-space($entry/enteredOn) != ''">更正登记日期：<xsl:apply-templates select="$entry/enteredOn" mode="date"/>。</xsl:if></p>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
