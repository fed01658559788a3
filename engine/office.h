/* engine/office.h - what people do with an office: use cases. Who may, load, apply, save in one transaction.
 *
 * An office is a store and the packages deployed in it. Every command runs in one transaction: journal entry, snapshot,
 * tasks, deadlines, instruments, outbox. It is answered only after the commit. A command that is refused changes
 * nothing but the journal, which keeps the attempt.
 */
#ifndef FASTI_OFFICE_H
#define FASTI_OFFICE_H

#include "engine/case.h"

struct fasti_office;

/** Open an office on a store; STORE is borrowed as long as the office. TRANSLATE as in fasti_messages_new. */
struct fasti_office *fasti_office_new(struct fasti_store *store);
void fasti_office_free(struct fasti_office *office);

/** Check a package and everything that it reaches, and deploy it: all valid or nothing changes. HASH (65 bytes) gets
 *  its identity. The same package again changes nothing. @return FASTI_DEFINITION with every error */
FASTI_MUST enum fasti_status fasti_office_deploy(struct fasti_office *office, const char *name, struct fasti_slice bytes,
                                                 const struct fasti_library *library, const char *actor, int64_t now,
                                                 struct fasti_messages *messages, char hash[65]);
/** The package of a bureau under which a case opens on a day: the last in force; BUREAU NULL: the only bureau.
 *  @arg package borrowed from the office */
FASTI_MUST enum fasti_status fasti_office_package(struct fasti_office *office, const char *bureau, int32_t day,
                                                  struct fasti_messages *messages,
                                                  const struct fasti_package **package);
FASTI_MUST enum fasti_status fasti_office_person_put(struct fasti_office *office, const struct fasti_person_row *row,
                                                     struct fasti_messages *messages);

/** What a command answers: the case it was done in and the entry that it became. */
struct fasti_answer {
  char case_id[32];
  int64_t sequence;
  bool repeated; /* the Idempotency-Key had been answered before: nothing was done again */
};

/** A command to the office. Persons are named by id; the office looks them up. */
struct fasti_request {
  const char *case_id;   /* NULL with FASTI_OPEN */
  const char *bureau;    /* FASTI_OPEN; NULL: the only one */
  const char *procedure; /* FASTI_OPEN */
  enum fasti_command_kind kind;
  const char *const *persons; /* the actor first */
  size_t person_count;
  const char *task; /* definition id, with [key], or number; NULL if none */
  const char *event;
  const char *session;
  const char *to;
  const char *reason;
  const char *law;
  bool agree;
  const struct fasti_field *fields;
  size_t field_count;
  struct fasti_slice content; /* FASTI_EVIDENCE: the file */
  const char *key;            /* Idempotency-Key; NULL: none */
};
FASTI_MUST enum fasti_status fasti_office_do(struct fasti_office *office, const struct fasti_request *request,
                                             int64_t now, struct fasti_messages *messages,
                                             struct fasti_answer *answer);
/** Do several requests in one transaction with one commit, each under its own savepoint: statuses[i] is what request i
 *  would have returned. @return what the transaction as a whole came to; if not FASTI_OK, nothing was done */
FASTI_MUST enum fasti_status fasti_office_do_all(struct fasti_office *office, const struct fasti_request *requests,
                                                 size_t count, int64_t now, struct fasti_messages *messages,
                                                 enum fasti_status *statuses, struct fasti_answer *answers);
/** Fire everything due up to NOW in all cases, in the order of time. FIRED (may be NULL) is told each. */
FASTI_MUST enum fasti_status fasti_office_advance(struct fasti_office *office, int64_t now,
                                                  struct fasti_messages *messages,
                                                  void (*fired)(void *self, struct fasti_case *case_, int64_t at),
                                                  void *self);

/** A case as it is. @arg out owned, free with fasti_case_free */
FASTI_MUST enum fasti_status fasti_office_case(struct fasti_office *office, const char *case_id,
                                               struct fasti_messages *messages, struct fasti_case **out);
/** A case as it was at an instant, from its journal. @return FASTI_NOT_FOUND when it was not open yet */
FASTI_MUST enum fasti_status fasti_office_case_as_of(struct fasti_office *office, const char *case_id, int64_t at,
                                                     struct fasti_messages *messages, struct fasti_case **out);
/** Verify: the hash chain of the journal, the replay of every entry against the snapshot and derived rows, the hashes of
 *  instruments and evidence. CASE_ID NULL: every case. CHECKED gets the number of cases.
 *  @return FASTI_CORRUPT with a message for each difference: case, entry, what differs */
FASTI_MUST enum fasti_status fasti_office_audit(struct fasti_office *office, const char *case_id,
                                                struct fasti_messages *messages, int64_t *checked);
/** Make snapshot and derived rows anew from the journals. */
FASTI_MUST enum fasti_status fasti_office_rebuild(struct fasti_office *office, const char *case_id,
                                                  struct fasti_messages *messages);

#endif
