/* engine/step/machine.h - inside the step room: machines, sessions, events, and the parts of the algorithm.
 *
 * Everything that can go wrong for good (a limit, a host that refuses) is kept in machine->status, which all loops look
 * at; what SCXML calls an error is an event and lets the machine go on.
 */
#ifndef FASTI_STEP_MACHINE_H
#define FASTI_STEP_MACHINE_H

#include <stdarg.h>

#include "engine/program.h"
#include "engine/step.h"

enum { FASTI_STEP_WORDS = (FASTI_CHART_STATES + 64) / 64, FASTI_STEP_DATA_DEPTH = 100 };

#define FASTI_SCXML_PROCESSOR "http://www.w3.org/TR/scxml/#SCXMLEventProcessor"

/** An event that waits, or is being handled. Its texts lie behind it in one block. */
struct fasti_queued {
  struct fasti_queued *next;
  struct fasti_session *session; /* who gets it; of a delayed one, who sent it */
  struct fasti_event face;
  xmlNodePtr data; /* owned; face.data */
  int class;       /* in the receiver's chart */
  bool borrowed;   /* not ours to free */
  const char *target, *type;
  const xmlNode *node; /* the <send>; of a delayed one */
  int number;          /* of it, in the sender's chart */
  int64_t due;
};

struct fasti_queue {
  struct fasti_queued *first, **end;
};

/** What an active state has invoked. */
struct fasti_invocation {
  struct fasti_invocation *next;
  int invoke;
  char *id;
  bool taken;                  /* by the host */
  struct fasti_session *child; /* NULL when the host has it, or it has ended */
};

/** A chart that was found or made while running, with what it was made from. */
struct fasti_dynamic {
  struct fasti_dynamic *next;
  struct fasti_chart *chart;
  char *name, *source;
};

/** The item variable of a <foreach> that runs: a name for a node in the data. */
struct fasti_alias {
  struct fasti_alias *next;
  const char *name;
  xmlNodePtr node;
};

struct fasti_history {
  int *states;
  int count;
};

struct fasti_session {
  struct fasti_machine *machine;
  const struct fasti_chart *chart;
  const struct fasti_dynamic *dynamic; /* where the chart came from, if not from the document */
  struct fasti_session *parent, *first, *next, *next_start;
  char *id, *path, *invokeid; /* the latter two of a child */
  int invoke, depth;
  bool started, running, ended, cancelled;
  int sends, invokes; /* how many ids were generated */

  uint64_t *config; /* bit set of active states */
  int *active;      /* active atomic states, in document order */
  int active_count;
  struct fasti_history *history; /* NULL until one is recorded */
  int *to_invoke;                /* states entered in this macrostep, in document order */
  int to_invoke_count, to_invoke_room;
  struct fasti_invocation *invocations;
  struct fasti_queue internal;

  const struct fasti_queued *event; /* being handled */
  xmlNodePtr event_node;            /* $_event, made when first asked for */
  xmlDocPtr doc;                    /* the rest is for the XPath data model */
  xmlNodePtr data, system;
  xmlNodePtr *variables; /* of the chart's data, by number */
  uint64_t *bound;       /* late binding: states whose data were initialised */
  xmlNodePtr given;      /* params of an invoke, until the session starts */
  struct fasti_alias *aliases;
  xmlNodePtr *trash; /* nodes taken out while content runs that may still look at them */
  int trash_count, trash_room, executing;
};

/** Room that one call needs, on its stack. */
struct fasti_scratch {
  uint64_t entry[FASTI_STEP_WORDS];
  uint64_t by_default[FASTI_STEP_WORDS];
  uint64_t visited[FASTI_STEP_WORDS];
  uint64_t loop[FASTI_STEP_WORDS];     /* states of an endless loop */
  int enabled[FASTI_CHART_STATES + 1]; /* transitions */
  int domains[FASTI_CHART_STATES + 1]; /* of each */
  int enabled_count;
};

struct fasti_machine {
  const struct fasti_chart *chart;
  struct fasti_host host;
  struct fasti_session *root;
  int64_t now;
  int sessions;                 /* how many were ever made */
  struct fasti_queue external;  /* of all sessions, in the order of sending */
  struct fasti_queued *delayed; /* by time, then order of sending */
  struct fasti_session *starting;
  struct fasti_dynamic *dynamic;
  struct fasti_evaluator *evaluator;
  struct fasti_messages *said; /* by expressions */

  /* while a call drives the machine */
  struct fasti_scratch *scratch;
  struct fasti_messages *messages;
  enum fasti_status status;
  struct fasti_session *current;
  bool pending; /* an internal event waits in a session that is not current */
  bool quiet;   /* asking, not doing: errors are not raised */
  int microsteps, events;
  int64_t work;
};

