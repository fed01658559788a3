<?xml version="1.0" encoding="UTF-8"?>
<!-- case-now.xsl - where a case stands: what waits for whom, its deadlines on calendars, what one may do, what blocks it. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:s="http://www.w3.org/2000/svg"
  xmlns:x="http://www.w3.org/1999/xlink" exclude-result-prefixes="s x" version="1.0">
  <xsl:import href="case.xsl"/>
  <xsl:key name="mark" match="/page/main/now/diagram/mark" use="@id"/>
  <xsl:template name="tab">
    <xsl:variable name="beside" select="now/actions/action or now/withdrawals/withdrawal or now/why/reason"/>
    <div>
      <xsl:if test="$beside"><xsl:attribute name="class">beside</xsl:attribute></xsl:if>
      <div>
        <xsl:if test="now/tasks/task or case/@status = 'open' or case/@status = 'suspended'"><xsl:apply-templates select="now/tasks"/></xsl:if>
        <xsl:apply-templates select="now/clocks"/>
        <xsl:apply-templates select="now/diagram"/>
      </div>
      <xsl:if test="$beside">
        <aside>
          <xsl:apply-templates select="now/actions"/>
          <xsl:apply-templates select="now/withdrawals"/>
          <xsl:apply-templates select="now/why"/>
        </aside>
      </xsl:if>
    </div>
  </xsl:template>

  <!-- The chart, marked; the list says the same. -->
  <xsl:template match="diagram">
    <section class="diagram" aria-labelledby="diagram">
      <h2 id="diagram"><xsl:value-of select="key('t', 'case.diagram')"/></h2>
      <xsl:if test="s:svg">
        <p class="legend"><span class="now"><xsl:value-of select="key('t', 'case.diagram.now')"/></span><span class="been"><xsl:value-of select="key('t', 'case.diagram.been')"/></span><span class="ahead"><xsl:value-of select="key('t', 'case.diagram.ahead')"/></span></p>
        <input type="checkbox" id="fit"/><label for="fit"><xsl:value-of select="key('t', 'case.diagram.fit')"/></label>
        <div class="frame" tabindex="0" role="img" aria-label="{key('t', 'case.diagram.label')}">
          <xsl:apply-templates select="s:svg" mode="svg"/>
        </div>
      </xsl:if>
      <details><summary><xsl:value-of select="key('t', 'case.diagram.list')"/></summary>
        <ol class="steps">
          <xsl:for-each select="../steps/step">
            <li class="{@is} depth-{@depth}"><span class="is"><xsl:value-of select="key('t', concat('case.diagram.', @is))"/></span><span class="title"><xsl:value-of select="@title"/></span><xsl:apply-templates select="law"/></li>
          </xsl:for-each>
        </ol>
      </details>
    </section>
  </xsl:template>

  <!-- Shapes only: colours are the style sheet's. -->
  <xsl:template match="s:svg" mode="svg">
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="{@viewBox}" width="{substring-before(@width, 'pt')}" height="{substring-before(@height, 'pt')}">
      <xsl:apply-templates select="s:g" mode="svg"/>
    </svg>
  </xsl:template>
  <xsl:template match="s:g" mode="svg">
    <xsl:choose><xsl:when test="@class"><xsl:call-template name="shape"/></xsl:when><xsl:otherwise><xsl:apply-templates select="*" mode="svg"/></xsl:otherwise></xsl:choose>
  </xsl:template>
  <xsl:template name="shape">
    <xsl:variable name="mark" select="key('mark', @id)"/>
    <g xmlns="http://www.w3.org/2000/svg" class="{concat(@class, ' ', $mark/@is)}">
      <xsl:if test="@transform"><xsl:attribute name="transform"><xsl:value-of select="@transform"/></xsl:attribute></xsl:if>
      <xsl:if test="@class = 'node' or @class = 'cluster'"><xsl:attribute name="id"><xsl:value-of select="@id"/></xsl:attribute></xsl:if>
      <xsl:apply-templates select="*" mode="svg"/>
      <xsl:if test="@class = 'graph'">
        <!-- above all lines -->
        <xsl:for-each select="s:g[@class = 'node'][key('mark', @id)/@is = 'now'][.//s:text]">
          <xsl:variable name="start" select="substring-before(substring-after(.//s:path/@d, 'M'), 'C')"/>
          <text class="flag" x="{.//s:text[1]/@x}" y="{number(substring-after($start, ',')) - 7}" text-anchor="middle"><xsl:value-of select="concat('▼ ', key('t', 'case.diagram.now'))"/></text>
        </xsl:for-each>
      </xsl:if>
    </g>
  </xsl:template>
  <xsl:template match="s:a" mode="svg"><xsl:apply-templates select="*" mode="svg"/></xsl:template>
  <xsl:template match="s:title" mode="svg"/>
  <xsl:template match="s:path|s:polygon|s:ellipse|s:text|s:polyline" mode="svg">
    <xsl:if test="not(self::s:polygon and ../@class = 'graph')"><xsl:element name="{local-name()}" namespace="http://www.w3.org/2000/svg">
      <xsl:copy-of select="@d|@points|@cx|@cy|@rx|@ry|@x|@y|@text-anchor|@stroke-dasharray|@font-size"/>
      <xsl:if test="@fill = 'none'"><xsl:attribute name="class">open</xsl:attribute></xsl:if>
      <xsl:value-of select="text()"/>
    </xsl:element></xsl:if>
  </xsl:template>

  <!-- Tasks. -->
  <xsl:template match="tasks">
    <section aria-labelledby="tasks">
      <h2 id="tasks"><xsl:value-of select="key('t', 'case.tasks')"/></h2>
      <xsl:if test="not(task)"><p class="empty small"><xsl:value-of select="key('t', 'case.tasks.none')"/></p></xsl:if>
      <xsl:if test="task">
        <ol class="rows" id="rows">
          <xsl:for-each select="task">
            <li class="row">
              <div class="what">
                <xsl:choose>
                  <xsl:when test="$case/@as-of"><span class="title"><xsl:value-of select="@title"/></span></xsl:when>
                  <xsl:otherwise><a class="title" href="{$base}/tasks/{@number}"><xsl:value-of select="@title"/></a></xsl:otherwise>
                </xsl:choose>
                <span class="about">
                  <xsl:choose>
                    <xsl:when test="person"><xsl:for-each select="person"><xsl:if test="position() &gt; 1"><xsl:value-of select="key('t', 'comma')"/></xsl:if><xsl:value-of select="@name"/></xsl:for-each></xsl:when>
                    <xsl:otherwise><xsl:value-of select="@roles"/></xsl:otherwise>
                  </xsl:choose>
                </span>
              </div>
              <div class="facts">
                <xsl:choose>
                  <xsl:when test="@mine"><span class="tag mine"><xsl:value-of select="key('t', 'case.task.mine')"/></span></xsl:when>
                  <xsl:when test="@open-to-me"><span class="tag mine"><xsl:value-of select="key('t', 'case.task.for-me')"/></span></xsl:when>
                </xsl:choose>
                <span class="tag"><xsl:value-of select="key('t', concat('case.task.', @state))"/></span>
                <span class="since"><xsl:value-of select="key('t', 'case.task.since')"/><xsl:text> </xsl:text><xsl:call-template name="day"><xsl:with-param name="day" select="substring(@opened, 1, 10)"/></xsl:call-template></span>
                <xsl:call-template name="due"/>
              </div>
            </li>
          </xsl:for-each>
        </ol>
      </xsl:if>
    </section>
  </xsl:template>

  <!-- Deadlines: those that run are counted out; of others the outcome. -->
  <xsl:template match="clocks">
    <xsl:if test="clock"><section aria-labelledby="clocks">
      <h2 id="clocks"><xsl:value-of select="key('t', 'case.clocks')"/></h2>
      <xsl:for-each select="clock">
        <xsl:sort select="number(@state = 'met')"/><xsl:sort select="@due"/>
        <details class="clock {@state}">
          <xsl:if test="@state != 'met' and count(../clock[@state != 'met']) &lt;= 3"><xsl:attribute name="open"/></xsl:if>
          <summary>
            <span class="title"><xsl:value-of select="@title"/></span>
            <span class="facts">
              <xsl:if test="@provisional"><span class="tag"><xsl:value-of select="key('t', 'clock.provisional')"/></span></xsl:if>
              <xsl:choose>
                <xsl:when test="@state = 'met'"><span class="tag good"><xsl:value-of select="key('t', 'clock.met')"/></span>
                  <span class="quiet"><xsl:value-of select="key('t', 'clock.last')"/><xsl:text> </xsl:text><xsl:call-template name="day"><xsl:with-param name="day" select="@due"/></xsl:call-template></span></xsl:when>
                <xsl:when test="@state = 'suspended'"><span class="tag"><xsl:value-of select="key('t', 'clock.suspended')"/></span><span class="quiet"><xsl:value-of select="key('t', 'clock.so-far')"/><xsl:text> </xsl:text><xsl:call-template name="day"><xsl:with-param name="day" select="@due"/></xsl:call-template></span></xsl:when>
                <xsl:otherwise><xsl:call-template name="due"/></xsl:otherwise>
              </xsl:choose>
            </span>
          </summary>
          <p class="quiet">
            <xsl:if test="@roles != ''"><xsl:value-of select="@roles"/><xsl:text> </xsl:text></xsl:if>
            <xsl:apply-templates select="law"/>
            <xsl:if test="@from"><xsl:text> </xsl:text><xsl:apply-templates select="key('t', 'clock.from')"><xsl:with-param name="a"><xsl:call-template name="full-day"><xsl:with-param name="day" select="@from"/></xsl:call-template></xsl:with-param></xsl:apply-templates></xsl:if>
            <xsl:if test="@met-on"><xsl:text> </xsl:text><xsl:apply-templates select="key('t', 'clock.ended')"><xsl:with-param name="a"><xsl:call-template name="full-day"><xsl:with-param name="day" select="@met-on"/></xsl:call-template></xsl:with-param></xsl:apply-templates></xsl:if>
          </p>
          <xsl:if test="@provisional"><p class="note"><xsl:value-of select="key('t', 'clock.provisional.hint')"/></p></xsl:if>
          <xsl:for-each select="move">
            <p class="note">
              <xsl:call-template name="full-day"><xsl:with-param name="day" select="@on"/></xsl:call-template><xsl:text> </xsl:text>
              <xsl:apply-templates select="key('t', 'clock.moved')">
                <xsl:with-param name="a"><xsl:call-template name="full-day"><xsl:with-param name="day" select="@before"/></xsl:call-template></xsl:with-param>
                <xsl:with-param name="b"><xsl:call-template name="full-day"><xsl:with-param name="day" select="@after"/></xsl:call-template></xsl:with-param>
              </xsl:apply-templates>
            </p>
          </xsl:for-each>
          <div class="months"><xsl:apply-templates select="month"/></div>
        </details>
      </xsl:for-each>
    </section></xsl:if>
  </xsl:template>

  <!-- One month: the days that count carry their number, the others say why not. -->
  <xsl:template match="month">
    <table class="month">
      <caption><xsl:call-template name="month-name"/></caption>
      <thead><tr><xsl:call-template name="weekdays"/></tr></thead>
      <tbody>
        <xsl:for-each select="week[day/@counting]">
          <tr><xsl:for-each select="day"><td class="{@kind} {@counting}">
            <xsl:if test="@last"><xsl:attribute name="class"><xsl:value-of select="concat(@kind, ' ', @counting, ' last')"/></xsl:attribute></xsl:if>
            <xsl:if test="@today"><xsl:attribute name="aria-current">date</xsl:attribute></xsl:if>
            <xsl:if test="@n">
              <span class="n"><xsl:value-of select="@n"/></span>
              <span class="why"><xsl:call-template name="day-words"/></span>
            </xsl:if>
          </td></xsl:for-each></tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:template>

  <xsl:template name="day-words">
    <xsl:choose>
      <xsl:when test="@last and @number"><b><xsl:apply-templates select="key('t', 'clock.day.last')"><xsl:with-param name="a" select="@number"/></xsl:apply-templates></b></xsl:when>
      <xsl:when test="@last"><b><xsl:value-of select="key('t', 'clock.last')"/></b></xsl:when>
      <xsl:when test="@counting = 'trigger'"><xsl:value-of select="key('t', 'clock.day.trigger')"/></xsl:when>
      <xsl:when test="@counting = 'suspended'"><xsl:value-of select="key('t', 'clock.day.suspended')"/></xsl:when>
      <xsl:when test="@counting = 'rolled'"><xsl:value-of select="key('t', 'clock.day.rolled')"/></xsl:when>
      <xsl:when test="@number and @kind = 'makeup'"><xsl:apply-templates select="key('t', 'clock.day.makeup')"><xsl:with-param name="a" select="@number"/></xsl:apply-templates></xsl:when>
      <xsl:when test="@number"><xsl:apply-templates select="key('t', 'clock.day.number')"><xsl:with-param name="a" select="@number"/></xsl:apply-templates></xsl:when>
      <xsl:when test="@counting and @kind = 'holiday'"><xsl:choose><xsl:when test="@name"><xsl:value-of select="@name"/></xsl:when><xsl:otherwise><xsl:value-of select="key('t', 'clock.day.holiday')"/></xsl:otherwise></xsl:choose></xsl:when>
      <xsl:when test="@counting and @kind = 'weekend'"><xsl:value-of select="key('t', 'clock.day.weekend')"/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="month-name">
    <xsl:choose>
      <xsl:when test="$page/@language = 'en'"><xsl:value-of select="concat(substring('JanFebMarAprMayJunJulAugSepOctNovDec', @month * 3 - 2, 3), ' ', @year)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat(@year, '年', @month, '月')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="weekdays">
    <xsl:param name="n" select="1"/>
    <th scope="col"><xsl:value-of select="key('t', concat('weekday.', $n))"/></th>
    <xsl:if test="$n &lt; 7"><xsl:call-template name="weekdays"><xsl:with-param name="n" select="$n + 1"/></xsl:call-template></xsl:if>
  </xsl:template>

  <!-- What one may do besides tasks. -->
  <xsl:template match="actions[not(action)]"/>
  <xsl:template match="actions">
    <section class="card" aria-labelledby="actions">
      <h2 id="actions"><xsl:value-of select="key('t', 'case.actions')"/></h2>
      <ul class="plain">
        <xsl:for-each select="action[@possible]">
          <li><a class="button wide" href="{$base}/act/{@event}{@query}"><xsl:value-of select="@title"/></a><xsl:apply-templates select="law"/></li>
        </xsl:for-each>
      </ul>
      <xsl:if test="action[not(@possible)]">
        <h3><xsl:value-of select="key('t', 'case.actions.not')"/></h3>
        <ul class="plain">
          <xsl:for-each select="action[not(@possible)]">
            <li class="barred"><span class="title"><xsl:value-of select="@title"/></span><xsl:apply-templates select="law"/>
              <ul><xsl:apply-templates select="reason"/></ul></li>
          </xsl:for-each>
        </ul>
      </xsl:if>
    </section>
  </xsl:template>

  <!-- 撤回: what one has completed and nobody has gone on with. -->
  <xsl:template match="withdrawals">
    <xsl:if test="withdrawal">
      <section class="card" aria-labelledby="withdrawals">
        <h2 id="withdrawals"><xsl:value-of select="key('t', 'case.withdraw')"/></h2>
        <ul class="plain">
          <xsl:for-each select="withdrawal">
            <li>
              <form method="post" action="{$base}/tasks/{@number}/withdraw" class="acts">
                <xsl:call-template name="csrf"/>
                <span><xsl:value-of select="@title"/><xsl:if test="@key"><xsl:text> </xsl:text><span class="id"><xsl:value-of select="@key"/></span></xsl:if></span>
                <button><xsl:value-of select="key('t', 'case.withdraw.do')"/><span class="hidden"><xsl:value-of select="concat(' ', @title)"/></span></button>
              </form>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="why[not(reason)]"/>
  <xsl:template match="why">
    <section class="card" aria-labelledby="why">
      <h2 id="why"><xsl:value-of select="key('t', 'case.why')"/></h2>
      <ul class="plain">
        <xsl:apply-templates select="reason[@kind = 'suspension']"/><xsl:apply-templates select="reason[@kind = 'task']"/>
        <xsl:apply-templates select="reason[@kind = 'case' or @kind = 'day']"/><xsl:apply-templates select="reason[@kind = 'condition']"/>
      </ul>
      <xsl:if test="reason[@kind = 'content']">
        <h3><xsl:value-of select="key('t', 'case.why.content')"/></h3>
        <ul class="plain"><xsl:apply-templates select="reason[@kind = 'content']"/></ul>
      </xsl:if>
    </section>
  </xsl:template>
  <xsl:template match="reason">
    <li class="reason"><xsl:value-of select="."/><xsl:if test="@law and not(@law = ../law)"><span class="law"><xsl:value-of select="@law"/></span></xsl:if></li>
  </xsl:template>
</xsl:stylesheet>
