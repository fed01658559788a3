<?xml version="1.0" encoding="UTF-8"?>
<!-- cases.xsl - looking for cases. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="lists.xsl"/>
  <xsl:template match="main">
    <h1><xsl:value-of select="key('t', 'cases.title')"/></h1>
    <xsl:call-template name="problems"/>
    <xsl:apply-templates select="saved"/>
    <xsl:apply-templates select="filter"/>
    <xsl:apply-templates select="tabs"/>
    <p class="bar">
      <xsl:call-template name="count-of"><xsl:with-param name="count" select="cases/@count"/></xsl:call-template>
      <span class="sorts"><xsl:value-of select="key('t', 'cases.sort')"/>
        <xsl:for-each select="sorts/sort">
          <xsl:text> </xsl:text><a href="{@href}"><xsl:if test="@current"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if>
            <xsl:value-of select="key('t', concat('cases.sort.', @id))"/></a>
        </xsl:for-each>
      </span>
      <xsl:apply-templates select="files"/>
    </p>
    <xsl:apply-templates select="cases"/>
    <xsl:apply-templates select="pager"/>
  </xsl:template>

  <xsl:template match="cases[not(case)]">
    <p class="empty"><xsl:value-of select="key('t', 'list.none')"/></p>
  </xsl:template>
  <xsl:template match="cases">
    <xsl:call-template name="case-table"/>
  </xsl:template>
</xsl:stylesheet>
