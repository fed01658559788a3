# tests/web/tests.mk - the pages, as people get them from the server.
TESTS += tests/web/texts.sh tests/web/admin.sh tests/web/task.sh tests/web/case.sh tests/web/lists.sh tests/web/permissions.sh
EXTRA_DIST += tests/web/texts.sh tests/web/admin.sh tests/web/task.sh tests/web/case.sh tests/web/lists.sh tests/web/permissions.sh \
  tests/web/permissions.txt tests/web/site.sh
