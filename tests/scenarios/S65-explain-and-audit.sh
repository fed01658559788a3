#!/bin/sh
# tests/scenarios/S65-explain-and-audit.sh - "why can I not issue the decision?": each guard that is not met, with its place,
# condition, values and article; the journal shows the attempts; nothing can be deleted or changed unseen.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai
export LC_ALL LANGUAGE TZ
cd "$tap_dir" || exit 1
FASTI_OFFICE=$tap_dir/bureau
export FASTI_OFFICE
fasti office init bureau --clock=simulated --at=2025-01-01
fasti case play "$FASTI_SOURCE/tests/scenarios/office/S65-explain-and-audit.case"
is "a case before its decision" "$status" "0"

fasti case explain L-2025-00001 decision.draft
is "an answer" "$status$err" "0"
has "the place in the definition" "$out" "processes/case-handling/process.scxml:"
has "the state, what is demanded, the condition" "$out" "note: notifying: "
has "the condition itself" "$out" "[In('decision-drafting') does not hold"
has "the article" "$out" "(《规范案件查处》四（四）)"
fasti case explain L-2025-00001 statement
has "until when, day by day" "$out" "last day: 2026-03-17"

fasti case history L-2025-00001
has "the attempt that was refused" "$out" "2026-03-13 09:00  王一 was refused act decision.draft: "
has "with its reason" "$(printf '%s\n' "$out" | grep 'was refused act')" "2026-03-17"
fasti case history L-2025-00001 --json
has "as data too" "$out" '"kind": "refused"'

# No command deletes: whoever tries finds none.
for command in "case delete" "case remove" "instrument delete" "office delete" "user remove" "task delete"; do
  # shellcheck disable=SC2086
  fasti $command L-2025-00001
  is "no command $command" "$status" "2"
done
fasti case history L-2025-00001 --json
entries=$(printf %s "$out" | grep -c '"sequence"')
fasti case show L-2025-00001
fasti audit L-2025-00001
is "the audit agrees" "$status $out$err" "0 1 case verified: journal, replay, instruments and evidence agree"
LC_ALL=zh_CN.UTF-8 LANGUAGE=zh_CN
fasti audit L-2025-00001
is "in every language" "$status $err" "0 "
LC_ALL=C.UTF-8 LANGUAGE=''
fasti case history L-2025-00001 --json
is "looking leaves no trace" "$(printf %s "$out" | grep -c '"sequence"')" "$entries"
tap_end
