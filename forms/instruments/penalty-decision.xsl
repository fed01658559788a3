<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/penalty-decision.xsl - the penalty decision (行政处罚决定书): party, facts and evidence, the account of notice, statement and hearing, kind and basis, manner and term, remedies -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="decision" select="key('data', 'decision')"/>
  <xsl:variable name="party" select="/issue/addressee/*"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">当事人：<xsl:value-of select="$party/name"/></p>
        <xsl:if test="normalize-space($party/uscc | $party/idCard) != ''">
          <p class="plain"><xsl:choose><xsl:when test="normalize-space($party/uscc) != ''">统一社会信用代码：<xsl:value-of select="$party/uscc"/></xsl:when>
          <xsl:otherwise>居民身份证号码：<xsl:value-of select="$party/idCard"/></xsl:otherwise></xsl:choose></p>
        </xsl:if>
        <xsl:if test="normalize-space($party/address) != ''"><p class="plain">住址（住所）：<xsl:apply-templates select="$party/address" mode="text"/></p></xsl:if>
        <p>本局依法对当事人的违法行为立案调查，现已审理终结。</p>
        <h2>一、违法事实和证据</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$decision/facts"/></xsl:call-template>
        <p>以上事实，有下列证据证实：</p>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$decision/evidence"/></xsl:call-template>
        <h2>二、告知、陈述申辩和听证情况</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$decision/noticeAccount"/></xsl:call-template>
        <h2>三、处罚的依据和内容</h2>
        <p>依照<xsl:choose><xsl:when test="normalize-space($decision/basis) != ''"><xsl:call-template name="list"><xsl:with-param name="items" select="$decision/basis"/></xsl:call-template>的</xsl:when><xsl:otherwise>法律</xsl:otherwise></xsl:choose>规定，决定给予下列行政处罚：</p>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$decision/penalty"/></xsl:call-template>
        <xsl:if test="number($decision/fine) &gt; 0">
          <p>罚款金额：<xsl:call-template name="money"><xsl:with-param name="value" select="$decision/fine"/></xsl:call-template>。</p>
        </xsl:if>
        <h2>四、履行方式和期限</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$decision/performHow"/></xsl:call-template>
        <xsl:if test="normalize-space($decision/performBy) != ''"><p>履行期限：<xsl:call-template name="zh:date"><xsl:with-param name="value" select="$decision/performBy"/></xsl:call-template>前。</p></xsl:if>
        <xsl:if test="normalize-space($decision/finePayTo) != ''"><p>罚款缴至：<xsl:apply-templates select="$decision/finePayTo" mode="text"/>。</p></xsl:if>
        <h2>五、救济途径和期限</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$decision/remedies"/></xsl:call-template>
        <p>行政复议或者行政诉讼期间，除法律另有规定外，本决定不停止执行。</p>
        <xsl:call-template name="sign-off"><xsl:with-param name="date" select="$decision/madeOn"/></xsl:call-template>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$party/name"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
