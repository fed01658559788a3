# tests/conformance/tests.mk - the W3C SCXML tests (configure --with-irp=DIR) and the DMN tests (--with-dmn-tck=DIR), where
# they are.
check_PROGRAMS += tests/conformance/irp tests/conformance/dmn
TESTS += tests/conformance/irp tests/conformance/dmn
tests_conformance_irp_SOURCES = tests/conformance/irp.c
tests_conformance_irp_LDADD = $(test_libs)
tests_conformance_dmn_SOURCES = tests/conformance/dmn.c
tests_conformance_dmn_LDADD = $(test_libs)
