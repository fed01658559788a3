#!/bin/sh
# tests/cli/parts.sh - a package in several files: paths in a part are relative to it, an office keeps every part, and what is
# wrong in one is told by its own name.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/cli/permit.sh
. "$FASTI_SOURCE/tests/cli/permit.sh"
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai
export LC_ALL LANGUAGE TZ
permit_files "$tap_dir/desk/permit"
cd "$tap_dir" || exit 1
mkdir desk/bureau
cat >desk/bureau/package.xml <<'END'
<package xmlns="urn:fasti:package" bureau="demo" code="D" version="v1" in-force="2024-01-01" title="示例局" zone="+08:00">
  <part src="../permit/part.xml"/>
  <role id="clerk" title="经办人"/>
</package>
END
cat >desk/permit/part.xml <<'END'
<part xmlns="urn:fasti:package">
  <calendar src="days.ics"/>
  <procedure id="permit" src="permit.scxml" forms="forms" instruments="forms"/>
  <parameter name="term" value="5 workdays"/>
  <role id="chief" title="负责人"/>
</part>
END
fasti check desk/bureau/package.xml
is "a package with a part is good" "$status $err" "0 "
fasti check desk/permit/part.xml
is "a part by itself is none" "$status $err" \
  "15 desk/permit/part.xml:1:1: error: a part of a package means nothing by itself; check the package that names it"
FASTI_OFFICE=$tap_dir/office
export FASTI_OFFICE
fasti office init office --clock=simulated --at=2025-03-03
fasti office deploy desk/bureau/package.xml
is "it is deployed" "$status $err" "0 "
rm -r desk/permit
fasti user add clerk-1 王一 --role=clerk
fasti user add chief-1 钱局 --role=chief
fasti case open permit name=甲 --as=clerk-1
is "the office has kept the part and all that it names" "$status $err" "0 "
has "its parameter and its calendar count" "$out" "last day 2025-03-11"
fasti task "do" D-2025-00001 check --as=clerk-1
fasti task "do" D-2025-00001 approve result=yes --as=chief-1
is "its forms and templates are found" "$status $err" "0 "
fasti audit
is "and the case replays" "$status" "0"

permit_files "$tap_dir/desk/permit"
sed 's/src="days.ics"/src="none.ics"/' >desk/permit/part.xml <<'END'
<part xmlns="urn:fasti:package">
  <calendar src="days.ics"/>
  <procedure id="permit" src="permit.scxml" forms="forms" instruments="forms"/>
  <role id="chief" title="负责人"/>
  <part src="more.xml"/>
</part>
END
sed 's/version="v1"/version="v2"/' desk/bureau/package.xml >desk/bureau/second.xml
fasti office deploy desk/bureau/second.xml
is "a bad part refuses the package" "$status $out" "15 "
has "a file that is missing, by the part" "$err" "desk/permit/part.xml:2:13: error: there is no file none.ics"
has "a part in a part" "$err" "desk/permit/part.xml:5:3: error: a part has no parts"
fasti office list
is "and nothing is deployed" "$(printf %s "$out" | grep -c ' v2 ')" "0"
tap_end
