/* engine/port.h - what the office asks of the world: the store, as one struct of functions.
 *
 * A store keeps cases with their journals, and derived rows that can always be rebuilt from them. It knows no rule of
 * any procedure. Every implementation passes the contract suite tests/port; SQLite is one, memory is another,
 * PostgreSQL fits the same functions: rows are plain values, keys are text and integers, nothing depends on row
 * identifiers or on a file.
 *
 * Transactions: begin .. commit or rollback, one at a time on a handle; savepoints nest inside. Nothing that was not
 * committed is ever seen by another handle; what commit acknowledged survives the loss of power.
 * Texts in a row given to a function are borrowed for the call. Rows given to a visitor are borrowed until it returns;
 * a visitor may read, but must not write to the store; returning false stops the visit, which then ends FASTI_OK.
 * A text that is NULL in a row given is stored as "", and no text is NULL in a row read.
 *
 * Outside of a transaction each call is one of its own. A call that fails changes nothing. Writing where only reading
 * was begun gives FASTI_READ_ONLY. After FULL, IO or CORRUPT the transaction may be lost as a whole: from then on every
 * call gives the same status again until rollback, and commit has rolled back whenever it does not return FASTI_OK.
 */
#ifndef FASTI_PORT_H
#define FASTI_PORT_H

#include "engine/day.h"
#include "engine/hash.h"
#include "engine/lists.h"
#include "engine/message.h"

/** One case. The snapshot is the case after its last entry (engine/case.h). */
struct fasti_case_row {
  const char *id;        /* L-2025-00001 */
  const char *bureau;
  const char *procedure;
  const char *package;   /* hash of the deployed package to which the case is pinned */
  const char *title;     /* of the procedure or the case, for people */
  const char *status;    /* open, suspended, ended, terminated */
  const char *states;    /* ids of the active states that have a title, separated by spaces */
  const char *search;    /* text by which people look the case up */
  int64_t opened_at;
  int64_t ended_at;      /* FASTI_NEVER while open */
  int64_t entries;       /* how many entries its journal has */
  int64_t due;           /* the next instant at which the clock has something to do in it, or FASTI_NEVER */
  struct fasti_slice snapshot;
};

/** One journal entry: what was put in. HASH is fasti_entry_hash. */
struct fasti_entry_row {
  const char *case_id;
  int64_t sequence; /* from 1, without gaps */
  int64_t at;
  const char *actor;
  const char *kind;
  struct fasti_slice body; /* canonical XML */
  const char *hash_name;   /* "sha256" */
  const char *previous;    /* hex; of the first entry: fasti_entry_first_previous */
  const char *hash;        /* hex */
};

/** The journal of the office itself (engine/office.h): entries of what is no case. No case has this id. */
#define FASTI_OFFICE_JOURNAL "office"

/** One open task, as lists show it (derived). Lists of ids are separated by spaces. */
struct fasti_task_row {
  const char *case_id;
  int64_t number; /* within the case, from 1, in the order of opening */
  const char *task;
  const char *key;   /* of the node it was opened for (f:each); "" otherwise */
  const char *title;
  const char *form;
  const char *state; /* open, claimed, delegated, signing, suspended */
  const char *roles;
  const char *persons;   /* who claimed it, must sign it or was sent a copy of it; empty: all of the roles */
  const char *excluded;  /* who may not do it */
  const char *among;     /* the only ones who may; empty: no such limit */
  int64_t opened_at;
  int32_t due; /* the nearest last day that governs it, or FASTI_NO_DAY */
  const char *units;     /* it is for persons of these units; "-" for nobody; empty: no such limit */
  const char *not_units; /* it is not for persons of these */
  const char *drafted;   /* who wrote the draft that it has; "": there is none */
};

/** One running or past deadline of a case (derived). */
struct fasti_deadline_row {
  const char *case_id;
  const char *session; /* path, "" for the case itself */
  const char *deadline;
  const char *title;
  const char *law;
  const char *role;  /* who must act */
  const char *state; /* running, suspended, met; expired: its last day is past and its state is still there; left: its
                        state was left after that */
  int32_t from;
  int32_t due;
  bool provisional;
};

