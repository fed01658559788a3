/* engine/procedure/other.c - what cases do with other cases, compiled; see engine/notes.h and doc/language.md section 13.
 *
 * Messages: an element that lacks what it needs; a procedure, fact or field that does not exist.
 */
#include "config.h"

#include <string.h>

#include <libxml/tree.h>

#include "engine/procedure/load.h"

static void
expr_release(void *expr)
{
  fasti_expr_free(expr);
}

/* An expression in an attribute of SCXML's own. */
static const struct fasti_expr *
plain_expr(struct check *check, const xmlNode *node, const char *name)
{
  const char *text = fasti_xml_attribute(node, NULL, name);
  struct fasti_place place = fasti_xml_attribute_place(node, name);
  struct fasti_expr *expr;

  if (!text)
    return NULL;
  expr = fasti_expr_compile(text, node, place, NULL); /* the chart has told what is bad */
  fasti_arena_tie(check->procedure->arena, expr_release, expr);
  return fasti_expr_is_bad(expr) ? NULL : expr;
}

static bool
is_with(const xmlNode *node)
{
  return fasti_xml_is(node, FASTI_NS_PROCEDURE, "with") || fasti_xml_is(node, FASTI_NS_SCXML, "param");
}

static void
read_with(struct check *check, const xmlNode *node, struct fasti_with_note *with)
{
  bool ours = fasti_xml_is(node, FASTI_NS_PROCEDURE, "with");

  with->name = fasti_arena_strdup(check->procedure->arena, fasti_xml_attribute(node, NULL, "name"));
  with->place = fasti_xml_place(node);
  if (ours) {
    with->value = attribute_expr(check, node, "value");
    notes_need(check, node, "name");
    notes_need(check, node, "value");
  } else {
    with->value = plain_expr(check, node, fasti_xml_attribute(node, NULL, "expr") ? "expr" : "location");
  }
  with->name = with->name ? with->name : "";
}

static void
read_withs(struct check *check, const xmlNode *node, struct fasti_other_note *note)
{
  struct fasti_with_note *withs;
  size_t count = 0;

  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    count += is_with(child);
  withs = fasti_arena_alloc(check->procedure->arena, (count + 1) * sizeof *withs);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (is_with(child)) {
      read_with(check, child, &withs[note->with_count]);
      note->with_count += withs[note->with_count].value != NULL;
    }
  note->withs = withs;
}

static bool
is_hand(const xmlNode *node)
{
  return fasti_xml_is(node, FASTI_NS_PROCEDURE, "hand");
}

static void
read_hands(struct check *check, const xmlNode *node, struct fasti_other_note *note)
{
  struct fasti_hand_note *hands;
  size_t count = 0;

  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    count += is_hand(child);
  hands = fasti_arena_alloc(check->procedure->arena, (count + 1) * sizeof *hands);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (is_hand(child)) {
      hands[note->hand_count].place = fasti_xml_place(child);
      hands[note->hand_count].files = attribute_expr(check, child, "files");
      notes_need(check, child, "files");
      note->hand_count += hands[note->hand_count].files != NULL;
    }
  note->hands = hands;
}

/* What is told with files says their numbers in the other case as <file>. */
static void
check_file(struct check *check, const xmlNode *node, const struct fasti_other_note *note)
{
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child)) {
    const char *name = is_with(child) ? attribute(child, "name") : NULL;

    if (note->hand_count > 0 && name && strcmp(name, "file") == 0)
      fasti_error_at(check->messages, attribute_place(child, "name"),
                     "beside <f:hand> the numbers of the files are told as file; expected another name");
  }
}

struct awaiting {
  const char *event;
  bool found;
};

static void
look_awaited(void *payload, void *data, const xmlChar *descriptor)
{
  struct awaiting *awaiting = data;

  (void)payload;
  awaiting->found = awaiting->found || fasti_chart_event_matches((const char *)descriptor, awaiting->event);
}

/* A case that is told something else than any waits for would do nothing. */
static void
check_awaited(struct check *check, const char *event, struct fasti_place place)
{
  const struct fasti_package *package = check->procedure->package;
  struct awaiting awaiting = {.event = event};
  const char *near;

  if (!event || package->alone)
    return;
  xmlHashScan(package->awaited, look_awaited, &awaiting);
  if (awaiting.found)
    return;
  near = names_near(package->awaited, event);
  if (near)
    fasti_error_at(check->messages, place, "no procedure of the package waits for the event %s; did you mean %s?", event,
                   near);
  else
    fasti_error_at(check->messages, place, "no procedure of the package waits for the event %s; expected one that does",
                   event);
}

