/* adapters/memory/parts.c - who has a part in a case, what people did in it, what it put on the board; see
 * engine/port.h. */
#include "config.h"

#include <string.h>

#include "adapters/memory/store.h"
#include "engine/search.h"

_Static_assert(offsetof(struct fasti_participant_row, case_id) == 0, "memory_replace writes the case there");

static bool
is(const char *wanted, const char *text)
{
  return !wanted || !*wanted || strcmp(wanted, text) == 0;
}

static const struct fasti_case_row *
find_case(const struct memory *memory, const char *id)
{
  return table_find(&memory->cases, &(struct fasti_case_row){.id = id});
}

enum fasti_status
memory_participants_replace(struct fasti_store *store, const char *case_id, const struct fasti_participant_row *rows,
                            size_t count)
{
  return memory_replace(memory_of(store), &memory_of(store)->participants, case_id, rows, count);
}

enum fasti_status
memory_participant_list(struct fasti_store *store, const char *case_id,
                        bool (*visit)(void *self, const struct fasti_participant_row *row), void *self)
{
  const struct table *table = &memory_of(store)->participants;

  for (size_t i = 0; i < table->count; i++) {
    const struct fasti_participant_row *row = table->rows[i];

    if (is(case_id, row->case_id) && !visit(self, row))
      break;
  }
  return FASTI_OK;
}

static enum fasti_status
put_of_case(struct memory *memory, struct table *table, const void *row, const char *case_id)
{
  size_t mark;
  enum fasti_status status = memory_enter(memory, &mark);

  if (status != FASTI_OK)
    return status;
  if (find_case(memory, case_id))
    table_put(table, row, &memory->changes);
  else
    status = memory_fail(memory, FASTI_NOT_FOUND, "there is no case %s", case_id);
  return memory_leave(memory, mark, status);
}

static enum fasti_status
drop(struct memory *memory, struct table *table, const void *key)
{
  size_t mark;
  enum fasti_status status = memory_enter(memory, &mark);

  if (status != FASTI_OK)
    return status;
  table_remove(table, 1, key, &memory->changes);
  return memory_leave(memory, mark, FASTI_OK);
}

enum fasti_status
memory_work_put(struct fasti_store *store, const struct fasti_work_row *row)
{
  return put_of_case(memory_of(store), &memory_of(store)->works, row, row->case_id);
}

enum fasti_status
memory_work_drop(struct fasti_store *store, const char *case_id)
{
  return drop(memory_of(store), &memory_of(store)->works, &(struct fasti_work_row){.case_id = case_id});
}

enum fasti_status
memory_board_put(struct fasti_store *store, const struct fasti_board_row *row)
{
  return put_of_case(memory_of(store), &memory_of(store)->board, row, row->case_id);
}

enum fasti_status
memory_board_drop(struct fasti_store *store, const char *case_id)
{
  return drop(memory_of(store), &memory_of(store)->board, &(struct fasti_board_row){.case_id = case_id});
}

bool
memory_has_work(const struct memory *memory, const char *case_id, const char *person, const char *kind)
{
  size_t at = table_from(&memory->works, 1, &(struct fasti_work_row){.case_id = case_id});

  for (; at < memory->works.count; at++) {
    const struct fasti_work_row *row = memory->works.rows[at];

    if (strcmp(row->case_id, case_id) != 0)
      return false;
    if (strcmp(row->person, person) == 0 && is(kind, row->kind))
      return true;
  }
  return false;
}

static bool
work_wanted(const struct memory *memory, const struct fasti_work_filter *filter, const struct fasti_work_row *row)
{
  const struct fasti_case_row *of = find_case(memory, row->case_id);

  return is(filter->person, row->person) && is(filter->case_id, row->case_id) && is(filter->kind, row->kind) &&
         is(filter->bureau, of->bureau) && is(filter->procedure, of->procedure) &&
         (!filter->from || row->at >= filter->from) && (!filter->to || row->at <= filter->to);
}

