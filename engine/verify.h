/* engine/verify.h - exploring a chart's states before it is deployed.
 *
 * Every configuration that the chart can reach is visited, taking each condition and each event for possible, except that
 * done.state.ID needs its state to be done. What is proved so holds on every path that real data can take; what is
 * refused is shown by the path that leads there. Sub-procedures are charts of their own and are verified by themselves.
 *
 * What is refused:
 *   - a state that can never be entered;
 *   - a trap: a configuration from which no top-level final state can be reached any more (a chart without a top-level
 *     final state runs for ever on purpose and has no traps);
 *   - an <f:assert> (urn:fasti:procedure, doc/language.md section 3) that does not hold.
 * What is warned of: a transition of a region that leads into the region and, not being internal, leaves all the others.
 */
#ifndef FASTI_VERIFY_H
#define FASTI_VERIFY_H

#include "engine/chart.h"

enum { FASTI_VERIFY_CONFIGURATIONS = 200000 }; /* that are visited at most */

/** Explore a chart. All findings in one run, each at its place with the path that shows it. When the chart has more
 *  configurations than the limit, a warning says that it could not be proved.
 *  @arg configurations gets how many were visited; may be NULL
 *  @return FASTI_DEFINITION when something was refused */
FASTI_MUST enum fasti_status fasti_verify_chart(const struct fasti_chart *chart, struct fasti_messages *messages,
                                                int *configurations);

#endif
