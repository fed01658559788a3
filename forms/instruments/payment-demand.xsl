<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/payment-demand.xsl - demand for a payment that is overdue (出让金催缴通知单、催缴通知书)
     Law: 《建设用地批后监管》六（一）. Mandatory: what is missing, until when, the liability for the breach.
     Reads: recipient, document, documentNo, subject, amount, dueOn; tally: paid, missing; demand: liability (lines), requirement (lines), payBy. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="recipient" select="key('data', 'recipient')"/>
  <xsl:variable name="tally" select="key('data', 'tally')"/>
  <xsl:variable name="demand" select="key('data', 'demand')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$recipient"/></xsl:call-template>
        <p><xsl:if test="normalize-space(key('data', 'documentNo')) != ''">根据<xsl:apply-templates select="key('data', 'document')" mode="text"/>（<xsl:apply-templates select="key('data', 'documentNo')" mode="text"/>）约定，</xsl:if>你单位应<xsl:if test="normalize-space(key('data', 'dueOn')) != ''">于<xsl:apply-templates select="key('data', 'dueOn')" mode="date"/>前</xsl:if>缴纳<xsl:apply-templates select="key('data', 'subject')" mode="text"/><xsl:apply-templates select="key('data', 'amount')" mode="money"/>。期限已过，<xsl:if test="normalize-space($tally/missing) != ''">你单位尚欠<xsl:apply-templates select="$tally/missing" mode="money"/>。</xsl:if></p>
        <p>现催促你单位<xsl:if test="normalize-space($demand/payBy) != ''">于<xsl:apply-templates select="$demand/payBy" mode="date"/>前</xsl:if>缴清。</p>
        <xsl:call-template name="section"><xsl:with-param name="title">缴款要求</xsl:with-param><xsl:with-param name="text" select="$demand/requirement"/></xsl:call-template>
        <xsl:call-template name="section"><xsl:with-param name="title">违约责任</xsl:with-param><xsl:with-param name="text" select="$demand/liability"/></xsl:call-template>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$recipient"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
