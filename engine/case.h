/* engine/case.h - one case: what a journal entry does to it, deterministically.
 *
 * A case is its journal; this room computes what it is after each entry. The same procedure, calendar and entries give
 * the same snapshot, bit for bit: nothing is read from a clock, a store or chance. What a step needs from outside (a
 * number of a series) is asked of an oracle once and written into the entry, so that a replay reads it there.
 * Operations, who may do what, and the words used here: doc/language.md.
 *
 * A call that does not return FASTI_OK leaves the case unusable for further steps (free it and read the snapshot again):
 * nothing that a refused step did can be kept by mistake.
 */
#ifndef FASTI_CASE_H
#define FASTI_CASE_H

#include <libxml/tree.h>

#include "engine/deadline.h"
#include "engine/port.h"
#include "engine/procedure.h"

enum {
  FASTI_CASE_BYTES = 8 * 1024 * 1024, /* of a snapshot: what is larger could not be read again */
  FASTI_CASE_ID = 32,                 /* bytes of the id of a case, with the end */
  FASTI_SEED_SIZE = 33,               /* bytes of a seed, with the end */
  FASTI_CASE_FOUND = 10000            /* cases that one search may find */
};

struct fasti_case;

/** A person as the office knows them at the time of an entry; written into the entry, borrowed. */
struct fasti_person {
  const char *id;
  const char *name;
  const char *certificate;
  const char *roles; /* separated by spaces */
  const char *valid_to;  /* last day of the certificate, YYYY-MM-DD; "" or NULL: it has no end */
  const char *interests; /* declared: ids of persons and parties, separated by spaces */
  const char *unit;      /* to which they belong; "" or NULL: none */
  const char *stands;    /* which of ROLES they hold in the place of whom: ROLE:PERSON, separated by spaces,
                            =ROLE:PERSON for a role that they have themselves too; NULL: none */
};

/** The person of a row. @return its texts are the row's */
struct fasti_person fasti_person_of(const struct fasti_person_row *row);

/** One field that somebody filled in: path below the form's instance root; borrowed. */
struct fasti_field {
  const char *path;
  const char *value;
};

/** A file of one case that goes along to another; borrowed. */
struct fasti_handed {
  int64_t number; /* in the case that hands it */
  const char *name;
  const char *media;
  const char *hash_name;
  const char *hash;
  int64_t size;
  const char *replaced; /* numbers of the files there whose place it took, separated by spaces; the other case may have
                           one of them from before. Not in a command */
};

enum fasti_command_kind {
  FASTI_OPEN,      /* FIELDS of the procedure's opening form */
  FASTI_ACT,       /* EVENT, SESSION, KEY; FIELDS */
  FASTI_CLAIM,     /* this and the following: TASK */
  FASTI_RELEASE,
  FASTI_DRAFT,     /* FIELDS */
  FASTI_COMPLETE,  /* FIELDS */
  FASTI_SIGN,      /* AGREE, REASON when not */
  FASTI_RETURN,    /* TO a state, REASON */
  FASTI_WITHDRAW, /* TASK as fasti_case_completed gives it */
  FASTI_TRANSFER,  /* to PERSONS[1] */
  FASTI_DELEGATE,  /* to PERSONS[1] */
  FASTI_ADD_SIGNER,    /* PERSONS[1..] */
  FASTI_REMOVE_SIGNER, /* PERSONS[1..] */
  FASTI_COPY,          /* PERSONS[1..] */
  FASTI_URGE,          /* optional REASON */
  FASTI_SUSPEND,       /* of the case: REASON, LAW; asks for approval */
  FASTI_APPROVE_SUSPENSION,
  FASTI_REFUSE_SUSPENSION, /* REASON */
  FASTI_RESUME,
  FASTI_RECUSE,    /* PERSONS[1] or the actor; REASON */
  FASTI_TERMINATE, /* REASON, LAW */
  FASTI_COMMENT,   /* REASON is the text */
  FASTI_EVIDENCE,  /* FIELDS: name, media, size, hash-name, hash; supersedes: number of the file that it corrects. Handed
                      by another case, FROM, without an actor: from-number, its number there */
  FASTI_EVENT,     /* another case tells it: EVENT, SESSION (of what it answers) or NULL, DATA, FROM; no actor */
  FASTI_CLOCK,     /* fire what is due at the entry's instant; no actor */
  FASTI_ATTEMPT,   /* something that was refused: EVENT its command, TO what it was about, REASON; changes nothing */
  FASTI_CALENDAR, /* of a new year: CALENDARS; no actor */
  FASTI_COMMAND_COUNT
};