/** What other cases may find a case by (derived): the values of a fact are numbered from 1. */
struct fasti_fact_row {
  const char *case_id;
  const char *name;
  int64_t position;
  const char *value;
};

/** The case's own name among those of its procedure in the bureau (derived): no two have the same. */
struct fasti_key_row {
  const char *case_id;
  const char *bureau;
  const char *procedure;
  const char *key;
};

/** What a case has to do with another one (derived). Both sides have a row, each from its own journal. */
struct fasti_link_row {
  const char *case_id;
  const char *kind;  /* what the other one is to it: parent, child, told (heard of it), teller (told it) */
  const char *other; /* id of the other case */
  const char *event; /* the last one that went from one to the other; "" if none did */
  int64_t sequence;  /* the entry that changed the link last */
};

/** Somebody has a part in a case (derived): who acted in it or is named, and is not recused. */
struct fasti_participant_row {
  const char *case_id;
  const char *person;
};

/** What somebody did in a case, or what came to them (derived from the journal; an entry never changes those of earlier
 *  ones). */
struct fasti_work_row {
  const char *case_id;
  int64_t sequence; /* the entry */
  const char *person;
  const char *kind;  /* opened; done: completed, signed, returned or acted, alone or with others; copied: was sent a copy;
                        stood: as done, in the place of another */
  int64_t number;    /* of the task; 0: none */
  const char *work;  /* id of the task, event of the action, name of the command */
  const char *title; /* of the task or action, for people */
  int64_t at;
};

/** An item on the public board (derived): what f:publish put there, redacted. A later one of the case with the same KIND
 *  and KEY takes its place; one with an empty text takes it away. */
struct fasti_board_row {
  const char *case_id;
  int64_t number; /* within the case, from 1 */
  const char *bureau;
  const char *procedure;
  const char *kind; /* a word of the definition: decision, standard, notice, list ... */
  const char *key;
  const char *title;
  const char *text;
  int32_t day;
  int32_t until; /* last day on the board, or FASTI_NO_DAY */
};

/** The number by which somebody outside may ask how a case stands. */
struct fasti_follow_up_row {
  const char *hash; /* SHA-256 of the number */
  const char *case_id;
  int64_t at;
};

/** One issued instrument: immutable. */
struct fasti_instrument_row {
  const char *case_id;
  int64_t number; /* within the case, from 1 */
  const char *instrument;
  const char *key; /* of the node it is addressed to; "" otherwise */
  const char *document_number; /* 鹿国土资罚字〔2025〕1号 */
  int year;
  int64_t sequence; /* within bureau, kind and year, from 1, without gaps */
  const char *title;
  int64_t issued_at;
  const char *hash_name;
  const char *hash;
  struct fasti_slice content; /* XHTML */
};

/** One message to people of the office (engine/notice.h). What the world is told follows from the journals instead
 *  (engine/occurrence.h). */
struct fasti_outbox_row {
  int64_t id; /* given by the store */
  const char *case_id;
  int64_t sequence; /* of the entry that caused it */
  const char *kind; /* notify, urge, copy, send */
  const char *to;   /* a role or a person */
  const char *text;
  int64_t created_at;
  int64_t delivered_at; /* when the first of them had read it; FASTI_NEVER until then */
};

struct fasti_person_row {
  const char *id;
  const char *name;
  const char *bureau;
  const char *certificate; /* of enforcement; "" if none */
  const char *roles;       /* separated by spaces */
  bool active;
  const char *valid_to;    /* last day of the certificate, YYYY-MM-DD; "": it has no end */
  const char *interests;   /* ids of persons and parties to whom they are close, as declared, separated by spaces */
  const char *unit;        /* the unit of the bureau's field to which they belong, one word; "" if none */
};

/** DEPUTY holds ROLE of PERSON from FROM to TO, both inclusive. Ended before its time, it has an earlier TO. */
struct fasti_stand_in_row {
  const char *person;
  const char *role;
  const char *deputy;
  int32_t from;
  int32_t to;
};

/** A list that a person has saved for themselves. */
struct fasti_saved_row {
  const char *person;
  const char *page; /* on which it is offered */
  const char *name;
  const char *query;
  int64_t at;
};

