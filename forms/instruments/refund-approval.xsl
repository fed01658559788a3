<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/refund-approval.xsl - approval of a payment out of the restoration deposit (退还审批表)
     Law: 《矿山生态环境治理保证金收取使用事项监管》. Mandatory: the amount, how it was computed or why, the opinions of the leader and of finance.
     Reads: title; mine; payout: amount, formula, reason (lines), payee; balance; approval, finance: decision, by, on. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="mine" select="key('data', 'mine')"/>
  <xsl:variable name="payout" select="key('data', 'payout')"/>
  <xsl:variable name="approval" select="key('data', 'approval')"/>
  <xsl:variable name="finance" select="key('data', 'finance')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">事项：<xsl:apply-templates select="key('data', 'title')" mode="text"/></p>
        <p class="plain">采矿权人：<xsl:apply-templates select="$mine/holder" mode="text"/></p>
        <p class="plain">矿山：<xsl:apply-templates select="$mine/name" mode="text"/>（采矿许可证号：<xsl:apply-templates select="$mine/licenceNo" mode="text"/>）</p>
        <p class="plain">金额：<xsl:call-template name="money"><xsl:with-param name="value" select="$payout/amount"/></xsl:call-template></p>
        <p class="plain">收款人：<xsl:apply-templates select="$payout/payee" mode="text"/></p>
        <xsl:call-template name="section"><xsl:with-param name="title">计算</xsl:with-param><xsl:with-param name="text" select="$payout/formula"/></xsl:call-template>
        <xsl:call-template name="section"><xsl:with-param name="title">理由</xsl:with-param><xsl:with-param name="text" select="$payout/reason"/></xsl:call-template>
        <h2>负责人意见</h2>
        <p><xsl:choose><xsl:when test="$approval/decision = 'approved'">同意</xsl:when><xsl:otherwise>退回</xsl:otherwise></xsl:choose>。（<xsl:apply-templates select="$approval/by" mode="text"/>，<xsl:apply-templates select="$approval/on" mode="date"/>）</p>
        <h2>财政部门意见</h2>
        <p><xsl:choose><xsl:when test="$finance/decision = 'approved'">同意</xsl:when><xsl:otherwise>退回</xsl:otherwise></xsl:choose>。（<xsl:apply-templates select="$finance/by" mode="text"/>，<xsl:apply-templates select="$finance/on" mode="date"/>）</p>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
