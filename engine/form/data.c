/* engine/form/data.c - a form being filled in: its instance, and calculating; see form.h.
 *
 * Every element and attribute of the instance has a slot with what was typed and what is known of it. Everything is
 * calculated anew when somebody looks after a change: fields in the order in which they need each other, so each
 * expression runs once.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/form/room.h"

struct slot *
slot_of(const xmlNode *node)
{
  return node->_private;
}

static void
put_text(xmlNodePtr node, const char *text)
{
  xmlNodePtr child;

  if (strcmp(node_text(node), text) == 0)
    return;
  while ((child = node->children)) {
    xmlUnlinkNode(child);
    xmlFreeNode(child);
  }
  if (!*text)
    return;
  child = xmlNewDocText(node->doc, (const xmlChar *)text);
  if (!child)
    abort();
  child->parent = node;
  node->children = node->last = child;
}

static void
add_slot(struct fasti_form_data *data, xmlNodePtr node, struct field *field)
{
  struct slot *slot = fasti_arena_alloc(data->arena, sizeof *slot);

  *slot = (struct slot){.field = field, .node = node, .relevant = true};
  slot->kept = fasti_arena_strdup(data->arena, node_text(node));
  node->_private = slot;
}

/* Give slots to a copy of a pattern node and to all below it; lists begin without items. */
static void
add_slots(struct fasti_form_data *data, xmlNodePtr node, const xmlNode *pattern)
{
  const xmlNode *twin = fasti_xml_first(pattern);
  const xmlAttr *like = pattern->properties;
  xmlNodePtr next;

  add_slot(data, node, pattern->_private);
  for (xmlAttr *attr = node->properties; attr; attr = attr->next, like = like->next)
    add_slot(data, (xmlNodePtr)attr, like->_private);
  for (xmlNodePtr child = fasti_xml_first(node); child; child = next, twin = fasti_xml_next(twin)) {
    next = fasti_xml_next(child);
    if (((struct field *)twin->_private)->list) {
      xmlUnlinkNode(child);
      xmlFreeNode(child);
    } else {
      add_slots(data, child, twin);
    }
  }
}

static xmlNodePtr
copy_pattern(struct fasti_form_data *data, const struct field *field)
{
  xmlNodePtr copy = xmlDocCopyNode(field->node, data->doc, 1);

  if (!copy)
    abort();
  return copy;
}

/* Where the node of FIELD belongs below PARENT: before the first node of a later field. */
static xmlNodePtr
place_for(const struct field *field, const xmlNode *parent)
{
  for (const xmlNode *later = fasti_xml_next(field->node); later; later = fasti_xml_next(later))
    for (xmlNodePtr node = fasti_xml_first(parent); node; node = fasti_xml_next(node))
      if (slot_of(node)->field == later->_private)
        return node;
  return NULL;
}

xmlNodePtr
data_add_item(struct fasti_form_data *data, const struct field *field, xmlNodePtr parent)
{
  xmlNodePtr item = copy_pattern(data, field), before = place_for(field, parent);

  if (before)
    xmlAddPrevSibling(before, item);
  else
    xmlAddChild(parent, item);
  add_slots(data, item, field->node);
  return item;
}

xmlNodePtr
data_first(const struct field *field, const xmlNode *parent)
{
  xmlNodePtr node = fasti_xml_first(parent);

  while (node && slot_of(node)->field != field)
    node = fasti_xml_next(node);
  return node;
}

xmlNodePtr
data_next(const struct field *field, const xmlNode *node)
{
  xmlNodePtr next = fasti_xml_next(node);

  while (next && slot_of(next)->field != field)
    next = fasti_xml_next(next);
  return next;
}

int
data_count(const struct field *field, const xmlNode *parent)
{
  int count = 0;

  for (xmlNodePtr node = data_first(field, parent); node; node = data_next(field, node))
    count++;
  return count;
}

struct field *
field_part(const struct field *parent, struct fasti_slice name)
{
  for (const xmlAttr *attr = parent->node->properties; attr; attr = attr->next)
    if (fasti_slice_is(name, ((struct field *)attr->_private)->name))
      return attr->_private;
  for (const xmlNode *child = fasti_xml_first(parent->node); child; child = fasti_xml_next(child))
    if (fasti_slice_is(name, ((struct field *)child->_private)->name))
      return child->_private;
  return NULL;
}

xmlNodePtr
data_attribute(const struct field *field, const xmlNode *parent)
{
  for (xmlAttr *attr = parent->properties; attr; attr = attr->next)
    if (slot_of((xmlNodePtr)attr)->field == field)
      return (xmlNodePtr)attr;
  return NULL;
}

