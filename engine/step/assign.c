/* engine/step/assign.c - <assign> of the XPath data model, and the same for the room above.
 *
 * The value is computed once and every place of the location is checked before anything changes, so that an
 * assignment happens everywhere or nowhere. Neighbouring texts are joined, because a snapshot cannot keep them apart.
 */
#include "config.h"

#include <libxml/xpath.h>
#include <stdarg.h>
#include <string.h>

#include "engine/step/machine.h"

struct assignment {
  struct fasti_session *session;
  const struct fasti_expr *location;
  enum fasti_assign type;
  const char *attribute;
  xmlNodePtr holder;
  bool literal;
  char *wrong;
};

static void complain(struct assignment *a, const char *format, ...) FASTI_PRINTF(2, 3);

static void
complain(struct assignment *a, const char *format, ...)
{
  va_list args;

  if (a->wrong)
    return;
  va_start(args, format);
  a->wrong = fasti_step_text(format, args);
  va_end(args);
}

/* Elements that hold text only pass as that text where only text can be. */
static bool
is_textual(const struct assignment *a)
{
  return fasti_value_height(a->holder) <= (a->literal ? 0 : 1);
}

static int
depth_of(const xmlNode *node)
{
  int depth = 0;

  for (; node && node->type == XML_ELEMENT_NODE; node = node->parent)
    depth++;
  return depth;
}

static bool
is_in_data(const struct fasti_session *session, const xmlNode *node)
{
  if (node->type != XML_ELEMENT_NODE && node->type != XML_TEXT_NODE && node->type != XML_ATTRIBUTE_NODE)
    return false;
  for (node = node->parent; node; node = node->parent)
    if (node == session->data)
      return true;
  return false;
}

static void
check_shape(struct assignment *a, const xmlNode *node)
{
  bool wrapper = fasti_data_is_wrapper(a->session, node), element = node->type == XML_ELEMENT_NODE;

  if (node->type == XML_ATTRIBUTE_NODE && fasti_data_is_wrapper(a->session, node->parent) &&
      xmlStrEqual(node->name, BAD_CAST "id"))
    complain(a, "the id of a variable cannot be changed");
  switch (a->type) {
  case FASTI_ASSIGN_CHILDREN:
    if (!element && !is_textual(a))
      complain(a, "elements cannot be the value of an attribute or text");
    break;
  case FASTI_ASSIGN_FIRST:
  case FASTI_ASSIGN_LAST:
    if (!element)
      complain(a, "an attribute or text has no children");
    break;
  case FASTI_ASSIGN_ATTRIBUTE:
    if (!element || !is_textual(a))
      complain(a, "only an element can get an attribute, and only text can be its value");
    else if (wrapper && strcmp(a->attribute, "id") == 0)
      complain(a, "the id of a variable cannot be changed");
    else if (xmlValidateNCName(BAD_CAST a->attribute, 0) != 0)
      complain(a, "\"%s\" cannot be the name of an attribute", a->attribute);
    break;
  default:
    if (wrapper)
      complain(a, "a variable cannot be deleted or replaced, nor have siblings; only what is in it");
    else if (node->type == XML_ATTRIBUTE_NODE && a->type != FASTI_ASSIGN_DELETE)
      complain(a, "an attribute cannot be replaced by nodes, nor have siblings");
  }
}

static void
check(struct assignment *a, const xmlNodeSet *nodes)
{
  int below = a->type == FASTI_ASSIGN_DELETE ? 0 : fasti_value_height(a->holder);

  if (!nodes || !nodes->nodeNr)
    complain(a, "\"%s\" names no place in the data", fasti_expr_text(a->location));
  if (a->type == FASTI_ASSIGN_ATTRIBUTE && !a->attribute)
    complain(a, "the attribute to add has no name");
  for (int i = 0; nodes && i < nodes->nodeNr && !a->wrong; i++) {
    const xmlNode *node = nodes->nodeTab[i];

    if (!is_in_data(a->session, node))
      complain(a, "\"%s\" is not in the data of this session, or may only be read", fasti_expr_text(a->location));
    else if (depth_of(node) + below > FASTI_STEP_DATA_DEPTH)
      complain(a, "the data would be nested more than %d elements deep", FASTI_STEP_DATA_DEPTH);
    else
      check_shape(a, node);
  }
}

/* Changing */

static void
join(struct fasti_session *session, xmlNodePtr left, xmlNodePtr right)
{
  if (!left || !right || left->type != XML_TEXT_NODE || right->type != XML_TEXT_NODE)
    return;
  xmlNodeAddContent(left, right->content);
  fasti_data_remove(session, right);
}

