/* adapters/sqlite/others.c - settings, packages, persons, instruments, evidence, outbox, series and replies; see
 * engine/port.h.
 */
#include "config.h"

#include <string.h>

#include "adapters/sqlite/store.h"

enum fasti_status
sqlite_setting_get(struct fasti_store *self, const char *name, struct fasti_buffer *value)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_setting_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, false);

  if (status == FASTI_OK)
    status = sqlite_take(store, SETTING_GET, &statement);
  if (status != FASTI_OK)
    return status;
  sqlite_text(statement, 1, name);
  if (sqlite_next(store, statement, &fasti_setting_shape, fasti_setting_shape.count, &row, &status))
    fasti_buffer_puts(value, row.value);
  else if (status == FASTI_OK)
    status = FAIL(store, FASTI_NOT_FOUND, "there is no setting %s", name);
  sqlite_give(store, statement);
  return status;
}

/* Put one row of a table of its own. */
static enum fasti_status
put(struct fasti_store *self, enum statement which, const struct fasti_shape *shape, const void *row)
{
  struct sqlite_store *store = sqlite_of(self);
  enum fasti_status status = sqlite_enter(store, true);

  if (status != FASTI_OK)
    return status;
  status = sqlite_put(store, which, shape, row);
  if (status == FASTI_CONFLICT)
    status = FAIL(store, status, "this %s exists already", shape->name);
  return sqlite_leave(store, status);
}

enum fasti_status
sqlite_setting_put(struct fasti_store *self, const char *name, const char *value)
{
  return put(self, SETTING_PUT, &fasti_setting_shape, &(struct fasti_setting_row){name, value});
}

static enum fasti_status
check_paths(struct sqlite_store *store, const struct fasti_file_row *files, size_t count)
{
  for (size_t i = 1; i < count; i++)
    for (size_t j = 0; j < i; j++)
      if (strcmp(files[i].path, files[j].path) == 0)
        return FAIL(store, FASTI_CONFLICT, "the package has two files %s", files[i].path);
  return FASTI_OK;
}

/* The checksum of a file covers its content: it is the only one, for files are never listed without it. */
static enum fasti_status
put_file(struct sqlite_store *store, const struct fasti_package_file_row *row)
{
  return sqlite_put(store, PACKAGE_FILE_PUT, &fasti_package_file_shape, row);
}

enum fasti_status
sqlite_package_put(struct fasti_store *self, const struct fasti_package_row *row, const struct fasti_file_row *files,
                   size_t count)
{
  struct sqlite_store *store = sqlite_of(self);
  enum fasti_status status = sqlite_enter(store, true);

  if (status != FASTI_OK)
    return status;
  status = check_paths(store, files, count);
  if (status == FASTI_OK) {
    status = sqlite_put(store, PACKAGE_PUT, &fasti_package_shape, row);
    if (status == FASTI_CONFLICT)
      status = FAIL(store, status, "package %s exists already", row->hash);
  }
  for (size_t i = 0; i < count && status == FASTI_OK; i++)
    status = put_file(store, &(struct fasti_package_file_row){row->hash, files[i].path, files[i].content});
  return sqlite_leave(store, status);
}

enum fasti_status
sqlite_package_list(struct fasti_store *self, const char *bureau,
                    bool (*visit)(void *self, const struct fasti_package_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_package_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, false);

  if (status == FASTI_OK)
    status = sqlite_take(store, PACKAGE_LIST, &statement);
  if (status != FASTI_OK)
    return status;
  sqlite_text(statement, 1, bureau);
  while (sqlite_next(store, statement, &fasti_package_shape, fasti_package_shape.count, &row, &status))
    if (!visit(visitor, &row))
      break;
  sqlite_give(store, statement);
  return status;
}

