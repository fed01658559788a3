<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/stop-order.xsl - the order to stop an unlawful act (责令停止违法行为通知书): person, facts and basis, other matters -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="stop" select="key('data', 'stop')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$stop/person"/></xsl:call-template>
        <p>经查，你（单位）有下列违法行为：</p>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$stop/facts"/></xsl:call-template>
        <p><xsl:if test="normalize-space($stop/basis) != ''">上述行为违反了<xsl:apply-templates select="$stop/basis" mode="text"/>的规定。</xsl:if>现责令你（单位）自收到本通知书之时起立即停止上述违法行为，听候处理。</p>
        <xsl:if test="normalize-space($stop/other) != '' and normalize-space($stop/other) != '无'">
          <h2>其他应当告知的事项</h2>
          <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$stop/other"/></xsl:call-template>
        </xsl:if>
        <p>拒不停止违法行为的，将依法从重处理。</p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$stop/person"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
