/* engine/chart.h - an SCXML 1.0 document, checked, made immutable and indexed.
 *
 * States are numbered in document order (0 is the <scxml> element itself), transitions in the order in which a state's
 * are looked at, invokes and foreign actions in document order. So the descendants of a state are an interval of
 * numbers, and ancestors, exit sets and conflicts are comparisons (program.h); nothing is searched while stepping.
 * The core knows no namespace but SCXML's. Attributes and elements of other namespaces stay in the document, where the
 * room above finds them through the nodes given here; a foreign element in executable content becomes an action
 * that the host performs (step.h).
 */
#ifndef FASTI_CHART_H
#define FASTI_CHART_H

#include "engine/expr.h"

#define FASTI_NS_SCXML "http://www.w3.org/2005/07/scxml"

enum {
  FASTI_CHART_STATES = 20000, /* of one document */
  FASTI_CHART_CHILDREN = 16   /* depth to which documents may invoke documents */
};

struct fasti_chart;

/** Where a chart finds the documents that it names (invoke/@src, data/@src): the caller's own files. */
struct fasti_library {
  void *self;
  /** Find the document URI, which the document BASE mentions. @arg name how messages and later look-ups call it;
   *  @arg bytes its content; both borrowed, valid as long as the library. @return FASTI_NOT_FOUND when missing */
  enum fasti_status (*find)(void *self, const char *base, const char *uri, const char **name,
                            struct fasti_slice *bytes);
};

/** Load a chart and, through LIBRARY (may be NULL; must live as long as the chart, because invoke/@srcexpr looks for
 *  documents while the chart runs), every document that it invokes by a literal src. All errors in one
 *  run: unknown targets, duplicate ids, illegal nesting or attributes, unreachable initial, bad XPath in places where
 *  SCXML does not tolerate it (warnings elsewhere), cycles and depth of invokes.
 *  @arg out owned, free with fasti_chart_free
 *  @return FASTI_DEFINITION or FASTI_LIMIT, with messages */
FASTI_MUST enum fasti_status fasti_chart_load(const char *name, struct fasti_slice bytes,
                                              const struct fasti_library *library, struct fasti_messages *messages,
                                              struct fasti_chart **out);
/** As fasti_chart_load, but gives the chart even when it has errors, so that a room above can find more of them in the
 *  same run: what does not exist is left out of it. It may be looked at, not run.
 *  @arg out owned; NULL when there is nothing to look at */
FASTI_MUST enum fasti_status fasti_chart_inspect(const char *name, struct fasti_slice bytes,
                                                 const struct fasti_library *library, struct fasti_messages *messages,
                                                 struct fasti_chart **out);
void fasti_chart_free(struct fasti_chart *chart);

enum fasti_state_kind {
  FASTI_STATE_SCXML, /* number 0 only */
  FASTI_STATE_ATOMIC,
  FASTI_STATE_COMPOUND,
  FASTI_STATE_PARALLEL,
  FASTI_STATE_FINAL,
  FASTI_STATE_HISTORY,
  FASTI_STATE_DEEP_HISTORY
};

/** One state; borrowed from the chart. */
struct fasti_chart_state {
  const char *id; /* never NULL: states without an id get one that no id in a document can equal */
  enum fasti_state_kind kind;
  int parent; /* -1 for state 0 */
  const xmlNode *node;
};

/** One transition of a state (not those of <initial> and <history>); borrowed from the chart. */
struct fasti_chart_transition {
  int source;
  const char *event; /* the attribute as written; NULL for an eventless one */
  const struct fasti_expr *cond; /* NULL: always */
  const int *targets;
  int target_count;
  const xmlNode *node;
};

/** One <invoke>; borrowed from the chart. */
struct fasti_chart_invoke {
  int state;
  const char *id;   /* NULL when the document leaves it to the platform */
  const char *type; /* NULL: SCXML, or given by typeexpr */
  const char *src;  /* NULL: none, or given by srcexpr */
  const struct fasti_chart *child; /* the chart that a literal src or inline content names; NULL if none */
  const xmlNode *node;
};

const char *fasti_chart_name(const struct fasti_chart *chart);
/** The document's root element. @return borrowed */
const xmlNode *fasti_chart_root(const struct fasti_chart *chart);
int fasti_chart_state_count(const struct fasti_chart *chart);
const struct fasti_chart_state *fasti_chart_state(const struct fasti_chart *chart, int state);
/** Number of the state with this id. @return -1 when there is none */
int fasti_chart_find(const struct fasti_chart *chart, const char *id);
/** Whether STATE is ANCESTOR or below it. */
bool fasti_chart_is_within(const struct fasti_chart *chart, int state, int ancestor);
int fasti_chart_transition_count(const struct fasti_chart *chart);
const struct fasti_chart_transition *fasti_chart_transition(const struct fasti_chart *chart, int transition);
int fasti_chart_invoke_count(const struct fasti_chart *chart);
const struct fasti_chart_invoke *fasti_chart_invoke(const struct fasti_chart *chart, int invoke);
/** Foreign elements in executable content. */
int fasti_chart_action_count(const struct fasti_chart *chart);
const xmlNode *fasti_chart_action(const struct fasti_chart *chart, int action);
/** Number of the <data> element that declares a variable, or -1; names in document order by fasti_chart_data_id. */
int fasti_chart_data_count(const struct fasti_chart *chart);
const char *fasti_chart_data_id(const struct fasti_chart *chart, int data);
/** Whether the event descriptors of a transition (SCXML 3.12.1: prefixes of tokens, "*") match an event's name. */
bool fasti_chart_event_matches(const char *descriptors, const char *name);

#endif
