<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/field-check-form.xsl - record of the check of a mine on site (实地检查表)
     Law: 《矿山开发利用情况年度检查事项监管》、《采矿权许可事项监管》. Mandatory: day, officers, the answer to every check, that the opinion was told.
     Reads: annual: licenceNo, year; mine: name, holder; field: fieldDate, officer* (ids), answer* (title conforms note), content (lines), opinionFedBack, needsNotice, reported, photo*. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="annual" select="key('data', 'annual')"/>
  <xsl:variable name="mine" select="key('data', 'mine')"/>
  <xsl:variable name="field" select="key('data', 'field')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">被检查单位：<xsl:apply-templates select="$mine/holder" mode="text"/></p>
        <p class="plain">矿山：<xsl:apply-templates select="$mine/name" mode="text"/>（采矿许可证号：<xsl:apply-templates select="$annual/licenceNo" mode="text"/>）</p>
        <p class="plain">检查日期：<xsl:apply-templates select="$field/fieldDate" mode="date"/></p>
        <p class="plain">检查人员：<xsl:for-each select="$field/officer[. != '']"><xsl:if test="position() &gt; 1">、</xsl:if><xsl:variable name="id" select="normalize-space(.)"/><xsl:choose><xsl:when test="/issue/people/person[@id = $id]/@name != ''"><xsl:value-of select="/issue/people/person[@id = $id]/@name"/></xsl:when><xsl:otherwise><xsl:value-of select="$id"/></xsl:otherwise></xsl:choose></xsl:for-each></p>
        <xsl:if test="$field/answer"><h2>检查项目</h2><xsl:for-each select="$field/answer"><p><xsl:value-of select="position()"/>．<xsl:apply-templates select="title" mode="text"/>：<xsl:choose><xsl:when test="conforms = 'true'">符合</xsl:when><xsl:otherwise>不符合</xsl:otherwise></xsl:choose><xsl:if test="normalize-space(note) != ''">（<xsl:apply-templates select="note" mode="text"/>）</xsl:if></p></xsl:for-each></xsl:if>
        <xsl:call-template name="section"><xsl:with-param name="title">检查情况</xsl:with-param><xsl:with-param name="text" select="$field/content"/></xsl:call-template>
        <h2>反馈和整改</h2>
        <xsl:if test="$field/opinionFedBack = 'true'"><p>检查意见已当场向被检查单位反馈。<xsl:if test="$field/needsNotice = 'true'">已当场下达整改通知。</xsl:if></p></xsl:if>
        <xsl:if test="normalize-space($field/reported) != ''"><p>被检查单位报告的整改情况：<xsl:apply-templates select="$field/reported" mode="text"/></p></xsl:if>
        <p>附：现场照片<xsl:value-of select="count($field/photo[. != ''])"/>张。</p>
        <xsl:for-each select="$field/officer[. != '']"><xsl:call-template name="signature"><xsl:with-param name="label">检查人员</xsl:with-param></xsl:call-template></xsl:for-each>
        <xsl:call-template name="signature"><xsl:with-param name="label">被检查单位</xsl:with-param></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
