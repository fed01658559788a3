# tests/bench/store.mk - how fast the store is.
EXTRA_PROGRAMS += tests/bench/store_bench
tests_bench_store_bench_SOURCES = tests/bench/store_bench.c
tests_bench_store_bench_LDADD = libfasti_sqlite.a libfasti.a $(ENGINE_LIBS) $(SQLITE_LIBS)
CLEANFILES += tests/bench/store_bench
BENCHES += tests/bench/store_bench
