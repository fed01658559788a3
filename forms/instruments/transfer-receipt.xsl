<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/transfer-receipt.xsl - the receipt of the body that a matter was handed to (移送签收单)
     Law: 《规范案件查处》 四（三）、四（七）: a transfer counts when the receipt is there. Mandatory: receiver, day, what was
     received.
     Reads: transfer: body, facts, attachment*; letter: letter (number issued-on); answer: sentOn, receivedOn, receipt. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="transfer" select="key('data', 'transfer')"/>
  <xsl:variable name="answer" select="key('data', 'answer')"/>
  <xsl:variable name="letter" select="key('data', 'letter')/letter"/>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <table class="form">
          <tr><th class="wide">移送单位</th><td colspan="3"><xsl:value-of select="$bureau"/></td></tr>
          <tr><th class="wide">接收单位</th><td colspan="3"><xsl:apply-templates select="$transfer/body" mode="text"/></td></tr>
          <tr><th class="wide">移送文书文号</th><td><xsl:apply-templates select="$letter/number" mode="text"/></td><th>移送日期</th><td><xsl:apply-templates select="$answer/sentOn" mode="date"/></td></tr>
          <tr><th class="wide">移送事项</th><td colspan="3"><xsl:apply-templates select="$transfer/facts" mode="paragraphs"/></td></tr>
          <tr><th class="wide">移送材料</th><td colspan="3"><xsl:choose><xsl:when test="normalize-space($transfer/attachment) != ''"><xsl:call-template name="items"><xsl:with-param name="items" select="$transfer/attachment"/></xsl:call-template></xsl:when><xsl:otherwise><p class="plain">无</p></xsl:otherwise></xsl:choose></td></tr>
          <tr><th class="wide">签收日期</th><td><xsl:apply-templates select="$answer/receivedOn" mode="date"/></td><th>回执</th><td><xsl:apply-templates select="$answer/receipt" mode="text"/></td></tr>
          <tr><th class="wide">接收人签名、单位印章</th><td colspan="3" class="tall">　</td></tr>
        </table>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
