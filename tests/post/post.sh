#!/bin/sh
# tests/post/post.sh - webhooks and mail as an administrator and a receiver see them: signed, in order, at least once even
# when the program is killed, only to hosts that are named and certified, never after a redirect.
# shellcheck disable=SC2016,SC2086 # expressions are JavaScript's; several options stand in one variable
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/cli/permit.sh
. "$FASTI_SOURCE/tests/cli/permit.sh"
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai
export LC_ALL LANGUAGE TZ
if ! command -v node >/dev/null || ! command -v openssl >/dev/null; then
  skip "webhooks and mail" "node or openssl is not here"
  tap_end
  exit 0
fi
receivers="" pid=""
trap 'for pid in $receivers; do kill "$pid" 2>/dev/null; done; rm -rf "$tap_dir"' EXIT
cd "$tap_dir" || exit 1

# receiver NAME [ARGUMENT...] : start one; leaves its port in $port.
receiver() {
  mkdir -p "$1"
  name=$1
  shift
  node "$FASTI_SOURCE/tests/post/receiver.js" "$tap_dir/$name" "$@" >"$name/log" 2>&1 &
  receivers="$receivers $!"
  wait_for "$name/port"
  port=$(cat "$name/port")
}

# wait_for FILE : until something is in it.
wait_for() {
  tries=0
  while [ ! -s "$1" ] && [ $tries -lt 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
  done
}

# got FOLDER EXPRESSION : what was received, one value of each request a line; R is the request.
got() {
  [ -f "$1/got" ] || return 0
  node -e 'for (const line of require("fs").readFileSync(process.argv[1], "utf8").trim().split("\n")) {
    const R = JSON.parse(line); console.log(eval(process.argv[2])); }' "$1/got" "$2"
}

permit_files "$tap_dir/permit"
FASTI_OFFICE=$tap_dir/bureau
export FASTI_OFFICE
fasti office init bureau --clock=simulated --at=2025-03-03
fasti office deploy permit/package.xml
fasti user add clerk-1 王一 --role=clerk
fasti user add chief-1 赵局 --role=chief
fasti user add root 管理员 --role=admin

# -- who may, and where to --
receiver hook
url=http://127.0.0.1:$port/in
loopback="--set=networks=127.0.0.0/8"
fasti post subscribe registry "$url" --as=root
is "http needs networks that are named" "$status $err" \
  "3 $url: only https is sent to: the configuration names no networks in which http would do"
fasti post subscribe registry "$url" --as=root $loopback
is "a host needs a name in the configuration" "$status $err" \
  "3 $url: the host 127.0.0.1 is not among those that the configuration lets post go to (hosts)"
fasti post subscribe registry "https://root:secret@127.0.0.1/" --as=root --set=hosts=127.0.0.1
is "no password in an address" "$status $err" \
  "3 https://root:secret@127.0.0.1/: a name or password in an address would be seen by everybody; events are signed instead"
fasti post subscribe registry "file:///etc/passwd" --as=root --set=hosts=127.0.0.1
is "nothing but https and http" "$status" "3"
fasti post run --set=hosts=a/b --set=timeout=0 --set=colour=red
is "members of the configuration are checked, all in one run" "$status $err" \
  '2 hosts: "a/b" is not understood; expected HOST or HOST:PORT
timeout: "0" is not understood; expected a number from 1 to 300
--set: "colour=red" is no member of the configuration about post; expected NAME=VALUE
see: fasti post run --help'
here="$loopback --set=hosts=127.0.0.1:$port --set=timeout=5"
{
  fasti post subscribe registry "$url" --as=clerk-1 $here
  is "only administrators subscribe" "$status" "5"
  fasti post subscribe registry "$url" --as=root --event=case --event=task.don $here
  is "types are known ones" "$status $err" '3 types: "task.don" is no type of event; fasti-post(1) lists them'
  fasti post subscribe registry "$url" --as=root -e case -e task.done -e notice --bureau=demo $here
}
has "it is told its secret" "$status $out" "0 registry: subscribed
its secret, which is not shown again: whsec_"
printf '%s' "$out" | sed -n 's/.*: whsec_/whsec_/p' >hook/secret
fasti office journal
has "the journal of the office knows it" "$out" "subscribed registry to events, which go to $url"
is "without the secret" "$(printf '%s' "$out" | grep -c "$(cat hook/secret)")" "0"

# -- deliveries --
fasti post test registry $here
is "a test arrives" "$status $out" "0 registry: the test has arrived"
is "as a CloudEvent that is signed" "$(got hook '`${R.event.type} ${R.event.specversion} ${R.signed} ${R.headers["content-type"]}`')" \
  "fasti.test 1.0 true application/cloudevents+json; charset=UTF-8"
