# tests/xml/tests.mk - tests of the room xml.
check_PROGRAMS += tests/xml/xml_test
TESTS += tests/xml/xml_test
tests_xml_xml_test_SOURCES = tests/xml/xml_test.c tests/tap.h
tests_xml_xml_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_xml_xml_test_LDADD = $(test_libs)
