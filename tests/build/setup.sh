#!/bin/sh
# tests/build/setup.sh - autogen.sh and .ci/run on machines that lack packages, root, sudo, or a working build; the tools
# that they call are played by small scripts that write down how they were called.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
unset CI
tree=$tap_dir/tree tools=$tap_dir/tools log=$tap_dir/log

mkdir -p "$tree/.ci" "$tools"
cp "$FASTI_SOURCE/autogen.sh" "$FASTI_SOURCE/build-packages" "$tree"
cp "$FASTI_SOURCE/.ci/run" "$tree/.ci"
: >"$tree/configure.ac"
mkdir -p "$tree/adapters/web" "$tree/tests/browser"
: >"$tree/adapters/web/package-lock.json"
: >"$tree/tests/browser/package-lock.json"
printf '#!/bin/sh\necho "demonstration.sh $*" >>"%s"\n' "$log" >"$tree/demonstration.sh"
chmod +x "$tree/demonstration.sh"

tool() { # NAME : standard input is its script, after the line that logs the call
  {
    echo '#!/bin/sh'
    echo "echo \"${1##*/} \$*\" >>'$log'"
    cat
  } >"$tools/$1"
  chmod +x "$tools/$1"
}
for name in sed xargs echo dirname find mkdir nproc cat rm tee awk mktemp env bash sh chmod; do
  for folder in /usr/bin /bin /usr/local/bin; do
    [ ! -x "$folder/$name" ] || { ln -s "$folder/$name" "$tools/$name" && break; }
  done
done
tool id <<'END'
echo "${FAKE_UID:-0}"
END
tool dpkg-query <<'END'
for package; do :; done
case " ${FAKE_MISSING:-} " in *" $package "*) exit 1 ;; esac
echo 'ii '
END
tool apt-get <<'END'
exit "${FAKE_APT:-0}"
END
tool autoreconf <<'END'
printf '#!/bin/sh\n: >config.status\n' >configure
chmod +x configure
END
tool make <<'END'
case "$*" in
  *check) printf '# PASS:  %s\n# SKIP:  %s\n# XFAIL: 0\n# FAIL:  %s\n# XPASS: 0\n# ERROR: %s\n' ${FAKE_TESTS:-3 0 0 0}
    exit "${FAKE_CHECK:-0}" ;;
  *) exit "${FAKE_BUILD:-0}" ;;
esac
END
tool npm <<'END'
[ "${FAKE_NPM:-0}" = 0 ] && mkdir -p node_modules && : >node_modules/.package-lock.json
exit "${FAKE_NPM:-0}"
END
tool chromium </dev/null
tool sudo <<'END'
[ "$1" = -n ] && shift
exec "$@"
END

autogen() { # ARGUMENT... : run it; leaves $status, $out (both streams) and $calls of apt-get and sudo
  : >"$log"
  rm -rf "$tree/build" "$tree/configure" "$tree/adapters/web/node_modules" "$tree/tests/browser/node_modules"
  status=0
  out=$(PATH=$tools "$tree/autogen.sh" "$@" </dev/null 2>&1) || status=$?
  calls=$(grep -E '^(apt-get|sudo) ' "$log")
}

autogen
is "alone it bootstraps" "$status $calls $(cat "$log")" "0  autoreconf --install --warnings=all,no-portability"

autogen check
is "nothing missing: apt is not called" "$status $calls" "0 "
is "it builds out of tree and tests" "$(grep -c '^make' "$log") $(test -f "$tree/build/config.status" && echo there)" "2 there"
autogen run
is "it ends with the demonstration" "$status $(grep '^demonstration' "$log")" "0 demonstration.sh "
autogen run --fresh --once
is "which gets its options" "$status $(grep '^demonstration' "$log")" "0 demonstration.sh --fresh --once"
is "what the pages need is fetched" "$(grep -c '^npm ci --ignore-scripts ' "$log")" 1
autogen check
is "and what tests in a browser need" "$(grep -c '^npm ci --ignore-scripts ' "$log")" 2
FAKE_NPM=1 autogen run --once
has "offline: without partial updates" "$status $out" "npm could not fetch what adapters/web/package-lock.json names (is this machine offline?): going on without"
is "and it goes on" "$status $(grep '^demonstration' "$log")" "0 demonstration.sh --once"
CI=true FAKE_NPM=1 autogen check
has "but not where it must be there" "$((status != 0)) $out" "1 
==> fetching with npm: adapters/web
autogen.sh: npm could not fetch what adapters/web/package-lock.json names"
FAKE_BUILD=2 autogen run
is "but not when the build broke" "$((status != 0)) $(grep -c '^demonstration' "$log")" "1 0"
autogen sleep
is "an unknown word" "$status $out" '1 autogen.sh: "sleep" is not known; say run, check, or nothing'

