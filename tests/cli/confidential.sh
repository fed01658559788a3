#!/bin/sh
# tests/cli/confidential.sh - confidential fields: shown to persons of their roles and to who entered them, wherever data is
# shown; kept whole in the case.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/cli/permit.sh
. "$FASTI_SOURCE/tests/cli/permit.sh"
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai
export LC_ALL LANGUAGE TZ
permit_files "$tap_dir/permit"
cd "$tap_dir" || exit 1
sed -i 's|<name/>|<name/><informant/>|; s|</xf:instance>|</xf:instance><xf:bind nodeset="informant" f:confidential="chief"/>|;
  s|<html |<html xmlns:f="urn:fasti:procedure" |' permit/forms/apply.xhtml
sed 's/f:confidential="chief"/f:confidential="king"/' permit/forms/apply.xhtml >apply.bad
FASTI_OFFICE=$tap_dir/bureau
export FASTI_OFFICE
fasti office init bureau --clock=simulated --at=2025-03-03
cp permit/forms/apply.xhtml apply.good
cp apply.bad permit/forms/apply.xhtml
fasti office deploy permit/package.xml
is "roles that there are" "$status $out" "15 "
has "are asked for" "$err" 'informant: there is no role king; expected roles of the package'
cp apply.good permit/forms/apply.xhtml
fasti office deploy permit/package.xml
fasti user add clerk-1 王一 --role=clerk
fasti user add clerk-2 李二 --role=clerk
fasti user add chief-1 钱局 --role=chief
fasti case open permit name=甲公司 informant=赵某某 --as=clerk-1
is "a case with an informant" "$status$err" "0"
fasti case show D-2025-00001 --data
has "nobody in particular does not see them" "$out" "<informant>(confidential)</informant>"
is "not at all" "$(printf %s "$out" | grep -c 赵某某)" "0"
fasti case show D-2025-00001 --data --as=clerk-2
has "nor who has another role" "$out" "<informant>(confidential)</informant>"
has "but all the rest" "$out" "<name>甲公司</name>"
fasti case show D-2025-00001 --data --as=chief-1
has "who may, does" "$out" "<informant>赵某某</informant>"
fasti case show D-2025-00001 --data --as=clerk-1
has "and who entered it" "$out" "<informant>赵某某</informant>"
fasti case show D-2025-00001 --data --json
has "in JSON too" "$out" "(confidential)"
fasti case show D-2025-00001 --data --as=nobody
is "an unknown person" "$status $out$err" "6 nobody: there is no such person in this office"
fasti case history D-2025-00001 --json
has "the journal too" "$out" "(confidential)"
is "keeps it from others" "$(printf %s "$out" | grep -c 赵某某)" "0"
fasti case history D-2025-00001 --json --as=chief-1
has "not from who may" "$out" "赵某某"
fasti audit
is "the case has it whole" "$status" "0"
tap_end
