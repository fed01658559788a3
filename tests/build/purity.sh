#!/bin/sh
# tests/build/purity.sh - libfasti.a asks the system for nothing but memory and text: no file, socket, clock, random
# source, environment, locale, output or thread. What it may use is listed in purity.allow; anything new must be
# justified there.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
allow=$FASTI_SOURCE/tests/build/purity.allow

# Symbols that the archive does not define itself; those of sanitizers and coverage are the compiler's.
undefined() {
  nm --defined-only --extern-only "$1" 2>/dev/null | awk 'NF == 3 {print $3}' | LC_ALL=C sort -u >"$tap_dir/defined"
  nm --undefined-only "$1" 2>/dev/null | awk '$1 == "U" {print $2}' | LC_ALL=C sort -u |
    LC_ALL=C comm -23 - "$tap_dir/defined" |
    grep -Ev '^(__asan_|__ubsan_|__sanitizer_|__gcov_|__llvm_|_GLOBAL_OFFSET_TABLE_|__stack_chk_fail$)'
}

# Those that are not allowed. In the list, * stands for any characters and ! before a name takes it out again;
# __NAME_chk is NAME, fortified.
forbidden() {
  undefined "$1" | awk -v allow="$allow" '
    BEGIN {
      while ((getline line < allow) > 0) {
        sub(/[ \t]*#.*/, "", line)
        count = split(line, word, " ")
        for (i = 1; i <= count; i++) {
          out = sub(/^!/, "", word[i])
          gsub(/\*/, ".*", word[i])
          if (out)
            taken_out["^" word[i] "$"]
          else
            allowed["^" word[i] "$"]
        }
      }
    }
    function among(list, name,   each) {
      for (each in list)
        if (name ~ each)
          return 1
      return 0
    }
    {
      name = $1
      if (name ~ /^__.*_chk$/)
        name = substr(name, 3, length(name) - 6)
      if (!among(allowed, name) || among(taken_out, name))
        print $1
    }'
}

# Variables that live longer than a call: what stands in sections that can be written.
mutable() {
  objdump --syms "$1" 2>/dev/null |
    awk '{for (i = 2; i < NF - 1; i++) if ($i ~ /^\.(data|bss|tdata|tbss)$/ && $(i - 1) ~ /[oO]/) print $NF}' |
    grep -Ev '^(__asan|__odr_asan|__gcov|\.L|__llvm|_ub_)' | LC_ALL=C sort -u
}

is "the engine is pure" "$(forbidden "$FASTI_BUILD/libfasti.a")" ""
ok "and was looked at" test "$(undefined "$FASTI_BUILD/libfasti.a" | wc -l)" -gt 5
is "the engine has no variables that outlive a call" "$(mutable "$FASTI_BUILD/libfasti.a")" ""

cat >"$tap_dir/impure.c" <<'END'
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <stdlib.h>
int impure(const char *name);
int counter = 1;
int impure(const char *name)
{
  static int calls;
  FILE *file = fopen(name, "r");
  return getenv(name) != NULL && file != NULL && time(NULL) > 0 && rand() > 0 && strlen(name) > 0 && ++calls > counter;
}
END
if (cd "$tap_dir" && ${CC:-cc} -O0 -c impure.c -o impure.o && ar rc impure.a impure.o); then
  is "an impure engine is found out" "$(forbidden "$tap_dir/impure.a" | tr '\n' ' ')" "fopen getenv rand time "
  is "and its variables" "$(mutable "$tap_dir/impure.a" | tr '\n' ' ')" "calls.0 counter "
else
  skip "an impure engine is found out" "no compiler"
fi
tap_end
