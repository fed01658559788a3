/* tests/sqlite/contract_test.c - the contract of stores, kept by the SQLite store. */
#include "config.h"

#include "tests/port/contract.h"
#include "tests/sqlite/place.h"

static struct fasti_store *
make(void)
{
  place_make();
  return place_create();
}

int
main(void)
{
  static const struct contract_factory sqlite = {
    .name = "sqlite", .make = make, .again = place_open, .clean = place_clean};

  return tap_run(contract_suite(&sqlite));
}
