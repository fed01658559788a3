<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/recusal-decision.xsl - the decision on a recusal (回避决定书)
     Law: 《规范案件查处》 四（一）. Mandatory: who, reason, decision, leader, day.
     Reads: addressee: a recusal: raisedBy (officer, party, leader), officer (id), reason (lines), raisedOn, ruling (the
     last: decision granted or refused, reason, decidedOn, decidedByName). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="recusal" select="/issue/addressee/*"/>
  <xsl:variable name="ruling" select="/issue/addressee/*/ruling[last()]"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">案件：<xsl:value-of select="/issue/case/id"/>　<xsl:call-template name="case-title"/></p>
        <p class="plain">被申请回避人：<xsl:apply-templates select="$recusal/officer" mode="names"/></p>
        <p class="plain">提出：<xsl:choose><xsl:when test="$recusal/raisedBy = 'party'">当事人申请回避</xsl:when><xsl:when test="$recusal/raisedBy = 'leader'">负责人指令回避</xsl:when><xsl:otherwise>本人申请回避</xsl:otherwise></xsl:choose><xsl:if test="normalize-space($recusal/raisedOn) != ''">，<xsl:apply-templates select="$recusal/raisedOn" mode="date"/></xsl:if></p>
        <xsl:call-template name="section"><xsl:with-param name="title">一、回避的理由</xsl:with-param><xsl:with-param name="text" select="$recusal/reason"/></xsl:call-template>
        <h2>二、决定</h2>
        <p><xsl:choose><xsl:when test="$ruling/decision = 'granted'">经审查，回避理由成立，决定其回避，不再参加本案的办理。其在回避前取得的证据，由其他承办人员确认或者重新取得后方可使用。</xsl:when><xsl:when test="$ruling/decision = 'refused'">经审查，回避理由不成立，决定驳回回避申请，其继续参加本案的办理。</xsl:when></xsl:choose></p>
        <xsl:apply-templates select="$ruling/reason" mode="paragraphs"/>
        <p class="plain">负责人：<xsl:apply-templates select="$ruling/decidedByName" mode="text"/></p>
        <xsl:call-template name="sign-off"><xsl:with-param name="date" select="$ruling/decidedOn"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
