/* engine/chart/states.c - reading the states of a document: first all states, then what is in them.
 *
 * Messages: duplicate ids, ids that are no names, unknown or impossible targets, an initial state that is not inside,
 * a final state with transitions, a history without its transition, a compound state without children to start in.
 */
#include "config.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "engine/chart/load.h"

/* Room for one item more at the end of a growing array. */
static void *
grow(void *items, int count, int *room, size_t size)
{
  if (count < *room)
    return items;
  *room = *room ? *room * 2 : 16;
  return fasti_realloc(items, (size_t)*room * size);
}

static bool
is_scxml(const xmlNode *node, const char *name)
{
  return fasti_xml_is(node, FASTI_NS_SCXML, name);
}

static int
kind_of(const xmlNode *node)
{
  const char *type;

  if (is_scxml(node, "state"))
    return FASTI_STATE_ATOMIC;
  if (is_scxml(node, "parallel"))
    return FASTI_STATE_PARALLEL;
  if (is_scxml(node, "final"))
    return FASTI_STATE_FINAL;
  if (!is_scxml(node, "history"))
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

  chart->states = grow(chart->states, chart->state_count, &reader->state_room, sizeof *chart->states);
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

  if (state->id[0] == '#')
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

static const xmlNode *
child_named(const xmlNode *node, const char *name)
{
  const xmlNode *child = fasti_xml_first(node);

  while (child && !is_scxml(child, name))
    child = fasti_xml_next(child);
  return child;
}

/* The transition of an <initial> or a <history>: it only names where to go and what to do. */
static void
read_default(struct fasti_reader *reader, int state, const xmlNode *holder)
{
  struct fasti_state *at = &reader->chart->states[state];
  const xmlNode *transition = child_named(holder, "transition");
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
  if (at->face.kind == FASTI_STATE_HISTORY)
    for (int i = 0; i < at->initial_count; i++)
      if (reader->chart->states[at->initial[i]].face.parent != at->face.parent)
        fasti_loader_error(reader->loader, fasti_xml_attribute_place(transition, "target"),
                           "\"%s\" is not a child of \"%s\"; a shallow history remembers children only",
                           reader->chart->states[at->initial[i]].face.id,
                           reader->chart->states[at->face.parent].face.id);
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

static void
read_initial(struct fasti_reader *reader, int state)
{
  struct fasti_state *at = &reader->chart->states[state];
  const xmlNode *node = at->face.node, *element = state ? child_named(node, "initial") : NULL;
  const char *attribute = fasti_xml_attribute(node, NULL, "initial");

  if (attribute && element)
    fasti_loader_error(reader->loader, fasti_xml_place(element),
                       "<%s> has both the attribute \"initial\" and <initial>; expected one of them",
                       (const char *)node->name);
  if (at->face.kind == FASTI_STATE_ATOMIC) {
    if (attribute || element)
      fasti_loader_error(reader->loader, element ? fasti_xml_place(element) : fasti_xml_attribute_place(node, "initial"),
                         "\"%s\" has no states inside to start in", at->face.id);
    return;
  }
  if (element) {
    read_default(reader, state, element);
  } else if (attribute) {
    at->initial = fasti_read_targets(reader, node, "initial", &at->initial_count);
    check_inside(reader, node, "initial", state, at->initial, at->initial_count);
  } else {
    first_child(reader, state);
  }
}

/* Transitions */

static void
read_transition(struct fasti_reader *reader, int state, const xmlNode *node)
{
  struct fasti_chart *chart = reader->chart;
  const char *type = fasti_xml_attribute(node, NULL, "type"), *event = fasti_xml_attribute(node, NULL, "event");
  const char *target = fasti_xml_attribute(node, NULL, "target");
  struct fasti_transition t = {.domain = -1};

  t.face = (struct fasti_chart_transition){.source = state, .event = event, .node = node};
  t.face.targets = fasti_read_targets(reader, node, "target", &t.face.target_count);
  fasti_check_targets(reader, node, "target", t.face.targets, t.face.target_count);
  if (target && target[strspn(target, " \t\r\n")] == '\0')
    fasti_loader_error(reader->loader, fasti_xml_attribute_place(node, "target"),
                       "the target is empty; expected the id of a state, or no target at all");
  if (event && event[strspn(event, " \t\r\n")] == '\0')
    fasti_loader_error(reader->loader, fasti_xml_attribute_place(node, "event"),
                       "the event is empty; expected the name of an event, or no event at all");
  if (type && strcmp(type, "internal") != 0 && strcmp(type, "external") != 0)
    fasti_loader_error(reader->loader, fasti_xml_attribute_place(node, "type"),
                       "\"%s\" is no type of transition; expected internal or external", type);
  t.cond = fasti_read_condition(reader, node);
  t.face.cond = t.cond.expr;
  t.content = fasti_read_ops(reader, node);
  chart->transitions = grow(chart->transitions, chart->transition_count, &reader->transition_room, sizeof t);
  chart->transitions[chart->transition_count++] = t;
  chart->states[state].transitions.count++;
}

/* What else is in a state */

static void
read_invoke(struct fasti_reader *reader, int state, const xmlNode *node)
{
  struct fasti_chart *chart = reader->chart;
  const char *forward = fasti_xml_attribute(node, NULL, "autoforward");
  const xmlNode *finalize = child_named(node, "finalize");
  struct fasti_invoke invoke = {.type = fasti_read_word(reader, node, "type", "typeexpr"),
                                .src = fasti_read_word(reader, node, "src", "srcexpr"),
                                .idlocation = fasti_read_expr(reader, node, "idlocation"),
                                .payload = fasti_read_payload(reader, node),
                                .autoforward = forward && strcmp(forward, "true") == 0};

  invoke.face = (struct fasti_chart_invoke){.state = state,
                                            .id = fasti_xml_attribute(node, NULL, "id"),
                                            .type = invoke.type.text,
                                            .src = invoke.src.text,
                                            .node = node};
  if (forward && strcmp(forward, "true") != 0 && strcmp(forward, "false") != 0)
    fasti_loader_error(reader->loader, fasti_xml_attribute_place(node, "autoforward"),
                       "\"%s\" is neither true nor false", forward);
  if (invoke.face.id && invoke.idlocation)
    fasti_loader_error(reader->loader, fasti_xml_attribute_place(node, "idlocation"),
                       "<invoke> has both \"id\" and \"idlocation\"; expected one of them");
  if ((invoke.src.text || invoke.src.expr) && invoke.payload.has_content)
    fasti_loader_error(reader->loader, fasti_xml_place(node),
                       "<invoke> has both a source and <content>; expected one of them");
  if (finalize)
    invoke.finalize = fasti_read_ops(reader, finalize);
  chart->invokes = grow(chart->invokes, chart->invoke_count, &reader->invoke_room, sizeof invoke);
  chart->invokes[chart->invoke_count++] = invoke;
  chart->states[state].invokes.count++;
}

static bool
has_content(const xmlNode *node)
{
  for (const xmlNode *child = node->children; child; child = child->next)
    if (child->type == XML_ELEMENT_NODE || (child->type == XML_TEXT_NODE && child->content &&
                                            child->content[strspn((const char *)child->content, " \t\r\n")]))
      return true;
  return false;
}

/* A document named by src becomes the value: as XML when it is XML, else as text (XPath data model, 2.2). */
static void
read_data_source(struct fasti_reader *reader, const xmlNode *node, const char *src, struct fasti_datum *datum)
{
  const struct fasti_library *library = &reader->chart->library;
  struct fasti_slice bytes = {0};
  const char *name = src;
  xmlDocPtr doc = NULL;

  if (!library->find || library->find(library->self, reader->chart->file, src, &name, &bytes) != FASTI_OK) {
    fasti_loader_error(reader->loader, fasti_xml_attribute_place(node, "src"),
                       "the document \"%s\" was not found; expected a file beside this one", src);
    return;
  }
  if (fasti_xml_parse(name, bytes, NULL, &doc) == FASTI_OK) {
    xmlNodePtr holder = xmlNewDocNode(doc, NULL, BAD_CAST "data", NULL), root = xmlDocGetRootElement(doc);

    xmlUnlinkNode(root);
    xmlDocSetRootElement(doc, holder);
    xmlAddChild(holder, root);
    fasti_arena_tie(reader->chart->arena, (void (*)(void *))fasti_xml_free, doc);
    datum->value.content = holder;
  } else {
    datum->text = fasti_arena_copy(reader->chart->arena, bytes.at, bytes.size);
  }
}

static void
read_datum(struct fasti_reader *reader, int state, const xmlNode *node)
{
  struct fasti_chart *chart = reader->chart;
  const char *src = fasti_xml_attribute(node, NULL, "src");
  struct fasti_datum datum = {.id = fasti_xml_attribute(node, NULL, "id"), .state = state, .node = node};

  if (!datum.id)
    return;
  datum.value.expr = fasti_read_expr(reader, node, "expr");
  if (has_content(node))
    datum.value.content = node;
  if (!!src + !!datum.value.expr + !!datum.value.content > 1)
    fasti_loader_error(reader->loader, fasti_xml_place(node),
                       "<data> \"%s\" has more than one of \"src\", \"expr\" and content; expected one of them",
                       datum.id);
  else if (src)
    read_data_source(reader, node, src, &datum);
  if (xmlValidateNCName((const xmlChar *)datum.id, 0) != 0)
    fasti_loader_error(reader->loader, fasti_xml_attribute_place(node, "id"), "\"%s\" cannot name a variable", datum.id);
  chart->data = grow(chart->data, chart->data_count, &reader->data_room, sizeof datum);
  chart->data[chart->data_count++] = datum;
  chart->states[state].data.count++;
}

static const struct fasti_block *
read_blocks(struct fasti_reader *reader, const xmlNode *state, const char *name)
{
  struct fasti_block *first = NULL, **end = &first;

  for (const xmlNode *child = fasti_xml_first(state); child; child = fasti_xml_next(child))
    if (is_scxml(child, name)) {
      *end = fasti_arena_alloc(reader->chart->arena, sizeof **end);
      (*end)->ops = fasti_read_ops(reader, child);
      end = (struct fasti_block **)&(*end)->next;
    }
  return first;
}

static void
read_donedata(struct fasti_reader *reader, struct fasti_state *state)
{
  const xmlNode *node = child_named(state->face.node, "donedata");
  struct fasti_payload *payload;

  if (!node)
    return;
  payload = fasti_arena_alloc(reader->chart->arena, sizeof *payload);
  *payload = fasti_read_payload(reader, node);
  if (payload->has_content && payload->count)
    fasti_loader_error(reader->loader, fasti_xml_place(node), "<donedata> has both <content> and <param>");
  state->donedata = payload;
  state->donedata_node = node;
}

static void
check_history(struct fasti_reader *reader, const struct fasti_state *state)
{
  const char *type = fasti_xml_attribute(state->face.node, NULL, "type");

  if (type && strcmp(type, "deep") != 0 && strcmp(type, "shallow") != 0)
    fasti_loader_error(reader->loader, fasti_xml_attribute_place(state->face.node, "type"),
                       "\"%s\" is no type of history; expected shallow or deep", type);
}

/* The spans of a state begin where the arrays end now, because states are read in order. */
static void
read_body(struct fasti_reader *reader, int number)
{
  struct fasti_chart *chart = reader->chart;
  struct fasti_state *state = &chart->states[number];
  const xmlNode *datamodel = child_named(state->face.node, "datamodel");

  state->transitions.first = chart->transition_count;
  state->invokes.first = chart->invoke_count;
  state->data.first = chart->data_count;
  state->done = fasti_arena_printf(chart->arena, "done.state.%s", state->face.id);
  for (const xmlNode *n = datamodel ? fasti_xml_first(datamodel) : NULL; n; n = fasti_xml_next(n))
    if (is_scxml(n, "data"))
      read_datum(reader, number, n);
  if (state->face.kind >= FASTI_STATE_HISTORY) {
    check_history(reader, state);
    read_default(reader, number, state->face.node);
    return;
  }
  if (state->face.kind != FASTI_STATE_PARALLEL && state->face.kind != FASTI_STATE_FINAL)
    read_initial(reader, number);
  state->onentry = read_blocks(reader, state->face.node, "onentry");
  for (const xmlNode *n = fasti_xml_first(state->face.node); n; n = fasti_xml_next(n))
    if (is_scxml(n, "transition") && state->face.kind != FASTI_STATE_FINAL && number > 0)
      read_transition(reader, number, n);
    else if (is_scxml(n, "invoke"))
      read_invoke(reader, number, n);
  state->onexit = read_blocks(reader, state->face.node, "onexit");
  read_donedata(reader, state);
}

static void
number_histories(struct fasti_chart *chart)
{
  chart->histories = fasti_arena_alloc(chart->arena, (size_t)chart->state_count * sizeof *chart->histories);
  for (int s = 0; s < chart->state_count; s++) {
    chart->states[s].histories.first = chart->history_count;
    for (int child = s + 1; child <= chart->states[s].last; child = chart->states[child].last + 1)
      if (chart->states[child].face.kind >= FASTI_STATE_HISTORY) {
        chart->states[child].history = chart->history_count;
        chart->histories[chart->history_count++] = child;
        chart->states[s].histories.count++;
      }
  }
}

static void
index_variables(struct fasti_reader *reader)
{
  struct fasti_chart *chart = reader->chart;

  chart->variables = fasti_names_new(chart->arena, chart->data_count);
  for (int d = 0; d < chart->data_count; d++) {
    int first = fasti_names_add(chart->variables, fasti_slice_of(chart->data[d].id), d);

    if (first != d)
      fasti_loader_error(reader->loader, fasti_xml_attribute_place(chart->data[d].node, "id"),
                         "the variable \"%s\" is already declared in line %d; variables of all states share one scope",
                         chart->data[d].id, fasti_xml_place(chart->data[first].node).line);
  }
}

void
fasti_read_bodies(struct fasti_reader *reader)
{
  number_histories(reader->chart);
  for (int s = 0; s < reader->chart->state_count; s++)
    read_body(reader, s);
  index_variables(reader);
}
