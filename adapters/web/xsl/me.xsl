<?xml version="1.0" encoding="UTF-8"?>
<!-- me.xsl - settings of a person. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="lists.xsl"/>
  <xsl:template match="main">
    <h1><xsl:value-of select="key('t', 'me.title')"/></h1>
    <xsl:call-template name="problems"/>
    <xsl:call-template name="language"/>
    <xsl:call-template name="password"/>
    <xsl:call-template name="factor"/>
    <xsl:if test="$page/nav/item[@id = 'deadlines']"><xsl:call-template name="calendar"/></xsl:if>
    <xsl:call-template name="sessions"/>
    <xsl:if test="stand-ins/stand-in"><xsl:call-template name="stand-ins"/></xsl:if>
  </xsl:template>

  <xsl:template name="language">
    <section class="card narrow" aria-labelledby="language-title">
      <h2 id="language-title"><xsl:value-of select="key('t', 'me.language')"/></h2>
      <form method="post" action="/language" class="acts">
        <xsl:call-template name="csrf"/>
        <input type="hidden" name="to" value="/me"/>
        <button name="language" value="zh-CN" lang="zh-CN"><xsl:if test="$page/@language = 'zh-CN'"><xsl:attribute name="aria-pressed">true</xsl:attribute></xsl:if>中文</button>
        <button name="language" value="en" lang="en"><xsl:if test="$page/@language = 'en'"><xsl:attribute name="aria-pressed">true</xsl:attribute></xsl:if>English</button>
      </form>
    </section>
  </xsl:template>

  <xsl:template name="secret">
    <xsl:param name="name"/>
    <xsl:param name="complete"/>
    <xsl:param name="hint"/>
    <p class="field"><label for="f-{$name}"><xsl:value-of select="key('t', concat('me.password.', $name))"/></label>
      <input id="f-{$name}" name="{$name}" type="password" autocomplete="{$complete}" required="">
        <xsl:if test="$page/problems/problem[@field = $name]"><xsl:attribute name="aria-invalid">true</xsl:attribute></xsl:if>
        <xsl:if test="$hint"><xsl:attribute name="aria-describedby">hint-<xsl:value-of select="$name"/></xsl:attribute></xsl:if>
      </input>
      <xsl:if test="$hint"><span class="hint" id="hint-{$name}"><xsl:value-of select="key('t', $hint)"/></span></xsl:if></p>
  </xsl:template>

  <xsl:template name="password">
    <section class="card narrow" aria-labelledby="password-title">
      <h2 id="password-title"><xsl:value-of select="key('t', 'me.password')"/></h2>
      <form method="post" action="/me/password" class="form">
        <xsl:call-template name="csrf"/>
        <input type="hidden" name="username" autocomplete="username" value="{@person}"/>
        <xsl:choose>
          <xsl:when test="@password"><xsl:call-template name="secret"><xsl:with-param name="name" select="'current'"/><xsl:with-param name="complete" select="'current-password'"/></xsl:call-template></xsl:when>
          <xsl:otherwise><p class="quiet"><xsl:value-of select="key('t', 'me.password.none')"/></p></xsl:otherwise>
        </xsl:choose>
        <xsl:call-template name="secret"><xsl:with-param name="name" select="'password'"/><xsl:with-param name="complete" select="'new-password'"/><xsl:with-param name="hint" select="'me.password.hint'"/></xsl:call-template>
        <xsl:call-template name="secret"><xsl:with-param name="name" select="'again'"/><xsl:with-param name="complete" select="'new-password'"/></xsl:call-template>
        <p class="acts"><button class="primary"><xsl:value-of select="key('t', 'me.password.do')"/></button></p>
      </form>
    </section>
  </xsl:template>

  <xsl:template name="code">
    <xsl:param name="act"/>
    <p class="field"><label for="f-code"><xsl:value-of select="key('t', 'me.factor.code')"/></label>
      <input id="f-code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required=""/></p>
    <p class="acts"><button><xsl:value-of select="key('t', $act)"/></button></p>
  </xsl:template>

  <xsl:template name="factor">
    <section class="card narrow" id="factor" aria-labelledby="factor-title">
      <h2 id="factor-title"><xsl:value-of select="key('t', 'me.factor')"/></h2>
      <xsl:choose>
        <xsl:when test="factor/@on">
          <p><xsl:value-of select="key('t', 'me.factor.on')"/></p>
          <form method="post" action="/me/factor/end" class="form"><xsl:call-template name="csrf"/>
            <xsl:call-template name="code"><xsl:with-param name="act" select="'me.factor.end'"/></xsl:call-template></form>
        </xsl:when>
        <xsl:otherwise>
          <p class="quiet"><xsl:value-of select="key('t', 'me.factor.what')"/></p>
          <xsl:if test="factor/@proposed">
            <p><xsl:value-of select="key('t', 'me.factor.secret')"/></p>
            <p><code class="secret"><xsl:value-of select="factor/@proposed"/></code></p>
            <p><a href="{factor/@uri}"><xsl:value-of select="key('t', 'me.factor.open')"/></a></p>
            <form method="post" action="/me/factor/confirm" class="form"><xsl:call-template name="csrf"/>
              <xsl:call-template name="code"><xsl:with-param name="act" select="'me.factor.confirm'"/></xsl:call-template></form>
          </xsl:if>
          <form method="post" action="/me/factor"><xsl:call-template name="csrf"/>
            <p class="acts"><button>
              <xsl:choose><xsl:when test="factor/@proposed"><xsl:value-of select="key('t', 'me.factor.again')"/></xsl:when>
                <xsl:otherwise><xsl:value-of select="key('t', 'me.factor.begin')"/></xsl:otherwise></xsl:choose></button></p></form>
        </xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <xsl:template name="calendar">
    <section class="card narrow" id="calendar" aria-labelledby="calendar-title">
      <h2 id="calendar-title"><xsl:value-of select="key('t', 'me.calendar')"/></h2>
      <p class="quiet"><xsl:value-of select="key('t', 'me.calendar.what')"/></p>
      <xsl:if test="@token">
        <p class="done" role="status"><xsl:value-of select="key('t', 'me.calendar.once')"/></p>
        <p><code class="secret">/calendar/<xsl:value-of select="@token"/>.ics</code></p>
        <p><a href="/calendar/{@token}.ics"><xsl:value-of select="key('t', 'me.calendar.open')"/></a></p>
      </xsl:if>
      <form method="post" action="/me/calendar"><xsl:call-template name="csrf"/>
        <p class="acts"><button><xsl:value-of select="key('t', 'me.calendar.make')"/></button></p></form>
    </section>
  </xsl:template>

  <xsl:template name="sessions">
    <section class="card narrow" aria-labelledby="sessions-title">
      <h2 id="sessions-title"><xsl:value-of select="key('t', 'me.sessions')"/></h2>
      <xsl:if test="not(sessions/session)"><p class="quiet"><xsl:value-of select="key('t', 'me.sessions.none')"/></p></xsl:if>
      <xsl:if test="sessions/session">
        <table class="cards">
          <thead><tr><th scope="col"><xsl:value-of select="key('t', 'me.sessions.kind')"/></th><th scope="col"><xsl:value-of select="key('t', 'me.sessions.began')"/></th>
            <th scope="col"><xsl:value-of select="key('t', 'me.sessions.until')"/></th><td></td></tr></thead>
          <tbody>
            <xsl:for-each select="sessions/session">
              <tr><th scope="row"><xsl:value-of select="key('t', concat('me.session.', @kind))"/><xsl:if test="@kind = 'token'"><xsl:text> </xsl:text><xsl:value-of select="@title"/></xsl:if></th>
                <td data-label="{key('t', 'me.sessions.began')}"><xsl:call-template name="moment"><xsl:with-param name="moment" select="@began"/></xsl:call-template></td>
                <td data-label="{key('t', 'me.sessions.until')}"><xsl:call-template name="day"><xsl:with-param name="day" select="substring(@until, 1, 10)"/></xsl:call-template></td>
                <td><form method="post" action="/me/sessions/end"><xsl:call-template name="csrf"/>
                  <button class="small-act" name="session" value="{@hash}">
                    <xsl:attribute name="aria-label"><xsl:value-of select="concat(key('t', 'me.sessions.end'), ' ', key('t', concat('me.session.', @kind)), ' ', @began)"/></xsl:attribute>
                    <xsl:value-of select="key('t', 'me.sessions.end')"/></button></form></td></tr>
            </xsl:for-each>
          </tbody>
        </table>
      </xsl:if>
    </section>
  </xsl:template>

  <xsl:template name="stand-ins">
    <section class="card narrow" aria-labelledby="stand-ins-title">
      <h2 id="stand-ins-title"><xsl:value-of select="key('t', 'me.stand-ins')"/></h2>
      <p class="quiet"><xsl:value-of select="key('t', 'me.stand-ins.what')"/></p>
      <ul>
        <xsl:for-each select="stand-ins/stand-in">
          <li><xsl:apply-templates select="key('t', 'me.stand-in')"><xsl:with-param name="a" select="@deputy"/><xsl:with-param name="b" select="concat(@person, ' · ', @role)"/></xsl:apply-templates>
            <xsl:text> </xsl:text><xsl:call-template name="day"><xsl:with-param name="day" select="@from"/></xsl:call-template><xsl:text> – </xsl:text>
            <xsl:call-template name="day"><xsl:with-param name="day" select="@to"/></xsl:call-template></li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:template>
</xsl:stylesheet>
