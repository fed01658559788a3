<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/case-index.xsl - the index of a case file (卷内目录): what it holds, in the order in which it came -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="instruments/page.xsl"/>

  <xsl:variable name="case" select="/issue/case"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">案件：<xsl:value-of select="$case/title"/></p>
        <p class="plain">案件编号：<xsl:value-of select="$case/@id"/></p>
        <p class="plain">立卷时间：<xsl:call-template name="zh:date"><xsl:with-param name="value" select="$case/@opened-on"/></xsl:call-template>至<xsl:call-template name="zh:date"><xsl:with-param name="value" select="$case/@last-on"/></xsl:call-template></p>
        <p class="plain">案件状态：<xsl:choose>
          <xsl:when test="$case/@status = 'ended'">已办结</xsl:when>
          <xsl:when test="$case/@status = 'terminated'">已终止</xsl:when>
          <xsl:when test="$case/@status = 'suspended'">已中止，尚未办结</xsl:when>
          <xsl:otherwise>办理中，尚未办结</xsl:otherwise>
        </xsl:choose></p>
        <table class="form index">
          <thead><tr><th>序号</th><th>日期</th><th>责任者</th><th>题名、文号</th><th>文件</th><th>备注</th></tr></thead>
          <tbody><xsl:apply-templates select="item"/></tbody>
        </table>
        <p class="plain">本卷共<xsl:value-of select="count(item)"/>件：表单<xsl:value-of select="count(item[@kind = 'form'])"/>件，文书<xsl:value-of select="count(item[@kind = 'instrument'])"/>件，证据等附卷文件<xsl:value-of select="count(item[@kind = 'evidence'])"/>件。</p>
        <p class="plain">流水共<xsl:value-of select="$case/@entries"/>条，末条校验值：</p>
        <p class="plain hash"><xsl:value-of select="concat(substring($case/@head, 1, 32), ' ', substring($case/@head, 33))"/></p>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="item">
    <tr>
      <td class="n"><xsl:value-of select="position()"/></td>
      <td class="n"><xsl:value-of select="@on"/></td>
      <td><xsl:value-of select="@by"/></td>
      <td><xsl:value-of select="@title"/><xsl:if test="@number != ''"><br/><xsl:value-of select="@number"/></xsl:if></td>
      <td><a href="{@name}"><xsl:choose>
        <xsl:when test="@kind = 'form'">表单</xsl:when>
        <xsl:when test="@kind = 'instrument'">文书</xsl:when>
        <xsl:otherwise>附卷<xsl:value-of select="@file"/></xsl:otherwise>
      </xsl:choose></a></td>
      <td><xsl:if test="@from"><xsl:value-of select="@from"/>号案附卷<xsl:value-of select="@from-file"/>移入</xsl:if><xsl:if test="@from and (@supersedes or @superseded-by)"><br/></xsl:if><xsl:if test="@supersedes">更正附卷<xsl:value-of select="@supersedes"/></xsl:if><xsl:if test="@superseded-by">已由附卷<xsl:value-of select="@superseded-by"/>更正</xsl:if></td>
    </tr>
  </xsl:template>
</xsl:stylesheet>
