# tests/web/site.sh - people at the pages of an office, through the server: source it behind tests/tap.sh.
# shellcheck shell=sh disable=SC2154 # tap.sh sets them
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai FASTI_OFFICE=$tap_dir/office.fasti
export LC_ALL LANGUAGE TZ FASTI_OFFICE
server=
site_admin=root # who gives codes to log in with; empty: who owns the office
trap 'site_stop; rm -rf "$tap_dir"' EXIT

# site_office SCENARIO-LINE... : an office that has lived through the lines.
site_office() {
  "$FASTI_BUILD/fasti" office init "$FASTI_OFFICE" --clock=simulated --at=2025-01-02 >/dev/null
  printf '%s\n' "$@" >"$tap_dir/story.case"
  cp "$FASTI_SOURCE"/processes/case-handling/cases/*.inc "$tap_dir/"
  "$FASTI_BUILD/fasti" case play "$tap_dir/story.case" >"$tap_dir/played" 2>&1 || sed 's/^/# /' "$tap_dir/played"
  "$FASTI_BUILD/fasti" user add "$site_admin" 管理员 --role=admin >/dev/null
}

site_start() {
  rm -f "$tap_dir/serve.out"
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
}

# site_stop : leaves its status in $ended.
# shellcheck disable=SC2034 # for the test that sources this
site_stop() {
  ended=
  [ -n "$server" ] || return 0
  kill "$server" 2>/dev/null
  wait "$server"
  ended=$?
  server=
}

site_log_in() { # PERSON
  secret=$("$FASTI_BUILD/fasti" user login "$1" ${site_admin:+--as="$site_admin"} | tail -n 1)
  : >"$tap_dir/jar-$1"
  : >"$tap_dir/csrf-$1" # who is not logged in has none
  get "$1" /login
  post "$1" /login "person=$1" "secret=$secret"
  get "$1" /me
}

# get PERSON PATH CURL-ARGUMENT... : leaves $code, where it sends one in $to, the headers in $head, the answer in $tap_dir/page.
# Whoever is not called nobody is logged in.
# shellcheck disable=SC2034 # for the test that sources this
get() {
  [ -f "$tap_dir/jar-$1" ] || [ "$1" = nobody ] || (site_log_in "$1")
  get_person=$1 get_path=$2
  shift 2
  code=$(curl -g -s -S -m 30 -D "$tap_dir/head" -o "$tap_dir/page" -w '%{http_code} %{redirect_url}' \
    -b "$tap_dir/jar-$get_person" -c "$tap_dir/jar-$get_person" "$@" "$site$get_path" 2>&1)
  to=${code#* } code=${code%% *} to=${to#"$site"}
  head=$(tr -d '\r' <"$tap_dir/head")
  site_keep_csrf "$tap_dir/csrf-$get_person"
}

# A page that has a form has the token that forms of the session send back.
site_keep_csrf() {
  sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$tap_dir/page" | head -n 1 | tr -d '\n' >"$tap_dir/csrf"
  [ ! -s "$tap_dir/csrf" ] || mv "$tap_dir/csrf" "$1"
}

# post PERSON PATH FIELD=VALUE... | -F FIELD=VALUE... : a form is sent, as a page of that person would.
post() {
  post_person=$1 post_path=$2
  shift 2
  [ "$post_person" != nobody ] || : >"$tap_dir/csrf-nobody"
  [ -f "$tap_dir/csrf-$post_person" ] || (site_log_in "$post_person")
  case ${1-} in
    -F) get "$post_person" "$post_path" -F "csrf=<$tap_dir/csrf-$post_person" "$@" ;;
    *)
      for field in "$@"; do
        set -- "$@" --data-urlencode "$field"
        shift
      done
      get "$post_person" "$post_path" --data-urlencode "csrf@$tap_dir/csrf-$post_person" "$@"
      ;;
  esac
}

# seen XPATH : what stands there in the page, white space made one space.
seen() {
  xmllint --html --nowarning --xpath "$1" "$tap_dir/page" 2>/dev/null | tr -s ' \n\r\t' ' ' | sed 's/^ //; s/ $//'
}

# each XPATH : the texts there, a line each.
each() {
  xmllint --html --nowarning --xpath "$1" "$tap_dir/page" 2>/dev/null |
    sed 's/<[^>]*>//g; s/^[[:space:]]*//; s/[[:space:]]*$//' | grep -v '^$'
}

# at XPATH : the text of the first, without doubled white space.
at() {
  seen "normalize-space($1)"
}

# header NAME
header() {
  printf '%s\n' "$head" | sed -n "s/^$1: //Ip"
}
