<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/penalty-notice.xsl - notice of an intended penalty (行政处罚告知书): facts, reasons, basis, intended penalty, the right to state and defend and its term -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="notice" select="key('data', 'notice')"/>
  <xsl:variable name="party" select="/issue/addressee/*"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <xsl:call-template name="addressed"><xsl:with-param name="to" select="$party/name"/></xsl:call-template>
        <p>你（单位）涉嫌违法一案，本局已调查终结。依照法律规定，现将拟作出行政处罚的事实、理由、依据和内容告知如下：</p>
        <h2>一、违法事实</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$notice/facts"/></xsl:call-template>
        <h2>二、理由和依据</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$notice/reasons"/></xsl:call-template>
        <xsl:if test="normalize-space($notice/basis) != ''"><p>依据：<xsl:call-template name="list"><xsl:with-param name="items" select="$notice/basis"/></xsl:call-template>。</p></xsl:if>
        <h2>三、拟作出的行政处罚</h2>
        <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$notice/intendedPenalty"/></xsl:call-template>
        <h2>四、你（单位）的权利</h2>
        <p>对上述拟作出的行政处罚，你（单位）依法享有陈述和申辩的权利。请在收到本告知书之日起<xsl:call-template name="zh:term"><xsl:with-param name="value" select="/issue/param/statement-term"/></xsl:call-template>内向本局提出书面或者口头陈述、申辩；逾期未提出的，视为放弃该权利。本局不因陈述、申辩而加重处罚。</p>
        <xsl:if test="normalize-space($notice/contact) != ''"><p>联系方式：<xsl:apply-templates select="$notice/contact" mode="text"/>。</p></xsl:if>
        <xsl:call-template name="sign-off"/>
        <xsl:call-template name="slip"><xsl:with-param name="to" select="$party/name"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
