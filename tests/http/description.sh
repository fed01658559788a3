#!/bin/sh
# tests/http/description.sh - the OpenAPI document tells the truth: every operation with every status that it names is called, and every
# answer has the members that are described, and no others.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/http/rest.sh
. "$FASTI_SOURCE/tests/http/rest.sh"
rest_begin
rest_start
mkdir -p answers
: >seen
call nobody GET /openapi.json
is "the description" "$code $(got .openapi)" "200 3.1.0"
cp body openapi.json
samples=$(cat "$FASTI_SOURCE/tests/http/samples.json")

# round CHANGE : one request for each operation; adds "operation status" to the file seen, and keeps the answers.
round() {
  jq -r --argjson samples "$samples" --argjson change "$1" --arg api "$api" --arg out "$tap_dir/answers" \
    -f "$FASTI_SOURCE/tests/http/requests.jq" openapi.json >requests
  curl --config requests >round 2>>curl.err
  cat round >>seen
  keep <round
}

# What was answered, for the check of members, as lines {op, status, body}. Standard input: "operation status" lines.
keep() {
  while read -r operation answered; do
    case $answered-$operation in
      2*-getInstrument | 2*-getInstrumentPdf | 2*-getEvidence | 2*-getArchive | 2*-getFeed) continue ;;
      2* | 4*) [ ! -s "answers/$operation" ] || {
        printf '{"op":"%s","status":"%s","body":' "$operation" "$answered"
        cat "answers/$operation"
        echo '}'
      } >>kept ;;
    esac
  done
  rm -f answers/*
}

token() {
  printf '"token": "%s"' "$(cat "tokens/$1")"
}

# remember OPERATION : what was called by hand.
remember() {
  printf '%s %s\n' "$1" "$code" >>seen
  cp body "answers/$1"
  printf '%s %s\n' "$1" "$code" | keep
}

# A case with all that a case may have.
send clerk-1 POST /cases '{"procedure":"permit","fields":{"name":"甲公司"}}'
one=/cases/D-2025-00001
send clerk-1 POST $one/tasks/check/claim '{}'
call clerk-1 POST "$one/evidence?name=a.txt" -H 'Content-Type: text/plain' -d paper
remember attachEvidence
send clerk-1 POST $one/tasks/check/completion '{"fields":{"kind":"plain"}}'

# what follows from every route: nobody, somebody else, a token that may only read, wrong input
round '{}'
round "{$(token reader)}"
round "{$(token root), \"only\": $(jq -c '[.paths[][] | select(."x-fasti-who" == "-admin process-designer") | .operationId]' openapi.json)}"
round "{$(token clerk-1), \"only\": $(jq -c '[.paths[][] | select(."x-fasti-who" == "admin") | .operationId]' openapi.json)}"
# those : ids of the operations of the person, admin or not, for which the condition of jq holds
those() {
  jq -c --arg admin "$([ "$person" = root ] && echo admin)" \
    "[.paths[][] | select((.\"x-fasti-who\" == \"admin\") == (\$admin == \"admin\")) | select($1) | .operationId]" openapi.json
}
for person in clerk-1 root; do
  round "{$(token $person), \"query\": \"nonsense=1\", \"only\": $(those true)}"
  round "{$(token $person), \"body\": \"{\", \"only\": $(those '.responses["400"]')}"
  round "{$(token $person), \"type\": \"application/x-www-form-urlencoded\", \"only\": $(those '.responses["415"]')}"
  round "{$(token $person), \"parts\": {\"case\": \"none\", \"procedure\": \"none\", \"person\": \"none\", \"version\": \"none\", \"token\": \"none\",
    \"name\": \"none\", \"notice\": \"999\"}, \"only\": $(those '.responses["404"]')}"
done
round "{\"query\": \"nonsense=1\"}"
round '{"body": "{", "only": ["logIn"]}'
round '{"type": "text/plain", "only": ["logIn"]}'

# the case has gone on; somebody was first
changes=$(jq -c '[.paths[][] | select(.responses["412"]) | .operationId]' openapi.json)
round "{$(token clerk-1), \"headers\": [\"If-Match: \\\"1\\\"\"], \"only\": $changes}"
tasks=$(jq -c '[.paths | to_entries[] | select(.key | contains("/tasks/{task}/")) | .value[] | select(.responses["409"]) | .operationId | select(. != "withdrawTask")]' openapi.json)
round "{$(token clerk-1), \"parts\": {\"task\": \"check\"}, \"only\": $tasks}"

# what may be read
reads=$(jq -c '[.paths[] | .get | select(. and ."x-fasti-who") | .operationId]' openapi.json)
round "{$(token clerk-1), \"only\": $reads}"
round "{$(token root), \"only\": $reads}"
round '{"only": ["getDescription"]}'

# what is done, one after the other
as() { # PERSON OPERATION METHOD PATH [BODY] : by hand
  as_person=$1 as_operation=$2
  shift 2
  if [ $# = 3 ]; then send "$as_person" "$@"; else call "$as_person" "$@"; fi
  remember "$as_operation"
}
as clerk-1 openCase POST /cases '{"procedure":"permit","fields":{"name":"乙公司"}}'
as clerk-1 openCase POST /cases '{"procedure":"permit","fields":{"name":"乙公司"}}'
two=/cases/D-2025-00002
as clerk-1 claimTask POST $two/tasks/check/claim '{}'
as clerk-1 getTask GET $two/tasks/check
as clerk-1 previewTask POST $two/tasks/check/form '{"fields":{"kind":"other"}}'
as clerk-1 draftTask POST $two/tasks/check/draft '{"fields":{"kind":"other"}}'
as clerk-1 delegateTask POST $two/tasks/check/delegation '{"person":"clerk-2"}'
send clerk-2 POST $two/tasks/check/release '{}'
remember releaseTask
send clerk-1 POST $two/tasks/check/claim '{}'
as clerk-1 transferTask POST $two/tasks/check/transfer '{"person":"clerk-2"}'
send clerk-2 POST $two/tasks/check/transfer '{"person":"clerk-1"}'
as clerk-1 copyTask POST $two/tasks/check/copies '{"persons":["chief-1"]}'
as chief-1 urgeTask POST $two/tasks/check/urging '{"reason":"x"}'
as clerk-1 addSigners POST $two/tasks/check/signers '{"persons":["clerk-2"]}'
as clerk-1 removeSigners POST $two/tasks/check/signers/removal '{"persons":["clerk-2"]}'
as clerk-1 addSigners POST $two/tasks/check/signers '{"persons":["clerk-2"]}'
as clerk-1 completeTask POST $two/tasks/check/completion '{"fields":{"kind":"plain"}}'
as clerk-2 signTask POST $two/tasks/check/signature '{"agree":true}'
as clerk-1 withdrawTask POST $two/tasks/check/withdrawal '{}'
send clerk-1 POST $two/tasks/check/completion '{"fields":{"kind":"plain"}}'
as chief-1 claimTask POST $two/tasks/approve/claim '{}'
as chief-1 returnTask POST $two/tasks/approve/return '{"to":"review","reason":"x"}'
as clerk-1 act POST $two/actions/note.added '{"fields":{"text":"x"}}'
as clerk-1 previewAction POST $two/actions/note.added/form '{"fields":{}}'
as clerk-1 getActionForm GET $two/actions/note.added/form
as clerk-1 explainDeadline GET $two/deadlines/review
as clerk-1 comment POST $two/comments '{"reason":"x"}'
as chief-1 recuse POST $two/recusals '{"person":"clerk-2","reason":"x"}'
as clerk-1 suspendCase POST $two/suspension '{"reason":"x","law":"L1"}'
as chief-1 refuseSuspension POST $two/suspension/refusal '{"reason":"x"}'
as clerk-1 suspendCase POST $two/suspension '{"reason":"x","law":"L1"}'
as chief-1 approveSuspension POST $two/suspension/approval '{}'
as clerk-1 act POST $two/actions/note.added '{"fields":{"text":"x"}}'
as chief-1 approveSuspension POST $two/suspension/approval '{}'
as chief-1 refuseSuspension POST $two/suspension/refusal '{"reason":"x"}'
as clerk-1 suspendCase POST $two/suspension '{"reason":"x","law":"L1"}'
as chief-1 resumeCase POST $two/resumption '{}'
as chief-1 resumeCase POST $two/resumption '{}'
as chief-1 terminateCase POST $two/termination '{"reason":"x","law":"L1"}'
as chief-1 terminateCase POST $two/termination '{"reason":"x","law":"L1"}'
as clerk-1 recuse POST $two/recusals '{"reason":"x"}'
as clerk-1 previewOpeningForm POST /procedures/permit/form '{"fields":{}}'
send clerk-1 POST /cases '{"procedure":"permit","fields":{"name":"丙公司"}}'
as clerk-1 openCase POST /cases '{"procedure":"none"}'
as clerk-1 claimTasks POST /task-claims '{"tasks":[{"case":"none","task":"check"}]}'
as clerk-1 claimTasks POST /task-claims '{"tasks":[{"case":"D-2025-00003","task":"check"}]}'
send chief-1 POST $one/tasks/approve/completion '{"fields":{"result":"yes"}}'
as clerk-1 withdrawTask POST $one/tasks/check/withdrawal '{}'
as clerk-1 getInstrument GET $one/instruments/1
call clerk-1 GET $one/instruments/1/pdf
printf 'getInstrumentPdf %s\n' "$code" >>seen
is "a PDF" "$(head -c 5 body)" "%PDF-"
as clerk-1 listInstruments GET /instruments
as clerk-1 getCase GET $one
as clerk-1 getStatistics GET /statistics
call clerk-1 POST "$one/evidence?name=a.txt" -H 'Content-Type: text/plain' -d paper
remember attachEvidence
call clerk-1 POST /uploads -H 'Content-Type: text/plain' -d paper
remember uploadFile
as root putPerson PUT /people/clerk-3 '{"name":"赵三","bureau":"demo","roles":["clerk"]}'
as root giveToken POST /people/clerk-3/tokens '{"scopes":["read"]}'
as root giveCode POST /people/clerk-3/one-time-code
secret=$(got .code)
as root endSessions DELETE /people/clerk-3/sessions
send nobody POST /sessions '{"person":"clerk-3","secret":"'"$secret"'"}' -c jar
csrf=$(got .csrfToken)
remember logIn
send nobody PUT /me/language '{"language":"en"}' -b jar -H "X-CSRF-Token: $csrf"
remember setLanguage
send nobody PUT /me/password '{"password":"twelve-letters"}' -b jar -H "X-CSRF-Token: $csrf"
remember setPassword
send nobody PUT /me/password '{"password":"short"}' -b jar -H "X-CSRF-Token: $csrf"
remember setPassword
send nobody PUT /me/password '{' -b jar -H "X-CSRF-Token: $csrf"
remember setPassword
call nobody PUT /me/password -b jar -H "X-CSRF-Token: $csrf" -H 'Content-Type: text/plain' -d x
remember setPassword
as nobody logIn POST /sessions '{"person":"clerk-1","secret":"wrong"}'
as clerk-1 giveFeed POST /me/feed
call nobody GET "$(got .path | cut -c 8-)"
remember getFeed
sed "s/2025/2026/g" demo/days.ics | jq -Rs '{bureau: "demo", name: "2026.ics", text: .}' >calendar.json
as root loadCalendar POST /calendars @calendar.json
tries=0
while [ $tries -lt 40 ] && [ "$code" != 429 ]; do
  send nobody POST /sessions '{"person":"clerk-2","secret":"wrong"}'
  tries=$((tries + 1))
done
remember logIn
tries=0
code=
while [ $tries -lt 100 ] && [ "$code" != 429 ]; do
  send nobody PUT /me/password '{"password":"short"}' -b jar -H "X-CSRF-Token: $csrf"
  tries=$((tries + 1))
done
remember setPassword
call nobody DELETE '/sessions/current?nonsense=1' -b jar -H "X-CSRF-Token: $csrf"
remember logOut
call nobody DELETE /sessions/current -b jar -H "X-CSRF-Token: $csrf"
remember logOut

# what everybody may
as nobody listBoard GET /board
as nobody listBoard GET '/board?nonsense=1'
as nobody complain POST /bureaus/demo/services/S1/complaints '{"fields":{"name":"匿名"}}'
follow=$(got .number)
as nobody followComplaint GET "/complaints/$follow"
is "a complaint says how far it is, and no more" "$(got '.procedure + " " + .stages[0] + " " + (keys | join(" "))')" \
  "许可 审查 bureau openedAt procedure stages"
as nobody followComplaint GET /complaints/none
as nobody followComplaint GET '/complaints/none?nonsense=1'
as nobody complain POST /bureaus/demo/services/none/complaints '{"fields":{}}'
as nobody complain POST /bureaus/demo/services/S1/complaints '{"fields":{"name":""}}'
as nobody complain POST /bureaus/demo/services/S1/complaints '{'
call nobody POST /bureaus/demo/services/S1/complaints -H 'Content-Type: text/plain' -d x
remember complain

# what one has for oneself, and what administrators see to
as clerk-1 listNotices GET /notices
as chief-1 listNotices GET '/notices?limit=1'
as chief-1 readNotice PUT "/notices/$(got '.items[0].id')/read"
as clerk-1 saveList PUT /me/saved-lists/cases/mine '{"query":"status=open"}'
as clerk-1 listSavedLists GET /me/saved-lists
as clerk-1 dropList DELETE /me/saved-lists/cases/mine
as root standIn PUT /people/clerk-1/roles/clerk/deputies/chief-1 '{"from":"2025-03-03","to":"2025-03-09"}'
as root standIn PUT /people/clerk-1/roles/clerk/deputies/root '{"from":"2025-03-03","to":"2025-03-09"}'
as clerk-1 listStandIns GET '/stand-ins?on=2025-03-03'
as root endStandIn DELETE /people/clerk-1/roles/clerk/deputies/chief-1
as root subscribe PUT /subscriptions/report '{"url":"https://reports.example/fasti","types":["fasti.case.opened"]}'
as root subscribe PUT /subscriptions/report '{"url":"https://reports.example/fasti"}'
as root listSubscriptions GET /subscriptions
as root retryDeliveries POST /subscriptions/report/retry
as root unsubscribe DELETE /subscriptions/report
fasti audit
as root getUpkeep GET /upkeep

rest_stop
fasti office limit 3 --as=root
is "a limit" "$status" "0"
sed -i 's/version="v1"/version="v2"/; s/in-force="2024-01-01"/in-force="2025-04-01"/' demo/package.xml
fasti office propose demo/package.xml --as=maker
is "a proposal" "$status" "0"
rest_start
as root activateProposal POST /proposals/demo/v2/activation
as chief-1 approveProposal POST /proposals/demo/v2/approval
as chief-1 approveProposal POST /proposals/demo/v2/approval
as root listProposals GET /proposals
is "who approved it" "$(got '.items[0].approvals[0].by.name')" "钱局"
as root activateProposal POST /proposals/demo/v2/activation
as root activateProposal POST /proposals/demo/v2/activation
call clerk-1 POST /uploads -H 'Content-Type: text/plain' -d paper
remember uploadFile
call clerk-1 POST "/cases/D-2025-00003/evidence?name=a.txt" -H 'Content-Type: text/plain' -d paper
remember attachEvidence
call clerk-1 POST "/cases/D-2025-00001/evidence?name=a.txt" -H 'Content-Type: text/plain' -d x
remember attachEvidence

jq -r '.paths[][] | .operationId as $id | .responses | keys[] | $id + " " + .' openapi.json | sort -u >named
sort -u seen >called
is "every status that it names was seen" "$(comm -23 named called)" ""
is "and no other" "$(comm -13 named called | grep -v ' 304$')" ""
is "every answer is as described" "$(jq -c --slurpfile description openapi.json -f "$FASTI_SOURCE/tests/http/valid.jq" kept | sort -u | head -20)" ""
is "and something was looked at" "$([ "$(wc -l <kept)" -gt 300 ] && echo yes)" "yes"
tap_end
