<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/treatment-pledge.xsl - the pledge to restore a mine (矿山环境治理责任书)
     Law: 《矿山生态环境治理保证金收取使用事项监管》. Mandatory: term, phases, amount and instalments, both sides.
     Reads: mine; plan: planNo; pledge: pledgeNo, termTo, account, phase* (areaHa dueOn), instalment* (dueOn amount); obligation: required; parameter p06-fund. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:variable name="mine" select="key('data', 'mine')"/>
  <xsl:variable name="plan" select="key('data', 'plan')"/>
  <xsl:variable name="pledge" select="key('data', 'pledge')"/>
  <xsl:variable name="obligation" select="key('data', 'obligation')"/>
  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <p class="plain">编号：<xsl:apply-templates select="$pledge/pledgeNo" mode="text"/></p>
        <p class="plain">甲方：<xsl:value-of select="$bureau"/></p>
        <p class="plain">乙方：<xsl:apply-templates select="$mine/holder" mode="text"/></p>
        <p>乙方依照治理方案<xsl:if test="normalize-space($plan/planNo) != ''">（<xsl:apply-templates select="$plan/planNo" mode="text"/>）</xsl:if>对<xsl:apply-templates select="$mine/name" mode="text"/>（采矿许可证号：<xsl:apply-templates select="$mine/licenceNo" mode="text"/>）履行生态环境治理责任，边开采边治理<xsl:if test="normalize-space($pledge/termTo) != ''">，责任期限至<xsl:apply-templates select="$pledge/termTo" mode="date"/></xsl:if>。</p>
        <h2>一、治理阶段</h2>
        <xsl:for-each select="$pledge/phase"><p><xsl:value-of select="position()"/>．<xsl:apply-templates select="dueOn" mode="date"/>前治理<xsl:apply-templates select="areaHa" mode="text"/>公顷。</p></xsl:for-each>
        <h2>二、<xsl:value-of select="/issue/param/p06-fund"/></h2>
        <p>乙方缴存<xsl:value-of select="/issue/param/p06-fund"/><xsl:call-template name="money"><xsl:with-param name="value" select="$obligation/required"/></xsl:call-template>，缴入专户（账号：<xsl:apply-templates select="$pledge/account" mode="text"/>）：</p>
        <xsl:for-each select="$pledge/instalment"><p><xsl:value-of select="position()"/>．<xsl:apply-templates select="dueOn" mode="date"/>前缴存<xsl:call-template name="money"><xsl:with-param name="value" select="amount"/></xsl:call-template>。</p></xsl:for-each>
        <h2>三、退还和上缴</h2>
        <p>阶段治理经验收合格的，按治理面积占矿区面积的比例退还；责任期限内全部治理完成并经移交验收的，全额退还。验收不合格，整改后仍达不到要求，乙方拒不治理的，<xsl:value-of select="/issue/param/p06-fund"/>上缴国库。</p>
        <xsl:call-template name="signature"><xsl:with-param name="label">甲方（盖章）</xsl:with-param></xsl:call-template>
        <xsl:call-template name="signature"><xsl:with-param name="label">乙方（盖章）</xsl:with-param></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
