/* engine/procedure/procedure.c - a procedure and its sub-procedures, loaded and checked; see procedure.h.
 *
 * First every document's names are collected, then what is said is compiled against them, so that all errors come in
 * one run. What the chart room warns of (expressions that fail when evaluated) is an error here: a case of law must not
 * stop on it.
 */
#include "config.h"

#include <string.h>

#include "engine/procedure/load.h"
#include "engine/verify.h"

static void
add_name(xmlHashTablePtr table, const char *name, const xmlNode *node)
{
  if (name && *name)
    xmlHashUpdateEntry(table, (const xmlChar *)name, (void *)(uintptr_t)node, NULL);
}

/* Data, and what foreach declares. */
static void
collect_variables(struct document *document, const xmlNode *node)
{
  if (fasti_xml_is(node, FASTI_NS_SCXML, "data"))
    add_name(document->variables, fasti_xml_attribute(node, NULL, "id"), node);
  if (fasti_xml_is(node, FASTI_NS_SCXML, "foreach")) {
    add_name(document->variables, fasti_xml_attribute(node, NULL, "item"), node);
    add_name(document->variables, fasti_xml_attribute(node, NULL, "index"), node);
  }
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (!node->ns || !fasti_xml_is(node, FASTI_NS_SCXML, "data"))
      collect_variables(document, child);
}

static void
collect_states(struct check *check)
{
  struct fasti_procedure *procedure = check->procedure;
  const struct fasti_chart *chart = check->document->notes.chart;

  for (int i = 1; i < fasti_chart_state_count(chart); i++) {
    const struct fasti_chart_state *state = fasti_chart_state(chart, i);

    add_name(procedure->states, state->id, state->node);
    for (const xmlNode *node = fasti_xml_first(state->node); node; node = fasti_xml_next(node))
      if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "deadline")) {
        const char *id = fasti_xml_attribute(node, NULL, "id");
        const xmlNode *other = id ? xmlHashLookup(procedure->deadlines, (const xmlChar *)id) : NULL;

        if (other && other->doc == node->doc)
          fasti_error_at(check->messages, fasti_xml_attribute_place(node, "id"),
                         "the deadline %s is there twice; expected one, or another id", id);
        add_name(procedure->deadlines, id, node);
      }
  }
}

static void
collect_work(struct check *check)
{
  struct fasti_procedure *procedure = check->procedure;
  const struct fasti_chart *chart = check->document->notes.chart;

  for (int i = 0; i < fasti_chart_invoke_count(chart); i++) {
    const struct fasti_chart_invoke *invoke = fasti_chart_invoke(chart, i);

    if (!invoke->child && !(invoke->type && strcmp(invoke->type, TYPE_CASE) == 0))
      add_name(procedure->tasks, invoke->id, invoke->node);
    add_name(procedure->as_names, fasti_xml_attribute(invoke->node, FASTI_NS_PROCEDURE, "as"), invoke->node);
  }
  for (int i = 0; i < fasti_chart_transition_count(chart); i++) {
    const struct fasti_chart_transition *transition = fasti_chart_transition(chart, i);

    if (fasti_xml_attribute(transition->node, FASTI_NS_PROCEDURE, "role"))
      add_name(procedure->tasks, transition->event, transition->node);
  }
}

/* Chinese stands without a space: 《规范案件查处》二, but "Building Act s. 4". */
static const char *
law_shown(struct fasti_arena *arena, const char *title, const char *article)
{
  size_t size = strlen(title);
  bool chinese = size > 0 && (unsigned char)title[size - 1] >= 0x80;

  if (!article || !*article)
    return fasti_arena_strdup(arena, title);
  return fasti_arena_printf(arena, "%s%s%s", title, chinese ? "" : " ", article);
}

static void
keep_law(struct fasti_procedure *procedure, const char *id, const char *title, const char *article,
         const xmlNode *node)
{
  struct law *law = &procedure->laws[procedure->law_count++];

  add_name(procedure->law_names, id, node);
  law->id = fasti_arena_strdup(procedure->arena, id);
  law->shown = law_shown(procedure->arena, title, article);
  law->place = fasti_xml_place(node);
}

