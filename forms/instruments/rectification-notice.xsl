<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/rectification-notice.xsl - the notice to put things right after an inspection (整改通知书)
     Law: the inspection rules of each supervision procedure. Mandatory: what was found, what to do, until when, on what basis.
     Reads: recipient; order: finding*, requirement (lines), rectifyDueOn, legalBasis. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="order" select="key('data', 'order')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="key('data', 'recipient')"/></xsl:call-template>
        <p>经检查，你（单位）存在下列问题：</p>
        <xsl:for-each select="$order/finding[. != '']"><p><xsl:value-of select="position()"/>．<xsl:apply-templates select="." mode="text"/></p></xsl:for-each>
        <xsl:call-template name="section"><xsl:with-param name="title">整改要求</xsl:with-param><xsl:with-param name="text" select="$order/requirement"/></xsl:call-template>
        <xsl:if test="normalize-space($order/rectifyDueOn) != ''"><p>请于<xsl:apply-templates select="$order/rectifyDueOn" mode="date"/>前完成整改并书面报告本局，本局将进行复查。逾期未整改或者整改不合格的，将依法处理。</p></xsl:if>
        <xsl:if test="normalize-space($order/legalBasis) != ''"><p>依据：<xsl:apply-templates select="$order/legalBasis" mode="text"/>。</p></xsl:if>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="key('data', 'recipient')"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
