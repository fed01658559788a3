<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/satellite-plan.xsl - the plan of the yearly satellite enforcement campaign (年度土地矿产卫片执法检查工作实施方案)
     Law: 《土地矿产卫片执法检查事项监管》 四（一）. Mandatory: number, content, organisation, who is inspected, days of report.
     Reads: campaign: year, basis (optional); plan: planNo, scope (lines), organisation (lines), reportDueDate*, unit* (name kind). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="campaign" select="key('data', 'campaign')"/>
  <xsl:variable name="plan" select="key('data', 'plan')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">文号：<xsl:apply-templates select="$plan/planNo" mode="text"/></p>
        <p>为做好<xsl:apply-templates select="$campaign/year" mode="text"/>年度土地矿产卫片执法检查工作<xsl:if test="normalize-space($campaign/basis) != ''">，根据<xsl:apply-templates select="$campaign/basis" mode="text"/></xsl:if>，制定本方案。</p>
        <xsl:call-template name="section"><xsl:with-param name="title">一、检查内容和范围</xsl:with-param><xsl:with-param name="text" select="$plan/scope"/></xsl:call-template>
        <h2>二、检查对象</h2>
        <p><xsl:for-each select="$plan/unit"><xsl:if test="position() &gt; 1">、</xsl:if><xsl:apply-templates select="name" mode="text"/></xsl:for-each>。</p>
        <xsl:call-template name="section"><xsl:with-param name="title">三、组织实施</xsl:with-param><xsl:with-param name="text" select="$plan/organisation"/></xsl:call-template>
        <h2>四、工作进展情况报送</h2>
        <p><xsl:if test="$plan/reportDueDate">请于<xsl:for-each select="$plan/reportDueDate"><xsl:sort select="."/><xsl:if test="position() &gt; 1">、</xsl:if><xsl:apply-templates select="." mode="date"/></xsl:for-each>前报送工作进展情况。</xsl:if>报送的数据须经本单位主要负责人审核签字。</p>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
