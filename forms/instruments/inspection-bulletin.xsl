<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/inspection-bulletin.xsl - the bulletin on serious findings of an inspection (检查通报)
     Law: 《对农村宅基地审批事项的监管》（《对农村村民住宅用地审批事项的监督》） 五. Mandatory: number, whom it was reported to, content, every serious matter.
     Reads: quarter: title; bulletin: bulletinNo, reportedTo, reportedOn, recordNo, content (lines), matter* (approvalNo finding unlawful). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="quarter" select="key('data', 'quarter')"/>
  <xsl:variable name="bulletin" select="key('data', 'bulletin')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
<xsl:if test="normalize-space($bulletin/bulletinNo) != ''">        <p class="number"><xsl:apply-templates select="$bulletin/bulletinNo" mode="text"/></p></xsl:if>
<xsl:if test="normalize-space($quarter/title) != ''"><p><xsl:apply-templates select="$quarter/title" mode="text"/>宅基地审批检查中发现严重问题，现予以通报。</p></xsl:if>
        <xsl:apply-templates select="$bulletin/content" mode="paragraphs"/>
        <h2>严重问题</h2>
        <xsl:for-each select="$bulletin/matter"><p><xsl:value-of select="position()"/>．<xsl:apply-templates select="approvalNo" mode="text"/>，<xsl:apply-templates select="finding" mode="text"/>。<xsl:choose><xsl:when test="unlawful = 'true'">涉嫌违法用地，依法立案查处。</xsl:when><xsl:when test="unlawful = 'false'">责令限期改正，并采取补救措施。</xsl:when></xsl:choose></p></xsl:for-each>
<xsl:if test="normalize-space($bulletin/reportedTo) != ''"><p>上述情况已<xsl:if test="normalize-space($bulletin/reportedOn) != ''">于<xsl:apply-templates select="$bulletin/reportedOn" mode="date"/></xsl:if>向<xsl:apply-templates select="$bulletin/reportedTo" mode="text"/>报告，记录在案<xsl:if test="normalize-space($bulletin/recordNo) != ''">（编号<xsl:apply-templates select="$bulletin/recordNo" mode="text"/>）</xsl:if>。</p></xsl:if>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
