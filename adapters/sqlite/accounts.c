/* adapters/sqlite/accounts.c - accounts and sessions; see engine/port.h. */
#include "config.h"

#include "adapters/sqlite/store.h"

/* Put a row that belongs to a person. */
static enum fasti_status
put_for(struct fasti_store *self, enum statement which, const struct fasti_shape *shape, const void *row,
        const char *person)
{
  struct sqlite_store *store = sqlite_of(self);
  enum fasti_status status = sqlite_enter(store, true);

  if (status != FASTI_OK)
    return status;
  status = sqlite_put(store, which, shape, row);
  if (status == FASTI_NOT_FOUND)
    status = FAIL(store, status, "there is no such person %s", person);
  return sqlite_leave(store, status);
}

enum fasti_status
sqlite_account_put(struct fasti_store *self, const struct fasti_account_row *row)
{
  return put_for(self, ACCOUNT_PUT, &fasti_account_shape, row, row->person);
}

enum fasti_status
sqlite_session_put(struct fasti_store *self, const struct fasti_session_row *row)
{
  return put_for(self, SESSION_PUT, &fasti_session_shape, row, row->person);
}

enum fasti_status
sqlite_account_list(struct fasti_store *self, const char *person,
                    bool (*visit)(void *self, const struct fasti_account_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_account_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, false);

  if (status == FASTI_OK)
    status = sqlite_take(store, ACCOUNT_LIST, &statement);
  if (status != FASTI_OK)
    return status;
  sqlite_text(statement, 1, person);
  while (sqlite_next(store, statement, &fasti_account_shape, fasti_account_shape.count, &row, &status))
    if (!visit(visitor, &row))
      break;
  sqlite_give(store, statement);
  return status;
}

enum fasti_status
sqlite_session_list(struct fasti_store *self, const char *hash, const char *person,
                    bool (*visit)(void *self, const struct fasti_session_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_session_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, false);

  if (status == FASTI_OK)
    status = sqlite_take(store, hash ? SESSION_GET : SESSION_LIST, &statement);
  if (status != FASTI_OK)
    return status;
  if (hash)
    sqlite_text(statement, 1, hash);
  sqlite_text(statement, 2, person);
  while (sqlite_next(store, statement, &fasti_session_shape, fasti_session_shape.count, &row, &status))
    if (!visit(visitor, &row))
      break;
  sqlite_give(store, statement);
  return status;
}

enum fasti_status
sqlite_session_drop(struct fasti_store *self, const char *hash)
{
  struct sqlite_store *store = sqlite_of(self);
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, true);

  if (status != FASTI_OK)
    return status;
  status = sqlite_take(store, SESSION_DROP, &statement);
  if (status == FASTI_OK) {
    sqlite_text(statement, 1, hash);
    status = sqlite_run(store, statement);
  }
  return sqlite_leave(store, status);
}
