#!/bin/sh
# tests/cli/office.sh - an office at the command line: making it, its people, a case from opening to its end, the clock,
# looking, verifying; and each kind of bad input with its message.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/cli/permit.sh
. "$FASTI_SOURCE/tests/cli/permit.sh"
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai
export LC_ALL LANGUAGE TZ
permit_files "$tap_dir/permit"
cd "$tap_dir" || exit 1

# The office file.
fasti office list
is "without an office file" "$status $out$err" "6 office.fasti: there is no such file; fasti office init makes a new office"
fasti office init bureau --clock=simulated --at=2025-03-03
is "a new office" "$status $out$err" "0 bureau: a new office"
fasti office init bureau
is "a file that is there already" "$status $out" "7 "
has "is named" "$err" "bureau: "
fasti office init other --at=2025-03-03
is "only a simulated clock is set" "$status $out$err" "2 --at: only a simulated clock can be set: --clock=simulated
see: fasti office init --help"
fasti office init other --clock=simulated --at=2025-02-30
is "on a day that exists" "$status $out$err" \
  '2 --at: "2025-02-30" is no moment that exists; expected YYYY-MM-DD or "YYYY-MM-DD HH:MM"
see: fasti office init --help'
FASTI_OFFICE=$tap_dir/bureau
export FASTI_OFFICE
fasti user add clerk-1 王一
is "people need a package" "$status $out$err" "6 no package is deployed in this office yet"
sed 's/target="decide"/target="decided"/' permit/permit.scxml >permit/broken.scxml
sed 's/permit.scxml/broken.scxml/' permit/package.xml >permit/broken.xml
fasti office deploy permit/broken.xml
is "a broken package is refused" "$status $out" "15 "
has "with its place" "$err" 'permit/broken.scxml:10:43: error: there is no state "decided"'
fasti office deploy permit/package.xml permit/package.xml
is "a package, twice" "$status $out$err" "0 demo v1 (示例局), in force from 2024-01-01
demo v1 (示例局), in force from 2024-01-01"
fasti office list --office=bureau
is "what an office has" "$status $out$err" "0 bureau: simulated clock, 2025-03-03
bureau  version  in force    title   procedures  cases  open
demo    v1       2024-01-01  示例局  permit      0      0"

# People.
fasti user add clerk-1 王一 --role=clerk --certificate=D-001
is "a person" "$status $out$err" "0 clerk-1  王一  clerk"
fasti user add clerk-2 李二 --role=clerk
fasti user add chief-1 钱局 --role=chief
fasti user add root 管理员 --role=admin
fasti user add clerk-1 张三 --role=clerk --as=root
is "the same id twice" "$status $out$err" "7 clerk-1: there is such a person already: 王一"
fasti user add x 张三 --role=king --as=root
is "an unknown role" "$status $out$err" '3 x: the package of demo has no role "king"'
fasti user role clerk-2 --add=chief
is "from the first administrator on, one of them does it" "$status $out$err" \
  "5 this office has an administrator: one of them does this, and says who acts"
fasti user role clerk-2 --add=chief --as=clerk-1
is "and nobody else" "$status $out$err" \
  "5 clerk-1: 王一 is no administrator: only those manage the packages and people of an office"
fasti user role clerk-2 --add=chief --as=root
is "another role" "$status $out$err" "0 clerk-2  李二  clerk chief"
fasti user role clerk-2 --remove=chief --as=root
is "taken again" "$status $out$err" "0 clerk-2  李二  clerk"
fasti user disable clerk-2 --as=root
is "disabled" "$status $out$err" "0 clerk-2  李二  clerk  (disabled)"
fasti user list --role=clerk
is "the list of people" "$status $out$err" "0 person   name  bureau  roles  certificate  state
clerk-1  王一  demo    clerk  D-001
clerk-2  李二  demo    clerk               disabled"
fasti user list --json --role=chief
is "as JSON" "$status $(printf %s "$out" | tr -d '\n ')" \
  '0 [{"id":"chief-1","name":"钱局","bureau":"demo","roles":"chief","certificate":"","validTo":"","interests":"","unit":"","state":""}]'

