#!/bin/sh
# tests/cli/serve.sh - fasti serve from a terminal: its configuration, its beginning and end, what it logs.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"

office=$tap_dir/office.fasti
fasti office init "$office" --clock=simulated --at=2025-03-03
fasti user add root 管理员 --role=admin --office="$office"

# -- the configuration

conf=$tap_dir/fasti.conf
check() { # NAME LINES WANTED : what checking a file with these lines says
  printf '%s\n' "$2" >"$conf"
  fasti config check "$conf"
  is "$1" "$(printf '%s\n' "$err" | sed "s|$tap_dir/||g") $status" "$3"
}
check "an unknown member" 'offic = x' 'fasti.conf:1: there is no member "offic"; see fasti.conf(5) 3'
check "an unknown section" '[nothing]
a = b' 'fasti.conf:1: there is no section "nothing"; see fasti.conf(5) 3'
check "what is no line" '# fine

office' 'fasti.conf:3: expected NAME = VALUE 3'
check "a member twice" 'readers = 1
readers = 2' 'fasti.conf:2: readers stands in line 1 already 3'
check "a number" 'deadline = 0' 'fasti.conf:1: deadline is "0"; expected a number from 1 to 600 3'
check "a switch" 'secure = on' 'fasti.conf:1: secure is "on"; expected yes or no 3'
check "a part" 'only = web, nothing' 'fasti.conf:1: "nothing" is no part of the server; expected web, clock, post 3'
check "a header" 'sign-on-header = X User
proxies = ::1' 'fasti.conf:1: "X User" is no name of a header; expected one such as X-Remote-User 3'
check "sign-on without a proxy" 'sign-on-header = X-User' \
  'fasti.conf: sign-on-header counts only for requests from a proxy: say its address (proxies) 3'
check "an office that is not there" "office = $tap_dir/nothing" \
  'fasti.conf: office: nothing: No such file or directory 3'
check "every error at once" 'listen = here
readers = none
proxies = 127.0.0.1 there' 'fasti.conf:1: "here" is no address to listen at; expected 127.0.0.1:PORT or [::1]:PORT
fasti.conf:2: readers is "none"; expected a number from 1 to 64
fasti.conf:3: "there" is no address; expected addresses such as 127.0.0.1 or ::1 3'
check "passwords in the open" 'listen = 0.0.0.0:80' \
  'fasti.conf: people reach 0.0.0.0:80 without HTTPS: passwords can be read on the way; put a proxy before it and say secure = yes 0'
printf 'a = b\0\n' >"$conf"
fasti config check "$conf"
has "what is no text" "$err" 'this is no text: it holds NUL'
fasti config check "$tap_dir/nothing.conf"
is "a file that is not there" "$status" 6
printf 'office = %s\nlisten = 127.0.0.1:0\nbody-limit = 2K\nlog = %s\n' "$office" "$tap_dir/log" >"$conf"
fasti config check "$conf"
is "a file in order" "$out" "$conf: in order"

# -- the server

fasti serve --office="$office" --listen=nowhere
is "an address that is none" "$status $err" "3 nowhere: this is no address; expected 127.0.0.1:PORT or [::1]:PORT"
fasti serve --office="$tap_dir/nothing" --listen=127.0.0.1:0
is "an office that is not there" "$status" 6
fasti serve --office="$office" --only=clock,nothing
is "a part that there is not" "$status" 2
fasti serve --config="$tap_dir/nothing.conf"
is "a configuration that is not there" "$status" 6

