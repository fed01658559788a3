# adapters/draw/draw.mk - charts as SVG.
noinst_LIBRARIES += libfasti_draw.a
libfasti_draw_a_SOURCES = adapters/draw/draw.h adapters/draw/chart.c adapters/draw/child.c
libfasti_draw_a_CFLAGS = $(AM_CFLAGS) $(GRAPHVIZ_CFLAGS) -pthread
fasti_adapters += libfasti_draw.a
