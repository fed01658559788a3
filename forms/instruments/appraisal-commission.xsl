<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/appraisal-commission.xsl - the letter that commissions an appraisal or determination (鉴定、认定委托书)
     Law: 《规范案件查处》 四（一）. Mandatory: body, matter, day.
     Reads: addressee: body, qualification, matter (lines), commissionedOn, material*, dueOn. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="record" select="/issue/addressee/*"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$record/body"/></xsl:call-template>
        <p>本局办理的案件（<xsl:value-of select="/issue/case/id"/>），需要对下列专门问题进行鉴定（认定）。现依法委托贵单位办理：</p>
        <h2>一、委托事项</h2>
        <xsl:apply-templates select="$record/matter" mode="paragraphs"/>
        <h2>二、提供的材料</h2>
        <xsl:choose><xsl:when test="normalize-space($record/material) != ''"><xsl:call-template name="items"><xsl:with-param name="items" select="$record/material"/></xsl:call-template></xsl:when><xsl:otherwise><p>案件有关材料，随本委托书移交。</p></xsl:otherwise></xsl:choose>
        <h2>三、要求</h2>
        <p>请以书面形式作出结论，载明依据、过程和鉴定人（认定人）及其资质，由鉴定人（认定人）签名并加盖印章<xsl:if test="normalize-space($record/dueOn) != ''">，于<xsl:apply-templates select="$record/dueOn" mode="date"/>前送达本局</xsl:if>。鉴定人与本案当事人有利害关系的，应当回避。</p>
        <xsl:call-template name="sign-off"><xsl:with-param name="date" select="$record/commissionedOn"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
