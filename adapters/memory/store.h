/* adapters/memory/store.h - the store itself, shared by the files of this adapter.
 */
#ifndef FASTI_ADAPTERS_MEMORY_STORE_H
#define FASTI_ADAPTERS_MEMORY_STORE_H

#include "adapters/memory/memory.h"
#include "adapters/memory/table.h"

struct memory {
  struct fasti_store store;
  struct table settings, packages, files, persons, cases, entries, tasks, deadlines, facts, keys, links, instruments,
    evidence, outbox, series, replies, accounts, sessions,
    participants, works, board, follow_ups, stand_ins, saved,
    turns, subscriptions, progress, letters, mail, read, seen;
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

/** Rows of one shape in the order of a number and then of their keys. */
struct ordered {
  const struct fasti_shape *shape;
  struct ordered_row {
    const struct fasti_shape *shape;
    int64_t order;
    const void *row;
  } *items;
  size_t count, room;
};
void ordered_add(struct ordered *ordered, int64_t order, const void *row);
/** Bring the rows in their order, or backwards; leave those behind AFTER (NULL: all), MOST of them (0: all). */
void ordered_page(struct ordered *ordered, const struct ordered_row *after, bool backwards, int most);
/** Where a day stands in an order: no day at the end. */
int64_t ordered_day(int32_t day);
/** Tell VISIT each row, and free the list; ends the function that it stands in. */
#define ORDERED_TELL(ordered, visit, visitor)                            \
  do {                                                                   \
    for (size_t i_ = 0; i_ < (ordered).count; i_++)                      \
      if (!visit(visitor, (ordered).items[i_].row))                      \
        break;                                                           \
    fasti_free((ordered).items);                                         \
    return FASTI_OK;                                                     \
  } while (0)

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

/** Whether a case lies within REACH (NULL: all do). */
bool memory_reaches(const struct memory *memory, const struct fasti_reach *reach, const struct fasti_case_row *row);
/** Whether somebody may take a task, or holds it, as of fasti_task_filter. */
bool memory_open_to(const struct fasti_task_row *row, const char *person, const char *roles, const char *unit);
/** Whether a row of work of this person, of this kind (NULL or "": any), is there for the case. */
bool memory_has_work(const struct memory *memory, const char *case_id, const char *person, const char *kind);
/** Put rows of a shape whose first member is the case in the place of those that it had. */
enum fasti_status memory_replace(struct memory *memory, struct table *table, const char *case_id, const void *rows,
                                 size_t count);
/** Put a row that belongs to a person. */
enum fasti_status memory_put_for(struct memory *memory, struct table *table, const void *row, const char *person);

/** Values that are counted. */
struct counting {
  struct counted {
    char *value;
    int64_t count;
  } *items;
  size_t count, room;
};
void counting_add(struct counting *counting, const char *value);
/** Tell VISIT what was counted, in the order of the values, and free it. @return FASTI_OK */
enum fasti_status counting_tell(struct counting *counting, fasti_count_seen *visit, void *visitor);
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

/* reach.c, parts.c, own.c */
enum fasti_status memory_participants_replace(struct fasti_store *store, const char *case_id, const struct
                                              fasti_participant_row *rows, size_t count);
enum fasti_status memory_participant_list(struct fasti_store *store, const char *case_id, bool (*visit)(void *self,
                                          const struct fasti_participant_row *row), void *self);
enum fasti_status memory_work_put(struct fasti_store *store, const struct fasti_work_row *row);
enum fasti_status memory_work_list(struct fasti_store *store, const struct fasti_work_filter *filter, bool
                                   (*visit)(void *self, const struct fasti_work_row *row), void *self);
enum fasti_status memory_board_put(struct fasti_store *store, const struct fasti_board_row *row);
enum fasti_status memory_board_list(struct fasti_store *store, const struct fasti_board_filter *filter, bool
                                    (*visit)(void *self, const struct fasti_board_row *row), void *self);
enum fasti_status memory_work_drop(struct fasti_store *store, const char *case_id);
enum fasti_status memory_board_drop(struct fasti_store *store, const char *case_id);
enum fasti_status memory_case_count(struct fasti_store *store, const struct fasti_case_filter *filter, enum
                                    fasti_count_by by, fasti_count_seen *visit, void *self);
enum fasti_status memory_task_count(struct fasti_store *store, const struct fasti_task_filter *filter, enum
                                    fasti_count_by by, fasti_count_seen *visit, void *self);
enum fasti_status memory_deadline_count(struct fasti_store *store, const struct fasti_deadline_filter *filter, enum
                                        fasti_count_by by, fasti_count_seen *visit, void *self);
enum fasti_status memory_work_count(struct fasti_store *store, const struct fasti_work_filter *filter, enum
                                    fasti_count_by by, fasti_count_seen *visit, void *self);
enum fasti_status memory_stand_in_put(struct fasti_store *store, const struct fasti_stand_in_row *row);
enum fasti_status memory_stand_in_list(struct fasti_store *store, const char *person, const char *deputy, int32_t on,
                                       bool (*visit)(void *self, const struct fasti_stand_in_row *row), void *self);
enum fasti_status memory_saved_put(struct fasti_store *store, const struct fasti_saved_row *row);
enum fasti_status memory_saved_list(struct fasti_store *store, const char *person, const char *page, bool
                                    (*visit)(void *self, const struct fasti_saved_row *row), void *self);
enum fasti_status memory_saved_drop(struct fasti_store *store, const char *person, const char *page, const char
                                    *name);
enum fasti_status memory_follow_up_put(struct fasti_store *store, const struct fasti_follow_up_row *row);
enum fasti_status memory_follow_up_list(struct fasti_store *store, const char *hash, bool (*visit)(void *self, const
                                        struct fasti_follow_up_row *row), void *self);

#endif
