# tests/expr/tests.mk - tests of the room expr.
check_PROGRAMS += tests/expr/expr_test
TESTS += tests/expr/expr_test
tests_expr_expr_test_SOURCES = tests/expr/expr_test.c tests/tap.h
tests_expr_expr_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_expr_expr_test_LDADD = $(test_libs)
