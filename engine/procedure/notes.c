/* engine/procedure/notes.c - what states, transitions, invokes and actions say, compiled; see engine/notes.h.
 *
 * Messages: a task without an id or role, unknown laws, roles, tasks, states and deadlines, attributes that exclude each
 * other. Deadlines are read in deadline.c, recurrences in every.c.
 */
#include "config.h"

#include <string.h>

#include "engine/procedure/load.h"

static const struct {
  const char *name;
  unsigned bit;
} operations[] = {
  {"claim", FASTI_MAY_CLAIM},       {"release", FASTI_MAY_RELEASE},   {"draft", FASTI_MAY_DRAFT},
  {"return", FASTI_MAY_RETURN},     {"withdraw", FASTI_MAY_WITHDRAW}, {"transfer", FASTI_MAY_TRANSFER},
  {"delegate", FASTI_MAY_DELEGATE}, {"sign", FASTI_MAY_SIGN},         {"copy", FASTI_MAY_COPY},
  {"urge", FASTI_MAY_URGE},
};

static const char *
read_steps(struct check *check, const xmlNode *node, const char *name)
{
  const char *steps = attribute_copy(check, node, name), *at = steps;
  struct fasti_slice word;

  while (fasti_list_next(&at, &word)) {
    const char *id = fasti_arena_copy(check->procedure->arena, word.at, word.size);
    int state = fasti_chart_find(check->document->notes.chart, id);

    if (state < 0)
      fasti_error_at(check->messages, attribute_place(node, name), "there is no state %s; expected steps of %s", id,
                     fasti_xml_place(node).file);
    else if (!fasti_xml_attribute(fasti_chart_state(check->document->notes.chart, state)->node, FASTI_NS_PROCEDURE,
                                  "title"))
      fasti_error_at(check->messages, attribute_place(node, name),
                     "the state %s has no title; expected a step, a state with f:title", id);
  }
  return steps;
}

static unsigned
read_forbidden(struct check *check, const xmlNode *node)
{
  const char *at = attribute(node, "forbid");
  struct fasti_slice word;
  unsigned bits = 0;

  while (fasti_list_next(&at, &word)) {
    unsigned bit = 0;

    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
      if (fasti_slice_is(word, operations[i].name))
        bit = operations[i].bit;
    if (!bit)
      fasti_error_at(
        check->messages, attribute_place(node, "forbid"),
        "there is no operation %.*s; expected claim, release, draft, return, withdraw, transfer, delegate, "
        "sign, copy or urge",
        (int)word.size, word.at);
    bits |= bit;
  }
  return bits;
}

static int
read_sign(struct check *check, const xmlNode *node)
{
  const char *text = attribute(node, "sign");

  if (!text || strcmp(text, "all") == 0)
    return FASTI_SIGN_ALL;
  return strcmp(text, "any") == 0 ? 1 : notes_count(check, node, "sign", text);
}

void
notes_check_as(struct check *check, const xmlNode *node, const char *as)
{
  if (!attribute(node, "each") != !as)
    fasti_error_at(check->messages, attribute_place(node, attribute(node, "each") ? "each" : "as"),
                   "each and as belong together: the list, and the name of its node");
  else if (as && xmlHashLookup(check->document->variables, (const xmlChar *)as))
    fasti_error_at(check->messages, attribute_place(node, "as"),
                   "$%s is a variable of the data already; expected another name", as);
}

static void
read_each(struct check *check, const xmlNode *node, struct fasti_invoke_note *note)
{
  note->each = attribute_expr(check, node, "each");
  note->as = attribute_copy(check, node, "as");
  note->follow = notes_bool(check, node, "follow");
  notes_check_as(check, node, note->as);
  if (note->follow && !note->each)
    fasti_error_at(check->messages, attribute_place(node, "follow"), "follow stands only beside each");
}

/* The fact of the procedure by which earlier cases are like this one. */
static const char *
read_precedents(struct check *check, const xmlNode *node)
{
  const char *name = attribute(node, "precedents");
  const xmlNode *root = fasti_chart_root(check->procedure->chart);

  for (const xmlNode *fact = name ? fasti_xml_first(root) : NULL; fact; fact = fasti_xml_next(fact))
    if (fasti_xml_is(fact, FASTI_NS_PROCEDURE, "fact") && fasti_xml_attribute(fact, NULL, "name") &&
        strcmp(fasti_xml_attribute(fact, NULL, "name"), name) == 0)
      return fasti_arena_strdup(check->procedure->arena, name);
  if (name)
    fasti_error_at(check->messages, attribute_place(node, "precedents"),
                   "the procedure %s has no fact %s; expected one that an <f:fact> of it declares", check->procedure->id, name);
  return NULL;
}

