#!/bin/sh
# tests/web/admin.sh - the office in the browser of its administrator: people and their roles, codes, stand-ins, holidays, the
# journal; what is wrong is told and changes nothing; a new version of regulations is approved and put in force.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/cli/permit.sh
. "$FASTI_SOURCE/tests/cli/permit.sh"
# shellcheck source=tests/web/site.sh
. "$FASTI_SOURCE/tests/web/site.sh"

cd "$tap_dir" || exit 1
permit_files demo
sed -i 's|title="示例局" zone="+08:00"|& approved-by="chief"|' demo/package.xml
fasti office init office.fasti --clock=simulated --at=2025-03-03
fasti office deploy demo/package.xml
fasti user add root 管理员 --role=admin
fasti user add designer-1 设计员 --role=process-designer --as=root
fasti user add chief-1 钱局 --role=chief --as=root
fasti user add clerk-1 王一 --role=clerk --as=root
fasti case open permit name=甲公司 --as=clerk-1
sed 's/version="v1"/version="v2"/' demo/package.xml >demo/next.xml
fasti office propose demo/next.xml --as=designer-1
is "the office" "$status$err" 0
site_start

# -- people

post root /admin/people id=clerk-2 name=李二 bureau=demo role=demo/clerk active=true
is "a person is added" "$code $to" "303 /admin/people/clerk-2?done=done.person"
get root /admin/people
is "and listed with the role" "$(seen 'string(//tr[td/a = "李二"]/td[3])')" "经办人"
post root /admin/people id=clerk-2 name=李三 bureau=demo role=demo/clerk
is "two people do not have one id" "$code $(seen 'string(//section[@id="problems"]//li)')" "409 已有此人：李二"
post root /admin/people/clerk-2 name=李二 bureau=demo role=demo/clerk role=demo/nothing
is "a role that there is not" "$code" 422
is "what was typed stays" "$(seen 'string(//input[@id="f-name"]/@value)')" "李二"
post root /admin/people/clerk-2 name=李二 bureau=demo role=demo/clerk valid-to=2025-13-01
is "a day that there is not" "$code" 422
get root /admin/people/clerk-2
is "nothing has changed" "$(seen 'string(//input[@name="role" and @checked]/@value)') $(seen 'string(//input[@id="f-valid-to"]/@value)')" "demo/clerk "
post root /admin/people/clerk-2/code
secret=$(seen 'string(//p[@class="secret"])')
is "a code is shown once" "$code ${#secret}" "200 23"
get root /admin/people/clerk-2
is "and not again" "$(seen 'count(//p[@class="secret"])')" 0
: >jar-clerk-2
: >csrf-clerk-2
post clerk-2 /login person=clerk-2 "secret=$secret"
is "it lets the person in" "$code $to" "303 /"
post root /admin/people/clerk-2/end-sessions
get clerk-2 /work
is "who is logged out everywhere is out" "$code $to" "303 /login?to=%2Fwork"

# -- stand-ins

post root /admin/people/chief-1/stand-ins role=chief deputy=clerk-2 from=2025-03-03 to=yesterday
is "what is no day" "$code $(seen 'string(//section[@id="problems"]//li)')" "422 请输入日期，如 2026-12-31"
post root /admin/people/chief-1/stand-ins role=chief deputy=clerk-2 from=2025-03-03 to=2025-03-02
is "a time that ends before it begins" "$code" 422
post root /admin/people/chief-1/stand-ins role=chief deputy=clerk-2 from=2025-03-03 to=2025-03-10
is "a stand-in" "$code $to" "303 /admin/people/chief-1?done=done.stand-in"
get root /admin/people/clerk-2
has "is told on both pages" "$(seen 'string(//ul[@class="plain"])')" "李二 代理 钱局（负责人）"
post root /admin/people/chief-1/stand-ins/end of=chief-1 role=chief deputy=clerk-2
get root /admin/people/chief-1
is "and ends" "$(seen 'count(//ul[@class="plain"]/li)')" 0

# -- holidays

get root /admin
is "a year that is not loaded" "$(seen 'string(//ul[@class="years"]/li[starts-with(., "2026")])')" "2026 未载入"
has "no backup yet" "$(seen 'string(//section[h2 = "运行维护"])')" "最近备份从未进行"
post root /admin/calendars/demo ics=nothing
is "what is no calendar" "$code $(seen 'count(//section[@id="problems"]//li)')" "422 1"
post root /admin/calendars/demo
is "nothing at all" "$code" 422
post root /admin/calendars/demo "ics=$(sed 's/X-FASTI-YEARS:2025/X-FASTI-YEARS:2026/; s/20250305/20260305/; s/20250306/20260306/' demo/days.ics)"
is "a year's holidays" "$code $to" "303 /admin?done=done.calendar"
get root /admin
is "are there from then on" "$(seen 'string(//ul[@class="years"]/li[starts-with(., "2026")])')" "2026 已公布"
get clerk-1 '/deadlines?view=month&month=2026-03'
has "and in the month of last days" "$(seen 'string(//td[contains(@class, "holiday")])')" "植树日"

# -- regulations

get chief-1 /packages
is "who approves sees what waits" "$(seen 'string(//div[@class="proposal"]/h3)') $(seen 'string(//div[@class="proposal"]//button)')" "示例局 v2 批准"
post root /packages/demo/v2/activate
has "what nobody has approved is not put in force" "$code $(seen 'string(//section[@id="problems"])')" "409 "
post chief-1 /packages/demo/v2/approve
is "it is approved" "$code $to" "303 /packages?done=done.approved"
post chief-1 /packages/demo/v2/approve
is "once" "$code" 409
get designer-1 /packages
is "who designed it has no button" "$(seen 'count(//div[@class="proposal"]//button)')" 0
post root /packages/demo/v2/activate
is "and put in force" "$code $to" "303 /packages?done=done.activated"
get clerk-1 /packages
is "by it one works" "$(seen 'string(//section[h2[starts-with(., "示例局")]]//dd[1])')" "v2"

get root /admin/journal
has "all of it stands in the journal" "$(seen 'string(//ol[@class="journal"]/li[1])')" "管理员 启用了法规 demo v2"
tap_end
