#!/bin/sh
# tests/web/lists.sh - lists in a browser: My work and claims from it, looking for cases, last days, registers, the dashboard,
# notices, settings, the calendar feed; who may not see them; wrong input.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
command -v curl >/dev/null || { skip "lists" "curl is not installed"; tap_end; exit; }

# shellcheck source=tests/web/site.sh
. "$FASTI_SOURCE/tests/web/site.sh"
site_admin=

fasti office init "$FASTI_OFFICE" --clock=simulated --at=2025-01-01
for case in registers/mining-right/cases/a-right-and-what-happens-to-it case-handling/cases/S02-filing-period-across-spring-festival; do
  fasti case play "$FASTI_SOURCE/processes/$case.case" --output="$tap_dir/issued"
done
site_start

get nobody /work
is "who is not logged in goes to the log-in" "$code $to" "303 /login?to=%2Fwork"

# -- My work

get leader-1 /work
is "My work" "$code $(seen 'string(//h1)')" "200 我的工作"
is "nine tabs, each with its count" "$(seen 'count(//nav[@class="tabs"]/a[b])')" 9
has "the leader must explain what was missed" "$(seen '//ol[@id="rows"]//a[@class="title"]/text()')" "说明未达标原因：采矿权月度巡查"
is "as many rows as the tab says" "$(seen 'count(//ol[@id="rows"]/li)')" "$(seen 'string(//nav[@class="tabs"]/a[1]/b)')"
task=$(seen 'string((//button[@name="one"])[1]/@value)')
claimed=$(seen 'string((//ol[@id="rows"]/li[.//button])[1]//a[@class="title"])')
get leader-1 "/work?step=nothing"
is "a filter that nothing fits says so" "$(seen 'string(//p[@class="empty"])')" "没有符合条件的事项"
get leader-1 "/work?due=tomorrow"
has "what is no day is told at its field" "$(cat "$tap_dir/page")" "“tomorrow”不是日期"

post leader-1 /claim "one=$task" "to=/work?tab=role"
is "a claim goes back to the list" "$code $to" "303 /work?tab=role&done=done.claimed"
get leader-1 "/work?tab=mine"
is "then it is the leader's" "$(seen 'string((//ol[@id="rows"]//a[@class="title"])[1])') $(seen 'string(//nav[@class="tabs"]/a[2]/b)')" "$claimed 1"
post leader-2 /claim "task=$task"
is "who comes later is told so, and by row" "$code $(seen 'string(//section[@class="outcomes"]//li/@class)')" "409 taken"
is "and who was first" "$(seen 'count(//section[@id="problems"]//li)')" 1
post leader-2 /claim
is "nothing ticked" "$code" 422
post leader-2 /claim "task=../../etc"
is "what is no task" "$code" 422

post leader-1 /saved page=work name=逾期的 query=tab=late "to=/work?tab=late"
is "a list is saved" "$code" 303
get leader-1 "/work?tab=late"
is "and offered" "$(seen 'string(//section[@class="saved"]//li/a/@href)')" "/work?tab=late"
get leader-2 "/work?tab=late"
is "to nobody else" "$(seen 'count(//section[@class="saved"]//li)')" 0
post leader-1 /saved page=elsewhere name=x query=y
is "no list of that name" "$code" 422
post leader-1 /saved/drop page=work name=逾期的
get leader-1 "/work?tab=late"
is "and gone" "$(seen 'count(//section[@class="saved"]//li)')" 0

# -- looking for cases

get leader-1 "/cases?q=%E7%9F%B3%E6%96%99"
is "two Chinese characters are found" "$code $(seen 'count(//table//th[@scope="row"])')" "200 $(seen 'string(//nav[@class="tabs"]/a[1]/b)')"
get leader-1 "/cases?procedure=mining-right&f-licenceNo=C1301852010001"
is "by a fact" "$(seen 'string(//table//th[@scope="row"]/a/@href)')" "/cases/L-2025-00001"
get leader-1 "/cases?procedure=mining-right&f-licenceNo=C1"
is "which must be the same" "$(seen 'count(//table//th[@scope="row"])')" 0
get leader-1 "/cases?procedure=mining-right&f-valid-to-from=2099-01-01"
is "by a day" "$(seen 'count(//table//th[@scope="row"])')" 0
get leader-1 /cases
first=$(seen '//table//th[@scope="row"]/a/@href')
is "a list has pages" "$(seen 'count(//table//th[@scope="row"])') $(seen 'count(//a[@rel="next"])')" "50 1"
get leader-1 "$(seen 'string(//a[@rel="next"]/@href)')"
is "the next one has others" "$(seen '//table//th[@scope="row"]/a/@href' | grep -cFx "$first")" 0
get leader-1 "$(seen 'string(//a[@rel="prev"]/@href)')"
is "and the one before is the first again" "$(seen '//table//th[@scope="row"]/a/@href')" "$first"
get leader-1 "/cases.csv?procedure=mining-right"
is "the same as a file" "$code $(sed -n 2p "$tap_dir/page" | cut -d, -f1,2)" "200 L-2025-00001,甲石料矿（C1301852010001）"
get leader-1 "/cases.xlsx?procedure=mining-right"
is "and for a spreadsheet program" "$code $(head -c 2 "$tap_dir/page")" "200 PK"

