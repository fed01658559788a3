<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/annual-notice.xsl - notice of the yearly inspection (年检通知)
     Law: 《矿山开发利用情况年度检查事项监管》. Mandatory: the year, what is inspected, what to hand in and until when.
     Reads: annual: licenceNo, year; mine: name, holder; notification: scope (lines), material*, form*, materialsDueOn, reviewDueOn, officer* (ids). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="annual" select="key('data', 'annual')"/>
  <xsl:variable name="mine" select="key('data', 'mine')"/>
  <xsl:variable name="notification" select="key('data', 'notification')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$mine/holder"/></xsl:call-template>
        <p>本局对<xsl:apply-templates select="$mine/name" mode="text"/>（采矿许可证号：<xsl:apply-templates select="$annual/licenceNo" mode="text"/>）开展<xsl:apply-templates select="$annual/year" mode="text"/>年度矿产资源开发利用情况检查，现将有关事项通知如下：</p>
        <xsl:call-template name="section"><xsl:with-param name="title">一、检查内容</xsl:with-param><xsl:with-param name="text" select="$notification/scope"/></xsl:call-template>
        <h2>二、报送资料</h2>
        <p>请<xsl:if test="normalize-space($notification/materialsDueOn) != ''">于<xsl:apply-templates select="$notification/materialsDueOn" mode="date"/>前</xsl:if>报送下列纸质资料和电子报盘：</p>
        <xsl:for-each select="$notification/material[. != '']"><p><xsl:value-of select="position()"/>．<xsl:apply-templates select="." mode="text"/></p></xsl:for-each>
        <xsl:if test="$notification/form[. != '']"><p>年检表格：<xsl:for-each select="$notification/form[. != '']"><xsl:if test="position() &gt; 1">、</xsl:if><xsl:apply-templates select="." mode="text"/></xsl:for-each>。</p></xsl:if>
        <h2>三、审查</h2>
        <p>本局<xsl:if test="normalize-space($notification/reviewDueOn) != ''">于<xsl:apply-templates select="$notification/reviewDueOn" mode="date"/>前</xsl:if>完成实地检查和审查。<xsl:if test="$notification/officer[. != '']">检查人员：<xsl:for-each select="$notification/officer[. != '']"><xsl:if test="position() &gt; 1">、</xsl:if><xsl:variable name="id" select="normalize-space(.)"/><xsl:choose><xsl:when test="/issue/people/person[@id = $id]/@name != ''"><xsl:value-of select="/issue/people/person[@id = $id]/@name"/></xsl:when><xsl:otherwise><xsl:value-of select="$id"/></xsl:otherwise></xsl:choose></xsl:for-each>。</xsl:if></p>
        <p>逾期不报送资料或者拒绝检查的，按年检不合格的情形处理。</p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$mine/holder"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
