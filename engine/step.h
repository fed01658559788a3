/* engine/step.h - running charts: the algorithm of SCXML 1.0 (appendix D), on the caller's time.
 *
 * A machine is one root session and the sessions that it invoked, all in memory. It reads no clock: the caller says
 * what time it is, delayed sends wait in the machine until the caller advances it past them. It does no I/O: what
 * concerns the world goes to the host. One machine belongs to one thread.
 *
 * A host function that returns anything but FASTI_OK stops the step at once; the call that drove the machine returns
 * that status and the machine may only be freed. Callers work on a machine read back from a snapshot, so that a step
 * that fails has changed nothing.
 */
#ifndef FASTI_STEP_H
#define FASTI_STEP_H

#include "engine/chart.h"

enum { FASTI_STEP_MICROSTEPS = 10000 }; /* in one macrostep: more is an endless loop, reported with its states */

struct fasti_machine;
struct fasti_session;

enum fasti_event_kind { FASTI_EVENT_PLATFORM, FASTI_EVENT_INTERNAL, FASTI_EVENT_EXTERNAL };

/** An event; everything borrowed, NULL where empty. DATA is an element whose attributes, children and text become those
 *  of _event/data. */
struct fasti_event {
  const char *name;
  enum fasti_event_kind kind;
  const char *sendid;
  const char *origin;
  const char *origintype;
  const char *invokeid;
  const xmlNode *data;
};

/** A <send> that the machine does not deliver itself; everything borrowed. DATA as in an event. */
struct fasti_outgoing {
  const char *event;
  const char *target;
  const char *type;
  const char *sendid;
  const xmlNode *data;
  const xmlNode *node; /* the <send> element */
};

/** What a machine asks of the room above. Every member may be NULL. Numbers index the session's chart. */
struct fasti_host {
  void *self;
  const struct fasti_function *functions; /* more XPath functions, borrowed as long as the machine */
  size_t function_count;
  const struct fasti_calendar *calendar; /* borrowed as long as the machine; may be NULL */
  int32_t zone;                          /* seconds east of UTC */

  /** Value of a variable that the session's data does not have. @arg value owned by the caller */
  bool (*variable)(void *self, struct fasti_session *session, const char *name, xmlXPathObjectPtr *value);
  /** A session's data are there; nothing of it was entered yet. The host may change the data. */
  enum fasti_status (*started)(void *self, struct fasti_session *session);
  /** A state was entered (after its onentry) or is being left (before its onexit); state 0 when a session begins and
   *  ends. */
  enum fasti_status (*entered)(void *self, struct fasti_session *session, int state);
  enum fasti_status (*leaving)(void *self, struct fasti_session *session, int state);
  /** Perform a foreign executable element. */
  enum fasti_status (*act)(void *self, struct fasti_session *session, int action);
  /** Start an invoke. Called for every invoke, at the point of SCXML 6.4; leave *TAKEN false to let the machine do
   *  what SCXML says (start a child session, or error.communication for an unknown type). */
  enum fasti_status (*invoke)(void *self, struct fasti_session *session, int invoke, const char *invokeid,
                              bool *taken);
  /** An invoke that the host took is cancelled, because its state is left. */
  enum fasti_status (*uninvoke)(void *self, struct fasti_session *session, int invoke, const char *invokeid);
  /** A child session has ended. *EVENT is its done.invoke event about to be put in SESSION's external queue; set
   *  event->name to NULL to drop it, or to another name (owned by the host, copied at once). */
  enum fasti_status (*child_done)(void *self, struct fasti_session *session, int invoke, const char *invokeid,
                                  struct fasti_event *event);
  /** The root session has ended; DATA is what its final state gives (donedata), NULL: nothing. */
  enum fasti_status (*done)(void *self, struct fasti_session *session, const xmlNode *data);
  /** A <send> of a type or to a target that the machine does not know; leave *TAKEN false to get the error event. */
  enum fasti_status (*send)(void *self, struct fasti_session *session, const struct fasti_outgoing *out, bool *taken);
  /** A transition is taken, or an event was taken from a queue: for traces. */
  void (*taken)(void *self, struct fasti_session *session, int transition);
  void (*event)(void *self, struct fasti_session *session, const struct fasti_event *event);
  void (*log)(void *self, struct fasti_session *session, const char *label, const char *text);
  /** An error.execution or error.communication was raised; TEXT says why, and is the event's data too. */
  void (*error)(void *self, struct fasti_session *session, struct fasti_place place, const char *text);
};

/** Make a machine, not yet started. CHART and HOST (may be NULL) are borrowed as long as the machine; ID names the root
 *  session (_sessionid). @return owned, free with fasti_machine_free */
struct fasti_machine *fasti_machine_new(const struct fasti_chart *chart, const struct fasti_host *host, const char *id);
void fasti_machine_free(struct fasti_machine *machine);
/** Enter the initial configuration and run until stable. @arg messages gets what went wrong, may be NULL
 *  @return FASTI_LIMIT for an endless loop, or what the host returned */
