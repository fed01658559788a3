<?xml version="1.0" encoding="UTF-8"?>
<!-- journal.xsl - the journal of the office. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="administration.xsl"/>
  <xsl:template match="main">
    <h1><xsl:value-of select="key('t', 'journal.title')"/></h1>
    <xsl:call-template name="administration"><xsl:with-param name="at" select="'journal'"/></xsl:call-template>
    <section class="card">
      <xsl:apply-templates select="journal"/>
      <xsl:if test="journal/@before">
        <p><a class="button" href="?before={journal/@before}"><xsl:value-of select="key('t', 'journal.older')"/></a></p>
      </xsl:if>
    </section>
  </xsl:template>
</xsl:stylesheet>
