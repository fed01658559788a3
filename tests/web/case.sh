#!/bin/sh
# tests/web/case.sh - the pages of a case: where it stands, its deadlines on a calendar, its timeline, forms, evidence, documents,
# archive; as it was on a day; suspended and ended; and nothing of it for who may not see it.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/cli/permit.sh
. "$FASTI_SOURCE/tests/cli/permit.sh"
# shellcheck source=tests/web/site.sh
. "$FASTI_SOURCE/tests/web/site.sh"

cd "$tap_dir" || exit 1
for bureau in demo next; do
  permit_files "$bureau"
  sed -i 's|id="clerk" title="经办人"|& reads="bureau"|; s|id="chief" title="负责人"|& reads="bureau"|
    s|</package>|<role id="adviser" title="相关单位" reads="task"/></package>|' "$bureau/package.xml"
done
sed -i 's/bureau="demo" code="D"/bureau="next" code="N"/' next/package.xml
sed -i 's|<name/>|<name/><informant/>|; s|</xf:instance>|</xf:instance><xf:bind nodeset="informant" f:confidential="chief"/>|
  s|<html |<html xmlns:f="urn:fasti:procedure" |
  s|</body>|<xf:input ref="informant"><xf:label>举报人</xf:label></xf:input></body>|' demo/forms/apply.xhtml
sed -i 's|<invoke type="urn:fasti:task" id="approve"|<invoke type="urn:fasti:task" id="opinion" f:title="征求意见" f:role="adviser" f:optional="true"/>&|
  s|<transition event="note.added"|<transition event="hurry" cond="In('"'decide'"')" f:role="clerk" f:title="加急" f:message="尚未进入决定" f:law="L1"/>&|
  ' demo/permit.scxml
fasti office init office.fasti --clock=simulated --at=2025-03-03
fasti office deploy demo/package.xml next/package.xml
is "the office" "$status$err" "0"
fasti user add root 管理员 --role=admin
for one in clerk-1:王一:clerk:demo clerk-2:李二:clerk:demo chief-1:钱局:chief:demo adviser-1:赵六:adviser:demo clerk-9:邻一:clerk:next; do
  IFS=: read -r id name role bureau <<END
$one
END
  fasti user add "$id" "$name" --role="$role" --bureau="$bureau" --as=root
done
fasti case open permit name=甲公司 informant=孙某某 --bureau=demo --as=clerk-1
fasti task "do" D-2025-00001 approve result=yes --as=chief-1 # too early: it is refused, and kept
printf '\211PNG\r\n\032\n0000IHDR' >photo.png
printf '<script>alert(1)</script>' >page.html
fasti case attach D-2025-00001 photo.png --as=clerk-1
fasti case attach D-2025-00001 page.html --as=clerk-1
fasti clock advance 2025-03-06
fasti case open permit name=乙公司 informant=周某某 --bureau=demo --as=clerk-2
site_start

# -- where it stands

