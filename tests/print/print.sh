#!/bin/sh
# tests/print/print.sh - "fasti instrument print": the PDF, and what keeps it from being made.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"
# shellcheck source=tests/cli/permit.sh
. "$FASTI_SOURCE/tests/cli/permit.sh"
LC_ALL=C.UTF-8 LANGUAGE=
export LC_ALL LANGUAGE
unset FASTI_USER FASTI_OFFICE
cd "$tap_dir" || exit 1

# office NAME BODY : an office NAME.fasti with one licence, whose page has BODY
office() {
  permit_files "$1"
  if [ $# -gt 1 ]; then
    cat >"$1/forms/licence.xsl" <<END
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml">
  <xsl:template match="/issue"><html><head><title>许可证</title></head><body>$2</body></html></xsl:template>
</xsl:stylesheet>
END
  fi
  FASTI_OFFICE=$1.fasti
  export FASTI_OFFICE
  {
    fasti office init "$1.fasti" --clock=simulated --at=2025-03-03
    fasti office deploy "$1/package.xml"
    fasti user add clerk-1 王一 --role=clerk --bureau=demo
    fasti user add chief-1 钱局 --role=chief --bureau=demo
    fasti case open permit name=甲公司 --bureau=demo --as=clerk-1
    fasti task "do" D-2025-00001 check --as=clerk-1
    fasti task "do" D-2025-00001 approve result=yes --as=chief-1
  } >/dev/null
}

office demo
fasti instrument print D-2025-00001 1 -o licence.pdf
is "printed" "$status $out$err" "0 "
is "one page of A4" "$(pdfinfo licence.pdf | sed -n 's/^Title: *//p; s/^Pages: *//p; s/^Page size: *//p')" "许可证
1
595.276 x 841.89 pts (A4)"
is "with the text" "$(pdftotext licence.pdf - | tr -d '\f')" "许〔2025〕1号
准予甲公司。"
is "in embedded fonts" "$(pdffonts licence.pdf | tail -n +3 | grep -vc ' yes yes yes ') $(pdffonts licence.pdf |
  grep -c 'Noto-Serif-CJK\|Noto-Sans-CJK\|Song\|Hei\|Ming\|Kai')" "0 2"
