/* tests/definitions/dose.c - many walks; see dose.h.
 *
 * Walks that begin in a scenario are done as the scenario passes the line where they begin, so that it is played once
 * only. Where a walk begins follows from its seed, so that one seed gives one walk whatever else is walked.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/definitions/dose.h"

enum { SHOWN = 5, FROM_STORIES = 60, MANY = 8 };

struct running {
  const struct dose *dose;
  struct dosed *dosed;
  struct dose_sum *sum;
  const char *procedure;
  size_t job;
};

/* Where the walk of a seed begins: a story (or none) and a step of it. */
struct start {
  const struct story *story;
  size_t step;
};

static struct start
start_of(const struct running *running, uint64_t seed)
{
  struct fasti_chance chance = {seed ^ UINT64_C(0x5157a47)};
  const struct stories *stories = running->dose->stories;
  bool told = fasti_chance_percent(&chance, FROM_STORIES);
  struct start start = {0};
  size_t seen = 0, first = 0;

  for (size_t i = 0; told && stories && i < stories->count; i++) {
    const struct story *story = &stories->items[i];
    size_t reached =
      strcmp(story->package, running->dosed->world->path) == 0 ? story_reaches(story, running->procedure) : 0;

    if (reached && fasti_chance_below(&chance, ++seen) == 0) {
      start.story = story;
      first = reached;
    }
  }
  if (start.story)
    start.step = first + fasti_chance_below(&chance, start.story->scenario.count - first + 1);
  return start;
}

/* What failed, and the shortest walk that shows it. */

static void
say(struct running *running, const char *text)
{
  if (running->dose->keep) {
    fasti_buffer_printf(&running->dosed->kept, "%s\n", text);
    return;
  }
  printf("%s\n", text);
  fflush(stdout);
}

static struct world *
make_world(const struct dose *dose)
{
  struct world *world = world_new(dose->package, dose->promises);

  walk_people(world);
  for (size_t i = 0; dose->stories && i < dose->stories->count; i++)
    if (strcmp(dose->stories->items[i].package, world->path) == 0)
      story_people(&dose->stories->items[i], world);
  return world;
}

static void
tell_failure(struct running *running, struct walk *walk)
{
  struct monitor *monitor = walk->world->monitor;
  struct world *other = make_world(running->dose);
  struct fasti_buffer text = {0};
  char what[sizeof monitor->what];
  size_t whole = walk->acts.count;

  snprintf(what, sizeof what, "%s", monitor->what);
  for (size_t i = 0; i < walk->world->people_count; i++) {
    const struct fasti_person *person = &walk->world->people[i];

    world_person(other, person->id, person->name, person->roles, person->certificate, person->unit);
  }
  fasti_buffer_printf(&text, "FAILED: %s, seed %llu: %s", walk->procedure, (unsigned long long)walk->seed,
                      monitor->trouble.at);
  walk_look_away(walk);
  walk_shrink(walk, other, what);
  fasti_buffer_printf(&text, "of %zu acts these are needed:\n", whole);
  walk_write(walk, &text);
  say(running, text.at);
  fasti_buffer_free(&text);
  world_free(other);
}

/* Counting. */

static void
count_walk(struct running *running, const struct walk *walk)
{
  struct dose_sum *sum = running->sum;

  sum->walks++;
  sum->refusals += walk->refusals;
  sum->filled += walk->filled;
  sum->unfilled += walk->unfilled;
  sum->tries += walk->tries;
  sum->audits += walk->audits;
  sum->endless += walk->cannot_end;
  sum->unopened += walk->refused;
}

/* The last case of the walk's procedure that is there, an open one before others; without one the walk opens one. */
static void
take_over(struct walk *walk)
{
  bool ended = false;

  for (size_t i = walk->world->case_count; i > 0 && (!walk->opened || ended); i--) {
    struct fasti_case *case_ = world_case(walk->world, i - 1);
    bool mine = strcmp(fasti_procedure_id(fasti_case_procedure(case_)), walk->procedure) == 0;

    if (mine && (!walk->opened || !fasti_case_outcome(case_))) {
      walk->opened = true;
      walk->main = i - 1;
      ended = fasti_case_outcome(case_) != NULL;
    }
    fasti_case_free(case_);
  }
}

static void
walk_one(struct running *running, uint64_t seed, const struct player *player)
{
  struct world *world = running->dosed->world;
  struct world_mark mark;
  struct walk *walk = walk_new(world, running->dose->book, &running->dosed->cover, running->procedure, seed,
                               player ? player->acts : NULL);

  world_mark(world, &mark);
  walk->trace = running->dose->trace;
  walk->span = running->dose->span;
  if (player)
    take_over(walk);
  if (!walk_go(walk) && running->sum->failures++ < SHOWN)
    tell_failure(running, walk);
  count_walk(running, walk);
  walk_free(walk);
  world_back(world, &mark);
}

static bool
is_mine(const struct running *running, uint64_t seed)
{
  return seed % running->dose->jobs == running->job;
}

/* The walks that begin after this many steps of the story. */
static void
walk_from(struct running *running, const struct player *player, size_t step, bool stopped)
{
  for (size_t i = 0; i < running->dose->walks; i++) {
    uint64_t seed = running->dose->seed + i;
    struct start start = start_of(running, seed);

    if (is_mine(running, seed) && start.story == player->story &&
        (start.step == step || (stopped && start.step > step)))
      walk_one(running, seed, player);
  }
}

static bool
is_begun(const struct running *running, const struct story *story)
{
  for (size_t i = 0; i < running->dose->walks; i++)
    if (is_mine(running, running->dose->seed + i) && start_of(running, running->dose->seed + i).story == story)
      return true;
  return false;
}