static enum fasti_status
check_package(struct sqlite_store *store, const char *hash)
{
  struct fasti_package_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_take(store, PACKAGE_HAS, &statement);

  if (status != FASTI_OK)
    return status;
  sqlite_text(statement, 1, hash);
  if (!sqlite_next(store, statement, &fasti_package_shape, fasti_package_shape.count, &row, &status) &&
      status == FASTI_OK)
    status = FAIL(store, FASTI_NOT_FOUND, "there is no package %s", hash);
  sqlite_give(store, statement);
  return status;
}

enum fasti_status
sqlite_package_files(struct fasti_store *self, const char *hash,
                     bool (*visit)(void *self, const struct fasti_file_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_package_file_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, false);

  if (status == FASTI_OK)
    status = check_package(store, hash);
  if (status == FASTI_OK)
    status = sqlite_take(store, PACKAGE_FILES, &statement);
  if (status != FASTI_OK)
    return status;
  sqlite_text(statement, 1, hash);
  while (sqlite_next(store, statement, &fasti_package_file_shape, fasti_package_file_shape.count, &row, &status))
    if (!visit(visitor, &(struct fasti_file_row){row.path, row.content}))
      break;
  sqlite_give(store, statement);
  return status;
}

enum fasti_status
sqlite_person_put(struct fasti_store *self, const struct fasti_person_row *row)
{
  return put(self, PERSON_PUT, &fasti_person_shape, row);
}

