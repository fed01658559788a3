<?xml version="1.0" encoding="UTF-8"?>
<!-- notices.xsl - 消息: what the office told a person. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="lists.xsl"/>
  <xsl:template match="main">
    <div class="head">
      <h1><xsl:value-of select="key('t', 'notices.title')"/></h1>
      <xsl:if test="notices/notice[not(@read)]">
        <form method="post" action="/notices/read-all">
          <xsl:call-template name="csrf"/>
          <input type="hidden" name="newest" value="{notices/@newest}"/>
          <button><xsl:value-of select="key('t', 'notices.read-all')"/></button>
        </form>
      </xsl:if>
    </div>
    <xsl:apply-templates select="tabs"/>
    <xsl:apply-templates select="notices"/>
    <xsl:apply-templates select="pager"/>
  </xsl:template>

  <xsl:template match="notices">
    <xsl:choose>
      <xsl:when test="not(notice)"><p class="empty"><xsl:value-of select="key('t', 'notices.empty')"/></p></xsl:when>
      <xsl:otherwise>
        <ol class="rows" id="rows">
          <xsl:for-each select="notice">
            <li class="row notice">
              <div class="what">
                <p class="text"><xsl:if test="not(@read)"><b class="new"><xsl:value-of select="key('t', 'notices.new')"/></b><xsl:text> </xsl:text></xsl:if><xsl:value-of select="."/></p>
                <span class="about"><span class="tag"><xsl:value-of select="key('t', concat('notices.kind.', @kind))"/></span>
                  <xsl:text> </xsl:text><xsl:call-template name="moment"><xsl:with-param name="moment" select="@at"/></xsl:call-template>
                  <xsl:text> </xsl:text><span class="id"><xsl:value-of select="@case"/></span></span>
              </div>
              <xsl:choose>
                <xsl:when test="@read"><a class="title" href="/cases/{@case}"><xsl:value-of select="key('t', 'notices.open')"/></a></xsl:when>
                <xsl:otherwise>
                  <form method="post" action="/notices/read">
                    <xsl:call-template name="csrf"/>
                    <input type="hidden" name="case" value="{@case}"/>
                    <button class="small-act" name="notice" value="{@id}">
                      <xsl:attribute name="aria-label"><xsl:apply-templates select="key('t', 'notices.read.of')"><xsl:with-param name="a" select="@case"/></xsl:apply-templates></xsl:attribute>
                      <xsl:value-of select="key('t', 'notices.read')"/></button>
                  </form>
                </xsl:otherwise>
              </xsl:choose>
            </li>
          </xsl:for-each>
        </ol>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
