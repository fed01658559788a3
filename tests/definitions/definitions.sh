#!/bin/sh
# tests/definitions/definitions.sh - the shipped definitions: they are in order, and their differences are parameters; their
# scenarios: tests/scenarios/scenarios.sh.
set -u
cd "${FASTI_SOURCE:?}" || exit 1
# shellcheck source=tests/tap.sh
. tests/tap.sh
LC_ALL=C.UTF-8 LANGUAGE=''
export LC_ALL LANGUAGE

fasti check processes/packages/luquan/package.xml
is "the package of Luquan is in order" "$err$status" "0"
fasti check processes/packages/hongjiang/package.xml
is "so is that of Hongjiang" "$err$status" "0"
fasti check tests/definitions/elsewhere.xml
is "so is one that sets other values" "$err$status" "0"

# No number of law stands in a chart: periods are parameters, but for the day that turns a last day into a period.
is "no period is written in a chart" \
  "$(grep -rnE --include='*.scxml' "within=\"[^{]" processes | grep -v 'within="1 days"')" ""

tap_end
