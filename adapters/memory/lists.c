/* adapters/memory/lists.c - lists and counts of cases, tasks and deadlines by filters; see engine/lists.h. */
#include "config.h"

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

/* -- reach -- */

bool
memory_open_to(const struct fasti_task_row *row, const char *person, const char *roles, const char *unit)
{
  if (*row->persons)
    return fasti_list_has(row->persons, person);
  return fasti_list_meets(row->roles, roles) && !fasti_list_has(row->excluded, person) &&
         (!*row->among || fasti_list_has(row->among, person)) && (!*row->units || fasti_list_has(row->units, unit)) &&
         !fasti_list_has(row->not_units, unit);
}

static bool
has_open_task(const struct memory *memory, const struct fasti_reach *reach, const char *case_id)
{
  size_t at = table_from(&memory->tasks, 1, &(struct fasti_task_row){.case_id = case_id});

  for (; at < memory->tasks.count; at++) {
    const struct fasti_task_row *row = memory->tasks.rows[at];

    if (strcmp(row->case_id, case_id) != 0)
      return false;
    if (memory_open_to(row, reach->person, reach->roles ? reach->roles : "", reach->unit ? reach->unit : ""))
      return true;
  }
  return false;
}

static bool
names_unit(const struct memory *memory, const struct fasti_reach *reach, const char *case_id)
{
  size_t at = table_from(&memory->facts, 1, &(struct fasti_fact_row){.case_id = case_id});

  for (; at < memory->facts.count && !any(reach->unit); at++) {
    const struct fasti_fact_row *row = memory->facts.rows[at];

    if (strcmp(row->case_id, case_id) != 0)
      return false;
    if (fasti_list_has(reach->unit_facts, row->name) && strcmp(row->value, reach->unit) == 0)
      return true;
  }
  return false;
}

static bool
has_part(const struct memory *memory, const char *case_id, const char *person)
{
  return table_find(&memory->participants, &(struct fasti_participant_row){.case_id = case_id, .person = person});
}

bool
memory_reaches(const struct memory *memory, const struct fasti_reach *reach, const struct fasti_case_row *row)
{
  if (!reach || (reach->sight == FASTI_SIGHT_OUTLINE && any(reach->bureau)))
    return true;
  if (strcmp(row->bureau, reach->bureau ? reach->bureau : "") != 0 || reach->sight == FASTI_SIGHT_NOTHING)
    return false;
  if (reach->sight == FASTI_SIGHT_BUREAU || reach->sight == FASTI_SIGHT_OUTLINE ||
      fasti_list_has(reach->open, row->procedure))
    return true;
  if (reach->sight == FASTI_SIGHT_TASK ? memory_has_work(memory, row->id, reach->person, NULL)
                                       : has_part(memory, row->id, reach->person))
    return true;
  return has_open_task(memory, reach, row->id) ||
         (reach->sight == FASTI_SIGHT_UNIT && names_unit(memory, reach, row->id));
}

/* -- cases -- */

/* Whether a deadline in this state still has to be kept, or is late. */
static bool
counts(const char *state)
{
  return strcmp(state, "running") == 0 || strcmp(state, "expired") == 0;
}

/* The nearest last day of such a deadline. */
static int32_t
nearest(const struct memory *memory, const char *case_id)
{
  size_t at = table_from(&memory->deadlines, 1, &(struct fasti_deadline_row){.case_id = case_id});
  int32_t best = FASTI_NO_DAY;

  for (; at < memory->deadlines.count; at++) {
    const struct fasti_deadline_row *row = memory->deadlines.rows[at];

    if (strcmp(row->case_id, case_id) != 0)
      break;
    if (counts(row->state) && row->due != FASTI_NO_DAY && (best == FASTI_NO_DAY || row->due < best))
      best = row->due;
  }
  return best;
}

static bool
due_before(const struct memory *memory, const char *case_id, int32_t day)
{
  int32_t due = any_day(day) ? FASTI_NO_DAY : nearest(memory, case_id);

  return any_day(day) || (due != FASTI_NO_DAY && due < day);
}

static enum fasti_case_order
order_of(const struct fasti_case_filter *filter)
{
  return filter->clock_by ? FASTI_CASES_BY_CLOCK : filter->order;
}

static bool
case_wanted(const struct memory *memory, const struct fasti_case_filter *filter, const struct fasti_case_row *row)
{
  return is(filter->id, row->id) && is(filter->bureau, row->bureau) && is(filter->procedure, row->procedure) &&
         is(filter->status, row->status) && (any(filter->state) || fasti_list_has(row->states, filter->state)) &&
         (any(filter->text) || fasti_search_found(fasti_slice_of(row->search), fasti_slice_of(filter->text))) &&
         (order_of(filter) != FASTI_CASES_BY_CLOCK || row->due != FASTI_NEVER) &&
         (!filter->clock_by || row->due <= filter->clock_by) &&
         (!filter->opened_from || row->opened_at >= filter->opened_from) &&
         (!filter->opened_to || row->opened_at <= filter->opened_to) &&
         due_before(memory, row->id, filter->due_before) &&
         (any(filter->person) || memory_has_work(memory, row->id, filter->person, filter->work)) &&
         memory_case_known_by(memory, filter, row) && memory_reaches(memory, filter->reach, row);
}

