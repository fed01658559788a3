/* engine/case/state.h - inside the room case: what a case is, and what its files share.
 *
 * Strings live in the case's arena until it is freed: a case object serves a command or a short run of them.
 * What a step does to the world, and what it binds while it runs, is in the part that each entry begins anew.
 */
#ifndef FASTI_CASE_STATE_H
#define FASTI_CASE_STATE_H

#include "engine/case.h"
#include "engine/deadline.h"
#include "engine/hash.h"
#include "engine/list.h"
#include "engine/notes.h"
#include "engine/step.h"

enum { SETTLE_ROUNDS = 1000 }; /* deadlines that may fire and move within one entry: more is an endless loop */

/** A list that grows: its items, how many there are, and room. */
#define LIST_OF(type)                                                                                                  \
  struct {                                                                                                             \
    type *items;                                                                                                       \
    size_t count, room;                                                                                                \
  }
/** Make room for one zeroed item more at the end of a list. @return it */
#define LIST_ADD(list)                                                                                                 \
  ((list)->items = case_grow((list)->items, &(list)->count, &(list)->room, sizeof *(list)->items),                     \
   &(list)->items[(list)->count - 1])

enum case_status { CASE_NEW, CASE_OPEN, CASE_SUSPENDED, CASE_ENDED, CASE_TERMINATED };

struct person {
  const char *id, *name, *certificate, *roles, *valid_to, *interests, *unit;
  const char *acted; /* roles in which they acted in the case, separated by spaces */
  bool recused;
  bool guest; /* known only because they look at a form: no part of the case, forgotten by the next entry */
};

/** Somebody did a task or an action. */
struct performed {
  const char *task;
  const char *person;
  int64_t sequence; /* the entry */
};

/** A state that was entered; SESSION "" is the case's own. */
struct visit {
  const char *session;
  const char *state;
};

struct signer {
  const char *person;
  bool added; /* named by somebody; otherwise one of the people that the task asks for */
  bool agreed;
};

enum task_state { TASK_OPEN, TASK_CLAIMED, TASK_DELEGATED, TASK_SIGNING };

struct task {
  int64_t number;
  const char *session;
  int invoke; /* number in the session's chart */
  int people; /* how many do it together, as looked at when it was opened; 0: as the definition says */
  const char *key;
  const char *title; /* its id if the definition gives it none */
  enum task_state state;
  const char *claimant; /* who has it, or completed it and waits for signatures; NULL: nobody */
  const char *owners;   /* who delegated it, separated by spaces, the last one gets it back first */
  const char *copies;   /* who was sent a copy */
  LIST_OF(struct signer) signers;
  xmlNodePtr draft; /* form data, in the case's scrap document; NULL: none */
  const char *drafter; /* who wrote it and has not completed it; NULL: nobody */
  int64_t opened_at;
  int64_t opened_in; /* the entry */
  int urged;
  bool touched; /* somebody has claimed it or written in it since it was opened */
};

enum clock_state { CLOCK_WAITING, CLOCK_RUNNING, CLOCK_EXPIRED, CLOCK_MET };

/** An interval in which a deadline stands. STATE is the state of the session that stops it, "" the case's suspension.
 */
struct pause {
  const char *state;
  struct fasti_suspension span;
};

/** The deadline was armed anew. */
struct rearm {
  int32_t on, from;
  struct fasti_period within;
};

struct clock {
  const char *session;
  const struct fasti_deadline_note *note;
  const char *role; /* who must act: as written, or as the data gave it at the start */
  enum clock_state state;
  int32_t started_on, ended_on;
  int32_t from;
  struct fasti_period within;
  const char *warn; /* periods as expanded, separated by commas */
  unsigned fired;   /* bit N: warning N was raised */
  LIST_OF(struct pause) pauses;
  LIST_OF(struct fasti_extension) extensions;
  LIST_OF(struct rearm) rearms;
  LIST_OF(struct fasti_move) moves; /* by calendars that were loaded */
};

/** A recurrence that runs. */
struct every {
  const char *session;
  const struct fasti_every_note *note;
  const char *rule; /* as expanded */
  int32_t from;
  int32_t next; /* the day on which it comes again; FASTI_NO_DAY: never */
};

