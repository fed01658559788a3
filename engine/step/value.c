/* engine/step/value.c - values of the XPath data model: computed, copied, put into messages.
 *
 * A value is held as the children of a holder element that stands in no document tree. Nodes are always copied deeply,
 * without namespace declarations that they do not need, so that the same data is always written as the same bytes.
 */
#include "config.h"

#include <libxml/xpath.h>
#include <string.h>

#include "engine/step/machine.h"

enum { COST_NODE = 16, COST_TEXT = 4 }; /* of a node copied; characters of text for one unit: see WORK */

xmlNodePtr
fasti_holder_new(struct fasti_session *session, const char *name)
{
  return xmlNewDocNode(session->doc, NULL, BAD_CAST name, NULL);
}

static xmlNsPtr
namespace_for(xmlNodePtr node, const xmlNs *ns)
{
  xmlNsPtr found = xmlSearchNs(node->doc, node, ns->prefix);

  if (found && xmlStrEqual(found->href, ns->href))
    return found;
  return xmlNewNs(node, ns->href, ns->prefix);
}

static void
copy_attribute(xmlNodePtr into, const xmlAttr *attribute)
{
  xmlChar *value = xmlNodeListGetString(attribute->doc, attribute->children, 1);
  xmlNsPtr ns = NULL;

  if (attribute->ns && xmlStrEqual(attribute->ns->prefix, BAD_CAST "xml"))
    ns = xmlSearchNs(into->doc, into, BAD_CAST "xml");
  else if (attribute->ns)
    ns = namespace_for(into, attribute->ns);
  xmlSetNsProp(into, ns, attribute->name, value ? value : BAD_CAST "");
  xmlFree(value);
}

static void
copy_text(struct fasti_session *session, const xmlChar *text, xmlNodePtr into)
{
  if (!text || !*text)
    return;
  fasti_machine_spend(session->machine, xmlStrlen(text) / COST_TEXT);
  xmlAddChild(into, xmlNewDocText(session->doc, text));
}

static void
copy_attribute_text(struct fasti_session *session, const xmlNode *attribute, xmlNodePtr into)
{
  xmlChar *value = xmlNodeGetContent(attribute);

  copy_text(session, value, into);
  xmlFree(value);
}

/* One level of recursion a nested element; FASTI_STEP_DATA_DEPTH limits them. */
static void
copy_element(struct fasti_session *session, const xmlNode *from, xmlNodePtr into)
{
  xmlNodePtr copy = xmlNewDocNode(session->doc, NULL, from->name, NULL);

  xmlAddChild(into, copy);
  if (from->ns && from->ns->href && *from->ns->href)
    xmlSetNs(copy, namespace_for(copy, from->ns));
  else if (xmlSearchNs(copy->doc, copy, NULL) && *xmlSearchNs(copy->doc, copy, NULL)->href)
    xmlSetNs(copy, xmlNewNs(copy, BAD_CAST "", NULL)); /* below a default namespace, none must be said */
  for (const xmlAttr *a = from->properties; a; a = a->next)
    copy_attribute(copy, a);
  for (const xmlNode *child = from->children; child; child = child->next)
    fasti_copy_node(session, child, copy);
}

void
fasti_copy_node(struct fasti_session *session, const xmlNode *from, xmlNodePtr into)
{
  fasti_machine_spend(session->machine, COST_NODE);
  if (session->machine->status != FASTI_OK)
    return;
  switch (from->type) {
  case XML_ELEMENT_NODE:
    copy_element(session, from, into);
    break;
  case XML_TEXT_NODE:
  case XML_CDATA_SECTION_NODE:
    copy_text(session, from->content, into);
    break;
  case XML_ATTRIBUTE_NODE:
    copy_attribute_text(session, from, into);
    break;
  case XML_DOCUMENT_NODE:
    for (const xmlNode *child = from->children; child; child = child->next)
      fasti_copy_node(session, child, into);
    break;
  default: /* comments, processing instructions and namespaces are no data */
    break;
  }
}

void
fasti_copy_content(struct fasti_session *session, const xmlNode *from, xmlNodePtr into)
{
  for (const xmlAttr *attr = from->properties; attr; attr = attr->next)
    copy_attribute(into, attr);
  for (const xmlNode *child = from->children; child; child = child->next)
    fasti_copy_node(session, child, into);
}

