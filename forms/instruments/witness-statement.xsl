<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/witness-statement.xsl - the statement of a witness (证人证言)
     Law: 《规范案件查处》 四（一）; identity, contact, signature, date and a copy of the identity card of the witness.
     Mandatory: witness, contact, content, signature, day.
     Reads: addressee: an evidence item of the kind testimony: witness, witnessContact, witnessIdCopy, obtainedOn, source,
     purpose, content (lines), signature, file, officer* (name certNo). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="record" select="/issue/addressee/*"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">证人：<xsl:apply-templates select="$record/witness" mode="text"/></p>
        <p class="plain">联系方式：<xsl:value-of select="$record/witnessContact"/></p>
        <p class="plain">取得日期：<xsl:apply-templates select="$record/obtainedOn" mode="date"/></p>
        <p class="plain">取得地点或者来源：<xsl:apply-templates select="$record/source" mode="text"/></p>
        <xsl:if test="$record/officer"><p class="plain">取证人：<xsl:call-template name="officers"><xsl:with-param name="items" select="$record/officer"/></xsl:call-template></p></xsl:if>
        <p>取证人已向证人出示执法证件，并告知其如实作证的义务和作伪证的法律责任。</p>
        <h2>一、证明的事实</h2>
        <xsl:apply-templates select="$record/purpose" mode="paragraphs"/>
        <h2>二、证言</h2>
        <xsl:choose><xsl:when test="normalize-space($record/content) != ''"><xsl:apply-templates select="$record/content" mode="paragraphs"/></xsl:when><xsl:otherwise><p>见所附证人自书材料<xsl:if test="normalize-space($record/file) != ''">：<xsl:apply-templates select="$record/file" mode="text"/></xsl:if>。</p></xsl:otherwise></xsl:choose>
        <p>附：证人身份证件复印件。</p>
        <p>以上证言我已看过（已向我宣读），与我所说的相符。</p>
        <xsl:call-template name="signature"><xsl:with-param name="label">证人（签名、指印、盖章）</xsl:with-param></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label">取证人</xsl:with-param></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label">取证人</xsl:with-param></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
