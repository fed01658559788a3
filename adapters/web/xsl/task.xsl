<?xml version="1.0" encoding="UTF-8"?>
<!-- task.xsl - a task: what it asks, what would follow, what may be done with it; the case beside it. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:include href="beside.xsl"/>

  <xsl:template match="main" mode="head">
    <link rel="stylesheet" href="{$static}task.css"/>
    <script src="{$static}task.js" defer=""></script>
  </xsl:template>

  <xsl:template match="main" mode="title">
    <xsl:choose>
      <xsl:when test="@closed"><xsl:value-of select="key('t', 'task.closed')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat(@title, ' · ', @case-title)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Somebody was first. -->
  <xsl:template match="main[@closed]">
    <div class="bench">
      <div>
        <h1><xsl:value-of select="key('t', 'task.closed')"/></h1>
        <xsl:call-template name="problems"/>
        <p><xsl:value-of select="key('t', 'task.closed.why')"/></p>
        <p class="acts"><a class="button primary" href="/cases/{@case}"><xsl:value-of select="key('t', 'task.to-case')"/></a>
          <a class="button" href="/work"><xsl:value-of select="key('t', 'nav.work')"/></a></p>
      </div>
      <xsl:apply-templates select="beside"/>
    </div>
  </xsl:template>

  <xsl:template match="main">
    <p class="crumbs"><a href="/work"><xsl:value-of select="key('t', 'nav.work')"/></a><xsl:text> / </xsl:text>
      <a href="/cases/{@case}"><xsl:value-of select="@case-title"/></a><xsl:text> </xsl:text><span class="id"><xsl:value-of select="@case"/></span></p>
    <header class="task-head">
      <h1><xsl:value-of select="@title"/></h1>
      <p class="facts">
        <xsl:call-template name="due"/>
        <xsl:call-template name="holder"/>
        <xsl:if test="@people &gt; 1"><span class="tag"><xsl:apply-templates select="key('t', 'task.together')"><xsl:with-param name="a" select="@people"/></xsl:apply-templates></span></xsl:if>
        <xsl:if test="@urged &gt; 0"><span class="tag urged"><xsl:apply-templates select="key('t', 'task.urged')"><xsl:with-param name="a" select="@urged"/></xsl:apply-templates></span></xsl:if>
        <span class="since"><xsl:value-of select="key('t', 'task.since')"/><xsl:text> </xsl:text>
          <xsl:call-template name="moment"><xsl:with-param name="moment" select="@opened"/></xsl:call-template></span>
      </p>
      <p class="place"><xsl:value-of select="@step"/>
        <xsl:if test="@law"><span class="law"><xsl:value-of select="@law"/></span></xsl:if>
        <xsl:if test="@step-law"><span class="law"><xsl:value-of select="@step-law"/></span></xsl:if></p>
    </header>
    <div class="bench">
      <div class="bench-main">
        <div id="work">
          <xsl:call-template name="problems"/>
          <xsl:if test="why"><xsl:call-template name="why"/></xsl:if>
          <xsl:call-template name="signing"/>
          <xsl:apply-templates select="dossier"/>
          <xsl:choose>
            <xsl:when test="can[@op = 'complete']"><xsl:call-template name="working"/></xsl:when>
            <xsl:otherwise><xsl:call-template name="looking"/></xsl:otherwise>
          </xsl:choose>
        </div>
        <xsl:call-template name="others"/>
        <xsl:call-template name="form-words"/>
      </div>
      <xsl:apply-templates select="beside"/>
    </div>
  </xsl:template>

  <!-- The whole file: what the forms came to, the tables, cases like it. -->
  <xsl:template match="dossier">
    <section class="card dossier" aria-labelledby="dossier-title">
      <h2 id="dossier-title"><xsl:value-of select="key('t', 'dossier.title')"/></h2>
      <xsl:if test="../can[@op = 'complete']"><p><a href="#task-form"><xsl:value-of select="key('t', 'dossier.to-form')"/></a></p></xsl:if>
      <xsl:for-each select="form">
        <xsl:sort select="position()" data-type="number" order="descending"/>
        <details><xsl:if test="position() = 1"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
          <summary><xsl:value-of select="@title"/></summary>
          <dl class="pairs"><xsl:apply-templates select="*" mode="filled"/></dl>
        </details>
      </xsl:for-each>
      <xsl:if test="decided">
        <h3><xsl:value-of select="key('t', 'dossier.tables')"/></h3>
        <xsl:for-each select="decided">
          <details class="decided"><summary><xsl:value-of select="@table"/><xsl:text> </xsl:text><span class="id"><xsl:value-of select="concat(@version, ' ', @on)"/></span></summary>
            <dl class="pairs">
              <xsl:for-each select="value"><dt><xsl:value-of select="@name"/></dt><dd><xsl:value-of select="."/></dd></xsl:for-each>
              <xsl:for-each select="basis"><dt class="quiet"><xsl:value-of select="@name"/></dt><dd class="quiet"><xsl:value-of select="."/></dd></xsl:for-each>
            </dl></details>
        </xsl:for-each>
      </xsl:if>
      <xsl:if test="precedent">
        <h3><xsl:value-of select="key('t', 'dossier.precedents')"/></h3>
        <div class="scroll"><table>
          <tbody>
            <xsl:for-each select="precedent">
              <tr><td><a href="/cases/{@case}"><xsl:value-of select="@title"/></a><xsl:text> </xsl:text><span class="id"><xsl:value-of select="@case"/></span></td>
                <td><xsl:call-template name="day"><xsl:with-param name="day" select="substring(@opened, 1, 10)"/></xsl:call-template></td>
                <td><xsl:for-each select="fact"><div><span class="quiet"><xsl:value-of select="@title"/></span><xsl:text> </xsl:text><xsl:value-of select="."/></div></xsl:for-each></td></tr>
            </xsl:for-each>
          </tbody>
        </table></div>
      </xsl:if>
    </section>
  </xsl:template>
  <xsl:template match="*" mode="filled"><xsl:apply-templates select="*" mode="filled"/></xsl:template>
  <xsl:template match="field" mode="filled">
    <dt><xsl:value-of select="@label"/></dt>
    <dd><xsl:choose>
        <xsl:when test="choice"><xsl:for-each select="choice"><xsl:if test="position() &gt; 1">、</xsl:if><xsl:value-of select="."/></xsl:for-each></xsl:when>
        <xsl:when test="@type = 'boolean' and . = 'true'"><xsl:value-of select="key('t', 'form.yes')"/></xsl:when>
        <xsl:when test="@type = 'boolean' and . = 'false'"><xsl:value-of select="key('t', 'form.no')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise></xsl:choose></dd>
  </xsl:template>

  <xsl:template name="holder">
    <xsl:choose>
      <xsl:when test="@state = 'signing'"><span class="tag"><xsl:value-of select="key('t', 'task.state.signing')"/></span></xsl:when>
      <xsl:when test="@mine"><span class="tag mine"><xsl:value-of select="key('t', 'task.mine')"/></span></xsl:when>
      <xsl:when test="@claimant"><span class="tag"><xsl:apply-templates select="key('t', 'task.held')"><xsl:with-param name="a" select="@claimant"/></xsl:apply-templates></span></xsl:when>
      <xsl:otherwise><span class="tag"><xsl:apply-templates select="key('t', 'task.free')"><xsl:with-param name="a" select="@roles"/></xsl:apply-templates></span></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="@owner"><span class="tag"><xsl:apply-templates select="key('t', 'task.owner')"><xsl:with-param name="a" select="@owner"/></xsl:apply-templates></span></xsl:if>
  </xsl:template>

  <xsl:template name="why">
    <section class="card note">
      <h2><xsl:value-of select="key('t', 'task.why')"/></h2>
      <ul>
        <xsl:for-each select="why"><li><xsl:value-of select="."/><xsl:if test="@law"><span class="law"><xsl:value-of select="@law"/></span></xsl:if></li></xsl:for-each>
      </ul>
    </section>
  </xsl:template>

  <!-- Who has signed, who must. -->
  <xsl:template name="signing">
    <xsl:if test="@state = 'signing' or signer">
      <section class="card">
        <h2><xsl:value-of select="key('t', 'task.signatures')"/></h2>
        <ul class="plain signers">
          <xsl:if test="@state = 'signing'">
            <li class="yes"><b><xsl:value-of select="@claimant"/></b><xsl:text> </xsl:text><xsl:value-of select="key('t', 'task.signed.first')"/></li>
          </xsl:if>
          <xsl:for-each select="signer">
            <li>
              <xsl:attribute name="class"><xsl:choose><xsl:when test="@agreed">yes</xsl:when><xsl:otherwise>open</xsl:otherwise></xsl:choose></xsl:attribute>
              <b><xsl:value-of select="@name"/></b><xsl:text> </xsl:text>
              <xsl:choose>
                <xsl:when test="@agreed"><xsl:value-of select="key('t', 'task.signed')"/></xsl:when>
                <xsl:otherwise><xsl:value-of select="key('t', 'task.must-sign')"/></xsl:otherwise>
              </xsl:choose>
            </li>
          </xsl:for-each>
        </ul>
        <xsl:if test="@state = 'signing' and not(can[@op = 'sign']) and @people &gt; 1 and count(signer[@agreed][not(@added)]) + 1 &lt; @people">
          <p class="hint"><xsl:value-of select="key('t', 'task.together.who')"/>
            <xsl:for-each select="people[@for = 'sign']/person"><xsl:if test="position() &gt; 1">、</xsl:if><xsl:value-of select="@name"/></xsl:for-each></p>
        </xsl:if>
        <xsl:if test="can[@op = 'sign']"><xsl:call-template name="sign"/></xsl:if>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="sign">
    <xsl:variable name="can" select="can[@op = 'sign']"/>
    <xsl:if test="outcome">
      <h3><xsl:value-of select="key('t', 'task.sign.follows')"/></h3>
      <form method="post" action="/cases/{@case}/tasks/{@number}"><xsl:call-template name="csrf"/><xsl:apply-templates select="outcome"/></form>
    </xsl:if>
    <form method="post" action="/cases/{@case}/tasks/{@number}/agree" class="acts">
      <xsl:call-template name="csrf"/>
      <input type="hidden" name="key" value="{$can/@key}"/>
      <button class="primary"><xsl:value-of select="key('t', 'task.agree')"/></button>
    </form>
    <details class="op">
      <summary><xsl:value-of select="key('t', 'task.disagree')"/></summary>
      <form method="post" action="/cases/{@case}/tasks/{@number}/disagree" class="form">
        <xsl:call-template name="csrf"/>
        <input type="hidden" name="key" value="{$can/@key}-no"/>
        <xsl:call-template name="reason"><xsl:with-param name="op" select="'disagree'"/><xsl:with-param name="needed" select="true()"/></xsl:call-template>
        <p class="acts"><button class="danger"><xsl:value-of select="key('t', 'task.disagree')"/></button></p>
      </form>
    </details>
  </xsl:template>

  <!-- The form, to be filled in. -->
  <xsl:template name="working">
    <form method="post" action="/cases/{@case}/tasks/{@number}" enctype="multipart/form-data" novalidate="" class="card task-form" id="task-form"
          data-entries="{@entries}">
      <xsl:if test="@mine and can[@op = 'draft']"><xsl:attribute name="data-draft">true</xsl:attribute></xsl:if>
      <button class="hidden" name="do" value="update" tabindex="-1" aria-hidden="true"><xsl:value-of select="key('t', 'form.update')"/></button>
      <xsl:call-template name="csrf"/>
      <input type="hidden" name="key" value="{@key}"/>
      <input type="hidden" name="entries" value="{@entries}"/>
      <xsl:if test="form//field[@turns]"><input type="hidden" name="turns" value="{form//field[@turns]/@path}"/></xsl:if>
      <xsl:if test="@form-title"><h2><xsl:value-of select="@form-title"/></h2></xsl:if>
      <xsl:choose>
        <xsl:when test="form/*"><xsl:apply-templates select="form" mode="fields"/></xsl:when>
        <xsl:otherwise><p class="quiet"><xsl:value-of select="key('t', 'task.no-form')"/></p></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="outcome">
        <section class="follows">
          <h3><xsl:value-of select="key('t', 'task.follows')"/></h3>
          <xsl:apply-templates select="outcome"/>
        </section>
      </xsl:if>
      <div class="acts bar-bottom">
        <button class="primary" name="do" value="complete">
          <xsl:value-of select="key('t', 'task.complete')"/>
          <xsl:if test="form//field[@turns]/choice[@chosen]">
            <xsl:value-of select="concat('：', form//field[@turns]/choice[@chosen]/@label)"/>
          </xsl:if>
        </button>
        <xsl:if test="can[@op = 'draft']"><button name="do" value="draft"><xsl:value-of select="key('t', 'task.draft')"/></button></xsl:if>
        <xsl:if test="form/*"><button name="do" value="update" class="update"><xsl:value-of select="key('t', 'form.update')"/></button></xsl:if>
        <span class="hint saved" role="status"><xsl:if test="@drafted"><xsl:value-of select="key('t', 'task.drafted')"/></xsl:if></span>
      </div>
    </form>
  </xsl:template>

  <!-- The form as it stands, for who only looks. -->
  <xsl:template name="looking">
    <xsl:if test="form/*">
      <section class="card">
        <h2><xsl:value-of select="@form-title"/></h2>
        <xsl:apply-templates select="form" mode="fields"/>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- Everything else that may be done with it. -->
  <xsl:template name="others">
    <xsl:if test="can[@op != 'complete' and @op != 'draft' and @op != 'sign']">
      <section class="card ops" aria-label="{key('t', 'task.others')}">
        <div class="acts">
          <xsl:for-each select="can[@op = 'claim' or @op = 'release']">
            <form method="post" action="/cases/{../@case}/tasks/{../@number}/{@op}">
              <xsl:call-template name="csrf"/>
              <input type="hidden" name="key" value="{@key}"/>
              <button data-key="{substring(@op, 1, 1)}"><xsl:value-of select="key('t', concat('op.', @op))"/></button>
            </form>
          </xsl:for-each>
        </div>
        <xsl:for-each select="can[@op = 'return' or @op = 'transfer' or @op = 'delegate' or @op = 'add-signer' or @op = 'remove-signer' or @op = 'copy' or @op = 'urge']">
          <details class="op" id="op-{@op}">
            <xsl:if test="@tried"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
            <summary><xsl:value-of select="key('t', concat('op.', @op))"/></summary>
            <form method="post" action="/cases/{../@case}/tasks/{../@number}/{@op}" class="form">
              <xsl:call-template name="csrf"/>
              <input type="hidden" name="key" value="{@key}"/>
              <p class="hint"><xsl:value-of select="key('t', concat('op.', @op, '.what'))"/></p>
              <xsl:call-template name="op-fields"/>
              <p class="acts"><button class="primary"><xsl:value-of select="key('t', concat('op.', @op, '.do'))"/></button></p>
            </form>
          </details>
        </xsl:for-each>
        <p class="more"><a href="/cases/{@case}/do/recuse"><xsl:value-of select="key('t', 'caseop.recuse')"/></a>
          <a href="/cases/{@case}/do/suspend"><xsl:value-of select="key('t', 'caseop.suspend')"/></a>
          <a href="/cases/{@case}/do/comment"><xsl:value-of select="key('t', 'caseop.comment')"/></a>
          <a href="/cases/{@case}/do/evidence"><xsl:value-of select="key('t', 'caseop.evidence')"/></a></p>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="op-fields">
    <xsl:choose>
      <xsl:when test="@op = 'return'">
        <fieldset class="field choose">
          <legend class="needed"><xsl:value-of select="key('t', 'op.to')"/></legend>
          <xsl:variable name="to" select="@to"/>
          <xsl:for-each select="../step">
            <label class="choice"><input type="radio" name="to" value="{@id}">
                <xsl:if test="@id = $to"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if></input>
              <span><xsl:value-of select="@title"/></span></label>
          </xsl:for-each>
        </fieldset>
        <xsl:call-template name="reason"><xsl:with-param name="op" select="@op"/><xsl:with-param name="needed" select="true()"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="@op = 'transfer' or @op = 'delegate'"><xsl:call-template name="pick-one"/></xsl:when>
      <xsl:when test="@op = 'add-signer' or @op = 'copy'"><xsl:call-template name="pick-many"/></xsl:when>
      <xsl:when test="@op = 'remove-signer'">
        <fieldset class="field choose">
          <legend class="needed"><xsl:value-of select="key('t', 'op.person')"/></legend>
          <xsl:for-each select="../signer[@added]">
            <label class="choice"><input type="checkbox" name="person" value="{@id}"/><span><xsl:value-of select="@name"/></span></label>
          </xsl:for-each>
        </fieldset>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="reason"><xsl:with-param name="op" select="@op"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="reason">
    <xsl:param name="op"/>
    <xsl:param name="needed"/>
    <div class="field wide"><label for="reason-{$op}"><xsl:if test="$needed"><xsl:attribute name="class">needed</xsl:attribute></xsl:if>
        <xsl:value-of select="key('t', 'op.reason')"/></label>
      <textarea id="reason-{$op}" name="reason" rows="3"><xsl:value-of select="@reason"/></textarea></div>
  </xsl:template>

  <xsl:template name="pick-one">
    <xsl:variable name="op" select="@op"/>
    <xsl:variable name="chosen" select="@person"/>
    <xsl:choose>
      <xsl:when test="../people[@for = $op]/person">
        <div class="field"><label class="needed" for="person-{@op}"><xsl:value-of select="key('t', 'op.person')"/></label>
          <select id="person-{@op}" name="person">
            <option value=""><xsl:value-of select="key('t', 'form.choose')"/></option>
            <xsl:for-each select="../people[@for = $op]/person">
              <option value="{@id}"><xsl:if test="@id = $chosen"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if>
                <xsl:call-template name="person-line"/></option>
            </xsl:for-each>
          </select></div>
      </xsl:when>
      <xsl:otherwise><p class="quiet"><xsl:value-of select="key('t', 'op.nobody')"/></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="person-line">
    <xsl:value-of select="concat(@name, '　', @roles)"/>
    <xsl:if test="@unit"><xsl:value-of select="concat('（', @unit, '）')"/></xsl:if>
  </xsl:template>

  <xsl:template name="pick-many">
    <xsl:variable name="op" select="@op"/>
    <xsl:choose>
      <xsl:when test="../people[@for = $op]/person">
        <fieldset class="field choose many">
          <legend class="needed"><xsl:value-of select="key('t', 'op.persons')"/></legend>
          <xsl:for-each select="../people[@for = $op]/person">
            <label class="choice"><input type="checkbox" name="person" value="{@id}"/><span><xsl:call-template name="person-line"/></span></label>
          </xsl:for-each>
        </fieldset>
      </xsl:when>
      <xsl:otherwise><p class="quiet"><xsl:value-of select="key('t', 'op.nobody')"/></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
