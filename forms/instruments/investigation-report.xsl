<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/investigation-report.xsl - the report that ends an investigation (案件调查报告): party, facts and law, evidence, nature, circumstances, consequences, proposal, advice to transfer -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="report" select="key('data', 'report')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <h2>一、当事人基本情况</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$report/partyBasics"/></xsl:call-template>
        <h2>二、违法事实</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$report/facts"/></xsl:call-template>
        <h2>三、法律依据</h2>
        <xsl:for-each select="$report/legalBasis"><p><xsl:value-of select="concat(position(), '．', normalize-space(.))"/></p></xsl:for-each>
        <h2>四、证据</h2>
        <xsl:for-each select="$report/evidenceList">
          <xsl:variable name="item" select="key('data', 'evidence')/item[@id = normalize-space(current())]"/>
          <p><xsl:value-of select="concat(position(), '．', normalize-space(.))"/>
          <xsl:if test="$item"><xsl:value-of select="concat('　', $item/kindTitle, '（', $item/source, '）：', $item/purpose)"/></xsl:if></p>
        </xsl:for-each>
        <h2>五、定性</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$report/nature"/></xsl:call-template>
        <h2>六、情节</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$report/circumstances"/></xsl:call-template>
        <h2>七、危害后果</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$report/consequences"/></xsl:call-template>
        <h2>八、处理建议</h2>
        <p><xsl:choose><xsl:when test="$report/proposal = 'penalty'">建议给予行政处罚：<xsl:call-template name="list"><xsl:with-param name="items" select="$report/kinds"/></xsl:call-template><xsl:if test="number($report/amount) &gt; 0">，罚款<xsl:call-template name="money"><xsl:with-param name="value" select="$report/amount"/></xsl:call-template></xsl:if>。</xsl:when><xsl:otherwise>建议不予行政处罚。</xsl:otherwise></xsl:choose></p>
        <xsl:if test="$report/transferAdvice != 'none'"><p>移送建议：<xsl:value-of select="$report/transferAdviceTitle"/>。<xsl:apply-templates select="$report/transferReason" mode="text"/></p></xsl:if>
        <xsl:call-template name="signature"><xsl:with-param name="label" select="'调查人员'"/></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label" select="'调查人员'"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
