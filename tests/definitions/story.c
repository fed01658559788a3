/* tests/definitions/story.c - reading and playing scenarios; see story.h. */
#include "config.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/list.h"
#include "tests/definitions/story.h"

/* Reading. */

/* A package by its file, or by its name in a folder above the scenario. */
static const char *
find_package(struct fasti_arena *arena, const struct scenario_step *step)
{
  static const char *const folders[] = {"packages", "processes/packages"};
  const char *slash = strrchr(step->place.file, '/');
  const char *folder = fasti_arena_copy(arena, step->place.file, (size_t)(slash - step->place.file));

  if (strchr(step->name, '/') || strstr(step->name, ".xml"))
    return fasti_arena_printf(arena, "%s/%s", folder, step->name);
  for (int up = 0; up < 8; up++) {
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
      const char *path = fasti_arena_printf(arena, "%s/%s/%s/package.xml", folder, folders[i], step->name);

      if (access(path, R_OK) == 0)
        return path;
    }
    folder = fasti_arena_printf(arena, "%s/..", folder);
  }
  return "";
}

static void
look_at(struct stories *stories, struct story *story)
{
  char real[4096];

  for (size_t i = 0; i < story->scenario.count; i++) {
    const struct scenario_step *step = &story->scenario.steps[i];

    if (step->word == SCENARIO_PACKAGE && !story->package)
      story->package =
        fasti_arena_strdup(stories->arena, realpath(find_package(stories->arena, step), real) ? real : "");
    if (step->word == SCENARIO_COMMAND && step->kind == FASTI_OPEN && !story->procedure)
      story->procedure = step->name;
  }
}

size_t
story_reaches(const struct story *story, const char *procedure)
{
  for (size_t i = 0; i < story->scenario.count; i++) {
    const struct scenario_step *step = &story->scenario.steps[i];
    bool opens = step->word == SCENARIO_COMMAND && step->kind == FASTI_OPEN && !step->tried;

    if ((opens || step->word == SCENARIO_CASE) && step->name && strcmp(step->name, procedure) == 0)
      return i + 1;
  }
  return 0;
}

static void
read_story(struct stories *stories, const char *path)
{
  struct fasti_library library = world_library(stories->arena);
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct story story = {.path = fasti_arena_strdup(stories->arena, path)};
  struct fasti_slice bytes = {0};
  struct fasti_buffer said = {0};

  if (world_read(stories->arena, path, &bytes) != FASTI_OK ||
      scenario_read(stories->arena, story.path, bytes, &library, messages, &story.scenario) != FASTI_OK) {
    fasti_messages_print(messages, &said);
    printf("Bail out! %s: %s\n", path, said.at ? said.at : "cannot be read");
    exit(EXIT_FAILURE);
  }
  fasti_messages_free(messages);
  look_at(stories, &story);
  if (!story.package || !story.procedure)
    return;
  if (stories->count == stories->room) {
    stories->room = stories->room ? stories->room * 2 : 64;
    stories->items = fasti_realloc(stories->items, stories->room * sizeof *stories->items);
  }
  stories->items[stories->count++] = story;
}

void
stories_read(struct stories *stories, const char *pattern)
{
  glob_t found = {0};

  if (!stories->arena)
    stories->arena = fasti_arena_new();
  if (glob(pattern, 0, NULL, &found) == 0)
    for (size_t i = 0; i < found.gl_pathc; i++)
      read_story(stories, found.gl_pathv[i]);
  globfree(&found);
}

void
stories_free(struct stories *stories)
{
  fasti_arena_free(stories->arena);
  fasti_free(stories->items);
}

void
stories_learn(const struct stories *stories, struct fasti_book *book)
{
  for (size_t i = 0; i < stories->count; i++)
    scenario_learn(&stories->items[i].scenario, book);
}

void
story_people(const struct story *story, struct world *world)
{
  for (size_t i = 0; i < story->scenario.count; i++) {
    const struct scenario_step *step = &story->scenario.steps[i];
    bool known = step->word != SCENARIO_PERSON || fasti_list_has(step->roles, "admin");

    for (size_t j = 0; j < world->people_count && !known; j++)
      known = strcmp(world->people[j].id, step->name) == 0;
    if (!known)
      world_person(world, step->name, step->title, step->roles, step->certificate, step->unit);
  }
}

