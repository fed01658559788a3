/* tests/sqlite/fault.h - a layer between SQLite and the files, that fails when it is told to.
 */
#ifndef FASTI_TESTS_SQLITE_FAULT_H
#define FASTI_TESTS_SQLITE_FAULT_H

#include <stdbool.h>

/** Put the layer between all files that are opened from here on. */
void fault_install(void);
/** From the N-th change on (a write, sync, truncation or removal; from 1), answer CODE: once, or for LASTING until
 *  fault_disarm. */
void fault_arm(int n, int code, bool lasting);
/** From the N-th change on the power is off: nothing reaches the files any more, and every change fails. */
void fault_cut(int n);
/** The power is on again, when all files are closed: of the writes that were not followed by a sync of their file, some
 *  are lost. SEED chooses. */
void fault_lose(unsigned *seed);
/** Fail no more. @return whether it failed at all */
bool fault_disarm(void);

#endif
