/* engine/chart/chart.c - loading charts, and what a chart tells about itself; see chart.h.
 *
 * Messages: a root element that is not <scxml>, an unknown data model, binding or version, too many states, documents
 * that are not found, that invoke each other in a circle, or too deep.
 */
#include "config.h"

#include <assert.h>
#include <string.h>

#include "engine/chart/load.h"

static void
check_choice(struct fasti_loader *loader, const xmlNode *root, const char *attribute, const char *one,
             const char *other)
{
  const char *value = fasti_xml_attribute(root, NULL, attribute);

  if (value && strcmp(value, one) != 0 && (!other || strcmp(value, other) != 0))
    fasti_loader_error(loader, fasti_xml_attribute_place(root, attribute), "%s \"%s\" is not known; expected %s%s%s",
                       attribute, value, one, other ? " or " : "", other ? other : "");
}

static bool
is_value(const xmlNode *node, const char *attribute, const char *text)
{
  const char *value = fasti_xml_attribute(node, NULL, attribute);

  return value && strcmp(value, text) == 0;
}

static void
free_arrays(void *self)
{
  struct fasti_chart *chart = self;

  fasti_free(chart->states);
  fasti_free(chart->transitions);
  fasti_free(chart->invokes);
  fasti_free(chart->actions);
  fasti_free(chart->sends);
  fasti_free(chart->data);
}

static void
load_children(struct fasti_loader *loader, struct fasti_chart *chart)
{
  for (int i = 0; i < chart->invoke_count; i++) {
    struct fasti_invoke *invoke = &chart->invokes[i];
    const xmlNode *content = invoke->payload.content.content, *root = content ? fasti_xml_first(content) : NULL;

    if (invoke->type.expr || !fasti_program_is_scxml_invoke(invoke->type.text))
      continue;
    if (invoke->src.text)
      invoke->face.child =
        fasti_load_document(loader, chart->file, invoke->src.text, fasti_xml_attribute_place(invoke->face.node, "src"));
    else if (root && !invoke->payload.content.expr && fasti_xml_is(root, FASTI_NS_SCXML, "scxml"))
      invoke->face.child = fasti_load_root(loader, chart->file, root);
    else if (!invoke->src.expr && !invoke->payload.content.expr)
      fasti_loader_error(loader, fasti_xml_place(invoke->face.node),
                         "<invoke> has nothing to invoke; expected \"src\", \"srcexpr\" or <content> with <scxml>");
  }
}

struct fasti_chart *
fasti_load_root(struct fasti_loader *loader, const char *file, const xmlNode *root)
{
  struct fasti_chart *chart = fasti_arena_alloc(loader->arena, sizeof *chart);
  struct fasti_reader reader = {.loader = loader, .chart = chart};
  const char *title = fasti_xml_attribute(root, NULL, "name");

  *chart = (struct fasti_chart){.arena = loader->arena, .file = file, .title = title ? title : "", .root = root};
  if (loader->library)
    chart->library = *loader->library;
  fasti_arena_tie(loader->arena, free_arrays, chart);
  chart->xpath = is_value(root, "datamodel", "xpath");
  chart->late = is_value(root, "binding", "late");
  fasti_grammar_check(loader, root);
  check_choice(loader, root, "datamodel", "xpath", "null");
  check_choice(loader, root, "binding", "early", "late");
  check_choice(loader, root, "version", "1.0", NULL);
  fasti_read_states(&reader, root);
  if (chart->state_count > FASTI_CHART_STATES) {
    fasti_loader_error(loader, fasti_xml_place(root), "the document has more than %d states", FASTI_CHART_STATES);
    loader->limit = true;
    return chart;
  }
  fasti_read_bodies(&reader);
  fasti_index_events(&reader);
  fasti_index_chart(&reader);
  if (++loader->depth > FASTI_CHART_CHILDREN) {
    fasti_loader_error(loader, fasti_xml_place(root), "documents invoke documents more than %d deep",
                       FASTI_CHART_CHILDREN);
    loader->limit = true;
  } else {
    load_children(loader, chart);
  }
  loader->depth--;
  return chart;
}

static void
free_document(void *doc)
{
  fasti_xml_free(doc);
}

static struct fasti_chart *
parse(struct fasti_loader *loader, const char *name, struct fasti_slice bytes)
{
  xmlDocPtr doc = NULL;
  const xmlNode *root;
  enum fasti_status status = fasti_xml_parse(name, bytes, loader->messages, &doc);

  if (status != FASTI_OK) {
    loader->errors++;
    loader->limit |= status == FASTI_LIMIT;
    return NULL;
  }
  fasti_arena_tie(loader->arena, free_document, doc);
  root = xmlDocGetRootElement(doc);
  if (!fasti_xml_is(root, FASTI_NS_SCXML, "scxml")) {
    fasti_loader_error(loader, fasti_xml_place(root), "the root element is <%s>; expected <scxml xmlns=\"%s\">",
                       (const char *)root->name, FASTI_NS_SCXML);
    return NULL;
  }
  return fasti_load_root(loader, name, root);
}

