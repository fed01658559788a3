<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/major-decision-list.xsl - the half-yearly list of major penalty decisions (重大行政处罚决定目录)
     Law: 《规范案件查处》 三. Mandatory of each: number, party, violation, kinds, amount, day.
     Reads: majorDecisions: year, half (1 or 2), from, to, recipient, item* (decisionNo party violation kind* amount madeOn),
     note (lines). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="list" select="key('data', 'majorDecisions')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="center">（<xsl:value-of select="$list/year"/>年<xsl:choose><xsl:when test="$list/half = 1">上半年</xsl:when><xsl:when test="$list/half = 2">下半年</xsl:when></xsl:choose>）</p>
        <table class="form small">
          <thead><tr><th class="narrow">序号</th><th style="width: 6em">决定书文号</th><th style="width: 6em">当事人</th><th style="width: 4.5em">违法行为</th><th style="width: 4.5em">处罚种类</th><th style="width: 5em">罚款（元）</th><th style="width: 4.5em">作出日期</th></tr></thead>
          <tbody>
            <xsl:for-each select="$list/item">
              <tr><td class="narrow"><xsl:value-of select="position()"/></td><td><xsl:apply-templates select="decisionNo" mode="text"/></td><td><xsl:apply-templates select="party" mode="text"/></td><td><xsl:apply-templates select="violation" mode="text"/></td><td><xsl:call-template name="list"><xsl:with-param name="items" select="kind"/></xsl:call-template></td><td class="amount"><xsl:value-of select="amount"/></td><td><xsl:apply-templates select="madeOn" mode="date"/></td></tr>
            </xsl:for-each>
            <xsl:if test="not($list/item)"><tr><td colspan="7">本期没有重大行政处罚决定。</td></tr></xsl:if>
          </tbody>
        </table>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