static void
read_task(struct check *check, const struct fasti_chart_invoke *invoke, struct fasti_invoke_note *note)
{
  const xmlNode *node = invoke->node;

  note->work.form = attribute_form(check, node, NULL, "src");
  note->work.form_name = fasti_arena_strdup(check->procedure->arena, invoke->src);
  note->sign = read_sign(check, node);
  note->forbidden = read_forbidden(check, node);
  note->returns = read_steps(check, node, "return");
  note->optional = notes_bool(check, node, "optional");
  note->dossier = notes_bool(check, node, "dossier");
  note->precedents = read_precedents(check, node);
  note->when = attribute_expr(check, node, "when");
  if (!invoke->id)
    fasti_error_at(check->messages, fasti_xml_place(node), "a task must have an id; expected <invoke id=\"…\">");
  if (!note->work.roles)
    fasti_error_at(check->messages, fasti_xml_place(node), "the task %s says nobody who may do it; expected f:role",
                   invoke->id ? invoke->id : "");
}

static void
read_invoke(struct check *check, int number, struct fasti_invoke_note *note)
{
  const struct fasti_chart_invoke *invoke = fasti_chart_invoke(check->document->notes.chart, number);

  note->task = invoke->type && strcmp(invoke->type, TYPE_TASK) == 0;
  work_read(check, invoke->node, invoke->id ? invoke->id : "", &note->work);
  read_each(check, invoke->node, note);
  if (note->task)
    read_task(check, invoke, note);
  else if (invoke->type && strcmp(invoke->type, TYPE_CASE) == 0)
    others_invoke(check, invoke->node, note);
  else if (!invoke->child)
    fasti_error_at(check->messages, fasti_xml_place(invoke->node),
                   "this invokes neither a task nor a procedure; expected type=\"" TYPE_TASK "\" or \"" TYPE_CASE
                   "\", or src=\"…\" of an SCXML document");
  if (note->each && !invoke->id)
    fasti_error_at(check->messages, fasti_xml_place(invoke->node), "an invoke with each must have an id");
}

/* The first transition of the same state and event that says its role: the action that this one belongs to. */
static const struct fasti_transition_note *
action_of(const struct document *document, int number)
{
  const struct fasti_chart *chart = document->notes.chart;
  const struct fasti_chart_transition *transition = fasti_chart_transition(chart, number);

  for (int i = 0; i < number && transition->event; i++) {
    const struct fasti_chart_transition *other = fasti_chart_transition(chart, i);

    if (document->transitions[i].action && other->source == transition->source &&
        strcmp(other->event, transition->event) == 0)
      return &document->transitions[i];
  }
  return NULL;
}

static void
read_action(struct check *check, const struct fasti_chart_transition *transition, struct fasti_transition_note *note)
{
  note->action = true;
  work_read(check, transition->node, transition->event ? transition->event : "", &note->work);
  note->work.form = attribute_form(check, transition->node, FASTI_NS_PROCEDURE, "form");
  note->work.form_name = attribute_copy(check, transition->node, "form");
  if (!transition->event || strpbrk(transition->event, " *\t\n"))
    fasti_error_at(check->messages, fasti_xml_place(transition->node),
                   "an action raises one event; expected event=\"…\" with one name and no *");
}

static void
read_transition(struct check *check, int number)
{
  const struct fasti_chart_transition *transition = fasti_chart_transition(check->document->notes.chart, number);
  struct fasti_transition_note *note = &check->document->transitions[number];
  const struct fasti_transition_note *first = action_of(check->document, number);

  note->message = attribute_template(check, transition->node, "message");
  note->law = attribute_law(check, transition->node, "law");
  if (attribute(transition->node, "role"))
    read_action(check, transition, note);
  else if (first) {
    note->action = true;
    note->work = first->work;
    note->work.place = fasti_xml_place(transition->node);
  }
  if (first && attribute(transition->node, "role") && !note->work.form) {
    note->work.form = first->work.form;
    note->work.form_name = first->work.form_name;
  }
}

void
notes_need(struct check *check, const xmlNode *node, const char *name)
{
  if (!attribute(node, name))
    fasti_error_at(check->messages, fasti_xml_place(node), "<f:%s> must say its %s", (const char *)node->name, name);
}

static void
need(struct check *check, const xmlNode *node, const char *name)
{
  notes_need(check, node, name);
}

