# tests/web/page.sh - a small office behind its pages, for tests that look at what a person would see: source it behind
# tests/tap.sh and tests/cli/permit.sh.
# shellcheck shell=sh disable=SC2154 # tap.sh sets them
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai FASTI_OFFICE=$tap_dir/office.fasti
export LC_ALL LANGUAGE TZ FASTI_OFFICE
server=
trap 'page_stop; rm -rf "$tap_dir"' EXIT

page_start() { # PERSON... : the server, and these people logged in
  rm -f "$tap_dir/serve.out"
  for person in "$@"; do
    fasti user login "$person" --as=root
    printf '%s' "$out" >"$tap_dir/code-$person"
  done
  "$FASTI_BUILD/fasti" serve --listen=127.0.0.1:0 --only=web --web-folder="$FASTI_SOURCE/adapters/web" --log=none \
    >"$tap_dir/serve.out" 2>"$tap_dir/serve.err" &
  server=$!
  tries=0
  while [ ! -s "$tap_dir/serve.out" ] && [ $tries -lt 300 ] && kill -0 "$server" 2>/dev/null; do
    sleep 0.1
    tries=$((tries + 1))
  done
  [ -s "$tap_dir/serve.out" ] || sed 's/^/# /' "$tap_dir/serve.err"
  site=http://127.0.0.1:$(sed -n 's/.*:\([0-9]*\)$/\1/p' "$tap_dir/serve.out")
  for person in "$@"; do
    get "$person" /login
    post "$person" /login --data-urlencode "person=$person" --data-urlencode "secret=$(cat "$tap_dir/code-$person")"
  done
}

page_stop() {
  [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null
  server=
}

# get PERSON PATH CURL-ARGUMENT... : leaves $code, the headers in $head, the answer in $tap_dir/body.
# shellcheck disable=SC2034 # for the test that sources this
get() {
  get_person=$1 get_path=$2
  shift 2
  code=$(curl -g -s -S -D "$tap_dir/head" -o "$tap_dir/body" -w '%{http_code}' -b "$tap_dir/jar-$get_person" \
    -c "$tap_dir/jar-$get_person" "$@" "$site$get_path" 2>&1)
  head=$(tr -d '\r' <"$tap_dir/head")
}

# post PERSON PATH CURL-ARGUMENT... : sends the csrf of the page that was got before.
post() {
  post_person=$1 post_path=$2 csrf=$(seen 'string(//input[@name="csrf"]/@value)')
  shift 2
  case "$*" in
    *--form*) get "$post_person" "$post_path" --form "csrf=$csrf" "$@" ;;
    *) get "$post_person" "$post_path" --data-urlencode "csrf=$csrf" "$@" ;;
  esac
}

# seen XPATH : what stands there in the page, space made one.
seen() {
  xmllint --html --nowarning --xpath "$1" "$tap_dir/body" 2>/dev/null | tr -s ' \n\r\t' ' ' | sed 's/^ //; s/ $//'
}

# header NAME
header() {
  printf '%s\n' "$head" | sed -n "s/^$1: //Ip"
}
