#!/bin/sh
# tests/browser/office.sh - the offices in which the tests in a browser work, made once a run.
#
#   office.sh begin FILE   the bureau of Luquan with its people, before its first case; a simulated clock at 2025-09-22 09:00
#   office.sh lived FILE   both bureaus, one complete case, and three weeks of simulated work with some left undone
#
# FASTI_BUILD and FASTI_SOURCE as in make check. The administrator is admin-1.
set -eu
: "${FASTI_SOURCE:?}" "${FASTI_BUILD:?}"
kind=$1
office=$2
LC_ALL=C.UTF-8 TZ=CST-8 # the bureaus are eight hours ahead
export LC_ALL TZ

fasti() {
  "$FASTI_BUILD/fasti" "$@" >/dev/null
}

# The people of the scenarios, and some for what the central procedure does not need. One run of the program, not one for each.
people() {
  {
    sed -n '/^package /p; /^person /p' "$FASTI_SOURCE/processes/case-handling/cases/people.inc"
    echo 'person legal-1 沈法制 roles legal-reviewer'
    echo 'person field-1 韩国土 roles field-officer'
    echo 'person mining-1 杨矿管 roles mining-officer'
    echo 'on 2025-09-22 09:00'
  } >"$office.case"
  fasti case play "$office.case" --office="$office"
  rm -f "$office.case"
}

managers() {
  fasti user add admin-1 管理员 --role=admin --office="$office"
  fasti user add designer-1 设计员 --role=process-designer --as=admin-1 --office="$office"
}

case $kind in
  begin)
    fasti office init "$office" --clock=simulated --at='2025-09-22 09:00' --demonstration
    fasti office deploy luquan --office="$office"
    people
    ;;
  lived)
    fasti office init "$office" --clock=simulated --at=2025-09-01 --demonstration
    fasti office deploy luquan hongjiang --office="$office"
    fasti case play "$FASTI_SOURCE/processes/case-handling/cases/demonstration.case" --office="$office"
    fasti simulate --package=luquan --package=hongjiang --office="$office" --go-on --from=2025-11-10 --to=2025-11-28 \
      --left=14 --brief
    ;;
  *)
    echo "office.sh: there is no office \"$kind\"; expected begin or lived" >&2
    exit 2
    ;;
esac
managers
