<?xml version="1.0" encoding="UTF-8"?>
<!-- start-form.xsl - the form that opening asks for. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:include href="form.xsl"/>
  <xsl:template match="main" mode="head">
    <link rel="stylesheet" href="{$static}task.css"/>
    <script src="{$static}task.js" defer=""></script>
  </xsl:template>
  <xsl:template match="main" mode="title"><xsl:value-of select="concat(key('t', 'start.title'), '：', @title)"/></xsl:template>
  <xsl:template match="main">
    <p class="crumbs"><a href="/start"><xsl:value-of select="key('t', 'start.title')"/></a></p>
    <header class="task-head">
      <h1><xsl:value-of select="@title"/></h1>
      <xsl:if test="for"><p class="place"><xsl:for-each select="for"><xsl:if test="position() &gt; 1">、</xsl:if><xsl:value-of select="."/></xsl:for-each></p></xsl:if>
    </header>
    <div id="work" class="narrow">
      <xsl:call-template name="problems"/>
      <form method="post" action="/start/{@procedure}" enctype="multipart/form-data" novalidate="" class="card task-form" id="task-form">
        <button class="hidden" name="do" value="update" tabindex="-1" aria-hidden="true"><xsl:value-of select="key('t', 'form.update')"/></button>
        <xsl:call-template name="csrf"/>
        <input type="hidden" name="key" value="{@key}"/>
        <xsl:if test="@form-title"><h2><xsl:value-of select="@form-title"/></h2></xsl:if>
        <xsl:choose>
          <xsl:when test="form/*"><xsl:apply-templates select="form" mode="fields"/></xsl:when>
          <xsl:otherwise><p class="quiet"><xsl:value-of select="key('t', 'start.no-form')"/></p></xsl:otherwise>
        </xsl:choose>
        <section class="follows"><h3><xsl:value-of select="key('t', 'start.follows')"/></h3><xsl:apply-templates select="outcome"/></section>
        <div class="acts bar-bottom">
          <button class="primary" name="do" value="open"><xsl:value-of select="key('t', 'start.do')"/></button>
          <xsl:if test="form/*"><button name="do" value="update" class="update"><xsl:value-of select="key('t', 'form.update')"/></button></xsl:if>
          <span class="hint saved" role="status"></span>
        </div>
      </form>
      <xsl:call-template name="form-words"/>
    </div>
  </xsl:template>
</xsl:stylesheet>
