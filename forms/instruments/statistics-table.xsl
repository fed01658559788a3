<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/statistics-table.xsl - the statistics of the campaign (数据统计表)
     Law: 《土地矿产卫片执法检查事项监管》 四（三）. Mandatory: base, unit by unit the new and the unlawful cultivated land, who answers for it.
     Reads: campaign: year; statistics: base, unit* (name cultivatedNew cultivatedUnlawful exceedReason changeReason), note (lines);
     patches: patch* (class). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="campaign" select="key('data', 'campaign')"/>
  <xsl:variable name="statistics" select="key('data', 'statistics')"/>
  <xsl:variable name="patches" select="key('data', 'patches')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">年度：<xsl:apply-templates select="$campaign/year" mode="text"/>　口径：<xsl:apply-templates select="$statistics/base" mode="text"/>　面积单位：亩</p>
        <table class="form">
          <tr><th class="narrow">序号</th><th style="width: 12em">单位</th><th style="width: 8em">新增建设用地占用耕地</th><th style="width: 8em">其中违法占用耕地</th></tr>
          <xsl:for-each select="$statistics/unit"><tr><td><xsl:value-of select="position()"/></td><td><xsl:apply-templates select="name" mode="text"/></td><td><xsl:apply-templates select="cultivatedNew" mode="text"/></td><td><xsl:apply-templates select="cultivatedUnlawful" mode="text"/></td></tr></xsl:for-each>
          <tr><td colspan="2">图斑</td><td colspan="2">共<xsl:value-of select="count($patches/patch)"/>个，合法<xsl:value-of select="count($patches/patch[class = 'lawful'])"/>个，违法<xsl:value-of select="count($patches/patch[class = 'unlawful'])"/>个</td></tr>
        </table>
        <xsl:for-each select="$statistics/unit[normalize-space(exceedReason) != '' or normalize-space(changeReason) != '']"><p><xsl:apply-templates select="name" mode="text"/>：<xsl:apply-templates select="exceedReason" mode="text"/><xsl:if test="normalize-space(exceedReason) != '' and normalize-space(changeReason) != ''">；</xsl:if><xsl:apply-templates select="changeReason" mode="text"/>。</p></xsl:for-each>
        <xsl:call-template name="section"><xsl:with-param name="title">说明</xsl:with-param><xsl:with-param name="text" select="$statistics/note"/></xsl:call-template>
        <p>本机关对填报数据的真实性负责。</p>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
