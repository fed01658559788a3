#!/bin/sh
# tests/cli/import.sh - lists as files for spreadsheet programs, and cases from the rows of such files: what is imported, what
# is there already, each kind of mistake with its row and message, and that a mistake changes nothing.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai
export LC_ALL LANGUAGE TZ
cd "$tap_dir" || exit 1
FASTI_DATADIR=$FASTI_SOURCE FASTI_OFFICE=$tap_dir/office.fasti FASTI_USER=clerk-1
export FASTI_DATADIR FASTI_OFFICE FASTI_USER

# A register of wells, each with a code of its own, and one of remarks, which have none.
mkdir d
cat >d/package.xml <<'END'
<package xmlns="urn:fasti:package" bureau="demo" code="D" version="v1" in-force="2024-01-01" title="示例局" zone="+08:00">
<calendar src="days.ics"/><procedure id="well" src="well.scxml" forms="."/><procedure id="remark" src="remark.scxml" forms="."/>
<procedure id="bare" src="bare.scxml" forms="."/>
<role id="clerk" title="经办人"/><role id="chief" title="负责人"/></package>
END
printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Fasti//test//EN\r\nX-FASTI-YEARS:2025\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20250101T000000Z\r\nDTSTART;VALUE=DATE:20250101\r\nDTEND;VALUE=DATE:20250102\r\nSUMMARY:元旦\r\nCATEGORIES:HOLIDAY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' >d/days.ics
head='xmlns="http://www.w3.org/2005/07/scxml" xmlns:f="urn:fasti:procedure" version="1.0" datamodel="xpath" initial="kept" f:open="clerk"'
cat >d/well.scxml <<END
<scxml $head name="well" f:title="机井登记" f:form="well.xhtml" f:into="\$well" f:case-title="{\$well/name} {\$well/since} {\$well/depth} {\$well/use} {count(\$well/owner)}">
<f:key value="{\$well/code}"/><datamodel><data id="well"/></datamodel>
<state id="kept" f:title="在册"><transition event="struck" f:role="clerk" f:title="注销" target="gone"/></state><final id="gone"/></scxml>
END
cat >d/remark.scxml <<END
<scxml $head name="remark" f:title="备忘" f:form="remark.xhtml" f:into="\$r" f:case-title="{\$r/what}">
<datamodel><data id="r"/></datamodel>
<state id="kept" f:title="在册"><transition event="struck" f:role="clerk" f:title="注销" target="gone"/></state><final id="gone"/></scxml>
END
cat >d/bare.scxml <<END
<scxml $head name="bare" f:title="空白">
<state id="kept" f:title="在册"><transition event="struck" f:role="clerk" f:title="注销" target="gone"/></state><final id="gone"/></scxml>
END
html='xmlns="http://www.w3.org/1999/xhtml" xmlns:xf="http://www.w3.org/2002/xforms" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:f="urn:fasti:procedure"'
cat >d/well.xhtml <<END
<html $html><head><title>机井</title><xf:model>
<xf:instance><well xmlns=""><code/><name/><use/><since/><depth/><open/><photo/><owner><who/></owner></well></xf:instance>
<xf:bind nodeset="code" required="true()" constraint="string-length(.) = 4" f:message="编号为四位"/>
<xf:bind nodeset="name" required="true()"/>
<xf:bind nodeset="since" type="xs:date" constraint="days-from-date(.) &lt;= days-from-date(\$today)" f:message="不得晚于今天"/>
<xf:bind nodeset="depth" type="xs:decimal"/><xf:bind nodeset="open" type="xs:boolean"/></xf:model></head><body>
<xf:input ref="code"><xf:label>编号</xf:label></xf:input><xf:input ref="name"><xf:label>名称</xf:label></xf:input>
<xf:select ref="use"><xf:label>用途</xf:label><xf:item><xf:label>灌溉</xf:label><xf:value>water</xf:value></xf:item>
<xf:item><xf:label>饮用</xf:label><xf:value>drink</xf:value></xf:item></xf:select>
<xf:input ref="since"><xf:label>启用日期</xf:label></xf:input><xf:input ref="depth"><xf:label>深度</xf:label></xf:input>
<xf:select1 ref="open"><xf:label>开放</xf:label><xf:item><xf:label>是</xf:label><xf:value>true</xf:value></xf:item>
<xf:item><xf:label>否</xf:label><xf:value>false</xf:value></xf:item></xf:select1>
<xf:upload ref="photo"><xf:label>照片</xf:label></xf:upload>
<xf:repeat nodeset="owner"><xf:label>所有人</xf:label><xf:input ref="who"><xf:label>姓名</xf:label></xf:input></xf:repeat></body></html>
END
cat >d/remark.xhtml <<END
<html $html><head><title>备忘</title><xf:model><xf:instance><r xmlns=""><what/></r></xf:instance>
<xf:bind nodeset="what" required="true()"/></xf:model></head>
<body><xf:input ref="what"><xf:label>内容</xf:label></xf:input></body></html>
END
fasti office init office.fasti --clock=simulated --at=2025-03-03
fasti office deploy d/package.xml
is "the package" "$status $err" "0 "
fasti user add clerk-1 王一 --role=clerk
fasti user add chief-1 李二 --role=chief

