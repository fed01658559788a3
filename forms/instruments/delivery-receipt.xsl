<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/delivery-receipt.xsl - proof of service (送达回证): document, recipient, method, date, witness -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="service" select="key('data', 'service')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <table class="form">
          <tr><th>送达文书</th><td colspan="3"><xsl:apply-templates select="$service/document" mode="text"/>　<xsl:apply-templates select="$service/documentNo" mode="text"/></td></tr>
          <tr><th>受送达人</th><td colspan="3"><xsl:apply-templates select="$service/recipient" mode="text"/></td></tr>
          <tr><th>送达方式</th><td><xsl:value-of select="$service/methodTitle"/></td><th>送达地点</th><td><xsl:apply-templates select="$service/place" mode="text"/></td></tr>
          <tr><th>送达日期</th><td><xsl:call-template name="zh:date"><xsl:with-param name="value" select="$service/deliveredOn"/></xsl:call-template></td><th>签收人</th><td><xsl:value-of select="$service/signedBy"/></td></tr>
          <xsl:if test="normalize-space($service/refusalNote) != ''">
            <tr><th>拒收事由</th><td colspan="3"><xsl:apply-templates select="$service/refusalNote" mode="text"/></td></tr>
            <tr><th>见证人</th><td colspan="3"><xsl:apply-templates select="$service/witness" mode="text"/></td></tr>
          </xsl:if>
          <tr><th>送达人</th><td colspan="3"><xsl:call-template name="names"><xsl:with-param name="ids" select="$service/servedBy"/></xsl:call-template></td></tr>
          <tr><th>备注</th><td colspan="3" class="tall"><xsl:text> </xsl:text></td></tr>
        </table>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
