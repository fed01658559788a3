/* engine/form/control.c - the controls of a page, read; see doc/forms.md.
 *
 * Messages that it can give: a control that is unknown, has no field, several or none that exists, no label, no
 * choices; a list without items or within a selection.
 */
#include "config.h"

#include <string.h>

#include "engine/form/room.h"

static const struct {
  const char *name;
  enum fasti_control_kind kind;
  bool needs_field;
} kinds[] = {
  {"input", FASTI_CONTROL_INPUT, true},     {"textarea", FASTI_CONTROL_TEXTAREA, true},
  {"secret", FASTI_CONTROL_SECRET, true},   {"select", FASTI_CONTROL_SELECT, true},
  {"select1", FASTI_CONTROL_SELECT1, true}, {"upload", FASTI_CONTROL_UPLOAD, true},
  {"output", FASTI_CONTROL_OUTPUT, false},  {"trigger", FASTI_CONTROL_TRIGGER, false},
  {"submit", FASTI_CONTROL_SUBMIT, false},  {"group", FASTI_CONTROL_GROUP, false},
  {"switch", FASTI_CONTROL_GROUP, false},   {"case", FASTI_CONTROL_GROUP, false},
  {"repeat", FASTI_CONTROL_REPEAT, true},
};

/* Space of the file's layout is one space, or none at the ends. */
static char *
collapse(xmlChar *text)
{
  size_t kept = 0;
  bool space = false;

  for (const xmlChar *at = text; *at; at++) {
    if (strchr(" \t\r\n", *at)) {
      space = true;
      continue;
    }
    if (space && kept)
      text[kept++] = ' ';
    space = false;
    text[kept++] = *at;
  }
  text[kept] = '\0';
  return (char *)text;
}

char *
text_content(const xmlNode *node)
{
  xmlChar *text = xmlNodeGetContent(node);

  return collapse(text ? text : xmlCharStrdup(""));
}

static int
language_fits(const xmlNode *node, const char *language)
{
  const char *is = fasti_xml_attribute(node, (const char *)XML_XML_NAMESPACE, "lang");
  size_t size = language ? strcspn(language, "-_") : 0;

  if (!language || !is)
    return 0;
  if (xmlStrcasecmp((const xmlChar *)is, (const xmlChar *)language) == 0)
    return 2;
  return strcspn(is, "-_") == size && strncmp(is, language, size) == 0 ? 1 : 0;
}

char *
control_text(const xmlNode *node, const char *name, const char *language)
{
  const xmlNode *best = NULL;

  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (fasti_xml_is(child, FASTI_NS_XFORMS, name) &&
        (!best || language_fits(child, language) > language_fits(best, language)))
      best = child;
  return best ? text_content(best) : NULL;
}

static void
take_field(void *self, struct field *field)
{
  struct field **found = self;

  *found = field;
}

static struct field *
field_of_bind(struct fasti_form *form, const xmlNode *node, const char *id, struct fasti_messages *messages)
{
  for (const struct bind *bind = form->binds; bind; bind = bind->next)
    if (bind->id && strcmp(bind->id, id) == 0)
      return bind->first;
  fasti_error_at(messages, fasti_xml_attribute_place(node, "bind"), "there is no bind with the id %s", id);
  return NULL;
}

/* The field that ref, nodeset or bind names. */
static struct field *
field_of(struct fasti_form *form, const xmlNode *node, struct field *context, struct fasti_messages *messages)
{
  const char *bind = fasti_xml_attribute(node, NULL, "bind");
  const char *attribute = fasti_xml_attribute(node, NULL, "ref") ? "ref" : "nodeset";
  struct fasti_expr *expr;
  struct field *field = NULL;
  size_t count;

  if (bind)
    return field_of_bind(form, node, bind, messages);
  expr = form_expr(form, node, attribute, messages);
  if (!expr || fasti_expr_is_bad(expr))
    return NULL;
  count = form_select(form, expr, context, take_field, &field);
  if (count == 0)
    fasti_error_at(messages, fasti_xml_attribute_place(node, attribute), "%s is no field of the instance%s%s",
                   fasti_expr_text(expr), context && *context->path ? " at " : "", context ? context->path : "");
  else if (count > 1)
    fasti_error_at(messages, fasti_xml_attribute_place(node, attribute), "%s is several fields: a control has one",
                   fasti_expr_text(expr));
  return count == 1 ? field : NULL;
}

