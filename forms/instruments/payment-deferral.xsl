<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/payment-deferral.xsl - the approval of paying a fine later or in parts (延期（分期）缴纳罚款批准书)
     Law: 《行政处罚法》 第六十六条. Mandatory: decision, amount, until when or the parts, leader, day.
     Reads: deferral: until, reason (lines), instalment* (dueOn amount), decidedOn, decidedByName; decision: fine; status:
     status (number paid); addressee: the party. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="deferral" select="key('data', 'deferral')"/>
  <xsl:variable name="status" select="key('data', 'status')/status"/>
  <xsl:variable name="party" select="/issue/addressee/*"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$party/name"/></xsl:call-template>
        <p>你（单位）申请<xsl:choose><xsl:when test="$deferral/instalment">分期</xsl:when><xsl:otherwise>延期</xsl:otherwise></xsl:choose>缴纳行政处罚决定<xsl:if test="normalize-space($status/number) != ''">（文号：<xsl:apply-templates select="$status/number" mode="text"/>）</xsl:if>的罚款<xsl:if test="number(key('data', 'decision')/fine) &gt; 0"><xsl:apply-templates select="key('data', 'decision')/fine" mode="money"/></xsl:if>，本局已经审查。</p>
        <xsl:if test="normalize-space($deferral/reason) != ''"><p>申请的理由：</p><xsl:apply-templates select="$deferral/reason" mode="paragraphs"/></xsl:if>
        <xsl:choose>
          <xsl:when test="$deferral/instalment">
            <p>经研究，同意分期缴纳：</p>
            <table class="form">
              <thead><tr><th class="narrow">期次</th><th>缴纳期限</th><th>金额</th></tr></thead>
              <tbody><xsl:for-each select="$deferral/instalment"><tr><td class="narrow"><xsl:value-of select="position()"/></td><td><xsl:apply-templates select="dueOn" mode="date"/>前</td><td><xsl:apply-templates select="amount" mode="money"/></td></tr></xsl:for-each></tbody>
            </table>
          </xsl:when>
          <xsl:otherwise><p>经研究，同意延期<xsl:if test="normalize-space($deferral/until) != ''">至<xsl:apply-templates select="$deferral/until" mode="date"/>前</xsl:if>缴纳。</p></xsl:otherwise>
        </xsl:choose>
        <p>逾期不缴纳的，本局将依法加处罚款并申请人民法院强制执行。</p>
        <xsl:if test="normalize-space($deferral/decidedByName) != ''"><p class="plain">负责人：<xsl:apply-templates select="$deferral/decidedByName" mode="text"/></p></xsl:if>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$party/name"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
