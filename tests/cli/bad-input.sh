#!/bin/sh
# tests/cli/bad-input.sh - bad input of every kind, as designers and offices meet it: each gets a message that names the
# place and what to do, the exit status of engine/status.def, and changes nothing.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/cli/permit.sh
. "$FASTI_SOURCE/tests/cli/permit.sh"
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai
export LC_ALL LANGUAGE TZ
cd "$tap_dir" || exit 1

head='<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:f="urn:fasti:procedure" version="1.0" datamodel="xpath">'
final='<final id="b"/></scxml>'

# bad NAME STATUS MESSAGE: what "fasti check" and "fasti run" say of chart.scxml.
bad() {
  for verb in check run; do
    fasti "$verb" chart.scxml
    is "$verb: $1" "$status $out$err" "$2 $3"
  done
}

# Documents.
printf '%s\n<state id="a"><transition target="b"</state>%s' "$head" "$final" >chart.scxml
bad "a tag that is not complete" 15 'chart.scxml:2:37: error: this tag is not complete: expected name="value", /> or >'
printf '%s\n<state id="a">\n' "$head" >chart.scxml
bad "a file that ends too early" 15 'chart.scxml:3:1: error: the file ends before <state> of line 2 does: expected </state>'
printf '%s\n<!-- a -- b -->\n%s' "$head" "$final" >chart.scxml
bad "dashes in a comment" 15 'chart.scxml:2:8: error: -- may not stand within a comment'
printf '%s\n<state id="R&D"/>\n%s' "$head" "$final" >chart.scxml
fasti check chart.scxml
is "an ampersand" "$status $out$err" \
  '15 chart.scxml:2:15: error: this reference does not end in ;: an & that is text is written &amp;'
: >chart.scxml
bad "an empty file" 15 'chart.scxml:1:1: error: there is no element: expected an XML document'
printf '\000\001' >chart.scxml
bad "a file that is no text" 15 \
  'chart.scxml:1:1: error: this byte (0x00) is not a character of XML in UTF-8: save the file in the encoding UTF-8'
{ printf '%s<!--' "$head"; head -c 16777216 /dev/zero | tr '\000' x; printf -- '-->%s' "$final"; } >chart.scxml
bad "more than 16 MiB" 8 'chart.scxml: this file is too large; 16777216 bytes are allowed'
{ printf '%s' "$head"; head -c 400 /dev/zero | sed 's/\x00/<state>/g'; } >chart.scxml
fasti check chart.scxml
is "too deep" "$status ${err#*:*:*: }" "8 error: elements are nested more than 200 deep"
doctype='chart.scxml:1:1: error: a document type definition (<!DOCTYPE) is not accepted: remove it'
{
  echo '<!DOCTYPE scxml [<!ENTITY a "aaaaaaaaaa">'
  one=a
  for two in b c d e f g h i j; do
    echo "<!ENTITY $two \"&$one;&$one;&$one;&$one;&$one;&$one;&$one;&$one;&$one;&$one;\">"
    one=$two
  done
  printf ']>%s<final id="&j;"/></scxml>' "$head"
} >chart.scxml
bad "an entity bomb" 15 "$doctype"
echo secret >secret
printf '<!DOCTYPE scxml [<!ENTITY x SYSTEM "secret">]>%s<datamodel><data id="d">&x;</data></datamodel>%s' \
  "$head" "$final" >chart.scxml
bad "an external entity" 15 "$doctype"
printf '<!DOCTYPE scxml SYSTEM "scxml.dtd">%s%s' "$head" "$final" >chart.scxml
bad "a DTD" 15 "$doctype"

# Invokes.
invoke='<state id="a"><invoke type="http://www.w3.org/TR/scxml/" src="%s"/></state></scxml>'
# shellcheck disable=SC2059 # the formats are ours
{
  printf "$head\n$invoke" other.scxml >chart.scxml
  printf "$head\n$invoke" chart.scxml >other.scxml
}
bad "charts that invoke each other" 15 \
  'other.scxml:2:58: error: "chart.scxml" invokes itself, directly or through what it invokes'
deep=0
while [ $deep -lt 20 ]; do
  # shellcheck disable=SC2059
  printf "$head\n$invoke" deep$((deep + 1)).scxml >deep$deep.scxml
  deep=$((deep + 1))
done
printf '%s%s' "$head" "$final" >deep20.scxml
mv deep0.scxml chart.scxml
bad "invokes too deep" 8 'deep16.scxml:1:1: error: documents invoke documents more than 16 deep'

# Loops and conditions without end. "fasti check" does not run a chart.
loop() { # NAME MESSAGE
  fasti run chart.scxml
  is "run: $1" "$status $out$err" "8 $2"
}
rest='chart.scxml:1:1: error: the chart does not come to rest: more than 10000 steps without waiting for an event'
printf '%s\n<state id="ping"><transition target="pong"/></state>\n<state id="pong"><transition target="ping"/></state>%s' \
  "$head" "$final" >chart.scxml
