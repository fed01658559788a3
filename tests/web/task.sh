#!/bin/sh
# tests/web/task.sh - the page of a task: what it shows, what follows from each choice, wrong input, drafts, signatures, what
# others may not; actions and openings. Through the server, without scripts.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/web/site.sh
. "$FASTI_SOURCE/tests/web/site.sh"

site_office "include people.inc" "on 2025-01-06 09:00" \
  "open case-handling as registrar-1 with source=patrol registeredOn=2025-01-06 discoveredOn=2025-01-03 place=黄壁庄镇某村村北 facts=未经批准占用集体土地建设厂房，面积约五百平方米 ongoing=false"
site_start
case=/cases/L-2025-00001

# -- the form, its list, what is wrong with it
get head-1 "$case/tasks/1"
is "a task that one may do opens" "$code $(at '//h1')" "200 指派核查人员"
is "people are chosen by name" "$(each '//select[@id="f-officer[1]/id"]/option[@value="officer-1"]')" "王一"
has "the case stands beside it" "$(at '//aside[@class="beside"]')" "黄壁庄镇某村村北涉嫌国土资源违法案"
post head-1 "$case/tasks/1" -F 'n.officer=1' -F 'f.officer[1]/id=officer-1' -F add=officer
is "another item is added, what was chosen stays" \
  "$code $(at 'count(//div[@class="item"])') $(at '//select[@id="f-officer[1]/id"]/option[@selected]')" "200 2 王一"
post head-1 "$case/tasks/1" -F 'n.officer=2' -F 'f.officer[1]/id=officer-1' -F 'f.officer[2]/id=officer-2' -F 'remove=officer[1]'
is "an item is taken away" "$(at 'count(//div[@class="item"])') $(at '//select[@id="f-officer[1]/id"]/option[@selected]')" "1 李二"
post head-1 "$case/tasks/1" -F do=complete -F 'n.officer=1' -F 'f.officer[1]/id=officer-1'
is "too few are refused" "$code" 422
has "with the rule" "$(at '//section[@id="problems"]')" "核查人员不得少于两人"
has "and the article" "$(at '//section[@id="problems"]')" "《规范案件查处》一"
is "what was chosen stays" "$(at '//select[@id="f-officer[1]/id"]/option[@selected]')" "王一"

# -- a draft; items that are taken away from it do not come back
post head-1 "$case/tasks/1" -F do=draft -F 'n.officer=3' -F 'f.officer[1]/id=officer-1' -F 'f.officer[2]/id=officer-2' \
  -F 'f.officer[3]/id=officer-3'
is "a draft is kept" "$code $to" "303 $case/tasks/1?done=done.task.draft"
get head-1 "$case/tasks/1"
is "and shown again" "$(at 'count(//div[@class="item"])')" 3
has "what follows is told before it is done" "$(at '//section[@class="follows"]')" "产生任务“核查违法线索”，由案件承办人员办理"
get officer-3 "$case/tasks/1"
is "who may not do it sees no form to submit" "$(at 'count(//button[@value="complete"])')" 0
post head-1 "$case/tasks/1" -F do=complete -F key=once -F 'n.officer=2' -F 'f.officer[1]/id=officer-1' -F 'f.officer[2]/id=officer-2'
is "the task is done" "$code $to" "303 /work?done=done.task.complete"
post head-1 "$case/tasks/1" -F do=complete -F key=once -F 'n.officer=2' -F 'f.officer[1]/id=officer-1' -F 'f.officer[2]/id=officer-2'
is "who comes back to it hears that it is done" "$code $(at '//h1')" "409 任务已办结"
"$FASTI_BUILD/fasti" case show L-2025-00001 --data >"$tap_dir/data" 2>/dev/null
is "the third was taken away" "$(grep -c "officer-3" "$tap_dir/data")" 0

