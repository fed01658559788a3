<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/preservation-disposal.xsl - the decision on objects that were preserved (先行登记保存物品处理通知书)
     Law: 《行政处罚法》 第五十六条. Mandatory: objects, what becomes of them, day.
     Reads: as preservation-notice.xsl, and disposal (the last: decision return, confiscate-later, transfer or release;
     disposedOn, note). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="preservation" select="/issue/addressee/*"/>
  <xsl:variable name="approval" select="/issue/addressee/*/approval[last()]"/>
  <xsl:variable name="disposal" select="/issue/addressee/*/disposal[last()]"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="key('data', 'parties')/party[1]/name"/></xsl:call-template>
        <p>本局<xsl:if test="normalize-space($preservation/from) != ''">于<xsl:apply-templates select="$preservation/from" mode="date"/></xsl:if>对你（单位）的下列物品（材料）先行登记保存：</p>
        <xsl:call-template name="items"><xsl:with-param name="items" select="$preservation/item"/></xsl:call-template>
        <p>经审查，现依法决定对上述物品（材料）<xsl:choose><xsl:when test="$disposal/decision = 'return'">予以退还</xsl:when><xsl:when test="$disposal/decision = 'confiscate-later'">继续作为证据保存，待行政处罚决定作出后一并处理</xsl:when><xsl:when test="$disposal/decision = 'transfer'">移送有关机关处理</xsl:when><xsl:when test="$disposal/decision = 'release'">解除登记保存</xsl:when><xsl:otherwise>作出处理</xsl:otherwise></xsl:choose>。</p>
        <xsl:apply-templates select="$disposal/note" mode="paragraphs"/>
        <xsl:call-template name="sign-off"><xsl:with-param name="date" select="$disposal/disposedOn"/></xsl:call-template>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="key('data', 'parties')/party[1]/name"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
