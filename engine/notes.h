/* engine/notes.h - what the urn:fasti:procedure vocabulary says, compiled: for the room case.
 *
 * A procedure has one set of notes for each document (its own and those of its sub-procedures). Arrays are indexed by
 * the numbers that the chart gives to states, transitions, invokes and actions. Everything is immutable and borrowed
 * from the procedure; the words are those of doc/language.md.
 */
#ifndef FASTI_NOTES_H
#define FASTI_NOTES_H

#include "engine/procedure.h"

/** Who may do a task or an action, what it asks for, and where that goes. Lists are separated by spaces. */
struct fasti_work {
  const char *name;                   /* id of the task, event of the action */
  const struct fasti_template *title; /* NULL: none */
  const char *law;
  const char *roles;                          /* as written */
  const struct fasti_template *role_template; /* roles that the data gives; NULL: as written */
  int people;                                 /* how many do it together, unless */
  const struct fasti_template *people_of;     /* this says it; NULL: it does not */
  bool certified; /* it asks for a certificate that is valid on the day */
  const char *other_than;
  const char *same_as;
  const struct fasti_expr *among;
  const struct fasti_expr *not_among;
  const struct fasti_template *unit;     /* only persons of one of these units; NULL: of any, or of none */
  const struct fasti_template *not_unit; /* not those of these */
  const struct fasti_form *form; /* NULL: asks for nothing */
  const char *form_name;
  const struct fasti_expr *into;
  const struct fasti_expr *append;
  struct fasti_place place;
};

/** Read how many people do something together, as f:people and f:sign give it: 1 to 99. @return false for anything else */
bool fasti_count_parse(const char *text, int *out);

/** A value that goes with something: a field of a form to open with, a part of an event's data. */
struct fasti_with_note {
  const char *name;
  const struct fasti_expr *value;
  struct fasti_place place;
};

/** Files of the case that go along (f:hand). */
struct fasti_hand_note {
  const struct fasti_expr *files; /* gives their numbers */
  struct fasti_place place;
};

/** A condition of f:find. Templates that are NULL were not said. */
struct fasti_where_note {
  const char *fact;
  const struct fasti_template *value, *from, *to, *key;
  const char *state, *status;
};

/** What a case does with other cases; members that the element does not have are NULL. */
struct fasti_other_note {
  const char *procedure;           /* find, open */
  const char *people;              /* find: roles, one of which the persons have, as written; NULL: it finds cases */
  const struct fasti_template *people_template; /* roles that the data gives; NULL: as written */
  const struct fasti_template *unit; /* find: units, to one of which they belong */
  const struct fasti_expr *target; /* tell: ids of the cases */
  const char *event;               /* tell */
  bool reply;                      /* open: its end comes back */
  const struct fasti_with_note *withs;
  size_t with_count;
  const struct fasti_hand_note *hands; /* open, tell */
  size_t hand_count;
  const struct fasti_where_note *wheres;
  size_t where_count;
};

/** A draw. Members that were not said are NULL. */
struct fasti_sample_note {
  const struct fasti_expr *from;
  const struct fasti_expr *except; /* ids of nodes that are left out */
  const struct fasti_template *rate, *at_least, *size;
};

/** Operations that a task may forbid; bits. */
enum fasti_operation {
  FASTI_MAY_CLAIM = 1 << 0,
  FASTI_MAY_RELEASE = 1 << 1,
  FASTI_MAY_DRAFT = 1 << 2,
  FASTI_MAY_RETURN = 1 << 3,
  FASTI_MAY_WITHDRAW = 1 << 4,
  FASTI_MAY_TRANSFER = 1 << 5,
  FASTI_MAY_DELEGATE = 1 << 6,
  FASTI_MAY_SIGN = 1 << 7,
  FASTI_MAY_COPY = 1 << 8,
  FASTI_MAY_URGE = 1 << 9
};

enum { FASTI_SIGN_ALL = 0 }; /* a task's number of signatures: all of those added */

struct fasti_invoke_note {
  bool task;
  const struct fasti_other_note *opens; /* it opens a case and awaits its end; NULL: it does not */
  struct fasti_work work; /* of a sub-procedure only title, law, into and append */
  int sign;               /* how many of the added signers must sign; FASTI_SIGN_ALL */
  unsigned forbidden;     /* bits of enum fasti_operation */
  const char *returns;    /* the only steps to which it may be returned; NULL: every one passed */
  bool optional;
  bool dossier;           /* who does it needs the whole file before them */
  const char *precedents; /* a fact: earlier cases with the same value of it are shown; NULL: none */
  bool follow;
  const struct fasti_expr *when;
  const struct fasti_expr *each;
  const char *as;
};

struct fasti_transition_note {
  bool action;
  struct fasti_work work; /* of an action */
  const struct fasti_template *message;
  const char *law;
};

struct fasti_state_note {
  const char *title; /* NULL: not a step */
  const char *law;
  const char *stage;
  size_t first_deadline; /* in the notes' deadlines */
  size_t deadline_count;
  size_t first_every; /* in the notes' everies */
  size_t every_count;
};

/** A recurrence of days. */
struct fasti_every_note {
  int state;
  const char *id;
  const struct fasti_template *rule;
  const struct fasti_expr *from; /* NULL: the day of entry */
  struct fasti_place place;
};

struct fasti_deadline_note {
  int state;
  const char *id;
  const char *title;
  const char *law;
  const char *role;                           /* as written */
  const struct fasti_template *role_template; /* roles that the data gives; NULL: as written */
  const struct fasti_template *within; /* NULL: FROM is the last day itself */
  const struct fasti_expr *from;       /* NULL: the day of entry */
  const struct fasti_expr *when;
  const struct fasti_template *warn; /* NULL: none */
  bool roll;
  const int *pause_in;
  size_t pause_count;
  const char *pause_law;
  struct fasti_place place;
};

