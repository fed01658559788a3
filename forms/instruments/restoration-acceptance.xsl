<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/restoration-acceptance.xsl - opinion on the acceptance of restoration works (治理工程验收意见)
     Law: 《矿山生态环境治理保证金收取使用事项监管》. Mandatory: what was accepted, the opinion of everybody who took part, the result.
     Reads: mine; request: kind, phase, treated; opinions: opinion* (department pass text qualificationNo). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="mine" select="key('data', 'mine')"/>
  <xsl:variable name="request" select="key('data', 'request')"/>
  <xsl:variable name="opinions" select="key('data', 'opinions')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$mine/holder"/></xsl:call-template>
        <p>你单位申请验收<xsl:apply-templates select="$mine/name" mode="text"/>（采矿许可证号：<xsl:apply-templates select="$mine/licenceNo" mode="text"/>）的治理工程（<xsl:apply-templates select="$request/phase" mode="text"/>，治理面积<xsl:apply-templates select="$request/treated" mode="text"/>公顷）。参加验收的单位意见如下：</p>
        <xsl:for-each select="$opinions/opinion"><p><xsl:value-of select="position()"/>．<xsl:apply-templates select="department" mode="text"/><xsl:if test="normalize-space(qualificationNo) != ''">（资质证书号：<xsl:apply-templates select="qualificationNo" mode="text"/>）</xsl:if>：<xsl:choose><xsl:when test="pass = 'true'">合格</xsl:when><xsl:otherwise>不合格</xsl:otherwise></xsl:choose>。<xsl:apply-templates select="text" mode="text"/></p></xsl:for-each>
        <p>验收结论：<xsl:choose><xsl:when test="$opinions/opinion[pass = 'false']">不合格，责令限期整改后重新验收。</xsl:when><xsl:otherwise>合格。</xsl:otherwise></xsl:choose></p>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
