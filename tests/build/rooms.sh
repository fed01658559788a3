#!/bin/sh
# tests/build/rooms.sh - the engine's rooms include downward only (engine/ROOMS); and this test can fail.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"

rooms() { # the findings for the tree DIR
  (
    cd "$1" || exit 1
    find engine adapters -name '*.[ch]' | LC_ALL=C sort | xargs "${AWK:-awk}" -f "$FASTI_SOURCE/tests/build/rooms.awk" engine/ROOMS
  )
}

is "this tree keeps its rooms" "$(rooms "$FASTI_SOURCE")" ""
is "and has them" "$(awk '!/^#/ && NF && $1 == "base"' "$FASTI_SOURCE/engine/ROOMS" | wc -l)" 1

# A small tree, right at first.
tree=$tap_dir/tree
mkdir -p "$tree/engine/low" "$tree/engine/high" "$tree/adapters/web" "$tree/adapters/sql" "$tree/adapters/cli"
printf '# comment\nlow   low text\nhigh  high\n' >"$tree/engine/ROOMS"
for header in low text high low/own high/own; do
  : >"$tree/engine/$header.h"
done
: >"$tree/adapters/web/web.h"
echo '#include "engine/low.h"' >"$tree/engine/high.h"
printf '#include "config.h"\n#include <stdio.h>\n#include "engine/text.h"\n#include "engine/low/own.h"\n' >"$tree/engine/low/a.c"
printf '#include "engine/low.h"\n#include "engine/high/own.h"\n' >"$tree/engine/high/b.c"
printf '#include "engine/high.h"\n#include "adapters/sql/sql.h"\n' >"$tree/adapters/sql/sql.c"
printf '#include "adapters/sql/sql.h"\n#include "adapters/web/web.h"\n' >"$tree/adapters/cli/cli.c"
is "a tree in order" "$(rooms "$tree")" ""

found() { # NAME FILE LINE-OF-C WANT : what adding the line to the file gives
  cp "$tree/$2" "$tap_dir/before"
  printf '%s\n' "$3" >"$tree/$2"
  is "$1" "$(rooms "$tree")" "$4"
  cp "$tap_dir/before" "$tree/$2"
}
found "an arrow up" engine/low/a.c '#include "engine/high.h"' \
  'engine/low/a.c:1: the room low includes the room high above it'
found "an arrow up from a door" engine/text.h ' # include "engine/high.h"' \
  'engine/text.h:1: the room low includes the room high above it'
found "a private header of another room" engine/high/b.c '#include "engine/low/own.h"' \
  'engine/high/b.c:1: "engine/low/own.h" is private to the room low'
found "a door with a private header" engine/low.h '#include "engine/low/own.h"' \
  'engine/low.h:1: a door includes the private "engine/low/own.h"'
found "the engine includes an adapter" engine/high/b.c '#include "adapters/web/web.h"' \
  'engine/high/b.c:1: the engine includes "adapters/web/web.h"; it may include engine/ only'
found "an adapter includes another" adapters/sql/sql.c '#include "adapters/web/web.h"' \
  'adapters/sql/sql.c:1: the adapter sql includes the adapter web'
found "an adapter includes a private header" adapters/cli/cli.c '#include "engine/low/own.h"' \
  'adapters/cli/cli.c:1: "engine/low/own.h" is private to a room of the engine'
: >"$tree/engine/stray.h"
is "a header of no room" "$(rooms "$tree")" 'engine/stray.h: belongs to no room of engine/ROOMS'
rm "$tree/engine/stray.h" "$tree/engine/high.h"
is "a missing door" "$(rooms "$tree" | tail -n 1)" 'engine/ROOMS: the door engine/high.h of the room high does not exist'
tap_end