# A case.
fasti case open permit name=甲公司
is "nobody asks" "$status $out$err" "2 say who acts: --as=PERSON, or set FASTI_USER
see: fasti case open --help"
fasti case open permit name --as=clerk-1
is "a word that is no field" "$status $out$err" "2 name: a field is given as NAME=VALUE, or NAME=@FILE
see: fasti case open --help"
fasti case open permit --as=clerk-1
is "a field is missing" "$status $out$err" "3 name: 申请人: must be filled in"
fasti case open permit name=甲 colour=red --as=clerk-1
is "a field that the form does not have" "$status $out" "3 "
has "is named" "$err" "colour"
fasti case open permits name=甲 --as=clerk-1
is "an unknown procedure" "$status $out$err" '6 permits: the package of demo has no such procedure; it has: permit'
fasti case open permit name=甲公司 --as=chief-1
is "not everyone may" "$status $out$err" "5 chief-1: 钱局 may not open a case of this procedure; who may: 经办人"
fasti case open permit name=甲公司 --as=clerk-1 --key=k1
is "a case" "$status $out$err" "0 D-2025-00001  2025-03-03  王一 opened the case
    step        审查 [review]  (许可法三)
    task        审查申请 [check]: 经办人
    deadline    审查期限 [review]: last day 2025-03-11  (许可法三)"
fasti case open permit name=甲公司 --as=clerk-1 --key=k1
is "sent again by its key" "$status $out$err" "0 D-2025-00001: this was done already, as entry 1"
printf '乙\n' >name.txt
fasti case open permit name=@name.txt --as=clerk-1
has "a field from a file" "$out" "D-2025-00002  2025-03-03  王一 opened the case"
fasti case show D-2025-00001
is "the case is shown" "$status $out$err" "0 D-2025-00001  许可 甲公司
procedure   许可 [permit], 示例局 v1
opened      2025-03-03
status      open
step        审查 (review)

Tasks
no.  task   title     who     state  last day
1    check  审查申请  经办人  open   2025-03-11

Deadlines
deadline  title     from        last day    days left  state    who     article
review    审查期限  2025-03-03  2025-03-11  8          running  经办人  许可法三"
fasti case explain D-2025-00001 review
is "the deadline is explained" "$status $out$err" "0 2025-03-03  Mon  -  the day it starts from is not counted
2025-03-04  Tue  1
2025-03-05  Wed  -  holiday: 植树日
2025-03-06  Thu  2
2025-03-07  Fri  3
2025-03-08  Sat  -  weekend
2025-03-09  Sun  -  weekend
2025-03-10  Mon  4
2025-03-11  Tue  5
last day: 2025-03-11"
fasti case explain D-2025-00001
has "what the case waits for" "$out" "审查申请 waits for 经办人"
fasti case explain D-2025-00009
is "an unknown case" "$status $out$err" "6 D-2025-00009: there is no such case in this office"
FASTI_USER=clerk-1
export FASTI_USER
fasti case act D-2025-00001 note.added text=图纸
is "an action" "$status $out$err" "0 D-2025-00001  2025-03-03  王一 did 登记补充材料 [note.added]"
fasti case act D-2025-00001 note.removed
is "an action that there is not" "$status $out$err" "4 note.removed cannot be done now: no active state offers it"
fasti case comment D-2025-00001 --because=已电话通知
is "a comment" "$status $out$err" "0 D-2025-00001  2025-03-03  王一 commented: 已电话通知"
fasti case attach D-2025-00001 name.txt
is "a file" "$status $out$err" "0 D-2025-00001  2025-03-03  王一 attached name.txt"
fasti task list
is "my tasks" "$status $out$err" "0 case          task   title     who     state  last day    since
D-2025-00001  check  审查申请  经办人  open   2025-03-11  2025-03-03
D-2025-00002  check  审查申请  经办人  open   2025-03-11  2025-03-03"
fasti task claim D-2025-00001 check
is "claimed" "$status $out$err" "0 D-2025-00001  2025-03-03  王一 claimed 审查申请 [check]"
fasti task "do" D-2025-00001 dance
is "an unknown task" "$status $out$err" "6 dance: no such task is open in this case; open are: check"
fasti task "do" D-2025-00001 check --as=clerk-2
is "who is disabled" "$status $out$err" "5 clerk-2: 李二 is not active in this office any more"
fasti task "do" D-2025-00001 check --as=root
is "an administrator" "$status $out$err" "5 root: 管理员 is an administrator, and an administrator never acts in a case"
fasti task "do" D-2025-00001 check --as=nobody
is "an unknown person" "$status $out$err" "6 nobody: there is no such person in this office"
fasti task "do" D-2025-00001 check
is "done" "$status $out$err" "0 D-2025-00001  2025-03-03  王一 completed 审查申请 [check]
    step        决定 [decide]  (许可法三)
    task        批准 [approve]: 负责人"
