/* engine/case/scope.c - what names and functions mean in the expressions of a case (doc/language.md section 2).
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/case/state.h"

/* The variable by which functions find the case: no XPath can write this name. */
#define SELF " case"

void
case_bind(struct fasti_case *case_, const char *name, xmlNodePtr node, const char *text)
{
  *LIST_ADD(&case_->bindings) = (struct binding){.name = name, .node = node, .text = text};
}

void
case_unbind(struct fasti_case *case_)
{
  case_->bindings.count--;
}

/* $param, $case, $people and $directory. */

static xmlNodePtr
add_element(xmlNodePtr parent, const char *name, const char *text)
{
  return xmlNewTextChild(parent, NULL, (const xmlChar *)name, text ? (const xmlChar *)text : NULL);
}

static void
set(xmlNodePtr node, const char *name, const char *value)
{
  xmlSetProp(node, (const xmlChar *)name, (const xmlChar *)(value ? value : ""));
}

/* An attribute that is there only when something is said. */
static void
set_said(xmlNodePtr node, const char *name, const char *value)
{
  if (value)
    set(node, name, value);
}

struct parameters {
  struct fasti_case *case_;
  xmlNodePtr parent;
};

static void
add_parameter(void *self, const char *name)
{
  const struct parameters *parameters = self;
  struct fasti_case *case_ = parameters->case_;
  struct fasti_provenance from;
  char day[FASTI_DATE_SIZE];
  xmlNodePtr node;

  if (!fasti_package_provenance(case_->package, fasti_procedure_id(case_->procedure), name, case_->today, &from))
    return;
  node = add_element(parameters->parent, name, from.value);
  set(node, "source", from.source);
  set_said(node, "document", from.document);
  set_said(node, "law", from.law);
  if (from.from != FASTI_NO_DAY)
    set(node, "from", fasti_day_format(from.from, day));
  if (from.to != INT32_MAX)
    set(node, "to", fasti_day_format(from.to, day));
}

static void
add_case(struct fasti_case *case_, xmlNodePtr parent)
{
  char day[FASTI_DATE_SIZE];

  add_element(parent, "id", case_->id);
  add_element(parent, "bureau", fasti_package_bureau(case_->package));
  add_element(parent, "bureau-title", fasti_package_title(case_->package));
  add_element(parent, "code", fasti_package_code(case_->package));
  add_element(parent, "procedure", fasti_procedure_id(case_->procedure));
  add_element(parent, "opened-on", fasti_day_format(fasti_instant_day(case_->opened_at, case_zone(case_)), day));
  add_element(parent, "opened-by", case_->opened_by);
  add_element(parent, "key", case_->key);
  add_element(parent, "parent", case_->parent);
  add_element(parent, "parent-procedure", case_->parent_procedure);
  add_element(parent, "status", case_status_name(case_->status));
}

static void
add_people(const struct fasti_case *case_, xmlNodePtr parent)
{
  for (size_t i = 0; i < case_->people.count; i++) {
    const struct person *person = &case_->people.items[i];
    xmlNodePtr node = add_element(parent, "person", NULL);

    set(node, "id", person->id);
    set(node, "name", person->name);
    set(node, "certificate", person->certificate);
    set(node, "roles", person->roles);
    if (*person->valid_to)
      set(node, "valid-to", person->valid_to);
    if (*person->interests)
      set(node, "interests", person->interests);
    if (*person->unit)
      set(node, "unit", person->unit);
    set(node, "recused", person->recused ? "true" : "false");
  }
}

static void
add_duty(xmlNodePtr parent, const struct fasti_duty *duty)
{
  xmlNodePtr node = add_element(parent, "duty", NULL);

  set(node, "id", duty->id);
  set(node, "title", duty->title);
  for (size_t i = 0; i < duty->item_count; i++) {
    xmlNodePtr item = add_element(node, "item", NULL);

    set(item, "id", duty->items[i].id);
    set(item, "title", duty->items[i].title);
    set_said(item, "section", duty->items[i].section);
    set_said(item, "candidate", duty->items[i].candidate);
    set_said(item, "service", duty->items[i].service);
  }
}

