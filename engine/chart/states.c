/* engine/chart/states.c - reading the states of a document, their ids, and where each begins.
 *
 * Messages: duplicate ids, ids that are no names, unknown or impossible targets, an initial state that is not inside,
 * a history without its transition, a document without states.
 */
#include "config.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "engine/chart/load.h"

void *
fasti_load_grow(void *items, int count, int *room, size_t size)
{
  if (count < *room)
    return items;
  *room = *room ? *room * 2 : 16;
  return fasti_realloc(items, (size_t)*room * size);
}

const xmlNode *
fasti_load_child(const xmlNode *node, const char *name)
{
  const xmlNode *child = fasti_xml_first(node);

  while (child && !fasti_load_is(child, name))
    child = fasti_xml_next(child);
  return child;
}

static int
kind_of(const xmlNode *node)
{
  const char *type;

  if (fasti_load_is(node, "state"))
    return FASTI_STATE_ATOMIC;
  if (fasti_load_is(node, "parallel"))
    return FASTI_STATE_PARALLEL;
  if (fasti_load_is(node, "final"))
    return FASTI_STATE_FINAL;
  if (!fasti_load_is(node, "history"))
    return -1;
  type = fasti_xml_attribute(node, NULL, "type");
  return type && strcmp(type, "deep") == 0 ? FASTI_STATE_DEEP_HISTORY : FASTI_STATE_HISTORY;
}

static int
add_state(struct fasti_reader *reader, const xmlNode *node, int kind, int parent)
{
  struct fasti_chart *chart = reader->chart;
  const char *id = kind == FASTI_STATE_SCXML ? NULL : fasti_xml_attribute(node, NULL, "id");
  struct fasti_state *state;
  int number = chart->state_count;

  chart->states = fasti_load_grow(chart->states, chart->state_count, &reader->state_room, sizeof *chart->states);
  state = &chart->states[chart->state_count++];
  *state = (struct fasti_state){.last = number, .history = -1};
  state->face = (struct fasti_chart_state){
    .id = id ? id : fasti_arena_printf(chart->arena, "#%d", number), .kind = kind, .parent = parent, .node = node};
  if (parent >= 0 && kind < FASTI_STATE_HISTORY && chart->states[parent].face.kind == FASTI_STATE_ATOMIC)
    chart->states[parent].face.kind = FASTI_STATE_COMPOUND;
  return number;
}

/* One level of recursion a nested element; fasti_xml_parse limits their depth. */
static void
add_children(struct fasti_reader *reader, const xmlNode *node, int parent)
{
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child)) {
    int kind = kind_of(child), state;

    if (kind < 0 || reader->chart->state_count > FASTI_CHART_STATES)
      continue;
    state = add_state(reader, child, kind, parent);
    add_children(reader, child, state);
    reader->chart->states[state].last = reader->chart->state_count - 1;
    if (kind == FASTI_STATE_PARALLEL && state == reader->chart->state_count - 1)
      reader->chart->states[state].face.kind = FASTI_STATE_ATOMIC; /* no regions: nothing is parallel */
  }
}

static void
add_id(struct fasti_reader *reader, int number)
{
  struct fasti_chart *chart = reader->chart;
  const struct fasti_chart_state *state = &chart->states[number].face;
  int first;

  if (!fasti_xml_attribute(state->node, NULL, "id"))
    return;
  if (xmlValidateNCName((const xmlChar *)state->id, 0) != 0)
    fasti_loader_error(reader->loader, fasti_xml_attribute_place(state->node, "id"),
                       "\"%s\" cannot be an id; expected a name without blanks or colons that starts with a letter",
                       state->id);
  first = fasti_names_add(chart->ids, fasti_slice_of(state->id), number);
  if (first != number)
    fasti_loader_error(reader->loader, fasti_xml_attribute_place(state->node, "id"),
                       "the id \"%s\" is already used in line %d; expected an id of its own", state->id,
                       fasti_xml_place(chart->states[first].face.node).line);
}

void
fasti_read_states(struct fasti_reader *reader, const xmlNode *root)
{
  struct fasti_chart *chart = reader->chart;

  add_state(reader, root, FASTI_STATE_SCXML, -1);
  add_children(reader, root, 0);
  chart->states[0].last = chart->state_count - 1;
  chart->words = (chart->state_count + 63) / 64;
  chart->ids = fasti_names_new(chart->arena, chart->state_count);
  for (int s = 1; s < chart->state_count; s++)
    add_id(reader, s);
}

/* Targets */

struct target_list {
  struct fasti_reader *reader;
  const xmlNode *node;
  const char *attribute;
  int *states;
  int count;
};

static void
add_target(void *self, struct fasti_slice token)
{
  struct target_list *list = self;
  int state = fasti_names_find(list->reader->chart->ids, token);

  if (state < 0)
    fasti_loader_error(list->reader->loader, fasti_xml_attribute_place(list->node, list->attribute),
                       "there is no state \"%.*s\"; expected the id of a state of this document", (int)token.size,
                       token.at);
  else
    list->states[list->count++] = state;
}

const int *
fasti_read_targets(struct fasti_reader *reader, const xmlNode *node, const char *attribute, int *count)
{
  const char *text = fasti_xml_attribute(node, NULL, attribute);
  struct target_list list = {.reader = reader, .node = node, .attribute = attribute};

  *count = 0;
  if (!text)
    return NULL;
  list.states = fasti_arena_alloc(reader->chart->arena, (strlen(text) / 2 + 1) * sizeof *list.states);
  fasti_names_each(text, add_target, &list);
  *count = list.count;
  return list.states;
}

