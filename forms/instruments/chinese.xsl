<?xml version="1.0" encoding="UTF-8"?>
<!-- forms/instruments/chinese.xsl - numbers, dates and money as Chinese official documents write them.

     All arithmetic is on digits of text, so that no amount ever passes through binary floating point.
       zh:number    17 as 十七                          (value: digits)
       zh:capitals  20000.50 as 贰万元伍角, 20000 as 贰万元整   (value: decimal with at most two places; rules for notes and bills)
       zh:date      2025-09-26 as 2025年9月26日          (GB/T 9704-2012: the date of a document in Arabic numerals)
       zh:moment    2025-09-26T09:30:00+08:00 as 2025年9月26日9时30分
       zh:text      any text, with every number and its unit kept together on a line
       zh:term      "3 workdays" as 三个工作日, "15 days" as 十五日, "6 months" as 六个月 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                exclude-result-prefixes="zh">

  <xsl:template name="zh:number">
    <xsl:param name="value"/>
    <xsl:variable name="digits" select="string(number($value))"/>
    <xsl:variable name="text">
      <xsl:call-template name="zh:digits">
        <xsl:with-param name="digits" select="$digits"/>
        <xsl:with-param name="numerals" select="'零一二三四五六七八九'"/>
        <xsl:with-param name="units" select="'十百千'"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$digits = '0'">零</xsl:when>
      <xsl:when test="starts-with($text, '一十')"><xsl:value-of select="substring($text, 2)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="zh:capitals">
    <xsl:param name="value"/>
    <xsl:variable name="plain" select="normalize-space($value)"/>
    <xsl:variable name="yuan">
      <xsl:call-template name="zh:strip">
        <xsl:with-param name="digits" select="substring-before(concat($plain, '.'), '.')"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="fraction" select="substring(concat(substring-after($plain, '.'), '00'), 1, 2)"/>
    <xsl:variable name="jiao" select="substring($fraction, 1, 1)"/>
    <xsl:variable name="fen" select="substring($fraction, 2, 1)"/>
    <xsl:variable name="numerals" select="'零壹贰叁肆伍陆柒捌玖'"/>
    <xsl:if test="$yuan != ''">
      <xsl:call-template name="zh:digits">
        <xsl:with-param name="digits" select="$yuan"/>
        <xsl:with-param name="numerals" select="$numerals"/>
        <xsl:with-param name="units" select="'拾佰仟'"/>
      </xsl:call-template>
      <xsl:text>元</xsl:text>
    </xsl:if>
    <xsl:if test="$jiao != '0'"><xsl:value-of select="concat(substring($numerals, $jiao + 1, 1), '角')"/></xsl:if>
    <xsl:if test="$fen != '0'">
      <xsl:if test="$jiao = '0' and $yuan != ''">零</xsl:if>
      <xsl:value-of select="concat(substring($numerals, $fen + 1, 1), '分')"/>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$yuan = '' and $fraction = '00'">零元整</xsl:when>
      <xsl:when test="$fraction = '00'">整</xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Digits without leading zeros. -->
  <xsl:template name="zh:strip">
    <xsl:param name="digits"/>
    <xsl:choose>
      <xsl:when test="starts-with($digits, '0')">
        <xsl:call-template name="zh:strip"><xsl:with-param name="digits" select="substring($digits, 2)"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$digits"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- From the left: `zero` says that zeros were passed over since the last numeral, `group` that the present group of
       four has a numeral, `any` that there is one at all. -->
  <xsl:template name="zh:digits">
    <xsl:param name="digits"/>
    <xsl:param name="numerals"/>
    <xsl:param name="units"/>
    <xsl:param name="zero" select="false()"/>
    <xsl:param name="group" select="false()"/>
    <xsl:param name="any" select="false()"/>
    <xsl:if test="$digits != ''">
      <xsl:variable name="digit" select="substring($digits, 1, 1)"/>
      <xsl:variable name="place" select="(string-length($digits) - 1) mod 4"/>
      <xsl:variable name="has" select="$group or $digit != '0'"/>
      <xsl:if test="$digit != '0'">
        <xsl:if test="$zero and $any">零</xsl:if>
        <xsl:value-of select="concat(substring($numerals, $digit + 1, 1), substring($units, $place, 1))"/>
      </xsl:if>
      <xsl:if test="$place = 0 and $has">
        <xsl:value-of select="substring('万亿兆', (string-length($digits) - 1) div 4, 1)"/>
      </xsl:if>
      <xsl:call-template name="zh:digits">
        <xsl:with-param name="digits" select="substring($digits, 2)"/>
        <xsl:with-param name="numerals" select="$numerals"/>
        <xsl:with-param name="units" select="$units"/>
        <xsl:with-param name="zero" select="$digit = '0'"/>
        <xsl:with-param name="group" select="$has and $place != 0"/>
        <xsl:with-param name="any" select="$any or $digit != '0'"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="zh:date">
    <xsl:param name="value"/>
    <xsl:if test="string-length($value) &gt;= 10">
      <xsl:call-template name="zh:text">
        <xsl:with-param name="value" select="concat(number(substring($value, 1, 4)), '年', number(substring($value, 6, 2)), '月',
                                                    number(substring($value, 9, 2)), '日')"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="zh:moment">
    <xsl:param name="value"/>
    <xsl:call-template name="zh:date"><xsl:with-param name="value" select="$value"/></xsl:call-template>
    <xsl:if test="string-length($value) &gt;= 16">
      <xsl:call-template name="zh:text">
        <xsl:with-param name="value" select="concat(number(substring($value, 12, 2)), '时', substring($value, 15, 2), '分')"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- A long text is cut into halves behind a comma or stop, so that the depth of calls grows with its logarithm and
       with the numbers in one piece. -->
  <xsl:template name="zh:text">
    <xsl:param name="value"/>
    <xsl:variable name="half" select="floor(string-length($value) div 2)"/>
    <xsl:variable name="rest" select="substring-after(translate(substring($value, $half), '，；', '。。'), '。')"/>
    <xsl:choose>
      <xsl:when test="string-length($value) &gt; 160 and $rest != ''">
        <xsl:variable name="cut" select="string-length($value) - string-length($rest)"/>
        <xsl:call-template name="zh:text"><xsl:with-param name="value" select="substring($value, 1, $cut)"/></xsl:call-template>
        <xsl:call-template name="zh:text"><xsl:with-param name="value" select="substring($value, $cut + 1)"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="zh:numbers"><xsl:with-param name="value" select="$value"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Each number with its unit in a span of its own, which the page does not break. `plain` is the text with every digit a
       0; `tail` what follows the number, `unit` how much of it belongs to the number. -->
  <xsl:template name="zh:numbers">
    <xsl:param name="value"/>
    <xsl:variable name="plain" select="translate($value, '123456789', '000000000')"/>
    <xsl:choose>
      <xsl:when test="not(contains($plain, '0'))"><xsl:value-of select="$value"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="before" select="string-length(substring-before($plain, '0'))"/>
        <xsl:variable name="number" select="substring($value, $before + 1)"/>
        <!-- the first character that is neither digit nor point -->
        <xsl:variable name="behind" select="substring(translate($number, '0123456789.', ''), 1, 1)"/>
        <xsl:variable name="digits">
          <xsl:choose>
            <xsl:when test="$behind = ''"><xsl:value-of select="$number"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="substring-before($number, $behind)"/></xsl:otherwise>
          </xsl:choose>
        </xsl:variable>
        <xsl:variable name="tail" select="substring($number, string-length($digits) + 1)"/>
        <xsl:variable name="unit">
          <xsl:choose>
            <xsl:when test="$tail = ''">0</xsl:when>
            <!-- 〔2025〕7号 -->
            <xsl:when test="starts-with($tail, '〕') and contains(substring($tail, 2, 8), '号')">
              <xsl:value-of select="string-length(substring-before($tail, '号')) + 1"/>
            </xsl:when>
            <xsl:when test="starts-with($tail, '个工作日') or starts-with($tail, '平方公里')">4</xsl:when>
            <xsl:when test="starts-with($tail, '平方米') or starts-with($tail, '立方米')">3</xsl:when>
            <xsl:when test="starts-with($tail, '公顷') or starts-with($tail, '公里') or starts-with($tail, '万元') or
                            starts-with($tail, '亿元') or starts-with($tail, '个月')">2</xsl:when>
            <xsl:when test="contains('，。；：、！？（）〔〕《》“”　 ', substring($tail, 1, 1))">0</xsl:when>
            <xsl:otherwise>1</xsl:otherwise>
          </xsl:choose>
        </xsl:variable>
        <xsl:value-of select="substring($value, 1, $before)"/>
        <span xmlns="http://www.w3.org/1999/xhtml" class="n">
          <xsl:value-of select="concat($digits, substring($tail, 1, $unit))"/>
        </span>
        <xsl:call-template name="zh:numbers">
          <xsl:with-param name="value" select="substring($tail, $unit + 1)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="zh:term">
    <xsl:param name="value"/>
    <xsl:variable name="unit" select="substring-after(normalize-space($value), ' ')"/>
    <xsl:call-template name="zh:number">
      <xsl:with-param name="value" select="substring-before(concat(normalize-space($value), ' '), ' ')"/>
    </xsl:call-template>
    <xsl:choose>
      <xsl:when test="starts-with($unit, 'workday')">个工作日</xsl:when>
      <xsl:when test="starts-with($unit, 'month')">个月</xsl:when>
      <xsl:when test="starts-with($unit, 'year')">年</xsl:when>
      <xsl:otherwise>日</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
