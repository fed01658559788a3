<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/evidence-list.xsl - the list of all evidence of a case (证据清单)
     Law: 《规范案件查处》 四（一）. Mandatory: number, kind, original or copy with its reason, source, day, what it proves.
     Reads: evidence: item* (@id kindTitle description original copyForm copyReason source obtainedOn purpose unlawful
     file hash officer*), certifications not; assignment: officer* (id). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="evidence" select="key('data', 'evidence')"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <table class="form small">
          <thead>
            <tr><th class="narrow">编号</th><th style="width: 7em">证据名称、种类</th><th style="width: 7em">原件或者复制件</th><th style="width: 7em">来源、取得日期</th><th style="width: 10em">证明内容</th></tr>
          </thead>
          <tbody>
            <xsl:for-each select="$evidence/item">
              <tr>
                <td class="narrow"><xsl:choose><xsl:when test="@id"><xsl:value-of select="@id"/></xsl:when><xsl:otherwise><xsl:value-of select="position()"/></xsl:otherwise></xsl:choose></td>
                <td><xsl:apply-templates select="kindTitle" mode="text"/><xsl:if test="normalize-space(description) != ''">：<xsl:apply-templates select="description" mode="text"/></xsl:if><xsl:if test="unlawful = 'true'">（非法取得，不作为证据使用）</xsl:if></td>
                <td><xsl:choose><xsl:when test="original = 'true'">原件</xsl:when><xsl:when test="copyForm = 'reproduction'">复制品</xsl:when><xsl:when test="copyForm = 'extract'">节录本</xsl:when><xsl:when test="copyForm = 'photo'">照片</xsl:when><xsl:when test="copyForm = 'video'">录像</xsl:when><xsl:otherwise>复印件</xsl:otherwise></xsl:choose><xsl:if test="original != 'true' and normalize-space(copyReason) != ''">：<xsl:apply-templates select="copyReason" mode="text"/></xsl:if></td>
                <td><xsl:apply-templates select="source" mode="text"/><xsl:if test="normalize-space(obtainedOn) != ''">，<xsl:apply-templates select="obtainedOn" mode="date"/></xsl:if></td>
                <td><xsl:apply-templates select="purpose" mode="text"/></td>
              </tr>
            </xsl:for-each>
            <xsl:if test="not($evidence/item)"><tr><td colspan="5">没有登记证据。</td></tr></xsl:if>
          </tbody>
        </table>
        <p>以上证据共<xsl:value-of select="count($evidence/item)"/>项。</p>
        <xsl:call-template name="signature"><xsl:with-param name="label">承办人员</xsl:with-param></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label">承办人员</xsl:with-param></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
