<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/verification-record.xsl - the record of verifying a lead against the five conditions (核查记录) -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="lead" select="key('data', 'lead')"/>
  <xsl:variable name="verification" select="key('data', 'verification')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <table class="form">
          <tr><th>核查日期</th><td><xsl:call-template name="zh:date"><xsl:with-param name="value" select="$verification/confirmedOn"/></xsl:call-template></td><th>地点</th><td><xsl:apply-templates select="$lead/place" mode="text"/></td></tr>
          <tr><th>涉嫌当事人</th><td colspan="3"><xsl:call-template name="list"><xsl:with-param name="items" select="$verification/party/name"/></xsl:call-template></td></tr>
          <tr><th rowspan="5">立案条件</th><td colspan="2">有明确的行为人</td><td><xsl:call-template name="yes-no"><xsl:with-param name="value" select="$verification/c1"/></xsl:call-template></td></tr>
          <tr><td colspan="2">有违反国土资源法律法规的事实</td><td><xsl:call-template name="yes-no"><xsl:with-param name="value" select="$verification/c2"/></xsl:call-template></td></tr>
          <tr><td colspan="2">依法应当追究法律责任</td><td><xsl:call-template name="yes-no"><xsl:with-param name="value" select="$verification/c3"/></xsl:call-template></td></tr>
          <tr><td colspan="2">属于本局管辖</td><td><xsl:call-template name="yes-no"><xsl:with-param name="value" select="$verification/c4"/></xsl:call-template></td></tr>
          <tr><td colspan="2">未超过追诉时效</td><td><xsl:call-template name="yes-no"><xsl:with-param name="value" select="$verification/c5"/></xsl:call-template></td></tr>
          <tr><th>行为状态</th><td colspan="3"><xsl:choose><xsl:when test="$verification/continuing = 'true'">违法行为处于继续状态</xsl:when><xsl:when test="normalize-space($verification/actEndedOn) != ''">违法行为于<xsl:apply-templates select="$verification/actEndedOn" mode="date"/>终了</xsl:when></xsl:choose></td></tr>
          <tr><th>情节</th><td colspan="3"><p class="plain">违法行为轻微：<xsl:call-template name="yes-no"><xsl:with-param name="value" select="$verification/minor"/></xsl:call-template></p><p class="plain">及时纠正：<xsl:call-template name="yes-no"><xsl:with-param name="value" select="$verification/promptlyCorrected"/></xsl:call-template></p><p class="plain">没有造成危害后果：<xsl:call-template name="yes-no"><xsl:with-param name="value" select="$verification/noHarm"/></xsl:call-template></p></td></tr>
          <tr><th>核查人</th><td colspan="3"><xsl:call-template name="names"><xsl:with-param name="ids" select="$verification/verifiedBy"/></xsl:call-template></td></tr>
        </table>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