# -- claim, files, two people, fields that appear
post officer-1 "$case/tasks/2/claim" -F key=c1
is "claiming leads back to the task" "$code $to" "303 $case/tasks/2?done=done.task.claim"
get officer-2 "$case/tasks/2"
has "others see who has it" "$(at '//p[@class="facts"]')" "王一办理中"
post officer-2 "$case/tasks/2/claim" -F key=c2
is "and cannot claim it" "$code" 409
has "but hear why" "$(at '//section[@id="problems"]')" "王一"
post officer-1 "$case/tasks/2/transfer" -F key=t1
is "passing on without a person is refused" "$code" 422
get officer-1 "$case/tasks/2"
is "it is passed on to those who may do it only" "$(each '//select[@id="person-transfer"]/option[@value != ""]' | sed 's/　.*//')" "李二"
echo picture >"$tap_dir/photo.jpg"
set -- -F 'f.confirmedOn=2025-01-06' -F f.c1=true -F f.c2=true -F f.c3=true -F 'n.legalBasis=1' \
  -F 'f.legalBasis[1]=《土地管理法》第四十四条' -F f.c4=true -F f.continuing=true -F f.c5=true -F f.minor=false \
  -F f.promptlyCorrected=false -F f.noHarm=false -F 'n.photo=1' -F 'n.party=1' -F 'f.party[1]/name=张某某' -F 'f.party[1]/kind=person'
post officer-1 "$case/tasks/2" "$@" -F do=update -F "f.photo[1]=@$tap_dir/photo.jpg"
is "a file goes up before the form is submitted" "$code $(at '//select[@id="f-photo[1]"]/option[@selected]')" "200 1. photo.jpg"
is "what else was typed is there" "$(at 'string(//input[@id="f-party[1]/name"]/@value)')" "张某某"
post officer-1 "$case/tasks/2" "$@" -F do=complete -F 'f.photo[1]=9'
is "a file that is not there is refused" "$code" 422
has "at its field" "$(at '//span[@id="e-photo[1]"]')" "没有这一编号的文件"
post officer-1 "$case/tasks/2" "$@" -F do=complete -F 'f.photo[1]=1'
is "two do it: it waits for the other" "$code $to" "303 $case/tasks/2?done=done.task.signing"
get officer-2 "$case/tasks/2"
has "who hears what follows" "$(at '//ul[@class="outcome"]')" "进入“立案审批”"
has "with the last day" "$(at '//ul[@class="outcome"]')" "立案期限 1月15日"
is "and sees what was filled in" "$(at '//div[@id="f-c1"]/span[@class="value"]')" "是"
post officer-2 "$case/tasks/2/disagree" -F key=d1
is "who does not agree says why" "$code" 422
post officer-2 "$case/tasks/2/agree" -F key=a1
is "who agrees signs" "$code $to" "303 /work?done=done.task.agree"

# -- the choice on which the way of the case turns
post officer-1 "$case/tasks/3" -F do=complete -F f.proposal=file
is "the proposal is made" "$code" 303
get leader-1 "$case/tasks/4"
is "each choice says what follows" \
  "$(at 'count(//fieldset[@id="f-decision"]/div[@class="choice-box"]//*[contains(@class, "outcome")])')" 2
has "a document that would be issued" "$(at '//fieldset[@id="f-decision"]/div[1]')" "签发《立案审批表》"
has "a task, and for whom" "$(at '//fieldset[@id="f-decision"]/div[1]')" "产生任务“指定承办人员”，由监察大队负责人办理"
post leader-1 "$case/tasks/4" -F turns=decision -F document=approved:1
is "the document can be looked at before" "$code $(grep -c '立案审批表' "$tap_dir/page" | sed 's/[1-9][0-9]*/yes/')" "200 yes"
"$FASTI_BUILD/fasti" task list --all --json >"$tap_dir/tasks"
is "looking has changed nothing" "$(jq -r '.[].task' "$tap_dir/tasks")" "approve-filing"
post leader-1 "$case/tasks/4" -F do=update -F f.decision=returned
is "a field that is needed for it appears" "$(at 'count(//textarea[@id="f-returnReason"])')" 1
post leader-1 "$case/tasks/4" -F do=complete -F f.decision=returned -F f.returnReason=短
is "and is checked" "$code" 422
has "at the field" "$(at '//span[@id="e-returnReason"]')" "应为5至2000个字"
is "what was typed stays" "$(at '//textarea[@id="f-returnReason"]')" "短"

# -- somebody else has gone on meanwhile
entries=$(at 'string(//input[@name="entries"]/@value)')
post leader-2 "$case/do/comment" -F key=k1 -F reason=请尽快办理
is "a comment moves nothing on" "$code $to" "303 $case?done=done.case.comment"
post leader-1 "$case/tasks/4" -F do=complete -F "entries=$entries" -F f.decision=approved -F key=f4
is "so the task is done" "$code" 303
post head-1 "$case/tasks/5" -F do=complete -F entries=3 -F 'n.officer=0'
is "who looked at the case before it went on looks again" "$code" 409
has "and hears who was first" "$(at '//section[@id="problems"]')" "案件已有变化"

