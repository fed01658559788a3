/* adapters/sqlite/lists.c - lists of cases and tasks by filters; see engine/port.h.
 *
 * A statement is made from fixed parts for each set of filter members in use, so that each can take the index that
 * suits it; what people typed is only ever bound.
 */
#include "config.h"

#include "adapters/sqlite/store.h"
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

/* Parameter N is bit N - 1 of a set of members. */
struct part {
  int number;
  const char *sql;
};

static void
add_parts(struct fasti_buffer *sql, const struct part *parts, size_t count, unsigned set)
{
  for (size_t i = 0; i < count; i++)
    if (set & 1u << (parts[i].number - 1))
      fasti_buffer_puts(sql, parts[i].sql);
}

enum { CASE_BUREAU = 1, CASE_PROCEDURE, CASE_STATUS, CASE_STATE, CASE_TEXT, CASE_AFTER, CASE_DUE, CASE_CLOCK,
       CASE_MOST, CASE_KEY, CASE_WHERE };

static const struct part case_parts[] = {
  {CASE_BUREAU, " AND bureau = ?1"},
  {CASE_PROCEDURE, " AND procedure = ?2"},
  {CASE_STATUS, " AND status = ?3"},
  {CASE_STATE, " AND fasti_list_has(states, ?4)"},
  {CASE_TEXT, " AND number IN (SELECT rowid FROM case_search WHERE case_search MATCH ?5)"},
  {CASE_AFTER, " AND id > ?6"},
  {CASE_DUE, " AND id IN (SELECT case_id FROM deadlines WHERE state = 'running' AND due < ?7)"},
  {CASE_CLOCK, " AND due IS NOT NULL AND due <= ?8"},
};

static unsigned
case_set(const struct fasti_case_filter *filter, bool has_text)
{
  return (given(filter->bureau) ? 1u << (CASE_BUREAU - 1) : 0) |
         (given(filter->procedure) ? 1u << (CASE_PROCEDURE - 1) : 0) |
         (given(filter->status) ? 1u << (CASE_STATUS - 1) : 0) | (given(filter->state) ? 1u << (CASE_STATE - 1) : 0) |
         (has_text ? 1u << (CASE_TEXT - 1) : 0) | (given(filter->after) ? 1u << (CASE_AFTER - 1) : 0) |
         (given_day(filter->due_before) ? 1u << (CASE_DUE - 1) : 0) |
         (filter->clock_by ? 1u << (CASE_CLOCK - 1) : 0);
}

/* Conditions on facts: parameters from CASE_WHERE on, four each. */
static void
add_where(struct fasti_buffer *sql, const struct fasti_case_filter *filter)
{
  if (given(filter->key))
    fasti_buffer_printf(sql, " AND id IN (SELECT case_id FROM keys WHERE key = ?%d)", CASE_KEY);
  for (size_t i = 0; i < filter->where_count; i++) {
    const struct fasti_where *where = &filter->where[i];
    int at = CASE_WHERE + 4 * (int)i;

    fasti_buffer_printf(sql, " AND id IN (SELECT case_id FROM facts WHERE name = ?%d", at);
    if (where->value)
      fasti_buffer_printf(sql, " AND value = ?%d", at + 1);
    if (where->from)
      fasti_buffer_printf(sql, " AND value >= ?%d", at + 2);
    if (where->to)
      fasti_buffer_printf(sql, " AND value <= ?%d", at + 3);
    fasti_buffer_puts(sql, ")");
  }
}

/* A statement with conditions on facts is made for the call: which there are is the definition's affair. */
static enum fasti_status
take_case_list(struct sqlite_store *store, const struct fasti_case_filter *filter, unsigned set,
               sqlite3_stmt **statement)
{
  bool usual = !filter->where_count && !given(filter->key);
  struct fasti_buffer sql = {0};
  enum fasti_status status;

  fasti_buffer_puts(&sql, "SELECT " CASE_COLUMNS ", sum FROM cases WHERE 1");
  add_parts(&sql, case_parts, sizeof case_parts / sizeof *case_parts, set);
  add_where(&sql, filter);
  fasti_buffer_puts(&sql, set & 1u << (CASE_CLOCK - 1) ? " ORDER BY due, id LIMIT ?9" : " ORDER BY id LIMIT ?9");
  status = usual ? sqlite_take_made(store, &store->case_lists[set], sql.at, statement)
                 : sqlite_take_once(store, sql.at, statement);
  fasti_buffer_free(&sql);
  return status;
}