rm hook/got
fasti case open permit name=甲公司 --as=clerk-1
fasti task "do" D-2025-00001 check --as=clerk-1
fasti case open permit name=乙公司 --as=clerk-1
fasti post run --once $here
is "what happened goes out" "$status $out$err" "0 registry: delivered case.opened D-2025-00001/1/1
registry: delivered task.done D-2025-00001/2/1
registry: delivered case.opened D-2025-00002/1/1"
is "in order, signed, with what a receiver needs" \
  "$(got hook '`${R.event.type} ${R.event.id}=${R.headers["webhook-id"]} ${R.event.subject} ${R.signed} ${R.event.data.caseTitle} ${R.event.data.actor}`')" \
  "fasti.case.opened D-2025-00001/1/1=D-2025-00001/1/1 D-2025-00001 true 许可 甲公司 clerk-1
fasti.task.done D-2025-00001/2/1=D-2025-00001/2/1 D-2025-00001 true 许可 甲公司 clerk-1
fasti.case.opened D-2025-00002/1/1=D-2025-00002/1/1 D-2025-00002 true 许可 乙公司 clerk-1"
is "times are UTC" "$(got hook 'R.event.time' | head -n 1)" "2025-03-02T16:00:00Z"
fasti post run --once $here
is "once, if all goes well" "$status $out $(got hook 1 | wc -l)" "0  3"

# -- failures --
rm hook/got
echo 500 >hook/answer
fasti task "do" D-2025-00002 check --as=clerk-1
fasti task "do" D-2025-00001 approve result=yes --as=chief-1
fasti post run --once $here
is "a failure holds back what comes after it" "$status $out" \
  "0 registry: failed task.done D-2025-00002/2/1: answered 500"
fasti post list
has "an administrator sees it" "$out" "failing"
has "and why" "$out" "answered 500"
fasti post run --once $here
is "it is not tried again at once" "$out" ""
echo redirect >hook/answer
fasti post retry registry --as=clerk-1
is "who may retry" "$status" "5"
fasti post retry registry --as=root
fasti post run --once $here
is "redirects are not followed" "$out $(got hook R.url | sort -u)" \
  "registry: failed task.done D-2025-00002/2/1: answered 302, a redirect to http://127.0.0.1:$port/elsewhere: redirects are not followed /in"
fasti post retry registry --as=root
fasti post run --once $loopback --set=hosts=example.test
has "a host that is no longer named is not reached" "$out" "the host 127.0.0.1 is not among those that the configuration lets post go to (hosts)"
fasti post retry registry --as=root
fasti post run --once --set=hosts=127.0.0.1 --set=networks=10.0.0.0/8
is "nor an address outside of the networks" "$out" \
  "registry: failed task.done D-2025-00002/2/1: its address is not within the networks that the configuration names, as http needs"
fasti post subscribe inward "https://127.0.0.1:$port/" --as=root --set=hosts=127.0.0.1
fasti post test inward --set=hosts=127.0.0.1
is "nor one that is not public" "$status $err" \
  "1 inward: its address is not public, nor within the networks that the configuration names"
fasti post unsubscribe inward --as=root

# -- killed between sending and writing it down --
rm -f hook/got
echo hold >hook/answer
fasti post retry registry --as=root
"$FASTI_BUILD/fasti" post run $here >/dev/null 2>&1 &
sender=$!
wait_for hook/got
kill -9 $sender
wait $sender 2>/dev/null
echo 204 >hook/answer
fasti post run --once $here
is "it is delivered again after kill -9, under the same id, and nothing is lost" "$(got hook 'R.event.id' | tr '\n' ' ')" \
  "D-2025-00002/2/1 D-2025-00002/2/1 D-2025-00001/3/1 D-2025-00001/3/4 "
fasti post list --json
has "then all is well" "$out" '"state": "up to date"'
"$FASTI_BUILD/fasti" post run $here >running 2>&1 &
sender=$!
wait_for running
rm -f hook/got
fasti case open permit name=丙公司 --as=clerk-1
wait_for hook/got
is "a running post sends by itself" "$(got hook 'R.event.id')" "D-2025-00003/1/1"
kill -TERM $sender
wait $sender
is "and ends when it is told to" "$?" "0"

