/* engine/office.h - what people do with an office: use cases. Who may, load, apply, save in one transaction.
 *
 * An office is a store and the packages deployed in it. Every command runs in one transaction: journal entry, snapshot,
 * tasks, deadlines, instruments, outbox. It is answered only after the commit. A command that is refused changes
 * nothing but the journal, which keeps the attempt.
 *
 * What changes the office and is no case (packages, people, calendars, and each refused attempt at it) is an entry in a
 * journal of its own, with the case id FASTI_OFFICE_JOURNAL. It is done by a person with the role admin, named as
 * ACTOR. ACTOR "" is who owns the office file: they set the office up, until it has its first administrator.
 */
#ifndef FASTI_OFFICE_H
#define FASTI_OFFICE_H

#include "engine/case.h"
#include "engine/hash.h"
#include "engine/vault.h"

struct fasti_office;
struct fasti_shelf;

/* Roles of the office itself, which no package names: who has one has no role in a bureau's cases. */
#define FASTI_ROLE_ADMIN "admin"
#define FASTI_ROLE_DESIGNER "process-designer"

enum {
  FASTI_OFFICE_EVIDENCE = 1024 * 1024 * 1024, /* bytes of one attached file, unless the office has a limit of its own */
  FASTI_OFFICE_CALENDAR = 64 * 1024,          /* bytes of a year's notice of holidays */
  FASTI_OFFICE_FIRINGS = 10000,               /* of the clock in one case without coming to rest */
  FASTI_OFFICE_WARM = 16                      /* cases that an office keeps in memory */
};

/** Open an office on a store; STORE is borrowed as long as the office. @return owned, free with fasti_office_free */
struct fasti_office *fasti_office_new(struct fasti_store *store);
/** Compiled packages, for offices of one thread to share: what one of them has deployed or loaded, the others need not
 *  compile again. @return owned, free with fasti_shelf_free after the offices */
struct fasti_shelf *fasti_shelf_new(void);
void fasti_shelf_free(struct fasti_shelf *shelf);
/** Let the office take its packages from a shelf and put them there, before anything else. SHELF is borrowed as long as
 *  the office. */
void fasti_office_share(struct fasti_office *office, struct fasti_shelf *shelf);
/** How many cases stay in memory after a command, so that the next one need not read them: FASTI_OFFICE_WARM at most, which
 *  is what an office begins with; 0: none. It changes nothing but time and memory. */
void fasti_office_keep_warm(struct fasti_office *office, size_t cases);
/** Free an office and its packages; cases that it gave must be freed before. */
void fasti_office_free(struct fasti_office *office);

/** Keep the files of cases in VAULT, borrowed as long as the office. Without one no file can be attached. */
void fasti_office_keep_in(struct fasti_office *office, struct fasti_vault *vault);
/** How many bytes an attached file may have: what fasti_upload_begin is to be told. */
FASTI_MUST enum fasti_status fasti_office_evidence_most(struct fasti_office *office, struct fasti_messages *messages,
                                                        int64_t *most);
/** Set that limit; files that are there already stay. ACTOR as above. */
FASTI_MUST enum fasti_status fasti_office_evidence_limit(struct fasti_office *office, int64_t most, const char *actor,
                                                         int64_t now, struct fasti_messages *messages);
/** Read a file of a case, piece by piece. What VISIT got is right only when this returns FASTI_OK.
 *  @return FASTI_NOT_FOUND; FASTI_CORRUPT when it is missing or not what was attached */
FASTI_MUST enum fasti_status fasti_office_evidence_read(struct fasti_office *office, const char *case_id,
                                                        int64_t number, struct fasti_messages *messages,
                                                        bool (*visit)(void *self, struct fasti_slice piece),
                                                        void *self);

/** Lend the office a source of chance for draws: FILL writes SIZE bytes that nobody could have known. Without one, seeds
 *  follow from the journal of the case, so that a simulated office always draws the same. */
void fasti_office_chance(struct fasti_office *office, void (*fill)(void *self, void *bytes, size_t size), void *self);

/** Begin the clock of a new office: the real one, or a simulated one (CAL-12) that stands at NOW until it is moved. */
FASTI_MUST enum fasti_status fasti_office_start(struct fasti_office *office, bool simulated, int64_t now,
                                                struct fasti_messages *messages);