static int64_t
case_place(const struct memory *memory, enum fasti_case_order order, const struct fasti_case_row *row)
{
  switch (order) {
  case FASTI_CASES_BY_OPENED:
    return row->opened_at;
  case FASTI_CASES_BY_DUE:
    return ordered_day(nearest(memory, row->id));
  case FASTI_CASES_BY_CLOCK:
    return row->due;
  case FASTI_CASES_BY_ID:
    break;
  }
  return 0;
}

enum fasti_status
memory_case_list(struct fasti_store *store, const struct fasti_case_filter *filter,
                 bool (*visit)(void *self, const struct fasti_case_row *row), void *self)
{
  struct memory *memory = memory_of(store);
  enum fasti_case_order order = order_of(filter);
  struct ordered ordered = {.shape = &fasti_case_shape};
  struct fasti_case_row last = {.id = filter->after};
  struct ordered_row after = {&fasti_case_shape,
                              order == FASTI_CASES_BY_ID ? 0
                              : filter->after_at == FASTI_NO_DAY ? INT64_MAX
                                                                 : filter->after_at,
                              &last};

  for (size_t i = 0; i < memory->cases.count; i++)
    if (case_wanted(memory, filter, memory->cases.rows[i]))
      ordered_add(&ordered, case_place(memory, order, memory->cases.rows[i]), memory->cases.rows[i]);
  ordered_page(&ordered, any(filter->after) ? NULL : &after, filter->backwards, filter->most);
  for (size_t i = 0; i < ordered.count; i++) {
    struct fasti_case_row row = *(const struct fasti_case_row *)ordered.items[i].row;

    row.snapshot = (struct fasti_slice){"", 0};
    if (!visit(self, &row))
      break;
  }
  fasti_free(ordered.items);
  return FASTI_OK;
}

enum fasti_status
memory_case_count(struct fasti_store *store, const struct fasti_case_filter *filter, enum fasti_count_by by,
                  fasti_count_seen *visit, void *self)
{
  struct memory *memory = memory_of(store);
  struct counting counting = {0};

  for (size_t i = 0; i < memory->cases.count; i++) {
    const struct fasti_case_row *row = memory->cases.rows[i];

    if (case_wanted(memory, filter, row))
      counting_add(&counting, by == FASTI_COUNT_STATUS      ? row->status
                              : by == FASTI_COUNT_PROCEDURE ? row->procedure
                              : by == FASTI_COUNT_STATES    ? row->states
                                                            : "");
  }
  return counting_tell(&counting, visit, self);
}

/* -- tasks -- */

/* What is asked of the case of a row. */
static bool
case_fits(const struct memory *memory, const char *case_id, const char *bureau, const char *procedure, bool open,
          const struct fasti_reach *reach)
{
  const struct fasti_case_row *row = find_case(memory, case_id);

  return is(bureau, row->bureau) && is(procedure, row->procedure) &&
         (!open || fasti_list_has("open suspended", row->status)) && memory_reaches(memory, reach, row);
}

static bool
task_is_for(const struct fasti_task_filter *filter, const struct fasti_task_row *row)
{
  const char *roles = filter->roles ? filter->roles : "";

  if (any(filter->person))
    return !*roles || fasti_list_meets(row->roles, roles);
  if (filter->held != filter->pool && filter->held != (*row->persons != '\0'))
    return false;
  return memory_open_to(row, filter->person, roles, filter->unit ? filter->unit : "");
}

static bool
task_wanted(const struct memory *memory, const struct fasti_task_filter *filter, const struct fasti_task_row *row)
{
  if (!is(filter->case_id, row->case_id) || !is(filter->state, row->state) || !is(filter->task, row->task) ||
      !is(filter->draft_of, row->drafted))
    return false;
  if (!any_day(filter->due_before) && (row->due == FASTI_NO_DAY || row->due >= filter->due_before))
    return false;
  if (!any_day(filter->due_from) && (row->due == FASTI_NO_DAY || row->due < filter->due_from))
    return false;
  return task_is_for(filter, row) &&
         case_fits(memory, row->case_id, filter->bureau, filter->procedure, false, filter->reach);
}

static int64_t
task_place(enum fasti_task_order order, int64_t due, int64_t opened)
{
  return order == FASTI_TASKS_BY_DUE ? due : order == FASTI_TASKS_BY_OPENED ? opened : 0;
}

