<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/late-filing-explanation.xsl - why a case was filed late (逾期立案说明)
     Law: 《规范案件查处》 二: seven working days; a late bureau explains, for the review of files. Mandatory: the last day,
     reason, who explains.
     Reads: lateFiling: reason (lines), explainedOn, explainedBy (id), dueOn; lead: registeredOn; verification:
     confirmedOn; filing: decidedOn; param filing-term. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="late" select="key('data', 'lateFiling')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <table class="form">
          <tr><th class="wide">案件编号</th><td><xsl:value-of select="/issue/case/id"/></td><th>立案期限</th><td><xsl:call-template name="zh:term"><xsl:with-param name="value" select="/issue/param/filing-term"/></xsl:call-template></td></tr>
          <tr><th class="wide">线索登记日期</th><td><xsl:apply-templates select="key('data', 'lead')/registeredOn" mode="date"/></td><th>核查确认</th><td><xsl:apply-templates select="key('data', 'verification')/confirmedOn" mode="date"/></td></tr>
          <tr><th class="wide">期限届满日</th><td><xsl:apply-templates select="$late/dueOn" mode="date"/></td><th>立案日期</th><td><xsl:apply-templates select="key('data', 'filing')/decidedOn" mode="date"/></td></tr>
          <tr><th class="wide">逾期的理由</th><td colspan="3" class="tall"><xsl:apply-templates select="$late/reason" mode="paragraphs"/></td></tr>
          <tr><th class="wide">说明人</th><td><xsl:apply-templates select="$late/explainedBy" mode="names"/></td><th>说明日期</th><td><xsl:apply-templates select="$late/explainedOn" mode="date"/></td></tr>
        </table>
        <p class="plain">　</p>
        <xsl:call-template name="signature"><xsl:with-param name="label">说明人</xsl:with-param></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