enum fasti_status
sqlite_person_list(struct fasti_store *self, const char *id, const char *bureau, const char *role,
                   bool (*visit)(void *self, const struct fasti_person_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_person_row row;
  sqlite3_stmt *statement;
  bool seen = false;
  enum fasti_status status = sqlite_enter(store, false);

  if (status == FASTI_OK)
    status = sqlite_take(store, id ? PERSON_GET : PERSON_LIST, &statement);
  if (status != FASTI_OK)
    return status;
  if (id)
    sqlite_text(statement, 1, id);
  sqlite_text(statement, 2, bureau);
  sqlite_text(statement, 3, role);
  while (sqlite_next(store, statement, &fasti_person_shape, fasti_person_shape.count, &row, &status)) {
    seen = true;
    if (!visit(visitor, &row))
      break;
  }
  sqlite_give(store, statement);
  return status == FASTI_OK && id && !seen ? FAIL(store, FASTI_NOT_FOUND, "there is no such person %s", id) : status;
}

/* Put a row that belongs to a case and never changes. */
static enum fasti_status
put_in_case(struct fasti_store *self, enum statement which, const struct fasti_shape *shape, const void *row,
            const char *case_id)
{
  struct sqlite_store *store = sqlite_of(self);
  enum fasti_status status = sqlite_enter(store, true);

  if (status != FASTI_OK)
    return status;
  status = sqlite_put_large(store, which, shape, row);
  if (status == FASTI_NOT_FOUND)
    status = FAIL(store, status, "there is no case %s", case_id);
  if (status == FASTI_CONFLICT)
    status = FAIL(store, status, "this %s of case %s exists already", shape->name, case_id);
  return sqlite_leave(store, status);
}

/* Take the statement that lists rows of a case, of all cases, or gives one of them. */
static enum fasti_status
take_list(struct sqlite_store *store, enum statement list, const char *case_id, int64_t number,
          sqlite3_stmt **statement)
{
  /* the three stand behind each other in statements.def */
  enum statement which = number ? list + 2 : case_id ? list + 1 : list;
  enum fasti_status status = sqlite_enter(store, false);

  if (status == FASTI_OK)
    status = sqlite_take(store, which, statement);
  if (status != FASTI_OK)
    return status;
  sqlite_text(*statement, 1, case_id);
  if (number)
    sqlite3_bind_int64(*statement, 2, number);
  return FASTI_OK;
}

_Static_assert(INSTRUMENT_GET == INSTRUMENT_LIST + 2, "take_list counts on it");
_Static_assert(EVIDENCE_GET == EVIDENCE_LIST + 2, "take_list counts on it");

enum fasti_status
sqlite_instrument_insert(struct fasti_store *self, const struct fasti_instrument_row *row)
{
  return put_in_case(self, INSTRUMENT_PUT, &fasti_instrument_shape, row, row->case_id);
}

enum fasti_status
sqlite_instrument_list(struct fasti_store *self, const char *case_id, int64_t number,
                       bool (*visit)(void *self, const struct fasti_instrument_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  size_t count = fasti_instrument_shape.count - (number ? 0 : 1);
  struct fasti_instrument_row row;
  sqlite3_stmt *statement;
  bool seen = false;
  enum fasti_status status = take_list(store, INSTRUMENT_LIST, case_id, number, &statement);

  if (status != FASTI_OK)
    return status;
  while (sqlite_next(store, statement, &fasti_instrument_shape, count, &row, &status)) {
    seen = true;
    if (!visit(visitor, &row))
      break;
  }
  sqlite_give(store, statement);
  return status == FASTI_OK && number && !seen ? FAIL(store, FASTI_NOT_FOUND, "there is no such instrument") : status;
}

enum fasti_status
sqlite_evidence_insert(struct fasti_store *self, const struct fasti_evidence_row *row)
{
  return put_in_case(self, EVIDENCE_PUT, &fasti_evidence_shape, row, row->case_id);
}

enum fasti_status
sqlite_evidence_list(struct fasti_store *self, const char *case_id, int64_t number,
                     bool (*visit)(void *self, const struct fasti_evidence_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  size_t count = fasti_evidence_shape.count - (number ? 0 : 1);
  struct fasti_evidence_row row;
  sqlite3_stmt *statement;
  bool seen = false;
  enum fasti_status status = take_list(store, EVIDENCE_LIST, case_id, number, &statement);

  if (status != FASTI_OK)
    return status;
  while (sqlite_next(store, statement, &fasti_evidence_shape, count, &row, &status)) {
    seen = true;
    if (!visit(visitor, &row))
      break;
  }
  sqlite_give(store, statement);
  return status == FASTI_OK && number && !seen ? FAIL(store, FASTI_NOT_FOUND, "there is no such piece of evidence")
                                               : status;
}

static enum fasti_status
last_message(struct sqlite_store *store, int64_t *id)
{
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_take(store, OUTBOX_LAST, &statement);
  int code;

  *id = 0;
  if (status != FASTI_OK)
    return status;
  code = sqlite3_step(statement);
  if (code == SQLITE_ROW)
    *id = sqlite3_column_int64(statement, 0);
  else if (code != SQLITE_DONE)
    status = sqlite_failed(store, code);
  sqlite_give(store, statement);
  return status;
}

enum fasti_status
sqlite_outbox_put(struct fasti_store *self, const struct fasti_outbox_row *row)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_outbox_row numbered = *row;
  enum fasti_status status = sqlite_enter(store, true);

  if (status != FASTI_OK)
    return status;
  status = last_message(store, &numbered.id);
  numbered.id++;
  numbered.delivered_at = FASTI_NEVER;
  if (status == FASTI_OK)
    status = sqlite_put(store, OUTBOX_PUT, &fasti_outbox_shape, &numbered);
  if (status == FASTI_NOT_FOUND)
    status = FAIL(store, status, "there is no case %s", row->case_id);
  return sqlite_leave(store, status);
}

enum fasti_status
sqlite_outbox_list(struct fasti_store *self, bool undelivered,
                   bool (*visit)(void *self, const struct fasti_outbox_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_outbox_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, false);

  if (status == FASTI_OK)
    status = sqlite_take(store, undelivered ? OUTBOX_WAITING : OUTBOX_LIST, &statement);
  if (status != FASTI_OK)
    return status;
  while (sqlite_next(store, statement, &fasti_outbox_shape, fasti_outbox_shape.count, &row, &status))
    if (!visit(visitor, &row))
      break;
  sqlite_give(store, statement);
  return status;
}

static enum fasti_status
set_delivered(struct sqlite_store *store, struct fasti_outbox_row *row, int64_t at)
{
  sqlite3_stmt *statement;
  enum fasti_status status;

  if (row->delivered_at != FASTI_NEVER)
    return FASTI_OK;
  status = sqlite_take(store, OUTBOX_DELIVERED, &statement);
  if (status != FASTI_OK)
    return status;
  row->delivered_at = at;
  sqlite3_bind_int64(statement, 1, row->id);
  sqlite3_bind_int64(statement, 2, at);
  sqlite_bind_sum(store, statement, 3, &fasti_outbox_shape, fasti_outbox_shape.count, row);
  return sqlite_run(store, statement);
}

enum fasti_status
sqlite_outbox_delivered(struct fasti_store *self, int64_t id, int64_t at)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_outbox_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, true);

  if (status != FASTI_OK)
    return status;
  status = sqlite_take(store, OUTBOX_GET, &statement);
  if (status != FASTI_OK)
    return sqlite_leave(store, status);
  sqlite3_bind_int64(statement, 1, id);
  if (sqlite_next(store, statement, &fasti_outbox_shape, fasti_outbox_shape.count, &row, &status))
    status = set_delivered(store, &row, at);
  else if (status == FASTI_OK)
    status = FAIL(store, FASTI_NOT_FOUND, "there is no message %lld", (long long)id);
  sqlite_give(store, statement);
  return sqlite_leave(store, status);
}

