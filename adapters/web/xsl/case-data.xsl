<?xml version="1.0" encoding="UTF-8"?>
<!-- case-data.xsl - what was filled in, form by form, with the words of the forms; and who took part. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="case.xsl"/>
  <xsl:template name="tab"><xsl:apply-templates select="story" mode="data"/></xsl:template>

  <xsl:template match="story" mode="data">
    <xsl:apply-templates select="people" mode="data"/>
    <section aria-labelledby="forms">
      <h2 id="forms"><xsl:value-of select="key('t', 'data.forms')"/></h2>
      <xsl:if test="not(entry/form[.//field])"><p class="empty"><xsl:value-of select="key('t', 'data.none')"/></p></xsl:if>
      <xsl:for-each select="entry/form[.//field]">
        <xsl:variable name="later" select="../following-sibling::entry[form[@work = current()/@work]][string(task/@key) = string(current()/../task/@key) and string(@node) = string(current()/../@node)]"/>
        <details class="form-file">
          <xsl:if test="not($later)"><xsl:attribute name="open"/></xsl:if>
          <summary><span class="title"><xsl:value-of select="@title"/></span>
            <span class="facts">
              <xsl:if test="$later"><span class="tag"><xsl:value-of select="key('t', 'data.earlier')"/></span></xsl:if>
              <span class="quiet"><xsl:value-of select="../@name"/><xsl:text> </xsl:text><xsl:call-template name="moment"><xsl:with-param name="moment" select="../@at"/></xsl:call-template></span>
            </span></summary>
          <xsl:apply-templates select="."/>
        </details>
      </xsl:for-each>
    </section>
  </xsl:template>

  <xsl:template match="people" mode="data">
    <section aria-labelledby="people">
      <h2 id="people"><xsl:value-of select="key('t', 'data.people')"/></h2>
      <div class="scroll"><table>
        <thead><tr><th scope="col"><xsl:value-of select="key('t', 'data.name')"/></th><th scope="col"><xsl:value-of select="key('t', 'data.roles')"/></th><th scope="col"><xsl:value-of select="key('t', 'story.certificate')"/></th><th scope="col" class="number"><xsl:value-of select="key('t', 'data.acts')"/></th></tr></thead>
        <tbody>
          <xsl:for-each select="person">
            <tr><th scope="row"><xsl:value-of select="@name"/></th><td><xsl:value-of select="@roles"/></td><td><xsl:value-of select="@certificate"/></td>
              <td class="number"><a href="{$base}?tab=timeline&amp;who={@id}{$then}"><xsl:value-of select="@acts"/></a></td></tr>
          </xsl:for-each>
        </tbody>
      </table></div>
    </section>
  </xsl:template>
</xsl:stylesheet>
