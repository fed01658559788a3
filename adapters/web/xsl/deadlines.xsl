<?xml version="1.0" encoding="UTF-8"?>
<!-- deadlines.xsl - last days as a list, and as a month. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="lists.xsl"/>
  <xsl:template match="main">
    <div class="head">
      <h1><xsl:value-of select="key('t', 'deadlines.title')"/></h1>
      <nav class="views" aria-label="{key('t', 'deadlines.views')}">
        <xsl:for-each select="views/view">
          <a href="{@href}"><xsl:if test="@current"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if>
            <xsl:value-of select="key('t', concat('deadlines.view.', @id))"/></a>
        </xsl:for-each>
      </nav>
    </div>
    <xsl:call-template name="problems"/>
    <xsl:apply-templates select="saved"/>
    <xsl:apply-templates select="filter"/>
    <xsl:apply-templates select="tabs"/>
    <xsl:apply-templates select="deadlines | month"/>
    <xsl:apply-templates select="pager"/>
    <p class="quiet"><a href="/me#calendar"><xsl:value-of select="key('t', 'deadlines.feed')"/></a></p>
  </xsl:template>

  <xsl:template match="deadlines">
    <xsl:choose>
      <xsl:when test="not(deadline)"><p class="empty"><xsl:value-of select="key('t', 'deadlines.empty')"/></p></xsl:when>
      <xsl:otherwise>
        <table class="cards">
          <thead>
            <tr>
              <th scope="col"><xsl:value-of select="key('t', 'deadlines.what')"/></th>
              <th scope="col"><xsl:value-of select="key('t', 'deadlines.due')"/></th>
              <th scope="col"><xsl:value-of select="key('t', 'deadlines.who')"/></th>
              <th scope="col"><xsl:value-of select="key('t', 'list.case')"/></th>
            </tr>
          </thead>
          <tbody id="rows">
            <xsl:for-each select="deadline">
              <tr>
                <th scope="row"><a class="title" href="/cases/{@case}"><xsl:value-of select="@title"/></a></th>
                <td data-label="{key('t', 'deadlines.due')}"><xsl:call-template name="due"/><xsl:call-template name="marks"/></td>
                <td data-label="{key('t', 'deadlines.who')}"><xsl:value-of select="@roles"/></td>
                <td data-label="{key('t', 'list.case')}"><xsl:value-of select="@case-title"/><xsl:text> </xsl:text><span class="id"><xsl:value-of select="@case"/></span></td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="marks">
    <xsl:if test="@state = 'suspended'"><span class="about"><xsl:value-of select="key('t', 'deadlines.suspended')"/></span></xsl:if>
    <xsl:if test="@provisional"><span class="about"><xsl:value-of select="key('t', 'deadlines.provisional')"/></span></xsl:if>
  </xsl:template>

  <xsl:template match="month">
    <section aria-labelledby="month-title">
      <div class="month-head">
        <h2 id="month-title"><xsl:choose>
          <xsl:when test="$page/@language = 'en'"><xsl:value-of select="concat(substring('JanFebMarAprMayJunJulAugSepOctNovDec', @number * 3 - 2, 3), ' ', @year)"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="concat(@year, '年', @number, '月')"/></xsl:otherwise></xsl:choose></h2>
        <nav class="acts" aria-label="{key('t', 'deadlines.months')}">
          <a class="button" rel="prev" href="{@previous}"><xsl:value-of select="key('t', 'deadlines.month.previous')"/></a>
          <a class="button" href="{@now}"><xsl:value-of select="key('t', 'deadlines.month.now')"/></a>
          <a class="button" rel="next" href="{@next}"><xsl:value-of select="key('t', 'deadlines.month.next')"/></a>
        </nav>
      </div>
      <xsl:if test="../@unpublished"><p class="quiet"><xsl:value-of select="key('t', 'deadlines.unpublished')"/></p></xsl:if>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="month-title">
        <table class="month">
          <thead>
            <tr>
              <xsl:for-each select="week[1]/day">
                <th scope="col"><xsl:value-of select="key('t', concat('weekday.', position()))"/></th>
              </xsl:for-each>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="week"><tr><xsl:apply-templates select="day"/></tr></xsl:for-each>
          </tbody>
        </table>
      </div>
    </section>
  </xsl:template>

  <xsl:template match="day">
    <td>
      <xsl:attribute name="class"><xsl:value-of select="@kind"/><xsl:if test="@other"> other</xsl:if><xsl:if test="@today"> now</xsl:if></xsl:attribute>
      <xsl:if test="@today"><xsl:attribute name="aria-current">date</xsl:attribute></xsl:if>
      <p class="date"><time datetime="{@date}"><xsl:value-of select="@number"/></time>
        <xsl:choose>
          <xsl:when test="@kind = 'holiday'"><span class="kind"><xsl:value-of select="key('t', 'day.holiday')"/><xsl:text> </xsl:text><xsl:value-of select="@name"/></span></xsl:when>
          <xsl:when test="@kind = 'makeup'"><span class="kind"><xsl:value-of select="key('t', 'day.makeup')"/></span></xsl:when>
        </xsl:choose></p>
      <xsl:if test="deadline">
        <ul>
          <xsl:for-each select="deadline">
            <li class="{@level}"><a href="/cases/{@case}" title="{@case-title}"><xsl:value-of select="@title"/><span class="about"><xsl:value-of select="@case-title"/></span></a></li>
          </xsl:for-each>
          <xsl:if test="@more"><li class="more"><a href="/deadlines?scope={$page/main/filter/field[@path = 'scope']/@value}&amp;day={@date}">
            <xsl:apply-templates select="key('t', 'deadlines.more')"><xsl:with-param name="a" select="@more"/></xsl:apply-templates></a></li></xsl:if>
        </ul>
      </xsl:if>
    </td>
  </xsl:template>
</xsl:stylesheet>