loop "an eventless loop" "$rest; it goes round in ping, pong; expected a condition that ends it"
printf '%s\n<state id="a"><onentry><raise event="e"/></onentry><transition event="e" target="a"/></state>%s' \
  "$head" "$final" >chart.scxml
loop "a loop of events" "$rest; it goes round in a; expected a condition that ends it"
condition() { # EXPRESSION
  printf '%s\n<datamodel><data id="d">%s</data></datamodel>\n<state id="a"><transition cond="%s" target="b"/></state>%s' \
    "$head" "$(yes '<x xmlns=""/>' | head -n 300 | tr -d '\n')" "$1" "$final" >chart.scxml
}
condition "count(\$d//*[count(\$d//*[count(\$d//*) &gt; 1]) &gt; 1]) &gt; 1"
# shellcheck disable=SC2016 # the dollars are XPath's
loop "a condition that would run for ever" \
  'chart.scxml:3:27: error: "count($d//*[count($d//*[count($d//*) > 1]) > 1]) > 1" fails: it takes more than 1000000 operations'
condition "f:matches('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '^(a+)+\$')"
loop "a regular expression that backtracks without end" \
  'chart.scxml:3:27: error: "f:matches('"'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '^(a+)+\$'"')" fails: the regular expression "^(a+)+$" takes too long on this value'
condition "f:matches('x', '(a')"
loop "a condition that fails each time is told once" \
  'chart.scxml:3:15: warning: "f:matches('"'x', '(a'"')" fails: "(a" is not a regular expression: missing closing parenthesis (after 2 bytes of the pattern)
'"$rest"'; the event "error.execution" is raised again and again in a; expected a condition that ends it'
condition "$(head -c 300 /dev/zero | tr '\000' '(')1"
fasti check chart.scxml
is "a long expression is cut in messages" "$status $err" \
  "0 chart.scxml:3:27: warning: in \"$(head -c 160 /dev/zero | tr '\000' '(')…\", character 302: expected an expression of XPath 1.0"

# The office. Nothing of what follows changes it.
FASTI_OFFICE=$tap_dir/office FASTI_USER=clerk-1
export FASTI_OFFICE FASTI_USER
permit_files permit
sed 's|</xf:model>|<xf:bind nodeset="name" constraint="f:matches(., '"'^(x+)+\$'"')"/></xf:model>|; s|<xf:bind nodeset="name" required="true()"/>||
s|xmlns:xf=|xmlns:f="urn:fasti:procedure" xmlns:xf=|' \
  permit/forms/apply.xhtml >permit/forms/slow.xhtml
sed 's|</xf:model>|<xf:bind nodeset="text" type="xs:date"/></xf:model>|; s|<xf:bind nodeset="text" required="true()"/>||
s|xmlns:xf=|xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xf=|' permit/forms/note.xhtml >permit/forms/dated.xhtml
sed -i 's/note.xhtml/dated.xhtml/' permit/permit.scxml
fasti office init office --clock=simulated --at=2025-03-03
fasti office deploy permit/package.xml
is "an office" "$status $err" "0 "
for person in clerk-1:王一:clerk clerk-2:李二:clerk chief-1:钱局:chief; do
  fasti user add "${person%%:*}" "$(echo "$person" | cut -d: -f2)" --role="${person##*:}"
done
fasti case open permit name=甲公司
is "a case" "$status $err" "0 "
fasti case show D-2025-00001
shown=$out

same() { # NAME: the office is as it was, but for the attempts that the journal keeps, and verifies
  fasti audit
  is "$1: the office verifies" "$status $err" "0 "
  fasti case show D-2025-00001
  is "$1: nothing was done" "$out" "$shown"
  fasti case list --json
  is "$1: no case was opened" "$(printf '%s\n' "$out" | grep -c '"case"')" 1
}

# refused NAME STATUS MESSAGE: after a command.
refused() {
  is "$1" "$status $out" "$2 "
  has "$1: told" "$err" "$3"
}

fasti case act D-2025-00001 note.added text=2025-02-30
refused "a date that does not exist" 3 \
  'text: 内容: "2025-02-30" is not a date: expected YYYY-MM-DD, a day that exists'
fasti clock advance 2025-02-30
refused "a clock set to no day" 2 '2025-02-30: "2025-02-30" is no moment that exists; expected YYYY-MM-DD'
sed 's/version="v1" in-force="2024/version="v2" in-force="2025/; s/permit.scxml/slow.scxml/' permit/package.xml >permit/slow.xml
sed 's/apply.xhtml/slow.xhtml/' permit/permit.scxml >permit/slow.scxml
cp office slow
FASTI_OFFICE=$tap_dir/slow fasti office deploy permit/slow.xml
FASTI_OFFICE=$tap_dir/slow fasti case open permit name=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx!
refused "a rule of a form that backtracks without end" 8 \
  'slow.xhtml:3:95: error: "f:matches(., '"'^(x+)+\$'"')" fails: the regular expression "^(x+)+$" takes too long on this value'
