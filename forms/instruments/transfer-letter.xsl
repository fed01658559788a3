<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/transfer-letter.xsl - the letter that hands a matter to another body (移送书): facts, reason, basis, attachments, receiver -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="transfer" select="key('data', 'transfer')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$transfer/body"/></xsl:call-template>
        <p>本局在执法工作中发现下列情形，依法应当由贵单位处理，现予移送：</p>
        <h2>一、事实</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$transfer/facts"/></xsl:call-template>
        <h2>二、移送的理由和依据</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$transfer/reason"/></xsl:call-template>
        <xsl:if test="normalize-space($transfer/basis) != ''"><p>依据：<xsl:apply-templates select="$transfer/basis" mode="text"/>。</p></xsl:if>
        <h2>三、附件</h2>
        <xsl:choose>
          <xsl:when test="$transfer/attachment">
            <xsl:for-each select="$transfer/attachment"><p><xsl:value-of select="concat(position(), '．', normalize-space(.))"/></p></xsl:for-each>
          </xsl:when>
          <xsl:otherwise><p>无。</p></xsl:otherwise>
        </xsl:choose>
        <p>请贵单位签收后将签收单退回本局，并将处理结果函告本局。</p>
        <xsl:call-template name="sign-off"/>
        <div class="slip">
          <p class="heading">移送签收单</p>
          <p class="plain">文号：<xsl:value-of select="$instrument/@number"/></p>
          <xsl:call-template name="signature"><xsl:with-param name="label" select="'签收单位及签收人'"/></xsl:call-template>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
