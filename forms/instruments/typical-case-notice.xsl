<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/typical-case-notice.xsl - a typical case, published (典型案件公示): flow, amount, and how it was calculated
     Law: 《行政处罚裁量权规范》. Mandatory: facts, course, basis, grade, calculation, result.
     Reads: typicalCase: title, decisionNo, party, violation, facts (lines), step* (on what), basis*, grade, calculation
     (lines), result (lines), fine, from, to, contact. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="case" select="key('data', 'typicalCase')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:if test="normalize-space($case/title) != ''"><p class="center"><xsl:apply-templates select="$case/title" mode="text"/></p></xsl:if>
        <p class="plain">当事人：<xsl:apply-templates select="$case/party" mode="text"/></p>
        <xsl:if test="normalize-space($case/decisionNo) != ''"><p class="plain">行政处罚决定书文号：<xsl:apply-templates select="$case/decisionNo" mode="text"/></p></xsl:if>
        <h2>一、基本案情</h2>
        <xsl:apply-templates select="$case/facts" mode="paragraphs"/>
        <h2>二、办理流程</h2>
        <xsl:for-each select="$case/step"><p><xsl:apply-templates select="on" mode="date"/>　<xsl:apply-templates select="what" mode="text"/></p></xsl:for-each>
        <h2>三、处罚依据和裁量</h2>
        <p><xsl:if test="normalize-space($case/violation) != ''">违法行为：<xsl:apply-templates select="$case/violation" mode="text"/>。</xsl:if><xsl:if test="normalize-space($case/basis) != ''">依据：<xsl:call-template name="list"><xsl:with-param name="items" select="$case/basis"/></xsl:call-template>。</xsl:if><xsl:if test="normalize-space($case/grade) != ''">裁量阶次：<xsl:apply-templates select="$case/grade" mode="text"/>。</xsl:if></p>
        <xsl:apply-templates select="$case/calculation" mode="paragraphs"/>
        <h2>四、处理结果</h2>
        <xsl:apply-templates select="$case/result" mode="paragraphs"/>
        <xsl:if test="number($case/fine) &gt; 0"><p>罚款<xsl:apply-templates select="$case/fine" mode="money"/>。</p></xsl:if>
        <xsl:if test="normalize-space($case/from) != ''"><p>公示期：<xsl:apply-templates select="$case/from" mode="date"/>至<xsl:apply-templates select="$case/to" mode="date"/>。</p></xsl:if>
        <xsl:if test="normalize-space($case/contact) != ''"><p>联系方式：<xsl:apply-templates select="$case/contact" mode="text"/>。</p></xsl:if>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
