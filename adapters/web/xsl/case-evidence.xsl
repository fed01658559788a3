<?xml version="1.0" encoding="UTF-8"?>
<!-- case-evidence.xsl - the files of a case. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="case.xsl"/>
  <xsl:template name="tab">
    <xsl:apply-templates select="evidence"/>
    <xsl:if test="not($case/@as-of) and $case/@status = 'open'"><xsl:call-template name="attach"/></xsl:if>
  </xsl:template>

  <xsl:template match="evidence">
    <xsl:choose>
      <xsl:when test="not(file)"><p class="empty"><xsl:value-of select="key('t', 'evidence.none')"/></p></xsl:when>
      <xsl:otherwise>
        <ol class="files">
          <xsl:for-each select="file">
            <li id="file-{@number}">
              <xsl:attribute name="class"><xsl:if test="@superseded-by">superseded</xsl:if></xsl:attribute>
              <xsl:choose>
                <xsl:when test="@image"><a class="thumb" href="{$base}/files/{@number}?show=1"><img src="{$base}/files/{@number}?show=1" alt="" loading="lazy" width="96" height="72"/></a></xsl:when>
                <xsl:otherwise><span class="thumb kind" aria-hidden="true"><xsl:call-template name="kind"/></span></xsl:otherwise>
              </xsl:choose>
              <div>
                <p class="name"><span class="id"><xsl:value-of select="concat(@number, ' ')"/></span>
                  <xsl:choose>
                    <xsl:when test="@shown"><a href="{$base}/files/{@number}?show=1"><xsl:value-of select="@name"/></a></xsl:when>
                    <xsl:otherwise><a href="{$base}/files/{@number}"><xsl:value-of select="@name"/></a></xsl:otherwise>
                  </xsl:choose>
                  <xsl:if test="@superseded-by"><span class="tag"><xsl:apply-templates select="key('t', 'evidence.superseded')"><xsl:with-param name="a" select="@superseded-by"/></xsl:apply-templates></span></xsl:if>
                  <xsl:if test="@supersedes"><span class="tag"><xsl:apply-templates select="key('t', 'evidence.supersedes')"><xsl:with-param name="a" select="@supersedes"/></xsl:apply-templates></span></xsl:if>
                </p>
                <p class="about"><span><xsl:call-template name="size"/></span><span><xsl:value-of select="@media"/></span>
                  <span><xsl:choose><xsl:when test="@handed"><xsl:apply-templates select="key('t', 'evidence.handed')"><xsl:with-param name="a" select="@by"/></xsl:apply-templates></xsl:when><xsl:otherwise><xsl:value-of select="@by"/></xsl:otherwise></xsl:choose><xsl:text> </xsl:text><xsl:call-template name="moment"><xsl:with-param name="moment" select="@at"/></xsl:call-template></span>
                  <a href="{$base}/files/{@number}"><xsl:value-of select="key('t', 'evidence.save')"/></a></p>
                <p class="hash" title="SHA-256"><span class="hidden">SHA-256 </span><xsl:value-of select="@hash"/></p>
              </div>
            </li>
          </xsl:for-each>
        </ol>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="kind">
    <xsl:choose>
      <xsl:when test="@media = 'application/pdf'">PDF</xsl:when>
      <xsl:when test="starts-with(@media, 'image/')"><xsl:value-of select="key('t', 'evidence.kind.image')"/></xsl:when>
      <xsl:when test="starts-with(@media, 'video/')"><xsl:value-of select="key('t', 'evidence.kind.video')"/></xsl:when>
      <xsl:when test="starts-with(@media, 'audio/')"><xsl:value-of select="key('t', 'evidence.kind.audio')"/></xsl:when>
      <xsl:when test="starts-with(@media, 'text/')"><xsl:value-of select="key('t', 'evidence.kind.text')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="key('t', 'evidence.kind.other')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="size">
    <xsl:choose>
      <xsl:when test="@size &gt;= 1048576"><xsl:value-of select="format-number(@size div 1048576, '0.0')"/> MB</xsl:when>
      <xsl:when test="@size &gt;= 1024"><xsl:value-of select="format-number(@size div 1024, '0')"/> KB</xsl:when>
      <xsl:otherwise><xsl:value-of select="@size"/><xsl:value-of select="key('t', 'evidence.bytes')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="attach">
    <section class="card" aria-labelledby="attach">
      <h2 id="attach"><xsl:value-of select="key('t', 'evidence.attach')"/></h2>
      <form class="form" method="post" action="{$base}/evidence" enctype="multipart/form-data">
        <xsl:call-template name="csrf"/>
        <input type="hidden" name="entries" value="{$case/@entries}"/>
        <p class="field"><label for="f-file"><xsl:value-of select="key('t', 'evidence.file')"/></label>
          <input type="file" id="f-file" name="file" required="">
            <xsl:if test="$page/problems/problem[@field = 'file']"><xsl:attribute name="aria-invalid">true</xsl:attribute></xsl:if>
          </input></p>
        <xsl:if test="evidence/file[not(@superseded-by)]">
          <p class="field"><label for="supersedes"><xsl:value-of select="key('t', 'evidence.correct')"/></label>
            <select id="supersedes" name="supersedes"><option value=""><xsl:value-of select="key('t', 'evidence.correct.none')"/></option>
              <xsl:for-each select="evidence/file[not(@superseded-by)]"><option value="{@number}"><xsl:value-of select="concat(@number, ' ', @name)"/></option></xsl:for-each></select>
            <span class="hint"><xsl:value-of select="key('t', 'evidence.correct.hint')"/></span></p>
        </xsl:if>
        <p class="acts"><button class="primary"><xsl:value-of select="key('t', 'evidence.do')"/></button></p>
      </form>
    </section>
  </xsl:template>
</xsl:stylesheet>
