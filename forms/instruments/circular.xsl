<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/circular.xsl - the circular on a party that does not perform (通报): to its unit or the unit's superior, or to the public
     Law: 《规范案件查处》 四（六）. Mandatory: party, decision, what was not performed, day.
     Reads: addressee: a measure: target, on, facts (lines, optional), connection (with the case, of a permit); parties: party/name; status: status
     (number deliveredOn paid); decision: penalty (lines), fine, performBy.
     kind of the measure: unit-notice (to the unit) or public-notice. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="measure" select="/issue/addressee/*"/>
  <xsl:variable name="decision" select="key('data', 'decision')"/>
  <xsl:variable name="status" select="key('data', 'status')/status"/>
  <xsl:variable name="party" select="key('data', 'parties')/party"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:if test="$measure/kind = 'unit-notice'"><xsl:call-template name="addressed"><xsl:with-param name="to" select="$measure/target"/></xsl:call-template></xsl:if>
        <p><xsl:call-template name="list"><xsl:with-param name="items" select="$party/name"/></xsl:call-template>因违反国土资源管理法律、法规，本局依法对其作出行政处罚决定<xsl:if test="normalize-space($status/number) != ''">（<xsl:apply-templates select="$status/number" mode="text"/>）</xsl:if><xsl:if test="normalize-space($status/deliveredOn) != ''">，并于<xsl:apply-templates select="$status/deliveredOn" mode="date"/>送达</xsl:if>。决定内容如下：</p>
        <xsl:apply-templates select="$decision/penalty" mode="paragraphs"/>
        <xsl:if test="number($decision/fine) &gt; 0"><p>罚款<xsl:apply-templates select="$decision/fine" mode="money"/><xsl:if test="number($status/paid) &gt; 0">，已缴纳<xsl:apply-templates select="$status/paid" mode="money"/></xsl:if>。</p></xsl:if>
        <p>履行期限<xsl:if test="normalize-space($decision/performBy) != ''">（<xsl:apply-templates select="$decision/performBy" mode="date"/>）</xsl:if>届满后，当事人没有履行上述决定。现依法予以通报。</p>
        <xsl:apply-templates select="$measure/facts" mode="paragraphs"/>
        <xsl:if test="$measure/kind = 'unit-notice'"><p>请贵单位督促其履行，并将有关情况函告本局。</p></xsl:if>
        <xsl:call-template name="sign-off"><xsl:with-param name="date" select="$measure/on"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
