/* adapters/sqlite/parts.c - who has a part in a case, what people did in it, what it put on the board; see
 * engine/port.h. */
#include "config.h"

#include "adapters/sqlite/query.h"
#define STATEMENT(name, sql)
#include "adapters/sqlite/statements.def"
#undef STATEMENT

_Static_assert(offsetof(struct fasti_participant_row, case_id) == 0, "sqlite_replace writes the case there");

enum fasti_status
sqlite_participants_replace(struct fasti_store *self, const char *case_id, const struct fasti_participant_row *rows,
                            size_t count)
{
  static const struct sqlite_replacing how = {&fasti_participant_shape, PARTICIPANTS_OF_CASE, PARTICIPANT_PUT,
                                              PARTICIPANT_DELETE};

  return sqlite_replace(sqlite_of(self), &how, case_id, rows, count);
}

enum fasti_status
sqlite_participant_list(struct fasti_store *self, const char *case_id,
                        bool (*visit)(void *self, const struct fasti_participant_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, false);

  if (status == FASTI_OK)
    status = sqlite_take(store, case_id ? PARTICIPANTS_OF_CASE : PARTICIPANT_LIST, &statement);
  if (status != FASTI_OK)
    return status;
  if (case_id)
    sqlite_text(statement, 1, case_id);
  SQLITE_EACH(store, statement, participant, status, visit, visitor);
  return status;
}

/* A row of a case that may be there already. */
static enum fasti_status
put_of_case(struct fasti_store *self, enum statement which, const struct fasti_shape *shape, const void *row,
            const char *case_id)
{
  struct sqlite_store *store = sqlite_of(self);
  enum fasti_status status = sqlite_enter(store, true);

  if (status != FASTI_OK)
    return status;
  status = sqlite_put(store, which, shape, row);
  if (status == FASTI_NOT_FOUND)
    status = FAIL(store, status, "there is no case %s", case_id);
  return sqlite_leave(store, status);
}

static enum fasti_status
drop_of_case(struct fasti_store *self, enum statement which, const char *case_id)
{
  struct sqlite_store *store = sqlite_of(self);
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, true);

  if (status != FASTI_OK)
    return status;
  status = sqlite_take(store, which, &statement);
  if (status == FASTI_OK) {
    sqlite_text(statement, 1, case_id);
    status = sqlite_run(store, statement);
  }
  return sqlite_leave(store, status);
}

enum fasti_status
sqlite_work_put(struct fasti_store *self, const struct fasti_work_row *row)
{
  return put_of_case(self, WORK_PUT, &fasti_work_shape, row, row->case_id);
}

enum fasti_status
sqlite_work_drop(struct fasti_store *self, const char *case_id)
{
  return drop_of_case(self, WORK_DROP, case_id);
}

enum fasti_status
sqlite_board_put(struct fasti_store *self, const struct fasti_board_row *row)
{
  return put_of_case(self, BOARD_PUT, &fasti_board_shape, row, row->case_id);
}

enum fasti_status
sqlite_board_drop(struct fasti_store *self, const char *case_id)
{
  return drop_of_case(self, BOARD_DROP, case_id);
}

/* -- work -- */

static void
work_where(struct query *query, const struct fasti_work_filter *filter)
{
  query_add(query, " FROM works AS rows WHERE 1");
  query_if_text(query, " AND person = ", filter->person);
  query_if_text(query, " AND case_id = ", filter->case_id);
  query_if_text(query, " AND kind = ", filter->kind);
  query_if_number(query, " AND at >= ", filter->from);
  query_if_number(query, " AND at <= ", filter->to);
  if ((filter->bureau && *filter->bureau) || (filter->procedure && *filter->procedure)) {
    query_add(query, " AND EXISTS (SELECT 1 FROM cases WHERE id = rows.case_id");
    query_if_text(query, " AND bureau = ", filter->bureau);
    query_if_text(query, " AND procedure = ", filter->procedure);
    query_add(query, ")");
  }
}

