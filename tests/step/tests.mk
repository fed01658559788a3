# tests/step/tests.mk - tests of the room step: the algorithm, data, sessions, snapshots.
check_PROGRAMS += tests/step/step_test tests/step/snapshot_test
TESTS += tests/step/step_test tests/step/snapshot_test
tests_step_step_test_SOURCES = tests/step/step_test.c tests/step/play.h tests/tap.h
tests_step_step_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_step_step_test_LDADD = $(test_libs)
tests_step_snapshot_test_SOURCES = tests/step/snapshot_test.c tests/step/play.h tests/tap.h
tests_step_snapshot_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_step_snapshot_test_LDADD = $(test_libs)
