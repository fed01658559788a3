#!/bin/sh
# tests/http/api.sh - a permit from application to licence over REST, by three people; wrong input; two at once; retries.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/http/rest.sh
. "$FASTI_SOURCE/tests/http/rest.sh"
rest_begin
rest_start
case_=/cases/D-2025-00001

call clerk-1 GET /me
is "who one is" "$code $(got '.id + " " + .name + " " + .roles[0].title + " " + .today')" "200 clerk-1 王一 经办人 2025-03-03"
call clerk-1 GET '/procedures?mayOpen=true'
is "what one may open" "$code $(got '[.items[].id] | join(" ")')" "200 permit"
call chief-1 GET '/procedures?mayOpen=true'
is "not everybody" "$code $(got '.items | length')" "200 0"
call clerk-1 GET /procedures/permit
is "its steps" "$(got '[.states[] | .id + (if .final then "." else "" end)] | join(" ")')" "review decide issued. denied."
is "and the article of one" "$(got '.states[0].law.title')" "许可法三"
call clerk-1 GET /procedures/permit/form
is "what opening asks for" "$(got '.controls[0] | .path + " " + .label + " " + (.required | tostring)')" "name 申请人 true"

# opening
send clerk-1 POST /cases '{"procedure":"permit"}'
is "without it" "$code $(got '.type + " " + .errors[0].field + ": " + .errors[0].message')" \
  "422 urn:fasti:problem:invalid name: 申请人：必须填写"
send clerk-1 POST /cases '{"procedure":"permit","fields":{"nome":"x"}}'
is "a field that there is not" "$code $(got '.errors[0].field')" "422 nome"
send clerk-1 POST /cases '{"procedure":"permit","fields":{"name":1.5}}'
is "a number that would not stay what it is" "$code $(got '.errors[0].field')" "422 name"
send clerk-1 POST /cases '{"procedure":"permit","fields":"x","who":1}'
is "two wrong members" "$code $(got '[.errors[] | .field + ": " + .message] | sort | join("; ")')" \
  "422 fields: 应当是 对象; who: 这里没有这一项"
send clerk-1 POST /cases '{"fields":{"name":"x"}}'
is "one that is missing" "$code $(got '.errors[0].field')" "422 procedure"
send clerk-1 POST /cases '{"procedure":"permot","fields":{"name":"x"}}'
is "a procedure that there is not" "$code $(got '.errors[0].field')" "404 permot"
send clerk-1 POST /cases '{"procedure":'
is "what is no JSON" "$code" "400"
send chief-1 POST /cases '{"procedure":"permit","fields":{"name":"x"}}'
is "somebody who may not" "$code $(got '.errors[0].field')" "403 chief-1"
call clerk-1 GET /cases
is "nothing came of all that" "$code $(got '.items | length')" "200 0"
send clerk-1 POST /cases '{"procedure":"permit","fields":{"name":"甲公司"}}' -H 'Idempotency-Key: a1'
is "a case" "$code $(got '.case + " " + (.entry | tostring) + " " + (.repeated | tostring)') $(header Location)" \
  "201 D-2025-00001 1 false /api/v1/cases/D-2025-00001"
send clerk-1 POST /cases '{"procedure":"permit","fields":{"name":"甲公司"}}' -H 'Idempotency-Key: a1'
is "sent again" "$code $(got '.case + " " + (.repeated | tostring)')" "201 D-2025-00001 true"
send clerk-1 POST /cases '{"procedure":"permit","fields":{"name":"乙公司"}}' -H 'Idempotency-Key: a1'
is "the key of another body" "$code" "422"
send clerk-1 POST /cases '{"procedure":"permit","fields":{"name":"甲公司"}}'
is "the name that a case has already" "$code $(header Content-Location)" "409 /api/v1/cases/D-2025-00001"

# a case
call clerk-1 GET $case_
is "where it stands" "$code $(got '.states[0].title + " " + .tasks[0].task + " " + .deadlines[0].due') $(header ETag)" \
  '200 审查 check 2025-03-11 "1"'
call clerk-1 GET $case_ -H 'If-None-Match: "1"'
is "who has it gets it not again" "$code" "304"
call clerk-1 GET "$case_?asOf=2025-03-02"
is "before it was open" "$code" "404"
call clerk-1 GET "$case_?asOf=2025-02-30"
is "a day that there is not" "$code $(got '.errors[0].field')" "422 asOf"
call clerk-1 GET "$case_?asof=2025-03-03"
is "a parameter that there is not" "$code $(got '.errors[0].field')" "422 asof"
call clerk-1 GET $case_/deadlines/review
is "a deadline counted out" "$(got '[.days[] | .day[8:] + .counting[0:1] + (.number // "" | tostring)] | join(" ")')" \
  "03t 04c1 05n 06c2 07c3 08n 09n 10c4 11c5"
