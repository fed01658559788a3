# tests/build/rooms.awk - who may include whom. Run in the root of a tree:
#   awk -f rooms.awk engine/ROOMS FILE...
# with every .c and .h of engine/ and adapters/. Prints what is wrong and where; exits 1 if anything is.

function wrong(line, text) {
  printf "%s:%d: %s\n", FILENAME, line, text
  bad = 1
}

# The room of a file of the engine, by its path; "" when it has none.
function room_of(path,   part, count) {
  count = split(path, part, "/")
  if (count == 2) {
    sub(/\.(h|def)$/, "", part[2])
    return part[2] in door ? door[part[2]] : ""
  }
  return part[2] in level ? part[2] : ""
}

function from_engine(included, private,   to) {
  if (included == "config.h")
    return
  if (included !~ /^engine\//) {
    wrong(FNR, "the engine includes \"" included "\"; it may include engine/ only")
    return
  }
  to = room_of(included)
  if (to == "")
    wrong(FNR, "\"" included "\" belongs to no room of engine/ROOMS")
  else if (level[to] > level[room])
    wrong(FNR, "the room " room " includes the room " to " above it")
  else if (private && to != room)
    wrong(FNR, "\"" included "\" is private to the room " to)
  else if (private && is_door)
    wrong(FNR, "a door includes the private \"" included "\"")
}

function from_adapter(included, private,   part) {
  if (private)
    wrong(FNR, "\"" included "\" is private to a room of the engine")
  if (included ~ /^adapters\//) {
    split(included, part, "/")
    if (part[2] != adapter && adapter != "cli")
      wrong(FNR, "the adapter " adapter " includes the adapter " part[2])
  }
  if (included ~ /^tests\//)
    wrong(FNR, "a program includes \"" included "\"")
}

FNR == NR { # engine/ROOMS, lowest room first
  if ($0 ~ /^#/ || NF == 0)
    next
  level[$1] = ++rooms
  name[rooms] = $1
  for (i = 2; i <= NF; i++)
    door[$i] = $1
  doors[$1] = $0
  next
}

FNR == 1 {
  split(FILENAME, path, "/")
  adapter = path[1] == "adapters" ? path[2] : ""
  room = adapter ? "" : room_of(FILENAME)
  is_door = path[3] == ""
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
  included = $0
  sub(/^[^"]*"/, "", included)
  sub(/".*/, "", included)
  private = included ~ /^engine\/[^\/]+\//
  if (adapter != "")
    from_adapter(included, private)
  else if (room != "")
    from_engine(included, private)
}

END {
  for (i = 2; i < ARGC; i++) { # empty files too
    seen[ARGV[i]] = 1
    if (ARGV[i] !~ /^engine\//)
      continue
    room = room_of(ARGV[i])
    if (room == "") {
      print ARGV[i] ": belongs to no room of engine/ROOMS"
      bad = 1
    } else if (ARGV[i] ~ /\.c$/)
      furnished[room] = 1
  }
  for (i = 1; i <= rooms; i++) {
    count = split(doors[name[i]], each, " ")
    for (j = 2; j <= count && furnished[name[i]]; j++)
      if (!(("engine/" each[j] ".h") in seen)) {
        printf "engine/ROOMS: the door engine/%s.h of the room %s does not exist\n", each[j], name[i]
        bad = 1
      }
  }
  exit bad
}
