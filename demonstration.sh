#!/bin/sh
# demonstration.sh - a demonstration year of both bureaus, served on this machine; ./autogen.sh run ends with it.
#
#   ./demonstration.sh [BUILD]          serve it; stays until Ctrl-C at a terminal, else ends when it has answered
#   ./demonstration.sh --once [BUILD]   end when it has answered
#   ./demonstration.sh --stay [BUILD]   stay until it is interrupted
#   ./demonstration.sh --fresh ...      make it anew: what was done in it is lost
#   ./demonstration.sh --load [BUILD]   make it, if need be, and serve nothing
#   ./demonstration.sh --days=N ...     so many days of simulated work instead of a year
#
# The office is BUILD/demonstration.fasti (BUILD: ./build). It is made once, from the shipped packages and their loads
# (processes/packages/*/simulation.xml): one complete case, then a year of simulated work up to yesterday; from then on it goes by
# the real clock. It is made anew when the definitions, or the part of the program that makes it, have changed.
# FASTI_PORT: where it listens (8080; any free port when that is taken).
set -eu
here=$(cd "$(dirname "$0")" && pwd)

say() { # what comes next, apart from the tools' own output
  printf '\n==> %s\n' "$1"
}

fail() {
  printf '%s\n' "demonstration.sh: $1" >&2
  exit 1
}

stay=
fresh=no
load=no
since='1 year ago'
while [ $# -gt 0 ]; do
  case $1 in
    --once) stay=no ;;
    --stay) stay=yes ;;
    --fresh) fresh=yes ;;
    --load) load=yes ;;
    --days=[1-9]*) since="${1#--days=} days ago" ;;
    -*) fail "there is no option $1; say --once, --stay, --fresh, --load or --days=N" ;;
    *) break ;;
  esac
  shift
done
build=${1:-$here/build}
[ -x "$build/fasti" ] || fail "$build/fasti is not there: ./autogen.sh run builds it"
if [ -z "$stay" ]; then
  if [ -t 0 ] && [ -t 1 ] && [ "${CI:-}" != true ]; then stay=yes; else stay=no; fi
fi
office=$build/demonstration.fasti
fasti() {
  "$build/fasti" "$@"
}

# What the office was made from.
key() {
  cd "$here"
  find demonstration.sh engine adapters/sqlite adapters/files adapters/cli/simulate.c adapters/cli/simulate adapters/cli/scenario \
    processes forms -type f ! -name '*.mk' -exec sha256sum {} + | LC_ALL=C sort | sha256sum | cut -c1-64
}

# The days of the bureaus, which are eight hours ahead of UTC.
day() { # WORDS : such a day as "yesterday"
  TZ=CST-8 date -d "$1" +%Y-%m-%d
}

# The course of the case, a line a day: the steps that it came to. What people do is told with its time of the day; what the clock
# does meanwhile, in the cases that watch over the bureaus, is not.
course() {
  awk '
    /^[0-9][0-9][0-9][0-9]-/ { day = $1; mine = $2 ~ /^[0-9][0-9]:/ && day > begun; next }
    mine && match($0, / \[[a-z-]+\]/) && ($1 == "step" || $1 == "环节") {
      title = substr($0, 1, RSTART - 1); sub(/^ *[^ ]+ +/, "", title)
      if (day != last) printf "%s  %s  %s", last == "" ? "" : "\n", day, title; else printf " → %s", title
      last = day
    }
    END { print "" }' begun="$begun" "$1"
}

begun=2025-09-01

make_office() { # FILE
  fasti office init "$1" --clock=simulated --at="$begun" --demonstration >/dev/null
  fasti office deploy "$here"/processes/packages/*/package.xml --office="$1"
  say "one complete case (processes/case-handling/cases/demonstration.case)"
  fasti case play "$here/processes/case-handling/cases/demonstration.case" --office="$1" --output="$build/demonstration.instruments" \
    >"$build/demonstration.story"
  course "$build/demonstration.story"
  printf '  %s\n' "each entry: $build/demonstration.story"
  say "simulated work, $(day "$since") to $(day yesterday): a year takes about a minute"
  packages=
  for package in "$here"/processes/packages/*/package.xml; do
    packages="$packages --package=$package"
  done
  # shellcheck disable=SC2086 # a list of options
  fasti simulate $packages --go-on --office="$1" --from="$(day "$since")" --to="$(day yesterday)" --shifted --scale=15 --left=14 \
    --brief
  fasti user add admin-1 系统管理员 --role=admin --office="$1" >/dev/null
  fasti user add designer-1 流程设计员 --role=process-designer --as=admin-1 --office="$1" >/dev/null
  fasti clock real --as=admin-1 --office="$1" >/dev/null
}

# Whole or not at all: it is made beside the one that is there.
load() {
  want=$(key)
  if [ "$fresh" = no ] && [ -f "$office" ] && [ -f "$office.made-from" ] && [ "$(cat "$office.made-from")" = "$want" ]; then
    say "the demonstration is there: $office (--fresh makes it anew)"
    return
  fi
  say "a demonstration of both bureaus"
  new=$build/demonstration.new.fasti
  rm -rf "$new" "$new"-* "$new".*
  make_office "$new"
  rm -rf "$office" "$office"-* "$office".* 
  mv "$new.files" "$office.files"
  mv "$new" "$office"
  rm -f "$new"-*
  printf '%s\n' "$want" >"$office.made-from"
}

server=
end() {
  [ -z "$server" ] || kill -TERM "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  server=
}

# Listens at PORT, and tells its address in $address. @return 1 when it ended at once
start() { # PORT
  : >"$build/demonstration.address"
  "$build/fasti" serve --office="$office" --listen="127.0.0.1:$1" >"$build/demonstration.address" 2>"$build/demonstration.log" &
  server=$!
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
    address=$(sed -n 's|.*\(http://[0-9.:]*\).*|\1|p' "$build/demonstration.address")
    [ -z "$address" ] || return 0
    kill -0 "$server" 2>/dev/null || break
    sleep 0.5
  done
  end
  return 1
}

# Whether the office can be reached: the server says so itself.
is_ready() {
  perl -MIO::Socket::INET -e '
    my ($where) = $ARGV[0] =~ m{^http://(.*)$};
    my $socket = IO::Socket::INET->new(PeerAddr => $where, Timeout => 10) or exit 1;
    print $socket "GET /readyz HTTP/1.1\r\nHost: $where\r\nConnection: close\r\n\r\n";
    my $line = <$socket>;
    exit(defined $line && $line =~ m{^HTTP/1\.1 200 } ? 0 : 1);' "$1"
}

serve() {
  trap end EXIT
  trap 'exit 130' INT
  trap 'exit 143' HUP TERM
  start "${FASTI_PORT:-8080}" || start 0 || {
    cat "$build/demonstration.log" >&2
    fail "the server does not start"
  }
  is_ready "$address" || fail "the server does not answer at $address/readyz; its log is $build/demonstration.log"
  say "somebody of each role, with a code to log in with once, today"
  fasti user codes --office="$office" --as=admin-1
  printf '\n%s\n%s\n' "The office is at $address - everything in it is made up, and each page says so." \
    "Its file is $office, its log $build/demonstration.log."
}

load
[ "$load" = no ] || exit 0
serve
if [ "$stay" = yes ]; then
  echo "It stays until you press Ctrl-C."
  wait "$server"
else
  end
  echo "It answered, and was stopped: nobody is at this terminal (./demonstration.sh --stay keeps it)."
fi
