#!/bin/sh
# tests/cli/units.sh - people belong to units, such as townships: work that is only for persons of a unit is in their lists
# alone, others are refused with the rule, and what they do replays.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/cli/permit.sh
. "$FASTI_SOURCE/tests/cli/permit.sh"
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai
export LC_ALL LANGUAGE TZ
permit_files "$tap_dir/permit"
cd "$tap_dir" || exit 1
sed -i 's|<role id="chief"|<rule on="unit" text="各乡镇办理本乡镇的事项"/>&|' permit/package.xml
# shellcheck disable=SC2016 # the dollar is an expression of the procedure
sed -i 's|f:role="chief" f:other-than="check"|& f:unit="{$apply/name}"|' permit/permit.scxml
FASTI_OFFICE=$tap_dir/bureau
export FASTI_OFFICE
fasti office init bureau --clock=simulated --at=2025-03-03
fasti office deploy permit/package.xml
is "a task of a unit is good" "$status $err" "0 "
fasti user add clerk-1 王一 --role=clerk
fasti user add head-1 赵镇长 --role=chief --unit=宜安镇
fasti user add head-2 钱镇长 --role=chief -u 上庄镇
fasti user add head-3 孙镇长 --role=chief
fasti user add head-4 李镇长 --role=chief "--unit=宜安镇 上庄镇"
is "a unit is one word" "$status $out$err" '3 head-4: "宜安镇 上庄镇" is no unit; expected one word, without spaces'
fasti user list --role=chief
is "the list of people shows them" "$status $out$err" "0 person  name    bureau  roles  unit
head-1  赵镇长  demo    chief  宜安镇
head-2  钱镇长  demo    chief  上庄镇
head-3  孙镇长  demo    chief"
fasti case open permit name=宜安镇 --as=clerk-1
fasti task "do" D-2025-00001 check --as=clerk-1
fasti task list --as=head-1
has "who belongs to the unit has the task" "$out" "approve"
fasti task list --as=head-2
is "who belongs to another has not" "$status $out$err" "0 there are no such tasks"
fasti task list --as=head-3
is "nor who belongs to none" "$status $out$err" "0 there are no such tasks"
fasti task "do" D-2025-00001 approve result=yes --as=head-2
is "and is refused by the rule" "$status $out$err" \
  "5 钱镇长 belongs to 上庄镇; this is for persons of 宜安镇 (各乡镇办理本乡镇的事项)"
fasti user role head-2 --unit=宜安镇
is "a person comes to another unit" "$status $out$err" "0 head-2  钱镇长  chief"
fasti task list --as=head-2
has "and has its task at once" "$out" "approve"
fasti user role head-1 --unit=
fasti task "do" D-2025-00001 approve result=yes --as=head-1
is "who has left it is refused" "$status $out$err" \
  "5 赵镇长 belongs to no unit; this is for persons of 宜安镇 (各乡镇办理本乡镇的事项)"
fasti task "do" D-2025-00001 approve result=yes --as=head-2
is "who has come does it" "$status $err" "0 "
fasti user role head-2 --unit=上庄镇
fasti audit
is "it replays as it was" "$status" "0"

mkdir cases
cat >cases/good.case <<'END'
package ../permit/package.xml
person clerk-1 王一 roles clerk
person head-1 赵镇长 roles chief certificate D-1 until 2026-12-31 unit 宜安镇
person head-2 钱镇长 roles chief unit 上庄镇
on 2025-03-03
open permit as clerk-1 with name=上庄镇
do check as clerk-1
expect task approve for head-2
expect no task approve for head-1
try do approve as head-1 with result=yes
expect refused "赵镇长 belongs to 宜安镇"
do approve as head-2 with result=yes
expect state issued
END
fasti test cases/good.case
is "a scenario says units" "$status" "0"
sed 's/ unit 上庄镇/ unit/' cases/good.case >cases/bad.case
fasti test cases/bad.case
has "and needs one after the word" "$status $err$out" 'bad.case:4:'
has "of people" "$err$out" 'a unit after "unit"'
tap_end
