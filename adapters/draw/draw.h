/* adapters/draw/draw.h - charts as SVG, laid out by Graphviz: one state a box, with the id "s-" and the state's id, so that pages
 * can mark where a case is without a new layout.
 */
#ifndef FASTI_DRAW_H
#define FASTI_DRAW_H

#include "engine/chart.h"

enum {
  FASTI_DRAW_SECONDS = 20,              /* that one layout may take */
  FASTI_DRAW_BYTES = 8 * 1024 * 1024    /* of an SVG */
};

/** What stands in a drawing: all that a designer wrote (ids, events, conditions, tasks), or titles only, a small circle for a state that nobody
 *  knows by a name. */
enum fasti_draw_words { FASTI_DRAW_DESIGNER, FASTI_DRAW_PEOPLE };

/** Draw a chart, in this process, which should end soon: Graphviz is not safe for threads and does not free all.
 *  @arg marked by number of state: shown as current; NULL: none @arg svg appended to
 *  @return FASTI_INTERNAL with a message when Graphviz fails */
FASTI_MUST enum fasti_status fasti_draw(const struct fasti_chart *chart, enum fasti_draw_words words, const bool *marked,
                                        struct fasti_messages *messages, struct fasti_buffer *svg);

/** Draws in child processes, each under a limit of time, and remembers what it has drawn by the SHA-256 of the chart's document.
 *  Any thread. */
struct fasti_drawer;
/** @return owned, free with fasti_drawer_free */
struct fasti_drawer *fasti_drawer_new(void);
void fasti_drawer_free(struct fasti_drawer *drawer);
/** Draw the titles of a chart. @arg svg appended to
 *  @return FASTI_LIMIT when it takes too long or is too large, FASTI_IO when no child can be made, FASTI_FAILED when it fails; all
 *          with a message */
FASTI_MUST enum fasti_status fasti_drawer_svg(struct fasti_drawer *drawer, const struct fasti_chart *chart,
                                              struct fasti_messages *messages, struct fasti_buffer *svg);

#endif
