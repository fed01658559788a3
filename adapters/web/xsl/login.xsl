<?xml version="1.0" encoding="UTF-8"?>
<!-- login.xsl - who are you? -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="main">
    <div class="alone">
      <h1><xsl:value-of select="key('t', 'login.title')"/></h1>
      <xsl:call-template name="problems"/>
      <form method="post" action="/login" class="card form">
        <xsl:call-template name="csrf"/>
        <input type="hidden" name="to" value="{@to}"/>
        <p class="field"><label for="person"><xsl:value-of select="key('t', 'login.person')"/></label>
          <input id="person" name="person" value="{@user}" autocomplete="username" autocapitalize="none" spellcheck="false" required=""/></p>
        <p class="field"><label for="secret"><xsl:value-of select="key('t', 'login.secret')"/></label>
          <input id="secret" name="secret" type="password" autocomplete="current-password" required="" aria-describedby="secret-hint"/>
          <span class="hint" id="secret-hint"><xsl:value-of select="key('t', 'login.secret.hint')"/></span></p>
        <p class="field"><label for="code"><xsl:value-of select="key('t', 'login.code')"/></label>
          <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" aria-describedby="code-hint"/>
          <span class="hint" id="code-hint"><xsl:value-of select="key('t', 'login.code.hint')"/></span></p>
        <p class="acts"><button class="primary"><xsl:value-of select="key('t', 'login.do')"/></button></p>
      </form>
      <p class="quiet"><a href="/board"><xsl:value-of select="key('t', 'nav.board')"/></a></p>
    </div>
  </xsl:template>
</xsl:stylesheet>
