# tests/step/tests.mk - tests of the room step: the algorithm, data, sessions, snapshots.
step_tests = tests/step/step_test tests/step/data_test tests/step/session_test tests/step/snapshot_test \
  tests/step/mutation_test
check_PROGRAMS += $(step_tests)
TESTS += $(step_tests)
tests_step_step_test_SOURCES = tests/step/step_test.c tests/step/play.h tests/tap.h
tests_step_step_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_step_step_test_LDADD = $(test_libs)
tests_step_step_test_LDFLAGS = -Wl,--wrap=calloc,--wrap=realloc
tests_step_data_test_SOURCES = tests/step/data_test.c tests/step/play.h tests/tap.h
tests_step_data_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_step_data_test_LDADD = $(test_libs)
tests_step_session_test_SOURCES = tests/step/session_test.c tests/step/play.h tests/tap.h
tests_step_session_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_step_session_test_LDADD = $(test_libs)
tests_step_snapshot_test_SOURCES = tests/step/snapshot_test.c tests/step/play.h tests/tap.h
tests_step_snapshot_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_step_snapshot_test_LDADD = $(test_libs)
tests_step_mutation_test_SOURCES = tests/step/mutation_test.c tests/step/play.h tests/tap.h
tests_step_mutation_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_step_mutation_test_LDADD = $(test_libs)