call clerk-1 GET $case_/explanation
is "why it waits" "$(got '.items[0].message')" "审查申请 在等待 经办人"
call clerk-9 GET $case_
is "another bureau does not see it" "$code" "404"
call clerk-9 GET /cases
is "not in lists" "$code $(got '.items | length')" "200 0"
call clerk-9 GET /deadlines
is "nor its deadlines" "$code $(got '.items | length')" "200 0"
call maker GET $case_
is "who designs sees that it is there, and no more" "$code $(got '(.title | tostring) + (.tasks | length | tostring)')" "200 null0"
call maker GET $case_/data
is "no data" "$code" "403"

# tasks
call clerk-1 GET /tasks
is "what waits" "$code $(got '.items[0] | .caseTitle + " " + .task + " " + .due')" "200 许可 甲公司 check 2025-03-11"
call clerk-1 GET /task-counts
is "how much" "$body" '{"mine":1,"held":0,"pool":1,"overdue":0,"drafts":0}'
call clerk-1 GET '/tasks?list=hers'
is "a list that there is not" "$code $(got '.errors[0].field')" "422 list"
send clerk-1 POST $case_/tasks/check/claim '{}' -H 'If-Match: "7"'
is "a claim of what has changed" "$code" "412"
send clerk-1 POST $case_/tasks/check/claim '{}' -H 'If-Match: seven'
is "no tag at all" "$code $(got '.errors[0].field')" "422 If-Match"
send clerk-1 POST $case_/tasks/check/claim '{}'
is "a claim" "$code $(got '.case')" "200 D-2025-00001"
send clerk-2 POST $case_/tasks/check/claim '{}'
is "the second one" "$code $(got '.errors[0].message')" "409 任务 审查申请 已由 王一 签收"
call clerk-1 GET '/tasks?list=held'
is "what one holds" "$(got '.items[0].persons[0].name')" "王一"
send clerk-1 POST $case_/tasks/check/form '{"fields":{"kind":"other"}}'
is "a look while it is filled in" "$code $(got '(.controls[] | select(.path == "why") | .relevant | tostring) + " " + .errors[0].field')" \
  "200 true why"
send clerk-1 POST $case_/tasks/check/draft '{"fields":{"kind":"other"}}'
call clerk-1 GET $case_/tasks/check
is "a draft is kept" "$(got '.controls[] | select(.path == "kind") | .value')" "other"
call clerk-1 POST "$case_/evidence?name=photo.txt" -H 'Content-Type: text/plain' -d photo
is "a file for itself" "$code $(got .number)" "201 1"
call clerk-1 POST "$case_/evidence?name=photo2.txt&supersedes=1" -H 'Content-Type: text/plain' -d photo2
call clerk-1 GET $case_/evidence
is "one corrects another" "$(got '.items[0].supersededBy')" "2"
call clerk-1 POST "$case_/evidence" -H 'Content-Type: text/plain' -d photo
is "without a name" "$code $(got '.errors[0].field')" "422 name"
printf 'paper' >"$tap_dir/paper.txt"
call clerk-1 POST /uploads -H 'Content-Type: text/plain' --data-binary "@$tap_dir/paper.txt"
ticket=$(got .ticket)
is "a file for a field" "$code $(got .sha256)" "201 $(sha256sum <"$tap_dir/paper.txt" | cut -d' ' -f1)"
send clerk-1 POST $case_/tasks/check/completion \
  '{"fields":{"kind":"plain","item":[{"text":"一"},{"text":"二"}]},"files":[{"field":"paper","name":"a/b","ticket":"'"$ticket"'"}]}'
is "a name that is a path" "$code $(got '.errors[0].field')" "422 files[1]/name"
send clerk-2 POST $case_/tasks/check/completion \
  '{"fields":{"kind":"plain"},"files":[{"field":"paper","name":"b","ticket":"'"$ticket"'"}]}'
is "a ticket of somebody else" "$code $(got '.errors[0].field')" "422 files[1]/ticket"
send clerk-1 POST $case_/tasks/check/completion \
  '{"fields":{"kind":"plain","item":[{"text":"一"},{"text":"二"}]},"files":[{"field":"paper","name":"材料.txt","ticket":"'"$ticket"'"}]}'
