# adapters/print/print.mk - instruments as PDF, by WeasyPrint.
noinst_LIBRARIES += libfasti_print.a
libfasti_print_a_SOURCES = \
  adapters/print/print.h adapters/print/child.h adapters/print/page.h \
  adapters/print/child.c adapters/print/page.c adapters/print/print.c
fasti_adapters += libfasti_print.a
