<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/typical-case-notice.xsl - a typical case, published with the standard (典型案件公示): its course, the amount and how it was calculated
     Law: 《行政处罚裁量权规范》. Mandatory: case without the party's identity, course, amount, calculation.
     Reads: publication: typicalCase (lines), flow (lines), amount, calculation (lines); standard: title, edition. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="publication" select="key('data', 'publication')"/>
  <xsl:variable name="standard" select="key('data', 'standard')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:if test="normalize-space($standard/title) != ''"><p>为公开行政处罚裁量的依据和方法，现将适用《<xsl:apply-templates select="$standard/title" mode="text"/>》的典型案件公示如下：</p></xsl:if>
        <h2>一、基本案情</h2>
        <xsl:apply-templates select="$publication/typicalCase" mode="paragraphs"/>
        <h2>二、办理流程</h2>
        <xsl:apply-templates select="$publication/flow" mode="paragraphs"/>
        <h2>三、罚款数额</h2>
        <xsl:if test="normalize-space($publication/amount) != ''"><p><xsl:apply-templates select="$publication/amount" mode="money"/>。</p></xsl:if>
        <h2>四、计算方法</h2>
        <xsl:apply-templates select="$publication/calculation" mode="paragraphs"/>
        <p>对公示内容有异议的，可以向本局提出。</p>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
