<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/preservation-notice.xsl - the notice that objects are registered and preserved (先行登记保存通知书), with their list (登记保存物品清单)
     Law: 《行政处罚法》 第五十六条: approval of the leader, a decision within the term. Mandatory: objects, reason, from when, term.
     Reads: addressee: a preservation: item* (a text, or name quantity spec place of each), reason (lines), from, place,
     approval (decision decidedOn decidedByName); parties: party* (name); param preserve-term. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="preservation" select="/issue/addressee/*"/>
  <xsl:variable name="approval" select="/issue/addressee/*/approval[last()]"/>
  <xsl:variable name="disposal" select="/issue/addressee/*/disposal[last()]"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="key('data', 'parties')/party[1]/name"/></xsl:call-template>
        <p>因证据可能灭失或者以后难以取得，经本局负责人批准，现依法对你（单位）的下列物品（材料）先行登记保存：</p>
        <table class="form">
          <thead><tr><th class="narrow">序号</th><th>名称</th><th>数量</th><th>规格、特征</th></tr></thead>
          <tbody>
            <xsl:for-each select="$preservation/item"><tr><td class="narrow"><xsl:value-of select="position()"/></td><td><xsl:choose><xsl:when test="name"><xsl:apply-templates select="name" mode="text"/></xsl:when><xsl:otherwise><xsl:apply-templates select="." mode="text"/></xsl:otherwise></xsl:choose></td><td><xsl:apply-templates select="quantity" mode="text"/></td><td><xsl:apply-templates select="spec" mode="text"/></td></tr></xsl:for-each>
            <xsl:if test="not($preservation/item)"><tr><td colspan="4">清单另附。</td></tr></xsl:if>
          </tbody>
        </table>
        <xsl:if test="normalize-space($preservation/reason) != ''"><p>登记保存的理由：</p><xsl:apply-templates select="$preservation/reason" mode="paragraphs"/></xsl:if>
        <p><xsl:if test="normalize-space($preservation/from) != ''">登记保存自<xsl:apply-templates select="$preservation/from" mode="date"/>起</xsl:if><xsl:if test="normalize-space($preservation/place) != ''">，保存地点：<xsl:apply-templates select="$preservation/place" mode="text"/></xsl:if><xsl:if test="normalize-space($preservation/from | $preservation/place) != ''">。</xsl:if>本局将在<xsl:call-template name="zh:term"><xsl:with-param name="value" select="/issue/param/preserve-term"/></xsl:call-template>内作出处理决定；在此期间，当事人或者有关人员不得销毁、转移、使用或者隐匿上述物品（材料）。</p>
        <xsl:call-template name="signature"><xsl:with-param name="label">当事人（见证人）</xsl:with-param></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label">执法人员</xsl:with-param></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label">执法人员</xsl:with-param></xsl:call-template>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="key('data', 'parties')/party[1]/name"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
