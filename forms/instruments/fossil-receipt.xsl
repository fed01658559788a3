<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/fossil-receipt.xsl - the receipt of fossils that another body confiscated (古生物化石接收登记)
     Law: 职责边界 古生物化石保护管理. Mandatory: what, how many, where it is kept.
     Reads: joint: body; closure: caseNo, closedOn; receipt: receivedOn, item* (name number), keptAt. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="receipt" select="key('data', 'receipt')"/>
  <xsl:variable name="closure" select="key('data', 'closure')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:if test="normalize-space(key('data', 'joint')/body) != ''"><p class="plain">移交单位：<xsl:apply-templates select="key('data', 'joint')/body" mode="text"/></p></xsl:if>
        <xsl:if test="normalize-space($closure/caseNo) != ''"><p class="plain">案号：<xsl:apply-templates select="$closure/caseNo" mode="text"/>，<xsl:apply-templates select="$closure/closedOn" mode="date"/>结案</p></xsl:if>
        <xsl:if test="normalize-space($receipt/receivedOn) != ''"><p class="plain">接收日期：<xsl:apply-templates select="$receipt/receivedOn" mode="date"/></p></xsl:if>
        <table class="form"><thead><tr><th>化石名称</th><th class="narrow">数量</th></tr></thead><tbody>
          <xsl:for-each select="$receipt/item"><tr><td><xsl:apply-templates select="name" mode="text"/></td><td class="narrow"><xsl:value-of select="number"/></td></tr></xsl:for-each>
        </tbody></table>
        <xsl:if test="normalize-space($receipt/keptAt) != ''"><p class="plain">存放地点：<xsl:apply-templates select="$receipt/keptAt" mode="text"/></p></xsl:if>
        <xsl:call-template name="signature"><xsl:with-param name="label">移交人</xsl:with-param></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label">接收人</xsl:with-param></xsl:call-template>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
