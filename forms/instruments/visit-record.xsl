<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/visit-record.xsl - the record of an inspection visit of supervision (监督检查记录)
     Law: the inspection rules of each supervision procedure. Mandatory: day, what was looked at, the answer to every check, photos, inspectors.
     Reads: title, recipient, plan: scope, person* (ids); record: visitedOn, content (lines), answer* (title conforms), finding* (text), photo*, peopleHeard, progress (per cent). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="record" select="key('data', 'record')"/>
  <xsl:variable name="plan" select="key('data', 'plan')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">检查事项：<xsl:apply-templates select="key('data', 'title')" mode="text"/></p>
        <xsl:if test="normalize-space(key('data', 'recipient')) != ''"><p class="plain">被检查单位：<xsl:apply-templates select="key('data', 'recipient')" mode="text"/></p></xsl:if>
        <p class="plain">检查日期：<xsl:apply-templates select="$record/visitedOn" mode="date"/></p>
        <p class="plain">检查范围：<xsl:apply-templates select="$plan/scope" mode="text"/></p>
        <p class="plain">检查人员：<xsl:for-each select="$plan/person"><xsl:if test="position() &gt; 1">、</xsl:if><xsl:variable name="id" select="normalize-space(.)"/><xsl:choose><xsl:when test="/issue/people/person[@id = $id]/@name != ''"><xsl:value-of select="/issue/people/person[@id = $id]/@name"/></xsl:when><xsl:otherwise><xsl:value-of select="$id"/></xsl:otherwise></xsl:choose></xsl:for-each></p>
        <p>检查人员已出示有效证件<xsl:if test="$record/peopleHeard = 'true'">，并听取了当地群众的意见</xsl:if>。</p>
        <xsl:if test="normalize-space($record/progress) != ''"><p>工程进度：<xsl:value-of select="$record/progress"/>%。</p></xsl:if>
        <xsl:if test="$record/answer">
          <h2>检查项目</h2>
          <xsl:for-each select="$record/answer"><p><xsl:value-of select="position()"/>．<xsl:apply-templates select="title" mode="text"/>：<xsl:choose><xsl:when test="conforms = 'true'">符合</xsl:when><xsl:otherwise>不符合</xsl:otherwise></xsl:choose></p></xsl:for-each>
        </xsl:if>
        <h2>检查情况</h2>
        <xsl:apply-templates select="$record/content" mode="paragraphs"/>
        <xsl:if test="$record/finding">
          <h2>发现的问题</h2>
          <xsl:for-each select="$record/finding"><p><xsl:value-of select="position()"/>．<xsl:apply-templates select="text" mode="text"/></p></xsl:for-each>
        </xsl:if>
        <p>附：现场照片<xsl:value-of select="count($record/photo[. != ''])"/>张。</p>
        <xsl:for-each select="$plan/person"><xsl:call-template name="signature"><xsl:with-param name="label">检查人员</xsl:with-param></xsl:call-template></xsl:for-each>
        <xsl:call-template name="signature"><xsl:with-param name="label">被检查单位</xsl:with-param></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