/** Metadata of an issued instrument. */
struct issued {
  int64_t number;
  const char *instrument, *key, *document_number, *title, *hash;
  int64_t at, sequence;
  int year;
};

/** A file that somebody attached, or another case handed; kept for good, also when a later one supersedes it. */
struct attached {
  int64_t number; /* from 1 */
  const char *name, *media, *hash_name, *hash, *by;
  const char *from;    /* the case that handed it; "": none */
  int64_t from_number; /* its number there */
  int64_t size, at;
  int64_t sequence;   /* the entry */
  int64_t supersedes; /* number of the file that this one corrects; 0: none */
};

/** The instances of an invoke with f:each. */
struct each_item {
  const char *key;
  bool done;
};
struct each {
  const char *session;
  int invoke;
  bool done;
  LIST_OF(struct each_item) items;
};

/** A completion that may still be withdrawn. */
struct completion {
  int64_t sequence;
  int64_t number; /* of the task */
  const char *task, *key, *session;
  const char *person; /* who completed it */
  int invoke;
  xmlNodePtr data;
  LIST_OF(int) landed;     /* states of the session that it entered and that are still active */
  LIST_OF(int64_t) opened; /* tasks that it opened */
};

/** A file of holidays that came after the package. */
struct loaded {
  const char *name, *text;
};

/** What an entry asked and was answered: written into its body, read there in a replay. */
enum answer_kind { ANSWER_NUMBER, ANSWER_NAME, ANSWER_SEED, ANSWER_FOUND };
struct answer {
  enum answer_kind kind;
  int64_t number;
  const char *text; /* a name or a seed */
  xmlNodePtr node;  /* <answer> with what was found, among the loose nodes */
};

/** Another case with which this one has to do. */
enum other_kind { OTHER_PARENT, OTHER_CHILD, OTHER_TOLD, OTHER_TELLER };
struct other {
  enum other_kind kind;
  const char *id, *procedure;
  const char *event;    /* the last one between them; "" */
  int64_t sequence;     /* of the last entry that concerns both */
  const char *session;  /* of a child: which session opened it */
  int invoke;           /* and by which invoke; -1: by f:open, or nobody waits for it any more */
  const char *key;      /* of the node it was opened for */
  bool reply, ended;    /* its end is awaited; it has come */
};

/** Something told to the case while it was suspended. */
struct waiting {
  const char *from, *procedure, *event, *session;
  xmlNodePtr data; /* in the scrap document; NULL: none */
};

struct binding {
  const char *name;
  xmlNodePtr node;  /* a node, or */
  const char *text; /* a string */
};

/** A state with a title that the entry has entered. */
struct arrival {
  const char *session, *state, *title;
};

/** What somebody does: a task, an action, or an operation on the case. */
struct work_done {
  int64_t number;    /* of the task; 0 */
  const char *name;  /* of the task, event, command */
  const char *title; /* for people */
  const char *roles; /* whose work it is; "" for everybody's */
};

struct notice {
  const char *kind, *to, *text;
};

struct fasti_case {
  struct fasti_arena *arena;
  const struct fasti_procedure *procedure;
  const struct fasti_package *package;
  const char *id;
  struct fasti_machine *machine; /* NULL before the case is opened */
  struct fasti_host host;
  xmlDocPtr scrap; /* owns drafts and kept data */

  /* what the snapshot holds, besides the machine */
  enum case_status status;
  const char *outcome;
  const char *opened_by;
  const char *key; /* as after the last entry; "" if it has none */
  const char *parent, *parent_procedure; /* the case that opened it; "" if none did */
  bool reports;                          /* the parent awaits its end */
  int64_t opened_at, ended_at, last_at;
  int64_t entries;
  int64_t tasks_opened, instruments_issued, published;
  struct {
    const char *by; /* NULL: nobody has asked */
    const char *reason, *law;
    int32_t since;
  } suspension;
  LIST_OF(struct person) people;
  LIST_OF(struct performed) history;
  LIST_OF(struct visit) visits;
  LIST_OF(struct task) tasks;
  LIST_OF(struct clock) clocks;
  LIST_OF(struct every) everies;
  LIST_OF(struct issued) issued;
  LIST_OF(struct attached) attached;
  LIST_OF(struct each) eaches;
  LIST_OF(struct completion) completions;
  LIST_OF(struct loaded) calendars;
  struct fasti_calendar *calendar; /* with these; NULL: the package's */
  LIST_OF(struct other) others;
  LIST_OF(struct waiting) waiting;

