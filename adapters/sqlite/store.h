/* adapters/sqlite/store.h - the store itself, shared by the files of this adapter.
 */
#ifndef FASTI_ADAPTERS_SQLITE_STORE_H
#define FASTI_ADAPTERS_SQLITE_STORE_H

#include <sqlite3.h>

#include "adapters/sqlite/sqlite.h"
#include "engine/row.h"

enum statement {
#define STATEMENT(name, sql) name,
#include "adapters/sqlite/statements.def"
#undef STATEMENT
  STATEMENT_COUNT
};

enum { MADE_STATEMENTS = 64 };

struct sqlite_store {
  struct fasti_store store;
  sqlite3 *db;
  char *path;
  sqlite3_stmt *statements[STATEMENT_COUNT];
  struct {
    char *sql;
    sqlite3_stmt *statement;
  } made[MADE_STATEMENTS]; /* for lists with filters; a new one takes the place of an old one */
  size_t made_next;
  int beside; /* statements in use that are not kept */
  struct fasti_buffer scratch;
  struct fasti_messages *errors;  /* of the last call */
  struct fasti_messages *opening; /* the caller's, while opening */
  int wait;
  bool open; /* in a transaction */
  bool writing;
  bool own; /* the transaction is that of one call */
  int savepoints;
  enum fasti_status lost; /* why the transaction can only be rolled back; FASTI_OK while it can go on */
};

struct sqlite_store *sqlite_of(struct fasti_store *store);

/* store.c: transactions and errors. */

/** Write down what is wrong, in the language of the caller. @return STATUS */
#define FAIL(store, status, ...) (sqlite_forget(store), fasti_error_field((store)->errors, NULL, __VA_ARGS__), (status))
void sqlite_forget(struct sqlite_store *store);
/** The status and the words of a result code of SQLite. */
enum fasti_status sqlite_failed(struct sqlite_store *store, int code);
enum fasti_status sqlite_status(sqlite3 *db, int code);
/** Begin a call. @return why it cannot be done at all */
FASTI_MUST enum fasti_status sqlite_enter(struct sqlite_store *store, bool write);
/** End a writing call: commit or roll back the transaction that enter had to begin. @return how the call ended */
enum fasti_status sqlite_leave(struct sqlite_store *store, enum fasti_status status);
extern const struct fasti_store_functions sqlite_functions;

/* rows.c: statements and rows. */

/** A statement ready to be bound. While a visitor runs, its statement is taken and another one is made.
 *  @arg statement give it back with sqlite_give */