static void
add_service(xmlNodePtr parent, const struct fasti_service *service)
{
  xmlNodePtr node = add_element(parent, "service", NULL);

  set(node, "id", service->id);
  set(node, "title", service->title);
  set_said(node, "content", service->content);
  set_said(node, "office", service->office);
  set_said(node, "phone", service->phone);
  set_said(node, "corrected", service->corrected);
  set_said(node, "opens", service->opens);
}

static void
add_directory(const struct fasti_case *case_, xmlNodePtr parent)
{
  const struct fasti_duty *duty;
  const struct fasti_service *service;
  const struct fasti_referral *referral;

  for (size_t i = 0; (referral = fasti_package_referral_at(case_->package, i)) != NULL; i++) {
    xmlNodePtr node = add_element(parent, "referral", NULL);

    set(node, "id", referral->id);
    add_element(node, "matter", referral->matter);
    add_element(node, "department", referral->department);
    add_element(node, "duty", referral->duty);
    add_element(node, "basis", referral->basis);
    add_element(node, "corrected", referral->corrected);
    add_element(node, "blocks", referral->blocks);
  }
  for (size_t i = 0; (duty = fasti_package_duty_at(case_->package, i)) != NULL; i++)
    add_duty(parent, duty);
  for (size_t i = 0; (service = fasti_package_service_at(case_->package, i)) != NULL; i++)
    add_service(parent, service);
}

/* What the package says is long, and is put there when it is asked for; the case and the people are as they were when
 * the first of these was. */
static void
fill(struct fasti_case *case_, xmlNodePtr part)
{
  if (part->children)
    return;
  if (strcmp((const char *)part->name, "param") == 0)
    fasti_procedure_parameters(case_->procedure, add_parameter, &(struct parameters){case_, part});
  else if (strcmp((const char *)part->name, "directory") == 0)
    add_directory(case_, part);
}

xmlNodePtr
case_facts(struct fasti_case *case_, const char *name)
{
  xmlNodePtr root, part;

  if (!case_->facts) {
    case_->facts = xmlNewDoc((const xmlChar *)"1.0");
    root = xmlNewDocNode(case_->facts, NULL, (const xmlChar *)"facts", NULL);
    xmlDocSetRootElement(case_->facts, root);
    add_element(root, "param", NULL);
    add_case(case_, add_element(root, "case", NULL));
    add_people(case_, add_element(root, "people", NULL));
    add_element(root, "directory", NULL);
  }
  for (part = xmlDocGetRootElement(case_->facts)->children; part; part = part->next)
    if (strcmp((const char *)part->name, name) == 0) {
      fill(case_, part);
      return part;
    }
  return NULL;
}

static xmlNodePtr
actor_node(struct fasti_case *case_)
{
  xmlNodePtr people = case_->actor ? case_facts(case_, "people") : NULL;

  for (xmlNodePtr node = people ? people->children : NULL; node; node = node->next)
    if (strcmp(fasti_xml_attribute(node, NULL, "id"), case_->actor->id) == 0)
      return node;
  return NULL;
}

/* Evaluating. */

enum fasti_status
case_nodes(struct fasti_case *case_, struct fasti_session *session, const struct fasti_expr *expr,
           xmlXPathObjectPtr *out)
{
  struct fasti_scope scope;

  fasti_session_scope(session, &scope);
  return fasti_evaluate(fasti_session_evaluator(session), expr, &scope, fasti_session_data(session), case_->messages,
                        out);
}

