<?xml version="1.0" encoding="UTF-8"?>
<!-- work.xsl - 待办: a list to work down, the most urgent first. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="main">
    <h1><xsl:value-of select="key('t', 'work.title')"/></h1>
    <xsl:apply-templates select="tabs"/>
    <xsl:apply-templates select="tasks"/>
  </xsl:template>

  <xsl:template match="tasks[not(task)]">
    <p class="empty"><xsl:value-of select="key('t', 'work.empty')"/></p>
  </xsl:template>

  <xsl:template match="tasks">
    <ol class="rows" id="rows">
      <xsl:for-each select="task">
        <li class="row">
          <div class="what">
            <a class="title" href="/cases/{@case}/tasks/{@number}"><xsl:value-of select="@title"/></a>
            <span class="about"><xsl:value-of select="@case-title"/><xsl:text> </xsl:text><span class="id"><xsl:value-of select="@case"/></span></span>
          </div>
          <div class="facts">
            <xsl:choose>
              <xsl:when test="@mine"><span class="tag mine"><xsl:value-of select="key('t', 'work.mine')"/></span></xsl:when>
              <xsl:otherwise><span class="tag"><xsl:value-of select="@roles"/></span></xsl:otherwise>
            </xsl:choose>
            <span class="since">
              <xsl:value-of select="key('t', 'work.since')"/><xsl:text> </xsl:text>
              <xsl:call-template name="day"><xsl:with-param name="day" select="substring(@opened, 1, 10)"/></xsl:call-template>
            </span>
            <xsl:call-template name="due"/>
          </div>
        </li>
      </xsl:for-each>
    </ol>
  </xsl:template>
</xsl:stylesheet>