cases() { # what is there, without the numbers of cases
  "$FASTI_BUILD/fasti" case list --json "$@" | sed -n 's/.*"title": "\(.*\)",*/\1/p'
}

# The head row.
printf '编号,name,备注\n0001,甲,x\n' >t.csv
fasti import t.csv --procedure well
is "a column that means nothing" "$status $out$err" "3 备注: the form has no such field
t.csv: expected in the first row, in any order (* is needed): code (编号)*, name (名称)*, use (用途), since (启用日期), depth (深度), open (开放), photo (照片), owner[1]/who (姓名)"
printf '编号,code,#备注\n0001,甲,x\n' >t.csv
fasti import t.csv --procedure well
is "a field twice, and one that is missing" "$status $out$(printf %s "$err" | head -n 2)" \
  "3 code: the columns 1 and 2 mean the same field
name: every row needs this field, and no column has it"
printf 'code,name,\n0001,甲,x\n' >t.csv
fasti import t.csv --procedure well
is "a column without a name" "$status $out$(printf %s "$err" | head -n 1)" \
  "3 column 3: there are values in this column, and no name of a field above them"
: >t.csv
fasti import t.csv --procedure well
is "an empty file" "$status $out$err" "3 t.csv: this table is empty; expected the names of fields in the first row"
is "nothing was imported" "$(cases)" ""

# Rows.
cat >t.csv <<'END'
编号,名称,用途,启用日期,深度,开放,owner[1]/who,owner[2]/who,# 备注

0001,甲,灌溉、饮用,2024/9/1,"1,200.50",是,张,李,a remark
0002,,water,2024年9月1日,12,,,,
0003,丙,游泳,2025-03-04,深,,,,
0004,"丁
戊",饮用 灌溉,2024-09-30,7,TRUE,,,
00005,己
END
fasti import t.csv --procedure well --check
is "a check" "$status $out" "3 2 would be imported, 0 already there, 3 refused"
is "imports nothing" "$(cases)" ""
fasti import t.csv --procedure well --all-or-nothing
is "all or nothing" "$status $out" "3 0 imported, 0 already there, 3 refused"
is "is nothing" "$(cases)" ""
fasti import t.csv --procedure well --report mend.csv
is "rows" "$status $out
$err" '3 2 imported, 0 already there, 3 refused
t.csv, row 4, 名称 "": must be filled in
t.csv, row 5, 用途 "游泳": "游泳" cannot be chosen; expected one of: water (灌溉), drink (饮用)
t.csv, row 5, 启用日期 "2025-03-04": 不得晚于今天
t.csv, row 5, 深度 "深": "深" is not a number: expected digits such as 1200.50
t.csv, row 7, 编号 "00005": 编号为四位'
is "as a person would have opened them" "$(cases)" '甲 2024-09-01 1200.50 water drink 2
丁\n戊 2024-09-30 7 drink water 0'
is "the refused rows" "$(sed 's/\r$//' mend.csv)" "$(printf '\357\273\277')编号,名称,用途,启用日期,深度,开放,owner[1]/who,owner[2]/who,# 备注,# why it was refused
0002,,water,2024年9月1日,12,,,,,名称: must be filled in
0003,丙,游泳,2025-03-04,深,,,,,\"用途: \"\"游泳\"\" cannot be chosen; expected one of: water (灌溉), drink (饮用); 启用日期: 不得晚于今天; 深度: \"\"深\"\" is not a number: expected digits such as 1200.50\"
00005,己,,,,,,,,编号: 编号为四位"
fasti import t.csv --procedure well --report mend.csv
is "a report is not replaced" "$status $out$err" "7 mend.csv: this file exists already; --force replaces it"
fasti import t.csv --procedure well --report mend.csv --force
is "again" "$status $out" "3 0 imported, 2 already there, 3 refused"
sed 's/^0002,,/0002,乙,/; s/游泳/饮用/; s/2025-03-04/2025-03-03/; s/,深,/,3,/; s/^00005/0005/' mend.csv >mended.csv
fasti import mend.csv --procedure well --report again.csv
is "a report of a report has one reason" "$(head -n 1 again.csv | tr , '\n' | grep -c why)" 1
fasti import mended.csv --procedure well --report more.csv
is "what was mended" "$status $out$err" "0 3 imported, 0 already there, 0 refused"
ok "needs no report" test ! -e more.csv
printf 'code,name\n0009,one\n0009,one\n0009,other\n0001,other\n' >t.csv
fasti import t.csv --procedure well
is "the same key in one file" "$status $out
$err" "3 1 imported, 2 already there, 1 refused
t.csv, row 4: row 2 is about the same 机井登记 and says something else"
fasti import t.csv --procedure well
is "and again" "$status $out
$err" "3 0 imported, 3 already there, 1 refused
t.csv, row 4: row 2 is about the same 机井登记 and says something else"

