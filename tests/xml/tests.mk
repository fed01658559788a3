# tests/xml/tests.mk - tests of the room xml.
