<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/execution-report.xsl - the report that a decision is not performed (未履行情况报告), to the local government and the superior land authority
     Law: 《规范案件查处》 四（六）. Mandatory: decision, what was not performed, to whom, day.
     Reads: addressee: a measure: target, on, facts (lines, optional), connection (with the case, of a permit); parties: party/name; status: status
     (number deliveredOn paid); decision: penalty (lines), fine, performBy. -->
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
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$measure/target"/></xsl:call-template>
        <p><xsl:call-template name="list"><xsl:with-param name="items" select="$party/name"/></xsl:call-template>因违反国土资源管理法律、法规，本局依法对其作出行政处罚决定<xsl:if test="normalize-space($status/number) != ''">（<xsl:apply-templates select="$status/number" mode="text"/>）</xsl:if><xsl:if test="normalize-space($status/deliveredOn) != ''">，并于<xsl:apply-templates select="$status/deliveredOn" mode="date"/>送达</xsl:if>。决定内容如下：</p>
        <xsl:apply-templates select="$decision/penalty" mode="paragraphs"/>
        <xsl:if test="number($decision/fine) &gt; 0"><p>罚款<xsl:apply-templates select="$decision/fine" mode="money"/><xsl:if test="number($status/paid) &gt; 0">，已缴纳<xsl:apply-templates select="$status/paid" mode="money"/></xsl:if>。</p></xsl:if>
        <p>决定规定的履行期限<xsl:if test="normalize-space($decision/performBy) != ''">（<xsl:apply-templates select="$decision/performBy" mode="date"/>）</xsl:if>已经届满，当事人至今未履行（未全部履行）。</p>
        <xsl:apply-templates select="$measure/facts" mode="paragraphs"/>
        <p>现将上述情况报告如上，请予督促。</p>
        <xsl:call-template name="sign-off"><xsl:with-param name="date" select="$measure/on"/></xsl:call-template>
        <xsl:call-template name="colophon"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
