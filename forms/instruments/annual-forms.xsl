<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/annual-forms.xsl - form of the yearly inspection (年检表): every check, every reason to fail, the opinion
     Law: 《矿山开发利用情况年度检查事项监管》、《采矿权许可事项监管》. Mandatory: every check with its answer, the opinion, who signed.
     Reads: annual: licenceNo, year; mine: name, holder, mineral; materials: receivedOn; review: check* (title conforms note), fail* (title present note), opinion, signedBy, signedOn, depositMissing. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="annual" select="key('data', 'annual')"/>
  <xsl:variable name="mine" select="key('data', 'mine')"/>
  <xsl:variable name="materials" select="key('data', 'materials')"/>
  <xsl:variable name="review" select="key('data', 'review')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">采矿权人：<xsl:apply-templates select="$mine/holder" mode="text"/></p>
        <p class="plain">矿山：<xsl:apply-templates select="$mine/name" mode="text"/>（采矿许可证号：<xsl:apply-templates select="$annual/licenceNo" mode="text"/>）</p>
        <p class="plain">检查年度：<xsl:apply-templates select="$annual/year" mode="text"/>年</p>
        <p class="plain">收到资料日期：<xsl:apply-templates select="$materials/receivedOn" mode="date"/></p>
        <h2>检查项目</h2>
        <xsl:for-each select="$review/check"><p><xsl:value-of select="position()"/>．<xsl:apply-templates select="title" mode="text"/>：<xsl:choose><xsl:when test="conforms = 'true'">符合</xsl:when><xsl:otherwise>不符合</xsl:otherwise></xsl:choose><xsl:if test="normalize-space(note) != ''">（<xsl:apply-templates select="note" mode="text"/>）</xsl:if></p></xsl:for-each>
        <h2>不合格情形</h2>
        <xsl:choose><xsl:when test="$review/fail[present = 'true']"><xsl:for-each select="$review/fail[present = 'true']"><p><xsl:value-of select="position()"/>．<xsl:apply-templates select="title" mode="text"/><xsl:if test="normalize-space(note) != ''">（<xsl:apply-templates select="note" mode="text"/>）</xsl:if></p></xsl:for-each></xsl:when><xsl:otherwise><p>无。</p></xsl:otherwise></xsl:choose>
        <xsl:if test="normalize-space($review/lateExcuse) != ''"><p>逾期报送的理由：<xsl:apply-templates select="$review/lateExcuse" mode="text"/></p></xsl:if>
        <h2>审查意见</h2>
        <p><xsl:apply-templates select="$review/opinion" mode="text"/>。</p>
        <p class="plain">审查人：<xsl:apply-templates select="$review/signedBy" mode="text"/></p>
        <p class="plain">日期：<xsl:apply-templates select="$review/signedOn" mode="date"/></p>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
