#!/bin/sh
# tests/scenarios/scenarios.sh - every scenario of every procedure, as TAP; together they enter every state that people see.
set -u
cd "${FASTI_SOURCE:?}" || exit 1
# shellcheck source=tests/tap.sh
. tests/tap.sh
LC_ALL=C.UTF-8 LANGUAGE=''
export LC_ALL LANGUAGE

fasti test --tap --verbose processes tests/definitions tests/scenarios
echo "$out" | grep -E '^(ok|not ok|#)'
tap_count=$(echo "$out" | grep -cE '^(ok|not ok)')
is "all of them pass, and nothing else is said" "$(echo "$out" | sed -n '1s/^1\.\.//p') $err$status" "$tap_count 0"

never=
states=$(find processes -name '*.scxml' -exec cat {} + |
  sed -n 's/.*<\(state\|parallel\|final\) id="\([^"]*\)"[^>]* f:title=.*/\2/p')
for state in $states; do
  case $out in
    *"[$state]"*) ;;
    *) grep -rqE --include='*.case' "visited\('$state'\)|ended $state( |\$)" processes tests/definitions || never="$never $state" ;;
  esac
done
is "every state that people see is entered" "$never" ""
tap_end
