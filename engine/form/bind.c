/* engine/form/bind.c - the binds of a model, and the order in which fields are calculated; see doc/forms.md.
 *
 * Messages that it can give: a bind without a path, with a predicate, that selects no field, of an unknown type, with
 * an unknown attribute; two calculations or types of one field; fields that need each other in a circle.
 */
#include "config.h"

#include <string.h>

#include "engine/form/room.h"

static void
check_attributes(const xmlNode *node, struct fasti_messages *messages)
{
  static const char *const known[] = {"nodeset",  "ref",        "id",        "type",    "required",
                                      "relevant", "constraint", "calculate", "readonly"};

  for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
    const char *name = (const char *)attr->name, *ns = attr->ns ? (const char *)attr->ns->href : NULL;
    bool good = ns && strcmp(ns, FASTI_NS_PROCEDURE) == 0 && (strcmp(name, "message") == 0 || strcmp(name, "law") == 0 ||
                                                            strcmp(name, "confidential") == 0 ||
                                                            strcmp(name, "covers") == 0);

    for (size_t i = 0; !ns && i < sizeof known / sizeof *known; i++)
      good = good || strcmp(name, known[i]) == 0;
    if (!good)
      fasti_error_at(messages, fasti_xml_place(node), "a bind does not know the attribute %s%s",
                     ns && strcmp(ns, FASTI_NS_PROCEDURE) == 0 ? "f:" : "", name);
  }
}

struct binding {
  struct fasti_form *form;
  struct bind *bind;
  struct fasti_messages *messages;
};

static void
apply(void *self, struct field *field)
{
  struct binding *binding = self;
  const struct bind *bind = binding->bind;
  struct rule *rule = fasti_arena_alloc(binding->form->arena, sizeof *rule);
  const char *path = *field->path ? field->path : ".";

  if (!binding->bind->first)
    binding->bind->first = field;
  if ((bind->type || bind->calculate) && !field->leaf)
    fasti_error_at(binding->messages, fasti_xml_place(bind->node), "%s has parts: only fields have a type or a value",
                   path);
  if (bind->calculate && field->calculated)
    fasti_error_at(binding->messages, fasti_xml_attribute_place(bind->node, "calculate"), "%s is calculated twice",
                   path);
  if (bind->type)
    field->type = bind->type;
  if (bind->calculate)
    field->calculated = bind;
  if (bind->confidential)
    field->secret = bind;
  rule->bind = bind;
  *field->rule_end = rule;
  field->rule_end = &rule->next;
}

static void read_binds(struct fasti_form *form, const xmlNode *parent, struct field *context,
                       struct fasti_messages *messages);

static void
read_properties(struct fasti_form *form, struct bind *bind, struct fasti_messages *messages)
{
  const xmlNode *node = bind->node;
  const char *type = fasti_xml_attribute(node, NULL, "type");

  bind->id = fasti_xml_attribute(node, NULL, "id");
  bind->message = form_template(form, node, "message", messages);
  bind->law = form_law(form, node);
  bind->confidential = fasti_xml_attribute(node, FASTI_NS_PROCEDURE, "confidential");
  bind->covers = fasti_xml_attribute(node, FASTI_NS_PROCEDURE, "covers");
  bind->required = form_expr(form, node, "required", messages);
  bind->relevant = form_expr(form, node, "relevant", messages);
  bind->readonly = form_expr(form, node, "readonly", messages);
  bind->constraint = form_expr(form, node, "constraint", messages);
  bind->calculate = form_expr(form, node, "calculate", messages);
  if (type) {
    bind->type = type_find(form, node, type);
    if (!bind->type)
      fasti_error_at(messages, fasti_xml_attribute_place(node, "type"),
                     "there is no type %s: expected one of xs: or of the form's schemas", type);
  }
}