/** The instant at which the office is: REAL, or what its simulated clock shows. @arg simulated may be NULL */
FASTI_MUST enum fasti_status fasti_office_now(struct fasti_office *office, int64_t real,
                                              struct fasti_messages *messages, int64_t *now, bool *simulated);
/** Mark a new office, which has no case yet, as a demonstration: its cases are made up, and whoever shows the office says so. It
 *  stays one. For who owns the office file, before there is an administrator.
 *  @return FASTI_REFUSED when there are cases */
FASTI_MUST enum fasti_status fasti_office_demonstrate(struct fasti_office *office, int64_t now,
                                                      struct fasti_messages *messages);
FASTI_MUST enum fasti_status fasti_office_is_demonstration(struct fasti_office *office, struct fasti_messages *messages,
                                                           bool *demonstration);
/** Let a demonstration go on by the real clock, which shows REAL; what fell due since its simulated clock stood still is fired
 *  by the next fasti_office_advance. ACTOR as above.
 *  @return FASTI_REFUSED for an office that is none, goes by the real clock already, or is ahead of it */
FASTI_MUST enum fasti_status fasti_office_go_real(struct fasti_office *office, const char *actor, int64_t real,
                                                  struct fasti_messages *messages);
/** The zone of the office, that of its packages: seconds east of UTC; 0 while there is none. */
int32_t fasti_office_zone(struct fasti_office *office);

/** Check a package and everything that it reaches, and deploy it: all valid or nothing changes. NAME must be absolute,
 *  so that the same files have the same identity wherever one stands. HASH gets that identity. The same package again
 *  changes nothing. ACTOR as above. Where
 *  the bureau's package in force names who approves a new version, an administrator cannot deploy one in this way.
 *  @return FASTI_DEFINITION with every error; FASTI_CONFLICT when this version is deployed with another content */
FASTI_MUST enum fasti_status fasti_office_deploy(struct fasti_office *office, const char *name,
                                                 struct fasti_slice bytes, const struct fasti_library *library,
                                                 const char *actor, int64_t now, struct fasti_messages *messages,
                                                 char hash[FASTI_HASH_SIZE]);
/** Check a package as for a deployment and keep it as proposed by ACTOR, a person with the role process-designer.
 *  @return as fasti_office_deploy */
FASTI_MUST enum fasti_status fasti_office_propose(struct fasti_office *office, const char *name,
                                                  struct fasti_slice bytes, const struct fasti_library *library,
                                                  const char *actor, int64_t now, struct fasti_messages *messages,
                                                  char hash[FASTI_HASH_SIZE]);
/** Approve the content of the version that was proposed last under this name (BUREAU NULL: of any bureau). ACTOR has a
 *  role that the package in force names for this (fasti_package_approvers), has not designed the version, nor approved
 *  it in another role. */
FASTI_MUST enum fasti_status fasti_office_approve(struct fasti_office *office, const char *bureau, const char *version,
                                                  const char *actor, int64_t now, struct fasti_messages *messages);
/** A version that was proposed. Borrowed for the call. */
struct fasti_proposal {
  const char *bureau, *version, *hash;
  const char *by;      /* who designed it */
  int64_t at;
  const char *roles;   /* in which it was approved, and who did, in the same order, separated by spaces */
  const char *persons;
  const char *missing; /* roles of which nobody has approved it yet */
  bool active;         /* it was put in force */
};
/** Call VISIT for every proposed version, the newest first. */
FASTI_MUST enum fasti_status fasti_office_proposals(struct fasti_office *office, struct fasti_messages *messages,
                                                    void (*visit)(void *self, const struct fasti_proposal *proposal),
                                                    void *self);
/** Deploy a proposed version that all have approved. ACTOR has the role admin and has not designed it.
 *  @return FASTI_REFUSED while an approval is missing */
FASTI_MUST enum fasti_status fasti_office_activate(struct fasti_office *office, const char *bureau,
                                                   const char *version, const char *actor, int64_t now,
                                                   struct fasti_messages *messages);
/** The package of a bureau under which a case opens on a day: the last in force; BUREAU NULL: the only bureau.
 *  @arg package borrowed from the office */
FASTI_MUST enum fasti_status fasti_office_package(struct fasti_office *office, const char *bureau, int32_t day,
                                                  struct fasti_messages *messages,
                                                  const struct fasti_package **package);
