<?xml version="1.0" encoding="UTF-8"?>
<!-- start.xsl - what one may open. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="main" mode="head"><link rel="stylesheet" href="{$static}task.css"/></xsl:template>
  <xsl:template match="main">
    <h1><xsl:value-of select="key('t', 'start.title')"/></h1>
    <xsl:if test="not(procedure)"><p class="empty"><xsl:value-of select="key('t', 'start.none')"/></p></xsl:if>
    <xsl:call-template name="group"><xsl:with-param name="group" select="'case'"/></xsl:call-template>
    <xsl:call-template name="group"><xsl:with-param name="group" select="'register'"/></xsl:call-template>
  </xsl:template>
  <xsl:template name="group">
    <xsl:param name="group"/>
    <xsl:if test="procedure[@group = $group]">
      <h2><xsl:value-of select="key('t', concat('start.group.', $group))"/></h2>
      <ul class="procedures">
        <xsl:for-each select="procedure[@group = $group]">
          <li><a href="/start/{@id}"><xsl:value-of select="@title"/></a>
            <xsl:if test="@form and @form != @title"><p><xsl:value-of select="@form"/></p></xsl:if>
            <xsl:if test="for"><p class="quiet"><xsl:for-each select="for"><xsl:if test="position() &gt; 1">、</xsl:if><xsl:value-of select="."/></xsl:for-each></p></xsl:if></li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