enum fasti_status
case_boolean(struct fasti_case *case_, struct fasti_session *session, const struct fasti_expr *expr, bool *out)
{
  struct fasti_scope scope;

  fasti_session_scope(session, &scope);
  return fasti_evaluate_boolean(fasti_session_evaluator(session), expr, &scope, fasti_session_data(session),
                                case_->messages, out);
}

static const char *
take(struct fasti_case *case_, struct fasti_buffer *buffer)
{
  const char *text = fasti_arena_copy(case_->entry, buffer->at, buffer->size);

  fasti_buffer_free(buffer);
  return text;
}

enum fasti_status
case_string(struct fasti_case *case_, struct fasti_session *session, const struct fasti_expr *expr, const char **out)
{
  struct fasti_scope scope;
  struct fasti_buffer buffer = {0};
  enum fasti_status status;

  fasti_session_scope(session, &scope);
  status = fasti_evaluate_string(fasti_session_evaluator(session), expr, &scope, fasti_session_data(session),
                                 case_->messages, &buffer);
  *out = take(case_, &buffer);
  return status;
}

enum fasti_status
case_text(struct fasti_case *case_, struct fasti_session *session, const struct fasti_template *template_,
          const char **out)
{
  struct fasti_scope scope;
  struct fasti_buffer buffer = {0};
  enum fasti_status status;

  fasti_session_scope(session, &scope);
  status = fasti_template_expand(fasti_session_evaluator(session), template_, &scope, fasti_session_data(session),
                                 case_->messages, &buffer);
  *out = take(case_, &buffer);
  return status;
}

/* The node that f:as names. */

const char *
case_node_key(struct fasti_case *case_, const xmlNode *node, int index)
{
  const char *id = node->type == XML_ELEMENT_NODE ? fasti_xml_attribute(node, NULL, "id") : NULL;

  return id && *id ? fasti_arena_strdup(case_->entry, id) : fasti_arena_printf(case_->entry, "%d", index + 1);
}

xmlNodePtr
case_each_node(struct fasti_case *case_, struct fasti_session *session, const struct fasti_invoke_note *note,
               const char *key)
{
  xmlXPathObjectPtr object = NULL;
  xmlNodePtr found = NULL;
  int count;

  if (case_nodes(case_, session, note->each, &object) != FASTI_OK)
    return NULL;
  count = object->nodesetval ? object->nodesetval->nodeNr : 0;
  for (int i = 0; i < count && !found; i++)
    if (strcmp(case_node_key(case_, object->nodesetval->nodeTab[i], i), key) == 0)
      found = object->nodesetval->nodeTab[i];
  xmlXPathFreeObject(object);
  return found;
}

/* Whether a session with this invokeid is an instance of what EACH of its parent opened under NAME. @return its key */
static const char *
key_in(struct fasti_case *case_, const struct each *each, struct fasti_session *parent, const char *invokeid,
       const char *name)
{
  const struct fasti_invoke_note *note;
  size_t size;

  if (strcmp(each->session, fasti_session_path(parent)) != 0)
    return NULL;
  note = &session_notes(case_, parent)->invokes[each->invoke];
  size = strlen(note->work.name);
  return strcmp(note->as, name) == 0 && strncmp(invokeid, note->work.name, size) == 0 && invokeid[size] == '.'
           ? invokeid + size + 1
           : NULL;
}

/* A session that f:each opened sees its node, in its parent's data; so do the sessions below it. */
static xmlNodePtr
node_of_session(struct fasti_case *case_, struct fasti_session *session, const char *name)
{
  for (struct fasti_session *parent; (parent = fasti_session_parent(session)); session = parent) {
    const char *path = fasti_session_path(session), *slash = strrchr(path, '/');

    for (size_t i = 0; i < case_->eaches.count; i++) {
      const struct each *each = &case_->eaches.items[i];
      const char *key = key_in(case_, each, parent, slash ? slash + 1 : path, name);

      if (key)
        return case_each_node(case_, parent, &session_notes(case_, parent)->invokes[each->invoke], key);
    }
  }
  return NULL;
}

