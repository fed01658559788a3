/* engine/case/effect.c - what a step does to the world: instruments, messages, refusals, extensions (doc/language.md
 * section 9).
 *
 * Messages: an instrument whose required contents are missing (all of them, each with its article), an instrument for
 * nobody, a place for its number that does not exist, and what a definition refuses.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/case/state.h"

void
case_notice(struct fasti_case *case_, const char *kind, const char *to, const char *text)
{
  *LIST_ADD(&case_->notices) = (struct notice){
    .kind = kind, .to = fasti_arena_strdup(case_->entry, to), .text = fasti_arena_strdup(case_->entry, text)};
}

static enum fasti_status
check_contents(struct fasti_case *case_, struct fasti_session *session, const struct fasti_instrument_note *note)
{
  enum fasti_status status = FASTI_OK;
  bool complete = true, holds;

  for (size_t i = 0; status == FASTI_OK && i < note->require_count; i++) {
    const struct fasti_require *require = &note->requires[i];
    const char *message;

    status = case_boolean(case_, session, require->test, &holds);
    if (status == FASTI_OK && !holds)
      status = case_text(case_, session, require->message, &message);
    if (status == FASTI_OK && !holds) {
      fasti_error_rule(case_->messages, case_law(case_, require->law), "%s: %s", note->title, message);
      complete = false;
    }
  }
  return status == FASTI_OK && !complete ? FASTI_REFUSED : status;
}

static xmlNodePtr
add_copy(xmlNodePtr parent, const xmlNode *node)
{
  return xmlAddChild(parent, xmlDocCopyNode((xmlNodePtr)(uintptr_t)node, parent->doc, 1));
}

static bool
has_data(const xmlNode *data, const char *id)
{
  for (const xmlNode *node = fasti_xml_first(data); node; node = fasti_xml_next(node))
    if (strcmp(fasti_xml_attribute(node, NULL, "id"), id) == 0)
      return true;
  return false;
}

/* The session's data, then what only its parents have. */
static void
add_data(xmlNodePtr parent, struct fasti_session *session)
{
  xmlNodePtr all = xmlNewChild(parent, NULL, (const xmlChar *)"data", NULL);

  for (; session; session = fasti_session_parent(session)) {
    const xmlNode *data = fasti_session_data(session);

    for (const xmlNode *node = data ? fasti_xml_first(data) : NULL; node; node = fasti_xml_next(node)) {
      const char *id = fasti_xml_attribute(node, NULL, "id");

      if (id && !has_data(all, id))
        add_copy(all, node);
    }
  }
}

static void
set(xmlNodePtr node, const char *name, const char *value)
{
  xmlSetProp(node, (const xmlChar *)name, (const xmlChar *)value);
}

/* What was issued in the case before: the index of its file. */
static void
add_issued(const struct fasti_case *case_, xmlNodePtr root)
{
  xmlNodePtr all = xmlNewChild(root, NULL, (const xmlChar *)"issued", NULL);
  char text[FASTI_DATE_SIZE];

  for (size_t i = 0; i < case_->issued.count; i++) {
    const struct issued *issued = &case_->issued.items[i];
    xmlNodePtr node = xmlNewChild(all, NULL, (const xmlChar *)"instrument", NULL);

    set(node, "number", fasti_arena_printf(case_->entry, "%lld", (long long)issued->number));
    set(node, "id", issued->instrument);
    set(node, "key", issued->key);
    set(node, "title", issued->title);
    set(node, "document-number", issued->document_number);
    set(node, "issued-on", fasti_day_format(fasti_instant_day(issued->at, case_zone(case_)), text));
  }
}

/* What the template is given. */
static xmlDocPtr
issue_document(struct fasti_case *case_, struct fasti_session *session, const struct fasti_instrument_row *row,
               const xmlNode *addressee)
{
  xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
  xmlNodePtr root = xmlNewDocNode(doc, NULL, (const xmlChar *)"issue", NULL), node;
  char text[FASTI_DATE_SIZE];

  xmlDocSetRootElement(doc, root);
  node = xmlNewChild(root, NULL, (const xmlChar *)"instrument", NULL);
  set(node, "id", row->instrument);
  set(node, "title", row->title);
  set(node, "number", row->document_number);
  snprintf(text, sizeof text, "%d", row->year);
  set(node, "year", text);
  set(node, "sequence", row->sequence ? fasti_arena_printf(case_->entry, "%lld", (long long)row->sequence) : "");
  set(node, "issued-on", fasti_day_format(case_->today, text));
  add_copy(root, case_facts(case_, "case"));
  add_copy(root, case_facts(case_, "param"));
  add_copy(root, case_facts(case_, "people"));
  node = xmlNewChild(root, NULL, (const xmlChar *)"addressee", NULL);
  if (addressee)
    add_copy(node, addressee);
  add_issued(case_, root);
  add_data(root, session);
  return doc;
}