serve() { # OPTION... : leaves $pid, $url
  "$FASTI_BUILD/fasti" serve "$@" >"$tap_dir/said" 2>"$tap_dir/errors" &
  pid=$!
  for _ in $(seq 200); do
    url=$(sed -n 's/^listening on //p' "$tap_dir/said")
    [ -n "$url" ] && return
    kill -0 "$pid" 2>/dev/null || return
    sleep 0.05
  done
}
"$FASTI_BUILD/fasti" audit --office="$office" >"$tap_dir/audited"
serve --config="$conf"
is "it answers" "$(curl -s "$url/healthz")" ok
is "and can reach the office" "$(curl -s -o "$tap_dir/body" -w '%{http_code}' "$url/readyz")" 200
has "and knows when it was verified" "$(curl -s "$url/metrics")" "fasti_audit_passed 1"
code=$("$FASTI_BUILD/fasti" user login root --as=root --office="$office")
curl -s -o "$tap_dir/body" -c "$tap_dir/jar" -d "person=root&secret=$code" "$url/login"
is "a code logs in, while others use the file" \
  "$(curl -s -o "$tap_dir/body" -b "$tap_dir/jar" -w '%{http_code}' "$url/admin")" 200
fasti user end-sessions root --as=root --office="$office"
is "and an administrator ends it" "$(curl -s -o "$tap_dir/body" -b "$tap_dir/jar" -w '%{http_code}' "$url/admin")" 303
is "the limit of the file counts" "$(head -c 3000 /dev/zero | curl -s -o "$tap_dir/body" -w '%{http_code}' \
  -H 'Content-Type: application/x-www-form-urlencoded' --data-binary @- "$url/login")" 413
is "messages in Chinese" "$(curl -s -H 'Accept-Language: zh-CN' -X PATCH "$url/healthz" | jq -r .title)" 此处不能这样操作
is "and in English" "$(curl -s -H 'Accept-Language: en' -X PATCH "$url/healthz" | jq -r .title)" 'this cannot be done here'
mv "$tap_dir/log" "$tap_dir/log.1"
kill -HUP "$pid"
for _ in $(seq 100); do
  [ -e "$tap_dir/log" ] && break
  sleep 0.02
done
curl -s -o "$tap_dir/body" "$url/healthz"
kill -TERM "$pid"
wait "$pid"
is "it ends when it is told to" "$?" 0
is "and says nothing but its log" "$(cat "$tap_dir/errors")" ""
is "which has every request" "$(jq -r '[.method, .route, .status, .person] | join(" ")' "$tap_dir/log.1")" "GET /healthz 200 
GET /readyz 200 
GET /metrics 200 
POST /login 303 root
GET /admin 200 root
GET /admin 303 
POST /login 413 
PATCH  405 
PATCH  405 "
is "and goes on when it was moved away" "$(jq -r .route "$tap_dir/log")" /healthz

# -- as a service

cat >"$tap_dir/listener.pl" <<'END'
use IO::Socket::UNIX;
my $socket = IO::Socket::UNIX->new(Type => SOCK_DGRAM, Local => $ARGV[0]) or die "$!";
$| = 1;
print "bound\n";
alarm 30;
for (1, 2) { $socket->recv(my $state, 100); print "$state\n"; }
END
perl "$tap_dir/listener.pl" "$tap_dir/notify" >"$tap_dir/heard" &
listener=$!
for _ in $(seq 100); do
  grep -q bound "$tap_dir/heard" && break
  sleep 0.05
done
NOTIFY_SOCKET=$tap_dir/notify
export NOTIFY_SOCKET
serve --office="$office" --listen=127.0.0.1:0 --log=none
unset NOTIFY_SOCKET
kill -TERM "$pid"
wait "$pid" "$listener"
is "the service manager hears of its beginning and end" "$(cat "$tap_dir/heard")" "bound
READY=1
STOPPING=1"
if command -v systemd-analyze >/dev/null; then
  cp "$FASTI_BUILD/doc/server/fasti.service" "$tap_dir/fasti.service"
  hardened=0
  systemd-analyze security --offline=true --no-pager --threshold=15 "$tap_dir/fasti.service" >"$tap_dir/exposure" 2>&1 || hardened=$?
  is "the unit is hardened: at most 1.5" "$hardened" 0
  tail -n 1 "$tap_dir/exposure" | sed 's/^/# /'
else
  skip "the unit is hardened" "systemd-analyze is not installed"
fi
fasti config check "$FASTI_SOURCE/doc/server/fasti.conf"
has "the example of a configuration is one" "$err" "office: /var/lib/fasti/office.fasti"
tap_end
