# tests/office/tests.mk - tests of the room office.
