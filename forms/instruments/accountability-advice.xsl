<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/accountability-advice.xsl - the advice of the supervision office to call a unit to account (问责建议书)
     Law: 《土地矿产卫片执法检查事项监管》 四（五）、六. Mandatory: to whom, which unit, ratio, grade, advice.
     Reads: addressee: unit (name ratio cultivatedNew cultivatedUnlawful gradeTitle measures/advice evaluation/seriousConsequences
     evaluation/seriousFacts); campaign: year; param: p01-supervision-office, p01-advice-to. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="campaign" select="key('data', 'campaign')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <h1><xsl:apply-templates select="/issue/param/p01-supervision-office" mode="text"/><br/><span class="title"><xsl:apply-templates select="/issue/instrument/@title" mode="text"/></span></h1>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="/issue/param/p01-advice-to"/></xsl:call-template>
        <xsl:variable name="unit" select="/issue/addressee/*"/>
        <p>本室会同<xsl:value-of select="$bureau"/>等部门考评，<xsl:apply-templates select="$campaign/year" mode="text"/>年度土地矿产卫片执法检查中，<xsl:apply-templates select="$unit/name" mode="text"/>新增建设用地占用耕地<xsl:apply-templates select="$unit/cultivatedNew" mode="text"/>亩，其中违法占用耕地<xsl:apply-templates select="$unit/cultivatedUnlawful" mode="text"/>亩<xsl:if test="normalize-space($unit/ratio) != ''">，比例为<xsl:value-of select="concat($unit/ratio, '%')"/></xsl:if>。</p>
<xsl:if test="$unit/evaluation/seriousConsequences = 'true'"><p>该单位造成恶劣影响或者其他严重后果，<xsl:apply-templates select="$unit/evaluation/seriousFacts" mode="text"/>。</p></xsl:if>
        <xsl:if test="normalize-space($unit/gradeTitle) != ''"><p>符合下列约谈问责情形——<xsl:apply-templates select="$unit/gradeTitle" mode="text"/>。</p></xsl:if>
        <xsl:call-template name="section"><xsl:with-param name="title">建议</xsl:with-param><xsl:with-param name="text" select="$unit/measures/advice"/></xsl:call-template>
        <div class="sign-off"><div class="block"><p class="seal">（印章）</p><p><xsl:apply-templates select="/issue/param/p01-supervision-office" mode="text"/></p><p><xsl:apply-templates select="/issue/instrument/@issued-on" mode="date"/></p></div></div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
