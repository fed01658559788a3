<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/urging-letter.xsl - the letter that urges performance before the court is asked (催告书): term, manner, amount, the right to state and defend -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="urging" select="key('data', 'urging')"/>
  <xsl:variable name="party" select="/issue/addressee/*"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$party/name"/></xsl:call-template>
        <p>本局作出的行政处罚决定<xsl:if test="normalize-space($urging/decisionNo) != ''">（文号：<xsl:apply-templates select="$urging/decisionNo" mode="text"/>）</xsl:if>已发生法律效力，你（单位）至今未履行。现依法催告如下：</p>
        <h2>一、履行的期限</h2>
        <p>请在收到本催告书之日起<xsl:call-template name="zh:term"><xsl:with-param name="value" select="/issue/param/urge-term"/></xsl:call-template>内履行<xsl:if test="normalize-space($urging/deadline) != ''">，即于<xsl:call-template name="zh:date"><xsl:with-param name="value" select="$urging/deadline"/></xsl:call-template>前履行完毕</xsl:if>。</p>
        <h2>二、履行的方式</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$urging/manner"/></xsl:call-template>
        <xsl:if test="normalize-space($urging/amount) != ''">
          <h2>三、应当缴纳的金额</h2>
          <p><xsl:call-template name="money"><xsl:with-param name="value" select="$urging/amount"/></xsl:call-template>。</p>
        </xsl:if>
        <h2><xsl:choose><xsl:when test="normalize-space($urging/amount) != ''">四</xsl:when><xsl:otherwise>三</xsl:otherwise></xsl:choose>、你（单位）的权利</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$urging/rightToState"/></xsl:call-template>
        <p>逾期仍不履行的，本局将依法申请人民法院强制执行。</p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$party/name"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