# Without a key.
printf 'what\n=1+1\n-5\nx\nx\n' >t.csv
fasti import t.csv --procedure remark
is "two equal rows are two" "$status $out$err" "0 4 imported, 0 already there, 0 refused"
fasti import t.csv --procedure remark
is "and not four" "$status $out$err" "0 0 imported, 4 already there, 0 refused"
is "as written" "$(cases --procedure=remark)" '=1+1
-5
x
x'
fasti case list --procedure=remark --output=list.csv
is "a list as CSV" "$status $out$err" "0 list.csv: 4 rows"
is "without formulas" "$(sed 's/\r$//' list.csv | cut -d, -f2)" "title
'=1+1
-5
x
x"
sed '1s/case,title,.*/#,what,#,#,#,#/' list.csv >t.csv
fasti import t.csv --procedure remark --check
is "read back as it was" "$status $out$err" "0 0 would be imported, 4 already there, 0 refused"

# People and procedures.
printf 'code,name\n0010,x\n' >t.csv
fasti import t.csv --procedure well --as chief-1
is "who may not" "$status $out$err" "5 chief-1: 李二 may not open a case of this procedure; who may: 经办人"
fasti import t.csv --procedure well --as nobody
is "who is not there" "$status $out$err" "6 nobody: there is no such person in this office"
fasti import t.csv --procedure wel
is "no procedure" "$status $out$err" "6 wel: the package of demo has no such procedure; it has: well remark bare"
fasti import t.csv
is "no procedure named" "$status $out$(printf %s "$err" | head -n 1)" "2 say which procedure each row opens: --procedure=PROCEDURE"
fasti import t.csv --procedure bare
is "no form" "$status $out$err" "3 bare: opening this procedure asks for nothing; there is nothing to import"
fasti import t.csv --procedure well --bureau other
is "no bureau" "$status $out" "6 "
fasti import nothing.csv --procedure well
is "no file" "$status $out$err" "6 nothing.csv: there is no such file"
fasti import t.csv --procedure well --sheet x
is "no sheet" "$status $out$(printf %s "$err" | head -n 1)" "2 --sheet: t.csv is no XLSX file; only those have sheets"
fasti import t.csv --procedure well --report x.ods
is "a report of another kind" "$status $out$(printf %s "$err" | head -n 1)" "2 x.ods: the name of a table ends with .csv or .xlsx"
fasti import t.csv --procedure well --force
is "force without a report" "$status $out$(printf %s "$err" | head -n 1)" "2 --force: this goes with --report"
printf 'code,name,photo\n0011,x,a.jpg\n0012,y,,z\n' >t.csv
fasti import t.csv --procedure well
is "a file, and a value too many" "$status $out
$err" '3 0 imported, 0 already there, 2 refused
t.csv, row 2, 照片 "a.jpg": a file is attached by a person, it cannot come from a table; open this case by hand
t.csv, row 3: there is a value in column 4, which has no name in the first row'
printf 'code,name\n0013,"x\n' >t.csv
fasti import t.csv --procedure well
is "a quotation mark too few" "$status $out$err" "3 t.csv:2: error: the quoted cell that begins here does not end"