/** A mandatory content of an instrument. */
struct fasti_require {
  const struct fasti_expr *test;
  const struct fasti_template *message;
  const char *law;
};

struct fasti_instrument_note {
  const char *id;
  const char *title;
  const struct fasti_instrument *template_;
  const struct fasti_template *number; /* NULL: has no number */
  const struct fasti_require *requires;
  size_t require_count;
};

enum fasti_action_kind {
  FASTI_DO_ISSUE,
  FASTI_DO_NOTIFY,
  FASTI_DO_REFUSE,
  FASTI_DO_EXTEND,
  FASTI_DO_RECUSE,
  FASTI_DO_FIND,
  FASTI_DO_OPEN,
  FASTI_DO_TELL,
  FASTI_DO_SAMPLE,
  FASTI_DO_DECIDE,
  FASTI_DO_PUBLISH
};

/** A foreign executable element. */
struct fasti_action_note {
  enum fasti_action_kind kind;
  const struct fasti_instrument_note *instrument; /* issue */
  const struct fasti_expr *addressees;            /* issue: for; NULL: none */
  const struct fasti_expr *into;                  /* issue, decide */
  const char *role;                               /* notify; NULL: to a person */
  const struct fasti_template *role_template;     /* roles that the data gives; NULL: as written */
  const struct fasti_template *to;                /* notify */
  const struct fasti_template *text;              /* notify, publish, and the message of refuse */
  const char *public_kind;                        /* publish: a word */
  const struct fasti_template *title, *key, *until; /* publish; key, until NULL: none */
  const struct fasti_expr *names, *drop;          /* publish: what is masked, and what is left out; NULL: nothing */
  const struct fasti_expr *test;                  /* refuse */
  const char *deadline;                           /* extend */
  const struct fasti_template *by;                /* extend */
  const struct fasti_expr *person;                /* recuse: whose ids it gives */
  const struct fasti_other_note *other;           /* find, open, tell */
  const struct fasti_sample_note *sample;
  const char *table;                              /* decide */
  const char *decision;                           /* decide; NULL: the only one that no other requires */
  const struct fasti_expr *on;                    /* decide: the day; NULL: today */
  const struct fasti_with_note *withs;            /* decide: the inputs */
  size_t with_count;
  const char *law;
  struct fasti_place place;
};

/** The notes of one document. */
struct fasti_notes {
  const struct fasti_chart *chart;
  const struct fasti_state_note *states;
  const struct fasti_transition_note *transitions;
  const struct fasti_invoke_note *invokes;
  const struct fasti_action_note *actions;
  const struct fasti_deadline_note *deadlines;
  size_t deadline_count;
  const struct fasti_every_note *everies;
  size_t every_count;
};

/** The notes of a chart of the procedure: its own, or one that it invokes. @return NULL for a foreign chart */
const struct fasti_notes *fasti_procedure_notes(const struct fasti_procedure *procedure,
                                                const struct fasti_chart *chart);

/** The notes at INDEX, in an order that stays; NULL past the last. */
const struct fasti_notes *fasti_procedure_notes_at(const struct fasti_procedure *procedure, size_t index);

/** What people call a step, in whichever document it stands; the id itself for what is none.
 *  @arg law id of its law, NULL when it says none; may be NULL @return borrowed */
const char *fasti_procedure_state_title(const struct fasti_procedure *procedure, const char *state, const char **law);
/** What people call a task or action: its title if that is always the same, else its id. @return borrowed */
const char *fasti_procedure_task_title(const struct fasti_procedure *procedure, const char *task);

/** How people read one of the values of a fact. */
struct fasti_word_note {
  const char *value;
  const char *title;
};

enum fasti_fact_type { FASTI_FACT_TEXT, FASTI_FACT_DATE, FASTI_FACT_NUMBER };

/** What other cases may find a case by; with a title, people too: a column of a register, a field to search by. */
struct fasti_fact_note {
  const char *name;
  const struct fasti_expr *each; /* NULL: one value */
  const char *as;
  const struct fasti_template *value;
  const char *title; /* NULL: it is for cases only */
  enum fasti_fact_type type;
  const struct fasti_word_note *words; /* of the values that are not for people as they are */
  size_t word_count;
  bool dashboard; /* its latest values are shown to who supervises */
};

/** How people read VALUE of a fact. @return borrowed; VALUE itself when there is no word for it */
const char *fasti_fact_word(const struct fasti_fact_note *fact, const char *value);

/** What stands on the procedure's <scxml>. Lists of roles are separated by spaces, "" when nobody may. */
struct fasti_procedure_note {
  const struct fasti_expr *into; /* where the opening form's data goes; NULL: nowhere */
  const char *suspend;
  const char *terminate;
  const char *recuse;
  const struct fasti_template *case_title; /* NULL: the procedure's title */
  const struct fasti_template *search;
  const struct fasti_fact_note *facts;
  size_t fact_count;
  const struct fasti_template *key; /* NULL: its cases have none */
  bool is_register; /* its cases are what is supervised, looked up as rows of a table */
};
const struct fasti_procedure_note *fasti_procedure_note(const struct fasti_procedure *procedure);

/** Call USE for the name of every parameter of the package that holds for the procedure, each once, in order of the
 *  file. */
void fasti_procedure_parameters(const struct fasti_procedure *procedure, void (*use)(void *self, const char *name),
                                void *self);

#endif
