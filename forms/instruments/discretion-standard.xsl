<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/discretion-standard.xsl - the bureau's standard of penalty discretion (国土资源行政处罚裁量标准), as it is published
     Law: 《行政处罚裁量权规范》. Mandatory: basis, from when, each violation with its grades and ranges.
     Reads: standard: title, version, effectiveFrom, basis* , principle (lines), table* (title, violation, basis, statutory,
     row* (grade circumstances range)), approvedOn, publishedOn, replaces. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="standard" select="key('data', 'standard')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p>为规范国土资源行政处罚裁量权，依照<xsl:choose><xsl:when test="normalize-space($standard/basis) != ''"><xsl:call-template name="list"><xsl:with-param name="items" select="$standard/basis"/></xsl:call-template></xsl:when><xsl:otherwise>有关法律、法规</xsl:otherwise></xsl:choose>，制定本标准。</p>
        <xsl:apply-templates select="$standard/principle" mode="paragraphs"/>
        <xsl:for-each select="$standard/table">
          <h2><xsl:call-template name="zh:number"><xsl:with-param name="value" select="position()"/></xsl:call-template>、<xsl:value-of select="title"/></h2>
          <table class="form">
            <tr><th class="wide">违法行为</th><td colspan="2"><xsl:apply-templates select="violation" mode="text"/></td></tr>
            <tr><th class="wide">处罚依据</th><td colspan="2"><xsl:apply-templates select="basis" mode="text"/></td></tr>
            <tr><th class="wide">法定处罚</th><td colspan="2"><xsl:apply-templates select="statutory" mode="text"/></td></tr>
            <tr><th class="wide">裁量阶次</th><th>适用情形</th><th>裁量标准</th></tr>
            <xsl:for-each select="row"><tr><td><xsl:apply-templates select="grade" mode="text"/></td><td><xsl:apply-templates select="circumstances" mode="text"/></td><td><xsl:apply-templates select="range" mode="text"/></td></tr></xsl:for-each>
          </table>
        </xsl:for-each>
        <xsl:if test="not($standard/table)"><p>具体裁量标准另附。</p></xsl:if>
        <p>本标准<xsl:if test="normalize-space($standard/effectiveFrom) != ''">自<xsl:apply-templates select="$standard/effectiveFrom" mode="date"/>起施行</xsl:if><xsl:if test="normalize-space($standard/replaces) != ''">，<xsl:apply-templates select="$standard/replaces" mode="text"/>同时废止</xsl:if>。</p>
        <xsl:call-template name="sign-off"><xsl:with-param name="date" select="$standard/approvedOn"/></xsl:call-template>
        <xsl:call-template name="colophon"><xsl:with-param name="copies" select="/issue/param/copies"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
