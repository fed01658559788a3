#!/bin/sh
# tests/browser/run.sh - tests in a browser: Debian's chromium, driven by playwright-core. Prints TAP.
#
#   run.sh [--short] [--only=SUITE[/WORDS]] [--list]     as run.js, which it starts when all is there; else it skips and says why
#
# CHROMIUM names another browser; screenshots go to $FASTI_BUILD/screenshots.
set -u
here=$(cd "$(dirname "$0")" && pwd)
FASTI_SOURCE=${FASTI_SOURCE:-$(cd "$here/../.." && pwd)}
FASTI_BUILD=${FASTI_BUILD:-$FASTI_SOURCE/build}
CHROMIUM=${CHROMIUM:-/usr/bin/chromium}
export FASTI_SOURCE FASTI_BUILD CHROMIUM

skip() {
  echo "1..0 # SKIP $1"
  exit 0
}
command -v node >/dev/null || skip "there is no node: apt-get install nodejs npm"
[ -x "$CHROMIUM" ] || skip "there is no $CHROMIUM: apt-get install chromium"
for module in playwright-core axe-core; do
  [ -d "$here/node_modules/$module" ] || skip "$module is not there: npm ci --ignore-scripts in tests/browser"
done
exec node "$here/run.js" "$@"
