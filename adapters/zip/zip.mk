# adapters/zip/zip.mk - case files as ZIP archives, by libarchive.
noinst_LIBRARIES += libfasti_zip.a
libfasti_zip_a_SOURCES = adapters/zip/zip.h adapters/zip/zip.c
libfasti_zip_a_CFLAGS = $(AM_CFLAGS) $(ARCHIVE_CFLAGS)
fasti_adapters += libfasti_zip.a
