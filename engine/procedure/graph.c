/* engine/procedure/graph.c - what can be reached in a chart when conditions are ignored, and what f:assert demands of
 * it.
 *
 * Ignoring conditions there are more ways than a case can take, so what holds here holds in every case; what fails here
 * is told with the way that shows it.
 * Messages: a state that nothing leads to, a state from which no end can be reached, an assertion that does not hold or
 * cannot be read.
 */
#include "config.h"

#include <string.h>

#include "engine/procedure/load.h"

struct graph {
  struct check *check;
  const struct fasti_chart *chart;
  int count;
  int *from;  /* the state from which each was first reached; -1: not reached, -2: at the start */
  int *queue; /* reached states, in order */
  int queued;
  int blocked; /* this state may not be entered; -1: none */
};

static const char *
id_of(const struct graph *graph, int state)
{
  return fasti_chart_state(graph->chart, state)->id;
}

static const xmlNode *
child_named(const xmlNode *node, const char *name)
{
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (fasti_xml_is(child, FASTI_NS_SCXML, name))
      return child;
  return NULL;
}

static void reach(struct graph *graph, int state, int from);

static void
reach_list(struct graph *graph, const char *ids, int from)
{
  struct fasti_slice word;

  while (fasti_list_next(&ids, &word)) {
    int target = fasti_chart_find(graph->chart, fasti_arena_copy(graph->check->procedure->arena, word.at, word.size));

    if (target >= 0)
      reach(graph, target, from);
  }
}

/* What is entered by default: of a compound state its initial states, of a history those that its transition names. */
static void
reach_default(struct graph *graph, int state, int from)
{
  const struct fasti_chart_state *entry = fasti_chart_state(graph->chart, state);
  const char *initial = fasti_xml_attribute(entry->node, NULL, "initial");
  const xmlNode *node = child_named(entry->node, "initial");

  if (entry->kind == FASTI_STATE_HISTORY || entry->kind == FASTI_STATE_DEEP_HISTORY)
    node = entry->node;
  if (node)
    node = child_named(node, "transition");
  if (initial)
    reach_list(graph, initial, from);
  else if (node)
    reach_list(graph, fasti_xml_attribute(node, NULL, "target"), from);
  else
    for (int i = state + 1; i < graph->count; i++)
      if (fasti_chart_state(graph->chart, i)->parent == state) {
        reach(graph, i, from);
        break;
      }
}

static bool
is_blocked(const struct graph *graph, int state)
{
  return graph->blocked >= 0 && fasti_chart_is_within(graph->chart, state, graph->blocked);
}

static void
reach(struct graph *graph, int state, int from)
{
  const struct fasti_chart_state *entry = fasti_chart_state(graph->chart, state);

  if (graph->from[state] != -1 || is_blocked(graph, state))
    return;
  graph->from[state] = from;
  graph->queue[graph->queued++] = state;
  if (entry->parent >= 0)
    reach(graph, entry->parent, from);
  switch (entry->kind) {
  case FASTI_STATE_PARALLEL:
    for (int i = state + 1; i < graph->count; i++)
      if (fasti_chart_state(graph->chart, i)->parent == state)
        reach(graph, i, from);
    break;
  case FASTI_STATE_SCXML:
  case FASTI_STATE_COMPOUND:
  case FASTI_STATE_HISTORY:
  case FASTI_STATE_DEEP_HISTORY:
    reach_default(graph, state, from);
    break;
  default:
    break;
  }
}

/* Follow every transition of every reached state. */
static void
explore(struct graph *graph)
{
  for (int i = 0; i < graph->queued; i++)
    for (int t = 0; t < fasti_chart_transition_count(graph->chart); t++) {
      const struct fasti_chart_transition *transition = fasti_chart_transition(graph->chart, t);

      for (int k = 0; transition->source == graph->queue[i] && k < transition->target_count; k++)
        reach(graph, transition->targets[k], graph->queue[i]);
    }
}

static void
clear(struct graph *graph, int blocked)
{
  graph->blocked = blocked;
  graph->queued = 0;
  for (int i = 0; i < graph->count; i++)
    graph->from[i] = -1;
}

static void
from_start(struct graph *graph, int blocked)
{
  clear(graph, blocked);
  reach(graph, 0, -2);
  explore(graph);
}

