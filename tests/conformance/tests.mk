# tests/conformance/tests.mk - see the files beside it.
