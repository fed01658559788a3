<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/case-file.xsl - the file of a case (案卷): cover, index of what it holds, and the note of the archivist (案卷封面、卷内目录、备考表)
     Law: 《规范案件查处》 四（七）. Mandatory: case number, party, outcome, index, archivist and day.
     Reads: the issued instruments of the case (/issue/issued); documents: filing/number; parties: party*/name; lead:
     registeredOn; filing: decidedOn; closure: reasonTitle, approvedOn; archive: volume, pages, note; evidence: item*. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="archive" select="key('data', 'archive')"/>
  <xsl:variable name="issued" select="/issue/issued/instrument"/>
  <xsl:variable name="evidence" select="key('data', 'evidence')/item"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <div class="cover">
          <h1><xsl:value-of select="$bureau"/><br/><span class="title">案　　卷</span></h1>
          <table class="form">
            <tr><th class="wide">案件编号</th><td colspan="3"><xsl:value-of select="/issue/case/id"/></td></tr>
            <tr><th class="wide">立案文号</th><td colspan="3"><xsl:apply-templates select="key('data', 'documents')/filing/number" mode="text"/></td></tr>
            <tr><th class="wide">案件名称</th><td colspan="3"><xsl:call-template name="case-title"/></td></tr>
            <tr><th class="wide">当事人</th><td colspan="3"><xsl:call-template name="list"><xsl:with-param name="items" select="key('data', 'parties')/party/name"/></xsl:call-template></td></tr>
            <tr><th class="wide">立案日期</th><td><xsl:apply-templates select="key('data', 'filing')/decidedOn" mode="date"/></td><th>结案日期</th><td><xsl:apply-templates select="key('data', 'closure')/approvedOn" mode="date"/></td></tr>
            <tr><th class="wide">处理结果</th><td colspan="3"><xsl:apply-templates select="key('data', 'closure')/reasonTitle" mode="text"/></td></tr>
            <tr><th class="wide">承办人员</th><td colspan="3"><xsl:call-template name="names"><xsl:with-param name="ids"><xsl:for-each select="key('data', 'assignment')/officer/id"><xsl:value-of select="concat(., ' ')"/></xsl:for-each></xsl:with-param></xsl:call-template></td></tr>
            <tr><th class="wide">卷号</th><td><xsl:value-of select="$archive/volume"/></td><th>页数</th><td><xsl:value-of select="$archive/pages"/></td></tr>
            <tr><th class="wide">归档日期</th><td><xsl:apply-templates select="$instrument/@issued-on" mode="date"/></td><th>保管期限</th><td>　</td></tr>
          </table>
        </div>
        <div class="new-page">
          <p class="part">卷内目录</p>
          <table class="form small">
            <thead><tr><th class="narrow">序号</th><th style="width: 12em">文书名称</th><th style="width: 13em">文号</th><th style="width: 8em">日期</th><th class="narrow">页次</th></tr></thead>
            <tbody>
              <xsl:for-each select="$issued"><tr><td class="narrow"><xsl:value-of select="@number"/></td><td><xsl:apply-templates select="@title" mode="text"/></td><td><xsl:apply-templates select="@document-number" mode="text"/></td><td><xsl:apply-templates select="@issued-on" mode="date"/></td><td class="narrow">　</td></tr></xsl:for-each>
              <xsl:for-each select="$evidence"><tr><td class="narrow"><xsl:value-of select="count($issued) + position()"/></td><td>证据<xsl:value-of select="@id"/>：<xsl:apply-templates select="kindTitle" mode="text"/><xsl:if test="normalize-space(description) != ''">，<xsl:apply-templates select="description" mode="text"/></xsl:if></td><td>　</td><td><xsl:apply-templates select="obtainedOn" mode="date"/></td><td class="narrow">　</td></tr></xsl:for-each>
              <xsl:if test="not($issued) and not($evidence)"><tr><td colspan="5">没有卷内文书。</td></tr></xsl:if>
            </tbody>
          </table>
        </div>
        <div class="new-page">
          <p class="part">备考表</p>
          <p>本卷共有文书<xsl:value-of select="count($issued)"/>份、证据<xsl:value-of select="count($evidence)"/>项<xsl:if test="normalize-space($archive/pages) != ''">，共<xsl:apply-templates select="$archive/pages" mode="text"/>页</xsl:if>。</p>
          <xsl:apply-templates select="$archive/note" mode="paragraphs"/>
          <xsl:call-template name="signature"><xsl:with-param name="label">立卷人</xsl:with-param></xsl:call-template>
          <xsl:call-template name="signature"><xsl:with-param name="label">检查人</xsl:with-param></xsl:call-template>
          <xsl:call-template name="signature"><xsl:with-param name="label">归档人</xsl:with-param></xsl:call-template>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
