/* adapters/sqlite/lists.c - lists and counts of cases, tasks and deadlines by filters; see engine/lists.h. */
#include "config.h"

#include "adapters/sqlite/query.h"
#define STATEMENT(name, sql)
#include "adapters/sqlite/statements.def"
#undef STATEMENT

static bool
given(const char *text)
{
  return text && *text;
}

static bool
given_day(int32_t day)
{
  return day != 0 && day != FASTI_NO_DAY;
}

/* A cursor: the row values of the order, then whether it goes on behind or before them. */
static void
begin_cursor(struct query *query, const char *columns, bool backwards)
{
  query_add(query, " AND (");
  query_add(query, columns);
  query_add(query, backwards ? ") < (" : ") > (");
}

static void
add_limit(struct query *query, int most)
{
  query_add(query, " LIMIT ");
  query_number(query, most > 0 ? most : -1);
}

static void
finish_count(struct query *query)
{
  query_add(query, " GROUP BY 1 ORDER BY 1");
}

/* -- cases -- */

#define NEAREST \
  "coalesce((SELECT min(due) FROM deadlines WHERE case_id = cases.id AND state IN ('running', 'expired')), 2147483647)"

static enum fasti_case_order
order_of(const struct fasti_case_filter *filter)
{
  return filter->clock_by ? FASTI_CASES_BY_CLOCK : filter->order;
}

static void
add_wheres(struct query *query, const struct fasti_case_filter *filter)
{
  for (size_t i = 0; i < filter->where_count; i++) {
    const struct fasti_where *where = &filter->where[i];

    query_add(query, " AND id IN (SELECT case_id FROM facts WHERE name = ");
    query_text(query, where->fact);
    if (where->value) {
      query_add(query, " AND value = ");
      query_text(query, where->value);
    }
    if (where->from) {
      query_add(query, " AND value >= ");
      query_text(query, where->from);
    }
    if (where->to) {
      query_add(query, " AND value <= ");
      query_text(query, where->to);
    }
    query_add(query, ")");
  }
}

static void
add_part(struct query *query, const struct fasti_case_filter *filter)
{
  if (!given(filter->person))
    return;
  query_add(query, " AND id IN (SELECT case_id FROM works WHERE person = ");
  query_text(query, filter->person);
  query_if_text(query, " AND kind = ", filter->work);
  query_add(query, ")");
}

static void
case_where(struct query *query, const struct fasti_case_filter *filter, const char *match)
{
  query_add(query, " FROM cases WHERE 1");
  query_if_text(query, " AND id = ", filter->id);
  query_if_text(query, " AND bureau = ", filter->bureau);
  query_if_text(query, " AND procedure = ", filter->procedure);
  query_if_text(query, " AND status = ", filter->status);
  if (given(filter->state)) {
    query_add(query, " AND fasti_list_has(states, ");
    query_text(query, filter->state);
    query_add(query, ")");
  }
  if (match) {
    query_add(query, " AND number IN (SELECT rowid FROM case_search WHERE case_search MATCH ");
    query_text(query, match);
    query_add(query, ")");
  }
  if (given_day(filter->due_before)) {
    query_add(query, " AND id IN (SELECT case_id FROM deadlines WHERE state IN ('running', 'expired') AND due < ");
    query_number(query, filter->due_before);
    query_add(query, ")");
  }
  if (order_of(filter) == FASTI_CASES_BY_CLOCK)
    query_add(query, " AND due IS NOT NULL");
  query_if_number(query, " AND due <= ", filter->clock_by);
  query_if_number(query, " AND opened_at >= ", filter->opened_from);
  query_if_number(query, " AND opened_at <= ", filter->opened_to);
  add_part(query, filter);
  if (given(filter->key)) {
    query_add(query, " AND id IN (SELECT case_id FROM keys WHERE key = ");
    query_text(query, filter->key);
    query_add(query, ")");
  }
  add_wheres(query, filter);
  query_reach(query, filter->reach);
}

