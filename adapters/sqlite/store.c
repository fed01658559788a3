/* adapters/sqlite/store.c - transactions and errors of the SQLite store; see engine/port.h.
 *
 * SQLite rolls a whole transaction back by itself when the disk is full or fails. Were the next call then let through,
 * it would commit on its own; so a transaction that met such an error is lost, and every call says so until rollback.
 */
#include "config.h"

#include <errno.h>

#include "adapters/sqlite/store.h"

struct sqlite_store *
sqlite_of(struct fasti_store *store)
{
  return (struct sqlite_store *)(void *)store;
}

void
sqlite_forget(struct sqlite_store *store)
{
  fasti_messages_clear(store->errors);
}

static enum fasti_status
io_status(sqlite3 *db)
{
  int error = sqlite3_system_errno(db);

  return error == ENOSPC || error == EDQUOT || error == EFBIG ? FASTI_FULL : FASTI_IO;
}

/* No text or content is ever bound as NULL; SQLite does so for one that is beyond its limit of size. */
static enum fasti_status
constraint_status(int code)
{
  switch (code) {
  case SQLITE_CONSTRAINT_FOREIGNKEY:
    return FASTI_NOT_FOUND;
  case SQLITE_CONSTRAINT_NOTNULL:
    return FASTI_LIMIT;
  case SQLITE_CONSTRAINT_CHECK:
  case SQLITE_CONSTRAINT_DATATYPE:
    return FASTI_INVALID;
  default:
    return FASTI_CONFLICT;
  }
}

enum fasti_status
sqlite_status(sqlite3 *db, int code)
{
  switch (code & 0xff) {
  case SQLITE_OK:
  case SQLITE_ROW:
  case SQLITE_DONE:
    return FASTI_OK;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
  case SQLITE_PROTOCOL:
    return FASTI_LOCKED;
  case SQLITE_READONLY:
    return FASTI_READ_ONLY;
  case SQLITE_FULL:
    return FASTI_FULL;
  case SQLITE_IOERR:
  case SQLITE_CANTOPEN:
  case SQLITE_PERM:
    /* A read that ends early is a page that should be in the file and is not. */
    return code == SQLITE_IOERR_CORRUPTFS || code == SQLITE_IOERR_SHORT_READ ? FASTI_CORRUPT : io_status(db);
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
  case SQLITE_ERROR: /* all statements are our own: one that does not fit met a damaged full-text table */
    return FASTI_CORRUPT;
  case SQLITE_TOOBIG:
    return FASTI_LIMIT;
  case SQLITE_CONSTRAINT:
    return constraint_status(code);
  default:
    return FASTI_INTERNAL;
  }
}

enum fasti_status
sqlite_failed(struct sqlite_store *store, int code)
{
  int extended = sqlite3_extended_errcode(store->db);
  enum fasti_status status;

  if (code == SQLITE_ROW || code == SQLITE_DONE || extended == SQLITE_OK)
    extended = code;
  status = sqlite_status(store->db, extended);
  switch (status) {
  case FASTI_LOCKED:
    return FAIL(store, status, "%s is in use by another program; waited %d ms", store->path, store->wait);
  case FASTI_READ_ONLY:
    return FAIL(store, status, "%s cannot be written: look at the permissions of the file and its folder", store->path);
  case FASTI_FULL:
    return FAIL(store, status, "there is no room left on the disk of %s; nothing was changed", store->path);
  case FASTI_CORRUPT:
    return FAIL(store, status, "%s is damaged (%s): restore it from a backup", store->path, sqlite3_errmsg(store->db));
  default:
    return FAIL(store, status, "%s: %s", store->path, sqlite3_errmsg(store->db));
  }
}

/* Errors after which what this transaction did may be incomplete. */
static bool
is_loss(enum fasti_status status)
{
  return status != FASTI_OK && status != FASTI_CONFLICT && status != FASTI_NOT_FOUND && status != FASTI_READ_ONLY &&
         status != FASTI_INVALID && status != FASTI_LIMIT;
}

static enum fasti_status
run(struct sqlite_store *store, enum statement which)
{
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_take(store, which, &statement);

  return status == FASTI_OK ? sqlite_run(store, statement) : status;
}

static void
end(struct sqlite_store *store)
{
  store->open = false;
  store->own = false;
  store->savepoints = 0;
  store->lost = FASTI_OK;
}

