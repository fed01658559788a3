<?xml version="1.0" encoding="UTF-8"?>
<!-- complain.xsl - a complaint by somebody outside. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:include href="form.xsl"/>
  <xsl:template match="main" mode="head">
    <link rel="stylesheet" href="{$static}task.css"/>
    <link rel="stylesheet" href="{$static}board.css"/>
  </xsl:template>
  <xsl:template match="main">
    <div class="alone wide">
      <h1><xsl:value-of select="key('t', 'board.complain')"/></h1>
      <p class="lead"><xsl:value-of select="concat(@bureau-title, ' ', @title)"/></p>
      <xsl:call-template name="problems"/>
      <form method="post" enctype="multipart/form-data" action="/board/complain/{@bureau}/{@service}" class="card form">
        <xsl:call-template name="csrf"/>
        <p class="hint"><xsl:value-of select="key('t', 'complain.hint')"/></p>
        <xsl:apply-templates select="form" mode="fields"/>
        <p class="acts"><button class="primary"><xsl:value-of select="key('t', 'complain.do')"/></button>
          <a class="button" href="/board"><xsl:value-of select="key('t', 'follow.back')"/></a></p>
      </form>
    </div>
  </xsl:template>
</xsl:stylesheet>
