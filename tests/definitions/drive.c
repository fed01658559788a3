/* tests/definitions/drive.c - the search for an end: steps that rather lead on, and back to the beginning when they do
 * not; see walk.h. It does nothing that ends a case from outside (terminate).
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/list.h"
#include "engine/routes.h"
#include "tests/definitions/walk.h"

enum { STEPS = 60, MORE_STEPS = 30, ELSEWHERE = 5, OPTIONS = WALK_TASKS + WALK_OFFERS + 1, SAMPLED = 12, KNOWN = 128 };

enum option_kind { OPTION_TASK, OPTION_OFFER, OPTION_CLOCK };

struct option {
  enum option_kind kind;
  size_t index;
  double weight;
};

/* What an action brings, computed once. */
struct known {
  char event[WALK_NAME + 16];
  int gain;
};

struct drive {
  struct walk *walk;
  struct option options[OPTIONS];
  size_t count;
  struct known known[KNOWN];
  size_t known_count;
  char failed[KNOWN][WALK_NAME]; /* what was refused in this try, in a ring */
  size_t failed_count;
};

static int
gain_of(struct drive *drive, const char *event)
{
  const struct fasti_chart *chart = fasti_procedure_chart(fasti_case_procedure(drive->walk->case_));
  struct known *known = &drive->known[drive->known_count % KNOWN];

  for (size_t i = 0; i < drive->known_count && i < KNOWN; i++)
    if (strcmp(drive->known[i].event, event) == 0)
      return drive->known[i].gain;
  snprintf(known->event, sizeof known->event, "%s", event);
  known->gain = fasti_routes_gain(chart, event);
  drive->known_count++;
  return known->gain;
}

static double
seldom(const struct drive *drive, const char *work, const char *key)
{
  double times = 1 + (double)walk_times_done(drive->walk, work, NULL) / 2;

  if (key && *key)
    times += (double)walk_times_done(drive->walk, work, key);
  for (size_t i = 0; i < drive->failed_count && i < KNOWN; i++)
    times += strcmp(drive->failed[i], work) == 0;
  return 1 / (times * times);
}

static void
add(struct drive *drive, enum option_kind kind, size_t index, double weight)
{
  if (drive->count < OPTIONS)
    drive->options[drive->count++] = (struct option){kind, index, weight};
}

/* Nobody is left who may: the office can employ somebody. */
static void
employ(struct walk *walk, const struct open_task *task)
{
  struct fasti_slice role = {0}, unit = {0};
  const char *roles = task->roles, *units = task->units;
  char id[32], name[WALK_NAME], certificate[32], of[WALK_NAME];

  if (walk_somebody(walk, task) >= 0 || *task->among || *task->persons || strcmp(task->units, "-") == 0 ||
      !fasti_list_next(&roles, &role))
    return;
  snprintf(id, sizeof id, "new-%zu", walk->world->people_count);
  snprintf(name, sizeof name, "%.*s", (int)role.size, role.at);
  snprintf(certificate, sizeof certificate, "W-2024-%03zu", walk->world->people_count + 1);
  if (fasti_list_next(&units, &unit))
    snprintf(of, sizeof of, "%.*s", (int)unit.size, unit.at);
  world_person(walk->world, id, id, name, certificate, unit.size ? of : "");
}

static void
weigh_tasks(struct drive *drive)
{
  struct walk *walk = drive->walk;
  char event[WALK_NAME + 16];

  for (size_t i = 0; i < walk->task_count; i++) {
    employ(walk, &walk->tasks[i]);
    snprintf(event, sizeof event, "done.invoke.%s", walk->tasks[i].task);
    if (walk_somebody(walk, &walk->tasks[i]) >= 0)
      add(drive, OPTION_TASK, i,
          (gain_of(drive, event) > 0 ? 10 : 2) * seldom(drive, walk->tasks[i].task, walk->tasks[i].key));
  }
}

