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
fasti check tests/between/bad.xml
is "everything that can be wrong is told in one run" "$err" "$(cat tests/between/bad.out)"
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

fasti office init "$tap_dir/other" --clock=simulated --at=2025-03-03
FASTI_OFFICE=$tap_dir/other
fasti case play tests/between/inspection.case
is "cases that know each other are played into an office" "$err$status" "0"
fasti case show B-2025-00002
has "the opener shows what it opened" "$out" "Other cases
link        case          title  status  step
has opened  B-2025-00003  处罚   ended   已罚款"
fasti case show B-2025-00003
has "which shows who opened it and whom it told" "$out" "link       case          title     status  step
opened by  B-2025-00002  检查 911  ended   已处罚 (punished)
told       B-2025-00001  甲公司    open    在册 (listed)"
fasti case show B-2025-00001 --json
has "and who was told shows who told it" "$out" '"kind": "teller"'
fasti audit
has "all of it follows from the journals" "$status $out" "0 6 cases verified: journals, replay, instruments and evidence agree"
fasti rebuild
fasti audit
has "also after it was made anew" "$status $out" "0 6 cases verified: journals, replay, instruments and evidence agree"

# Who was found stands in the entry: a replay finds the same, whoever the office has by then.
fasti office init "$tap_dir/officers" --clock=simulated --at=2025-03-03
FASTI_OFFICE=$tap_dir/officers
fasti case play tests/between/officers.case
is "officers are drawn in an office" "$err$status" "0"
fasti audit
is "and every case of it replays" "$status" "0"

# A draw can be repeated with nothing but the list and the seed.
fasti office init "$tap_dir/draws" --clock=simulated --at=2025-03-03
FASTI_OFFICE=$tap_dir/draws
fasti case play tests/between/draw.case
fasti case show B-2025-00015 --data
seed=$(printf %s "$out" | sed -n 's/.*<data id="sample".* seed="\([0-9a-f]*\)".*/\1/p')
drawn=$(printf '%s\n' "$out" | sed -n '/<data id="sample"/,/<\/data>/s/.*<case id="\([^"]*\)".*/\1/p')
repeated=$(printf '%s\n' "$out" | sed -n '/<data id="parties"/,/<\/data>/s/.*<case id="\([^"]*\)".*/\1/p' |
  while read -r id; do printf '%s %s\n' "$(printf '%s %s' "$seed" "$id" | sha256sum)" "$id"; done |
  sort | head -n 5 | sed 's/.* //')
is "five were drawn" "$(printf '%s\n' "$drawn" | grep -c B-2025)" "5"
is "anyone can repeat the draw" "$drawn" "$repeated"
fasti office init "$tap_dir/same" --clock=simulated --at=2025-03-03
FASTI_OFFICE=$tap_dir/same
fasti case play tests/between/draw.case
fasti case show B-2025-00015 --data
has "a simulated office draws the same again" "$out" "$seed"

FASTI_OFFICE=$tap_dir/waiting
fasti office init "$FASTI_OFFICE" --clock=simulated --at=2025-03-03
fasti case play tests/between/waiting.case
fasti case explain B-2025-00002
has "what is waited for is told" "$out" "the end of the case B-2025-00003 (penalty) is awaited"

# Down-time: the clock is moved once over a year and a half.
fasti office init "$tap_dir/standing" --clock=simulated --at=2025-03-03
FASTI_OFFICE=$tap_dir/standing
fasti office deploy tests/between/standing.xml
fasti clock advance 2026-07-02
fasti case list --procedure report
fasti case explain S-2025-S01
has "and says when it comes again" "$out" "half-year comes again on 2027-01-01"
fasti case list --procedure report
is "what stands opens what it must" "$(printf %s "$out" | grep -o '^S-[0-9-]*' | tr '\n' ' ')" "S-2025-00001 S-2026-00001 S-2026-00002 "
fasti audit
has "and all of it replays" "$status $out" "0 4 cases verified: journals, replay, instruments and evidence agree"

tap_end
