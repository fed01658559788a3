#!/bin/sh
# tests/scenarios/S61-superior-indicator.sh - the regulations of Luquan with an indicator of the superior authority; the reach that
# every patrol must have by itself; and a procedure that a bureau does not have.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
LC_ALL=C.UTF-8 LANGUAGE=''
export LC_ALL LANGUAGE
cd "$tap_dir" || exit 1

# the bureaus' own packages, with one parameter more or another value
mkdir -p tree/processes tree/tests/scenarios
for folder in "$FASTI_SOURCE"/processes/*; do
  [ "${folder##*/}" = packages ] || ln -s "$folder" tree/processes/
done
cp -r "$FASTI_SOURCE/processes/packages" tree/processes/packages
chmod -R u+w tree/processes/packages
ln -s "$FASTI_SOURCE/forms" tree/forms
ln -s "$FASTI_SOURCE/tests/scenarios/superior" tree/tests/scenarios/superior
part=tree/processes/packages/luquan/improvement.xml
grep -v '</part>' "$part" >part.xml
cat >>part.xml <<'END'
  <parameter name="Q-p09-special-count" value="3" source="superior" document="冀国土资发〔2025〕88号" from="2026-01-01" to="2026-12-31"/>
</part>
END
mv part.xml "$part"
mkdir tree/tests/scenarios/run
for what in superior scope; do
  cp "$FASTI_SOURCE/tests/scenarios/superior/$what.inc" "tree/tests/scenarios/run/$what.inc"
done
printf 'package ../../../processes/packages/luquan/package.xml\ninclude superior.inc\n' >tree/tests/scenarios/run/superior.case
fasti test tree/tests/scenarios/run/superior.case
is "the superior's number holds in its year only, with its document" "$status $err" "0 "

sed 's/name="Q-p02-patrol-scope" value="cumulative"/name="Q-p02-patrol-scope" value="visit"/' \
  tree/processes/packages/hongjiang/consolidation.xml >part.xml
is "the reach is a parameter" "$(grep -c 'value="visit"' part.xml)" "1"
mv part.xml tree/processes/packages/hongjiang/consolidation.xml
printf 'package ../../../processes/packages/hongjiang/package.xml\ninclude scope.inc\n' >tree/tests/scenarios/run/scope.case
fasti test tree/tests/scenarios/run/scope.case
is "every patrol must reach half of the projects by itself, where the package says so" "$status $err" "0 "

# what a bureau does not have
FASTI_OFFICE=$tap_dir/office
export FASTI_OFFICE
fasti office init office --clock=simulated --at=2025-03-03
fasti office deploy "$FASTI_SOURCE/processes/packages/luquan/package.xml"
is "an office of Luquan" "$status $err" "0 "
fasti user add consolidation-1 段整理 --role=consolidation-officer
fasti case open land-consolidation-project projectNo=1 --as=consolidation-1
is "consolidation projects are not a procedure of it" "$status $out" "6 "
has "and it says what there is" "$err" "the package of luquan has no such procedure; it has: "
has "the sister procedure among them" "$err" "rural-land-improvement"
fasti case list
is "nothing was opened" "$(echo "$out" | grep -c consolidation-project)" "0"

tap_end