  /* the entry at work, or the last one */
  struct fasti_arena *entry; /* owns what follows, until the next entry */
  int32_t today;
  const struct fasti_command *command;
  struct fasti_messages *messages;
  const struct fasti_oracle *oracle;
  bool showing;   /* a form is opened to be looked at: what its actor may not see is left out */
  bool replaying; /* the answers are there already */
  LIST_OF(struct answer) answers;
  size_t answer; /* the next to be read in a replay */
  struct person *actor;
  int64_t leaving_task; /* completed, so that its end is no news to its claimant */
  int64_t landing;      /* the completion whose states are recorded, by its entry; 0: none */
  LIST_OF(struct notice) notices;
  LIST_OF(struct fasti_ask) asks;
  xmlDocPtr loose;      /* owns nodes that the entry needs */
  xmlNodePtr result;    /* what the final state gave (donedata), among them; NULL: nothing */
  LIST_OF(struct fasti_filled_form) filled;
  LIST_OF(struct fasti_instrument_row) contents;
  LIST_OF(const char *) events;
  LIST_OF(struct arrival) arrivals;
  struct work_done done; /* what a command is about, as it was before the step took it away */
  LIST_OF(struct fasti_work_row) works;
  LIST_OF(struct fasti_board_row) board;
  LIST_OF(struct binding) bindings;
  xmlDocPtr facts;               /* $param, $case, $people, $directory; NULL until asked for */
  struct fasti_session *failing; /* took an error event that no transition has handled yet */
  const char *failure;           /* an error that nothing handles */
};

/* state.c */
void *case_grow(void *items, size_t *count, size_t *room, size_t size);
const char *case_keep(struct fasti_case *case_, const char *text);
/** Format a text for people in the language of MESSAGES. @return owned by the entry */
const char *case_say(struct fasti_case *case_, const struct fasti_messages *messages, const char *format, ...)
  FASTI_PRINTF(3, 4);
const struct fasti_notes *session_notes(const struct fasti_case *case_, const struct fasti_session *session);
struct fasti_session *case_session(struct fasti_case *case_, const char *path);
bool is_session_below(const char *path, const char *above);
int32_t case_zone(const struct fasti_case *case_);
const char *case_law(const struct fasti_case *case_, const char *law);
xmlNodePtr case_store_node(struct fasti_case *case_, const xmlNode *node);
void case_drop_node(xmlNodePtr node);
const char *case_status_name(enum case_status status);
void case_forget_facts(struct fasti_case *case_);

/** The variable by which functions find the case: no XPath can write this name. */
#define CASE_SELF " case"

/* scope.c: what names mean */
bool case_variable(void *self, struct fasti_session *session, const char *name, xmlXPathObjectPtr *value);
void case_bind(struct fasti_case *case_, const char *name, xmlNodePtr node, const char *text);
void case_unbind(struct fasti_case *case_);
enum fasti_status case_boolean(struct fasti_case *case_, struct fasti_session *session, const struct fasti_expr *expr,
                               bool *out);
/** Text is owned by the entry. */
enum fasti_status case_string(struct fasti_case *case_, struct fasti_session *session, const struct fasti_expr *expr,
                              const char **out);
enum fasti_status case_text(struct fasti_case *case_, struct fasti_session *session,
                            const struct fasti_template *template_, const char **out);
enum fasti_status case_nodes(struct fasti_case *case_, struct fasti_session *session, const struct fasti_expr *expr,
                             xmlXPathObjectPtr *out);
/** Key of a node of a list: its @id, else its position. */
const char *case_node_key(struct fasti_case *case_, const xmlNode *node, int index);
/** The node of the list of an invoke with this key; NULL when it is gone. */
xmlNodePtr case_each_node(struct fasti_case *case_, struct fasti_session *session, const struct fasti_invoke_note *note,
                          const char *key);

/* facts.c */
/** The node of $param, $case, $people or $directory; NULL for another name. */
xmlNodePtr case_facts(struct fasti_case *case_, const char *name);

/* parts.c */
/** Keep what the command at work was for whom, when it has succeeded. */
void case_record_works(struct fasti_case *case_, const struct work_done *work);
/** Whether a person holds one of ROLES in the place of another one (by id). */
bool person_stands_for(const struct fasti_person *person, const char *other, const char *roles);

