<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/intermediary-list.xsl - an entry on the warning list or the black list of intermediaries (警示名单、黑名单)
     Law: 《土地勘测定界事项监管》 五、六. Mandatory: who, since when, the basis; of the black list its last day.
     Reads: assessment: intermediary, uscc; score: total; decision: basis; listing: from, to. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="assessment" select="key('data', 'assessment')"/>
  <xsl:variable name="score" select="key('data', 'score')"/>
  <xsl:variable name="decision" select="key('data', 'decision')"/>
  <xsl:variable name="listing" select="key('data', 'listing')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:if test="normalize-space($assessment/intermediary) != ''"><p><xsl:apply-templates select="$assessment/intermediary" mode="text"/><xsl:if test="normalize-space($assessment/uscc) != ''">（统一社会信用代码：<xsl:apply-templates select="$assessment/uscc" mode="text"/>）</xsl:if><xsl:if test="normalize-space($score/total) != ''">考核得分<xsl:apply-templates select="$score/total" mode="text"/>分</xsl:if>，经公示，自<xsl:apply-templates select="$listing/from" mode="date"/>起列入<xsl:value-of select="/issue/instrument/@title"/>。</p></xsl:if>
        <xsl:if test="normalize-space($decision/basis) != ''"><p>依据：<xsl:apply-templates select="$decision/basis" mode="text"/></p></xsl:if>
        <xsl:choose><xsl:when test="normalize-space($listing/to) != ''"><p>该机构即时退出本区勘测定界业务，至<xsl:apply-templates select="$listing/to" mode="date"/>（含）以前不予备案。</p></xsl:when><xsl:otherwise><p>列入期间加强监管，不列入政府投资项目中介机构名录。</p></xsl:otherwise></xsl:choose>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
