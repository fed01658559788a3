/* tests/definitions/walk.h - random walks through a procedure: what people could do, and what must hold whatever they do.
 */
#ifndef FASTI_TESTS_WALK_H
#define FASTI_TESTS_WALK_H

#include "engine/case.h"

/** What walks have seen, over all of them. */
struct walk_sum {
  bool trace; /* print every command */
  size_t walks, entries, refusals, replays, ended;
  size_t done[FASTI_COMMAND_COUNT];
  size_t refused[FASTI_COMMAND_COUNT];
  size_t events, instruments, deadlines, unfilled;
  /* states of the procedure and its sub-procedures by id, each once */
  const char **states;
  bool *visited;
  bool *steps; /* those with a title, to which a task may be returned */
  size_t state_count;
};

/** Begin to count for a procedure; end with walk_sum_end. */
void walk_sum_begin(struct walk_sum *sum, const struct fasti_procedure *procedure);
void walk_sum_end(struct walk_sum *sum);

/** Walk STEPS commands through a case of PROCEDURE by the chance of SEED.
 *  @arg trouble gets what did not hold, with what was done before
 *  @return whether everything held */
bool walk(const struct fasti_procedure *procedure, uint64_t seed, int steps, struct walk_sum *sum,
          struct fasti_buffer *trouble);

#endif
