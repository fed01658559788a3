<?xml version="1.0" encoding="UTF-8"?>
<!-- me.xsl - what people settle for themselves: password, second factor. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="layout.xsl"/>

  <xsl:template match="main">
    <h1><xsl:value-of select="key('t', 'me.title')"/></h1>
    <xsl:call-template name="problems"/>
    <section class="card" aria-labelledby="password">
      <h2 id="password"><xsl:value-of select="key('t', 'me.password')"/></h2>
      <xsl:if test="not(@password)"><p><xsl:value-of select="key('t', 'me.password.none')"/></p></xsl:if>
      <form method="post" action="/me/password" class="form">
        <xsl:call-template name="csrf"/>
        <!-- for password managers -->
        <input type="text" name="user" value="{@user}" autocomplete="username" hidden=""/>
        <xsl:if test="@password">
          <xsl:call-template name="secret"><xsl:with-param name="name" select="'current'"/><xsl:with-param name="kind" select="'current-password'"/>
            <xsl:with-param name="label" select="key('t', 'me.password.current')"/></xsl:call-template>
        </xsl:if>
        <xsl:call-template name="secret"><xsl:with-param name="name" select="'password'"/><xsl:with-param name="kind" select="'new-password'"/>
          <xsl:with-param name="label" select="key('t', 'me.password.new')"/><xsl:with-param name="hint" select="key('t', 'me.password.new.hint')"/></xsl:call-template>
        <xsl:call-template name="secret"><xsl:with-param name="name" select="'again'"/><xsl:with-param name="kind" select="'new-password'"/>
          <xsl:with-param name="label" select="key('t', 'me.password.again')"/></xsl:call-template>
        <p class="acts"><button class="primary"><xsl:value-of select="key('t', 'me.password.do')"/></button>
          <span class="quiet"><xsl:value-of select="key('t', 'me.password.hint')"/></span></p>
      </form>
    </section>
    <section class="card" aria-labelledby="factor">
      <h2 id="factor"><xsl:value-of select="key('t', 'me.factor')"/></h2>
      <xsl:choose>
        <xsl:when test="@factor"><xsl:call-template name="on"/></xsl:when>
        <xsl:when test="@secret"><xsl:call-template name="proposed"/></xsl:when>
        <xsl:otherwise><xsl:call-template name="off"/></xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <xsl:template name="secret">
    <xsl:param name="name"/>
    <xsl:param name="kind"/>
    <xsl:param name="label"/>
    <xsl:param name="hint"/>
    <p class="field"><label for="f-{$name}"><xsl:value-of select="$label"/></label>
      <input id="f-{$name}" name="{$name}" type="password" autocomplete="{$kind}" required="">
        <xsl:if test="$hint"><xsl:attribute name="aria-describedby">f-<xsl:value-of select="$name"/>-hint</xsl:attribute></xsl:if>
        <xsl:if test="$page/problems/problem[@field = $name]"><xsl:attribute name="aria-invalid">true</xsl:attribute></xsl:if>
      </input>
      <xsl:if test="$hint"><span class="hint" id="f-{$name}-hint"><xsl:value-of select="$hint"/></span></xsl:if></p>
  </xsl:template>

  <xsl:template name="code">
    <p class="field"><label for="f-code"><xsl:value-of select="key('t', 'me.factor.code')"/></label>
      <input id="f-code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{{6}}" maxlength="6" required="">
        <xsl:if test="$page/problems/problem[@field = 'code']"><xsl:attribute name="aria-invalid">true</xsl:attribute></xsl:if>
      </input></p>
  </xsl:template>

  <xsl:template name="off">
    <p><xsl:value-of select="key('t', 'me.factor.off')"/></p>
    <form method="post" action="/me/factor"><xsl:call-template name="csrf"/>
      <p class="acts"><button><xsl:value-of select="key('t', 'me.factor.begin')"/></button></p></form>
  </xsl:template>

  <xsl:template name="proposed">
    <p><xsl:value-of select="key('t', 'me.factor.step1')"/></p>
    <p><code class="secret"><xsl:value-of select="@secret"/></code></p>
    <p><a href="{@uri}"><xsl:value-of select="key('t', 'me.factor.link')"/></a></p>
    <form method="post" action="/me/factor/confirm" class="form"><xsl:call-template name="csrf"/>
      <p><xsl:value-of select="key('t', 'me.factor.step2')"/></p>
      <xsl:call-template name="code"/>
      <p class="acts"><button class="primary"><xsl:value-of select="key('t', 'me.factor.confirm')"/></button></p></form>
    <form method="post" action="/me/factor"><xsl:call-template name="csrf"/>
      <p class="acts"><button class="link"><xsl:value-of select="key('t', 'me.factor.anew')"/></button></p></form>
  </xsl:template>

  <xsl:template name="on">
    <p><xsl:value-of select="key('t', 'me.factor.on')"/></p>
    <form method="post" action="/me/factor/end" class="form"><xsl:call-template name="csrf"/>
      <xsl:call-template name="code"/>
      <p class="acts"><button class="danger"><xsl:value-of select="key('t', 'me.factor.end')"/></button>
        <span class="quiet"><xsl:value-of select="key('t', 'me.factor.lost')"/></span></p></form>
  </xsl:template>
</xsl:stylesheet>
