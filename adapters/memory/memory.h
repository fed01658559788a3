/* adapters/memory/memory.h - an office that lives as long as the program: for scenario tests, trials and tests.
 *
 * It passes the same contract as every store, but nothing outlives it, and it has one handle only.
 */
#ifndef FASTI_ADAPTERS_MEMORY_H
#define FASTI_ADAPTERS_MEMORY_H

#include "engine/port.h"
#include "engine/vault.h"

/** Make an empty store. @return owned, end with its function close */
struct fasti_store *fasti_memory_new(void);
/** Make an empty vault. @return owned, end with its function close */
struct fasti_vault *fasti_memory_vault_new(void);

#endif
