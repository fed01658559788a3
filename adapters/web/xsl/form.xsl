<?xml version="1.0" encoding="UTF-8"?>
<!-- form.xsl - the fields of a form (adapters/web/form.h). A page imports it beside layout.xsl and applies templates to
     the children of <form> within a <form method="post" enctype="multipart/form-data"> of its own.

     A field's name is "f.PATH", its id "f-PATH", its problem "e-PATH", its hint "h-PATH". -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">
  <xsl:import href="layout.xsl"/>

  <!-- What the script says. -->
  <xsl:template name="form-words">
    <div id="task-words" hidden="" data-kept="{key('t', 'form.kept')}" data-drop="{key('t', 'form.drop')}" data-saved="{key('t', 'form.saved')}"
         data-lost="{key('t', 'form.lost')}" data-failed="{key('t', 'form.failed')}"></div>
  </xsl:template>

  <xsl:template match="form" mode="fields">
    <div class="form fields"><xsl:apply-templates select="*" mode="fields"/></div>
  </xsl:template>

  <xsl:template match="group" mode="fields">
    <fieldset class="group">
      <xsl:if test="@label"><legend><xsl:value-of select="@label"/></legend></xsl:if>
      <xsl:apply-templates select="problem" mode="fields"/>
      <div class="form"><xsl:apply-templates select="*[not(self::problem)]" mode="fields"/></div>
    </fieldset>
  </xsl:template>

  <xsl:template match="text" mode="fields"><p class="quiet"><xsl:value-of select="@label"/></p></xsl:template>

  <!-- A list: its items, each with a button that takes it away, and one that adds another. -->
  <xsl:template match="repeat" mode="fields">
    <fieldset class="list" id="f-{@path}" tabindex="-1">
      <legend><xsl:value-of select="@label"/></legend>
      <xsl:if test="@hint"><span class="hint"><xsl:value-of select="@hint"/></span></xsl:if>
      <xsl:apply-templates select="problem" mode="fields"/>
      <input type="hidden" name="n.{@path}" value="{@count}"/>
      <xsl:apply-templates select="item" mode="fields"/>
      <xsl:if test="not(@readonly)">
        <p class="acts"><button name="add" value="{@path}" class="small">
          <xsl:apply-templates select="key('t', 'form.add')"><xsl:with-param name="a" select="@label"/></xsl:apply-templates>
        </button></p>
      </xsl:if>
    </fieldset>
  </xsl:template>

  <xsl:template match="item" mode="fields">
    <div class="item" role="group">
      <xsl:attribute name="aria-label"><xsl:value-of select="concat(../@label, ' ', @number)"/></xsl:attribute>
      <p class="item-head"><b><xsl:value-of select="@number"/></b>
        <xsl:if test="not(@readonly)">
          <button name="remove" value="{@path}" class="link">
            <xsl:apply-templates select="key('t', 'form.remove')"/>
            <span class="hidden"><xsl:value-of select="concat(' ', ../@label, ' ', @number)"/></span>
          </button>
        </xsl:if>
      </p>
      <xsl:apply-templates select="problem" mode="fields"/>
      <div class="form"><xsl:apply-templates select="*[not(self::problem)]" mode="fields"/></div>
    </div>
  </xsl:template>

  <xsl:template match="problem" mode="fields">
    <span class="wrong" id="e-{../@path}"><xsl:value-of select="."/>
      <xsl:if test="@law"><span class="law"><xsl:value-of select="@law"/></span></xsl:if></span>
  </xsl:template>

  <!-- What stands with every field: its hint, its article, what is wrong. -->
  <xsl:template name="field-notes">
    <xsl:if test="@hint"><span class="hint" id="h-{@path}"><xsl:value-of select="@hint"/></span></xsl:if>
    <xsl:if test="@help"><span class="hint"><xsl:value-of select="@help"/></span></xsl:if>
    <xsl:apply-templates select="problem" mode="fields"/>
  </xsl:template>

  <xsl:template name="field-attributes">
    <xsl:attribute name="id"><xsl:value-of select="concat('f-', @path)"/></xsl:attribute>
    <xsl:attribute name="name"><xsl:value-of select="concat('f.', @path)"/></xsl:attribute>
    <xsl:call-template name="field-state"/>
  </xsl:template>

  <xsl:template name="field-state">
    <xsl:if test="@required"><xsl:attribute name="aria-required">true</xsl:attribute></xsl:if>
    <xsl:if test="problem"><xsl:attribute name="aria-invalid">true</xsl:attribute></xsl:if>
    <xsl:if test="problem or @hint">
      <xsl:attribute name="aria-describedby">
        <xsl:if test="problem"><xsl:value-of select="concat('e-', @path, ' ')"/></xsl:if>
        <xsl:if test="@hint"><xsl:value-of select="concat('h-', @path)"/></xsl:if>
      </xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template name="field-label">
    <xsl:attribute name="class"><xsl:if test="@required">needed</xsl:if></xsl:attribute>
    <xsl:value-of select="@label"/>
    <xsl:if test="@law"><span class="law"><xsl:value-of select="@law"/></span></xsl:if>
  </xsl:template>

  <!-- What is only shown. -->
  <xsl:template match="field[@readonly]" mode="fields">
    <xsl:if test="@value != '' or problem or not(ancestor::form//field[not(@readonly)])">
      <div class="field shown" id="f-{@path}" tabindex="-1">
        <span class="label"><xsl:value-of select="@label"/></span>
        <span class="value"><xsl:call-template name="shown-value"/></span>
        <xsl:apply-templates select="problem" mode="fields"/>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template name="shown-value">
    <xsl:choose>
      <xsl:when test="@value = ''"><span class="quiet"><xsl:value-of select="key('t', 'form.empty')"/></span></xsl:when>
      <xsl:when test="@kind = 'upload'"><xsl:call-template name="file-link"/></xsl:when>
      <xsl:when test="choice[@chosen]">
        <xsl:for-each select="choice[@chosen]">
          <xsl:if test="position() &gt; 1">、</xsl:if><xsl:value-of select="@label"/>
        </xsl:for-each>
      </xsl:when>
      <xsl:when test="@type = 'boolean' and @value = 'true'"><xsl:value-of select="key('t', 'form.yes')"/></xsl:when>
      <xsl:when test="@type = 'boolean' and @value = 'false'"><xsl:value-of select="key('t', 'form.no')"/></xsl:when>
      <xsl:when test="@type = 'date'">
        <xsl:call-template name="day"><xsl:with-param name="day" select="@value"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="@type = 'dateTime'">
        <xsl:call-template name="moment"><xsl:with-param name="moment" select="@value"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="@value"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="file-link">
    <xsl:choose>
      <xsl:when test="/page/main/@case">
        <a href="/cases/{/page/main/@case}/files/{@value}"><xsl:value-of select="choice[@chosen]/@label"/></a>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="choice[@chosen]/@label"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Text in one line, days, numbers. -->
  <xsl:template match="field" mode="fields">
    <div class="field {@type}">
      <label for="f-{@path}"><xsl:call-template name="field-label"/></label>
      <input value="{@value}">
        <xsl:call-template name="field-attributes"/>
        <xsl:choose>
          <xsl:when test="@kind = 'secret'"><xsl:attribute name="type">password</xsl:attribute></xsl:when>
          <xsl:when test="@type = 'date'"><xsl:attribute name="type">date</xsl:attribute></xsl:when>
          <xsl:when test="@type = 'time'"><xsl:attribute name="type">time</xsl:attribute></xsl:when>
          <xsl:when test="@type = 'dateTime'">
            <xsl:attribute name="type">datetime-local</xsl:attribute>
            <xsl:attribute name="value"><xsl:value-of select="substring(@value, 1, 16)"/></xsl:attribute>
          </xsl:when>
          <xsl:when test="@type = 'integer'"><xsl:attribute name="inputmode">numeric</xsl:attribute></xsl:when>
          <xsl:when test="@type = 'decimal'"><xsl:attribute name="inputmode">decimal</xsl:attribute></xsl:when>
          <xsl:when test="@named = 'phone'"><xsl:attribute name="type">tel</xsl:attribute></xsl:when>
        </xsl:choose>
      </input>
      <xsl:call-template name="field-notes"/>
    </div>
  </xsl:template>

  <xsl:template match="field[@kind = 'textarea' and not(@readonly)]" mode="fields">
    <div class="field wide">
      <label for="f-{@path}"><xsl:call-template name="field-label"/></label>
      <textarea><xsl:call-template name="field-attributes"/><xsl:value-of select="@value"/></textarea>
      <xsl:call-template name="field-notes"/>
    </div>
  </xsl:template>

  <!-- Yes or no. -->
  <xsl:template match="field[@type = 'boolean' and not(choice) and not(@readonly)]" mode="fields">
    <fieldset class="field choose row-choices" id="f-{@path}" tabindex="-1" role="radiogroup">
      <xsl:call-template name="field-state"/>
      <legend><xsl:call-template name="field-label"/></legend>
      <xsl:call-template name="yes-no"><xsl:with-param name="value" select="'true'"/><xsl:with-param name="word" select="'form.yes'"/></xsl:call-template>
      <xsl:call-template name="yes-no"><xsl:with-param name="value" select="'false'"/><xsl:with-param name="word" select="'form.no'"/></xsl:call-template>
      <xsl:call-template name="field-notes"/>
    </fieldset>
  </xsl:template>
  <xsl:template name="yes-no">
    <xsl:param name="value"/>
    <xsl:param name="word"/>
    <label class="choice">
      <input type="radio" name="f.{@path}" value="{$value}">
        <xsl:if test="@value = $value"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if>
      </input>
      <span><xsl:value-of select="key('t', $word)"/></span>
    </label>
  </xsl:template>

  <!-- One of a few, all in sight; the choice on which the way of the case turns says what follows from each. -->
  <xsl:template match="field[@kind = 'select1' and not(@readonly) and not(@open) and count(choice) &lt;= 6]" mode="fields">
    <fieldset id="f-{@path}" tabindex="-1" role="radiogroup">
      <xsl:attribute name="class">
        <xsl:text>field choose</xsl:text>
        <xsl:choose>
          <xsl:when test="@turns"> turns</xsl:when>
          <xsl:when test="not(choice[string-length(@label) &gt; 12])"> row-choices</xsl:when>
        </xsl:choose>
      </xsl:attribute>
      <xsl:call-template name="field-state"/>
      <legend><xsl:call-template name="field-label"/></legend>
      <xsl:for-each select="choice">
        <div class="choice-box">
          <label class="choice">
            <input type="radio" name="f.{../@path}" value="{@value}">
              <xsl:if test="@chosen"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if>
            </input>
            <span><xsl:value-of select="@label"/></span>
          </label>
          <xsl:apply-templates select="outcome"/>
        </div>
      </xsl:for-each>
      <xsl:call-template name="field-notes"/>
    </fieldset>
  </xsl:template>

  <!-- One of many. -->
  <xsl:template match="field[(@kind = 'select1' or @people) and not(@readonly) and not(@open) and (count(choice) &gt; 6 or @people)]" mode="fields" priority="2">
    <div class="field">
      <label for="f-{@path}"><xsl:call-template name="field-label"/></label>
      <select>
        <xsl:call-template name="field-attributes"/>
        <option value=""><xsl:value-of select="key('t', 'form.choose')"/></option>
        <xsl:for-each select="choice">
          <option value="{@value}">
            <xsl:if test="@chosen"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if>
            <xsl:value-of select="@label"/>
          </option>
        </xsl:for-each>
      </select>
      <xsl:call-template name="field-notes"/>
    </div>
    <xsl:if test="@turns"><xsl:apply-templates select="choice[@chosen]/outcome"/></xsl:if>
  </xsl:template>

  <!-- One of several, or another value. -->
  <xsl:template match="field[@kind = 'select1' and @open and not(@readonly)]" mode="fields" priority="3">
    <div class="field">
      <label for="f-{@path}"><xsl:call-template name="field-label"/></label>
      <input value="{@value}" list="l-{@path}"><xsl:call-template name="field-attributes"/></input>
      <datalist id="l-{@path}">
        <xsl:for-each select="choice"><option value="{@value}"><xsl:value-of select="@label"/></option></xsl:for-each>
      </datalist>
      <xsl:call-template name="field-notes"/>
    </div>
  </xsl:template>

  <!-- Any number. -->
  <xsl:template match="field[@kind = 'select' and not(@readonly)]" mode="fields">
    <fieldset class="field choose" id="f-{@path}" tabindex="-1">
      <xsl:if test="problem"><xsl:attribute name="aria-describedby"><xsl:value-of select="concat('e-', @path)"/></xsl:attribute></xsl:if>
      <legend><xsl:call-template name="field-label"/></legend>
      <input type="hidden" name="f.{@path}" value=""/>
      <xsl:for-each select="choice">
        <label class="choice">
          <input type="checkbox" name="f.{../@path}" value="{@value}">
            <xsl:if test="@chosen"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if>
          </input>
          <span><xsl:value-of select="@label"/></span>
        </label>
      </xsl:for-each>
      <xsl:call-template name="field-notes"/>
    </fieldset>
  </xsl:template>

  <!-- A file: one that the case has, or a new one. -->
  <xsl:template match="field[@kind = 'upload' and not(@readonly)]" mode="fields">
    <div class="field upload wide" data-path="{@path}">
      <label for="f-{@path}"><xsl:call-template name="field-label"/></label>
      <xsl:if test="choice">
        <select>
          <xsl:call-template name="field-attributes"/>
          <option value=""><xsl:value-of select="key('t', 'form.file.none')"/></option>
          <xsl:for-each select="choice">
            <option value="{@value}">
              <xsl:if test="@chosen"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if>
              <xsl:value-of select="concat(@value, '. ', @label)"/>
            </option>
          </xsl:for-each>
        </select>
      </xsl:if>
      <div class="drop">
        <input type="file" name="f.{@path}">
          <xsl:attribute name="id"><xsl:value-of select="concat(substring('n', 1, number(boolean(choice))), 'f-', @path)"/></xsl:attribute>
          <xsl:if test="choice">
            <xsl:attribute name="aria-label"><xsl:value-of select="concat(@label, '：', key('t', 'form.file.new'))"/></xsl:attribute>
          </xsl:if>
          <xsl:if test="not(choice)"><xsl:call-template name="field-state"/></xsl:if>
        </input>
        <label class="camera"><span><xsl:value-of select="key('t', 'form.file.camera')"/></span>
          <input type="file" name="f.{@path}" accept="image/*" capture="environment"/></label>
        <button name="do" value="update" class="small attach"><xsl:value-of select="key('t', 'form.file.attach')"/></button>
        <progress class="progress" max="100" value="0" hidden="" aria-label="{key('t', 'form.file.attach')}"></progress>
      </div>
      <span class="hint"><xsl:value-of select="key('t', 'form.file.hint')"/></span>
      <xsl:call-template name="field-notes"/>
    </div>
  </xsl:template>

  <!-- What would follow. -->
  <xsl:template match="outcome[@status = 'ok']">
    <ul class="outcome">
      <xsl:if test="@nothing"><li><xsl:value-of select="key('t', 'outcome.nothing')"/></li></xsl:if>
      <xsl:if test="@ends"><li class="o-end"><xsl:value-of select="key('t', 'outcome.ends')"/></li></xsl:if>
      <xsl:for-each select="step">
        <li class="o-step"><xsl:apply-templates select="key('t', 'outcome.step')"><xsl:with-param name="a" select="@title"/></xsl:apply-templates>
          <xsl:if test="@law"><span class="law"><xsl:value-of select="@law"/></span></xsl:if></li>
      </xsl:for-each>
      <xsl:for-each select="task">
        <li class="o-task"><xsl:apply-templates select="key('t', 'outcome.task')">
            <xsl:with-param name="a" select="@title"/>
            <xsl:with-param name="b"><xsl:choose>
              <xsl:when test="@persons"><xsl:value-of select="@persons"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="@roles"/></xsl:otherwise>
            </xsl:choose></xsl:with-param>
          </xsl:apply-templates>
          <xsl:if test="@due"><xsl:text> </xsl:text><xsl:call-template name="due"/></xsl:if></li>
      </xsl:for-each>
      <xsl:for-each select="deadline">
        <li class="o-deadline"><xsl:value-of select="@title"/><xsl:text> </xsl:text><xsl:call-template name="due"/>
          <xsl:if test="@provisional"><span class="quiet"><xsl:value-of select="key('t', 'outcome.provisional')"/></span></xsl:if></li>
      </xsl:for-each>
      <xsl:for-each select="instrument">
        <li class="o-document"><xsl:apply-templates select="key('t', 'outcome.instrument')"><xsl:with-param name="a" select="@title"/></xsl:apply-templates>
          <xsl:text> </xsl:text>
          <button class="link" name="document" formtarget="_blank" value="{concat(ancestor::choice/@value, ':', @index)}"><xsl:value-of select="key('t', 'outcome.look')"/></button></li>
      </xsl:for-each>
      <xsl:for-each select="opens">
        <li class="o-opens"><xsl:apply-templates select="key('t', 'outcome.opens')"><xsl:with-param name="a" select="@procedure"/></xsl:apply-templates></li>
      </xsl:for-each>
      <xsl:for-each select="notice">
        <li class="o-notice"><xsl:apply-templates select="key('t', 'outcome.notice')"><xsl:with-param name="a" select="@to"/><xsl:with-param name="b" select="."/></xsl:apply-templates></li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="outcome[@status = 'incomplete']">
    <p class="outcome later">
      <xsl:apply-templates select="key('t', 'outcome.incomplete')"><xsl:with-param name="a" select="count(problem)"/></xsl:apply-templates>
    </p>
  </xsl:template>

  <xsl:template match="outcome[@status = 'refused']">
    <ul class="outcome no">
      <xsl:for-each select="problem">
        <li><xsl:value-of select="."/><xsl:if test="@law"><span class="law"><xsl:value-of select="@law"/></span></xsl:if></li>
      </xsl:for-each>
    </ul>
  </xsl:template>
</xsl:stylesheet>
