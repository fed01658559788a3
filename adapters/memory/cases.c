/* adapters/memory/cases.c - cases, journals, tasks and deadlines of the memory store; see engine/port.h. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "adapters/memory/store.h"
#include "engine/search.h"

static bool
any(const char *text)
{
  return !text || !*text;
}

static bool
is(const char *wanted, const char *text)
{
  return any(wanted) || strcmp(wanted, text) == 0;
}

static bool
any_day(int32_t day)
{
  return day == 0 || day == FASTI_NO_DAY;
}

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

static bool
has_deadline_before(const struct memory *memory, const char *case_id, int32_t day)
{
  const struct fasti_deadline_row key = {.case_id = case_id};
  size_t at = table_from(&memory->deadlines, 1, &key);

  for (; at < memory->deadlines.count; at++) {
    const struct fasti_deadline_row *row = memory->deadlines.rows[at];

    if (strcmp(row->case_id, case_id) != 0)
      return false;
    if (strcmp(row->state, "running") == 0 && row->due != FASTI_NO_DAY && row->due < day)
      return true;
  }
  return false;
}

static bool
case_wanted(const struct memory *memory, const struct fasti_case_filter *filter, const struct fasti_case_row *row)
{
  return is(filter->bureau, row->bureau) && is(filter->procedure, row->procedure) && is(filter->status, row->status) &&
         (any(filter->state) || fasti_list_has(row->states, filter->state)) &&
         (any(filter->text) || fasti_search_found(fasti_slice_of(row->search), fasti_slice_of(filter->text))) &&
         (any(filter->after) || strcmp(row->id, filter->after) > 0) &&
         (!filter->clock_by || (row->due != FASTI_NEVER && row->due <= filter->clock_by)) &&
         (any_day(filter->due_before) || has_deadline_before(memory, row->id, filter->due_before)) &&
         memory_case_known_by(memory, filter, row);
}

static int
by_due(const void *a, const void *b)
{
  const struct fasti_case_row *x = *(const struct fasti_case_row *const *)a;
  const struct fasti_case_row *y = *(const struct fasti_case_row *const *)b;

  return x->due != y->due ? (x->due > y->due) - (x->due < y->due) : strcmp(x->id, y->id);
}

enum fasti_status
memory_case_list(struct fasti_store *store, const struct fasti_case_filter *filter,
                 bool (*visit)(void *self, const struct fasti_case_row *row), void *self)
{
  struct memory *memory = memory_of(store);
  struct picked picked = {0};
  size_t most = filter->most > 0 ? (size_t)filter->most : SIZE_MAX;
  bool more = true;

  for (size_t i = 0; i < memory->cases.count; i++)
    if (case_wanted(memory, filter, memory->cases.rows[i]))
      picked_add(&picked, memory->cases.rows[i]);
  if (filter->clock_by && picked.count)
    qsort(picked.rows, picked.count, sizeof *picked.rows, by_due);
  for (size_t i = 0; i < picked.count && i < most && more; i++) {
    struct fasti_case_row row = *(const struct fasti_case_row *)picked.rows[i];

    row.snapshot = (struct fasti_slice){"", 0};
    more = visit(self, &row);
  }
  fasti_free(picked.rows);
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
  if (status == FASTI_OK)
    table_put(&memory->entries, row, &memory->changes);
  else if (status == FASTI_CORRUPT)
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

static bool
open_to(const struct fasti_task_row *row, const char *person, const char *roles, const char *unit)
{
  if (*row->persons)
    return fasti_list_has(row->persons, person);
  return fasti_list_meets(row->roles, roles) && !fasti_list_has(row->excluded, person) &&
         (!*row->among || fasti_list_has(row->among, person)) && (!*row->units || fasti_list_has(row->units, unit)) &&
         !fasti_list_has(row->not_units, unit);
}

static bool
task_wanted(const struct memory *memory, const struct fasti_task_filter *filter, const struct fasti_task_row *row)
{
  const char *roles = filter->roles ? filter->roles : "";

  if (!is(filter->case_id, row->case_id) || !is(filter->state, row->state))
    return false;
  if (!any_day(filter->due_before) && (row->due == FASTI_NO_DAY || row->due >= filter->due_before))
    return false;
  if (!any(filter->bureau) && strcmp(find_case(memory, row->case_id)->bureau, filter->bureau) != 0)
    return false;
  if (!any(filter->person))
    return open_to(row, filter->person, roles, filter->unit ? filter->unit : "");
  return !*roles || fasti_list_meets(row->roles, roles);
}

static int64_t
day_order(int32_t day)
{
  return day == FASTI_NO_DAY ? INT64_MAX : day;
}

static int
by_day(const void *a, const void *b)
{
  const struct fasti_task_row *x = *(const struct fasti_task_row *const *)a;
  const struct fasti_task_row *y = *(const struct fasti_task_row *const *)b;
  int64_t p = day_order(x->due), q = day_order(y->due);

  return p != q ? (p > q) - (p < q) : fasti_row_compare(&fasti_task_shape, fasti_task_shape.keys, x, y);
}

enum fasti_status
memory_task_list(struct fasti_store *store, const struct fasti_task_filter *filter,
                 bool (*visit)(void *self, const struct fasti_task_row *row), void *self)
{
  struct memory *memory = memory_of(store);
  struct picked picked = {0};
  size_t most = filter->most > 0 ? (size_t)filter->most : SIZE_MAX;

  for (size_t i = 0; i < memory->tasks.count; i++)
    if (task_wanted(memory, filter, memory->tasks.rows[i]))
      picked_add(&picked, memory->tasks.rows[i]);
  if (picked.count)
    qsort(picked.rows, picked.count, sizeof *picked.rows, by_day);
  for (size_t i = 0; i < picked.count && i < most; i++)
    if (!visit(self, picked.rows[i]))
      break;
  fasti_free(picked.rows);
  return FASTI_OK;
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

static int
by_last_day(const void *a, const void *b)
{
  const struct fasti_deadline_row *x = *(const struct fasti_deadline_row *const *)a;
  const struct fasti_deadline_row *y = *(const struct fasti_deadline_row *const *)b;
  int64_t p = day_order(x->due), q = day_order(y->due);

  return p != q ? (p > q) - (p < q) : fasti_row_compare(&fasti_deadline_shape, fasti_deadline_shape.keys, x, y);
}

static bool
deadline_wanted(const struct fasti_deadline_row *row, const char *case_id, int32_t due_before)
{
  if (!is(case_id, row->case_id))
    return false;
  return any_day(due_before) ||
         (strcmp(row->state, "running") == 0 && row->due != FASTI_NO_DAY && row->due < due_before);
}

enum fasti_status
memory_deadline_list(struct fasti_store *store, const struct fasti_deadline_filter *filter,
                     bool (*visit)(void *self, const struct fasti_deadline_row *row), void *self)
{
  struct memory *memory = memory_of(store);
  struct picked picked = {0};

  for (size_t i = 0; i < memory->deadlines.count; i++)
    if (deadline_wanted(memory->deadlines.rows[i], filter->case_id, filter->due_before))
      picked_add(&picked, memory->deadlines.rows[i]);
  if (picked.count)
    qsort(picked.rows, picked.count, sizeof *picked.rows, by_last_day);
  for (size_t i = 0; i < picked.count; i++)
    if (!visit(self, picked.rows[i]))
      break;
  fasti_free(picked.rows);
  return FASTI_OK;
}
