<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/progress-report.xsl - the report of a township on its progress, signed by its main leader (工作进展情况报告)
     Law: 《土地矿产卫片执法检查事项监管》 四（二）. Mandatory: unit, progress, figures, signature of the main leader.
     Reads: unit; dueOn; report: progress, difficulties, experience (lines), patchesTotal patchesLawful patchesUnlawful areaUnlawful cultivatedNew
     cultivatedUnlawful exceedReason; signed: signature (person id, signedAt, role). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="report" select="key('data', 'report')"/>
  <xsl:variable name="signed" select="key('data', 'signed')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <h1><xsl:apply-templates select="key('data', 'unit')" mode="text"/><br/><span class="title"><xsl:apply-templates select="/issue/instrument/@title" mode="text"/></span></h1>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$bureau"/></xsl:call-template>
        <p>按照<xsl:if test="normalize-space(key('data', 'dueOn')) != ''"><xsl:apply-templates select="key('data', 'dueOn')" mode="date"/>前报送的</xsl:if>要求，现将工作进展情况报告如下：</p>
        <xsl:call-template name="section"><xsl:with-param name="title">一、工作进展</xsl:with-param><xsl:with-param name="text" select="$report/progress"/></xsl:call-template>
        <h2>二、图斑和面积</h2>
        <table class="form">
          <tr><th>图斑总数</th><td><xsl:apply-templates select="$report/patchesTotal" mode="text"/></td><th>合法</th><td><xsl:apply-templates select="$report/patchesLawful" mode="text"/></td><th>违法</th><td><xsl:apply-templates select="$report/patchesUnlawful" mode="text"/></td></tr>
          <tr><th colspan="3">违法用地面积（亩）</th><td colspan="3"><xsl:apply-templates select="$report/areaUnlawful" mode="text"/></td></tr>
          <tr><th colspan="3">新增建设用地占用耕地面积（亩）</th><td colspan="3"><xsl:apply-templates select="$report/cultivatedNew" mode="text"/></td></tr>
          <tr><th colspan="3">其中违法占用耕地面积（亩）</th><td colspan="3"><xsl:apply-templates select="$report/cultivatedUnlawful" mode="text"/></td></tr>
        </table>
<xsl:if test="normalize-space($report/exceedReason) != ''"><p>数据说明：<xsl:apply-templates select="$report/exceedReason" mode="text"/>。</p></xsl:if>
        <xsl:call-template name="section"><xsl:with-param name="title">三、存在的困难</xsl:with-param><xsl:with-param name="text" select="$report/difficulties"/></xsl:call-template>
        <xsl:call-template name="section"><xsl:with-param name="title">四、经验做法</xsl:with-param><xsl:with-param name="text" select="$report/experience"/></xsl:call-template>
        <p class="plain"><xsl:apply-templates select="$signed/signature/role" mode="text"/>（签字）：<xsl:apply-templates select="$signed/signature/person" mode="names"/>　<xsl:apply-templates select="$signed/signature/signedAt" mode="moment"/></p>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