static void
from_state(struct graph *graph, int state, int blocked)
{
  clear(graph, blocked);
  for (int i = state; i > 0; i = fasti_chart_state(graph->chart, i)->parent)
    for (int t = 0; t < fasti_chart_transition_count(graph->chart); t++) {
      const struct fasti_chart_transition *transition = fasti_chart_transition(graph->chart, t);

      for (int k = 0; transition->source == i && k < transition->target_count; k++)
        reach(graph, transition->targets[k], state);
    }
  explore(graph);
}

/* The way by which a state was reached, as "a, b, c"; owned by the arena. */
static const char *
way_to(const struct graph *graph, int state)
{
  const char *text = id_of(graph, state);

  for (int i = 0, at = graph->from[state]; at > 0 && i < graph->count; i++) {
    text = fasti_arena_printf(graph->check->procedure->arena, "%s, %s", id_of(graph, at), text);
    if (graph->from[at] == at)
      break;
    at = graph->from[at];
  }
  return text;
}

static void
check_reached(struct graph *graph)
{
  for (int i = 1; i < graph->count; i++)
    if (graph->from[i] == -1)
      fasti_error_at(graph->check->messages, fasti_xml_place(fasti_chart_state(graph->chart, i)->node),
                     "nothing leads to the state %s; expected a transition that has it as its target", id_of(graph, i));
}

static bool
is_end(const struct graph *graph, int state)
{
  const struct fasti_chart_state *entry = fasti_chart_state(graph->chart, state);

  return entry->kind == FASTI_STATE_FINAL && entry->parent == 0;
}

/* Whether one more look finds that STATE leads to an end. */
static bool
leads_on(const struct graph *graph, const bool *leads, int state, bool ends)
{
  for (int above = state; above >= 0; above = fasti_chart_state(graph->chart, above)->parent)
    for (int t = 0; t < fasti_chart_transition_count(graph->chart); t++) {
      const struct fasti_chart_transition *transition = fasti_chart_transition(graph->chart, t);

      for (int k = 0; transition->source == above && k < transition->target_count; k++)
        if (!ends || leads[transition->targets[k]])
          return true;
    }
  for (int i = state + 1; i < graph->count; i++)
    if (fasti_chart_state(graph->chart, i)->parent == state && leads[i])
      return true;
  return false;
}

/* A procedure that has an end must be able to reach it from everywhere; one without (a register) must move on. */
static void
check_traps(struct graph *graph)
{
  bool *leads = fasti_alloc((size_t)graph->count * sizeof *leads), changed = true, ends = false;

  for (int i = 1; i < graph->count; i++) {
    leads[i] = is_end(graph, i);
    ends = ends || leads[i];
  }
  while (changed) {
    changed = false;
    for (int i = graph->count - 1; i > 0; i--)
      if (!leads[i] && leads_on(graph, leads, i, ends))
        leads[i] = changed = true;
  }
  for (int i = 1; i < graph->count; i++) {
    enum fasti_state_kind kind = fasti_chart_state(graph->chart, i)->kind;

    if (!leads[i] && graph->from[i] != -1 && (kind == FASTI_STATE_ATOMIC || kind == FASTI_STATE_FINAL))
      fasti_error_at(graph->check->messages, fasti_xml_place(fasti_chart_state(graph->chart, i)->node),
                     "a case is trapped in the state %s: no transition leads from it to an end (the way there: %s)",
                     id_of(graph, i), way_to(graph, i));
  }
  fasti_free(leads);
}

/* Assertions. */

enum claim { NEVER_BEFORE, ALWAYS_AFTER, NEVER_AND, ALWAYS_REACHES };

static void
violated(struct graph *graph, const struct assertion *assertion, const char *why)
{
  fasti_error_at(graph->check->messages, assertion->place, "\"%s\" does not hold%s%s: %s", assertion->text,
                 assertion->law ? ", demanded by " : "",
                 assertion->law ? fasti_procedure_law(graph->check->procedure, assertion->law) : "", why);
}

/* A is not entered before B: without entering B, A cannot be reached. */
static void
check_before(struct graph *graph, const struct assertion *assertion, int a, int b)
{
  from_start(graph, b);
  if (graph->from[a] != -1)
    violated(graph, assertion,
             fasti_arena_printf(graph->check->procedure->arena, "the way %s leads to it without", way_to(graph, a)));
}

/* The same for every further time: since A was last entered, B must have been. */
static void
check_after(struct graph *graph, const struct assertion *assertion, int a, int b)
{
  check_before(graph, assertion, a, b);
  from_state(graph, a, b);
  if (graph->from[a] != -1)
    violated(
      graph, assertion,
      fasti_arena_printf(graph->check->procedure->arena, "the way %s leads to it again without", way_to(graph, a)));
}

