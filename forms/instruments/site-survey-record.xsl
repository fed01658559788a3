<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/site-survey-record.xsl - the record of a survey on the spot (现场勘测笔录) -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="record" select="/issue/addressee/*"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">勘测时间：<xsl:call-template name="zh:moment"><xsl:with-param name="value" select="$record/at"/></xsl:call-template></p>
        <p class="plain">勘测地点：<xsl:apply-templates select="$record/place" mode="text"/></p>
        <p class="plain">勘测人：<xsl:call-template name="list"><xsl:with-param name="items" select="$record/officer/name"/></xsl:call-template>　执法证件号：<xsl:call-template name="list"><xsl:with-param name="items" select="$record/officer/certNo"/></xsl:call-template></p>
        <xsl:if test="normalize-space($record/commissionedUnit) != ''"><p class="plain">受委托勘测单位：<xsl:apply-templates select="$record/commissionedUnit" mode="text"/></p></xsl:if>
        <p class="plain">当事人到场情况：<xsl:choose><xsl:when test="$record/partyPresent = 'true'">到场</xsl:when><xsl:otherwise>未到场</xsl:otherwise></xsl:choose></p>
        <h2>勘测结果</h2>
        <xsl:if test="normalize-space($record/areaM2) != ''"><p>勘测面积<xsl:value-of select="$record/areaM2"/>平方米。</p></xsl:if>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$record/findings"/></xsl:call-template>
        <xsl:if test="normalize-space($record/note) != ''"><p><xsl:apply-templates select="$record/note" mode="text"/></p></xsl:if>
        <xsl:if test="normalize-space($record/witness) != ''"><p><xsl:if test="$record/signed = 'absent'">当事人未到场，</xsl:if>见证人：<xsl:apply-templates select="$record/witness" mode="text"/></p></xsl:if>
        <xsl:call-template name="signature"><xsl:with-param name="label" select="'当事人（见证人）'"/></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label" select="'勘测人'"/></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label" select="'勘测人'"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
