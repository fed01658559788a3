#!/bin/sh
# tests/cli/manual.sh - the manual pages tell what the tables of commands say: every command, every option, and no more.
# A command of one word has a page fasti-WORD.1 with its options in the section OPTIONS; a group has one page, with a
# subsection ".SS fasti GROUP WORD ..." a command.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
LC_ALL=C
export LC_ALL
man=$FASTI_SOURCE/doc/man

# COMMAND OPTION... of every command, a line each, by the tables.
from_tables() {
  "$FASTI_BUILD/fasti" help --json | awk -F'"' '
    $2 == "command" {if (line) print line; line = $4}
    $2 == "name" {options[++count] = $4; line = line " --" $4}
    END {print line}' | sort
}

# The same by the pages. Options stand in the line after .TP.
from_pages() {
  for page in "$man"/fasti-*.1; do
    name=$(basename "$page" .1)
    sed 's/\\-/-/g' "$page" | awk -v name="${name#fasti-}" '
      function done() {if (line) print line; line = ""}
      /^\.SS fasti / {done(); line = $3 " " $4; grouped = 1}
      /^\.SH OPTIONS/ && !grouped {line = name; inside = 1; next}
      /^\.SH / {if (!grouped || !inside) inside = 0; if (grouped) done()}
      tag && match($0, /--[a-z][a-z-]*/) {
        option = substr($0, RSTART, RLENGTH)
        if (option != "--help" && line)
          line = line " " option
      }
      {tag = /^\.TP/}
      END {done()}'
  done | sort
}

# The order of options is the page writer's.
ordered() {
  awk '{n = split($0, w, " "); first = ""; for (i = 1; i <= n && w[i] !~ /^--/; i++) first = first (i > 1 ? " " : "") w[i]
    printf "%s", first; count = 0
    for (; i <= n; i++) o[++count] = w[i]
    for (i = 1; i <= count; i++) for (j = i + 1; j <= count; j++) if (o[j] < o[i]) {t = o[i]; o[i] = o[j]; o[j] = t}
    for (i = 1; i <= count; i++) printf " %s", o[i]
    print ""}'
}

is "pages and tables agree" "$(from_pages | ordered)" "$(from_tables | ordered)"
is "fasti(1) names every page" "$(sed -n 's/^\.BR \(fasti[-\\a-z]*\) (1).*/\1/p' "$man/fasti.1" | sed 's/\\-/-/g' |
  grep -v '^fasti$' | sort -u)" "$(basename -s .1 "$man"/fasti-*.1 | sort)"
is "fasti(1) tells every exit status" "$(sed -n 's/^\([0-9][0-9]*\)|.*/\1/p' "$man/fasti.1")" \
  "$(sed -n 's/^FASTI_STATUS([^,]*,[^,]*,[^,]*, *\([0-9]*\),.*/\1/p' "$FASTI_SOURCE/engine/status.def")"
if command -v groff >/dev/null; then
  is "groff has nothing to say" "$(for page in "$man"/*.1; do groff -t -man -ww -Tascii "$page" 2>&1 >/dev/null; done)" ""
else
  skip "groff has nothing to say" "groff is not installed"
fi
tap_end