enum fasti_status
memory_task_list(struct fasti_store *store, const struct fasti_task_filter *filter,
                 bool (*visit)(void *self, const struct fasti_task_row *row), void *self)
{
  struct memory *memory = memory_of(store);
  struct ordered ordered = {.shape = &fasti_task_shape};
  struct fasti_task_row last = {.case_id = filter->after, .number = filter->after_number};
  int64_t at = filter->after_at == FASTI_NO_DAY ? INT64_MAX : filter->after_at;
  struct ordered_row after = {&fasti_task_shape, task_place(filter->order, at, filter->after_at), &last};

  for (size_t i = 0; i < memory->tasks.count; i++) {
    const struct fasti_task_row *row = memory->tasks.rows[i];

    if (task_wanted(memory, filter, row))
      ordered_add(&ordered, task_place(filter->order, ordered_day(row->due), row->opened_at), row);
  }
  ordered_page(&ordered, any(filter->after) ? NULL : &after, filter->backwards, filter->most);
  ORDERED_TELL(ordered, visit, self);
}

static const char *
procedure_of(const struct memory *memory, const char *case_id)
{
  return find_case(memory, case_id)->procedure;
}

enum fasti_status
memory_task_count(struct fasti_store *store, const struct fasti_task_filter *filter, enum fasti_count_by by,
                  fasti_count_seen *visit, void *self)
{
  struct memory *memory = memory_of(store);
  struct counting counting = {0};
  char day[FASTI_DATE_SIZE];

  for (size_t i = 0; i < memory->tasks.count; i++) {
    const struct fasti_task_row *row = memory->tasks.rows[i];

    if (task_wanted(memory, filter, row))
      counting_add(&counting, by == FASTI_COUNT_STATUS      ? row->state
                              : by == FASTI_COUNT_PROCEDURE ? procedure_of(memory, row->case_id)
                              : by == FASTI_COUNT_NAME      ? row->task
                              : by == FASTI_COUNT_DAY       ? fasti_day_format(row->due, day)
                                                            : "");
  }
  return counting_tell(&counting, visit, self);
}

/* -- deadlines -- */

static bool
deadline_wanted(const struct memory *memory, const struct fasti_deadline_filter *filter,
                const struct fasti_deadline_row *row)
{
  bool has_day = row->due != FASTI_NO_DAY;

  return is(filter->case_id, row->case_id) && is(filter->deadline, row->deadline) && is(filter->state, row->state) &&
         (any(filter->role) || fasti_list_meets(row->role, filter->role)) &&
         (!filter->open || (strcmp(row->state, "met") != 0 && strcmp(row->state, "left") != 0)) &&
         (any_day(filter->due_before) ||
          (counts(row->state) && has_day && row->due < filter->due_before)) &&
         (any_day(filter->from) || (has_day && row->due >= filter->from)) &&
         (any_day(filter->to) || (has_day && row->due <= filter->to)) &&
         (any(filter->person) || has_part(memory, row->case_id, filter->person)) &&
         case_fits(memory, row->case_id, filter->bureau, filter->procedure, filter->open, filter->reach);
}

enum fasti_status
memory_deadline_list(struct fasti_store *store, const struct fasti_deadline_filter *filter,
                     bool (*visit)(void *self, const struct fasti_deadline_row *row), void *self)
{
  struct memory *memory = memory_of(store);
  struct ordered ordered = {.shape = &fasti_deadline_shape};
  struct fasti_deadline_row last = {
    .case_id = filter->after, .session = filter->after_session, .deadline = filter->after_deadline};
  struct ordered_row after = {&fasti_deadline_shape, ordered_day(filter->after_due), &last};

  for (size_t i = 0; i < memory->deadlines.count; i++) {
    const struct fasti_deadline_row *row = memory->deadlines.rows[i];

    if (deadline_wanted(memory, filter, row))
      ordered_add(&ordered, ordered_day(row->due), row);
  }
  ordered_page(&ordered, any(filter->after) ? NULL : &after, filter->backwards, filter->most);
  ORDERED_TELL(ordered, visit, self);
}

enum fasti_status
memory_deadline_count(struct fasti_store *store, const struct fasti_deadline_filter *filter, enum fasti_count_by by,
                      fasti_count_seen *visit, void *self)
{
  struct memory *memory = memory_of(store);
  struct counting counting = {0};
  char day[FASTI_DATE_SIZE];

  for (size_t i = 0; i < memory->deadlines.count; i++) {
    const struct fasti_deadline_row *row = memory->deadlines.rows[i];

    if (deadline_wanted(memory, filter, row))
      counting_add(&counting, by == FASTI_COUNT_STATUS      ? row->state
                              : by == FASTI_COUNT_PROCEDURE ? procedure_of(memory, row->case_id)
                              : by == FASTI_COUNT_NAME      ? row->deadline
                              : by == FASTI_COUNT_DAY       ? fasti_day_format(row->due, day)
                                                            : "");
  }
  return counting_tell(&counting, visit, self);
}
