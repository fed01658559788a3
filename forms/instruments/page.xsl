<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/page.xsl - the page that every instrument is printed on.

     GB/T 9704-2012: A4; margins 37 mm above, 28 mm at the binding edge; type area 156 mm x 225 mm, 22 lines of 28
     characters; body size 3 (about 15.8 pt) FangSong; title size 2 (22 pt) XiaoBiaoSong; page number size 4 below the
     type area, to the right on odd pages and to the left on even ones. Fonts fall back to what Debian has.
     Debian has no complete simplified FangSong and no XiaoBiaoSong: there the Song of Noto Serif CJK SC (fonts-noto-cjk)
     stands for both, as wide and as high, so that lines and pages are the same.
     The file that comes out opens and prints by itself: no script, no file beside it.

     Every instrument imports this sheet, matches /issue and calls:
       page       (body)             the document around the body; the title is the instrument's
       heading    (title)            bureau, title and document number at the head; title defaults to the instrument's
       addressed  (to)               the line that names whom it is addressed to; nothing without a name
       sign-off   (date)             bureau and date at the end, with the place of the seal over them
       slip       (to)               the receipt (送达回证) to fill in and sign, at the foot of what is served
       colophon   (copies)           版记: who gets a copy, who issued it and when
       zh:text    (value)            a text in which no number is parted from its unit
       money      (value)            人民币20000元（大写：贰万元整）; nothing without a value
       paragraphs (text)             text of several lines as paragraphs, each with a stop at its end
       items      (items)            nodes as numbered paragraphs
       list       (items)            nodes separated by 、
       yes-no     (value)            是 or 否, or nothing
       names      (ids)              names of the people with these ids (separated by spaces), separated by 、
       signature  (label)            a line to sign on, with a date
       section    (title, text)      a heading and paragraphs; nothing without a text
       case-title                    name of the case: 甲公司等涉嫌违法案; nothing while no party is known
       officers   (items)            names of officers (name, certNo) and their certificates
     Templates for single nodes, by mode; without a node they give nothing:
       text, date, moment, money, number, names, yes-no, paragraphs
     and writes <p> for paragraphs, <h2> for headings within, <table class="form"> for tables with rules,
     <th class="upright"> for narrow headings in them. chinese.xsl comes with it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="chinese.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" omit-xml-declaration="no" indent="no"
              doctype-public="-//W3C//DTD XHTML 1.0 Strict//EN"
              doctype-system="http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"/>

  <xsl:variable name="instrument" select="/issue/instrument"/>
  <xsl:variable name="bureau" select="string(/issue/case/bureau-title)"/>

  <xsl:key name="data" match="/issue/data/data" use="@id"/>

  <xsl:template name="page">
    <xsl:param name="body"/>
    <html lang="zh-CN" xml:lang="zh-CN">
      <head>
        <title>
          <xsl:value-of select="$instrument/@title"/>
          <xsl:if test="$instrument/@number != ''"><xsl:value-of select="concat(' ', $instrument/@number)"/></xsl:if>
        </title>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <style type="text/css"><xsl:call-template name="style"/></style>
      </head>
      <body><div class="sheet"><xsl:copy-of select="$body"/></div></body>
    </html>
  </xsl:template>

  <!-- Lengths are written out: the printer knows no calc(). A character is 156 mm / 28, a line 225 mm / 22, both a
       little less, so that rounding never makes 27 or 21 of them. -->
  <xsl:template name="style">
@page { size: A4 portrait; margin: 37mm 26mm 35mm 28mm;
  @bottom-right { content: "— " counter(page) " —"; font: 14pt "SimSun", "宋体", "Noto Serif CJK SC", "AR PL UMing CN", serif;
    vertical-align: top; padding: 7mm 1em 0 0; } }
@page :left { @bottom-right { content: none; }
  @bottom-left { content: "— " counter(page) " —"; font: 14pt "SimSun", "宋体", "Noto Serif CJK SC", "AR PL UMing CN", serif;
    vertical-align: top; padding: 7mm 0 0 1em; } }