# -- actions, openings
post head-1 "$case/tasks/5" -F do=complete -F 'n.officer=2' -F 'f.officer[1]/id=officer-1' -F 'f.officer[1]/certNo=L-2024-001' \
  -F 'f.officer[1]/interest=false' -F 'f.officer[2]/id=officer-2' -F 'f.officer[2]/certNo=L-2024-002' -F 'f.officer[2]/interest=false'
is "officers are assigned" "$code" 303
get officer-1 "$case/act/questioning.recorded"
is "an action asks who does it too" "$code $(each '//fieldset[contains(@class, "with")]//label')" "200 李二　案件承办人员、送达人"
set -- -F do=act -F f.person=张某某 -F f.personKind=party -F f.startedAt=2025-01-06T08:00 -F f.endedAt=2025-01-06T08:30 -F f.place=询问室 \
  -F f.credentialsShown=true -F 'f.content=问：是否办理用地手续？答：没有办理。这是笔录。' -F f.signed=signed
post officer-1 "$case/act/questioning.recorded" "$@"
is "alone it is refused" "$code" 403
has "with the rule" "$(at '//section[@id="problems"]')" "SoD-5"
is "and what was typed stays" "$(at '//textarea[@id="f-content"]')" "问：是否办理用地手续？答：没有办理。这是笔录。"
post officer-1 "$case/act/questioning.recorded" "$@" -F person=officer-2 -F key=q1
is "together it is done" "$code $to" "303 $case?done=done.act"
get archivist-1 "$case/act/questioning.recorded"
is "it is offered to nobody else" "$code" 403
post officer-1 "$case/do/suspend" -F key=s1 -F reason=等待鉴定
is "suspending asks for the article" "$code $(at 'string(//textarea[@id="f-reason"])')" "422 等待鉴定"
get registrar-1 /start
has "one opens what one's role may" "$(at '//main')" "案件查处"
get archivist-1 /start/case-handling
is "and nothing else" "$code" 404
post registrar-1 /start/case-handling -F do=open -F f.place=某村
is "an opening that lacks something is refused" "$code" 422
is "what was typed stays" "$(at 'string(//input[@id="f-place"]/@value)')" "某村"
get leader-1 /cases/L-2025-00099/tasks/1
is "there is no such case" "$code" 404

# -- tasks that need the whole file before them
site_stop
rm -rf "$tap_dir"/office.fasti* "$tap_dir"/jar-* "$tap_dir"/csrf-*

site_office "include to-intended-person.inc" \
  "open case-handling as registrar-1 with source=patrol registeredOn=2025-01-14 discoveredOn=2025-01-14 place=另一处 facts=未经批准占用集体土地建设厂房，面积约五百平方米 ongoing=false"
site_start
number=$("$FASTI_BUILD/fasti" task list --all --json | jq -r '.[] | select(.task == "decide-intended") | .number')
get leader-1 "$case/tasks/$number"
has "the whole file stands on the page" "$(at '//section[contains(@class, "dossier")]')" "案件调查报告"
has "in words of the forms" "$(at '//section[contains(@class, "dossier")]')" "事实清楚，证据确凿"
has "with what the tables gave" "$(at '//section[contains(@class, "dossier")]')" "land-occupation"
has "and the row that held" "$(at '//section[contains(@class, "dossier")]')" "其他耕地，一般，每平方米12元至20元"
get head-1 /cases/L-2025-00002/tasks/1
is "other tasks have none" "$code $(at "count(//section[contains(@class, 'dossier')])")" "200 0"

# -- every word that a page makes up of parts is there
is "entries, operations and what was done have words" "$(
  for id in $(sed -n 's/^  {"\([a-z-]*\)", FASTI_.*"done\.task\.\([a-z-]*\)"}.*/done.task.\2/p' "$FASTI_SOURCE/adapters/web/task.c") \
    $(sed -n 's/^  "\([a-z-]*\)",$/entry.\1/p' "$FASTI_SOURCE/engine/case/body.c") \
    $(sed -n 's/^  {"\([a-z-]*\)", FASTI_.*/caseop.\1 caseop.\1.what caseop.\1.do done.case.\1/p' "$FASTI_SOURCE/adapters/web/act.c"); do
    grep -q "<t id=\"$id\">" "$FASTI_SOURCE/adapters/web/texts/en/task.xml" || echo "$id"
  done
)" ""
tap_end