/** How a person proves who they are (engine/account.h). Instants are of the machine's clock. */
struct fasti_account_row {
  const char *person;
  const char *password; /* argon2id with its parameters, as libsodium writes it; "": none */
  const char *once;     /* hash of a one-time code; "": none */
  int64_t once_until;
  int failures;         /* log-ins that failed in a row */
  int64_t wait_until;   /* no log-in is looked at before */
  const char *language; /* zh-CN, en; "": not chosen */
  const char *factor;   /* secret of the second factor in Base32 (RFC 4648, 6238); "": none */
  const char *proposed; /* one that the person was shown and has not confirmed; "": none */
  int64_t factor_step;  /* of time, of the last code that was used */
};

/** One log-in, or a token of a program. */
struct fasti_session_row {
  const char *hash; /* SHA-256 of the secret that its holder sends */
  const char *person;
  const char *kind;   /* session, token */
  const char *scopes; /* of a token, separated by spaces; "" of a session: all */
  const char *title;
  int64_t began_at;
  int64_t until;
};

/** A program elsewhere that wants to be told of events (engine/event.h): a webhook. */
struct fasti_subscription_row {
  const char *name;      /* one word */
  const char *url;
  const char *secret;    /* by which it knows that the office sent them: whsec_ and base64 */
  const char *types;     /* of events, separated by spaces; "": all */
  const char *bureau;    /* only of this one; "": any */
  const char *procedure; /* only of this one; "": any */
  const char *made_by;
  int64_t made_at;
};

/** Where the deliveries to a subscription stand: all is done up to event NUMBER of the entry at POSITION. */
struct fasti_progress_row {
  const char *subscription;
  int64_t position;
  int64_t number;
  int64_t attempts;      /* at the next event that failed */
  int64_t next_at;       /* it is not tried before */
  int64_t failing_since; /* FASTI_NEVER: it is not failing */
  int64_t delivered;     /* how many events in all */
  int64_t delivered_at;  /* the last one; FASTI_NEVER: none */
  const char *error;     /* of the last attempt; "": it succeeded */
};

/** An event that could not be delivered and stands aside, so that those behind it go on. */
struct fasti_letter_row {
  const char *subscription;
  int64_t position; /* of the entry among those of all cases */
  int64_t number;   /* of the event in it */
  const char *event;
  const char *type;
  const char *case_id;
  int64_t since; /* the first attempt */
  int64_t attempts;
  int64_t next_at; /* FASTI_NEVER: it is not tried any more */
  const char *error;
};

/** How a person wants their notices by mail. */
struct fasti_mail_row {
  const char *person;
  const char *address;
  const char *at_once; /* kinds of messages that are sent at once, separated by spaces; "": none */
  bool digest;         /* the others once a day */
  int64_t seen;        /* messages up to this id were looked at for being sent at once */
  int64_t digested;    /* and up to this one for a digest */
  int32_t digest_day;  /* of the last one */
  int64_t attempts;    /* that failed in a row */
  int64_t next_at;
  const char *error; /* of the last attempt */
};

/** One deployed package. */
struct fasti_package_row {
  const char *hash; /* of its files: the identity that cases are pinned to */
  const char *bureau;
  const char *version;
  int32_t in_force; /* first day on which cases open under it */
  int64_t deployed_at;
  const char *deployed_by;
};

struct fasti_file_row {
  const char *path;
  struct fasti_slice content;
};

/** A file that somebody attached: addressed by its content, which is in the vault (vault.h). */
struct fasti_evidence_row {
  const char *case_id;
  int64_t number; /* within the case, from 1 */
  const char *name;
  const char *media;
  const char *hash_name;
  const char *hash;
  int64_t size;
  int64_t attached_at;
  const char *attached_by;
  struct fasti_slice content; /* empty, but in offices made before there were vaults; empty in lists */
};

/** The hash of an entry: SHA-256 over "fasti entry 1\n" and, each as its length (8 bytes, big-endian) and its bytes,
 *  numbers in decimal digits: case_id, sequence, at, actor, kind, body, hash_name, previous. @return OUT */