is "completed, with lists and a file" "$code" "200"
send clerk-1 POST $case_/tasks/check/completion '{"fields":{"kind":"plain"}}'
is "twice is not possible" "$code $(got '.errors[0].field')" "409 check"
call clerk-1 GET $case_/data
is "the data has the list" "$(got '[.. | objects | select(.name? == "text") | .text] | join("")')" "一二"
call clerk-1 GET $case_/evidence
is "the file is there" "$(got '.items[2] | .name + " " + .media + " " + (.size | tostring) + " " + .attachedBy.name')" \
  "材料.txt text/plain 5 王一"
call clerk-1 GET $case_/evidence/3
is "as it was sent, to be saved" "$code $body $(header Content-Disposition | cut -d';' -f1) $(header X-Content-Type-Options)" \
  "200 paper attachment nosniff"
call clerk-9 GET $case_/evidence/3
is "not for another bureau" "$code" "404"

# who sees their own task only
call adviser-1 GET $case_
is "who is asked sees their task, and no data" "$code $(got '.whole, .deadlines, [.tasks[].task], .facts' | tr -d ' \n')" \
  '200 false[]["opinion"]{}'
call adviser-1 GET $case_/data
is "not even if they ask" "$code" "404"
call adviser-1 GET $case_/tasks/approve
is "nor others' tasks" "$code" "404"
call adviser-1 GET $case_/tasks/opinion
is "but their own" "$code" "200"
call adviser-1 GET $case_/evidence
is "no files" "$code $(got '.items | length')" "200 0"
call adviser-1 GET $case_/evidence/1
is "none of them" "$code" "404"
call adviser-1 GET $case_/archive
is "no archive" "$code" "404"
call adviser-1 GET /statistics
is "no figures" "$code" "403"

# the decision
send clerk-1 POST $case_/tasks/approve/completion '{"fields":{"result":"yes"}}'
is "the clerk does not decide" "$code" "403"
send chief-1 POST $case_/tasks/approve/completion '{"fields":{"result":"yes"}}' -H 'Accept-Language: en'
is "the chief does" "$code" "200"
call chief-1 GET '/work?kind=done'
is "what one did" "$(got '.items[0] | .work + " " + .caseTitle + " " + .caseStatus')" "approve 许可 甲公司 ended"
call clerk-1 GET $case_
is "the outcome" "$(got '.status + " " + .outcome.title')" "ended 已许可"
call clerk-1 GET "$case_?asOf=2025-03-03"
is "as it was at the end of that day" "$code $(got .status)$(header ETag)" "200 ended"
call clerk-1 GET $case_/instruments
is "the licence" "$(got '.items[0] | .title + " " + .documentNumber')" "许可证 许〔2025〕1号"
call clerk-1 GET $case_/instruments/1
has "can be read" "$body" "准予<b>甲公司</b>"
is "as a page of its own, without scripts" "$(header Content-Type) $(header Content-Security-Policy | grep -c "default-src 'none'.*sandbox")" \
  "application/xhtml+xml; charset=utf-8 1"
call clerk-1 GET '/instruments?documentNumber=许〔2025〕1号'
is "found by its number" "$(got '.items[0].case')" "D-2025-00001"
call clerk-1 GET $case_/instruments/2
is "there is but one" "$code" "404"
call clerk-1 GET $case_/archive
is "the archive" "$code $(header Content-Type)" "200 application/zip"
cp "$tap_dir/body" "$tap_dir/archive.zip"
fasti archive verify "$tap_dir/archive.zip"
is "verifies" "$status" "0"
call clerk-1 GET $case_/verification
is "so does the case" "$body" '{"untouched":true,"findings":[]}'
send clerk-1 POST $case_/suspension '{"reason":"晚了","law":"L1"}'
is "what has ended stays so" "$code" "409"
call clerk-1 GET "$case_/journal?limit=2"
is "the journal, a page" "$(got '[.items[] | .kind] | join(" ")') $(got .next)" "open claim 2"
next=$(header Link | sed 's/^<\/api\/v1\(.*\)>; rel="next"$/\1/')
call clerk-1 GET "$next"
is "and by its link the next one" "$code $(got '.items[0].sequence')" "200 3"
call clerk-1 GET "$case_/journal?after=x"
is "no cursor" "$code $(got '.errors[0].field')" "422 after"

# lists
for name in 乙公司 丙公司 丁公司; do
  send clerk-1 POST /cases '{"procedure":"permit","fields":{"name":"'$name'"}}'
