# tests/office/tests.mk - tests of the room office, on every store.
check_PROGRAMS += tests/office/office_test
TESTS += tests/office/office_test
tests_office_office_test_SOURCES = tests/office/office_test.c tests/office/journal_test.c \
  tests/office/failing_test.c tests/office/outgoing_test.c tests/office/access_test.c tests/office/hall.h tests/office/hall.c tests/tap.h tests/office/board_test.c \
  tests/office/definition.h tests/office/definition.c tests/office/fault.h tests/office/fault.c
tests_office_office_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_office_office_test_LDADD = libfasti_memory.a libfasti_sqlite.a $(test_libs) $(SQLITE_LIBS)

check_PROGRAMS += tests/office/between_test
TESTS += tests/office/between_test
tests_office_between_test_SOURCES = tests/office/between_test.c tests/office/handing_test.c \
  tests/office/several.h tests/office/several.c tests/tap.h tests/office/fault.h tests/office/fault.c
tests_office_between_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_office_between_test_LDADD = libfasti_memory.a libfasti_sqlite.a $(test_libs) $(SQLITE_LIBS)
