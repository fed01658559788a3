<?xml version="1.0" encoding="UTF-8"?>
<!-- lists.xsl - what pages with lists share: filters, saved lists, pages of a list, files, rows of cases. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="layout.xsl"/>

  <xsl:template match="main" mode="head">
    <link rel="stylesheet" href="{$static}lists.css"/>
  </xsl:template>

  <!-- Tabs with addresses of their own. -->
  <xsl:template match="tabs">
    <nav class="tabs" aria-label="{key('t', 'layout.tabs')}">
      <xsl:for-each select="tab">
        <a href="{@href}">
          <xsl:if test="@current"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
          <xsl:value-of select="key('t', concat($page/@name, '.tab.', @id))"/>
          <xsl:if test="@count"><b class="count"><xsl:value-of select="@count"/></b></xsl:if>
        </a>
      </xsl:for-each>
    </nav>
  </xsl:template>

  <!-- A filter: its fields in a row; what is rarely asked for folds away unless it was. -->
  <xsl:template match="filter">
    <form class="filter" method="get" action="{@action}" role="search" aria-label="{key('t', 'list.filter')}">
      <xsl:if test="@tab"><input type="hidden" name="tab" value="{@tab}"/></xsl:if>
      <xsl:for-each select="field[@kind = 'hidden'][@value]"><input type="hidden" name="{@path}" value="{@value}"/></xsl:for-each>
      <xsl:apply-templates select="field[@kind != 'hidden']"/>
      <p class="acts">
        <button><xsl:value-of select="key('t', 'list.filter.do')"/></button>
        <xsl:if test="@used">
          <a href="{@action}"><xsl:if test="@tab"><xsl:attribute name="href"><xsl:value-of select="concat(@action, '?tab=', @tab)"/></xsl:attribute></xsl:if>
            <xsl:value-of select="key('t', 'list.filter.clear')"/></a>
        </xsl:if>
      </p>
    </form>
  </xsl:template>

  <xsl:template name="field-label">
    <xsl:choose>
      <xsl:when test="@label and @end = 'from'"><xsl:apply-templates select="key('t', 'list.from')"><xsl:with-param name="a" select="@label"/></xsl:apply-templates></xsl:when>
      <xsl:when test="@label and @end = 'to'"><xsl:apply-templates select="key('t', 'list.to')"><xsl:with-param name="a" select="@label"/></xsl:apply-templates></xsl:when>
      <xsl:when test="@label"><xsl:value-of select="@label"/></xsl:when>
      <xsl:when test="key('t', concat($page/@name, '.field.', @path))"><xsl:value-of select="key('t', concat($page/@name, '.field.', @path))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="key('t', concat('list.field.', @path))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="filter/field">
    <p class="field {@kind}">
      <xsl:if test="@kind = 'choice'"><xsl:attribute name="class">field select</xsl:attribute></xsl:if>
      <xsl:if test="@kind != 'check'"><label for="f-{@path}"><xsl:call-template name="field-label"/></label></xsl:if>
      <xsl:choose>
        <xsl:when test="@kind = 'select' or @kind = 'choice'">
          <select id="f-{@path}" name="{@path}">
            <xsl:if test="@kind = 'select'"><option value=""><xsl:value-of select="key('t', 'list.any')"/></option></xsl:if>
            <xsl:for-each select="option">
              <option value="{@id}">
                <xsl:if test="@selected"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if>
                <xsl:value-of select="@title"/>
                <xsl:if test="@count"><xsl:value-of select="concat('（', @count, '）')"/></xsl:if>
              </option>
            </xsl:for-each>
          </select>
        </xsl:when>
        <xsl:when test="@kind = 'check'">
          <label class="choice"><input type="checkbox" id="f-{@path}" name="{@path}" value="1">
            <xsl:if test="@value"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if></input>
            <xsl:call-template name="field-label"/></label>
        </xsl:when>
        <xsl:otherwise>
          <input id="f-{@path}" name="{@path}" type="{@kind}" value="{@value}">
            <xsl:if test="$page/problems/problem[@field = current()/@path]"><xsl:attribute name="aria-invalid">true</xsl:attribute></xsl:if>
          </input>
        </xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:template>

  <!-- Lists that the person keeps. -->
  <xsl:template match="saved">
    <xsl:if test="list or @query">
      <section class="saved" aria-labelledby="saved-title">
        <h2 id="saved-title"><xsl:value-of select="key('t', 'list.saved')"/></h2>
        <xsl:if test="list"><ul>
          <xsl:for-each select="list">
            <li>
              <a href="{@href}"><xsl:if test="@current"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if><xsl:value-of select="@name"/></a>
              <form method="post" action="/saved/drop">
                <xsl:call-template name="csrf"/>
                <input type="hidden" name="page" value="{../@page}"/>
                <input type="hidden" name="to" value="{../@to}"/>
                <button class="link" name="name" value="{@name}">
                  <xsl:attribute name="aria-label"><xsl:apply-templates select="key('t', 'list.drop.of')"><xsl:with-param name="a" select="@name"/></xsl:apply-templates></xsl:attribute>
                  <xsl:value-of select="key('t', 'list.drop')"/>
                </button>
              </form>
            </li>
          </xsl:for-each>
        </ul></xsl:if>
        <xsl:if test="@query and not(list[@current])">
          <form method="post" action="/saved" class="save">
            <xsl:call-template name="csrf"/>
            <input type="hidden" name="page" value="{@page}"/>
            <input type="hidden" name="query" value="{@query}"/>
            <input type="hidden" name="to" value="{@to}"/>
            <label for="save-name"><xsl:value-of select="key('t', 'list.save.name')"/></label>
            <input id="save-name" name="name" required="" maxlength="40"/>
            <button><xsl:value-of select="key('t', 'list.save')"/></button>
          </form>
        </xsl:if>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="pager">
    <xsl:if test="@previous or @next">
      <nav class="pager" aria-label="{key('t', 'list.pages')}">
        <xsl:if test="@first"><a class="button" href="{@first}"><xsl:value-of select="key('t', 'list.first')"/></a></xsl:if>
        <xsl:if test="@previous"><a class="button" rel="prev" href="{@previous}"><xsl:value-of select="key('t', 'list.previous')"/></a></xsl:if>
        <xsl:if test="@next"><a class="button" rel="next" href="{@next}"><xsl:value-of select="key('t', 'list.next')"/></a></xsl:if>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template match="files">
    <span class="files"><xsl:value-of select="key('t', 'list.files')"/>
      <a href="{@csv}" download="">CSV</a><xsl:text> </xsl:text><a href="{@xlsx}" download="">Excel</a></span>
  </xsl:template>

  <xsl:template name="count-of">
    <xsl:param name="count"/>
    <span class="total"><xsl:apply-templates select="key('t', 'list.count')"><xsl:with-param name="a" select="$count"/></xsl:apply-templates></span>
  </xsl:template>

  <xsl:template name="status">
    <span class="tag {@status}"><xsl:value-of select="key('t', concat('status.', @status))"/></span>
  </xsl:template>

  <!-- Cases as a table; on a narrow screen each is a card. -->
  <xsl:template name="case-table">
    <table class="cards">
      <thead>
        <tr>
          <th scope="col"><xsl:value-of select="key('t', 'list.case')"/></th>
          <th scope="col"><xsl:value-of select="key('t', 'list.steps')"/></th>
          <th scope="col"><xsl:value-of select="key('t', 'list.due')"/></th>
          <th scope="col"><xsl:value-of select="key('t', 'list.opened')"/></th>
          <th scope="col"><xsl:value-of select="key('t', 'list.status')"/></th>
        </tr>
      </thead>
      <tbody id="rows">
        <xsl:for-each select="case">
          <tr class="row-of-table">
            <th scope="row"><a class="title" href="/cases/{@case}"><xsl:value-of select="@case-title"/></a>
              <span class="about"><xsl:value-of select="@procedure-title"/><xsl:text> </xsl:text><span class="id"><xsl:value-of select="@case"/></span></span></th>
            <td data-label="{key('t', 'list.steps')}"><xsl:value-of select="@steps"/></td>
            <td data-label="{key('t', 'list.due')}">
              <xsl:choose>
                <xsl:when test="@level = 'none'"><span class="quiet">—</span></xsl:when>
                <xsl:otherwise><xsl:call-template name="due"/><span class="about"><xsl:value-of select="@due-title"/></span></xsl:otherwise>
              </xsl:choose>
            </td>
            <td data-label="{key('t', 'list.opened')}" class="days"><xsl:call-template name="day"><xsl:with-param name="day" select="substring(@opened, 1, 10)"/></xsl:call-template></td>
            <td data-label="{key('t', 'list.status')}"><xsl:call-template name="status"/></td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:template>
</xsl:stylesheet>