done
call clerk-1 GET '/cases?limit=2'
is "a page of cases" "$(got '[.items[].id] | join(" ")') $(got .next)" "D-2025-00001 D-2025-00002 D-2025-00002"
call clerk-1 GET '/cases?limit=2&after=D-2025-00002'
is "the last one has no next" "$(got '[.items[].id] | join(" ")') $(got .next)" "D-2025-00003 D-2025-00004 null"
call clerk-1 GET '/cases?limit=0'
is "an empty page" "$code $(got '.errors[0].field')" "422 limit"
call clerk-1 GET "/search?q=$(printf 丙公 | od -An -tx1 | tr ' ' % | tr -d '\n')"
is "two characters are found" "$(got '[.items[].title] | join(" ")')" "许可 丙公司"
call clerk-1 GET '/cases?where=name=丁公司'
is "by a fact" "$(got '[.items[].title] | join(" ")')" "许可 丁公司"
call clerk-1 GET '/cases?where=丁公司'
is "what is no fact" "$code $(got '.errors[0].field')" "422 where"
call clerk-1 GET '/case-counts'
is "how many" "$(got '.all, .statuses.open, .states.review' | tr '\n' ' ')" "4 3 3 "
call clerk-1 GET '/registers'
is "a register" "$(got '.items[0] | .procedure + " " + (.cases | tostring) + " " + (.open | tostring)')" "permit 4 3"
send clerk-1 POST /task-claims '{"tasks":[{"case":"D-2025-00002","task":"check"},{"case":"D-2025-00003","task":"none"},{"case":"D-2025-00004","task":"1"}]}'
is "several claims, each by itself" "$code $(got '[.items[].result] | join(" ")')" "200 ok not-found ok"
send clerk-1 POST /task-claims '{"tasks":[]}'
is "none" "$code $(got '.errors[0].field')" "422 tasks"
send clerk-1 POST /task-claims '{"tasks":[{"case":"N-2025-00001","task":"check"}]}'
is "one that is not theirs" "$code" "404"

# the rest of what offices do with a task
two=/cases/D-2025-00002
send clerk-1 POST $two/tasks/check/transfer '{"person":"nobody"}'
is "to somebody who is not there" "$code $(got '.errors[0].field')" "404 nobody"
send clerk-1 POST $two/tasks/check/transfer '{"person":"clerk-2","reason":"休假"}'
is "handed on" "$code" "200"
send clerk-2 POST $two/tasks/check/delegation '{"person":"clerk-1"}'
is "delegated" "$code" "200"
call clerk-1 GET $two
is "it is with them" "$(got '.tasks[0] | .state + " " + .persons[0].name')" "delegated 王一"
send clerk-1 POST $two/tasks/check/copies '{"persons":["chief-1"]}'
is "a copy" "$code" "200"
send chief-1 POST $two/tasks/check/urging '{"reason":"快"}'
is "urged" "$code" "200"
send clerk-1 POST $two/actions/note.added '{"fields":{"text":"补充"}}'
is "an action" "$code" "200"
send clerk-1 POST $two/actions/note.lost '{}'
is "one that is not offered" "$code $(got '.status')" "$code $code"
send clerk-1 POST $two/suspension '{"reason":"等材料","law":"L1"}'
is "asked to suspend" "$code" "200"
send clerk-1 POST $two/suspension '{"reason":"等材料"}'
is "without the article" "$code $(got '.errors[0].field')" "422 law"
send chief-1 POST $two/suspension/approval '{}'
is "approved" "$code" "200"
send clerk-1 POST $two/tasks/check/completion '{"fields":{"kind":"plain"}}'
is "then nothing goes on, by which rule and article" "$code $(got '.rule + " | " + .article')" \
  "409 案件已中止：等材料；须先恢复办理 | 许可法三"
send chief-1 POST $two/resumption '{}'
is "resumed" "$code" "200"
send clerk-1 POST $two/termination '{"reason":"撤回","law":"L1"}'
is "not for a clerk to end" "$code" "403"
send chief-1 POST $two/termination '{"reason":"撤回","law":"L1"}'
call clerk-1 GET $two
is "ended before its time" "$(got .status)" "terminated"

