/* engine/case/other.c - opening other cases, telling them, and hearing from them (doc/language.md section 13).
 *
 * A step only notes what it wants of other cases (fasti_case_asks); the office does it in the same transaction, each as
 * an entry in the journal of the other case. Messages: a case that would tell itself, a place for an id that does not
 * exist.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

static struct other *
find_other(struct fasti_case *case_, enum other_kind kind, const char *id)
{
  for (size_t i = 0; i < case_->others.count; i++)
    if (case_->others.items[i].kind == kind && strcmp(case_->others.items[i].id, id) == 0)
      return &case_->others.items[i];
  return NULL;
}

/* Note that this entry has to do with another case. */
static struct other *
meet_other(struct fasti_case *case_, enum other_kind kind, const char *id, const char *procedure, const char *event)
{
  struct other *other = find_other(case_, kind, id);

  if (!other) {
    other = LIST_ADD(&case_->others);
    *other = (struct other){
      .kind = kind, .id = case_keep(case_, id), .event = "", .session = "", .key = "", .invoke = -1};
  }
  if (procedure && *procedure)
    other->procedure = case_keep(case_, procedure);
  other->procedure = other->procedure ? other->procedure : "";
  other->event = *event ? case_keep(case_, event) : other->event;
  other->sequence = case_->entries + 1;
  return other;
}

static void
add_text(xmlNodePtr parent, const char *name, const char *text)
{
  xmlNewTextChild(parent, NULL, (const xmlChar *)name, (const xmlChar *)text);
}

/* Opening. */

static enum fasti_status
fill_fields(struct fasti_case *case_, struct fasti_session *session, const struct fasti_other_note *note,
            struct fasti_ask *ask)
{
  struct fasti_field *fields = fasti_arena_alloc(case_->entry, (note->with_count + 1) * sizeof *fields);
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; status == FASTI_OK && i < note->with_count; i++) {
    fields[i].path = note->withs[i].name;
    status = case_string(case_, session, note->withs[i].value, &fields[i].value);
  }
  ask->fields = fields;
  ask->field_count = note->with_count;
  return status;
}

static enum fasti_status
open_one(struct fasti_case *case_, struct fasti_session *session, const struct fasti_other_note *note,
         struct fasti_place place, struct other **out)
{
  struct fasti_ask ask = {.kind = FASTI_OPEN, .procedure = note->procedure, .reply = note->reply, .place = place};
  enum fasti_status status = fill_fields(case_, session, note, &ask);

  if (status == FASTI_OK)
    status = attached_hand(case_, session, note, &ask);
  if (status == FASTI_OK)
    status = oracle_name(case_, &ask.case_id);
  if (status != FASTI_OK)
    return status;
  ask.session = fasti_arena_strdup(case_->entry, fasti_session_path(session));
  *LIST_ADD(&case_->asks) = ask;
  *out = meet_other(case_, OTHER_CHILD, ask.case_id, note->procedure, "");
  (*out)->session = case_keep(case_, ask.session);
  (*out)->reply = note->reply;
  return FASTI_OK;
}

static enum fasti_status
put_id(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note, const char *id)
{
  xmlXPathObjectPtr object = NULL;
  enum fasti_status status = case_nodes(case_, session, note->into, &object);
  int count;

  if (status != FASTI_OK)
    return status;
  count = object->nodesetval ? object->nodesetval->nodeNr : 0;
  for (int i = 0; i < count; i++)
    if (object->nodesetval->nodeTab[i]->type == XML_ELEMENT_NODE)
      case_put_child(object->nodesetval->nodeTab[i], "case", id);
  xmlXPathFreeObject(object);
  if (count > 0)
    return FASTI_OK;
  fasti_error_at(case_->messages, note->place, "into=\"%s\" names no node for the id of the new case",
                 fasti_expr_text(note->into));
  return FASTI_INVALID;
}

enum fasti_status
other_open(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note)
{
  struct other *other;
  enum fasti_status status = open_one(case_, session, note->other, note->place, &other);

  return status == FASTI_OK && note->into ? put_id(case_, session, note, other->id) : status;
}

enum fasti_status
other_invoke(struct fasti_case *case_, struct fasti_session *session, int invoke, const char *key)
{
  const struct fasti_invoke_note *note = &session_notes(case_, session)->invokes[invoke];
  struct other *other;
  enum fasti_status status = open_one(case_, session, note->opens, note->work.place, &other);

  if (status != FASTI_OK)
    return status;
  other->invoke = invoke;
  other->key = case_keep(case_, key);
  return FASTI_OK;
}

void
others_leave(struct fasti_case *case_, const char *session, int invoke)
{
  for (size_t i = 0; i < case_->others.count; i++) {
    struct other *other = &case_->others.items[i];

    if (other->kind == OTHER_CHILD && other->invoke == invoke && strcmp(other->session, session) == 0) {
      other->invoke = -1;
      other->reply = false;
    }
  }
}