static void
remove_node(struct fasti_session *session, xmlNodePtr node)
{
  xmlNodePtr before = node->type == XML_ATTRIBUTE_NODE ? NULL : node->prev;
  xmlNodePtr after = node->type == XML_ATTRIBUTE_NODE ? NULL : node->next;

  fasti_data_remove(session, node);
  join(session, before, after);
}

static void
put_before(xmlNodePtr mark, xmlNodePtr copy)
{
  xmlNodePtr child;

  while ((child = copy->children)) {
    xmlUnlinkNode(child);
    if (child->type == XML_TEXT_NODE && mark->prev && mark->prev->type == XML_TEXT_NODE) {
      xmlNodeAddContent(mark->prev, child->content);
      xmlFreeNode(child);
    } else {
      xmlAddPrevSibling(mark, child);
    }
  }
}

/* A mark stands where the copies go: an element, which libxml2 joins with nothing. */
static xmlNodePtr
mark_at(struct assignment *a, xmlNodePtr node)
{
  xmlNodePtr mark = fasti_holder_new(a->session, "mark");

  if (a->type == FASTI_ASSIGN_FIRST && node->children)
    return xmlAddPrevSibling(node->children, mark);
  if (a->type == FASTI_ASSIGN_FIRST || a->type == FASTI_ASSIGN_LAST)
    return xmlAddChild(node, mark);
  return a->type == FASTI_ASSIGN_BEFORE ? xmlAddPrevSibling(node, mark) : xmlAddNextSibling(node, mark);
}

static void
insert(struct assignment *a, xmlNodePtr node, xmlNodePtr copy)
{
  xmlNodePtr mark = mark_at(a, node), before, after;

  put_before(mark, copy);
  before = mark->prev;
  after = mark->next;
  xmlUnlinkNode(mark);
  xmlFreeNode(mark);
  join(a->session, before, after);
  if (a->type == FASTI_ASSIGN_REPLACE)
    remove_node(a->session, node);
}

static void
set_text(xmlNodePtr node, xmlNodePtr copy)
{
  xmlChar *text = xmlNodeGetContent(copy);

  if (node->type == XML_ATTRIBUTE_NODE)
    xmlSetNsProp(node->parent, node->ns, node->name, text ? text : BAD_CAST "");
  else
    xmlNodeSetContent(node, NULL);
  if (node->type == XML_TEXT_NODE)
    xmlNodeAddContent(node, text);
  xmlFree(text);
}

static void
add_attribute(struct assignment *a, xmlNodePtr node, xmlNodePtr copy)
{
  xmlChar *text = xmlNodeGetContent(copy);

  xmlSetProp(node, BAD_CAST a->attribute, text ? text : BAD_CAST "");
  xmlFree(text);
}

static void
apply(struct assignment *a, xmlNodePtr node)
{
  xmlNodePtr copy = fasti_holder_new(a->session, "data");

  for (const xmlNode *child = a->holder ? a->holder->children : NULL; child; child = child->next)
    fasti_copy_node(a->session, child, copy);
  if (a->type == FASTI_ASSIGN_DELETE)
    remove_node(a->session, node);
  else if (a->type == FASTI_ASSIGN_ATTRIBUTE)
    add_attribute(a, node, copy);
  else if (a->type != FASTI_ASSIGN_CHILDREN)
    insert(a, node, copy);
  else if (node->type != XML_ELEMENT_NODE)
    set_text(node, copy);
  else {
    fasti_data_replace(a->session, node, copy);
    return;
  }
  xmlFreeNode(copy);
}

static void
assign(struct assignment *a, xmlXPathObjectPtr object)
{
  xmlNodeSetPtr nodes = object->type == XPATH_NODESET ? object->nodesetval : NULL;

  check(a, nodes);
  if (a->wrong)
    return;
  fasti_nodes_sort(nodes);
  for (int i = 0; i < nodes->nodeNr && a->session->machine->status == FASTI_OK; i++)
    if (is_in_data(a->session, nodes->nodeTab[i])) /* the one before may have taken it out */
      apply(a, nodes->nodeTab[i]);
}

/* Evaluate a location. @return NULL with what is wrong in *WRONG, owned */
static xmlXPathObjectPtr
locate(struct fasti_session *session, const struct fasti_expr *location, char **wrong)
{
  struct fasti_machine *machine = session->machine;
  xmlXPathObjectPtr object = NULL;
  struct fasti_scope scope;
  enum fasti_status status;
  size_t said;

  fasti_session_scope(session, &scope);
  status = fasti_evaluate(fasti_session_evaluator(session), location, &scope, session->data, machine->said, &object);
  if (status == FASTI_OK)
    return object;
  said = fasti_messages_count(machine->said);
  *wrong = fasti_strdup(said ? fasti_messages_at(machine->said, said - 1)->text : fasti_status_text(status));
  return NULL;
}