static void
weigh_offers(struct drive *drive)
{
  struct walk *walk = drive->walk;

  for (int i = 0; i < SAMPLED; i++)
    walk_take_offers(walk, fasti_chance_below(&walk->chance, walk->world->people_count));
  for (size_t i = 0; i < walk->offer_count; i++) {
    const struct offer *offer = &walk->offers[i];
    int gain = gain_of(drive, offer->event);

    if (offer->allowed)
      add(drive, OPTION_OFFER, i,
          (gain > 0    ? 4
           : gain == 0 ? 0.3
                       : 0.1) *
            seldom(drive, offer->event, *offer->key ? offer->key : NULL));
  }
}

static const struct option *
choose(struct drive *drive)
{
  double sum = 0, at;

  for (size_t i = 0; i < drive->count; i++)
    sum += drive->options[i].weight;
  at = sum * (double)fasti_chance_below(&drive->walk->chance, 1000000) / 1000000;
  for (size_t i = 0; i < drive->count; i++) {
    at -= drive->options[i].weight;
    if (at < 0)
      return &drive->options[i];
  }
  return drive->count ? &drive->options[drive->count - 1] : NULL;
}

/* An act that is refused is taken back, with the trace that it leaves in the journal. */
static bool
attempt(struct drive *drive, struct act *act, const char *work)
{
  struct walk *walk = drive->walk;
  size_t acts = walk->acts.count;
  struct world_mark mark;
  bool done;

  world_mark(walk->world, &mark);
  done = walk_do(walk, act);
  if (done || walk_is_broken(walk)) {
    world_keep(walk->world);
    return done;
  }
  world_back(walk->world, &mark);
  walk->acts.count = acts;
  walk_look_away(walk);
  snprintf(drive->failed[drive->failed_count++ % KNOWN], WALK_NAME, "%s", work);
  return false;
}

/* What cannot be done as things are: back to an earlier step. */
static void
go_back(struct drive *drive, struct act *act)
{
  struct walk *walk = drive->walk;

  if (act->kind != FASTI_COMPLETE || !walk->case_ || !fasti_chance_percent(&walk->chance, 40))
    return;
  act->kind = FASTI_RETURN;
  act->fields = NULL;
  act->field_count = 0;
  act->reason = "需要补正";
  act->to = walk_passed_step(walk);
  if (act->to)
    attempt(drive, act, "return");
}

static void
take(struct drive *drive, const struct option *option)
{
  struct walk *walk = drive->walk;
  char work[WALK_NAME];
  struct act act;

  if (option->kind == OPTION_TASK) {
    const struct open_task *task = &walk->tasks[option->index];

    snprintf(work, sizeof work, "%s", task->task);
    act = walk_task_act(walk, task, (size_t)walk_somebody(walk, task));
  } else {
    snprintf(work, sizeof work, "%s", walk->offers[option->index].event);
    act = walk_offer_act(walk, &walk->offers[option->index]);
  }
  if (act.kind == FASTI_SIGN || walk_fill(walk, &act)) {
    attempt(drive, &act, work);
    return;
  }
  snprintf(drive->failed[drive->failed_count++ % KNOWN], WALK_NAME, "%s", work);
  go_back(drive, &act);
}

static void
resume(struct drive *drive)
{
  struct walk *walk = drive->walk;
  const xmlNode *root = fasti_chart_root(fasti_procedure_chart(fasti_case_procedure(walk->case_)));
  int leader = walk_somebody_of(walk, definition_attribute(root, "suspend"));
  struct act act = {.kind = FASTI_RESUME, .case_ = walk->index, .person_count = 1};

  if (leader < 0)
    return;
  act.persons[0] = walk->world->people[leader].id;
  attempt(drive, &act, "resume");
}

/* The cases that have to do with the walk's own. */
struct related {
  const struct world *world;
  size_t cases[WORLD_CASES];
  bool child[WORLD_CASES];
  size_t count;
};

static bool
take_link(void *self, const struct fasti_link_row *row)
{
  struct related *related = self;

  for (size_t i = 0; i < related->world->case_count && related->count < WORLD_CASES; i++)
    if (strcmp(related->world->cases[i], row->other) == 0) {
      related->child[related->count] = strcmp(row->kind, "child") == 0;
      related->cases[related->count++] = i;
    }
  return true;
}