/* Bit sets */

static inline bool
fasti_bit(const uint64_t *set, int bit)
{
  return set[bit >> 6] >> (bit & 63) & 1;
}

static inline void
fasti_bit_set(uint64_t *set, int bit)
{
  set[bit >> 6] |= UINT64_C(1) << (bit & 63);
}

static inline void
fasti_bit_clear(uint64_t *set, int bit)
{
  set[bit >> 6] &= ~(UINT64_C(1) << (bit & 63));
}

/** The first bit from FROM to LAST. @return -1 when there is none */
static inline int
fasti_bit_next(const uint64_t *set, int from, int last)
{
  for (int word = from >> 6; from <= last; from = ++word << 6) {
    uint64_t rest = set[word] & (~UINT64_C(0) << (from & 63));

    if (rest) {
      int bit = (word << 6) + __builtin_ctzll(rest);

      return bit <= last ? bit : -1;
    }
  }
  return -1;
}

/** The last bit from FIRST to FROM. @return -1 when there is none */
static inline int
fasti_bit_previous(const uint64_t *set, int from, int first)
{
  for (int word = from >> 6; from >= first; from = (word-- << 6) - 1) {
    uint64_t rest = set[word] & (~UINT64_C(0) >> (63 - (from & 63)));

    if (rest) {
      int bit = (word << 6) + 63 - __builtin_clzll(rest);

      return bit >= first ? bit : -1;
    }
  }
  return -1;
}

/* machine.c: the loop */

/** Stop the machine for good. */
void fasti_machine_fail(struct fasti_machine *machine, enum fasti_status status);
/** Count work done for one call; too much of it stops the machine. */
void fasti_machine_spend(struct fasti_machine *machine, int64_t amount);
/** The same as a chain of sessions, parents first: NULL after the last. */
struct fasti_session *fasti_session_after(struct fasti_session *session);
struct fasti_session *fasti_session_new(struct fasti_machine *machine, const struct fasti_chart *chart,
                                        struct fasti_session *parent, const char *id);
/** Take a session and its children out of the machine and free them. */
void fasti_session_free(struct fasti_session *session);

/* queue.c: events */

/** Copy an event. DATA is taken: a holder, or NULL. @return owned */
struct fasti_queued *fasti_queued_new(const struct fasti_event *face, xmlNodePtr data, const char *target,
                                      const char *type);
void fasti_queued_free(struct fasti_queued *event);
void fasti_queue_push(struct fasti_queue *queue, struct fasti_queued *event);
struct fasti_queued *fasti_queue_pop(struct fasti_queue *queue);
/** Put an event into a session's internal queue, or the machine's external one; it is taken. */
void fasti_session_put(struct fasti_session *session, struct fasti_queued *event, bool internal);
/** Raise an internal event of the platform; DATA is taken and may be NULL. */
void fasti_session_platform(struct fasti_session *session, const char *name, const char *sendid, xmlNodePtr data);
/** Format like vprintf. @return owned */
char *fasti_step_text(const char *format, va_list args) __attribute__((format(printf, 1, 0)));
/** Raise error.execution or error.communication at a node. The reason becomes the event's data; it says no place,
 * because the same case must give the same data wherever its definition lies. */
void fasti_session_error(struct fasti_session *session, const char *name, const xmlNode *node, const char *sendid,
                         const char *format, ...) FASTI_PRINTF(5, 6);
/** "platform", "internal" or "external". */
const char *fasti_event_kind_name(enum fasti_event_kind kind);
/** Forget what waits for, or was sent by, a session that ends. */
void fasti_session_purge(struct fasti_session *session);
/** Bind $_event; NULL unbinds it. */
void fasti_session_bind(struct fasti_session *session, const struct fasti_queued *event);

/* select.c, microstep.c */

/** Fill the scratch with the transitions that an event of CLASS enables; -1 for none (eventless ones). */
void fasti_select(struct fasti_session *session, int class);
bool fasti_condition_holds(struct fasti_session *session, const struct fasti_condition *cond, const xmlNode *node);
/** Take the enabled transitions. */
void fasti_microstep(struct fasti_session *session);
/** Enter what the document starts with. */
void fasti_enter_initial(struct fasti_session *session);
/** Leave all states. */
void fasti_exit_all(struct fasti_session *session);
/** Leave everything below DOMAIN and enter TARGET. */
void fasti_enter_target(struct fasti_session *session, int domain, int target);
/** Set the configuration to the atomic state and its ancestors; for snapshots. */
void fasti_configure(struct fasti_session *session, int atomic);

/* content.c */

/** Run executable content. @return false when an error ended it */
bool fasti_execute(struct fasti_session *session, const struct fasti_op *ops);

/* value.c: values are the children of a holder element */

