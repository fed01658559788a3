# tests/bench/tests.mk - make bench: figures, outside of make check. A .mk a room adds its programs to BENCHES.
BENCHES =
include $(top_srcdir)/tests/bench/engine.mk
include $(top_srcdir)/tests/bench/store.mk
include $(top_srcdir)/tests/bench/office.mk

.PHONY: bench
bench: $(BENCHES)
	@for bench in $(BENCHES); do FASTI_SOURCE='$(abs_top_srcdir)' ./$$bench || exit 1; done
