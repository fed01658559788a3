/* engine/statistics/take.c - the statistics of an office: every case followed, and summed up; see statistics.h. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/list.h"
#include "engine/procedure.h"
#include "engine/statistics/room.h"

/* A row under way: the days of what was done, for the median. */
struct work_sum {
  struct fasti_work_count count;
  int *days;
  size_t day_count, day_room;
};

struct work_sums {
  struct work_sum *items;
  size_t count, room;
};

enum { TASKS_OF_PROCEDURES, TASKS_OF_ROLES, TASKS_OF_PEOPLE, DEADLINES_OF_PROCEDURES, DEADLINES_OF_ROLES, WORK_KINDS };

struct taking {
  struct fasti_office *office;
  struct fasti_store *store;
  const char *bureau;
  struct fasti_messages *messages;
  struct fasti_arena *arena;
  int64_t now;
  struct fasti_case_row *cases; /* texts in the arena */
  size_t case_count, case_room;
  struct work_sums works[WORK_KINDS];
  struct fasti_case_count *procedures;
  size_t procedure_count, procedure_room;
  struct fasti_state_count *states;
  size_t state_count, state_room;
  struct fasti_quota_count *quotas;
  size_t quota_count, quota_room;
  size_t instruments;
  const char *case_id; /* of the case at hand */
  int32_t today;
};

/* Its own arena holds the statistics. */
struct owned {
  struct fasti_statistics shown;
  struct fasti_arena *arena;
};

static void *
grow(void *items, size_t count, size_t *room, size_t size)
{
  if (count < *room)
    return items;
  *room = *room ? *room * 2 : 16;
  return fasti_realloc(items, *room * size);
}

static bool
take_case(void *self, const struct fasti_case_row *row)
{
  struct taking *taking = self;
  struct fasti_case_row *kept;

  taking->cases = grow(taking->cases, taking->case_count, &taking->case_room, sizeof *taking->cases);
  kept = &taking->cases[taking->case_count++];
  *kept = (struct fasti_case_row){.id = fasti_arena_strdup(taking->arena, row->id),
                                  .procedure = fasti_arena_strdup(taking->arena, row->procedure),
                                  .status = fasti_arena_strdup(taking->arena, row->status),
                                  .states = fasti_arena_strdup(taking->arena, row->states)};
  return true;
}

/* Cases. */

static void
count_case(struct taking *taking, const struct fasti_case_row *row, const struct fasti_procedure *procedure)
{
  struct fasti_case_count *count = NULL;
  size_t *which;

  for (size_t i = 0; i < taking->procedure_count && !count; i++)
    if (strcmp(fasti_procedure_id(taking->procedures[i].procedure), row->procedure) == 0)
      count = &taking->procedures[i];
  if (!count) {
    taking->procedures =
      grow(taking->procedures, taking->procedure_count, &taking->procedure_room, sizeof *taking->procedures);
    count = &taking->procedures[taking->procedure_count++];
    *count = (struct fasti_case_count){.procedure = procedure};
  }
  which = strcmp(row->status, "open") == 0        ? &count->open
          : strcmp(row->status, "suspended") == 0 ? &count->suspended
          : strcmp(row->status, "ended") == 0     ? &count->ended
                                                  : &count->terminated;
  ++*which;
  count->all++;
}

static void
count_state(struct taking *taking, const struct fasti_case_row *row, const struct fasti_procedure *procedure,
            const char *state)
{
  bool ended = strcmp(row->status, "ended") == 0 || strcmp(row->status, "terminated") == 0;

  for (size_t i = 0; i < taking->state_count; i++) {
    struct fasti_state_count *count = &taking->states[i];

    if (count->ended == ended && strcmp(count->state, state) == 0 &&
        strcmp(fasti_procedure_id(count->procedure), row->procedure) == 0) {
      count->count++;
      return;
    }
  }
  taking->states = grow(taking->states, taking->state_count, &taking->state_room, sizeof *taking->states);
  taking->states[taking->state_count++] = (struct fasti_state_count){procedure, state, ended, 1};
}

