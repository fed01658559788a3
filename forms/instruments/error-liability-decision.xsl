<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/error-liability-decision.xsl - the decision on who answers for an error (行政过错责任追究决定)
     Law: 《规范案件查处》 五 and the bureau's own measure, its title in the parameter error-measure-title. Mandatory: finding,
     persons, measure, basis, day.
     Reads: error: source (sourceTitle), case (id), caseTitle, facts (lines), finding (lines), person* (name share measure),
     measure (lines), decidedOn, decidedByName; param error-measure-title. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="error" select="key('data', 'error')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:if test="normalize-space($error/case) != ''"><p>案件<xsl:value-of select="$error/case"/><xsl:if test="normalize-space($error/caseTitle) != ''">（<xsl:apply-templates select="$error/caseTitle" mode="text"/>）</xsl:if>经审查存在行政过错<xsl:if test="normalize-space($error/sourceTitle) != ''">，来源：<xsl:apply-templates select="$error/sourceTitle" mode="text"/></xsl:if>。</p></xsl:if>
        <xsl:call-template name="section"><xsl:with-param name="title">一、查明的事实</xsl:with-param><xsl:with-param name="text" select="$error/facts"/></xsl:call-template>
        <h2>二、过错认定</h2>
        <xsl:apply-templates select="$error/finding" mode="paragraphs"/>
        <h2>三、责任人员和处理</h2>
        <xsl:for-each select="$error/person"><p><xsl:value-of select="position()"/>．<xsl:apply-templates select="name" mode="text"/><xsl:if test="normalize-space(share) != ''">，承担<xsl:apply-templates select="share" mode="text"/>责任</xsl:if><xsl:if test="normalize-space(measure) != ''">：<xsl:apply-templates select="measure" mode="text"/></xsl:if>。</p></xsl:for-each>
        <xsl:apply-templates select="$error/measure" mode="paragraphs"/>
        <p>上述决定<xsl:if test="normalize-space(/issue/param/error-measure-title) != ''">依照<xsl:apply-templates select="/issue/param/error-measure-title" mode="text"/></xsl:if>作出。责任人员对本决定不服的，可以向本局申请复核或者依法申诉。</p>
        <p class="plain">负责人：<xsl:apply-templates select="$error/decidedByName" mode="text"/></p>
        <xsl:call-template name="sign-off"><xsl:with-param name="date" select="$error/decidedOn"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
