#!/bin/sh
# tests/cli/draw.sh - "fasti draw": the picture shows every state, its title, what is current, and how one leads to another.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
LC_ALL=C.UTF-8 LANGUAGE=''
export LC_ALL LANGUAGE
cd "$tap_dir" || exit 1

cat >case.scxml <<'END'
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:f="urn:fasti:procedure" version="1.0" datamodel="xpath"
       initial="review" f:title="案件查处">
  <datamodel><data id="x"/></datamodel>
  <state id="review" f:title="立案审批">
    <transition event="filed" cond="$x &lt; 5" target="inquiry"/>
    <transition event="urge"/>
  </state>
  <parallel id="inquiry" f:title="调查取证">
    <state id="hearing"><history id="again"><transition target="asked"/></history>
      <state id="asked"/></state>
    <state id="evidence"><transition event="finish" target="end" f:title="调查终结"/></state>
  </parallel>
  <final id="end" f:title="结案"/>
</scxml>
END

count() { # how many lines of the picture have PATTERN
  grep -c "$1" case.svg
}

fasti draw case.scxml -o case.svg --state asked --state evidence
is "draw is silent" "$status $out$err" "0 "
has "the picture is SVG" "$(cat case.svg)" "<svg "
for text in 案件查处 立案审批 调查取证 review inquiry hearing asked evidence end 结案 调查终结 'urge /'; do
  has "it shows $text" "$(grep -o '>[^<>]*</text>' case.svg)" ">$text</text>"
done
has "it shows the condition" "$(cat case.svg)" "filed [\$x &lt; 5]"
is "two states are current" "$(count 'fill="#ffd98a"')" 2
is "two regions are dashed" "$(count 'stroke-dasharray')" 2
is "two clusters and five edges" "$(count 'class="cluster"') $(count 'class="edge"')" "2 5"
is "the title of an edge with a title" "$(count '>调查终结</text>')" 1

fasti draw case.scxml
is "without -o it goes to standard output" "$status $(printf %s "$out" | grep -c '</svg>')" "0 1"
fasti draw case.scxml -s nothing
is "an unknown state" "$status $out$err" '6 --state: the chart has no state "nothing"'
fasti draw case.scxml -o no/such/folder.svg
is "a file that cannot be written" "$status $err" "13 no/such/folder.svg: this file cannot be written"
fasti draw missing.scxml
is "a file that is missing" "$status $err" "6 missing.scxml: there is no such file"
echo '<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0"><state/></scxml>' >small.scxml
fasti draw small.scxml
is "a state without an id" "$status" 0
fasti draw "${FASTI_SOURCE:?}/processes/land-consolidation-project/process.scxml"
is "a large chart whose edges have labels within a rank" "$status $(printf %s "$out" | grep -c '</svg>')" "0 1"
tap_end
