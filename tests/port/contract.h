/* tests/port/contract.h - what every store must do, written once: engine/port.h as tests.
 */
#ifndef FASTI_TESTS_PORT_CONTRACT_H
#define FASTI_TESTS_PORT_CONTRACT_H

#include <check.h>

#include "engine/port.h"

/** How the tests come by a store. */
struct contract_factory {
  const char *name;
  struct fasti_store *(*make)(void);  /* an empty store */
  struct fasti_store *(*again)(void); /* a second handle on the last one made; NULL if there are none */
  void (*clean)(void);                /* after each test, when all handles are closed; may be NULL */
};

/** The contract as a suite. FACTORY is borrowed until the program ends. */
Suite *contract_suite(const struct contract_factory *factory);

#endif