/* publish.c */
/** Put an item on the public board, as an f:publish says. */
enum fasti_status case_publish(struct fasti_case *case_, struct fasti_session *session,
                               const struct fasti_action_note *note);

/* function.c */
extern const struct fasti_function case_functions[];
extern const size_t case_function_count;

/* people.c: who has acted, and in which roles */
struct person *case_person(struct fasti_case *case_, const char *id);
struct person *case_meet(struct fasti_case *case_, const struct fasti_person *person);
const char *person_name(struct fasti_case *case_, const char *id);
/** A person who looks at the case, who need not be known to it: what the office says, and what they did in the case. */
struct person case_as_person(struct fasti_case *case_, const struct fasti_person *said);
bool case_did(const struct fasti_case *case_, const char *task, const char *person);
/** Who did a task last, separated by spaces; owned by the entry. */
const char *case_performer(struct fasti_case *case_, const char *task);
void case_did_it(struct fasti_case *case_, const char *task, struct person *person, const char *roles);
/** A role of the person, among ROLES, that none of ACTED forbids; empty when there is none. */
struct fasti_slice role_beside(const struct fasti_case *case_, const char *roles, const struct person *person,
                               const char *acted);
/** The roles in which the person has acted, and acts in tasks that still wait for signatures; owned by the entry. */
const char *roles_acted(const struct fasti_case *case_, const struct person *person);
/** Roles as written or, if the data gives them (TEMPLATE not NULL), as it does: refused with PLACE when there is none, or one
 *  that the package does not have. @arg out borrowed or owned by the entry */
enum fasti_status case_roles(struct fasti_case *case_, struct fasti_session *session, const char *written,
                             const struct fasti_template *template_, struct fasti_place place, const char **out);
/** The roles that may do the work now; "" when the data gives none any more. The node of f:as is bound by the caller. */
const char *work_roles(struct fasti_case *case_, struct fasti_session *session, const struct fasti_work *work);
const char *task_roles(struct fasti_case *case_, const struct task *task);
/** How many people do the work together; FASTI_INVALID after a message when its template gives no number. */
enum fasti_status case_people(struct fasti_case *case_, struct fasti_session *session, const struct fasti_work *work,
                              int *out);
bool person_has_role(const struct person *person, const char *roles);
/** Titles of roles, joined for people; owned by the entry. */
const char *case_role_titles(struct fasti_case *case_, const char *roles);
/** Persons whom an expression names (ids in nodes or a string), separated by spaces. */
enum fasti_status case_persons(struct fasti_case *case_, struct fasti_session *session, const struct fasti_expr *expr,
                               const char **out);

/* may.c: who may */
/** Whether PERSON may do the work; else FASTI_FORBIDDEN, with every reason. The node of f:as is bound by the caller. */
enum fasti_status case_may(struct fasti_case *case_, struct fasti_session *session, const struct fasti_work *work,
                           struct person *person);
/** The same without messages. */
bool case_could(struct fasti_case *case_, struct fasti_session *session, const struct fasti_work *work,
                struct person *person);
/** What a refusal is told with: the article of the work (NULL: none) and the package's rule on what the engine sees to
 *  (fasti_package_rule). @return owned by the entry; NULL for neither */
const char *case_rule(struct fasti_case *case_, const struct fasti_work *work, const char *on);

/* task.c */
const struct fasti_invoke_note *task_note(struct fasti_case *case_, const struct task *task);
struct task *case_find_task(struct fasti_case *case_, int64_t number);
/** Bind the node of f:as for a task; undo with task_unbind. */
void task_bind(struct fasti_case *case_, const struct task *task);
void task_unbind(struct fasti_case *case_, const struct task *task);
enum fasti_status task_open(struct fasti_case *case_, struct fasti_session *session, int invoke);
/** Open a task for a node of a list. */
enum fasti_status task_open_for(struct fasti_case *case_, struct fasti_session *session, int invoke, xmlNodePtr node,
                                const char *key);
