/* adapters/memory/store.h - the store itself, shared by the files of this adapter.
 */
#ifndef FASTI_ADAPTERS_MEMORY_STORE_H
#define FASTI_ADAPTERS_MEMORY_STORE_H

#include "adapters/memory/memory.h"
#include "adapters/memory/table.h"

struct memory {
  struct fasti_store store;
  struct table settings, packages, files, persons, cases, entries, tasks, deadlines, facts, keys, links, instruments,
    evidence, outbox, series, replies, accounts, sessions;
  struct changes changes;
  size_t *marks; /* of savepoints: how many changes there were */
  size_t mark_count;
  size_t mark_room;
  int64_t last_message; /* id in the outbox; never taken back, so that none is given again */
  bool open;            /* in a transaction */
  bool writing;
  char error[256];
};

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
enum fasti_status memory_deadline_list(struct fasti_store *store, const struct fasti_deadline_filter *filter,
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

/** Whether a case has the key and the facts that a filter asks for. */
bool memory_case_known_by(const struct memory *memory, const struct fasti_case_filter *filter,
                          const struct fasti_case_row *row);

#endif
