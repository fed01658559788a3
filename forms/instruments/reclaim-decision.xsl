<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/reclaim-decision.xsl - decision to take land back without compensation (收回国有建设用地使用权决定书)
     Law: 《闲置土地处置办法》第十四条. Mandatory: the land, the approval, the reasons.
     Reads: lead: landUser, contractNo, parcelNo, location, area; decision: approvalNo, approvedOn, reasons (lines); hearing: heldOn. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="lead" select="key('data', 'lead')"/>
  <xsl:variable name="decision" select="key('data', 'decision')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$lead/landUser"/></xsl:call-template>
        <p>你单位取得的<xsl:apply-templates select="$lead/location" mode="text"/><xsl:if test="normalize-space($lead/parcelNo) != ''">（宗地编号<xsl:apply-templates select="$lead/parcelNo" mode="text"/>）</xsl:if>土地<xsl:if test="normalize-space($lead/contractNo) != ''">（合同<xsl:apply-templates select="$lead/contractNo" mode="text"/>，面积<xsl:value-of select="$lead/area"/>平方米）</xsl:if>，<xsl:if test="normalize-space($decision/approvalNo) != ''">经<xsl:apply-templates select="$decision/approvalNo" mode="text"/>批准，</xsl:if>决定无偿收回国有建设用地使用权。</p>
        <xsl:if test="normalize-space(key('data', 'hearing')/heldOn) != ''"><p>本局已于<xsl:apply-templates select="key('data', 'hearing')/heldOn" mode="date"/>举行听证。</p></xsl:if>
        <xsl:call-template name="section"><xsl:with-param name="title">事实、理由和依据</xsl:with-param><xsl:with-param name="text" select="$decision/reasons"/></xsl:call-template>
        <p>请在收到本决定书后办理国有建设用地使用权注销登记，交回土地权利证书。</p>
        <p>如对本决定不服，可以依法申请行政复议或者提起行政诉讼。</p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$lead/landUser"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
