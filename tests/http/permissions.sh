#!/bin/sh
# tests/http/permissions.sh - who gets past each door of the REST interface: asserted cell by cell from permissions.txt, which says what
# the words mean. "sh tests/http/permissions.sh --print" (with FASTI_SOURCE and FASTI_BUILD) prints what there is.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/http/rest.sh
. "$FASTI_SOURCE/tests/http/rest.sh"
people='nobody reader clerk-1 chief-1 adviser-1 maker root clerk-9'
rest_begin
rest_start
mkdir -p answers

# A case with everything: a file, a task for the adviser, and more entries than the tag in If-Match says, so that nobody's command is
# done.
send clerk-1 POST /cases '{"procedure":"permit","fields":{"name":"甲公司"}}'
one=/cases/D-2025-00001
send clerk-1 POST $one/tasks/check/claim '{}'
call clerk-1 POST "$one/evidence?name=a.txt" -H 'Content-Type: text/plain' -d paper
send clerk-1 POST $one/tasks/check/completion '{"fields":{"kind":"plain"}}'
send chief-1 POST $one/tasks/approve/claim '{}'
# And one in which an instrument was issued.
send clerk-1 POST /cases '{"procedure":"permit","fields":{"name":"乙公司"}}'
send clerk-1 POST /cases/D-2025-00002/tasks/check/completion '{"fields":{"kind":"plain"}}'
send chief-1 POST /cases/D-2025-00002/tasks/approve/completion '{"fields":{"result":"yes"}}'
call nobody GET /openapi.json
cp body openapi.json
samples=$(cat "$FASTI_SOURCE/tests/http/samples.json")
of_case=$(jq -c '[.paths | to_entries[] | select(.key | contains("{case}") and (contains("/instruments/") | not)) | .value[] | .operationId]' openapi.json)
issued=$(jq -c '[.paths | to_entries[] | select(.key | contains("{case}/instruments/")) | .value[] | .operationId]' openapi.json)
others=$(jq -c '[.paths | to_entries[] | select(.key | contains("{case}") | not) | .value[] | .operationId]' openapi.json)

round() { # CHANGE
  jq -r --argjson samples "$samples" --argjson change "$1" --arg api "$api" --arg out "$tap_dir/answers" \
    -f "$FASTI_SOURCE/tests/http/requests.jq" openapi.json >requests
  curl --config requests 2>>curl.err
}

# What of a case is done as it is; the rest is asked with a parameter that there is not: past the door, that is refused.
for person in $people; do
  token=$([ "$person" = nobody ] || printf '"token": "%s",' "$(cat "tokens/$person")")
  round "{$token \"headers\": [\"If-Match: \\\"1\\\"\"], \"only\": $of_case}"
  round "{$token \"parts\": {\"case\": \"D-2025-00002\"}, \"only\": $issued}"
  round "{$token \"query\": \"nonsense=1\", \"only\": $others}"
done >codes
words=$(awk '{
    word = $2 == 401 ? "login" : $2 == 403 ? "no" : $2 == 404 ? "hidden" : $2 >= 500 || $2 == 0 ? "broken" : "yes"
    if (!($1 in row)) { order[++count] = $1; row[$1] = sprintf("%-22s", $1) }
    row[$1] = row[$1] sprintf(" %-7s", word)
  }
  END { for (i = 1; i <= count; i++) print row[order[i]] }' codes | sed 's/ *$//')
if [ "${1-}" = --print ]; then
  printf '%s\n' "$words"
  exit 0
fi
is "every door" "$words" "$(grep -v '^#' "$FASTI_SOURCE/tests/http/permissions.txt")"
call clerk-1 GET $one
is "nothing was done" "$(got .entries)" "5"
tap_end