xmlNodePtr fasti_holder_new(struct fasti_session *session, const char *name);
/** Append a deep copy of a node (an element, text, attribute or document) to INTO; wrappers lend their children. */
void fasti_copy_node(struct fasti_session *session, const xmlNode *from, xmlNodePtr into);
/** Copy what an element holds: its attributes and children. */
void fasti_copy_content(struct fasti_session *session, const xmlNode *from, xmlNodePtr into);
/** Compute a value. @arg holder owned; NULL when there is no value @return false after an error event */
bool fasti_value(struct fasti_session *session, const struct fasti_value *value, const xmlNode *node,
                 xmlNodePtr *holder);
/** Compute text. @arg text owned; NULL when the word is absent @return false after an error event */
bool fasti_word(struct fasti_session *session, const struct fasti_word *word, const xmlNode *node, char **text);
/** Compute what a message carries; params as <data id>. With TOLERANT, params in error are left out.
 *  @arg holder owned, NULL when it carries nothing @return false after an error event */
bool fasti_payload(struct fasti_session *session, const struct fasti_payload *payload, const xmlNode *node,
                   bool tolerant, xmlNodePtr *holder);
/** Put a set into document order, unless it is. */
void fasti_nodes_sort(xmlNodeSetPtr nodes);
/** Evaluate; what goes wrong becomes error.execution. @return NULL then */
xmlXPathObjectPtr fasti_session_evaluate(struct fasti_session *session, const struct fasti_expr *expr,
                                         const xmlNode *node);

/** How many elements are nested in a holder. */
int fasti_value_height(const xmlNode *holder);
/** The text in HOLDER with its blanks normalised. @return HOLDER */
xmlNodePtr fasti_value_text(struct fasti_session *session, xmlNodePtr holder);
/** Raise what machine->said tells about an expression that failed; a limit stops the machine. */
void fasti_value_failed(struct fasti_session *session, enum fasti_status status, const xmlNode *node,
                        const struct fasti_expr *expr);

/* data.c: variables */

/** Make the data of a session, all variables empty. */
void fasti_data_make(struct fasti_session *session);
/** Make the data and give the variables their first values. */
void fasti_data_start(struct fasti_session *session);
void fasti_data_end(struct fasti_session *session);
/** Initialise the variables that a state declares. */
void fasti_data_bind(struct fasti_session *session, int state);
/** The <data> of a variable, made if it is missing. @return NULL for a name that cannot be assigned */
xmlNodePtr fasti_data_declare(struct fasti_session *session, const char *name);
/** Replace the children of ELEMENT by those of HOLDER, which is taken. */
void fasti_data_replace(struct fasti_session *session, xmlNodePtr element, xmlNodePtr holder);
/** Take a node out of the data; freed when no content runs any more. */
void fasti_data_remove(struct fasti_session *session, xmlNodePtr node);
void fasti_data_sweep(struct fasti_session *session);
bool fasti_data_is_wrapper(const struct fasti_session *session, const xmlNode *node);

/* assign.c */

struct fasti_assignment {
  const struct fasti_expr *location;
  enum fasti_assign type;
  const char *attribute;
  xmlNodePtr holder; /* the value; may be NULL */
  bool literal;      /* written in the document: elements in it are meant, and never taken for their text */
};

/** Assign; the holder is taken. @return why it cannot be done, NULL when it is; owned */
char *fasti_assign(struct fasti_session *session, const struct fasti_assignment *assignment);
/** Assign TEXT, replacing what is there; as fasti_assign. */
char *fasti_assign_text(struct fasti_session *session, const struct fasti_expr *location, const char *text);

/* send.c, invoke.c */

bool fasti_send(struct fasti_session *session, const struct fasti_op *op);
void fasti_cancel_send(struct fasti_session *session, const char *sendid);
/** Deliver a sent event; it is taken. @return false after error.execution */
bool fasti_dispatch(struct fasti_session *session, struct fasti_queued *event);
void fasti_invoke_pending(struct fasti_session *session);
/** Cancel what a state has invoked. */
void fasti_invoke_cancel(struct fasti_session *session, int state);
/** Finalize and autoforward (SCXML 6.4, 6.5) before an external event is handled. */
void fasti_invoke_before(struct fasti_session *session, const struct fasti_queued *event);
/** Tell the parent that a child has ended; DATA is taken. */
void fasti_invoke_done(struct fasti_session *child, xmlNodePtr data);
/** The chart with this source, made once a machine. @return NULL with messages */
const struct fasti_dynamic *fasti_dynamic_chart(struct fasti_machine *machine, const char *name,
                                                struct fasti_slice source, struct fasti_messages *messages);
struct fasti_invocation *fasti_invocation_new(struct fasti_session *session, int invoke, const char *id);

#endif