enum fasti_status
sqlite_work_list(struct fasti_store *self, const struct fasti_work_filter *filter,
                 bool (*visit)(void *self, const struct fasti_work_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  struct query query = {0};
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, false);

  if (status != FASTI_OK)
    return status;
  query_add(&query, "SELECT " WORK_COLUMNS ", sum");
  work_where(&query, filter);
  if (filter->after && *filter->after) {
    query_add(&query, filter->backwards ? " AND (at, case_id, sequence) < (" : " AND (at, case_id, sequence) > (");
    query_number(&query, filter->after_at);
    query_add(&query, ", ");
    query_text(&query, filter->after);
    query_add(&query, ", ");
    query_number(&query, filter->after_sequence);
    query_add(&query, ")");
  }
  query_add(&query, filter->backwards ? " ORDER BY at DESC, case_id DESC, sequence DESC, person DESC, kind DESC LIMIT "
                                      : " ORDER BY at, case_id, sequence, person, kind LIMIT ");
  query_number(&query, filter->most > 0 ? filter->most : -1);
  status = query_take(store, &query, &statement);
  if (status == FASTI_OK)
    SQLITE_EACH(store, statement, work, status, visit, visitor);
  query_free(&query);
  return status;
}

enum fasti_status
sqlite_work_count(struct fasti_store *self, const struct fasti_work_filter *filter, enum fasti_count_by by,
                  fasti_count_seen *visit, void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  struct query query = {0};
  enum fasti_status status = sqlite_enter(store, false);

  if (status != FASTI_OK)
    return status;
  query_add(&query, "SELECT ");
  query_add(&query, by == FASTI_COUNT_NAME        ? "kind"
                    : by == FASTI_COUNT_PROCEDURE ? "(SELECT procedure FROM cases WHERE id = rows.case_id)"
                                                  : "''");
  query_add(&query, ", count(*)");
  work_where(&query, filter);
  query_add(&query, " GROUP BY 1 ORDER BY 1");
  return query_count(store, &query, visit, visitor);
}

/* -- the board -- */

/* What took the place of an earlier item hides it; what was taken away is no item. */
static void
board_where(struct query *query, const struct fasti_board_filter *filter)
{
  query_add(query, " FROM board AS rows WHERE 1");
  if (!filter->all)
    query_add(query, " AND text <> '' AND NOT EXISTS (SELECT 1 FROM board AS later WHERE "
                   "later.case_id = rows.case_id AND later.number > rows.number AND later.kind = rows.kind "
                   "AND later.key = rows.key)");
  query_if_text(query, " AND bureau = ", filter->bureau);
  query_if_text(query, " AND kind = ", filter->kind);
  query_if_text(query, " AND case_id = ", filter->case_id);
  query_if_day(query, " AND day <= ", filter->on);
  query_if_day(query, " AND coalesce(until, 2147483647) >= ", filter->on);
  if (filter->text && *filter->text) {
    query_add(query, " AND fasti_search(title || char(10) || text, ");
    query_text(query, filter->text);
    query_add(query, ")");
  }
}

enum fasti_status
sqlite_board_list(struct fasti_store *self, const struct fasti_board_filter *filter,
                  bool (*visit)(void *self, const struct fasti_board_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  struct query query = {0};
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, false);

  if (status != FASTI_OK)
    return status;
  query_add(&query, "SELECT " BOARD_COLUMNS ", sum");
  board_where(&query, filter);
  if (filter->after && *filter->after) {
    query_add(&query, filter->backwards ? " AND (day, case_id, number) < (" : " AND (day, case_id, number) > (");
    query_number(&query, filter->after_day);
    query_add(&query, ", ");
    query_text(&query, filter->after);
    query_add(&query, ", ");
    query_number(&query, filter->after_number);
    query_add(&query, ")");
  }
  query_add(&query, filter->backwards ? " ORDER BY day DESC, case_id DESC, number DESC LIMIT "
                                      : " ORDER BY day, case_id, number LIMIT ");
  query_number(&query, filter->most > 0 ? filter->most : -1);
  status = query_take(store, &query, &statement);
  if (status == FASTI_OK)
    SQLITE_EACH(store, statement, board, status, visit, visitor);
  query_free(&query);
  return status;
}
