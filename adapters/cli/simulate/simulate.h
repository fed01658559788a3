/* adapters/cli/simulate/simulate.h - what "fasti simulate" works with. */
#ifndef FASTI_CLI_SIMULATE_H
#define FASTI_CLI_SIMULATE_H

#include "adapters/cli/desk.h"
#include "engine/simulation.h"

enum { SIMULATE_BUREAUS = 16 };

/** A bureau whose staff work; all but the package is owned by the run. */
struct simulate_bureau {
  struct cli *cli;
  const char *path; /* of the package */
  const struct fasti_package *package;
  struct fasti_load *load;
  struct fasti_book *book;
  struct fasti_buffer learned; /* patterns of scenarios */
};

/** Find the load (PATH NULL: simulation.xml beside the package; where there is none, a plain one), and learn from the scenarios
 *  beside the procedures what people fill in. @return what reading the load fails with */
FASTI_MUST enum fasti_status simulate_prepare(struct simulate_bureau *bureau, const char *path);
void simulate_release(struct simulate_bureau *bureau);

#endif