/** The package with this hash, as a case is pinned to it. @arg package borrowed from the office */
FASTI_MUST enum fasti_status fasti_office_package_of(struct fasti_office *office, const char *hash,
                                                     struct fasti_messages *messages,
                                                     const struct fasti_package **package);
/** Add a person or change one: the bureau must have a package, the roles must be its own. The roles admin (who deploys
 * and manages) and process-designer (who proposes) go with no role of a bureau: they never act in a case. */
FASTI_MUST enum fasti_status fasti_office_person_put(struct fasti_office *office, const struct fasti_person_row *row,
                                                     const char *actor, int64_t now, struct fasti_messages *messages);

/** The days of a bureau (NULL: the only one) as cases that are opened at NOW count them: the calendar of the package in force, and
 *  what was loaded since. @arg calendar owned, free with fasti_calendar_free */
FASTI_MUST enum fasti_status fasti_office_calendar_at(struct fasti_office *office, const char *bureau, int64_t now,
                                                      struct fasti_messages *messages,
                                                      struct fasti_calendar **calendar);
/** Load the holidays and make-up working days of a new year, or a corrected notice, for a bureau (NULL: the only one):
 *  into every open case, whose deadlines are computed again, and into those opened later. NAME is what the file is
 *  called. All cases or nothing. @arg cases how many cases it reached
 *  @return FASTI_DEFINITION with every error of the file; FASTI_LIMIT */
FASTI_MUST enum fasti_status fasti_office_calendar(struct fasti_office *office, const char *bureau, const char *name,
                                                   struct fasti_slice bytes, const char *actor, int64_t now,
                                                   struct fasti_messages *messages, int64_t *cases);

/** Look a person up. @arg row its texts belong to ARENA @return FASTI_NOT_FOUND with a message */
FASTI_MUST enum fasti_status fasti_office_person(struct fasti_office *office, const char *id, struct fasti_arena *arena,
                                                 struct fasti_messages *messages, struct fasti_person_row *row);

/** What a command answers: the case it was done in and the entry that it became. */
struct fasti_answer {
  char case_id[32];
  int64_t sequence;
  bool repeated; /* the Idempotency-Key had been answered before: nothing was done again */
  bool reused;   /* refused with FASTI_CONFLICT because the Idempotency-Key was used for another command */
  bool stale;    /* refused with FASTI_CONFLICT because the case has gone on since EXPECTED */
  char holder[32]; /* FASTI_OPEN was refused with FASTI_CONFLICT because this case has the key already; else "" */
};

/** A file that the vault has and that a command attaches (fasti_upload_end gave its hash). */
struct fasti_given_file {
  const char *field;      /* of the form: it gets the number of the file; NULL with FASTI_EVIDENCE */
  const char *name;       /* as people call it: photo.jpg */
  const char *hash;
  const char *supersedes; /* number of the file of the case that this one corrects; NULL: none */
};

/** A command to the office. Persons are named by id; the office looks them up. What fell due in the case before it
 *  is fired first. */
struct fasti_request {
  const char *case_id;   /* NULL with FASTI_OPEN */
  const char *bureau;    /* FASTI_OPEN; NULL: the only one */
  const char *procedure; /* FASTI_OPEN */
  enum fasti_command_kind kind;
  const char *const *persons; /* the actor first */
  size_t person_count;
  const char *task; /* definition id, with [key], or number; NULL if none */
  const char *event;
  const char *session; /* of an action, when several sessions offer it; NULL otherwise */
  const char *node;    /* of an action: key of the node for which its session was opened; NULL: none */
  const char *to;
  const char *reason;
  const char *law;
  bool agree;
  const struct fasti_field *fields;
  size_t field_count;
  const struct fasti_given_file *files; /* FASTI_EVIDENCE: one; else attached first, and with the command or not at all */
  size_t file_count;
  int64_t expected;           /* how many entries the case had when the person looked at it; 0: does not matter */
  const char *key;            /* Idempotency-Key; NULL: none. A command that was done is answered again; one that was
                                 refused did nothing and is tried anew */
};
/** @return FASTI_OK; what fasti_case_apply refuses with; FASTI_NOT_FOUND for an unknown person, case or task;
 *          FASTI_CONFLICT naming who was first; or a failure of the store: then nothing was done */
FASTI_MUST enum fasti_status fasti_office_do(struct fasti_office *office, const struct fasti_request *request,
                                             int64_t now, struct fasti_messages *messages, struct fasti_answer *answer);
