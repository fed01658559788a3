# tests/sqlite/tests.mk - tests of the embedded store.
sqlite_test_libs = libfasti_sqlite.a $(test_libs) $(SQLITE_LIBS)
sqlite_test_place = tests/sqlite/place.c tests/sqlite/place.h tests/tap.h

check_PROGRAMS += tests/sqlite/contract_test
TESTS += tests/sqlite/contract_test
tests_sqlite_contract_test_SOURCES = \
  tests/sqlite/contract_test.c $(contract_sources) $(sqlite_test_place)
tests_sqlite_contract_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_sqlite_contract_test_LDADD = $(sqlite_test_libs)

check_PROGRAMS += tests/sqlite/open_test
TESTS += tests/sqlite/open_test
tests_sqlite_open_test_SOURCES = tests/sqlite/open_test.c $(sqlite_test_place)
tests_sqlite_open_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS) $(SQLITE_CFLAGS)
tests_sqlite_open_test_LDADD = $(sqlite_test_libs)

check_PROGRAMS += tests/sqlite/fault_test
TESTS += tests/sqlite/fault_test
tests_sqlite_fault_test_SOURCES = \
  tests/sqlite/fault_test.c tests/sqlite/fault.c tests/sqlite/fault.h tests/sqlite/work.c tests/sqlite/work.h \
  $(sqlite_test_place)
tests_sqlite_fault_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS) $(SQLITE_CFLAGS)
tests_sqlite_fault_test_LDADD = $(sqlite_test_libs)

check_PROGRAMS += tests/sqlite/crash_test
TESTS += tests/sqlite/crash_test
tests_sqlite_crash_test_SOURCES = \
  tests/sqlite/crash_test.c tests/sqlite/work.c tests/sqlite/work.h $(sqlite_test_place)
tests_sqlite_crash_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS) $(SQLITE_CFLAGS)
tests_sqlite_crash_test_LDADD = $(sqlite_test_libs)

check_PROGRAMS += tests/sqlite/mutation_test
TESTS += tests/sqlite/mutation_test
tests_sqlite_mutation_test_SOURCES = \
  tests/sqlite/mutation_test.c tests/sqlite/work.c tests/sqlite/work.h $(sqlite_test_place)
tests_sqlite_mutation_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_sqlite_mutation_test_LDADD = $(sqlite_test_libs)

check_PROGRAMS += tests/sqlite/power_test
TESTS += tests/sqlite/power_test
tests_sqlite_power_test_SOURCES = \
  tests/sqlite/power_test.c tests/sqlite/fault.c tests/sqlite/fault.h tests/sqlite/work.c tests/sqlite/work.h \
  $(sqlite_test_place)
tests_sqlite_power_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS) $(SQLITE_CFLAGS)
tests_sqlite_power_test_LDADD = $(sqlite_test_libs)

# Many more kills, power cuts and damaged copies than make check has time for.
.PHONY: crash
crash: tests/sqlite/crash_test tests/sqlite/power_test tests/sqlite/mutation_test
	CK_FORK=no FASTI_CRASH_ROUNDS=2000 tests/sqlite/crash_test
	CK_FORK=no FASTI_POWER_CUTS=5000 tests/sqlite/power_test
	CK_FORK=no FASTI_MUTATIONS=50000 FASTI_SEED=`date +%s` tests/sqlite/mutation_test
