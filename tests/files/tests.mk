# tests/files/tests.mk - the files of cases: both vaults, disks that fill up or fail, kills, and the office on top.
check_PROGRAMS += tests/files/vault_test
TESTS += tests/files/vault_test
tests_files_vault_test_SOURCES = tests/files/vault_test.c tests/files/disk.c tests/files/disk.h tests/tap.h
tests_files_vault_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_files_vault_test_LDFLAGS = $(files_wrapped)
tests_files_vault_test_LDADD = libfasti_files.a libfasti_memory.a $(test_libs)

check_PROGRAMS += tests/files/evidence_test
TESTS += tests/files/evidence_test
tests_files_evidence_test_SOURCES = tests/files/evidence_test.c tests/files/report.c tests/files/report.h tests/files/disk.c tests/files/disk.h \
  tests/office/fault.c tests/office/fault.h tests/tap.h
tests_files_evidence_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_files_evidence_test_LDFLAGS = $(files_wrapped)
tests_files_evidence_test_LDADD = libfasti_files.a libfasti_memory.a libfasti_sqlite.a $(test_libs) $(SQLITE_LIBS)

check_PROGRAMS += tests/files/archive_test
TESTS += tests/files/archive_test
tests_files_archive_test_SOURCES = tests/files/archive_test.c tests/files/report.c tests/files/report.h \
  tests/files/disk.c tests/files/disk.h tests/tap.h
tests_files_archive_test_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_files_archive_test_LDFLAGS = $(files_wrapped)
tests_files_archive_test_LDADD = libfasti_zip.a libfasti_memory.a $(test_libs) $(ARCHIVE_LIBS)

# The calls by which the folder is written, so that a test can have the Nth one fail.
files_wrapped = -Wl,--wrap=write,--wrap=fsync,--wrap=rename,--wrap=fchmod,--wrap=mkdir,--wrap=mkostemp,--wrap=flock
