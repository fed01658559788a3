<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/inspection-record.xsl - the record of an inspection on the spot (现场检查笔录)
     Law: two officers who show their cards (《规范案件查处》 四（一）). Mandatory: time, place, person inspected, what was
     found, both officers, signature or a note why there is none.
     Reads: addressee: at (moment or day), endedAt, place, subject, officer* (name certNo), findings (lines), photo*,
     partyPresent, signed (signed, refused, absent), note. Without an addressee: stopped, of the form stop-check, with
     checkedOn, stopped and note for at and findings; without a place, that of the lead. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="record" select="/issue/addressee/* | key('data', 'stopped')[not(/issue/addressee/*)]"/>
  <xsl:variable name="lead" select="key('data', 'lead')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">检查时间：<xsl:apply-templates select="$record/at | $record/checkedOn" mode="moment"/><xsl:if test="normalize-space($record/endedAt) != ''">至<xsl:apply-templates select="$record/endedAt" mode="moment"/></xsl:if></p>
        <p class="plain">检查地点：<xsl:choose><xsl:when test="normalize-space($record/place) != ''"><xsl:apply-templates select="$record/place" mode="text"/></xsl:when><xsl:otherwise><xsl:apply-templates select="$lead/place" mode="text"/></xsl:otherwise></xsl:choose></p>
        <p class="plain">被检查人：<xsl:choose><xsl:when test="normalize-space($record/subject) != ''"><xsl:apply-templates select="$record/subject" mode="text"/></xsl:when><xsl:otherwise><xsl:apply-templates select="key('data', 'stop')/person" mode="text"/></xsl:otherwise></xsl:choose></p>
        <p class="plain">检查人：<xsl:call-template name="officers"><xsl:with-param name="items" select="$record/officer"/></xsl:call-template></p>
        <xsl:if test="$record/partyPresent != ''"><p class="plain">当事人到场情况：<xsl:choose><xsl:when test="$record/partyPresent = 'true'">到场</xsl:when><xsl:otherwise>未到场</xsl:otherwise></xsl:choose></p></xsl:if>
        <p>检查人已出示执法证件，并告知被检查人配合检查的义务和申请回避的权利。</p>
        <h2>检查情况</h2>
        <xsl:apply-templates select="$record/findings" mode="paragraphs"/>
        <xsl:if test="$record/stopped = 'true'"><p>经检查，当事人已经停止违法行为。</p></xsl:if>
        <xsl:if test="$record/stopped = 'false'"><p>经检查，当事人没有停止违法行为。</p></xsl:if>
        <xsl:if test="$record/signed = 'refused'"><p>被检查人拒绝签名。</p></xsl:if>
        <xsl:apply-templates select="$record/note" mode="paragraphs"/>
        <xsl:if test="count($record/photo[. != '']) &gt; 0"><p>附：现场照片<xsl:value-of select="count($record/photo[. != ''])"/>张。</p></xsl:if>
        <xsl:if test="not($record/signed = 'refused')"><p>以上笔录我已看过（已向我宣读），与现场情况相符。</p><xsl:call-template name="signature"><xsl:with-param name="label">被检查人</xsl:with-param></xsl:call-template></xsl:if>
        <xsl:call-template name="signature"><xsl:with-param name="label">检查人</xsl:with-param></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label">检查人</xsl:with-param></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
