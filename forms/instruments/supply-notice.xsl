<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/supply-notice.xsl - public notice of a supply by tender, auction or listing (国有建设用地使用权出让公告)
     Law: 《招标拍卖挂牌出让国有建设用地使用权规定》第八条、第九条. Mandatory: the land and its conditions, who may bid, where, from when to when.
     Reads: application: methodTitle, parcelNo, location, area, useAgreed, plotRatio, startingPrice; notice: from, until, place, conditions (lines), deposit. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="application" select="key('data', 'application')"/>
  <xsl:variable name="notice" select="key('data', 'notice')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p>经批准，本局决定以<xsl:apply-templates select="$application/methodTitle" mode="text"/>方式出让下列国有建设用地使用权，现公告如下：</p>
        <table class="form">
          <tr><th class="wide">宗地编号</th><td><xsl:apply-templates select="$application/parcelNo" mode="text"/></td></tr>
          <tr><th class="wide">宗地位置</th><td><xsl:apply-templates select="$application/location" mode="text"/></td></tr>
          <tr><th class="wide">土地面积</th><td><xsl:if test="normalize-space($application/area) != ''"><xsl:value-of select="$application/area"/>平方米</xsl:if></td></tr>
          <tr><th class="wide">规划用途</th><td><xsl:apply-templates select="$application/useAgreed" mode="text"/></td></tr>
          <tr><th class="wide">容积率</th><td><xsl:apply-templates select="$application/plotRatio" mode="text"/></td></tr>
          <tr><th class="wide">起始价</th><td><xsl:apply-templates select="$application/startingPrice" mode="money"/></td></tr>
          <tr><th class="wide">竞买保证金</th><td><xsl:apply-templates select="$notice/deposit" mode="money"/></td></tr>
          <tr><th class="wide">公告时间</th><td><xsl:if test="normalize-space($notice/from) != ''"><xsl:apply-templates select="$notice/from" mode="date"/>至<xsl:apply-templates select="$notice/until" mode="date"/></xsl:if></td></tr>
          <tr><th class="wide">报名地点</th><td><xsl:apply-templates select="$notice/place" mode="text"/></td></tr>
        </table>
        <xsl:call-template name="section"><xsl:with-param name="title">竞买资格和要求</xsl:with-param><xsl:with-param name="text" select="$notice/conditions"/></xsl:call-template>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