static bool
give_text(const char *text, xmlXPathObjectPtr *value)
{
  *value = xmlXPathNewCString(text);
  return true;
}

static bool
give_node(xmlNodePtr node, xmlXPathObjectPtr *value)
{
  *value = xmlXPathNewNodeSet(node);
  return true;
}

static bool
give_bound(const struct binding *binding, xmlXPathObjectPtr *value)
{
  return binding->text ? give_text(binding->text, value) : give_node(binding->node, value);
}

bool
case_variable(void *self, struct fasti_session *session, const char *name, xmlXPathObjectPtr *value)
{
  struct fasti_case *case_ = self;
  char text[FASTI_INSTANT_SIZE];
  xmlNodePtr node;

  if (strcmp(name, SELF) == 0) {
    *value = xmlXPathWrapExternal(case_);
    (*value)->user2 = session;
    return true;
  }
  for (size_t i = case_->bindings.count; i > 0; i--)
    if (strcmp(case_->bindings.items[i - 1].name, name) == 0)
      return give_bound(&case_->bindings.items[i - 1], value);
  if (strcmp(name, "param") == 0 || strcmp(name, "case") == 0 || strcmp(name, "people") == 0 ||
      strcmp(name, "directory") == 0)
    return give_node(case_facts(case_, name), value);
  if (strcmp(name, "actor") == 0)
    return give_node(actor_node(case_), value);
  if (strcmp(name, "now") == 0)
    return give_text(fasti_instant_format(case_->last_at, case_zone(case_), text), value);
  if (strcmp(name, "today") == 0)
    return give_text(fasti_day_format(case_->today, text), value);
  node = node_of_session(case_, session, name);
  return node && give_node(node, value);
}

/* Functions. */

/* The case and session of the expression that calls, and its COUNT arguments as text; NULL after an error. */
static struct fasti_case *
begin(xmlXPathParserContextPtr context, int given, int count, xmlChar **arguments, struct fasti_session **session)
{
  const struct fasti_scope *scope = fasti_expr_scope(context);
  xmlXPathObjectPtr object = NULL;
  struct fasti_case *case_;

  if (given != count) {
    xmlXPathSetArityError(context);
    return NULL;
  }
  if (!scope->variable || !scope->variable(scope->self, SELF, &object)) {
    xmlXPathSetError(context, XPATH_INVALID_CTXT);
    return NULL;
  }
  case_ = object->user;
  *session = object->user2;
  xmlXPathFreeObject(object);
  for (int i = count; i > 0; i--)
    arguments[i - 1] = xmlXPathPopString(context);
  return case_;
}

static void
call_visited(xmlXPathParserContextPtr context, int given)
{
  struct fasti_session *session;
  xmlChar *state;
  struct fasti_case *case_ = begin(context, given, 1, &state, &session);
  bool found = false;

  if (!case_)
    return;
  for (size_t i = 0; i < case_->visits.count && !found; i++)
    found = strcmp(case_->visits.items[i].state, (const char *)state) == 0;
  xmlFree(state);
  valuePush(context, xmlXPathNewBoolean(found));
}

static void
call_performer(xmlXPathParserContextPtr context, int given)
{
  struct fasti_session *session;
  xmlChar *task;
  struct fasti_case *case_ = begin(context, given, 1, &task, &session);

  if (!case_)
    return;
  valuePush(context, xmlXPathNewCString(case_performer(case_, (const char *)task)));
  xmlFree(task);
}

static void
call_performed(xmlXPathParserContextPtr context, int given)
{
  struct fasti_session *session;
  xmlChar *arguments[2];
  struct fasti_case *case_ = begin(context, given, 2, arguments, &session);

  if (!case_)
    return;
  valuePush(context, xmlXPathNewBoolean(case_did(case_, (const char *)arguments[0], (const char *)arguments[1])));
  xmlFree(arguments[0]);
  xmlFree(arguments[1]);
}