/** What somebody wants done; everything borrowed, unused members NULL or zero. */
struct fasti_command {
  enum fasti_command_kind kind;
  const struct fasti_person *persons; /* the actor first, then those who act with them or are named */
  size_t person_count;
  const struct fasti_person *named; /* people of the office whose ids stand in FIELDS: forms know them as $people */
  size_t named_count;
  int64_t task;        /* number of the task in the case */
  const char *event;   /* of an action */
  const char *session; /* path of the session whose action it is; NULL: the only one that offers it */
  const char *key;     /* of the node for which that session was opened; NULL: any */
  const char *to;
  const char *reason;
  const char *law;
  bool agree;
  const struct fasti_field *fields;
  size_t field_count;
  const struct fasti_field *calendars; /* FASTI_OPEN, FASTI_CALENDAR: iCalendar files (name, text) that the package has
                                          not; the case counts by them from this entry on */
  size_t calendar_count;
  const struct fasti_handed *files; /* FASTI_OPEN: what will be attached next, numbered from 1 in this order */
  size_t file_count;
  const char *from;           /* another case gives the command, FASTI_OPEN, FASTI_EVIDENCE or FASTI_EVENT: its id, its
                                 procedure ... */
  const char *from_procedure;
  int64_t from_entry;         /* ... and the entry of it that does */
  bool standing;              /* FASTI_OPEN: the office itself opens it, nobody acts */
  bool outside;               /* FASTI_OPEN: somebody outside of the office gives it, nobody acts */
  bool reply;                 /* FASTI_OPEN: that case awaits the end */
  const xmlNode *data;        /* FASTI_EVENT: its attributes and children are those of _event/data; NULL: none */
};

/** Name of a command in the journal and on the command line ("complete", "add-signer"). @return borrowed, static */
const char *fasti_command_name(enum fasti_command_kind kind);

/** A case that was found. Borrowed for the call. */
struct fasti_found {
  const struct fasti_case_row *row;
  const char *key;
  const struct fasti_fact_row *facts; /* in the order of name and position */
  size_t fact_count;
};

/** Answers what a case cannot know. */
struct fasti_oracle {
  void *self;
  /** An id for a case that the entry opens. */
  enum fasti_status (*name)(void *self, char id[FASTI_CASE_ID]);
  /** A seed for a draw that nobody could have known before: hexadecimal digits. */
  enum fasti_status (*seed)(void *self, char seed[FASTI_SEED_SIZE]);
  /** Other cases, in the order of their opening. FILTER->most is how many at most. */
  enum fasti_status (*find)(void *self, const struct fasti_case_filter *filter,
                            void (*take)(void *taker, const struct fasti_found *found), void *taker);
  /** People who act in the office now and hold one of ROLES, in the order of id; of one of UNITS, if that is not NULL. */
  enum fasti_status (*people)(void *self, const char *roles, const char *units,
                              void (*take)(void *taker, const struct fasti_person *person), void *taker);
  /** The next number of a series (a kind and a year) of the bureau, from 1, without gaps. */
  enum fasti_status (*number)(void *self, const char *kind, int year, int64_t *number);
};

/** A case that has not been opened yet; ID is its number. PROCEDURE is borrowed as long as the case.
 *  @return owned, free with fasti_case_free */
