#!/bin/sh
# tests/cli/tables.sh - the decision tables of a package: the shipped standard is deployed with it, and one with a gap, rows
# that contradict each other, a cell above the law's maximum or a row from a source that the bureau does not apply is not.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai
export LC_ALL LANGUAGE TZ
cd "$tap_dir" || exit 1
cp -R "$FASTI_SOURCE/processes" "$FASTI_SOURCE/forms" .
chmod -R u+w .
package=processes/packages/luquan/package.xml
tables=processes/penalty-discretion
fasti office init bureau --clock=simulated --at=2025-03-03
FASTI_OFFICE=$tap_dir/bureau
export FASTI_OFFICE

# refused NAME FILE SED-SCRIPT TOLD : a change to a table, refused by the check and at deployment, with what was told
refused() {
  cp "$2" kept
  sed "$3" kept >"$2"
  ok "$1: the table is changed" test "$(cmp -s kept "$2" && echo same)" = ""
  fasti check "$package"
  is "$1: the package is refused" "$status $out" "15 "
  has "$1: by its name" "$err" "$4"
  fasti office deploy "$package"
  is "$1: nor is it deployed" "$status $out" "15 "
  has "$1: for the same reason" "$err" "$4"
  cp kept "$2"
}

land=$tables/land-occupation.v2.dmn
refused "a gap" "$land" '/<rule id="basicRate-5">/,/<\/rule>/d' \
  'no row of "basicRate" covers totalArea in (500..2000] (for example 501); grade = "light"'
refused "an overlap" "$land" '/<rule id="agriRate-1">/,/<\/rule>/s/(0..500\]/(0..600]/' \
  'rows 1 and 5 of "agriRate" (UNIQUE) both hit for totalArea in (500..600] (for example 501); grade = "light"'
refused "a cell above the law's maximum" "$land" '/<rule id="basicRate-11">/,/<\/rule>/s/<text>1000</<text>1000.01</' \
  'row 11 of "basicRate": max is 1000.01, but 《土地管理法实施条例》第五十七条 allows at most 1000'
refused "a cell below the law's minimum" "$land" '/<rule id="otherRate-1">/,/<\/rule>/s/<text>100</<text>99.99</' \
  'row 1 of "otherRate": min is 99.99, but 《土地管理法实施条例》第五十七条 demands at least 100'
refused "a row from a measure" $tables/grading.v1.dmn 's/<rule id="grading-2" f:source="law">/<rule id="grading-2" f:source="measure">/' \
  'row 2 of "grading" comes from a measure, but the package allows only rows from: law'
refused "a decision that the procedure needs" $tables/gates.v1.dmn 's/name="gates"/name="doors"/g' \
  'there is no decision gates in the version v1 of the table gates'
refused "an input that it gives" $tables/violations.v2.dmn 's/restorationCost/repairCost/g' \
  "there is no input restorationCost in the version v2 of the table violations"

fasti check "$package"
is "as it is shipped, it is in order" "$status $out$err" "0 $package: ok (package)"
fasti office deploy "$package"
is "and is deployed, tables and all" "$status $out$err" "0 luquan v1 (石家庄市鹿泉区国土资源局), in force from 2016-01-01"
sed 's/version="v1" in-force/version="v1-measure" in-force/; s/sources="law"/sources="law measure"/' "$package" >kept.xml
cp kept.xml "$package"
sed -i 's/<rule id="grading-2" f:source="law">/<rule id="grading-2" f:source="measure">/' $tables/grading.v1.dmn
fasti office deploy "$package"
is "a bureau that applies the measure may have its rows" "$status$err" "0"

# The standard at the command line.
land() {
  fasti decide "$FASTI_SOURCE/processes/penalty-discretion/land-occupation.$1.dmn" --decision sanction areaBasic="$2" \
    areaCultivated="$3" areaAgri="$4" areaOther="$5" grade="$6" conformsToPlan=yes buildings=0 buildingsRemoved=false \
    fineExcluded=false
  plain=$(printf '%s' "$out" | tr -d ' \n')
}
land v2 0 320 0 0 normal
is "T01: the range" "$status$err" "0"
has "T01: from" "$plain" '"min":"112000"'
has "T01: to" "$plain" '"max":"160000"'
has "T01: midpoint" "$plain" '"proposed":"136000"'
has "T01: the row of the law's table" "$plain" '"cells":["7"]'
land v2 100 450 0 50 heavy
has "T10: three classes of land" "$plain" '"cells":["11","8","2"]'
has "T10: midpoint" "$plain" '"proposed":"427500"'
land v1 0 320 0 0 normal
has "T11: midpoint" "$plain" '"proposed":"5120"'
land v2 0 -5 0 0 normal
is "an area below zero" "$status$out" "3"
has "is named" "$err" "areaCultivated"
land v2 0 0 0 0 normal
is "no area at all" "$status$out" "3"
land v2 0 320 0 0 harsh
is "a grade that there is not" "$status$out" "3"
has "is named too" "$err" "grade"

tap_end
