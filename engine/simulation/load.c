/* engine/simulation/load.c - a load and its defaults; see load.h. */
#include "config.h"

#include <string.h>

#include "engine/list.h"
#include "engine/procedure.h"
#include "engine/simulation/load.h"
#include "engine/xml.h"

#define NS_PROCEDURE "urn:fasti:procedure"
#define NS_TASK "urn:fasti:task"

/* Of whom the load says nothing. */
enum { CREW = 3, MOST = 8, LATE = 8, FORWARD = 50, OTHERWISE = 2 };

struct fasti_load *
load_new(const struct fasti_package *package)
{
  struct fasti_arena *arena = fasti_arena_new();
  struct fasti_load *load = fasti_arena_alloc(arena, sizeof *load);

  load->arena = arena;
  load->package = package;
  load->pace = (struct pace){.days = {1, 4}, .most = MOST, .late = LATE};
  load->look = (struct range){5, 15};
  load->forward = FORWARD;
  load->otherwise = OTHERWISE;
  return load;
}

void
fasti_load_scale(struct fasti_load *load, int percent)
{
  for (size_t i = 0; i < load->opening_count; i++)
    if (!load->openings[i].after)
      load->openings[i].count = (load->openings[i].count * percent + 99) / 100;
}

void
fasti_load_free(struct fasti_load *load)
{
  if (load)
    fasti_arena_free(load->arena);
}

static bool
has_crew(const struct fasti_load *load, size_t count, const char *role)
{
  for (size_t i = 0; i < count; i++)
    if (fasti_list_has(load->crews[i].roles, role))
      return true;
  return false;
}

void
load_complete(struct fasti_load *load)
{
  size_t said = load->crew_count, roles = 0;
  struct crew *crews;
  const char *role, *title;

  while (fasti_package_role_at(load->package, roles, NULL))
    roles++;
  crews = fasti_arena_alloc(load->arena, (said + roles) * sizeof *crews);
  if (said)
    memcpy(crews, load->crews, said * sizeof *crews);
  for (size_t i = 0; (role = fasti_package_role_at(load->package, i, &title)) != NULL; i++)
    if (!has_crew(load, said, role))
      crews[load->crew_count++] = (struct crew){.roles = role,
                                                .count = CREW,
                                                .name = fasti_arena_printf(load->arena, "%s{n}", title),
                                                .pace = load->pace};
  load->crews = crews;
}

/* People open what has an opening form of fields, or none; what only other cases open has nobody who may. */
struct fasti_load *
fasti_load_plain(const struct fasti_package *package)
{
  struct fasti_load *load = load_new(package);
  const struct fasti_procedure *procedure;
  size_t count = 0;

  while (fasti_package_procedure_at(package, count))
    count++;
  load->openings = fasti_arena_alloc(load->arena, (count + 1) * sizeof *load->openings);
  for (size_t i = 0; (procedure = fasti_package_procedure_at(package, i)) != NULL; i++)
    if (!fasti_procedure_is_standing(procedure) && *fasti_procedure_openers(procedure))
      load->openings[load->opening_count++] = (struct opening){
        .procedure = fasti_procedure_id(procedure), .count = 1, .from = 101, .to = 1231, .share = 100};
  load_complete(load);
  return load;
}

const struct word_list *
load_list(const struct fasti_load *load, const char *id, size_t size)
{
  for (size_t i = 0; i < load->list_count; i++)
    if (fasti_slice_is((struct fasti_slice){id, size}, load->lists[i].id))
      return &load->lists[i];
  return NULL;
}

const struct habit *
load_habit(const struct habit *habits, size_t count, const char *procedure, const char *work)
{
  for (size_t i = 0; i < count; i++)
    if ((!habits[i].procedure || strcmp(habits[i].procedure, procedure) == 0) &&
        (strcmp(habits[i].work, "*") == 0 || strcmp(habits[i].work, work) == 0))
      return &habits[i];
  return NULL;
}

bool
chart_has_task(const struct fasti_chart *chart, const char *task)
{
  for (int i = 0; i < fasti_chart_invoke_count(chart); i++) {
    const struct fasti_chart_invoke *invoke = fasti_chart_invoke(chart, i);

    if (invoke->id && invoke->type && strcmp(invoke->type, NS_TASK) == 0 && strcmp(invoke->id, task) == 0)
      return true;
    if (invoke->child && chart_has_task(invoke->child, task))
      return true;
  }
  return false;
}

bool
chart_has_action(const struct fasti_chart *chart, const char *event)
{
  for (int i = 0; i < fasti_chart_transition_count(chart); i++) {
    const struct fasti_chart_transition *transition = fasti_chart_transition(chart, i);

    if (transition->event && strcmp(transition->event, event) == 0 &&
        fasti_xml_attribute(transition->node, NS_PROCEDURE, "role"))
      return true;
  }
  for (int i = 0; i < fasti_chart_invoke_count(chart); i++) {
    const struct fasti_chart_invoke *invoke = fasti_chart_invoke(chart, i);

    if (invoke->child && chart_has_action(invoke->child, event))
      return true;
  }
  return false;
}
