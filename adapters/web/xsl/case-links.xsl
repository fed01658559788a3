<?xml version="1.0" encoding="UTF-8"?>
<!-- case-links.xsl - other cases: where it came from, what it led to, registers. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="case.xsl"/>
  <xsl:template name="tab"><xsl:apply-templates select="links"/></xsl:template>
  <xsl:template match="links">
    <xsl:choose>
      <xsl:when test="not(link)"><p class="empty"><xsl:value-of select="key('t', 'links.none')"/></p></xsl:when>
      <xsl:otherwise>
        <ul class="rows">
          <xsl:for-each select="link">
            <li class="row">
              <span class="tag"><xsl:value-of select="key('t', concat('links.', @kind))"/></span>
              <div class="what">
                <xsl:choose>
                  <xsl:when test="@case"><a class="title" href="/cases/{@case}"><xsl:choose><xsl:when test="@title"><xsl:value-of select="@title"/></xsl:when><xsl:otherwise><xsl:value-of select="@procedure"/></xsl:otherwise></xsl:choose></a>
                    <span class="about"><xsl:value-of select="@procedure"/><xsl:text> </xsl:text><span class="id"><xsl:value-of select="@case"/></span></span></xsl:when>
                  <xsl:otherwise><span class="title quiet"><xsl:value-of select="key('t', 'links.hidden')"/></span></xsl:otherwise>
                </xsl:choose>
              </div>
              <xsl:if test="@case"><div class="facts"><xsl:for-each select="step"><span class="tag"><xsl:value-of select="@title"/></span></xsl:for-each>
                <span class="state {@status}"><xsl:value-of select="key('t', concat('case.status.', @status))"/></span></div></xsl:if>
            </li>
          </xsl:for-each>
        </ul>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