cp licence.pdf before.pdf
fasti instrument print D-2025-00001 1 -o licence.pdf
is "never over another file" "$status $out$err" "13 licence.pdf: this file cannot be made: File exists"
ok "which stays as it was" cmp licence.pdf before.pdf
fasti instrument print 许〔2025〕1号 -o again.pdf
is "named by its document number" "$status $out$err" "0 "
ok "the same page is the same file" cmp licence.pdf again.pdf
fasti instrument show 许〔2025〕1号
has "shown by its document number" "$status $out" "0 <?xml"
rm -f ./*.pdf

# What is not there.
fasti instrument print D-2025-00001 2 -o x.pdf
is "no such instrument" "$status $out$err" "6 D-2025-00001: this case has no instrument 2"
fasti instrument print D-2025-00009 1 -o x.pdf
is "no such case" "$status $out$err" "6 D-2025-00009: this case has no instrument 1"
fasti instrument print 许〔2025〕2号 -o x.pdf
is "no such document number" "$status $out$err" \
  '6 许〔2025〕2号: no instrument has this document number; "fasti instrument list" shows what there is'
fasti instrument print D-2025-00001 first -o x.pdf
is "no number" "$status $out$err" "2 first: an instrument is named by its number in the case, from 1
see: fasti instrument print --help"
fasti instrument print D-2025-00001 1 -o nowhere/x.pdf
is "a folder that is not there" "$status $out$err" "13 nowhere/x.pdf: this file cannot be made: No such file or directory"
is "leave nothing behind" "$(ls -- *.pdf* 2>/dev/null)" ""

# Tools that are not there, or fail.
mkdir empty fake
with_path() { # PATH ARGUMENT... : the program finds others there only
  status=0
  only=$1
  shift
  (PATH=$only "$FASTI_BUILD/fasti" "$@") >"$tap_dir/out" 2>"$tap_dir/err" || status=$?
  out=$(cat "$tap_dir/out") err=$(cat "$tap_dir/err")
}
tool() { # NAME : standard input is its script
  { echo '#!/bin/sh'; cat; } >"fake/$1"
  chmod +x "fake/$1"
}
with_path "$tap_dir/empty" instrument print D-2025-00001 1 -o x.pdf
is "no fontconfig" "$status $out$err" \
  "6 fc-list: this program is needed for printing; install the Debian package fontconfig"
echo ':' | tool fc-list
with_path "$tap_dir/fake" instrument print D-2025-00001 1 -o x.pdf
is "no Chinese font" "$status $out$err" \
  "6 no Chinese font is installed, so nothing can be printed; install the Debian package fonts-noto-cjk"
echo 'echo Noto' | tool fc-list
with_path "$tap_dir/fake" instrument print D-2025-00001 1 -o x.pdf
is "no weasyprint" "$status $out$err" \
  "6 weasyprint: this program is needed for printing; install the Debian package weasyprint"
echo 'echo first >&2; echo "out of ink" >&2; printf %%PDF-half; exit 3' | tool weasyprint
with_path "$tap_dir/fake" instrument print D-2025-00001 1 -o x.pdf
is "a tool that fails" "$status $out$err" "1 D-2025-00001 1: weasyprint failed (exit status 3): out of ink"
echo 'exit 0' | tool weasyprint
with_path "$tap_dir/fake" instrument print D-2025-00001 1 -o x.pdf
is "a tool that gives nothing" "$status $out$err" "1 D-2025-00001 1: weasyprint failed (exit status 0): "
echo 'kill -9 $$' | tool weasyprint
with_path "$tap_dir/fake" instrument print D-2025-00001 1 -o x.pdf
is "a tool that is ended" "$status $out$err" "1 D-2025-00001 1: weasyprint failed (exit status 137): "
is "leave no file behind" "$(ls -- *.pdf* 2>/dev/null)" ""
tool weasyprint <<'END'
{
  echo "%PDF-1.7 $*"
  while read -r line; do :; done
  echo "${HOME-no home} ${FASTI_OFFICE-no office} ${SECRET-no secret}"
} 2>/dev/null
END
SECRET=told HOME=$tap_dir
export SECRET HOME
with_path "$tap_dir/fake" instrument print D-2025-00001 1
is "what the tool is told" "$status $out$err" \
  "0 %PDF-1.7 --quiet --encoding utf-8 --base-url about:invalid - -
$tap_dir no office no secret"

# Pages that do not stand by themselves.
page() { # NAME BODY WANT
  office "$2" "$3"
  fasti instrument print D-2025-00001 1 -o x.pdf
  is "$1" "$status $out$err" "3 D-2025-00001 1: $4"
}
page "a picture in a file" picture '<p><img src="file:///etc/hostname" alt=""/></p>' \
  '<img> of this instrument has the attribute "src", which may name something outside; it is not printed'
page "a link" link '<p><a href="http://example.org/">x</a></p>' \
  '<a> of this instrument has the attribute "href", which may name something outside; it is not printed'
page "a style that fetches" style '<p style="background: URL(x.png)">x</p>' \
  'a style of this instrument has "url(", which may fetch something from outside; it is not printed'
page "a style sheet that fetches" sheet '<style type="text/css">@import "x.css";</style>' \
  'a style of this instrument has "@import", which may fetch something from outside; it is not printed'
page "a hidden one" hidden '<style type="text/css">p {background: u\72l(x)}</style>' \
  'a style of this instrument has "\", which may fetch something from outside; it is not printed'
is "are not printed" "$(ls -- *.pdf* 2>/dev/null)" ""
tap_end
