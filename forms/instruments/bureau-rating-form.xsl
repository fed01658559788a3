<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/bureau-rating-form.xsl - the bureau's rating of an intermediary (管理单位考核表)
     Law: 《土地勘测定界事项监管》 三. Mandatory: every service with its score.
     Reads: assessment: intermediary, from, to; ratings: rating* (case title score ownerScore marks reviewer). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="assessment" select="key('data', 'assessment')"/>
  <xsl:variable name="ratings" select="key('data', 'ratings')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:if test="normalize-space($assessment/intermediary) != ''"><p class="plain">中介机构：<xsl:apply-templates select="$assessment/intermediary" mode="text"/></p></xsl:if>
        <xsl:if test="normalize-space($assessment/from) != ''"><p class="plain">考核期间：<xsl:apply-templates select="$assessment/from" mode="date"/>至<xsl:apply-templates select="$assessment/to" mode="date"/></p></xsl:if>
        <table class="form"><thead><tr><th style="width: 9em">服务</th><th>名称</th><th class="narrow">业主测评</th><th class="narrow">记录</th><th class="narrow">考核得分</th></tr></thead><tbody>
        <xsl:for-each select="$ratings/rating"><tr><td><xsl:value-of select="case"/></td><td><xsl:apply-templates select="title" mode="text"/></td><td class="narrow"><xsl:value-of select="ownerScore"/></td><td class="narrow"><xsl:value-of select="marks"/></td><td class="narrow"><xsl:value-of select="score"/></td></tr></xsl:for-each>
        </tbody></table>
        <xsl:if test="$ratings/rating/reviewer != ''"><p class="plain">考核人员：<xsl:for-each select="$ratings/rating[not(reviewer = preceding-sibling::rating/reviewer)]/reviewer"><xsl:if test="position() &gt; 1">、</xsl:if><xsl:value-of select="."/></xsl:for-each></p></xsl:if>
        <xsl:call-template name="signature"><xsl:with-param name="label">考核人员</xsl:with-param></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
