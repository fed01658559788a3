<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/feedback-form.xsl - what an inspection of homestead approvals found, and the order to put it right (检查情况反馈)
     Law: 《对农村宅基地审批事项的监管》（《对农村村民住宅用地审批事项的监督》） 四、五. Mandatory: to whom, what was found, and, when ordered, what to do until when.
     Reads: quarter: title; summary: opinion (lines), feedbackTo, order* (approvalNo finding requirement dueOn); problems: problem* (approvalNo
     finding); population: case*; sample: @size. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="quarter" select="key('data', 'quarter')"/>
  <xsl:variable name="summary" select="key('data', 'summary')"/>
  <xsl:variable name="problems" select="key('data', 'problems')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$summary/feedbackTo"/></xsl:call-template>
        <p>本局对宅基地审批情况进行了<xsl:if test="normalize-space($quarter/title) != ''"><xsl:apply-templates select="$quarter/title" mode="text"/></xsl:if>检查，书面检查档案<xsl:value-of select="count(key('data', 'population')/case)"/>件，实地检查<xsl:value-of select="count(key('data', 'fieldChecks')/check)"/>件。现将有关情况反馈如下：</p>
        <h2>一、检查情况</h2>
        <xsl:apply-templates select="$summary/opinion" mode="paragraphs"/>
        <h2>二、发现的问题</h2>
        <xsl:for-each select="$problems/problem"><p><xsl:value-of select="position()"/>．<xsl:apply-templates select="approvalNo" mode="text"/>，<xsl:apply-templates select="finding" mode="text"/></p></xsl:for-each>
        <xsl:if test="not($problems/problem)"><p>未发现问题。</p></xsl:if>
        <xsl:if test="$summary/order">
          <h2>三、整改和补救要求</h2>
          <xsl:for-each select="$summary/order"><p><xsl:value-of select="position()"/>．<xsl:apply-templates select="approvalNo" mode="text"/>，<xsl:apply-templates select="requirement" mode="text"/><xsl:if test="normalize-space(dueOn) != ''">（<xsl:apply-templates select="dueOn" mode="date"/>前完成）</xsl:if></p></xsl:for-each>
          <p>逾期不改正的，本局将依法处理。</p>
        </xsl:if>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
