# tests/form/tests.mk - tests of the room form.
check_PROGRAMS += tests/form/form_test
TESTS += tests/form/form_test
tests_form_form_test_SOURCES = tests/form/form_test.c tests/form/load_test.c \
  tests/form/list_test.c tests/form/type_test.c tests/form/form_tests.h tests/tap.h
tests_form_form_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_form_form_test_LDADD = $(test_libs)
