/* tests/files/report.h - a small bureau, whose one procedure asks for a file and ends with an instrument. */
#ifndef FASTI_TESTS_FILES_REPORT_H
#define FASTI_TESTS_FILES_REPORT_H

#include "engine/office.h"

extern const char report_package[];

/** Finds the files that the package names; for struct fasti_library. */
enum fasti_status report_find(void *self, const char *base, const char *uri, const char **name,
                              struct fasti_slice *bytes);

#endif
