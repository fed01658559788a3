# tests/cli/tests.mk - see the files beside it.
