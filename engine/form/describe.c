/* engine/form/describe.c - the controls of a form as they are now, for programs and pages that show it; see form.h.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/form/room.h"

struct showing {
  struct fasti_form_data *data;
  void (*visit)(void *self, const struct fasti_control *control);
  void *self;
  int depth;
  const struct field *blank; /* the list whose blank item is shown; NULL */
  const xmlNode *above;      /* the element of the data that will hold it */
};

static char *
text_at(struct fasti_form_data *data, const struct fasti_expr *expr, xmlNodePtr node)
{
  struct fasti_buffer text = {0};

  if (expr && !data->still && fasti_evaluate_string(data->evaluator, expr, data->scope, node, data->failures, &text) != FASTI_OK)
    data->status = data->status == FASTI_OK ? FASTI_DEFINITION : data->status;
  return fasti_buffer_take(&text);
}

static void
visit_itemset(struct fasti_form_data *data, const struct control *control, xmlNodePtr node,
              void (*use)(void *self, const char *label, const char *value), void *self)
{
  xmlXPathObjectPtr nodes = NULL;

  if (data->still)
    return;
  if (fasti_evaluate(data->evaluator, control->itemset, data->scope, node, data->failures, &nodes) != FASTI_OK)
    data->status = data->status == FASTI_OK ? FASTI_DEFINITION : data->status;
  for (int i = 0; nodes && nodes->type == XPATH_NODESET && nodes->nodesetval && i < nodes->nodesetval->nodeNr; i++) {
    char *label = text_at(data, control->item_label, nodes->nodesetval->nodeTab[i]);
    char *value = text_at(data, control->item_value, nodes->nodesetval->nodeTab[i]);

    use(self, label, value);
    fasti_free(label);
    fasti_free(value);
  }
  xmlXPathFreeObject(nodes);
}

static void
visit_choices(struct fasti_form_data *data, const struct control *control, const xmlNode *parent, xmlNodePtr node,
              void (*use)(void *self, const char *label, const char *value), void *self)
{
  for (const xmlNode *child = fasti_xml_first(parent); child; child = fasti_xml_next(child)) {
    if (fasti_xml_is(child, FASTI_NS_XFORMS, "choices")) {
      visit_choices(data, control, child, node, use, self);
    } else if (fasti_xml_is(child, FASTI_NS_XFORMS, "itemset")) {
      visit_itemset(data, control, node, use, self);
    } else if (fasti_xml_is(child, FASTI_NS_XFORMS, "item")) {
      char *label = control_text(child, "label", data->language), *value = control_text(child, "value", NULL);

      use(self, label ? label : "", value ? value : "");
      xmlFree(label);
      xmlFree(value);
    }
  }
}

void
choices_visit(struct fasti_form_data *data, const struct control *control, xmlNodePtr node,
              void (*use)(void *self, const char *label, const char *value), void *self)
{
  visit_choices(data, control, control->node, node, use, self);
}

struct choices {
  struct fasti_choice *items;
  size_t count;
  const char *value;
  bool many;
};

static bool
is_chosen(const struct choices *choices, const char *value)
{
  const char *at = choices->value;
  size_t size;

  if (!choices->many)
    return strcmp(at, value) == 0;
  for (at += strspn(at, " \t\n"); *at; at += size + strspn(at + size, " \t\n")) {
    size = strcspn(at, " \t\n");
    if (fasti_slice_is((struct fasti_slice){.at = at, .size = size}, value))
      return true;
  }
  return false;
}

static void
add_choice(void *self, const char *label, const char *value)
{
  struct choices *choices = self;

  choices->items = fasti_realloc(choices->items, (choices->count + 1) * sizeof *choices->items);
  choices->items[choices->count++] = (struct fasti_choice){
    .label = fasti_strdup(label), .value = fasti_strdup(value), .chosen = is_chosen(choices, value)};
}

static void
free_choices(struct choices *choices)
{
  for (size_t i = 0; i < choices->count; i++) {
    fasti_free((char *)choices->items[i].label);
    fasti_free((char *)choices->items[i].value);
  }
  fasti_free(choices->items);
}

