<?xml version="1.0" encoding="UTF-8"?>
<!-- dashboard.xsl - figures: each leads to the list behind it; what a picture tells stands in a table too. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="lists.xsl"/>
  <xsl:variable name="links" select="/page/main/@links"/>

  <xsl:template match="main">
    <h1><xsl:value-of select="key('t', 'dashboard.title')"/></h1>
    <xsl:call-template name="now"/>
    <xsl:apply-templates select="months"/>
    <xsl:call-template name="procedures"/>
    <xsl:if test="@making"><p class="quiet" role="status"><xsl:value-of select="key('t', 'dashboard.making')"/></p></xsl:if>
    <xsl:if test="figures">
      <p class="quiet"><xsl:value-of select="key('t', 'dashboard.as-of')"/><xsl:text> </xsl:text>
        <xsl:call-template name="moment"><xsl:with-param name="moment" select="figures/@at"/></xsl:call-template></p>
      <xsl:apply-templates select="figures/quotas[row]"/>
      <xsl:apply-templates select="figures/work[row and (@of != 'people' or /page/main/@people)]"/>
      <xsl:apply-templates select="figures/states[row]"/>
    </xsl:if>
    <xsl:apply-templates select="shown"/>
  </xsl:template>

  <!-- A figure, with its list if there is one. -->
  <xsl:template name="figure">
    <xsl:param name="number"/>
    <xsl:param name="href"/>
    <xsl:choose>
      <xsl:when test="$links and $href and $number &gt; 0"><a href="{$href}"><xsl:value-of select="$number"/></a></xsl:when>
      <xsl:otherwise><xsl:value-of select="$number"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="now">
    <ul class="tiles numbers">
      <xsl:for-each select="now/@*">
        <li class="card {name()}"><span class="what"><xsl:value-of select="key('t', concat('dashboard.now.', name()))"/></span>
          <strong><xsl:call-template name="figure"><xsl:with-param name="number" select="."/><xsl:with-param name="href" select="concat('/deadlines?scope=all&amp;level=', name())"/></xsl:call-template></strong></li>
      </xsl:for-each>
      <li class="card"><span class="what"><xsl:value-of select="key('t', 'dashboard.now.open')"/></span>
        <strong><xsl:call-template name="figure"><xsl:with-param name="number" select="sum(procedures/row/@open)"/><xsl:with-param name="href" select="'/cases?status=open'"/></xsl:call-template></strong></li>
    </ul>
  </xsl:template>

  <!-- Twelve months: a bar for cases opened, a line for work done; the numbers stand below. -->
  <xsl:template match="months">
    <xsl:variable name="most"><xsl:for-each select="month/@opened | month/@done"><xsl:sort select="." data-type="number" order="descending"/><xsl:if test="position() = 1"><xsl:value-of select="."/></xsl:if></xsl:for-each></xsl:variable>
    <xsl:variable name="opened-most"><xsl:for-each select="month/@opened"><xsl:sort select="." data-type="number" order="descending"/><xsl:if test="position() = 1"><xsl:value-of select="."/></xsl:if></xsl:for-each></xsl:variable>
    <xsl:variable name="done-most"><xsl:for-each select="month/@done"><xsl:sort select="." data-type="number" order="descending"/><xsl:if test="position() = 1"><xsl:value-of select="."/></xsl:if></xsl:for-each></xsl:variable>
    <section class="card" aria-labelledby="months-title">
      <h2 id="months-title"><xsl:value-of select="key('t', 'dashboard.months')"/></h2>
      <xsl:if test="$most &gt; 0">
        <div class="charts">
          <xsl:call-template name="bars"><xsl:with-param name="name" select="'opened'"/><xsl:with-param name="most" select="$opened-most"/></xsl:call-template>
          <xsl:call-template name="line"><xsl:with-param name="most" select="$done-most"/></xsl:call-template>
        </div>
      </xsl:if>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="months-title">
        <table>
          <thead><tr><td></td><xsl:for-each select="month"><th scope="col" class="number"><xsl:call-template name="month-name"/></th></xsl:for-each></tr></thead>
          <tbody>
            <tr><th scope="row"><xsl:value-of select="key('t', 'dashboard.opened')"/></th>
              <xsl:for-each select="month"><td class="number"><xsl:call-template name="figure"><xsl:with-param name="number" select="@opened"/><xsl:with-param name="href" select="concat('/cases?from=', @from, '&amp;to=', @to)"/></xsl:call-template></td></xsl:for-each></tr>
            <tr><th scope="row"><xsl:value-of select="key('t', 'dashboard.done')"/></th>
              <xsl:for-each select="month"><td class="number"><xsl:value-of select="@done"/></td></xsl:for-each></tr>
          </tbody>
        </table>
      </div>
    </section>
  </xsl:template>

  <xsl:template name="month-name">
    <xsl:choose>
      <xsl:when test="$page/@language = 'en'"><xsl:value-of select="substring('JanFebMarAprMayJunJulAugSepOctNovDec', @number * 3 - 2, 3)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat(@number, '月')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="bars">
    <xsl:param name="name"/>
    <xsl:param name="most"/>
    <figure>
      <figcaption><xsl:value-of select="key('t', 'dashboard.opened')"/></figcaption>
      <svg viewBox="0 0 480 140" class="chart" aria-hidden="true">
        <line x1="0" y1="112" x2="480" y2="112" class="axis"/>
        <xsl:for-each select="month">
          <xsl:variable name="height"><xsl:choose><xsl:when test="$most &gt; 0"><xsl:value-of select="round(@opened * 88 div $most)"/></xsl:when><xsl:otherwise>0</xsl:otherwise></xsl:choose></xsl:variable>
          <rect x="{position() * 40 - 32}" y="{112 - $height}" width="24" height="{$height}" class="bar"/>
          <text x="{position() * 40 - 20}" y="{106 - $height}" text-anchor="middle"><xsl:value-of select="@opened"/></text>
          <text x="{position() * 40 - 20}" y="130" text-anchor="middle" class="label"><xsl:call-template name="month-name"/></text>
        </xsl:for-each>
      </svg>
    </figure>
  </xsl:template>

  <xsl:template name="line">
    <xsl:param name="most"/>
    <figure>
      <figcaption><xsl:value-of select="key('t', 'dashboard.done')"/></figcaption>
      <svg viewBox="0 0 480 140" class="chart" aria-hidden="true">
        <line x1="0" y1="112" x2="480" y2="112" class="axis"/>
        <xsl:if test="$most &gt; 0">
          <polyline class="line">
            <xsl:attribute name="points"><xsl:for-each select="month"><xsl:value-of select="concat(position() * 40 - 20, ',', 112 - round(@done * 88 div $most), ' ')"/></xsl:for-each></xsl:attribute>
          </polyline>
          <xsl:for-each select="month">
            <circle cx="{position() * 40 - 20}" cy="{112 - round(@done * 88 div $most)}" r="3.5" class="dot"/>
            <text x="{position() * 40 - 20}" y="{104 - round(@done * 88 div $most)}" text-anchor="middle"><xsl:value-of select="@done"/></text>
            <text x="{position() * 40 - 20}" y="130" text-anchor="middle" class="label"><xsl:call-template name="month-name"/></text>
          </xsl:for-each>
        </xsl:if>
      </svg>
    </figure>
  </xsl:template>

  <xsl:template name="head">
    <xsl:param name="ids"/>
    <xsl:if test="$ids != ''">
      <th scope="col" class="number"><xsl:value-of select="key('t', concat('dashboard.', substring-before(concat($ids, ' '), ' ')))"/></th>
      <xsl:call-template name="head"><xsl:with-param name="ids" select="substring-after($ids, ' ')"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="procedures">
    <section class="card" aria-labelledby="procedures-title">
      <h2 id="procedures-title"><xsl:value-of select="key('t', 'dashboard.procedures')"/></h2>
      <xsl:if test="not(procedures/row)"><p class="quiet"><xsl:value-of select="key('t', 'list.none')"/></p></xsl:if>
      <xsl:if test="procedures/row">
        <div class="scroll" tabindex="0" role="group" aria-labelledby="procedures-title">
          <table>
            <thead><tr><th scope="col"><xsl:value-of select="key('t', 'list.field.procedure')"/></th>
              <xsl:call-template name="head"><xsl:with-param name="ids" select="'open late suspended ended terminated'"/></xsl:call-template></tr></thead>
            <tbody>
              <xsl:for-each select="procedures/row">
                <xsl:variable name="list" select="concat('/cases?procedure=', @id)"/>
                <tr><th scope="row"><xsl:choose><xsl:when test="$links"><a href="{$list}"><xsl:value-of select="@title"/></a></xsl:when><xsl:otherwise><xsl:value-of select="@title"/></xsl:otherwise></xsl:choose></th>
                  <td class="number"><xsl:call-template name="figure"><xsl:with-param name="number" select="@open"/><xsl:with-param name="href" select="concat($list, '&amp;status=open')"/></xsl:call-template></td>
                  <td class="number"><xsl:if test="@late &gt; 0"><xsl:attribute name="class">number late</xsl:attribute></xsl:if><xsl:call-template name="figure"><xsl:with-param name="number" select="@late"/><xsl:with-param name="href" select="concat($list, '&amp;late=1')"/></xsl:call-template></td>
                  <td class="number"><xsl:call-template name="figure"><xsl:with-param name="number" select="@suspended"/><xsl:with-param name="href" select="concat($list, '&amp;status=suspended')"/></xsl:call-template></td>
                  <td class="number"><xsl:call-template name="figure"><xsl:with-param name="number" select="@ended"/><xsl:with-param name="href" select="concat($list, '&amp;status=ended')"/></xsl:call-template></td>
                  <td class="number"><xsl:call-template name="figure"><xsl:with-param name="number" select="@terminated"/><xsl:with-param name="href" select="concat($list, '&amp;status=terminated')"/></xsl:call-template></td></tr>
              </xsl:for-each>
            </tbody>
          </table>
        </div>
      </xsl:if>
    </section>
  </xsl:template>

  <!-- Work by procedure, role, person; deadlines by procedure. -->
  <xsl:template match="work">
    <section class="card" aria-labelledby="work-{@of}">
      <h2 id="work-{@of}"><xsl:value-of select="key('t', concat('dashboard.work.', @of))"/></h2>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="work-{@of}">
        <table>
          <thead><tr><th scope="col"><xsl:value-of select="key('t', concat('dashboard.by.', @of))"/></th>
            <xsl:call-template name="head"><xsl:with-param name="ids" select="'done running judged late-count'"/></xsl:call-template>
            <th scope="col" colspan="2"><xsl:value-of select="key('t', 'dashboard.on-time')"/></th>
            <xsl:call-template name="head"><xsl:with-param name="ids" select="'worst'"/></xsl:call-template>
            <xsl:if test="@of != 'deadlines'"><xsl:call-template name="head"><xsl:with-param name="ids" select="'median'"/></xsl:call-template></xsl:if></tr></thead>
          <tbody>
            <xsl:for-each select="row[@done &gt; 0 or @open &gt; 0]">
              <tr><th scope="row"><xsl:choose>
                  <xsl:when test="$links and ../@of = 'people'"><a href="/cases?person={@id}"><xsl:value-of select="@title"/></a></xsl:when>
                  <xsl:when test="$links and (../@of = 'procedures' or ../@of = 'deadlines')"><a href="/cases?procedure={@id}"><xsl:value-of select="@title"/></a></xsl:when>
                  <xsl:otherwise><xsl:value-of select="@title"/></xsl:otherwise></xsl:choose></th>
                <td class="number"><xsl:value-of select="@done"/></td><td class="number"><xsl:value-of select="@open"/></td>
                <td class="number"><xsl:value-of select="@judged"/></td><td class="number"><xsl:if test="@late &gt; 0"><xsl:attribute name="class">number late</xsl:attribute></xsl:if><xsl:value-of select="@late"/></td>
                <td class="number"><xsl:if test="@on-time"><xsl:value-of select="concat(@on-time, '%')"/></xsl:if></td>
                <td class="meter"><xsl:if test="@on-time"><svg viewBox="0 0 100 8" class="chart" aria-hidden="true" preserveAspectRatio="none"><rect width="100" height="8" class="rest"/><rect width="{@on-time}" height="8" class="bar"/></svg></xsl:if></td>
                <td class="number"><xsl:if test="@worst-case"><xsl:choose><xsl:when test="$links"><a href="/cases/{@worst-case}"><xsl:value-of select="@worst"/></a></xsl:when><xsl:otherwise><xsl:value-of select="@worst"/></xsl:otherwise></xsl:choose></xsl:if></td>
                <xsl:if test="../@of != 'deadlines'"><td class="number"><xsl:value-of select="@median"/></td></xsl:if></tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </section>
  </xsl:template>

  <xsl:template match="quotas">
    <section class="card" aria-labelledby="quotas-title">
      <h2 id="quotas-title"><xsl:value-of select="key('t', 'dashboard.quotas')"/></h2>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="quotas-title">
        <table>
          <thead><tr><th scope="col"><xsl:value-of select="key('t', 'dashboard.quota')"/></th>
            <xsl:call-template name="head"><xsl:with-param name="ids" select="'met missed na quota-running other all'"/></xsl:call-template></tr></thead>
          <tbody>
            <xsl:for-each select="row">
              <tr><th scope="row"><xsl:value-of select="@title"/></th>
                <td class="number"><xsl:value-of select="number(concat('0', @met))"/></td><td class="number"><xsl:if test="@missed"><xsl:attribute name="class">number late</xsl:attribute></xsl:if><xsl:value-of select="number(concat('0', @missed))"/></td>
                <td class="number"><xsl:value-of select="number(concat('0', @na))"/></td><td class="number"><xsl:value-of select="number(concat('0', @running))"/></td>
                <td class="number"><xsl:value-of select="number(concat('0', @other))"/></td><td class="number"><xsl:value-of select="@all"/></td></tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </section>
  </xsl:template>

  <xsl:template match="states">
    <xsl:variable name="most"><xsl:for-each select="row"><xsl:sort select="@count" data-type="number" order="descending"/><xsl:if test="position() = 1"><xsl:value-of select="@count"/></xsl:if></xsl:for-each></xsl:variable>
    <section class="card" aria-labelledby="states-title">
      <h2 id="states-title"><xsl:value-of select="key('t', 'dashboard.states')"/></h2>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="states-title">
        <table>
          <thead><tr><th scope="col"><xsl:value-of select="key('t', 'list.field.procedure')"/></th><th scope="col"><xsl:value-of select="key('t', 'list.field.step')"/></th>
            <th scope="col" colspan="2"><xsl:value-of select="key('t', 'dashboard.cases')"/></th></tr></thead>
          <tbody>
            <xsl:for-each select="row">
              <tr><td><xsl:value-of select="@procedure-title"/></td><th scope="row"><xsl:value-of select="@title"/></th>
                <td class="number"><xsl:call-template name="figure"><xsl:with-param name="number" select="@count"/><xsl:with-param name="href" select="concat('/cases?procedure=', @procedure, '&amp;state=', @state)"/></xsl:call-template></td>
                <td class="meter"><svg viewBox="0 0 100 8" class="chart" aria-hidden="true" preserveAspectRatio="none"><rect width="{@count * 100 div $most}" height="8" class="bar"/></svg></td></tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </section>
  </xsl:template>

  <xsl:template match="shown">
    <section class="card" aria-labelledby="shown-{position()}">
      <h2 id="shown-{position()}"><xsl:value-of select="concat(@procedure, ' · ', @title)"/></h2>
      <table class="cards">
        <thead><tr><th scope="col"><xsl:value-of select="key('t', 'list.case')"/></th><th scope="col"><xsl:value-of select="@title"/></th><th scope="col"><xsl:value-of select="key('t', 'list.opened')"/></th></tr></thead>
        <tbody>
          <xsl:for-each select="case">
            <tr><th scope="row"><a class="title" href="/cases/{@case}"><xsl:value-of select="@case-title"/></a></th><td data-label="{../@title}"><xsl:value-of select="@value"/></td>
              <td data-label="{key('t', 'list.opened')}" class="days"><xsl:call-template name="day"><xsl:with-param name="day" select="substring(@opened, 1, 10)"/></xsl:call-template></td></tr>
          </xsl:for-each>
        </tbody>
      </table>
    </section>
  </xsl:template>
</xsl:stylesheet>
