<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/document-correction.xsl - the correction of a document that was served (文书更正书); it is served again, and the terms of the corrected part begin anew
     Mandatory: the document, what it says, what it should say, reason.
     Reads: correctedDocument: title, number, servedOn, item* (wrong right), reason (lines), restarts (true when the terms of
     the corrected part begin anew); addressee: the party. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="correction" select="key('data', 'correctedDocument')"/>
  <xsl:variable name="party" select="/issue/addressee/*"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$party/name"/></xsl:call-template>
        <p>本局<xsl:if test="normalize-space($correction/servedOn) != ''">于<xsl:apply-templates select="$correction/servedOn" mode="date"/></xsl:if>送达你（单位）的<xsl:apply-templates select="$correction/title" mode="text"/><xsl:if test="normalize-space($correction/number) != ''">（文号：<xsl:apply-templates select="$correction/number" mode="text"/>）</xsl:if>有误，现更正如下：</p>
        <table class="form">
          <thead><tr><th class="narrow">序号</th><th>原内容</th><th>更正为</th></tr></thead>
          <tbody>
            <xsl:for-each select="$correction/item"><tr><td class="narrow"><xsl:value-of select="position()"/></td><td><xsl:apply-templates select="wrong" mode="text"/></td><td><xsl:apply-templates select="right" mode="text"/></td></tr></xsl:for-each>
            <xsl:if test="not($correction/item)"><tr><td colspan="3">无</td></tr></xsl:if>
          </tbody>
        </table>
        <xsl:if test="normalize-space($correction/reason) != ''"><p>更正的理由：</p><xsl:apply-templates select="$correction/reason" mode="paragraphs"/></xsl:if>
        <p>除上述更正外，原文书的其他内容不变。<xsl:if test="$correction/restarts = 'true'">更正部分的有关期限自收到本更正书之次日起重新计算。</xsl:if></p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$party/name"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
