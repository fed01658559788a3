#!/bin/sh
# tests/web/lists.sh - lists in a browser: My work and claims from it, looking for cases, last days, registers, the dashboard,
# notices, settings, the calendar feed; who may not see them; wrong input.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
command -v curl >/dev/null || { skip "lists" "curl is not installed"; tap_end; exit; }

office=$tap_dir/office.fasti
fasti office init "$office" --clock=simulated --at=2025-01-01
for case in registers/mining-right/cases/a-right-and-what-happens-to-it case-handling/cases/S02-filing-period-across-spring-festival; do
  fasti case play "$FASTI_SOURCE/processes/$case.case" --office="$office" --output="$tap_dir/issued"
done

"$FASTI_BUILD/fasti" serve --office="$office" --listen=127.0.0.1:0 --only=web --log=none >"$tap_dir/said" 2>"$tap_dir/wrong" &
server=$!
trap 'kill "$server" 2>/dev/null; tap_clean 2>/dev/null' EXIT
for _ in $(seq 200); do
  url=$(sed -n 's/^listening on //p' "$tap_dir/said")
  [ -n "$url" ] && break
  sleep 0.05
done

ask() { # PERSON PATH [CURL-OPTION...] : the answer in $page, its status in $code
  jar=$tap_dir/$1.jar path=$2
  shift 2
  code=$(curl -s -m 30 -c "$jar" -b "$jar" -H "Origin: $url" -o "$tap_dir/page" -D "$tap_dir/head" -w '%{http_code}' "$@" "$url$path")
  page=$(cat "$tap_dir/page")
}
send() { # PERSON PATH FIELD=VALUE... : as a form
  person=$1 to=$2
  shift 2
  for field in "$@"; do set -- "$@" --data-urlencode "$field"; shift; done
  ask "$person" "$to" --data-urlencode "csrf=$(cat "$tap_dir/$person.csrf")" "$@"
}
log_in() { # PERSON
  fasti user login "$1" --office="$office"
  ask "$1" /login
  see 'string((//input[@name="csrf"])[1]/@value)' >"$tap_dir/$1.csrf"
  send "$1" /login "person=$1" "secret=$(printf '%s\n' "$out" | grep -oE '[a-z0-9]+(-[a-z0-9]+){3}' | tail -n 1)"
  ask "$1" /me
  see 'string((//input[@name="csrf"])[1]/@value)' >"$tap_dir/$1.csrf"
}
see() { # XPATH : in the page
  xmllint --html --xpath "$1" "$tap_dir/page" 2>/dev/null
}
told() { # : where the answer sends one
  sed -n 's/^[Ll]ocation: \([^\r]*\).*/\1/p' "$tap_dir/head"
}

ask nobody /work
is "who is not logged in goes to the log-in" "$code $(told)" "303 /login?to=%2Fwork"

# -- My work

log_in leader-1
ask leader-1 /work
is "My work" "$code $(see 'string(//h1)')" "200 我的工作"
is "nine tabs, each with its count" "$(see 'count(//nav[@class="tabs"]/a[b])')" 9
has "the leader must explain what was missed" "$(see '//ol[@id="rows"]//a[@class="title"]/text()')" "说明未达标原因：采矿权月度巡查"
is "as many rows as the tab says" "$(see 'count(//ol[@id="rows"]/li)')" "$(see 'string(//nav[@class="tabs"]/a[1]/b)')"
task=$(see 'string((//button[@name="one"])[1]/@value)')
claimed=$(see 'string((//ol[@id="rows"]/li[.//button])[1]//a[@class="title"])')
ask leader-1 "/work?step=nothing"
is "a filter that nothing fits says so" "$(see 'string(//p[@class="empty"])')" "没有符合条件的事项"
ask leader-1 "/work?due=tomorrow"
has "what is no day is told at its field" "$page" "“tomorrow”不是日期"

send leader-1 /claim "one=$task" "to=/work?tab=role"
is "a claim goes back to the list" "$code $(told)" "303 /work?tab=role&done=done.claimed"
ask leader-1 "/work?tab=mine"
is "then it is the leader's" "$(see 'string((//ol[@id="rows"]//a[@class="title"])[1])') $(see 'string(//nav[@class="tabs"]/a[2]/b)')" "$claimed 1"
log_in leader-2
send leader-2 /claim "task=$task"
is "who comes later is told so, and by row" "$code $(see 'string(//section[@class="outcomes"]//li/@class)')" "409 taken"
is "and who was first" "$(see 'count(//section[@id="problems"]//li)')" 1
send leader-2 /claim
is "nothing ticked" "$code" 422
send leader-2 /claim "task=../../etc"
is "what is no task" "$code" 422

send leader-1 /saved page=work name=逾期的 query=tab=late "to=/work?tab=late"
is "a list is saved" "$code" 303
ask leader-1 "/work?tab=late"
is "and offered" "$(see 'string(//section[@class="saved"]//li/a/@href)')" "/work?tab=late"
ask leader-2 "/work?tab=late"
is "to nobody else" "$(see 'count(//section[@class="saved"]//li)')" 0
send leader-1 /saved page=elsewhere name=x query=y
is "no list of that name" "$code" 422
send leader-1 /saved/drop page=work name=逾期的
ask leader-1 "/work?tab=late"
is "and gone" "$(see 'count(//section[@class="saved"]//li)')" 0

# -- looking for cases