xmlNodePtr
data_node(const struct field *field, xmlNodePtr item)
{
  xmlNodePtr parent;

  if (!field || !item)
    return NULL;
  if (item->doc == field->node->doc)
    return field->node;
  if (slot_of(item)->field == field)
    return item;
  if (!field->parent)
    return xmlDocGetRootElement(item->doc);
  parent = data_node(field->parent, item);
  if (!parent)
    return NULL;
  return field->node->type == XML_ATTRIBUTE_NODE ? data_attribute(field, parent) : data_first(field, parent);
}

void
data_path(const xmlNode *node, struct fasti_buffer *out)
{
  const struct field *field = slot_of(node)->field;
  int number = 1;

  if (!field->parent)
    return;
  data_path(node->parent, out);
  fasti_buffer_printf(out, "%s%s", out->size ? "/" : "", field->name);
  if (!field->list)
    return;
  for (const xmlNode *other = data_first(field, node->parent); other != node; other = data_next(field, other))
    number++;
  fasti_buffer_printf(out, "[%d]", number);
}

/* Taking over earlier data. */

struct field *
field_twin(const struct field *parent, const xmlNode *node)
{
  char *name = fasti_alloc(strlen((const char *)node->name) + 2);
  struct field *field;

  strcpy(name, node->type == XML_ATTRIBUTE_NODE ? "@" : "");
  strcat(name, (const char *)node->name);
  field = field_part(parent, fasti_slice_of(name));
  fasti_free(name);
  return field;
}

static void
take_text(struct fasti_form_data *data, xmlNodePtr node, const xmlNode *from)
{
  xmlChar *text = xmlNodeGetContent(from);
  struct slot *slot = slot_of(node);

  slot->kept = fasti_arena_strdup(data->arena, (const char *)text);
  slot->early = *slot->kept != '\0';
  xmlFree(text);
}

static void
take_over(struct fasti_form_data *data, xmlNodePtr node, const xmlNode *from)
{
  const struct field *field = slot_of(node)->field;

  for (const xmlAttr *attr = from->properties; attr; attr = attr->next) {
    const struct field *part = field_twin(field, (const xmlNode *)attr);

    if (part)
      take_text(data, data_attribute(part, node), (const xmlNode *)attr);
  }
  if (field->leaf)
    take_text(data, node, from);
  for (const xmlNode *child = fasti_xml_first(from); child; child = fasti_xml_next(child)) {
    const struct field *part = field_twin(field, child);

    if (!part)
      continue;
    if (!part->list)
      take_over(data, data_first(part, node), child);
    else if (data_count(part, node) < FASTI_FORM_ITEMS)
      take_over(data, data_add_item(data, part, node), child);
  }
}

static const char *
translate(void *self, const char *english)
{
  const struct fasti_form_data *data = self;

  return fasti_messages_translate(data->told, english);
}

struct fasti_form_data *
fasti_form_open(const struct fasti_form *form, struct fasti_evaluator *evaluator, const struct fasti_scope *scope,
                const char *language, const xmlNode *prefill)
{
  struct fasti_form_data *data = fasti_alloc(sizeof *data);
  xmlNodePtr root;

  data->arena = fasti_arena_new();
  data->form = form;
  data->own = evaluator ? NULL : fasti_evaluator_new(NULL, 0);
  data->evaluator = evaluator ? evaluator : data->own;
  data->scope = scope;
  data->language = fasti_arena_strdup(data->arena, language);
  data->failures = fasti_messages_new(translate, data);
  data->doc = xmlNewDoc((const xmlChar *)"1.0");
  if (!data->doc)
    abort();
  root = copy_pattern(data, form->fields);
  xmlDocSetRootElement(data->doc, root);
  add_slots(data, root, form->fields->node);
  if (prefill)
    take_over(data, root, prefill);
  data->dirty = true;
  return data;
}

struct fasti_form_data *
fasti_form_look(const struct fasti_form *form, const char *language, const xmlNode *filled)
{
  struct fasti_form_data *data = fasti_form_open(form, NULL, NULL, language, filled);

  data->still = true;
  data->dirty = false;
  return data;
}

void
fasti_form_close(struct fasti_form_data *data)
{
  if (!data)
    return;
  xmlFreeDoc(data->doc);
  fasti_messages_free(data->failures);
  fasti_evaluator_free(data->own);
  fasti_arena_free(data->arena);
  fasti_free(data);
}

/* Calculating. */

static void
failed(struct fasti_form_data *data, enum fasti_status status)
{
  if (data->status == FASTI_OK)
    data->status = status == FASTI_LIMIT ? FASTI_LIMIT : FASTI_DEFINITION;
}