get clerk-1 /cases/D-2025-00001
is "a case" "$code" 200
is "its title" "$(seen 'string(//h1)')" "许可 甲公司"
is "its step, with the article" "$(seen 'string(//ul[@class="standing"])')" "审查许可法三"
has "the task and for whom" "$(seen 'string(//ol[@id="rows"]/li)')" "审查申请经办人我可以签收待签收到达 3月3日3月11日还有5天"
is "it leads to the task" "$(seen 'string(//ol[@id="rows"]//a/@href)')" "/cases/D-2025-00001/tasks/1"
is "an action that is possible" "$(seen 'string(//a[contains(@href, "/act/note.added")])')" "登记补充材料"
has "one that is not, and why" "$(seen 'string(//li[@class="barred"])')" "加急许可法三尚未进入决定"
is "nothing that only designers read" "$(grep -c "does not hold\|In('" page)" 0
is "the steps as a list" "$(seen 'string(//ol[@class="steps"]/li[1])')" "现在审查许可法三"
is "the drawing: where it is" "$(seen 'string(//*[local-name()="svg"]//*[@id="s-review"]/@class)')" "node now"
is "nothing but shapes in it" "$(seen 'count(//*[local-name()="svg"]//@style | //*[local-name()="svg"]//@fill | //style | //@style)')" 0

# -- days counted out: holidays and weekends have no number

is "the day it begins" "$(seen 'string(//td[contains(@class, "trigger")])')" "3起算"
is "the first day" "$(seen 'string(//td[contains(@class, "counted")][1])')" "4第1日"
is "a holiday" "$(seen 'string(//td[contains(@class, "holiday")])')" "5植树日"
is "the last day" "$(seen 'string(//td[contains(@class, "last")])')" "11第5日截止"
is "today" "$(seen 'string(//td[@aria-current="date"]/span[1])')" "6"

# -- what was done

get clerk-1 '/cases/D-2025-00001?tab=timeline'
has "who opened it, and what came of it" "$(seen 'string(//ol[@class="story"]/li[1])')" "王一 登记立卷"
has "the step" "$(seen 'string(//ol[@class="story"]/li[1]//li[@class="step"])')" "进入审查"
has "the last day" "$(seen 'string(//ol[@class="story"]/li[1]//li[@class="deadline"])')" "审查期限 最后一日 3月11日"
has "an attempt" "$(seen 'string(//li[contains(@class, "refused")])')" "钱局 被拒绝： 办理 批准"
get clerk-1 '/cases/D-2025-00001?tab=timeline&what=files'
is "of one kind" "$(seen 'count(//ol[@class="story"]/li)')" 2
get clerk-1 '/cases/D-2025-00001?tab=timeline&who=chief-1'
is "of one person" "$(seen 'count(//ol[@class="story"]/li)')" 1

# -- forms, with what is confidential kept from others

get clerk-1 '/cases/D-2025-00001?tab=data'
is "a form, by its labels" "$(seen 'string(//div[@class="filled"]/dl)')" "申请人甲公司举报人孙某某"
get clerk-2 '/cases/D-2025-00001?tab=data'
is "confidential" "$(seen 'string(//div[@class="filled"]/dl)')" "申请人甲公司举报人保密内容，您无权查看"
get chief-1 '/cases/D-2025-00001?tab=data'
is "but not for who may" "$(seen 'string(//div[@class="filled"]/dl)')" "申请人甲公司举报人孙某某"
for tab in now timeline data evidence documents links; do
  get clerk-2 "/cases/D-2025-00001?tab=$tab"
  is "$tab does not give it away" "$code $(grep -c 孙某某 page)" "200 0"
done
get clerk-2 /cases/D-2025-00001/print
is "nor does the whole" "$code $(grep -c 孙某某 page)" "200 0"

# -- files

get clerk-1 '/cases/D-2025-00001?tab=evidence'
has "a file" "$(seen 'string(//li[@id="file-2"])')" "page.html"
is "an image has a small one" "$(seen 'string(//li[@id="file-1"]//img/@src)')" "/cases/D-2025-00001/files/1?show=1"
get clerk-1 '/cases/D-2025-00001/files/1?show=1'
has "an image is shown" "$(header content-disposition)" "inline"
has "it cannot run" "$(header content-security-policy)" "sandbox"
is "nor be taken for something else" "$(header x-content-type-options) $(header content-type)" "nosniff image/png"
get clerk-1 '/cases/D-2025-00001/files/2?show=1'
has "a page is saved, never shown" "$(header content-disposition)" "attachment"
get clerk-1 /cases/D-2025-00001/files/3
is "a file that there is not" "$code" 404
get clerk-1 /cases/D-2025-00001/files/x
is "no number" "$code" 404

get clerk-1 '/cases/D-2025-00001?tab=evidence'
entries=$(seen 'string(//input[@name="entries"]/@value)')
post clerk-1 /cases/D-2025-00001/evidence -F "entries=$entries" -F supersedes=1 -F "file=@photo.png;filename=第二张.png"
is "a file is attached" "$code $(header location)" "303 /cases/D-2025-00001?tab=evidence&done=done.evidence"
get clerk-1 '/cases/D-2025-00001?tab=evidence&done=done.evidence'
is "it says so" "$(seen 'string(//p[@class="done"])')" "文件已附入案卷"
has "the one that it corrects stays" "$(seen 'string(//li[@id="file-1"])')" "已被附件3更正"
post clerk-1 /cases/D-2025-00001/evidence -F "entries=$entries" -F supersedes=1 -F "file=@photo.png;filename=第二张.png"
get clerk-1 '/cases/D-2025-00001?tab=evidence'
is "sent twice it is one" "$code $(seen 'count(//ol[@class="files"]/li)')" "200 3"
post clerk-1 /cases/D-2025-00001/evidence -F "entries=$entries"
is "no file" "$code $(seen 'string(//section[@id="problems"]//li)')" "422 请先选择文件"

# -- an ended case, its document, its archive

fasti task "do" D-2025-00001 check --as=clerk-1
get adviser-1 /cases/D-2025-00001
is "who is asked sees their task" "$code $(seen 'string(//ol[@id="rows"]/li//a)') $(seen 'count(//ol[@id="rows"]/li)')" "200 征求意见 1"
is "and no more" "$(seen 'count(//nav[@class="tabs"]/a)') $(seen 'count(//a[contains(@href, "/act/") or contains(@href, "archive")])')" "2 0"
get adviser-1 '/cases/D-2025-00001?tab=data'
is "not the forms" "$(grep -c '孙某某' page) $(seen 'count(//div[@class="filled"])')" "0 0"
get adviser-1 '/cases/D-2025-00001?tab=timeline'
is "nor what others did" "$(seen 'count(//ol[@class="story"]/li)')" 0
for path in print documents/1 files/1 archive.zip; do
  get adviser-1 "/cases/D-2025-00001/$path"
  case $code in 403 | 404) code=refused ;; esac
  is "nor $path" "$code" refused
