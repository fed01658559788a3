/* tests/definitions/cover.c - states, tasks and actions that walks have reached; see cover.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/package.h"
#include "engine/xml.h"
#include "tests/definitions/cover.h"

static void
add(struct cover *cover, const struct cover_item *item)
{
  for (size_t i = 0; i < cover->count; i++)
    if (cover->items[i].kind == item->kind && strcmp(cover->items[i].name, item->name) == 0 &&
        strcmp(cover->items[i].procedure, item->procedure) == 0)
      return;
  if (cover->count == cover->room) {
    cover->room = cover->room ? cover->room * 2 : 256;
    cover->items = fasti_realloc(cover->items, cover->room * sizeof *cover->items);
  }
  cover->items[cover->count++] = *item;
}

static void
add_chart(struct cover *cover, const char *procedure, const struct fasti_chart *chart)
{
  const char *name = fasti_xml_attribute(fasti_chart_root(chart), NULL, "name");

  for (int i = 1; i < fasti_chart_state_count(chart); i++) {
    const struct fasti_chart_state *state = fasti_chart_state(chart, i);

    if (state->kind != FASTI_STATE_HISTORY && state->kind != FASTI_STATE_DEEP_HISTORY && !strpbrk(state->id, " \t'"))
      add(cover, &(struct cover_item){.procedure = procedure,
                                      .chart = name ? name : procedure,
                                      .kind = COVER_STATE,
                                      .name = state->id,
                                      .step = *definition_attribute(state->node, "title") != '\0'});
  }
  for (int i = 0; i < fasti_chart_transition_count(chart); i++) {
    const struct fasti_chart_transition *transition = fasti_chart_transition(chart, i);

    if (transition->event && *definition_attribute(transition->node, "role"))
      add(cover,
          &(struct cover_item){.procedure = procedure, .chart = name, .kind = COVER_ACTION, .name = transition->event, .step = true});
  }
  for (int i = 0; i < fasti_chart_invoke_count(chart); i++) {
    const struct fasti_chart_invoke *invoke = fasti_chart_invoke(chart, i);

    if (invoke->id && *definition_attribute(invoke->node, "role"))
      add(cover, &(struct cover_item){.procedure = procedure, .chart = name, .kind = COVER_TASK, .name = invoke->id, .step = true});
    if (invoke->child)
      add_chart(cover, procedure, invoke->child);
  }
}

void
cover_begin(struct cover *cover, const struct fasti_package *package)
{
  const struct fasti_procedure *procedure;

  *cover = (struct cover){0};
  for (size_t i = 0; (procedure = fasti_package_procedure_at(package, i)); i++)
    add_chart(cover, fasti_procedure_id(procedure), fasti_procedure_chart(procedure));
}

void
cover_end(struct cover *cover)
{
  fasti_free(cover->items);
}

bool
cover_is_shared(const struct cover *cover, const struct cover_item *item)
{
  for (size_t i = 0; i < cover->count; i++)
    if (cover->items[i].kind == COVER_STATE && strcmp(cover->items[i].chart, item->chart) == 0 &&
        strcmp(cover->items[i].procedure, item->procedure) != 0)
      return true;
  return false;
}

static bool
was_done(const struct monitor *monitor, const char *work)
{
  for (size_t i = 0; i < monitor->count; i++)
    if (monitor->facts[i].kind == FACT_DID && strcmp(monitor->facts[i].work, work) == 0)
      return true;
  return false;
}

static bool
was_passed(struct fasti_case *case_, const char *state)
{
  struct fasti_buffer out = {0};
  char question[200];
  bool passed;

  snprintf(question, sizeof question, "f:visited('%s')", state);
  passed = fasti_case_evaluate(case_, question, NULL, &out) == FASTI_OK && strcmp(out.at, "true") == 0;
  fasti_buffer_free(&out);
  return passed;
}

void
cover_case(struct cover *cover, struct fasti_case *case_, const struct monitor *monitor)
{
  const char *procedure = fasti_procedure_id(fasti_case_procedure(case_));

  for (size_t i = 0; i < cover->count; i++) {
    struct cover_item *item = &cover->items[i];

    if (!item->reached && strcmp(item->procedure, procedure) == 0)
      item->reached = item->kind == COVER_STATE ? was_passed(case_, item->name) : was_done(monitor, item->name);
  }
}

const char *
cover_some_state(const struct cover *cover, struct fasti_chance *chance, const char *procedure)
{
  const char *chosen = NULL;
  size_t seen = 0;

  for (size_t i = 0; i < cover->count; i++)
    if (cover->items[i].kind == COVER_STATE && cover->items[i].step &&
        strcmp(cover->items[i].procedure, procedure) == 0 && fasti_chance_below(chance, ++seen) == 0)
      chosen = cover->items[i].name;
  return chosen;
}

void
cover_count(const struct cover *cover, const char *procedure, enum cover_kind kind, bool steps, size_t *reached,
            size_t *all)
{
  *reached = *all = 0;
  for (size_t i = 0; i < cover->count; i++) {
    const struct cover_item *item = &cover->items[i];

    if (item->kind != kind || strcmp(item->procedure, procedure) != 0 || (steps && !item->step))
      continue;
    ++*all;
    *reached += item->reached;
  }
}
