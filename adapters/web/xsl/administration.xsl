<?xml version="1.0" encoding="UTF-8"?>
<!-- administration.xsl - what the pages of administration share: their tabs, the journal of the office. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="main" mode="head">
    <link rel="stylesheet" href="{$static}admin.css"/>
  </xsl:template>

  <xsl:template name="administration">
    <xsl:param name="at"/>
    <nav class="tabs" aria-label="{key('t', 'layout.tabs')}">
      <xsl:for-each select="$page/texts/t[starts-with(@id, 'admin.tab.')]">
        <xsl:variable name="id" select="substring-after(@id, 'admin.tab.')"/>
        <a href="{@href}">
          <xsl:if test="$id = $at"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
          <xsl:value-of select="."/>
        </a>
      </xsl:for-each>
    </nav>
  </xsl:template>

  <xsl:template match="journal">
    <ol class="journal">
      <xsl:for-each select="entry">
        <li>
          <span class="when"><xsl:call-template name="moment"><xsl:with-param name="moment" select="@at"/></xsl:call-template></span>
          <span class="words">
            <strong>
              <xsl:choose>
                <xsl:when test="@actor"><xsl:value-of select="@actor"/></xsl:when>
                <xsl:otherwise><xsl:value-of select="key('t', 'journal.owner')"/></xsl:otherwise>
              </xsl:choose>
            </strong>
            <xsl:text> </xsl:text>
            <xsl:call-template name="act"/>
          </span>
        </li>
      </xsl:for-each>
    </ol>
  </xsl:template>

  <!-- An act in words; one that has none is named by its kind. -->
  <xsl:template name="act">
    <xsl:variable name="text" select="key('t', concat('journal.', @kind))"/>
    <xsl:choose>
      <xsl:when test="@kind = 'refused'">
        <xsl:apply-templates select="$text">
          <xsl:with-param name="a" select="@event"/>
          <xsl:with-param name="b" select="@about"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:when test="@kind = 'person'">
        <xsl:apply-templates select="$text">
          <xsl:with-param name="a" select="concat(@name, ' [', @id, ']')"/>
          <xsl:with-param name="b" select="@roles"/>
        </xsl:apply-templates>
        <xsl:if test="@active = 'false'"><xsl:value-of select="key('t', 'journal.disabled')"/></xsl:if>
      </xsl:when>
      <xsl:when test="$text">
        <xsl:apply-templates select="$text">
          <xsl:with-param name="a" select="concat(@bureau, ' ', @version)"/>
          <xsl:with-param name="b" select="concat(@id, @person, @role)"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="@kind"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
