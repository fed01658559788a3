<?xml version="1.0" encoding="UTF-8"?>
<!-- board.xsl - 阳光执法: for everybody. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="main" mode="head"><link rel="stylesheet" href="{$static}board.css"/></xsl:template>
  <xsl:template match="main">
    <h1><xsl:value-of select="key('t', 'board.title')"/></h1>
    <p class="lead"><xsl:value-of select="key('t', 'board.lead')"/></p>
    <div class="two">
      <section aria-labelledby="published">
        <h2 id="published"><xsl:value-of select="key('t', 'board.published')"/></h2>
        <form class="filter" role="search">
          <p class="field"><label for="q"><xsl:value-of select="key('t', 'board.find')"/></label>
            <input type="search" id="q" name="q" value="{@q}"/></p>
          <p class="field"><label for="bureau"><xsl:value-of select="key('t', 'board.bureau')"/></label>
            <select id="bureau" name="bureau">
              <option value=""><xsl:value-of select="key('t', 'board.all')"/></option>
              <xsl:for-each select="bureaus/bureau">
                <option value="{@id}"><xsl:if test="@current"><xsl:attribute name="selected"/></xsl:if><xsl:value-of select="@title"/></option>
              </xsl:for-each>
            </select></p>
          <p class="field"><label for="kind"><xsl:value-of select="key('t', 'board.kind')"/></label>
            <select id="kind" name="kind">
              <option value=""><xsl:value-of select="key('t', 'board.all')"/></option>
              <xsl:variable name="kind" select="@kind"/>
              <xsl:for-each select="$page/texts/t[starts-with(@id, 'board.kind.')]">
                <option value="{substring-after(@id, 'board.kind.')}">
                  <xsl:if test="substring-after(@id, 'board.kind.') = $kind"><xsl:attribute name="selected"/></xsl:if>
                  <xsl:value-of select="."/></option>
              </xsl:for-each>
            </select></p>
          <p class="acts"><button><xsl:value-of select="key('t', 'board.find.do')"/></button></p>
        </form>
        <xsl:if test="not(items/item)"><p class="empty"><xsl:value-of select="key('t', 'board.empty')"/></p></xsl:if>
        <xsl:apply-templates select="items/item"/>
      </section>
      <div class="side">
        <section class="card">
          <h2><xsl:value-of select="key('t', 'follow.title')"/></h2>
          <form action="/board/follow" class="form">
            <p class="field"><label for="number"><xsl:value-of select="key('t', 'follow.number')"/></label>
              <input id="number" name="number" required="" autocomplete="off" spellcheck="false"/></p>
            <p class="acts"><button><xsl:value-of select="key('t', 'follow.do')"/></button></p>
          </form>
        </section>
        <xsl:for-each select="bureaus/bureau[service]">
          <section class="card">
            <h2><xsl:value-of select="@title"/></h2>
            <ul class="services">
              <xsl:for-each select="service">
                <li>
                  <strong><xsl:value-of select="@title"/></strong>
                  <xsl:if test="@content"><p><xsl:value-of select="@content"/></p></xsl:if>
                  <p class="quiet"><xsl:value-of select="@office"/>
                    <xsl:if test="@phone"><xsl:text> </xsl:text><a href="tel:{@phone}"><xsl:value-of select="@phone"/></a></xsl:if></p>
                  <xsl:if test="@opens"><p class="acts"><a class="button primary" href="/board/complain/{../@id}/{@id}"><xsl:value-of select="key('t', 'board.complain')"/></a></p></xsl:if>
                </li>
              </xsl:for-each>
            </ul>
          </section>
        </xsl:for-each>
      </div>
    </div>
  </xsl:template>

  <xsl:template match="item">
    <article class="card" id="i-{@case}-{@number}">
      <h3><xsl:value-of select="@title"/></h3>
      <p class="quiet">
        <span class="tag">
          <xsl:choose>
            <xsl:when test="key('t', concat('board.kind.', @kind))"><xsl:value-of select="key('t', concat('board.kind.', @kind))"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="@kind"/></xsl:otherwise>
          </xsl:choose>
        </span>
        <xsl:text> </xsl:text>
        <xsl:value-of select="../../bureaus/bureau[@id = current()/@bureau]/@title"/>
        <xsl:text> </xsl:text>
        <xsl:call-template name="day"><xsl:with-param name="day" select="@day"/></xsl:call-template>
      </p>
      <xsl:for-each select="p"><p><xsl:value-of select="."/></p></xsl:for-each>
    </article>
  </xsl:template>
</xsl:stylesheet>
