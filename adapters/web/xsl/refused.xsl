<?xml version="1.0" encoding="UTF-8"?>
<!-- refused.xsl - what could not be done, and what to do now. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="main" mode="title">
    <xsl:call-template name="what"/>
  </xsl:template>
  <xsl:template name="what">
    <xsl:choose>
      <xsl:when test="key('t', concat('refused.', @status))"><xsl:value-of select="key('t', concat('refused.', @status))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="key('t', 'refused.other')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="main">
    <div class="alone wide">
      <h1><xsl:call-template name="what"/></h1>
      <xsl:call-template name="problems"/>
      <p><a class="button" href="/"><xsl:value-of select="key('t', 'refused.home')"/></a></p>
      <p class="quiet">
        <xsl:apply-templates select="key('t', 'refused.request')"><xsl:with-param name="a" select="@request"/></xsl:apply-templates>
      </p>
    </div>
  </xsl:template>
</xsl:stylesheet>