static void
read_states(struct check *check)
{
  struct document *document = check->document;
  const struct fasti_chart *chart = document->notes.chart;

  for (int i = 0; i < fasti_chart_state_count(chart); i++) {
    const xmlNode *node = fasti_chart_state(chart, i)->node;
    struct fasti_state_note *note = &document->states[i];

    note->first_deadline = document->notes.deadline_count;
    if (i > 0) {
      note->title = attribute_copy(check, node, "title");
      note->law = attribute_law(check, node, "law");
      note->stage = attribute_copy(check, node, "stage");
    }
    for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
      if (i > 0 && fasti_xml_is(child, FASTI_NS_PROCEDURE, "deadline"))
        deadline_read(check, i, child, &document->deadlines[document->notes.deadline_count++]);
    note->deadline_count = document->notes.deadline_count - note->first_deadline;
    note->first_every = document->notes.every_count;
    for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
      if (i > 0 && fasti_xml_is(child, FASTI_NS_PROCEDURE, "every"))
        every_read(check, i, child, &document->everies[document->notes.every_count++]);
    note->every_count = document->notes.every_count - note->first_every;
  }
}

static void
read_issue(struct check *check, const xmlNode *node, struct fasti_action_note *note)
{
  const char *id = attribute(node, "instrument");

  need(check, node, "instrument");
  check->extra = "addressee";
  note->addressees = attribute_expr(check, node, "for");
  note->into = attribute_expr(check, node, "into");
  check->extra = NULL;
  for (size_t i = 0; id && i < check->procedure->template_count; i++)
    if (strcmp(check->procedure->templates[i].id, id) == 0)
      note->instrument = &check->procedure->templates[i];
  if (id && !note->instrument)
    fasti_error_at(check->messages, attribute_place(node, "instrument"),
                   "there is no instrument %s; expected one that an <f:instrument> declares", id);
}

static void
read_notify(struct check *check, const xmlNode *node, struct fasti_action_note *note)
{
  xmlChar *text = xmlNodeGetContent(node);

  note->role = attribute_given_roles(check, node, "role", &note->role_template);
  note->to = attribute_template(check, node, "to");
  note->text = text_template(check, node, text ? (const char *)text : "", fasti_xml_place(node));
  xmlFree(text);
  if (!note->role == !note->to)
    fasti_error_at(check->messages, fasti_xml_place(node), "<f:notify> goes to a role or to a person; expected one");
}

static void
read_publish(struct check *check, const xmlNode *node, struct fasti_action_note *note)
{
  xmlChar *text = xmlNodeGetContent(node);

  need(check, node, "kind");
  need(check, node, "title");
  note->public_kind = attribute_copy(check, node, "kind");
  note->title = attribute_template(check, node, "title");
  note->key = attribute_template(check, node, "key");
  note->until = attribute_template(check, node, "until");
  note->names = attribute_expr(check, node, "names");
  note->drop = attribute_expr(check, node, "drop");
  note->text = text_template(check, node, text ? (const char *)text : "", fasti_xml_place(node));
  xmlFree(text);
  if (note->public_kind && strpbrk(note->public_kind, " {}"))
    fasti_error_at(check->messages, attribute_place(node, "kind"), "kind=\"%s\" is not one word; expected one, as decision",
                   note->public_kind);
}

static void
read_do(struct check *check, int number)
{
  const xmlNode *node = fasti_chart_action(check->document->notes.chart, number);
  struct fasti_action_note *note = &check->document->actions[number];

  note->place = fasti_xml_place(node);
  note->law = attribute_law(check, node, "law");
  if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "issue")) {
    note->kind = FASTI_DO_ISSUE;
    read_issue(check, node, note);
  } else if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "notify")) {
    note->kind = FASTI_DO_NOTIFY;
    read_notify(check, node, note);
  } else if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "refuse")) {
    note->kind = FASTI_DO_REFUSE;
    note->test = attribute_expr(check, node, "test");
    note->text = attribute_template(check, node, "message");
    need(check, node, "test");
    need(check, node, "message");
  } else if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "extend")) {
    note->kind = FASTI_DO_EXTEND;
    note->deadline = attribute_copy(check, node, "deadline");
    note->by = attribute_template(check, node, "by");
    need(check, node, "deadline");
    need(check, node, "by");
    deadline_check_periods(check, node, "by", false);
    if (note->deadline && !xmlHashLookup(check->procedure->deadlines, (const xmlChar *)note->deadline))
      fasti_error_at(check->messages, attribute_place(node, "deadline"),
                     "there is no deadline %s; expected the id of an <f:deadline>", note->deadline);
  } else if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "recuse")) {
    note->kind = FASTI_DO_RECUSE;
    note->person = attribute_expr(check, node, "person");
    need(check, node, "person");
  } else if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "decide")) {
    note->kind = FASTI_DO_DECIDE;
    tables_decide(check, node, note);
  } else if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "publish")) {
    note->kind = FASTI_DO_PUBLISH;
    read_publish(check, node, note);
  } else if (!others_action(check, node, note)) {
    fasti_error_at(check->messages, note->place,
                   "<%s> is nothing that a step can do; expected f:issue, f:notify, f:refuse, f:extend, f:recuse, "
                   "f:find, f:open, f:tell, f:sample, f:decide or f:publish",
                   (const char *)node->name);
  }
}

