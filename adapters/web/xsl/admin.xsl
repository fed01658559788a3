<?xml version="1.0" encoding="UTF-8"?>
<!-- admin.xsl - the state of the office. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="administration.xsl"/>
  <xsl:template match="main">
    <h1><xsl:value-of select="key('t', 'admin.title')"/></h1>
    <xsl:call-template name="administration"><xsl:with-param name="at" select="'admin'"/></xsl:call-template>
    <xsl:call-template name="problems"/>
    <section class="card">
      <h2><xsl:value-of select="key('t', 'admin.clock')"/></h2>
      <p><xsl:call-template name="moment"><xsl:with-param name="moment" select="$page/@now"/></xsl:call-template><xsl:text> </xsl:text>
        <span class="tag"><xsl:value-of select="key('t', concat('admin.clock.', @clock))"/></span></p>
    </section>
    <xsl:apply-templates select="upkeep"/>
    <xsl:for-each select="bureaus/bureau">
      <section class="card">
        <h2><xsl:value-of select="@title"/><xsl:text> </xsl:text><span class="id"><xsl:value-of select="@version"/></span></h2>
        <h3><xsl:value-of select="key('t', 'admin.calendars')"/></h3>
        <ul class="years">
          <xsl:for-each select="year">
            <li class="{@published}">
              <xsl:value-of select="@year"/>
              <xsl:text> </xsl:text>
              <xsl:choose>
                <xsl:when test="@published"><xsl:value-of select="key('t', 'admin.published')"/></xsl:when>
                <xsl:otherwise><xsl:value-of select="key('t', 'admin.unpublished')"/></xsl:otherwise>
              </xsl:choose>
            </li>
          </xsl:for-each>
        </ul>
        <details>
          <summary><xsl:value-of select="key('t', 'admin.calendar.load')"/></summary>
          <form method="post" action="/admin/calendars/{@id}" class="form">
            <xsl:call-template name="csrf"/>
            <p class="field"><label for="ics-{@id}"><xsl:value-of select="key('t', 'admin.calendar.text')"/></label>
              <textarea id="ics-{@id}" name="ics" required="" spellcheck="false" aria-describedby="ics-hint-{@id}"></textarea>
              <span class="hint" id="ics-hint-{@id}"><xsl:value-of select="key('t', 'admin.calendar.hint')"/></span></p>
            <p class="acts"><button class="primary"><xsl:value-of select="key('t', 'admin.calendar.do')"/></button></p>
          </form>
        </details>
      </section>
    </xsl:for-each>
    <section class="card">
      <h2><xsl:value-of select="key('t', 'journal.title')"/></h2>
      <xsl:apply-templates select="journal"/>
      <p><a href="/admin/journal"><xsl:value-of select="key('t', 'journal.all')"/></a></p>
    </section>
  </xsl:template>

  <xsl:template match="upkeep">
    <section class="card">
      <h2><xsl:value-of select="key('t', 'upkeep.title')"/></h2>
      <dl class="pairs">
        <dt><xsl:value-of select="key('t', 'upkeep.backup')"/></dt>
        <dd>
          <xsl:choose>
            <xsl:when test="@backup"><xsl:call-template name="moment"><xsl:with-param name="moment" select="@backup"/></xsl:call-template></xsl:when>
            <xsl:otherwise><span class="tag bad"><xsl:value-of select="key('t', 'upkeep.never')"/></span></xsl:otherwise>
          </xsl:choose>
          <xsl:if test="@backup-old"><xsl:text> </xsl:text><span class="tag bad"><xsl:value-of select="key('t', 'upkeep.old')"/></span></xsl:if>
        </dd>
        <dt><xsl:value-of select="key('t', 'upkeep.audit')"/></dt>
        <dd>
          <xsl:choose>
            <xsl:when test="not(@audit)"><span class="tag bad"><xsl:value-of select="key('t', 'upkeep.never')"/></span></xsl:when>
            <xsl:otherwise>
              <xsl:call-template name="moment"><xsl:with-param name="moment" select="@audit"/></xsl:call-template><xsl:text> </xsl:text>
              <xsl:choose>
                <xsl:when test="@audit-agrees = 'true'"><span class="tag good">
                  <xsl:apply-templates select="key('t', 'upkeep.agrees')"><xsl:with-param name="a" select="@audit-cases"/></xsl:apply-templates></span></xsl:when>
                <xsl:otherwise><span class="tag bad"><xsl:value-of select="key('t', 'upkeep.differs')"/></span></xsl:otherwise>
              </xsl:choose>
            </xsl:otherwise>
          </xsl:choose>
        </dd>
        <dt><xsl:value-of select="key('t', 'upkeep.post')"/></dt>
        <dd>
          <xsl:choose>
            <xsl:when test="subscription">
              <xsl:apply-templates select="key('t', 'upkeep.waiting')"><xsl:with-param name="a" select="@aside"/><xsl:with-param name="b" select="@failing"/></xsl:apply-templates>
              <ul><xsl:for-each select="subscription"><li><xsl:value-of select="concat(@name, ' ', @url)"/></li></xsl:for-each></ul>
            </xsl:when>
            <xsl:otherwise><span class="quiet"><xsl:value-of select="key('t', 'upkeep.none')"/></span></xsl:otherwise>
          </xsl:choose>
        </dd>
      </dl>
      <p class="hint"><xsl:value-of select="key('t', 'upkeep.hint')"/></p>
    </section>
  </xsl:template>
</xsl:stylesheet>
