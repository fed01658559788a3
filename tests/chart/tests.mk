# tests/chart/tests.mk - tests of the room chart.
