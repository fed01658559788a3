<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/major-decision-report.xsl - the half-yearly report of major penalty decisions for the record (重大行政处罚决定备案报告)
     Law: 《规范案件查处》 三. Mandatory: period, number of decisions, to whom, day.
     Reads: majorDecisions: year, half (1 or 2), from, to, recipient, item* (decisionNo party violation kind* amount madeOn),
     note (lines). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="list" select="key('data', 'majorDecisions')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$list/recipient"/></xsl:call-template>
        <p>按照重大行政处罚决定备案的规定，现将本局<xsl:value-of select="$list/year"/>年<xsl:choose><xsl:when test="$list/half = 1">上半年</xsl:when><xsl:when test="$list/half = 2">下半年</xsl:when></xsl:choose>作出的重大行政处罚决定报送备案：</p>
        <p><xsl:if test="normalize-space($list/from) != ''"><xsl:apply-templates select="$list/from" mode="date"/>至<xsl:apply-templates select="$list/to" mode="date"/>，</xsl:if>本局共作出重大行政处罚决定<xsl:value-of select="count($list/item)"/>件<xsl:choose><xsl:when test="$list/item">，目录附后</xsl:when><xsl:otherwise>，本期没有应当备案的决定</xsl:otherwise></xsl:choose>。</p>
        <xsl:apply-templates select="$list/note" mode="paragraphs"/>
        <xsl:if test="$list/item"><p>附件：重大行政处罚决定目录</p></xsl:if>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