char *fasti_entry_hash(const struct fasti_entry_row *row, char out[FASTI_HASH_SIZE]);
/** What the first entry of a journal has as its previous hash: 64 zeros. @return borrowed, static */
const char *fasti_entry_first_previous(void);
/** Whether ROW goes behind the entry SEQUENCE whose hash is PREVIOUS; 0 and NULL: behind none.
 *  @return FASTI_CONFLICT if it names another place, FASTI_CORRUPT if its own hash is wrong or of an unknown name */
FASTI_MUST enum fasti_status fasti_entry_follows(const struct fasti_entry_row *row, int64_t sequence,
                                                 const char *previous);

/** Messages of the outbox that are for a person. */
struct fasti_notice_filter {
  const char *person;
  const char *roles;  /* those that they hold */
  const char *bureau; /* messages to a role count when the case is of this bureau */
  bool unread;        /* only these */
  int64_t before;     /* only ids before this one: the next page; 0: from the latest on */
  int64_t after;      /* only ids behind this one */
  int most;           /* 0: all */
};

struct fasti_store;

/** The functions of a store. Each returns FASTI_OK or: LOCKED, READ_ONLY, FOREIGN, FULL, IO, CORRUPT, with a message;
 *  NOT_FOUND where one thing was asked for; CONFLICT where a key exists already or (case_update) the case has not
 *  exactly the entries that the caller read. */
struct fasti_store_functions {
  /** What is read from here on is the office as it was now. WRITE waits for other writers, then FASTI_LOCKED. */
  enum fasti_status (*begin)(struct fasti_store *store, bool write);
  enum fasti_status (*commit)(struct fasti_store *store);
  void (*rollback)(struct fasti_store *store);
  enum fasti_status (*savepoint)(struct fasti_store *store);
  enum fasti_status (*release)(struct fasti_store *store);
  void (*rollback_to)(struct fasti_store *store); /* and release the savepoint */
  void (*close)(struct fasti_store *store);
  /** The last error in words, for the messages of the office. @return borrowed until the next call */
  const char *(*error)(struct fasti_store *store);

  /** Appends to VALUE. */
  enum fasti_status (*setting_get)(struct fasti_store *store, const char *name, struct fasti_buffer *value);
  enum fasti_status (*setting_put)(struct fasti_store *store, const char *name, const char *value);

  enum fasti_status (*package_put)(struct fasti_store *store, const struct fasti_package_row *row,
                                   const struct fasti_file_row *files, size_t count);
  /** In the order of bureau, in_force, deployed_at and hash; BUREAU NULL: all. */
  enum fasti_status (*package_list)(struct fasti_store *store, const char *bureau,
                                    bool (*visit)(void *self, const struct fasti_package_row *row), void *self);
  /** In the order of path. */
  enum fasti_status (*package_files)(struct fasti_store *store, const char *hash,
                                     bool (*visit)(void *self, const struct fasti_file_row *row), void *self);

  /** Put a person in the place of the one with the same id. */
  enum fasti_status (*person_put)(struct fasti_store *store, const struct fasti_person_row *row);
  /** In the order of id. ID, BUREAU, ROLE NULL: any; FASTI_NOT_FOUND if ID is given and there is none such. */
  enum fasti_status (*person_list)(struct fasti_store *store, const char *id, const char *bureau, const char *role,
                                   bool (*visit)(void *self, const struct fasti_person_row *row), void *self);

  /** Put an account in the place of the person's, or a session in the place of the one with the same hash.
   *  FASTI_NOT_FOUND without the person. */
  enum fasti_status (*account_put)(struct fasti_store *store, const struct fasti_account_row *row);
  enum fasti_status (*session_put)(struct fasti_store *store, const struct fasti_session_row *row);
  /** In the order of the person; PERSON NULL: all. */
  enum fasti_status (*account_list)(struct fasti_store *store, const char *person,
                                    bool (*visit)(void *self, const struct fasti_account_row *row), void *self);
  /** In the order of the hash; HASH, PERSON NULL: any. */
  enum fasti_status (*session_list)(struct fasti_store *store, const char *hash, const char *person,
                                    bool (*visit)(void *self, const struct fasti_session_row *row), void *self);
  /** Forget the session with this hash; it need not be there. */
  enum fasti_status (*session_drop)(struct fasti_store *store, const char *hash);