void task_close(struct fasti_case *case_, struct task *task);
void tasks_cancel(struct fasti_case *case_, const char *session, int invoke);
void tasks_sweep(struct fasti_case *case_);
enum fasti_status task_done(struct fasti_case *case_, struct task *task);
void task_set_draft(struct fasti_case *case_, struct task *task, const xmlNode *data);
bool task_is_signed(const struct task *task, const struct fasti_invoke_note *note);
/** How many people do it together. */
int task_people(const struct task *task, const struct fasti_invoke_note *note);

/* each.c: invokes with f:each, and sub-procedures */
struct each *each_find(struct fasti_case *case_, const char *session, int invoke);
enum fasti_status each_start(struct fasti_case *case_, struct fasti_session *session, int invoke);
enum fasti_status each_follow(struct fasti_case *case_, bool *changed);
void each_end(struct fasti_case *case_, const char *session, int invoke);
/** An instance is done: done.each.ID, and done.invoke.ID after the last. @arg run false within a step that runs */
enum fasti_status each_done(struct fasti_case *case_, struct fasti_session *session, int invoke, const char *key,
                            const xmlNode *data, bool run);
enum fasti_status case_put(struct fasti_case *case_, struct fasti_session *session, const struct fasti_work *work,
                           const xmlNode *data);
void session_forget(struct fasti_case *case_, const char *path);

/* clock.c: deadlines */
enum fasti_status clocks_enter(struct fasti_case *case_, struct fasti_session *session, int state);
void clocks_leave(struct fasti_case *case_, struct fasti_session *session, int state);
void clocks_sweep(struct fasti_case *case_);
void clocks_suspend(struct fasti_case *case_, const char *reason, const char *law);
void clocks_resume(struct fasti_case *case_);
enum fasti_status clocks_rearm(struct fasti_case *case_);
enum fasti_status clocks_fire(struct fasti_case *case_, bool *fired);
int64_t clocks_next(const struct fasti_case *case_);
enum fasti_status clock_extend(struct fasti_case *case_, struct fasti_session *session,
                               const struct fasti_action_note *note);
bool clock_is_suspended(const struct clock *clock);
struct fasti_due clock_due(const struct fasti_case *case_, const struct clock *clock);
/** The clock that a session means by an id: its own, its parents', then one of any session; NULL if it never was. */
const struct clock *clock_near(const struct fasti_case *case_, const struct fasti_session *session, const char *id);
/** Arrays of the terms are owned by the entry. */
struct fasti_terms clock_terms(const struct fasti_case *case_, const struct clock *clock);

/* every.c: recurrences */
enum fasti_status everies_enter(struct fasti_case *case_, struct fasti_session *session, int state);
void everies_leave(struct fasti_case *case_, struct fasti_session *session, int state);
void everies_sweep(struct fasti_case *case_);
int64_t everies_next(const struct fasti_case *case_);
/** Raise the first that is due by now. */
enum fasti_status everies_fire(struct fasti_case *case_);

/* known.c: what others find the case by */
/** Evaluate the key anew: after each entry, and when the opening form's data are there. */
enum fasti_status case_name_itself(struct fasti_case *case_);

/** Warnings whose day lies ahead again will be given again. */
void clock_forget_warnings(struct fasti_case *case_, struct clock *clock);

/* calendar.c */
/** By which the case counts. */
const struct fasti_calendar *case_calendar(const struct fasti_case *case_);
enum fasti_status case_load_calendar(struct fasti_case *case_, const char *name, const char *text,
                                     struct fasti_messages *messages);
/** Load what a command carries, and move deadlines. */
enum fasti_status case_take_calendars(struct fasti_case *case_, const struct fasti_command *command);

/* oracle.c: what cannot be known is asked once */
enum fasti_status oracle_number(struct fasti_case *case_, const char *kind, int year, int64_t *number);
/** Id for a new case; owned by the case. */
enum fasti_status oracle_name(struct fasti_case *case_, const char **id);
/** Seed of a draw; owned by the entry. */
enum fasti_status oracle_seed(struct fasti_case *case_, const char **seed);
/** @arg out an element with one <case> each, owned by the entry */
enum fasti_status oracle_people(struct fasti_case *case_, const char *roles, const char *units, xmlNodePtr *out);
enum fasti_status oracle_find(struct fasti_case *case_, const struct fasti_case_filter *filter, xmlNodePtr *out);
/** A new element among the loose nodes of the entry. */
xmlNodePtr case_loose_node(struct fasti_case *case_, const char *name);
/** A copy of NODE among them. */
xmlNodePtr case_loose_copy(struct fasti_case *case_, const xmlNode *node);