fasti user disable clerk-2 --undo --as=root
fasti task "do" D-2025-00001 check --as=clerk-2
is "done already" "$status $out$err" "7 check: this task is not open any more: 王一 was first"

# The clock.
fasti clock show
is "the clock" "$status $out$err" "0 simulated clock: 2025-03-03
next due: 2025-03-10"
fasti clock advance 2025-13-01
is "a date that does not exist" "$status" "2"
fasti clock advance 2025-03-12
is "what falls due" "$status $out$err" "0 D-2025-00002  2025-03-10  the clock
    warning     审查期限 [review]: last day 2025-03-11
D-2025-00002  2025-03-12  the clock
    expired     审查期限 [review]: last day 2025-03-11
    deadline    审查期限 [review]: last day 2025-03-11, expired  (许可法三)
    message     to 负责人: 审查超期
the clock stands at 2025-03-12"
fasti clock advance 2025-03-11
is "no way back" "$status $out$err" "3 the simulated clock stands at 2025-03-12T00:00:00+08:00 and does not go back"
fasti clock run --watch
is "a simulated clock is not watched" "$status" "4"

# The end.
fasti task show D-2025-00001 approve --as=chief-1
is "what a task asks for" "$status $out$err" "0 D-2025-00001  2  批准 [approve]
who: 负责人
field   label  type    needed  choices
result  结果   string  yes     yes 同意, no 不同意"
fasti task "do" D-2025-00001 approve result=perhaps --as=chief-1
is "a wrong choice" "$status $out" "3 "
has "is named" "$err" "result: 结果: "
fasti task "do" D-2025-00001 approve result=yes --as=chief-1
is "the end of a case" "$status $out$err" "0 D-2025-00001  2025-03-12  钱局 completed 批准 [approve]
    step        已许可 [issued]
    instrument  1 许可证  许〔2025〕1号"
fasti instrument list
is "the instruments" "$status $out$err" "0 case          no.  instrument  document number  issued
D-2025-00001  1    许可证      许〔2025〕1号    2025-03-12"
fasti instrument show D-2025-00001 1 --output=licence.xhtml
is "written into a file" "$status $out$err $(grep -c 甲公司 licence.xhtml)" "0  1"
fasti instrument show D-2025-00001 1 --output=licence.xhtml
is "never over another" "$status" "13"
fasti instrument show D-2025-00001 2
is "that there is not" "$status $out$err" "6 D-2025-00001: this case has no instrument 2"

# Looking.
fasti case list
is "the cases" "$status $out$err" "0 case          title        status  step             opened
D-2025-00001  许可 甲公司  ended   已许可 (issued)  2025-03-03
D-2025-00002  许可 乙      open    审查 (review)    2025-03-03"
fasti case list --text=公司
has "by words" "$out" "D-2025-00001"
fasti case list --state=review --json
is "by step" "$status $(printf %s "$out" | grep -c '"case": "D-2025-00002"') $(printf %s "$out" | grep -c '"case"')" "0 1 1"
fasti case list --text=丙
is "none" "$status $out$err" "0 there are no such cases"
fasti case as-of D-2025-00001 2025-03-10
has "as of a day" "$out" "step        决定 (decide)"
fasti case as-of D-2025-00001 2025-03-02
is "before it was opened" "$status $out$err" "6 D-2025-00001: this case was not open yet then"
fasti case history D-2025-00001
is "the history" "$status $out$err" "0 2025-03-03  王一 opened the case
    step        审查 [review]  (许可法三)
    task        审查申请 [check]: 经办人
    deadline    审查期限 [review]: last day 2025-03-11  (许可法三)