static bool
is_blank(const xmlNode *text)
{
  const char *at = (const char *)text->content;

  return text->type == XML_TEXT_NODE && (!at || at[strspn(at, " \t\r\n")] == '\0');
}

/* Blanks between elements of a definition are its layout, not data. */
static void
strip_layout(xmlNodePtr node)
{
  bool layout = fasti_xml_first(node) != NULL;
  xmlNodePtr child = node->children, next;

  for (const xmlNode *n = node->children; n && layout; n = n->next)
    layout = n->type == XML_ELEMENT_NODE || is_blank(n);
  for (; child; child = next) {
    next = child->next;
    if (layout && child->type == XML_TEXT_NODE) {
      xmlUnlinkNode(child);
      xmlFreeNode(child);
    } else if (child->type == XML_ELEMENT_NODE) {
      strip_layout(child);
    }
  }
}

static void
normalise(xmlNodePtr holder)
{
  xmlChar *text = xmlNodeGetContent(holder);
  char *to = (char *)text;

  for (const char *from = (const char *)text; from && *from;) {
    from += strspn(from, " \t\r\n");
    if (!*from)
      break;
    if (to != (char *)text)
      *to++ = ' ';
    while (*from && !strchr(" \t\r\n", *from))
      *to++ = *from++;
  }
  if (text) {
    *to = '\0';
    xmlNodeSetContent(holder, NULL);
    if (*text)
      xmlAddChild(holder, xmlNewDocText(holder->doc, text));
  }
  xmlFree(text);
}

xmlNodePtr
fasti_value_text(struct fasti_session *session, xmlNodePtr holder)
{
  fasti_machine_spend(session->machine, 1);
  normalise(holder);
  return holder;
}

static xmlNodePtr
inline_value(struct fasti_session *session, const xmlNode *content)
{
  xmlNodePtr holder = fasti_holder_new(session, "data");

  for (const xmlNode *child = content->children; child; child = child->next)
    fasti_copy_node(session, child, holder);
  if (fasti_xml_first(holder))
    strip_layout(holder);
  else
    normalise(holder);
  return holder;
}

void
fasti_value_failed(struct fasti_session *session, enum fasti_status status, const xmlNode *node,
                   const struct fasti_expr *expr)
{
  struct fasti_machine *machine = session->machine;
  size_t count = fasti_messages_count(machine->said);
  const char *text = count ? fasti_messages_at(machine->said, count - 1)->text : fasti_status_text(status);

  if (machine->quiet)
    return;
  if (status == FASTI_INVALID) {
    fasti_session_error(session, "error.execution", node, NULL, "%s", text);
    return;
  }
  fasti_error_at(machine->messages, fasti_expr_place(expr), "%s", text);
  fasti_machine_fail(machine, status);
}

xmlXPathObjectPtr
fasti_session_evaluate(struct fasti_session *session, const struct fasti_expr *expr, const xmlNode *node)
{
  struct fasti_machine *machine = session->machine;
  xmlXPathObjectPtr object = NULL;
  struct fasti_scope scope;
  enum fasti_status status;

  if (!session->chart->xpath) {
    fasti_session_error(session, "error.execution", node, NULL, "the null data model has no expressions");
    return NULL;
  }
  fasti_session_scope(session, &scope);
  status = fasti_evaluate(fasti_session_evaluator(session), expr, &scope, session->data, machine->said, &object);
  if (status == FASTI_OK)
    return object;
  fasti_value_failed(session, status, node, expr);
  return NULL;
}

/* Sets mostly come in order, and comparing neighbours is cheap; libxml2's sort walks from sibling to sibling. */
void
fasti_nodes_sort(xmlNodeSetPtr nodes)
{
  for (int i = 1; i < nodes->nodeNr; i++)
    if (xmlXPathCmpNodes(nodes->nodeTab[i - 1], nodes->nodeTab[i]) != 1) {
      xmlXPathNodeSetSort(nodes);
      return;
    }
}

/* A variable's wrapper is no part of its value. */
static void
add_nodes(struct fasti_session *session, xmlNodeSetPtr nodes, xmlNodePtr holder)
{
  if (!nodes)
    return;
  fasti_nodes_sort(nodes);
  for (int i = 0; i < nodes->nodeNr; i++) {
    const xmlNode *node = nodes->nodeTab[i];

    if (!fasti_data_is_wrapper(session, node)) {
      fasti_copy_node(session, node, holder);
      continue;
    }
    for (const xmlNode *child = node->children; child; child = child->next)
      fasti_copy_node(session, child, holder);
  }
}