static struct fasti_chart *
load_named(struct fasti_loader *loader, const char *name, struct fasti_slice bytes)
{
  struct fasti_loaded *loaded = fasti_arena_alloc(loader->arena, sizeof *loaded);

  *loaded = (struct fasti_loaded){.next = loader->loaded, .name = fasti_arena_strdup(loader->arena, name)};
  loader->loaded = loaded;
  loaded->chart = parse(loader, loaded->name, bytes);
  loaded->done = true;
  return loaded->chart;
}

const struct fasti_chart *
fasti_load_document(struct fasti_loader *loader, const char *base, const char *uri, struct fasti_place where)
{
  const struct fasti_library *library = loader->library;
  struct fasti_slice bytes;
  const char *name;

  if (!library || library->find(library->self, base, uri, &name, &bytes) != FASTI_OK) {
    fasti_loader_error(loader, where, "the document \"%s\" was not found; expected a file beside this one", uri);
    return NULL;
  }
  for (struct fasti_loaded *l = loader->loaded; l; l = l->next)
    if (strcmp(l->name, name) == 0) {
      if (!l->done)
        fasti_loader_error(loader, where, "\"%s\" invokes itself, directly or through what it invokes", name);
      return l->chart;
    }
  return load_named(loader, name, bytes);
}

enum fasti_status
fasti_chart_inspect(const char *name, struct fasti_slice bytes, const struct fasti_library *library,
                 struct fasti_messages *messages, struct fasti_chart **out)
{
  struct fasti_loader loader = {.arena = fasti_arena_new(), .library = library, .messages = messages};
  struct fasti_chart *chart = load_named(&loader, name, bytes);

  *out = NULL;
  if (!chart || loader.limit) {
    fasti_arena_free(loader.arena);
    return loader.limit ? FASTI_LIMIT : FASTI_DEFINITION;
  }
  *out = chart;
  return loader.errors ? FASTI_DEFINITION : FASTI_OK;
}

enum fasti_status
fasti_chart_load(const char *name, struct fasti_slice bytes, const struct fasti_library *library,
                 struct fasti_messages *messages, struct fasti_chart **out)
{
  struct fasti_chart *chart;
  enum fasti_status status = fasti_chart_inspect(name, bytes, library, messages, &chart);

  if (status == FASTI_OK)
    *out = chart;
  else
    fasti_chart_free(chart);
  return status;
}

void
fasti_chart_free(struct fasti_chart *chart)
{
  if (chart)
    fasti_arena_free(chart->arena);
}

bool
fasti_program_is_scxml_invoke(const char *type)
{
  return !type || strcmp(type, "scxml") == 0 || strcmp(type, "http://www.w3.org/TR/scxml/") == 0 ||
         strcmp(type, "http://www.w3.org/TR/scxml") == 0;
}

bool
fasti_program_is_scxml_send(const char *type)
{
  return fasti_program_is_scxml_invoke(type) || strcmp(type, "http://www.w3.org/TR/scxml/#SCXMLEventProcessor") == 0 ||
         strcmp(type, "http://www.w3.org/TR/scxml#SCXMLEventProcessor") == 0;
}

const char *
fasti_chart_name(const struct fasti_chart *chart)
{
  return chart->title;
}

const xmlNode *
fasti_chart_root(const struct fasti_chart *chart)
{
  return chart->root;
}

int
fasti_chart_state_count(const struct fasti_chart *chart)
{
  return chart->state_count;
}

const struct fasti_chart_state *
fasti_chart_state(const struct fasti_chart *chart, int state)
{
  assert(state >= 0 && state < chart->state_count);
  return &chart->states[state].face;
}

int
fasti_chart_find(const struct fasti_chart *chart, const char *id)
{
  return fasti_names_find(chart->ids, fasti_slice_of(id));
}

bool
fasti_chart_is_within(const struct fasti_chart *chart, int state, int ancestor)
{
  return ancestor <= state && state <= chart->states[ancestor].last;
}

int
fasti_chart_transition_count(const struct fasti_chart *chart)
{
  return chart->transition_count;
}

const struct fasti_chart_transition *
fasti_chart_transition(const struct fasti_chart *chart, int transition)
{
  assert(transition >= 0 && transition < chart->transition_count);
  return &chart->transitions[transition].face;
}

int
fasti_chart_invoke_count(const struct fasti_chart *chart)
{
  return chart->invoke_count;
}

const struct fasti_chart_invoke *
fasti_chart_invoke(const struct fasti_chart *chart, int invoke)
{
  assert(invoke >= 0 && invoke < chart->invoke_count);
  return &chart->invokes[invoke].face;
}

int
fasti_chart_action_count(const struct fasti_chart *chart)
{
  return chart->action_count;
}

const xmlNode *
fasti_chart_action(const struct fasti_chart *chart, int action)
{
  assert(action >= 0 && action < chart->action_count);
  return chart->actions[action];
}

int
fasti_program_variable(const struct fasti_chart *chart, const char *name)
{
  return fasti_names_find(chart->variables, fasti_slice_of(name));
}

int
fasti_chart_data_count(const struct fasti_chart *chart)
{
  return chart->data_count;
}

const char *
fasti_chart_data_id(const struct fasti_chart *chart, int data)
{
  assert(data >= 0 && data < chart->data_count);
  return chart->data[data].id;
}
