<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/evaluation-of-standard.xsl - the report on how a standard of discretion works (裁量标准实施评估报告)
     Law: 《行政处罚裁量权规范》. Mandatory: number of decisions, deviations with their reasons, those revoked, changes of law
     and of circumstances, conclusion.
     Reads: standard: title, edition, effectiveFrom; evaluation: decisions, deviations, deviationReasons, revoked,
     lawChanges, situation, proposals (lines), result (no-change, change-needed). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="standard" select="key('data', 'standard')"/>
  <xsl:variable name="evaluation" select="key('data', 'evaluation')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <table class="form">
          <tr><th class="wide">评估的标准</th><td colspan="3"><xsl:apply-templates select="$standard/title" mode="text"/><xsl:if test="normalize-space($standard/edition) != ''">（<xsl:apply-templates select="$standard/edition" mode="text"/>）</xsl:if></td></tr>
          <tr><th class="wide">施行日期</th><td><xsl:apply-templates select="$standard/effectiveFrom" mode="date"/></td><th>适用的决定（件）</th><td><xsl:value-of select="$evaluation/decisions"/></td></tr>
          <tr><th class="wide">偏离幅度（件）</th><td><xsl:value-of select="$evaluation/deviations"/></td><th>撤销、变更（件）</th><td><xsl:value-of select="$evaluation/revoked"/></td></tr>
        </table>
        <xsl:call-template name="section"><xsl:with-param name="title">一、偏离裁量幅度的理由</xsl:with-param><xsl:with-param name="text" select="$evaluation/deviationReasons"/></xsl:call-template>
        <xsl:call-template name="section"><xsl:with-param name="title">二、法律、法规、规章的修改和废止</xsl:with-param><xsl:with-param name="text" select="$evaluation/lawChanges"/></xsl:call-template>
        <xsl:call-template name="section"><xsl:with-param name="title">三、经济社会发展情况的变化</xsl:with-param><xsl:with-param name="text" select="$evaluation/situation"/></xsl:call-template>
        <xsl:call-template name="section"><xsl:with-param name="title">四、修改建议</xsl:with-param><xsl:with-param name="text" select="$evaluation/proposals"/></xsl:call-template>
        <h2>结论</h2>
        <p><xsl:choose><xsl:when test="$evaluation/result = 'no-change'">现行标准适当，继续施行。</xsl:when><xsl:when test="$evaluation/result = 'change-needed'">现行标准需要修改，按照制定程序办理。</xsl:when></xsl:choose></p>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
