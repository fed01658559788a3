# tests/sqlite/tests.mk - see the files beside it.
