# tests/web/tests.mk - the pages.
TESTS += tests/web/texts.sh
EXTRA_DIST += tests/web/texts.sh
