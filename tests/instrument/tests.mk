# tests/instrument/tests.mk - tests of the room instrument.
check_PROGRAMS += tests/instrument/instrument_test
TESTS += tests/instrument/instrument_test
tests_instrument_instrument_test_SOURCES = tests/instrument/instrument_test.c tests/tap.h
tests_instrument_instrument_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_instrument_instrument_test_LDADD = $(test_libs)