# Other encodings and separators, and XLSX.
printf '\261\340\272\305;\303\373\263\306\n0020;\274\327\n' >gb.csv
fasti import gb.csv --procedure well
is "GB18030, semicolons" "$status $out$err" "0 1 imported, 0 already there, 0 refused"
is "is read right" "$(cases --key=0020 --procedure=well --bureau=demo)" "甲    0"
cat >rows.xml <<'END'
<row r="1"><c t="inlineStr"><is><t>编号</t></is></c><c t="inlineStr"><is><t>名称</t></is></c><c t="inlineStr"><is><t>启用日期</t></is></c>
<c t="inlineStr"><is><t>深度</t></is></c><c t="inlineStr"><is><t>开放</t></is></c></row>
<row r="3"><c t="str"><f>"0"&amp;"021"</f><v>0021</v></c><c t="s"><v>0</v></c><c s="3"><v>45536</v></c><c><v>0.30000000000000004</v></c><c t="b"><v>1</v></c></row>
<row r="4"><c><v>1.3018519900101E+17</v></c><c t="s"><v>0</v></c></row>
<row r="5"><c t="inlineStr"><is><t>0022</t></is></c><c t="e"><v>#REF!</v></c><c s="3"><v>60</v></c></row>
END
"$FASTI_BUILD/tests/sheet/pack" <rows.xml >t.xlsx
fasti import t.xlsx --procedure well --report refused.xlsx
is "XLSX" "$status $out
$err" '3 1 imported, 0 already there, 2 refused
t.xlsx, row 4, 编号 "": a number of more than 15 digits: spreadsheets keep no more, the last ones are lost; expected the cell to be formatted as text
t.xlsx, row 5, 名称 "": the spreadsheet has an error here, such as #N/A
t.xlsx, row 5, 启用日期 "": this is no day that exists'
is "with its values" "$(cases --key=0021 --procedure=well --bureau=demo)" "甲 2024-09-01 0.3  0"
fasti import refused.xlsx --procedure well
is "a report in XLSX is read too" "$status $out" "3 0 imported, 0 already there, 2 refused"
fasti import t.xlsx --procedure well --sheet three
is "a sheet that is not there" "$status $out$err" '6 t.xlsx: there is no sheet "three"; there are: one, two'
head -c 300 t.xlsx >cut.xlsx
fasti import cut.xlsx --procedure well
is "a file that was cut off" "$status $out${err%%:*}" "3 cut.xlsx"

# Lists as files.
fasti user list --output=people.xlsx
is "a list as XLSX" "$status $out$err" "0 people.xlsx: 2 rows"
fasti user list --output=people.xlsx
is "it is not replaced" "$status $out$err" "7 people.xlsx: this file exists already; --force replaces it"
fasti user list --output=people.xlsx --force
is "but by force" "$status $out$err" "0 people.xlsx: 2 rows"
fasti user list --output=people.txt
is "of no other kind" "$status $out$(printf %s "$err" | head -n 1)" "2 people.txt: the name of a table ends with .csv or .xlsx"
fasti user list --output=- --json
is "or JSON" "$status $out$(printf %s "$err" | head -n 1)" "2 --json: a list is printed as JSON or written into a file, one of them"
fasti user list --force
is "force needs a file" "$status $out$(printf %s "$err" | head -n 1)" "2 --force: this goes with --output"
fasti user list --output=-
is "a list as CSV on standard output" "$status $(printf %s "$out" | tr -d '\r')" "0 $(printf '\357\273\277')person,name,bureau,roles,certificate,valid until,interests,unit,state
chief-1,李二,demo,chief,,,,,
clerk-1,王一,demo,clerk,,,,,"
fasti task list --all --output=-
is "an empty list has its first row" "$(printf %s "$out" | tr -d '\r')" \
  "$(printf '\357\273\277')case,task,title,who,state,with,last day,since"
for list in "office list" "office journal" "instrument list" "case history D-2025-00001" "case evidence D-2025-00001"; do
  # shellcheck disable=SC2086 # words
  fasti $list --output=-
  has "$list" "$status ${out%%,*}" "0 $(printf '\357\273\277')"
done
fasti case evidence D-2025-00001 1 --force
is "a file of a case is never written over another" "$status $out$(printf %s "$err" | head -n 1)" \
  "2 --force: a file of a case is not written over another; give it another name"

# Many rows: a commit a group of them.
{ echo code,name && seq -f '%04g,n' 1000 3999; } >many.csv
fasti import many.csv --procedure well
is "many rows" "$status $out$err" "0 3000 imported, 0 already there, 0 refused"
fasti audit
is "the office is as its journals say" "$status" 0
tap_end
