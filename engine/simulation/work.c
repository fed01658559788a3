/* engine/simulation/work.c - tasks: when somebody means to do them, and doing them; see year.h. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "engine/list.h"
#include "engine/procedure.h"
#include "engine/row.h"
#include "engine/simulation/year.h"

/* What is refused is tried again after 1, 2, 4 ... days, not more often than this. */
enum {
  TRIES = 9,
  OVERDUE = 10, /* working days by which who is late is late, at most */
  LEFT = 70,    /* percent of the work of the last days that is left undone, where some is */
  RARELY = 2,   /* who has less to do in those days ... */
  LONGER = 8    /* ... leaves one thing out of so many times as many days */
};

struct list {
  struct fasti_task_row **rows;
  size_t count, room;
};

static bool
take_task(void *self, const struct fasti_task_row *row)
{
  struct list *list = self;

  if (list->count == list->room) {
    list->room = list->room ? list->room * 2 : 256;
    list->rows = fasti_realloc(list->rows, list->room * sizeof *list->rows);
  }
  list->rows[list->count++] = fasti_row_copy(&fasti_task_shape, row);
  return true;
}

/* How fast the task is done: as the load says of it, else as those who may do it work. */
static struct pace
pace_of(struct year *year, const struct habit *habit, const struct fasti_task_row *task)
{
  if (habit && habit->paced)
    return habit->pace;
  for (size_t i = 0; i < year->worker_count; i++)
    if (staff_may(&year->workers[i], task))
      return year->workers[i].pace;
  return year->load->pace;
}

/* Whether this one is left undone at the end: most of the last days; of who has something to do now and then only, one thing of a
 * longer time. */
static bool
is_left(struct year *year, const struct fasti_task_row *task)
{
  struct duty *duty = xmlHashLookup(year->duties, (const xmlChar *)task->roles);
  int32_t remaining = year->simulation->last - year->today, passed = year->today - year->simulation->first + 1;
  int32_t left = year->simulation->left;

  if (!duty) {
    duty = fasti_arena_alloc(year->arena, sizeof *duty);
    xmlHashAddEntry(year->duties, (const xmlChar *)task->roles, duty);
  }
  duty->seen++;
  if (remaining < left)
    return fasti_chance_percent(&year->chance, LEFT);
  if (duty->left || remaining >= left * LONGER || duty->seen * left >= RARELY * passed)
    return false;
  duty->left = true;
  return true;
}

static struct plan *
plan_of(struct year *year, const struct file *file, const struct fasti_task_row *task)
{
  const char *procedure = fasti_procedure_id(file->procedure);
  const struct habit *habit = load_habit(year->load->tasks, year->load->task_count, procedure, task->task);
  struct plan *plan;
  struct pace pace;
  char key[FASTI_CASE_ID + 32];

  snprintf(key, sizeof key, "%s/%" PRId64, task->case_id, task->number);
  plan = xmlHashLookup(year->plans, (const xmlChar *)key);
  if (plan)
    return plan;
  plan = fasti_arena_alloc(year->arena, sizeof *plan);
  pace = pace_of(year, habit, task);
  plan->day = year_later(year, range_value(pace.days, &year->chance));
  plan->late = fasti_chance_percent(&year->chance, pace.late);
  plan->never = (habit && !fasti_chance_percent(&year->chance, habit->chance)) ||
                (year->simulation->left > 0 && is_left(year, task));
  if (plan->late && task->due != FASTI_NO_DAY && task->due >= plan->day)
    plan->day = fasti_calendar_add_workdays(year->calendar, task->due,
                                            1 + (int)fasti_chance_below(&year->chance, OVERDUE));
  xmlHashAddEntry(year->plans, (const xmlChar *)key, plan);
  return plan;
}

/* Who is not late hurries on the last day. */
static bool
is_time(const struct year *year, const struct plan *plan, const struct fasti_task_row *task)
{
  if (plan->never || strcmp(task->state, "suspended") == 0)
    return false;
  return plan->day <= year->today ||
         (plan->tries == 0 && !plan->late && task->due != FASTI_NO_DAY && task->due <= year->today);
}

