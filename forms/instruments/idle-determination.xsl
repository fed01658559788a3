<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/idle-determination.xsl - determination that land is idle (闲置土地认定书)
     Law: 《闲置土地处置办法》第九条. Mandatory: the land, the facts, since when, the cause, the basis.
     Reads: lead: landUser, contractNo, parcelNo, location, area; determination: facts (lines), cause, idleSince, basis. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="lead" select="key('data', 'lead')"/>
  <xsl:variable name="determination" select="key('data', 'determination')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$lead/landUser"/></xsl:call-template>
        <p>你单位取得的<xsl:apply-templates select="$lead/location" mode="text"/><xsl:if test="normalize-space($lead/parcelNo) != ''">（宗地编号<xsl:apply-templates select="$lead/parcelNo" mode="text"/>）</xsl:if>土地<xsl:if test="normalize-space($lead/contractNo) != ''">（合同<xsl:apply-templates select="$lead/contractNo" mode="text"/>，面积<xsl:value-of select="$lead/area"/>平方米）</xsl:if>，经调查核实，认定为闲置土地。</p>
        <xsl:call-template name="section"><xsl:with-param name="title">事实</xsl:with-param><xsl:with-param name="text" select="$determination/facts"/></xsl:call-template>
        <xsl:if test="normalize-space($determination/idleSince) != ''"><p>闲置起算日期：<xsl:apply-templates select="$determination/idleSince" mode="date"/>。</p></xsl:if>
        <xsl:if test="normalize-space($determination/cause) != ''"><p>造成闲置的原因：<xsl:choose><xsl:when test="$determination/cause = 'government'">政府、政府有关部门的行为或者不可抗力</xsl:when><xsl:otherwise>用地单位自身原因</xsl:otherwise></xsl:choose>。</p></xsl:if>
        <xsl:if test="normalize-space($determination/basis) != ''"><p>依据：<xsl:apply-templates select="$determination/basis" mode="text"/>。</p></xsl:if>
        <p>如对本认定不服，可以依法申请行政复议或者提起行政诉讼。</p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$lead/landUser"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
