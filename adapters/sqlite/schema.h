/* adapters/sqlite/schema.h - the schema patches, built into the program from schema-*.sql.
 */
#ifndef FASTI_ADAPTERS_SQLITE_SCHEMA_H
#define FASTI_ADAPTERS_SQLITE_SCHEMA_H

#include <stddef.h>

/** Patch N is the N-th from 1, in the order of application. */
struct schema_patch {
  const char *name;
  const char *sql;
};

extern const struct schema_patch schema_patches[];
extern const size_t schema_patch_count;

#endif
