/* engine/routes.h - how far it is from the states of a chart to an end, taking every condition for possible.
 */
#ifndef FASTI_ROUTES_H
#define FASTI_ROUTES_H

#include "engine/chart.h"

/** What an event of an action brings: by how many transitions it leads nearer to the end of its chart, at best; negative: away.
 *  0 also for events that nothing knows. */
int fasti_routes_gain(const struct fasti_chart *chart, const char *event);
/** Whether the chart has a final state at its top: a procedure that ends. */
bool fasti_routes_end(const struct fasti_chart *chart);

#endif
