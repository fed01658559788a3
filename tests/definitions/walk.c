/* tests/definitions/walk.c - one random walk; see walk.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/list.h"
#include "tests/definitions/walk.h"

enum { STEPS = 40, LONG_STEPS = 160, TRIES = 10, SINGLE = 3 };

static size_t
count_tasks(const struct fasti_chart *chart, const char *role)
{
  size_t count = 0;

  for (int i = 0; i < fasti_chart_invoke_count(chart); i++) {
    const struct fasti_chart_invoke *invoke = fasti_chart_invoke(chart, i);

    count += fasti_list_has(definition_attribute(invoke->node, "role"), role);
    if (invoke->child)
      count += count_tasks(invoke->child, role);
  }
  return count;
}

/* The role that most tasks are for. */
static const char *
usual_role(const struct fasti_package *package)
{
  const char *best = NULL, *role;
  size_t most = 0;

  for (size_t i = 0; (role = fasti_package_role_at(package, i, NULL)); i++) {
    const struct fasti_procedure *procedure;
    size_t tasks = 0;

    for (size_t j = 0; (procedure = fasti_package_procedure_at(package, j)); j++)
      tasks += count_tasks(fasti_procedure_chart(procedure), role);
    if (tasks > most) {
      most = tasks;
      best = role;
    }
  }
  return best;
}

/* Three who hold each role, more for the usual one, and some who hold two, also two that are kept apart. */
void
walk_people(struct world *world)
{
  const char *usual = usual_role(world->package), *role;
  char id[32], both[WALK_LIST], certificate[32];
  size_t roles = 0;

  for (; (role = fasti_package_role_at(world->package, roles, NULL)); roles++)
    for (size_t j = 1; j <= (usual && strcmp(role, usual) == 0 ? 2 * SINGLE : SINGLE); j++) {
      snprintf(id, sizeof id, "p%zu-%zu", roles + 1, j);
      snprintf(certificate, sizeof certificate, "W-2024-%03zu", world->people_count + 1);
      world_person(world, id, id, role, certificate, "");
    }
  for (size_t i = 0; i < roles; i++) {
    const char *one = fasti_package_role_at(world->package, i, NULL);
    const char *other = fasti_package_role_at(world->package, (i + 1 + roles / 3) % roles, NULL);

    snprintf(id, sizeof id, "two-%zu", i + 1);
    snprintf(both, sizeof both, "%s %s", one, other);
    snprintf(certificate, sizeof certificate, "W-2024-%03zu", world->people_count + 1);
    if (strcmp(one, other) != 0)
      world_person(world, id, id, both, certificate, "");
  }
}

struct walk *
walk_new(struct world *world, const struct fasti_book *book, struct cover *cover, const char *procedure, uint64_t seed,
         const struct acts *before)
{
  struct walk *walk = fasti_alloc(sizeof *walk);

  walk->world = world;
  walk->book = book;
  walk->cover = cover;
  walk->procedure = procedure;
  walk->seed = seed;
  walk->arena = fasti_arena_new();
  walk->chance.state = seed;
  for (size_t i = 0; before && i < before->count; i++)
    acts_add(&walk->acts, &before->items[i]);
  return walk;
}

void
walk_free(struct walk *walk)
{
  walk_look_away(walk);
  fasti_free(walk->acts.items);
  fasti_arena_free(walk->arena);
  fasti_free(walk);
}

/* On some day of three years, or of the span, in the forenoon, or wherever a scenario has led. */
static bool
begin(struct walk *walk)
{
  int32_t first = fasti_day_of((struct fasti_date){2024, 1, 1});
  int32_t day = first + (int32_t)fasti_chance_below(&walk->chance, walk->span ? walk->span : 366 + 365 + 365);

  int64_t at =
    fasti_instant_of(day, walk->world->zone) + (int64_t)(480 + fasti_chance_below(&walk->chance, 240)) * 60000;

  if (!walk_pass(walk, at > walk->world->now ? at : walk->world->now) || !walk_open(walk)) {
    walk->refused = !walk_is_broken(walk) && walk->refusals > 0;
    if (!walk->refused && !walk_is_broken(walk))
      monitor_fail(walk->world->monitor, "not opened", "a case of %s could not be opened", walk->procedure);
    return false;
  }
  walk->main = walk->world->answered;
  return walk->opened = true;
}