# -- registers

get leader-1 /registers
has "the registers of the bureau" "$(seen '//ul[@class="tiles"]//strong/text()')" "采矿权登记"
get leader-1 /registers/mining-right
is "a register is a table of its facts" "$(seen 'string(//thead//th[1])') $(seen 'string(//tbody/tr[1]/th)') $(seen 'string(//tbody/tr[1]/td[3])')" "许可证号 C1301852010001 石灰岩"
has "in people's words" "$(seen 'string(//tbody/tr[1])')" "吊销"
get leader-1 /registers/case-handling
is "no other procedure is one" "$code" 404
get leader-1 /registers/mining-right/list.csv
is "a register as a file" "$code $(sed -n 2p "$tap_dir/page" | cut -d, -f1,2)" "200 L-2025-00001,C1301852010001"

# -- last days

get leader-1 "/deadlines?scope=all"
is "last days, the late ones first" "$code $(seen 'contains((//table//span[contains(@class, "due")])[1]/@class, "late")')" "200 true"
is "as many as there are" "$(seen 'count(//tbody/tr)')" "$(seen 'string(//nav[@class="tabs"]/a[1]/b)')"
get leader-1 "/deadlines?scope=all&view=month&month=2026-02"
is "a month has its weeks" "$code $(seen 'count(//table[contains(@class, "month")]/tbody/tr)') $(seen 'count(//td[contains(@class, "holiday")])')" "200 5 9"
is "and days on which one works though they are no weekdays" "$(seen 'count(//td[starts-with(@class, "makeup")])')" 2
get leader-1 "/deadlines?view=month&month=2026-13"
is "what is no month" "$code" 422

# -- the dashboard

get leader-1 /dashboard
is "the dashboard adds up" "$code $(seen 'sum(//section[@aria-labelledby="procedures-title"]//tbody/tr/td[1]) > 0')" "200 true"
has "with people, for who reads the bureau" "$(cat "$tap_dir/page")" "各人员任务办理情况"
get registrar-1 /dashboard
is "and without for who does not" "$code $(seen 'count(//*[@id="work-people"])')" "200 0"

# -- notices and settings

get mining-1 /notices
unread=$(seen 'count(//button[@name="notice"])')
is "notices that are new" "$code $(seen 'count(//b[@class="new"])')" "200 $unread"
notice=$(seen 'string((//button[@name="notice"])[1]/@value)')
post mining-1 /notices/read "notice=$notice"
get mining-1 /notices
is "one is read" "$(seen 'count(//button[@name="notice"])')" "$((unread - 1))"
post mining-1 /notices/read-all "newest=$(seen 'string(//input[@name="newest"]/@value)')"
get mining-1 /notices
is "all are read" "$(seen 'count(//button[@name="notice"])')" 0
post mining-1 /me/password password=one-long-password again=another-one
is "passwords that differ" "$code $(seen 'string(//input[@name="again"]/@aria-invalid)')" "422 true"

post registrar-1 /me/calendar
link=$(seen 'string(//a[starts-with(@href, "/calendar/")]/@href)')
is "a calendar link is shown once" "$code ${link%%/calendar/*}" "200 "
get nobody "$link"
is "a calendar program reads it" "$code $(sed -n 1p "$tap_dir/page" | tr -d '\r') $(tail -n 1 "$tap_dir/page" | tr -d '\r')" "200 BEGIN:VCALENDAR END:VCALENDAR"
has "with last days" "$(cat "$tap_dir/page")" "DTSTART;VALUE=DATE:"
is "and no line too long" "$(LC_ALL=C awk 'length($0) > 76' "$tap_dir/page" | wc -l | tr -d ' ')" 0
get nobody /calendar/aaaaa-aaaaa-aaaaa-aaaaa.ics
is "nobody else's" "$code" 404
get registrar-1 /me
session=$(seen 'string(//tr[th[text() = "日历链接"]]//button[@name="session"]/@value)')
post registrar-1 /me/sessions/end "session=$session"
get nobody "$link"
is "an ended link reads nothing" "$code" 404

site_stop
is "the server ends, and nothing went wrong in it" "$ended $(cat "$tap_dir/serve.err")" "0 "
tap_end
