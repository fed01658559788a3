<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/written-notice.xsl - written notice to a closed mine of what is not done, and the order to do it (书面告知)
     Law: 《矿山闭坑事项监管》. Mandatory: what is open, what to do, until when.
     Reads: closure: mine, holder, licenceNo; open: item*; order: requirement (lines), dueOn, basis. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="closure" select="key('data', 'closure')"/>
  <xsl:variable name="order" select="key('data', 'order')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$closure/holder"/></xsl:call-template>
        <p>经本局对<xsl:apply-templates select="$closure/mine" mode="text"/><xsl:if test="normalize-space($closure/licenceNo) != ''">（采矿许可证号：<xsl:apply-templates select="$closure/licenceNo" mode="text"/>）</xsl:if>闭坑情况实地踏勘、查阅档案，存在下列未完成的事项：</p>
        <xsl:for-each select="key('data', 'open')/item"><p><xsl:value-of select="position()"/>．<xsl:apply-templates select="." mode="text"/></p></xsl:for-each>
        <xsl:call-template name="section"><xsl:with-param name="title">整改要求</xsl:with-param><xsl:with-param name="text" select="$order/requirement"/></xsl:call-template>
        <xsl:if test="normalize-space($order/dueOn) != ''"><p>请于<xsl:apply-templates select="$order/dueOn" mode="date"/>前完成整改并书面报告本局。整改未通过再次检查的，不予办理采矿权注销登记。</p></xsl:if>
        <xsl:if test="normalize-space($order/basis) != ''"><p>依据：<xsl:apply-templates select="$order/basis" mode="text"/>。</p></xsl:if>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$closure/holder"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
