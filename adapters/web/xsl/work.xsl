<?xml version="1.0" encoding="UTF-8"?>
<!-- work.xsl - 我的工作: a list to work down, the most urgent first; and what was done, opened, sent. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="lists.xsl"/>
  <xsl:template match="main">
    <div class="head">
      <h1><xsl:value-of select="key('t', 'work.title')"/></h1>
      <button type="button" class="link only-script" data-opens="keys"><xsl:value-of select="key('t', 'work.keys')"/></button>
    </div>
    <xsl:call-template name="problems"/>
    <xsl:apply-templates select="outcomes"/>
    <xsl:apply-templates select="tabs"/>
    <xsl:apply-templates select="saved"/>
    <xsl:apply-templates select="filter"/>
    <xsl:apply-templates select="tasks | works | cases"/>
    <xsl:apply-templates select="pager"/>
    <xsl:call-template name="keys"/>
  </xsl:template>

  <xsl:template match="tasks[not(task)] | works[not(work)] | cases[not(case)]">
    <p class="empty">
      <xsl:choose>
        <xsl:when test="../filter/@used"><xsl:value-of select="key('t', 'list.none')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="key('t', concat('work.empty.', ../@tab))"/></xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:template>

  <xsl:template match="tasks">
    <form method="post" action="/claim" id="claims">
      <xsl:call-template name="csrf"/>
      <input type="hidden" name="to" value="{../@here}"/>
      <p class="bar">
        <xsl:call-template name="count-of"><xsl:with-param name="count" select="@count"/></xsl:call-template>
        <xsl:if test="task[@claimable]">
          <button><xsl:value-of select="key('t', 'work.claim.ticked')"/></button>
        </xsl:if>
      </p>
      <ol class="rows" id="rows">
        <xsl:apply-templates select="task"/>
      </ol>
    </form>
  </xsl:template>

  <xsl:template match="task">
    <li class="row">
      <xsl:choose>
        <xsl:when test="@claimable">
          <label class="tick"><input type="checkbox" name="task" value="{@case}/{@number}">
            <xsl:attribute name="aria-label"><xsl:apply-templates select="key('t', 'work.tick')"><xsl:with-param name="a" select="@title"/><xsl:with-param name="b" select="@case-title"/></xsl:apply-templates></xsl:attribute></input></label>
        </xsl:when>
        <xsl:when test="../task[@claimable]"><span class="tick"></span></xsl:when>
      </xsl:choose>
      <div class="what">
        <a class="title" href="/cases/{@case}/tasks/{@number}"><xsl:value-of select="@title"/></a>
        <span class="about"><xsl:value-of select="@case-title"/><xsl:text> </xsl:text><span class="id"><xsl:value-of select="@case"/></span></span>
      </div>
      <div class="facts">
        <xsl:if test="@draft"><span class="tag draft"><xsl:value-of select="key('t', 'work.draft')"/></span></xsl:if>
        <xsl:choose>
          <xsl:when test="@mine"><span class="tag mine"><xsl:value-of select="key('t', concat('work.state.', @state))"/></span></xsl:when>
          <xsl:otherwise><span class="tag"><xsl:value-of select="@roles"/></span></xsl:otherwise>
        </xsl:choose>
        <span class="since"><xsl:call-template name="since"/></span>
        <xsl:call-template name="due"/>
      </div>
      <xsl:choose>
        <xsl:when test="@claimable">
          <button class="small" name="one" value="{@case}/{@number}" data-key="c">
            <xsl:attribute name="aria-label"><xsl:apply-templates select="key('t', 'work.claim.one')"><xsl:with-param name="a" select="@title"/><xsl:with-param name="b" select="@case-title"/></xsl:apply-templates></xsl:attribute>
            <xsl:value-of select="key('t', 'work.claim')"/></button>
        </xsl:when>
        <xsl:when test="../task[@claimable]"><span class="small-place"></span></xsl:when>
      </xsl:choose>
    </li>
  </xsl:template>

  <xsl:template name="since">
    <time datetime="{substring(@opened, 1, 10)}">
      <xsl:variable name="day"><xsl:call-template name="day"><xsl:with-param name="day" select="substring(@opened, 1, 10)"/></xsl:call-template></xsl:variable>
      <xsl:apply-templates select="key('t', 'work.since')"><xsl:with-param name="a" select="string($day)"/></xsl:apply-templates>
    </time>
  </xsl:template>

  <xsl:template match="works">
    <p class="bar"><xsl:call-template name="count-of"><xsl:with-param name="count" select="@count"/></xsl:call-template></p>
    <ol class="rows" id="rows">
      <xsl:for-each select="work">
        <li class="row">
          <div class="what">
            <a class="title" href="/cases/{@case}"><xsl:value-of select="@title"/></a>
            <span class="about"><xsl:value-of select="@case-title"/><xsl:text> </xsl:text><span class="id"><xsl:value-of select="@case"/></span></span>
          </div>
          <div class="facts">
            <span class="tag"><xsl:value-of select="@procedure-title"/></span>
            <span class="since"><xsl:call-template name="moment"><xsl:with-param name="moment" select="@at"/></xsl:call-template></span>
          </div>
        </li>
      </xsl:for-each>
    </ol>
  </xsl:template>

  <xsl:template match="cases">
    <p class="bar"><xsl:call-template name="count-of"><xsl:with-param name="count" select="@count"/></xsl:call-template></p>
    <xsl:call-template name="case-table"/>
  </xsl:template>

  <!-- What came of what was ticked. -->
  <xsl:template match="outcomes">
    <section class="outcomes" aria-labelledby="outcomes-title">
      <h2 id="outcomes-title"><xsl:apply-templates select="key('t', 'work.outcomes')">
        <xsl:with-param name="a" select="@claimed"/><xsl:with-param name="b" select="count(outcome) - @claimed"/></xsl:apply-templates></h2>
      <ul>
        <xsl:for-each select="outcome">
          <li class="{@what}"><a href="/cases/{@case}/tasks/{@number}"><xsl:value-of select="concat(@case, ' / ', @number)"/></a>
            <xsl:text> </xsl:text><xsl:value-of select="key('t', concat('work.outcome.', @what))"/></li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:template>

  <xsl:template name="keys">
    <dialog id="keys" aria-labelledby="keys-title">
      <h2 id="keys-title"><xsl:value-of select="key('t', 'work.keys')"/></h2>
      <dl class="pairs">
        <dt><kbd>/</kbd></dt><dd><xsl:value-of select="key('t', 'work.key.find')"/></dd>
        <dt><kbd>j</kbd> <kbd>k</kbd></dt><dd><xsl:value-of select="key('t', 'work.key.move')"/></dd>
        <dt><kbd>Enter</kbd></dt><dd><xsl:value-of select="key('t', 'work.key.open')"/></dd>
        <dt><kbd>c</kbd></dt><dd><xsl:value-of select="key('t', 'work.key.claim')"/></dd>
        <dt><kbd>?</kbd></dt><dd><xsl:value-of select="key('t', 'work.key.help')"/></dd>
      </dl>
      <form method="dialog"><button><xsl:value-of select="key('t', 'work.keys.close')"/></button></form>
    </dialog>
  </xsl:template>
</xsl:stylesheet>
