# tests/procedure/tests.mk - tests of the room procedure, at the desk of the room case.
check_PROGRAMS += tests/procedure/procedure_test
TESTS += tests/procedure/procedure_test
tests_procedure_procedure_test_SOURCES = tests/procedure/procedure_test.c tests/procedure/tables_test.c tests/procedure/covers_test.c tests/case/desk.c tests/case/desk.h \
  tests/case/case_tests.h tests/tap.h
tests_procedure_procedure_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_procedure_procedure_test_LDADD = $(test_libs)
