# tests/web/site.sh - an office of Luquan whose people look at pages through the server: source it behind tests/tap.sh.
# shellcheck shell=sh disable=SC2154 # tap.sh sets them
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai FASTI_OFFICE=$tap_dir/office.fasti
export LC_ALL LANGUAGE TZ FASTI_OFFICE
server=
trap 'site_stop; rm -rf "$tap_dir"' EXIT

# site_office SCENARIO-LINE... : an office that has lived through the lines.
site_office() {
  cases=$FASTI_SOURCE/processes/case-handling/cases
  "$FASTI_BUILD/fasti" office init "$FASTI_OFFICE" --clock=simulated --at=2025-01-02 >/dev/null
  printf '%s\n' "$@" >"$tap_dir/story.case"
  cp "$cases"/*.inc "$tap_dir/"
  "$FASTI_BUILD/fasti" case play "$tap_dir/story.case" >"$tap_dir/played" 2>&1 || sed 's/^/# /' "$tap_dir/played"
  "$FASTI_BUILD/fasti" user add root 管理员 --role=admin >/dev/null
}

site_start() {
  "$FASTI_BUILD/fasti" serve --listen=127.0.0.1:0 --only=web --web-folder="$FASTI_SOURCE/adapters/web" \
    >"$tap_dir/serve.out" 2>"$tap_dir/serve.err" &
  server=$!
  tries=0
  while [ ! -s "$tap_dir/serve.out" ] && [ $tries -lt 300 ] && kill -0 "$server" 2>/dev/null; do
    sleep 0.1
    tries=$((tries + 1))
  done
  site=http://127.0.0.1:$(sed -n 's/.*:\([0-9]*\)$/\1/p' "$tap_dir/serve.out")
  [ -s "$tap_dir/serve.out" ] || sed 's/^/# /' "$tap_dir/serve.err"
}

site_stop() {
  [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null
  server=
}

# page PERSON PATH CURL-ARGUMENT... : leaves $code, $to (where it sends one) and $tap_dir/page.html; with -F it is sent as a form.
# shellcheck disable=SC2034 # for the test that sources this
page() {
  person=$1 path=$2
  shift 2
  jar=$tap_dir/jar-$person
  [ -f "$jar" ] || site_log_in "$person"
  [ $# = 0 ] || set -- -F "csrf=$(cat "$tap_dir/csrf-$person")" "$@"
  code=$(curl -g -s -S -b "$jar" -c "$jar" -o "$tap_dir/page.html" -w '%{http_code} %{redirect_url}' "$@" "$site$path" 2>&1)
  to=${code#* } code=${code%% *} to=${to#"$site"}
  site_keep_csrf "$tap_dir/csrf-$person"
}

site_keep_csrf() {
  sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$tap_dir/page.html" | head -1 >"$tap_dir/csrf"
  [ ! -s "$tap_dir/csrf" ] || tr -d '\n' <"$tap_dir/csrf" >"$1"
}

site_log_in() {
  secret=$("$FASTI_BUILD/fasti" user login "$1" --as=root | tail -1)
  curl -s -c "$jar" -o "$tap_dir/page.html" "$site/login"
  site_keep_csrf "$tap_dir/csrf-$1"
  curl -s -b "$jar" -c "$jar" -o /dev/null --data-urlencode "csrf@$tap_dir/csrf-$1" -d "person=$1" -d "secret=$secret" "$site/login"
  curl -s -L -b "$jar" -c "$jar" -o "$tap_dir/page.html" "$site/"
  site_keep_csrf "$tap_dir/csrf-$1"
}

# at XPATH : the text there in the page, white space as one space.
at() {
  xmllint --html --xpath "normalize-space($1)" "$tap_dir/page.html" 2>/dev/null
}

# each XPATH : the texts there, a line each.
each() {
  xmllint --html --xpath "$1" "$tap_dir/page.html" 2>/dev/null | sed 's/<[^>]*>//g; s/^[[:space:]]*//; s/[[:space:]]*$//' | grep -v '^$'
}
