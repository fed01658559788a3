/* adapters/sqlite/cases.c - cases, their journals, and the rows that are derived from them; see engine/port.h. */
#include "config.h"

#include <string.h>

#include "adapters/sqlite/store.h"

static enum fasti_status
snapshot_put(struct sqlite_store *store, int64_t number, const struct fasti_case_row *row)
{
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_take(store, SNAPSHOT_PUT, &statement);

  if (status != FASTI_OK)
    return status;
  sqlite3_bind_int64(statement, 1, number);
  sqlite3_bind_blob64(statement, 2, row->snapshot.at ? row->snapshot.at : "", row->snapshot.size, SQLITE_STATIC);
  sqlite_bind_sum(store, statement, 3, &fasti_case_shape, fasti_case_shape.count, row);
  return sqlite_run(store, statement);
}

/* So that it is known before the first of two statements has been run. */
static enum fasti_status
check_size(struct sqlite_store *store, const struct fasti_case_row *row)
{
  size_t most = (size_t)sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, -1);

  if (row->snapshot.size < most / 2 && (!row->search || strlen(row->search) < most / 2))
    return FASTI_OK;
  return FAIL(store, FASTI_LIMIT, "case %s is too large to be stored", row->id);
}

/* The index needs the very text that it holds to take it out. */
static enum fasti_status
index_search(struct sqlite_store *store, enum statement which, int64_t number, const char *search)
{
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_take(store, which, &statement);

  if (status != FASTI_OK)
    return status;
  sqlite3_bind_int64(statement, 1, number);
  sqlite_text(statement, 2, search);
  return sqlite_run(store, statement);
}

static enum fasti_status
write_case(struct sqlite_store *store, enum statement which, const struct fasti_case_row *row)
{
  size_t count = fasti_case_shape.count - 1;
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_take(store, which, &statement);
  int at;

  if (status != FASTI_OK)
    return status;
  at = sqlite_bind_row(statement, 1, &fasti_case_shape, count, row);
  sqlite_bind_sum(store, statement, at, &fasti_case_shape, count, row);
  return sqlite_run(store, statement);
}

static enum fasti_status
insert(struct sqlite_store *store, const struct fasti_case_row *row)
{
  enum fasti_status status = check_size(store, row);
  int64_t number;

  if (status == FASTI_OK)
    status = write_case(store, CASE_INSERT, row);
  if (status == FASTI_CONFLICT)
    return FAIL(store, status, "case %s exists already", row->id);
  number = sqlite3_last_insert_rowid(store->db);
  if (status == FASTI_OK)
    status = index_search(store, SEARCH_ADD, number, row->search ? row->search : "");
  return status == FASTI_OK ? snapshot_put(store, number, row) : status;
}

enum fasti_status
sqlite_case_insert(struct fasti_store *self, const struct fasti_case_row *row)
{
  struct sqlite_store *store = sqlite_of(self);
  enum fasti_status status = sqlite_enter(store, true);

  return status == FASTI_OK ? sqlite_leave(store, insert(store, row)) : status;
}

/* What is known of a case before it is written. */
struct known {
  int64_t number;
  int64_t entries;
  struct fasti_buffer search;
};

static enum fasti_status
find(struct sqlite_store *store, const char *id, struct known *known)
{
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_take(store, CASE_FIND, &statement);
  int code;

  if (status != FASTI_OK)
    return status;
  sqlite_text(statement, 1, id);
  code = sqlite3_step(statement);
  if (code == SQLITE_ROW) {
    known->number = sqlite3_column_int64(statement, 0);
    known->entries = sqlite3_column_int64(statement, 1);
    fasti_buffer_add(&known->search, sqlite3_column_text(statement, 2), (size_t)sqlite3_column_bytes(statement, 2));
  } else {
    status = code == SQLITE_DONE ? FAIL(store, FASTI_NOT_FOUND, "there is no case %s", id) : sqlite_failed(store, code);
  }
  sqlite_give(store, statement);
  return status;
}

enum fasti_status
sqlite_check_case(struct sqlite_store *store, const char *id)
{
  struct known known = {0};
  enum fasti_status status = find(store, id, &known);

  fasti_buffer_free(&known.search);
  return status;
}

static enum fasti_status
write_update(struct sqlite_store *store, const struct fasti_case_row *row, const struct known *known)
{
  const char *search = row->search ? row->search : "";
  bool same = strcmp(known->search.at, search) == 0;
  enum fasti_status status = same ? FASTI_OK : index_search(store, SEARCH_REMOVE, known->number, known->search.at);

  if (status == FASTI_OK)
    status = write_case(store, CASE_UPDATE, row);
  if (status == FASTI_OK && !same)
    status = index_search(store, SEARCH_ADD, known->number, search);
  return status == FASTI_OK ? snapshot_put(store, known->number, row) : status;
}