static void
read_tell(struct check *check, const xmlNode *node, struct fasti_action_note *note, struct fasti_other_note *other)
{
  note->kind = FASTI_DO_TELL;
  other->target = attribute_expr(check, node, "case");
  other->event = attribute_copy(check, node, "event");
  notes_need(check, node, "case");
  notes_need(check, node, "event");
  read_withs(check, node, other);
  read_hands(check, node, other);
  check_file(check, node, other);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (is_with(child))
      names_name(check, child, "name");
  check_awaited(check, other->event, attribute_place(node, "event"));
  if (other->event && strpbrk(other->event, " *\t\n"))
    fasti_error_at(check->messages, attribute_place(node, "event"), "a case is told one event; expected one name, no *");
  other->event = other->event ? other->event : "";
}

static void
read_sample(struct check *check, const xmlNode *node, struct fasti_action_note *note)
{
  struct fasti_sample_note *sample = fasti_arena_alloc(check->procedure->arena, sizeof *sample);

  note->kind = FASTI_DO_SAMPLE;
  note->sample = sample;
  note->into = attribute_expr(check, node, "into");
  sample->from = attribute_expr(check, node, "from");
  sample->except = attribute_expr(check, node, "except");
  sample->rate = attribute_template(check, node, "rate");
  sample->at_least = attribute_template(check, node, "at-least");
  sample->size = attribute_template(check, node, "size");
  notes_need(check, node, "from");
  notes_need(check, node, "into");
  if (!sample->rate && !sample->size && !sample->at_least)
    fasti_error_at(check->messages, fasti_xml_place(node),
                   "<f:sample> does not say how many are drawn; expected rate, size or at-least");
}

static void
check_procedure(struct check *check, const char *procedure, struct fasti_place place)
{
  const char *near;

  if (!procedure || check->procedure->package->alone ||
      xmlHashLookup(check->procedure->package->procedure_ids, (const xmlChar *)procedure))
    return;
  near = names_near(check->procedure->package->procedure_ids, procedure);
  if (near)
    fasti_error_at(check->messages, place, "there is no procedure %s; did you mean %s?", procedure, near);
  else
    fasti_error_at(check->messages, place, "there is no procedure %s; expected the id of a procedure of this package",
                   procedure);
}

bool
others_action(struct check *check, const xmlNode *node, struct fasti_action_note *note)
{
  struct fasti_other_note *other = fasti_arena_alloc(check->procedure->arena, sizeof *other);
  const char *reply = attribute(node, "reply");

  other->procedure = attribute_copy(check, node, "procedure");
  note->other = other;
  if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "find")) {
    find_read(check, node, note, other);
    if (other->people)
      return true;
  } else if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "tell")) {
    read_tell(check, node, note, other);
    return true;
  } else if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "sample")) {
    read_sample(check, node, note);
    return true;
  } else if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "open")) {
    note->kind = FASTI_DO_OPEN;
    note->into = attribute_expr(check, node, "into");
    other->reply = reply && strcmp(reply, "true") == 0;
    if (reply && !other->reply && strcmp(reply, "false") != 0)
      fasti_error_at(check->messages, attribute_place(node, "reply"), "reply=\"%s\" is unknown; expected true or false",
                     reply);
    read_withs(check, node, other);
    read_hands(check, node, other);
  } else {
    return false;
  }
  notes_need(check, node, "procedure");
  check_procedure(check, other->procedure, attribute_place(node, "procedure"));
  other->procedure = other->procedure ? other->procedure : "";
  return true;
}

void
others_invoke(struct check *check, const xmlNode *node, struct fasti_invoke_note *note)
{
  struct fasti_other_note *other = fasti_arena_alloc(check->procedure->arena, sizeof *other);

  other->procedure = fasti_arena_strdup(check->procedure->arena, fasti_xml_attribute(node, NULL, "src"));
  other->reply = true;
  read_withs(check, node, other);
  read_hands(check, node, other);
  note->opens = other;
  if (!fasti_xml_attribute(node, NULL, "id"))
    fasti_error_at(check->messages, fasti_xml_place(node), "an invoke of a case must have an id");
  if (!other->procedure)
    fasti_error_at(check->messages, fasti_xml_place(node),
                   "an invoke of a case must say src, the id of a procedure of the package");
  check_procedure(check, other->procedure, fasti_xml_attribute_place(node, "src"));
  other->procedure = other->procedure ? other->procedure : "";
}

/* What is known of all procedures before any is compiled. */

static void
note_name(xmlHashTablePtr table, const char *name)
{
  if (name && *name)
    xmlHashUpdateEntry(table, (const xmlChar *)name, table, NULL);
}

static void
note_words(struct load *load, xmlHashTablePtr table, const char *words)
{
  struct fasti_slice word;

  while (fasti_list_next(&words, &word))
    note_name(table, fasti_arena_copy(load->package->arena, word.at, word.size));
}

