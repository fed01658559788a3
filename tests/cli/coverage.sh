#!/bin/sh
# tests/cli/coverage.sh - fasti coverage: the table of texts, items and what carries them; what is missing or unknown.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
LC_ALL=C.UTF-8 LANGUAGE=''
export LC_ALL LANGUAGE
cd "$tap_dir" || exit 1
mkdir desk
cp "$FASTI_SOURCE/processes/calendar/cn-2025.ics" desk/days.ics

# package BUREAU TEXTS
package() {
  cat >"desk/$1.xml" <<END
<package xmlns="urn:fasti:package" bureau="$1" code="D" version="v1" in-force="2024-01-01" title="$1局" zone="+08:00">
  <calendar src="days.ics"/>
  <procedure id="permit" src="permit.scxml" forms="." instruments="."/>
  <role id="clerk" title="经办人"/>
$2
</package>
END
}

# permit COVERS-OF-THE-TASK
permit() {
  cat >desk/permit.scxml <<END
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:f="urn:fasti:procedure" version="1.0" datamodel="xpath" name="permit"
       initial="looking" f:title="许可" f:open="clerk">
  <f:instrument id="letter" title="通知|书" template="letter.xsl" covers="D1/3"/>
  <datamodel><data id="note"/></datamodel>
  <state id="looking" f:title="查看" f:covers="D1/1 E1">
    <f:deadline id="soon" title="期限" within="5 days" role="clerk" covers="D1/2"/>
    <invoke type="urn:fasti:task" id="look" f:covers="$1" src="look.xhtml" f:title="办理：{\$note/text}" f:role="clerk" f:into="\$note"/>
    <transition event="done.invoke.look" target="seen"><f:issue instrument="letter"/></transition>
  </state>
  <final id="seen" f:title="已看"/>
</scxml>
END
}
cat >desk/look.xhtml <<'END'
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:xf="http://www.w3.org/2002/xforms" xmlns:f="urn:fasti:procedure">
  <head><title>查看表</title>
    <xf:model><xf:instance><look xmlns=""><text/></look></xf:instance>
      <xf:bind nodeset="text" f:covers="D1/1"/>
    </xf:model></head>
  <body><xf:input ref="text"><xf:label xml:lang="zh-CN">内容</xf:label><xf:label xml:lang="en">Content</xf:label></xf:input></body>
</html>
END
cat >desk/letter.xsl <<'END'
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="/"><html xmlns="http://www.w3.org/1999/xhtml"><body/></html></xsl:template>
</xsl:stylesheet>
END
items='<item id="D1/1" title="第一项"/><item id="D1/2" title="第二项"/><item id="D1/3" title="第三项"/>'
package demo "  <text id=\"D1\" title=\"示例\" procedure=\"permit\">$items</text>"
package other '  <text id="E1" title="别处"/>'
permit "D1/1"

fasti coverage desk/demo.xml desk/other.xml
# shellcheck disable=SC2016 # Markdown's marks
is "every text and item has its row, in its bureau" "$status $err
$out" '0 
# What carries the law

Made by `fasti coverage` from the definitions: each text that a bureau must carry out, and where each of its items is done.

## demo局

Texts: 1; items: 3; version: v1.

### D1 示例 `permit`

| Item | States | Tasks and actions | Fields | Deadlines | Instruments |
|---|---|---|---|---|---|
| D1/1 第一项 | 查看 `permit/looking` | 办理 `permit/look` | 查看表：内容 `permit/text` | – | – |
| D1/2 第二项 | – | – | – | 期限 `permit/soon` | – |
| D1/3 第三项 | – | – | – | – | 通知\|书 `permit/letter` |

## other局

Texts: 1; items: 0; version: v1.

### E1 别处

| Item | States | Tasks and actions | Fields | Deadlines | Instruments |
|---|---|---|---|---|---|
| E1 别处 | 查看 `permit/looking` | – | – | – | – |'

fasti coverage --lang=en desk/demo.xml desk/other.xml
# shellcheck disable=SC2016 # Markdown's marks
has "labels in the language that is asked for" "$out" '查看表：Content `permit/text`'

fasti coverage --output=table.md desk/demo.xml desk/other.xml
is "into a file" "$status $out $(grep -c 'permit/' table.md)" "0  4"

# What another bureau's text says is unknown as long as that bureau is not there.
fasti coverage desk/demo.xml
is "an id that no package given has" "$status $err" \
  "15 desk/permit.scxml:5:36: error: E1 is no text and no item of the packages given"
has "the table is printed all the same" "$out" "| D1/2 第二项 |"

permit "D1/1 D1/4"
fasti coverage desk/demo.xml desk/other.xml
is "an id that is misspelt, told once though both packages have the procedure" "$status $err" \
  "15 desk/permit.scxml:7:45: error: D1/4 is no text and no item of the packages given"

permit "D1/1"
sed -i 's/ covers="D1\/2"//' desk/permit.scxml
cp table.md before.md
echo edited >>before.md
cp before.md table.md
fasti coverage --output=table.md desk/demo.xml desk/other.xml
is "an item without a carrier is named with its place" "$status $err" \
  "15 desk/demo.xml:5:76: error: nothing carries D1/2 (第二项); expected covers=\"D1/2\" in a procedure or form of this package"
ok "and the file that was there stays" cmp -s table.md before.md

sed -i 's/ E1"/"/' desk/permit.scxml
fasti coverage desk/other.xml desk/demo.xml
has "a text without items must be carried itself" "$err" "desk/other.xml:5:3: error: nothing carries E1 (别处)"

package other '  <text id="E1" title="别处" procedure="permit quarry"/>'
fasti coverage desk/other.xml
has "a procedure that is to carry a text, and is not there" "$err" \
  "desk/other.xml:5:3: error: there is no procedure quarry, which is to carry out E1"

package other ''
fasti coverage desk/other.xml
has "a package without texts" "$err" \
  "desk/other.xml: the package has no <text>; expected the texts that it must carry out"

fasti coverage desk/none.xml
is "a package that is not there" "$status $err" "6 desk/none.xml: there is no such file"
fasti coverage desk/permit.scxml
has "a file that is no package" "$status $err" "15 desk/permit.scxml:1:1: error: the root is <scxml>; expected <package"
permit "D1/1"
package other '  <text id="E1" title="别处"/>'
fasti coverage --output=none/table.md desk/demo.xml desk/other.xml
is "a file that cannot be written" "$status $err" "13 none/table.md: this file cannot be written"
fasti coverage
is "nothing given" "$status" "2"

LC_ALL=zh_CN.UTF-8
export LC_ALL
fasti coverage desk/demo.xml desk/other.xml
has "the words of the table are those of the reader" "$out" "| 检查项 | 状态 |"
tap_end
