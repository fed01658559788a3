/* engine/program.h - a chart as the step room runs it: numbers, intervals and compiled content.
 *
 * States stand in document order, so the descendants of state s are exactly the numbers s+1 to last(s): ancestor tests,
 * exit sets and conflicts are comparisons of two numbers, and no matrix is stored. Event names become numbers in the
 * same way: descriptors form a tree by their tokens, numbered so that one interval holds all that a descriptor matches.
 * Everything here is immutable and borrowed from the chart.
 */
#ifndef FASTI_PROGRAM_H
#define FASTI_PROGRAM_H

#include "engine/chart.h"

/** A run of items in one of the chart's arrays. */
struct fasti_span {
  int first;
  int count;
};

/** What one descriptor matches: event classes LOW to HIGH. */
struct fasti_band {
  int low;
  int high;
};

/** A condition. STATE is set when all of it is In('state'), which needs no XPath. */
struct fasti_condition {
  const struct fasti_expr *expr; /* NULL: always true */
  int state;                     /* -1 when it is not a plain In() */
};

/** A text, written or computed; both NULL when absent. */
struct fasti_word {
  const char *text;
  const struct fasti_expr *expr;
};

/** A value: computed, or the children of a node of the document, or neither. */
struct fasti_value {
  const struct fasti_expr *expr;
  const xmlNode *content;
};

/** A <param>, or one name of a namelist. */
struct fasti_param {
  const char *name;
  const struct fasti_expr *expr;
  bool location; /* must name something that is there */
};

/** What a <send>, <invoke> or <donedata> carries. */
struct fasti_payload {
  const struct fasti_param *params;
  int count;
  bool has_content;
  struct fasti_value content;
};

enum fasti_assign {
  FASTI_ASSIGN_CHILDREN,
  FASTI_ASSIGN_FIRST,
  FASTI_ASSIGN_LAST,
  FASTI_ASSIGN_BEFORE,
  FASTI_ASSIGN_AFTER,
  FASTI_ASSIGN_REPLACE,
  FASTI_ASSIGN_DELETE,
  FASTI_ASSIGN_ATTRIBUTE
};

enum fasti_op_kind {
  FASTI_OP_RAISE,
  FASTI_OP_IF,
  FASTI_OP_FOREACH,
  FASTI_OP_LOG,
  FASTI_OP_ASSIGN,
  FASTI_OP_SEND,
  FASTI_OP_CANCEL,
  FASTI_OP_FOREIGN
};

struct fasti_op;

/** One branch of an <if>; a condition without an expression is the <else>. */
struct fasti_branch {
  const struct fasti_branch *next;
  struct fasti_condition cond;
  const struct fasti_op *body;
};

/** One element of executable content. */
struct fasti_op {
  const struct fasti_op *next;
  const xmlNode *node;
  enum fasti_op_kind kind;
  union {
    const char *raise;
    const struct fasti_branch *branches;
    struct {
      const struct fasti_expr *array;
      const char *item, *index;
      const struct fasti_op *body;
    } foreach;
    struct {
      const char *label;
      const struct fasti_expr *expr;
    } log;
    struct {
      const struct fasti_expr *location;
      struct fasti_value value;
      enum fasti_assign type;
      const char *attribute;
    } assign;
    struct {
      struct fasti_word event, target, type, delay;
      const char *id;
      const struct fasti_expr *idlocation;
      struct fasti_payload payload;
      int number; /* in chart->sends */
    } send;
    struct fasti_word cancel;
    int action;
  };
};

/** One <onentry> or <onexit>: an error in it ends this block only (SCXML 4.6). */
struct fasti_block {
  const struct fasti_block *next;
  const struct fasti_op *ops;
};

struct fasti_state {
  struct fasti_chart_state face;
  int last;                      /* its last descendant, itself when it has none */
  int width;                     /* how many atomic states in it can be active at once */
  struct fasti_span transitions; /* in chart->transitions */
  bool eventless;                /* it or an ancestor has transitions without an event */
  struct fasti_span invokes, data, histories;
  const int *initial; /* targets entered by default: of a compound state, or of a history without a value */
  int initial_count;
  const struct fasti_op *initial_content;
  const struct fasti_block *onentry, *onexit;
  const char *done; /* "done.state.ID" */
  const struct fasti_payload *donedata;
  const xmlNode *donedata_node;
  int history; /* number among the histories, -1 for other states */
};

struct fasti_transition {
  struct fasti_chart_transition face;
  struct fasti_condition cond;
  const struct fasti_band *bands; /* what its descriptors match */
  int band_count;                 /* 0: eventless */
  int domain;                     /* exits domain+1 to last(domain); -1 when it has no target */
  bool historical;                /* has a history as target: the domain depends on what that remembers */
  const struct fasti_op *content;
};

struct fasti_invoke {
  struct fasti_chart_invoke face;
  struct fasti_word type, src;
  const struct fasti_expr *idlocation;
  struct fasti_payload payload; /* its content is the document of a child */
  bool autoforward;
  const struct fasti_op *finalize;
};

struct fasti_datum {
  const char *id;
  int state;
  struct fasti_value value;
  const char *text; /* of a document named by src: as text, unless content has it as XML */
  const xmlNode *node;
};

/** Names to numbers. */
struct fasti_names;

struct fasti_chart {
  struct fasti_arena *arena;
  const char *file;  /* how messages call the document */
  const char *title; /* scxml/@name, or "" */
  const xmlNode *root;
  bool xpath; /* the XPath data model; else the null data model */
  bool late;  /* binding="late" */
  struct fasti_state *states;
  int state_count;
  int words; /* of a bit set over the states */
  struct fasti_transition *transitions;
  int transition_count;
  struct fasti_invoke *invokes;
  int invoke_count;
  const xmlNode **actions; /* foreign elements to execute */
  int action_count;
  const xmlNode **sends; /* all <send> elements */
  int send_count;
  struct fasti_datum *data;
  int data_count;
  int *histories; /* state numbers, grouped by parent */
  int history_count;
  struct fasti_names *ids;
  struct fasti_names *variables;
  struct fasti_names *events;
  struct fasti_library library; /* find is NULL without one */
};

/** The class of an event's name: a number to compare with bands. */
int fasti_program_class(const struct fasti_chart *chart, const char *event);

/** The number of the variable that a <data> declares, or -1. */
int fasti_program_variable(const struct fasti_chart *chart, const char *name);
/** The domain of a transition with these targets (SCXML appendix D, getTransitionDomain). */
int fasti_program_domain(const struct fasti_chart *chart, const struct fasti_chart_transition *transition,
                         const int *targets, int count);

/** Whether an event of CLASS triggers a transition. */
static inline bool
fasti_program_matches(const struct fasti_transition *transition, int class)
{
  for (int i = 0; i < transition->band_count; i++)
    if (transition->bands[i].low <= class && class <= transition->bands[i].high)
      return true;
  return false;
}

/** Whether an invoke or send type means SCXML: NULL, its URI with or without the final slash, or "scxml". */
bool fasti_program_is_scxml_invoke(const char *type);
bool fasti_program_is_scxml_send(const char *type);
/** Read a CSS2 time (SCXML 6.2.4): "1.5s", "200ms", also "m", "h" and "d". @arg delay milliseconds
 *  @return FASTI_INVALID for anything else */
FASTI_MUST enum fasti_status fasti_program_delay(const char *text, int64_t *delay);
/** The kind of an assignment by its name in the document; NULL is replacechildren. @return -1 for an unknown name */
int fasti_program_assign(const char *type);

#endif
