<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/survey-filing-record.xsl - the filing of a survey commission contract (备案登记)
     Law: 《土地勘测定界事项监管》 四. Mandatory: contract, owner, intermediary, term.
     Reads: contract: contractNo, owner, intermediary, uscc, signedOn, promisedDays; submission: submittedOn. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="contract" select="key('data', 'contract')"/>
  <xsl:variable name="submission" select="key('data', 'submission')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:if test="normalize-space($contract/contractNo) != ''"><p class="plain">合同编号：<xsl:apply-templates select="$contract/contractNo" mode="text"/></p></xsl:if>
        <xsl:if test="normalize-space($contract/owner) != ''"><p class="plain">业主单位：<xsl:apply-templates select="$contract/owner" mode="text"/></p></xsl:if>
        <xsl:if test="normalize-space($contract/intermediary) != ''"><p class="plain">中介机构：<xsl:apply-templates select="$contract/intermediary" mode="text"/><xsl:if test="normalize-space($contract/uscc) != ''">（<xsl:apply-templates select="$contract/uscc" mode="text"/>）</xsl:if></p></xsl:if>
        <xsl:if test="normalize-space($contract/signedOn) != ''"><p class="plain">签订日期：<xsl:apply-templates select="$contract/signedOn" mode="date"/></p></xsl:if>
        <xsl:if test="normalize-space($submission/submittedOn) != ''"><p class="plain">报送日期：<xsl:apply-templates select="$submission/submittedOn" mode="date"/></p></xsl:if>
        <xsl:if test="normalize-space($contract/promisedDays) != ''"><p class="plain">承诺服务期限：自签订之日起<xsl:apply-templates select="$contract/promisedDays" mode="text"/>日</p></xsl:if>
        <p>经核查，该中介机构具有相应资质并已在本局备案，合同签订规范，准予备案。</p>
        <xsl:call-template name="sign-off"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
