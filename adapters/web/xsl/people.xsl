<?xml version="1.0" encoding="UTF-8"?>
<!-- people.xsl - the people of the office. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="administration.xsl"/>
  <xsl:template match="main">
    <h1><xsl:value-of select="key('t', 'people.title')"/></h1>
    <xsl:call-template name="administration"><xsl:with-param name="at" select="'people'"/></xsl:call-template>
    <form class="bar" role="search">
      <input type="search" name="q" value="{@q}" aria-label="{key('t', 'people.find')}" placeholder="{key('t', 'people.find')}"/>
      <button><xsl:value-of select="key('t', 'people.find.do')"/></button>
      <a class="button primary" href="/admin/people-new"><xsl:value-of select="key('t', 'people.add')"/></a>
    </form>
    <p class="quiet"><xsl:apply-templates select="key('t', 'people.count')"><xsl:with-param name="a" select="people/@count"/></xsl:apply-templates></p>
    <div class="scroll" tabindex="0" role="region" aria-label="{key('t', 'people.title')}">
      <table>
        <thead><tr>
          <th scope="col"><xsl:value-of select="key('t', 'people.name')"/></th>
          <th scope="col"><xsl:value-of select="key('t', 'people.bureau')"/></th>
          <th scope="col"><xsl:value-of select="key('t', 'people.roles')"/></th>
          <th scope="col"><xsl:value-of select="key('t', 'people.unit')"/></th>
          <th scope="col"><xsl:value-of select="key('t', 'people.certificate')"/></th>
          <th scope="col"><xsl:value-of select="key('t', 'people.state')"/></th>
        </tr></thead>
        <tbody>
          <xsl:for-each select="people/person">
            <tr>
              <td><a href="/admin/people/{@id}"><xsl:value-of select="@name"/></a><xsl:text> </xsl:text><span class="id"><xsl:value-of select="@id"/></span></td>
              <td><xsl:value-of select="@bureau-title"/></td>
              <td><xsl:value-of select="@roles-title"/></td>
              <td><xsl:value-of select="@unit"/></td>
              <td><xsl:value-of select="@certificate"/>
                <xsl:if test="@expired"><xsl:text> </xsl:text><span class="tag bad"><xsl:value-of select="key('t', 'people.expired')"/></span></xsl:if></td>
              <td><xsl:value-of select="key('t', concat('people.active.', @active))"/></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </xsl:template>
</xsl:stylesheet>
