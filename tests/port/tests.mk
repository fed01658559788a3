# tests/port/tests.mk - tests of the room port.