void
case_put_child(xmlNodePtr parent, const char *name, const char *text)
{
  xmlNodePtr old = NULL;

  for (xmlNodePtr node = fasti_xml_first(parent); node; node = fasti_xml_next(node))
    if (strcmp((const char *)node->name, name) == 0)
      old = node;
  if (old) {
    xmlUnlinkNode(old);
    xmlFreeNode(old);
  }
  xmlNewTextChild(parent, NULL, (const xmlChar *)name, (const xmlChar *)text);
}

/* Number, day and title go where the definition says. */
static enum fasti_status
put_number(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note,
           const struct fasti_instrument_row *row)
{
  xmlXPathObjectPtr object = NULL;
  enum fasti_status status = case_nodes(case_, session, note->into, &object);
  char day[FASTI_DATE_SIZE];
  int count;

  if (status != FASTI_OK)
    return status;
  count = object->nodesetval ? object->nodesetval->nodeNr : 0;
  for (int i = 0; i < count; i++) {
    xmlNodePtr node = object->nodesetval->nodeTab[i];

    if (node->type != XML_ELEMENT_NODE)
      continue;
    case_put_child(node, "number", row->document_number);
    case_put_child(node, "issued-on", fasti_day_format(case_->today, day));
    case_put_child(node, "title", row->title);
  }
  xmlXPathFreeObject(object);
  if (count > 0)
    return FASTI_OK;
  fasti_error_at(case_->messages, note->place, "into=\"%s\" names no node for the number of %s",
                 fasti_expr_text(note->into), row->title);
  return FASTI_INVALID;
}

static enum fasti_status
number_it(struct fasti_case *case_, struct fasti_session *session, const struct fasti_instrument_note *note,
          struct fasti_instrument_row *row)
{
  char year[16];
  enum fasti_status status;

  row->document_number = "";
  if (!note->number)
    return FASTI_OK;
  status = oracle_number(case_, note->id, row->year, &row->sequence);
  if (status != FASTI_OK)
    return status;
  snprintf(year, sizeof year, "%d", row->year);
  case_bind(case_, "year", NULL, year);
  case_bind(case_, "sequence", NULL, fasti_arena_printf(case_->entry, "%lld", (long long)row->sequence));
  status = case_text(case_, session, note->number, &row->document_number);
  case_unbind(case_);
  case_unbind(case_);
  return status;
}

static enum fasti_status
render(struct fasti_case *case_, struct fasti_session *session, const struct fasti_instrument_note *note,
       const xmlNode *addressee, struct fasti_instrument_row *row)
{
  xmlDocPtr doc = issue_document(case_, session, row, addressee);
  struct fasti_buffer out = {0};
  enum fasti_status status = fasti_instrument_render(note->template_, doc, case_->messages, &out);
  char *hash = fasti_arena_alloc(case_->entry, FASTI_HASH_SIZE);

  xmlFreeDoc(doc);
  row->content = (struct fasti_slice){fasti_arena_copy(case_->entry, out.at, out.size), out.size};
  fasti_buffer_free(&out);
  row->hash_name = fasti_hash_name();
  row->hash = fasti_sha256_hex(row->content, hash);
  return status;
}

static void
keep_issued(struct fasti_case *case_, const struct fasti_instrument_row *row)
{
  *LIST_ADD(&case_->contents) = *row;
  *LIST_ADD(&case_->issued) = (struct issued){.number = row->number,
                                              .instrument = row->instrument,
                                              .key = case_keep(case_, row->key),
                                              .document_number = case_keep(case_, row->document_number),
                                              .title = row->title,
                                              .hash = case_keep(case_, row->hash),
                                              .at = row->issued_at,
                                              .sequence = row->sequence,
                                              .year = row->year};
}