int
fasti_value_height(const xmlNode *holder)
{
  int most = 0;

  for (const xmlNode *child = holder ? holder->children : NULL; child; child = child->next) {
    int below = child->type == XML_ELEMENT_NODE ? fasti_value_height(child) + 1 : 0;

    most = below > most ? below : most;
  }
  return most;
}

static bool
computed_value(struct fasti_session *session, const struct fasti_expr *expr, const xmlNode *node, xmlNodePtr *holder)
{
  xmlXPathObjectPtr object = fasti_session_evaluate(session, expr, node);
  xmlChar *text;

  if (!object)
    return false;
  *holder = fasti_holder_new(session, "data");
  if (object->type == XPATH_NODESET || object->type == XPATH_XSLT_TREE) {
    add_nodes(session, object->nodesetval, *holder);
  } else {
    text = xmlXPathCastToString(object);
    copy_text(session, text, *holder);
    xmlFree(text);
  }
  xmlXPathFreeObject(object);
  return true;
}

bool
fasti_value(struct fasti_session *session, const struct fasti_value *value, const xmlNode *node, xmlNodePtr *holder)
{
  *holder = NULL;
  if (value->expr) {
    if (!computed_value(session, value->expr, node, holder))
      return false;
  } else if (value->content) {
    *holder = inline_value(session, value->content);
  }
  if (fasti_value_height(*holder) > FASTI_STEP_DATA_DEPTH) {
    fasti_session_error(session, "error.execution", node, NULL, "the data is nested more than %d elements deep",
                        FASTI_STEP_DATA_DEPTH);
    xmlFreeNode(*holder);
    *holder = NULL;
    return false;
  }
  return session->machine->status == FASTI_OK;
}

bool
fasti_word(struct fasti_session *session, const struct fasti_word *word, const xmlNode *node, char **text)
{
  xmlXPathObjectPtr object;
  xmlChar *string;

  *text = NULL;
  if (!word->expr) {
    *text = fasti_strdup(word->text);
    return true;
  }
  object = fasti_session_evaluate(session, word->expr, node);
  if (!object)
    return false;
  string = xmlXPathCastToString(object);
  *text = fasti_strdup((const char *)string);
  xmlFree(string);
  xmlXPathFreeObject(object);
  return true;
}

static bool
param_value(struct fasti_session *session, const struct fasti_param *param, const xmlNode *node, xmlNodePtr *holder)
{
  xmlXPathObjectPtr object = fasti_session_evaluate(session, param->expr, node);
  bool found;

  *holder = NULL;
  if (!object)
    return false;
  found = object->type == XPATH_NODESET && object->nodesetval && object->nodesetval->nodeNr;
  xmlXPathFreeObject(object);
  if (param->location && !found) {
    fasti_session_error(session, "error.execution", node, NULL, "\"%s\" names no place in the data",
                        fasti_expr_text(param->expr));
    return false;
  }
  return fasti_value(session, &(struct fasti_value){.expr = param->expr}, node, holder);
}

static bool
add_params(struct fasti_session *session, const struct fasti_payload *payload, const xmlNode *node, bool tolerant,
           xmlNodePtr holder)
{
  for (int i = 0; i < payload->count; i++) {
    xmlNodePtr value;

    if (!payload->params[i].expr || !param_value(session, &payload->params[i], node, &value)) {
      if (tolerant)
        continue;
      return false;
    }
    xmlNodeSetName(value, BAD_CAST "data");
    xmlSetProp(value, BAD_CAST "id", BAD_CAST payload->params[i].name);
    xmlAddChild(holder, value);
  }
  return true;
}

bool
fasti_payload(struct fasti_session *session, const struct fasti_payload *payload, const xmlNode *node, bool tolerant,
              xmlNodePtr *holder)
{
  *holder = NULL;
  if (payload->has_content)
    return fasti_value(session, &payload->content, node, holder);
  if (!payload->count)
    return true;
  *holder = fasti_holder_new(session, "data");
  if (add_params(session, payload, node, tolerant, *holder))
    return true;
  xmlFreeNode(*holder);
  *holder = NULL;
  return false;
}
