# tests/statistics/tests.mk - tests of the room statistics, on every store.
check_PROGRAMS += tests/statistics/statistics_test
TESTS += tests/statistics/statistics_test
tests_statistics_statistics_test_SOURCES = tests/statistics/statistics_test.c tests/office/hall.h tests/office/hall.c \
  tests/tap.h tests/office/definition.h tests/office/definition.c
tests_statistics_statistics_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_statistics_statistics_test_LDADD = libfasti_memory.a libfasti_sqlite.a $(test_libs) $(SQLITE_LIBS)
