#!/bin/sh
# tests/print/layout.sh - an instrument on paper: GB/T 9704-2012, measured in the PDF that the shared page gives.
#
# A4; margins 37 mm above and 28 mm at the binding edge; a type area of 156 mm x 225 mm with 22 lines of 28 characters; page
# numbers outside; no line that begins with a stop or parts a number from its unit; heads of tables on every page.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/cli/permit.sh
. "$FASTI_SOURCE/tests/cli/permit.sh"
LC_ALL=C.UTF-8 LANGUAGE=
export LC_ALL LANGUAGE
unset FASTI_USER
cd "$tap_dir" || exit 1

repeat() { # TEXT TIMES
  i=0
  while [ "$i" -lt "$2" ]; do
    printf %s "$1"
    i=$((i + 1))
  done
}

# Two pages of characters, one of prose with numbers and stops at every distance from the edge, and a long table.
permit_files demo
cp "$FASTI_SOURCE/forms/instruments/page.xsl" "$FASTI_SOURCE/forms/instruments/chinese.xsl" demo/forms
{
  cat <<'END'
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:zh="urn:fasti:chinese"
                xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="zh">
  <xsl:import href="page.xsl"/>
  <xsl:template match="/issue"><xsl:call-template name="page"><xsl:with-param name="body">
    <xsl:call-template name="heading"/>
END
  echo "<p>$(repeat 国土资源行政处罚决定书当事人 100)</p>"
  i=0
  while [ "$i" -lt 28 ]; do
    echo "<xsl:call-template name=\"paragraphs\"><xsl:with-param name=\"text\">$(repeat 的 "$i")当事人于2024年3月12日，占用土地3260.75平方米（耕地4.89亩）；依照《土地管理法》第77条、鹿国土资罚字〔2024〕118号，罚款“20000.50元”。其余1200平方米，限15个工作日内退还。</xsl:with-param></xsl:call-template>"
    i=$((i + 1))
  done
  echo '<table class="form"><thead><tr><th>表头</th><th>内容</th></tr></thead><tbody>'
  i=1
  while [ "$i" -le 60 ]; do
    echo "<tr><td>行$i</td><td><p class=\"plain\">上$i</p><p class=\"plain\">下$i</p></td></tr>"
    i=$((i + 1))
  done
  echo '</tbody></table><xsl:call-template name="sign-off"/>'
  echo '</xsl:with-param></xsl:call-template></xsl:template></xsl:stylesheet>'
} >demo/forms/licence.xsl
{
  fasti office init demo.fasti --clock=simulated --at=2025-03-03
  FASTI_OFFICE=demo.fasti
  export FASTI_OFFICE
  fasti office deploy demo/package.xml
  fasti user add clerk-1 王一 --role=clerk --bureau=demo
  fasti user add chief-1 钱局 --role=chief --bureau=demo
  fasti case open permit name=甲公司 --bureau=demo --as=clerk-1
  fasti task "do" D-2025-00001 check --as=clerk-1
  fasti task "do" D-2025-00001 approve result=yes --as=chief-1
} >/dev/null
fasti instrument print D-2025-00001 1 -o long.pdf
is "printed" "$status $out$err" "0 "
has "on A4" "$(pdfinfo long.pdf)" "595.276 x 841.89 pts (A4)"

# PAGE XMIN YMIN XMAX YMAX TEXT of every line of every page, in points; a line is words of one height.
pdftotext -bbox long.pdf long.html
LC_ALL=C awk -F'"' '
  function done() {if (text != "") print page, left, top, right, bottom, text; text = ""}
  /<page / {done(); page++}
  /<word / {
    word = $9
    sub(/^>/, "", word)
    sub(/<\/word>.*/, "", word)
    if (text != "" && ($4 - top > 6 || top - $4 > 6)) done()
    if (text == "") {left = $2; top = $4; right = $6; bottom = $8}
    if ($6 > right) right = $6
    text = text word
  }
  END {done()}' long.html >lines
is "the title stands on the line below the authority, 15.33 mm apart" \
  "$(head -n 2 lines | awk '{top[NR] = $3} END {printf "%.1f", top[2] - top[1]}')" 43.5
pages=$(tail -n 1 lines | cut -d ' ' -f 1)
ok "several pages" test "$pages" -ge 6

is "22 lines of 28 characters on a full page" "$(LC_ALL=C awk '
  $1 == 2 && $5 < 745 {lines++; if (length($6) == 28 * 3) full++; if (length($6) > most) most = length($6)}
  END {print lines, full, most / 3}' lines)" "22 22 28"
is "inside 156 mm x 225 mm, 28 mm from the left and 37 mm from above" "$(awk '
  $6 !~ /^—/ && ($2 < 28 / 25.4 * 72 - 0.5 || $4 > 184 / 25.4 * 72 + 0.5 ||
    $3 < 37 / 25.4 * 72 - 0.5 || $5 > 262 / 25.4 * 72 + 0.5)' lines)" ""
is "beginning at the left edge, at the top" "$(awk '
  $1 == 2 && $6 !~ /^—/ {if (!left || $2 < left) left = $2; if (!top || $3 < top) top = $3}
  END {printf("%.0f %d\n", left * 25.4 / 72, (top * 25.4 / 72 >= 37 && top * 25.4 / 72 < 41))}' lines)" "28 1"
is "page numbers outside: right on odd pages, left on even ones" "$(awk '
  $6 ~ /^—[0-9]+—$/ && $1 <= 4 {print $1, $6, ($2 > 400 ? "right" : $4 < 200 ? "left" : "middle")}' lines)" \
  "1 —1— right
2 —2— left
3 —3— right
4 —4— left"
is "no line begins with a stop or a closing mark" "$(cut -d ' ' -f 6 lines | grep -E '^(。|，|、|；|：|？|！|）|》|”|〕)')" ""
is "none ends with an opening mark" "$(cut -d ' ' -f 6 lines | grep -E '(（|《|“|〔)$')" ""
is "no number is parted from its unit, nor within" "$(LC_ALL=C awk '
  $6 ~ /^—/ {next}
  before ~ /[0-9.]$/ && $6 ~ /^([0-9.]|年|月|日|平方米|亩|元|号|条|个工作日|〕)/ {print before " / " $6}
  {before = $6}' lines)" ""
is "nor a unit in itself" "$(cut -d ' ' -f 6 lines | grep -E '^(方米|米（|工作日|作日内)')" ""
is "every page of a table has its head" "$(cut -d ' ' -f 1,6 lines | LC_ALL=C awk '
  /表头/ {head[$1] = 1} /行[0-9]/ {row[$1] = 1}
  END {for (page in row) {count++; if (!head[page]) print page " has none"}; if (count < 2) print "one page only"}')" ""
is "no row is on two pages" "$(cut -d ' ' -f 1,6 lines | LC_ALL=C awk '
  match($0, /上[0-9]+/) {upper[substr($0, RSTART + 3, RLENGTH - 3)] = $1}
  match($0, /下[0-9]+/) {lower[substr($0, RSTART + 3, RLENGTH - 3)] = $1}
  END {for (row in lower) {count++; if (upper[row] != lower[row]) print row}; print count}')" "60"
has "bureau and date at the end" "$(pdftotext long.pdf - | tail -n 6)" "示例局
2025年3月3日"
tap_end
