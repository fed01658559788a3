/* engine/office/inside.h - what the files of the room office share.
 *
 * Every use case is one transaction on the store. Two kinds of failure are kept apart: a failing store ends the whole
 * transaction; a refused command ends only its own savepoint.
 */
#ifndef FASTI_OFFICE_INSIDE_H
#define FASTI_OFFICE_INSIDE_H

#include "engine/office.h"
#include "engine/row.h"
#include "engine/search.h"
#include "engine/vault.h"

struct office_case;

/** A case that was read or written lately, as what is stored of it says. */
struct warm {
  struct fasti_case *case_;
  struct fasti_buffer snapshot; /* of this very state */
  int uses;                     /* entries since it was read: each leaves something in its memory */
};

struct fasti_office {
  struct fasti_store *store;
  struct fasti_vault *vault; /* NULL: none */
  struct fasti_shelf *own;   /* all stay there: an office deploys a few in a year, and cases borrow them */
  struct fasti_shelf *shelf; /* its own, or a shared one */
  fasti_office_seen *seen; /* NULL: nobody */
  void *self;
  void (*touched)(void *self, const struct office_case *one); /* told every entry that was written; NULL: nobody */
  void *toucher;
  void (*chance)(void *self, void *bytes, size_t size); /* NULL: seeds follow from the journal */
  void *chancer;
  struct warm warm[FASTI_OFFICE_WARM]; /* the latest first */
  size_t warm_count, warm_most;
};

/** One case while a transaction works on it. */
struct office_case {
  struct fasti_office *office;
  struct fasti_messages *messages;
  struct fasti_case *case_;
  char id[32];
  char package[FASTI_HASH_SIZE];
  char previous[FASTI_HASH_SIZE]; /* hash of the last entry */
  const char *bureau;             /* borrowed from the package */
  int64_t entries;                /* as stored */
  int64_t last;                   /* instant of the last entry */
  int64_t at;                     /* instant of the entry at work */
  int seeds;                      /* that it has asked for */
  struct fasti_buffer snapshot;   /* of the case as it is; empty: not known */
  int uses;                       /* as in struct warm */
  char holder[32];                /* the case that has its key already; "" for none */
};

/* shelf.c */

/** The package with this hash. @return borrowed; NULL when it is not there */
const struct fasti_package *shelf_find(const struct fasti_shelf *shelf, const char *hash);
/** @arg package taken @return PACKAGE, borrowed */
const struct fasti_package *shelf_keep(struct fasti_shelf *shelf, const char *hash, struct fasti_package *package,
                                       bool verified);
/** The verified package that loading NAME would give. @return borrowed; NULL when it is not there */
const struct fasti_package *shelf_verified(const struct fasti_shelf *shelf, const char *name, struct fasti_slice bytes,
                                           const struct fasti_library *library);

/* office.c */

/** Whether a status means that the store failed, so that the transaction as a whole cannot go on. */
bool office_store_failed(enum fasti_status status);
/** Pass a status of the store on, with its error in words if it failed. */
enum fasti_status office_told(struct fasti_office *office, struct fasti_messages *messages, enum fasti_status status);
FASTI_MUST enum fasti_status office_begin(struct fasti_office *office, struct fasti_messages *messages, bool write);
/** Commit when STATUS is FASTI_OK, else roll back. @return what it came to */
FASTI_MUST enum fasti_status office_end(struct fasti_office *office, struct fasti_messages *messages,
                                        enum fasti_status status);
/** Whether this could be the id of a person. */
bool office_is_identifier(const char *id);
/** As fasti_office_person, inside a transaction. */
FASTI_MUST enum fasti_status office_person(struct fasti_office *office, const char *id, struct fasti_arena *arena,
                                           struct fasti_messages *messages, struct fasti_person_row *row);

/** Whether ACTOR may change the office's packages and people: an administrator, or "", who owns the office file, while
 *  there is no administrator. */
FASTI_MUST enum fasti_status office_may_manage(struct fasti_office *office, const char *actor,
                                               struct fasti_messages *messages);
/** Set the clock, in a transaction. */
FASTI_MUST enum fasti_status office_put_clock(struct fasti_office *office, bool simulated, int64_t now,
                                              struct fasti_messages *messages);

/* account.c */

/** End the sessions and tokens of a person but KEEP (a hash; NULL: all), those of a KIND (NULL: any), in a transaction. */
FASTI_MUST enum fasti_status office_end_sessions(struct fasti_office *office, const char *person, const char *kind,
                                                 const char *keep, struct fasti_messages *messages);

/* notice.c */

/** Have a person count as having read what was sent before to those of their roles that they have not HAD, in a
 *  transaction. */
FASTI_MUST enum fasti_status office_notices_begin(struct fasti_office *office, const char *had,
                                                  const struct fasti_person_row *row);

/* deputy.c */

/** Add to row->roles the roles that the person holds on DAY (FASTI_NO_DAY: none) in the place of others, in a transaction.
 *  @arg stands as in struct fasti_person, "" for none; owned by the arena */
