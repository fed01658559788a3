#!/bin/sh
# tests/cli/deputy.sh - a deputy holds the role of who is away: on those days the tasks are in their list and they do them, but
# not where they did what keeps them apart; a role may take no deputy.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/cli/permit.sh
. "$FASTI_SOURCE/tests/cli/permit.sh"
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai
export LC_ALL LANGUAGE TZ
permit_files "$tap_dir/permit"
cd "$tap_dir" || exit 1
sed -i 's|<role id="chief"|<role id="mayor" title="主要负责人" deputy="no"/>&|' permit/package.xml
FASTI_OFFICE=$tap_dir/bureau
export FASTI_OFFICE
fasti office init bureau --clock=simulated --at=2025-03-03
fasti office deploy permit/package.xml
fasti user add clerk-1 王一 --role=clerk
fasti user add clerk-2 李二 --role=clerk
fasti user add chief-1 钱局 --role=chief
fasti user add mayor-1 孙镇 --role=mayor
fasti case open permit name=甲 --as=clerk-1
fasti task "do" D-2025-00001 check --as=clerk-1
fasti user stand-ins
is "nobody yet" "$status $out$err" "0 nobody stands in for anybody"
fasti user stand-in mayor-1 mayor clerk-2 --to=2025-03-07
is "a role without deputies" "$status $out$err" "4 mayor: nobody may stand in as 主要负责人"
fasti user stand-in chief-1 chief clerk-2
is "it needs an end" "$status $out$err" "2 say until when: --to=DATE, the last day
see: fasti user stand-in --help"
fasti user stand-in chief-1 chief clerk-2 --from=2025-03-05 --to=2025-03-07
is "a deputy" "$status $out$err" "0 chief-1  chief  clerk-2  2025-03-05  2025-03-07"
fasti user stand-in chief-1 chief clerk-1 --from=2025-03-05 --to=2025-03-07
fasti task list --as=clerk-2
is "not yet" "$status $out$err" "0 there are no such tasks"
fasti clock advance 2025-03-05
fasti task list --as=clerk-2
has "on the day the task is in the list" "$out" "approve"
fasti task "do" D-2025-00001 approve result=yes --as=clerk-1
is "who did the check may not approve, as a deputy neither" "$status $err" \
  "5 王一 did 审查申请 in this case; this must be done by somebody else"
fasti task "do" D-2025-00001 approve result=yes --as=clerk-2
is "the deputy does it" "$status" "0"
fasti office journal
has "it stands in the journal of the office" "$out" "stand-in"
fasti user end-stand-in chief-1 chief clerk-2 --on=2025-03-06
is "and it ends" "$status $out$err" "0 "
fasti user stand-ins --deputy=clerk-2
is "the list says so" "$status $out$err" "0 person   role   deputy   from        to
chief-1  chief  clerk-2  2025-03-05  2025-03-05"
fasti user end-stand-in chief-1 chief clerk-2 --on=2025-03-06
is "once" "$status $out$err" "6 clerk-2: does not stand in for chief-1 as chief from this day on"
fasti audit
is "everything follows from the journals" "$status" "0"
tap_end
