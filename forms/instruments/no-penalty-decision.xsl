<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/no-penalty-decision.xsl - the decision not to punish (不予行政处罚决定书): party, facts, reason and basis -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="decision" select="key('data', 'noPenalty')"/>
  <xsl:variable name="party" select="/issue/addressee/*"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$party/name"/></xsl:call-template>
        <p>本局对你（单位）涉嫌违法一案依法立案调查，现已审理终结。</p>
        <h2>一、查明的事实</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$decision/facts"/></xsl:call-template>
        <h2>二、理由和依据</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$decision/reason"/></xsl:call-template>
        <p><xsl:if test="normalize-space($decision/basis) != ''">依照<xsl:call-template name="list"><xsl:with-param name="items" select="$decision/basis"/></xsl:call-template>的规定，</xsl:if>决定不予行政处罚。</p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$party/name"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