FASTI_MUST enum fasti_status office_stand_ins(struct fasti_office *office, int32_t day, struct fasti_arena *arena,
                                              struct fasti_messages *messages, struct fasti_person_row *row,
                                              const char **stands);

/* journal.c */
void office_act_stand_in(xmlNodePtr act, const struct fasti_stand_in_row *row);
void office_act_follow_up(xmlNodePtr act, const struct fasti_follow_up_row *row);

/** The body of an entry of the office's journal, which office_note takes. */
xmlNodePtr office_act(const char *kind);
/** Set an attribute, if it has a value. */
void office_act_set(xmlNodePtr node, const char *name, const char *value);
void office_act_person(xmlNodePtr act, const struct fasti_person_row *row);
void office_act_package(xmlNodePtr act, const struct fasti_package_row *row);
/** Write an entry, before what it says is stored, in the same transaction. ACTOR "": who owns the office file.
 *  @arg act taken */
FASTI_MUST enum fasti_status office_note(struct fasti_office *office, xmlNodePtr act, const char *actor, int64_t at,
                                         struct fasti_messages *messages);
/** The texts of the messages from FIRST on, a line each. @return owned by the arena */
const char *office_told_since(const struct fasti_messages *messages, size_t first, struct fasti_arena *arena);
/** Write, in a transaction of its own, that WHAT was refused with the messages from FIRST on.
 *  @return STATUS, or how the store failed */
FASTI_MUST enum fasti_status office_refused(struct fasti_office *office, const char *what, const char *about,
                                            const char *actor, int64_t at, struct fasti_messages *messages,
                                            size_t first, enum fasti_status status);
/** Verify the chain, and that people and packages are what its entries put. @return FASTI_CORRUPT with messages */
FASTI_MUST enum fasti_status office_audit_journal(struct fasti_office *office, struct fasti_messages *messages);

/** How many entries the journal has. */
FASTI_MUST enum fasti_status office_journal_entries(struct fasti_office *office, int64_t *entries,
                                                    struct fasti_messages *messages);

/* calendar.c */

/** The calendars that were loaded for the bureau of a package and that a case opened under it needs: those of years
 *  that it does not publish, and those newer than it. Owned by the arena. */
FASTI_MUST enum fasti_status office_calendars(struct fasti_office *office, const struct fasti_package *package,
                                              const char *hash, struct fasti_arena *arena,
                                              struct fasti_messages *messages, const struct fasti_field **calendars,
                                              size_t *count);

/* package.c */

/** As fasti_office_package_of, inside a transaction. */
FASTI_MUST enum fasti_status office_package(struct fasti_office *office, const char *hash,
                                            struct fasti_messages *messages, const struct fasti_package **package);
/** The package of a bureau that is in force at an instant, inside a transaction. */
FASTI_MUST enum fasti_status office_package_at(struct fasti_office *office, const char *bureau, int64_t at,
                                               struct fasti_messages *messages, char hash[FASTI_HASH_SIZE],
                                               const struct fasti_package **package);

/** Load a package from its files, as they are stored: they must have HASH together. ROWS are borrowed for the call.
 *  @arg package owned */
FASTI_MUST enum fasti_status office_files_load(const struct fasti_file_row *rows, size_t count, const char *hash,
                                               struct fasti_messages *messages, struct fasti_package **package);

/** Whether the version of a package is free. @arg known whether this very package is deployed already
 *  @return FASTI_CONFLICT with a message when it is deployed with another content */
FASTI_MUST enum fasti_status office_version(struct fasti_office *office, const struct fasti_package_row *row,
                                            struct fasti_arena *arena, struct fasti_messages *messages, bool *known);
/** Check files as those of the package HASH, as before its deployment. */
FASTI_MUST enum fasti_status office_check_files(const struct fasti_file_row *rows, size_t count, const char *hash,
                                                struct fasti_arena *arena, struct fasti_messages *messages,
                                                int32_t *in_force);

/* propose.c */

/** Keep a checked package as proposed by row->deployed_by, inside a transaction. */
FASTI_MUST enum fasti_status office_propose(struct fasti_office *office, const struct fasti_package_row *row,
                                            const struct fasti_file_row *files, size_t count,
                                            struct fasti_messages *messages);
/** The rule of a bureau's last package on something that the engine sees to (engine/package.h), inside a transaction;
 *  BUREAU NULL or "": of the only bureau. @return borrowed; NULL when there is none */
const char *office_rule(struct fasti_office *office, const char *bureau, const char *on);

/* warm.c */

/** Take the case out of those that were kept: one of this procedure whose snapshot has these very bytes.
 *  @return whether there is one; it is in ONE then */
bool office_warm_take(struct office_case *one, const struct fasti_procedure *procedure, struct fasti_slice snapshot);
/** Keep a case that is as its snapshot says; any other is freed. */
void office_warm_keep(struct office_case *one);
/** Keep at most so many. */
void office_warm_trim(struct fasti_office *office, size_t most);

/* find.c: what an entry asks, as of struct fasti_oracle; SELF is the struct office_case */

