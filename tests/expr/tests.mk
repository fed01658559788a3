# tests/expr/tests.mk - tests of the room expr.
