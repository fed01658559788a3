# tests/web/tests.mk - the pages.
TESTS += tests/web/texts.sh tests/web/task.sh
EXTRA_DIST += tests/web/texts.sh tests/web/site.sh tests/web/task.sh
TESTS += tests/web/case.sh
EXTRA_DIST += tests/web/case.sh tests/web/page.sh tests/web/lists.sh