/** Do several requests in one transaction with one commit, each under its own savepoint: statuses[i] is what request i
 *  would have returned. @return what the transaction as a whole came to; if not FASTI_OK, nothing was done */
FASTI_MUST enum fasti_status fasti_office_do_all(struct fasti_office *office, const struct fasti_request *requests,
                                                 size_t count, int64_t now, struct fasti_messages *messages,
                                                 enum fasti_status *statuses, struct fasti_answer *answers);
/** Requests that come one after the other, such as the rows of a table. */
struct fasti_office_run {
  void *self;
  /** The next request, borrowed until DONE was told; NULL: there is none. */
  const struct fasti_request *(*next)(void *self);
  /** What came of it: MESSAGES are its own, borrowed for the call. What was done is not committed yet. */
  void (*done)(void *self, enum fasti_status status, const struct fasti_messages *messages,
               const struct fasti_answer *answer);
  /** After the last one: whether all that was done stays; false: nothing has happened. NULL: it stays. */
  bool (*keep)(void *self);
};
/** Do a run of requests in one transaction with one commit, each under its own savepoint. MESSAGES gets what is wrong with the
 *  transaction as a whole. @return what that came to; if not FASTI_OK, nothing was done */
FASTI_MUST enum fasti_status fasti_office_do_run(struct fasti_office *office, const struct fasti_office_run *run,
                                                 int64_t now, struct fasti_messages *messages);
/** Fire everything due up to NOW in all cases, in the order of time, and move a simulated clock there. Commits now and
 *  then: whatever interrupts it, calling it again goes on. A case that cannot be moved on does not stop the others.
 *  @return FASTI_INVALID when a simulated clock would go back; else what the first case that failed came to */
FASTI_MUST enum fasti_status fasti_office_advance(struct fasti_office *office, int64_t now,
                                                  struct fasti_messages *messages);

/** Try a request, FASTI_OPEN too, without doing it: what is done is forgotten, nothing is journaled. Numbers of documents that it
 *  would draw read 0, cases that it would open have the ids try-1, try-2 ...; files of the request are not looked at.
 *  @arg out the case as it would be then, with what the entry would issue, tell and ask (engine/case.h); owned, only to be
 *  looked at @return what fasti_office_do would; then *OUT is NULL */
FASTI_MUST enum fasti_status fasti_office_try(struct fasti_office *office, const struct fasti_request *request,
                                              int64_t now, struct fasti_messages *messages, struct fasti_case **out);

/** Told an entry and the case as it is after it; both borrowed for the call, the store must not be written to. */
typedef void fasti_office_seen(void *self, struct fasti_case *case_, const struct fasti_entry_row *entry);
/** Tell SEEN (NULL: nobody) every entry that is written from now on, before it is committed; files that come with a
 *  command are told with it only, for they stay or go with it. */
void fasti_office_watch(struct fasti_office *office, fasti_office_seen *seen, void *self);
/** Tell SEEN the whole journal of a case, from the first entry. */
FASTI_MUST enum fasti_status fasti_office_history(struct fasti_office *office, const char *case_id,
                                                  struct fasti_messages *messages, fasti_office_seen *seen, void *self);

/** A case as it is. @arg out owned, free with fasti_case_free */
FASTI_MUST enum fasti_status fasti_office_case(struct fasti_office *office, const char *case_id,
                                               struct fasti_messages *messages, struct fasti_case **out);
/** A case as it was at an instant, from its journal. @return FASTI_NOT_FOUND when it was not open yet */
FASTI_MUST enum fasti_status fasti_office_case_as_of(struct fasti_office *office, const char *case_id, int64_t at,
                                                     struct fasti_messages *messages, struct fasti_case **out);
/** Verify: the hash chain of the journal, the replay of every entry against the snapshot and derived rows, the hashes
 * of instruments and evidence. CASE_ID NULL: every case, that the numbers of documents have no gaps, and the journal of
 * the office against its packages and people. CHECKED gets the number of cases.
 *  @return FASTI_CORRUPT with a message for each difference: case, entry, what differs */
FASTI_MUST enum fasti_status fasti_office_audit(struct fasti_office *office, const char *case_id,
                                                struct fasti_messages *messages, int64_t *checked);
/** Make snapshot and derived rows anew from the journals. */
FASTI_MUST enum fasti_status fasti_office_rebuild(struct fasti_office *office, const char *case_id,
                                                  struct fasti_messages *messages);

#endif
