#!/bin/sh
# tests/cli/demonstration.sh - the demonstration that ./autogen.sh run ends with, with three days of simulated work: it is made, served,
# answers, and is stopped; the second run finds it as it is.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
LC_ALL=C.UTF-8 LANGUAGE='' CI=true FASTI_PORT=0
export LC_ALL LANGUAGE CI FASTI_PORT
cd "$tap_dir" || exit 1
mkdir build
ln -s "$FASTI_BUILD/fasti" build/fasti

show() { # ARGUMENT... : run it; leaves $out, $err and $status
  status=0
  "$FASTI_SOURCE/demonstration.sh" "$@" "$tap_dir/build" </dev/null >"$tap_dir/out" 2>"$tap_dir/err" || status=$?
  out=$(cat "$tap_dir/out") err=$(cat "$tap_dir/err")
}
show --days=3
is "it ends by itself" "$status $err" "0 "
has "the course of the case" "$out" "  2025-10-13  送达决定书 → 待送达 → 送达中 → 生效执行 → 履行期 → 救济期
  2025-10-24  结案审批
  2025-11-06  复查验收 → 已改正 → 结案 → 归档"
has "simulated staff worked" "$out" "luquan v1 (石家庄市鹿泉区国土资源局), "
has "where it is" "$out" "The office is at http://127.0.0.1:"
has "and that it answered" "$out" "It answered, and was stopped: nobody is at this terminal"
codes=$(printf '%s\n' "$out" | grep -c ' [a-z0-9]\{5\}-[a-z0-9]\{5\}-[a-z0-9]\{5\}-[a-z0-9]\{5\}$')
ok "a code for somebody of each role of both bureaus" test "$codes" -ge 60
for wanted in admin-1 designer-1 luquan-case-officer- hongjiang-case-officer- luquan-township-head- hongjiang-leader-; do
  has "a code for $wanted" "$out" " $wanted"
done
port=$(printf '%s\n' "$out" | sed -n 's|.*http://127\.0\.0\.1:\([0-9]*\).*|\1|p')
is "nothing listens any more" \
  "$(perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(PeerAddr => "127.0.0.1:$ARGV[0]") ? "answers" : "nobody"' "$port")" nobody
fasti office list --office=build/demonstration.fasti
has "the office says that it is a demonstration" "$out" "a demonstration: its cases and people are made up"
has "it goes by the real clock" "$out" "build/demonstration.fasti: $(TZ=CST-8 date +%Y-%m-%d)"
fasti audit --office=build/demonstration.fasti
has "its audit agrees" "$status $out" "0 "
fasti case show L-2025-00001 --office=build/demonstration.fasti
has "the case is in it" "$out" "归档"

before=$(cksum <build/demonstration.fasti)
show --load
has "it is made once" "$status $out" "0 
==> the demonstration is there: $tap_dir/build/demonstration.fasti (--fresh makes it anew)"
is "and left as it is" "$(cksum <build/demonstration.fasti)" "$before"
echo other >build/demonstration.fasti.made-from
mv build/fasti build/kept
printf '#!/bin/sh\necho "$*" >>"%s"\nexit 1\n' "$tap_dir/calls" >build/fasti
chmod +x build/fasti
show --load
has "when definitions have changed it is made anew" "$status $out" "1 
==> a demonstration of both bureaus"
has "beside the one that is there" "$(cat calls)" "office init $tap_dir/build/demonstration.new.fasti --clock=simulated"
is "which stays if that fails" "$(cksum <build/demonstration.fasti)" "$before"
show --sty
is "an option that there is not" "$status $err" \
  "1 demonstration.sh: there is no option --sty; say --once, --stay, --fresh, --load or --days=N"
rm build/fasti
show
is "no program" "$status $err" "1 demonstration.sh: $tap_dir/build/fasti is not there: ./autogen.sh run builds it"
tap_end
