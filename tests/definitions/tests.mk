# tests/definitions/tests.mk - tests of the shipped definitions.
check_PROGRAMS += tests/definitions/instruments_test
TESTS += tests/definitions/instruments_test
tests_definitions_instruments_test_SOURCES = tests/definitions/instruments_test.c tests/tap.h
tests_definitions_instruments_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_definitions_instruments_test_LDADD = $(test_libs)
EXTRA_DIST += tests/definitions/issue.xml

check_PROGRAMS += tests/definitions/walk_test
TESTS += tests/definitions/walk_test
tests_definitions_walk_test_SOURCES = tests/definitions/walk_test.c tests/definitions/walk.h tests/definitions/walk.c \
  tests/definitions/fill.h tests/definitions/fill.c tests/definitions/chance.h tests/tap.h
tests_definitions_walk_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_definitions_walk_test_LDADD = $(test_libs)

# A long dose of random walks, and what they reached: make walks WALKS=5000 SEED=1
WALKS = 1000
SEED = 1
.PHONY: walks
walks: tests/definitions/walk_test$(EXEEXT)
	FASTI_SOURCE='$(abs_top_srcdir)' tests/definitions/walk_test$(EXEEXT) $(WALKS) $(SEED)
TESTS += tests/definitions/definitions.sh
EXTRA_DIST += tests/definitions/definitions.sh tests/definitions/elsewhere.xml tests/definitions/rectification.scxml \
  tests/definitions/elsewhere-people.inc tests/definitions/elsewhere-begin.inc tests/definitions/elsewhere-decision.inc \
  tests/definitions/elsewhere.case tests/definitions/elsewhere-demolition.case tests/definitions/rectification.case \
  tests/definitions/publication.scxml tests/definitions/publication.case
