# tests/http/rest.sh - a small office behind its REST interface, for tests: source it behind tests/tap.sh.
# shellcheck shell=sh
# shellcheck disable=SC2154,SC2016 # of tests/tap.sh; expressions of XPath
# shellcheck source=tests/cli/permit.sh
. "$FASTI_SOURCE/tests/cli/permit.sh"
LC_ALL=C.UTF-8 LANGUAGE='' TZ=Asia/Shanghai FASTI_OFFICE=$tap_dir/office.fasti
export LC_ALL LANGUAGE TZ FASTI_OFFICE
server=
trap 'rest_stop; rm -rf "$tap_dir"' EXIT

# The permit bureau with a check that asks for something, permits that have names of their own, and a directory.
rest_files() { # DIR BUREAU CODE
  permit_files "$1"
  sed -i "s/bureau=\"demo\" code=\"D\"/bureau=\"$2\" code=\"$3\" approved-by=\"chief\"/; s|</package>|$(rest_directory)</package>|
    s|<role id=\"clerk\"|<role id=\"adviser\" title=\"相关单位\" reads=\"task\"/><role id=\"clerk\"|
    s|title=\"经办人\"|title=\"经办人\" reads=\"bureau\"|; s|title=\"负责人\"|title=\"负责人\" reads=\"bureau\"|" "$1/package.xml"
  sed -i 's|<datamodel>|<f:key value="{$apply/name}"/><f:fact name="name" title="申请人" value="{$apply/name}"/><datamodel>|
    s|id="check" f:title|id="check" src="check.xhtml" f:into="$checked" f:title|
    s|f:suspend=|f:register="true" f:suspend=|
    s|<transition event="done.invoke.approve" cond=|<transition event="note.added" f:role="clerk" f:title="登记补充材料" f:form="note.xhtml" f:append="$notes"/>&|
    s|<data id="notes"/>|<data id="notes"/><data id="checked"/>|
    s|<invoke type="urn:fasti:task" id="approve"|<invoke type="urn:fasti:task" id="opinion" f:title="征求意见" f:role="adviser" f:optional="true"/>&|
    ' "$1/permit.scxml"
  cat >"$1/forms/check.xhtml" <<'END'
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:xf="http://www.w3.org/2002/xforms">
  <head><title>审查表</title>
    <xf:model>
      <xf:instance><data xmlns=""><kind/><why/><paper/><item><text/></item></data></xf:instance>
      <xf:bind nodeset="kind" required="true()"/>
      <xf:bind nodeset="why" relevant="../kind = 'other'" required="true()"/>
    </xf:model>
  </head>
  <body>
    <xf:select1 ref="kind"><xf:label>类别</xf:label>
      <xf:item><xf:label>一般</xf:label><xf:value>plain</xf:value></xf:item>
      <xf:item><xf:label>其他</xf:label><xf:value>other</xf:value></xf:item></xf:select1>
    <xf:input ref="why"><xf:label>说明</xf:label></xf:input>
    <xf:upload ref="paper"><xf:label>材料</xf:label></xf:upload>
    <xf:repeat nodeset="item"><xf:input ref="text"><xf:label>事项</xf:label></xf:input></xf:repeat>
  </body>
</html>
END
}

rest_directory() {
  printf '%s' '<referral id="R1" matter="河道采砂" department="农水局" duty="许可" basis="水法"/>' \
    '<duty id="U1" title="执法"><item id="U1.1" title="巡查" service="S1"/></duty>' \
    '<service id="S1" title="投诉" content="咨询" office="办公室" phone="7623448" opens="permit" fields="name"/>'
}

rest_begin() { # the office, its people, a token for each
  mkdir -p "$tap_dir/tokens"
  cd "$tap_dir" || exit 1
  rest_files demo demo D
  rest_files next next N
  fasti office init office.fasti --clock=simulated --at=2025-03-03
  fasti office deploy demo/package.xml next/package.xml
  [ "$status" = 0 ] || printf '%s\n' "$err" | sed 's/^/# /'
  fasti user add root 管理员 --role=admin
  fasti user add maker 设计员 --role=process-designer --as=root
  fasti user add clerk-1 王一 --role=clerk --bureau=demo --as=root
  fasti user add clerk-2 李二 --role=clerk --bureau=demo --as=root
  fasti user add chief-1 钱局 --role=chief --bureau=demo --as=root
  fasti user add adviser-1 赵六 --role=adviser --bureau=demo --as=root
  fasti user add clerk-9 邻一 --role=clerk --bureau=next --as=root
  for person in root maker clerk-1 clerk-2 chief-1 adviser-1 clerk-9; do
    fasti user token "$person" --scope=read,write,admin --as=root
    printf '%s' "$out" >"tokens/$person"
  done
  fasti user token clerk-1 --scope=read --as=root
  printf '%s' "$out" >tokens/reader
}

rest_start() {
  rm -f "$tap_dir/serve.out"
  "$FASTI_BUILD/fasti" serve --listen=127.0.0.1:0 --only=web --web-folder="$FASTI_SOURCE/adapters/web" \
    >"$tap_dir/serve.out" 2>"$tap_dir/serve.err" &
  server=$! # the log is shown if it does not begin
  tries=0
  while [ ! -s "$tap_dir/serve.out" ] && [ $tries -lt 300 ] && kill -0 "$server" 2>/dev/null; do
    sleep 0.1
    tries=$((tries + 1))
  done
  api=http://127.0.0.1:$(sed -n 's/.*:\([0-9]*\)$/\1/p' "$tap_dir/serve.out")/api/v1
  [ -s "$tap_dir/serve.out" ] || sed 's/^/# /' "$tap_dir/serve.err"
}

rest_stop() {
  [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null
  server=
}

# call PERSON METHOD PATH CURL-ARGUMENT... : nobody has no token; leaves $code, $body, and the headers in $head.
# shellcheck disable=SC2034 # for the test that sources this
call() {
  call_person=$1 call_method=$2 call_path=$3
  shift 3
  [ "$call_person" = nobody ] || set -- -H "Authorization: Bearer $(cat "$tap_dir/tokens/$call_person")" "$@"
  code=$(curl -g -s -S -X "$call_method" -D "$tap_dir/head" -o "$tap_dir/body" -w '%{http_code}' "$@" \
    "$api$call_path" 2>&1)
  body=$(tr -d '\0' <"$tap_dir/body") head=$(tr -d '\r' <"$tap_dir/head")
}

# send PERSON METHOD PATH JSON CURL-ARGUMENT...
send() {
  send_person=$1 send_method=$2 send_path=$3 send_body=$4
  shift 4
  call "$send_person" "$send_method" "$send_path" -H 'Content-Type: application/json' -d "$send_body" "$@"
}

# got FILTER : what jq finds in the answer.
got() {
  printf '%s' "$body" | jq -r "$1"
}

# header NAME
header() {
  printf '%s\n' "$head" | sed -n "s/^$1: //Ip"
}
