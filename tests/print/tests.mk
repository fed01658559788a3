# tests/print/tests.mk - instruments as PDF.
TESTS += tests/print/layout.sh tests/print/print.sh
EXTRA_DIST += tests/print/layout.sh tests/print/print.sh