/* Both are active at once where one contains the other, or a parallel state has them in different regions. */
static void
check_never_both(struct graph *graph, const struct assertion *assertion, int a, int b)
{
  int common = a;

  if (fasti_chart_is_within(graph->chart, a, b) || fasti_chart_is_within(graph->chart, b, a)) {
    violated(graph, assertion, "one contains the other");
    return;
  }
  while (!fasti_chart_is_within(graph->chart, b, common))
    common = fasti_chart_state(graph->chart, common)->parent;
  if (fasti_chart_state(graph->chart, common)->kind == FASTI_STATE_PARALLEL)
    violated(
      graph, assertion,
      fasti_arena_printf(graph->check->procedure->arena, "they are in parallel regions of %s", id_of(graph, common)));
}

static void
check_reaches(struct graph *graph, const struct assertion *assertion, int a, int b)
{
  from_state(graph, a, b);
  for (int i = 1; i < graph->count; i++)
    if (graph->from[i] != -1 && is_end(graph, i)) {
      violated(graph, assertion,
               fasti_arena_printf(graph->check->procedure->arena, "the way %s ends without", way_to(graph, i)));
      return;
    }
}

static bool
is_word(struct fasti_slice word, const char *text)
{
  return fasti_slice_is(word, text);
}

/* "A never before B", "A always after B", "never A and B", "from A always reaches B". */
static bool
read_claim(struct fasti_slice *words, size_t count, enum claim *claim, struct fasti_slice *a, struct fasti_slice *b)
{
  *a = words[0];
  *b = words[3];
  if (count == 4 && is_word(words[1], "never") && is_word(words[2], "before")) {
    *claim = NEVER_BEFORE;
    return true;
  }
  if (count == 4 && is_word(words[1], "always") && is_word(words[2], "after")) {
    *claim = ALWAYS_AFTER;
    return true;
  }
  if (count == 4 && is_word(words[0], "never") && is_word(words[2], "and")) {
    *claim = NEVER_AND;
    *a = words[1];
    return true;
  }
  *a = words[1];
  *b = words[4];
  *claim = ALWAYS_REACHES;
  return count == 5 && is_word(words[0], "from") && is_word(words[2], "always") && is_word(words[3], "reaches");
}

static int
state_named(struct graph *graph, const struct assertion *assertion, struct fasti_slice word)
{
  const char *id = fasti_arena_copy(graph->check->procedure->arena, word.at, word.size);
  int state = fasti_chart_find(graph->chart, id);

  if (state < 0)
    fasti_error_at(graph->check->messages, assertion->place, "there is no state %s; expected states of %s", id,
                   fasti_chart_name(graph->chart));
  return state;
}

static void
check_assertion(struct graph *graph, const struct assertion *assertion)
{
  struct fasti_slice words[6] = {{0}}, a, b;
  const char *at = assertion->text;
  enum claim claim;
  size_t count = 0;
  int one, other;

  while (count < 6 && fasti_list_next(&at, &words[count]))
    count++;
  if (!read_claim(words, count, &claim, &a, &b)) {
    fasti_error_at(graph->check->messages, assertion->place,
                   "\"%s\" is no assertion; expected \"A never before B\", \"A always after B\", \"never A and B\" or "
                   "\"from A always reaches B\"",
                   assertion->text);
    return;
  }
  one = state_named(graph, assertion, a);
  other = state_named(graph, assertion, b);
  if (one < 0 || other < 0)
    return;
  if (claim == NEVER_BEFORE)
    check_before(graph, assertion, one, other);
  else if (claim == ALWAYS_AFTER)
    check_after(graph, assertion, one, other);
  else if (claim == NEVER_AND)
    check_never_both(graph, assertion, one, other);
  else
    check_reaches(graph, assertion, one, other);
}

void
graph_check(struct check *check)
{
  struct graph graph = {.check = check, .chart = check->document->notes.chart};

  graph.count = fasti_chart_state_count(graph.chart);
  graph.from = fasti_alloc((size_t)graph.count * sizeof *graph.from);
  graph.queue = fasti_alloc((size_t)graph.count * sizeof *graph.queue);
  from_start(&graph, -1);
  check_reached(&graph);
  check_traps(&graph);
  for (size_t i = 0; i < check->procedure->assertion_count; i++)
    if (check->procedure->assertions[i].chart == graph.chart)
      check_assertion(&graph, &check->procedure->assertions[i]);
  fasti_free(graph.from);
  fasti_free(graph.queue);
}
