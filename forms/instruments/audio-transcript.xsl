<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/audio-transcript.xsl - the written record of a sound recording (声音资料文字记录), without which sound is no evidence
     Law: 《规范案件查处》 四（一）（3）. Mandatory: recording, day, text, who wrote it down.
     Reads: addressee: an evidence item with sound: id, source, obtainedOn, file, hash, purpose, transcript (file or lines),
     officer* (name certNo). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="record" select="/issue/addressee/*"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <table class="form">
          <tr><th class="wide">证据编号</th><td><xsl:value-of select="$record/@id"/></td><th>取得日期</th><td><xsl:apply-templates select="$record/obtainedOn" mode="date"/></td></tr>
          <tr><th class="wide">来源</th><td colspan="3"><xsl:apply-templates select="$record/source" mode="text"/></td></tr>
          <tr><th class="wide">声音资料文件</th><td colspan="3"><xsl:apply-templates select="$record/file" mode="text"/></td></tr>
          <xsl:if test="normalize-space($record/hash) != ''"><tr><th class="wide">文件校验值</th><td colspan="3"><xsl:value-of select="$record/hash"/></td></tr></xsl:if>
          <tr><th class="wide">证明内容</th><td colspan="3"><xsl:apply-templates select="$record/purpose" mode="paragraphs"/></td></tr>
          <tr><th class="wide">文字记录</th><td colspan="3" class="tall"><xsl:apply-templates select="$record/transcript" mode="paragraphs"/></td></tr>
          <tr><th class="wide">取证人</th><td colspan="3"><xsl:call-template name="officers"><xsl:with-param name="items" select="$record/officer"/></xsl:call-template></td></tr>
        </table>
        <p>本文字记录与声音资料核对无误。</p>
        <xsl:call-template name="signature"><xsl:with-param name="label">记录人</xsl:with-param></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label">核对人</xsl:with-param></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
