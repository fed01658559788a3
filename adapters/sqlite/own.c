/* adapters/sqlite/own.c - stand-ins, what people keep for themselves, numbers to follow; see engine/port.h. */
#include "config.h"

#include "adapters/sqlite/store.h"

/* Put a row that refers to another one. */
static enum fasti_status
put(struct fasti_store *self, enum statement which, const struct fasti_shape *shape, const void *row, const char *about)
{
  struct sqlite_store *store = sqlite_of(self);
  enum fasti_status status = sqlite_enter(store, true);

  if (status != FASTI_OK)
    return status;
  status = sqlite_put(store, which, shape, row);
  if (status == FASTI_NOT_FOUND)
    status = FAIL(store, status, "%s: there is no such person or case", about);
  else if (status == FASTI_CONFLICT)
    status = FAIL(store, status, "%s: this number is taken", about);
  return sqlite_leave(store, status);
}

/* Run a statement with texts. */
static enum fasti_status
drop(struct fasti_store *self, enum statement which, const char *const *texts, int count)
{
  struct sqlite_store *store = sqlite_of(self);
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, true);

  if (status != FASTI_OK)
    return status;
  status = sqlite_take(store, which, &statement);
  if (status == FASTI_OK) {
    for (int i = 0; i < count; i++)
      sqlite_text(statement, i + 1, texts[i]);
    status = sqlite_run(store, statement);
  }
  return sqlite_leave(store, status);
}

static enum fasti_status
take(struct fasti_store *self, enum statement which, const char *one, const char *other, sqlite3_stmt **statement)
{
  struct sqlite_store *store = sqlite_of(self);
  enum fasti_status status = sqlite_enter(store, false);

  if (status == FASTI_OK)
    status = sqlite_take(store, which, statement);
  if (status != FASTI_OK)
    return status;
  sqlite_text(*statement, 1, one);
  if (which != FOLLOW_UP_LIST)
    sqlite_text(*statement, 2, other);
  return FASTI_OK;
}

enum fasti_status
sqlite_stand_in_put(struct fasti_store *self, const struct fasti_stand_in_row *row)
{
  return put(self, STAND_IN_PUT, &fasti_stand_in_shape, row, row->deputy);
}

enum fasti_status
sqlite_stand_in_list(struct fasti_store *self, const char *person, const char *deputy, int32_t on,
                     bool (*visit)(void *self, const struct fasti_stand_in_row *row), void *visitor)
{
  sqlite3_stmt *statement;
  enum fasti_status status = take(self, STAND_IN_LIST, person, deputy, &statement);

  if (status != FASTI_OK)
    return status;
  sqlite_day(statement, 3, on);
  SQLITE_EACH(sqlite_of(self), statement, stand_in, status, visit, visitor);
  return status;
}

enum fasti_status
sqlite_saved_put(struct fasti_store *self, const struct fasti_saved_row *row)
{
  return put(self, SAVED_PUT, &fasti_saved_shape, row, row->person);
}

enum fasti_status
sqlite_saved_list(struct fasti_store *self, const char *person, const char *page,
                  bool (*visit)(void *self, const struct fasti_saved_row *row), void *visitor)
{
  sqlite3_stmt *statement;
  enum fasti_status status = take(self, SAVED_LIST, person, page, &statement);

  if (status == FASTI_OK)
    SQLITE_EACH(sqlite_of(self), statement, saved, status, visit, visitor);
  return status;
}

enum fasti_status
sqlite_saved_drop(struct fasti_store *self, const char *person, const char *page, const char *name)
{
  return drop(self, SAVED_DROP, (const char *const[]){person, page, name}, 3);
}

enum fasti_status
sqlite_follow_up_put(struct fasti_store *self, const struct fasti_follow_up_row *row)
{
  return put(self, FOLLOW_UP_PUT, &fasti_follow_up_shape, row, row->case_id);
}

enum fasti_status
sqlite_follow_up_list(struct fasti_store *self, const char *hash,
                      bool (*visit)(void *self, const struct fasti_follow_up_row *row), void *visitor)
{
  sqlite3_stmt *statement;
  enum fasti_status status = take(self, FOLLOW_UP_LIST, hash, NULL, &statement);

  if (status == FASTI_OK)
    SQLITE_EACH(sqlite_of(self), statement, follow_up, status, visit, visitor);
  return status;
}
