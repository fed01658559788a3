<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/start-notice.xsl - notice to begin construction, when the agreed day has passed (开工通知书)
     Law: 《建设用地批后监管》六（二）. Mandatory: the agreed day, what is asked for.
     Reads: contract: landUser, contractNo, parcelNo, location, agreedStart; startNotice: requirement (lines), startBy. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="contract" select="key('data', 'contract')"/>
  <xsl:variable name="notice" select="key('data', 'startNotice')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$contract/landUser"/></xsl:call-template>
        <p>你单位取得的<xsl:apply-templates select="$contract/location" mode="text"/><xsl:if test="normalize-space($contract/parcelNo) != ''">（宗地编号<xsl:apply-templates select="$contract/parcelNo" mode="text"/>）</xsl:if>土地，按照<xsl:apply-templates select="$contract/contractNo" mode="text"/>约定应<xsl:if test="normalize-space($contract/agreedStart) != ''">于<xsl:apply-templates select="$contract/agreedStart" mode="date"/>前</xsl:if>开工，至今尚未开工。</p>
        <xsl:call-template name="section"><xsl:with-param name="title">要求</xsl:with-param><xsl:with-param name="text" select="$notice/requirement"/></xsl:call-template>
        <xsl:if test="normalize-space($notice/startBy) != ''"><p>请于<xsl:apply-templates select="$notice/startBy" mode="date"/>前开工。</p></xsl:if>
        <p>自约定开工之日起满一年未动工开发的，将依法按闲置土地调查处置。</p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$contract/landUser"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
