<?xml version="1.0" encoding="UTF-8"?>
<!-- registers.xsl - the standing registers of a bureau. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="lists.xsl"/>
  <xsl:template match="main">
    <h1><xsl:value-of select="key('t', 'registers.title')"/></h1>
    <xsl:if test="not(register)"><p class="empty"><xsl:value-of select="key('t', 'registers.empty')"/></p></xsl:if>
    <ul class="tiles">
      <xsl:for-each select="register">
        <li><a class="card" href="/registers/{@id}"><strong><xsl:value-of select="@title"/></strong>
          <span class="total"><xsl:apply-templates select="key('t', 'registers.count')"><xsl:with-param name="a" select="@count"/></xsl:apply-templates></span></a></li>
      </xsl:for-each>
    </ul>
  </xsl:template>
</xsl:stylesheet>
