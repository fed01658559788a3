/* tests/office/definition.h - a small bureau: a permit that a clerk checks and a chief approves. */
#ifndef FASTI_TESTS_DEFINITION_H
#define FASTI_TESTS_DEFINITION_H

#include "engine/office.h"

/** With roles that read differently, a register, and facts that name a unit. */
extern const char definition_package_access[];
extern const char definition_package[];         /* version v1, in force from 2024-01-01 */
extern const char definition_package_changed[]; /* version v1 with another parameter */
extern const char definition_package_next[];    /* version v2, in force from 2026-01-01 */

/** Finds the files that the packages name; for struct fasti_library. */
enum fasti_status definition_find(void *self, const char *base, const char *uri, const char **name,
                                  struct fasti_slice *bytes);
/** Appends the hash of the package of a case to the buffer SELF. */
bool definition_take_package(void *self, const struct fasti_case_row *row);

#endif
