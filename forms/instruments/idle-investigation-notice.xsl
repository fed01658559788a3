<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/idle-investigation-notice.xsl - notice that land is investigated as idle (闲置土地调查通知书)
     Law: 《闲置土地处置办法》第五条、第六条. Mandatory: the land, the agreed day, what to explain and until when.
     Reads: lead: landUser, contractNo, parcelNo, location, agreedStart; notice: matters (lines), materials (lines); param: idle-explain-term. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="lead" select="key('data', 'lead')"/>
  <xsl:variable name="notice" select="key('data', 'notice')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$lead/landUser"/></xsl:call-template>
        <p>你单位取得的<xsl:apply-templates select="$lead/location" mode="text"/><xsl:if test="normalize-space($lead/parcelNo) != ''">（宗地编号<xsl:apply-templates select="$lead/parcelNo" mode="text"/>）</xsl:if>土地<xsl:if test="normalize-space($lead/contractNo) != ''">（合同<xsl:apply-templates select="$lead/contractNo" mode="text"/>）</xsl:if>，<xsl:if test="normalize-space($lead/agreedStart) != ''">约定开工日期为<xsl:apply-templates select="$lead/agreedStart" mode="date"/>，</xsl:if>涉嫌构成闲置土地，本局决定调查核实。</p>
        <xsl:call-template name="section"><xsl:with-param name="title">调查事项</xsl:with-param><xsl:with-param name="text" select="$notice/matters"/></xsl:call-template>
        <xsl:call-template name="section"><xsl:with-param name="title">应当提供的材料</xsl:with-param><xsl:with-param name="text" select="$notice/materials"/></xsl:call-template>
        <p>请自收到本通知书之日起<xsl:call-template name="zh:term"><xsl:with-param name="value" select="/issue/param/idle-explain-term"/></xsl:call-template>内，按照要求提供土地开发利用情况、闲置原因以及相关说明材料。</p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$lead/landUser"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