/* Undo without forgetting the words of the error that made it necessary. */
static void
undo(struct sqlite_store *store)
{
  sqlite3_stmt *statement;

  if (!store->db || sqlite3_get_autocommit(store->db))
    return;
  if (sqlite_take(store, ROLLBACK, &statement) == FASTI_OK) {
    sqlite3_step(statement);
    sqlite_give(store, statement);
  }
}

static enum fasti_status
begin(struct sqlite_store *store, bool write)
{
  enum fasti_status status = run(store, write ? BEGIN_WRITE : BEGIN_READ);

  if (status != FASTI_OK)
    return status;
  store->open = true;
  store->writing = write;
  status = write ? FASTI_OK : run(store, PIN);
  if (status != FASTI_OK) {
    undo(store);
    end(store);
  }
  return status;
}

static enum fasti_status
commit(struct sqlite_store *store)
{
  enum fasti_status status = store->lost;

  if (status == FASTI_OK)
    status = run(store, COMMIT);
  undo(store);
  end(store);
  return status;
}

enum fasti_status
sqlite_enter(struct sqlite_store *store, bool write)
{
  if (store->lost != FASTI_OK)
    return store->lost;
  sqlite_forget(store);
  if (!write)
    return FASTI_OK;
  if (store->open && !store->writing)
    return FAIL(store, FASTI_READ_ONLY, "this transaction was begun for reading only");
  if (!store->open) {
    enum fasti_status status = begin(store, true);

    store->own = status == FASTI_OK;
    return status;
  }
  return FASTI_OK;
}

enum fasti_status
sqlite_leave(struct sqlite_store *store, enum fasti_status status)
{
  if (store->own && status == FASTI_OK)
    return commit(store);
  if (store->own) {
    undo(store);
    end(store);
  } else if (store->open && is_loss(status)) {
    store->lost = status;
  }
  return status;
}

static enum fasti_status
store_begin(struct fasti_store *self, bool write)
{
  struct sqlite_store *store = sqlite_of(self);

  sqlite_forget(store);
  if (store->open)
    return FAIL(store, FASTI_INTERNAL, "a transaction is open already");
  return begin(store, write);
}

static enum fasti_status
store_commit(struct fasti_store *self)
{
  struct sqlite_store *store = sqlite_of(self);

  if (!store->open)
    return FAIL(store, FASTI_INTERNAL, "there is no transaction to commit");
  return commit(store);
}

static void
store_rollback(struct fasti_store *self)
{
  struct sqlite_store *store = sqlite_of(self);

  undo(store);
  end(store);
}

static enum fasti_status
store_savepoint(struct fasti_store *self)
{
  struct sqlite_store *store = sqlite_of(self);
  enum fasti_status status = sqlite_enter(store, false);

  if (status != FASTI_OK)
    return status;
  if (!store->open)
    return FAIL(store, FASTI_INTERNAL, "a savepoint needs a transaction");
  status = sqlite_leave(store, run(store, SAVEPOINT));
  store->savepoints += status == FASTI_OK;
  return status;
}

static enum fasti_status
store_release(struct fasti_store *self)
{
  struct sqlite_store *store = sqlite_of(self);
  enum fasti_status status = sqlite_enter(store, false);

  if (status != FASTI_OK)
    return status;
  if (!store->savepoints)
    return FAIL(store, FASTI_INTERNAL, "there is no savepoint to release");
  store->savepoints--;
  return sqlite_leave(store, run(store, RELEASE));
}

/* A savepoint that cannot be gone back to leaves a transaction that must not be committed. */
static void
store_rollback_to(struct fasti_store *self)
{
  struct sqlite_store *store = sqlite_of(self);
  enum fasti_status status;

  if (!store->savepoints)
    return;
  store->savepoints--;
  if (store->lost != FASTI_OK)
    return;
  status = run(store, ROLLBACK_TO);
  if (status == FASTI_OK)
    status = run(store, RELEASE);
  if (status != FASTI_OK)
    store->lost = status;
}

