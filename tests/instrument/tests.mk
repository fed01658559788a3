# tests/instrument/tests.mk - tests of the room instrument.
