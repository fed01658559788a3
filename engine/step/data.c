/* engine/step/data.c - variables: the <datamodel> of a session, its system variables, what names mean (SCXML 5; the W3C
 * note on the XPath data model).
 */
#include "config.h"

#include <libxml/xpath.h>
#include <string.h>

#include "engine/step/machine.h"

static const char *const system_names[] = {"_sessionid", "_name", "_ioprocessors", "_x"};

enum { SYSTEM_COUNT = sizeof system_names / sizeof *system_names };

/* Nodes that come and go */

void
fasti_data_sweep(struct fasti_session *session)
{
  if (session->executing)
    return;
  for (int i = 0; i < session->trash_count; i++)
    if (session->trash[i]->type == XML_ATTRIBUTE_NODE)
      xmlFreeProp((xmlAttrPtr)session->trash[i]);
    else
      xmlFreeNode(session->trash[i]);
  fasti_free(session->trash);
  session->trash = NULL;
  session->trash_count = session->trash_room = 0;
}

void
fasti_data_remove(struct fasti_session *session, xmlNodePtr node)
{
  if (!node->parent) /* taken out before */
    return;
  xmlUnlinkNode(node);
  if (session->trash_count == session->trash_room) {
    session->trash_room = session->trash_room ? session->trash_room * 2 : 8;
    session->trash = fasti_realloc(session->trash, (size_t)session->trash_room * sizeof *session->trash);
  }
  session->trash[session->trash_count++] = node;
}

void
fasti_data_replace(struct fasti_session *session, xmlNodePtr element, xmlNodePtr holder)
{
  xmlNodePtr child;

  while (element->children)
    fasti_data_remove(session, element->children);
  while ((child = holder ? holder->children : NULL)) {
    xmlUnlinkNode(child);
    xmlAddChild(element, child);
  }
  xmlFreeNode(holder);
}

/* Variables */

static bool
is_named(const xmlNode *wrapper, const char *name)
{
  const char *id = fasti_xml_attribute(wrapper, NULL, "id");

  return id && strcmp(id, name) == 0;
}

static xmlNodePtr
find(const struct fasti_session *session, const char *name)
{
  int number = fasti_program_variable(session->chart, name);
  xmlNodePtr wrapper = session->data ? session->data->last : NULL;

  if (number >= 0 && session->data)
    return session->variables[number];
  while (wrapper && !is_named(wrapper, name))
    wrapper = wrapper->prev;
  return wrapper;
}

static bool
is_system(const char *name)
{
  bool found = strcmp(name, "_event") == 0;

  for (int i = 0; i < SYSTEM_COUNT; i++)
    found = found || strcmp(name, system_names[i]) == 0;
  return found;
}

static xmlNodePtr
add_wrapper(struct fasti_session *session, xmlNodePtr parent, const char *name)
{
  xmlNodePtr wrapper = xmlNewDocNode(session->doc, NULL, BAD_CAST "data", NULL);

  xmlSetProp(wrapper, BAD_CAST "id", BAD_CAST name);
  return xmlAddChild(parent, wrapper);
}

xmlNodePtr
fasti_data_declare(struct fasti_session *session, const char *name)
{
  xmlNodePtr wrapper;

  if (!name || is_system(name) || xmlValidateNCName(BAD_CAST name, 0) != 0)
    return NULL;
  wrapper = find(session, name);
  return wrapper ? wrapper : add_wrapper(session, session->data, name);
}

bool
fasti_data_is_wrapper(const struct fasti_session *session, const xmlNode *node)
{
  return node->type == XML_ELEMENT_NODE &&
         (node == session->event_node || (session->data && node->parent == session->data) ||
          (session->system && node->parent == session->system));
}

/* Initial values */

static xmlNodePtr
given(const struct fasti_session *session, const struct fasti_datum *datum)
{
  xmlNodePtr param = session->given && datum->state == 0 ? session->given->children : NULL;

  while (param && !is_named(param, datum->id))
    param = param->next;
  return param;
}

static void
initialise(struct fasti_session *session, int number)
{
  const struct fasti_datum *datum = &session->chart->data[number];
  xmlNodePtr holder = given(session, datum);

  if (holder) {
    xmlUnlinkNode(holder);
  } else if (datum->text) {
    holder = fasti_holder_new(session, "data");
    xmlAddChild(holder, xmlNewDocText(session->doc, BAD_CAST datum->text));
    holder = fasti_value_text(session, holder);
  } else if (!fasti_value(session, &datum->value, datum->node, &holder)) {
    return;
  }
  fasti_data_replace(session, session->variables[number], holder);
}

void
fasti_data_bind(struct fasti_session *session, int state)
{
  const struct fasti_state *at = &session->chart->states[state];

  if (!session->chart->xpath || (session->bound && fasti_bit(session->bound, state)))
    return;
  if (session->bound)
    fasti_bit_set(session->bound, state);
  for (int d = 0; d < at->data.count; d++)
    initialise(session, at->data.first + d);
  fasti_data_sweep(session);
}

void
fasti_data_make(struct fasti_session *session)
{
  const struct fasti_chart *chart = session->chart;

  session->doc = xmlNewDoc(BAD_CAST "1.0");
  session->data = xmlNewDocNode(session->doc, NULL, BAD_CAST "datamodel", NULL);
  xmlDocSetRootElement(session->doc, session->data);
  session->variables = fasti_alloc((size_t)chart->data_count * sizeof(xmlNodePtr));
  for (int d = 0; d < chart->data_count; d++)
    session->variables[d] = add_wrapper(session, session->data, chart->data[d].id);
  if (chart->late)
    session->bound = fasti_alloc((size_t)chart->words * sizeof *session->bound);
}