enum fasti_status
memory_work_list(struct fasti_store *store, const struct fasti_work_filter *filter,
                 bool (*visit)(void *self, const struct fasti_work_row *row), void *self)
{
  struct memory *memory = memory_of(store);
  struct ordered ordered = {.shape = &fasti_work_shape};
  /* A page goes on behind an entry as a whole, whoever did it. */
  struct fasti_work_row last = {.case_id = filter->after,
                                .sequence = filter->backwards ? filter->after_sequence : filter->after_sequence + 1};
  struct ordered_row after = {&fasti_work_shape, filter->after_at, &last};

  for (size_t i = 0; i < memory->works.count; i++)
    if (work_wanted(memory, filter, memory->works.rows[i]))
      ordered_add(&ordered, ((const struct fasti_work_row *)memory->works.rows[i])->at, memory->works.rows[i]);
  ordered_page(&ordered, filter->after && *filter->after ? &after : NULL, filter->backwards, filter->most);
  ORDERED_TELL(ordered, visit, self);
}

enum fasti_status
memory_work_count(struct fasti_store *store, const struct fasti_work_filter *filter, enum fasti_count_by by,
                  fasti_count_seen *visit, void *self)
{
  struct memory *memory = memory_of(store);
  struct counting counting = {0};

  for (size_t i = 0; i < memory->works.count; i++) {
    const struct fasti_work_row *row = memory->works.rows[i];

    if (work_wanted(memory, filter, row))
      counting_add(&counting, by == FASTI_COUNT_NAME        ? row->kind
                              : by == FASTI_COUNT_PROCEDURE ? find_case(memory, row->case_id)->procedure
                                                            : "");
  }
  return counting_tell(&counting, visit, self);
}

/* What took the place of an earlier item hides it; what was taken away is no item. */
static bool
stands(const struct memory *memory, const struct fasti_board_row *row)
{
  for (size_t i = 0; i < memory->board.count; i++) {
    const struct fasti_board_row *later = memory->board.rows[i];

    if (strcmp(later->case_id, row->case_id) == 0 && later->number > row->number &&
        strcmp(later->kind, row->kind) == 0 && strcmp(later->key, row->key) == 0)
      return false;
  }
  return *row->text;
}

static bool
board_wanted(const struct memory *memory, const struct fasti_board_filter *filter, const struct fasti_board_row *row)
{
  bool any_day = filter->on == 0 || filter->on == FASTI_NO_DAY, found = true;
  struct fasti_buffer all = {0};

  if (filter->text && *filter->text) {
    fasti_buffer_printf(&all, "%s\n%s", row->title, row->text);
    found = fasti_search_found(fasti_buffer_slice(&all), fasti_slice_of(filter->text));
    fasti_buffer_free(&all);
  }
  return found && is(filter->bureau, row->bureau) && is(filter->kind, row->kind) &&
         is(filter->case_id, row->case_id) &&
         (any_day || (row->day <= filter->on && (row->until == FASTI_NO_DAY || row->until >= filter->on))) &&
         (filter->all || stands(memory, row));
}

enum fasti_status
memory_board_list(struct fasti_store *store, const struct fasti_board_filter *filter,
                  bool (*visit)(void *self, const struct fasti_board_row *row), void *self)
{
  struct memory *memory = memory_of(store);
  struct ordered ordered = {.shape = &fasti_board_shape};
  struct fasti_board_row last = {.case_id = filter->after, .number = filter->after_number};
  struct ordered_row after = {&fasti_board_shape, filter->after_day, &last};

  for (size_t i = 0; i < memory->board.count; i++) {
    const struct fasti_board_row *row = memory->board.rows[i];

    if (board_wanted(memory, filter, row))
      ordered_add(&ordered, row->day, row);
  }
  ordered_page(&ordered, filter->after && *filter->after ? &after : NULL, filter->backwards, filter->most);
  ORDERED_TELL(ordered, visit, self);
}
