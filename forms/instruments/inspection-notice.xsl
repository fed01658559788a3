<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/inspection-notice.xsl - notice of an inspection (检查通知)
     Mandatory: to whom, when, scope, and what to hand in until when.
     Reads: notification: recipient, visitOn, scope (lines), materialsDueOn, material* (what to hand in). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="notification" select="key('data', 'notification')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$notification/recipient"/></xsl:call-template>
        <xsl:if test="normalize-space($notification/visitOn) != ''"><p>本局定于<xsl:apply-templates select="$notification/visitOn" mode="date"/>对你单位进行检查，请予配合。</p></xsl:if>
        <xsl:call-template name="section"><xsl:with-param name="title">检查范围</xsl:with-param><xsl:with-param name="text" select="$notification/scope"/></xsl:call-template>
        <xsl:if test="normalize-space($notification/materialsDueOn) != ''"><p>请于<xsl:apply-templates select="$notification/materialsDueOn" mode="date"/>前报送<xsl:choose><xsl:when test="$notification/material[. != '']">下列材料：</xsl:when><xsl:otherwise>有关台账、资料和情况汇报。</xsl:otherwise></xsl:choose></p></xsl:if>
        <xsl:for-each select="$notification/material[. != '']"><p><xsl:value-of select="position()"/>．<xsl:apply-templates select="." mode="text"/></p></xsl:for-each>
        <p>检查人员将出示执法证件。</p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$notification/recipient"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