static void
case_after(struct query *query, const struct fasti_case_filter *filter)
{
  static const char *const columns[] = {"id", "opened_at, id", NEAREST ", id", "due, id"};
  enum fasti_case_order order = order_of(filter);

  if (!given(filter->after))
    return;
  begin_cursor(query, columns[order], filter->backwards);
  if (order == FASTI_CASES_BY_DUE)
    query_number(query, filter->after_at == FASTI_NO_DAY ? QUERY_NO_DAY : filter->after_at);
  else if (order != FASTI_CASES_BY_ID)
    query_number(query, filter->after_at);
  query_add(query, order == FASTI_CASES_BY_ID ? "" : ", ");
  query_text(query, filter->after);
  query_add(query, ")");
}

static void
case_order(struct query *query, const struct fasti_case_filter *filter)
{
  static const char *const forth[] = {"id", "opened_at, id", NEAREST ", id", "due, id"};
  static const char *const back[] = {"id DESC", "opened_at DESC, id DESC", NEAREST " DESC, id DESC", "due DESC, id DESC"};

  query_add(query, " ORDER BY ");
  query_add(query, (filter->backwards ? back : forth)[order_of(filter)]);
  add_limit(query, filter->most);
}

enum fasti_status
sqlite_case_list(struct fasti_store *self, const struct fasti_case_filter *filter,
                 bool (*visit)(void *self, const struct fasti_case_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_buffer match = {0};
  struct query query = {0};
  struct fasti_case_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, false);

  if (status != FASTI_OK)
    return status;
  query_add(&query, "SELECT " CASE_COLUMNS ", sum");
  case_where(&query, filter, given(filter->text) && sqlite_match(filter->text, &match) ? match.at : NULL);
  case_after(&query, filter);
  case_order(&query, filter);
  status = query_take(store, &query, &statement);
  if (status == FASTI_OK) {
    while (sqlite_next(store, statement, &fasti_case_shape, fasti_case_shape.count - 1, &row, &status))
      if (!visit(visitor, &row))
        break;
    sqlite_give(store, statement);
  }
  query_free(&query);
  fasti_buffer_free(&match);
  return status;
}

enum fasti_status
sqlite_case_count(struct fasti_store *self, const struct fasti_case_filter *filter, enum fasti_count_by by,
                  fasti_count_seen *visit, void *visitor)
{
  static const char *const columns[] = {
    [FASTI_COUNT_STATUS] = "status", [FASTI_COUNT_PROCEDURE] = "procedure", [FASTI_COUNT_STATES] = "states"};
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_buffer match = {0};
  struct query query = {0};
  enum fasti_status status = sqlite_enter(store, false);

  if (status != FASTI_OK)
    return status;
  query_add(&query, "SELECT ");
  query_add(&query, by < sizeof columns / sizeof *columns && columns[by] ? columns[by] : "''");
  query_add(&query, ", count(*)");
  case_where(&query, filter, given(filter->text) && sqlite_match(filter->text, &match) ? match.at : NULL);
  finish_count(&query);
  status = query_count(store, &query, visit, visitor);
  fasti_buffer_free(&match);
  return status;
}

/* -- tasks -- */

/* What is asked of the case of a row. */
static void
of_case(struct query *query, const char *bureau, const char *procedure, bool open, const struct fasti_reach *reach)
{
  if (!given(bureau) && !given(procedure) && !open && !reach)
    return;
  query_add(query, " AND EXISTS (SELECT 1 FROM cases WHERE id = rows.case_id");
  query_if_text(query, " AND bureau = ", bureau);
  query_if_text(query, " AND procedure = ", procedure);
  if (open)
    query_add(query, " AND status IN ('open', 'suspended')");
  query_reach(query, reach);
  query_add(query, ")");
}

