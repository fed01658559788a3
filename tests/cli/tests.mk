# tests/cli/tests.mk - the fasti program, as a person at a terminal sees it.
cli_tests = tests/cli/frame.sh
cli_tests += tests/cli/bad-input.sh
cli_tests += tests/cli/calendar.sh
cli_tests += tests/cli/check.sh
cli_tests += tests/cli/confidential.sh
cli_tests += tests/cli/deadline.sh
cli_tests += tests/cli/decide.sh
cli_tests += tests/cli/draw.sh
cli_tests += tests/cli/files.sh
cli_tests += tests/cli/manual.sh
cli_tests += tests/cli/office.sh
cli_tests += tests/cli/propose.sh
cli_tests += tests/cli/scenario.sh
cli_tests += tests/cli/run.sh
cli_tests += tests/cli/tables.sh
TESTS += $(cli_tests)
EXTRA_DIST += tests/tap.sh tests/cli/permit.sh $(cli_tests)