static void
bind_where(sqlite3_stmt *statement, const struct fasti_case_filter *filter)
{
  if (given(filter->key))
    sqlite_text(statement, CASE_KEY, filter->key);
  for (size_t i = 0; i < filter->where_count; i++) {
    const struct fasti_where *where = &filter->where[i];
    int at = CASE_WHERE + 4 * (int)i;

    sqlite_text(statement, at, where->fact);
    if (where->value)
      sqlite_text(statement, at + 1, where->value);
    if (where->from)
      sqlite_text(statement, at + 2, where->from);
    if (where->to)
      sqlite_text(statement, at + 3, where->to);
  }
}

/* Parameters that a statement does not have are not bound. */
static void
bind_text(sqlite3_stmt *statement, int number, unsigned set, const char *text)
{
  if (set & 1u << (number - 1))
    sqlite_text(statement, number, text);
}

static void
bind_number(sqlite3_stmt *statement, int number, unsigned set, int64_t value)
{
  if (set & 1u << (number - 1))
    sqlite3_bind_int64(statement, number, value);
}

static void
bind_case_filter(sqlite3_stmt *statement, unsigned set, const struct fasti_case_filter *filter, const char *match)
{
  bind_text(statement, CASE_BUREAU, set, filter->bureau);
  bind_text(statement, CASE_PROCEDURE, set, filter->procedure);
  bind_text(statement, CASE_STATUS, set, filter->status);
  bind_text(statement, CASE_STATE, set, filter->state);
  bind_text(statement, CASE_TEXT, set, match);
  bind_text(statement, CASE_AFTER, set, filter->after);
  bind_number(statement, CASE_DUE, set, filter->due_before);
  bind_number(statement, CASE_CLOCK, set, filter->clock_by);
  sqlite3_bind_int64(statement, CASE_MOST, filter->most > 0 ? filter->most : -1);
}

