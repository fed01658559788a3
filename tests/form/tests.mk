# tests/form/tests.mk - tests of the room form.