static void
task_where(struct query *query, const struct fasti_task_filter *filter)
{
  const char *roles = filter->roles ? filter->roles : "";

  query_add(query, " FROM tasks AS rows WHERE 1");
  query_if_text(query, " AND case_id = ", filter->case_id);
  query_if_text(query, " AND task = ", filter->task);
  query_if_text(query, " AND state = ", filter->state);
  query_if_day(query, " AND due < ", filter->due_before);
  query_if_day(query, " AND due >= ", filter->due_from);
  if (given(filter->person))
    query_open_to(query, filter->person, roles, filter->unit, filter->held, filter->pool);
  else if (given(filter->roles)) {
    query_add(query, " AND fasti_list_meets(roles, ");
    query_text(query, roles);
    query_add(query, ")");
  }
  query_if_text(query, " AND drafted = ", filter->draft_of);
  of_case(query, filter->bureau, filter->procedure, false, filter->reach);
}

#define LAST_DAY "coalesce(due, 2147483647)"

static void
task_after(struct query *query, const struct fasti_task_filter *filter)
{
  static const char *const columns[] = {LAST_DAY ", case_id, number", "opened_at, case_id, number", "case_id, number"};

  if (!given(filter->after))
    return;
  begin_cursor(query, columns[filter->order], filter->backwards);
  if (filter->order == FASTI_TASKS_BY_DUE)
    query_number(query, filter->after_at == FASTI_NO_DAY ? QUERY_NO_DAY : filter->after_at);
  else if (filter->order == FASTI_TASKS_BY_OPENED)
    query_number(query, filter->after_at);
  query_add(query, filter->order == FASTI_TASKS_BY_CASE ? "" : ", ");
  query_text(query, filter->after);
  query_add(query, ", ");
  query_number(query, filter->after_number);
  query_add(query, ")");
}

static void
task_order(struct query *query, const struct fasti_task_filter *filter)
{
  static const char *const forth[] = {"due IS NULL, due, case_id, number", "opened_at, case_id, number",
                                      "case_id, number"};
  static const char *const back[] = {"due IS NULL DESC, due DESC, case_id DESC, number DESC",
                                     "opened_at DESC, case_id DESC, number DESC", "case_id DESC, number DESC"};

  query_add(query, " ORDER BY ");
  query_add(query, (filter->backwards ? back : forth)[filter->order]);
  add_limit(query, filter->most);
}

enum fasti_status
sqlite_task_list(struct fasti_store *self, const struct fasti_task_filter *filter,
                 bool (*visit)(void *self, const struct fasti_task_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  struct query query = {0};
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, false);

  if (status != FASTI_OK)
    return status;
  if (given(filter->person))
    query_people(&query);
  query_add(&query, "SELECT " TASK_COLUMNS ", sum");
  task_where(&query, filter);
  task_after(&query, filter);
  task_order(&query, filter);
  status = query_take(store, &query, &statement);
  if (status == FASTI_OK)
    SQLITE_EACH(store, statement, task, status, visit, visitor);
  query_free(&query);
  return status;
}

#define AS_DATE(day) "coalesce(date(" day " * 86400, 'unixepoch'), '')"
#define PROCEDURE_OF "(SELECT procedure FROM cases WHERE id = rows.case_id)"

enum fasti_status
sqlite_task_count(struct fasti_store *self, const struct fasti_task_filter *filter, enum fasti_count_by by,
                  fasti_count_seen *visit, void *visitor)
{
  static const char *const columns[] = {[FASTI_COUNT_STATUS] = "state", [FASTI_COUNT_PROCEDURE] = PROCEDURE_OF,
                                        [FASTI_COUNT_NAME] = "task", [FASTI_COUNT_DAY] = AS_DATE("due")};
  struct sqlite_store *store = sqlite_of(self);
  struct query query = {0};
  enum fasti_status status = sqlite_enter(store, false);

  if (status != FASTI_OK)
    return status;
  if (given(filter->person))
    query_people(&query);
  query_add(&query, "SELECT ");
  query_add(&query, by < sizeof columns / sizeof *columns && columns[by] ? columns[by] : "''");
  query_add(&query, ", count(*)");
  task_where(&query, filter);
  finish_count(&query);
  return query_count(store, &query, visit, visitor);
}

