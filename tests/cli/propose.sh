#!/bin/sh
# tests/cli/propose.sh - a new version of regulations on its way: a designer proposes it, others approve it, an administrator
# puts it in force; whoever is on both sides is refused by the rule that says so (S62, SoD-3).
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/cli/permit.sh
. "$FASTI_SOURCE/tests/cli/permit.sh"
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai
export LC_ALL LANGUAGE TZ
permit_files "$tap_dir/permit"
cd "$tap_dir" || exit 1
sed -i 's|zone="+08:00">|zone="+08:00" approved-by="reviewer chief"><role id="reviewer" title="审核人"/>\
  <rule on="designer" text="SoD-3 设计者不得启用"/><rule on="administrator" text="SoD-13 管理员不得办理案件"/>|' permit/package.xml
sed 's/version="v1"/version="v2"/; s/5 workdays/9 workdays/; s/2024-01-01/2024-02-01/' permit/package.xml >permit/second.xml
sed 's/version="v1"/version="v3"/; s/approved-by="reviewer chief"//' permit/package.xml >permit/third.xml
sed 's/version="v1"/version="v4"/; s/"5 workdays"/"5"/' permit/package.xml >permit/broken.xml
FASTI_OFFICE=$tap_dir/bureau
export FASTI_OFFICE
fasti office init bureau --clock=simulated --at=2025-03-03
fasti office deploy permit/package.xml
fasti user add clerk-1 王一 --role=clerk
fasti user add reviewer-1 吴审 --role=reviewer --role=chief
fasti user add chief-1 钱局 --role=chief
fasti user add designer-1 沈设计 --role=process-designer
fasti user add root 管理员 --role=admin
fasti user add both-1 韩兼 --role=process-designer --role=admin --as=root
fasti user add mixed 朱某 --role=process-designer --role=clerk --as=root
is "who designs has no role in cases" "$status $out$err" \
  "3 mixed: who has the role admin or process-designer never acts in a case and can have no role for one"
fasti case open permit name=甲 --as=designer-1
is "nor acts in one" "$status $out$err" \
  "5 designer-1: 沈设计 is a process designer, and a designer touches no running case (SoD-3 设计者不得启用)"

fasti office deploy permit/second.xml --as=designer-1
is "a designer does not deploy" "$status $out$err" \
  "5 designer-1: 沈设计 is no administrator: only those manage the packages and people of an office (SoD-3 设计者不得启用)"
fasti office deploy permit/second.xml --as=root
is "nor does an administrator, past the designer and those who approve" "$status $out$err" \
  "5 a new version of demo is proposed by its designer and approved before an administrator puts it in force (SoD-3 设计者不得启用)"
fasti office propose permit/second.xml
is "a version has a designer" "$status $out$err" "5 a version is proposed by a person who answers for its design: say who"
fasti office propose permit/second.xml --as=clerk-1
is "who is one" "$status $out$err" "5 clerk-1: 王一 is no process designer: only those propose a version"
fasti office propose permit/broken.xml --as=designer-1
is "what is broken is not proposed" "$status $out" "15 "
has "with its place" "$err" 'broken.xml:5:26: error: the parameter term is "5"; the deadline review of permit wants a period of it'
fasti office approve v2 --as=chief-1
is "nothing to approve yet" "$status $out$err" "6 v2: no such version is proposed"
fasti office propose permit/second.xml --as=designer-1
is "proposed" "$status ${out%%: *}$err" "0 proposed"
fasti office propose permit/second.xml --as=both-1
is "once" "$status $out$err" "7 demo: version v2 is proposed already"
fasti office list
is "and not in force" "$status $(printf %s "$out" | grep -c '^demo v2')" "0 0"

fasti office activate v2 --as=designer-1
is "the designer does not put it in force" "$status $out$err" \
  "5 designer-1: 沈设计 designed this version: others approve it and put it in force (SoD-3 设计者不得启用)"
fasti office activate v2 --as=root
is "nor an administrator before it is approved" "$status $out$err" "4 v2: this version is not approved yet by: 审核人, 负责人"
fasti office approve v2 --as=clerk-1
is "by those who may" "$status $out$err" \
  "5 clerk-1: 王一 may not approve this version; its content is approved by: 审核人, 负责人"
fasti office approve v2 --as=reviewer-1
is "one role" "$status $out$err" "0 v2: approved"
fasti office approve v2 --as=reviewer-1
is "a person counts once" "$status $out$err" "7 reviewer-1: 吴审 has approved this version already"
fasti office activate v2 --as=root
is "one role of two" "$status $out$err" "4 v2: this version is not approved yet by: 负责人"
fasti office approve v2 --as=chief-1
is "the other role" "$status $out$err" "0 v2: approved"
fasti office activate v2 --as=chief-1
is "who approves does not put it in force" "$status" "5"
fasti office activate v2 --as=root
is "in force" "$status $out$err" "0 v2: in force by its date"
fasti office activate v2 --as=root
is "once only" "$status $out$err" "7 v2: this version was put in force already"
fasti case open permit name=甲 --as=clerk-1
has "cases open under it" "$out" "last day 2025-03-17"

# An administrator who designs, and a proposal that would do without approvals.
fasti office propose permit/third.xml --as=both-1
fasti office activate v3 --as=both-1
is "who designed and administers, does not put it in force" "$status $out$err" \
  "5 both-1: 韩兼 designed this version: others approve it and put it in force (SoD-3 设计者不得启用)"
fasti office activate v3 --as=root
is "the package in force says who approves" "$status $out$err" "4 v3: this version is not approved yet by: 审核人, 负责人"

fasti office journal
has "proposals stand in the journal" "$out" "2025-03-03  沈设计  proposed demo v2"
has "approvals too" "$out" "2025-03-03  吴审  approved demo v2 as reviewer
2025-03-03  吴审  was refused approve v2: reviewer-1: 吴审 has approved this version already"
has "and who put it in force" "$out" "2025-03-03  管理员  put demo v2 in force"
fasti audit
is "the audit agrees" "$status $out$err" "0 1 case verified: journal, replay, instruments and evidence agree
the journal of the office agrees with its packages and people"
tap_end
