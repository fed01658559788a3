<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/hearing-summons.xsl - notice of the hearing (听证通知书): time, place, presider, public or closed -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="hearing" select="key('data', 'hearing')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="/issue/addressee/*/name"/></xsl:call-template>
        <p>你（单位）要求听证的申请，本局已受理。现决定举行听证，有关事项通知如下：</p>
        <xsl:if test="normalize-space($hearing/date) != ''"><p>一、时间：<xsl:call-template name="zh:moment"><xsl:with-param name="value" select="$hearing/date"/></xsl:call-template>。</p></xsl:if>
        <xsl:if test="normalize-space($hearing/place) != ''"><p>二、地点：<xsl:apply-templates select="$hearing/place" mode="text"/>。</p></xsl:if>
        <xsl:if test="normalize-space($hearing/presiderName) != ''"><p>三、主持人：<xsl:value-of select="$hearing/presiderName"/>。</p></xsl:if>
        <p>四、方式：<xsl:choose><xsl:when test="$hearing/public = 'true'">公开举行</xsl:when><xsl:otherwise>不公开举行<xsl:if test="normalize-space($hearing/closedReason) != ''">，理由：<xsl:apply-templates select="$hearing/closedReason" mode="text"/></xsl:if></xsl:otherwise></xsl:choose>。</p>
        <p>五、你（单位）可以亲自参加听证，也可以委托一至二人代理；认为主持人与本案有直接利害关系的，有权申请回避。请携带证据材料准时到场。</p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="/issue/addressee/*/name"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
