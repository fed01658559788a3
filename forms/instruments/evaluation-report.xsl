<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/evaluation-report.xsl - the report on the result of the evaluation, by the supervision office (考评结果报告)
     Law: 《土地矿产卫片执法检查事项监管》 四（五）. Mandatory: to whom, who took part, result of every unit.
     Reads: campaign: year; arrangement: heldOn, department* (name); resultReport: to, summary (lines), sentOn; results: unit* (name ratio late
     evaluation/score evaluation/comment evaluation/seriousConsequences); param: p01-supervision-office, p01-base. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="campaign" select="key('data', 'campaign')"/>
  <xsl:variable name="arrangement" select="key('data', 'arrangement')"/>
  <xsl:variable name="resultReport" select="key('data', 'resultReport')"/>
  <xsl:variable name="results" select="key('data', 'results')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <h1><xsl:apply-templates select="/issue/param/p01-supervision-office" mode="text"/><br/><span class="title"><xsl:apply-templates select="/issue/instrument/@title" mode="text"/></span></h1>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$resultReport/to"/></xsl:call-template>
        <p><xsl:apply-templates select="$arrangement/heldOn" mode="date"/>，<xsl:apply-templates select="/issue/param/p01-supervision-office" mode="text"/>牵头，会同<xsl:call-template name="list"><xsl:with-param name="items" select="$arrangement/department/name"/></xsl:call-template>，对<xsl:apply-templates select="$campaign/year" mode="text"/>年度土地矿产卫片执法检查工作进行了考评（<xsl:if test="normalize-space(/issue/param/p01-base) != ''">以<xsl:apply-templates select="/issue/param/p01-base" mode="text"/>数据为准，</xsl:if>数据由<xsl:value-of select="$bureau"/>统计）。现将结果报告如下：</p>
        <xsl:call-template name="section"><xsl:with-param name="title">一、总体情况</xsl:with-param><xsl:with-param name="text" select="$resultReport/summary"/></xsl:call-template>
        <h2>二、考评结果</h2>
        <table class="form">
          <tr><th>单位</th><th>得分</th><th>违法占用耕地比例</th><th>逾期报送</th><th>考评意见</th></tr>
          <xsl:for-each select="$results/unit"><tr><td><xsl:apply-templates select="name" mode="text"/></td><td><xsl:apply-templates select="evaluation/score" mode="text"/></td><td><xsl:choose><xsl:when test="normalize-space(ratio) = ''">不适用</xsl:when><xsl:otherwise><xsl:value-of select="concat(ratio, '%')"/></xsl:otherwise></xsl:choose></td><td><xsl:value-of select="concat(late, '次')"/></td><td><xsl:apply-templates select="evaluation/comment" mode="text"/><xsl:if test="evaluation/seriousConsequences = 'true'">（造成恶劣影响或者其他严重后果）</xsl:if></td></tr></xsl:for-each>
        </table>
        <div class="sign-off"><div class="block"><p class="seal">（印章）</p><p><xsl:apply-templates select="/issue/param/p01-supervision-office" mode="text"/></p><p><xsl:apply-templates select="$resultReport/sentOn" mode="date"/></p></div></div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