/* What the package says of a law holds in all its procedures, whatever they say themselves. */
static void
collect_package_laws(struct fasti_procedure *procedure)
{
  for (size_t i = 0; i < procedure->package->law_count; i++) {
    const struct package_law *law = &procedure->package->laws[i];

    keep_law(procedure, law->id, law->title, law->article, law->node);
  }
}

static void
collect_law(struct check *check, const xmlNode *node)
{
  struct fasti_procedure *procedure = check->procedure;
  const char *id = fasti_xml_attribute(node, NULL, "id"), *title = fasti_xml_attribute(node, NULL, "title");
  const char *article = fasti_xml_attribute(node, NULL, "article");
  const xmlNode *other = id ? xmlHashLookup(procedure->law_names, (const xmlChar *)id) : NULL;

  if (!id || !*id || !title) {
    fasti_error_at(check->messages, fasti_xml_place(node), "<f:law> must say its id and title");
    return;
  }
  if (other && other->doc == node->doc)
    fasti_error_at(check->messages, fasti_xml_attribute_place(node, "id"),
                   "the law %s is there twice; expected one, or another id", id);
  if (!other)
    keep_law(procedure, id, title, article, node);
}

static void
collect_instrument(struct check *check, const xmlNode *node)
{
  struct fasti_procedure *procedure = check->procedure;
  const char *id = fasti_xml_attribute(node, NULL, "id");

  if (!id || !*id) {
    fasti_error_at(check->messages, fasti_xml_place(node), "<f:instrument> must say its id");
    return;
  }
  if (xmlHashLookup(procedure->instrument_names, (const xmlChar *)id)) {
    fasti_error_at(check->messages, fasti_xml_attribute_place(node, "id"),
                   "the instrument %s is there twice; expected one, or another id", id);
    return;
  }
  add_name(procedure->instrument_names, id, node);
  procedure->templates[procedure->template_count++].id = fasti_arena_strdup(procedure->arena, id);
}

static void
collect_assertion(struct check *check, const xmlNode *node)
{
  struct fasti_procedure *procedure = check->procedure;
  struct assertion *assertion = &procedure->assertions[procedure->assertion_count++];

  assertion->law = fasti_arena_strdup(procedure->arena, fasti_xml_attribute(node, NULL, "law"));
  assertion->place = fasti_xml_place(node);
}

static void
collect_top(struct check *check)
{
  const xmlNode *root = fasti_chart_root(check->document->notes.chart);

  for (const xmlNode *node = fasti_xml_first(root); node; node = fasti_xml_next(node))
    if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "law"))
      collect_law(check, node);
    else if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "instrument"))
      collect_instrument(check, node);
    else if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "assert"))
      collect_assertion(check, node);
}

static void
add_document(struct fasti_procedure *procedure, const struct fasti_chart *chart)
{
  struct document *document;

  if (fasti_procedure_notes(procedure, chart))
    return;
  procedure->documents =
    fasti_realloc(procedure->documents, (procedure->document_count + 1) * sizeof(struct document *));
  document = fasti_arena_alloc(procedure->arena, sizeof *document);
  document->notes.chart = chart;
  document->variables = arena_table(procedure->arena);
  collect_variables(document, fasti_chart_root(chart));
  procedure->documents[procedure->document_count++] = document;
  for (int i = 0; i < fasti_chart_invoke_count(chart); i++)
    if (fasti_chart_invoke(chart, i)->child)
      add_document(procedure, fasti_chart_invoke(chart, i)->child);
}

static size_t
count_top(const struct fasti_procedure *procedure)
{
  size_t count = 0;

  for (size_t i = 0; i < procedure->document_count; i++)
    for (const xmlNode *node = fasti_xml_first(fasti_chart_root(procedure->documents[i]->notes.chart)); node;
         node = fasti_xml_next(node))
      count++;
  return count;
}

