# tests/cli/tests.mk - the fasti program, as a person at a terminal sees it.
TESTS += tests/cli/frame.sh tests/cli/deadline.sh
EXTRA_DIST += tests/tap.sh tests/cli/frame.sh tests/cli/deadline.sh