void
fasti_data_start(struct fasti_session *session)
{
  const struct fasti_chart *chart = session->chart;

  if (!chart->xpath)
    return;
  fasti_data_make(session);
  if (chart->late)
    fasti_data_bind(session, 0);
  else
    for (int d = 0; d < chart->data_count; d++)
      initialise(session, d);
  fasti_data_sweep(session);
  xmlFreeNode(session->given);
  session->given = NULL;
}

void
fasti_data_end(struct fasti_session *session)
{
  struct fasti_queued *event = (struct fasti_queued *)session->event;

  session->executing = 0;
  fasti_data_sweep(session);
  fasti_session_bind(session, NULL);
  if (event && !event->borrowed)
    fasti_queued_free(event);
  xmlFreeNode(session->given);
  xmlFreeNode(session->system);
  fasti_free(session->variables);
  fasti_free(session->bound);
  xmlFreeDoc(session->doc);
}

/* System variables: made when first asked for */

static xmlNodePtr
add_field(struct fasti_session *session, xmlNodePtr parent, const char *name, const char *text)
{
  xmlNodePtr field = xmlAddChild(parent, xmlNewDocNode(session->doc, NULL, BAD_CAST name, NULL));

  if (text && *text)
    xmlAddChild(field, xmlNewDocText(session->doc, BAD_CAST text));
  return field;
}

static void
make_system(struct fasti_session *session)
{
  xmlNodePtr at, processor;
  char *location;

  session->system = xmlNewDocNode(session->doc, NULL, BAD_CAST "system", NULL);
  for (int i = 0; i < SYSTEM_COUNT; i++)
    add_wrapper(session, session->system, system_names[i]);
  at = session->system->children;
  xmlAddChild(at, xmlNewDocText(session->doc, BAD_CAST session->id));
  at = at->next;
  if (*session->chart->title)
    xmlAddChild(at, xmlNewDocText(session->doc, BAD_CAST session->chart->title));
  processor = add_field(session, at->next, "processor", NULL);
  xmlSetProp(processor, BAD_CAST "name", BAD_CAST FASTI_SCXML_PROCESSOR);
  location = fasti_alloc(strlen(session->id) + 10);
  strcat(strcpy(location, "#_scxml_"), session->id);
  add_field(session, processor, "location", location);
  fasti_free(location);
}

static void
make_event(struct fasti_session *session)
{
  const struct fasti_event *face = &session->event->face;
  xmlNodePtr node = xmlNewDocNode(session->doc, NULL, BAD_CAST "data", NULL), data;

  xmlSetProp(node, BAD_CAST "id", BAD_CAST "_event");
  add_field(session, node, "name", face->name);
  add_field(session, node, "type", fasti_event_kind_name(face->kind));
  add_field(session, node, "sendid", face->sendid);
  add_field(session, node, "origin", face->origin);
  add_field(session, node, "origintype", face->origintype);
  add_field(session, node, "invokeid", face->invokeid);
  data = add_field(session, node, "data", NULL);
  if (face->data)
    fasti_copy_content(session, face->data, data);
  session->event_node = node;
}

static xmlNodePtr
system_variable(struct fasti_session *session, const char *name)
{
  xmlNodePtr wrapper;

  if (strcmp(name, "_event") == 0) {
    if (session->event && !session->event_node)
      make_event(session);
    return session->event_node;
  }
  if (!session->system)
    make_system(session);
  for (wrapper = session->system->children; wrapper && !is_named(wrapper, name); wrapper = wrapper->next)
    ;
  return wrapper;
}

/* What names mean */

static xmlNodePtr
lookup_node(struct fasti_session *session, const char *name)
{
  for (const struct fasti_alias *alias = session->aliases; alias; alias = alias->next)
    if (strcmp(alias->name, name) == 0)
      return alias->node;
  return is_system(name) ? system_variable(session, name) : find(session, name);
}

static bool
lookup(void *self, const char *name, xmlXPathObjectPtr *value)
{
  struct fasti_session *session = self;
  const struct fasti_host *host = &session->machine->host;
  xmlNodePtr node = lookup_node(session, name);

  if (node) {
    *value = xmlXPathNewNodeSet(node);
    return true;
  }
  return host->variable && !is_system(name) && host->variable(host->self, session, name, value);
}

static bool
in_state(void *self, const char *id)
{
  const struct fasti_session *session = self;
  int state = fasti_chart_find(session->chart, id);

  return state >= 0 && fasti_bit(session->config, state);
}

void
fasti_session_scope(struct fasti_session *session, struct fasti_scope *scope)
{
  const struct fasti_machine *machine = session->machine;

  *scope = (struct fasti_scope){.self = session,
                                .variable = lookup,
                                .in = in_state,
                                .calendar = machine->host.calendar,
                                .now = machine->now,
                                .zone = machine->host.zone};
  fasti_session_evaluator(session);
  if (fasti_messages_count(machine->said))
    fasti_messages_clear(machine->said);
}

struct fasti_evaluator *
fasti_session_evaluator(struct fasti_session *session)
{
  struct fasti_machine *machine = session->machine;

  if (!machine->evaluator) {
    machine->evaluator = fasti_evaluator_new(machine->host.functions, machine->host.function_count);
    machine->said = fasti_messages_new(NULL, NULL);
  }
  return machine->evaluator;
}

xmlNodePtr
fasti_session_data(struct fasti_session *session)
{
  return session->data;
}