enum fasti_status office_found(void *self, const struct fasti_case_filter *filter,
                               void (*take)(void *taker, const struct fasti_found *found), void *taker);
enum fasti_status office_people(void *self, const char *roles, const char *units,
                                void (*take)(void *taker, const struct fasti_person *person), void *taker);

/* entry.c */

/** Read a case in the transaction that is open. Ended with office_case_close, whatever this returns. */
FASTI_MUST enum fasti_status office_case_load(struct office_case *one, struct fasti_office *office, const char *id,
                                              struct fasti_messages *messages);
/** Begin a case that is not in the store yet. */
FASTI_MUST enum fasti_status office_case_begin(struct office_case *one, struct fasti_office *office,
                                               const struct fasti_package *package, const char *hash,
                                               const struct fasti_procedure *procedure, const char *id,
                                               struct fasti_messages *messages);
/** End it. A case that is as it was written last stays in memory (warm.c). */
void office_case_close(struct office_case *one);
/** Apply a command at an instant (never before the last entry) and write everything that follows from it in the case. */
FASTI_MUST enum fasti_status office_entry_do(struct office_case *one, const struct fasti_command *command, int64_t at);
/** The id of a new case of the bureau: its code, the year, the number of the case in it; a standing one is nobody's
 *  matter and has a series of its own. */
FASTI_MUST enum fasti_status office_case_name(struct fasti_office *office, const struct fasti_package *package,
                                              bool standing, int64_t at, struct fasti_messages *messages,
                                              char id[FASTI_CASE_ID]);

/* between.c */

/** As office_entry_do, and what the entry asks of other cases, and what these ask in turn: all or nothing. */
FASTI_MUST enum fasti_status office_case_do(struct office_case *one, const struct fasti_command *command, int64_t at);
/** Put snapshot, tasks and deadlines in the place of what is stored. ENTRIES: how many its journal has now. */
FASTI_MUST enum fasti_status office_case_save(struct office_case *one, int64_t entries);

/* evidence.c */

/** The fields of an entry that attaches FILE, which must be in the vault. They are owned by the arena. */
FASTI_MUST enum fasti_status office_evidence_fields(struct fasti_office *office, const struct fasti_given_file *file,
                                                    struct fasti_arena *arena, struct fasti_messages *messages,
                                                    struct fasti_command *command);
/** Write the row of the file that was attached last. */
FASTI_MUST enum fasti_status office_evidence_keep(struct office_case *one, int64_t *number);
/** Attach the files that come with a command, an entry each, and have its fields name them. */
FASTI_MUST enum fasti_status office_evidence_attach(struct office_case *one, const struct fasti_given_file *files,
                                                    size_t count, struct fasti_arena *arena, int64_t at,
                                                    struct fasti_command *command);
/** Read a file and compare it with its hash. @return FASTI_CORRUPT with a message; NOT_FOUND without a row */
FASTI_MUST enum fasti_status office_evidence_check(struct fasti_office *office, const char *case_id, int64_t number,
                                                   struct fasti_messages *messages);
/** As fasti_office_evidence_read, inside a transaction. */
FASTI_MUST enum fasti_status office_evidence_pass(struct fasti_office *office, const char *case_id, int64_t number,
                                                  struct fasti_messages *messages,
                                                  bool (*visit)(void *self, struct fasti_slice piece), void *self);
/** Warn of files in the vault that no case names. Outside of transactions. */
FASTI_MUST enum fasti_status office_evidence_census(struct fasti_office *office, struct fasti_messages *messages);

/* clock.c */

/** Fire everything that is due in a case up to an instant. */
FASTI_MUST enum fasti_status office_case_fire_until(struct office_case *one, int64_t until);

/* standing.c */

/** Tell USE each standing procedure of the packages of which no case is open, and since when one should be, up to NOW;
 *  texts are borrowed from the packages. */
FASTI_MUST enum fasti_status office_standing(struct fasti_office *office, int64_t now, struct fasti_messages *messages,
                                             void (*use)(void *self, const char *bureau, const char *procedure,
                                                         int64_t at),
                                             void *self);
/** Open a case of a standing procedure, unless one is open. */
FASTI_MUST enum fasti_status office_stand(struct fasti_office *office, const char *bureau, const char *procedure,
                                          int64_t at, struct fasti_messages *messages);

/* look.c */

/** Replay the journal of a case up to an instant, calling SEEN (may be NULL) after each entry.
 *  @arg out owned; NULL when there was no entry until then */
FASTI_MUST enum fasti_status office_replay(struct fasti_office *office, const struct fasti_procedure *procedure,
                                           const char *case_id, int64_t until, struct fasti_messages *messages,
                                           fasti_office_seen *seen, void *self, struct fasti_case **out);
/** The procedure under which a stored case runs. */
FASTI_MUST enum fasti_status office_procedure_of(struct fasti_office *office, const struct fasti_case_row *row,
                                                 struct fasti_messages *messages,
                                                 const struct fasti_procedure **procedure);

#endif
