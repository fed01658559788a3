<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/correction-notice.xsl - the correction of a document that has been served (更正通知书) -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="correction" select="key('data', 'correction')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="addressee/party/name"/></xsl:call-template>
        <p>本局向你（单位）送达的<xsl:choose><xsl:when test="normalize-space($correction/document) != ''">《<xsl:value-of select="$correction/document"/>》</xsl:when><xsl:otherwise>文书</xsl:otherwise></xsl:choose><xsl:if test="normalize-space($correction/documentNo) != ''">（<xsl:apply-templates select="$correction/documentNo" mode="text"/>）</xsl:if>中有下列错误：</p>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$correction/error"/></xsl:call-template>
        <p>现更正为：</p>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$correction/content"/></xsl:call-template>
        <xsl:if test="normalize-space($correction/performBy) != ''">
          <p>履行期限更正为<xsl:call-template name="zh:date"><xsl:with-param name="value" select="$correction/performBy"/></xsl:call-template>。</p>
        </xsl:if>
        <p>更正所涉的期限自本通知书送达之日起重新计算，其他内容不变。</p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="addressee/party/name"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