FASTI_MUST enum fasti_status sqlite_take(struct sqlite_store *store, enum statement which, sqlite3_stmt **statement);
/** The same for a statement whose text was put together. */
FASTI_MUST enum fasti_status sqlite_take_text(struct sqlite_store *store, const char *sql, sqlite3_stmt **statement);
/** Tell VISIT every row of a statement that was bound, and give it back. */
#define SQLITE_EACH(store, statement, kind, status, visit, visitor)                                                    \
  do {                                                                                                                 \
    struct fasti_##kind##_row row_;                                                                                    \
    while (sqlite_next(store, statement, &fasti_##kind##_shape, fasti_##kind##_shape.count, &row_, &(status)))         \
      if (!visit(visitor, &row_))                                                                                      \
        break;                                                                                                         \
    sqlite_give(store, statement);                                                                                     \
  } while (0)
void sqlite_give(struct sqlite_store *store, sqlite3_stmt *statement);
void sqlite_text(sqlite3_stmt *statement, int at, const char *text);
void sqlite_day(sqlite3_stmt *statement, int at, int32_t day);
/** Bind the first COUNT members of a row to the parameters from AT on. @return the parameter behind them */
int sqlite_bind_row(sqlite3_stmt *statement, int at, const struct fasti_shape *shape, size_t count, const void *row);
/** Bind the checksum of the first COUNT members. */
void sqlite_bind_sum(struct sqlite_store *store, sqlite3_stmt *statement, int at, const struct fasti_shape *shape,
                     size_t count, const void *row);
/** Run a statement that gives no rows, and give it back. */
FASTI_MUST enum fasti_status sqlite_run(struct sqlite_store *store, sqlite3_stmt *statement);
/** Step to the next row and read its first COUNT columns, the members, and then their checksum.
 *  @return false at the end, when STATUS says why */
bool sqlite_next(struct sqlite_store *store, sqlite3_stmt *statement, const struct fasti_shape *shape, size_t count,
                 void *row, enum fasti_status *status);
/** Put a whole row: parameters are the members and their checksum. */
FASTI_MUST enum fasti_status sqlite_put(struct sqlite_store *store, enum statement which,
                                        const struct fasti_shape *shape, const void *row);
/** Put a row whose last member is large: parameters are the members, the checksum without it, the one with it. */
FASTI_MUST enum fasti_status sqlite_put_large(struct sqlite_store *store, enum statement which,
                                              const struct fasti_shape *shape, const void *row);

/* tokenizer.c */
int sqlite_add_functions(sqlite3 *db);
/** The SQL function fasti_sum(column, ...): the checksum of a row without NULLs, for patches that add columns. */
void sqlite_sum(sqlite3_context *context, int count, sqlite3_value **values);
/** Write a query as an FTS5 expression of quoted words. @return false if it holds no word */
bool sqlite_match(const char *query, struct fasti_buffer *out);

/* cases.c, lists.c: functions of the port. */
enum fasti_status sqlite_case_insert(struct fasti_store *store, const struct fasti_case_row *row);
enum fasti_status sqlite_case_update(struct fasti_store *store, const struct fasti_case_row *row, int64_t before);
enum fasti_status sqlite_case_get(struct fasti_store *store, const char *id,
                                  bool (*visit)(void *self, const struct fasti_case_row *row), void *self);
enum fasti_status sqlite_entry_append(struct fasti_store *store, const struct fasti_entry_row *row);
enum fasti_status sqlite_entry_list(struct fasti_store *store, const char *case_id, int64_t from,
                                    bool (*visit)(void *self, const struct fasti_entry_row *row), void *self);
enum fasti_status sqlite_tasks_replace(struct fasti_store *store, const char *case_id,
                                       const struct fasti_task_row *rows, size_t count);
enum fasti_status sqlite_deadlines_replace(struct fasti_store *store, const char *case_id,
                                           const struct fasti_deadline_row *rows, size_t count);
enum fasti_status sqlite_case_list(struct fasti_store *store, const struct fasti_case_filter *filter,
                                   bool (*visit)(void *self, const struct fasti_case_row *row), void *self);
enum fasti_status sqlite_task_list(struct fasti_store *store, const struct fasti_task_filter *filter,
                                   bool (*visit)(void *self, const struct fasti_task_row *row), void *self);
enum fasti_status sqlite_deadline_list(struct fasti_store *store, const struct fasti_deadline_filter *filter,
                                       bool (*visit)(void *self, const struct fasti_deadline_row *row), void *self);

/** How one kind of derived rows is put in the place of those that a case had. The case is their first member. */
struct sqlite_replacing {
  const struct fasti_shape *shape;
  enum statement list;
  enum statement put;
  enum statement drop;
};
/** Replace the rows of a case by COUNT rows at GIVEN; what is as it was is not written. */
enum fasti_status sqlite_replace(struct sqlite_store *store, const struct sqlite_replacing *how, const char *case_id,
                                 const void *given, size_t count);
/** FASTI_NOT_FOUND, with a message, when there is no such case. */
enum fasti_status sqlite_check_case(struct sqlite_store *store, const char *id);

/* links.c: what cases know of each other. */
enum fasti_status sqlite_facts_replace(struct fasti_store *store, const char *case_id,
                                       const struct fasti_fact_row *rows, size_t count);
enum fasti_status sqlite_fact_list(struct fasti_store *store, const char *case_id,
                                   bool (*visit)(void *self, const struct fasti_fact_row *row), void *self);
enum fasti_status sqlite_links_replace(struct fasti_store *store, const char *case_id,
                                       const struct fasti_link_row *rows, size_t count);
enum fasti_status sqlite_link_list(struct fasti_store *store, const char *case_id,
                                   bool (*visit)(void *self, const struct fasti_link_row *row), void *self);
enum fasti_status sqlite_key_put(struct fasti_store *store, const struct fasti_key_row *row);
enum fasti_status sqlite_key_list(struct fasti_store *store, const struct fasti_key_row *wanted,
                                  bool (*visit)(void *self, const struct fasti_key_row *row), void *self);

/* others.c: functions of the port. */
enum fasti_status sqlite_setting_get(struct fasti_store *store, const char *name, struct fasti_buffer *value);
enum fasti_status sqlite_setting_put(struct fasti_store *store, const char *name, const char *value);
enum fasti_status sqlite_package_put(struct fasti_store *store, const struct fasti_package_row *row,
                                     const struct fasti_file_row *files, size_t count);
enum fasti_status sqlite_package_list(struct fasti_store *store, const char *bureau,
                                      bool (*visit)(void *self, const struct fasti_package_row *row), void *self);
enum fasti_status sqlite_package_files(struct fasti_store *store, const char *hash,
                                       bool (*visit)(void *self, const struct fasti_file_row *row), void *self);
enum fasti_status sqlite_person_put(struct fasti_store *store, const struct fasti_person_row *row);
enum fasti_status sqlite_person_list(struct fasti_store *store, const char *id, const char *bureau, const char *role,
                                     bool (*visit)(void *self, const struct fasti_person_row *row), void *self);
enum fasti_status sqlite_instrument_insert(struct fasti_store *store, const struct fasti_instrument_row *row);
enum fasti_status sqlite_instrument_list(struct fasti_store *store, const char *case_id, int64_t number,
                                         bool (*visit)(void *self, const struct fasti_instrument_row *row),
                                         void *self);
enum fasti_status sqlite_evidence_insert(struct fasti_store *store, const struct fasti_evidence_row *row);
enum fasti_status sqlite_evidence_list(struct fasti_store *store, const char *case_id, int64_t number,
                                       bool (*visit)(void *self, const struct fasti_evidence_row *row), void *self);
enum fasti_status sqlite_outbox_put(struct fasti_store *store, const struct fasti_outbox_row *row);
enum fasti_status sqlite_outbox_list(struct fasti_store *store, bool undelivered,
                                     bool (*visit)(void *self, const struct fasti_outbox_row *row), void *self);
enum fasti_status sqlite_outbox_delivered(struct fasti_store *store, int64_t id, int64_t at);
enum fasti_status sqlite_number_next(struct fasti_store *store, const char *bureau, const char *kind, int year,
                                     int64_t *number);
enum fasti_status sqlite_reply_put(struct fasti_store *store, const char *key, const char *request,
                                   const char *answer, int64_t at);
enum fasti_status sqlite_reply_get(struct fasti_store *store, const char *key, struct fasti_buffer *request,
                                   struct fasti_buffer *answer);
enum fasti_status sqlite_reply_forget(struct fasti_store *store, int64_t before);

/* accounts.c: functions of the port. */
enum fasti_status sqlite_account_put(struct fasti_store *store, const struct fasti_account_row *row);
enum fasti_status sqlite_session_put(struct fasti_store *store, const struct fasti_session_row *row);
enum fasti_status sqlite_account_list(struct fasti_store *store, const char *person,
                                      bool (*visit)(void *self, const struct fasti_account_row *row), void *self);
enum fasti_status sqlite_session_list(struct fasti_store *store, const char *hash, const char *person,
                                      bool (*visit)(void *self, const struct fasti_session_row *row), void *self);
enum fasti_status sqlite_session_drop(struct fasti_store *store, const char *hash);

/* query.c, parts.c, own.c: functions of the port. */
enum fasti_status sqlite_participants_replace(struct fasti_store *store, const char *case_id, const struct
                                              fasti_participant_row *rows, size_t count);
enum fasti_status sqlite_participant_list(struct fasti_store *store, const char *case_id, bool (*visit)(void *self,
                                          const struct fasti_participant_row *row), void *self);
enum fasti_status sqlite_work_put(struct fasti_store *store, const struct fasti_work_row *row);
enum fasti_status sqlite_work_list(struct fasti_store *store, const struct fasti_work_filter *filter, bool
                                   (*visit)(void *self, const struct fasti_work_row *row), void *self);
enum fasti_status sqlite_board_put(struct fasti_store *store, const struct fasti_board_row *row);
enum fasti_status sqlite_board_list(struct fasti_store *store, const struct fasti_board_filter *filter, bool
                                    (*visit)(void *self, const struct fasti_board_row *row), void *self);
enum fasti_status sqlite_work_drop(struct fasti_store *store, const char *case_id);
enum fasti_status sqlite_board_drop(struct fasti_store *store, const char *case_id);
enum fasti_status sqlite_case_count(struct fasti_store *store, const struct fasti_case_filter *filter, enum
                                    fasti_count_by by, fasti_count_seen *visit, void *self);
enum fasti_status sqlite_task_count(struct fasti_store *store, const struct fasti_task_filter *filter, enum
                                    fasti_count_by by, fasti_count_seen *visit, void *self);
enum fasti_status sqlite_deadline_count(struct fasti_store *store, const struct fasti_deadline_filter *filter, enum
                                        fasti_count_by by, fasti_count_seen *visit, void *self);
enum fasti_status sqlite_work_count(struct fasti_store *store, const struct fasti_work_filter *filter, enum
                                    fasti_count_by by, fasti_count_seen *visit, void *self);
enum fasti_status sqlite_stand_in_put(struct fasti_store *store, const struct fasti_stand_in_row *row);
enum fasti_status sqlite_stand_in_list(struct fasti_store *store, const char *person, const char *deputy, int32_t on,
                                       bool (*visit)(void *self, const struct fasti_stand_in_row *row), void *self);
enum fasti_status sqlite_saved_put(struct fasti_store *store, const struct fasti_saved_row *row);
enum fasti_status sqlite_saved_list(struct fasti_store *store, const char *person, const char *page, bool
                                    (*visit)(void *self, const struct fasti_saved_row *row), void *self);
enum fasti_status sqlite_saved_drop(struct fasti_store *store, const char *person, const char *page, const char
                                    *name);
enum fasti_status sqlite_follow_up_put(struct fasti_store *store, const struct fasti_follow_up_row *row);
enum fasti_status sqlite_follow_up_list(struct fasti_store *store, const char *hash, bool (*visit)(void *self, const
                                        struct fasti_follow_up_row *row), void *self);
/* notices.c, outgoing.c: functions of the port. */
enum fasti_status sqlite_journal_list(struct fasti_store *store, int64_t position,
                                      bool (*visit)(void *self, int64_t position, const struct fasti_entry_row *row),
                                      void *self);
enum fasti_status sqlite_journal_end(struct fasti_store *store, int64_t *position);
enum fasti_status sqlite_notice_list(struct fasti_store *store, const struct fasti_notice_filter *filter,
                                     bool (*visit)(void *self, const struct fasti_outbox_row *row, bool read),
                                     void *self);
enum fasti_status sqlite_notice_read(struct fasti_store *store, const char *person, int64_t id, int64_t at);
enum fasti_status sqlite_notice_seen(struct fasti_store *store, const char *person, const char *to, int64_t id);
enum fasti_status sqlite_subscription_put(struct fasti_store *store, const struct fasti_subscription_row *row);
enum fasti_status sqlite_progress_put(struct fasti_store *store, const struct fasti_progress_row *row);
enum fasti_status sqlite_letter_put(struct fasti_store *store, const struct fasti_letter_row *row);
enum fasti_status sqlite_mail_put(struct fasti_store *store, const struct fasti_mail_row *row);
enum fasti_status sqlite_subscription_list(struct fasti_store *store, const char *name,
                                           bool (*visit)(void *self, const struct fasti_subscription_row *row),
                                           void *self);
enum fasti_status sqlite_progress_list(struct fasti_store *store, const char *name,
                                       bool (*visit)(void *self, const struct fasti_progress_row *row), void *self);
enum fasti_status sqlite_letter_list(struct fasti_store *store, const char *name,
                                     bool (*visit)(void *self, const struct fasti_letter_row *row), void *self);
enum fasti_status sqlite_mail_list(struct fasti_store *store, const char *person,
                                   bool (*visit)(void *self, const struct fasti_mail_row *row), void *self);
enum fasti_status sqlite_subscription_drop(struct fasti_store *store, const char *name);
enum fasti_status sqlite_letter_drop(struct fasti_store *store, const char *name, int64_t position, int64_t number);
enum fasti_status sqlite_mail_drop(struct fasti_store *store, const char *person);

#endif
