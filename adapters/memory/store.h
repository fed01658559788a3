/* adapters/memory/store.h - the store itself, shared by the files of this adapter.
 */
#ifndef FASTI_ADAPTERS_MEMORY_STORE_H
#define FASTI_ADAPTERS_MEMORY_STORE_H

#include "adapters/memory/memory.h"
#include "adapters/memory/table.h"

struct memory {
  struct fasti_store store;
  struct table settings, packages, files, persons, cases, entries, tasks, deadlines, facts, keys, links, instruments,
    evidence, outbox, series, replies, accounts, sessions, turns, subscriptions, progress, letters, mail, read, seen;
  struct changes changes;
  size_t *marks; /* of savepoints: how many changes there were */
  size_t mark_count;
  size_t mark_room;
  int64_t last_message; /* id in the outbox; never taken back, so that none is given again */
  bool open;            /* in a transaction */
  bool writing;
  char error[256];
};

/** An entry of a case among those of all. */
struct memory_turn {
  int64_t position;
  const char *case_id;
  int64_t sequence;
};
extern const struct fasti_shape memory_turn_shape;
/** Note that an entry was written. */
void memory_turn_put(struct memory *memory, const struct fasti_entry_row *row);

/** Rows picked for a visitor, in an order of their own. */
struct picked {
  const void **rows;
  size_t count;
  size_t room;
};

struct memory *memory_of(struct fasti_store *store);
/** Write down what is wrong. @return STATUS */
enum fasti_status memory_fail(struct memory *memory, enum fasti_status status, const char *format, ...)
  FASTI_PRINTF(3, 4);
/** Begin a writing call: MARK is where to undo to if it fails. */
FASTI_MUST enum fasti_status memory_enter(struct memory *memory, size_t *mark);
/** End a writing call: undo it if STATUS is not FASTI_OK, keep it at once outside of transactions. @return STATUS */
enum fasti_status memory_leave(struct memory *memory, size_t mark, enum fasti_status status);
void picked_add(struct picked *picked, const void *row);

enum fasti_status memory_case_insert(struct fasti_store *store, const struct fasti_case_row *row);
enum fasti_status memory_case_update(struct fasti_store *store, const struct fasti_case_row *row, int64_t before);
enum fasti_status memory_case_get(struct fasti_store *store, const char *id,
                                  bool (*visit)(void *self, const struct fasti_case_row *row), void *self);
enum fasti_status memory_case_list(struct fasti_store *store, const struct fasti_case_filter *filter,
                                   bool (*visit)(void *self, const struct fasti_case_row *row), void *self);
enum fasti_status memory_entry_append(struct fasti_store *store, const struct fasti_entry_row *row);
enum fasti_status memory_entry_list(struct fasti_store *store, const char *case_id, int64_t from,
                                    bool (*visit)(void *self, const struct fasti_entry_row *row), void *self);
enum fasti_status memory_tasks_replace(struct fasti_store *store, const char *case_id,
                                       const struct fasti_task_row *rows, size_t count);
enum fasti_status memory_task_list(struct fasti_store *store, const struct fasti_task_filter *filter,
                                   bool (*visit)(void *self, const struct fasti_task_row *row), void *self);
enum fasti_status memory_deadlines_replace(struct fasti_store *store, const char *case_id,
                                           const struct fasti_deadline_row *rows, size_t count);
enum fasti_status memory_deadline_list(struct fasti_store *store, const char *case_id, int32_t due_before,
                                       bool (*visit)(void *self, const struct fasti_deadline_row *row), void *self);

/* accounts.c */
enum fasti_status memory_account_put(struct fasti_store *store, const struct fasti_account_row *row);
enum fasti_status memory_session_put(struct fasti_store *store, const struct fasti_session_row *row);
enum fasti_status memory_account_list(struct fasti_store *store, const char *person,
                                      bool (*visit)(void *self, const struct fasti_account_row *row), void *self);
enum fasti_status memory_session_list(struct fasti_store *store, const char *hash, const char *person,
                                      bool (*visit)(void *self, const struct fasti_session_row *row), void *self);
enum fasti_status memory_session_drop(struct fasti_store *store, const char *hash);

/* links.c */
enum fasti_status memory_facts_replace(struct fasti_store *store, const char *case_id,
                                       const struct fasti_fact_row *rows, size_t count);
enum fasti_status memory_fact_list(struct fasti_store *store, const char *case_id,
                                   bool (*visit)(void *self, const struct fasti_fact_row *row), void *self);
enum fasti_status memory_links_replace(struct fasti_store *store, const char *case_id,
                                       const struct fasti_link_row *rows, size_t count);
enum fasti_status memory_link_list(struct fasti_store *store, const char *case_id,
                                   bool (*visit)(void *self, const struct fasti_link_row *row), void *self);
enum fasti_status memory_key_put(struct fasti_store *store, const struct fasti_key_row *row);
enum fasti_status memory_key_list(struct fasti_store *store, const struct fasti_key_row *wanted,
                                  bool (*visit)(void *self, const struct fasti_key_row *row), void *self);

/* notices.c, outgoing.c: functions of the port. */
enum fasti_status memory_journal_list(struct fasti_store *store, int64_t position,
                                      bool (*visit)(void *self, int64_t position, const struct fasti_entry_row *row),
                                      void *self);
enum fasti_status memory_journal_end(struct fasti_store *store, int64_t *position);
enum fasti_status memory_notice_list(struct fasti_store *store, const struct fasti_notice_filter *filter,
                                     bool (*visit)(void *self, const struct fasti_outbox_row *row, bool read),
                                     void *self);
enum fasti_status memory_notice_read(struct fasti_store *store, const char *person, int64_t id, int64_t at);
enum fasti_status memory_notice_seen(struct fasti_store *store, const char *person, const char *to, int64_t id);
enum fasti_status memory_subscription_put(struct fasti_store *store, const struct fasti_subscription_row *row);
enum fasti_status memory_progress_put(struct fasti_store *store, const struct fasti_progress_row *row);
enum fasti_status memory_letter_put(struct fasti_store *store, const struct fasti_letter_row *row);
enum fasti_status memory_mail_put(struct fasti_store *store, const struct fasti_mail_row *row);
enum fasti_status memory_subscription_list(struct fasti_store *store, const char *name,
                                           bool (*visit)(void *self, const struct fasti_subscription_row *row),
                                           void *self);
enum fasti_status memory_progress_list(struct fasti_store *store, const char *name,
                                       bool (*visit)(void *self, const struct fasti_progress_row *row), void *self);
enum fasti_status memory_letter_list(struct fasti_store *store, const char *name,
                                     bool (*visit)(void *self, const struct fasti_letter_row *row), void *self);
enum fasti_status memory_mail_list(struct fasti_store *store, const char *person,
                                   bool (*visit)(void *self, const struct fasti_mail_row *row), void *self);
enum fasti_status memory_subscription_drop(struct fasti_store *store, const char *name);
enum fasti_status memory_letter_drop(struct fasti_store *store, const char *name, int64_t position, int64_t number);
enum fasti_status memory_mail_drop(struct fasti_store *store, const char *person);

/** Whether a case has the key and the facts that a filter asks for. */
bool memory_case_known_by(const struct memory *memory, const struct fasti_case_filter *filter,
                          const struct fasti_case_row *row);

#endif
