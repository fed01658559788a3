<?xml version="1.0" encoding="UTF-8"?>
<!-- beside.xsl - the case beside a form (adapters/web/beside.c), and what the law demands of the step. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:include href="form.xsl"/>
  <xsl:template match="beside">
    <aside class="beside" aria-label="{key('t', 'beside.title')}">
      <section class="card">
        <h2><a href="/cases/{@case}"><xsl:value-of select="@title"/></a></h2>
        <p class="quiet"><xsl:value-of select="@procedure"/><xsl:text> </xsl:text><span class="id"><xsl:value-of select="@case"/></span></p>
        <xsl:apply-templates select="steps[step]"/>
        <xsl:apply-templates select="deadlines[deadline]"/>
      </section>
      <xsl:apply-templates select="../duties"/>
      <xsl:apply-templates select="instruments[instrument]"/>
      <xsl:apply-templates select="files[file]"/>
      <xsl:apply-templates select="entries[entry]"/>
    </aside>
  </xsl:template>

  <xsl:template match="steps">
    <h3><xsl:value-of select="key('t', 'beside.steps')"/></h3>
    <ul class="plain">
      <xsl:for-each select="step">
        <li><xsl:value-of select="@title"/><xsl:if test="@law"><span class="law"><xsl:value-of select="@law"/></span></xsl:if></li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="deadlines">
    <h3><xsl:value-of select="key('t', 'beside.deadlines')"/></h3>
    <ul class="plain">
      <xsl:for-each select="deadline">
        <li><a href="/cases/{/page/main/@case}?tab=now"><xsl:value-of select="@title"/></a><xsl:text> </xsl:text>
          <xsl:choose>
            <xsl:when test="@state = 'suspended'"><span class="tag"><xsl:value-of select="key('t', 'beside.stands')"/></span></xsl:when>
            <xsl:otherwise><xsl:call-template name="due"/></xsl:otherwise>
          </xsl:choose>
          <xsl:if test="@law"><span class="law"><xsl:value-of select="@law"/></span></xsl:if></li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="duties">
    <section class="card">
      <h2><xsl:value-of select="key('t', 'beside.duties')"/></h2>
      <xsl:for-each select="duty">
        <h3><xsl:value-of select="@title"/></h3>
        <ul class="checks"><xsl:for-each select="item"><li><xsl:value-of select="."/></li></xsl:for-each></ul>
      </xsl:for-each>
    </section>
  </xsl:template>

  <xsl:template match="instruments">
    <section class="card">
      <h2><xsl:value-of select="key('t', 'beside.instruments')"/></h2>
      <ul class="plain">
        <xsl:for-each select="instrument">
          <li><a href="/cases/{/page/main/@case}/documents/{@number}"><xsl:value-of select="@title"/></a>
            <xsl:if test="@document-number"><xsl:text> </xsl:text><span class="id"><xsl:value-of select="@document-number"/></span></xsl:if></li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:template>

  <xsl:template match="files">
    <section class="card">
      <h2><xsl:value-of select="key('t', 'beside.files')"/></h2>
      <ul class="plain thumbs">
        <xsl:for-each select="file">
          <li><a href="/cases/{/page/main/@case}/files/{@number}">
              <xsl:if test="@image"><img src="/cases/{/page/main/@case}/files/{@number}" alt="" loading="lazy" width="64" height="48"/></xsl:if>
              <xsl:value-of select="concat(@number, '. ', @name)"/></a>
            <span class="hint"><xsl:value-of select="@by"/><xsl:text> </xsl:text>
              <xsl:call-template name="day"><xsl:with-param name="day" select="substring(@at, 1, 10)"/></xsl:call-template></span></li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:template>

  <xsl:template match="entries">
    <section class="card">
      <h2><xsl:value-of select="key('t', 'beside.entries')"/></h2>
      <ol class="plain entries">
        <xsl:for-each select="entry[position() &gt; last() - 6]">
          <xsl:sort select="position()" data-type="number" order="descending"/>
          <li><span class="hint"><xsl:call-template name="moment"><xsl:with-param name="moment" select="@at"/></xsl:call-template></span>
            <xsl:value-of select="@by"/><xsl:text> </xsl:text>
            <xsl:choose>
              <xsl:when test="@about"><xsl:value-of select="@about"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="key('t', concat('entry.', @kind))"/></xsl:otherwise>
            </xsl:choose>
            <xsl:if test="reason"><span class="quote"><xsl:value-of select="reason"/></span></xsl:if></li>
        </xsl:for-each>
      </ol>
      <p><a href="/cases/{/page/main/@case}?tab=timeline"><xsl:value-of select="key('t', 'beside.all')"/></a></p>
    </section>
  </xsl:template>
</xsl:stylesheet>
