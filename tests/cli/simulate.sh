#!/bin/sh
# tests/cli/simulate.sh - fasti simulate: a month of a small bureau, its statistics for a fixed seed, and that they add up; the
# office that it leaves behind; loads and options that are wrong.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/cli/permit.sh
. "$FASTI_SOURCE/tests/cli/permit.sh"
LC_ALL=C.UTF-8 LANGUAGE=''
export LC_ALL LANGUAGE
cd "$tap_dir" || exit 1
permit_files .

# shellcheck disable=SC2016 # the dollars are XPath's
# Each permit is a quota that is met when it is issued; a window of three days after the decision closes by itself.
sed -i 's|<datamodel>|<f:key value="{$apply/name}"/><f:fact name="quota" value="permits"/><f:fact name="title" value="每证一件"/><f:fact name="result" value="{$apply/result}"/>&|
  s|<final id="denied"|<state id="window" f:title="异议期"><f:deadline id="objection" title="异议期" within="3 days" role="clerk"/><transition event="deadline.expired.objection" target="denied"><assign location="$apply/result" expr="'\''missed'\''"/></transition></state>&|
  s|\(done.invoke.approve" \)target="denied"|\1target="window"|
  s|<f:issue instrument="licence"/>|&<assign location="$apply/result" expr="'\''met'\''"/>|' permit.scxml
sed -i 's|<name/>|<name/><result/>|' forms/apply.xhtml

cat >load.xml <<'END'
<simulation xmlns="urn:fasti:simulation">
  <list id="names" words="甲 乙 丙"/>
  <staff days="1..6" late="20" look="4"/>
  <people roles="clerk" count="2" name="经办{n}"/>
  <people roles="chief" count="1" name="局长" days="0..2" most="2"/>
  <open procedure="permit" count="14" from="03-01" to="03-24">
    <field name="name" text="{names}公司第{n:2}号"/>
    <field name="result" text=""/>
  </open>
  <fill work="approve" field="result" choose="yes:2 no:1"/>
  <fill work="note.added" field="text" text="补充材料{n}"/>
  <action event="note.added" chance="30" most="1"/>
</simulation>
END

march() { # ARGUMENT... : the month with the load
  fasti simulate --package=./package.xml --from=2025-03-01 --to=2025-03-31 --load=load.xml "$@"
}
march --json
cp "$tap_dir/out" one.json
sum() { # OBJECT FIELD : the sum of a field of a list
  awk -v list="\"$1\"" -v field="\"$2\":" '$1 == list ":" {inside = 1} inside && $1 == field {sum += $2} inside && $1 == "]," {inside = 0}
    END {print sum + 0}' one.json
}
value() { # FIELD : the first of this name
  awk -v field="\"$1\":" '$1 == field {sub(/,/, "", $2); print $2; exit}' one.json
}
is "every case that was opened is in some state" "$(value opened) $(value cases) $(sum casesByProcedure all) $(sum casesByStep count)" \
  "14 14 14 14"
is "the states add up" "$(($(sum casesByProcedure open) + $(sum casesByProcedure suspended) + $(sum casesByProcedure ended) + $(sum casesByProcedure terminated)))" 14
is "tasks by procedure, role and person are the same tasks" \
  "$(sum tasksByProcedure "done") $(sum tasksByRole "done") $(sum tasksByPerson "done")" "$(value tasks) $(value tasks) $(value tasks)"
is "deadlines by procedure and role are the same" "$(sum deadlinesByProcedure late) $(sum deadlinesByProcedure over)" \
  "$(sum deadlinesByRole late) $(sum deadlinesByRole over)"
is "each case is a quota" "$(sum quotas count)" 14

march
is "the statistics" "$status $err
$out" '0 
demo v1 (示例局), 2025-03-01 to 2025-03-31, seed 1
opened by the load: 14 cases; instruments: 9
done: 25 tasks, 2 actions; refused: 0 attempts; given up: 0
cases: 14, of which 2 are not over
tasks with a last day: 14, on time: 85.7%
deadlines judged: 14, on time: 85.7%
quotas fulfilled: 9, missed: 3, not applicable: 0, not known yet: 2

Cases by procedure
procedure  title  open  on hold  ended  terminated  all
permit     许可   2     0        12     0           14

Cases by step
procedure  step    title     cases
permit     decide  决定      1
permit     review  审查      1
permit     denied  不予许可  3
permit     issued  已许可    9

Tasks by procedure
id      title  done  open  with last day  late  on time  worst (days)  in case       median (days)
permit  许可   25    2     14             2     85.7%    5             D-2025-00011  3

Tasks by role
id     title   done  open  with last day  late  on time  worst (days)  in case       median (days)
chief  负责人  12    1     0              0                                          2
clerk  经办人  13    1     14             2     85.7%    5             D-2025-00011  5

Deadlines by procedure
id      title  over  running  judged  late  on time  worst (days)  in case
permit  许可   16    1        14      2     85.7%    5             D-2025-00011

Deadlines by role
id     title   over  running  judged  late  on time  worst (days)  in case
clerk  经办人  16    1        14      2     85.7%    5             D-2025-00011

Quotas
quota    title     fulfilled  missed  not known yet  all
permits  每证一件  9          3       2              14

Workload by person
id       title  done  open  with last day  late  on time  worst (days)  in case       median (days)
chief-1  局长   12    0     0              0                                          2
clerk-1  经办1  7     0     7              0     100.0%                               5
clerk-2  经办2  6     0     6              1     83.3%    4             D-2025-00003  5'
march --json
is "the same seed gives the same" "$out" "$(cat one.json)"
march --json --seed=2
ok "another seed gives another" test "$out" != "$(cat one.json)"
LC_ALL=zh_CN.UTF-8 LANGUAGE=zh_CN "$FASTI_BUILD/fasti" simulate --package=./package.xml --from=2025-03-01 --to=2025-03-31 \
  --load=load.xml >"$tap_dir/out"
is "in Chinese" "$(head -n 20 "$tap_dir/out")" 'demo v1（示例局），2025-03-01至2025-03-31，种子1
按负荷立案14件；文书9份
完成任务25项、操作2次；被拒绝0次；放弃0项
案件14件，其中未办结2件
有期限的任务14项，按期率85.7%
已考核期限14个，按期率85.7%
检查指标：已完成9个，未完成3个，不适用0个，尚未确定2个

各程序的案件
程序    标题  办理中  中止  已办结  已终止  合计
permit  许可  2       0     12      0       14

各环节的案件
程序    环节    标题      案件数
permit  decide  决定      1
permit  review  审查      1
permit  denied  不予许可  3
permit  issued  已许可    9

各程序的任务'

# The office stays, and all other commands open it.
march --office=demo.fasti --output=two.json
is "in an office file it is the same year" "$status $err $(cat two.json)" "0  $(cat one.json)"
fasti audit --office=demo.fasti
is "its audit" "$status $out" "0 14 cases verified: journals, replay, instruments and evidence agree
the journal of the office agrees with its packages and people"
fasti clock show --office=demo.fasti
has "its clock" "$out" "simulated clock: 2025-03-31 23:59"
march --office=demo.fasti
is "an office that is there is left alone" "$status $err" \
  "7 demo.fasti: there is such a file already; it was not touched"

# Without a load: one case of each procedure that people open.
fasti simulate --package=./package.xml --year=2025
has "without a load" "$status $out" "0 demo v1 (示例局), 2025-01-01 to 2025-12-31, seed 1
opened by the load: 1 cases"
cp load.xml simulation.xml
fasti simulate --package=./package.xml --year=2025
has "the load beside the package" "$out" "opened by the load: 14 cases"

# Two bureaus in one office: people of their own, one clock.
permit_files other
cp permit.scxml other/permit.scxml
cp forms/apply.xhtml other/forms/apply.xhtml
sed -i 's|bureau="demo" code="D"|bureau="other" code="O"|; s|示例局|另一局|' other/package.xml
cp load.xml other/simulation.xml
cp load.xml both.xml
two() { # ARGUMENT... : both bureaus in March
  fasti simulate --package=./package.xml --package=other/package.xml --from=2025-03-01 --to=2025-03-31 "$@"
}
two --office=both.fasti --load=load.xml --load=both.xml --brief
is "two bureaus: what was done" "$status $err
$out" "0 
demo v1 (示例局), 2025-03-01 to 2025-03-31, seed 1
other v1 (另一局), 2025-03-01 to 2025-03-31, seed 1
opened by the load: 28 cases; done: 53 tasks, 3 actions; refused: 0 attempts; given up: 0"
fasti case list --office=both.fasti --json
is "half of the cases are each one's" "$(printf '%s' "$out" | grep -c '"bureau": "demo"') $(printf '%s' "$out" | grep -c '"bureau": "other"')" \
  "14 14"
fasti user list --office=both.fasti --bureau=other
is "its people" "$(printf '%s\n' "$out" | awk 'NR > 1 {print $1}')" "other-chief-1
other-clerk-1
other-clerk-2"
fasti audit --office=both.fasti
has "their audit" "$status $out" "0 28 cases verified"
two
has "the statistics of the first" "$out" "cases: 14, of which 2 are not over"
has "and of the second" "$(printf '%s\n' "$out" | sed '1,/^other v1/d')" "cases: 14, of which"
two --json
is "as JSON" "$(printf '%s' "$out" | grep '^ *"\(bureau\|opened\)":' | tr -d ' ,' | tr '\n' ' ')" \
  '"opened":28 "bureau":"demo" "bureau":"other" '

# A part of the load; a year that begins when it is wanted.
march --load=load.xml --scale=15
has "15 percent of 14 are 3" "$out" "opened by the load: 3 cases"
fasti simulate --package=./package.xml --from=2025-07-01 --to=2025-12-31 --load=load.xml --brief
has "in another part of the year nothing is opened" "$out" "opened by the load: 0 cases"
fasti simulate --package=./package.xml --from=2025-07-01 --to=2025-12-31 --load=load.xml --brief --shifted
has "but when the year begins there" "$out" "opened by the load: 14 cases"

# It goes on in an office that is there: a demonstration by a simulated clock.
fasti office init on.fasti --clock=simulated --at=2025-02-03 --demonstration
has "an office is marked" "$status $(fasti office list --office=on.fasti && cat "$tap_dir/out")" "0 on.fasti: simulated clock, 2025-02-03
a demonstration: its cases and people are made up"
march --office=on.fasti --go-on --brief
has "the staff go on in it" "$status $out" "opened by the load: 14 cases"
march --office=on.fasti --go-on --brief
is "but not in the past" "$status $err" "3 the simulated clock stands at 2025-03-31T23:59:59.999+08:00 and does not go back"
fasti clock real --office=on.fasti
has "then it goes by the real clock" "$status $out" "0 real clock: 20"
fasti audit --office=on.fasti
has "and its audit agrees" "$status $out" "0 14 cases verified"
fasti clock real --office=on.fasti
is "which it does once" "$status $err" "4 this office goes by the real clock already"
march --office=on.fasti --go-on
is "no staff by the real clock" "$status $err" "4 on.fasti: this office goes by the real clock: no simulated staff work in it"
march --go-on
is "where to go on" "$status $err" "2 --go-on: say in which office file: --office=FILE
see: fasti simulate --help"
fasti office init earnest.fasti --clock=simulated --at=2025-02-03
march --office=earnest.fasti --go-on
is "an office in earnest has no simulated staff" "$status $err" \
  "4 earnest.fasti: this office is no demonstration: no simulated staff work in it"
fasti clock real --office=earnest.fasti
is "nor does it change its clock" "$status $err" \
  "4 only a demonstration goes over to the real clock: elsewhere nobody could tell made-up days from real ones"
fasti office list --office=earnest.fasti
is "nor is it marked" "$out" "earnest.fasti: simulated clock, 2025-02-03
no package is deployed yet: fasti office deploy PACKAGE.xml"
fasti office init future.fasti --clock=simulated --at=2999-01-01 --demonstration
fasti clock real --office=future.fasti
has "a clock that is ahead" "$status $err" "4 the simulated clock stands at 2999-01-01T00:00:00Z, which is still to come"

# Two permits of one name: the second is refused, tried again, and given up.
sed 's|text="{names}公司第{n:2}号"|text="同名"|; s|count="14"|count="2"|' load.xml >twice.xml
march --verbose --load=twice.xml
is "refused attempts are told" "$status $(printf '%s\n' "$err" | sed 's/^[-0-9]* [:0-9]* //' | sort | uniq -c | sed 's/^ *//')" \
  '0 5 permit: D-2025-00002: the case D-2025-00001 of 许可 has the key 同名 already; each case has its own
1 permit: given up: D-2025-00002: the case D-2025-00001 of 许可 has the key 同名 already; each case has its own'
has "and counted" "$out" "refused: 6 attempts; given up: 1"

# People of a role, different ones in a list: the form refuses anybody else, and fewer than two.
mkdir team
permit_files team
sed -i 's|<name/>|<name/><helper/>|
  s|<xf:bind |<xf:bind nodeset="." constraint="count(helper) = 2" f:message="两名协办人"/><xf:bind nodeset="helper" required="true()" constraint="f:holds(., '"'clerk'"') and not(. = preceding-sibling::helper)" f:message="不同的经办人"/>&|
  s|<html |&xmlns:f="urn:fasti:procedure" |
  s|<body>|&<xf:repeat nodeset="helper"><xf:label>协办人</xf:label><xf:input ref="."><xf:label>编号</xf:label></xf:input></xf:repeat>|' \
  team/forms/apply.xhtml
cat >team/load.xml <<'END'
<simulation xmlns="urn:fasti:simulation">
  <people roles="clerk" count="3"/>
  <open procedure="permit" count="20" from="03-01" to="03-31">
    <field name="name" text="第{n:2}号"/>
    <field name="helper" person="clerk" items="2"/>
  </open>
</simulation>
END
fasti simulate --package=team/package.xml --from=2025-03-01 --to=2025-03-31 --load=team/load.xml --office=team.fasti
has "people of a role, and how many" "$status $err $out" "opened by the load: 20 cases"
has "none of them was refused" "$out" "refused: 0 attempts; given up: 0"
sed 's|person="clerk"|person="clark"|; s|items="2"|items="0"|' team/load.xml >team/bad.xml
fasti simulate --package=team/package.xml --from=2025-03-01 --to=2025-03-31 --load=team/bad.xml
is "a role that there is not, and no items" "$status $err" \
  '15 team/bad.xml:5:41: error: items="0" is not right; expected a whole number, or two as 1..5, from 1 to 100
team/bad.xml:5:26: error: there is no role clark; expected roles of this package'

# The loads of the bureaus fit their packages; three days of each.
for bureau in luquan hongjiang; do
  fasti simulate --package=$bureau --from=2026-01-04 --to=2026-01-06
  is "$bureau: its load" "$status $err" "0 "
  has "$bureau: cases are opened" "$out" "case-handling"
done

# What is wrong.
refused() { # NAME STATUS-AND-ERROR ARGUMENT...
  refused_name=$1 refused_want=$2
  shift 2
  fasti simulate "$@"
  is "$refused_name" "$status $err$out" "$refused_want"
}
refused "no package" "2 --package: say which package: --package=NAME, or the path of one
see: fasti simulate --help" --year=2025
refused "no year" "2 --year: say which year: --year=2026, or --from=DATE and --to=DATE
see: fasti simulate --help" --package=./package.xml
refused "a year that is none" "2 --year: \"next\" is not a whole number from 2000 to 2100
see: fasti simulate --help" --package=./package.xml --year=next
refused "days the wrong way round" "2 --to: this is before the first day
see: fasti simulate --help" --package=./package.xml --from=2025-03-02 --to=2025-03-01
refused "a package that there is not" "6 none/package.xml: there is no such file" --package=none/package.xml --year=2025
refused "a load that there is not" "6 none.xml: there is no such file" --package=./package.xml --year=2025 --load=none.xml
printf '<simulation xmlns="urn:fasti:simulation">\n  <people roles="clark"/>\n  <open procedure="permit" count="-1"/>\n</simulation>\n' >bad.xml
refused "a load with errors: all of them, and nothing is made" \
  '15 bad.xml:2:11: error: there is no role clark; expected roles of this package
bad.xml:3:28: error: count="-1" is not right; expected a whole number from 0 to 100000' \
  --package=./package.xml --year=2025 --load=bad.xml
refused "a folder that there is not" "13 none/out.json: this file cannot be written: No such file or directory" --package=./package.xml \
  --from=2025-03-01 --to=2025-03-01 --load=load.xml --output=none/out.json --json
tap_end
