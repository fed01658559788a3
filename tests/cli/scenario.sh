#!/bin/sh
# tests/cli/scenario.sh - fasti test and fasti case play: what passes, what fails and how it is told, bad input.
# shellcheck disable=SC2016 # XPath has variables too
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/cli/permit.sh
. "$FASTI_SOURCE/tests/cli/permit.sh"
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai
export LC_ALL LANGUAGE TZ
mkdir -p "$tap_dir/packages" "$tap_dir/cases/deep"
permit_files "$tap_dir/packages/demo"
cd "$tap_dir" || exit 1

cat >cases/people.inc <<'END'
package demo
person clerk-1 王一 roles clerk
person clerk-2 李二 roles clerk
person chief-1 钱局 roles chief
on 2025-03-03 09:00
END
cat >cases/good.case <<'END'
# 申请、审查、批准
include people.inc
open permit as clerk-1 with name=甲公司
expect deadline review 2025-03-11
expect task check for clerk-2
act note.added as clerk-1 with text=图纸
expect data "$notes/data/text" = 图纸
advance to 2025-03-10
expect event deadline.warned.review
expect no event deadline.expired.review
advance to 2025-03-12
expect notice chief "超期"
try do check as chief-1
expect refused "经办人"
do check as clerk-1
expect state decide
expect not state review
expect no action note.added for clerk-1
do approve as chief-1 with result=yes
expect instrument licence
expect text licence "准予甲公司"
expect ended issued
open permit as clerk-1 with name=乙 named B
case A
expect status ended
case B
expect status open
END
cp cases/good.case cases/deep/again.case
sed -i 's/include people/include ..\/people/' cases/deep/again.case
fasti test cases
is "scenarios of a folder" "$status $out$err" "0 passed  cases/deep/again.case
passed  cases/good.case
2 passed, 0 failed"
fasti test --tap cases/good.case
is "as TAP" "$status $out$err" "0 1..1
ok 1 - cases/good.case"
fasti test --verbose cases/good.case
has "told" "$out" "D-2025-00001  2025-03-12  王一 completed 审查申请 [check]
    step        决定 [decide]  (许可法三)"

# failing NAME LINES WANT : a scenario of these lines fails with these messages.
failing() {
  printf 'include people.inc\nopen permit as clerk-1 with name=甲\n%s\n' "$2" >cases/bad.case
  fasti test cases/bad.case
  is "$1" "$(printf '%s\n' "$out" | sed -n 's/^  cases.bad.case://p' | grep -v 'note: ')" "$3"
}
failing "a state that is not active" "expect state decide" "3:1: error: expected state decide; active are: review"
failing "a state that there is not" "expect state decided" '3:1: error: the procedure has no state "decided"'
failing "another last day" "expect deadline review 2025-03-10" \
  "3:1: error: expected deadline review 2025-03-10; there is: 2025-03-11 running"
failing "no such deadline" "expect deadline payment" "3:1: error: expected deadline payment; there is: nothing"
failing "a task of others" "expect task check for chief-1" \
  "3:1: error: expected task check for chief-1; there is: nothing"
failing "an unknown person" "expect task check for nobody" '3:1: error: no person is called "nobody" here'
failing "an event that was not raised" "advance to 2025-03-04
expect event deadline.warned.review" "4:1: error: expected event deadline.warned.review; there were: none"
failing "other data" 'expect data "$apply/name" = 乙' '3:1: error: expected $apply/name = "乙"; it is "甲"'
failing "a broken expression" 'expect data "$apply/" = 乙' '3:1: error: "$apply/" fails: expected an expression of XPath 1.0'
failing "an instrument that was not issued" "expect instrument licence" \
  "3:1: error: expected instrument licence 1; issued were 0"
failing "a text of one" 'expect text licence "甲"' \
  "3:1: error: expected a text in instrument licence, which was not issued"
failing "a message that was not sent" 'expect notice chief "超期"' \
  '3:1: error: expected a message to chief with "超期"; there is: nothing'
failing "an end" "expect ended issued" "3:1: error: expected the case to have ended in issued; it is: open"
failing "a refusal that did not come" "try do check as clerk-1" \
  "3:1: error: this was done, but should have been refused"
failing "another refusal" 'try do check as chief-1
expect refused "明天"' '4:1: error: expected it to be refused with "明天"; it was refused with: 钱局 may not do this: it is for 经办人'
failing "a refusal that was not tried" "do check as chief-1" "3:1: error: 钱局 may not do this: it is for 经办人"
failing "an unknown field" "act note.added as clerk-1 with text=图 colour=red" \
  "3:1: error: colour: there is no such field; the nearest are: text"
failing "an unknown task" "do dance as clerk-1" "3:1: error: dance: no such task is open in this case; open are: check"
failing "a day before today" "advance to 2025-01-01" \
  "3:1: error: the simulated clock stands at 2025-03-03T09:00:00+08:00 and does not go back"
failing "an unknown case" "case C" '3:1: error: no case is called "C" here; open one: open ... named C'
failing "an unknown word" "dance" '3:1: error: "dance" is no word of scenarios'
failing "expectations go on, commands do not" "expect state decide
expect instrument licence
do dance as clerk-1
expect state decide" "3:1: error: expected state decide; active are: review
4:1: error: expected instrument licence 1; issued were 0
5:1: error: dance: no such task is open in this case; open are: check"
fasti test cases/bad.case
is "a failure has its exit status" "$status $err" "1 1 of 1 scenarios failed"
printf 'package nowhere\n' >cases/bad.case
fasti test cases/bad.case
has "an unknown package" "$out" "nowhere/package.xml: there is no such file"
fasti test nothing
is "a path that is not there" "$status $out$err" "6 nothing: there is no such file or folder"
mkdir empty
fasti test empty
is "a folder without scenarios" "$status $out$err" "6 empty: there is no .case file in it"
rm cases/bad.case

# Playing in an office.
fasti office init real
fasti case play cases/good.case --office=real
is "a real clock is not played with" "$status $out" "4 "
has "and how to do it" "$err" "fasti office init FILE --clock=simulated --at=DATE"
fasti office init play --clock=simulated --at=2025-01-01
fasti case play cases/good.case --office=play --output=documents
is "a case is played" "$status $err" "0 "
has "step by step" "$out" "2025-03-03 09:00  王一 opened the case
    step        审查 [review]  (许可法三)
    task        审查申请 [check]: 经办人
    deadline    审查期限 [review]: last day 2025-03-11  (许可法三)"
has "to its end" "$out" "office file: play
instruments, for a browser:
  documents/D-2025-00001-01-licence.xhtml  许可证 许〔2025〕1号
next, try: $FASTI_BUILD/fasti case show D-2025-00002 --office=play"
ok "with its documents" grep -q 甲公司 documents/D-2025-00001-01-licence.xhtml
fasti audit --office=play
is "and a sound journal" "$status $out" "0 2 cases verified: journals, replay, instruments and evidence agree
the journal of the office agrees with its packages and people"
tap_end
