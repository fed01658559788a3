# tests/port/tests.mk - tests of the room port, and the contract that every store keeps.
check_PROGRAMS += tests/port/port_test
TESTS += tests/port/port_test
tests_port_port_test_SOURCES = tests/port/port_test.c tests/tap.h
tests_port_port_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_port_port_test_LDADD = $(test_libs)

check_PROGRAMS += tests/port/memory_test
TESTS += tests/port/memory_test
tests_port_memory_test_SOURCES = tests/port/memory_test.c tests/port/contract.c tests/port/contract.h tests/tap.h
tests_port_memory_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_port_memory_test_LDADD = libfasti_memory.a $(test_libs)
