/* tests/port/memory_test.c - the contract of stores, kept by the memory store. */
#include "config.h"

#include "adapters/memory/memory.h"
#include "tests/port/contract.h"
#include "tests/tap.h"

int
main(void)
{
  static const struct contract_factory memory = {.name = "memory", .make = fasti_memory_new};

  return tap_run(contract_suite(&memory));
}
