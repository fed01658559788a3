/* adapters/sqlite/notices.c - messages of the outbox that are for a person, and what they have read; see engine/port.h.
 *
 * Each address of a person (their id, each of their roles) has its messages in the index in the order of id, so that the
 * latest of each are found without reading the others; the latest of all are among these.
 */
#include "config.h"

#include <stdio.h>

#include "adapters/sqlite/store.h"
#include "engine/list.h"
#define STATEMENT(name, sql)
#include "adapters/sqlite/statements.def"
#undef STATEMENT

/* Parameters; those of roles follow. */
enum { PERSON = 1, BUREAU, BEFORE, AFTER, MOST, FIRST_ROLE };

#define READ                                                                                                           \
  "(EXISTS (SELECT 1 FROM notices_read r WHERE r.person = ?1 AND r.notice = o.id) OR o.id <= coalesce((SELECT "        \
  "s.notice FROM notices_seen s WHERE s.person = ?1 AND s.\"to\" = o.\"to\"), 0))"
#define OF_BUREAU " AND EXISTS (SELECT 1 FROM cases c WHERE c.id = o.case_id AND c.bureau = ?2)"

static void
add_address(struct fasti_buffer *sql, const struct fasti_notice_filter *filter, int parameter)
{
  fasti_buffer_printf(sql, "%sSELECT * FROM (SELECT id FROM outbox o WHERE o.\"to\" = ?%d AND o.id < ?3 AND o.id > ?4",
                      parameter == PERSON ? "" : " UNION ", parameter);
  if (parameter != PERSON)
    fasti_buffer_puts(sql, OF_BUREAU);
  if (filter->unread)
    fasti_buffer_puts(sql, " AND NOT " READ);
  fasti_buffer_puts(sql, " ORDER BY id DESC LIMIT ?5)");
}

static void
make_query(const struct fasti_notice_filter *filter, int roles, struct fasti_buffer *sql)
{
  fasti_buffer_puts(sql, "SELECT " OUTBOX_COLUMNS ", sum, " READ " FROM outbox o WHERE id IN (");
  add_address(sql, filter, PERSON);
  for (int i = 0; i < roles; i++)
    add_address(sql, filter, FIRST_ROLE + i);
  fasti_buffer_puts(sql, ") ORDER BY id DESC LIMIT ?5");
}

enum fasti_status
sqlite_notice_list(struct fasti_store *self, const struct fasti_notice_filter *filter,
                   bool (*visit)(void *self, const struct fasti_outbox_row *row, bool read), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_buffer sql = {0};
  struct fasti_outbox_row row;
  struct fasti_slice role;
  sqlite3_stmt *statement = NULL;
  const char *at;
  int roles = 0;
  enum fasti_status status = sqlite_enter(store, false);

  if (status != FASTI_OK)
    return status;
  for (at = filter->roles; fasti_list_next(&at, &role);)
    roles++;
  make_query(filter, roles, &sql);
  status = sqlite_take_text(store, sql.at, &statement);
  fasti_buffer_free(&sql);
  if (status != FASTI_OK)
    return status;
  sqlite_text(statement, PERSON, filter->person);
  sqlite_text(statement, BUREAU, filter->bureau ? filter->bureau : "");
  sqlite3_bind_int64(statement, BEFORE, filter->before ? filter->before : INT64_MAX);
  sqlite3_bind_int64(statement, AFTER, filter->after);
  sqlite3_bind_int64(statement, MOST, filter->most ? filter->most : -1);
  roles = FIRST_ROLE;
  for (at = filter->roles; fasti_list_next(&at, &role);)
    sqlite3_bind_text64(statement, roles++, role.at, role.size, SQLITE_STATIC, SQLITE_UTF8);
  while (sqlite_next(store, statement, &fasti_outbox_shape, fasti_outbox_shape.count, &row, &status))
    if (!visit(visitor, &row, sqlite3_column_int(statement, (int)fasti_outbox_shape.count + 1) != 0))
      break;
  sqlite_give(store, statement);
  return status;
}

enum fasti_status
sqlite_notice_read(struct fasti_store *self, const char *person, int64_t id, int64_t at)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_read_row row = {person, id, at};
  enum fasti_status status = sqlite_enter(store, true);

  if (status != FASTI_OK)
    return status;
  status = sqlite_put(store, READ_PUT, &fasti_read_shape, &row);
  if (status == FASTI_NOT_FOUND)
    status = FAIL(store, status, "there is no message %lld, or no person %s", (long long)id, person);
  return sqlite_leave(store, status);
}

static enum fasti_status
last_seen(struct sqlite_store *store, const struct fasti_seen_row *key, int64_t *last)
{
  struct fasti_seen_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_take(store, SEEN_GET, &statement);

  *last = 0;
  if (status != FASTI_OK)
    return status;
  sqlite_bind_row(statement, 1, &fasti_seen_shape, fasti_seen_shape.keys, key);
  if (sqlite_next(store, statement, &fasti_seen_shape, fasti_seen_shape.count, &row, &status))
    *last = row.notice;
  sqlite_give(store, statement);
  return status;
}

enum fasti_status
sqlite_notice_seen(struct fasti_store *self, const char *person, const char *to, int64_t id)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_seen_row row = {person, to, id};
  int64_t last = 0;
  enum fasti_status status = sqlite_enter(store, true);

  if (status != FASTI_OK)
    return status;
  status = last_seen(store, &row, &last);
  if (status == FASTI_OK && last < id)
    status = sqlite_put(store, SEEN_PUT, &fasti_seen_shape, &row);
  if (status == FASTI_NOT_FOUND)
    status = FAIL(store, status, "there is no such person %s", person);
  return sqlite_leave(store, status);
}
