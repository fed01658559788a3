<?xml version="1.0" encoding="UTF-8"?>
<!-- layout.xsl - the frame of every page, and what pages share: words, dates, last days, problems.

     A page's stylesheet imports this one and has a template for "main". Words come from the view's <texts>, by key:
       <xsl:apply-templates select="key('t', 'work.title')"/>, with $a and $b for what stands in the text as <a/> and <b/>. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>
  <xsl:key name="t" match="/page/texts/t" use="@id"/>

  <xsl:variable name="page" select="/page"/>
  <xsl:variable name="static" select="concat('/static/', /page/@edition, '/')"/>
  <xsl:variable name="today" select="/page/@today"/>

  <xsl:template match="/page">
    <html lang="{@language}">
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <xsl:if test="@scripts">
          <meta name="htmx-config" content='{{"includeIndicatorStyles":false,"allowEval":false,"historyCacheSize":0}}'/>
        </xsl:if>
        <title>
          <xsl:apply-templates select="main" mode="title"/>
          <xsl:text> · Fasti</xsl:text>
        </title>
        <link rel="icon" href="{$static}fasti.svg"/>
        <link rel="stylesheet" href="{$static}fasti.css"/>
        <xsl:apply-templates select="main" mode="head"/>
        <xsl:if test="@scripts"><script src="{$static}htmx.min.js" defer=""></script></xsl:if>
        <script src="{$static}fasti.js" defer=""></script>
      </head>
      <body class="page-{@name}">
        <a class="skip" href="#main"><xsl:apply-templates select="key('t', 'layout.skip')"/></a>
        <xsl:apply-templates select="demonstration"/>
        <xsl:call-template name="top"/>
        <xsl:apply-templates select="nav"/>
        <main id="main" tabindex="-1">
          <xsl:apply-templates select="done"/>
          <xsl:apply-templates select="main"/>
        </main>
      </body>
    </html>
  </xsl:template>

  <!-- An office with made-up cases says so on every page. -->
  <xsl:template match="demonstration">
    <aside class="demonstration"><xsl:value-of select="key('t', 'layout.demonstration')"/></aside>
  </xsl:template>

  <xsl:template match="main" mode="title">
    <xsl:value-of select="key('t', concat($page/@name, '.title'))"/>
  </xsl:template>

  <!-- Styles and scripts that only this page needs; a page's stylesheet says them. -->
  <xsl:template match="main" mode="head"/>

  <!-- Above everything: whose office this is, search, who is logged in. -->
  <xsl:template name="top">
    <header class="top">
      <a class="brand" href="/"><img src="{$static}fasti.svg" alt="" width="24" height="24"/><strong>Fasti</strong>
        <span class="bureau"><xsl:value-of select="person/@bureau"/></span></a>
      <xsl:if test="nav/item[@id = 'cases']">
        <form class="find" action="/cases" role="search">
          <input type="search" name="q" aria-label="{key('t', 'layout.find')}" placeholder="{key('t', 'layout.find')}"/>
        </form>
      </xsl:if>
      <xsl:apply-templates select="person" mode="top"/>
    </header>
  </xsl:template>

  <xsl:template match="person" mode="top">
    <div class="who">
      <xsl:if test="@unread &gt; 0">
        <a class="bell" href="/notices"><xsl:apply-templates select="key('t', 'layout.notices')"/>
          <b class="count"><xsl:value-of select="@unread"/></b></a>
      </xsl:if>
      <details class="menu">
        <summary><xsl:value-of select="@name"/></summary>
        <div class="sheet">
          <p class="quiet"><xsl:value-of select="@roles"/></p>
          <a href="/notices"><xsl:value-of select="key('t', 'layout.notices')"/></a>
          <a href="/me"><xsl:value-of select="key('t', 'layout.settings')"/></a>
          <form method="post" action="/language">
            <xsl:call-template name="csrf"/>
            <input type="hidden" name="to" value="{$page/@path}"/>
            <xsl:choose>
              <xsl:when test="$page/@language = 'en'"><button class="link" name="language" value="zh-CN" lang="zh-CN">中文</button></xsl:when>
              <xsl:otherwise><button class="link" name="language" value="en" lang="en">English</button></xsl:otherwise>
            </xsl:choose>
          </form>
          <form method="post" action="/logout">
            <xsl:call-template name="csrf"/>
            <button class="link"><xsl:value-of select="key('t', 'layout.logout')"/></button>
          </form>
        </div>
      </details>
    </div>
  </xsl:template>

  <xsl:template match="nav">
    <nav class="places" aria-label="{key('t', 'layout.places')}">
      <xsl:for-each select="item">
        <a href="{@href}">
          <xsl:if test="@current"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
          <xsl:value-of select="key('t', concat('nav.', @id))"/>
        </a>
      </xsl:for-each>
    </nav>
  </xsl:template>

  <xsl:template match="done">
    <p class="done" role="status"><xsl:value-of select="."/></p>
  </xsl:template>

  <!-- What is wrong, in one place at the top; each with a link to its field. -->
  <xsl:template name="problems">
    <xsl:if test="$page/problems">
      <section class="problems" role="alert" tabindex="-1" id="problems">
        <h2><xsl:value-of select="key('t', 'problems.title')"/></h2>
        <ul>
          <xsl:for-each select="$page/problems/problem">
            <li>
              <xsl:choose>
                <xsl:when test="@field and $page//field[@path = current()/@field]">
                  <a href="#f-{@field}"><xsl:value-of select="."/></a>
                </xsl:when>
                <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
              </xsl:choose>
              <xsl:if test="@law"><span class="law"><xsl:value-of select="@law"/></span></xsl:if>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="csrf">
    <input type="hidden" name="csrf" value="{$page/@csrf}"/>
  </xsl:template>

  <!-- Words. -->
  <xsl:template match="t">
    <xsl:param name="a"/>
    <xsl:param name="b"/>
    <xsl:for-each select="node()">
      <xsl:choose>
        <xsl:when test="self::a"><xsl:value-of select="$a"/></xsl:when>
        <xsl:when test="self::b"><xsl:value-of select="$b"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- A day, as people write it: 12月3日, with the year when it is another one. -->
  <xsl:template name="day">
    <xsl:param name="day"/>
    <xsl:variable name="d" select="number(substring($day, 9, 2))"/>
    <xsl:variable name="m" select="number(substring($day, 6, 2))"/>
    <xsl:variable name="other-year" select="substring($day, 1, 4) != substring($today, 1, 4)"/>
    <time datetime="{$day}">
      <xsl:choose>
        <xsl:when test="$page/@language = 'en'">
          <xsl:value-of select="concat($d, ' ', substring('JanFebMarAprMayJunJulAugSepOctNovDec', $m * 3 - 2, 3))"/>
          <xsl:if test="$other-year"><xsl:value-of select="concat(' ', substring($day, 1, 4))"/></xsl:if>
        </xsl:when>
        <xsl:otherwise>
          <xsl:if test="$other-year"><xsl:value-of select="concat(substring($day, 1, 4), '年')"/></xsl:if>
          <xsl:value-of select="concat($m, '月', $d, '日')"/>
        </xsl:otherwise>
      </xsl:choose>
    </time>
  </xsl:template>

  <xsl:template name="moment">
    <xsl:param name="moment"/>
    <xsl:call-template name="day"><xsl:with-param name="day" select="substring($moment, 1, 10)"/></xsl:call-template>
    <xsl:text> </xsl:text>
    <span class="time"><xsl:value-of select="substring($moment, 12, 5)"/></span>
  </xsl:template>

  <!-- A last day: told by words and shape, coloured besides. The context has @due, @days, @level. -->
  <xsl:template name="due">
    <span class="due {@level}">
      <xsl:choose>
        <xsl:when test="@level = 'none'"><xsl:value-of select="key('t', 'due.none')"/></xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="day"><xsl:with-param name="day" select="@due"/></xsl:call-template>
          <span class="left">
            <xsl:choose>
              <xsl:when test="@level = 'late'">
                <xsl:apply-templates select="key('t', 'due.late')"><xsl:with-param name="a" select="-@days"/></xsl:apply-templates>
              </xsl:when>
              <xsl:when test="@level = 'today'"><xsl:value-of select="key('t', 'due.today')"/></xsl:when>
              <xsl:otherwise>
                <xsl:apply-templates select="key('t', 'due.left')"><xsl:with-param name="a" select="@days"/></xsl:apply-templates>
              </xsl:otherwise>
            </xsl:choose>
          </span>
        </xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <!-- The tabs of a page: <tabs><tab id count current/></tabs>; words at PAGE.tab.ID. -->
  <xsl:template match="tabs">
    <nav class="tabs" aria-label="{key('t', 'layout.tabs')}">
      <xsl:for-each select="tab">
        <a href="?tab={@id}">
          <xsl:if test="@current"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
          <xsl:value-of select="key('t', concat($page/@name, '.tab.', @id))"/>
          <xsl:if test="@count"><b class="count"><xsl:value-of select="@count"/></b></xsl:if>
        </a>
      </xsl:for-each>
    </nav>
  </xsl:template>
</xsl:stylesheet>