# -- as a part of the server --
printf 'office = %s\nlisten = 127.0.0.1:0\n[post]\nhosts = 127.0.0.1\nnetworks = 127.0.0.0/8\n' "$FASTI_OFFICE" >fasti.conf
rm -f hook/got
"$FASTI_BUILD/fasti" serve --config=fasti.conf --web-folder="$FASTI_SOURCE/adapters/web" >serving 2>log &
server=$!
receivers="$receivers $server"
wait_for serving
fasti case open permit name=戊公司 --as=clerk-1
wait_for hook/got
is "the server sends, too" "$(got hook '`${R.event.id} ${R.signed}`')" "D-2025-00004/1/1 true"
address=$(sed -n 's|.*http://||p' serving)
metrics=$(node -e 'fetch(process.argv[1]).then((r) => r.text()).then(console.log)' "http://$address/metrics")
has "its figures tell of post" "$metrics" "fasti_post_subscriptions 1
# TYPE fasti_post_failing gauge
fasti_post_failing 0"
kill -TERM $server
wait $server
is "and it ends" "$?" "0"

# -- TLS --
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout key.pem -out other.pem -subj /CN=other.test \
  -addext "subjectAltName=DNS:other.test" >/dev/null 2>&1
openssl req -x509 -key key.pem -days 2 -out right.pem -subj /CN=right -addext "subjectAltName=IP:127.0.0.1" >/dev/null 2>&1
cat other.pem right.pem >authorities.pem
receiver other "$tap_dir/key.pem" "$tap_dir/other.pem"
tls="$loopback --set=hosts=127.0.0.1 --set=timeout=5"
{
  fasti post subscribe other "https://127.0.0.1:$port/" --as=root -e case $tls
  fasti post test other $tls --set=ca="$tap_dir/authorities.pem"
  has "a certificate with another name is refused" "$status $err" "1 other: SSL"
  is "before anything is sent" "$(got other 1)" ""
  receiver right "$tap_dir/key.pem" "$tap_dir/right.pem"
  fasti post subscribe other "https://127.0.0.1:$port/" --as=root -e case $tls
  fasti post test other $tls
  has "so is one of an unknown authority" "$status $err" "1 other: SSL"
  fasti post test other $tls --set=ca="$tap_dir/authorities.pem"
  is "the right one is taken" "$status $out" "0 other: the test has arrived"
}
fasti post unsubscribe other --as=root

# -- messages in the office --
fasti user messages chief-1
is "nobody was told anything yet" "$status $out" "0 there are no messages"
fasti clock advance 2025-03-20
fasti user messages chief-1 --unread
has "what their role is told is theirs" "$out" "told  chief  审查超期"
fasti user messages chief-1 --read=99
is "one that is not there" "$status $err" "6 notice: there is no message 99 for 赵局"
fasti user messages chief-1 --read=none
has "what is no number" "$status $err" '2 --read: "none" is no message; expected its number, or all'
fasti user messages chief-1 --read=1
has "one is read" "$out" "1       2025-03-"
has "and marked" "$out" "审查超期  read"
fasti user messages chief-1 --unread --read=all
is "all are" "$status $out" "0 there are no messages"

# -- mail --
receiver smtp smtp
mail="--set=mail-server=smtp://127.0.0.1:$port --set=mail-from=office@example.test $loopback --set=timeout=5"
fasti post run --once --set=mail-server=smtp://127.0.0.1:1
is "a mail is from somebody" "$status $err" "3 mail-from: a mail server is given, but not who the mails are from"
fasti post mail chief-1 chief@example.test --at-once=shout
is "kinds of messages are known ones" "$status $err" '3 at-once: "shout" is no kind of message; expected notify, urge or copy'
fasti post mail chief-1 chief@example.test --at-once=notify --no-digest
is "a person has their messages sent" "$status $out" "0 chief-1: messages go to chief@example.test"
fasti case open permit name=己公司 --as=clerk-1
fasti clock advance 2025-04-01
echo 451 >smtp/answer
fasti post run --once $mail
has "a server that does not take it now" "$out" "chief@example.test: failed mail"
fasti post mail chief-1 chief@example.test --at-once=notify --no-digest # from now on
fasti case open permit name=丁公司 --as=clerk-1
fasti clock advance 2025-05-01
echo 250 >smtp/answer
fasti post run --once $mail
is "messages are sent at once" "$out" "chief@example.test: delivered mail "
has "to them, with what they say" "$(got smtp '`${R.to} ${R.text}`')" "<chief@example.test> 2025-04-"
has "in words" "$(got smtp 'R.text')" "审查超期"
has "and a name that stays" "$(got smtp 'R.head')" "Message-ID: <message.chief-1."
fasti post run --once $mail
is "once" "$out $(got smtp 1 | wc -l)" " 1"
tap_end