/* The node below COPY that stands where NODE stands below PATTERN. */
static xmlNodePtr
twin_of(const xmlNode *pattern, xmlNodePtr copy, const xmlNode *node)
{
  xmlNodePtr parent, twin;

  if (node == pattern)
    return copy;
  parent = twin_of(pattern, copy, node->parent);
  if (node->type == XML_ATTRIBUTE_NODE)
    return (xmlNodePtr)xmlHasProp(parent, node->name);
  twin = parent->children;
  for (const xmlNode *before = node->prev; before; before = before->prev)
    twin = twin->next;
  return twin;
}

/* A rule of a blank item sees the fields around it: while it is looked at, a copy of the item stands in the data. */
static void
show_blank(struct showing *showing, const struct field *field, const xmlNode *node, struct fasti_control *shown)
{
  xmlNodePtr above = (xmlNodePtr)(uintptr_t)showing->above;
  xmlNodePtr item = xmlDocCopyNode(showing->blank->node, above->doc, 1), there;

  xmlAddChild(above, item);
  there = twin_of(showing->blank->node, item, node);
  for (const struct rule *rule = field->rules; rule; rule = rule->next) {
    shown->required = shown->required || data_holds(showing->data, rule->bind->required, there, false);
    shown->readonly = shown->readonly || data_holds(showing->data, rule->bind->readonly, there, false);
    shown->relevant = shown->relevant && data_holds(showing->data, rule->bind->relevant, there, true);
  }
  xmlUnlinkNode(item);
  xmlFreeNode(item);
}

/* What a field is now; for a blank item, by the rules as they would be for it. */
static void
show_field(struct showing *showing, const struct field *field, xmlNodePtr node, struct fasti_control *shown)
{
  const bool blank = node->doc == showing->data->form->pattern;
  const struct slot *slot = blank ? NULL : slot_of(node);

  shown->type = base_name(field->type->base);
  shown->named = field->type->name;
  for (const struct rule *rule = field->rules; rule; rule = rule->next)
    if (rule->bind->law)
      shown->law = rule->bind->law;
  shown->relevant = !slot || slot->relevant;
  shown->readonly = slot ? slot->readonly : field_is_fixed(field);
  shown->required = slot && slot->required;
  if (blank)
    show_blank(showing, field, node, shown);
  if (field->leaf)
    shown->value = node_text(node);
}

/* The path of a node; below a blank item, the path that it will have. */
static void
show_path(const struct showing *showing, const struct field *field, const xmlNode *node, struct fasti_buffer *path)
{
  if (node->doc != showing->data->form->pattern) {
    data_path(node, path);
    return;
  }
  if (field == showing->blank)
    data_path(showing->above, path);
  else
    show_path(showing, field->parent, field->parent->node, path);
  fasti_buffer_printf(path, "%s%s%s", path->size ? "/" : "", field->name, field->list ? "[1]" : "");
}

static void show_controls(struct showing *showing, const struct control *parent, xmlNodePtr item);

static void
show(struct showing *showing, const struct control *control, xmlNodePtr node, struct fasti_control shown)
{
  const struct field *field = control->field;
  const char *language = showing->data->language;
  char *label =
    control->kind == FASTI_CONTROL_TEXT ? text_content(control->node) : control_text(control->node, "label", language);
  char *hint = control_text(control->node, "hint", language), *help = control_text(control->node, "help", language);
  char *output = control->value ? text_at(showing->data, control->value, node) : NULL;
  const char *selection = fasti_xml_attribute(control->node, NULL, "selection");
  struct fasti_buffer path = {0};
  struct choices choices = {.many = control->kind == FASTI_CONTROL_SELECT};

  shown.label = label ? label : "";
  shown.hint = hint ? hint : "";
  shown.help = help ? help : "";
  shown.open = selection && strcmp(selection, "open") == 0;
  if (field && node) {
    show_field(showing, field, node, &shown);
    show_path(showing, field, node, &path);
  }
  if (output)
    shown.value = output;
  shown.path = path.at && (control->kind != FASTI_CONTROL_GROUP || field) ? path.at : "";
  choices.value = shown.value;
  if (choices.many || control->kind == FASTI_CONTROL_SELECT1)
    choices_visit(showing->data, control, node, add_choice, &choices);
  shown.choices = choices.items;
  shown.choice_count = choices.count;
  showing->visit(showing->self, &shown);
  free_choices(&choices);
  fasti_buffer_free(&path);
  fasti_free(output);
  xmlFree(help);
  xmlFree(hint);
  xmlFree(label);
}