static void
add_control(struct control *parent, struct control *control)
{
  if (parent->last)
    parent->last->next = control;
  else
    parent->first = control;
  parent->last = control;
}

static bool
has_child(const xmlNode *node, const char *name)
{
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (fasti_xml_is(child, FASTI_NS_XFORMS, name))
      return true;
  return false;
}

static void
read_itemset(struct fasti_form *form, struct control *control, const xmlNode *node, struct fasti_messages *messages)
{
  control->itemset = form_expr(form, node, fasti_xml_attribute(node, NULL, "nodeset") ? "nodeset" : "ref", messages);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child)) {
    const char *attribute = fasti_xml_attribute(child, NULL, "ref") ? "ref" : "value";

    if (fasti_xml_is(child, FASTI_NS_XFORMS, "label"))
      control->item_label = form_expr(form, child, attribute, messages);
    else if (fasti_xml_is(child, FASTI_NS_XFORMS, "value"))
      control->item_value = form_expr(form, child, attribute, messages);
  }
  if (!control->itemset || !control->item_label || !control->item_value)
    fasti_error_at(messages, fasti_xml_place(node),
                   "an itemset needs nodeset=\"...\", a label with ref and a value with ref");
}

/* Items of a selection, which may stand in choices. @return how many there are, itemsets included */
static size_t
read_choices(struct fasti_form *form, struct control *control, const xmlNode *node, struct fasti_messages *messages)
{
  size_t count = 0;

  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child)) {
    if (fasti_xml_is(child, FASTI_NS_XFORMS, "choices")) {
      count += read_choices(form, control, child, messages);
    } else if (fasti_xml_is(child, FASTI_NS_XFORMS, "itemset")) {
      read_itemset(form, control, child, messages);
      count++;
    } else if (fasti_xml_is(child, FASTI_NS_XFORMS, "item")) {
      count++;
      if (!has_child(child, "label") || !has_child(child, "value"))
        fasti_error_at(messages, fasti_xml_place(child), "an item needs a label and a value");
    }
  }
  return count;
}

static void read_controls(struct fasti_form *form, struct control *parent, const xmlNode *node, struct field *context,
                          struct fasti_messages *messages);

static void
check_control(struct fasti_form *form, struct control *control, struct fasti_messages *messages)
{
  const xmlNode *node = control->node;
  const char *name = (const char *)node->name;
  bool holds = control->kind == FASTI_CONTROL_GROUP || control->kind == FASTI_CONTROL_REPEAT;

  if (control->kind == FASTI_CONTROL_REPEAT && control->field)
    control->field->list = control->field->parent && control->field->node->type == XML_ELEMENT_NODE;
  if (!holds && control->field && !control->field->leaf)
    fasti_error_at(messages, fasti_xml_place(node), "%s has parts: a control shows one field",
                   *control->field->path ? control->field->path : ".");
  if (!holds && control->kind != FASTI_CONTROL_OUTPUT && !has_child(node, "label"))
    fasti_error_at(messages, fasti_xml_place(node), "this %s has no label", name);
  if ((control->kind == FASTI_CONTROL_SELECT || control->kind == FASTI_CONTROL_SELECT1) &&
      read_choices(form, control, node, messages) == 0)
    fasti_error_at(messages, fasti_xml_place(node), "this %s has nothing to choose from: expected item or itemset",
                   name);
  /* What names the field to people: an output only if nothing else does, a repeat only if no control inside it does. */
  if (control->field && control->kind != FASTI_CONTROL_GROUP &&
      (!control->field->control || control->field->control->kind == FASTI_CONTROL_OUTPUT ||
       (control->field->control->kind == FASTI_CONTROL_REPEAT && control->kind != FASTI_CONTROL_OUTPUT)))
    control->field->control = control;
}

