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

# Files go along: the case that gets them holds them by itself, also when the one they came from is gone.
fasti office init "$tap_dir/handing" --clock=simulated --at=2025-03-03
FASTI_OFFICE=$tap_dir/handing
fasti case play tests/between/handing.case
is "files go along in an office" "$err$status" "0"
fasti audit
is "and all of it agrees" "$status $(printf %s "$out" | head -n 1)" \
  "0 6 cases verified: journals, replay, instruments and evidence agree"
fasti rebuild
fasti audit
is "also after it was made anew" "$status $(printf %s "$out" | head -n 1)" \
  "0 6 cases verified: journals, replay, instruments and evidence agree"
fasti case evidence H-2025-00002
is "the list says where each is from" "$(printf '%s\n' "$out" | sed 's/ *[0-9a-f]\{64\}$//')" \
  "no.  name    kind        bytes  attached          by            from                corrects  superseded by  SHA-256
1    丙.jpg  text/plain  7      2025-03-03 09:00  H-2025-00001  H-2025-00001 no. 3            4
2    乙.jpg  text/plain  7      2025-03-03 09:00  H-2025-00001  H-2025-00001 no. 2            3
3    丁.jpg  text/plain  7      2025-03-03 09:00  H-2025-00001  H-2025-00001 no. 4  2
4    庚.jpg  text/plain  7      2025-03-03 09:00  H-2025-00001  H-2025-00001 no. 6  1"
fasti case show H-2025-00003
has "the case shows them" "$out" "Files
no.  name    kind        bytes  attached          by            from
1    丙.jpg  text/plain  7      2025-03-03 09:00  H-2025-00002  H-2025-00002 no. 1"
fasti case show H-2025-00003 --json
has "also as JSON" "$out" '"fromCase": "H-2025-00002"'
has "with the number there" "$out" '"fromNumber": 1'
fasti case history H-2025-00002
has "the history says it" "$out" "H-2025-00001 attached 丙.jpg (no. 3 there)"
fasti case archive H-2025-00002 -o "$tap_dir/handed.zip"
is "the receiving case is archived" "$status $err" "0 "
mv "$FASTI_OFFICE" "$tap_dir/gone" && mv "$FASTI_OFFICE.files" "$tap_dir/gone.files"
fasti archive verify "$tap_dir/handed.zip"
is "and verified without the office" "$status $(printf '%s\n' "$out" | sed -n 2p)" \
  "0 case H-2025-00002: ended (kept); 17 journal entries, 1 forms, 0 instruments, 4 files"
is "the index says where each is from" "$(grep -ac 'H-2025-00001号案附卷4移入' "$tap_dir/handed.zip")" "1"
mv "$tap_dir/gone" "$FASTI_OFFICE" && mv "$tap_dir/gone.files" "$FASTI_OFFICE.files"
handed=$(printf 丁.jpg | sha256sum | cut -c1-64)
chmod u+w "$FASTI_OFFICE.files/$handed" && printf 丁.jpq >"$FASTI_OFFICE.files/$handed"
fasti audit H-2025-00002
is "a content that was changed is found in the case that got it" "$status $err" \
  "14 H-2025-00002: evidence 3: its content is not what was attached"
fasti case archive H-2025-00002 -o "$tap_dir/changed.zip"
has "which cannot be archived then" "$status $err" "H-2025-00002: evidence 3: its content is not what was attached"

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
