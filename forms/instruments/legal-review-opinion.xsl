<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/legal-review-opinion.xsl - the opinion of the legal review of a draft decision (法制审核意见书); rules v2
     Law: 《行政处罚法》 第五十八条. Mandatory: grounds, result, reviewer.
     Reads: legalReview: ground* (groundTitle* for people), reviewer (id), result (passed, returned), opinion (lines),
     reviewedOn; parties: party* (name). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="review" select="key('data', 'legalReview')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <table class="form">
          <tr><th class="wide">案件编号</th><td><xsl:value-of select="/issue/case/id"/></td><th>审核日期</th><td><xsl:apply-templates select="$review/reviewedOn" mode="date"/></td></tr>
          <tr><th class="wide">案件名称</th><td colspan="3"><xsl:call-template name="case-title"/></td></tr>
          <tr><th class="wide">当事人</th><td colspan="3"><xsl:call-template name="list"><xsl:with-param name="items" select="key('data', 'parties')/party/name"/></xsl:call-template></td></tr>
          <tr><th class="wide">审核事由</th><td colspan="3"><xsl:choose><xsl:when test="normalize-space($review/groundTitle) != ''"><xsl:call-template name="list"><xsl:with-param name="items" select="$review/groundTitle"/></xsl:call-template></xsl:when><xsl:otherwise><xsl:if test="$review/ground = 'public-interest'">涉及重大公共利益。</xsl:if><xsl:if test="$review/ground = 'after-hearing'">直接关系当事人重大权益，经过听证程序。</xsl:if><xsl:if test="$review/ground = 'complex'">案件情况疑难复杂、涉及多个法律关系。</xsl:if><xsl:if test="$review/ground = 'other'">法律、法规规定应当进行法制审核的其他情形。</xsl:if></xsl:otherwise></xsl:choose></td></tr>
          <tr><th class="wide">审核意见</th><td colspan="3" class="tall"><xsl:apply-templates select="$review/opinion" mode="paragraphs"/></td></tr>
          <tr><th class="wide">审核结果</th><td colspan="3"><xsl:choose><xsl:when test="$review/result = 'passed'">审核通过</xsl:when><xsl:when test="$review/result = 'returned'">退回，不得作出决定</xsl:when></xsl:choose></td></tr>
          <tr><th class="wide">审核人</th><td colspan="3"><xsl:apply-templates select="$review/reviewer" mode="names"/></td></tr>
        </table>
        <p class="plain">　</p>
        <xsl:call-template name="signature"><xsl:with-param name="label">法制审核人员</xsl:with-param></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
