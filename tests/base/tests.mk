# tests/base/tests.mk - tests of the room base.
check_PROGRAMS += tests/base/base_test
TESTS += tests/base/base_test
tests_base_base_test_SOURCES = tests/base/base_test.c tests/tap.h
tests_base_base_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_base_base_test_LDADD = $(test_libs)
