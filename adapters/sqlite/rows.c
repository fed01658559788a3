/* adapters/sqlite/rows.c - statements kept ready, rows bound and read by their shapes, checksums; see store.h. */
#include "config.h"

#include <sodium/crypto_shorthash.h>
#include <string.h>

#include "adapters/sqlite/store.h"

static const char *const statement_texts[] = {
#define STATEMENT(name, sql) sql,
#include "adapters/sqlite/statements.def"
#undef STATEMENT
};

static enum fasti_status
take_kept(struct sqlite_store *store, sqlite3_stmt **slot, const char *sql, sqlite3_stmt **statement)
{
  int code = SQLITE_OK;

  *statement = NULL;
  if (!*slot)
    code = sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, slot, NULL);
  else if (sqlite3_stmt_busy(*slot))
    code = sqlite3_prepare_v3(store->db, sql, -1, 0, statement, NULL);
  if (code != SQLITE_OK)
    return sqlite_failed(store, code);
  if (*statement)
    store->beside++;
  else
    *statement = *slot;
  return FASTI_OK;
}

enum fasti_status
sqlite_take_text(struct sqlite_store *store, const char *sql, sqlite3_stmt **statement)
{
  size_t at = 0;

  while (at < MADE_STATEMENTS && store->made[at].sql && strcmp(store->made[at].sql, sql) != 0)
    at++;
  if (at == MADE_STATEMENTS) {
    do
      at = store->made_next++ % MADE_STATEMENTS;
    while (store->made[at].statement && sqlite3_stmt_busy(store->made[at].statement));
    sqlite3_finalize(store->made[at].statement);
    store->made[at].statement = NULL;
    fasti_free(store->made[at].sql);
    store->made[at].sql = NULL;
  }
  if (!store->made[at].sql)
    store->made[at].sql = fasti_strdup(sql);
  return take_kept(store, &store->made[at].statement, sql, statement);
}

enum fasti_status
sqlite_take(struct sqlite_store *store, enum statement which, sqlite3_stmt **statement)
{
  return take_kept(store, &store->statements[which], statement_texts[which], statement);
}

/* A persistent statement is kept in its slot; one that was made beside it is not. */
static bool
is_kept(const struct sqlite_store *store, const sqlite3_stmt *statement)
{
  if (!store->beside)
    return true;
  for (size_t i = 0; i < STATEMENT_COUNT; i++)
    if (store->statements[i] == statement)
      return true;
  for (size_t i = 0; i < MADE_STATEMENTS; i++)
    if (store->made[i].statement == statement)
      return true;
  return false;
}

void
sqlite_give(struct sqlite_store *store, sqlite3_stmt *statement)
{
  if (is_kept(store, statement)) {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
  } else {
    sqlite3_finalize(statement);
    store->beside--;
  }
}

void
sqlite_text(sqlite3_stmt *statement, int at, const char *text)
{
  sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
}

void
sqlite_day(sqlite3_stmt *statement, int at, int32_t day)
{
  if (day == FASTI_NO_DAY)
    sqlite3_bind_null(statement, at);
  else
    sqlite3_bind_int64(statement, at, day);
}

/* Whether a slice is text or bytes is the column's affair: STRICT tables refuse the wrong one. */
static bool
holds_text(const struct fasti_shape *shape)
{
  return shape == &fasti_entry_shape || shape == &fasti_instrument_shape;
}

static void
bind_bytes(sqlite3_stmt *statement, int at, struct fasti_slice slice, bool text)
{
  const char *bytes = slice.at ? slice.at : "";

  if (text)
    sqlite3_bind_text64(statement, at, bytes, slice.size, SQLITE_STATIC, SQLITE_UTF8);
  else
    sqlite3_bind_blob64(statement, at, bytes, slice.size, SQLITE_STATIC);
}

static void
bind_member(sqlite3_stmt *statement, int at, const struct fasti_shape *shape, const struct fasti_member *member,
            const void *row)
{
  const void *value = (const char *)row + member->offset;
  const char *text;

  switch (member->kind) {
  case FASTI_MEMBER_TEXT:
    text = *(const char *const *)value;
    sqlite_text(statement, at, text ? text : "");
    break;
  case FASTI_MEMBER_BYTES:
    bind_bytes(statement, at, *(const struct fasti_slice *)value, holds_text(shape));
    break;
  case FASTI_MEMBER_INT64:
    sqlite3_bind_int64(statement, at, *(const int64_t *)value);
    break;
  case FASTI_MEMBER_INSTANT:
    if (*(const int64_t *)value == FASTI_NEVER)
      sqlite3_bind_null(statement, at);
    else
      sqlite3_bind_int64(statement, at, *(const int64_t *)value);
    break;
  case FASTI_MEMBER_DAY:
    sqlite_day(statement, at, *(const int32_t *)value);
    break;
  case FASTI_MEMBER_INT:
    sqlite3_bind_int64(statement, at, *(const int *)value);
    break;
  case FASTI_MEMBER_BOOL:
    sqlite3_bind_int64(statement, at, *(const bool *)value);
    break;
  }
}

int
sqlite_bind_row(sqlite3_stmt *statement, int at, const struct fasti_shape *shape, size_t count, const void *row)
{
  for (size_t i = 0; i < count; i++)
    bind_member(statement, at++, shape, &shape->members[i], row);
  return at;
}

