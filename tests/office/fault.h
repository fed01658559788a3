/* tests/office/fault.h - a store that fails at a call that the test chooses. */
#ifndef FASTI_TESTS_FAULT_H
#define FASTI_TESTS_FAULT_H

#include "engine/port.h"

/** Wrap a store, which is borrowed. @return owned, end with fault_free */
struct fasti_store *fault_new(struct fasti_store *inner);
void fault_free(struct fasti_store *store);
/** The Nth call from now on answers FASTI_IO without being done; 0: none. A commit that fails has rolled back. */
void fault_set(struct fasti_store *store, int call);

#endif
