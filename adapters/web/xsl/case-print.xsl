<?xml version="1.0" encoding="UTF-8"?>
<!-- case-print.xsl - a whole case on one page, for paper: where it stands, its timeline, forms, evidence, documents, other cases. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="case-now.xsl"/>
  <xsl:import href="case-timeline.xsl"/>
  <xsl:import href="case-data.xsl"/>
  <xsl:import href="case-evidence.xsl"/>
  <xsl:import href="case-documents.xsl"/>
  <xsl:import href="case-links.xsl"/>
  <xsl:template name="tab">
    <p class="no-print"><a href="{$base}"><xsl:value-of select="key('t', 'print.back')"/></a><xsl:text> </xsl:text><span class="quiet"><xsl:value-of select="key('t', 'print.hint')"/></span></p>
    <xsl:apply-templates select="now/tasks"/>
    <xsl:apply-templates select="now/clocks"/>
    <section><h2><xsl:value-of select="key('t', 'case.tab.documents')"/></h2><xsl:apply-templates select="documents"/></section>
    <section><h2><xsl:value-of select="key('t', 'case.tab.evidence')"/></h2><xsl:apply-templates select="evidence"/></section>
    <section><h2><xsl:value-of select="key('t', 'case.tab.links')"/></h2><xsl:apply-templates select="links"/></section>
    <xsl:apply-templates select="story" mode="data"/>
    <section><h2><xsl:value-of select="key('t', 'case.tab.timeline')"/></h2><ol class="story"><xsl:apply-templates select="story/entry"/></ol></section>
  </xsl:template>
</xsl:stylesheet>
