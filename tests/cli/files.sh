#!/bin/sh
# tests/cli/files.sh - the files of cases at the command line: attached, named by forms, listed, taken out; the archive of
# a case and its proof; a backup while people work, and what is restored from it.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai
export LC_ALL LANGUAGE TZ
cd "$tap_dir" || exit 1
FASTI_DATADIR=$FASTI_SOURCE FASTI_OFFICE=$tap_dir/office.fasti FASTI_USER=clerk-1
export FASTI_DATADIR FASTI_OFFICE FASTI_USER

mkdir d
cat >d/package.xml <<'END'
<package xmlns="urn:fasti:package" bureau="demo" code="D" version="v1" in-force="2024-01-01" title="示例局" zone="+08:00">
<calendar src="days.ics"/><procedure id="report" src="report.scxml" forms="."/><role id="clerk" title="经办人"/></package>
END
printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Fasti//test//EN\r\nX-FASTI-YEARS:2025\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20250101T000000Z\r\nDTSTART;VALUE=DATE:20250101\r\nDTEND;VALUE=DATE:20250102\r\nSUMMARY:元旦\r\nCATEGORIES:HOLIDAY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' >d/days.ics
cat >d/report.scxml <<'END'
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:f="urn:fasti:procedure" version="1.0" datamodel="xpath" name="report"
  initial="at-work" f:title="报告" f:open="clerk"><datamodel><data id="item"/></datamodel>
<state id="at-work" f:title="调查">
<invoke type="urn:fasti:task" id="collect" src="item.xhtml" f:title="取证" f:role="clerk" f:into="$item"/>
<transition event="done.invoke.collect" target="done"/></state><final id="done" f:title="完成"/></scxml>
END
cat >d/types.xsd <<'END'
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:f="urn:fasti:procedure" targetNamespace="urn:t">
<xs:simpleType name="file" f:constraint="f:file(., 'hash') != ''" f:message="没有这一编号的文件">
<xs:restriction base="xs:token"/></xs:simpleType></xs:schema>
END
cat >d/item.xhtml <<'END'
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:xf="http://www.w3.org/2002/xforms" xmlns:t="urn:t"><head><title>证据</title>
<xf:model schema="types.xsd"><xf:instance><item xmlns=""><photo/><what/></item></xf:instance>
<xf:bind nodeset="photo" type="t:file" required="true()"/><xf:bind nodeset="what" required="true()"/></xf:model></head>
<body><xf:upload ref="photo"><xf:label>照片</xf:label></xf:upload><xf:input ref="what"><xf:label>说明</xf:label></xf:input></body></html>
END
fasti office init office.fasti --clock=simulated --at=2025-03-03
fasti office deploy d/package.xml
fasti user add clerk-1 王一 --role=clerk
fasti case open report

# Attaching.
printf 'abc' >a.txt
printf '\377\330\377\340 photo' >photo.txt
: >empty.txt
fasti case attach D-2025-00001 a.txt
is "a file" "$status $out$err" "0 D-2025-00001  2025-03-03  王一 attached a.txt"
fasti case attach D-2025-00001 empty.txt
is "an empty one" "$status $out$err" "3 empty.txt: this file is empty; a file to be kept needs content"
fasti case attach D-2025-00009 a.txt
is "to no case" "$status $out$err $(find office.fasti.files -type f | wc -l)" "6 D-2025-00009: there is no such case in this office 1"
fasti case attach D-2025-00001 nothing.txt
is "one that is not there" "$status $out$err" "6 nothing.txt: there is no such file"
fasti case attach D-2025-00001 d
is "a folder" "$status $out$err" "3 d: this file cannot be read: Is a directory"
fasti office limit 5
is "a limit" "$status $out$err" "0 a file of a case may have 5 bytes"
fasti case attach D-2025-00001 photo.txt
is "a file that is too large" "$status $out$err" "8 photo.txt: this file is too large; 5 bytes are allowed"
fasti office limit 0
is "no limit at all" "$status $out" "2 "
has "is not understood" "$err" "0: expected a number of bytes"
fasti office limit 100000000
fasti case attach D-2025-00001 photo.txt --name=现场.jpg --supersedes=1
fasti case evidence D-2025-00001
is "the list says what it is, and which it corrects" "$status $out$err" "0 no.  name      kind        bytes  attached    by    corrects  superseded by  SHA-256
1    a.txt     text/plain  3      2025-03-03  王一            2              ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
2    现场.jpg  image/jpeg  10     2025-03-03  王一  1                        $(sha256sum photo.txt | cut -c1-64)"
fasti case evidence D-2025-00001 2 -o out.jpg
is "a file is taken out" "$status $out$err $(cmp out.jpg photo.txt)" "0  "
fasti case evidence D-2025-00001 2 -o out.jpg
is "but never over another" "$status $out$err" "7 out.jpg: this file cannot be written: File exists"
fasti case evidence D-2025-00001 7
is "one that is not there" "$status $out$err" "6 D-2025-00001: there is no file number 7 in this case"
is "kept under its hash, read-only" "$(stat -c '%a %s' office.fasti.files/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad)" "440 3"
head -c 3000000 /dev/urandom >film.bin
fasti case attach D-2025-00001 - --name=film.bin <film.bin
is "from a pipe, larger than any buffer" "$status $out$err" "0 D-2025-00001  2025-03-03  王一 attached film.bin"