export FAKE_MISSING='check libical-dev'
autogen check
is "what is missing is installed, and nothing else" "$status $calls" "0 apt-get update -q
apt-get install -q -y --no-install-recommends libical-dev check"
mv "$tools/chromium" "$tap_dir/chromium"
FAKE_MISSING='chromium npm nodejs' autogen check
is "no chromium, no node, but an npm: not the package of that" "$status $(echo "$calls" | tail -n 1)" \
  "0 apt-get install -q -y --no-install-recommends chromium nodejs"
mv "$tap_dir/chromium" "$tools/chromium"
FAKE_APT=100 autogen check
is "apt fails" "$status" 1
has "and is told" "$out" "autogen.sh: apt could not install: libical-dev check"
FAKE_UID=1000 autogen check
is "not root: sudo without questions, for nobody could answer" "$(echo "$calls" | grep -c '^sudo -n ') $status" "2 0"
mv "$tools/sudo" "$tap_dir/sudo"
FAKE_UID=1000 autogen check
is "not root, no sudo" "$status" 1
has "tells what to do as root" "$out" "run as root: apt-get install --no-install-recommends libical-dev check"
mv "$tap_dir/sudo" "$tools/sudo"
mv "$tools/dpkg-query" "$tap_dir/dpkg-query"
autogen check
is "another system: no apt" "$status $calls" "0 "
has "but a word about it" "$out" "this is not Debian"
mv "$tap_dir/dpkg-query" "$tools/dpkg-query"

if script --quiet --return --command true /dev/null </dev/null >/dev/null 2>&1; then # and there are terminals
  terminal=$(command -v script)
  at_terminal() { # ANSWER : run check with a person who answers
    : >"$log"
    rm -rf "$tree/build" "$tree/configure" "$tree/adapters/web/node_modules" "$tree/tests/browser/node_modules"
    out=$(echo "$1" | PATH=$tools SHELL=$tools/sh "$terminal" --quiet --return --command "$tree/autogen.sh check" \
      /dev/null 2>&1)
    status=$?
    calls=$(grep -cE '^apt-get ' "$log")
  }
  at_terminal n
  is "a person says no: nothing is installed" "$status $calls" "1 0"
  has "after being asked" "$out" "Install these packages? [Y/n]"
  at_terminal y
  is "a person says yes" "$status $calls" "0 2"
  FAKE_MISSING='' at_terminal n
  is "nothing missing: nobody is asked" "$status $calls $(echo "$out" | grep -c Install)" "0 0 0"
  CI=true
  export CI
  at_terminal n
  is "a machine of CI is not asked" "$status $calls $(echo "$out" | grep -c Install)" "0 2 0"
  unset CI
else
  skip "a person is asked" "script is not installed, or there are no terminals"
fi

ci() { # leaves $last, the last line, and $status
  : >"$log"
  rm -rf "$tree/build" "$tree/configure" "$tree/adapters/web/node_modules" "$tree/tests/browser/node_modules"
  status=0
  PATH=$tools "$tree/.ci/run" >"$tap_dir/ci" 2>&1 || status=$?
  last=$(tail -n 1 "$tap_dir/ci")
}
FAKE_MISSING=''
ci
is "results are counted" "$status $last" "0 3 passed, 0 failed"
FAKE_TESTS='5 2 0 0' ci
is "skipped ones too" "$status $last" "0 5 passed, 0 failed, 2 skipped"
FAKE_TESTS='5 0 1 2' FAKE_CHECK=2 ci
is "errors are failures" "$((status != 0)) $last" "1 5 passed, 3 failed"
FAKE_TESTS='5 0 1 0' ci
is "even when make did not notice" "$((status != 0)) $last" "1 5 passed, 1 failed"
FAKE_BUILD=2 ci
is "a broken build is a failure" "$((status != 0)) $last" "1 0 passed, 1 failed"
FAKE_TESTS='0 0 0 0' ci
is "no tests are a failure" "$((status != 0)) $last" "1 0 passed, 1 failed"
FAKE_TESTS='9 0 0 0' FAKE_CHECK=2 ci
is "a test run that breaks off is a failure" "$((status != 0)) $last" "1 9 passed, 1 failed"
tap_end
