#!/bin/sh
# tests/definitions/coverage.sh - every text of both bureaus, and each of its items, is carried out; doc/coverage.md is what the
# definitions say today; a carrier that goes is missed. To make it again:
#   LC_ALL=C.UTF-8 LANGUAGE= fasti coverage processes/packages/hongjiang/package.xml processes/packages/luquan/package.xml -o doc/coverage.md
set -u
cd "${FASTI_SOURCE:?}" || exit 1
# shellcheck source=tests/tap.sh
. tests/tap.sh
LC_ALL=C.UTF-8 LANGUAGE=''
export LC_ALL LANGUAGE
packages='processes/packages/hongjiang/package.xml processes/packages/luquan/package.xml'

# shellcheck disable=SC2086 # a list of files
fasti coverage $packages
is "every text and item has a carrier, and nothing else is covered" "$status $err" "0 "
is "doc/coverage.md is made from these definitions" "$(diff doc/coverage.md "$tap_dir/out" 2>&1 | head -n 5)" ""

# The texts are the 23 numbered ones, in their order, the boundary that gives a period, and the periods that several share.
is "the texts of Hongjiang" "$(sed -n 's/.*<text id="\([^"]*\)".*/\1/p' processes/packages/hongjiang/texts.xml | tr '\n' ' ')" \
  "H1 H2 H3 H4 H5 H6 H7 H8 H9 H10 H-B4 H-shared "
is "the texts of Luquan" "$(sed -n 's/.*<text id="\([^"]*\)".*/\1/p' processes/packages/luquan/texts.xml | tr '\n' ' ')" \
  "L1 L2 L3 L4 L5 L6 L7 L8 L9 L10 L11 L12 L13 L-shared "

# Each item's only carriers are taken away in turn, in a copy: it is missed by its name.
cp -r processes forms "$tap_dir"
cd "$tap_dir" || exit 1
# without FILE... ID: takes the word out of what covers it
without() {
  id=$1
  shift
  sed -i -E "/covers=/{s| *\\b$id( [^\"]*)?\"|\\1\"|;s| (f:)?covers=\" *\"||}" "$@"
}
chmod -R u+w processes forms
for id in L7/2.2 L12/4.7 D-sue H10/3 Q-p12-special; do
  grep -rlE "covers=\"([^\"]* )?${id}[ \"]" processes forms >with
  # shellcheck disable=SC2046 # a list of files
  without "$id" $(cat with)
  # shellcheck disable=SC2086
  fasti coverage $packages
  is "without its carriers $id is missed" "$status $(echo "$err" | grep -c "nothing carries $id ")" "15 1"
done
sed -i 's|f:covers="L12/4.2"|f:covers="L12/4.22"|' processes/case-handling/process.scxml
# shellcheck disable=SC2086
fasti coverage $packages
has "a misspelt id is named" "$err" "error: L12/4.22 is no text and no item of the packages given"
tap_end
