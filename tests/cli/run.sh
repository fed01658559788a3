#!/bin/sh
# tests/cli/run.sh - "fasti run": charts on a virtual clock, traced, and talked to line by line.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
LC_ALL=C.UTF-8 LANGUAGE=''
export LC_ALL LANGUAGE
cd "$tap_dir" || exit 1

cat >turnstile.scxml <<'END'
<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="xpath">
  <state id="locked">
    <transition event="coin" cond="not($_event/data/data[@id='sum'] = '0')" target="unlocked">
      <log label="paid" expr="$_event/data/data[@id='sum']"/>
    </transition>
  </state>
  <state id="unlocked">
    <onentry><send event="timeout" delay="30s"/></onentry>
    <transition event="push timeout" target="locked"/>
    <transition event="break" target="broken"/>
  </state>
  <final id="broken"/>
</scxml>
END
cat >delays.scxml <<'END'
<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="null">
  <state id="start">
    <onentry><send event="late" delay="3600s"/><send event="soon" delay="500ms"/></onentry>
    <transition event="soon" target="both"/>
  </state>
  <parallel id="both">
    <state id="left"><state id="l1"/></state>
    <state id="right"><state id="r1"/><state id="r2"/></state>
    <transition event="late" target="end"/>
  </parallel>
  <final id="end"/>
</scxml>
END
sed 's/<send event="late" delay="3600s"\/>//' delays.scxml >waits.scxml
cat >ticks.scxml <<'END'
<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="null">
  <state id="tick"><onentry><send event="tick" delay="1s"/></onentry><transition event="tick" target="tick"/></state>
</scxml>
END
cat >endless.scxml <<'END'
<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="null">
  <state id="ping"><transition target="pong"/></state>
  <state id="pong"><transition target="ping"/></state>
</scxml>
END

talk() { # the lines of standard input, said to a chart
  status=0
  "$FASTI_BUILD/fasti" run --interactive "$@" >"$tap_dir/out" 2>"$tap_dir/err" || status=$?
  out=$(cat "$tap_dir/out") err=$(cat "$tap_dir/err")
}

fasti run delays.scxml
is "delays pass at once, to the end" "$status $out$err" "0 ended: end"
fasti run waits.scxml
is "or until it waits, atomic states in document order" "$status $out$err" "0 waiting: l1 r1"
fasti run turnstile.scxml
is "a chart that waits at once" "$status $out$err" "0 waiting: locked"
fasti run --trace waits.scxml
is "every event, transition and state is told" "$out" "entered: start
time: +0.500s
event: soon
left: start
transition: start -> both on soon
entered: both
entered: left
entered: l1
entered: right
entered: r1
waiting: l1 r1"

talk turnstile.scxml <<'END'
# comments and empty lines are skipped

coin sum="5 yuan"
push now=true
coin sum=0
coin 'sum=a \b' "other=\"c\""
@advance 29s
@advance 1 second
coin sum=1
break
coin
END
is "a conversation" "$status $out$err" '0 log: paid: 5 yuan
waiting: unlocked
waiting: locked
waiting: locked
log: paid: a \b
waiting: unlocked
waiting: unlocked
waiting: locked
log: paid: 1
waiting: unlocked
ended: broken'

talk turnstile.scxml <<'END'
co=in
.coin
coin sum
coin 1=2
coin "sum=5
@advance
@advance soon
@advance -5s
@advance 5 parsecs
@advance P1Y2X
@advance 1e300 days
@stop
END
is "wrong lines change nothing" "$status $(printf %s "$out" | sort | uniq -c | sed 's/^ *//')" "3 12 waiting: locked"
is "and each is told" "$err" 'line 1: "co=in" is not the name of an event
line 2: ".coin" is not the name of an event
line 3: "sum" is not name=value
line 4: "1" is not name=value
line 5: a quotation mark is not closed
line 6: a duration was expected: 500ms, 5s, 2 days or PT1H
line 7: a duration was expected: 500ms, 5s, 2 days or PT1H
line 8: a duration was expected: 500ms, 5s, 2 days or PT1H
line 9: a duration was expected: 500ms, 5s, 2 days or PT1H
line 10: a duration was expected: 500ms, 5s, 2 days or PT1H
line 11: a duration was expected: 500ms, 5s, 2 days or PT1H
line 12: "@stop" is not known; @advance DURATION was expected'
for duration in 30s 30000ms 0.5min PT30S PT0H1M '1 week' 'P1D'; do
  talk turnstile.scxml <<END
coin sum=1
@advance $duration
END
  is "@advance $duration" "$status $(printf %s "$out" | tail -n 1)" "0 waiting: locked"
done
cat >trap.scxml <<'END'
<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="xpath">
  <datamodel><data id="count">0</data></datamodel>
  <state id="safe"><transition event="loop" target="ping"/>
    <transition event="more"><assign location="$count" expr="$count + 1"/><log expr="$count"/></transition></state>
  <state id="ping"><transition target="pong"/></state>
  <state id="pong"><transition target="ping"/></state>
</scxml>
END
talk trap.scxml <<'END'
more
loop
more
END
is "a step that fails changes nothing" "$status $out" "3 log: 1
waiting: safe
waiting: safe
log: 2
waiting: safe"
has "and is told" "$err" "trap.scxml:"

talk turnstile.scxml </dev/null
is "nothing said" "$status $out" "0 waiting: locked"

fasti run endless.scxml
is "an endless loop is stopped" "$status $out" "8 "
has "and its states are named" "$err" "ping"
fasti run ticks.scxml --limit 50
is "a chart that goes on for ever is stopped" "$status $out$err" \
  "8 --limit: the limit of delayed events was reached; the chart may go on for ever"
fasti run ticks.scxml --limit x
is "a limit that is no number" "$status $err" '2 --limit: "x" is not a whole number from 0 to 1000000000
see: fasti run --help'

echo '<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" initial="b"><state id="a"/></scxml>' >bad.scxml
fasti run bad.scxml
is "a chart with errors" "$status $out" "15 "
has "which are told" "$err" 'bad.scxml:1:'
fasti run missing.scxml
is "a chart that is missing" "$status $out$err" "6 missing.scxml: there is no such file"

mkdir sub
cat >parent.scxml <<'END'
<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="null">
  <state id="calling"><invoke id="helper" src="sub/child.scxml"/>
    <transition event="done.invoke.helper" target="end"/></state>
  <final id="end"/>
</scxml>
END
cat >sub/child.scxml <<'END'
<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="null">
  <state id="working"><onentry><log label="child" expr="'here'"/><send event="ready" delay="1s"/></onentry>
    <transition event="ready" target="finished"/></state>
  <final id="finished"/>
</scxml>
END
sed -i 's/datamodel="null"/datamodel="xpath"/' parent.scxml sub/child.scxml
fasti run parent.scxml
is "an invoked chart is found beside its parent" "$status $out$err" "0 [helper] log: child: here
ended: end"
rm sub/child.scxml
fasti run parent.scxml
is "or missed with its place" "$status $(printf %s "$err" | cut -d: -f1,2)" "15 parent.scxml:2"

LANGUAGE=zh_CN
talk turnstile.scxml <<'END'
@stop
END
is "messages in Chinese, answers as ever" "$out
$err" "waiting: locked
第 1 行: 不认识“@stop”；应为 @advance 时长"
tap_end
