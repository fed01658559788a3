/* adapters/memory/own.c - stand-ins, what people keep for themselves, numbers to follow; see engine/port.h. */
#include "config.h"

#include <string.h>

#include "adapters/memory/store.h"

static bool
is(const char *wanted, const char *text)
{
  return !wanted || strcmp(wanted, text) == 0;
}

/* Take one row out. */
static enum fasti_status
drop(struct memory *memory, struct table *table, const void *key)
{
  size_t mark;
  enum fasti_status status = memory_enter(memory, &mark);

  if (status != FASTI_OK)
    return status;
  table_remove(table, table->shape->keys, key, &memory->changes);
  return memory_leave(memory, mark, FASTI_OK);
}

enum fasti_status
memory_stand_in_put(struct fasti_store *store, const struct fasti_stand_in_row *row)
{
  struct memory *memory = memory_of(store);

  if (!table_find(&memory->persons, &(struct fasti_person_row){.id = row->person}))
    return memory_fail(memory, FASTI_NOT_FOUND, "there is no such person %s", row->person);
  return memory_put_for(memory, &memory->stand_ins, row, row->deputy);
}

enum fasti_status
memory_stand_in_list(struct fasti_store *store, const char *person, const char *deputy, int32_t on,
                     bool (*visit)(void *self, const struct fasti_stand_in_row *row), void *self)
{
  const struct table *table = &memory_of(store)->stand_ins;

  for (size_t i = 0; i < table->count; i++) {
    const struct fasti_stand_in_row *row = table->rows[i];

    if (is(person, row->person) && is(deputy, row->deputy) &&
        (on == FASTI_NO_DAY || (row->from <= on && on <= row->to)) && !visit(self, row))
      break;
  }
  return FASTI_OK;
}

enum fasti_status
memory_saved_put(struct fasti_store *store, const struct fasti_saved_row *row)
{
  return memory_put_for(memory_of(store), &memory_of(store)->saved, row, row->person);
}

enum fasti_status
memory_saved_list(struct fasti_store *store, const char *person, const char *page,
                  bool (*visit)(void *self, const struct fasti_saved_row *row), void *self)
{
  const struct table *table = &memory_of(store)->saved;

  for (size_t i = 0; i < table->count; i++) {
    const struct fasti_saved_row *row = table->rows[i];

    if (is(person, row->person) && is(page, row->page) && !visit(self, row))
      break;
  }
  return FASTI_OK;
}

enum fasti_status
memory_saved_drop(struct fasti_store *store, const char *person, const char *page, const char *name)
{
  return drop(memory_of(store), &memory_of(store)->saved,
              &(struct fasti_saved_row){.person = person, .page = page, .name = name});
}

enum fasti_status
memory_follow_up_put(struct fasti_store *store, const struct fasti_follow_up_row *row)
{
  struct memory *memory = memory_of(store);
  size_t mark;
  enum fasti_status status = memory_enter(memory, &mark);

  if (status != FASTI_OK)
    return status;
  if (!table_find(&memory->cases, &(struct fasti_case_row){.id = row->case_id}))
    status = memory_fail(memory, FASTI_NOT_FOUND, "there is no case %s", row->case_id);
  else if (table_find(&memory->follow_ups, row))
    status = memory_fail(memory, FASTI_CONFLICT, "this number is taken");
  else
    table_put(&memory->follow_ups, row, &memory->changes);
  return memory_leave(memory, mark, status);
}

enum fasti_status
memory_follow_up_list(struct fasti_store *store, const char *hash,
                      bool (*visit)(void *self, const struct fasti_follow_up_row *row), void *self)
{
  const struct table *table = &memory_of(store)->follow_ups;

  for (size_t i = 0; i < table->count; i++) {
    const struct fasti_follow_up_row *row = table->rows[i];

    if (is(hash, row->hash) && !visit(self, row))
      break;
  }
  return FASTI_OK;
}
