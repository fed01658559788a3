<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/assessment-sheet.xsl - the sheet of points that a unit gets in the special assessment of a year (专项考核表)
     Mandatory: unit, what happened, points (more or fewer), the rule that they rest on.
     Reads: sheet: unit, year, entry* (on, points, rule, text), total, opinion (lines). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="sheet" select="key('data', 'sheet')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">被考核单位：<xsl:apply-templates select="$sheet/unit" mode="text"/></p>
        <p class="plain">考核年度：<xsl:apply-templates select="$sheet/year" mode="text"/>年</p>
        <table class="form">
          <tr><th>序号</th><th>日期</th><th>考核事由</th><th>依据</th><th>分值</th></tr>
          <xsl:for-each select="$sheet/entry">
            <tr><td class="n"><xsl:value-of select="position()"/></td><td class="n"><xsl:apply-templates select="on" mode="date"/></td><td><xsl:apply-templates select="text" mode="text"/></td><td><xsl:apply-templates select="rule" mode="text"/></td><td class="n"><xsl:value-of select="points"/></td></tr>
          </xsl:for-each>
          <tr><th colspan="4">合计</th><td class="n"><xsl:value-of select="$sheet/total"/></td></tr>
        </table>
        <xsl:call-template name="section"><xsl:with-param name="title">考核意见</xsl:with-param><xsl:with-param name="text" select="$sheet/opinion"/></xsl:call-template>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
