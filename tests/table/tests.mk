# tests/table/tests.mk - tests of the room table.
check_PROGRAMS += tests/table/table_test
TESTS += tests/table/table_test
tests_table_table_test_SOURCES = tests/table/table_test.c tests/table/feel_test.c tests/table/verify_test.c \
  tests/table/load_test.c \
  tests/table/table_tests.h tests/tap.h
tests_table_table_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_table_table_test_LDADD = $(test_libs)
