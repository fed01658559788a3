<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/discretion-explanation.xsl - how an intended penalty follows from the standard (行政处罚裁量说明): the facts
     that were weighed, the rows of the tables that applied, the calculation, and what was decided; for the file and, without
     names, for publication -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>

  <xsl:variable name="weighed" select="key('data', 'discretion')"/>
  <xsl:variable name="facts" select="key('data', 'report')"/>
  <xsl:variable name="intended" select="key('data', 'intended')"/>
  <xsl:variable name="limits" select="$weighed/applied/limits"/>
  <xsl:variable name="sanction" select="$weighed/*[name() = $weighed/applied/@law]/sanction"/>

  <!-- what a table's row says that applied; the number of a rule (G2：…) goes behind its words -->
  <xsl:template name="row">
    <xsl:param name="trace"/>
    <xsl:param name="decision"/>
    <xsl:for-each select="$trace/decision[@name = $decision]/row[@hit = 'true']/annotation">
      <xsl:if test="position() &gt; 1">；</xsl:if>
      <xsl:variable name="rule" select="substring-before(., '：')"/>
      <xsl:choose>
        <xsl:when test="$rule != '' and translate($rule, 'GKP0123456789', '') = ''"><xsl:value-of select="concat(substring-after(., '：'), '（裁量规则', $rule, '）')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="land">
    <xsl:param name="name"/>
    <xsl:param name="area"/>
    <xsl:param name="decision"/>
    <xsl:if test="$area &gt; 0">
      <tr>
        <td><xsl:value-of select="$name"/></td>
        <td class="amount"><xsl:value-of select="$area"/></td>
        <td><xsl:call-template name="row"><xsl:with-param name="trace" select="$sanction/trace"/><xsl:with-param name="decision" select="$decision"/></xsl:call-template></td>
      </tr>
    </xsl:if>
  </xsl:template>

  <xsl:template name="agri-rate">
    <xsl:choose>
      <xsl:when test="$sanction/trace/decision[@name = 'agriRate']">agriRate</xsl:when>
      <xsl:otherwise>otherRate</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="kinds">
    <xsl:param name="kinds"/>
    <xsl:for-each select="$kinds[. != '']">
      <xsl:if test="position() &gt; 1">、</xsl:if>
      <xsl:choose>
        <xsl:when test=". = 'warning'">警告</xsl:when>
        <xsl:when test=". = 'fine'">罚款</xsl:when>
        <xsl:when test=". = 'confiscate-gains'">没收违法所得</xsl:when>
        <xsl:when test=". = 'confiscate-property'">没收非法财物</xsl:when>
        <xsl:when test=". = 'confiscate-buildings'">没收地上建筑物和其他设施</xsl:when>
        <xsl:when test=". = 'demolish'">限期拆除</xsl:when>
        <xsl:when test=". = 'suspend-business'">责令停产停业</xsl:when>
        <xsl:when test=". = 'revoke-mining'">吊销采矿许可证</xsl:when>
        <xsl:when test=". = 'revoke-exploration'">吊销勘查许可证</xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="circumstances">
    <xsl:param name="codes"/>
    <xsl:if test="$codes != ''">
      <xsl:text>（</xsl:text>
      <xsl:choose>
        <xsl:when test="starts-with($codes, 'MT1')">主动消除或者减轻危害后果</xsl:when>
        <xsl:when test="starts-with($codes, 'MT2')">受他人胁迫或者诱骗</xsl:when>
        <xsl:when test="starts-with($codes, 'MT3')">主动供述尚未掌握的违法行为</xsl:when>
        <xsl:when test="starts-with($codes, 'MT4')">配合查处有立功表现</xsl:when>
        <xsl:when test="starts-with($codes, 'MT5')">其他依法从轻、减轻的情节</xsl:when>
        <xsl:when test="starts-with($codes, 'MT6')">已满十四周岁不满十八周岁</xsl:when>
        <xsl:when test="starts-with($codes, 'AG1')">责令停止后继续实施</xsl:when>
        <xsl:when test="starts-with($codes, 'AG2')">两年内因同类违法行为受过罚款</xsl:when>
        <xsl:when test="starts-with($codes, 'AG3')">妨碍执法、暴力抗法或者提供虚假证据</xsl:when>
        <xsl:when test="starts-with($codes, 'AG4')">毁坏永久基本农田</xsl:when>
        <xsl:when test="starts-with($codes, 'AG5')">社会影响恶劣</xsl:when>
        <xsl:when test="starts-with($codes, 'AG6')">破坏黑土地</xsl:when>
      </xsl:choose>
      <xsl:text>）</xsl:text>
      <xsl:call-template name="circumstances"><xsl:with-param name="codes" select="normalize-space(substring-after($codes, ' '))"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="range">
    <xsl:param name="law"/>
    <xsl:choose>
      <xsl:when test="$law/sanction/result"><xsl:value-of select="concat($law/sanction/result/min, '元至', $law/sanction/result/max, '元')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($law/limits/result/floor, '元至', $law/limits/result/cap, '元（法定幅度）')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="/issue">
    <xsl:call-template name="page">
      <xsl:with-param name="body">
        <xsl:call-template name="heading"/>
        <h2>一、违法行为和法定处罚</h2>
        <xsl:if test="$limits/result"><p><xsl:value-of select="concat('违法类型：', $limits/result/title, '（', $facts/violationType, '）。依据：', $limits/result/basis, '。')"/></p></xsl:if>
        <xsl:if test="$limits/result/orders != ''"><p><xsl:value-of select="concat('法定措施：', $limits/result/orders, '。')"/></p></xsl:if>
        <xsl:if test="$limits/@version"><p><xsl:value-of select="concat('裁量标准：', $limits/@version, '版，', '按', $limits/@on, '有效的规定。')"/></p></xsl:if>
        <xsl:if test="$weighed/then/@on != '' and $weighed/then/limits/@version != $weighed/now/limits/@version">
          <p>违法行为终了于<xsl:value-of select="$weighed/then/@on"/>，标准其后有变更。按行为时的标准，罚款为<xsl:call-template name="range"><xsl:with-param name="law" select="$weighed/then"/></xsl:call-template>；按现行标准，罚款为<xsl:call-template name="range"><xsl:with-param name="law" select="$weighed/now"/></xsl:call-template>。从旧兼从轻，适用<xsl:choose><xsl:when test="$weighed/applied/@law = 'then'">行为时的</xsl:when><xsl:otherwise>现行</xsl:otherwise></xsl:choose>标准。</p>
        </xsl:if>
        <h2>二、裁量档次</h2>
        <xsl:if test="$weighed/grading/trace"><p>从轻、减轻情节<xsl:value-of select="$weighed/grading/trace/input[@name = 'mitigating']"/>项<xsl:call-template name="circumstances"><xsl:with-param name="codes" select="normalize-space($facts/mitigating)"/></xsl:call-template>，从重情节<xsl:value-of select="$weighed/grading/trace/input[@name = 'aggravating']"/>项<xsl:call-template name="circumstances"><xsl:with-param name="codes" select="normalize-space($facts/aggravating)"/></xsl:call-template>。<xsl:call-template name="row"><xsl:with-param name="trace" select="$weighed/grading/trace"/><xsl:with-param name="decision" select="'grading'"/></xsl:call-template>。</p></xsl:if>
        <xsl:if test="$weighed/punishment/trace"><p><xsl:call-template name="row"><xsl:with-param name="trace" select="$weighed/punishment/trace"/><xsl:with-param name="decision" select="'punishment'"/></xsl:call-template>。</p></xsl:if>
        <h2>三、罚款的计算</h2>
        <xsl:choose>
          <xsl:when test="$limits/result/table = 'land-occupation'">
            <table class="form">
              <tr><th>土地类别</th><th class="wide">面积<br/>（平方米）</th><th>适用的标准</th></tr>
              <xsl:call-template name="land"><xsl:with-param name="name" select="'永久基本农田'"/><xsl:with-param name="area" select="$facts/areaBasic"/><xsl:with-param name="decision" select="'basicRate'"/></xsl:call-template>
              <xsl:call-template name="land"><xsl:with-param name="name" select="'其他耕地'"/><xsl:with-param name="area" select="$facts/areaCultivated"/><xsl:with-param name="decision" select="'cultivatedRate'"/></xsl:call-template>
              <xsl:call-template name="land"><xsl:with-param name="name" select="'其他农用地'"/><xsl:with-param name="area" select="$facts/areaAgri"/><xsl:with-param name="decision"><xsl:call-template name="agri-rate"/></xsl:with-param></xsl:call-template>
              <xsl:call-template name="land"><xsl:with-param name="name" select="'建设用地及未利用地'"/><xsl:with-param name="area" select="$facts/areaOther"/><xsl:with-param name="decision" select="'otherRate'"/></xsl:call-template>
            </table>
            <p>处理方式：<xsl:call-template name="row"><xsl:with-param name="trace" select="$sanction/trace"/><xsl:with-param name="decision" select="'handling'"/></xsl:call-template>。</p>
          </xsl:when>
          <xsl:when test="$sanction/result">
            <p><xsl:for-each select="$sanction/trace/decision[row/@hit = 'true'][@name = 'timesRange' or @name = 'amountRange' or @name = 'gainsRange'][starts-with(row[@hit = 'true']/annotation, concat('第', $sanction/result/row, '行'))]"><xsl:value-of select="row[@hit = 'true']/annotation"/></xsl:for-each>。</p>
          </xsl:when>
          <xsl:when test="$limits/result"><p>裁量标准对这类违法行为没有细化幅度，由负责人在法定幅度以内确定。</p></xsl:when>
        </xsl:choose>
        <xsl:if test="$sanction/result">
          <p>计算方法：<xsl:call-template name="row"><xsl:with-param name="trace" select="$sanction/trace"/><xsl:with-param name="decision" select="'sanction'"/></xsl:call-template>。</p>
        </xsl:if>
        <xsl:if test="$limits/result"><p>罚款幅度：<xsl:call-template name="range"><xsl:with-param name="law" select="$weighed/applied"/></xsl:call-template><xsl:if test="$sanction/result">，中点<xsl:value-of select="$sanction/result/proposed"/>元</xsl:if>；法定最高额<xsl:value-of select="$limits/result/cap"/>元。</p></xsl:if>
        <h2>四、拟作决定</h2>
        <xsl:for-each select="$intended/party">
          <p><xsl:value-of select="concat(name, '：')"/><xsl:call-template name="kinds"><xsl:with-param name="kinds" select="kind"/></xsl:call-template><xsl:if test="fine != ''">，罚款<xsl:call-template name="money"><xsl:with-param name="value" select="fine"/></xsl:call-template>，裁量幅度<xsl:value-of select="concat(fineMin, '元至', fineMax, '元')"/></xsl:if>。<xsl:if test="collective = 'true'">应当集体讨论：<xsl:call-template name="row"><xsl:with-param name="trace" select="gates/trace"/><xsl:with-param name="decision" select="'collective'"/></xsl:call-template>。</xsl:if><xsl:if test="hearing = 'true'">应当告知听证权利：<xsl:call-template name="row"><xsl:with-param name="trace" select="gates/trace"/><xsl:with-param name="decision" select="'hearing'"/></xsl:call-template>。</xsl:if></p>
        </xsl:for-each>
        <xsl:if test="$intended/deviationReason != ''"><p>偏离裁量标准的理由：<xsl:value-of select="$intended/deviationReason"/></p></xsl:if>
        <xsl:if test="$intended/discretionCell != ''"><p>适用的裁量标准项：<xsl:value-of select="$intended/discretionCell"/>。</p></xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
