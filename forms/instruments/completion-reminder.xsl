<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/completion-reminder.xsl - reminder of completion that the user signs for (竣工建设提醒)
     Law: 《建设用地批后监管》四（六）. Mandatory: the agreed day of completion.
     Reads: contract: landUser, contractNo, parcelNo, location, agreedCompletion; visits: visit (visitedOn, situation), the last. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="contract" select="key('data', 'contract')"/>
  <xsl:variable name="visit" select="key('data', 'visits')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$contract/landUser"/></xsl:call-template>
        <p>你单位取得的<xsl:apply-templates select="$contract/location" mode="text"/><xsl:if test="normalize-space($contract/parcelNo) != ''">（宗地编号<xsl:apply-templates select="$contract/parcelNo" mode="text"/>）</xsl:if>土地，按照<xsl:apply-templates select="$contract/contractNo" mode="text"/>约定应<xsl:if test="normalize-space($contract/agreedCompletion) != ''">于<xsl:apply-templates select="$contract/agreedCompletion" mode="date"/>前</xsl:if>竣工。</p>
        <xsl:if test="normalize-space($visit/visit[last()]/visitedOn) != ''"><p>本局于<xsl:apply-templates select="$visit/visit[last()]/visitedOn" mode="date"/>到现场查看，尚未竣工<xsl:if test="normalize-space($visit/visit[last()]/situation) != ''">：<xsl:apply-templates select="$visit/visit[last()]/situation" mode="text"/></xsl:if></p></xsl:if>
        <p>请合理安排工期，按期竣工。因政府原因或者不可抗力不能按期竣工的，请在约定竣工日期前申请延期。</p>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="signature"><xsl:with-param name="label">用地单位签收</xsl:with-param></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