done
fasti task "do" D-2025-00001 approve result=yes --as=chief-1
get clerk-1 /cases/D-2025-00001
is "it has ended, and how" "$(seen 'string(//span[contains(@class, "state")])')" "已办结：已许可"
get clerk-1 '/cases/D-2025-00001?tab=documents'
has "a document" "$(seen 'string(//tbody/tr)')" "许可证许〔2025〕1号"
get clerk-1 /cases/D-2025-00001/documents/1
is "as it was issued" "$code $(header content-type) $(seen 'string(//h1)')" "200 application/xhtml+xml; charset=utf-8 许〔2025〕1号"
has "alone" "$(header content-security-policy)" "frame-ancestors 'none'"
get clerk-1 /cases/D-2025-00001/documents/2
is "a document that there is not" "$code" 404
get clerk-1 /cases/D-2025-00001/documents/1.doc
is "nor another form of it" "$code" 404
get clerk-1 /cases/D-2025-00001/archive.zip
cp page case.zip
fasti archive verify case.zip
is "the archive proves itself" "$code $status" "200 0"

# -- as it was on a day

get clerk-1 '/cases/D-2025-00001?as-of=2025-03-04'
has "that it is the past is said" "$(seen 'string(//div[@class="then"])')" "这是2025年3月4日当天结束时的情况"
is "the step then" "$(seen 'string(//ul[@class="standing"])')" "审查许可法三"
is "nothing can be done there" "$(seen 'count(//a[contains(@href, "/act/") or contains(@href, "/tasks/")])')" 0
get clerk-1 '/cases/D-2025-00001?tab=documents&as-of=2025-03-04'
is "no document yet" "$(seen 'string(//p[@class="empty"])')" "本案还没有制发文书"
get clerk-1 '/cases/D-2025-00001?as-of=2025-02-30'
is "a day that does not exist" "$code $(seen 'string(//section[@id="problems"]//li)')" "422 “2025-02-30”不是存在的日期；应写作 YYYY-MM-DD"
is "the case is there all the same" "$(seen 'string(//h1)')" "许可 甲公司"
get clerk-1 '/cases/D-2025-00001?as-of=2025-03-01'
has "before it was opened" "$code $(seen 'string(//section[@id="problems"]//li)')" "422 "
get clerk-1 '/cases/D-2025-00001?as-of=2035-03-01'
is "a day to come" "$code $(seen 'string(//section[@id="problems"]//li)')" "422 2035-03-01还没有到"

# -- taken back

fasti task "do" D-2025-00002 check --as=clerk-2
get clerk-1 /cases/D-2025-00002
is "who did not do it cannot take it back" "$(seen 'count(//section[@aria-labelledby="withdrawals"])')" 0
get clerk-2 /cases/D-2025-00002
is "who did it may" "$(seen 'string(//section[@aria-labelledby="withdrawals"])')" "可以撤回的办理审查申请撤回 审查申请"
post clerk-2 "$(seen 'string(//section[@aria-labelledby="withdrawals"]//form/@action)')"
is "it is taken back" "$code $(header Location)" "303 /work?done=done.task.withdraw"
get clerk-2 /cases/D-2025-00002
is "the case is where it was" "$(seen 'string(//ul[@class="standing"])')" "审查许可法三"

# -- suspended, terminated

fasti case suspend D-2025-00002 --because=等待鉴定 --law=L1 --as=clerk-2
fasti case approve-suspension D-2025-00002 --as=chief-1
get clerk-1 /cases/D-2025-00002
has "why it is suspended" "$(seen 'string(//p[contains(@class, "halt")])')" "案件已中止：等待鉴定许可法三 李二"
has "its deadline rests" "$(seen 'string(//details[contains(@class, "clock")]/summary)')" "已中止计算"
fasti case resume D-2025-00002 --as=chief-1
fasti case terminate D-2025-00002 --because=撤回申请 --law=L1 --as=chief-1
get clerk-1 /cases/D-2025-00002
has "why it was terminated" "$(seen 'string(//p[contains(@class, "halt")])')" "案件已终止：撤回申请许可法三 钱局"

# -- who may not

for path in /cases/D-2025-00001 /cases/D-2025-00001/print /cases/D-2025-00001/documents/1 /cases/D-2025-00001/files/1 \
  /cases/D-2025-00001/archive.zip '/cases/D-2025-00001?tab=data' /cases/D-2025-09999; do
  get clerk-9 "$path"
  is "another bureau: $path" "$code $(grep -c '甲公司' page)" "404 0"
done
get adviser-1 /cases/D-2025-00002
is "who has no part in it" "$code" 404
tap_end
