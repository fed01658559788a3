<?xml version="1.0" encoding="UTF-8"?>
<!-- case-documents.xsl - the instruments of a case, as issued. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="case.xsl"/>
  <xsl:template name="tab"><xsl:apply-templates select="documents"/></xsl:template>
  <xsl:template match="documents">
    <xsl:choose>
      <xsl:when test="not(document)"><p class="empty"><xsl:value-of select="key('t', 'documents.none')"/></p></xsl:when>
      <xsl:otherwise>
        <div class="scroll"><table>
          <thead><tr><th scope="col" class="number"><xsl:value-of select="key('t', 'documents.n')"/></th><th scope="col"><xsl:value-of select="key('t', 'documents.title')"/></th>
            <th scope="col"><xsl:value-of select="key('t', 'documents.number')"/></th><th scope="col"><xsl:value-of select="key('t', 'documents.issued')"/></th><th scope="col"><span class="hidden">PDF</span></th></tr></thead>
          <tbody>
            <xsl:for-each select="document">
              <tr><td class="number"><xsl:value-of select="@number"/></td>
                <th scope="row"><a href="{$base}/documents/{@number}"><xsl:value-of select="@title"/></a><xsl:if test="@key"><span class="id"><xsl:value-of select="concat(' ', @key)"/></span></xsl:if></th>
                <td class="numbers"><xsl:value-of select="@document-number"/></td>
                <td><xsl:call-template name="moment"><xsl:with-param name="moment" select="@issued"/></xsl:call-template></td>
                <td><xsl:if test="../@pdf"><a href="{$base}/documents/{@number}.pdf" aria-label="{@title} PDF">PDF</a></xsl:if></td></tr>
            </xsl:for-each>
          </tbody>
        </table></div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