enum fasti_status
sqlite_case_list(struct fasti_store *self, const struct fasti_case_filter *filter,
                 bool (*visit)(void *self, const struct fasti_case_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_buffer match = {0};
  struct fasti_case_row row;
  sqlite3_stmt *statement;
  unsigned set = case_set(filter, given(filter->text) && sqlite_match(filter->text, &match));
  enum fasti_status status = sqlite_enter(store, false);

  if (status == FASTI_OK)
    status = take_case_list(store, filter, set, &statement);
  if (status == FASTI_OK) {
    bind_case_filter(statement, set, filter, match.at);
    bind_where(statement, filter);
    while (sqlite_next(store, statement, &fasti_case_shape, fasti_case_shape.count - 1, &row, &status))
      if (!visit(visitor, &row))
        break;
    sqlite_give(store, statement);
  }
  fasti_buffer_free(&match);
  return status;
}

enum { TASK_CASE = 1, TASK_BUREAU, TASK_PERSON, TASK_ROLES, TASK_STATE, TASK_DUE, TASK_POOL, TASK_MOST, TASK_UNIT };

/* There are many tasks, but few different lists of persons and roles: both are walked through the index once, and then
 * only the tasks of those that fit are read. */
static const char few_lists[] =
  "WITH RECURSIVE named (list) AS (SELECT min(persons) FROM tasks WHERE persons > '' UNION ALL "
  "SELECT (SELECT min(persons) FROM tasks WHERE persons > list) FROM named WHERE list IS NOT NULL), "
  "pooled (list) AS (SELECT min(roles) FROM tasks WHERE persons = '' UNION ALL "
  "SELECT (SELECT min(roles) FROM tasks WHERE persons = '' AND roles > list) FROM pooled WHERE list IS NOT NULL) ";

static const struct part task_parts[] = {
  {TASK_CASE, " AND case_id = ?1"},
  {TASK_BUREAU, " AND (SELECT bureau FROM cases WHERE id = case_id) = ?2"},
  {TASK_PERSON, " AND (persons IN (SELECT list FROM named WHERE fasti_list_has(list, ?3)) OR (persons = '' "
                "AND roles IN (SELECT list FROM pooled WHERE fasti_list_meets(list, ?4)) "
                "AND NOT fasti_list_has(excluded, ?3) AND (among = '' OR fasti_list_has(among, ?3)) "
                "AND (units = '' OR fasti_list_has(units, ?9)) AND NOT fasti_list_has(not_units, ?9)))"},
  {TASK_STATE, " AND state = ?5"},
  {TASK_DUE, " AND due < ?6"},
  {TASK_POOL, " AND fasti_list_meets(roles, ?4)"},
};

static unsigned
task_set(const struct fasti_task_filter *filter)
{
  bool person = given(filter->person), roles = given(filter->roles);

  return (given(filter->case_id) ? 1u << (TASK_CASE - 1) : 0) | (given(filter->bureau) ? 1u << (TASK_BUREAU - 1) : 0) |
         (person ? 1u << (TASK_PERSON - 1) : 0) | (person || roles ? 1u << (TASK_ROLES - 1) : 0) |
         (given(filter->state) ? 1u << (TASK_STATE - 1) : 0) |
         (given_day(filter->due_before) ? 1u << (TASK_DUE - 1) : 0) |
         (roles && !person ? 1u << (TASK_POOL - 1) : 0);
}

static enum fasti_status
take_task_list(struct sqlite_store *store, unsigned set, sqlite3_stmt **statement)
{
  struct fasti_buffer sql = {0};
  enum fasti_status status;

  if (set & 1u << (TASK_PERSON - 1))
    fasti_buffer_puts(&sql, few_lists);
  fasti_buffer_puts(&sql, "SELECT " TASK_COLUMNS ", sum FROM tasks WHERE 1");
  add_parts(&sql, task_parts, sizeof task_parts / sizeof *task_parts, set);
  fasti_buffer_puts(&sql, " ORDER BY due IS NULL, due, case_id, number LIMIT ?8");
  status = sqlite_take_made(store, &store->task_lists[set], sql.at, statement);
  fasti_buffer_free(&sql);
  return status;
}

enum fasti_status
sqlite_task_list(struct fasti_store *self, const struct fasti_task_filter *filter,
                 bool (*visit)(void *self, const struct fasti_task_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  unsigned set = task_set(filter);
  struct fasti_task_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, false);

  if (status == FASTI_OK)
    status = take_task_list(store, set, &statement);
  if (status != FASTI_OK)
    return status;
  bind_text(statement, TASK_CASE, set, filter->case_id);
  bind_text(statement, TASK_BUREAU, set, filter->bureau);
  bind_text(statement, TASK_PERSON, set, filter->person);
  bind_text(statement, TASK_ROLES, set, filter->roles ? filter->roles : "");
  if (set & 1u << (TASK_PERSON - 1))
    sqlite_text(statement, TASK_UNIT, filter->unit ? filter->unit : "");
  bind_text(statement, TASK_STATE, set, filter->state);
  bind_number(statement, TASK_DUE, set, filter->due_before);
  sqlite3_bind_int64(statement, TASK_MOST, filter->most > 0 ? filter->most : -1);
  while (sqlite_next(store, statement, &fasti_task_shape, fasti_task_shape.count, &row, &status))
    if (!visit(visitor, &row))
      break;
  sqlite_give(store, statement);
  return status;
}

enum fasti_status
sqlite_deadline_list(struct fasti_store *self, const struct fasti_deadline_filter *filter,
                     bool (*visit)(void *self, const struct fasti_deadline_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  const char *case_id = given(filter->case_id) ? filter->case_id : NULL;
  int32_t due_before = filter->due_before;
  enum statement which = given_day(due_before) ? DEADLINE_LIST_DUE : case_id ? DEADLINE_LIST_OF_CASE : DEADLINE_LIST;
  struct fasti_deadline_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_enter(store, false);

  if (status == FASTI_OK)
    status = sqlite_take(store, which, &statement);
  if (status != FASTI_OK)
    return status;
  sqlite_text(statement, 1, case_id);
  if (which == DEADLINE_LIST_DUE)
    sqlite_day(statement, 2, due_before);
  while (sqlite_next(store, statement, &fasti_deadline_shape, fasti_deadline_shape.count, &row, &status))
    if (!visit(visitor, &row))
      break;
  sqlite_give(store, statement);
  return status;
}
