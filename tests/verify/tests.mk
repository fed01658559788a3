# tests/verify/tests.mk - tests of the room verify.
check_PROGRAMS += tests/verify/verify_test
TESTS += tests/verify/verify_test
tests_verify_verify_test_SOURCES = tests/verify/verify_test.c tests/tap.h
tests_verify_verify_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_verify_verify_test_LDADD = $(test_libs)
