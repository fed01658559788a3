# tests/calendar/tests.mk - tests of the room calendar.