/* One that is open; one that it opened is more likely, for it may await its end. */
static size_t
choose_related(struct walk *walk, const struct related *related)
{
  size_t seen = 0, chosen = walk->main;

  for (size_t i = 0; i < related->count; i++) {
    struct fasti_case *other = world_case(walk->world, related->cases[i]);
    size_t weight = fasti_case_outcome(other) ? 0 : related->child[i] ? 4 : 1;

    fasti_case_free(other);
    seen += weight;
    if (weight && fasti_chance_below(&walk->chance, seen) < weight)
      chosen = related->cases[i];
  }
  return chosen;
}

static size_t
choose_other(struct walk *walk)
{
  struct related related = {.world = walk->world};
  struct fasti_store *store = walk->world->store;

  if (fasti_chance_percent(&walk->chance, 80) &&
      store->call->link_list(store, walk->world->cases[walk->main], take_link, &related) == FASTI_OK && related.count)
    return choose_related(walk, &related);
  return fasti_chance_below(&walk->chance, walk->world->case_count);
}

/* The walk's own case; now and then, and rather when nothing is to be done in it, another one on which it may wait. */
static void
look_somewhere(struct walk *walk)
{
  walk_look(walk, walk->main);
  if (fasti_case_outcome(walk->case_) || walk->world->case_count < 2 ||
      fasti_chance_percent(&walk->chance, walk->task_count ? 75 : 10))
    return;
  walk_look(walk, choose_other(walk));
  if (fasti_case_outcome(walk->case_))
    walk_look(walk, walk->main);
}

/* @return whether the case has ended */
static bool
step(struct drive *drive)
{
  struct walk *walk = drive->walk;
  const struct option *option;
  int64_t due;

  look_somewhere(walk);
  if (walk->index == walk->main && fasti_case_outcome(walk->case_))
    return true;
  if (walk_is_suspended(walk)) {
    resume(drive);
    return false;
  }
  drive->count = 0;
  due = fasti_case_due(walk->case_);
  weigh_tasks(drive);
  if (drive->count == 0 || fasti_chance_percent(&walk->chance, 40))
    weigh_offers(drive);
  if (due != FASTI_NEVER)
    add(drive, OPTION_CLOCK, 0, drive->count ? 0.4 : 1);
  option = choose(drive);
  if (option && option->kind == OPTION_CLOCK)
    walk_pass(walk, due > walk->world->now ? due : walk->world->now);
  else if (option)
    take(drive, option);
  return false;
}

/* Steps in other cases, on whose end the walk's own may wait, do not count; but they must end some time too. */
static bool
try_once(struct drive *drive, int steps)
{
  struct walk *walk = drive->walk;
  bool ended = false;

  for (int own = 0, all = 0; own < steps && all < steps * ELSEWHERE && !ended && !walk_is_broken(walk); all++) {
    ended = step(drive);
    own += walk->index == walk->main;
  }
  return ended;
}

bool
walk_drive(struct walk *walk, int tries)
{
  struct drive *drive = fasti_alloc(sizeof *drive);
  const struct fasti_procedure *procedure = fasti_package_procedure(walk->world->package, walk->procedure);
  bool ended = !procedure || fasti_procedure_is_standing(procedure) || !fasti_routes_end(fasti_procedure_chart(procedure));

  drive->walk = walk;
  for (int i = 0; i < tries && !ended && !walk_is_broken(walk); i++) {
    struct world_mark mark;
    size_t acts = walk->acts.count;

    world_mark(walk->world, &mark);
    walk->tries++;
    drive->failed_count = 0;
    ended = try_once(drive, STEPS + MORE_STEPS * i);
    if (ended || walk_is_broken(walk)) {
      world_keep(walk->world);
      continue;
    }
    walk_look_away(walk);
    world_back(walk->world, &mark);
    walk->acts.count = acts;
  }
  fasti_free(drive);
  return ended;
}
