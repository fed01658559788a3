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
