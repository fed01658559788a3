# tests/step/tests.mk - tests of the room step.