/* Read the last number of a series; 0 for one that has not begun. */
static enum fasti_status
last_number(struct sqlite_store *store, const struct fasti_series_row *key, int64_t *last)
{
  struct fasti_series_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_take(store, SERIES_GET, &statement);

  *last = 0;
  if (status != FASTI_OK)
    return status;
  sqlite_bind_row(statement, 1, &fasti_series_shape, fasti_series_shape.keys, key);
  if (sqlite_next(store, statement, &fasti_series_shape, fasti_series_shape.count, &row, &status))
    *last = row.last;
  sqlite_give(store, statement);
  return status;
}

enum fasti_status
sqlite_number_next(struct fasti_store *self, const char *bureau, const char *kind, int year, int64_t *number)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_series_row row = {bureau, kind, year, 0};
  enum fasti_status status = sqlite_enter(store, true);

  if (status != FASTI_OK)
    return status;
  status = last_number(store, &row, &row.last);
  row.last++;
  if (status == FASTI_OK)
    status = sqlite_put(store, SERIES_PUT, &fasti_series_shape, &row);
  status = sqlite_leave(store, status);
  if (status == FASTI_OK)
    *number = row.last;
  return status;
}

enum fasti_status
sqlite_reply_put(struct fasti_store *self, const char *key, const char *request, const char *answer, int64_t at)
{
  return put(self, REPLY_PUT, &fasti_reply_shape, &(struct fasti_reply_row){key, request, answer, at});
}

enum fasti_status
sqlite_reply_get(struct fasti_store *self, const char *key, struct fasti_buffer *request, struct fasti_buffer *answer)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_reply_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, false);

  if (status == FASTI_OK)
    status = sqlite_take(store, REPLY_GET, &statement);
  if (status != FASTI_OK)
    return status;
  sqlite_text(statement, 1, key);
  if (sqlite_next(store, statement, &fasti_reply_shape, fasti_reply_shape.count, &row, &status)) {
    fasti_buffer_puts(request, row.request);
    fasti_buffer_puts(answer, row.answer);
  } else if (status == FASTI_OK) {
    status = FAIL(store, FASTI_NOT_FOUND, "the key %s was not used before", key);
  }
  sqlite_give(store, statement);
  return status;
}

enum fasti_status
sqlite_reply_forget(struct fasti_store *self, int64_t before)
{
  struct sqlite_store *store = sqlite_of(self);
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, true);

  if (status != FASTI_OK)
    return status;
  status = sqlite_take(store, REPLY_FORGET, &statement);
  if (status == FASTI_OK) {
    sqlite3_bind_int64(statement, 1, before);
    status = sqlite_run(store, statement);
  }
  return sqlite_leave(store, status);
}
