#!/bin/sh
# tests/cli/directory.sh - the directories of the shipped packages: that they are complete, and looking things up in them.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai
export LC_ALL LANGUAGE TZ
cd "$tap_dir" || exit 1
FASTI_DATADIR=$FASTI_SOURCE FASTI_OFFICE=$tap_dir/office.fasti
export FASTI_DATADIR FASTI_OFFICE

fasti office init office.fasti --clock=simulated --at=2025-03-03
fasti office deploy "$FASTI_SOURCE/processes/packages/hongjiang/package.xml" "$FASTI_SOURCE/processes/packages/luquan/package.xml"
is "the packages" "$status $err" "0 "

values() { # of the member NAME of every row of a kind
  "$FASTI_BUILD/fasti" directory --bureau=hongjiang --kind="$2" --json | sed -n "s/.*\"$1\": \"\(.*\)\",*\$/\1/p"
}

numbers() { # PREFIX COUNT... : PREFIX1.1 to PREFIX1.COUNT, PREFIX2.1 ...
  prefix=$1 group=0
  shift
  for count; do
    group=$((group + 1))
    seq -f "$prefix$group.%g" "$count"
  done
}

# What the bureau of Hongjiang has published.
is "seven matters, every row" "$(values id referral)" "$(numbers H-B 3 3 2 3 3 10 5)"
is "of seven names" "$(values matter referral | sort -u | wc -l)" 7
is "fifteen duties, 88 work items" "$(values id duty)" "$(numbers H-R 8 5 6 6 6 6 6 7 7 10 4 7 4 4 2)"
is "of fifteen names" "$(values matter duty | sort -u | wc -l)" 15
is "88 items" "$(values duty duty | grep -c .)" 88
is "that differ within their duty" "$("$FASTI_BUILD/fasti" directory --bureau=hongjiang --kind=duty --output=- |
  cut -d, -f3,5 | sort | uniq -d)" ""
is "every candidate" "$(values candidate duty | cut -c1-3 | grep . | sort -u)" "$(seq -f 'C%02g' 23)"
is "each by one name" "$(values candidate duty | grep . | sort -u | wc -l)" 23
is "eight services" "$(values id service)" "$(seq -f 'H-S%g' 8)"
is "each can be called" "$(values phone service)" "7662817
7623448
7635040
7623448
7620788
7623448
7623448
7635040"
is "a complaint opens a case" "$(values opens service | grep .)" "case-handling"
is "what was put right keeps what is printed" "$(values printed referral | grep .) $(values printed service | grep .)" \
  "审核发产权证 地址矿产股"
fasti directory --bureau=hongjiang --kind=referral 基本农田 数量 --output=-
for refused in 项目审批、核准 规划许可 施工许可 供电、供水、供气 土地登记 房产登记 贷款 工商登记; do
  has "farmland occupied without approval: refused is $refused" "$out" "$refused"
done

# Looking things up.
fasti directory 采砂 公安 --bureau=hongjiang
is "two words" "$status $out$err" "0 kind      no.     matter        department  what it does                        basis
referral  H-B5.3  河道采砂管理  公安局      水上治安、查处采砂中的违法犯罪行为  《湖南省实施〈水法〉办法》、《湖南省河道采砂管理试行办法》"
fasti directory 审核发产权证 --bureau=hongjiang
has "by what is printed" "$out" "H-B6.2"
fasti directory C05 --bureau=hongjiang --kind=duty
has "a candidate" "$out" "H-R4.6"
fasti directory 外星 --bureau=hongjiang
is "nothing" "$status $out$err" "0 the directory has no such row"
fasti directory --bureau=luquan --kind=referral 法制局
has "the other bureau has its own" "$status $out" "L12-3"
fasti directory --bureau=luquan 采砂
is "and not the first one's" "$status $out" "0 the directory has no such row"
fasti directory 采砂
is "which bureau" "$status $out" "3 "
has "must be said" "$err" "hongjiang"
fasti directory --bureau=nowhere
is "a bureau that is not there" "$status $out" "6 "
fasti directory --bureau=luquan --kind=person
is "a kind that is none" "$status $out$(printf %s "$err" | head -n 1)" \
  '2 --kind: "person" is no kind of row; expected referral, duty or service'
fasti directory --bureau=hongjiang --output=directory.xlsx
is "as a file" "$status $out$err" "0 directory.xlsx: 125 rows"
tap_end