static void
survey_node(struct load *load, const char *id, const xmlNode *node)
{
  struct fasti_package *package = load->package;
  const char *type = fasti_xml_attribute(node, NULL, "type");

  if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "tell"))
    note_name(package->told, fasti_xml_attribute(node, NULL, "event"));
  else if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "open"))
    note_name(package->opened, fasti_xml_attribute(node, NULL, "procedure"));
  else if (fasti_xml_is(node, FASTI_NS_SCXML, "invoke") && type && strcmp(type, TYPE_CASE) == 0)
    note_name(package->opened, fasti_xml_attribute(node, NULL, "src"));
  else if (fasti_xml_is(node, FASTI_NS_SCXML, "transition"))
    note_words(load, package->awaited, fasti_xml_attribute(node, NULL, "event"));
  else if (fasti_xml_is(node, FASTI_NS_PROCEDURE, "fact") && fasti_xml_attribute(node, NULL, "name"))
    note_name(package->facts,
              fasti_arena_printf(package->arena, "%s %s", id, fasti_xml_attribute(node, NULL, "name")));
}

static void survey_file(struct load *load, const char *id, const char *base, const char *src, int depth);

static void
survey(struct load *load, const char *id, const char *file, const xmlNode *node, int depth)
{
  const char *type = fasti_xml_attribute(node, NULL, "type"), *src = fasti_xml_attribute(node, NULL, "src");

  survey_node(load, id, node);
  if (fasti_xml_is(node, FASTI_NS_SCXML, "invoke") && src && (!type || strncmp(type, "urn:", 4) != 0))
    survey_file(load, id, file, src, depth + 1);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    survey(load, id, file, child, depth);
}

/* What cannot be found or read is told when it is loaded. */
static void
survey_file(struct load *load, const char *id, const char *base, const char *src, int depth)
{
  struct fasti_slice bytes;
  const char *name;
  xmlDocPtr doc;

  if (depth > FASTI_CHART_CHILDREN || load_find(load, base, src, &name, &bytes) != FASTI_OK ||
      fasti_xml_parse(name, bytes, NULL, &doc) != FASTI_OK)
    return;
  survey(load, id, name, xmlDocGetRootElement(doc), depth);
  fasti_xml_free(doc);
}

void
others_survey(struct load *load, const xmlNode *node)
{
  const char *id = fasti_xml_attribute(node, NULL, "id"), *src = fasti_xml_attribute(node, NULL, "src");

  note_name(load->package->procedure_ids, id);
  if (fasti_xml_attribute(node, NULL, "standing"))
    note_name(load->package->opened, id);
  if (id && src)
    survey_file(load, id, fasti_xml_place(node).file, src, 0);
}

/* When all procedures are there. */

struct field_search {
  const char *path;
  bool found;
};

static void
look_field(void *self, const char *path)
{
  struct field_search *search = self;

  search->found = search->found || strcmp(search->path, path) == 0;
}

/* "officer[2]/certNo" is the field officer/certNo. */
static const char *
without_numbers(struct fasti_arena *arena, const char *path)
{
  char *copy = fasti_arena_strdup(arena, path), *to = copy;

  for (const char *at = copy; *at; at++)
    if (*at == '[' && strchr(at, ']'))
      at = strchr(at, ']');
    else
      *to++ = *at;
  *to = '\0';
  return copy;
}

static void
check_withs(struct load *load, const struct fasti_other_note *note)
{
  const struct fasti_procedure *procedure = note ? fasti_package_procedure(load->package, note->procedure) : NULL;

  for (size_t i = 0; procedure && i < note->with_count; i++) {
    struct field_search search = {.path = without_numbers(load->package->arena, note->withs[i].name)};

    if (procedure->form)
      fasti_form_fields(procedure->form, look_field, &search);
    if (!procedure->form)
      fasti_error_at(load->messages, note->withs[i].place, "opening a case of %s asks for nothing; expected no %s",
                     note->procedure, note->withs[i].name);
    else if (!search.found)
      fasti_error_at(load->messages, note->withs[i].place,
                     "the form with which a case of %s is opened has no field %s; expected one that it has",
                     note->procedure, note->withs[i].name);
  }
}

void
others_check(struct load *load)
{
  for (size_t i = 0; i < load->package->procedure_count; i++) {
    const struct fasti_procedure *procedure = load->package->procedures[i];

    for (size_t j = 0; j < procedure->document_count; j++) {
      const struct fasti_notes *notes = &procedure->documents[j]->notes;

      for (int k = 0; k < fasti_chart_action_count(notes->chart); k++)
        if (notes->actions[k].kind == FASTI_DO_OPEN)
          check_withs(load, notes->actions[k].other);
      for (int k = 0; k < fasti_chart_invoke_count(notes->chart); k++)
        check_withs(load, notes->invokes[k].opens);
    }
  }
}
