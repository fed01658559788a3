# tests/tests.mk - one test program a room, TAP on standard output, a .mk a folder.
test_libs = libfasti.a $(CHECK_LIBS) $(ENGINE_LIBS)
# First what takes longest, so that the rest runs beside it.
include $(top_srcdir)/tests/definitions/tests.mk
include $(top_srcdir)/tests/base/tests.mk
include $(top_srcdir)/tests/xml/tests.mk
include $(top_srcdir)/tests/calendar/tests.mk
include $(top_srcdir)/tests/expr/tests.mk
include $(top_srcdir)/tests/chart/tests.mk
include $(top_srcdir)/tests/step/tests.mk
include $(top_srcdir)/tests/form/tests.mk
include $(top_srcdir)/tests/table/tests.mk
include $(top_srcdir)/tests/instrument/tests.mk
include $(top_srcdir)/tests/procedure/tests.mk
include $(top_srcdir)/tests/case/tests.mk
include $(top_srcdir)/tests/port/tests.mk
include $(top_srcdir)/tests/verify/tests.mk
include $(top_srcdir)/tests/office/tests.mk
include $(top_srcdir)/tests/staff/tests.mk
include $(top_srcdir)/tests/statistics/tests.mk
include $(top_srcdir)/tests/simulation/tests.mk
include $(top_srcdir)/tests/files/tests.mk
include $(top_srcdir)/tests/http/tests.mk
include $(top_srcdir)/tests/sheet/tests.mk
include $(top_srcdir)/tests/sqlite/tests.mk
include $(top_srcdir)/tests/post/tests.mk
include $(top_srcdir)/tests/cli/tests.mk
include $(top_srcdir)/tests/print/tests.mk
include $(top_srcdir)/tests/web/tests.mk
include $(top_srcdir)/tests/browser/tests.mk
include $(top_srcdir)/tests/conformance/tests.mk
include $(top_srcdir)/tests/scenarios/tests.mk
include $(top_srcdir)/tests/between/tests.mk
include $(top_srcdir)/tests/bench/tests.mk
include $(top_srcdir)/tests/build/tests.mk
