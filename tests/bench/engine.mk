# tests/bench/engine.mk - how fast the engine steps and loads.
BENCHES += tests/bench/bench
EXTRA_PROGRAMS += tests/bench/bench
tests_bench_bench_SOURCES = tests/bench/bench.c
tests_bench_bench_LDADD = libfasti.a $(ENGINE_LIBS) -lm
