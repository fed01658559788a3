<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/correction-order.xsl - the order to correct, by a date where one is set (责令（限期）改正通知书) -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="correction" select="key('data', 'correction')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$correction/person"/></xsl:call-template>
        <p>经查，你（单位）有下列违法行为：</p>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$correction/facts"/></xsl:call-template>
        <p><xsl:if test="normalize-space($correction/basis) != ''">上述行为违反了<xsl:apply-templates select="$correction/basis" mode="text"/>的规定。</xsl:if>现责令你（单位）<xsl:choose><xsl:when test="normalize-space($correction/dueOn) != ''">于<xsl:call-template name="zh:date"><xsl:with-param name="value" select="$correction/dueOn"/></xsl:call-template>前</xsl:when><xsl:otherwise>立即</xsl:otherwise></xsl:choose>改正，具体要求如下：</p>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$correction/requirement"/></xsl:call-template>
        <p>改正完毕后请书面报告本局，本局将组织复查；逾期不改正的，将依法处理。</p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$correction/person"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
