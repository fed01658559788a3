<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/no-filing-approval.xsl - approval not to file a case (不予立案审批表) -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="lead" select="key('data', 'lead')"/>
  <xsl:variable name="verification" select="key('data', 'verification')"/>
  <xsl:variable name="filing" select="key('data', 'filing')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <table class="form">
          <tr><th>线索来源</th><td><xsl:apply-templates select="$lead/sourceTitle" mode="text"/></td><th>发现日期</th><td><xsl:call-template name="zh:date"><xsl:with-param name="value" select="$lead/discoveredOn"/></xsl:call-template></td></tr>
          <tr><th>当事人</th><td colspan="3"><xsl:call-template name="list"><xsl:with-param name="items" select="$verification/party/name"/></xsl:call-template></td></tr>
          <tr><th>地点</th><td colspan="3"><xsl:apply-templates select="$lead/place" mode="text"/></td></tr>
          <tr><th>主要事实</th><td colspan="3" class="tall"><xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$lead/facts"/></xsl:call-template></td></tr>
          <tr><th>违反的法律</th><td colspan="3"><xsl:call-template name="list"><xsl:with-param name="items" select="$verification/legalBasis"/></xsl:call-template></td></tr>
          <tr><th rowspan="5">立案条件核查</th><td colspan="2">有明确的行为人</td><td><xsl:call-template name="yes-no"><xsl:with-param name="value" select="$verification/c1"/></xsl:call-template></td></tr>
          <tr><td colspan="2">有违反国土资源法律法规的事实</td><td><xsl:call-template name="yes-no"><xsl:with-param name="value" select="$verification/c2"/></xsl:call-template></td></tr>
          <tr><td colspan="2">依法应当追究法律责任</td><td><xsl:call-template name="yes-no"><xsl:with-param name="value" select="$verification/c3"/></xsl:call-template></td></tr>
          <tr><td colspan="2">属于本局管辖</td><td><xsl:call-template name="yes-no"><xsl:with-param name="value" select="$verification/c4"/></xsl:call-template></td></tr>
          <tr><td colspan="2">未超过追诉时效</td><td><xsl:call-template name="yes-no"><xsl:with-param name="value" select="$verification/c5"/></xsl:call-template></td></tr>
          <tr><th>不予立案理由</th><td colspan="3" class="tall"><p><xsl:apply-templates select="$filing/reasonCodeTitle" mode="text"/></p><xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$filing/reason"/></xsl:call-template></td></tr>
          <xsl:if test="normalize-space($filing/lateReason) != ''"><tr><th>逾期作出决定的理由</th><td colspan="3"><xsl:apply-templates select="$filing/lateReason" mode="text"/></td></tr></xsl:if>
          <tr><th>负责人审批意见</th><td colspan="3" class="tall"><p>不予立案。</p><p class="by"><xsl:value-of select="$filing/decidedByName"/>　<xsl:call-template name="zh:date"><xsl:with-param name="value" select="$filing/decidedOn"/></xsl:call-template></p></td></tr>
        </table>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
