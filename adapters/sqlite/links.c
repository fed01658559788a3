/* adapters/sqlite/links.c - what cases know of each other: facts, keys, links; see engine/port.h. */
#include "config.h"

#include "adapters/sqlite/store.h"

_Static_assert(offsetof(struct fasti_fact_row, case_id) == 0, "sqlite_replace writes the case there");
_Static_assert(offsetof(struct fasti_link_row, case_id) == 0, "sqlite_replace writes the case there");

enum fasti_status
sqlite_facts_replace(struct fasti_store *self, const char *case_id, const struct fasti_fact_row *rows, size_t count)
{
  static const struct sqlite_replacing how = {&fasti_fact_shape, FACTS_OF_CASE, FACT_PUT, FACT_DELETE};

  return sqlite_replace(sqlite_of(self), &how, case_id, rows, count);
}

enum fasti_status
sqlite_links_replace(struct fasti_store *self, const char *case_id, const struct fasti_link_row *rows, size_t count)
{
  static const struct sqlite_replacing how = {&fasti_link_shape, LINKS_OF_CASE, LINK_PUT, LINK_DELETE};

  return sqlite_replace(sqlite_of(self), &how, case_id, rows, count);
}

/* Take the statement that lists rows of a case, or of all. */
static enum fasti_status
take_list(struct sqlite_store *store, enum statement all, enum statement of_case, const char *case_id,
          sqlite3_stmt **statement)
{
  enum fasti_status status = sqlite_enter(store, false);

  if (status == FASTI_OK)
    status = sqlite_take(store, case_id ? of_case : all, statement);
  if (status == FASTI_OK && case_id)
    sqlite_text(*statement, 1, case_id);
  return status;
}

enum fasti_status
sqlite_fact_list(struct fasti_store *self, const char *case_id,
                 bool (*visit)(void *self, const struct fasti_fact_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_fact_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = take_list(store, FACT_LIST, FACTS_OF_CASE, case_id, &statement);

  if (status != FASTI_OK)
    return status;
  while (sqlite_next(store, statement, &fasti_fact_shape, fasti_fact_shape.count, &row, &status))
    if (!visit(visitor, &row))
      break;
  sqlite_give(store, statement);
  return status;
}

enum fasti_status
sqlite_link_list(struct fasti_store *self, const char *case_id,
                 bool (*visit)(void *self, const struct fasti_link_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  struct fasti_link_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = take_list(store, LINK_LIST, LINKS_OF_CASE, case_id, &statement);

  if (status != FASTI_OK)
    return status;
  while (sqlite_next(store, statement, &fasti_link_shape, fasti_link_shape.count, &row, &status))
    if (!visit(visitor, &row))
      break;
  sqlite_give(store, statement);
  return status;
}

static enum fasti_status
drop_key(struct sqlite_store *store, const char *case_id)
{
  sqlite3_stmt *statement;
  enum fasti_status status = sqlite_take(store, KEY_DELETE, &statement);

  if (status != FASTI_OK)
    return status;
  sqlite_text(statement, 1, case_id);
  return sqlite_run(store, statement);
}

static enum fasti_status
put_key(struct sqlite_store *store, const struct fasti_key_row *row)
{
  enum fasti_status status;

  if (!row->key || !*row->key)
    return drop_key(store, row->case_id);
  status = sqlite_check_case(store, row->case_id);
  if (status == FASTI_OK)
    status = sqlite_put(store, KEY_PUT, &fasti_key_shape, row);
  return status == FASTI_CONFLICT ? FAIL(store, status, "another case of %s has the key %s", row->procedure, row->key)
                                  : status;
}

enum fasti_status
sqlite_key_put(struct fasti_store *self, const struct fasti_key_row *row)
{
  struct sqlite_store *store = sqlite_of(self);
  enum fasti_status status = sqlite_enter(store, true);

  return status == FASTI_OK ? sqlite_leave(store, put_key(store, row)) : status;
}

static bool
given(const char *text)
{
  return text && *text;
}

static const char *
text_of(const char *text)
{
  return text ? text : "";
}

enum fasti_status
sqlite_key_list(struct fasti_store *self, const struct fasti_key_row *wanted,
                bool (*visit)(void *self, const struct fasti_key_row *row), void *visitor)
{
  struct sqlite_store *store = sqlite_of(self);
  bool whole = given(wanted->bureau) && given(wanted->procedure) && given(wanted->key);
  enum statement all = whole ? KEY_FIND : KEY_LIST;
  const char *of = given(wanted->case_id) ? wanted->case_id : NULL;
  struct fasti_key_row row;
  sqlite3_stmt *statement;
  enum fasti_status status = take_list(store, all, KEY_OF_CASE, of, &statement);

  if (status != FASTI_OK)
    return status;
  sqlite_text(statement, 2, text_of(wanted->bureau));
  sqlite_text(statement, 3, text_of(wanted->procedure));
  sqlite_text(statement, 4, text_of(wanted->key));
  while (sqlite_next(store, statement, &fasti_key_shape, fasti_key_shape.count, &row, &status))
    if (!visit(visitor, &row))
      break;
  sqlite_give(store, statement);
  return status;
}
