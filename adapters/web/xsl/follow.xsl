<?xml version="1.0" encoding="UTF-8"?>
<!-- follow.xsl - how a complaint stands; a complaint that was just made gives its number. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="main" mode="head"><link rel="stylesheet" href="{$static}board.css"/></xsl:template>
  <xsl:template match="main">
    <div class="alone wide">
      <h1><xsl:value-of select="key('t', 'follow.title')"/></h1>
      <xsl:if test="@given">
        <section class="card" role="status">
          <h2><xsl:value-of select="key('t', 'follow.given')"/></h2>
          <p class="secret"><xsl:value-of select="@given"/></p>
          <p><xsl:value-of select="key('t', 'follow.keep')"/></p>
        </section>
      </xsl:if>
      <xsl:call-template name="problems"/>
      <xsl:apply-templates select="progress"/>
      <form action="/board/follow" class="card form">
        <p class="field"><label for="number"><xsl:value-of select="key('t', 'follow.number')"/></label>
          <input id="number" name="number" value="{@number}{@given}" required="" autocomplete="off" spellcheck="false"/></p>
        <p class="acts"><button class="primary"><xsl:value-of select="key('t', 'follow.do')"/></button>
          <a class="button" href="/board"><xsl:value-of select="key('t', 'follow.back')"/></a></p>
      </form>
    </div>
  </xsl:template>

  <xsl:template match="progress">
    <section class="card">
      <h2><xsl:value-of select="@procedure"/></h2>
      <dl class="pairs">
        <dt><xsl:value-of select="key('t', 'follow.bureau')"/></dt><dd><xsl:value-of select="@bureau"/></dd>
        <dt><xsl:value-of select="key('t', 'follow.opened')"/></dt>
        <dd><xsl:call-template name="day"><xsl:with-param name="day" select="substring(@opened, 1, 10)"/></xsl:call-template></dd>
        <dt><xsl:value-of select="key('t', 'follow.stage')"/></dt>
        <dd><xsl:for-each select="stage"><div><xsl:value-of select="."/></div></xsl:for-each></dd>
        <xsl:if test="@ended">
          <dt><xsl:value-of select="key('t', 'follow.ended')"/></dt>
          <dd><xsl:call-template name="day"><xsl:with-param name="day" select="substring(@ended, 1, 10)"/></xsl:call-template></dd>
        </xsl:if>
      </dl>
    </section>
  </xsl:template>
</xsl:stylesheet>
