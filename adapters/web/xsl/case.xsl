<?xml version="1.0" encoding="UTF-8"?>
<!-- case.xsl - what every tab of a case shares: its head, the tabs, the day as of which it is looked at; people and law in words. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="layout.xsl"/>
  <xsl:variable name="case" select="/page/main/case"/>
  <xsl:variable name="base" select="concat('/cases/', $case/@id)"/>
  <!-- Goes behind a query: links stay at the day that is looked at. -->
  <xsl:variable name="then">
    <xsl:if test="$case/@as-of"><xsl:value-of select="concat('&amp;as-of=', $case/@as-of)"/></xsl:if>
  </xsl:variable>

  <xsl:template match="main" mode="head">
    <link rel="stylesheet" href="{$static}case.css"/>
    <script src="{$static}case.js" defer=""></script>
  </xsl:template>
  <xsl:template match="main" mode="title"><xsl:value-of select="concat(case/@title, ' ', case/@id)"/></xsl:template>

  <xsl:template match="main">
    <article class="case {case/@status}">
      <xsl:apply-templates select="case"/>
      <xsl:apply-templates select="case-tabs"/>
      <xsl:call-template name="problems"/>
      <xsl:call-template name="tab"/>
    </article>
  </xsl:template>
  <xsl:template name="tab"/>

  <xsl:template match="case">
    <xsl:if test="@as-of">
      <div class="then" role="status">
        <p><strong>
          <xsl:apply-templates select="key('t', 'case.then')"><xsl:with-param name="a"><xsl:call-template name="full-day"><xsl:with-param name="day" select="@as-of"/></xsl:call-template></xsl:with-param></xsl:apply-templates>
        </strong><xsl:text> </xsl:text><xsl:value-of select="key('t', 'case.then.hint')"/></p>
        <a class="button" href="{$base}?tab={/page/main/case-tabs/tab[@current]/@id}"><xsl:value-of select="key('t', 'case.then.back')"/></a>
      </div>
    </xsl:if>
    <header class="case-head">
      <p class="case-line">
        <span class="id"><xsl:value-of select="@id"/></span>
        <span><xsl:value-of select="@procedure"/></span>
        <span class="state {@status}"><xsl:value-of select="key('t', concat('case.status.', @status))"/>
          <xsl:if test="@outcome"><xsl:value-of select="concat(key('t', 'colon'), @outcome)"/></xsl:if></span>
      </p>
      <h1><xsl:value-of select="@title"/></h1>
      <xsl:apply-templates select="." mode="ended"/>
      <xsl:if test="step">
        <ul class="standing" aria-label="{key('t', 'case.standing')}">
          <xsl:for-each select="step">
            <li><xsl:choose><xsl:when test="/page/main/now/diagram/mark[@id = concat('s-', current()/@id)]"><a class="step" href="#s-{@id}"><xsl:value-of select="@title"/></a></xsl:when><xsl:otherwise><span class="step"><xsl:value-of select="@title"/></span></xsl:otherwise></xsl:choose><xsl:apply-templates select="law"/></li>
          </xsl:for-each>
        </ul>
      </xsl:if>
      <dl class="facts-line">
        <div><dt><xsl:value-of select="key('t', 'case.opened')"/></dt><dd><xsl:call-template name="moment"><xsl:with-param name="moment" select="@opened"/></xsl:call-template></dd></div>
        <xsl:if test="@ended"><div><dt><xsl:value-of select="key('t', 'case.ended')"/></dt><dd><xsl:call-template name="moment"><xsl:with-param name="moment" select="@ended"/></xsl:call-template></dd></div></xsl:if>
        <xsl:if test="handler"><div><dt><xsl:value-of select="key('t', 'case.handlers')"/></dt><dd><xsl:for-each select="handler"><xsl:if test="position() &gt; 1"><xsl:value-of select="key('t', 'comma')"/></xsl:if><xsl:value-of select="@name"/></xsl:for-each></dd></div></xsl:if>
        <div><dt><xsl:value-of select="key('t', 'case.bureau')"/></dt><dd><xsl:value-of select="concat(@bureau, ' ', @version)"/></dd></div>
      </dl>
    </header>
  </xsl:template>

  <!-- Why it does not go on: suspended, or ended otherwise than by its course. -->
  <xsl:template match="case" mode="ended">
    <xsl:if test="halt">
      <p class="halt {@status}"><strong><xsl:value-of select="key('t', concat('case.halt.', @status))"/></strong>
        <xsl:value-of select="halt/@reason"/><xsl:apply-templates select="halt/law"/>
        <span class="quiet"><xsl:value-of select="concat(' ', halt/@name, ' ')"/><xsl:call-template name="moment"><xsl:with-param name="moment" select="halt/@at"/></xsl:call-template></span></p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="case-tabs">
    <div class="tab-line">
      <nav class="tabs" aria-label="{key('t', 'layout.tabs')}">
        <xsl:for-each select="tab">
          <a href="{$base}?tab={@id}{$then}">
            <xsl:if test="@current"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
            <xsl:value-of select="key('t', concat('case.tab.', @id))"/>
            <xsl:if test="@count"><b class="count"><xsl:value-of select="@count"/></b></xsl:if>
          </a>
        </xsl:for-each>
      </nav>
      <details class="menu more">
        <summary><xsl:value-of select="key('t', 'case.more')"/></summary>
        <div class="sheet">
          <form action="{$base}">
            <input type="hidden" name="tab" value="{tab[@current]/@id}"/>
            <p class="field"><label for="as-of"><xsl:value-of select="key('t', 'case.as-of')"/></label>
              <input type="date" id="as-of" name="as-of" value="{$case/@day}" min="{substring($case/@opened, 1, 10)}" max="{$today}" required=""/></p>
            <p class="acts"><button><xsl:value-of select="key('t', 'case.as-of.do')"/></button></p>
          </form>
          <xsl:if test="$case/@whole"><a href="{$base}/print{translate($then, '&amp;', '?')}"><xsl:value-of select="key('t', 'case.print')"/></a></xsl:if>
          <xsl:if test="$case/@whole and not($case/@as-of)"><a href="{$base}/archive.zip"><xsl:value-of select="key('t', 'case.archive')"/></a></xsl:if>
        </div>
      </details>
    </div>
  </xsl:template>

  <xsl:template match="law"><span class="law"><xsl:value-of select="."/></span></xsl:template>

  <!-- 2025年9月22日（星期一）, in full. -->
  <xsl:template name="full-day">
    <xsl:param name="day"/>
    <xsl:variable name="m" select="number(substring($day, 6, 2))"/>
    <xsl:variable name="d" select="number(substring($day, 9, 2))"/>
    <xsl:choose>
      <xsl:when test="$page/@language = 'en'"><xsl:value-of select="concat($d, ' ', substring('JanFebMarAprMayJunJulAugSepOctNovDec', $m * 3 - 2, 3), ' ', substring($day, 1, 4))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat(substring($day, 1, 4), '年', $m, '月', $d, '日')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A length of time: the two largest units. -->
  <xsl:template name="length">
    <xsl:param name="minutes"/>
    <xsl:variable name="days" select="floor($minutes div 1440)"/>
    <xsl:variable name="hours" select="floor(($minutes mod 1440) div 60)"/>
    <xsl:choose>
      <xsl:when test="$days &gt; 0"><xsl:apply-templates select="key('t', 'length.days')"><xsl:with-param name="a" select="$days"/></xsl:apply-templates>
        <xsl:if test="$hours &gt; 0"><xsl:apply-templates select="key('t', 'length.hours')"><xsl:with-param name="a" select="$hours"/></xsl:apply-templates></xsl:if></xsl:when>
      <xsl:when test="$hours &gt; 0"><xsl:apply-templates select="key('t', 'length.hours')"><xsl:with-param name="a" select="$hours"/></xsl:apply-templates>
        <xsl:if test="$minutes mod 60 &gt; 0"><xsl:apply-templates select="key('t', 'length.minutes')"><xsl:with-param name="a" select="$minutes mod 60"/></xsl:apply-templates></xsl:if></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="key('t', 'length.minutes')"><xsl:with-param name="a" select="$minutes"/></xsl:apply-templates></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A form as it was filled in. -->
  <xsl:template match="form"><div class="filled"><xsl:call-template name="fields"/></div></xsl:template>
  <xsl:template name="fields">
    <xsl:for-each select="*">
      <xsl:choose>
        <xsl:when test="self::field and not(preceding-sibling::*[1][self::field])">
          <dl class="pairs">
            <xsl:apply-templates select="." mode="pair"/>
          </dl>
        </xsl:when>
        <xsl:when test="self::field"/>
        <xsl:when test="self::group and .//field">
          <section class="group"><xsl:if test="@label"><h4><xsl:value-of select="@label"/></h4></xsl:if><xsl:call-template name="fields"/></section>
        </xsl:when>
        <xsl:when test="self::list and .//field">
          <section class="group"><xsl:if test="@label"><h4><xsl:value-of select="@label"/></h4></xsl:if>
            <ol><xsl:for-each select="item[.//field]"><li><xsl:call-template name="fields"/></li></xsl:for-each></ol></section>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>
  <!-- Fields that follow each other make one list. -->
  <xsl:template match="field" mode="pair">
    <dt><xsl:value-of select="@label"/></dt><dd><xsl:apply-templates select="." mode="value"/></dd>
    <xsl:apply-templates select="following-sibling::*[1][self::field]" mode="pair"/>
  </xsl:template>
  <xsl:template match="field" mode="value">
    <xsl:choose>
      <xsl:when test="@type = 'confidential'"><span class="kept-back"><xsl:value-of select="key('t', 'case.confidential')"/></span></xsl:when>
      <xsl:when test="choice"><xsl:for-each select="choice"><xsl:if test="position() &gt; 1"><xsl:value-of select="key('t', 'comma')"/></xsl:if><xsl:value-of select="."/></xsl:for-each></xsl:when>
      <xsl:when test="@type = 'boolean'"><xsl:value-of select="key('t', concat('case.', text()))"/></xsl:when>
      <xsl:when test="@type = 'date'"><xsl:call-template name="full-day"><xsl:with-param name="day" select="text()"/></xsl:call-template></xsl:when>
      <xsl:when test="@type = 'dateTime'"><xsl:call-template name="full-day"><xsl:with-param name="day" select="substring(text(), 1, 10)"/></xsl:call-template><xsl:text> </xsl:text><span class="time"><xsl:value-of select="substring(text(), 12, 5)"/></span></xsl:when>
      <xsl:when test="@type = 'file'"><a href="{$base}/files/{text()}"><xsl:apply-templates select="key('t', 'case.file')"><xsl:with-param name="a" select="text()"/></xsl:apply-templates></a></xsl:when>
      <xsl:otherwise><span class="said"><xsl:value-of select="text()"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
