<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/discretion-standard.xsl - the bureau's standard of penalty discretion (国土资源行政处罚裁量标准), as it is published
     Law: 《行政处罚裁量权规范》. Mandatory: what it rests on, the five kinds of rules, each violation with its range within the
     statutory one, from when.
     Reads: standard: title, edition, provincial, basis*, r1 to r5 (lines), table* (tableId violation unit statMin statMax
     lowest highest basis), effectiveFrom; approval: heldOn. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="standard" select="key('data', 'standard')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:if test="normalize-space($standard/edition) != ''"><p class="center">（<xsl:apply-templates select="$standard/edition" mode="text"/>）</p></xsl:if>
        <p>为规范国土资源行政处罚裁量权，依照<xsl:choose><xsl:when test="normalize-space($standard/basis) != ''"><xsl:call-template name="list"><xsl:with-param name="items" select="$standard/basis"/></xsl:call-template></xsl:when><xsl:otherwise>有关法律、法规</xsl:otherwise></xsl:choose><xsl:if test="normalize-space($standard/provincial) != ''">，按照<xsl:apply-templates select="$standard/provincial" mode="text"/></xsl:if>，制定本标准。</p>
        <xsl:call-template name="section"><xsl:with-param name="title">一、违法行为的分类和从轻、减轻、从重情形</xsl:with-param><xsl:with-param name="text" select="$standard/r1"/></xsl:call-template>
        <xsl:call-template name="section"><xsl:with-param name="title">二、可以处罚也可以不处罚的</xsl:with-param><xsl:with-param name="text" select="$standard/r2"/></xsl:call-template>
        <xsl:call-template name="section"><xsl:with-param name="title">三、处罚种类的选择和单处、并处</xsl:with-param><xsl:with-param name="text" select="$standard/r3"/></xsl:call-template>
        <xsl:call-template name="section"><xsl:with-param name="title">四、处罚幅度的细化</xsl:with-param><xsl:with-param name="text" select="$standard/r4"/></xsl:call-template>
        <xsl:call-template name="section"><xsl:with-param name="title">五、未列明的情形</xsl:with-param><xsl:with-param name="text" select="$standard/r5"/></xsl:call-template>
        <h2>六、裁量表</h2>
        <xsl:choose>
          <xsl:when test="$standard/table">
            <table class="form">
              <thead><tr><th class="narrow">序号</th><th>违法行为</th><th style="width: 5em">计罚单位</th><th style="width: 5em">法定幅度</th><th style="width: 5em">本标准</th><th style="width: 9em">依据</th></tr></thead>
              <tbody><xsl:for-each select="$standard/table"><tr><td class="narrow"><xsl:value-of select="position()"/></td><td><xsl:apply-templates select="violation" mode="text"/></td><td><xsl:apply-templates select="unit" mode="text"/></td><td><xsl:if test="normalize-space(statMin) != ''"><xsl:value-of select="statMin"/>至</xsl:if><xsl:value-of select="statMax"/></td><td><xsl:if test="normalize-space(lowest) != ''"><xsl:value-of select="lowest"/>至</xsl:if><xsl:value-of select="highest"/></td><td><xsl:apply-templates select="basis" mode="text"/></td></tr></xsl:for-each></tbody>
            </table>
          </xsl:when>
          <xsl:otherwise><p>另附。</p></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="normalize-space($standard/effectiveFrom) != ''"><p>本标准自<xsl:apply-templates select="$standard/effectiveFrom" mode="date"/>起施行。</p></xsl:if>
        <xsl:choose>
          <xsl:when test="normalize-space(key('data', 'approval')/heldOn) != ''"><xsl:call-template name="sign-off"><xsl:with-param name="date" select="key('data', 'approval')/heldOn"/></xsl:call-template></xsl:when>
          <xsl:otherwise><xsl:call-template name="sign-off"/></xsl:otherwise>
        </xsl:choose>
        <xsl:call-template name="colophon"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
