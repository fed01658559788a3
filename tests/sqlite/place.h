/* tests/sqlite/place.h - a folder of its own for a test, and files in it.
 */
#ifndef FASTI_TESTS_SQLITE_PLACE_H
#define FASTI_TESTS_SQLITE_PLACE_H

#include "adapters/sqlite/sqlite.h"
#include "tests/tap.h"

/** Make an empty folder, where anybody may enter. */
void place_make(void);
/** Remove it with all that is in it. */
void place_clean(void);
/** The path of a file in it. @return borrowed until four calls later */
const char *place_path(const char *name);
/** Make or open office.fasti in it; the test fails if that fails. */
struct fasti_store *place_create(void);
struct fasti_store *place_open(void);
/** How many files in it have a name that begins so. */
int place_count(const char *prefix);
/** The content of a file. @return owned by the caller */
struct fasti_buffer place_read(const char *name);
void place_write(const char *name, const void *bytes, size_t size);

#endif