static void
put_off(struct year *year, struct plan *plan)
{
  int wait = 1 << (plan->tries < 6 ? plan->tries : 6);

  plan->tries++;
  plan->never = plan->tries >= TRIES;
  plan->day = year_later(year, wait);
}

static void
do_task(struct year *year, struct file *file, const struct fasti_task_row *task, struct plan *plan)
{
  char number[32];
  bool signs = strcmp(task->state, "signing") == 0;
  struct attempt attempt = {.file = file,
                            .procedure = file->procedure,
                            .work = task->task,
                            .command = {.kind = signs ? FASTI_SIGN : FASTI_COMPLETE, .task = task->number, .agree = true},
                            .task = number,
                            .tries = plan->tries};
  struct fasti_answer answer;
  size_t able;
  int worker = staff_for(year, file, task, &able);

  if (worker < 0 && able > 0) {
    plan->day = year_later(year, 1); /* nobody has time today */
    return;
  }
  if (worker < 0) {
    put_off(year, plan);
    year->done->given_up += plan->never;
    return;
  }
  snprintf(number, sizeof number, "%" PRId64, task->number);
  attempt_add(year, &attempt, (size_t)worker);
  if (attempt_make(year, &attempt, NULL, &answer)) {
    year->done->tasks++;
    plan->day = year_later(year, 1); /* others may have to sign */
    plan->tries = 0;
    return;
  }
  put_off(year, plan);
  if (year->failed == FASTI_OK)
    attempt_tell(year, &attempt, plan->never);
}

/* Whether the task is as it was listed: what was done since may have closed it. */
struct still {
  const struct fasti_task_row *listed;
  bool found;
};

static bool
compare(void *self, const struct fasti_task_row *row)
{
  struct still *still = self;

  if (row->number != still->listed->number)
    return true;
  still->found = strcmp(row->state, still->listed->state) == 0 && strcmp(row->persons, still->listed->persons) == 0 &&
                 strcmp(row->excluded, still->listed->excluded) == 0;
  return false;
}

static bool
is_still_open(const struct year *year, const struct fasti_task_row *task)
{
  struct fasti_store *store = year->simulation->store;
  struct fasti_task_filter filter = {.case_id = task->case_id, .due_before = FASTI_NO_DAY};
  struct still still = {.listed = task};

  return store->call->task_list(store, &filter, compare, &still) == FASTI_OK && still.found;
}

struct naming {
  struct year *year;
  struct file *file;
};

static bool
take_case(void *self, const struct fasti_case_row *row)
{
  struct naming *naming = self;

  naming->file = year_file(naming->year, row->id, row->procedure);
  return true;
}

/* The case of a task; the staff meet those that other cases have opened here. */
static struct file *
file_of(struct year *year, const char *id)
{
  struct fasti_store *store = year->simulation->store;
  struct naming naming = {.year = year, .file = xmlHashLookup(year->files, (const xmlChar *)id)};

  if (!naming.file)
    year->failed = store->call->case_get(store, id, take_case, &naming);
  return naming.file;
}

void
work_day(struct year *year)
{
  struct fasti_store *store = year->simulation->store;
  struct fasti_task_filter filter = {.bureau = fasti_package_bureau(year->bureau->package),
                                     .due_before = FASTI_NO_DAY};
  struct list list = {0};

  year->failed = store->call->task_list(store, &filter, take_task, &list);
  for (size_t i = 0; i < list.count && year->failed == FASTI_OK; i++) {
    const struct fasti_task_row *task = list.rows[i];
    struct file *file = file_of(year, task->case_id);
    struct plan *plan = file ? plan_of(year, file, task) : NULL;

    if (plan && is_time(year, plan, task) && is_still_open(year, task))
      do_task(year, file, task, plan);
  }
  for (size_t i = 0; i < list.count; i++)
    fasti_free(list.rows[i]);
  fasti_free(list.rows);
}
