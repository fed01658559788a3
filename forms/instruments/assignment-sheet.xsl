<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/assignment-sheet.xsl - the sheet that names the officers of a case (承办人员指定书)
     Law: 《规范案件查处》 四（一）: at least two, none with an interest in the case. Mandatory: case, officers with their cards,
     declaration, day.
     Reads: assignment: officer* (id certNo interest); documents: filing/number; people. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="assignment" select="key('data', 'assignment')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <table class="form">
          <tr><th class="wide">案件编号</th><td colspan="2"><xsl:value-of select="/issue/case/id"/></td></tr>
          <tr><th class="wide">立案文号</th><td colspan="2"><xsl:apply-templates select="key('data', 'documents')/filing/number" mode="text"/></td></tr>
          <tr><th class="wide">案件名称</th><td colspan="2"><xsl:call-template name="case-title"/></td></tr>
          <tr><th class="wide">承办人员</th><th class="wide">执法证件号</th><th class="wide">与本案有无直接利害关系</th></tr>
          <xsl:for-each select="$assignment/officer"><tr><td><xsl:apply-templates select="id" mode="names"/></td><td><xsl:value-of select="certNo"/></td><td><xsl:choose><xsl:when test="interest = 'true'">有</xsl:when><xsl:when test="interest = 'false'">无</xsl:when></xsl:choose></td></tr></xsl:for-each>
          <tr><th class="wide">指定日期</th><td colspan="2"><xsl:apply-templates select="$instrument/@issued-on" mode="date"/></td></tr>
        </table>
        <p>承办人员应当依法、及时办理案件；发现与本案有利害关系的，应当主动申请回避。</p>
        <xsl:call-template name="signature"><xsl:with-param name="label">指定人</xsl:with-param></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label">承办人员</xsl:with-param></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label">承办人员</xsl:with-param></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