static void
read_bind(struct fasti_form *form, const xmlNode *node, struct field *context, struct fasti_messages *messages)
{
  const char *attribute = fasti_xml_attribute(node, NULL, "nodeset") ? "nodeset" : "ref";
  struct bind *bind = fasti_arena_alloc(form->arena, sizeof *bind);
  struct binding binding = {.form = form, .bind = bind, .messages = messages};
  struct fasti_place place = fasti_xml_attribute_place(node, attribute);

  bind->node = node;
  check_attributes(node, messages);
  read_properties(form, bind, messages);
  bind->nodeset = form_expr(form, node, attribute, messages);
  *form->bind_end = bind;
  form->bind_end = &bind->next;
  if (!bind->nodeset) {
    fasti_error_at(messages, place, "a bind needs nodeset=\"...\": the fields that it is about");
    return;
  }
  if (fasti_expr_is_bad(bind->nodeset))
    return;
  if (strchr(fasti_expr_text(bind->nodeset), '['))
    fasti_error_at(messages, place,
                   "a bind is about all fields of a path: put the condition into its rules, not into [ ]");
  else if (form_select(form, bind->nodeset, context, apply, &binding) == 0)
    fasti_error_at(messages, place, "%s is no field of the instance", fasti_expr_text(bind->nodeset));
  read_binds(form, node, bind->first, messages);
}

static void
read_binds(struct fasti_form *form, const xmlNode *parent, struct field *context, struct fasti_messages *messages)
{
  for (const xmlNode *child = fasti_xml_first(parent); child; child = fasti_xml_next(child))
    if (fasti_xml_is(child, FASTI_NS_XFORMS, "bind"))
      read_bind(form, child, context, messages);
}

void
binds_read(struct fasti_form *form, const xmlNode *model, struct fasti_messages *messages)
{
  read_binds(form, model, NULL, messages);
}

/* Sorting: depth first along what a field needs. */

struct sorting {
  struct fasti_form *form;
  struct fasti_messages *messages;
  struct field *field; /* whose needs are looked at */
  const struct fasti_expr *expr;
  size_t count;
};

static void visit(struct sorting *sorting, struct field *field);

static void
need(void *self, struct field *needed)
{
  struct sorting *sorting = self;
  struct field *field = sorting->field;
  const struct fasti_expr *expr = sorting->expr;

  /* What has parts has no value of its own. */
  if (!needed->leaf)
    return;
  if (needed->mark == 1) {
    fasti_error_at(sorting->messages, fasti_expr_place(expr),
                   "%s needs %s, which in turn needs it: calculations must not go in a circle", field->path,
                   needed == field ? "itself" : needed->path);
    return;
  }
  visit(sorting, needed);
  sorting->field = field;
  sorting->expr = expr;
}

static void
need_path(void *self, const char *path)
{
  struct sorting *sorting = self;
  struct fasti_expr *expr = fasti_expr_compile(path, NULL, (struct fasti_place){.file = NULL}, NULL);

  form_select(sorting->form, expr, sorting->field, need, sorting);
  fasti_expr_free(expr);
}

static void
need_expr(struct sorting *sorting, struct field *field, const struct fasti_expr *expr)
{
  sorting->field = field;
  sorting->expr = expr;
  if (expr)
    fasti_expr_paths(expr, need_path, sorting);
}

static void
visit(struct sorting *sorting, struct field *field)
{
  if (field->mark != 0)
    return;
  field->mark = 1;
  /* Whether a part is relevant depends on the whole. */
  if (field->parent && field->parent->mark == 1)
    fasti_error_at(sorting->messages, fasti_expr_place(sorting->expr),
                   "whether %s is relevant depends on %s, which is a part of it: calculations must not go in a circle",
                   *field->parent->path ? field->parent->path : ".", field->path);
  else if (field->parent)
    visit(sorting, field->parent);
  for (const struct rule *rule = field->rules; rule; rule = rule->next) {
    need_expr(sorting, field, rule->bind->relevant);
    need_expr(sorting, field, rule->bind->calculate);
  }
  field->mark = 2;
  sorting->form->order[sorting->count++] = field;
}

void
form_sort(struct fasti_form *form, struct fasti_messages *messages)
{
  struct sorting sorting = {.form = form, .messages = messages};

  form->order = fasti_alloc(form->field_count * sizeof(struct field *));
  for (struct field *field = form->fields; field; field = field->next)
    visit(&sorting, field);
}
