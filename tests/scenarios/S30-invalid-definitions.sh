#!/bin/sh
# tests/scenarios/S30-invalid-definitions.sh - invalid definitions are refused as a whole: each with file, element and reason
# (a discretion table above the law's maximum too); the version in force, the running case and the list of versions stay as
# they are; the attempt stands in the journal.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai
export LC_ALL LANGUAGE TZ
cd "$tap_dir" || exit 1
FASTI_OFFICE=$tap_dir/bureau
export FASTI_OFFICE

# A copy of the definitions as version v3, with one mistake: try WHAT FILE SED-SCRIPT, then look at it.
spoil() {
  rm -rf draft
  mkdir draft
  cp -r "$FASTI_SOURCE/processes" "$FASTI_SOURCE/forms" draft
  chmod -R u+w draft
  sed -i 's/version="v[0-9]*"/version="v3"/' draft/processes/packages/luquan/package.xml
  sed -i "$2" "draft/processes/$1"
}

fasti office init bureau --clock=simulated --at=2025-09-29
fasti office deploy "$FASTI_SOURCE/processes/packages/luquan/package.xml"
fasti user add registrar-1 周登记 --role=lead-registrar
fasti case open case-handling --as=registrar-1 source=patrol registeredOn=2025-09-29 discoveredOn=2025-09-28 \
  place=黄壁庄镇某村村北 facts=未经批准占用集体土地建设厂房，面积约五百平方米 ongoing=false
is "a case runs" "$status" "0"
fasti office list
versions=$out
fasti case show L-2025-00001 --data
case_before=$out

refused() {
  fasti office deploy draft/processes/packages/luquan/package.xml
  is "$1: refused" "$status $out" "15 "
  has "$1: file, element, reason" "$err" "$2"
  fasti office journal
  has "$1: the attempt is in the journal" "$out" "who owns the file  was refused deploy $tap_dir/draft/processes/packages/luquan/package.xml: "
  has "$1: with its reason" "$out" "$2"
  fasti office list
  is "$1: the versions are the same" "$out" "$versions"
  fasti case show L-2025-00001 --data
  is "$1: the case is the same" "$out" "$case_before"
}

spoil case-handling/process.scxml 's/target="decision-drafting"/target="decision-draftng"/'
refused "a target misspelt" 'there is no state "decision-draftng"; expected the id of a state of this document'
spoil packages/luquan/package.xml 's/name="hearing-notice-term" value="7 days"/name="hearing-notice-term" value="7"/'
refused "a deadline without a unit" 'error: the parameter hearing-notice-term is "7"; the deadline hearing-notice of case-handling wants a period of it'
spoil case-handling/process.scxml 's/f:role="reviewer"/f:role="reviever"/'
refused "an unknown role" "there is no role reviever; expected a role of $tap_dir/draft/processes/packages/luquan/package.xml"
cells='<outputEntry><text>1</text></outputEntry><outputEntry><text>5'
spoil penalty-discretion/land-occupation.v1.dmn "s|$cells</text>|${cells}0</text>|"
line=$(grep -n "${cells}0<" draft/processes/penalty-discretion/land-occupation.v1.dmn | cut -d : -f 1)
refused "a cell above the statutory maximum" "penalty-discretion/land-occupation.v1.dmn:$((line - 2)):7: error: \
row 1 of \"otherRate\": max is 50, but 《土地管理法实施条例》（1998年）第四十二条 allows at most 30"
fasti audit
is "the audit agrees" "$status $out$err" "0 1 case verified: journal, replay, instruments and evidence agree
the journal of the office agrees with its packages and people"
tap_end
