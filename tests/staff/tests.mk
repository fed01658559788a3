# tests/staff/tests.mk - tests of the room staff.
check_PROGRAMS += tests/staff/staff_test
TESTS += tests/staff/staff_test
tests_staff_staff_test_SOURCES = tests/staff/staff_test.c tests/tap.h
tests_staff_staff_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_staff_staff_test_LDADD = $(test_libs)