/* How many elements of ours with this name stand in states. */
static size_t
count_in_states(const struct fasti_chart *chart, const char *name)
{
  size_t count = 0;

  for (int i = 1; i < fasti_chart_state_count(chart); i++)
    for (const xmlNode *child = fasti_xml_first(fasti_chart_state(chart, i)->node); child;
         child = fasti_xml_next(child))
      count += fasti_xml_is(child, FASTI_NS_PROCEDURE, name);
  return count;
}

void
notes_compile(struct check *check)
{
  struct document *document = check->document;
  const struct fasti_chart *chart = document->notes.chart;
  struct fasti_arena *arena = check->procedure->arena;

  document->states = fasti_arena_alloc(arena, (size_t)fasti_chart_state_count(chart) * sizeof *document->states);
  document->transitions =
    fasti_arena_alloc(arena, (size_t)fasti_chart_transition_count(chart) * sizeof *document->transitions);
  document->invokes = fasti_arena_alloc(arena, (size_t)fasti_chart_invoke_count(chart) * sizeof *document->invokes);
  document->actions = fasti_arena_alloc(arena, (size_t)fasti_chart_action_count(chart) * sizeof *document->actions);
  document->deadlines = fasti_arena_alloc(arena, count_in_states(chart, "deadline") * sizeof *document->deadlines);
  document->notes.states = document->states;
  document->notes.transitions = document->transitions;
  document->notes.invokes = document->invokes;
  document->notes.actions = document->actions;
  document->notes.deadlines = document->deadlines;
  document->everies = fasti_arena_alloc(arena, count_in_states(chart, "every") * sizeof *document->everies + 1);
  document->notes.everies = document->everies;
  read_states(check);
  for (int i = 0; i < fasti_chart_transition_count(chart); i++)
    read_transition(check, i);
  for (int i = 0; i < fasti_chart_invoke_count(chart); i++)
    read_invoke(check, i, &document->invokes[i]);
  for (int i = 0; i < fasti_chart_action_count(chart); i++)
    read_do(check, i);
}

void
notes_procedure(struct check *check)
{
  struct fasti_procedure *procedure = check->procedure;
  const xmlNode *root = fasti_chart_root(procedure->chart);
  const char *title = attribute_copy(check, root, "title");

  procedure->title = title ? title : procedure->id;
  procedure->openers = attribute_roles(check, root, "open");
  procedure->form = attribute_form(check, root, FASTI_NS_PROCEDURE, "form");
  procedure->note.into = attribute_expr(check, root, "into");
  procedure->note.suspend = attribute_roles(check, root, "suspend");
  procedure->note.terminate = attribute_roles(check, root, "terminate");
  procedure->note.recuse = attribute_roles(check, root, "recuse");
  procedure->note.case_title = attribute_template(check, root, "case-title");
  procedure->note.search = attribute_template(check, root, "search");
  procedure->note.is_register = notes_bool(check, root, "register");
  facts_procedure(check);
  if (!procedure->openers && !procedure->package->alone &&
      !xmlHashLookup(procedure->package->opened, (const xmlChar *)procedure->id))
    fasti_error_at(check->messages, fasti_xml_place(root),
                   "nobody may open a case of this procedure; expected f:open=\"ROLE\" on <scxml>");
  procedure->openers = procedure->openers ? procedure->openers : "";
  procedure->note.suspend = procedure->note.suspend ? procedure->note.suspend : "";
  procedure->note.terminate = procedure->note.terminate ? procedure->note.terminate : "";
  procedure->note.recuse = procedure->note.recuse ? procedure->note.recuse : "";
}

static void
read_require(struct check *check, const xmlNode *node, struct fasti_require *require)
{
  require->test = attribute_expr(check, node, "test");
  require->message = attribute_template(check, node, "message");
  require->law = attribute_law(check, node, "law");
  need(check, node, "test");
  need(check, node, "message");
}

void
notes_instrument(struct check *check, const xmlNode *node, struct fasti_instrument_note *note)
{
  struct fasti_require *requires;
  size_t count = 0;

  check->extra = "addressee year sequence";
  note->title = attribute_copy(check, node, "title");
  note->title = note->title ? note->title : note->id;
  note->template_ = attribute_style(check, node, "template");
  note->number = attribute_template(check, node, "number");
  need(check, node, "template");
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    count += fasti_xml_is(child, FASTI_NS_PROCEDURE, "requires");
  requires = fasti_arena_alloc(check->procedure->arena, count * sizeof *requires);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (fasti_xml_is(child, FASTI_NS_PROCEDURE, "requires"))
      read_require(check, child, &requires[note->require_count++]);
  note->requires = requires;
  check->extra = NULL;
}