static void
collect(struct check *check)
{
  struct fasti_procedure *procedure = check->procedure;
  size_t top = count_top(procedure);

  procedure->laws =
    fasti_arena_alloc(procedure->arena, (top + procedure->package->law_count) * sizeof *procedure->laws);
  procedure->templates = fasti_arena_alloc(procedure->arena, top * sizeof *procedure->templates);
  procedure->assertions = fasti_arena_alloc(procedure->arena, top * sizeof *procedure->assertions);
  collect_package_laws(procedure);
  for (size_t i = 0; i < procedure->document_count; i++) {
    check->document = procedure->documents[i];
    collect_states(check);
    collect_work(check);
    collect_top(check);
  }
}

static void
compile(struct check *check)
{
  struct fasti_procedure *procedure = check->procedure;

  for (size_t i = 0; i < procedure->template_count; i++) {
    const xmlNode *node = xmlHashLookup(procedure->instrument_names, (const xmlChar *)procedure->templates[i].id);

    /* Its expressions see the data of the session that issues it, whichever that is. */
    check->document = NULL;
    notes_instrument(check, node, &procedure->templates[i]);
  }
  for (size_t i = 0; i < procedure->assertion_count; i++)
    if (procedure->assertions[i].law &&
        !xmlHashLookup(procedure->law_names, (const xmlChar *)procedure->assertions[i].law))
      fasti_error_at(check->messages, procedure->assertions[i].place,
                     "there is no law %s; expected the id of an <f:law>", procedure->assertions[i].law);
  for (size_t i = 0; i < procedure->document_count; i++) {
    check->document = procedure->documents[i];
    vocabulary_check(check, fasti_chart_root(check->document->notes.chart));
    events_check(check);
    if (i == 0)
      notes_procedure(check);
    notes_compile(check);
    covers_read(check);
  }
}

enum fasti_status
procedure_verify(const struct fasti_procedure *procedure, struct fasti_messages *messages)
{
  enum fasti_status worst = FASTI_OK;

  for (size_t i = 0; i < procedure->document_count; i++) {
    enum fasti_status status = fasti_verify_chart(procedure->documents[i]->notes.chart, messages, NULL);

    if (status != FASTI_OK)
      worst = status;
  }
  return worst;
}

static void
procedure_release(void *item)
{
  struct fasti_procedure *procedure = item;

  fasti_free(procedure->documents);
  fasti_free(procedure->carriers);
  fasti_free(procedure->forms);
  fasti_chart_free(procedure->chart);
}

static struct fasti_procedure *
procedure_new(struct fasti_package *package, const char *id)
{
  struct fasti_procedure *procedure = fasti_arena_alloc(package->arena, sizeof *procedure);

  procedure->package = package;
  procedure->arena = package->arena;
  procedure->id = fasti_arena_strdup(package->arena, id);
  procedure->tasks = arena_table(package->arena);
  procedure->states = arena_table(package->arena);
  procedure->deadlines = arena_table(package->arena);
  procedure->instrument_names = arena_table(package->arena);
  procedure->law_names = arena_table(package->arena);
  procedure->as_names = arena_table(package->arena);
  procedure->form_files = arena_table(package->arena);
  procedure->style_files = arena_table(package->arena);
  fasti_arena_tie(package->arena, procedure_release, procedure);
  return procedure;
}

static void
pass_on(const struct fasti_messages *from, struct fasti_messages *to)
{
  for (size_t i = 0; i < fasti_messages_count(from); i++) {
    struct fasti_message message = *fasti_messages_at(from, i);

    message.severity = FASTI_ERROR;
    fasti_message_add(to, &message);
  }
}

/* Where there is no chart, at least what the vocabulary does not have is told in the same run. */
static void
check_words(struct check *check, const char *name, struct fasti_slice bytes)
{
  xmlDocPtr doc;

  if (fasti_xml_parse(name, bytes, NULL, &doc) != FASTI_OK)
    return; /* told by the chart room */
  vocabulary_check(check, xmlDocGetRootElement(doc));
  fasti_xml_free(doc);
}

