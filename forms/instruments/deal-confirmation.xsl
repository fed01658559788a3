<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/deal-confirmation.xsl - confirmation of a deal (成交确认书)
     Law: 《招标拍卖挂牌出让国有建设用地使用权规定》第二十条. Mandatory: who won, the land, the price, the day.
     Reads: application: methodTitle, parcelNo, location, area; deal: landUser, price, dealOn, contractNo. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="application" select="key('data', 'application')"/>
  <xsl:variable name="deal" select="key('data', 'deal')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$deal/landUser"/></xsl:call-template>
        <p>在本局以<xsl:apply-templates select="$application/methodTitle" mode="text"/>方式出让<xsl:apply-templates select="$application/location" mode="text"/><xsl:if test="normalize-space($application/parcelNo) != ''">（宗地编号<xsl:apply-templates select="$application/parcelNo" mode="text"/>，面积<xsl:apply-templates select="$application/area" mode="text"/>平方米）</xsl:if>国有建设用地使用权的活动中，你单位（个人）<xsl:if test="normalize-space($deal/dealOn) != ''">于<xsl:apply-templates select="$deal/dealOn" mode="date"/></xsl:if>竞得该宗土地，成交价款<xsl:apply-templates select="$deal/price" mode="money"/>。</p>
        <p>双方据此签订出让合同<xsl:if test="normalize-space($deal/contractNo) != ''">（<xsl:apply-templates select="$deal/contractNo" mode="text"/>）</xsl:if>。本确认书具有合同效力，任何一方不履行的，依法承担责任。</p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="signature"><xsl:with-param name="label">竞得人</xsl:with-param></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