static void
count_states(struct taking *taking, const struct fasti_case_row *row, const struct fasti_procedure *procedure)
{
  const char *at = row->states;
  struct fasti_slice word;

  if (!*row->states)
    count_state(taking, row, procedure, strcmp(row->status, "terminated") == 0 ? "terminated" : "");
  while (fasti_list_next(&at, &word))
    count_state(taking, row, procedure, fasti_arena_copy(taking->arena, word.at, word.size));
}

/* Work. */

static struct work_sum *
sum_of(struct taking *taking, int kind, const char *id)
{
  struct work_sums *sums = &taking->works[kind];

  for (size_t i = 0; i < sums->count; i++)
    if (strcmp(sums->items[i].count.id, id) == 0)
      return &sums->items[i];
  sums->items = grow(sums->items, sums->count, &sums->room, sizeof *sums->items);
  sums->items[sums->count] =
    (struct work_sum){.count = {.id = fasti_arena_strdup(taking->arena, id), .title = "", .worst_case = ""}};
  return &sums->items[sums->count++];
}

/* Done or late on a day, with a last day. */
static void
judge(struct taking *taking, struct fasti_work_count *count, int32_t due, int32_t day)
{
  int late = day - due;

  count->judged++;
  if (late <= 0)
    return;
  count->late++;
  if (late > count->worst) {
    count->worst = late;
    count->worst_case = taking->case_id;
  }
}

static void
add_task(struct taking *taking, int kind, const char *id, const struct task_record *task)
{
  struct work_sum *sum = sum_of(taking, kind, id);
  bool done = task->end == TASK_WAS_DONE;

  sum->count.done += done;
  sum->count.open += !done;
  if (task->due != FASTI_NO_DAY && (done || task->due < taking->today))
    judge(taking, &sum->count, task->due, done ? task->ended : taking->today);
  if (!done)
    return;
  sum->days = grow(sum->days, sum->day_count, &sum->day_room, sizeof *sum->days);
  sum->days[sum->day_count++] = task->ended - task->opened;
}

/* The first role of the task that who completed it held; of an open one its first. */
static const char *
role_of(struct taking *taking, const struct task_record *task)
{
  const char *at = task->roles, *held = task->actor_count ? task->actors[0].roles : NULL, *first = NULL;
  struct fasti_slice word;

  while (fasti_list_next(&at, &word)) {
    const char *role = fasti_arena_copy(taking->arena, word.at, word.size);

    first = first ? first : role;
    if (task->end == TASK_WAS_DONE && held && fasti_list_has(held, role))
      return role;
  }
  return first ? first : "";
}

static void
count_tasks(struct taking *taking, const struct following *following)
{
  for (size_t i = 0; i < following->task_count; i++) {
    const struct task_record *task = &following->tasks[i];

    if (task->end == TASK_WAS_DROPPED)
      continue;
    add_task(taking, TASKS_OF_PROCEDURES, fasti_procedure_id(following->procedure), task);
    add_task(taking, TASKS_OF_ROLES, role_of(taking, task), task);
    for (size_t j = 0; j < task->actor_count && task->end == TASK_WAS_DONE; j++)
      add_task(taking, TASKS_OF_PEOPLE, task->actors[j].id, task);
  }
}

static void
add_run(struct taking *taking, int kind, const char *id, const struct run_record *run)
{
  struct fasti_work_count *count = &sum_of(taking, kind, id)->count;

  if (run->end == RUN_IS_OPEN || run->end == RUN_IS_LATE)
    count->open++;
  else
    count->done++;
  if (run->end == RUN_IS_LATE)
    judge(taking, count, run->due, taking->today);
  else if (run->end == RUN_WAS_KEPT || run->end == RUN_WAS_LATE)
    judge(taking, count, run->due, run->ended);
}

static void
count_runs(struct taking *taking, const struct following *following)
{
  for (size_t i = 0; i < following->run_count; i++) {
    const struct run_record *run = &following->runs[i];
    const char *at = run->role;
    struct fasti_slice word = {"", 0};

    fasti_list_next(&at, &word);
    add_run(taking, DEADLINES_OF_PROCEDURES, fasti_procedure_id(following->procedure), run);
    add_run(taking, DEADLINES_OF_ROLES, fasti_arena_copy(taking->arena, word.at, word.size), run);
  }
}

