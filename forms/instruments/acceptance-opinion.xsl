<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/acceptance-opinion.xsl - the opinion on the acceptance of a project (验收意见), and on a preliminary one (初验意见)
     Mandatory: project, day, who took part, opinion, conclusion; if it is refused, what is wrong.
     Reads: project: projectName, projectNo, township, village; acceptance: heldOn or acceptedOn, member* (or opinions: opinion* (department agree text)),
     newCultivated or reclaimed (hectares), opinion (lines), passed or conforms, finding*. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="project" select="key('data', 'project')"/>
  <xsl:variable name="acceptance" select="key('data', 'acceptance')"/>
  <xsl:variable name="opinions" select="key('data', 'opinions')/opinion"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">项目名称：<xsl:apply-templates select="$project/projectName" mode="text"/>（编号：<xsl:apply-templates select="$project/projectNo" mode="text"/>）</p>
        <p class="plain">项目地点：<xsl:apply-templates select="$project/township" mode="text"/><xsl:apply-templates select="$project/village" mode="text"/></p>
        <p class="plain">验收日期：<xsl:apply-templates select="$acceptance/heldOn | $acceptance/acceptedOn" mode="date"/></p>
        <p class="plain">参加单位：<xsl:for-each select="$acceptance/member[. != ''] | $opinions/department"><xsl:if test="position() &gt; 1">、</xsl:if><xsl:value-of select="."/></xsl:for-each></p>
        <xsl:if test="$acceptance/newCultivated != ''"><p class="plain">确认新增耕地：<xsl:value-of select="$acceptance/newCultivated"/>公顷</p></xsl:if>
        <xsl:if test="$acceptance/reclaimed != ''"><p class="plain">确认复垦面积：<xsl:value-of select="$acceptance/reclaimed"/>公顷</p></xsl:if>
        <xsl:call-template name="section"><xsl:with-param name="title">验收意见</xsl:with-param><xsl:with-param name="text" select="$acceptance/opinion"/></xsl:call-template>
        <xsl:if test="$opinions">
          <h2>部门意见</h2>
          <xsl:for-each select="$opinions"><p><xsl:apply-templates select="department" mode="text"/>：<xsl:choose><xsl:when test="agree = 'true'">同意</xsl:when><xsl:otherwise>不同意</xsl:otherwise></xsl:choose>。<xsl:apply-templates select="text" mode="text"/></p></xsl:for-each>
        </xsl:if>
        <xsl:if test="$acceptance/finding[. != '']">
          <h2>存在的问题</h2>
          <xsl:for-each select="$acceptance/finding[. != '']"><p><xsl:value-of select="position()"/>．<xsl:apply-templates select="." mode="text"/></p></xsl:for-each>
        </xsl:if>
        <h2>结论</h2>
        <p><xsl:choose><xsl:when test="$acceptance/passed = 'true' or $acceptance/conforms = 'true'">验收合格。</xsl:when><xsl:otherwise>验收不合格，请按要求整改后重新申请验收。</xsl:otherwise></xsl:choose></p>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
