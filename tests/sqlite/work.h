/* tests/sqlite/work.h - numbered steps of one case, and whether an office holds exactly the first N of them.
 */
#ifndef FASTI_TESTS_SQLITE_WORK_H
#define FASTI_TESTS_SQLITE_WORK_H

#include "engine/port.h"

/** Insert the case that the steps are done in. */
FASTI_MUST enum fasti_status work_begin(struct fasti_store *store);
/** Do step NUMBER (from 1) in a transaction of its own: an entry, the case, tasks, deadlines, a numbered instrument, a
 *  message. @return FASTI_OK if it was committed, else it was rolled back */
FASTI_MUST enum fasti_status work_step(struct fasti_store *store, int number);
/** How many steps the office holds. The test fails if any part of one is there or missing on its own, or if anything
 *  differs from what was written. In an office that is damaged, TOLERANT, rows may be missing or refuse to be read, but
 *  those that are read must still be what was written.
 *  @return -1 without the case; -2 with TOLERANT if anything is missing or was refused */
int work_done(struct fasti_store *store, bool tolerant);

#endif
