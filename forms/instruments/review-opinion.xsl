<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/review-opinion.xsl - the opinion of the reviewer on four points (审理意见书) -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="review" select="key('data', 'review')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <table class="form">
          <tr><th>审理轮次</th><td colspan="3">第<xsl:call-template name="zh:number"><xsl:with-param name="value" select="$review/round"/></xsl:call-template>轮</td></tr>
          <tr><th colspan="2">审理事项</th><th>结论</th><th>理由</th></tr>
          <tr><td colspan="2">事实是否清楚、证据是否确凿</td><td><xsl:call-template name="yes-no"><xsl:with-param name="value" select="$review/p1"/></xsl:call-template></td><td><xsl:apply-templates select="$review/p1Reason" mode="text"/></td></tr>
          <tr><td colspan="2">定性是否准确</td><td><xsl:call-template name="yes-no"><xsl:with-param name="value" select="$review/p2"/></xsl:call-template></td><td><xsl:apply-templates select="$review/p2Reason" mode="text"/></td></tr>
          <tr><td colspan="2">适用法律是否正确</td><td><xsl:call-template name="yes-no"><xsl:with-param name="value" select="$review/p3"/></xsl:call-template></td><td><xsl:apply-templates select="$review/p3Reason" mode="text"/></td></tr>
          <tr><td colspan="2">拟处理意见是否适当</td><td><xsl:call-template name="yes-no"><xsl:with-param name="value" select="$review/p4"/></xsl:call-template></td><td><xsl:apply-templates select="$review/p4Reason" mode="text"/></td></tr>
          <tr><th>审理结果</th><td colspan="3"><xsl:choose><xsl:when test="$review/result = 'pass'">审理通过</xsl:when><xsl:when test="$review/result = 'supplement'">退回补充调查报告</xsl:when><xsl:otherwise>退回重新调查</xsl:otherwise></xsl:choose></td></tr>
          <tr><th>审理人</th><td colspan="3"><xsl:call-template name="names"><xsl:with-param name="ids" select="$review/reviewer"/></xsl:call-template></td></tr>
        </table>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