FASTI_MUST enum fasti_status fasti_machine_start(struct fasti_machine *machine, int64_t now,
                                                 struct fasti_messages *messages);
/** Give SESSION of the machine, or the root session if NULL, an external event and run all sessions until stable. A
 *  session that has ended hears nothing. @return FASTI_LIMIT also when sessions send to each other without end, when an
 *  event causes too much work, and when a condition takes too many operations */
FASTI_MUST enum fasti_status fasti_machine_send(struct fasti_machine *machine, struct fasti_session *session,
                                                const struct fasti_event *event, int64_t now,
                                                struct fasti_messages *messages);
/** When the next delayed send is due. @return FASTI_NEVER when none waits */
int64_t fasti_machine_due(const struct fasti_machine *machine);
/** Deliver, in order of their time, the delayed sends due up to NOW, running until stable after each; meanwhile the
 *  machine's time is the time of each. @return FASTI_LIMIT also when more fall due than one call may take */
FASTI_MUST enum fasti_status fasti_machine_advance(struct fasti_machine *machine, int64_t now,
                                                   struct fasti_messages *messages);
/** Leave STATE `from` of a session and enter `to` as by an external transition, then run until stable: a case handler's
 *  return to an earlier step. $_event is not bound. @return FASTI_INVALID when FROM is not active; nothing changed then */
FASTI_MUST enum fasti_status fasti_machine_jump(struct fasti_machine *machine, struct fasti_session *session, int from,
                                                int to, int64_t now, struct fasti_messages *messages);
/** Whether the root session has reached a top-level final state (or was stopped). */
bool fasti_machine_ended(const struct fasti_machine *machine);

/** Append the snapshot as one XML element; reading it back and writing again gives the same bytes. */
void fasti_machine_write(const struct fasti_machine *machine, struct fasti_buffer *out);
/** Read a snapshot. CHART must be the one it was written under. @arg out owned, free with fasti_machine_free
 *  @return FASTI_CORRUPT when it does not fit the chart */
/** Count working days by another calendar from now on; borrowed as long as the machine. */
void fasti_machine_set_calendar(struct fasti_machine *machine, const struct fasti_calendar *calendar);
FASTI_MUST enum fasti_status fasti_machine_read(const struct fasti_chart *chart, const struct fasti_host *host,
                                                const xmlNode *snapshot, struct fasti_messages *messages,
                                                struct fasti_machine **out);

/* Sessions. All borrowed from the machine; gone when it is freed or the session ends. */

struct fasti_session *fasti_machine_root(struct fasti_machine *machine);
/** The session that PATH names: "" the root, "serve.A" a child by its invokeid, "serve.A/left" one below it. */
struct fasti_session *fasti_machine_session(struct fasti_machine *machine, const char *path);
/** Call USE for every live session, parents first, children in the order of their start. */
void fasti_machine_sessions(struct fasti_machine *machine, void (*use)(void *self, struct fasti_session *session),
                            void *self);
const char *fasti_session_path(const struct fasti_session *session);
const struct fasti_chart *fasti_session_chart(const struct fasti_session *session);
struct fasti_session *fasti_session_parent(const struct fasti_session *session);
bool fasti_session_in(const struct fasti_session *session, int state);
/** The <datamodel> element: one <data id> a variable; NULL with the null data model. The host may change what is below
 *  a <data>, outside of expressions being evaluated. */
xmlNodePtr fasti_session_data(struct fasti_session *session);
/** What names mean in this session: its data, system variables, In(), and the host's variables. */
void fasti_session_scope(struct fasti_session *session, struct fasti_scope *scope);
struct fasti_evaluator *fasti_session_evaluator(struct fasti_session *session);
/** Assign as <assign> does with type replacechildren: VALUE's attributes and children are copied into every node of the
 *  location. @return FASTI_INVALID when the location is bad or empty, with a message; nothing changed then */
FASTI_MUST enum fasti_status fasti_session_assign(struct fasti_session *session, const struct fasti_expr *location,
                                                  const xmlNode *value, struct fasti_messages *messages);
/** Copy VALUE as the last child of the one node that LOCATION gives. @return as fasti_session_assign */
FASTI_MUST enum fasti_status fasti_session_append(struct fasti_session *session, const struct fasti_expr *location,
                                                  const xmlNode *value, struct fasti_messages *messages);
/** Put an event into a queue of the session (by its kind: external, else internal) without running. For host functions;
 *  everything is copied. */
void fasti_session_raise(struct fasti_session *session, const struct fasti_event *event);
/** From within host->invoke: start a child session for INVOKE under this invokeid. Its params and namelist are evaluated
 *  now, so the host may bind variables around the call. */
FASTI_MUST enum fasti_status fasti_session_spawn(struct fasti_session *session, int invoke, const char *invokeid);
/** Which transitions EVENT would take now, without taking them. @arg transitions room for MOST @return how many */
int fasti_session_enabled(struct fasti_session *session, const struct fasti_event *event, int *transitions, int most);

#endif
