# tests/scenarios/tests.mk - see the files beside it.