void
other_opened_by(struct fasti_case *case_, const struct fasti_command *command)
{
  case_->parent = case_keep(case_, command->from);
  case_->parent_procedure = case_keep(case_, command->from_procedure ? command->from_procedure : "");
  case_->opened_by = case_->parent;
  case_->reports = command->reply;
  meet_other(case_, OTHER_PARENT, command->from, command->from_procedure, "");
}

/* Telling. */

/* A text, the contents of one node, or several nodes. */
static void
add_value(xmlNodePtr data, const char *name, const xmlXPathObject *object)
{
  const xmlNodeSet *nodes = object->type == XPATH_NODESET ? object->nodesetval : NULL;
  bool deep = nodes && nodes->nodeNr > 0 && nodes->nodeTab[0]->type == XML_ELEMENT_NODE &&
              (nodes->nodeNr > 1 || fasti_xml_first(nodes->nodeTab[0]));
  xmlChar *text;
  xmlNodePtr value;

  if (!deep) {
    text = xmlXPathCastToString((xmlXPathObjectPtr)(uintptr_t)object);
    add_text(data, name, (const char *)text);
    xmlFree(text);
    return;
  }
  value = xmlNewChild(data, NULL, (const xmlChar *)name, NULL);
  for (int i = 0; i < nodes->nodeNr; i++)
    if (nodes->nodeNr > 1)
      xmlAddChild(value, xmlDocCopyNode(nodes->nodeTab[i], value->doc, 1));
  for (xmlNodePtr child = nodes->nodeNr == 1 ? nodes->nodeTab[0]->children : NULL; child; child = child->next)
    xmlAddChild(value, xmlDocCopyNode(child, value->doc, 1));
}

static enum fasti_status
fill_data(struct fasti_case *case_, struct fasti_session *session, const struct fasti_other_note *note,
          xmlNodePtr data)
{
  enum fasti_status status = FASTI_OK;

  add_text(data, "from", case_->id);
  for (size_t i = 0; status == FASTI_OK && i < note->with_count; i++) {
    xmlXPathObjectPtr object = NULL;

    status = case_nodes(case_, session, note->withs[i].value, &object);
    if (status == FASTI_OK)
      add_value(data, note->withs[i].name, object);
    xmlXPathFreeObject(object);
  }
  return status;
}

enum fasti_status
other_tell(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note)
{
  struct fasti_ask ask = {.kind = FASTI_EVENT, .event = note->other->event, .place = note->place};
  xmlNodePtr data = case_loose_node(case_, "data");
  const char *ids, *at;
  struct fasti_slice word;
  enum fasti_status status = case_persons(case_, session, note->other->target, &ids);

  ask.session = fasti_arena_strdup(case_->entry, fasti_session_path(session));
  ask.data = data;
  if (status == FASTI_OK)
    status = fill_data(case_, session, note->other, data);
  if (status == FASTI_OK)
    status = attached_hand(case_, session, note->other, &ask);
  for (at = ids; status == FASTI_OK && fasti_list_next(&at, &word);) {
    const char *id = ask.case_id = fasti_arena_copy(case_->entry, word.at, word.size);

    if (strcmp(id, case_->id) == 0) {
      fasti_error_at(case_->messages, note->place, "the case would tell itself %s; expected another case, or <raise>",
                     note->other->event);
      return FASTI_INVALID;
    }
    *LIST_ADD(&case_->asks) = ask;
    meet_other(case_, OTHER_TOLD, id, NULL, note->other->event);
  }
  return status;
}

void
other_report(struct fasti_case *case_)
{
  xmlNodePtr data;

  if (!case_->reports)
    return;
  data = case_loose_node(case_, "data");
  add_text(data, "case", case_->id);
  add_text(data, "outcome", case_->outcome);
  for (xmlNodePtr child = case_->result ? case_->result->children : NULL; child; child = child->next)
    xmlAddChild(data, xmlDocCopyNode(child, data->doc, 1));
  *LIST_ADD(&case_->asks) = (struct fasti_ask){
    .kind = FASTI_EVENT, .case_id = case_->parent, .event = "case.ended", .session = "", .data = data};
  meet_other(case_, OTHER_PARENT, case_->parent, NULL, "case.ended");
}

/* Hearing. */

bool
fasti_case_awaits(const struct fasti_case *case_)
{
  for (size_t i = 0; i < case_->others.count; i++)
    if (case_->others.items[i].kind == OTHER_CHILD && case_->others.items[i].reply && !case_->others.items[i].ended)
      return true;
  return false;
}

/* The end of a case that was invoked. */
static enum fasti_status
invoked_ended(struct fasti_case *case_, const struct other *child, const xmlNode *data)
{
  struct fasti_session *session = case_session(case_, child->session);
  const struct fasti_invoke_note *note = &session_notes(case_, session)->invokes[child->invoke];
  int invoke = child->invoke;
  const char *key = child->key;
  enum fasti_status status = case_put_away(case_, session, note, key, data);

  if (status != FASTI_OK)
    return status;
  if (note->each)
    return each_done(case_, session, invoke, key, data, true);
  return case_send(case_, session, fasti_arena_printf(case_->entry, "done.invoke.%s", note->work.name), note->work.name,
                   data);
}

