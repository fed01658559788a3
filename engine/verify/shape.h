/* engine/verify/shape.h - entering and leaving states of a chart, as sets.
 */
#ifndef FASTI_VERIFY_SHAPE_H
#define FASTI_VERIFY_SHAPE_H

#include "engine/verify/explore.h"

static inline bool
set_has(const uint64_t *set, int state)
{
  return set[state / 64] >> (state % 64) & 1;
}

static inline void
set_add(uint64_t *set, int state)
{
  set[state / 64] |= (uint64_t)1 << (state % 64);
}

static inline void
set_remove(uint64_t *set, int state)
{
  set[state / 64] &= ~((uint64_t)1 << (state % 64));
}

/** Read the chart's shape; everything owned by the shape's arena. */
void shape_read(struct shape *shape, const struct fasti_chart *chart);
/** Add to SETS (a node's) what entering TARGETS below DOMAIN makes active. */
void shape_enter(const struct shape *shape, uint64_t *sets, const int *targets, int target_count, int domain);
/** Leave everything below DOMAIN; history states remember. */
void shape_leave(const struct shape *shape, uint64_t *sets, int domain);
/** The state below which a transition leaves and enters (SCXML: transition domain). */
int shape_domain(const struct shape *shape, const struct fasti_chart_transition *transition);
/** Whether a state is done: its final child is active, or all its regions are done. */
bool shape_done(const struct shape *shape, const uint64_t *sets, int state);

#endif
