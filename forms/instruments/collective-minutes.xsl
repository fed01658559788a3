<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/collective-minutes.xsl - the minutes of a collective discussion (集体讨论笔录): time, members, opinions, result -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="minutes" select="key('data', 'discussion')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">时间：<xsl:call-template name="zh:date"><xsl:with-param name="value" select="$minutes/heldOn"/></xsl:call-template></p>
        <p class="plain">主持人：<xsl:value-of select="$minutes/chairName"/></p>
        <p class="plain">参加人员：<xsl:call-template name="list"><xsl:with-param name="items" select="$minutes/member[not(recused = 'true')]/name"/></xsl:call-template></p>
        <xsl:if test="$minutes/member[recused = 'true']"><p class="plain">回避人员：<xsl:call-template name="list"><xsl:with-param name="items" select="$minutes/member[recused = 'true']/name"/></xsl:call-template></p></xsl:if>
        <xsl:if test="$minutes/absent/name != ''"><p class="plain">缺席人员：<xsl:call-template name="list"><xsl:with-param name="items" select="$minutes/absent/name"/></xsl:call-template></p></xsl:if>
        <h2>一、各参加人员意见</h2>
        <xsl:for-each select="$minutes/member[not(recused = 'true')]"><p><xsl:value-of select="concat(name, '：', opinion)"/></p></xsl:for-each>
        <h2>二、讨论结果</h2>
        <p><xsl:choose><xsl:when test="$minutes/result = 'agree'">同意拟作出的行政处罚。</xsl:when><xsl:when test="$minutes/result = 'change'">变更拟处理意见。</xsl:when><xsl:otherwise>退回重新调查。</xsl:otherwise></xsl:choose></p>
        <xsl:if test="normalize-space($minutes/note) != ''"><p><xsl:apply-templates select="$minutes/note" mode="text"/></p></xsl:if>
        <xsl:call-template name="signature"><xsl:with-param name="label" select="'主持人'"/></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label" select="'参加人员'"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
