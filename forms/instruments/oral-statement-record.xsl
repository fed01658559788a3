<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/oral-statement-record.xsl - the record of an oral statement and defence (陈述申辩笔录): time, arguments, signature -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="record" select="/issue/addressee/*"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">时间：<xsl:call-template name="zh:date"><xsl:with-param name="value" select="$record/receivedOn"/></xsl:call-template></p>
        <p class="plain">陈述申辩人：<xsl:value-of select="$record/by"/></p>
        <h2>陈述、申辩的内容</h2>
        <xsl:for-each select="$record/argument"><p><xsl:value-of select="concat(position(), '．', normalize-space(.))"/></p></xsl:for-each>
        <p>以上笔录我已看过（已向我宣读），与我所说的相符。</p>
        <xsl:call-template name="signature"><xsl:with-param name="label" select="'陈述申辩人'"/></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label" select="'记录人'"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
