# tests/tap.sh - TAP for tests written in shell: source it, test, end with tap_end.
# shellcheck shell=sh
: "${FASTI_SOURCE:?set by make check: the folder of the sources}" "${FASTI_BUILD:?set by make check: the build folder}"

tap_count=0
# shellcheck disable=SC2034 # for the test that sources this
out="" err="" status=0
tap_dir=$(mktemp -d)
trap 'rm -rf "$tap_dir"' EXIT
trap 'exit 1' HUP INT TERM

# ok NAME COMMAND... : the command succeeds.
ok() {
  tap_name=$1
  shift
  tap_count=$((tap_count + 1))
  if "$@"; then
    echo "ok $tap_count - $tap_name"
  else
    echo "not ok $tap_count - $tap_name"
  fi
}

# is NAME GOT WANT : two texts are the same.
is() {
  tap_count=$((tap_count + 1))
  if [ "$2" = "$3" ]; then
    echo "ok $tap_count - $1"
  else
    echo "not ok $tap_count - $1"
    printf 'got:\n%s\nwant:\n%s\n' "$2" "$3" | sed 's/^/# /'
  fi
}

# has NAME TEXT PART : TEXT contains PART.
has() {
  tap_count=$((tap_count + 1))
  case $2 in
    *"$3"*) echo "ok $tap_count - $1" ;;
    *)
      echo "not ok $tap_count - $1"
      printf 'got:\n%s\nwithout:\n%s\n' "$2" "$3" | sed 's/^/# /'
      ;;
  esac
}

# skip NAME REASON
skip() {
  tap_count=$((tap_count + 1))
  echo "ok $tap_count - $1 # SKIP $2"
}

# fasti ARGUMENT... : run the program; leaves $out, $err and $status.
# shellcheck disable=SC2034 # for the test that sources this
fasti() {
  status=0
  "$FASTI_BUILD/fasti" "$@" >"$tap_dir/out" 2>"$tap_dir/err" || status=$?
  out=$(cat "$tap_dir/out") err=$(cat "$tap_dir/err")
}

# The plan comes last, so that a test that stops early is an error.
tap_end() {
  echo "1..$tap_count"
}
