#!/bin/sh
# tests/cli/check.sh - "fasti check": every error in one run, in the order of the file, and what the exit status says.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
LC_ALL=C.UTF-8 LANGUAGE=''
export LC_ALL LANGUAGE
cd "$tap_dir" || exit 1

cat >good.scxml <<'END'
<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="null">
  <state id="locked"><transition event="coin" target="unlocked"/></state>
  <state id="unlocked"><transition event="push" target="locked"/></state>
</scxml>
END
cat >bad.scxml <<'END'
<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="xpath" initial="nowhere">
  <state id="a"><transition event="go" target="b"/></state>
  <state id="a"><final id="x"><transition target="a"/></final></state>
  <onentry/>
</scxml>
END
bad='bad.scxml:1:80: error: there is no state "nowhere"; expected the id of a state of this document
bad.scxml:2:40: error: there is no state "b"; expected the id of a state of this document
bad.scxml:3:10: error: the id "a" is already used in line 2; expected an id of its own
bad.scxml:3:31: error: <transition> may not stand in <final>; there may stand: onentry onexit donedata
bad.scxml:4:3: error: <onentry> may not stand in <scxml>; there may stand: state parallel final datamodel script'

fasti check good.scxml
is "a chart without errors" "$status $out$err" "0 good.scxml: ok (chart)"
fasti check -q good.scxml
is "said quietly" "$status $out$err" "0 "
fasti check bad.scxml
is "every error in one run, from top to bottom" "$out$err" "$bad"
is "and the exit status of a definition" "$status" 15
fasti check missing.scxml good.scxml bad.scxml
is "files after a missing one are checked too" "$status
$out
$err" "15
good.scxml: ok (chart)
missing.scxml: there is no such file
$bad"

fasti check "$FASTI_SOURCE/processes/calendar/cn-2025.ics"
is "a calendar" "$status $out$err" "0 $FASTI_SOURCE/processes/calendar/cn-2025.ics: ok (calendar)"
printf 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n' >bad.ics
fasti check bad.ics
is "a broken calendar" "$status $out" "15 "
has "is told" "$err" "bad.ics:"
cat >form.xhtml <<'END'
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:xf="http://www.w3.org/2002/xforms">
  <head><title>Filing</title><xf:model><xf:instance><filing xmlns=""><decision/></filing></xf:instance></xf:model></head>
  <body><xf:input ref="decision"><xf:label>Decision</xf:label></xf:input></body>
</html>
END
fasti check form.xhtml
is "a form" "$status $out$err" "0 form.xhtml: ok (form)"
sed 's/ref="decision"/ref="verdict"/' form.xhtml >bad.xhtml
fasti check bad.xhtml
is "a broken form" "$status $err" "15 bad.xhtml:3:19: error: verdict is no field of the instance"
cat >page.xsl <<'END'
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="/"><p><xsl:value-of select="document('x.xml')"/></p></xsl:template>
</xsl:stylesheet>
END
fasti check page.xsl
is "a template that reads other files" "$status" 15
has "is told with its line" "$err" "page.xsl:2:"
fasti check -q "$FASTI_SOURCE"/forms/*/*.xhtml "$FASTI_SOURCE"/forms/instruments/*.xsl
is "the shipped forms and templates" "$status $out$err" "0 "

cd "$FASTI_SOURCE" || exit 1
line=$(grep -n 'src="service-attempt.xhtml"' processes/common/service.scxml | cut -d: -f1)
fasti check processes/common/service.scxml
is "a procedure by itself" "$status $out" "0 processes/common/service.scxml: ok (procedure)"
has "misses its forms" "$err" "processes/common/service.scxml:$line:56: warning: no form service-attempt.xhtml beside this"
fasti check -f forms/common --folder forms/instruments processes/common/service.scxml
is "and finds them in the folders that are named" "$status $out$err" "0 processes/common/service.scxml: ok (procedure)"
sed 's/f:role=/f:rolle=/' processes/common/service.scxml >"$tap_dir/service.scxml"
cd "$tap_dir" || exit 1
fasti check service.scxml
is "a procedure with errors" "$status" 15
has "which are told" "$err" "service.scxml:$line:5: error: the task attempt-service says nobody who may do it; expected f:role"

# Every configuration is visited: a procedure by itself, and those of a package.
cat >trap.scxml <<'END'
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:f="urn:fasti:procedure" version="1.0" datamodel="xpath"
       name="trap" initial="a" f:title="Trap">
<state id="a"><transition event="in" f:role="clerk" target="b"/><transition event="out" f:role="clerk" target="end"/></state>
<state id="b"/><final id="end"/></scxml>
END
fasti check trap.scxml
is "a trap in a procedure" "$status" 15
has "with the way into it" "$err" "trap.scxml:4:1: error: a trap: once b is active no final state can be reached any more; the way there: a [in] -> b"
cat >package.xml <<END
<package xmlns="urn:fasti:package" bureau="x" code="X" version="v1" in-force="2024-01-01" title="X" zone="+08:00">
<calendar src="$FASTI_SOURCE/processes/calendar/cn-2025.ics"/><procedure id="trap" src="trap.scxml"/><role id="clerk" title="Clerk"/></package>
END
sed -i 's/f:title="Trap"/f:title="Trap" f:open="clerk"/' trap.scxml
fasti check package.xml
is "a trap in a package" "$status" 15
has "with its place" "$err" "trap.scxml:4:1: error: a trap"

fasti check .
is "a directory" "$status $err" "3 .: this is a directory; a file was expected"
fasti check missing.scxml
is "a missing file" "$status $err" "6 missing.scxml: there is no such file"
echo '<svg/>' >picture.svg
fasti check picture.svg
is "no definition" "$status $err" "15 picture.svg:1:1: error: <svg> begins no definition that is known; \
expected a chart, a package, a form, a template or a decision model"
echo '<scxml' >broken.scxml
fasti check broken.scxml
is "not well-formed" "$status" 15
has "is told with its place" "$err" "broken.scxml:"
truncate -s 17M huge.scxml
fasti check huge.scxml
is "too large" "$status $err" "8 huge.scxml: this file is too large; 16777216 bytes are allowed"
printf '<!DOCTYPE a [<!ENTITY b "c">]>\n<a>&b;</a>\n' >bomb.scxml
fasti check bomb.scxml
is "entities are refused" "$status" 15
has "with a message" "$err" "<!DOCTYPE"
"$FASTI_BUILD/fasti" check - <good.scxml >out 2>&1
is "standard input" "$(cat out)" "-: ok (chart)"

LANGUAGE=zh_CN
fasti check missing.scxml
is "in Chinese" "$status $err" "6 missing.scxml: 没有这个文件"
LC_ALL=zh_CN.UTF-8 LANGUAGE=''
fasti check missing.scxml
is "in Chinese by the locale alone" "$status $err" "6 missing.scxml: 没有这个文件"
LC_ALL=C
fasti check missing.scxml
is "in English in the C locale" "$status $err" "6 missing.scxml: there is no such file"
tap_end
