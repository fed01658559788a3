<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/payment-reminder.xsl - reminder that a payment comes due (出让金缴纳提醒通知单、出让金缴纳通知单、缴款提醒通知书)
     Law: 《建设用地批后监管》四（二）. Mandatory: who pays, what, how much, until when.
     Reads: recipient, document, documentNo, subject, amount, dueOn; tally: paid, missing. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="recipient" select="key('data', 'recipient')"/>
  <xsl:variable name="tally" select="key('data', 'tally')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$recipient"/></xsl:call-template>
        <p><xsl:if test="normalize-space(key('data', 'documentNo')) != ''">根据<xsl:apply-templates select="key('data', 'document')" mode="text"/>（<xsl:apply-templates select="key('data', 'documentNo')" mode="text"/>）约定，</xsl:if>你单位应<xsl:if test="normalize-space(key('data', 'dueOn')) != ''">于<xsl:apply-templates select="key('data', 'dueOn')" mode="date"/>前</xsl:if>缴纳<xsl:apply-templates select="key('data', 'subject')" mode="text"/><xsl:apply-templates select="key('data', 'amount')" mode="money"/>。</p>
        <xsl:if test="number($tally/paid) &gt; 0"><p>你单位已缴纳<xsl:apply-templates select="$tally/paid" mode="money"/>，尚应缴纳<xsl:apply-templates select="$tally/missing" mode="money"/>。</p></xsl:if>
        <p>请按期足额缴纳。逾期缴纳的，将按照约定承担违约责任。</p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$recipient"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