/* find.c */
enum fasti_status find_people(struct fasti_case *case_, struct fasti_session *session,
                              const struct fasti_action_note *note);
enum fasti_status find_cases(struct fasti_case *case_, struct fasti_session *session,
                             const struct fasti_action_note *note);

/* sample.c */
enum fasti_status sample_nodes(struct fasti_case *case_, struct fasti_session *session,
                               const struct fasti_action_note *note);

/* other.c: opening and telling other cases */
enum fasti_status other_open(struct fasti_case *case_, struct fasti_session *session,
                             const struct fasti_action_note *note);
enum fasti_status other_tell(struct fasti_case *case_, struct fasti_session *session,
                             const struct fasti_action_note *note);
/** Open a case for an invoke; the node of f:as is bound by the caller. */
enum fasti_status other_invoke(struct fasti_case *case_, struct fasti_session *session, int invoke, const char *key);
/** The state of an invoke is left: nobody waits for the cases any more. */
void others_leave(struct fasti_case *case_, const char *session, int invoke);
/** Another case opened this one. */
void other_opened_by(struct fasti_case *case_, const struct fasti_command *command);
/** The case has ended in this entry: tell who waits for it. */
void other_report(struct fasti_case *case_);
/** Give the sessions what came while the case was suspended. */
enum fasti_status others_catch_up(struct fasti_case *case_);
enum fasti_status do_event(struct fasti_case *case_);

/* secret.c: what only some may see */
/** A copy of PREFILL without what the actor may not see. @return owned, free with xmlFreeDoc; NULL: nothing is kept back */
xmlDocPtr case_without_secrets(struct fasti_case *case_, const struct fasti_work *work, const xmlNode *before);
/** Append an element and all below it, indented. */
void write_indented(const xmlNode *node, int depth, struct fasti_buffer *out);

/* effect.c: what a step does to the world */
enum fasti_status case_act(void *self, struct fasti_session *session, int action);
/** Put a child with a text in the place of the one with this name. */
void case_put_child(xmlNodePtr parent, const char *name, const char *text);
void case_notice(struct fasti_case *case_, const char *kind, const char *to, const char *text);

/* decide.c: decision tables */
enum fasti_status case_decide(struct fasti_case *case_, struct fasti_session *session,
                              const struct fasti_action_note *note);

/* form.c */
/** Fill the form of WORK with FIELDS over BEFORE (NULL: what is at into, or the form's own instance).
 *  @arg whole check it as a whole; otherwise only the names of fields @arg out owned, free with xmlFreeDoc */
enum fasti_status case_fill(struct fasti_case *case_, struct fasti_session *session, const struct fasti_work *work,
                            const xmlNode *before, bool whole, xmlDocPtr *out);
enum fasti_status case_open_form(struct fasti_case *case_, struct fasti_session *session, const struct fasti_work *work,
                                 const xmlNode *before, struct fasti_messages *messages, struct fasti_form_data **out);

/* host.c: the machine's host */
/** Put the data of an instance of an invoke away; KEY "" without f:each. */
enum fasti_status case_put_away(struct fasti_case *case_, struct fasti_session *session,
                                const struct fasti_invoke_note *note, const char *key, const xmlNode *data);
void case_host(struct fasti_case *case_);
/** Send an event to a session and run. */
enum fasti_status case_send(struct fasti_case *case_, struct fasti_session *session, const char *name,
                            const char *invokeid, const xmlNode *data);
enum fasti_status case_start(struct fasti_case *case_);
enum fasti_status case_advance(struct fasti_case *case_);
enum fasti_status case_jump(struct fasti_case *case_, struct fasti_session *session, int from, int to);
void completion_drop(struct fasti_case *case_, size_t index);
/** Fire, re-arm and follow until nothing changes; end the case when its machine has ended. */
enum fasti_status case_settle(struct fasti_case *case_);

