<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/idle-fee-decision.xsl - decision to collect the fee on idle land (征缴土地闲置费决定书)
     Law: 《闲置土地处置办法》第十四条、第十六条. Mandatory: the amount and how it is computed, the account, until when.
     Reads: lead: landUser, contractNo, parcelNo, location; documents/determination: number; fee: price, rate, amount, account, approvalNo; param: idle-fee-term. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="lead" select="key('data', 'lead')"/>
  <xsl:variable name="fee" select="key('data', 'fee')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$lead/landUser"/></xsl:call-template>
        <p>你单位取得的<xsl:apply-templates select="$lead/location" mode="text"/><xsl:if test="normalize-space($lead/parcelNo) != ''">（宗地编号<xsl:apply-templates select="$lead/parcelNo" mode="text"/>）</xsl:if>土地<xsl:if test="normalize-space(key('data', 'documents')/determination/number) != ''">，已由<xsl:apply-templates select="key('data', 'documents')/determination/number" mode="text"/>认定为闲置土地</xsl:if>。<xsl:if test="normalize-space($fee/approvalNo) != ''">经<xsl:apply-templates select="$fee/approvalNo" mode="text"/>批准，</xsl:if>决定向你单位征缴土地闲置费。</p>
        <xsl:if test="normalize-space($fee/amount) != ''"><p>土地价款<xsl:apply-templates select="$fee/price" mode="money"/>，按<xsl:value-of select="format-number($fee/rate * 100, '0.##')"/>%计算，应缴<xsl:apply-templates select="$fee/amount" mode="money"/>。</p></xsl:if>
        <p>请自本决定书送达之日起<xsl:call-template name="zh:term"><xsl:with-param name="value" select="/issue/param/idle-fee-term"/></xsl:call-template>内缴入<xsl:apply-templates select="$fee/account" mode="text"/>。逾期不缴纳的，依法申请人民法院强制执行。</p>
        <p>如对本决定不服，可以依法申请行政复议或者提起行政诉讼。</p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$lead/landUser"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
