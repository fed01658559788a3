# tests/definitions/tests.mk - tests of the shipped definitions.
check_PROGRAMS += tests/definitions/instruments_test
TESTS += tests/definitions/instruments_test
tests_definitions_instruments_test_SOURCES = tests/definitions/instruments_test.c tests/tap.h
tests_definitions_instruments_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_definitions_instruments_test_LDADD = $(test_libs)
EXTRA_DIST += tests/definitions/issue.xml