struct fasti_case *fasti_case_new(const struct fasti_procedure *procedure, const char *id);
void fasti_case_free(struct fasti_case *case_);
/** Read a snapshot. @arg out owned @return FASTI_CORRUPT when it does not fit the procedure */
FASTI_MUST enum fasti_status fasti_case_read(const struct fasti_procedure *procedure, struct fasti_slice snapshot,
                                             struct fasti_messages *messages, struct fasti_case **out);
/** Append the snapshot; reading it and writing again gives the same bytes. */
void fasti_case_write(const struct fasti_case *case_, struct fasti_buffer *out);

/** Apply a command at an instant, which must not be before the last entry's. With FASTI_CLOCK, AT must be
 *  fasti_case_due(). @arg body the entry's body is appended: the command and the oracle's answers, as canonical XML
 *  @return FASTI_REFUSED, FASTI_FORBIDDEN, FASTI_INVALID, FASTI_CONFLICT, FASTI_NOT_FOUND or FASTI_LIMIT, with messages
 *          that name field, rule and article */
FASTI_MUST enum fasti_status fasti_case_apply(struct fasti_case *case_, const struct fasti_command *command, int64_t at,
                                              const struct fasti_oracle *oracle, struct fasti_messages *messages,
                                              struct fasti_buffer *body);
/** Apply an entry of the journal again: its body carries the command and the answers.
 *  @return as fasti_case_apply; FASTI_CORRUPT when the body does not fit */
FASTI_MUST enum fasti_status fasti_case_replay(struct fasti_case *case_, const struct fasti_entry_row *entry,
                                               struct fasti_messages *messages);
/** When the clock has something to do next. @return FASTI_NEVER for nothing */
int64_t fasti_case_due(const struct fasti_case *case_);

/* What the last apply or replay asks of the world; borrowed until the next one. */

/** Instruments that it issued. */
void fasti_case_issued(const struct fasti_case *case_, void (*visit)(void *self, const struct fasti_instrument_row *row),
                       void *self);
/** Messages to people (ids of the rows are 0). */
void fasti_case_notices(const struct fasti_case *case_, void (*visit)(void *self, const struct fasti_outbox_row *row),
                        void *self);
/** A form that was filled in. */
struct fasti_filled_form {
  const char *work;  /* id of the task, event of the action; "" for the opening form */
  const char *title; /* of the form */
  const struct fasti_form *form;
  struct fasti_slice data; /* XML */
};
/** The forms that it put into the data of the case. */
void fasti_case_filled(const struct fasti_case *case_, void (*visit)(void *self, const struct fasti_filled_form *filled),
                       void *self);
/** What people did in it, or what it sent them (case_id of the rows is that of the case). */
void fasti_case_works(const struct fasti_case *case_, void (*visit)(void *self, const struct fasti_work_row *row),
                      void *self);
/** What it put on the public board, redacted. */
void fasti_case_published(const struct fasti_case *case_, void (*visit)(void *self, const struct fasti_board_row *row),
                          void *self);
/** Names of the events that sessions took from their queues, in order. */
void fasti_case_events(const struct fasti_case *case_, void (*visit)(void *self, const char *name), void *self);

/** The states with a title that it entered, in order, those of sub-procedures too (SESSION: their path, "" for the case
 *  itself), even if it has left them again. */
void fasti_case_entered(const struct fasti_case *case_,
                        void (*visit)(void *self, const char *session, const char *state, const char *title), void *self);

/** What it wants done in another case, in order: FASTI_OPEN and FASTI_EVENT. */
struct fasti_ask {
  enum fasti_command_kind kind;
  const char *case_id;   /* the other one: to be opened under this id, or to be told */
  const char *procedure; /* to open */
  const char *event;
  const char *session; /* that asked: where an answer goes */
  const char *answers; /* session of the other one for which this is the answer; NULL: none */
  bool reply;          /* the end is awaited */
  const struct fasti_field *fields;
  size_t field_count;
  const struct fasti_handed *files; /* that go along, each content once */
  size_t file_count;
  const xmlNode *data;
  struct fasti_place place;
};
void fasti_case_asks(const struct fasti_case *case_, void (*visit)(void *self, const struct fasti_ask *ask), void *self);

