# tests/calendar/tests.mk - tests of the room calendar.
check_PROGRAMS += tests/calendar/calendar_test
TESTS += tests/calendar/calendar_test
tests_calendar_calendar_test_SOURCES = \
  tests/calendar/calendar_test.c tests/calendar/support.h tests/calendar/support.c tests/tap.h \
  tests/calendar/counting_test.c \
  tests/calendar/deadline_test.c \
  tests/calendar/property_test.c \
  tests/calendar/reading_test.c \
  tests/calendar/mutation_test.c
tests_calendar_calendar_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_calendar_calendar_test_LDADD = $(test_libs)
