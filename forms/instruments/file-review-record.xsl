<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/file-review-record.xsl - the record of the review of case files (案卷评查记录)
     Law: 《规范案件查处》 五: every half-year, reviewers who did not handle the cases. Mandatory: period, cases, scores,
     findings, reviewers.
     Reads: fileReview: year, half (1 or 2), population, sample, reviewer* (ids) or reviewerName*, item* (case title score
     grade finding*), conclusion (lines), reviewedOn. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="list" select="key('data', 'fileReview')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">评查期间：<xsl:value-of select="$list/year"/>年<xsl:choose><xsl:when test="$list/half = 1">上半年</xsl:when><xsl:when test="$list/half = 2">下半年</xsl:when></xsl:choose></p>
        <p class="plain">评查日期：<xsl:apply-templates select="$list/reviewedOn" mode="date"/></p>
        <xsl:if test="normalize-space($list/population) != ''"><p class="plain">抽查：应评查案卷<xsl:apply-templates select="$list/population" mode="text"/>卷，抽取<xsl:apply-templates select="$list/sample" mode="text"/>卷</p></xsl:if>
        <table class="form">
          <thead><tr><th style="width: 10em">案件</th><th class="narrow">得分</th><th class="narrow">等次</th><th>发现的问题</th></tr></thead>
          <tbody>
            <xsl:for-each select="$list/item">
              <tr><td><xsl:value-of select="case"/><xsl:if test="normalize-space(title) != ''">　<xsl:apply-templates select="title" mode="text"/></xsl:if></td><td class="narrow"><xsl:value-of select="score"/></td><td class="narrow"><xsl:apply-templates select="grade" mode="text"/></td><td><xsl:choose><xsl:when test="normalize-space(finding) != ''"><xsl:for-each select="finding"><p class="plain"><xsl:value-of select="position()"/>．<xsl:apply-templates select="." mode="text"/></p></xsl:for-each></xsl:when><xsl:otherwise>未发现问题</xsl:otherwise></xsl:choose></td></tr>
            </xsl:for-each>
            <xsl:if test="not($list/item)"><tr><td colspan="4">本期没有评查的案卷。</td></tr></xsl:if>
          </tbody>
        </table>
        <xsl:apply-templates select="$list/conclusion" mode="paragraphs"/>
        <p class="plain">评查人：<xsl:choose><xsl:when test="normalize-space($list/reviewerName) != ''"><xsl:call-template name="list"><xsl:with-param name="items" select="$list/reviewerName"/></xsl:call-template></xsl:when><xsl:otherwise><xsl:apply-templates select="$list/reviewer" mode="names"/></xsl:otherwise></xsl:choose></p>
        <xsl:call-template name="signature"><xsl:with-param name="label">评查人</xsl:with-param></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label">评查人</xsl:with-param></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