FASTI_OFFICE=$tap_dir/slow fasti audit
is "and the office verifies" "$status $err" "0 "
echo '<package' >permit/bad.xml
fasti office deploy permit/bad.xml
refused "a package that is no XML" 15 "bad.xml:2:1: error: this tag is not complete"
echo '<!DOCTYPE package SYSTEM "x"><package/>' >permit/bad.xml
fasti office deploy permit/bad.xml
refused "a package with a DTD" 15 "bad.xml:1:1: error: a document type definition (<!DOCTYPE) is not accepted: remove it"
head -c 16777217 /dev/zero >permit/bad.xml
fasti office deploy permit/bad.xml
refused "a package of more than 16 MiB" 8 "bad.xml: this file is too large; 16777216 bytes are allowed"
same "bad input"

# Files that are no good office.
broken() { # FILE NAME STATUS MESSAGE: reading and writing commands alike; the file stays as it was
  sum=$(sha256sum <"$1")
  for words in "case list" "case open permit name=x" "audit"; do
    # shellcheck disable=SC2086 # words
    FASTI_OFFICE=$tap_dir/$1 fasti $words
    is "$2: fasti ${words%% permit*}" "$status $out$err" "$3 $tap_dir/$1$4"
  done
  is "$2: it stays as it was" "$(sha256sum <"$1")" "$sum"
}
echo "no office" >text
broken text "a text" 11 ": this is not an office of Fasti: it is not a database at all"
: >nothing
broken nothing "an empty file" 11 ": this is not an office of Fasti: it is not a database at all"
head -c 20000 office >short
broken short "half a file" 14 ": is damaged (database disk image is malformed): restore it from a backup"
mkdir folder
FASTI_OFFICE=$tap_dir/folder fasti case list
is "a folder" "$status $out$err" "11 $tap_dir/folder: this is not a file"
LC_ALL=C sed 's/甲公司/乙公司/g' office >changed
FASTI_OFFICE=$tap_dir/changed fasti case list
is "changed behind our back: the list" "$status $out$err" "14 $tap_dir/changed: a stored case does not verify: its checksum is \
not that of its content; fasti audit tells what, fasti rebuild mends what is derived"
FASTI_OFFICE=$tap_dir/changed fasti audit
refused "changed behind our back: the audit" 14 "a stored entry does not verify: D-2025-00001 1"

# A lock of another program: the program itself, stopped in a transaction by a pipe that nobody reads, is not at hand
# everywhere; SQLite's own shell is the usual other program.
if command -v sqlite3 >/dev/null; then
  mkfifo hold
  sqlite3 office <hold >/dev/null &
  holder=$!
  exec 9>hold
  echo 'BEGIN IMMEDIATE;' >&9
  sleep 1
  fasti case open permit name=x
  is "locked" "$status $out$err" "9 $tap_dir/office: is in use by another program; waited 5000 ms"
  fasti case list
  is "locked, but read" "$status $err" "0 "
  exec 9>&-
  wait $holder
else
  skip "locked" "there is no sqlite3 here"
  skip "locked, but read" "there is no sqlite3 here"
fi
same "locked"

if [ "$(id -u)" -ne 0 ]; then
  mkdir sealed && cp office sealed && chmod 400 sealed/office && chmod 500 sealed
  FASTI_OFFICE=$tap_dir/sealed/office fasti case open permit name=x
  is "read-only" "$status $out$err" \
    "10 $tap_dir/sealed/office: cannot be written: look at the permissions of the file and its folder"
  chmod 700 sealed
else
  skip "read-only" "root may write everywhere; tests/sqlite/open_test does it"
fi

# A full disk: a small one of our own where that is allowed, else a limit to the size of files.
mkdir disk
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=400k fasti-test disk 2>/dev/null; then
  trap 'umount "$tap_dir/disk"; rm -rf "$tap_dir"' EXIT
  cp office disk/office
  FASTI_OFFICE=$tap_dir/disk/office
  fasti case list
  dd if=/dev/zero of=disk/filling bs=1024 2>/dev/null
  fasti case open permit name=x
  refused "a full disk" 12 "there is no room left on the disk of $tap_dir/disk/office; nothing was changed"
  fasti task "do" D-2025-00001 check
  refused "a full disk, for a task" 12 "there is no room left on the disk of $tap_dir/disk/office; nothing was changed"
  same "a full disk"
  rm disk/filling
  fasti case open permit name=x
  is "with room again it goes on" "$status $err" "0 "
  FASTI_OFFICE=$tap_dir/office
else
  for name in "a full disk" "a full disk: told" "a full disk, for a task" "a full disk, for a task: told" \
    "with room again it goes on"; do
    skip "$name" "no small disk can be mounted here; tests/sqlite/fault_test does it"
  done
fi
same "in the end"
tap_end
