# tests/port/tests.mk - tests of the room port, and the contract that every store keeps.
check_PROGRAMS += tests/port/port_test
TESTS += tests/port/port_test
tests_port_port_test_SOURCES = tests/port/port_test.c tests/tap.h
tests_port_port_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_port_port_test_LDADD = $(test_libs)

contract_sources = \
  tests/port/contract.c tests/port/transactions.c tests/port/cases.c tests/port/derived.c tests/port/links.c tests/port/beside.c tests/port/reach.c tests/port/own.c tests/port/outgoing.c \
  tests/port/inside.h tests/port/contract.h
check_PROGRAMS += tests/port/memory_test
TESTS += tests/port/memory_test
tests_port_memory_test_SOURCES = tests/port/memory_test.c $(contract_sources) tests/tap.h
tests_port_memory_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_port_memory_test_LDADD = libfasti_memory.a $(test_libs)