2025-03-03  王一 did 登记补充材料 [note.added]
2025-03-03  王一 was refused act note.removed: note.removed cannot be done now: no active state offers it
2025-03-03  王一 commented: 已电话通知
2025-03-03  王一 attached name.txt
2025-03-03  王一 claimed 审查申请 [check]
2025-03-03  王一 was refused complete dance: dance: no such task is open in this case; open are: check
2025-03-03  李二 was refused complete check: clerk-2: 李二 is not active in this office any more
2025-03-03  管理员 was refused complete check: root: 管理员 is an administrator, and an administrator never acts in a case
2025-03-03  王一 completed 审查申请 [check]
    step        决定 [decide]  (许可法三)
    task        批准 [approve]: 负责人
2025-03-03  李二 was refused complete check: check: this task is not open any more: 王一 was first
2025-03-12  钱局 was refused complete approve: result: 结果: \"perhaps\" cannot be chosen; expected one of: yes (同意), no (不同意)
2025-03-12  钱局 completed 批准 [approve]
    step        已许可 [issued]
    instrument  1 许可证  许〔2025〕1号"

# Verifying.
fasti audit
is "the audit" "$status $out$err" "0 2 cases verified: journals, replay, instruments and evidence agree
the journal of the office agrees with its packages and people"
fasti audit D-2025-00001
is "of one case" "$status $out$err" "0 1 case verified: journal, replay, instruments and evidence agree"
fasti rebuild
is "a rebuild" "$status $out$err" "0 snapshots, tasks and deadlines are made anew from the journals"
fasti audit
is "changes nothing" "$status $out$err" "0 2 cases verified: journals, replay, instruments and evidence agree
the journal of the office agrees with its packages and people"
fasti office journal
is "what was done to the office" "$status $(printf %s "$out" | sed "s|$tap_dir|.|g")$err" \
  "0 2025-03-03  who owns the file  began the office, by a simulated clock
2025-03-03  who owns the file  was refused deploy ./permit/broken.xml: ./permit/broken.scxml:10:43: error: there is no state \"decided\"; expected the id of a state of this document
2025-03-03  who owns the file  deployed demo v1
2025-03-03  who owns the file  deployed demo v1 again: it is the same
2025-03-03  who owns the file  王一 [clerk-1] now has the roles: clerk; certificate D-001
2025-03-03  who owns the file  李二 [clerk-2] now has the roles: clerk
2025-03-03  who owns the file  钱局 [chief-1] now has the roles: chief
2025-03-03  who owns the file  管理员 [root] now has the roles: admin
2025-03-03  管理员  was refused person x: x: the package of demo has no role \"king\"
2025-03-03  who owns the file  was refused person clerk-2: this office has an administrator: one of them does this, and says who acts
2025-03-03  王一  was refused person clerk-2: clerk-1: 王一 is no administrator: only those manage the packages and people of an office
2025-03-03  管理员  李二 [clerk-2] now has the roles: clerk chief
2025-03-03  管理员  李二 [clerk-2] now has the roles: clerk
2025-03-03  管理员  李二 [clerk-2] now has the roles: clerk; disabled
2025-03-03  管理员  李二 [clerk-2] now has the roles: clerk"
fasti office journal --json
is "as JSON" "$status $(printf %s "$out" | grep -c '"kind": "refused"')" "0 4"
fasti case show D-2025-00002 --office=name.txt
is "a file that is no office" "$status" "11"
chmod a-w bureau
if [ "$(id -u)" -ne 0 ]; then
  fasti case comment D-2025-00002 --because=x
  is "a file that cannot be written" "$status" "10"
else
  skip "a file that cannot be written" "root may write everything"
fi
chmod u+w bureau
tap_end
