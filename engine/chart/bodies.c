/* engine/chart/bodies.c - reading what is in the states of a document: transitions, invokes, data, content.
 *
 * Messages: attributes without sense or that exclude each other, variables and invokes declared twice, documents that
 * are not found.
 */
#include "config.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "engine/chart/load.h"

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
  chart->transitions = fasti_load_grow(chart->transitions, chart->transition_count, &reader->transition_room, sizeof t);
  chart->transitions[chart->transition_count++] = t;
  chart->states[state].transitions.count++;
}

/* What else is in a state */

static void
read_invoke(struct fasti_reader *reader, int state, const xmlNode *node)
{
  struct fasti_chart *chart = reader->chart;
  const char *forward = fasti_xml_attribute(node, NULL, "autoforward");
  const xmlNode *finalize = fasti_load_child(node, "finalize");
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
  chart->invokes = fasti_load_grow(chart->invokes, chart->invoke_count, &reader->invoke_room, sizeof invoke);
  chart->invokes[chart->invoke_count++] = invoke;
  chart->states[state].invokes.count++;
}

static bool
has_content(const xmlNode *node)
{
  for (const xmlNode *child = node->children; child; child = child->next)
    if (!fasti_load_is_blank(child))
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
    fasti_loader_error(reader->loader, fasti_xml_attribute_place(node, "id"), "\"%s\" cannot name a variable",
                       datum.id);
  chart->data = fasti_load_grow(chart->data, chart->data_count, &reader->data_room, sizeof datum);
  chart->data[chart->data_count++] = datum;
  chart->states[state].data.count++;
}

static const struct fasti_block *
read_blocks(struct fasti_reader *reader, const xmlNode *state, const char *name)
{
  struct fasti_block *first = NULL, **end = &first;

  for (const xmlNode *child = fasti_xml_first(state); child; child = fasti_xml_next(child))
    if (fasti_load_is(child, name)) {
      *end = fasti_arena_alloc(reader->chart->arena, sizeof **end);
      (*end)->ops = fasti_read_ops(reader, child);
      end = (struct fasti_block **)&(*end)->next;
    }
  return first;
}

static void
read_donedata(struct fasti_reader *reader, struct fasti_state *state)
{
  const xmlNode *node = fasti_load_child(state->face.node, "donedata");
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
  const xmlNode *datamodel = fasti_load_child(state->face.node, "datamodel");

  state->transitions.first = chart->transition_count;
  state->invokes.first = chart->invoke_count;
  state->data.first = chart->data_count;
  state->done = fasti_arena_printf(chart->arena, "done.state.%s", state->face.id);
  for (const xmlNode *n = datamodel ? fasti_xml_first(datamodel) : NULL; n; n = fasti_xml_next(n))
    if (fasti_load_is(n, "data"))
      read_datum(reader, number, n);
  if (state->face.kind >= FASTI_STATE_HISTORY) {
    check_history(reader, state);
    fasti_read_default(reader, number, state->face.node);
    return;
  }
  if (state->face.kind != FASTI_STATE_PARALLEL && state->face.kind != FASTI_STATE_FINAL)
    fasti_read_initial(reader, number);
  state->onentry = read_blocks(reader, state->face.node, "onentry");
  for (const xmlNode *n = fasti_xml_first(state->face.node); n; n = fasti_xml_next(n))
    if (fasti_load_is(n, "transition") && state->face.kind != FASTI_STATE_FINAL && number > 0)
      read_transition(reader, number, n);
    else if (fasti_load_is(n, "invoke"))
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

/* Two invokes with one id could be active together, and what they send could not be told apart. */
static void
check_invoke_ids(struct fasti_reader *reader)
{
  struct fasti_chart *chart = reader->chart;
  struct fasti_names *ids = fasti_names_new(chart->arena, chart->invoke_count);

  for (int i = 0; i < chart->invoke_count; i++) {
    const struct fasti_chart_invoke *invoke = &chart->invokes[i].face;
    int first = invoke->id ? fasti_names_add(ids, fasti_slice_of(invoke->id), i) : i;

    if (first != i)
      fasti_loader_error(reader->loader, fasti_xml_attribute_place(invoke->node, "id"),
                         "the id \"%s\" is already used by the <invoke> in line %d; expected an id of its own",
                         invoke->id, fasti_xml_place(chart->invokes[first].face.node).line);
  }
}

void
fasti_read_bodies(struct fasti_reader *reader)
{
  number_histories(reader->chart);
  for (int s = 0; s < reader->chart->state_count; s++)
    read_body(reader, s);
  index_variables(reader);
  check_invoke_ids(reader);
}