static int
common_ancestor(const struct fasti_chart *chart, int a, int b)
{
  while (!fasti_chart_is_within(chart, b, a))
    a = chart->states[a].face.parent;
  return a;
}

void
fasti_check_targets(struct fasti_reader *reader, const xmlNode *node, const char *attribute, const int *targets,
                    int count)
{
  const struct fasti_chart *chart = reader->chart;

  for (int i = 0; i < count; i++)
    for (int k = 0; k < i; k++) {
      int a = targets[k], b = targets[i], common = common_ancestor(chart, a, b);

      if (a == b || (common != a && common != b && chart->states[common].face.kind != FASTI_STATE_PARALLEL))
        fasti_loader_error(reader->loader, fasti_xml_attribute_place(node, attribute),
                           "\"%s\" and \"%s\" cannot be active together; expected states of different regions of "
                           "a <parallel>",
                           chart->states[a].face.id, chart->states[b].face.id);
    }
}

static void
check_inside(struct fasti_reader *reader, const xmlNode *node, const char *attribute, int state, const int *targets,
             int count)
{
  const struct fasti_chart *chart = reader->chart;

  for (int i = 0; i < count; i++)
    if (targets[i] == state || !fasti_chart_is_within(chart, targets[i], state))
      fasti_loader_error(reader->loader, fasti_xml_attribute_place(node, attribute),
                         "\"%s\" is not inside <%s%s%s>; the state to start in must be inside it",
                         chart->states[targets[i]].face.id, (const char *)chart->states[state].face.node->name,
                         state ? " " : "", state ? chart->states[state].face.id : "");
  fasti_check_targets(reader, node, attribute, targets, count);
}

/* Initial states */

/* A history that stood for a history could stand for itself. */
static void
check_history_targets(struct fasti_reader *reader, const struct fasti_state *history, const xmlNode *transition)
{
  const struct fasti_state *states = reader->chart->states;

  for (int i = 0; i < history->initial_count; i++) {
    const struct fasti_chart_state *target = &states[history->initial[i]].face;

    if (target->kind >= FASTI_STATE_HISTORY)
      fasti_loader_error(reader->loader, fasti_xml_attribute_place(transition, "target"),
                         "\"%s\" is a history; the first time needs a state to go to", target->id);
    else if (history->face.kind == FASTI_STATE_HISTORY && target->parent != history->face.parent)
      fasti_loader_error(reader->loader, fasti_xml_attribute_place(transition, "target"),
                         "\"%s\" is not a child of \"%s\"; a shallow history remembers children only", target->id,
                         states[history->face.parent].face.id);
  }
}

/* The transition of an <initial> or a <history>: it only names where to go and what to do. */
void
fasti_read_default(struct fasti_reader *reader, int state, const xmlNode *holder)
{
  struct fasti_state *at = &reader->chart->states[state];
  const xmlNode *transition = fasti_load_child(holder, "transition");
  const char *name = (const char *)holder->name;

  if (!transition || !fasti_xml_attribute(transition, NULL, "target")) {
    fasti_loader_error(reader->loader, fasti_xml_place(transition ? transition : holder),
                       "<%s> needs a <transition> with a target, for the first time", name);
    return;
  }
  for (const char *const *a = (const char *const[]){"event", "cond", NULL}; *a; a++)
    if (fasti_xml_attribute(transition, NULL, *a))
      fasti_loader_error(reader->loader, fasti_xml_attribute_place(transition, *a),
                         "the <transition> of <%s> is always taken; it may have no \"%s\"", name, *a);
  at->initial = fasti_read_targets(reader, transition, "target", &at->initial_count);
  at->initial_content = fasti_read_ops(reader, transition);
  check_inside(reader, transition, "target", at->history < 0 ? state : at->face.parent, at->initial, at->initial_count);
  if (at->history >= 0)
    check_history_targets(reader, at, transition);
}

static void
first_child(struct fasti_reader *reader, int state)
{
  struct fasti_chart *chart = reader->chart;
  struct fasti_state *at = &chart->states[state];
  int *first, child = state + 1;

  while (child <= at->last && chart->states[child].face.kind >= FASTI_STATE_HISTORY)
    child = chart->states[child].last + 1;
  if (child > at->last) {
    fasti_loader_error(reader->loader, fasti_xml_place(at->face.node),
                       "<scxml> has no states; expected at least one <state>, <parallel> or <final>");
    return;
  }
  first = fasti_arena_alloc(chart->arena, sizeof *first);
  *first = child;
  at->initial = first;
  at->initial_count = 1;
}

void
fasti_read_initial(struct fasti_reader *reader, int state)
{
  struct fasti_state *at = &reader->chart->states[state];
  const xmlNode *node = at->face.node, *element = state ? fasti_load_child(node, "initial") : NULL;
  const char *attribute = fasti_xml_attribute(node, NULL, "initial");

  if (attribute && element)
    fasti_loader_error(reader->loader, fasti_xml_place(element),
                       "<%s> has both the attribute \"initial\" and <initial>; expected one of them",
                       (const char *)node->name);
  if (at->face.kind == FASTI_STATE_ATOMIC) {
    if (attribute || element)
      fasti_loader_error(reader->loader,
                         element ? fasti_xml_place(element) : fasti_xml_attribute_place(node, "initial"),
                         "\"%s\" has no states inside to start in", at->face.id);
    return;
  }
  if (element) {
    fasti_read_default(reader, state, element);
  } else if (attribute) {
    at->initial = fasti_read_targets(reader, node, "initial", &at->initial_count);
    check_inside(reader, node, "initial", state, at->initial, at->initial_count);
  } else {
    first_child(reader, state);
  }
}