/* What the case is now. Rows and their texts are borrowed until the case changes. */

/** The row that lists show; snapshot empty, entries as applied. */
void fasti_case_row(struct fasti_case *case_, struct fasti_case_row *row);
void fasti_case_tasks(struct fasti_case *case_, void (*visit)(void *self, const struct fasti_task_row *row), void *self);
void fasti_case_deadlines(struct fasti_case *case_, void (*visit)(void *self, const struct fasti_deadline_row *row),
                          void *self);
/** What other cases may find it by. */
void fasti_case_facts(struct fasti_case *case_, void (*visit)(void *self, const struct fasti_fact_row *row), void *self);
/** Cases that opened it, that it opened, and that it told or heard of. */
void fasti_case_links(struct fasti_case *case_, void (*visit)(void *self, const struct fasti_link_row *row), void *self);
/** Those who have a part in it. */
void fasti_case_participants(const struct fasti_case *case_,
                             void (*visit)(void *self, const struct fasti_participant_row *row), void *self);
/** Its own name among the cases of its procedure; "" if it has none. */
const char *fasti_case_key(const struct fasti_case *case_);
const struct fasti_procedure *fasti_case_procedure(const struct fasti_case *case_);
/** Whether a state (by id, in any session) is active. */
bool fasti_case_in(struct fasti_case *case_, const char *state);
/** Id of the final state in which the case ended, "terminated", or NULL while it is open. */
const char *fasti_case_outcome(const struct fasti_case *case_);
/** Number of the open task with this definition id (and key, if not NULL). @return 0 when there is none, -1 when several */
int64_t fasti_case_task(struct fasti_case *case_, const char *task, const char *key);
/** Number of the last completion of a task that may still be withdrawn. @return 0 when there is none */
int64_t fasti_case_completed(struct fasti_case *case_, const char *task, const char *key);
/** String value of an XPath expression in the root session's data, for tests and displays. */
FASTI_MUST enum fasti_status fasti_case_evaluate(struct fasti_case *case_, const char *xpath,
                                                 struct fasti_messages *messages, struct fasti_buffer *out);
/** All data of all sessions, as indented XML for people. */
void fasti_case_data(struct fasti_case *case_, struct fasti_buffer *out);

/** A file of the case. Borrowed for the call. */
struct fasti_attached {
  int64_t number; /* from 1, in the order of attaching */
  const char *name;
  const char *media;
  const char *hash_name;
  const char *hash;
  int64_t size;
  int64_t at;
  const char *by;        /* id of the person, or of the case that handed it */
  const char *from;      /* id of the case that handed it; "": a person attached it */
  int64_t from_number;   /* its number there */
  int64_t sequence;      /* of the entry */
  int64_t supersedes;    /* 0: none */
  int64_t superseded_by; /* 0: none */
};
/** Every file that was attached, also those that a later one supersedes, in order. */
void fasti_case_files(const struct fasti_case *case_, void (*visit)(void *self, const struct fasti_attached *file),
                      void *self);

/** The same as a person may see it: what a form holds for confidential (f:confidential) reads "(confidential)", but for
 *  persons of the roles that may see it and who entered it. VIEWER NULL: somebody of no role.
 *  @return whether something was kept back */
bool fasti_case_data_for(struct fasti_case *case_, const struct fasti_person *viewer, struct fasti_buffer *out);
/** Whether VIEWER (may be NULL) may read a field of a journal entry (its path, as "officer[2]/phone") that ACTOR wrote:
 *  by the confidential fields of all forms of the procedure. */
bool fasti_procedure_may_read(const struct fasti_procedure *procedure, const struct fasti_person *viewer,
                              const char *actor, const char *path);