static enum fasti_status
update(struct sqlite_store *store, const struct fasti_case_row *row, int64_t before)
{
  struct known known = {0};
  enum fasti_status status = check_size(store, row);

  if (status == FASTI_OK)
    status = find(store, row->id, &known);
  if (status == FASTI_OK && known.entries != before)
    status = FAIL(store, FASTI_CONFLICT, "case %s has gone on: it has %lld entries, not %lld", row->id,
                  (long long)known.entries, (long long)before);
  if (status == FASTI_OK)
    status = write_update(store, row, &known);
  fasti_buffer_free(&known.search);
  return status;
}

enum fasti_status
sqlite_case_update(struct fasti_store *self, const struct fasti_case_row *row, int64_t before)
{
  struct sqlite_store *store = sqlite_of(self);
  enum fasti_status status = sqlite_enter(store, true);

  return status == FASTI_OK ? sqlite_leave(store, update(store, row, before)) : status;
}

enum fasti_status
sqlite_case_get(struct fasti_store *self, const char *id,
                bool (*visit)(void *self, const struct fasti_case_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_case_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, false);

  if (status == FASTI_OK)
    status = sqlite_take(store, CASE_GET, &statement);
  if (status != FASTI_OK)
    return status;
  sqlite_text(statement, 1, id);
  if (sqlite_next(store, statement, &fasti_case_shape, fasti_case_shape.count, &row, &status))
    visit(visitor, &row);
  else if (status == FASTI_OK)
    status = FAIL(store, FASTI_NOT_FOUND, "there is no case %s", id);
  sqlite_give(store, statement);
  return status;
}

/* The journal of the office has a table of its own: its entries belong to no case. */
static bool
is_office(const char *case_id)
{
  return strcmp(case_id, FASTI_OFFICE_JOURNAL) == 0;
}

static enum fasti_status
check_follows(struct sqlite_store *store, const struct fasti_entry_row *row)
{
  sqlite3_stmt *statement;
  int64_t sequence = 0;
  enum fasti_status status = sqlite_take(store, is_office(row->case_id) ? OFFICE_LAST : ENTRY_LAST, &statement);
  int code;

  if (status != FASTI_OK)
    return status;
  if (!is_office(row->case_id))
    sqlite_text(statement, 1, row->case_id);
  code = sqlite3_step(statement);
  if (code == SQLITE_ROW) {
    sequence = sqlite3_column_int64(statement, 0);
    status = fasti_entry_follows(row, sequence, (const char *)sqlite3_column_text(statement, 1));
  } else {
    status = code == SQLITE_DONE ? fasti_entry_follows(row, 0, NULL) : sqlite_failed(store, code);
  }
  sqlite_give(store, statement);
  if (status == FASTI_CONFLICT)
    return FAIL(store, status, "entry %lld of case %s does not follow entry %lld", (long long)row->sequence,
                row->case_id, (long long)sequence);
  if (code == SQLITE_ROW || code == SQLITE_DONE)
    return status == FASTI_OK ? status : FAIL(store, FASTI_INVALID, "the hash of entry %lld of case %s is wrong",
                                              (long long)row->sequence, row->case_id);
  return status;
}

/* That a case is missing is seen by the reference, or looked up when the entry would not be its first. */
static enum fasti_status
append(struct sqlite_store *store, const struct fasti_entry_row *row)
{
  enum fasti_status status = check_follows(store, row);

  if (status == FASTI_OK)
    status = sqlite_put(store, is_office(row->case_id) ? OFFICE_APPEND : ENTRY_APPEND, &fasti_entry_shape, row);
  else if (status == FASTI_CONFLICT && !is_office(row->case_id) && sqlite_check_case(store, row->case_id) != FASTI_OK)
    status = FASTI_NOT_FOUND;
  return status == FASTI_NOT_FOUND ? FAIL(store, status, "there is no case %s", row->case_id) : status;
}

enum fasti_status
sqlite_entry_append(struct fasti_store *self, const struct fasti_entry_row *row)
{
  struct sqlite_store *store = sqlite_of(self);
  enum fasti_status status = sqlite_enter(store, true);

  return status == FASTI_OK ? sqlite_leave(store, append(store, row)) : status;
}

enum fasti_status
sqlite_entry_list(struct fasti_store *self, const char *case_id, int64_t from,
                  bool (*visit)(void *self, const struct fasti_entry_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_entry_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, false);

  if (status == FASTI_OK)
    status = sqlite_take(store, is_office(case_id) ? OFFICE_ENTRIES : ENTRY_LIST, &statement);
  if (status != FASTI_OK)
    return status;
  sqlite_text(statement, 1, case_id);
  from = from > 1 ? from : 1;
  sqlite3_bind_int64(statement, 2, from);
  while (sqlite_next(store, statement, &fasti_entry_shape, fasti_entry_shape.count, &row, &status)) {
    if (row.sequence != from++)
      status = FAIL(store, FASTI_CORRUPT, "the journal of case %s has a gap before entry %lld: restore it from a backup",
                    case_id, (long long)row.sequence);
    if (status != FASTI_OK || !visit(visitor, &row))
      break;
  }
  sqlite_give(store, statement);
  return status;
}

/* The new rows, with the case written into each: it is the first member of all of them. */
struct rows {
  char *at;
  size_t count;
  bool *kept;
};

static const void *
row_at(const struct sqlite_replacing *how, const struct rows *rows, size_t index)
{
  return rows->at + index * how->shape->size;
}

