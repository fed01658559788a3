# tests/definitions/tests.mk - see the files beside it.
