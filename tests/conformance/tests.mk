# tests/conformance/tests.mk - the W3C SCXML tests, where they are (configure --with-irp=DIR).
check_PROGRAMS += tests/conformance/irp
TESTS += tests/conformance/irp
tests_conformance_irp_SOURCES = tests/conformance/irp.c
tests_conformance_irp_LDADD = $(test_libs)