static const struct fasti_control nothing = {
  .path = "", .label = "", .hint = "", .help = "", .type = "string", .named = "string", .law = "", .value = "",
  .relevant = true};

static void
show_item(struct showing *showing, const struct control *control, xmlNodePtr item)
{
  struct fasti_control shown = nothing;
  struct fasti_buffer path = {0};

  show_path(showing, control->field, item, &path);
  shown.kind = FASTI_CONTROL_ITEM;
  shown.depth = showing->depth;
  shown.path = path.at ? path.at : "";
  show_field(showing, control->field, item, &shown);
  showing->visit(showing->self, &shown);
  fasti_buffer_free(&path);
  showing->depth++;
  show_controls(showing, control, item);
  showing->depth--;
}

/* The list itself, its path without a number, then its items. */
static void
show_repeat(struct showing *showing, const struct control *control, xmlNodePtr context)
{
  const struct field *field = control->field;
  const char *language = showing->data->language;
  const bool blank = context->doc == showing->data->form->pattern;
  xmlNodePtr parent = data_node(field->parent, context), item = blank ? NULL : data_first(field, parent);
  struct fasti_control shown = nothing;
  struct fasti_buffer path = {0};
  char *label = control_text(control->node, "label", language), *hint = control_text(control->node, "hint", language);

  show_path(showing, field->parent, parent, &path);
  fasti_buffer_printf(&path, "%s%s", path.size ? "/" : "", field->name);
  shown.kind = FASTI_CONTROL_REPEAT;
  shown.depth = showing->depth++;
  shown.path = path.at;
  shown.label = label ? label : "";
  shown.hint = hint ? hint : "";
  shown.relevant = blank || slot_of(parent)->relevant;
  shown.readonly = !blank && slot_of(parent)->readonly;
  showing->visit(showing->self, &shown);
  if (!item && !showing->data->still) {
    const struct field *outer = showing->blank;

    if (!outer) {
      showing->blank = field;
      showing->above = parent;
    }
    show_item(showing, control, field->node);
    showing->blank = outer;
  }
  for (; item; item = data_next(field, item))
    show_item(showing, control, item);
  showing->depth--;
  fasti_buffer_free(&path);
  xmlFree(label);
  xmlFree(hint);
}

static void
show_controls(struct showing *showing, const struct control *parent, xmlNodePtr item)
{
  for (const struct control *control = parent->first; control; control = control->next) {
    xmlNodePtr node = control->field ? data_node(control->field, item) : item;
    struct fasti_control shown = nothing;

    if (control->kind == FASTI_CONTROL_REPEAT) {
      show_repeat(showing, control, item);
      continue;
    }
    shown.kind = control->kind;
    shown.depth = showing->depth;
    show(showing, control, node, shown);
    if (control->kind == FASTI_CONTROL_GROUP) {
      showing->depth++;
      show_controls(showing, control, node);
      showing->depth--;
    }
  }
}

void
fasti_form_controls(struct fasti_form_data *data, void (*visit)(void *self, const struct fasti_control *control),
                    void *self)
{
  struct showing showing = {.data = data, .visit = visit, .self = self};

  data_settle(data);
  show_controls(&showing, data->form->page, xmlDocGetRootElement(data->doc));
}

void
fasti_form_covers(const struct fasti_form *form, const char *language,
                  void (*use)(void *self, const struct fasti_form_cover *cover), void *self)
{
  for (const struct bind *bind = form->binds; bind; bind = bind->next) {
    const struct control *control = bind->first ? bind->first->control : NULL;
    char *label = bind->covers && control ? control_text(control->node, "label", language) : NULL;
    struct fasti_form_cover cover = {.covers = bind->covers, .label = label ? label : ""};

    if (bind->covers) {
      cover.path = bind->first ? bind->first->path : "";
      cover.place = fasti_xml_attribute_place(bind->node, "f:covers");
      use(self, &cover);
    }
    xmlFree(label);
  }
}
