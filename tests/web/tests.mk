# tests/web/tests.mk - the pages.
TESTS += tests/web/texts.sh
EXTRA_DIST += tests/web/texts.sh
TESTS += tests/web/case.sh
EXTRA_DIST += tests/web/case.sh tests/web/page.sh
