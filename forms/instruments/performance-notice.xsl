<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/performance-notice.xsl - call to perform the contract after a breach was determined (开工建设履约通知单、竣工履约通知)
     Law: 《建设用地批后监管》六（二）、六（三）. Mandatory: which breach, what to do, until when, the liability.
     Reads: contract: landUser, contractNo, parcelNo, location, agreedStart, agreedCompletion; cause: causeFacts; performance: requirement (lines), performBy, liability (lines). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="contract" select="key('data', 'contract')"/>
  <xsl:variable name="performance" select="key('data', 'performance')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$contract/landUser"/></xsl:call-template>
        <p>你单位取得的<xsl:apply-templates select="$contract/location" mode="text"/><xsl:if test="normalize-space($contract/parcelNo) != ''">（宗地编号<xsl:apply-templates select="$contract/parcelNo" mode="text"/>）</xsl:if>土地，按照<xsl:apply-templates select="$contract/contractNo" mode="text"/>约定应<xsl:choose><xsl:when test="/issue/instrument/@id = 'completion-performance-notice'"><xsl:if test="normalize-space($contract/agreedCompletion) != ''">于<xsl:apply-templates select="$contract/agreedCompletion" mode="date"/>前</xsl:if>竣工，未按时竣工</xsl:when><xsl:otherwise><xsl:if test="normalize-space($contract/agreedStart) != ''">于<xsl:apply-templates select="$contract/agreedStart" mode="date"/>前</xsl:if>开工，未按时开工</xsl:otherwise></xsl:choose>，经调查认定为你单位违约。</p>
        <xsl:call-template name="section"><xsl:with-param name="title">认定的事实</xsl:with-param><xsl:with-param name="text" select="key('data', 'cause')/causeFacts"/></xsl:call-template>
        <xsl:call-template name="section"><xsl:with-param name="title">履约要求</xsl:with-param><xsl:with-param name="text" select="$performance/requirement"/></xsl:call-template>
        <p>请<xsl:if test="normalize-space($performance/performBy) != ''">于<xsl:apply-templates select="$performance/performBy" mode="date"/>前</xsl:if>履行。</p>
        <xsl:call-template name="section"><xsl:with-param name="title">违约责任</xsl:with-param><xsl:with-param name="text" select="$performance/liability"/></xsl:call-template>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$contract/landUser"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