/* The key only has to be the same always: the sum finds what the disk changed, not what a person forged (for that
 * there is the hash chain). */
static int64_t
hash_bytes(const struct fasti_buffer *bytes)
{
  static const unsigned char key[crypto_shorthash_KEYBYTES] = "fasti row sum 1";
  unsigned char hash[crypto_shorthash_BYTES];
  int64_t sum = 0;

  crypto_shorthash(hash, (const unsigned char *)bytes->at, bytes->size, key);
  for (size_t i = 0; i < sizeof hash; i++)
    sum |= (int64_t)((uint64_t)hash[i] << (8 * i));
  return sum;
}

static int64_t
sum_of(struct sqlite_store *store, const struct fasti_shape *shape, size_t count, const void *row)
{
  fasti_buffer_clear(&store->scratch);
  fasti_row_canonical(shape, count, row, &store->scratch);
  return hash_bytes(&store->scratch);
}

void
sqlite_sum(sqlite3_context *context, int count, sqlite3_value **values)
{
  struct fasti_buffer bytes = {0};

  for (int i = 0; i < count; i++) {
    const char *text = (const char *)sqlite3_value_text(values[i]);
    uint64_t length = (uint64_t)sqlite3_value_bytes(values[i]);
    unsigned char size[8];

    for (int j = 0; j < 8; j++)
      size[j] = (unsigned char)(length >> (56 - 8 * j));
    fasti_buffer_add(&bytes, size, sizeof size);
    fasti_buffer_add(&bytes, text ? text : "", (size_t)length);
  }
  sqlite3_result_int64(context, hash_bytes(&bytes));
  fasti_buffer_free(&bytes);
}

void
sqlite_bind_sum(struct sqlite_store *store, sqlite3_stmt *statement, int at, const struct fasti_shape *shape,
                size_t count, const void *row)
{
  sqlite3_bind_int64(statement, at, sum_of(store, shape, count, row));
}

enum fasti_status
sqlite_run(struct sqlite_store *store, sqlite3_stmt *statement)
{
  int code = sqlite3_step(statement);
  enum fasti_status status = code == SQLITE_DONE || code == SQLITE_ROW ? FASTI_OK : sqlite_failed(store, code);

  sqlite_give(store, statement);
  return status;
}

static int64_t
read_number(sqlite3_stmt *statement, int at, int64_t none)
{
  return sqlite3_column_type(statement, at) == SQLITE_NULL ? none : sqlite3_column_int64(statement, at);
}

static void
read_member(sqlite3_stmt *statement, int at, const struct fasti_member *member, void *row)
{
  void *value = (char *)row + member->offset;
  const char *text;

  switch (member->kind) {
  case FASTI_MEMBER_TEXT:
    text = (const char *)sqlite3_column_text(statement, at);
    *(const char **)value = text ? text : "";
    break;
  case FASTI_MEMBER_BYTES:
    text = sqlite3_column_blob(statement, at);
    *(struct fasti_slice *)value = (struct fasti_slice){text ? text : "", (size_t)sqlite3_column_bytes(statement, at)};
    break;
  case FASTI_MEMBER_INT64:
    *(int64_t *)value = sqlite3_column_int64(statement, at);
    break;
  case FASTI_MEMBER_INSTANT:
    *(int64_t *)value = read_number(statement, at, FASTI_NEVER);
    break;
  case FASTI_MEMBER_DAY:
    *(int32_t *)value = (int32_t)read_number(statement, at, FASTI_NO_DAY);
    break;
  case FASTI_MEMBER_INT:
    *(int *)value = (int)sqlite3_column_int64(statement, at);
    break;
  case FASTI_MEMBER_BOOL:
    *(bool *)value = sqlite3_column_int64(statement, at) != 0;
    break;
  }
}

bool
sqlite_next(struct sqlite_store *store, sqlite3_stmt *statement, const struct fasti_shape *shape, size_t count,
            void *row, enum fasti_status *status)
{
  int code = sqlite3_step(statement);

  if (code != SQLITE_ROW) {
    *status = code == SQLITE_DONE ? FASTI_OK : sqlite_failed(store, code);
    return false;
  }
  memset(row, 0, shape->size);
  for (size_t i = 0; i < count; i++)
    read_member(statement, (int)i, &shape->members[i], row);
  *status = FASTI_OK;
  if (sqlite3_column_int64(statement, (int)count) == sum_of(store, shape, count, row))
    return true;
  *status = FAIL(store, FASTI_CORRUPT, "a stored %s does not verify: its checksum is not that of its content",
                 shape->name);
  return false;
}

static enum fasti_status
put(struct sqlite_store *store, enum statement which, const struct fasti_shape *shape, const void *row, bool large)
{
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_take(store, which, &statement);
  int at;

  if (status != FASTI_OK)
    return status;
  at = sqlite_bind_row(statement, 1, shape, shape->count, row);
  if (large)
    sqlite_bind_sum(store, statement, at++, shape, shape->count - 1, row);
  sqlite_bind_sum(store, statement, at, shape, shape->count, row);
  return sqlite_run(store, statement);
}

enum fasti_status
sqlite_put(struct sqlite_store *store, enum statement which, const struct fasti_shape *shape, const void *row)
{
  return put(store, which, shape, row, false);
}

enum fasti_status
sqlite_put_large(struct sqlite_store *store, enum statement which, const struct fasti_shape *shape, const void *row)
{
  return put(store, which, shape, row, true);
}
