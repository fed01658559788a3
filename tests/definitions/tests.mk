# tests/definitions/tests.mk - tests of the shipped definitions.
check_PROGRAMS += tests/definitions/instruments_test
TESTS += tests/definitions/instruments_test
tests_definitions_instruments_test_SOURCES = tests/definitions/instruments_test.c tests/definitions/samples.h \
  tests/definitions/samples.c tests/tap.h
tests_definitions_instruments_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_definitions_instruments_test_LDADD = $(test_libs)
EXTRA_DIST += tests/definitions/issue.xml

check_PROGRAMS += tests/definitions/walk_test
TESTS += tests/definitions/walk_test
tests_definitions_walk_test_SOURCES = tests/definitions/walk_test.c tests/tap.h tests/definitions/act.h \
  tests/definitions/act.c tests/definitions/choose.c tests/definitions/cover.h tests/definitions/cover.c \
  tests/definitions/deeds.c tests/definitions/doing.c tests/definitions/dose.h tests/definitions/dose.c \
  tests/definitions/drive.c tests/definitions/monitor.h tests/definitions/monitor.c tests/definitions/promise.c \
  tests/definitions/shrink.c tests/definitions/sight.c tests/definitions/story.h tests/definitions/story.c \
  tests/definitions/walk.h tests/definitions/walk.c tests/definitions/world.h tests/definitions/world.c \
  adapters/cli/scenario/scenario.h adapters/cli/scenario/read.c adapters/cli/scenario/learn.c adapters/cli/scenario/words.h \
  adapters/cli/scenario/words.c
tests_definitions_walk_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_definitions_walk_test_LDADD = libfasti_memory.a $(test_libs)
EXTRA_DIST += tests/definitions/post-approval-land.promises tests/definitions/idle-land.promises tests/definitions/land-supply.promises
EXTRA_DIST += tests/definitions/case-handling.promises tests/definitions/faults/package.xml \
  tests/definitions/faults/hasty.scxml tests/definitions/faults/hasty.promises tests/definitions/faults/snare.scxml \
  tests/definitions/faults/colour.xhtml tests/definitions/faults/maze.scxml tests/definitions/faults/paper.xsl

# A long dose of random walks, and what they reached: make walks WALKS=10000 SEED=1 JOBS=2 ONLY=case-handling
WALKS = 10000
SEED = 1
JOBS = $$(getconf _NPROCESSORS_ONLN)
.PHONY: walks
walks: tests/definitions/walk_test$(EXEEXT)
	FASTI_SOURCE='$(abs_top_srcdir)' tests/definitions/walk_test$(EXEEXT) --walks=$(WALKS) --seed=$(SEED) \
	  --jobs=$(JOBS) $(ONLY:%=--only=%)
TESTS += tests/definitions/coverage.sh
EXTRA_DIST += tests/definitions/coverage.sh doc/coverage.md
TESTS += tests/definitions/definitions.sh
EXTRA_DIST += tests/definitions/definitions.sh tests/definitions/elsewhere.xml tests/definitions/rectification.scxml tests/definitions/payment.scxml tests/definitions/payment.case \
  tests/definitions/elsewhere-people.inc tests/definitions/elsewhere-begin.inc tests/definitions/elsewhere-decision.inc \
  tests/definitions/elsewhere.case tests/definitions/elsewhere-demolition.case tests/definitions/rectification.case \
  tests/definitions/publication.scxml tests/definitions/publication.case

check_PROGRAMS += tests/definitions/discretion_test
TESTS += tests/definitions/discretion_test
tests_definitions_discretion_test_SOURCES = tests/definitions/discretion_test.c tests/tap.h
tests_definitions_discretion_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_definitions_discretion_test_LDADD = $(test_libs)

check_PROGRAMS += tests/definitions/permissions_test
TESTS += tests/definitions/permissions_test
tests_definitions_permissions_test_SOURCES = tests/definitions/permissions_test.c tests/definitions/samples.h \
  tests/definitions/samples.c tests/tap.h
tests_definitions_permissions_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_definitions_permissions_test_LDADD = $(test_libs)
EXTRA_DIST += tests/definitions/permissions.txt
