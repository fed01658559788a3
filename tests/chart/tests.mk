# tests/chart/tests.mk - tests of the room chart.
check_PROGRAMS += tests/chart/chart_test
TESTS += tests/chart/chart_test
tests_chart_chart_test_SOURCES = tests/chart/chart_test.c tests/tap.h
tests_chart_chart_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_chart_chart_test_LDADD = $(test_libs)
