/* adapters/sqlite/outgoing.c - webhooks and where they stand, mail, the journal of all cases; see engine/port.h. */
#include "config.h"

#include "adapters/sqlite/store.h"

/* Put a row that needs a subscription, or PERSON. */
static enum fasti_status
put_for(struct fasti_store *self, enum statement which, const struct fasti_shape *shape, const void *row,
        const char *person)
{
  struct sqlite_store *store = sqlite_of(self);
  enum fasti_status status = sqlite_enter(store, true);

  if (status != FASTI_OK)
    return status;
  status = sqlite_put(store, which, shape, row);
  if (status == FASTI_NOT_FOUND && person)
    status = FAIL(store, status, "there is no such person %s", person);
  else if (status == FASTI_NOT_FOUND)
    status = FAIL(store, status, "there is no such subscription");
  return sqlite_leave(store, status);
}

enum fasti_status
sqlite_subscription_put(struct fasti_store *self, const struct fasti_subscription_row *row)
{
  return put_for(self, SUBSCRIPTION_PUT, &fasti_subscription_shape, row, NULL);
}

enum fasti_status
sqlite_progress_put(struct fasti_store *self, const struct fasti_progress_row *row)
{
  return put_for(self, PROGRESS_PUT, &fasti_progress_shape, row, NULL);
}

enum fasti_status
sqlite_letter_put(struct fasti_store *self, const struct fasti_letter_row *row)
{
  return put_for(self, LETTER_PUT, &fasti_letter_shape, row, NULL);
}

enum fasti_status
sqlite_mail_put(struct fasti_store *self, const struct fasti_mail_row *row)
{
  return put_for(self, MAIL_PUT, &fasti_mail_shape, row, row->person);
}

/* Defines the function that lists the rows of a table, all or those of one key. */
#define LIST(kind, which)                                                                                            \
  enum fasti_status sqlite_##kind##_list(struct fasti_store *self, const char *key,                                  \
                                         bool (*visit)(void *self, const struct fasti_##kind##_row *row),            \
                                         void *visitor)                                                              \
  {                                                                                                                  \
    struct sqlite_store *store = sqlite_of(self);                                                                    \
    struct fasti_##kind##_row row;                                                                                   \
    sqlite3_stmt *statement;                                                                                         \
    enum fasti_status status = sqlite_enter(store, false);                                                           \
                                                                                                                     \
    if (status == FASTI_OK)                                                                                          \
      status = sqlite_take(store, which, &statement);                                                                \
    if (status != FASTI_OK)                                                                                          \
      return status;                                                                                                 \
    sqlite_text(statement, 1, key);                                                                                  \
    while (sqlite_next(store, statement, &fasti_##kind##_shape, fasti_##kind##_shape.count, &row, &status))          \
      if (!visit(visitor, &row))                                                                                     \
        break;                                                                                                       \
    sqlite_give(store, statement);                                                                                   \
    return status;                                                                                                   \
  }
LIST(subscription, SUBSCRIPTION_LIST)
LIST(progress, PROGRESS_LIST)
LIST(letter, LETTER_LIST)
LIST(mail, MAIL_LIST)

static enum fasti_status
drop_by(struct sqlite_store *store, enum statement which, const char *key)
{
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_take(store, which, &statement);

  if (status != FASTI_OK)
    return status;
  sqlite_text(statement, 1, key);
  return sqlite_run(store, statement);
}

enum fasti_status
sqlite_subscription_drop(struct fasti_store *self, const char *name)
{
  struct sqlite_store *store = sqlite_of(self);
  enum fasti_status status = sqlite_enter(store, true);

  if (status != FASTI_OK)
    return status;
  status = drop_by(store, LETTERS_DROP, name);
  if (status == FASTI_OK)
    status = drop_by(store, PROGRESS_DROP, name);
  if (status == FASTI_OK)
    status = drop_by(store, SUBSCRIPTION_DROP, name);
  return sqlite_leave(store, status);
}

enum fasti_status
sqlite_mail_drop(struct fasti_store *self, const char *person)
{
  struct sqlite_store *store = sqlite_of(self);
  enum fasti_status status = sqlite_enter(store, true);

  return status == FASTI_OK ? sqlite_leave(store, drop_by(store, MAIL_DROP, person)) : status;
}

enum fasti_status
sqlite_letter_drop(struct fasti_store *self, const char *name, int64_t position, int64_t number)
{
  struct sqlite_store *store = sqlite_of(self);
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, true);

  if (status != FASTI_OK)
    return status;
  status = sqlite_take(store, LETTER_DROP, &statement);
  if (status == FASTI_OK) {
    sqlite_text(statement, 1, name);
    sqlite3_bind_int64(statement, 2, position);
    sqlite3_bind_int64(statement, 3, number);
    status = sqlite_run(store, statement);
  }
  return sqlite_leave(store, status);
}

enum fasti_status
sqlite_journal_list(struct fasti_store *self, int64_t position,
                    bool (*visit)(void *self, int64_t position, const struct fasti_entry_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  const int where = (int)fasti_entry_shape.count + 1; /* behind the checksum */
  struct fasti_entry_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, false);

  if (status == FASTI_OK)
    status = sqlite_take(store, JOURNAL_LIST, &statement);
  if (status != FASTI_OK)
    return status;
  sqlite3_bind_int64(statement, 1, position);
  while (sqlite_next(store, statement, &fasti_entry_shape, fasti_entry_shape.count, &row, &status))
    if (!visit(visitor, sqlite3_column_int64(statement, where), &row))
      break;
  sqlite_give(store, statement);
  return status;
}

enum fasti_status
sqlite_journal_end(struct fasti_store *self, int64_t *position)
{
  struct sqlite_store *store = sqlite_of(self);
  sqlite3_stmt *statement;
  int code;
  enum fasti_status status = sqlite_enter(store, false);

  if (status == FASTI_OK)
    status = sqlite_take(store, JOURNAL_END, &statement);
  if (status != FASTI_OK)
    return status;
  code = sqlite3_step(statement);
  if (code == SQLITE_ROW)
    *position = sqlite3_column_int64(statement, 0);
  else
    status = sqlite_failed(store, code);
  sqlite_give(store, statement);
  return status;
}
