<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/hearing-record.xsl - the record of a hearing (听证笔录)
     Law: 《国土资源听证规定》. Mandatory: time, place, presider, those present, the course with facts, evidence, statement and
     defence, signatures of party and presider or a note.
     Reads: hearing: date, place, presiderName, public, closedReason, outcome (held, adjourned, absent), attended*,
     argument*, record (lines), partySigned, signNote, adjournReason; parties: party* (name). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="hearing" select="key('data', 'hearing')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">听证时间：<xsl:apply-templates select="$hearing/date" mode="moment"/></p>
        <p class="plain">听证地点：<xsl:apply-templates select="$hearing/place" mode="text"/></p>
        <p class="plain">听证方式：<xsl:choose><xsl:when test="$hearing/public = 'false'">不公开举行<xsl:if test="normalize-space($hearing/closedReason) != ''">，理由：<xsl:apply-templates select="$hearing/closedReason" mode="text"/></xsl:if></xsl:when><xsl:otherwise>公开举行</xsl:otherwise></xsl:choose></p>
        <p class="plain">主持人：<xsl:apply-templates select="$hearing/presiderName" mode="text"/></p>
        <p class="plain">当事人：<xsl:call-template name="list"><xsl:with-param name="items" select="key('data', 'parties')/party/name"/></xsl:call-template></p>
        <p class="plain">到场人员：<xsl:call-template name="list"><xsl:with-param name="items" select="$hearing/attended"/></xsl:call-template></p>
        <p>主持人核对听证参加人，宣布案由和听证纪律，告知听证参加人的权利和义务，询问是否申请回避。</p>
        <h2>一、听证经过</h2>
        <xsl:apply-templates select="$hearing/record" mode="paragraphs"/>
        <xsl:if test="normalize-space($hearing/argument) != ''"><h2>二、当事人陈述、申辩和质证的主要意见</h2><xsl:call-template name="items"><xsl:with-param name="items" select="$hearing/argument"/></xsl:call-template></xsl:if>
        <xsl:if test="$hearing/outcome = 'adjourned'"><p>主持人宣布听证延期<xsl:if test="normalize-space($hearing/adjournReason) != ''">，理由：<xsl:apply-templates select="$hearing/adjournReason" mode="text"/></xsl:if>。</p></xsl:if>
        <xsl:if test="$hearing/outcome = 'absent'"><p>当事人无正当理由未到场。</p></xsl:if>
        <xsl:choose>
          <xsl:when test="$hearing/partySigned = 'false'"><p>当事人没有在笔录上签名。<xsl:apply-templates select="$hearing/signNote" mode="text"/></p></xsl:when>
          <xsl:otherwise><p>以上笔录我已看过（已向我宣读），记录无误。</p><xsl:call-template name="signature"><xsl:with-param name="label">当事人（代理人）</xsl:with-param></xsl:call-template></xsl:otherwise>
        </xsl:choose>
        <xsl:call-template name="signature"><xsl:with-param name="label">案件调查人员</xsl:with-param></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label">听证主持人</xsl:with-param></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label">记录人</xsl:with-param></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
