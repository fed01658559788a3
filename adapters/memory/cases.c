/* adapters/memory/cases.c - cases, journals, tasks and deadlines of the memory store; their lists are in lists.c; see engine/port.h. */
#include "config.h"

#include <string.h>

#include "adapters/memory/store.h"

static const struct fasti_case_row *
find_case(const struct memory *memory, const char *id)
{
  return table_find(&memory->cases, &(struct fasti_case_row){.id = id});
}

enum fasti_status
memory_case_insert(struct fasti_store *store, const struct fasti_case_row *row)
{
  struct memory *memory = memory_of(store);
  size_t mark;
  enum fasti_status status = memory_enter(memory, &mark);

  if (status != FASTI_OK)
    return status;
  if (table_find(&memory->cases, row))
    status = memory_fail(memory, FASTI_CONFLICT, "case %s exists already", row->id);
  else
    table_put(&memory->cases, row, &memory->changes);
  return memory_leave(memory, mark, status);
}

enum fasti_status
memory_case_update(struct fasti_store *store, const struct fasti_case_row *row, int64_t before)
{
  struct memory *memory = memory_of(store);
  const struct fasti_case_row *found;
  size_t mark;
  enum fasti_status status = memory_enter(memory, &mark);

  if (status != FASTI_OK)
    return status;
  found = find_case(memory, row->id);
  if (!found)
    status = memory_fail(memory, FASTI_NOT_FOUND, "there is no case %s", row->id);
  else if (found->entries != before)
    status = memory_fail(memory, FASTI_CONFLICT, "case %s has gone on: it has %lld entries, not %lld", row->id,
                         (long long)found->entries, (long long)before);
  else
    table_put(&memory->cases, row, &memory->changes);
  return memory_leave(memory, mark, status);
}

enum fasti_status
memory_case_get(struct fasti_store *store, const char *id,
                bool (*visit)(void *self, const struct fasti_case_row *row), void *self)
{
  struct memory *memory = memory_of(store);
  const struct fasti_case_row *found = find_case(memory, id);

  if (!found)
    return memory_fail(memory, FASTI_NOT_FOUND, "there is no case %s", id);
  visit(self, found);
  return FASTI_OK;
}

enum fasti_status
memory_entry_append(struct fasti_store *store, const struct fasti_entry_row *row)
{
  struct memory *memory = memory_of(store);
  const struct fasti_entry_row after = {.case_id = row->case_id, .sequence = INT64_MAX}, *last = NULL;
  size_t mark, at;
  enum fasti_status status = memory_enter(memory, &mark);

  if (status != FASTI_OK)
    return status;
  at = table_from(&memory->entries, 2, &after);
  if (at > 0 && strcmp(((struct fasti_entry_row *)memory->entries.rows[at - 1])->case_id, row->case_id) == 0)
    last = memory->entries.rows[at - 1];
  if (strcmp(row->case_id, FASTI_OFFICE_JOURNAL) != 0 && !find_case(memory, row->case_id))
    status = memory_fail(memory, FASTI_NOT_FOUND, "there is no case %s", row->case_id);
  else
    status = fasti_entry_follows(row, last ? last->sequence : 0, last ? last->hash : NULL);
  if (status == FASTI_OK) {
    table_put(&memory->entries, row, &memory->changes);
    memory_turn_put(memory, row);
  } else if (status == FASTI_CORRUPT)
    status = memory_fail(memory, FASTI_INVALID, "the hash of entry %lld of case %s is wrong", (long long)row->sequence,
                         row->case_id);
  else if (status == FASTI_CONFLICT)
    memory_fail(memory, status, "entry %lld of case %s does not follow entry %lld", (long long)row->sequence,
                row->case_id, (long long)(last ? last->sequence : 0));
  return memory_leave(memory, mark, status);
}

enum fasti_status
memory_entry_list(struct fasti_store *store, const char *case_id, int64_t from,
                  bool (*visit)(void *self, const struct fasti_entry_row *row), void *self)
{
  struct memory *memory = memory_of(store);
  const struct fasti_entry_row key = {.case_id = case_id, .sequence = from};

  for (size_t at = table_from(&memory->entries, 2, &key); at < memory->entries.count; at++) {
    const struct fasti_entry_row *row = memory->entries.rows[at];

    if (strcmp(row->case_id, case_id) != 0 || !visit(self, row))
      break;
  }
  return FASTI_OK;
}

enum fasti_status
memory_tasks_replace(struct fasti_store *store, const char *case_id, const struct fasti_task_row *rows, size_t count)
{
  struct memory *memory = memory_of(store);
  size_t mark;
  enum fasti_status status = memory_enter(memory, &mark);

  if (status != FASTI_OK)
    return status;
  table_remove(&memory->tasks, 1, &(struct fasti_task_row){.case_id = case_id}, &memory->changes);
  if (count && !find_case(memory, case_id))
    status = memory_fail(memory, FASTI_NOT_FOUND, "there is no case %s", case_id);
  for (size_t i = 0; i < count && status == FASTI_OK; i++) {
    struct fasti_task_row row = rows[i];

    row.case_id = case_id;
    if (table_find(&memory->tasks, &row))
      status = memory_fail(memory, FASTI_CONFLICT, "case %s has two tasks %lld", case_id, (long long)row.number);
    else
      table_put(&memory->tasks, &row, &memory->changes);
  }
  return memory_leave(memory, mark, status);
}

enum fasti_status
memory_deadlines_replace(struct fasti_store *store, const char *case_id, const struct fasti_deadline_row *rows,
                         size_t count)
{
  struct memory *memory = memory_of(store);
  size_t mark;
  enum fasti_status status = memory_enter(memory, &mark);

  if (status != FASTI_OK)
    return status;
  table_remove(&memory->deadlines, 1, &(struct fasti_deadline_row){.case_id = case_id}, &memory->changes);
  if (count && !find_case(memory, case_id))
    status = memory_fail(memory, FASTI_NOT_FOUND, "there is no case %s", case_id);
  for (size_t i = 0; i < count && status == FASTI_OK; i++) {
    struct fasti_deadline_row row = rows[i];

    row.case_id = case_id;
    if (table_find(&memory->deadlines, &row))
      status = memory_fail(memory, FASTI_CONFLICT, "case %s has two deadlines %s", case_id, row.deadline);
    else
      table_put(&memory->deadlines, &row, &memory->changes);
  }
  return memory_leave(memory, mark, status);
}
