#!/bin/sh
# tests/web/texts.sh - the words of the pages: the same ids in every language, each once, none empty; what stylesheets and code
# ask for is there; and this test can fail.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"

web=$FASTI_SOURCE/adapters/web

ids() { # LANGUAGE [ROOT] : every id, sorted
  sed -n 's/.*<t id="\([^"]*\)".*/\1/p' "${2:-$web}/texts/$1"/*.xml | LC_ALL=C sort
}

asked() { # the ids that stylesheets name literally
  grep -ho "key('t', '[^']*')" "$web"/xsl/*.xsl | sed "s/.*'\([^']*\)')/\1/" | LC_ALL=C sort -u
}

is "Chinese and English have the same ids" "$(ids zh-CN)" "$(ids en)"
is "each once" "$(ids en | uniq -d)" ""
is "none is empty" "$(grep -n '<t id="[^"]*"></t>\|<t id="[^"]*"/>' "$web"/texts/*/*.xml)" ""
is "a stylesheet asks for no other" "$(ids en >"$tap_dir/ids"; asked | LC_ALL=C comm -23 - "$tap_dir/ids")" ""
is "English has no Chinese in it" "$(LC_ALL=C.UTF-8 grep -lP '[\x{4e00}-\x{9fff}]' "$web"/texts/en/*.xml)" ""

# It would see one that is missing.
mkdir -p "$tap_dir/texts/en"
sed '/login.title/d' "$web/texts/en/frame.xml" >"$tap_dir/texts/en/frame.xml"
is "a text that is missing shows" \
  "$(ids en "$tap_dir" >"$tap_dir/less"; printf 'login.title\n' | LC_ALL=C comm -23 - "$tap_dir/less")" "login.title"
tap_end