static bool
has_ended(struct walk *walk)
{
  walk_look(walk, walk->main);
  return fasti_case_outcome(walk->case_) != NULL;
}

static void
finish(struct walk *walk)
{
  for (size_t i = 0; i < walk->world->case_count; i++) {
    walk_look(walk, i);
    if (walk->cover)
      cover_case(walk->cover, walk->case_, walk->world->monitor);
  }
  walk->audits++;
  world_audit(walk->world);
}

bool
walk_go(struct walk *walk)
{
  size_t steps = fasti_chance_below(&walk->chance, fasti_chance_percent(&walk->chance, 8) ? LONG_STEPS : STEPS);

  if (!walk->opened && !begin(walk))
    return walk->refused;
  for (size_t i = 0; i < steps && !walk_is_broken(walk) && !has_ended(walk); i++) {
    walk_step(walk);
    if (!walk_is_broken(walk) && fasti_chance_percent(&walk->chance, 1)) {
      walk->audits++;
      world_audit(walk->world);
    }
  }
  if (walk_is_broken(walk))
    return false;
  if (!walk_drive(walk, TRIES) && !walk_is_broken(walk)) {
    walk->cannot_end = true;
    monitor_fail(walk->world->monitor, "no end", "no way to an end of the case was found in %d tries", TRIES);
  }
  if (!walk_is_broken(walk))
    finish(walk);
  return !walk_is_broken(walk);
}

/* Whether the person acts or is named in some act. */
static bool
takes_part(const struct walk *walk, const char *id)
{
  for (size_t i = 0; i < walk->acts.count; i++)
    for (size_t j = 0; j < walk->acts.items[i].person_count; j++)
      if (strcmp(walk->acts.items[i].persons[j], id) == 0)
        return true;
  return false;
}

/* Packages are known by the name of their folder, others by their file. */
static void
write_package(const struct walk *walk, struct fasti_buffer *out)
{
  const char *found = strstr(walk->world->path, "/packages/");

  if (found)
    fasti_buffer_printf(out, "package %.*s\n", (int)strcspn(found + 10, "/"), found + 10);
  else
    fasti_buffer_printf(out, "package %s\n", walk->world->path);
}

/* From now on about another case: by its name, if an act has opened it, else by its place among those of its procedure.
 */
static void
write_case(const struct walk *walk, size_t before, size_t index, struct fasti_buffer *out)
{
  const char *procedure = NULL;
  size_t number = 0;

  for (size_t i = 0; i < before; i++)
    if (walk->acts.items[i].kind == FASTI_OPEN && walk->acts.items[i].done && walk->acts.items[i].case_ == index) {
      fasti_buffer_printf(out, "case C%zu\n", index);
      return;
    }
  for (size_t i = index + 1; i > 0; i--) {
    struct fasti_case *case_ = world_case(walk->world, i - 1);
    const char *one = fasti_procedure_id(fasti_case_procedure(case_));

    procedure = procedure ? procedure : one;
    number += strcmp(procedure, one) == 0;
    fasti_case_free(case_);
  }
  fasti_buffer_printf(out, "case of %s %zu\n", procedure, number);
}

void
walk_write(const struct walk *walk, struct fasti_buffer *out)
{
  size_t current = 0;

  fasti_buffer_printf(out, "# Random walk %llu through %s.\n", (unsigned long long)walk->seed, walk->procedure);
  write_package(walk, out);
  for (size_t i = 0; i < walk->world->people_count; i++) {
    const struct fasti_person *person = &walk->world->people[i];

    if (takes_part(walk, person->id))
      fasti_buffer_printf(out, "person %s %s roles %s%s%s%s%s\n", person->id, person->name, person->roles,
                          *person->certificate ? " certificate " : "", person->certificate,
                          *person->unit ? " unit " : "", person->unit);
  }
  for (size_t i = 0; i < walk->acts.count; i++) {
    const struct act *act = &walk->acts.items[i];
    bool opens = act->kind == FASTI_OPEN, passes = act->kind == FASTI_CLOCK;

    if (!opens && !passes && act->case_ != current)
      write_case(walk, i, act->case_, out);
    act_write(act, walk->world->zone, act->case_, out);
    current = passes || (opens && !act->done) ? current : act->case_;
  }
}
