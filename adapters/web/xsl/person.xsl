<?xml version="1.0" encoding="UTF-8"?>
<!-- person.xsl - one person: who they are, their roles, how they log in. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="administration.xsl"/>
  <xsl:template match="main" mode="title">
    <xsl:choose>
      <xsl:when test="@new"><xsl:value-of select="key('t', 'people.add')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="person/@name"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="main">
    <h1><xsl:apply-templates select="." mode="title"/></h1>
    <xsl:call-template name="administration"><xsl:with-param name="at" select="'people'"/></xsl:call-template>
    <xsl:call-template name="problems"/>
    <xsl:if test="@code">
      <section class="card code" role="status">
        <h2><xsl:value-of select="key('t', 'person.code')"/></h2>
        <p class="secret"><xsl:value-of select="@code"/></p>
        <p class="quiet"><xsl:value-of select="key('t', 'person.code.hint')"/></p>
      </section>
    </xsl:if>
    <xsl:apply-templates select="person"/>
    <xsl:apply-templates select="stand-ins"/>
    <xsl:if test="not(@new)">
      <section class="card">
        <h2><xsl:value-of select="key('t', 'person.login')"/></h2>
        <div class="acts">
          <form method="post" action="/admin/people/{person/@id}/code">
            <xsl:call-template name="csrf"/>
            <button><xsl:value-of select="key('t', 'person.code.do')"/></button>
          </form>
          <form method="post" action="/admin/people/{person/@id}/end-sessions">
            <xsl:call-template name="csrf"/>
            <button class="danger"><xsl:value-of select="key('t', 'person.sessions.end')"/></button>
          </form>
          <form method="post" action="/admin/people/{person/@id}/reset-factor">
            <xsl:call-template name="csrf"/>
            <button class="danger"><xsl:value-of select="key('t', 'person.factor.end')"/></button>
          </form>
        </div>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="person">
    <xsl:variable name="main" select=".."/>
    <form method="post" class="card form">
      <xsl:attribute name="action">
        <xsl:text>/admin/people</xsl:text>
        <xsl:if test="not($main/@new)"><xsl:value-of select="concat('/', @id)"/></xsl:if>
      </xsl:attribute>
      <xsl:call-template name="csrf"/>
      <div class="columns">
        <xsl:if test="$main/@new">
          <xsl:call-template name="text"><xsl:with-param name="name" select="'id'"/><xsl:with-param name="needed" select="true()"/></xsl:call-template>
        </xsl:if>
        <xsl:call-template name="text"><xsl:with-param name="name" select="'name'"/><xsl:with-param name="needed" select="true()"/></xsl:call-template>
        <xsl:call-template name="text"><xsl:with-param name="name" select="'unit'"/></xsl:call-template>
        <xsl:call-template name="text"><xsl:with-param name="name" select="'certificate'"/></xsl:call-template>
        <xsl:call-template name="text"><xsl:with-param name="name" select="'valid-to'"/><xsl:with-param name="type" select="'date'"/></xsl:call-template>
        <xsl:call-template name="text"><xsl:with-param name="name" select="'interests'"/></xsl:call-template>
      </div>
      <fieldset>
        <legend><xsl:value-of select="key('t', 'people.bureau')"/></legend>
        <xsl:for-each select="$main/bureau">
          <label class="choice"><input type="radio" name="bureau" value="{@id}">
            <xsl:if test="@id = $main/person/@bureau"><xsl:attribute name="checked"/></xsl:if>
          </input>
            <span>
              <xsl:choose>
                <xsl:when test="@title"><xsl:value-of select="@title"/></xsl:when>
                <xsl:otherwise><xsl:value-of select="key('t', 'person.office')"/></xsl:otherwise>
              </xsl:choose>
            </span></label>
        </xsl:for-each>
      </fieldset>
      <xsl:for-each select="$main/bureau">
        <details>
          <xsl:if test="@id = $main/person/@bureau"><xsl:attribute name="open"/></xsl:if>
          <summary><xsl:value-of select="key('t', 'people.roles')"/><xsl:text>：</xsl:text>
            <xsl:choose>
              <xsl:when test="@title"><xsl:value-of select="@title"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="key('t', 'person.office')"/></xsl:otherwise>
            </xsl:choose></summary>
          <div class="choices">
            <xsl:for-each select="role">
              <label class="choice"><input type="checkbox" name="role" value="{../@id}/{@id}">
                <xsl:if test="@held"><xsl:attribute name="checked"/></xsl:if>
              </input><span><xsl:value-of select="@title"/></span></label>
            </xsl:for-each>
          </div>
        </details>
      </xsl:for-each>
      <fieldset>
        <legend><xsl:value-of select="key('t', 'people.state')"/></legend>
        <xsl:for-each select="key('t', 'people.active.true') | key('t', 'people.active.false')">
          <xsl:variable name="value" select="substring-after(@id, 'people.active.')"/>
          <label class="choice"><input type="radio" name="active" value="{$value}">
            <xsl:if test="$main/person/@active = $value"><xsl:attribute name="checked"/></xsl:if>
          </input><span><xsl:value-of select="."/></span></label>
        </xsl:for-each>
        <p class="hint"><xsl:value-of select="key('t', 'person.active.hint')"/></p>
      </fieldset>
      <p class="acts"><button class="primary"><xsl:value-of select="key('t', 'person.save')"/></button>
        <a class="button" href="/admin/people"><xsl:value-of select="key('t', 'person.back')"/></a></p>
    </form>
  </xsl:template>

  <!-- Who holds whose role for a time. -->
  <xsl:template match="stand-ins">
    <xsl:variable name="me" select="../person/@id"/>
    <section class="card">
      <h2><xsl:value-of select="key('t', 'deputy.title')"/></h2>
      <xsl:if test="not(stand-in)"><p class="quiet"><xsl:value-of select="key('t', 'deputy.none')"/></p></xsl:if>
      <ul class="plain">
        <xsl:for-each select="stand-in">
          <li>
            <form method="post" action="/admin/people/{$me}/stand-ins/end" class="acts">
              <xsl:call-template name="csrf"/>
              <input type="hidden" name="of" value="{@person}"/>
              <input type="hidden" name="role" value="{@role}"/>
              <input type="hidden" name="deputy" value="{@deputy}"/>
              <span>
                <xsl:apply-templates select="key('t', 'deputy.line')">
                  <xsl:with-param name="a" select="@deputy-name"/>
                  <xsl:with-param name="b" select="concat(@person-name, '（', @role-title, '）')"/>
                </xsl:apply-templates>
                <xsl:text> </xsl:text>
                <xsl:call-template name="day"><xsl:with-param name="day" select="@from"/></xsl:call-template>
                <xsl:text> – </xsl:text>
                <xsl:call-template name="day"><xsl:with-param name="day" select="@to"/></xsl:call-template>
              </span>
              <xsl:if test="@running"><span class="tag good"><xsl:value-of select="key('t', 'deputy.running')"/></span></xsl:if>
              <button><xsl:value-of select="key('t', 'deputy.end')"/></button>
            </form>
          </li>
        </xsl:for-each>
      </ul>
      <xsl:if test="role and candidate">
        <details>
          <xsl:if test="$page/problems"><xsl:attribute name="open"/></xsl:if>
          <summary><xsl:value-of select="key('t', 'deputy.add')"/></summary>
          <form method="post" action="/admin/people/{$me}/stand-ins" class="form">
            <xsl:call-template name="csrf"/>
            <div class="columns">
              <p class="field"><label for="d-role"><xsl:value-of select="key('t', 'deputy.role')"/></label>
                <select id="d-role" name="role"><xsl:for-each select="role"><option value="{@id}"><xsl:value-of select="."/></option></xsl:for-each></select></p>
              <p class="field"><label for="d-deputy"><xsl:value-of select="key('t', 'deputy.who')"/></label>
                <select id="d-deputy" name="deputy"><xsl:for-each select="candidate"><option value="{@id}"><xsl:value-of select="concat(., ' ', @id)"/></option></xsl:for-each></select></p>
              <p class="field"><label for="f-from"><xsl:value-of select="key('t', 'deputy.from')"/></label><input id="f-from" type="date" name="from" value="{$today}" required=""/></p>
              <p class="field"><label for="f-to"><xsl:value-of select="key('t', 'deputy.to')"/></label><input id="f-to" type="date" name="to" required=""/></p>
            </div>
            <p class="hint"><xsl:value-of select="key('t', 'deputy.hint')"/></p>
            <p class="acts"><button class="primary"><xsl:value-of select="key('t', 'deputy.do')"/></button></p>
          </form>
        </details>
      </xsl:if>
    </section>
  </xsl:template>

  <xsl:template name="text">
    <xsl:param name="name"/>
    <xsl:param name="type" select="'text'"/>
    <xsl:param name="needed"/>
    <p class="field">
      <label for="f-{$name}">
        <xsl:if test="$needed"><xsl:attribute name="class">needed</xsl:attribute></xsl:if>
        <xsl:value-of select="key('t', concat('person.', $name))"/></label>
      <input id="f-{$name}" name="{$name}" type="{$type}" value="{@*[name() = $name]}">
        <xsl:if test="$needed"><xsl:attribute name="required"/></xsl:if>
        <xsl:if test="$page/problems/problem[@field = $name]"><xsl:attribute name="aria-invalid">true</xsl:attribute></xsl:if>
      </input>
    </p>
  </xsl:template>
</xsl:stylesheet>