static enum fasti_status
take_work(struct taking *taking, const struct fasti_case_row *row)
{
  struct following following = {.arena = fasti_arena_new()};
  enum fasti_status status =
    fasti_office_history(taking->office, row->id, taking->messages, follow_entry, &following);

  if (status == FASTI_OK) {
    taking->case_id = row->id;
    taking->today = fasti_instant_day(taking->now, following.zone);
    count_case(taking, row, following.procedure);
    count_states(taking, row, following.procedure);
    count_tasks(taking, &following);
    count_runs(taking, &following);
    taking->instruments += following.instruments;
  }
  follow_end(&following);
  fasti_arena_free(following.arena);
  return status;
}

/* Quotas. */

struct quota_of_case {
  struct taking *taking;
  const char *quota, *title, *result;
};

static void
count_quota(struct taking *taking, const struct quota_of_case *facts)
{
  const char *result = facts->result ? facts->result : "";

  for (size_t i = 0; i < taking->quota_count; i++)
    if (strcmp(taking->quotas[i].quota, facts->quota) == 0 && strcmp(taking->quotas[i].result, result) == 0) {
      taking->quotas[i].count++;
      return;
    }
  taking->quotas = grow(taking->quotas, taking->quota_count, &taking->quota_room, sizeof *taking->quotas);
  taking->quotas[taking->quota_count++] = (struct fasti_quota_count){facts->quota, facts->title ? facts->title : "", result, 1};
}

static bool
take_fact(void *self, const struct fasti_fact_row *row)
{
  struct quota_of_case *facts = self;
  struct fasti_arena *arena = facts->taking->arena;

  if (strcmp(row->name, "quota") == 0)
    facts->quota = fasti_arena_strdup(arena, row->value);
  else if (strcmp(row->name, "title") == 0)
    facts->title = fasti_arena_strdup(arena, row->value);
  else if (strcmp(row->name, "result") == 0)
    facts->result = fasti_arena_strdup(arena, row->value);
  return true;
}

static enum fasti_status
take_quota(struct taking *taking, const struct fasti_case_row *row)
{
  struct quota_of_case facts = {.taking = taking};
  enum fasti_status status = taking->store->call->fact_list(taking->store, row->id, take_fact, &facts);

  if (facts.quota)
    count_quota(taking, &facts);
  return status;
}

/* Order, titles, medians. */

static int
by_id(const void *a, const void *b)
{
  return strcmp(((const struct work_sum *)a)->count.id, ((const struct work_sum *)b)->count.id);
}

static int
by_procedure(const void *a, const void *b)
{
  return strcmp(fasti_procedure_id(((const struct fasti_case_count *)a)->procedure),
                fasti_procedure_id(((const struct fasti_case_count *)b)->procedure));
}

static int
by_state(const void *a, const void *b)
{
  const struct fasti_state_count *one = a, *other = b;
  int order = strcmp(fasti_procedure_id(one->procedure), fasti_procedure_id(other->procedure));

  if (order == 0)
    order = (int)one->ended - (int)other->ended;
  return order ? order : strcmp(one->state, other->state);
}

static int
by_quota(const void *a, const void *b)
{
  const struct fasti_quota_count *one = a, *other = b;
  int order = strcmp(one->quota, other->quota);

  return order ? order : strcmp(one->result, other->result);
}

static int
by_number(const void *a, const void *b)
{
  int one = *(const int *)a, other = *(const int *)b;

  return (one > other) - (one < other);
}

static void
sort(void *items, size_t count, size_t size, int (*compare)(const void *, const void *))
{
  if (count)
    qsort(items, count, size, compare);
}

static bool
take_name(void *self, const struct fasti_person_row *row)
{
  *(const char **)self = fasti_strdup(row->name);
  return true;
}

