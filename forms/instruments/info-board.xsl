<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/info-board.xsl - information board that the land user displays (信息公示牌)
     Law: 《建设用地批后监管》四（三）. Mandatory: who uses the land, for what, from when to when.
     Reads: contract: landUser, contractNo, kind, parcelNo, location, area, useAgreed, plotRatio, agreedStart, agreedCompletion. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="contract" select="key('data', 'contract')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <table class="form">
          <tr><th class="wide">用地单位</th><td><xsl:apply-templates select="$contract/landUser" mode="text"/></td></tr>
          <tr><th class="wide">宗地编号</th><td><xsl:apply-templates select="$contract/parcelNo" mode="text"/></td></tr>
          <tr><th class="wide">宗地位置</th><td><xsl:apply-templates select="$contract/location" mode="text"/></td></tr>
          <tr><th class="wide">取得方式</th><td><xsl:choose><xsl:when test="$contract/kind = 'allocation'">划拨</xsl:when><xsl:otherwise>出让</xsl:otherwise></xsl:choose><xsl:if test="normalize-space($contract/contractNo) != ''">（<xsl:apply-templates select="$contract/contractNo" mode="text"/>）</xsl:if></td></tr>
          <tr><th class="wide">土地面积</th><td><xsl:if test="normalize-space($contract/area) != ''"><xsl:value-of select="$contract/area"/>平方米</xsl:if></td></tr>
          <tr><th class="wide">土地用途</th><td><xsl:apply-templates select="$contract/useAgreed" mode="text"/></td></tr>
          <tr><th class="wide">容积率</th><td><xsl:apply-templates select="$contract/plotRatio" mode="text"/></td></tr>
          <tr><th class="wide">约定开工时间</th><td><xsl:apply-templates select="$contract/agreedStart" mode="date"/></td></tr>
          <tr><th class="wide">约定竣工时间</th><td><xsl:apply-templates select="$contract/agreedCompletion" mode="date"/></td></tr>
        </table>
        <p>请用地单位将本牌悬挂在施工现场显著位置，接受社会监督。发现改变用途、违法转让、闲置土地等行为的，可以向本局举报。</p>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