  /** Put a stand-in in the place of the one with the same person, role, deputy and first day; FASTI_NOT_FOUND without the
   *  persons. */
  enum fasti_status (*stand_in_put)(struct fasti_store *store, const struct fasti_stand_in_row *row);
  /** In the order of person, role, deputy, from. PERSON, DEPUTY NULL: any; ON FASTI_NO_DAY: those of any day. */
  enum fasti_status (*stand_in_list)(struct fasti_store *store, const char *person, const char *deputy, int32_t on,
                                     bool (*visit)(void *self, const struct fasti_stand_in_row *row), void *self);
  /** Put a saved list in the place of that with the same person, page and name; FASTI_NOT_FOUND without the person. */
  enum fasti_status (*saved_put)(struct fasti_store *store, const struct fasti_saved_row *row);
  /** In the order of page and name; PAGE NULL: of all pages. */
  enum fasti_status (*saved_list)(struct fasti_store *store, const char *person, const char *page,
                                  bool (*visit)(void *self, const struct fasti_saved_row *row), void *self);
  /** It need not be there. */
  enum fasti_status (*saved_drop)(struct fasti_store *store, const char *person, const char *page, const char *name);
  /** FASTI_CONFLICT when the hash is taken, FASTI_NOT_FOUND without the case. */
  enum fasti_status (*follow_up_put)(struct fasti_store *store, const struct fasti_follow_up_row *row);
  /** In the order of hash; HASH NULL: all. */
  enum fasti_status (*follow_up_list)(struct fasti_store *store, const char *hash,
                                      bool (*visit)(void *self, const struct fasti_follow_up_row *row), void *self);

  enum fasti_status (*case_insert)(struct fasti_store *store, const struct fasti_case_row *row);
  /** ROW->entries is the new count; BEFORE what the caller read. */
  enum fasti_status (*case_update)(struct fasti_store *store, const struct fasti_case_row *row, int64_t before);
  /** One case with its snapshot. */
  enum fasti_status (*case_get)(struct fasti_store *store, const char *id,
                                bool (*visit)(void *self, const struct fasti_case_row *row), void *self);
  /** Without snapshots. */
  enum fasti_status (*case_list)(struct fasti_store *store, const struct fasti_case_filter *filter,
                                 bool (*visit)(void *self, const struct fasti_case_row *row), void *self);
  /** FASTI_CONFLICT unless it follows the last entry of the case; FASTI_INVALID if its hash is wrong; FASTI_NOT_FOUND
   *  without the case. The journal of the office (FASTI_OFFICE_JOURNAL) needs none. */
  enum fasti_status (*entry_append)(struct fasti_store *store, const struct fasti_entry_row *row);
  /** Entries of a case in order, from sequence FROM (1: all). */
  enum fasti_status (*entry_list)(struct fasti_store *store, const char *case_id, int64_t from,
                                  bool (*visit)(void *self, const struct fasti_entry_row *row), void *self);

  /** Entries of all cases in the order in which they were written, those behind POSITION (0: all); not the journal of the
   *  office. Positions rise; an entry that appears later never has a lower one. */
  enum fasti_status (*journal_list)(struct fasti_store *store, int64_t position,
                                    bool (*visit)(void *self, int64_t position, const struct fasti_entry_row *row),
                                    void *self);
  /** The position of the last one; 0 if there is none. */
  enum fasti_status (*journal_end)(struct fasti_store *store, int64_t *position);

  /** Put derived rows of a case in the place of all it had. FASTI_NOT_FOUND if there are rows but no such case;
   *  FASTI_CONFLICT if two have the same key. The case_id in the rows is not looked at. */
  enum fasti_status (*tasks_replace)(struct fasti_store *store, const char *case_id,
                                     const struct fasti_task_row *rows, size_t count);
  enum fasti_status (*task_list)(struct fasti_store *store, const struct fasti_task_filter *filter,
                                 bool (*visit)(void *self, const struct fasti_task_row *row), void *self);
  enum fasti_status (*deadlines_replace)(struct fasti_store *store, const char *case_id,
                                         const struct fasti_deadline_row *rows, size_t count);
  enum fasti_status (*deadline_list)(struct fasti_store *store, const struct fasti_deadline_filter *filter,
                                     bool (*visit)(void *self, const struct fasti_deadline_row *row), void *self);

