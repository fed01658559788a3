# tests/web/tests.mk - the pages.
TESTS += tests/web/texts.sh tests/web/lists.sh
EXTRA_DIST += tests/web/texts.sh tests/web/lists.sh
