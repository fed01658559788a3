<?xml version="1.0" encoding="UTF-8"?>
<!-- register.xsl - a register as a table of its facts. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="lists.xsl"/>
  <xsl:template match="main" mode="title"><xsl:value-of select="@title"/></xsl:template>
  <xsl:template match="main">
    <p class="back"><a href="/registers"><xsl:value-of select="key('t', 'registers.title')"/></a></p>
    <h1><xsl:value-of select="@title"/></h1>
    <xsl:apply-templates select="filter"/>
    <p class="bar">
      <span class="total"><xsl:apply-templates select="key('t', 'registers.count')"><xsl:with-param name="a" select="rows/@count"/></xsl:apply-templates></span>
      <xsl:apply-templates select="files"/>
    </p>
    <xsl:apply-templates select="rows"/>
    <xsl:apply-templates select="pager"/>
  </xsl:template>

  <xsl:template match="rows">
    <xsl:variable name="columns" select="../columns/column"/>
    <xsl:choose>
      <xsl:when test="not(row)"><p class="empty"><xsl:value-of select="key('t', 'registers.none')"/></p></xsl:when>
      <xsl:otherwise>
        <div class="scroll" tabindex="0" role="region" aria-label="{../@title}">
          <table class="register">
            <thead>
              <tr>
                <xsl:for-each select="$columns"><th scope="col"><xsl:if test="@type = 'number'"><xsl:attribute name="class">number</xsl:attribute></xsl:if><xsl:value-of select="@title"/></th></xsl:for-each>
                <th scope="col"><xsl:value-of select="key('t', 'list.status')"/></th>
                <th scope="col"><xsl:value-of select="key('t', 'registers.case')"/></th>
              </tr>
            </thead>
            <tbody id="rows">
              <xsl:for-each select="row">
                <tr>
                  <xsl:for-each select="cell">
                    <xsl:variable name="at" select="position()"/>
                    <xsl:choose>
                      <xsl:when test="$at = 1"><th scope="row"><a class="title" href="/cases/{../@case}"><xsl:value-of select="."/><xsl:if test=". = ''"><xsl:value-of select="../@case-title"/></xsl:if></a></th></xsl:when>
                      <xsl:otherwise><td><xsl:if test="@type != 'text'"><xsl:attribute name="class"><xsl:value-of select="@type"/></xsl:attribute></xsl:if><xsl:value-of select="."/></td></xsl:otherwise>
                    </xsl:choose>
                  </xsl:for-each>
                  <td><xsl:value-of select="@steps"/><xsl:if test="@status != 'open'"><xsl:text> </xsl:text><span class="tag {@status}"><xsl:value-of select="key('t', concat('registers.status.', @status))"/></span></xsl:if></td>
                  <td><span class="id"><xsl:value-of select="@case"/></span></td>
                </tr>
              </xsl:for-each>
            </tbody>
          </table>
        </div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