static enum fasti_status
child_ended(struct fasti_case *case_, struct other *child, const xmlNode *data)
{
  struct fasti_session *session = case_session(case_, child->session);
  bool awaited = child->reply && !child->ended;

  child->ended = true;
  child->event = "case.ended";
  child->sequence = case_->entries + 1;
  if (!awaited)
    return FASTI_OK;
  if (child->invoke < 0)
    return case_send(case_, session ? session : fasti_machine_root(case_->machine), "case.ended", NULL, data);
  return session ? invoked_ended(case_, child, data) : FASTI_OK;
}

/* Sessions that have a transition for an event, by their paths, parents first. */
struct hearing {
  struct fasti_case *case_;
  struct fasti_event event;
  LIST_OF(const char *) paths;
};

static bool
can_hear(struct fasti_session *session, const struct fasti_event *event)
{
  int transition;

  return fasti_session_enabled(session, event, &transition, 1) > 0;
}

static void
find_hearer(void *self, struct fasti_session *session)
{
  struct hearing *hearing = self;

  if (can_hear(session, &hearing->event))
    *LIST_ADD(&hearing->paths) = fasti_arena_strdup(hearing->case_->entry, fasti_session_path(session));
}

/* What is told goes to every session that can do something with it now; else the main one takes note. */
static enum fasti_status
spread(struct fasti_case *case_, const char *event, const xmlNode *data)
{
  struct hearing hearing = {.case_ = case_,
                            .event = {.name = event, .kind = FASTI_EVENT_EXTERNAL, .data = data}};
  enum fasti_status status = FASTI_OK;

  fasti_machine_sessions(case_->machine, find_hearer, &hearing);
  if (hearing.paths.count == 0)
    status = case_send(case_, fasti_machine_root(case_->machine), event, NULL, data);
  for (size_t i = 0; status == FASTI_OK && i < hearing.paths.count; i++) {
    struct fasti_session *session = case_session(case_, hearing.paths.items[i]);

    if (session && (i == 0 || can_hear(session, &hearing.event)))
      status = case_send(case_, session, event, NULL, data);
  }
  fasti_free(hearing.paths.items);
  return status;
}

static enum fasti_status
hear(struct fasti_case *case_, const char *from, const char *event, const char *session, const xmlNode *data)
{
  struct other *child = find_other(case_, OTHER_CHILD, from);

  if (child && strcmp(event, "case.ended") == 0)
    return child_ended(case_, child, data);
  if (!session)
    return spread(case_, event, data);
  return case_session(case_, session) ? case_send(case_, case_session(case_, session), event, NULL, data) : FASTI_OK;
}

/* An answer goes to the session that asked; "" is the main one, which an entry does not write down. */
static const char *
asking_session(const struct fasti_command *command)
{
  return command->session || strcmp(command->event, "error.communication") != 0 ? command->session : "";
}

enum fasti_status
do_event(struct fasti_case *case_)
{
  const struct fasti_command *command = case_->command;
  const char *session = asking_session(command);
  bool ended = strcmp(command->event, "case.ended") == 0 && find_other(case_, OTHER_CHILD, command->from);

  if (!ended && !session)
    meet_other(case_, OTHER_TELLER, command->from, command->from_procedure, command->event);
  if (case_->status != CASE_SUSPENDED)
    return hear(case_, command->from, command->event, session, command->data);
  *LIST_ADD(&case_->waiting) =
    (struct waiting){.from = case_keep(case_, command->from),
                     .procedure = case_keep(case_, command->from_procedure ? command->from_procedure : ""),
                     .event = case_keep(case_, command->event),
                     .session = case_keep(case_, session),
                     .data = command->data ? case_store_node(case_, command->data) : NULL};
  return FASTI_OK;
}

enum fasti_status
others_catch_up(struct fasti_case *case_)
{
  enum fasti_status status = FASTI_OK;
  size_t count = case_->waiting.count;

  for (size_t i = 0; status == FASTI_OK && i < count; i++) {
    struct waiting *waiting = &case_->waiting.items[i];

    if (!fasti_machine_ended(case_->machine))
      status = hear(case_, waiting->from, waiting->event, waiting->session, waiting->data);
    case_drop_node(waiting->data);
  }
  case_->waiting.count = 0;
  return status == FASTI_OK && count > 0 ? case_settle(case_) : status;
}

/* Links, as lists show them. */
void
fasti_case_links(struct fasti_case *case_, void (*visit)(void *self, const struct fasti_link_row *row), void *self)
{
  static const char *const kinds[] = {"parent", "child", "told", "teller"};

  for (size_t i = 0; i < case_->others.count; i++) {
    const struct other *other = &case_->others.items[i];
    struct fasti_link_row row = {case_->id, kinds[other->kind], other->id, other->event, other->sequence};

    visit(self, &row);
  }
}

void
fasti_case_asks(const struct fasti_case *case_, void (*visit)(void *self, const struct fasti_ask *ask), void *self)
{
  for (size_t i = 0; i < case_->asks.count; i++)
    visit(self, &case_->asks.items[i]);
}
