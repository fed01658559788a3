#!/bin/sh
# tests/web/permissions.sh - who may go where: every page and act of the site is tried by everybody, and what each may is compared
# with permissions.txt, cell by cell. A route that the table does not have is told, and so is one that there is no more.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/web/site.sh
. "$FASTI_SOURCE/tests/web/site.sh"

# An open case of Luquan in which nobody but its registrar has done anything, and one person of Hongjiang.
site_office 'package luquan' 'on 2025-09-22 09:00' 'include people.inc' \
  'open case-handling as registrar-1 with source=patrol registeredOn=2025-09-22 discoveredOn=2025-09-22 place=上庄镇某村 facts=未经批准占用集体土地建设仓库，正在施工 suspect=丙物流有限公司 ongoing=true'
"$FASTI_BUILD/fasti" office deploy "$FASTI_SOURCE/processes/packages/hongjiang/package.xml" --as=root >/dev/null 2>&1
"$FASTI_BUILD/fasti" user add other-1 洪办理 --role=case-officer --bureau=hongjiang --as=root >/dev/null 2>&1
"$FASTI_BUILD/fasti" user add designer-1 罗设计 --role=process-designer --as=root >/dev/null 2>&1
site_start

table=$FASTI_SOURCE/tests/web/permissions.txt
people='nobody registrar-1 officer-1 head-1 leader-1 root designer-1 other-1'
case=$("$FASTI_BUILD/fasti" case list --procedure=case-handling --json | jq -r '.[0].case')
task=$("$FASTI_BUILD/fasti" task list --case="$case" --json | jq -r '.[] | select(.task == "assign-verification").number')

# The routes of the site, as the source has them.
routes() {
  sed -n 's/^  {"\(GET\|POST\)", "\([^"]*\)".*/\1 \2/p' "$FASTI_SOURCE"/adapters/web/*.c | LC_ALL=C sort -u
}

# A path of a route, with what there is in the office.
path_of() {
  printf '%s\n' "$1" | sed 's|{edition}/{file}|x/fasti.css|; s|{case}|'"$case"'|; s|tasks/{number}|tasks/'"$task"'|; s|{number}|1|; s|{person}|officer-1|
    s|start/{procedure}|start/case-handling|; s|registers/{procedure}|registers/party|; s|complain/{bureau}/{service}|complain/luquan/L-S1|
    s|{bureau}|luquan|; s|{version}|v9|; s|tasks/\(.*\)/{operation}|tasks/\1/claim|; s|{event}|no-such|; s|{operation}|comment|; s|{token}|0000|'
}

# may PERSON METHOD PATH : y, or - for who is sent to the log-in, forbidden, or told that there is no such thing.
may() {
  if [ "$2" = POST ]; then
    post "$1" "$3"
  else
    get "$1" "$3"
  fi
  case $code$to in
    403* | 404* | 401* | 303/login\?to=*) echo - ;;
    5* | 000*) echo "$code for $1" ;;
    *) echo y ;;
  esac
}

get nobody /login # a token, as everybody has one
for route in $(routes | tr ' ' ','); do
  method=${route%%,*} pattern=${route#*,}
  case $pattern in */logout | */sessions/end | *end-sessions | /login) continue ;; esac # they end what the rest needs
  line="$method $pattern"
  for one in $people; do
    line="$line $(may "$one" "$method" "$(path_of "$pattern")")"
  done
  echo "$line"
done >"$tap_dir/found"
[ -z "${FASTI_FOUND-}" ] || cp "$tap_dir/found" "$FASTI_FOUND" # to look at
site_stop

is "the table has every page and act, and no other" "$(awk '!/^#/ && NF {print $1, $2}' "$table")" \
  "$(awk '{print $1, $2}' "$tap_dir/found")"
while read -r method pattern cells; do
  is "$method $pattern" "$(grep -F "$method $pattern " "$tap_dir/found" | head -n 1 | cut -d ' ' -f 3-)" "$(printf "%s\n" "$cells" | tr -s " ")"
done <<TABLE
$(grep -v '^#' "$table")
TABLE
tap_end