static const char *
title_of(struct taking *taking, int kind, const char *id)
{
  const struct fasti_package *package = NULL;
  const char *title = id;
  char *name = NULL;

  if (kind == TASKS_OF_PEOPLE && taking->store->call->person_list(taking->store, id, NULL, NULL, take_name, &name) ==
                                   FASTI_OK && name)
    title = fasti_arena_strdup(taking->arena, name);
  fasti_free(name);
  for (size_t i = 0; i < taking->procedure_count; i++) {
    const struct fasti_procedure *procedure = taking->procedures[i].procedure;

    package = fasti_procedure_package(procedure);
    if ((kind == TASKS_OF_PROCEDURES || kind == DEADLINES_OF_PROCEDURES) &&
        strcmp(fasti_procedure_id(procedure), id) == 0)
      return fasti_procedure_title(procedure);
  }
  return package && (kind == TASKS_OF_ROLES || kind == DEADLINES_OF_ROLES) ? fasti_package_role_title(package, id) : title;
}

static struct fasti_work_counts
finish_work(struct taking *taking, int kind)
{
  struct work_sums *sums = &taking->works[kind];
  struct fasti_work_count *items = fasti_arena_alloc(taking->arena, (sums->count + 1) * sizeof *items);

  sort(sums->items, sums->count, sizeof *sums->items, by_id);
  for (size_t i = 0; i < sums->count; i++) {
    struct work_sum *sum = &sums->items[i];

    sort(sum->days, sum->day_count, sizeof *sum->days, by_number);
    items[i] = sum->count;
    items[i].title = title_of(taking, kind, items[i].id);
    items[i].median = sum->day_count ? sum->days[(sum->day_count - 1) / 2] : 0;
    fasti_free(sum->days);
  }
  fasti_free(sums->items);
  return (struct fasti_work_counts){items, sums->count};
}

static void *
finish(struct taking *taking, void *items, size_t count, size_t size, int (*compare)(const void *, const void *))
{
  void *kept = fasti_arena_alloc(taking->arena, (count + 1) * size);

  sort(items, count, size, compare);
  if (count)
    memcpy(kept, items, count * size);
  fasti_free(items);
  return kept;
}

static struct fasti_statistics *
statistics_of(struct taking *taking)
{
  struct owned *owned = fasti_arena_alloc(taking->arena, sizeof *owned);

  owned->arena = taking->arena;
  owned->shown = (struct fasti_statistics){
    .at = taking->now,
    .cases = taking->case_count,
    .instruments = taking->instruments,
    .tasks_of_procedures = finish_work(taking, TASKS_OF_PROCEDURES),
    .tasks_of_roles = finish_work(taking, TASKS_OF_ROLES),
    .tasks_of_people = finish_work(taking, TASKS_OF_PEOPLE),
    .deadlines_of_procedures = finish_work(taking, DEADLINES_OF_PROCEDURES),
    .deadlines_of_roles = finish_work(taking, DEADLINES_OF_ROLES),
    .procedure_count = taking->procedure_count,
    .state_count = taking->state_count,
    .quota_count = taking->quota_count,
  };
  owned->shown.procedures =
    finish(taking, taking->procedures, taking->procedure_count, sizeof *taking->procedures, by_procedure);
  owned->shown.states = finish(taking, taking->states, taking->state_count, sizeof *taking->states, by_state);
  owned->shown.quotas = finish(taking, taking->quotas, taking->quota_count, sizeof *taking->quotas, by_quota);
  fasti_free(taking->cases);
  return &owned->shown;
}

enum fasti_status
fasti_statistics_take(struct fasti_office *office, struct fasti_store *store, const char *bureau, int64_t now,
                      struct fasti_messages *messages, struct fasti_statistics **out)
{
  struct taking taking = {
    .office = office, .store = store, .bureau = bureau, .messages = messages, .arena = fasti_arena_new(), .now = now};
  struct fasti_case_filter filter = {.bureau = bureau, .due_before = FASTI_NO_DAY};
  enum fasti_status status = store->call->case_list(store, &filter, take_case, &taking);

  for (size_t i = 0; i < taking.case_count && status == FASTI_OK; i++) {
    status = take_work(&taking, &taking.cases[i]);
    if (status == FASTI_OK)
      status = take_quota(&taking, &taking.cases[i]);
  }
  *out = statistics_of(&taking); /* which frees what is under way */
  if (status != FASTI_OK) {
    fasti_statistics_free(*out);
    *out = NULL;
  }
  return status;
}

void
fasti_statistics_free(struct fasti_statistics *statistics)
{
  if (statistics)
    fasti_arena_free(((struct owned *)statistics)->arena);
}