static void
call_holds(xmlXPathParserContextPtr context, int given)
{
  struct fasti_session *session;
  xmlChar *arguments[2];
  struct fasti_case *case_ = begin(context, given, 2, arguments, &session);
  const struct person *person;

  if (!case_)
    return;
  person = case_person(case_, (const char *)arguments[0]);
  valuePush(context, xmlXPathNewBoolean(person && !person->recused &&
                                        person_has_role(person, (const char *)arguments[1])));
  xmlFree(arguments[0]);
  xmlFree(arguments[1]);
}

static const struct clock *
begin_clock(xmlXPathParserContextPtr context, int given, struct fasti_case **case_)
{
  struct fasti_session *session;
  const struct clock *clock;
  xmlChar *id;

  *case_ = begin(context, given, 1, &id, &session);
  if (!*case_)
    return NULL;
  clock = clock_near(*case_, session, (const char *)id);
  xmlFree(id);
  return clock && clock->state != CLOCK_WAITING ? clock : NULL;
}

static void
call_due(xmlXPathParserContextPtr context, int given)
{
  struct fasti_case *case_;
  const struct clock *clock = begin_clock(context, given, &case_);
  char day[FASTI_DATE_SIZE] = "";

  if (!case_)
    return;
  if (clock)
    fasti_day_format(clock_due(case_, clock).day, day);
  valuePush(context, xmlXPathNewCString(day));
}

static void
call_expired(xmlXPathParserContextPtr context, int given)
{
  struct fasti_case *case_;
  const struct clock *clock = begin_clock(context, given, &case_);

  if (case_)
    valuePush(context, xmlXPathNewBoolean(clock && clock->state == CLOCK_EXPIRED));
}

static void
call_late(xmlXPathParserContextPtr context, int given)
{
  struct fasti_case *case_;
  const struct clock *clock = begin_clock(context, given, &case_);
  int32_t due;

  if (!case_)
    return;
  due = clock ? clock_due(case_, clock).day : case_->today;
  valuePush(context, xmlXPathNewFloat(case_->today > due ? case_->today - due : 0));
}

static void
call_issued(xmlXPathParserContextPtr context, int given)
{
  struct fasti_session *session;
  xmlChar *instrument;
  struct fasti_case *case_ = begin(context, given, 1, &instrument, &session);
  int count = 0;

  if (!case_)
    return;
  for (size_t i = 0; i < case_->issued.count; i++)
    count += strcmp(case_->issued.items[i].instrument, (const char *)instrument) == 0;
  xmlFree(instrument);
  valuePush(context, xmlXPathNewFloat(count));
}

static void
call_file(xmlXPathParserContextPtr context, int given)
{
  struct fasti_session *session;
  xmlChar *arguments[2];
  struct fasti_case *case_ = begin(context, given, 2, arguments, &session);

  if (!case_)
    return;
  valuePush(context,
            xmlXPathNewCString(attached_fact(case_, (const char *)arguments[0], (const char *)arguments[1])));
  xmlFree(arguments[0]);
  xmlFree(arguments[1]);
}

const struct fasti_function case_functions[] = {
  {FASTI_NS_PROCEDURE, "visited", call_visited},     {FASTI_NS_PROCEDURE, "performer", call_performer},
  {FASTI_NS_PROCEDURE, "performed", call_performed}, {FASTI_NS_PROCEDURE, "due", call_due},
  {FASTI_NS_PROCEDURE, "expired", call_expired},     {FASTI_NS_PROCEDURE, "late", call_late},
  {FASTI_NS_PROCEDURE, "issued", call_issued},       {FASTI_NS_PROCEDURE, "holds", call_holds},
  {FASTI_NS_PROCEDURE, "file", call_file},
};
const size_t case_function_count = sizeof case_functions / sizeof *case_functions;
