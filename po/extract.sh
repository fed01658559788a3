#!/bin/sh
# po/extract.sh - collect every text for people from the sources: extract.sh SOURCES OUT.pot
set -eu
cd "$1"
keywords=$(sed 's/#.*//' po/keywords | xargs -n 1 printf '--keyword=%s ')
flags=$(sed 's/#.*//' po/keywords | xargs -n 1 | sed -n 's/^\(fasti_[a-z_]*:[0-9]*\).*/--flag=\1:c-format/p')
list=$(find engine adapters -name '*.c' -o -name '*.h' -o -name '*.def' | LC_ALL=C sort)
choices=$(mktemp)
trap 'rm -f "$choices"' EXIT
# shellcheck disable=SC2086 # lists of words
{
  perl po/choices.pl po/keywords $list >"$choices"
  "${XGETTEXT:-xgettext}" --language=C --from-code=UTF-8 --keyword $keywords $flags --sort-by-file --no-wrap \
    --package-name=fasti --output=- $list "$choices"
} | sed '/^"POT-Creation-Date:/d' >"$2"
