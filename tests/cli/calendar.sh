#!/bin/sh
# tests/cli/calendar.sh - a new year's holidays reach an office: open cases move, later ones begin with them, a file that is
# wrong changes nothing.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/cli/permit.sh
. "$FASTI_SOURCE/tests/cli/permit.sh"
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai
export LC_ALL LANGUAGE TZ
permit_files "$tap_dir/permit"
cd "$tap_dir" || exit 1
FASTI_OFFICE=$tap_dir/bureau
export FASTI_OFFICE
notice=$FASTI_SOURCE/processes/calendar/cn-2026.ics

fasti office init bureau --clock=simulated --at=2025-12-29
fasti office calendar "$notice"
is "no calendar without a package" "$status $out$err" "6 no package is deployed in this office yet"
fasti office deploy permit/package.xml
fasti user add clerk-1 王一 --role=clerk
fasti user add root 管理员 --role=admin
fasti case open permit name=甲公司 --as=clerk-1
has "a last day in a year without a notice" "$out" "last day 2026-01-05, provisional"
sed 's/DTEND;VALUE=DATE:20260104/DTEND;VALUE=DATE:20260199/' "$notice" >wrong.ics
fasti office calendar wrong.ics --as=root
is "a notice that is wrong" "$status $out" "15 "
has "is told with its place" "$err" "wrong.ics:12: error: DTEND: the date 20260199 does not exist"
fasti office calendar "$notice" --as=clerk-1
is "nobody but an administrator loads one" "$status $out$err" \
  "5 clerk-1: 王一 is no administrator: only those manage the packages and people of an office"
fasti office calendar "$notice" --as=root --bureau=other
is "for a bureau that there is" "$status $out$err" "6 other: no package of this bureau is deployed"
head -c 70000 /dev/zero | tr '\0' 'x' >large.ics
fasti office calendar large.ics --as=root
is "a notice is small" "$status $out$err" "8 large.ics: this calendar is too large; 65536 bytes are allowed"
fasti case explain D-2025-00001 review
has "nothing has changed" "$out" "last day: 2026-01-05, provisional"

fasti office calendar "$notice" --as=root
is "a notice" "$status $out$err" "0 loaded; 1 open case counts by it"
fasti case explain D-2025-00001 review
is "the last day moves, and says so" "$status $out$err" "0 2025-12-29  Mon  -  the day it starts from is not counted
2025-12-30  Tue  1
2025-12-31  Wed  2
2026-01-01  Thu  -  holiday: 元旦
2026-01-02  Fri  -  holiday: 元旦
2026-01-03  Sat  -  holiday: 元旦
2026-01-04  Sun  3  make-up working day: 元旦调休上班
2026-01-05  Mon  4
2026-01-06  Tue  5
last day: 2026-01-06
2025-12-29: moved from 2026-01-05 to 2026-01-06 by the calendar cn-2026.ics"
fasti case explain D-2025-00001 review --json
has "in JSON too" "$(printf %s "$out" | tr -d '\n ')" \
  '"moves":[{"on":"2025-12-29","before":"2026-01-05","after":"2026-01-06","calendar":"cn-2026.ics"}]'
fasti task list --as=clerk-1
has "the task has the new last day" "$out" "2026-01-06"
fasti case history D-2025-00001
has "it stands in the journal of the case" "$out" "2025-12-29  a calendar was loaded: cn-2026.ics
    deadline    审查期限 [review]: last day 2026-01-06  (许可法三)
    message     to 经办人: 审查期限: the last day was 2026-01-05 and is now 2026-01-06, by the calendar cn-2026.ics"
fasti case open permit name=乙公司 --as=clerk-1
has "a case that is opened later" "$out" "last day 2026-01-06  (许可法三)"
fasti case as-of D-2025-00002 2025-12-29
has "as of a day too" "$out" "2026-01-06"
fasti office journal
has "it stands in the journal of the office" "$out" "2025-12-29  管理员  loaded the calendar cn-2026.ics for demo"
has "with what was refused" "$out" "2025-12-29  管理员  was refused calendar wrong.ics: wrong.ics:12: error: DTEND: the date 20260199 does not exist"
fasti clock advance 2026-01-05
has "the warning comes by the new days" "$out" "warning     审查期限 [review]: last day 2026-01-06"
fasti audit
is "the audit agrees" "$status $out$err" "0 2 cases verified: journals, replay, instruments and evidence agree
the journal of the office agrees with its packages and people"
fasti rebuild
fasti audit
is "after a rebuild too" "$status" "0"
tap_end