/* command.c */
enum fasti_status command_perform(struct fasti_case *case_);
/* The operations, each in the file of its kind. */
enum fasti_status do_open(struct fasti_case *case_);
enum fasti_status do_act(struct fasti_case *case_);
enum fasti_status do_claim(struct fasti_case *case_);
enum fasti_status do_release(struct fasti_case *case_);
enum fasti_status do_draft(struct fasti_case *case_);
enum fasti_status do_complete(struct fasti_case *case_);
enum fasti_status do_sign(struct fasti_case *case_);
enum fasti_status do_return(struct fasti_case *case_);
enum fasti_status do_withdraw(struct fasti_case *case_);
enum fasti_status do_transfer(struct fasti_case *case_);
enum fasti_status do_delegate(struct fasti_case *case_);
enum fasti_status do_add_signer(struct fasti_case *case_);
enum fasti_status do_remove_signer(struct fasti_case *case_);
enum fasti_status do_copy(struct fasti_case *case_);
enum fasti_status do_urge(struct fasti_case *case_);
enum fasti_status do_suspend(struct fasti_case *case_);
enum fasti_status do_approve_suspension(struct fasti_case *case_);
enum fasti_status do_refuse_suspension(struct fasti_case *case_);
enum fasti_status do_resume(struct fasti_case *case_);
enum fasti_status do_recuse(struct fasti_case *case_);

/** A person is out of the case from now on, known to it or not. */
void case_recuse(struct fasti_case *case_, const char *id);
enum fasti_status do_terminate(struct fasti_case *case_);
enum fasti_status do_comment(struct fasti_case *case_);
/** Whether the actor has anything to do with the case: acted in it, or could. */
enum fasti_status check_acts(struct fasti_case *case_);

/* attached.c: files */
enum fasti_status do_evidence(struct fasti_case *case_);
/** Whether another case hands the file that the command attaches: no person does it, and it may come while the case is
 *  suspended, or when its opening has ended it. */
bool attached_is_handed(const struct fasti_command *command);
/** Fill in the files that go along with an ask: those of the case that the expressions name, or what supersedes them.
 *  @return FASTI_INVALID with a message for a number that is none of this case */
enum fasti_status attached_hand(struct fasti_case *case_, struct fasti_session *session,
                                const struct fasti_other_note *note, struct fasti_ask *ask);
/** What is known of a file by its number as text: "name", "media", "size", "hash", "by", "at", "from", "from-number"; of
 *  those that will come with the opening too, while it is done. @return owned by the entry; "" when there is no such
 *  file or nothing of this name */
const char *attached_fact(struct fasti_case *case_, const char *number, const char *fact);

enum fasti_status do_clock(struct fasti_case *case_);
enum fasti_status do_refused(struct fasti_case *case_);
enum fasti_status do_calendar(struct fasti_case *case_);

/** The transitions of an action that a session offers now. @return how many; the first has the role and form */
int action_find(struct fasti_case *case_, struct fasti_session *session, const char *event, int *transitions, int most);

/** The session whose action the command means: the only one, or the one it names. */
enum fasti_status action_session(struct fasti_case *case_, struct fasti_session **out);

/* work.c: checks that operations on tasks share */

/** The open task of the command; else FASTI_NOT_FOUND or FASTI_CONFLICT with a message. */
enum fasti_status command_task(struct fasti_case *case_, struct task **out);
/** Whether the actor may do the task now: qualified, and nobody else has it. */
enum fasti_status task_may(struct fasti_case *case_, struct task *task);
/** Whether the actor has claimed it. */
enum fasti_status task_is_theirs(struct fasti_case *case_, const struct task *task);
enum fasti_status task_allows(struct fasti_case *case_, const struct task *task, enum fasti_operation operation);
enum fasti_status need_reason(struct fasti_case *case_);
/** The second person of the command, who is somebody else than the actor. */
enum fasti_status need_other(struct fasti_case *case_, struct person **out);
/** Give a task back to who delegated it last. */
void task_give_back(struct fasti_case *case_, struct task *task);
/** Key of the node for which a session, or the nearest above it, was opened; "" if none. Owned by the entry. */
const char *session_key(struct fasti_case *case_, struct fasti_session *session);

/* body.c: the journal's body */
void body_write(const struct fasti_case *case_, const struct fasti_command *command, struct fasti_buffer *out);
enum fasti_status body_read(struct fasti_case *case_, const struct fasti_entry_row *entry,
                            struct fasti_command *command);
enum fasti_status body_check(const struct fasti_command *command, struct fasti_messages *messages);

#endif
