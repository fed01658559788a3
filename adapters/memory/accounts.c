/* adapters/memory/accounts.c - accounts and sessions; see engine/port.h. */
#include "config.h"

#include <string.h>

#include "adapters/memory/store.h"

enum fasti_status
memory_put_for(struct memory *memory, struct table *table, const void *row, const char *person)
{
  size_t mark;
  enum fasti_status status = memory_enter(memory, &mark);

  if (status != FASTI_OK)
    return status;
  if (table_find(&memory->persons, &(struct fasti_person_row){.id = person}))
    table_put(table, row, &memory->changes);
  else
    status = memory_fail(memory, FASTI_NOT_FOUND, "there is no such person %s", person);
  return memory_leave(memory, mark, status);
}

enum fasti_status
memory_account_put(struct fasti_store *store, const struct fasti_account_row *row)
{
  return memory_put_for(memory_of(store), &memory_of(store)->accounts, row, row->person);
}

enum fasti_status
memory_session_put(struct fasti_store *store, const struct fasti_session_row *row)
{
  return memory_put_for(memory_of(store), &memory_of(store)->sessions, row, row->person);
}

enum fasti_status
memory_account_list(struct fasti_store *store, const char *person,
                    bool (*visit)(void *self, const struct fasti_account_row *row), void *self)
{
  struct memory *memory = memory_of(store);

  for (size_t i = 0; i < memory->accounts.count; i++) {
    const struct fasti_account_row *row = memory->accounts.rows[i];

    if ((!person || strcmp(person, row->person) == 0) && !visit(self, row))
      break;
  }
  return FASTI_OK;
}

enum fasti_status
memory_session_list(struct fasti_store *store, const char *hash, const char *person,
                    bool (*visit)(void *self, const struct fasti_session_row *row), void *self)
{
  struct memory *memory = memory_of(store);

  for (size_t i = 0; i < memory->sessions.count; i++) {
    const struct fasti_session_row *row = memory->sessions.rows[i];

    if ((!hash || strcmp(hash, row->hash) == 0) && (!person || strcmp(person, row->person) == 0) && !visit(self, row))
      break;
  }
  return FASTI_OK;
}

enum fasti_status
memory_session_drop(struct fasti_store *store, const char *hash)
{
  struct memory *memory = memory_of(store);
  size_t mark;
  enum fasti_status status = memory_enter(memory, &mark);

  if (status != FASTI_OK)
    return status;
  table_remove(&memory->sessions, 1, &(struct fasti_session_row){.hash = hash}, &memory->changes);
  return memory_leave(memory, mark, FASTI_OK);
}
