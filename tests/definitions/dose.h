/* tests/definitions/dose.h - many walks through every procedure of a package, in several processes, and what they came to.
 */
#ifndef FASTI_TESTS_DOSE_H
#define FASTI_TESTS_DOSE_H

#include "tests/definitions/story.h"
#include "tests/definitions/walk.h"

struct dose {
  const char *package;  /* path */
  const char *promises; /* folder */
  const struct stories *stories;
  const struct fasti_book *book;
  const char *only; /* a procedure; NULL: each */
  size_t walks;     /* of each procedure */
  uint64_t seed;    /* of the first */
  size_t jobs;
  size_t span; /* as in walk.h: schedules fire from the beginning on, which takes time */
  bool trace;
  bool keep; /* say nothing of what fails: keep it in the result */
};

struct dose_sum {
  size_t walks, entries, refusals, filled, unfilled, tries, audits, checks, instruments, deadlines, failures, endless, unopened;
  size_t done[FASTI_COMMAND_COUNT];
};

/** What became of one procedure. */
struct dose_result {
  const char *procedure; /* borrowed until dose_end */
  struct dose_sum sum;
  double seconds;
};

struct dosed {
  struct world *world;
  struct cover cover;
  struct dose_result *results;
  size_t count;
  struct fasti_buffer kept; /* with KEEP: what failed, and the shrunken walk */
};

/** Walk. What does not hold is printed as it is found, with the shortest walk that shows it, as a scenario.
 *  @arg dosed end with dose_end */
void dose_go(const struct dose *dose, struct dosed *dosed);
void dose_end(struct dosed *dosed);

#endif
