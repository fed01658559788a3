#!/bin/sh
# tests/http/guide.sh - the examples of doc/api.md: each is run, and its answer has at least what stands below it.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/http/rest.sh
. "$FASTI_SOURCE/tests/http/rest.sh"
rest_begin
rest_start
# shellcheck disable=SC2154 # set by rest_start
API=$api TOKEN=$(cat tokens/clerk-1) CHIEF=$(cat tokens/chief-1)
export API TOKEN CHIEF

# Examples as example.1.sh and example.1.json, in order.
awk '/^```sh$/ { name = "example." ++count ".sh"; next }
  /^```json$/ { name = "example." count ".json"; next }
  /^```$/ { name = ""; next }
  name != "" { print >name }
  END { print count >"count" }' "$FASTI_SOURCE/doc/api.md"
number=1
while [ $number -le "$(cat count)" ]; do
  sh -e ./example.$number.sh >answer 2>&1
  is "example $number: $(grep -o 'API/[^"]*' example.$number.sh | tail -n 1 | cut -c 5-)" \
    "$(jq --slurpfile wanted example.$number.json 'contains($wanted[0])' answer 2>&1 || cat answer)" "true"
  number=$((number + 1))
done
is "there were examples" "$([ $number -gt 10 ] && echo yes)" "yes"
tap_end
