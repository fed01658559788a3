<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/cancellation-record.xsl - the entry that a mining right is cancelled (采矿权注销登记表)
     Law: 《矿山闭坑事项监管》. Mandatory: licence, mine, holder, days of application and cancellation, number.
     Reads: closure: licenceNo, mine, holder, closedOn; cancellation: appliedOn, decidedOn, no; conclusion: opinion (lines). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="closure" select="key('data', 'closure')"/>
  <xsl:variable name="cancellation" select="key('data', 'cancellation')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <table class="form">
          <tr><th>注销登记编号</th><td><xsl:apply-templates select="$cancellation/no" mode="text"/></td></tr>
          <tr><th>采矿许可证号</th><td><xsl:apply-templates select="$closure/licenceNo" mode="text"/></td></tr>
          <tr><th>矿山</th><td><xsl:apply-templates select="$closure/mine" mode="text"/></td></tr>
          <tr><th>采矿权人</th><td><xsl:apply-templates select="$closure/holder" mode="text"/></td></tr>
          <tr><th>闭坑日期</th><td><xsl:apply-templates select="$closure/closedOn" mode="date"/></td></tr>
          <tr><th>申请日期</th><td><xsl:apply-templates select="$cancellation/appliedOn" mode="date"/></td></tr>
          <tr><th>注销日期</th><td><xsl:apply-templates select="$cancellation/decidedOn" mode="date"/></td></tr>
          <tr><th>闭坑检查意见</th><td><xsl:apply-templates select="key('data', 'conclusion')/opinion" mode="text"/></td></tr>
        </table>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
