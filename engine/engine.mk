# engine/engine.mk - libfasti.a: the pure engine, a .mk a room.
noinst_LIBRARIES += libfasti.a
libfasti_a_SOURCES =
include $(top_srcdir)/engine/base/base.mk
include $(top_srcdir)/engine/xml/xml.mk
include $(top_srcdir)/engine/calendar/calendar.mk
include $(top_srcdir)/engine/expr/expr.mk
include $(top_srcdir)/engine/chart/chart.mk
include $(top_srcdir)/engine/step/step.mk
include $(top_srcdir)/engine/form/form.mk
include $(top_srcdir)/engine/table/table.mk
include $(top_srcdir)/engine/instrument/instrument.mk
include $(top_srcdir)/engine/procedure/procedure.mk
include $(top_srcdir)/engine/case/case.mk
include $(top_srcdir)/engine/port/port.mk
include $(top_srcdir)/engine/verify/verify.mk
include $(top_srcdir)/engine/staff/staff.mk
include $(top_srcdir)/engine/office/office.mk
include $(top_srcdir)/engine/statistics/statistics.mk
include $(top_srcdir)/engine/simulation/simulation.mk
