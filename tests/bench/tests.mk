# tests/bench/tests.mk - see the files beside it.
