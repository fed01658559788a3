<?xml version="1.0" encoding="UTF-8"?>
<!-- case-timeline.xsl - 审批时间轴: who did what, what they wrote, how long it took, and what came of it. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="case.xsl"/>
  <xsl:template name="tab"><xsl:apply-templates select="story"/></xsl:template>

  <xsl:template match="story">
    <form class="bar" action="{$base}" role="search" aria-label="{key('t', 'story.filter')}">
      <input type="hidden" name="tab" value="timeline"/>
      <xsl:if test="$case/@as-of"><input type="hidden" name="as-of" value="{$case/@as-of}"/></xsl:if>
      <label><span><xsl:value-of select="key('t', 'story.who')"/></span>
        <select name="who"><option value=""><xsl:value-of select="key('t', 'story.all')"/></option>
          <xsl:for-each select="people/person"><option value="{@id}"><xsl:if test="@id = ../../@who"><xsl:attribute name="selected"/></xsl:if><xsl:value-of select="@name"/></option></xsl:for-each></select></label>
      <label><span><xsl:value-of select="key('t', 'story.what')"/></span>
        <select name="what"><option value=""><xsl:value-of select="key('t', 'story.all')"/></option>
          <xsl:variable name="what" select="@what"/>
          <xsl:for-each select="$page/texts/t[starts-with(@id, 'story.group.')]">
            <xsl:variable name="group" select="substring-after(@id, 'story.group.')"/>
            <option value="{$group}"><xsl:if test="$group = $what"><xsl:attribute name="selected"/></xsl:if><xsl:value-of select="."/></option>
          </xsl:for-each></select></label>
      <button><xsl:value-of select="key('t', 'story.do')"/></button>
    </form>
    <xsl:if test="not(entry)"><p class="empty"><xsl:value-of select="key('t', 'story.none')"/></p></xsl:if>
    <ol class="story"><xsl:apply-templates select="entry"/></ol>
  </xsl:template>

  <xsl:template match="entry">
    <li class="{@group} {@kind}" id="e{@sequence}">
      <p class="when">
        <xsl:if test="not(preceding-sibling::entry[1]) or substring(preceding-sibling::entry[1]/@at, 1, 10) != substring(@at, 1, 10)">
          <span class="date"><xsl:call-template name="day"><xsl:with-param name="day" select="substring(@at, 1, 10)"/></xsl:call-template></span>
        </xsl:if>
        <span class="time"><xsl:value-of select="substring(@at, 12, 5)"/></span>
      </p>
      <div class="what">
        <p class="line"><xsl:call-template name="said"/></p>
        <xsl:apply-templates select="reason" mode="opinion"/>
        <xsl:call-template name="opinions"/>
        <xsl:if test="form[.//field]">
          <details><summary><xsl:value-of select="key('t', 'story.form')"/><xsl:text> </xsl:text><xsl:for-each select="form[.//field]"><xsl:if test="position() &gt; 1"><xsl:value-of select="key('t', 'comma')"/></xsl:if><xsl:value-of select="@title"/></xsl:for-each></summary>
            <xsl:apply-templates select="form[.//field]"/></details>
        </xsl:if>
        <xsl:if test="came"><ul class="came"><xsl:apply-templates select="came"/></ul></xsl:if>
      </div>
    </li>
  </xsl:template>

  <!-- What was decided and said in the form, without opening it: its first choice, and its opinion. -->
  <xsl:template name="opinions">
    <xsl:for-each select="form">
      <xsl:variable name="choice" select="(.//field[@type = 'choice'][choice])[1]"/>
      <xsl:variable name="long" select="(.//field[@type = 'long'])[last()]"/>
      <xsl:if test="$choice"><p class="chosen"><span class="quiet"><xsl:value-of select="concat($choice/@label, key('t', 'colon'))"/></span><strong><xsl:apply-templates select="$choice" mode="value"/></strong></p></xsl:if>
      <xsl:if test="$long"><blockquote><xsl:value-of select="$long/text()"/></blockquote></xsl:if>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="reason" mode="opinion"><blockquote><xsl:value-of select="."/></blockquote></xsl:template>

  <!-- 王一 办理了 核查违法线索. -->
  <xsl:template name="said">
    <xsl:choose>
      <xsl:when test="@name"><strong class="actor"><xsl:value-of select="@name"/></strong>
        <xsl:if test="@certificate and (@kind = 'sign' or @kind = 'complete')"><span class="id" title="{key('t', 'story.certificate')}"><xsl:value-of select="concat(' ', @certificate)"/></span></xsl:if></xsl:when>
      <xsl:when test="@kind = 'clock'"><strong class="actor"><xsl:value-of select="key('t', 'story.clock')"/></strong></xsl:when>
      <xsl:when test="from"><strong class="actor"><a href="/cases/{from/@case}"><xsl:value-of select="from/@case"/></a></strong></xsl:when>
    </xsl:choose>
    <xsl:text> </xsl:text>
    <span class="verb">
      <xsl:choose>
        <xsl:when test="@kind = 'sign' and @agree = 'false'"><xsl:value-of select="key('t', 'story.kind.disagree')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="key('t', concat('story.kind.', @kind))"/></xsl:otherwise>
      </xsl:choose>
    </span>
    <xsl:text> </xsl:text>
    <xsl:if test="task"><span class="object"><xsl:value-of select="task/@title"/><xsl:if test="task/@key"><span class="id"><xsl:value-of select="concat(' ', task/@key)"/></span></xsl:if></span></xsl:if>
    <xsl:if test="action and @kind = 'act'"><span class="object"><xsl:value-of select="action/@title"/></span></xsl:if>
    <xsl:if test="file"><span class="object"><a href="{$base}/files/{file/@number}"><xsl:value-of select="file/@name"/></a></span></xsl:if>
    <xsl:if test="calendar"><span class="object"><xsl:value-of select="calendar/@name"/></span></xsl:if>
    <xsl:if test="attempt"><span class="object"><xsl:value-of select="key('t', concat('story.kind.', attempt/@command))"/><xsl:if test="to"><xsl:value-of select="concat(' ', to/@title)"/></xsl:if></span></xsl:if>
    <xsl:if test="to and not(attempt)"><xsl:text> → </xsl:text><span class="object"><xsl:value-of select="to/@title"/></span></xsl:if>
    <xsl:if test="person"><xsl:text> → </xsl:text><xsl:for-each select="person"><xsl:if test="position() &gt; 1"><xsl:value-of select="key('t', 'comma')"/></xsl:if><strong><xsl:value-of select="@name"/></strong></xsl:for-each></xsl:if>
    <xsl:apply-templates select="law"/>
    <xsl:if test="task/@minutes">
      <span class="spent">
        <xsl:if test="task/@minutes &gt; 0"><xsl:value-of select="key('t', 'story.spent')"/><xsl:text> </xsl:text><xsl:call-template name="length"><xsl:with-param name="minutes" select="task/@minutes"/></xsl:call-template></xsl:if>
        <xsl:choose>
          <xsl:when test="task/@late"><span class="due late"><xsl:apply-templates select="key('t', 'story.late')"><xsl:with-param name="a" select="task/@late"/></xsl:apply-templates></span></xsl:when>
          <xsl:when test="task/@due"><span class="due later"><xsl:value-of select="key('t', 'story.on-time')"/></span></xsl:when>
        </xsl:choose>
      </span>
    </xsl:if>
  </xsl:template>

  <xsl:template match="came">
    <li class="{@kind}"><span class="label"><xsl:value-of select="key('t', concat('story.came.', @kind))"/></span>
      <xsl:choose>
        <xsl:when test="@kind = 'instrument'"><a href="{$base}/documents/{@number}"><xsl:value-of select="@title"/></a><xsl:if test="@document"><xsl:text> </xsl:text><span class="number"><xsl:value-of select="@document"/></span></xsl:if></xsl:when>
        <xsl:when test="@kind = 'notice'"><xsl:value-of select="concat(@roles, key('t', 'colon'), @title)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="@title"/></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="@roles and @kind = 'task'"><span class="quiet"><xsl:value-of select="concat(' ', @roles)"/></span></xsl:if>
      <xsl:if test="@due"><xsl:text> </xsl:text><span class="quiet"><xsl:value-of select="key('t', 'clock.last')"/><xsl:text> </xsl:text><xsl:call-template name="day"><xsl:with-param name="day" select="@due"/></xsl:call-template></span></xsl:if>
      <xsl:if test="@state = 'suspended' or @state = 'expired'"><xsl:text> </xsl:text><span class="tag"><xsl:value-of select="key('t', concat('clock.', @state))"/></span></xsl:if>
      <xsl:if test="@provisional"><xsl:text> </xsl:text><span class="tag"><xsl:value-of select="key('t', 'clock.provisional')"/></span></xsl:if>
      <xsl:apply-templates select="law"/></li>
  </xsl:template>
</xsl:stylesheet>
