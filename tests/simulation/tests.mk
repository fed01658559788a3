# tests/simulation/tests.mk - tests of the room simulation, on every store.
check_PROGRAMS += tests/simulation/simulation_test
TESTS += tests/simulation/simulation_test
tests_simulation_simulation_test_SOURCES = tests/simulation/simulation_test.c tests/office/hall.h tests/office/hall.c \
  tests/tap.h tests/office/definition.h tests/office/definition.c
tests_simulation_simulation_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_simulation_simulation_test_LDADD = libfasti_memory.a libfasti_sqlite.a $(test_libs) $(SQLITE_LIBS)
