<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/party-statement.xsl - the written statement of a party (当事人陈述材料): the cover under which it enters the file
     Law: 《规范案件查处》 四（一）: a party that asks to write its own statement must be let; signature, fingerprint or seal.
     Mandatory: who, when, how it is confirmed.
     Reads: addressee: by, receivedOn, signature (signature, fingerprint, seal), content (lines), file, officer* (name
     certNo). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="record" select="/issue/addressee/*"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <table class="form">
          <tr><th class="wide">陈述人</th><td><xsl:apply-templates select="$record/by" mode="text"/></td><th>接收日期</th><td><xsl:apply-templates select="$record/receivedOn" mode="date"/></td></tr>
          <tr><th class="wide">确认方式</th><td colspan="3"><xsl:choose><xsl:when test="$record/signature = 'signature'">签名</xsl:when><xsl:when test="$record/signature = 'fingerprint'">按指印</xsl:when><xsl:when test="$record/signature = 'seal'">盖章</xsl:when></xsl:choose></td></tr>
          <xsl:if test="normalize-space($record/file) != ''"><tr><th class="wide">材料</th><td colspan="3"><xsl:apply-templates select="$record/file" mode="text"/></td></tr></xsl:if>
          <tr><th class="wide">陈述内容</th><td colspan="3" class="tall"><xsl:choose><xsl:when test="normalize-space($record/content) != ''"><xsl:apply-templates select="$record/content" mode="paragraphs"/></xsl:when><xsl:otherwise><p class="plain">见所附当事人自书材料。</p></xsl:otherwise></xsl:choose></td></tr>
          <xsl:if test="$record/officer"><tr><th class="wide">接收人</th><td colspan="3"><xsl:call-template name="list"><xsl:with-param name="items" select="$record/officer/name"/></xsl:call-template></td></tr></xsl:if>
        </table>
        <p>以上材料由我本人书写（提供），内容属实。</p>
        <xsl:call-template name="signature"><xsl:with-param name="label">陈述人（签名、指印、盖章）</xsl:with-param></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label">接收人</xsl:with-param></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