bool
data_holds(struct fasti_form_data *data, const struct fasti_expr *expr, xmlNodePtr node, bool otherwise)
{
  bool holds = otherwise;
  enum fasti_status status;

  if (!expr || data->still)
    return otherwise;
  status = fasti_evaluate_boolean(data->evaluator, expr, data->scope, node, data->failures, &holds);
  if (status == FASTI_OK)
    return holds;
  failed(data, status);
  return otherwise;
}

bool
field_is_fixed(const struct field *field)
{
  const struct fasti_expr *readonly = field->calculated ? field->calculated->readonly : NULL;

  return field->calculated && !(readonly && strcmp(fasti_expr_text(readonly), "false()") == 0);
}

static void
calculate(struct fasti_form_data *data, struct slot *slot)
{
  const struct field *field = slot->field;
  struct fasti_buffer text = {0};
  enum fasti_status status;
  const char *value = slot->typed ? slot->typed : slot->kept;

  if (field_is_fixed(field) || (field->calculated && !slot->typed && !slot->early)) {
    status = fasti_evaluate_string(data->evaluator, field->calculated->calculate, data->scope, slot->node,
                                   data->failures, &text);
    if (status != FASTI_OK)
      failed(data, status);
    value = text.at && status == FASTI_OK ? text.at : "";
  }
  put_text(slot->node, slot->relevant ? value : "");
  fasti_buffer_free(&text);
}

static void
settle_slot(struct fasti_form_data *data, struct slot *slot)
{
  const struct slot *parent = slot->node->parent->type == XML_ELEMENT_NODE ? slot_of(slot->node->parent) : NULL;
  const struct field *field = slot->field;

  slot->relevant = !parent || parent->relevant;
  for (const struct rule *rule = field->rules; rule; rule = rule->next)
    slot->relevant = slot->relevant && data_holds(data, rule->bind->relevant, slot->node, true);
  if (field->leaf)
    calculate(data, slot);
}

/* What does not change values: after all of them are known. */
static void
settle_rules(struct fasti_form_data *data, struct slot *slot)
{
  const struct slot *parent = slot->node->parent->type == XML_ELEMENT_NODE ? slot_of(slot->node->parent) : NULL;

  slot->readonly = (parent && parent->readonly) || field_is_fixed(slot->field);
  slot->required = false;
  for (const struct rule *rule = slot->field->rules; rule; rule = rule->next) {
    slot->readonly = slot->readonly || data_holds(data, rule->bind->readonly, slot->node, false);
    slot->required = slot->required || data_holds(data, rule->bind->required, slot->node, false);
  }
}

/* Chain the slots of each field, in document order; FIRSTS and LASTS are numbered as the fields are. */
struct chains {
  struct slot **first;
  struct slot **last;
};

static void
chain(struct chains *chains, xmlNodePtr node)
{
  struct slot *slot = slot_of(node);
  size_t at = (size_t)slot->field->number;

  slot->twin = NULL;
  if (chains->last[at])
    chains->last[at]->twin = slot;
  else
    chains->first[at] = slot;
  chains->last[at] = slot;
  for (xmlAttr *attr = node->type == XML_ELEMENT_NODE ? node->properties : NULL; attr; attr = attr->next)
    chain(chains, (xmlNodePtr)attr);
  for (xmlNodePtr child = node->type == XML_ELEMENT_NODE ? fasti_xml_first(node) : NULL; child;
       child = fasti_xml_next(child))
    chain(chains, child);
}

static void
settle_all(struct fasti_form_data *data, const struct chains *chains)
{
  const struct fasti_form *form = data->form;

  fasti_messages_clear(data->failures);
  data->status = FASTI_OK;
  for (size_t i = 0; i < form->field_count; i++)
    for (struct slot *slot = chains->first[form->order[i]->number]; slot; slot = slot->twin)
      settle_slot(data, slot);
  for (const struct field *field = form->fields; field; field = field->next)
    for (struct slot *slot = chains->first[field->number]; slot; slot = slot->twin)
      settle_rules(data, slot);
}

void
data_settle(struct fasti_form_data *data)
{
  struct chains chains;

  if (!data->dirty)
    return;
  data->dirty = false;
  chains.first = fasti_alloc(data->form->field_count * sizeof(struct slot *));
  chains.last = fasti_alloc(data->form->field_count * sizeof(struct slot *));
  chain(&chains, xmlDocGetRootElement(data->doc));
  settle_all(data, &chains);
  fasti_free(chains.first);
  fasti_free(chains.last);
}
