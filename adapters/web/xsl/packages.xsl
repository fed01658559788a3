<?xml version="1.0" encoding="UTF-8"?>
<!-- packages.xsl - the regulations in force, and new versions on their way. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="main" mode="head"><link rel="stylesheet" href="{$static}admin.css"/></xsl:template>
  <xsl:template match="main">
    <h1><xsl:value-of select="key('t', 'packages.title')"/></h1>
    <xsl:call-template name="problems"/>
    <xsl:apply-templates select="proposals[proposal]"/>
    <xsl:for-each select="versions/version[@current]">
      <section class="card">
        <h2><xsl:value-of select="@title"/><xsl:text> </xsl:text><span class="tag good"><xsl:value-of select="key('t', 'packages.current')"/></span></h2>
        <dl class="pairs">
          <dt><xsl:value-of select="key('t', 'packages.version')"/></dt><dd><xsl:value-of select="@version"/></dd>
          <dt><xsl:value-of select="key('t', 'packages.in-force')"/></dt>
          <dd><xsl:call-template name="day"><xsl:with-param name="day" select="@in-force"/></xsl:call-template></dd>
          <dt><xsl:value-of select="key('t', 'packages.deployed')"/></dt>
          <dd><xsl:call-template name="moment"><xsl:with-param name="moment" select="@deployed"/></xsl:call-template>
            <xsl:if test="@by != ''"><xsl:text> </xsl:text><xsl:value-of select="@by"/></xsl:if></dd>
          <dt><xsl:value-of select="key('t', 'packages.hash')"/></dt><dd class="hash"><xsl:value-of select="@hash"/></dd>
        </dl>
        <details><summary><xsl:apply-templates select="key('t', 'packages.procedures')"><xsl:with-param name="a" select="count(procedure)"/></xsl:apply-templates></summary>
          <table>
            <thead><tr><th scope="col"><xsl:value-of select="key('t', 'packages.procedure')"/></th>
              <th scope="col"><xsl:value-of select="key('t', 'packages.openers')"/></th></tr></thead>
            <tbody><xsl:for-each select="procedure">
              <tr><td><xsl:value-of select="."/><xsl:text> </xsl:text><span class="id"><xsl:value-of select="@id"/></span></td><td><xsl:value-of select="@openers"/></td></tr>
            </xsl:for-each></tbody>
          </table></details>
      </section>
    </xsl:for-each>
    <xsl:if test="versions/version[not(@current)]">
      <h2><xsl:value-of select="key('t', 'packages.others')"/></h2>
      <ol class="rows">
        <xsl:for-each select="versions/version[not(@current)]">
          <li class="row"><div class="what"><span class="title"><xsl:value-of select="@title"/></span><span class="about"><xsl:value-of select="@version"/></span></div>
            <div class="facts"><span class="since"><xsl:value-of select="key('t', 'packages.in-force')"/><xsl:text> </xsl:text>
              <xsl:call-template name="day"><xsl:with-param name="day" select="@in-force"/></xsl:call-template></span></div></li>
        </xsl:for-each>
      </ol>
    </xsl:if>
  </xsl:template>

  <xsl:template match="proposals">
    <section class="card">
      <h2><xsl:value-of select="key('t', 'packages.proposals')"/></h2>
      <xsl:for-each select="proposal">
        <div class="proposal">
          <h3><xsl:value-of select="concat(@title, ' ', @version)"/></h3>
          <p class="quiet">
            <xsl:apply-templates select="key('t', 'packages.designed')"><xsl:with-param name="a" select="@by"/></xsl:apply-templates>
            <xsl:text> </xsl:text>
            <xsl:call-template name="moment"><xsl:with-param name="moment" select="@at"/></xsl:call-template>
          </p>
          <ul>
            <xsl:for-each select="approval">
              <li><span class="ok">✓ </span><xsl:value-of select="concat(@role, ' ', @person)"/></li>
            </xsl:for-each>
            <xsl:if test="@missing"><li><xsl:apply-templates select="key('t', 'packages.missing')"><xsl:with-param name="a" select="@missing"/></xsl:apply-templates></li></xsl:if>
          </ul>
          <xsl:if test="@act">
            <form method="post" action="/packages/{@bureau}/{@version}/{@act}" class="acts">
              <xsl:call-template name="csrf"/>
              <button class="primary"><xsl:value-of select="key('t', concat('packages.', @act))"/></button>
            </form>
          </xsl:if>
        </div>
      </xsl:for-each>
    </section>
  </xsl:template>
</xsl:stylesheet>
