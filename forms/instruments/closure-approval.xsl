<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/closure-approval.xsl - approval to close a case (结案审批表): reason, execution, transfers, leader, date -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="closure" select="key('data', 'closure')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <table class="form">
          <tr><th>案件编号</th><td><xsl:value-of select="key('data', 'documents')/filing/number"/></td><th>当事人</th><td><xsl:call-template name="list"><xsl:with-param name="items" select="$closure/partyName"/></xsl:call-template></td></tr>
          <tr><th>结案理由</th><td colspan="3"><xsl:apply-templates select="$closure/reasonTitle" mode="text"/><xsl:if test="normalize-space($closure/otherText) != ''">：<xsl:apply-templates select="$closure/otherText" mode="text"/></xsl:if></td></tr>
          <tr><th>执行情况</th><td colspan="3" class="tall"><xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$closure/execution"/></xsl:call-template></td></tr>
          <tr><th>移送情况</th><td colspan="3"><xsl:apply-templates select="$closure/transfers" mode="text"/></td></tr>
          <tr><th>负责人审批意见</th><td colspan="3" class="tall"><p>同意结案。</p><p class="by"><xsl:value-of select="$closure/approvedByName"/>　<xsl:call-template name="zh:date"><xsl:with-param name="value" select="$closure/approvedOn"/></xsl:call-template></p></td></tr>
        </table>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