/* Playing. */

static bool
do_act(struct player *player, struct act *act)
{
  act->done = world_do(player->world, act) == FASTI_OK;
  if (act->done && act->kind == FASTI_OPEN)
    act->case_ = player->world->answered;
  if (act->done)
    acts_add(player->acts, act);
  return act->done;
}

static void
name_case(struct player *player, const char *name, size_t index)
{
  if (player->case_count == WORLD_CASES)
    return;
  player->current = index;
  player->cases[player->case_count].name = name;
  player->cases[player->case_count++].case_ = index;
}

/* A case by the procedure and its number among those of it, or by its relation to the current one. */
struct related {
  struct world *world;
  const struct scenario_step *step;
  int count, found; /* index of the case; -1 */
};

static void
consider(struct related *related, const char *id)
{
  related->count++;
  if (related->step->count > 0 && related->count != related->step->count)
    return;
  for (size_t i = 0; i < related->world->case_count; i++)
    if (strcmp(related->world->cases[i], id) == 0)
      related->found = (int)i;
}

static bool
take_case(void *self, const struct fasti_case_row *row)
{
  const struct related *related = self;

  if (strcmp(row->procedure, related->step->name) == 0)
    consider(self, row->id);
  return true;
}

static bool
take_link(void *self, const struct fasti_link_row *row)
{
  const struct related *related = self;
  struct fasti_store *store = related->world->store;

  return strcmp(row->kind, related->step->relation) != 0 ||
         store->call->case_get(store, row->other, take_case, self) == FASTI_OK;
}

static bool
take_key(void *self, const struct fasti_key_row *row)
{
  consider(self, row->case_id);
  return true;
}

static bool
choose_related(struct player *player, const struct scenario_step *step)
{
  struct fasti_store *store = player->world->store;
  struct fasti_case_filter filter = {.procedure = step->name, .due_before = FASTI_NO_DAY};
  struct fasti_key_row wanted = {.procedure = step->name, .key = step->key};
  struct related related = {.world = player->world, .step = step, .found = -1};
  enum fasti_status status =
    step->key ? store->call->key_list(store, &wanted, take_key, &related)
    : strcmp(step->relation, "of") == 0
      ? store->call->case_list(store, &filter, take_case, &related)
      : store->call->link_list(store, player->world->cases[player->current], take_link, &related);

  if (status != FASTI_OK || related.found < 0)
    return false;
  player->current = (size_t)related.found;
  if (step->named)
    name_case(player, step->named, player->current);
  return true;
}

static bool
choose_case(struct player *player, const struct scenario_step *step)
{
  if (step->relation)
    return choose_related(player, step);
  for (size_t i = player->case_count; i > 0; i--)
    if (strcmp(player->cases[i - 1].name, step->name) == 0) {
      player->current = player->cases[i - 1].case_;
      return true;
    }
  return false;
}

/* What a word stands for: the day of the line, or what an expression in braces gives in the current case. */
static const char *
value_of(struct player *player, const char *value)
{
  struct world *world = player->world;
  struct fasti_messages *quiet;
  size_t size = value ? strlen(value) : 0;
  struct fasti_case *case_;
  struct fasti_buffer out = {0};
  char day[FASTI_DATE_SIZE];

  if (value && strcmp(value, "today") == 0)
    return fasti_arena_strdup(world->arena, fasti_day_format(fasti_instant_day(world->now, world->zone), day));
  if (size < 3 || *value != '{' || value[size - 1] != '}' || world->case_count == 0)
    return value;
  case_ = world_case(world, player->current);
  quiet = fasti_messages_new(NULL, NULL);
  if (fasti_case_evaluate(case_, fasti_arena_copy(world->arena, value + 1, size - 2), quiet, &out) == FASTI_OK)
    value = fasti_arena_strdup(world->arena, out.size ? out.at : "");
  fasti_buffer_free(&out);
  fasti_messages_free(quiet);
  fasti_case_free(case_);
  return value;
}

