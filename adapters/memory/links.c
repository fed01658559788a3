/* adapters/memory/links.c - what cases know of each other: facts, keys, links; see engine/port.h. */
#include "config.h"

#include <string.h>

#include "adapters/memory/store.h"

static bool
has_case(const struct memory *memory, const char *id)
{
  return table_find(&memory->cases, &(struct fasti_case_row){.id = id}) != NULL;
}

enum fasti_status
memory_replace(struct memory *memory, struct table *table, const char *case_id, const void *rows, size_t count)
{
  const struct fasti_shape *shape = table->shape;
  char *row = fasti_alloc(shape->size);
  size_t mark;
  enum fasti_status status = memory_enter(memory, &mark);

  if (status == FASTI_OK) {
    memcpy(row, &case_id, sizeof case_id);
    table_remove(table, 1, row, &memory->changes);
    if (count && !has_case(memory, case_id))
      status = memory_fail(memory, FASTI_NOT_FOUND, "there is no case %s", case_id);
    for (size_t i = 0; i < count && status == FASTI_OK; i++) {
      memcpy(row, (const char *)rows + i * shape->size, shape->size);
      memcpy(row, &case_id, sizeof case_id);
      if (table_find(table, row))
        status = memory_fail(memory, FASTI_CONFLICT, "case %s has two rows of the same %s", case_id, shape->name);
      else
        table_put(table, row, &memory->changes);
    }
    status = memory_leave(memory, mark, status);
  }
  fasti_free(row);
  return status;
}

_Static_assert(offsetof(struct fasti_fact_row, case_id) == 0, "memory_replace writes the case there");
_Static_assert(offsetof(struct fasti_link_row, case_id) == 0, "memory_replace writes the case there");

enum fasti_status
memory_facts_replace(struct fasti_store *store, const char *case_id, const struct fasti_fact_row *rows, size_t count)
{
  return memory_replace(memory_of(store), &memory_of(store)->facts, case_id, rows, count);
}

enum fasti_status
memory_links_replace(struct fasti_store *store, const char *case_id, const struct fasti_link_row *rows, size_t count)
{
  return memory_replace(memory_of(store), &memory_of(store)->links, case_id, rows, count);
}

enum fasti_status
memory_fact_list(struct fasti_store *store, const char *case_id,
                 bool (*visit)(void *self, const struct fasti_fact_row *row), void *self)
{
  const struct table *facts = &memory_of(store)->facts;
  size_t at = case_id ? table_from(facts, 1, &(struct fasti_fact_row){.case_id = case_id}) : 0;

  for (; at < facts->count; at++) {
    const struct fasti_fact_row *row = facts->rows[at];

    if ((case_id && strcmp(row->case_id, case_id) != 0) || !visit(self, row))
      break;
  }
  return FASTI_OK;
}

enum fasti_status
memory_link_list(struct fasti_store *store, const char *case_id,
                 bool (*visit)(void *self, const struct fasti_link_row *row), void *self)
{
  const struct table *links = &memory_of(store)->links;
  size_t at = case_id ? table_from(links, 1, &(struct fasti_link_row){.case_id = case_id}) : 0;

  for (; at < links->count; at++) {
    const struct fasti_link_row *row = links->rows[at];

    if ((case_id && strcmp(row->case_id, case_id) != 0) || !visit(self, row))
      break;
  }
  return FASTI_OK;
}

static bool
is(const char *wanted, const char *text)
{
  return !wanted || !*wanted || strcmp(wanted, text) == 0;
}

static bool
key_wanted(const struct fasti_key_row *wanted, const struct fasti_key_row *row)
{
  return is(wanted->case_id, row->case_id) && is(wanted->bureau, row->bureau) &&
         is(wanted->procedure, row->procedure) && is(wanted->key, row->key);
}

static enum fasti_status
put_key(struct memory *memory, const struct fasti_key_row *row)
{
  struct fasti_key_row same = *row;

  table_remove(&memory->keys, 1, row, &memory->changes);
  if (!row->key || !*row->key)
    return FASTI_OK;
  if (!has_case(memory, row->case_id))
    return memory_fail(memory, FASTI_NOT_FOUND, "there is no case %s", row->case_id);
  same.case_id = NULL;
  for (size_t i = 0; i < memory->keys.count; i++)
    if (key_wanted(&same, memory->keys.rows[i]))
      return memory_fail(memory, FASTI_CONFLICT, "another case of %s has the key %s", row->procedure, row->key);
  table_put(&memory->keys, row, &memory->changes);
  return FASTI_OK;
}

enum fasti_status
memory_key_put(struct fasti_store *store, const struct fasti_key_row *row)
{
  struct memory *memory = memory_of(store);
  size_t mark;
  enum fasti_status status = memory_enter(memory, &mark);

  return status == FASTI_OK ? memory_leave(memory, mark, put_key(memory, row)) : status;
}

enum fasti_status
memory_key_list(struct fasti_store *store, const struct fasti_key_row *wanted,
                bool (*visit)(void *self, const struct fasti_key_row *row), void *self)
{
  const struct table *keys = &memory_of(store)->keys;

  for (size_t i = 0; i < keys->count; i++)
    if (key_wanted(wanted, keys->rows[i]) && !visit(self, keys->rows[i]))
      break;
  return FASTI_OK;
}

static bool
holds(const struct memory *memory, const struct fasti_where *where, const char *case_id)
{
  const struct fasti_fact_row key = {.case_id = case_id, .name = where->fact};

  for (size_t at = table_from(&memory->facts, 2, &key); at < memory->facts.count; at++) {
    const struct fasti_fact_row *row = memory->facts.rows[at];

    if (strcmp(row->case_id, case_id) != 0 || strcmp(row->name, where->fact) != 0)
      return false;
    if ((!where->value || strcmp(row->value, where->value) == 0) &&
        (!where->from || strcmp(row->value, where->from) >= 0) && (!where->to || strcmp(row->value, where->to) <= 0))
      return true;
  }
  return false;
}

bool
memory_case_known_by(const struct memory *memory, const struct fasti_case_filter *filter,
                     const struct fasti_case_row *row)
{
  const struct fasti_key_row *key;

  if (filter->key && *filter->key) {
    key = table_find(&memory->keys, &(struct fasti_key_row){.case_id = row->id});
    if (!key || strcmp(key->key, filter->key) != 0)
      return false;
  }
  for (size_t i = 0; i < filter->where_count; i++)
    if (!holds(memory, &filter->where[i], row->id))
      return false;
  return true;
}