char *
fasti_assign(struct fasti_session *session, const struct fasti_assignment *assignment)
{
  struct assignment a = {.session = session,
                         .location = assignment->location,
                         .type = assignment->type,
                         .attribute = assignment->attribute,
                         .holder = assignment->holder,
                         .literal = assignment->literal};
  xmlXPathObjectPtr object = locate(session, a.location, &a.wrong);

  session->executing++; /* what is taken out stays until the set of nodes is gone */
  if (object)
    assign(&a, object);
  xmlXPathFreeObject(object);
  session->executing--;
  fasti_data_sweep(session);
  xmlFreeNode(a.holder);
  return a.wrong;
}

char *
fasti_assign_text(struct fasti_session *session, const struct fasti_expr *location, const char *text)
{
  struct fasti_assignment assignment = {.location = location};

  if (!session->data)
    return fasti_strdup("the null data model has no data to assign to");
  assignment.holder = fasti_holder_new(session, "data");
  xmlAddChild(assignment.holder, xmlNewDocText(session->doc, BAD_CAST text));
  return fasti_assign(session, &assignment);
}

/* For the room above */

static enum fasti_status
tell(const struct fasti_expr *location, char *wrong, struct fasti_messages *messages)
{
  if (!wrong)
    return FASTI_OK;
  fasti_error_at(messages, fasti_expr_place(location), "%s", wrong);
  fasti_free(wrong);
  return FASTI_INVALID;
}

static bool
has_data(const struct fasti_session *session, const struct fasti_expr *location, struct fasti_messages *messages)
{
  if (session->data)
    return true;
  fasti_error_at(messages, fasti_expr_place(location), "the null data model has no data to assign to");
  return false;
}

static void
copy_attributes(struct fasti_session *session, const xmlNode *value, xmlNodeSetPtr nodes)
{
  for (int i = 0; i < nodes->nodeNr; i++)
    for (const xmlAttr *a = value->properties; a; a = a->next) {
      xmlChar *text = xmlNodeGetContent((const xmlNode *)a);

      if (nodes->nodeTab[i]->type == XML_ELEMENT_NODE && is_in_data(session, nodes->nodeTab[i]) &&
          !(fasti_data_is_wrapper(session, nodes->nodeTab[i]) && xmlStrEqual(a->name, BAD_CAST "id")))
        xmlSetProp(nodes->nodeTab[i], a->name, text);
      xmlFree(text);
    }
}

enum fasti_status
fasti_session_assign(struct fasti_session *session, const struct fasti_expr *location, const xmlNode *value,
                     struct fasti_messages *messages)
{
  xmlXPathObjectPtr object;
  xmlNodePtr holder;
  char *wrong;

  if (!has_data(session, location, messages))
    return FASTI_INVALID;
  holder = fasti_holder_new(session, "data");
  for (const xmlNode *child = value->children; child; child = child->next)
    fasti_copy_node(session, child, holder);
  wrong = fasti_assign(session, &(struct fasti_assignment){.location = location, .holder = holder});
  if (wrong)
    return tell(location, wrong, messages);
  object = value->properties ? locate(session, location, &wrong) : NULL;
  if (object && object->type == XPATH_NODESET && object->nodesetval)
    copy_attributes(session, value, object->nodesetval);
  xmlXPathFreeObject(object);
  return tell(location, wrong, messages);
}

enum fasti_status
fasti_session_append(struct fasti_session *session, const struct fasti_expr *location, const xmlNode *value,
                     struct fasti_messages *messages)
{
  struct fasti_assignment assignment = {.location = location, .type = FASTI_ASSIGN_LAST};
  xmlXPathObjectPtr object;
  char *wrong = NULL;
  int places;

  if (!has_data(session, location, messages))
    return FASTI_INVALID;
  object = locate(session, location, &wrong);
  if (!object)
    return tell(location, wrong, messages);
  places = object->type == XPATH_NODESET && object->nodesetval ? object->nodesetval->nodeNr : 0;
  xmlXPathFreeObject(object);
  if (places > 1) {
    fasti_error_at(messages, fasti_expr_place(location), "\"%s\" names %d places; expected one",
                   fasti_expr_text(location), places);
    return FASTI_INVALID;
  }
  assignment.holder = fasti_holder_new(session, "data");
  fasti_copy_node(session, value, assignment.holder);
  return tell(location, fasti_assign(session, &assignment), messages);
}
