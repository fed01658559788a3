<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/lead-form.xsl - the register entry of a lead (违法线索登记表) -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="lead" select="key('data', 'lead')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <table class="form">
          <tr><th>线索来源</th><td><xsl:apply-templates select="$lead/sourceTitle" mode="text"/></td><th>登记日期</th><td><xsl:call-template name="zh:date"><xsl:with-param name="value" select="$lead/registeredOn"/></xsl:call-template></td></tr>
          <tr><th>发现日期</th><td><xsl:call-template name="zh:date"><xsl:with-param name="value" select="$lead/discoveredOn"/></xsl:call-template></td><th>是否正在进行</th><td><xsl:call-template name="yes-no"><xsl:with-param name="value" select="$lead/ongoing"/></xsl:call-template></td></tr>
          <tr><th>地点</th><td colspan="3"><xsl:apply-templates select="$lead/place" mode="text"/></td></tr>
          <tr><th>涉嫌当事人</th><td colspan="3"><xsl:apply-templates select="$lead/suspect" mode="text"/></td></tr>
          <tr><th>简要事实</th><td colspan="3" class="tall"><xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$lead/facts"/></xsl:call-template></td></tr>
          <tr><th>登记人</th><td colspan="3"><xsl:call-template name="names"><xsl:with-param name="ids" select="/issue/case/opened-by"/></xsl:call-template></td></tr>
        </table>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
