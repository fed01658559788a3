#!/bin/sh
# autogen.sh - bootstrap the build; or set everything up and show it.
#
#   ./autogen.sh         make ./configure
#   ./autogen.sh run     install what is missing, build in ./build, and serve a demonstration year of both bureaus at 127.0.0.1; its
#                        options (--once, --stay, --fresh) are those of ./demonstration.sh
#   ./autogen.sh check   install what is missing, build in ./build, and run every test
set -eu
cd "$(dirname "$0")"

say() { # what comes next, apart from the tools' own output
  printf '\n==> %s\n' "$1"
}

fail() {
  printf '%s\n' "autogen.sh: $1" >&2
  exit 1
}

# Those of a line "PACKAGE unless COMMAND" only where there is no such command.
needed_packages() {
  sed 's/#.*//' build-packages | while read -r package unless command; do
    [ -z "$package" ] || { [ "$unless" = unless ] && command -v "$command" >/dev/null; } || printf '%s\n' "$package"
  done | xargs
}

missing_packages() {
  for package in $(needed_packages); do
    case $(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null || true) in
      ?i*) ;;
      *) printf '%s ' "$package" ;;
    esac
  done
}

at_a_terminal() {
  [ -t 0 ] && [ -t 1 ] && [ "${CI:-}" != true ]
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif ! command -v sudo >/dev/null; then
    fail "installing packages needs root: run as root: apt-get install --no-install-recommends $missing"
  elif at_a_terminal; then
    sudo "$@"
  else
    sudo -n "$@"
  fi
}

install_packages() {
  if ! command -v dpkg-query >/dev/null; then
    say "this is not Debian: what the build needs is listed in build-packages; configure will tell what it cannot find"
    return
  fi
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  say "installing with apt: $missing"
  command -v apt-get >/dev/null || fail "apt-get is not there; install these packages yourself: $missing"
  if at_a_terminal; then
    printf 'Install these packages? [Y/n] '
    read -r answer || answer=n
    case $answer in
      '' | [Yy]*) ;;
      *) fail "nothing was installed; without these packages Fasti cannot be built: $missing" ;;
    esac
  fi
  as_root apt-get update -q || say "the package lists could not be brought up to date; trying with those that are there"
  # shellcheck disable=SC2086 # a list of words
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing ||
    fail "apt could not install: $missing"
}

# newer FILE THAN : FILE was changed later, or THAN is not there.
newer() {
  [ ! -e "$2" ] || [ -n "$(find "$1" -newer "$2")" ]
}

bootstrap() {
  autoreconf --install --warnings=all,no-portability
}

build() {
  if newer configure.ac configure; then
    say "bootstrapping"
    bootstrap
  fi
  mkdir -p build
  cd build
  if newer ../configure config.status; then
    say "configuring in ./build"
    ../configure --quiet
  fi
  say "building"
  make -s -j"$(nproc 2>/dev/null || echo 1)"
}

# What the pages and the tests in a browser take from the npm registry, as their lock files say. Without it the pages do
# without partial updates, and no browser is tested.
fetch() { # FOLDER
  lock=$1/package-lock.json
  installed=$1/node_modules/.package-lock.json
  [ -e "$installed" ] && [ -z "$(find "$lock" -newer "$installed")" ] && return 0
  say "fetching with npm: $1"
  if (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) && [ -e "$installed" ]; then
    return 0
  fi
  [ "${CI:-}" != true ] || fail "npm could not fetch what $lock names"
  say "npm could not fetch what $lock names (is this machine offline?): going on without"
}

case ${1:-} in
  '')
    bootstrap
    ;;
  run)
    shift
    install_packages
    fetch adapters/web
    build
    cd ..
    exec ./demonstration.sh "$@"
    ;;
  check)
    install_packages
    fetch adapters/web
    fetch tests/browser
    build
    say "testing"
    make -s -j"$(nproc 2>/dev/null || echo 1)" check
    ;;
  *)
    fail "\"$1\" is not known; say run, check, or nothing"
    ;;
esac