static bool
read_control(struct fasti_form *form, struct control *parent, const xmlNode *node, struct field *context,
             struct fasti_messages *messages)
{
  struct control *control;
  size_t kind = 0;

  while (kind < sizeof kinds / sizeof *kinds && !fasti_xml_is(node, FASTI_NS_XFORMS, kinds[kind].name))
    kind++;
  if (kind == sizeof kinds / sizeof *kinds)
    return false;
  control = fasti_arena_alloc(form->arena, sizeof *control);
  control->kind = kinds[kind].kind;
  control->node = node;
  control->field = field_of(form, node, context, messages);
  if (control->kind == FASTI_CONTROL_OUTPUT)
    control->value = form_expr(form, node, "value", messages);
  if (kinds[kind].needs_field && !control->field && !fasti_xml_attribute(node, NULL, "ref") &&
      !fasti_xml_attribute(node, NULL, "nodeset") && !fasti_xml_attribute(node, NULL, "bind"))
    fasti_error_at(messages, fasti_xml_place(node), "this %s has no field: expected %s=\"...\"", kinds[kind].name,
                   control->kind == FASTI_CONTROL_REPEAT ? "nodeset" : "ref");
  add_control(parent, control);
  check_control(form, control, messages);
  if (control->kind == FASTI_CONTROL_GROUP || control->kind == FASTI_CONTROL_REPEAT)
    read_controls(form, control, node, control->field ? control->field : context, messages);
  return true;
}

static bool
is_text(const xmlNode *node)
{
  static const char *const names[] = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "caption"};

  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (fasti_xml_is(node, NS_XHTML, names[i]))
      return true;
  return false;
}

static bool
has_controls(const xmlNode *node)
{
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if ((child->ns && xmlStrEqual(child->ns->href, (const xmlChar *)FASTI_NS_XFORMS)) || has_controls(child))
      return true;
  return false;
}

static void
read_controls(struct fasti_form *form, struct control *parent, const xmlNode *node, struct field *context,
              struct fasti_messages *messages)
{
  static const char *const notes[] = {"label", "hint", "help", "alert"};

  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child)) {
    const char *ns = child->ns ? (const char *)child->ns->href : "";
    bool note = false;

    if (read_control(form, parent, child, context, messages))
      continue;
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
      note = note || fasti_xml_is(child, FASTI_NS_XFORMS, notes[i]);
    if (note || fasti_xml_is(child, FASTI_NS_XFORMS, "model"))
      continue;
    if (strcmp(ns, FASTI_NS_XFORMS) == 0) {
      fasti_error_at(messages, fasti_xml_place(child), "<%s> is not a control that forms know",
                     (const char *)child->name);
    } else if (is_text(child) && !has_controls(child)) {
      struct control *text = fasti_arena_alloc(form->arena, sizeof *text);

      *text = (struct control){.kind = FASTI_CONTROL_TEXT, .node = child};
      add_control(parent, text);
    } else {
      read_controls(form, parent, child, context, messages);
    }
  }
}

/* A control shows one field: what is within a list must be shown within its repeat. */
static void
check_lists(const struct control *parent, const struct field *item, struct fasti_messages *messages)
{
  for (const struct control *control = parent->first; control; control = control->next) {
    bool repeat = control->kind == FASTI_CONTROL_REPEAT;
    const struct field *field = control->field && repeat ? control->field->parent : control->field;

    if (repeat && control->field && !control->field->list)
      fasti_error_at(messages, fasti_xml_place(control->node), "only an element below the root can be a list");
    for (; field && field != item; field = field->parent)
      if (field->list)
        fasti_error_at(messages, fasti_xml_place(control->node), "%s is a list: show it in a repeat of it",
                       field->path);
    check_lists(control, repeat && control->field ? control->field : item, messages);
  }
}

void
controls_read(struct fasti_form *form, const xmlNode *body, struct fasti_messages *messages)
{
  form->page = fasti_arena_alloc(form->arena, sizeof *form->page);
  form->page->node = body;
  read_controls(form, form->page, body, form->fields, messages);
  check_lists(form->page, NULL, messages);
}