ask leader-1 "/cases?q=%E7%9F%B3%E6%96%99"
is "two Chinese characters are found" "$code $(see 'count(//table//th[@scope="row"])')" "200 $(see 'string(//nav[@class="tabs"]/a[1]/b)')"
ask leader-1 "/cases?procedure=mining-right&f-licenceNo=C1301852010001"
is "by a fact" "$(see 'string(//table//th[@scope="row"]/a/@href)')" "/cases/L-2025-00001"
ask leader-1 "/cases?procedure=mining-right&f-licenceNo=C1"
is "which must be the same" "$(see 'count(//table//th[@scope="row"])')" 0
ask leader-1 "/cases?procedure=mining-right&f-valid-to-from=2099-01-01"
is "by a day" "$(see 'count(//table//th[@scope="row"])')" 0
ask leader-1 /cases
first=$(see '//table//th[@scope="row"]/a/@href')
is "a list has pages" "$(see 'count(//table//th[@scope="row"])') $(see 'count(//a[@rel="next"])')" "50 1"
ask leader-1 "$(see 'string(//a[@rel="next"]/@href)')"
is "the next one has others" "$(see '//table//th[@scope="row"]/a/@href' | grep -cFx "$first")" 0
ask leader-1 "$(see 'string(//a[@rel="prev"]/@href)')"
is "and the one before is the first again" "$(see '//table//th[@scope="row"]/a/@href')" "$first"
ask leader-1 "/cases.csv?procedure=mining-right"
is "the same as a file" "$code $(sed -n 2p "$tap_dir/page" | cut -d, -f1,2)" "200 L-2025-00001,甲石料矿（C1301852010001）"
ask leader-1 "/cases.xlsx?procedure=mining-right"
is "and for a spreadsheet program" "$code $(head -c 2 "$tap_dir/page")" "200 PK"

# -- registers

ask leader-1 /registers
has "the registers of the bureau" "$(see '//ul[@class="tiles"]//strong/text()')" "采矿权登记"
ask leader-1 /registers/mining-right
is "a register is a table of its facts" "$(see 'string(//thead//th[1])') $(see 'string(//tbody/tr[1]/th)') $(see 'string(//tbody/tr[1]/td[3])')" "许可证号 C1301852010001 石灰岩"
has "in people's words" "$(see 'string(//tbody/tr[1])')" "吊销"
ask leader-1 /registers/case-handling
is "no other procedure is one" "$code" 404
ask leader-1 /registers/mining-right/list.csv
is "a register as a file" "$code $(sed -n 2p "$tap_dir/page" | cut -d, -f1,2)" "200 L-2025-00001,C1301852010001"

# -- last days

ask leader-1 "/deadlines?scope=all"
is "last days, the late ones first" "$code $(see 'contains((//table//span[contains(@class, "due")])[1]/@class, "late")')" "200 true"
is "as many as there are" "$(see 'count(//tbody/tr)')" "$(see 'string(//nav[@class="tabs"]/a[1]/b)')"
ask leader-1 "/deadlines?scope=all&view=month&month=2026-02"
is "a month has its weeks" "$code $(see 'count(//table[contains(@class, "month")]/tbody/tr)') $(see 'count(//td[contains(@class, "holiday")])')" "200 5 9"
is "and days on which one works though they are no weekdays" "$(see 'count(//td[starts-with(@class, "makeup")])')" 2
ask leader-1 "/deadlines?view=month&month=2026-13"
is "what is no month" "$code" 422

# -- the dashboard

ask leader-1 /dashboard
is "the dashboard adds up" "$code $(see 'sum(//section[@aria-labelledby="procedures-title"]//tbody/tr/td[1]) > 0')" "200 true"
has "with people, for who reads the bureau" "$page" "各人员任务办理情况"
log_in registrar-1
ask registrar-1 /dashboard
is "and without for who does not" "$code $(see 'count(//*[@id="work-people"])')" "200 0"

# -- notices and settings

log_in mining-1
ask mining-1 /notices
unread=$(see 'count(//button[@name="notice"])')
is "notices that are new" "$code $(see 'count(//b[@class="new"])')" "200 $unread"
notice=$(see 'string((//button[@name="notice"])[1]/@value)')
send mining-1 /notices/read "notice=$notice"
ask mining-1 /notices
is "one is read" "$(see 'count(//button[@name="notice"])')" "$((unread - 1))"
send mining-1 /notices/read-all "newest=$(see 'string(//input[@name="newest"]/@value)')"
ask mining-1 /notices
is "all are read" "$(see 'count(//button[@name="notice"])')" 0
send mining-1 /me/password password=one-long-password again=another-one
is "passwords that differ" "$code $(see 'string(//input[@name="again"]/@aria-invalid)')" "422 true"

send registrar-1 /me/calendar
link=$(see 'string(//a[starts-with(@href, "/calendar/")]/@href)')
is "a calendar link is shown once" "$code ${link%%/calendar/*}" "200 "
ask nobody "$link"
is "a calendar program reads it" "$code $(sed -n 1p "$tap_dir/page" | tr -d '\r') $(tail -n 1 "$tap_dir/page" | tr -d '\r')" "200 BEGIN:VCALENDAR END:VCALENDAR"
has "with last days" "$page" "DTSTART;VALUE=DATE:"
is "and no line too long" "$(LC_ALL=C awk 'length($0) > 76' "$tap_dir/page" | wc -l | tr -d ' ')" 0
ask nobody /calendar/aaaaa-aaaaa-aaaaa-aaaaa.ics
is "nobody else's" "$code" 404
ask registrar-1 /me
session=$(see 'string(//tr[th[text() = "日历链接"]]//button[@name="session"]/@value)')
send registrar-1 /me/sessions/end "session=$session"
ask nobody "$link"
is "an ended link reads nothing" "$code" 404

kill "$server"
wait "$server"
is "the server ends, and nothing went wrong in it" "$? $(cat "$tap_dir/wrong")" "0 "
tap_end
