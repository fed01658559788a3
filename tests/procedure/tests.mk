# tests/procedure/tests.mk - tests of the room procedure.