static bool
has_double(const struct sqlite_replacing *how, const struct rows *rows)
{
  for (size_t i = 1; i < rows->count; i++)
    for (size_t j = 0; j < i; j++)
      if (fasti_row_compare(how->shape, how->shape->keys, row_at(how, rows, i), row_at(how, rows, j)) == 0)
        return true;
  return false;
}

static enum fasti_status
drop(struct sqlite_store *store, const struct sqlite_replacing *how, const void *row)
{
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_take(store, how->drop, &statement);

  if (status != FASTI_OK)
    return status;
  sqlite_bind_row(statement, 1, how->shape, how->shape->keys, row);
  return sqlite_run(store, statement);
}

/* Look at a stored row: @return whether it has to go. One that stands as it is wanted is marked and not written. */
static bool
is_gone(const struct sqlite_replacing *how, const struct rows *rows, const void *stored)
{
  for (size_t i = 0; i < rows->count; i++) {
    if (fasti_row_compare(how->shape, how->shape->keys, row_at(how, rows, i), stored) != 0)
      continue;
    rows->kept[i] = fasti_row_compare(how->shape, how->shape->count, row_at(how, rows, i), stored) == 0;
    return false;
  }
  return true;
}

/* A stored row that does not verify is dropped like one that is not wanted: this is how derived rows are mended. */
static enum fasti_status
drop_gone(struct sqlite_store *store, const struct sqlite_replacing *how, const char *case_id, const struct rows *rows)
{
  union {
    struct fasti_task_row task;
    struct fasti_deadline_row deadline;
    struct fasti_fact_row fact;
    struct fasti_link_row link;
  } row;
  void **gone = NULL;
  size_t count = 0;
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_take(store, how->list, &statement);

  if (status != FASTI_OK)
    return status;
  sqlite_text(statement, 1, case_id);
  for (;;) {
    bool read = sqlite_next(store, statement, how->shape, how->shape->count, &row, &status);

    if (!read && (status != FASTI_CORRUPT || sqlite3_data_count(statement) == 0))
      break;
    if (read && !is_gone(how, rows, &row))
      continue;
    gone = fasti_realloc(gone, (count + 1) * sizeof *gone);
    gone[count++] = fasti_row_copy(how->shape, &row);
  }
  sqlite_give(store, statement);
  for (size_t i = 0; i < count; i++) {
    if (status == FASTI_OK)
      status = drop(store, how, gone[i]);
    fasti_free(gone[i]);
  }
  fasti_free(gone);
  return status;
}

static enum fasti_status
replace(struct sqlite_store *store, const struct sqlite_replacing *how, const char *case_id, const struct rows *rows)
{
  enum fasti_status status = rows->count ? sqlite_check_case(store, case_id) : FASTI_OK;

  if (status == FASTI_OK && has_double(how, rows))
    status = FAIL(store, FASTI_CONFLICT, "case %s has two rows of the same %s", case_id, how->shape->name);
  if (status == FASTI_OK)
    status = drop_gone(store, how, case_id, rows);
  for (size_t i = 0; i < rows->count && status == FASTI_OK; i++)
    if (!rows->kept[i])
      status = sqlite_put(store, how->put, how->shape, row_at(how, rows, i));
  return status;
}

enum fasti_status
sqlite_replace(struct sqlite_store *store, const struct sqlite_replacing *how, const char *case_id, const void *given,
               size_t count)
{
  struct rows rows = {.count = count};
  enum fasti_status status = sqlite_enter(store, true);

  if (status != FASTI_OK)
    return status;
  rows.at = fasti_alloc(count * how->shape->size);
  rows.kept = fasti_alloc(count * sizeof *rows.kept);
  if (count)
    memcpy(rows.at, given, count * how->shape->size);
  for (size_t i = 0; i < count; i++)
    memcpy(rows.at + i * how->shape->size, &case_id, sizeof case_id);
  status = replace(store, how, case_id, &rows);
  fasti_free(rows.at);
  fasti_free(rows.kept);
  return sqlite_leave(store, status);
}

_Static_assert(offsetof(struct fasti_task_row, case_id) == 0, "sqlite_replace writes the case there");
_Static_assert(offsetof(struct fasti_deadline_row, case_id) == 0, "sqlite_replace writes the case there");

enum fasti_status
sqlite_tasks_replace(struct fasti_store *self, const char *case_id, const struct fasti_task_row *rows, size_t count)
{
  static const struct sqlite_replacing how = {&fasti_task_shape, TASKS_OF_CASE, TASK_PUT, TASK_DELETE};

  return sqlite_replace(sqlite_of(self), &how, case_id, rows, count);
}

enum fasti_status
sqlite_deadlines_replace(struct fasti_store *self, const char *case_id, const struct fasti_deadline_row *rows,
                         size_t count)
{
  static const struct sqlite_replacing how = {&fasti_deadline_shape, DEADLINES_OF_CASE, DEADLINE_PUT, DEADLINE_DELETE};

  return sqlite_replace(sqlite_of(self), &how, case_id, rows, count);
}
