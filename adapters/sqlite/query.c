/* adapters/sqlite/query.c - statements put together from parts; see query.h. */
#include "config.h"

#include <string.h>

#include "adapters/sqlite/query.h"
#include "engine/list.h"

void
query_add(struct query *query, const char *sql)
{
  fasti_buffer_puts(&query->sql, sql);
}

static void
add_value(struct query *query, struct query_value value)
{
  if (query->count == query->room) {
    query->room = query->room ? query->room * 2 : 16;
    query->values = fasti_realloc(query->values, query->room * sizeof *query->values);
  }
  query->values[query->count++] = value;
  fasti_buffer_printf(&query->sql, "?%zu", query->count);
}

void
query_text(struct query *query, const char *text)
{
  query_slice(query, fasti_slice_of(text ? text : ""));
}

void
query_slice(struct query *query, struct fasti_slice text)
{
  add_value(query, (struct query_value){text, 0});
}

void
query_number(struct query *query, int64_t number)
{
  add_value(query, (struct query_value){{NULL, 0}, number});
}

void
query_if_text(struct query *query, const char *part, const char *text)
{
  if (!text || !*text)
    return;
  query_add(query, part);
  query_text(query, text);
}

void
query_if_number(struct query *query, const char *part, int64_t number)
{
  if (!number)
    return;
  query_add(query, part);
  query_number(query, number);
}

void
query_if_day(struct query *query, const char *part, int32_t day)
{
  if (day == 0 || day == FASTI_NO_DAY)
    return;
  query_add(query, part);
  query_number(query, day);
}

/* There are many tasks, but few different lists of persons and roles: both are walked through the index once, and then
 * only the tasks of those that fit are read. */
void
query_people(struct query *query)
{
  query_add(query,
            "WITH RECURSIVE named (list) AS (SELECT min(persons) FROM tasks WHERE persons > '' UNION ALL "
            "SELECT (SELECT min(persons) FROM tasks WHERE persons > list) FROM named WHERE list IS NOT NULL), "
            "pooled (list) AS (SELECT min(roles) FROM tasks WHERE persons = '' UNION ALL "
            "SELECT (SELECT min(roles) FROM tasks WHERE persons = '' AND roles > list) FROM pooled "
            "WHERE list IS NOT NULL) ");
}

static void
add_held(struct query *query, const char *person)
{
  query_add(query, "persons IN (SELECT list FROM named WHERE fasti_list_has(list, ");
  query_text(query, person);
  query_add(query, "))");
}

static void
add_pool(struct query *query, const char *person, const char *roles, const char *unit)
{
  query_add(query, "(persons = '' AND roles IN (SELECT list FROM pooled WHERE fasti_list_meets(list, ");
  query_text(query, roles);
  query_add(query, ")) AND NOT fasti_list_has(excluded, ");
  query_text(query, person);
  query_add(query, ") AND (among = '' OR fasti_list_has(among, ");
  query_text(query, person);
  query_add(query, ")) AND (units = '' OR fasti_list_has(units, ");
  query_text(query, unit);
  query_add(query, ")) AND NOT fasti_list_has(not_units, ");
  query_text(query, unit);
  query_add(query, "))");
}

void
query_open_to(struct query *query, const char *person, const char *roles, const char *unit, bool held, bool pool)
{
  query_add(query, " AND (");
  if (held || !pool)
    add_held(query, person);
  if (held == pool)
    query_add(query, " OR ");
  if (pool || !held)
    add_pool(query, person, roles, unit);
  query_add(query, ")");
}

static void
add_own(struct query *query, const struct fasti_reach *reach)
{
  query_add(query, reach->sight == FASTI_SIGHT_TASK ? " OR id IN (SELECT case_id FROM works WHERE person = "
                                                    : " OR id IN (SELECT case_id FROM participants WHERE person = ");
  query_text(query, reach->person);
  query_add(query, ") OR id IN (");
  query_people(query);
  query_add(query, "SELECT case_id FROM tasks WHERE 1");
  query_open_to(query, reach->person, reach->roles, reach->unit, false, false);
  query_add(query, ")");
}

static void
add_unit(struct query *query, const struct fasti_reach *reach)
{
  const char *names = reach->unit_facts;
  struct fasti_slice name;
  bool first = true;

  query_add(query, " OR id IN (SELECT case_id FROM facts WHERE value = ");
  query_text(query, reach->unit);
  query_add(query, " AND name IN (");
  while (fasti_list_next(&names, &name)) {
    query_add(query, first ? "" : ", ");
    query_slice(query, name);
    first = false;
  }
  query_add(query, "))");
}

void
query_reach(struct query *query, const struct fasti_reach *reach)
{
  if (!reach || (reach->sight == FASTI_SIGHT_OUTLINE && !(reach->bureau && *reach->bureau)))
    return;
  query_add(query, " AND bureau = ");
  query_text(query, reach->bureau);
  if (reach->sight == FASTI_SIGHT_BUREAU || reach->sight == FASTI_SIGHT_OUTLINE)
    return;
  query_add(query, " AND (fasti_list_has(");
  query_text(query, reach->sight == FASTI_SIGHT_NOTHING ? "" : reach->open);
  query_add(query, ", procedure)");
  if (reach->sight != FASTI_SIGHT_NOTHING)
    add_own(query, reach);
  if (reach->sight == FASTI_SIGHT_UNIT && reach->unit && *reach->unit)
    add_unit(query, reach);
  query_add(query, ")");
}

enum fasti_status
query_take(struct sqlite_store *store, struct query *query, sqlite3_stmt **statement)
{
  enum fasti_status status = sqlite_take_text(store, query->sql.at, statement);

  for (size_t i = 0; i < query->count && status == FASTI_OK; i++) {
    const struct query_value *value = &query->values[i];

    if (value->text.at)
      sqlite3_bind_text(*statement, (int)i + 1, value->text.at, (int)value->text.size, SQLITE_STATIC);
    else
      sqlite3_bind_int64(*statement, (int)i + 1, value->number);
  }
  return status;
}

enum fasti_status
query_count(struct sqlite_store *store, struct query *query, fasti_count_seen *visit, void *visitor)
{
  sqlite3_stmt *statement;
  enum fasti_status status = query_take(store, query, &statement);
  int code = SQLITE_DONE;

  if (status == FASTI_OK) {
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
      const char *value = (const char *)sqlite3_column_text(statement, 0);

      if (!visit(visitor, value ? value : "", sqlite3_column_int64(statement, 1))) {
        code = SQLITE_DONE;
        break;
      }
    }
    status = code == SQLITE_DONE ? FASTI_OK : sqlite_failed(store, code);
    sqlite_give(store, statement);
  }
  query_free(query);
  return status;
}

void
query_free(struct query *query)
{
  fasti_buffer_free(&query->sql);
  fasti_free(query->values);
  query->values = NULL;
}
