<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/questioning-record.xsl - the record of questioning one person (询问笔录): time, place, person, course, two officers, signature or refusal -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="record" select="/issue/addressee/*"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">询问时间：<xsl:call-template name="zh:moment"><xsl:with-param name="value" select="$record/startedAt"/></xsl:call-template>至<xsl:call-template name="zh:moment"><xsl:with-param name="value" select="$record/endedAt"/></xsl:call-template></p>
        <p class="plain">询问地点：<xsl:apply-templates select="$record/place" mode="text"/></p>
        <p class="plain">被询问人：<xsl:apply-templates select="$record/person" mode="text"/><xsl:if test="normalize-space($record/idCard) != ''">　居民身份证号码：<xsl:value-of select="$record/idCard"/></xsl:if></p>
        <p class="plain">询问人：<xsl:call-template name="list"><xsl:with-param name="items" select="$record/officer/name"/></xsl:call-template>　执法证件号：<xsl:call-template name="list"><xsl:with-param name="items" select="$record/officer/certNo"/></xsl:call-template></p>
        <p>询问人已向被询问人出示执法证件，并告知其如实回答询问的义务和申请回避的权利。</p>
        <h2>询问经过</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$record/content"/></xsl:call-template>
        <xsl:choose>
          <xsl:when test="$record/signed = 'refused'"><p>被询问人拒绝签名。<xsl:apply-templates select="$record/refusalNote" mode="text"/></p><xsl:if test="normalize-space($record/refusalWitness) != ''"><p>见证人：<xsl:value-of select="$record/refusalWitness"/></p></xsl:if></xsl:when>
          <xsl:otherwise><p>以上笔录我已看过（已向我宣读），与我所说的相符。</p><xsl:call-template name="signature"><xsl:with-param name="label" select="'被询问人'"/></xsl:call-template></xsl:otherwise>
        </xsl:choose>
        <xsl:call-template name="signature"><xsl:with-param name="label" select="'询问人'"/></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label" select="'询问人'"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