static void
tell_story(struct running *running, const struct story *story)
{
  struct world *world = running->dosed->world;
  struct world_mark mark;
  struct acts acts = {0};
  struct player player = {.world = world, .story = story, .acts = &acts};
  bool going = true;

  world_mark(world, &mark);
  while (going) {
    size_t before = player.at;

    going = player_step(&player);
    if (running->dosed->world->monitor->trouble.size > 0) {
      running->sum->failures++;
      printf("FAILED: %s: %s", story->path, running->dosed->world->monitor->trouble.at);
      break;
    }
    if (player.at > before)
      walk_from(running, &player, player.at, !going);
  }
  fasti_free(acts.items);
  world_back(world, &mark);
}

static void
walk_procedure(struct running *running)
{
  const struct stories *stories = running->dose->stories;
  struct monitor *monitor = running->dosed->world->monitor;

  for (size_t i = 0; i < running->dose->walks; i++) {
    uint64_t seed = running->dose->seed + i;

    if (is_mine(running, seed) && !start_of(running, seed).story)
      walk_one(running, seed, NULL);
  }
  for (size_t i = 0; stories && i < stories->count; i++)
    if (is_begun(running, &stories->items[i]))
      tell_story(running, &stories->items[i]);
  if (running->sum->unopened == running->sum->walks && running->sum->walks >= MANY) {
    running->sum->failures++;
    printf("FAILED: %s: no walk could open or find a case of it\n", running->procedure);
  }
  running->sum->entries = monitor->entries;
  running->sum->checks = monitor->checks;
  running->sum->instruments = monitor->instruments;
  running->sum->deadlines = monitor->deadlines;
  memcpy(running->sum->done, monitor->done, sizeof monitor->done);
}

/* Several processes: each tells its counts and what it reached through a pipe. */

static bool
move_bytes(int file, void *at, size_t size, bool out)
{
  for (size_t used = 0; used < size;) {
    ssize_t moved = out ? write(file, (char *)at + used, size - used) : read(file, (char *)at + used, size - used);

    if (moved <= 0)
      return false;
    used += (size_t)moved;
  }
  return true;
}

static void
be_child(struct running *running, int out)
{
  struct cover *cover = &running->dosed->cover;
  bool good = true;

  walk_procedure(running);
  good = move_bytes(out, running->sum, sizeof *running->sum, true);
  for (size_t i = 0; i < cover->count && good; i++)
    good = move_bytes(out, &cover->items[i].reached, sizeof cover->items[i].reached, true);
  fflush(stdout);
  _exit(good ? EXIT_SUCCESS : EXIT_FAILURE);
}

static void
add_sum(struct dose_sum *sum, const struct dose_sum *other)
{
  size_t *to = (size_t *)(void *)sum;
  const size_t *from = (const size_t *)(const void *)other;

  for (size_t i = 0; i < sizeof *sum / sizeof *to; i++)
    to[i] += from[i];
}

static void
hear_child(struct running *running, int in)
{
  struct cover *cover = &running->dosed->cover;
  struct dose_sum sum;
  bool reached, good = move_bytes(in, &sum, sizeof sum, false);

  for (size_t i = 0; i < cover->count && good; i++) {
    good = move_bytes(in, &reached, sizeof reached, false);
    cover->items[i].reached = cover->items[i].reached || (good && reached);
  }
  if (good)
    add_sum(running->sum, &sum);
  else
    running->sum->failures++;
  close(in);
}

static void
walk_together(struct running *running)
{
  size_t jobs = running->dose->jobs;
  int *ends = fasti_alloc(jobs * sizeof *ends);

  fflush(stdout);
  for (size_t i = 0; i < jobs; i++) {
    int pair[2];
    pid_t child;

    if (pipe(pair) != 0 || (child = fork()) < 0)
      exit(EXIT_FAILURE);
    running->job = i;
    if (child == 0)
      be_child(running, pair[1]);
    close(pair[1]);
    ends[i] = pair[0];
  }
  for (size_t i = 0; i < jobs; i++)
    hear_child(running, ends[i]);
  while (wait(NULL) > 0)
    ;
  fasti_free(ends);
}

static double
seconds(void)
{
  struct timespec now;

  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
begin_counts(struct monitor *monitor)
{
  monitor->entries = monitor->checks = monitor->instruments = monitor->deadlines = 0;
  memset(monitor->done, 0, sizeof monitor->done);
}

void
dose_go(const struct dose *dose, struct dosed *dosed)
{
  const struct fasti_procedure *procedure;

  *dosed = (struct dosed){.world = make_world(dose)};
  cover_begin(&dosed->cover, dosed->world->package);
  for (size_t i = 0; (procedure = fasti_package_procedure_at(dosed->world->package, i)); i++) {
    struct dose_result *result;
    struct running running = {.dose = dose, .dosed = dosed, .procedure = fasti_procedure_id(procedure)};
    double begun = seconds();

    if (dose->only && strcmp(dose->only, running.procedure) != 0)
      continue;
    dosed->results = fasti_realloc(dosed->results, (dosed->count + 1) * sizeof *dosed->results);
    result = &dosed->results[dosed->count++];
    *result = (struct dose_result){.procedure = running.procedure};
    running.sum = &result->sum;
    begin_counts(dosed->world->monitor);
    if (dose->jobs > 1)
      walk_together(&running);
    else
      walk_procedure(&running);
    result->seconds = seconds() - begun;
  }
}

void
dose_end(struct dosed *dosed)
{
  world_free(dosed->world);
  cover_end(&dosed->cover);
  fasti_free(dosed->results);
  fasti_buffer_free(&dosed->kept);
}
