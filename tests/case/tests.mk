# tests/case/tests.mk - tests of the room case.
check_PROGRAMS += tests/case/case_test
TESTS += tests/case/case_test
tests_case_case_test_SOURCES = tests/case/case_test.c tests/case/sign_test.c tests/case/move_test.c \
  tests/case/clock_test.c tests/case/effect_test.c tests/case/decide_test.c tests/case/each_test.c tests/case/hand_test.c tests/case/walk_test.c \
  tests/case/desk.c tests/case/desk.h tests/case/case_tests.h tests/tap.h
tests_case_case_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_case_case_test_LDADD = $(test_libs)
