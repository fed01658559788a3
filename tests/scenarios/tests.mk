# tests/scenarios/tests.mk - the scenario language, and every scenario of every procedure.
check_PROGRAMS += tests/scenarios/scenario_test
TESTS += tests/scenarios/scenario_test
tests_scenarios_scenario_test_SOURCES = tests/scenarios/scenario_test.c tests/tap.h \
  adapters/cli/scenario/scenario.h adapters/cli/scenario/read.c \
  adapters/cli/scenario/words.h adapters/cli/scenario/words.c
tests_scenarios_scenario_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_scenarios_scenario_test_LDADD = $(test_libs)
TESTS += tests/scenarios/scenarios.sh
EXTRA_DIST += tests/scenarios/scenarios.sh
EXTRA_DIST += tests/scenarios/operations/claim-release-transfer-delegate.case
EXTRA_DIST += tests/scenarios/operations/countersign.case
EXTRA_DIST += tests/scenarios/operations/opinion.xhtml
EXTRA_DIST += tests/scenarios/operations/opinions.inc
EXTRA_DIST += tests/scenarios/operations/package.xml
EXTRA_DIST += tests/scenarios/operations/people.inc
EXTRA_DIST += tests/scenarios/operations/recuse-terminate.case
EXTRA_DIST += tests/scenarios/operations/return-and-withdraw.case
EXTRA_DIST += tests/scenarios/operations/suspend-and-resume.case
EXTRA_DIST += tests/scenarios/operations/work.scxml
EXTRA_DIST += tests/scenarios/office/S64-provisional-calendar.case tests/scenarios/office/cn-2027-new-year.ics
EXTRA_DIST += tests/scenarios/office/S62-another-officers-patrol.case tests/scenarios/office/S62-permissions.case
EXTRA_DIST += tests/scenarios/office/patrol/package.xml tests/scenarios/office/patrol/patrol.scxml
TESTS += tests/scenarios/S30-invalid-definitions.sh
EXTRA_DIST += tests/scenarios/S30-invalid-definitions.sh
TESTS += tests/scenarios/S65-explain-and-audit.sh
EXTRA_DIST += tests/scenarios/S65-explain-and-audit.sh tests/scenarios/office/S65-explain-and-audit.case
EXTRA_DIST += tests/scenarios/office/certificates.case
EXTRA_DIST += tests/scenarios/given-roles/package.xml tests/scenarios/given-roles/errand.scxml tests/scenarios/given-roles/run.scxml \
  tests/scenarios/given-roles/given-roles.case
TESTS += tests/scenarios/S61-superior-indicator.sh
EXTRA_DIST += tests/scenarios/S61-superior-indicator.sh tests/scenarios/superior/superior.inc tests/scenarios/superior/scope.inc