/* Issue one instrument; the addressee is bound. */
static enum fasti_status
issue_one(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note,
          const xmlNode *addressee, const char *key)
{
  const struct fasti_instrument_note *instrument = note->instrument;
  struct fasti_instrument_row row = {.case_id = case_->id,
                                     .number = case_->instruments_issued + 1,
                                     .instrument = instrument->id,
                                     .key = key,
                                     .year = fasti_day_date(case_->today).year,
                                     .title = instrument->title,
                                     .issued_at = case_->last_at};
  enum fasti_status status = check_contents(case_, session, instrument);

  if (status == FASTI_OK)
    status = number_it(case_, session, instrument, &row);
  /* The data shows the number before the document is made of it. */
  if (status == FASTI_OK && note->into)
    status = put_number(case_, session, note, &row);
  if (status == FASTI_OK)
    status = render(case_, session, instrument, addressee, &row);
  if (status != FASTI_OK)
    return status;
  case_->instruments_issued++;
  keep_issued(case_, &row);
  return FASTI_OK;
}

static enum fasti_status
issue(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note)
{
  xmlXPathObjectPtr object = NULL;
  enum fasti_status status;
  int count;

  if (!note->addressees)
    return issue_one(case_, session, note, NULL, "");
  status = case_nodes(case_, session, note->addressees, &object);
  if (status != FASTI_OK)
    return status;
  count = object->nodesetval ? object->nodesetval->nodeNr : 0;
  for (int i = 0; status == FASTI_OK && i < count; i++) {
    xmlNodePtr node = object->nodesetval->nodeTab[i];

    case_bind(case_, "addressee", node, NULL);
    status = issue_one(case_, session, note, node, case_node_key(case_, node, i));
    case_unbind(case_);
  }
  xmlXPathFreeObject(object);
  if (count > 0)
    return status;
  fasti_error_at(case_->messages, note->place, "%s would be addressed to nobody: for=\"%s\" is empty",
                 note->instrument->title, fasti_expr_text(note->addressees));
  return FASTI_REFUSED;
}

static enum fasti_status
notify(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note)
{
  const char *text, *to, *roles = NULL;
  struct fasti_slice role;
  enum fasti_status status = case_text(case_, session, note->text, &text);

  if (status == FASTI_OK && note->role)
    status = case_roles(case_, session, note->role, note->role_template, note->place, &roles);
  if (status != FASTI_OK)
    return status;
  for (const char *at = roles; fasti_list_next(&at, &role);)
    case_notice(case_, "notify", fasti_arena_copy(case_->entry, role.at, role.size), text);
  if (!note->to)
    return FASTI_OK;
  status = case_text(case_, session, note->to, &to);
  for (const char *at = to; status == FASTI_OK && fasti_list_next(&at, &role);)
    case_notice(case_, "notify", fasti_arena_copy(case_->entry, role.at, role.size), text);
  return status;
}

static enum fasti_status
refuse(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note)
{
  const char *text;
  bool refused;
  enum fasti_status status = case_boolean(case_, session, note->test, &refused);

  if (status != FASTI_OK || !refused)
    return status;
  status = case_text(case_, session, note->text, &text);
  if (status != FASTI_OK)
    return status;
  fasti_error_rule(case_->messages, case_law(case_, note->law), "%s", text);
  return FASTI_REFUSED;
}

static enum fasti_status
recuse(struct fasti_case *case_, struct fasti_session *session, const struct fasti_action_note *note)
{
  const char *persons;
  struct fasti_slice id;
  enum fasti_status status = case_persons(case_, session, note->person, &persons);

  if (status != FASTI_OK)
    return status;
  for (const char *at = persons; fasti_list_next(&at, &id);)
    case_recuse(case_, fasti_arena_copy(case_->entry, id.at, id.size));
  return FASTI_OK;
}

enum fasti_status
case_act(void *self, struct fasti_session *session, int action)
{
  struct fasti_case *case_ = self;
  const struct fasti_action_note *note = &session_notes(case_, session)->actions[action];

  switch (note->kind) {
  case FASTI_DO_ISSUE:
    return issue(case_, session, note);
  case FASTI_DO_NOTIFY:
    return notify(case_, session, note);
  case FASTI_DO_REFUSE:
    return refuse(case_, session, note);
  case FASTI_DO_EXTEND:
    return clock_extend(case_, session, note);
  case FASTI_DO_RECUSE:
    return recuse(case_, session, note);
  case FASTI_DO_FIND:
    return note->other->people ? find_people(case_, session, note) : find_cases(case_, session, note);
  case FASTI_DO_OPEN:
    return other_open(case_, session, note);
  case FASTI_DO_TELL:
    return other_tell(case_, session, note);
  case FASTI_DO_SAMPLE:
    return sample_nodes(case_, session, note);
  case FASTI_DO_DECIDE:
    return case_decide(case_, session, note);
  case FASTI_DO_PUBLISH:
    return case_publish(case_, session, note);
  }
  return FASTI_INTERNAL;
}
