# tests/port/tests.mk - tests of the room port, and the contract that every store keeps.
check_PROGRAMS += tests/port/port_test
TESTS += tests/port/port_test
tests_port_port_test_SOURCES = tests/port/port_test.c tests/tap.h
tests_port_port_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_port_port_test_LDADD = $(test_libs)
