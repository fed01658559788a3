<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/pre-examination-opinion.xsl - the opinion on the land of a construction project (用地预审意见)
     Mandatory: conclusion and basis.
     Reads: application: project, projectNo, applicant, area, contractNo; opinion: conclusion, basis. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="application" select="key('data', 'application')"/>
  <xsl:variable name="opinion" select="key('data', 'opinion')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$application/applicant"/></xsl:call-template>
        <xsl:if test="normalize-space($application/project) != ''"><p>你单位申请的<xsl:apply-templates select="$application/project" mode="text"/><xsl:if test="normalize-space($application/projectNo) != ''">（<xsl:apply-templates select="$application/projectNo" mode="text"/>）</xsl:if>用地预审收悉，拟用地<xsl:apply-templates select="$application/area" mode="text"/>公顷，勘测定界合同<xsl:apply-templates select="$application/contractNo" mode="text"/>。</p></xsl:if>
        <xsl:if test="$opinion/conclusion = 'agree'"><p>经审查，同意通过用地预审。</p></xsl:if><xsl:if test="$opinion/conclusion = 'disagree'"><p>经审查，不予通过用地预审。</p></xsl:if>
        <xsl:if test="normalize-space($opinion/basis) != ''"><p>依据和理由：<xsl:apply-templates select="$opinion/basis" mode="text"/></p></xsl:if>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