/* The task as an act names it. */
static const char *
task_of(struct player *player, const struct scenario_step *step)
{
  return step->key && step->name
           ? fasti_arena_printf(player->world->arena, "%s[%s]", step->name, value_of(player, step->key))
           : step->name;
}

static void
name_persons(struct player *player, const struct scenario_step *step, struct act *act)
{
  size_t together = step->kind == FASTI_ACT ? step->person_count : 1;

  for (size_t i = 0; i < together && act->person_count < ACT_PERSONS; i++)
    act->persons[act->person_count++] = value_of(player, step->persons[i]);
  for (size_t i = 0; i < step->to_count && step->kind != FASTI_RETURN && act->person_count < ACT_PERSONS; i++)
    act->persons[act->person_count++] = value_of(player, step->to[i]);
}

/* The fields of a step as it is played. */
static const struct fasti_field *
fields_of(struct player *player, const struct scenario_step *step)
{
  struct fasti_arena *arena = player->world->arena;
  struct fasti_field *fields = fasti_arena_alloc(arena, (step->field_count + 1) * sizeof *fields);

  for (size_t i = 0; i < step->field_count; i++)
    fields[i] = (struct fasti_field){step->fields[i].path, value_of(player, step->fields[i].value)};
  return fields;
}

static bool
do_command(struct player *player, const struct scenario_step *step)
{
  struct act act = {.kind = step->kind,
                    .at = player->world->now,
                    .case_ = player->current,
                    .reason = step->reason,
                    .law = step->law,
                    .agree = step->agree,
                    .fields = fields_of(player, step),
                    .field_count = step->field_count};

  name_persons(player, step, &act);
  if (step->kind == FASTI_OPEN) {
    act.procedure = step->name;
  } else if (step->kind == FASTI_ACT) {
    act.event = step->name;
    act.node = value_of(player, step->key);
  } else if (step->kind == FASTI_EVIDENCE) {
    act.file = step->name;
  } else {
    act.task = task_of(player, step);
  }
  if (step->kind == FASTI_RETURN && step->to_count)
    act.to = step->to[0];
  if (!do_act(player, &act))
    return false;
  if (step->kind == FASTI_OPEN)
    name_case(player, step->named ? step->named : "A", player->world->answered);
  for (size_t i = 1; step->kind == FASTI_COMPLETE && i < step->person_count; i++) {
    struct act sign = {.kind = FASTI_SIGN,
                       .at = player->world->now,
                       .case_ = player->current,
                       .task = act.task,
                       .persons = {value_of(player, step->persons[i])},
                       .person_count = 1,
                       .agree = true};

    if (!do_act(player, &sign))
      return false;
  }
  return true;
}

static void
try_command(struct player *player, const struct scenario_step *step)
{
  struct player before = *player;
  size_t done = player->acts->count;
  struct world_mark mark;

  world_mark(player->world, &mark);
  do_command(player, step);
  world_back(player->world, &mark);
  *player = before;
  player->acts->count = done;
}

static bool
pass(struct player *player, const struct scenario_step *step)
{
  struct act act = {.kind = FASTI_CLOCK,
                    .at = fasti_instant_of(step->day, player->world->zone) + (int64_t)step->minute * 60000};

  return do_act(player, &act);
}

bool
player_step(struct player *player)
{
  const struct scenario_step *step;

  if (player->at == player->story->scenario.count)
    return false;
  step = &player->story->scenario.steps[player->at++];
  switch (step->word) {
  case SCENARIO_PERSON:
    world_person(player->world, step->name, step->title, step->roles, step->certificate, step->unit);
    return true;
  case SCENARIO_ADVANCE:
    return pass(player, step);
  case SCENARIO_COMMAND:
    if (step->tried && player->tries)
      try_command(player, step);
    return step->tried || do_command(player, step);
  case SCENARIO_CASE:
    return choose_case(player, step);
  case SCENARIO_PACKAGE:
    return player->case_count == 0; /* another one later: elsewhere */
  default:
    return true;
  }
}
