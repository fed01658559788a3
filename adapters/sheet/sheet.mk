# adapters/sheet/sheet.mk - tables in files of spreadsheet programs: CSV by RFC 4180, XLSX by libarchive and libxlsxwriter.
noinst_LIBRARIES += libfasti_sheet.a
libfasti_sheet_a_SOURCES = adapters/sheet/sheet.h adapters/sheet/room.h adapters/sheet/rows.c adapters/sheet/text.c \
  adapters/sheet/csv.c adapters/sheet/part.c adapters/sheet/number.c adapters/sheet/style.c adapters/sheet/xlsx.c \
  adapters/sheet/write.c
libfasti_sheet_a_CFLAGS = $(AM_CFLAGS) $(ARCHIVE_CFLAGS) $(XLSXWRITER_CFLAGS)
fasti_adapters += libfasti_sheet.a
