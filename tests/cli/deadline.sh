#!/bin/sh
# tests/cli/deadline.sh - fasti deadline: every day explained, the last day on the last line, bad input named.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
LC_ALL=C.UTF-8 LANGUAGE='' FASTI_DATADIR=$FASTI_SOURCE
export LC_ALL LANGUAGE FASTI_DATADIR

fasti deadline --from 2025-09-30 --within "7 workdays"
is "working days across the National Day" "$status $err
$out" "0 
2025-09-30  Tue  -  the day it starts from is not counted
2025-10-01  Wed  -  holiday: 国庆节
2025-10-02  Thu  -  holiday: 国庆节
2025-10-03  Fri  -  holiday: 国庆节
2025-10-04  Sat  -  holiday: 国庆节
2025-10-05  Sun  -  holiday: 国庆节
2025-10-06  Mon  -  holiday: 中秋节
2025-10-07  Tue  -  holiday: 国庆节
2025-10-08  Wed  -  holiday: 国庆节
2025-10-09  Thu  1
2025-10-10  Fri  2
2025-10-11  Sat  3  make-up working day: 国庆节调休上班
2025-10-12  Sun  -  weekend
2025-10-13  Mon  4
2025-10-14  Tue  5
2025-10-15  Wed  6
2025-10-16  Thu  7
2025-10-16"

last_day() { # OPTION... : the last line
  fasti deadline "$@"
  printf '%s\n' "$out" | tail -n 1
}
is "working days across the Spring Festival" "$(last_day -f 2026-02-13 -w '7 workdays')" 2026-03-02
is "days roll to the next working day" "$(last_day -f 2025-09-17 -w '15 days')" 2025-10-09
is "days stay when told" "$(last_day -f 2025-09-17 -w '15 days' --roll none)" 2025-10-02
is "a Saturday that works does not roll" "$(last_day -f 2025-09-26 -w '15 days' -r next)" 2025-10-11
is "years" "$(last_day -f 2023-09-12 -w '2 years')" 2025-09-12
is "suspensions move the last day" "$(last_day -f 2026-03-02 -w '90 days' -s 2026-03-20..2026-04-14)" 2026-06-25
is "overlapping suspensions count once" \
  "$(last_day -f 2026-03-02 -w '90 days' -s 2026-03-20..2026-04-14 -s 2026-04-01..2026-04-10)" 2026-06-25
is "extensions add to the period" "$(last_day -f 2025-08-01 -w '60 days' -e '30 days')" 2025-10-30

fasti deadline --from 2025-08-29 --within "1 month" --extend "2 workdays" --suspend 2025-09-01..2025-09-03
is "months, extensions and suspensions are explained" "$status $err
$out" "0 
2025-08-29  Fri   -  the day it starts from is not counted
2025-09-01  Mon   -  suspended
2025-09-02  Tue   -  suspended
2025-10-01  Wed  31  the corresponding day; holiday: 国庆节
2025-10-02  Thu   -  holiday: 国庆节
2025-10-03  Fri   -  holiday: 国庆节
2025-10-04  Sat   -  holiday: 国庆节
2025-10-05  Sun   -  holiday: 国庆节
2025-10-06  Mon   -  holiday: 中秋节
2025-10-07  Tue   -  holiday: 国庆节
2025-10-08  Wed   -  holiday: 国庆节
2025-10-09  Thu  32  extension 1
2025-10-10  Fri  33  extension 1
2025-10-10"

fasti deadline --from 2026-01-01 --within "2 days"
is "rolling is explained" "$out" "2026-01-01  Thu  -  the day it starts from is not counted; holiday: 元旦
2026-01-02  Fri  1  holiday: 元旦
2026-01-03  Sat  2  holiday: 元旦
2026-01-04  Sun  -  the last day moves to this working day; make-up working day: 元旦调休上班
2026-01-04"

fasti deadline --from 2026-12-30 --within "2 workdays"
is "a year without notice is provisional" "$status $err
$out" "0 provisional: the holidays of a year that counts here are not published yet
2026-12-30  Wed  -  the day it starts from is not counted
2026-12-31  Thu  1
2027-01-01  Fri  2  provisional
2027-01-01"

