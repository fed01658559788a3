<?xml version="1.0" encoding="UTF-8"?>
<!-- act.xsl - an action of a case, or an operation on a case as a whole; the case beside it. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:include href="beside.xsl"/>

  <xsl:template match="main" mode="head">
    <link rel="stylesheet" href="{$static}task.css"/>
    <script src="{$static}task.js" defer=""></script>
  </xsl:template>

  <xsl:template match="main" mode="title">
    <xsl:call-template name="what"/><xsl:value-of select="concat(' · ', @case-title)"/>
  </xsl:template>

  <xsl:template name="what">
    <xsl:choose>
      <xsl:when test="@kind = 'act'"><xsl:value-of select="@title"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="key('t', concat('caseop.', @operation))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="main">
    <p class="crumbs"><a href="/cases/{@case}"><xsl:value-of select="@case-title"/></a><xsl:text> </xsl:text><span class="id"><xsl:value-of select="@case"/></span></p>
    <header class="task-head">
      <h1><xsl:call-template name="what"/></h1>
      <p class="place">
        <xsl:if test="@for"><span class="tag"><xsl:value-of select="@for"/></span></xsl:if>
        <xsl:if test="@law"><span class="law"><xsl:value-of select="@law"/></span></xsl:if>
        <xsl:if test="@kind = 'case'"><xsl:value-of select="key('t', concat('caseop.', @operation, '.what'))"/></xsl:if>
      </p>
    </header>
    <div class="bench">
      <div class="bench-main">
        <div id="work">
          <xsl:call-template name="problems"/>
          <xsl:choose>
            <xsl:when test="@kind = 'act'"><xsl:call-template name="acting"/></xsl:when>
            <xsl:otherwise><xsl:call-template name="operating"/></xsl:otherwise>
          </xsl:choose>
        </div>
        <xsl:call-template name="form-words"/>
      </div>
      <xsl:apply-templates select="beside"/>
    </div>
  </xsl:template>

  <xsl:template name="acting">
    <form method="post" action="{@action}" enctype="multipart/form-data" novalidate="" class="card task-form" id="task-form">
      <button class="hidden" name="do" value="update" tabindex="-1" aria-hidden="true"><xsl:value-of select="key('t', 'form.update')"/></button>
      <xsl:call-template name="csrf"/>
      <input type="hidden" name="key" value="{@key}"/>
      <input type="hidden" name="entries" value="{@entries}"/>
      <xsl:if test="@session"><input type="hidden" name="session" value="{@session}"/></xsl:if>
      <xsl:if test="@node"><input type="hidden" name="node" value="{@node}"/></xsl:if>
      <xsl:if test="@form-title"><h2><xsl:value-of select="@form-title"/></h2></xsl:if>
      <xsl:apply-templates select="form" mode="fields"/>
      <xsl:if test="people[@for = 'with']">
        <fieldset class="field choose with">
          <legend class="needed"><xsl:apply-templates select="key('t', 'act.with')"><xsl:with-param name="a" select="@people - 1"/></xsl:apply-templates></legend>
          <xsl:for-each select="people[@for = 'with']/person">
            <label class="choice"><input type="checkbox" name="person" value="{@id}">
                <xsl:if test="/page/main/chosen[@id = current()/@id]"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if></input>
              <span><xsl:value-of select="concat(@name, '　', @roles)"/></span></label>
          </xsl:for-each>
          <xsl:if test="not(people[@for = 'with']/person)"><p class="quiet"><xsl:value-of select="key('t', 'op.nobody')"/></p></xsl:if>
        </fieldset>
      </xsl:if>
      <xsl:if test="outcome">
        <section class="follows"><h3><xsl:value-of select="key('t', 'task.follows')"/></h3><xsl:apply-templates select="outcome"/></section>
      </xsl:if>
      <div class="acts bar-bottom">
        <button class="primary" name="do" value="act"><xsl:value-of select="key('t', 'task.complete')"/></button>
        <xsl:if test="form/*"><button name="do" value="update" class="update"><xsl:value-of select="key('t', 'form.update')"/></button></xsl:if>
        <a class="button" href="/cases/{@case}"><xsl:value-of select="key('t', 'act.cancel')"/></a>
        <span class="hint saved" role="status"></span>
      </div>
    </form>
  </xsl:template>

  <xsl:template name="operating">
    <form method="post" action="{@action}" enctype="multipart/form-data" novalidate="" class="card form">
      <xsl:call-template name="csrf"/>
      <input type="hidden" name="key" value="{@key}"/>
      <xsl:if test="contains(@asks, 'person')">
        <div class="field"><label for="f-person"><xsl:value-of select="key('t', 'act.recuse.who')"/></label>
          <xsl:variable name="chosen" select="@person"/>
          <select id="f-person" name="person">
            <option value=""><xsl:value-of select="key('t', 'act.recuse.me')"/></option>
            <xsl:for-each select="people/person">
              <option value="{@id}"><xsl:if test="@id = $chosen"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="concat(@name, '　', @roles)"/></option>
            </xsl:for-each>
          </select></div>
      </xsl:if>
      <xsl:if test="contains(@asks, 'law')">
        <div class="field"><label class="needed" for="f-law"><xsl:value-of select="key('t', 'act.law')"/></label>
          <select id="f-law" name="law">
            <option value=""><xsl:value-of select="key('t', 'form.choose')"/></option>
            <xsl:for-each select="law">
              <option value="{@id}"><xsl:if test="@chosen"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if><xsl:value-of select="."/></option>
            </xsl:for-each>
          </select></div>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="contains(@asks, 'file')">
          <div class="field"><label class="needed" for="f-file"><xsl:value-of select="key('t', 'act.file')"/></label>
            <input type="file" id="f-file" name="file"/></div>
          <xsl:if test="superseded">
            <div class="field"><label for="f-supersedes"><xsl:value-of select="key('t', 'act.supersedes')"/></label>
              <select id="f-supersedes" name="supersedes">
                <option value=""><xsl:value-of select="key('t', 'act.supersedes.none')"/></option>
                <xsl:for-each select="superseded"><option value="{@number}"><xsl:value-of select="concat(@number, '. ', @name)"/></option></xsl:for-each>
              </select></div>
          </xsl:if>
        </xsl:when>
        <xsl:otherwise>
          <div class="field"><label for="f-reason"><xsl:if test="@needs-reason"><xsl:attribute name="class">needed</xsl:attribute></xsl:if>
              <xsl:choose>
                <xsl:when test="@operation = 'comment'"><xsl:value-of select="key('t', 'caseop.comment')"/></xsl:when>
                <xsl:otherwise><xsl:value-of select="key('t', 'op.reason')"/></xsl:otherwise>
              </xsl:choose></label>
            <textarea id="f-reason" name="reason">
              <xsl:if test="$page/problems/problem[@field = 'reason']"><xsl:attribute name="aria-invalid">true</xsl:attribute></xsl:if>
              <xsl:value-of select="@reason"/></textarea></div>
        </xsl:otherwise>
      </xsl:choose>
      <p class="acts">
        <button>
          <xsl:attribute name="class"><xsl:choose><xsl:when test="@operation = 'terminate'">danger</xsl:when><xsl:otherwise>primary</xsl:otherwise></xsl:choose></xsl:attribute>
          <xsl:value-of select="key('t', concat('caseop.', @operation, '.do'))"/></button>
        <a class="button" href="/cases/{@case}"><xsl:value-of select="key('t', 'act.cancel')"/></a></p>
    </form>
  </xsl:template>
</xsl:stylesheet>