/** Something that PERSON may do besides tasks: an action of an active state. Borrowed until the case changes. */
struct fasti_action_view {
  const char *event;
  const char *session;
  const char *key;
  const char *title;
  const char *law;
  const struct fasti_form *form; /* NULL if none */
  bool allowed; /* false: its condition is false now */
  int people;   /* how many different persons do it together */
};
void fasti_case_actions(struct fasti_case *case_, const struct fasti_person *person,
                        void (*visit)(void *self, const struct fasti_action_view *action), void *self);
/** Look at the case as at an instant after its last entry: $now and $today of forms, actions and explanations are of it.
 *  Only for looking: such a case is not to be written, and no command applied to it. Nothing for an earlier instant. */
void fasti_case_look_at(struct fasti_case *case_, int64_t now);
/** The form of a task (by number), of an action (by event and session), or of opening (FASTI_OPEN, in a case that is not
 *  open yet), filled with what is known, for the actor. It knows the day of the last entry, unless fasti_case_look_at said another.
 *  @arg out owned, free with fasti_form_close; NULL when there is no form */
FASTI_MUST enum fasti_status fasti_case_form(struct fasti_case *case_, const struct fasti_command *command,
                                             struct fasti_messages *messages, struct fasti_form_data **out);

/** The days by which the case counts: its package's, and those loaded since. @return borrowed until the case changes */
const struct fasti_calendar *fasti_case_calendar(const struct fasti_case *case_);
/** Explain a deadline day by day. SESSION as in the row. @return FASTI_NOT_FOUND when the case has no such deadline */
FASTI_MUST enum fasti_status fasti_case_explain_deadline(struct fasti_case *case_, const char *session,
                                                         const char *deadline,
                                                         void (*tell)(void *self, const struct fasti_day_reason *day),
                                                         void *self, struct fasti_due *due);
/** The day on which a deadline ended because its state was left. SESSION as in the row. @return FASTI_NO_DAY while it has not
 *  ended, or when the case has no such deadline */
int32_t fasti_case_deadline_ended(const struct fasti_case *case_, const char *session, const char *deadline);
/** A calendar that was loaded later has moved a last day. WHY is the name of its file, borrowed. */
struct fasti_move {
  int32_t on, before, after;
  const char *why;
};
/** Call TELL for every such move of a deadline, in order. SESSION as in the row. */
void fasti_case_moves(const struct fasti_case *case_, const char *session, const char *deadline,
                      void (*tell)(void *self, const struct fasti_move *move), void *self);
/** Whether it awaits the end of a case that it opened. */
bool fasti_case_awaits(const struct fasti_case *case_);
/** Why the case does not move on: adds a message for every condition that is false now: on transitions of the active
 *  states and gates of actions, each with its place in the definition, the condition in people's words, the values
 *  in it, and the article; and for every open task, who must do it. EVENT limits it to one event; may be NULL. */
void fasti_case_explain(struct fasti_case *case_, const char *event, struct fasti_messages *messages);

enum fasti_obstacle_kind {
  FASTI_BY_SUSPENSION,
  FASTI_BY_TASK,      /* people have not done it yet */
  FASTI_BY_CASE,      /* the end of another case is awaited */
  FASTI_BY_DAY,       /* something comes again on a day */
  FASTI_BY_CONDITION, /* of a transition */
  FASTI_BY_REFUSAL,   /* f:refuse */
  FASTI_BY_CONTENT    /* an instrument lacks something */
};

/** One reason why a case does not move on. Texts that there are not are "". Borrowed for the call. */
struct fasti_obstacle {
  enum fasti_obstacle_kind kind;
  bool action;            /* it is in the way of an action of people */
  const char *step;       /* title of the step, or of the one around it that has one */
  const char *event;      /* as the transition writes it */
  const char *instrument; /* title */
  const char *text;       /* in people's words */
  const char *law;        /* what people read; NULL for none */
};
/** The same, each reason by itself and without what only designers read. MESSAGES only says the language. */
void fasti_case_obstacles(struct fasti_case *case_, const char *event, struct fasti_messages *messages,
                          void (*visit)(void *self, const struct fasti_obstacle *obstacle), void *self);

#endif
