# tests/build/tests.mk - see the files beside it.