# Forms.
fasti task "do" D-2025-00001 collect photo=9 what=现场
is "a number that is none" "$status $out$err" "3 photo: 照片: 没有这一编号的文件"
printf '说明文字\n' >what.txt
fasti task "do" D-2025-00001 collect photo=@photo.txt what=@nothing.txt
is "of two files one is missing" "$status $out" "6 "
fasti task "do" D-2025-00001 collect photo=@photo.txt
is "a form that is not complete" "$status $out$err" "3 what: 说明: must be filled in"
fasti case evidence D-2025-00001 --json
is "takes no file into the case" "$(echo "$out" | grep -c '"number"')" 3
fasti case archive D-2025-00001 -o open.zip
has "a case that is not finished is archived as it is" "$status $out" "this case is not finished: the archive has it as it is now"
fasti task "do" D-2025-00001 collect photo=@photo.txt what=@what.txt
is "a file, and a text from a file" "$status $(echo "$out" | head -n 1)$err" \
  "0 D-2025-00001  2025-03-03  王一 completed 取证 [collect]"
fasti case show D-2025-00001 --data
has "the form has the number" "$out" "<photo>4</photo>"
has "and the text" "$out" "<what>说明文字</what>"
fasti audit
is "all of it agrees" "$status $err" "0 "

# The archive.
fasti case archive D-2025-00001
is "an archive" "$status $(echo "$out" | head -n 2)$err" "0 D-2025-00001.zip
case D-2025-00001: ended (done); 8 journal entries, 1 forms, 0 instruments, 4 files"
head=$(echo "$out" | sed -n 's/^last entry: //p')
fasti case archive D-2025-00001
is "is not written over" "$status $out$err" "7 D-2025-00001.zip: this file cannot be written: File exists"
FASTI_OFFICE=/nowhere fasti archive verify D-2025-00001.zip
is "proves itself without the office" "$status $(echo "$out" | sed -n '1p;3p')$err" "0 D-2025-00001.zip: untouched: every hash, the chain of the journal, and what its replay gives agree
last entry: $head"
cp D-2025-00001.zip bad.zip
printf 'X' | dd of=bad.zip bs=1 seek=3000 conv=notrunc 2>/dev/null
fasti archive verify bad.zip
is "one byte is changed" "$status $out" "14 "
has "which is told" "$err" "bad.zip: the seal is broken: these are not the bytes that were written"
head -c 20000 D-2025-00001.zip >cut.zip
fasti archive verify cut.zip
is "its end is missing" "$status $out$err" \
  "14 cut.zip: this is no case archive of Fasti, or its end is missing: it does not end with a seal"
fasti archive verify office.fasti
is "another file" "$status $out" "14 "
fasti case archive D-2025-00009
is "no such case" "$status $out$err" "6 D-2025-00009: there is no such case in this office"
is "leaves nothing behind" "$(ls D-2025-00009* 2>/dev/null)" ""

# A backup, while somebody writes.
(
  i=0
  while [ ! -f stop ] && [ $i -lt 500 ]; do
    i=$((i + 1))
    "$FASTI_BUILD/fasti" case open report >/dev/null 2>&1
    printf '%s' "$i" >"file-$i"
    "$FASTI_BUILD/fasti" case attach "D-2025-$(printf '%05d' $((i + 1)))" "file-$i" >/dev/null 2>&1
  done
) &
writer=$!
while [ ! -f file-3 ]; do sleep 0.05; done
fasti office backup backup.fasti
is "a backup" "$status $err" "0 "
has "says what it is" "$out" "backup.fasti: a copy of $FASTI_OFFICE, with "
fasti office list
has "and the office knows when it was" "$out" "$PWD/backup.fasti"
: >stop
wait $writer
fasti audit --office=backup.fasti
is "agrees, every file of it" "$status $err" "0 "
fasti office backup backup.fasti
is "it is not written over" "$status $out" "7 "
fasti audit
is "nor is the office disturbed" "$status $err" "0 "
fasti office list
has "which knows that, too" "$out" ": all agrees"

# All is lost, and restored.
rm -rf office.fasti office.fasti-wal office.fasti-shm office.fasti.files
fasti office backup --office=backup.fasti office.fasti
is "restored" "$status $err" "0 "
fasti audit
is "the office is whole" "$status $err" "0 "
fasti case archive D-2025-00001 -o again.zip
is "and its case is archived as before" "$status $(cmp again.zip D-2025-00001.zip)" "0 "
file=$(ls -d office.fasti.files/ba78*)
chmod u+w "$file"
printf 'abd' >"$file"
fasti office backup third.fasti
is "a damaged file stops a backup" "$status $out" "14 "
has "and is named" "$err" "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad: this file is damaged"
is "no half of it is left" "$(ls third.fasti 2>/dev/null)" ""
fasti audit
is "the audit tells whose it is" "$status $err" "14 D-2025-00001: evidence 1: its content is not what was attached"
fasti office list --json
has "and the office remembers" "$out" '"agrees": false'
rm "$file"
fasti audit
is "or that it is missing" "$status $err" "14 D-2025-00001: evidence 1: its file is missing"
fasti case archive D-2025-00001 -o lost.zip
is "and there is no archive without it" "$status $err $(ls lost.zip 2>/dev/null)" \
  "14 D-2025-00001: evidence 1: its file is missing "
tap_end