  enum fasti_status (*facts_replace)(struct fasti_store *store, const char *case_id,
                                     const struct fasti_fact_row *rows, size_t count);
  /** Of one case, or of all when CASE_ID is NULL, in the order of case, name, position. */
  enum fasti_status (*fact_list)(struct fasti_store *store, const char *case_id,
                                 bool (*visit)(void *self, const struct fasti_fact_row *row), void *self);
  enum fasti_status (*links_replace)(struct fasti_store *store, const char *case_id,
                                     const struct fasti_link_row *rows, size_t count);
  /** Of one case, or of all when CASE_ID is NULL, in the order of case, kind, other. */
  enum fasti_status (*link_list)(struct fasti_store *store, const char *case_id,
                                 bool (*visit)(void *self, const struct fasti_link_row *row), void *self);
  /** Put the key of a case in the place of the one it had; "" takes it away. FASTI_CONFLICT if another case of the
   *  bureau and procedure has it; FASTI_NOT_FOUND without the case. */
  enum fasti_status (*key_put)(struct fasti_store *store, const struct fasti_key_row *row);
  /** In the order of case; members of WANTED that are NULL or "" mean any. */
  enum fasti_status (*key_list)(struct fasti_store *store, const struct fasti_key_row *wanted,
                                bool (*visit)(void *self, const struct fasti_key_row *row), void *self);

  /** Those who have a part in a case, in the order of case and person; CASE_ID NULL: of all. */
  enum fasti_status (*participants_replace)(struct fasti_store *store, const char *case_id,
                                            const struct fasti_participant_row *rows, size_t count);
  enum fasti_status (*participant_list)(struct fasti_store *store, const char *case_id,
                                        bool (*visit)(void *self, const struct fasti_participant_row *row), void *self);
  /** Put a row in the place of the one with the same case, sequence, person and kind. FASTI_NOT_FOUND without the case. */
  enum fasti_status (*work_put)(struct fasti_store *store, const struct fasti_work_row *row);
  enum fasti_status (*work_list)(struct fasti_store *store, const struct fasti_work_filter *filter,
                                 bool (*visit)(void *self, const struct fasti_work_row *row), void *self);
  /** Put an item in the place of that of the case with the same number. FASTI_NOT_FOUND without the case. */
  enum fasti_status (*board_put)(struct fasti_store *store, const struct fasti_board_row *row);
  enum fasti_status (*board_list)(struct fasti_store *store, const struct fasti_board_filter *filter,
                                  bool (*visit)(void *self, const struct fasti_board_row *row), void *self);
  /** Forget the work and the board of a case, before they are derived again. */
  enum fasti_status (*work_drop)(struct fasti_store *store, const char *case_id);
  enum fasti_status (*board_drop)(struct fasti_store *store, const char *case_id);
  /** How many rows the list with this filter has (after, most and order do not count), by values. */
  enum fasti_status (*case_count)(struct fasti_store *store, const struct fasti_case_filter *filter,
                                  enum fasti_count_by by, fasti_count_seen *visit, void *self);
  enum fasti_status (*task_count)(struct fasti_store *store, const struct fasti_task_filter *filter,
                                  enum fasti_count_by by, fasti_count_seen *visit, void *self);
  enum fasti_status (*deadline_count)(struct fasti_store *store, const struct fasti_deadline_filter *filter,
                                      enum fasti_count_by by, fasti_count_seen *visit, void *self);
  enum fasti_status (*work_count)(struct fasti_store *store, const struct fasti_work_filter *filter,
                                  enum fasti_count_by by, fasti_count_seen *visit, void *self);

  enum fasti_status (*instrument_insert)(struct fasti_store *store, const struct fasti_instrument_row *row);
  /** Of one case, or of all when CASE_ID is NULL, in the order of case and number; NUMBER 0 lists without content, else
   *  gives that one with it, or FASTI_NOT_FOUND. The same for evidence. */
  enum fasti_status (*instrument_list)(struct fasti_store *store, const char *case_id, int64_t number,
                                       bool (*visit)(void *self, const struct fasti_instrument_row *row), void *self);
  enum fasti_status (*evidence_insert)(struct fasti_store *store, const struct fasti_evidence_row *row);
  enum fasti_status (*evidence_list)(struct fasti_store *store, const char *case_id, int64_t number,
                                     bool (*visit)(void *self, const struct fasti_evidence_row *row), void *self);

