# tests/case/tests.mk - tests of the room case.
