<?xml version="1.0" encoding="UTF-8"?>
<!-- api.xsl - the REST interface, operation by operation. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="layout.xsl"/>
  <xsl:template match="main" mode="head"><link rel="stylesheet" href="{$static}api.css"/></xsl:template>
  <xsl:template match="main">
    <h1><xsl:value-of select="key('t', 'api.title')"/></h1>
    <p class="lead"><xsl:value-of select="key('t', 'api.lead')"/>
      <xsl:text> </xsl:text><a href="/api/v1/openapi.json">/api/v1/openapi.json</a></p>
    <p class="lead"><xsl:value-of select="key('t', 'api.rules')"/></p>
    <xsl:for-each select="operation">
      <details class="operation" id="{@id}">
        <summary><b class="method {@method}"><xsl:value-of select="@method"/></b><xsl:text> </xsl:text><code><xsl:value-of select="@path"/></code>
          <span class="summary"><xsl:value-of select="@summary"/></span></summary>
        <dl class="pairs">
          <dt><xsl:value-of select="key('t', 'api.who')"/></dt>
          <dd>
            <xsl:choose>
              <xsl:when test="not(@who)"><xsl:value-of select="key('t', 'api.who.anyone')"/></xsl:when>
              <xsl:when test="@who = '*'"><xsl:value-of select="key('t', 'api.who.all')"/></xsl:when>
              <xsl:when test="starts-with(@who, '-')">
                <xsl:apply-templates select="key('t', 'api.who.but')"><xsl:with-param name="a" select="substring(@who, 2)"/></xsl:apply-templates>
              </xsl:when>
              <xsl:otherwise><xsl:value-of select="@who"/></xsl:otherwise>
            </xsl:choose>
          </dd>
          <xsl:if test="@scope"><dt><xsl:value-of select="key('t', 'api.scope')"/></dt><dd><code><xsl:value-of select="@scope"/></code></dd></xsl:if>
          <dt><xsl:value-of select="key('t', 'api.statuses')"/></dt>
          <dd><xsl:for-each select="status"><xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if><xsl:value-of select="@code"/></xsl:for-each></dd>
        </dl>
        <xsl:if test="parameter">
          <table>
            <thead><tr><th scope="col"><xsl:value-of select="key('t', 'api.parameter')"/></th><th scope="col"><xsl:value-of select="key('t', 'api.in')"/></th>
              <th scope="col"><xsl:value-of select="key('t', 'api.type')"/></th><th scope="col"><xsl:value-of select="key('t', 'api.meaning')"/></th></tr></thead>
            <tbody>
              <xsl:for-each select="parameter">
                <tr><td><code><xsl:value-of select="@name"/></code></td><td><xsl:value-of select="key('t', concat('api.in.', @in))"/></td>
                  <td><xsl:value-of select="@type"/><xsl:if test="@required"><xsl:text> </xsl:text><span class="tag"><xsl:value-of select="key('t', 'api.required')"/></span></xsl:if></td>
                  <td><xsl:value-of select="."/></td></tr>
              </xsl:for-each>
            </tbody>
          </table>
        </xsl:if>
      </details>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