struct fasti_procedure *
procedure_load(struct load *load, const char *id, const char *name, struct fasti_slice bytes,
               const struct folders *folders)
{
  struct fasti_procedure *procedure = procedure_new(load->package, id);
  struct check check = {.load = load, .messages = load->messages, .procedure = procedure};
  struct fasti_messages *told = fasti_messages_like(load->messages);
  enum fasti_status status = fasti_chart_inspect(name, bytes, &load->library, told, &procedure->chart);

  procedure->folders = *folders;
  pass_on(told, load->messages);
  fasti_messages_free(told);
  if (!procedure->chart) {
    check_words(&check, name, bytes);
    return NULL;
  }
  check.evaluator = names_evaluator();
  add_document(procedure, procedure->chart);
  collect(&check);
  compile(&check);
  fasti_evaluator_free(check.evaluator);
  return status == FASTI_OK ? procedure : NULL;
}

const char *
fasti_procedure_id(const struct fasti_procedure *procedure)
{
  return procedure->id;
}

const char *
fasti_procedure_title(const struct fasti_procedure *procedure)
{
  return procedure->title;
}

const struct fasti_package *
fasti_procedure_package(const struct fasti_procedure *procedure)
{
  return procedure->package;
}

const struct fasti_chart *
fasti_procedure_chart(const struct fasti_procedure *procedure)
{
  return procedure->chart;
}

const char *
fasti_procedure_openers(const struct fasti_procedure *procedure)
{
  return procedure->openers;
}

const char *
fasti_procedure_readers(const struct fasti_procedure *procedure)
{
  return procedure->readers ? procedure->readers : "";
}

bool
fasti_procedure_is_standing(const struct fasti_procedure *procedure)
{
  return procedure->standing;
}

bool
fasti_procedure_has_key(const struct fasti_procedure *procedure)
{
  return procedure->note.key != NULL;
}

const struct fasti_form *
fasti_procedure_form(const struct fasti_procedure *procedure)
{
  return procedure->form;
}

const char *
fasti_procedure_law(const struct fasti_procedure *procedure, const char *law)
{
  for (size_t i = 0; law && i < procedure->law_count; i++)
    if (strcmp(procedure->laws[i].id, law) == 0)
      return procedure->laws[i].shown;
  return law;
}

const char *
fasti_procedure_law_at(const struct fasti_procedure *procedure, size_t index, const char **shown)
{
  if (index >= procedure->law_count)
    return NULL;
  *shown = procedure->laws[index].shown;
  return procedure->laws[index].id;
}

const char *
fasti_procedure_state_title(const struct fasti_procedure *procedure, const char *state, const char **law)
{
  if (law)
    *law = NULL;
  for (size_t i = 0; i < procedure->document_count; i++) {
    const struct fasti_notes *notes = &procedure->documents[i]->notes;
    int number = fasti_chart_find(notes->chart, state);

    if (number < 0 || !notes->states[number].title)
      continue;
    if (law)
      *law = notes->states[number].law;
    return notes->states[number].title;
  }
  return state;
}

const char *
fasti_procedure_task_title(const struct fasti_procedure *procedure, const char *task)
{
  const xmlNode *node = xmlHashLookup(procedure->tasks, (const xmlChar *)task);
  const char *title = node ? fasti_xml_attribute(node, FASTI_NS_PROCEDURE, "title") : NULL;

  return title && !strchr(title, '{') ? title : task;
}

const struct fasti_notes *
fasti_procedure_notes(const struct fasti_procedure *procedure, const struct fasti_chart *chart)
{
  for (size_t i = 0; i < procedure->document_count; i++)
    if (procedure->documents[i]->notes.chart == chart)
      return &procedure->documents[i]->notes;
  return NULL;
}

const struct fasti_notes *
fasti_procedure_notes_at(const struct fasti_procedure *procedure, size_t index)
{
  return index < procedure->document_count ? &procedure->documents[index]->notes : NULL;
}

const struct fasti_procedure_note *
fasti_procedure_note(const struct fasti_procedure *procedure)
{
  return &procedure->note;
}

void
fasti_procedure_parameters(const struct fasti_procedure *procedure, void (*use)(void *self, const char *name),
                           void *self)
{
  const struct fasti_package *package = procedure->package;

  for (size_t i = 0; i < package->parameter_count; i++) {
    const struct parameter *parameter = &package->parameters[i];

    if (package_parameter(package, procedure->id, parameter->name) == parameter) /* once for each name */
      use(self, parameter->name);
  }
}
