<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/joint-plan.xsl - the plan of a joint inspection of land expropriation (土地征收监督检查实施方案)
     Law: 《土地征收事项监管》. Mandatory: members, who leads, projects, schedule.
     Reads: param: government; trigger: subject, reason (lines); plan: member* (department lead parts), project*, schedule (lines). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="trigger" select="key('data', 'trigger')"/>
  <xsl:variable name="plan" select="key('data', 'plan')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="section"><xsl:with-param name="title">一、检查动因</xsl:with-param><xsl:with-param name="text" select="$trigger/reason"/></xsl:call-template>
        <h2>二、检查对象和项目</h2>
        <xsl:if test="normalize-space($trigger/subject) != ''"><p>检查对象：<xsl:apply-templates select="$trigger/subject" mode="text"/>。</p></xsl:if>
        <xsl:for-each select="$plan/project"><p><xsl:value-of select="position()"/>．<xsl:apply-templates select="." mode="text"/></p></xsl:for-each>
        <h2>三、成员单位</h2>
        <xsl:if test="/issue/param/government != ''"><p>按照<xsl:value-of select="/issue/param/government"/>的安排，由下列单位组成检查组：</p></xsl:if>
        <xsl:for-each select="$plan/member"><p><xsl:apply-templates select="department" mode="text"/><xsl:if test="lead = 'true'">（牵头）</xsl:if><xsl:if test="parts != ''">（参加：<xsl:call-template name="part"><xsl:with-param name="parts" select="concat(parts, ' ')"/></xsl:call-template>）</xsl:if></p></xsl:for-each>
        <xsl:call-template name="section"><xsl:with-param name="title">四、时间安排</xsl:with-param><xsl:with-param name="text" select="$plan/schedule"/></xsl:call-template>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- parts of the inspection, separated by spaces, in people's words -->
  <xsl:template name="part">
    <xsl:param name="parts"/>
    <xsl:variable name="first" select="substring-before($parts, ' ')"/>
    <xsl:variable name="rest" select="substring-after($parts, ' ')"/>
    <xsl:choose>
      <xsl:when test="$first = 'policy'">政策执行</xsl:when>
      <xsl:when test="$first = 'course'">征地程序</xsl:when>
      <xsl:when test="$first = 'money'">实施和资金</xsl:when>
      <xsl:when test="$first = 'visits'">走访村户</xsl:when>
    </xsl:choose>
    <xsl:if test="$rest != ''">、<xsl:call-template name="part"><xsl:with-param name="parts" select="$rest"/></xsl:call-template></xsl:if>
  </xsl:template>
</xsl:stylesheet>