/* -- deadlines -- */

static void
deadline_where(struct query *query, const struct fasti_deadline_filter *filter)
{
  query_add(query, " FROM deadlines AS rows WHERE 1");
  query_if_text(query, " AND case_id = ", filter->case_id);
  query_if_text(query, " AND deadline = ", filter->deadline);
  query_if_text(query, " AND state = ", filter->state);
  if (given(filter->role)) {
    query_add(query, " AND fasti_list_meets(role, ");
    query_text(query, filter->role);
    query_add(query, ")");
  }
  if (filter->open)
    query_add(query, " AND state NOT IN ('met', 'left')");
  query_if_day(query, " AND state IN ('running', 'expired') AND due < ", filter->due_before);
  query_if_day(query, " AND due >= ", filter->from);
  query_if_day(query, " AND due <= ", filter->to);
  if (given(filter->person)) {
    query_add(query, " AND case_id IN (SELECT case_id FROM participants WHERE person = ");
    query_text(query, filter->person);
    query_add(query, ")");
  }
  of_case(query, filter->bureau, filter->procedure, filter->open, filter->reach);
}

static void
deadline_after(struct query *query, const struct fasti_deadline_filter *filter)
{
  if (!given(filter->after))
    return;
  begin_cursor(query, LAST_DAY ", case_id, session, deadline", filter->backwards);
  query_number(query, filter->after_due == FASTI_NO_DAY ? QUERY_NO_DAY : filter->after_due);
  query_add(query, ", ");
  query_text(query, filter->after);
  query_add(query, ", ");
  query_text(query, filter->after_session);
  query_add(query, ", ");
  query_text(query, filter->after_deadline);
  query_add(query, ")");
}

enum fasti_status
sqlite_deadline_list(struct fasti_store *self, const struct fasti_deadline_filter *filter,
                     bool (*visit)(void *self, const struct fasti_deadline_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  struct query query = {0};
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, false);

  if (status != FASTI_OK)
    return status;
  query_add(&query, "SELECT " DEADLINE_COLUMNS ", sum");
  deadline_where(&query, filter);
  deadline_after(&query, filter);
  query_add(&query, filter->backwards
                      ? " ORDER BY due IS NULL DESC, due DESC, case_id DESC, session DESC, deadline DESC"
                      : " ORDER BY due IS NULL, due, case_id, session, deadline");
  add_limit(&query, filter->most);
  status = query_take(store, &query, &statement);
  if (status == FASTI_OK)
    SQLITE_EACH(store, statement, deadline, status, visit, visitor);
  query_free(&query);
  return status;
}

enum fasti_status
sqlite_deadline_count(struct fasti_store *self, const struct fasti_deadline_filter *filter, enum fasti_count_by by,
                      fasti_count_seen *visit, void *visitor)
{
  static const char *const columns[] = {[FASTI_COUNT_STATUS] = "state", [FASTI_COUNT_PROCEDURE] = PROCEDURE_OF,
                                        [FASTI_COUNT_NAME] = "deadline", [FASTI_COUNT_DAY] = AS_DATE("due")};
  struct sqlite_store *store = sqlite_of(self);
  struct query query = {0};
  enum fasti_status status = sqlite_enter(store, false);

  if (status != FASTI_OK)
    return status;
  query_add(&query, "SELECT ");
  query_add(&query, by < sizeof columns / sizeof *columns && columns[by] ? columns[by] : "''");
  query_add(&query, ", count(*)");
  deadline_where(&query, filter);
  finish_count(&query);
  return query_count(store, &query, visit, visitor);
}
