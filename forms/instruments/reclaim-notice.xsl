<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/reclaim-notice.xsl - notice before land is taken back, with the right to a hearing (收回国有建设用地使用权告知书)
     Law: 《闲置土地处置办法》第十五条. Mandatory: facts and reasons, the right to a hearing and its term.
     Reads: lead: landUser, contractNo, parcelNo, location; reclaim: reasons (lines); param: idle-hearing-term. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="lead" select="key('data', 'lead')"/>
  <xsl:variable name="reclaim" select="key('data', 'reclaim')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$lead/landUser"/></xsl:call-template>
        <p>你单位取得的<xsl:apply-templates select="$lead/location" mode="text"/><xsl:if test="normalize-space($lead/parcelNo) != ''">（宗地编号<xsl:apply-templates select="$lead/parcelNo" mode="text"/>）</xsl:if>土地<xsl:if test="normalize-space($lead/contractNo) != ''">（合同<xsl:apply-templates select="$lead/contractNo" mode="text"/>）</xsl:if>，本局拟报请批准后无偿收回国有建设用地使用权。</p>
        <xsl:call-template name="section"><xsl:with-param name="title">拟收回的事实、理由和依据</xsl:with-param><xsl:with-param name="text" select="$reclaim/reasons"/></xsl:call-template>
        <p>你单位有申请听证的权利，可以自收到本告知书之日起<xsl:call-template name="zh:term"><xsl:with-param name="value" select="/issue/param/idle-hearing-term"/></xsl:call-template>内向本局书面申请听证。逾期未申请的，视为放弃听证。</p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$lead/landUser"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
