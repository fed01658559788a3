#!/bin/sh
# tests/build/style.sh - sizes that HACKING.md sets: functions over 60 lines and files over 900 are listed, functions over
# 100 lines fail; every file opens with a card; nothing is left open; shell is clean by shellcheck.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
cd "$FASTI_SOURCE" || exit 1

sources() {
  find engine adapters tests -name '*.[ch]' | LC_ALL=C sort
}

longer_than() { # functions of more than $1 lines
  sources | xargs ctags -x --c-kinds=f --_xformat='%{end} %n %F %N' |
    awk -v most="$1" '$1 - $2 + 1 > most {printf "%s:%d: %s has %d lines\n", $3, $2, $4, $1 - $2 + 1}'
}

if ctags --version 2>/dev/null | grep -q Universal; then
  longer_than 60 | sed 's/^/# /'
  is "no function has more than 100 lines" "$(longer_than 100)" ""
else
  skip "no function has more than 100 lines" "universal-ctags is not installed"
fi
sources | xargs wc -l | awk '$2 != "total" && $1 > 900 {print "# " $2 ": " $1 " lines"}'

is "every file opens with its card" "$(
  for file in $(sources); do
    case $(head -n 1 "$file") in
      "/* $file - "*) ;;
      *) echo "$file" ;;
    esac
  done
)" ""

words='TO''DO|FIX''ME|XX''X|not impl''emented'
is "nothing is left open" "$(sources | xargs grep -nE "\\b($words)\\b")" ""

if command -v shellcheck >/dev/null; then
  is "shell is clean" "$(find . -name .git -prune -o -path './build*' -prune -o \( -name '*.sh' -o -path ./.ci/run -o -path './.githooks/*' \) -type f -print | LC_ALL=C sort |
    xargs shellcheck 2>&1)" ""
else
  skip "shell is clean" "shellcheck is not installed"
fi
tap_end