printf 'BEGIN:VCALENDAR\nX-FASTI-YEARS:2027\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20270101\nSUMMARY:元旦\n' >"$tap_dir/2027.ics"
printf 'CATEGORIES:HOLIDAY\nEND:VEVENT\nEND:VCALENDAR\n' >>"$tap_dir/2027.ics"
fasti deadline --from 2026-12-31 --within "1 workday" --calendar "$tap_dir/2027.ics"
is "a calendar of one's own" "$status $err
$out" "0 
2026-12-31  Thu  -  the day it starts from is not counted
2027-01-01  Fri  -  holiday: 元旦
2027-01-02  Sat  -  weekend
2027-01-03  Sun  -  weekend
2027-01-04  Mon  1
2027-01-04"

fasti deadline --from 2026-02-27 --within "1 workday" --json
is "the answer as JSON" "$status $err
$out" '0 
{
  "from": "2026-02-27",
  "due": "2026-02-28",
  "provisional": false,
  "days": [
    {
      "day": "2026-02-27",
      "weekday": 5,
      "kind": "workday",
      "counting": "trigger"
    },
    {
      "day": "2026-02-28",
      "weekday": 6,
      "kind": "make-up-workday",
      "counting": "counted",
      "number": 1,
      "name": "春节调休上班"
    }
  ]
}'

fasti deadline
is "what is needed is named" "$status $out$err" "2 --from: this option is needed
--within: this option is needed
see: fasti deadline --help"
fasti deadline --from 2026-02-30 --within "7 weeks" --roll up --suspend x --extend soon
is "everything wrong is told at once" "$status $out$err" '3 --from: "2026-02-30" is not a date that exists; expected for example 2026-02-28
--within: "7 weeks" is not a period; expected for example "7 workdays", "60 days", "3 months", "1 year"
--roll: "up" is not a way to roll; expected next or none
--suspend: "x" is not an interval; expected FROM..TO
--extend: "soon" is not a period; expected for example "7 workdays", "60 days", "3 months", "1 year"'
fasti deadline -f 2026-03-01 -w "100001 days"
is "a period too long" "$status $out$err" \
  '8 --within: "100001 days" is too long; the longest periods are 100000 days, 3285 months, 273 years'
fasti deadline -f 2026-03-01 -w "1 day" -s 2026-03-05..2026-03-05
is "an interval without a day" "$status $out$err" '3 --suspend: "2026-03-05..2026-03-05" ends before it begins'
fasti deadline -f 2026-03-01 -w "1 day" -s 2026-03-05..2026-03-32
is "an interval to no date" "$status $out$err" \
  '3 --suspend: "2026-03-32" is not a date that exists; expected for example 2026-02-28'
fasti deadline -f 2026-03-01 -w "1 day" extra
is "an argument too many" "$status $out$err" '2 extra: this is one argument too many
see: fasti deadline --help'

fasti deadline -f 2026-03-01 -w "1 day" -c "$tap_dir/missing.ics"
is "a calendar that is not there" "$status $out$err" "6 $tap_dir/missing.ics: there is no such file"
fasti deadline -f 2026-03-01 -w "1 day" -c "$tap_dir"
is "a calendar that is a folder" "$status $out$err" "3 $tap_dir: this is a directory; a file was expected"
printf 'BEGIN:VCALENDAR\nX-FASTI-YEARS:2027\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20270230\nEND:VEVENT\nEND:VCALENDAR\n' \
  >"$tap_dir/bad.ics"
printf '<html>\n' >"$tap_dir/page.ics"
fasti deadline -f 2026-03-01 -w "1 day" -c "$tap_dir/bad.ics" -c "$tap_dir/page.ics"
is "calendars with errors, all told" "$status $out$err" \
  "15 $tap_dir/bad.ics:4: error: DTSTART: the date 20270230 does not exist
$tap_dir/page.ics:1: error: this is no iCalendar (RFC 5545); expected BEGIN:VCALENDAR"
mkdir "$tap_dir/empty"
FASTI_DATADIR=$tap_dir/empty fasti deadline -f 2026-03-01 -w "1 day"
is "no calendars at all" "$status $out$err" "6 $tap_dir/empty/processes/calendar/*.ics: the calendars of the program \
are missing; install it again, or name a file with --calendar"

LC_ALL=zh_CN.UTF-8
fasti deadline --from 2026-01-02 --within "1 workday"
is "in Chinese" "$status $err
$out" "0 
2026-01-02  周五  -  起算日不计入；节假日：元旦
2026-01-03  周六  -  节假日：元旦
2026-01-04  周日  1  调休上班日：元旦调休上班
2026-01-04"
fasti deadline --from 2026-02-30 --within "1 workday"
is "errors in Chinese" "$status $out$err" '3 --from: “2026-02-30”不是存在的日期；例如应写作 2026-02-28'
tap_end
