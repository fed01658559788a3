/* engine/statistics/follow.c - following one case through its journal; see room.h. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/statistics/room.h"
#include "engine/xml.h"

static void *
grow(void *items, size_t count, size_t *room, size_t size)
{
  if (count < *room)
    return items;
  *room = *room ? *room * 2 : 16;
  return fasti_realloc(items, *room * size);
}

/* One text is kept once for each time it changes. */
static const char *
keep(struct following *following, const char *kept, const char *text)
{
  return kept && strcmp(kept, text) == 0 ? kept : fasti_arena_strdup(following->arena, text);
}

/* Tasks. */

static struct task_record *
find_task(struct following *following, int64_t number)
{
  for (size_t i = following->task_count; i > 0; i--)
    if (following->tasks[i - 1].number == number)
      return &following->tasks[i - 1];
  return NULL;
}

static void
see_task(void *self, const struct fasti_task_row *row)
{
  struct following *following = self;
  struct task_record *task = find_task(following, row->number);

  if (!task) {
    following->tasks = grow(following->tasks, following->task_count, &following->task_room, sizeof *following->tasks);
    task = &following->tasks[following->task_count++];
    *task = (struct task_record){.number = row->number, .opened = fasti_instant_day(row->opened_at, following->zone)};
  }
  task->roles = keep(following, task->roles, row->roles);
  task->due = row->due;
  task->end = TASK_IS_OPEN;
  task->ended = FASTI_NO_DAY; /* it is there after this entry */
}

/* Before the rows are looked at, each open task is taken for gone; those that are there come back. */
static void
leave_tasks(struct following *following)
{
  for (size_t i = 0; i < following->task_count; i++)
    if (following->tasks[i].end == TASK_IS_OPEN) {
      following->tasks[i].end = TASK_WAS_DROPPED;
      following->tasks[i].ended = following->day;
    }
}

static void
add_actor(struct following *following, struct task_record *task, const xmlNode *person)
{
  const char *id = fasti_xml_attribute(person, NULL, "id"), *roles = fasti_xml_attribute(person, NULL, "roles");
  struct actor *actors;

  for (size_t i = 0; i < task->actor_count; i++)
    if (!id || strcmp(task->actors[i].id, id) == 0)
      return;
  actors = fasti_arena_alloc(following->arena, (task->actor_count + 1) * sizeof *actors);
  if (task->actor_count)
    memcpy(actors, task->actors, task->actor_count * sizeof *actors);
  actors[task->actor_count++] =
    (struct actor){fasti_arena_strdup(following->arena, id), fasti_arena_strdup(following->arena, roles ? roles : "")};
  task->actors = actors;
}

/* What an entry did with a task. */
struct part {
  const char *kind;
  struct task_record *task;
  const xmlNode *root;
};

static bool
is_yes(const xmlNode *root)
{
  const char *agree = fasti_xml_attribute(root, NULL, "agree");

  return agree && strcmp(agree, "true") == 0;
}

/* @return whether the task is done if it is open no more */
static bool
take_part(struct following *following, const struct part *part)
{
  bool completes = strcmp(part->kind, "complete") == 0;
  bool signs = strcmp(part->kind, "sign") == 0 && is_yes(part->root);

  if (completes)
    part->task->actor_count = 0; /* earlier signatures are void */
  if (completes || signs)
    add_actor(following, part->task, fasti_xml_first(part->root));
  if (strcmp(part->kind, "withdraw") == 0)
    part->task->end = TASK_WAS_DROPPED;
  return completes || signs || strcmp(part->kind, "remove-signer") == 0;
}

/* Deadlines. */

static struct run_record *
find_run(struct following *following, const struct fasti_deadline_row *row)
{
  for (size_t i = following->run_count; i > 0; i--)
    if (strcmp(following->runs[i - 1].deadline, row->deadline) == 0 &&
        strcmp(following->runs[i - 1].session, row->session) == 0)
      return &following->runs[i - 1];
  return NULL;
}

static bool
has_ended(const struct run_record *run)
{
  return run->end == RUN_WAS_KEPT || run->end == RUN_WAS_LATE || run->end == RUN_LAPSED;
}

static enum run_end
end_of(const struct run_record *run, const struct fasti_deadline_row *row)
{
  if (strcmp(row->state, "met") == 0)
    return RUN_WAS_KEPT;
  if (strcmp(row->state, "expired") != 0 && strcmp(row->state, "left") != 0)
    return RUN_IS_OPEN;
  if (run->ended == FASTI_NO_DAY)
    return RUN_IS_LATE;
  /* It had not run out before the entry that left its state: running out is what moved the case on. */
  return run->end == RUN_IS_OPEN ? RUN_LAPSED : RUN_WAS_LATE;
}

static void
see_deadline(void *self, const struct fasti_deadline_row *row)
{
  struct following *following = self;
  struct run_record *run = find_run(following, row);
  int32_t ended = fasti_case_deadline_ended(following->case_, row->session, row->deadline);

  if (run && has_ended(run) && ended != FASTI_NO_DAY && ended == run->ended && row->from == run->from)
    return; /* as it was */
  if (!run || has_ended(run)) {
    following->runs = grow(following->runs, following->run_count, &following->run_room, sizeof *following->runs);
    run = &following->runs[following->run_count++];
    *run = (struct run_record){.session = fasti_arena_strdup(following->arena, row->session),
                               .deadline = fasti_arena_strdup(following->arena, row->deadline)};
  }
  run->role = keep(following, run->role, row->role);
  run->from = row->from;
  run->due = row->due;
  run->ended = ended;
  run->end = end_of(run, row);
}

/* Entries. */

static void
count_instrument(void *self, const struct fasti_instrument_row *row)
{
  (void)row;
  ++*(size_t *)self;
}

void
follow_entry(void *self, struct fasti_case *case_, const struct fasti_entry_row *entry)
{
  struct following *following = self;
  struct part part = {.kind = entry->kind};
  xmlDocPtr doc = NULL;
  const char *number = NULL;
  bool done = false;

  following->case_ = case_;
  following->procedure = fasti_case_procedure(case_);
  following->zone = fasti_package_zone(fasti_procedure_package(following->procedure));
  following->day = fasti_instant_day(entry->at, following->zone);
  if (fasti_xml_parse("entry", entry->body, NULL, &doc) == FASTI_OK) {
    part.root = xmlDocGetRootElement(doc);
    number = fasti_xml_attribute(part.root, NULL, "task");
    part.task = number ? find_task(following, strtoll(number, NULL, 10)) : NULL;
    done = part.task && take_part(following, &part);
  }
  leave_tasks(following);
  fasti_case_tasks(case_, see_task, following);
  part.task = number && done ? find_task(following, strtoll(number, NULL, 10)) : NULL;
  if (part.task && part.task->end == TASK_WAS_DROPPED && part.task->ended == following->day)
    part.task->end = TASK_WAS_DONE;
  fasti_case_deadlines(case_, see_deadline, following);
  fasti_case_issued(case_, count_instrument, &following->instruments);
  fasti_xml_free(doc);
}

void
follow_end(struct following *following)
{
  fasti_free(following->tasks);
  fasti_free(following->runs);
}
