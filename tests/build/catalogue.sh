#!/bin/sh
# tests/build/catalogue.sh - every text for people has a translation, whose format agrees with it. After changing texts:
# make update-po, then translate what "msgattrib --untranslated po/zh_CN.po" lists.
set -u
# shellcheck source=tests/tap.sh
. "${FASTI_SOURCE:?}/tests/tap.sh"

# What po/zh_CN.po lacks for the texts of the tree DIR, a line each.
lacking() {
  sh "$FASTI_SOURCE/po/extract.sh" "$1" "$tap_dir/fasti.pot" 2>&1
  msgmerge --quiet --no-fuzzy-matching --no-wrap "$FASTI_SOURCE/po/zh_CN.po" "$tap_dir/fasti.pot" --output="$tap_dir/merged"
  msgattrib --untranslated --no-obsolete --no-wrap "$tap_dir/merged" | sed -n '/^msgid ""$/d; s/^msgid //p'
  msgattrib --only-fuzzy --no-obsolete --no-wrap "$tap_dir/merged" | sed -n '/^msgid ""$/d; s/^msgid /fuzzy: /p'
}

is "every text is translated" "$(lacking "$FASTI_SOURCE")" ""
is "formats agree" "$(msgfmt --check-format --output-file=/dev/null "$FASTI_SOURCE/po/zh_CN.po" 2>&1)" ""

# A small tree with a text that nobody has translated, and a format that a call chooses.
mkdir -p "$tap_dir/tree/engine" "$tap_dir/tree/adapters" "$tap_dir/tree/po"
cp "$FASTI_SOURCE/po/keywords" "$FASTI_SOURCE/po/choices.pl" "$tap_dir/tree/po"
cat >"$tap_dir/tree/engine/new.c" <<'END'
void new(int one) { fasti_error_at(list, place(1, ","), one ? "a text %d" : "another text", one); puts(N_("a third")); }
END
is "a new text is missed" "$(lacking "$tap_dir/tree" | LC_ALL=C sort)" '"a text %d"
"a third"
"another text"'
tap_end
