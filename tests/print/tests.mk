# tests/print/tests.mk - instruments as PDF.
TESTS += tests/print/print.sh
EXTRA_DIST += tests/print/print.sh
