# tests/sheet/tests.mk - tables in files: what is read from good and hostile ones, and what is written.
check_PROGRAMS += tests/sheet/sheet_test tests/sheet/pack
TESTS += tests/sheet/sheet_test
tests_sheet_sheet_test_SOURCES = tests/sheet/sheet_test.c tests/sheet/book.c tests/sheet/book.h tests/tap.h
tests_sheet_sheet_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS) $(ARCHIVE_CFLAGS)
tests_sheet_sheet_test_LDADD = libfasti_sheet.a $(test_libs) $(ARCHIVE_LIBS) $(XLSXWRITER_LIBS)

# Makes an XLSX file of a text: for the tests of the program.
tests_sheet_pack_SOURCES = tests/sheet/pack.c tests/sheet/book.c tests/sheet/book.h
tests_sheet_pack_CFLAGS = $(AM_CFLAGS) $(ARCHIVE_CFLAGS)
tests_sheet_pack_LDADD = libfasti.a $(ARCHIVE_LIBS) $(ENGINE_LIBS)
