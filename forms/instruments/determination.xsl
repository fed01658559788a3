<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/determination.xsl - the result of a determination by the competent authority (认定结论), as that on the kind of land occupied
     Law: 《规范案件查处》 四（一）. Mandatory: authority, matter, conclusion, days; its seal.
     Reads: as appraisal.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="record" select="/issue/addressee/*"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <table class="form">
          <tr><th class="wide">认定机构</th><td colspan="3"><xsl:apply-templates select="$record/body" mode="text"/></td></tr>
          <tr><th class="wide">资质</th><td colspan="3"><xsl:apply-templates select="$record/qualification" mode="text"/></td></tr>
          <tr><th class="wide">委托日期</th><td><xsl:apply-templates select="$record/commissionedOn" mode="date"/></td><th>收到日期</th><td><xsl:apply-templates select="$record/result[last()]/receivedOn" mode="date"/></td></tr>
          <tr><th class="wide">委托事项</th><td colspan="3"><xsl:apply-templates select="$record/matter" mode="paragraphs"/></td></tr>
          <tr><th class="wide">认定结论</th><td colspan="3" class="tall"><xsl:apply-templates select="$record/result[last()]/conclusion" mode="paragraphs"/></td></tr>
          <xsl:if test="normalize-space($record/result[last()]/file) != ''"><tr><th class="wide">结论文本</th><td colspan="3"><xsl:apply-templates select="$record/result[last()]/file" mode="text"/></td></tr></xsl:if>
          <tr><th class="wide">认定人</th><td class="tall">　</td><th>机构印章</th><td class="tall">　</td></tr>
        </table>
        <p>本结论作为认定案件事实的依据，随案件移送、归档。</p>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