static void
store_close(struct fasti_store *self)
{
  struct sqlite_store *store = sqlite_of(self);

  undo(store);
  for (size_t i = 0; i < STATEMENT_COUNT; i++)
    sqlite3_finalize(store->statements[i]);
  for (size_t i = 0; i < MADE_STATEMENTS; i++) {
    sqlite3_finalize(store->made[i].statement);
    fasti_free(store->made[i].sql);
  }
  sqlite3_close_v2(store->db);
  fasti_buffer_free(&store->scratch);
  fasti_messages_free(store->errors);
  fasti_free(store->path);
  fasti_free(store);
}

static const char *
store_error(struct fasti_store *self)
{
  const struct fasti_messages *errors = sqlite_of(self)->errors;
  size_t count = fasti_messages_count(errors);

  return count ? fasti_messages_at(errors, count - 1)->text : "";
}

const struct fasti_store_functions sqlite_functions = {
  .begin = store_begin,
  .commit = store_commit,
  .rollback = store_rollback,
  .savepoint = store_savepoint,
  .release = store_release,
  .rollback_to = store_rollback_to,
  .close = store_close,
  .error = store_error,
  .setting_get = sqlite_setting_get,
  .setting_put = sqlite_setting_put,
  .package_put = sqlite_package_put,
  .package_list = sqlite_package_list,
  .package_files = sqlite_package_files,
  .person_put = sqlite_person_put,
  .person_list = sqlite_person_list,
  .case_insert = sqlite_case_insert,
  .case_update = sqlite_case_update,
  .case_get = sqlite_case_get,
  .case_list = sqlite_case_list,
  .entry_append = sqlite_entry_append,
  .entry_list = sqlite_entry_list,
  .tasks_replace = sqlite_tasks_replace,
  .task_list = sqlite_task_list,
  .deadlines_replace = sqlite_deadlines_replace,
  .deadline_list = sqlite_deadline_list,
  .facts_replace = sqlite_facts_replace,
  .fact_list = sqlite_fact_list,
  .links_replace = sqlite_links_replace,
  .link_list = sqlite_link_list,
  .key_put = sqlite_key_put,
  .key_list = sqlite_key_list,
  .instrument_insert = sqlite_instrument_insert,
  .instrument_list = sqlite_instrument_list,
  .evidence_insert = sqlite_evidence_insert,
  .evidence_list = sqlite_evidence_list,
  .outbox_put = sqlite_outbox_put,
  .outbox_list = sqlite_outbox_list,
  .outbox_delivered = sqlite_outbox_delivered,
  .number_next = sqlite_number_next,
  .reply_put = sqlite_reply_put,
  .reply_get = sqlite_reply_get,
  .reply_forget = sqlite_reply_forget,
  .account_put = sqlite_account_put,
  .session_put = sqlite_session_put,
  .account_list = sqlite_account_list,
  .session_list = sqlite_session_list,
  .session_drop = sqlite_session_drop,
  .participants_replace = sqlite_participants_replace,
  .participant_list = sqlite_participant_list,
  .work_put = sqlite_work_put,
  .work_list = sqlite_work_list,
  .board_put = sqlite_board_put,
  .board_list = sqlite_board_list,
  .work_drop = sqlite_work_drop,
  .board_drop = sqlite_board_drop,
  .case_count = sqlite_case_count,
  .task_count = sqlite_task_count,
  .deadline_count = sqlite_deadline_count,
  .work_count = sqlite_work_count,
  .stand_in_put = sqlite_stand_in_put,
  .stand_in_list = sqlite_stand_in_list,
  .saved_put = sqlite_saved_put,
  .saved_list = sqlite_saved_list,
  .saved_drop = sqlite_saved_drop,
  .follow_up_put = sqlite_follow_up_put,
  .follow_up_list = sqlite_follow_up_list,
  .journal_list = sqlite_journal_list,
  .journal_end = sqlite_journal_end,
  .notice_list = sqlite_notice_list,
  .notice_read = sqlite_notice_read,
  .notice_seen = sqlite_notice_seen,
  .subscription_put = sqlite_subscription_put,
  .progress_put = sqlite_progress_put,
  .letter_put = sqlite_letter_put,
  .mail_put = sqlite_mail_put,
  .subscription_list = sqlite_subscription_list,
  .progress_list = sqlite_progress_list,
  .letter_list = sqlite_letter_list,
  .mail_list = sqlite_mail_list,
  .subscription_drop = sqlite_subscription_drop,
  .letter_drop = sqlite_letter_drop,
  .mail_drop = sqlite_mail_drop,
};