  /** ROW->id is not looked at: ids rise and are never given again. */
  enum fasti_status (*outbox_put)(struct fasti_store *store, const struct fasti_outbox_row *row);
  enum fasti_status (*outbox_list)(struct fasti_store *store, bool undelivered,
                                   bool (*visit)(void *self, const struct fasti_outbox_row *row), void *self);
  /** The first delivery stays; a second one changes nothing. */
  enum fasti_status (*outbox_delivered)(struct fasti_store *store, int64_t id, int64_t at);

  /** Messages for a person, the latest first; READ: they have read it. */
  enum fasti_status (*notice_list)(struct fasti_store *store, const struct fasti_notice_filter *filter,
                                   bool (*visit)(void *self, const struct fasti_outbox_row *row, bool read), void *self);
  /** Note that a person has read a message; once more changes nothing. FASTI_NOT_FOUND without either. */
  enum fasti_status (*notice_read)(struct fasti_store *store, const char *person, int64_t id, int64_t at);
  /** Count all messages to TO (a role or the person) up to an id as read by the person; never goes back. */
  enum fasti_status (*notice_seen)(struct fasti_store *store, const char *person, const char *to, int64_t id);

  /** Put a row in the place of the one with the same key. FASTI_NOT_FOUND without its subscription or person. */
  enum fasti_status (*subscription_put)(struct fasti_store *store, const struct fasti_subscription_row *row);
  enum fasti_status (*progress_put)(struct fasti_store *store, const struct fasti_progress_row *row);
  enum fasti_status (*letter_put)(struct fasti_store *store, const struct fasti_letter_row *row);
  enum fasti_status (*mail_put)(struct fasti_store *store, const struct fasti_mail_row *row);
  /** In the order of their keys; NAME, PERSON NULL: all. */
  enum fasti_status (*subscription_list)(struct fasti_store *store, const char *name,
                                         bool (*visit)(void *self, const struct fasti_subscription_row *row),
                                         void *self);
  enum fasti_status (*progress_list)(struct fasti_store *store, const char *name,
                                     bool (*visit)(void *self, const struct fasti_progress_row *row), void *self);
  enum fasti_status (*letter_list)(struct fasti_store *store, const char *name,
                                   bool (*visit)(void *self, const struct fasti_letter_row *row), void *self);
  enum fasti_status (*mail_list)(struct fasti_store *store, const char *person,
                                 bool (*visit)(void *self, const struct fasti_mail_row *row), void *self);
  /** Forget a subscription with its progress and letters, one letter, the mail of a person. They need not be there. */
  enum fasti_status (*subscription_drop)(struct fasti_store *store, const char *name);
  enum fasti_status (*letter_drop)(struct fasti_store *store, const char *name, int64_t position, int64_t number);
  enum fasti_status (*mail_drop)(struct fasti_store *store, const char *person);

  /** The next number of a series (bureau, kind, year), from 1. Taken back when the transaction or savepoint is. */
  enum fasti_status (*number_next)(struct fasti_store *store, const char *bureau, const char *kind, int year,
                                   int64_t *number);

  /** Answers already given, by Idempotency-Key: put once, found again. REQUEST identifies what was asked. */
  enum fasti_status (*reply_put)(struct fasti_store *store, const char *key, const char *request, const char *answer,
                                 int64_t at);
  /** Appends to REQUEST and ANSWER. */
  enum fasti_status (*reply_get)(struct fasti_store *store, const char *key, struct fasti_buffer *request,
                                 struct fasti_buffer *answer);
  /** Forget the answers given before an instant. */
  enum fasti_status (*reply_forget)(struct fasti_store *store, int64_t before);
};

/** A store: implementations begin their own struct with this one. */
struct fasti_store {
  const struct fasti_store_functions *call;
};

#endif
