<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/patch-form.xsl - the form of a satellite patch that was checked indoors and on site (图斑核查表)
     Law: 《土地矿产卫片执法检查事项监管》 二、三（三）. Mandatory: number, place, areas, conclusion, findings, photos, officers.
     Reads: patch: year patchNo township village location kind mineralKind area cultivated basicFarmland; indoor: projectName landUser approvalNo
     opinion; check: checkedOn class approvalNo builtAsApproved falsified measuredArea findings (lines) photo*; status: officers (ids). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="patch" select="key('data', 'patch')"/>
  <xsl:variable name="indoor" select="key('data', 'indoor')"/>
  <xsl:variable name="check" select="key('data', 'check')"/>
  <xsl:variable name="status" select="key('data', 'status')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <table class="form">
          <tr><th>年度</th><td><xsl:apply-templates select="$patch/year" mode="text"/></td><th>图斑编号</th><td><xsl:apply-templates select="$patch/patchNo" mode="text"/></td></tr>
          <tr><th>位置</th><td colspan="3"><xsl:apply-templates select="$patch/township" mode="text"/><xsl:apply-templates select="$patch/village" mode="text"/><xsl:apply-templates select="$patch/location" mode="text"/></td></tr>
          <tr><th>类别</th><td><xsl:choose><xsl:when test="$patch/kind = 'mineral'">矿产<xsl:if test="normalize-space($patch/mineralKind) != ''">（<xsl:apply-templates select="$patch/mineralKind" mode="text"/>）</xsl:if></xsl:when><xsl:otherwise>土地</xsl:otherwise></xsl:choose></td><th>图斑面积（亩）</th><td><xsl:apply-templates select="$patch/area" mode="text"/></td></tr>
          <tr><th>其中耕地（亩）</th><td><xsl:apply-templates select="$patch/cultivated" mode="text"/></td><th>基本农田（亩）</th><td><xsl:apply-templates select="$patch/basicFarmland" mode="text"/></td></tr>
          <tr><th>项目名称</th><td><xsl:apply-templates select="$indoor/projectName" mode="text"/></td><th>单位或者个人</th><td><xsl:apply-templates select="$indoor/landUser" mode="text"/></td></tr>
          <tr><th>批准文号</th><td colspan="3"><xsl:choose><xsl:when test="normalize-space($check/approvalNo) != ''"><xsl:apply-templates select="$check/approvalNo" mode="text"/></xsl:when><xsl:otherwise><xsl:apply-templates select="$indoor/approvalNo" mode="text"/></xsl:otherwise></xsl:choose></td></tr>
          <tr><th>内业核查意见</th><td colspan="3"><xsl:apply-templates select="$indoor/opinion" mode="text"/></td></tr>
          <tr><th>外业核查日期</th><td><xsl:apply-templates select="$check/checkedOn" mode="date"/></td><th>实测面积（亩）</th><td><xsl:apply-templates select="$check/measuredArea" mode="text"/></td></tr>
          <tr><th>认定</th><td colspan="3"><xsl:choose><xsl:when test="$check/class = 'lawful'">合法<xsl:if test="$check/builtAsApproved = 'false'">（未按批准建设、开采）</xsl:if><xsl:if test="$check/falsified = 'true'">（弄虚作假）</xsl:if></xsl:when><xsl:when test="$check/class = 'unlawful'">违法</xsl:when><xsl:otherwise>非新增建设用地、非勘查开采</xsl:otherwise></xsl:choose></td></tr>
          <tr><th>核查情况</th><td colspan="3"><xsl:apply-templates select="$check/findings" mode="text"/></td></tr>
          <tr><th>核查人员</th><td colspan="3"><xsl:apply-templates select="$status/officers" mode="names"/></td></tr>
        </table>
        <p>附：现场照片<xsl:value-of select="count($check/photo[. != ''])"/>张。</p>
        <xsl:call-template name="signature"><xsl:with-param name="label">核查人员</xsl:with-param></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label">核查人员</xsl:with-param></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