# administration
send clerk-1 PUT /people/clerk-3 '{"name":"赵三","bureau":"demo","roles":["clerk"]}'
is "a clerk adds nobody" "$code" "403"
send root PUT /people/clerk-3 '{"name":"赵三","bureau":"demo","roles":["king"]}'
is "a role that there is not" "$code" "422"
send root PUT /people/clerk-3 '{"name":"赵三","bureau":"demo","roles":["clerk"],"interests":["p1"],"validTo":"2026-01-31"}'
is "an administrator does" "$code $(got '.name + " " + .roles[0].title + " " + .interests[0]')" "200 赵三 经办人 p1"
call clerk-1 GET /people/clerk-3
is "what they declared is not for colleagues" "$(got '.name + (.interests | tostring)')" "赵三null"
call clerk-9 GET /people/clerk-3
is "nor they themselves for another bureau" "$code" "404"
send root POST /people/clerk-3/tokens '{"scopes":["read"],"title":"报表","days":30}'
got .token | tr -d '\n' >tokens/clerk-3
call clerk-3 GET /me
is "a token" "$code $(got .id)" "200 clerk-3"
send clerk-3 POST $two/comments '{"reason":"x"}'
is "that may only read" "$code $(header WWW-Authenticate)" '403 Bearer error="insufficient_scope"'
call root DELETE /people/clerk-3/sessions
call clerk-3 GET /me
is "ended" "$code" "401"
call root POST /people/clerk-3/one-time-code
secret=$(got .code)
send nobody POST /sessions '{"person":"clerk-3","secret":"'"$secret"'"}' -c "$tap_dir/jar"
csrf=$(got .csrfToken)
is "a log-in by a one-time code" "$code $(got .id)" "201 clerk-3"
send nobody PUT /me/language '{"language":"en"}' -b "$tap_dir/jar"
is "a change without the session's token" "$code" "403"
send nobody PUT /me/language '{"language":"en"}' -b "$tap_dir/jar" -H "X-CSRF-Token: $csrf"
is "and with it" "$code" "204"
call nobody GET /cases/none -b "$tap_dir/jar"
is "in English from then on" "$code $(got .detail)" "404 there is no such case in this office"
call nobody DELETE /sessions/current -b "$tap_dir/jar" -H "X-CSRF-Token: $csrf"
call nobody GET /me -b "$tap_dir/jar"
is "logged out" "$code" "401"
call root GET '/office-journal?limit=500'
is "all of it is on record" "$(got '[.items[] | select(.act.about? == "clerk-3") | .act.kind] | join(" ")')" \
  "refused token logout login"
call clerk-1 POST /me/feed
feed=$(got .path)
is "an address for one's calendar" "$code" "201"
code=$(curl -s -o "$tap_dir/body" -w '%{http_code}' "${api%/api/v1}$feed")
is "that anyone may read who has it" "$code $(grep -c BEGIN:VEVENT "$tap_dir/body") $(grep -c 'DTSTART;VALUE=DATE:20250311' "$tap_dir/body")" "200 2 2"
is "and is not in the log" "$(grep -c "$(basename "$(dirname "$feed")")" "$tap_dir/serve.err")" "0"
code=$(curl -s -o "$tap_dir/body" -w '%{http_code}' "$api/feeds/$(cat tokens/clerk-1)/due.ics")
is "another token is no address" "$code" "404"
printf '%s' "$feed" | sed 's,.*/feeds/,,; s,/.*,,' >tokens/feed
call feed GET /me
is "and the address no token" "$code" "403"
call clerk-1 GET '/days?from=2025-03-04&to=2025-03-05'
is "days" "$(got '[.items[] | .kind + (.name // "")] | join(" ")')" "workday holiday植树日"
call clerk-1 GET '/days?from=2025-03-05&to=2025-03-04'
is "days that go back" "$code $(got '.errors[0].field')" "422 to"
sed "s/2025/2026/g; s/20250305/20260305/; s/20250306/20260306/" demo/days.ics | jq -Rs '{bureau: "demo", name: "2026.ics", text: .}' >calendar.json
send root POST /calendars @calendar.json
is "a year of holidays" "$code $(got .cases)" "200 2"
call clerk-1 GET '/days?from=2026-03-04&to=2026-03-05'
is "its days are known from then on" "$(got '[.items[] | .kind + (.name // "") + " " + (.published | tostring)] | join(", ")')" \
  "workday true, holiday植树日 true"
send root POST /calendars '{"bureau":"demo","name":"x.ics","text":"nothing"}'
is "what is no calendar" "$code" "422"
call clerk-1 GET '/directory/referrals?q=河道'
is "whose matter it is" "$(got '.items[0].department')" "农水局"
call clerk-1 GET /statistics
is "figures" "$(got '(.cases | tostring) + " " + (.instruments | tostring) + " " + (.procedures[0] | .ended | tostring)')" "4 1 1"
rest_stop
fasti audit
is "the office verifies" "$status" "0"
tap_end
