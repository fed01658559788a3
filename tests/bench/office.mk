# tests/bench/office.mk - steps of real cases through the office and the SQLite store.
EXTRA_PROGRAMS += tests/bench/office_bench
BENCHES += tests/bench/office_bench
tests_bench_office_bench_SOURCES = tests/bench/office_bench.c
tests_bench_office_bench_LDADD = libfasti_sqlite.a libfasti_memory.a libfasti.a $(ENGINE_LIBS) $(SQLITE_LIBS)
