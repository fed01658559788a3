<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/evaluation-of-standard.xsl - the report on how a standard of discretion works (裁量标准实施评估报告)
     Law: 《行政处罚裁量权规范》. Mandatory: period, number of cases, findings, conclusion.
     Reads: evaluation: standard (title), version, from, to, cases, deviations, reconsidered, revoked, item* (table cases
     withinRange deviations), findings (lines), proposals (lines), conclusion (keep, revise, repeal), evaluatedOn,
     evaluatedByName. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="evaluation" select="key('data', 'evaluation')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <table class="form">
          <tr><th class="wide">评估的标准</th><td colspan="3"><xsl:apply-templates select="$evaluation/standard" mode="text"/><xsl:if test="normalize-space($evaluation/version) != ''">（<xsl:value-of select="$evaluation/version"/>）</xsl:if></td></tr>
          <tr><th class="wide">评估期间</th><td colspan="3"><xsl:if test="normalize-space($evaluation/from) != ''"><xsl:apply-templates select="$evaluation/from" mode="date"/>至<xsl:apply-templates select="$evaluation/to" mode="date"/></xsl:if></td></tr>
          <tr><th class="wide">适用案件</th><td><xsl:value-of select="$evaluation/cases"/></td><th>偏离标准</th><td><xsl:value-of select="$evaluation/deviations"/></td></tr>
          <tr><th class="wide">复议、诉讼</th><td><xsl:value-of select="$evaluation/reconsidered"/></td><th>撤销、变更</th><td><xsl:value-of select="$evaluation/revoked"/></td></tr>
        </table>
        <h2>一、各裁量表的适用情况</h2>
        <xsl:if test="$evaluation/item">
          <table class="form">
            <thead><tr><th>裁量表</th><th>适用案件</th><th>在标准以内</th><th>偏离</th></tr></thead>
            <tbody><xsl:for-each select="$evaluation/item"><tr><td><xsl:apply-templates select="table" mode="text"/></td><td><xsl:value-of select="cases"/></td><td><xsl:value-of select="withinRange"/></td><td><xsl:value-of select="deviations"/></td></tr></xsl:for-each></tbody>
          </table>
        </xsl:if>
        <xsl:if test="not($evaluation/item)"><p>没有按裁量表分别统计。</p></xsl:if>
        <h2>二、评估发现</h2>
        <xsl:apply-templates select="$evaluation/findings" mode="paragraphs"/>
        <h2>三、建议和结论</h2>
        <xsl:apply-templates select="$evaluation/proposals" mode="paragraphs"/>
        <p><xsl:choose><xsl:when test="$evaluation/conclusion = 'keep'">现行标准适当，继续施行。</xsl:when><xsl:when test="$evaluation/conclusion = 'revise'">现行标准需要修订，按照制定程序办理。</xsl:when><xsl:when test="$evaluation/conclusion = 'repeal'">现行标准不再适用，建议废止。</xsl:when></xsl:choose></p>
        <xsl:if test="normalize-space($evaluation/evaluatedByName) != ''"><p class="plain">评估人：<xsl:apply-templates select="$evaluation/evaluatedByName" mode="text"/></p></xsl:if>
        <xsl:call-template name="sign-off"><xsl:with-param name="date" select="$evaluation/evaluatedOn"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
