# adapters/files/files.mk - the files of cases in a folder.
noinst_LIBRARIES += libfasti_files.a
libfasti_files_a_SOURCES = adapters/files/files.h adapters/files/files.c
fasti_adapters += libfasti_files.a
