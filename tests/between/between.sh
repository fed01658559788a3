#!/bin/sh
# tests/between/between.sh - cases that know each other: every scenario, and what a terminal shows of it.
set -u
cd "${FASTI_SOURCE:?}" || exit 1
# shellcheck source=tests/tap.sh
. tests/tap.sh
LC_ALL=C.UTF-8 LANGUAGE=''
export LC_ALL LANGUAGE

fasti check tests/between/package.xml
is "the package is in order" "$err$status" "0"
for scenario in tests/between/*.case; do
  fasti test "$scenario"
  is "$scenario" "$err$status" "0"
done

FASTI_OFFICE=$tap_dir/office
export FASTI_OFFICE
fasti office init "$FASTI_OFFICE" --clock=simulated --at=2025-03-03
fasti case play tests/between/facts.case
is "facts are played into an office" "$err$status" "0"
fasti case list --where alias=甲厂
is "a case is found by a fact" "$status $(printf %s "$out" | grep -c '^B-')" "0 1"
has "and it is the right one" "$out" "B-2025-00001"
fasti case list --where alias=甲厂 --where uscc=911
is "all facts must hold" "$status $out" "0 there are no such cases"
fasti case list --key 911 --procedure party
has "a case is found by its key" "$out" "B-2025-00002"
fasti case list --where alias
has "a fact without a value is refused" "$status $err" "expected NAME=VALUE"

tap_end