html { background: #fff; color: #000; }
body { margin: 0; font-family: "FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "FZFangSong-Z02",
    "Noto Serif CJK SC", "AR PL SungtiL GB", "AR PL UMing CN", serif;
  font-size: 5.567mm; line-height: 10.22mm; }
.sheet { width: 156mm; line-break: strict; overflow-wrap: anywhere; text-align: justify; }
h1, h2, p, table, ul { margin: 0; padding: 0; }
h1 { font-family: "FZXiaoBiaoSong-B05S", "方正小标宋简体", "方正小标宋_GBK", "STZhongsong", "华文中宋", "Noto Serif CJK SC",
    "AR PL UMing CN", serif; font-size: 22pt; font-weight: 700; line-height: 15.33mm; text-align: center;
  text-wrap: balance; }
h1 .title { letter-spacing: .12em; margin-right: -.12em; }
h2 { font-family: "SimHei", "黑体", "FZHei-B01", "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif; font-size: 1em;
  font-weight: normal; text-indent: 2em; break-after: avoid; }
p { text-indent: 2em; orphans: 2; widows: 2; }
p.to, p.plain, p.number { text-indent: 0; }
p.to { margin-top: 0; }
p.number { text-align: right; margin: 0 0 10.22mm; }
p.center { text-indent: 0; text-align: center; }
p.item { text-indent: 0; margin-left: 3.5em; text-align: left; }
p.item .mark { display: inline-block; width: 1.5em; margin-left: -1.5em; }
.n { white-space: nowrap; }
.sign-off { margin: 10.22mm 2em 0 0; text-align: right; break-inside: avoid; break-before: avoid; }
.sign-off .block { display: inline-block; text-align: center; }
.sign-off p { text-indent: 0; text-align: center; }
.seal { color: #555; font-size: .8em; }
.signature { text-indent: 0; break-inside: avoid; text-align: left; }
.signature .line { display: inline-block; border-bottom: .5pt solid #000; width: 5.5em; height: 1em; margin: 0 .2em; }
.colophon { margin-top: 10.22mm; font-size: 14pt; line-height: 8.5mm; border: solid #000; border-width: 1pt 0;
  break-inside: avoid; }
.colophon p { text-indent: 0; padding: 0 1em; }
.colophon p + p { border-top: .7pt solid #000; }
.slip { margin-top: 10.22mm; border-top: 1pt dashed #000; padding-top: 5mm; break-inside: avoid; }
.slip p.heading { font-family: "SimHei", "黑体", "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif; text-indent: 0;
  text-align: center; letter-spacing: .3em; margin-bottom: 2mm; }
table { width: 100%; border-collapse: collapse; line-height: 1.5; text-align: left; }
table.form { font-size: 12pt; border: 1.2pt solid #000; margin-bottom: 2mm; }
p + table.form { margin-top: 2mm; }
p.number + table.form { margin-top: -5mm; }
table.form th, table.form td { border: .6pt solid #000; padding: 1.5mm 2mm; font-weight: normal; text-align: left;
  vertical-align: middle; }
table.form th { text-align: center; width: 5em; text-indent: 0; }
table.form thead th { width: auto; }
table.small { font-size: 10.5pt; }
table.form th.upright { width: 1.4em; padding: 2mm 1.2mm; }
table.form th.narrow, table.form td.narrow { width: 2.4em; text-align: center; }
table.form th.wide { width: 7em; }
table.form td.amount { text-align: right; white-space: nowrap; }
table.form p { text-indent: 2em; }
table.form p.plain { text-indent: 0; }
table.form td.tall { height: 24mm; vertical-align: top; }
table.form .by { text-align: right; margin-top: 2mm; text-indent: 0; }
table.form tr { break-inside: avoid; }
.new-page { break-before: page; }
p.part { font-family: "FZXiaoBiaoSong-B05S", "方正小标宋简体", "Noto Serif CJK SC", serif; font-size: 22pt; font-weight: 700;
  text-indent: 0; text-align: center; line-height: 15.33mm; margin-bottom: 5mm; letter-spacing: .12em; }
.cover { padding-top: 30mm; }
.cover h1 { margin-bottom: 15mm; }
@media screen { html { background: #e9e9e6; }
  .sheet { background: #fff; margin: 8mm auto; padding: 37mm 26mm 35mm 28mm; box-shadow: 0 1px 6px rgba(0, 0, 0, .3); } }
@media screen and (max-width: 210mm) { .sheet { width: auto; margin: 0; padding: 8mm 6mm; box-shadow: none; }
  body { font-size: 12.5pt; line-height: 1.8; } h1 { font-size: 17pt; } }
  </xsl:template>

  <xsl:template name="heading">
    <xsl:param name="title" select="$instrument/@title"/>
    <h1>
      <xsl:value-of select="$bureau"/><br/>
      <span class="title"><xsl:value-of select="$title"/></span>
    </h1>
    <xsl:if test="$instrument/@number != ''">
      <p class="number"><xsl:value-of select="$instrument/@number"/></p>
    </xsl:if>
  </xsl:template>

  <xsl:template name="addressed">
    <xsl:param name="to"/>
    <xsl:if test="normalize-space($to) != ''">
      <p class="to"><xsl:value-of select="concat(normalize-space($to), '：')"/></p>
    </xsl:if>
  </xsl:template>

  <xsl:template name="sign-off">
    <xsl:param name="date" select="$instrument/@issued-on"/>
    <div class="sign-off">
      <div class="block">
        <p class="seal">（印章）</p>
        <p><xsl:value-of select="$bureau"/></p>
        <p><xsl:call-template name="zh:date"><xsl:with-param name="value" select="$date"/></xsl:call-template></p>
      </div>
    </div>
  </xsl:template>

  <xsl:template name="signature">
    <xsl:param name="label"/>
    <p class="signature">
      <xsl:value-of select="concat($label, '：')"/><span class="line"/><span class="n">　　年　　月　　日</span>
    </p>
  </xsl:template>

  <xsl:template name="slip">
    <xsl:param name="to"/>
    <div class="slip">
      <p class="heading">送达回证</p>
      <table class="form">
        <tr><th class="wide">送达文书</th><td colspan="3"><xsl:value-of select="normalize-space(concat($instrument/@title, '　', $instrument/@number))"/></td></tr>
        <tr><th class="wide">受送达人</th><td colspan="3"><xsl:value-of select="$to"/></td></tr>
        <tr><th class="wide">送达地点</th><td>　</td><th>送达方式</th><td>　</td></tr>
        <tr><th class="wide">收件人（签名或者盖章）</th><td>　</td><th>收件时间</th><td class="n">　　年　　月　　日　　时</td></tr>
        <tr><th class="wide">拒收事由、见证人</th><td>　</td><th>送达人</th><td>　</td></tr>
      </table>
    </div>
  </xsl:template>

  <xsl:template name="colophon">
    <xsl:param name="copies"/>
    <div class="colophon">
      <xsl:if test="normalize-space($copies) != ''">
        <p><xsl:value-of select="concat('抄送：', normalize-space($copies), '。')"/></p>
      </xsl:if>
      <p>
        <xsl:value-of select="concat($bureau, '　')"/>
        <xsl:call-template name="zh:date"><xsl:with-param name="value" select="$instrument/@issued-on"/></xsl:call-template>
        <xsl:text>印发</xsl:text>
      </p>
    </div>
  </xsl:template>

  <xsl:template name="list">
    <xsl:param name="items"/>
    <xsl:for-each select="$items[normalize-space(.) != '']">
      <xsl:if test="position() &gt; 1">、</xsl:if>
      <xsl:call-template name="zh:text"><xsl:with-param name="value" select="normalize-space(.)"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="names">
    <xsl:param name="ids"/>
    <xsl:variable name="wanted" select="concat(' ', normalize-space($ids), ' ')"/>
    <xsl:call-template name="list">
      <xsl:with-param name="items" select="/issue/people/person[contains($wanted, concat(' ', @id, ' '))]/@name"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="section">
    <xsl:param name="title"/>
    <xsl:param name="text"/>
    <xsl:if test="normalize-space($text) != ''">
      <h2><xsl:value-of select="$title"/></h2>
      <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="$text"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="case-title">
    <xsl:variable name="parties" select="key('data', 'parties')/party[normalize-space(name) != '']"/>
    <xsl:if test="$parties">
      <xsl:value-of select="normalize-space($parties[1]/name)"/>
      <xsl:if test="count($parties) &gt; 1">等</xsl:if>
      <xsl:text>涉嫌违法案</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template name="officers">
    <xsl:param name="items"/>
    <xsl:call-template name="list"><xsl:with-param name="items" select="$items/name"/></xsl:call-template>
    <xsl:if test="normalize-space($items/certNo) != ''">
      <xsl:text>　执法证件号：</xsl:text>
      <xsl:call-template name="list"><xsl:with-param name="items" select="$items/certNo"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*|@*" mode="text">
    <xsl:call-template name="zh:text"><xsl:with-param name="value" select="normalize-space(.)"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="*|@*" mode="date">
    <xsl:call-template name="zh:date"><xsl:with-param name="value" select="normalize-space(.)"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="*|@*" mode="moment">
    <xsl:call-template name="zh:moment"><xsl:with-param name="value" select="normalize-space(.)"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="*|@*" mode="number">
    <xsl:if test="normalize-space(.) != ''">
      <xsl:call-template name="zh:number"><xsl:with-param name="value" select="."/></xsl:call-template>
    </xsl:if>
  </xsl:template>
  <xsl:template match="*|@*" mode="money">
    <xsl:call-template name="money"><xsl:with-param name="value" select="normalize-space(.)"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="*|@*" mode="names">
    <xsl:call-template name="names"><xsl:with-param name="ids" select="."/></xsl:call-template>
  </xsl:template>
  <xsl:template match="*|@*" mode="yes-no">
    <xsl:call-template name="yes-no"><xsl:with-param name="value" select="normalize-space(.)"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="*|@*" mode="paragraphs">
    <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="string(.)"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="yes-no">
    <xsl:param name="value"/>
    <xsl:choose>
      <xsl:when test="$value = 'true'">是</xsl:when>
      <xsl:when test="$value = 'false'">否</xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="money">
    <xsl:param name="value"/>
    <xsl:if test="normalize-space($value) != ''">
      <xsl:text>人民币</xsl:text>
      <xsl:call-template name="zh:text"><xsl:with-param name="value" select="concat($value, '元')"/></xsl:call-template>
      <xsl:text>（大写：</xsl:text>
      <xsl:call-template name="zh:capitals"><xsl:with-param name="value" select="$value"/></xsl:call-template>
      <xsl:text>）</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template name="items">
    <xsl:param name="items"/>
    <xsl:for-each select="$items[normalize-space(.) != '']">
      <p>
        <xsl:value-of select="concat(position(), '．')"/>
        <xsl:call-template name="zh:text"><xsl:with-param name="value" select="normalize-space(.)"/></xsl:call-template>
      </p>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="paragraphs">
    <xsl:param name="text"/>
    <xsl:variable name="first" select="normalize-space(substring-before(concat($text, '&#10;'), '&#10;'))"/>
    <xsl:if test="$first != ''">
      <p>
        <xsl:call-template name="zh:text"><xsl:with-param name="value" select="$first"/></xsl:call-template>
        <!-- people often leave the last stop out -->
        <xsl:if test="not(contains('。！？；：，、…”』」）》.!?;:', substring($first, string-length($first))))">。</xsl:if>
      </p>
    </xsl:if>
    <xsl:if test="contains($text, '&#10;')">
      <xsl:call-template name="paragraphs"><xsl:with-param name="text" select="substring-after($text, '&#10;')"/></xsl:call-template>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
