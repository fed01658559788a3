/* engine/form/load.c - reading a form: the page, its model's instance and types; see form.h and doc/forms.md.
 *
 * Messages that it can give: what is no page with one model, one instance, one root element; elements in it that are
 * there twice; elements of XForms that this program does not know; type libraries that are missing.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/form/room.h"

enum { FIELDS = 2000 };

const char *
node_text(const xmlNode *node)
{
  return node->children && node->children->content ? (const char *)node->children->content : "";
}

static void
free_expr(void *expr)
{
  fasti_expr_free(expr);
}

static void
free_template(void *template_)
{
  fasti_template_free(template_);
}

static void
note_expr(void *self, const struct fasti_expr *expr)
{
  struct fasti_form *form = self;

  if (form->expr_count == form->expr_room) {
    form->expr_room = form->expr_room ? form->expr_room * 2 : 32;
    form->exprs = fasti_realloc(form->exprs, form->expr_room * sizeof *form->exprs);
  }
  form->exprs[form->expr_count++] = expr;
}

static struct fasti_expr *
compile(struct fasti_form *form, const xmlNode *node, const char *text, struct fasti_place place,
        struct fasti_messages *messages)
{
  struct fasti_expr *expr;

  if (!text)
    return NULL;
  expr = fasti_expr_compile(text, node, place, messages);
  fasti_arena_tie(form->arena, free_expr, expr);
  note_expr(form, expr);
  return expr;
}

struct fasti_expr *
form_expr(struct fasti_form *form, const xmlNode *node, const char *attribute, struct fasti_messages *messages)
{
  return compile(form, node, fasti_xml_attribute(node, NULL, attribute), fasti_xml_attribute_place(node, attribute),
                 messages);
}

struct fasti_expr *
form_rule(struct fasti_form *form, const xmlNode *node, const char *attribute, struct fasti_messages *messages)
{
  return compile(form, node, fasti_xml_attribute(node, FASTI_NS_PROCEDURE, attribute),
                 fasti_xml_attribute_place(node, fasti_arena_printf(form->arena, "f:%s", attribute)), messages);
}

struct fasti_template *
form_template(struct fasti_form *form, const xmlNode *node, const char *attribute, struct fasti_messages *messages)
{
  const char *text = fasti_xml_attribute(node, FASTI_NS_PROCEDURE, attribute);
  struct fasti_template *template_;

  if (!text)
    return NULL;
  template_ = fasti_template_compile(
    text, node, fasti_xml_attribute_place(node, fasti_arena_printf(form->arena, "f:%s", attribute)), messages);
  fasti_arena_tie(form->arena, free_template, template_);
  fasti_template_expressions(template_, note_expr, form);
  return template_;
}

const char *
form_law(struct fasti_form *form, const xmlNode *node)
{
  const char *id = fasti_xml_attribute(node, FASTI_NS_PROCEDURE, "law");
  struct law *law, **end = &form->laws;

  if (!id)
    return NULL;
  law = fasti_arena_alloc(form->arena, sizeof *law);
  *law = (struct law){.id = id, .place = fasti_xml_attribute_place(node, "f:law")};
  while (*end)
    end = &(*end)->next;
  *end = law;
  return id;
}

struct selecting {
  void (*use)(void *self, struct field *field);
  void *self;
};

size_t
form_select(struct fasti_form *form, const struct fasti_expr *expr, const struct field *context,
            void (*use)(void *self, struct field *field), void *self)
{
  struct fasti_evaluator *evaluator = fasti_evaluator_new(NULL, 0);
  xmlNodePtr start = context ? context->node : xmlDocGetRootElement(form->pattern);
  xmlXPathObjectPtr value = NULL;
  size_t count = 0;

  if (fasti_evaluate(evaluator, expr, NULL, start, NULL, &value) == FASTI_OK && value->type == XPATH_NODESET)
    for (int i = 0; value->nodesetval && i < value->nodesetval->nodeNr; i++) {
      xmlNodePtr node = value->nodesetval->nodeTab[i];

      if ((node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE) && node->_private) {
        use(self, node->_private);
        count++;
      }
    }
  xmlXPathFreeObject(value);
  fasti_evaluator_free(evaluator);
  return count;
}

/* Make the field of an element or attribute of the pattern. */
static struct field *
add_field(struct fasti_form *form, xmlNodePtr node, struct field *parent)
{
  struct field *field = fasti_arena_alloc(form->arena, sizeof *field);
  const char *at = node->type == XML_ATTRIBUTE_NODE ? "@" : "";

  field->node = node;
  field->parent = parent;
  field->name = fasti_arena_printf(form->arena, "%s%s", at, (const char *)node->name);
  field->path = !parent         ? ""
                : *parent->path ? fasti_arena_printf(form->arena, "%s/%s", parent->path, field->name)
                                : field->name;
  field->leaf = node->type == XML_ATTRIBUTE_NODE || (!fasti_xml_first(node) && parent);
  field->type = form->types;
  while (strcmp(field->type->name, "string") != 0)
    field->type = field->type->next;
  field->rule_end = &field->rules;
  *form->field_end = field;
  form->field_end = &field->next;
  field->number = (int)form->field_count++;
  node->_private = field;
  return field;
}

/* PLACES is the element of the form's own document that the pattern was copied from. */
static void
add_fields(struct fasti_form *form, xmlNodePtr node, const xmlNode *places, struct field *parent,
           struct fasti_messages *messages)
{
  struct field *field = add_field(form, node, parent);
  const xmlNode *place = fasti_xml_first(places);

  if (node->ns)
    fasti_error_at(messages, fasti_xml_place(places),
                   "<%s> is in a namespace: fields have none; write xmlns=\"\" on the instance's root element",
                   (const char *)node->name);
  for (xmlAttr *attr = node->properties; attr; attr = attr->next)
    add_field(form, (xmlNodePtr)attr, field);
  for (xmlNodePtr child = fasti_xml_first(node); child; child = fasti_xml_next(child), place = fasti_xml_next(place)) {
    for (const xmlNode *other = fasti_xml_first(node); other != child; other = fasti_xml_next(other))
      if (xmlStrEqual(other->name, child->name)) {
        fasti_error_at(messages, fasti_xml_place(place),
                       "the field %s is there twice: a list has one element, which a repeat names",
                       (const char *)child->name);
        break;
      }
    if (form->field_count < FIELDS)
      add_fields(form, child, place, field, messages);
  }
}

/* Space between the fields means nothing. */
static void
drop_blanks(xmlNodePtr node)
{
  xmlNodePtr next;

  if (!fasti_xml_first(node))
    return;
  for (xmlNodePtr child = node->children; child; child = next) {
    next = child->next;
    if (child->type == XML_ELEMENT_NODE) {
      drop_blanks(child);
    } else {
      xmlUnlinkNode(child);
      xmlFreeNode(child);
    }
  }
}

static void
read_instance(struct fasti_form *form, const xmlNode *model, struct fasti_messages *messages)
{
  const xmlNode *instance = NULL, *root;
  xmlNodePtr copy;

  for (const xmlNode *child = fasti_xml_first(model); child; child = fasti_xml_next(child))
    if (fasti_xml_is(child, FASTI_NS_XFORMS, "instance")) {
      if (instance)
        fasti_error_at(messages, fasti_xml_place(child), "a second instance: a form has one");
      instance = instance ? instance : child;
    }
  root = instance ? fasti_xml_first(instance) : NULL;
  if (!root || fasti_xml_next(root)) {
    fasti_error_at(messages, fasti_xml_place(instance ? instance : model),
                   "expected an instance with one element that holds the fields");
    return;
  }
  copy = xmlDocCopyNode((xmlNodePtr)root, form->pattern, 1);
  if (!copy)
    abort();
  xmlDocSetRootElement(form->pattern, copy);
  drop_blanks(copy);
  add_fields(form, copy, root, NULL, messages);
  if (form->field_count >= FIELDS)
    fasti_error_at(messages, fasti_xml_place(instance), "the instance has more than %d fields", FIELDS);
}

static void
read_schema_file(struct fasti_form *form, const xmlNode *model, const char *uri, const struct fasti_library *library,
                 struct fasti_messages *messages)
{
  struct fasti_place place = fasti_xml_attribute_place(model, "schema");
  struct fasti_slice bytes;
  const char *name;
  xmlDocPtr doc;

  if (!library || library->find(library->self, place.file, uri, &name, &bytes) != FASTI_OK) {
    fasti_error_at(messages, place, "there is no file %s", uri);
    return;
  }
  if (fasti_xml_parse(name, bytes, messages, &doc) != FASTI_OK)
    return;
  if (fasti_xml_is(xmlDocGetRootElement(doc), NS_SCHEMA, "schema"))
    types_read(form, xmlDocGetRootElement(doc), messages);
  else
    fasti_error_at(messages, fasti_xml_place(xmlDocGetRootElement(doc)), "expected an xs:schema with types");
  fasti_xml_free(doc);
}

static void
read_types(struct fasti_form *form, const xmlNode *model, const struct fasti_library *library,
           struct fasti_messages *messages)
{
  const char *at = fasti_xml_attribute(model, NULL, "schema");

  types_begin(form);
  while (at && *(at += strspn(at, " \t\r\n"))) {
    size_t size = strcspn(at, " \t\r\n");

    /* "#id" is a schema in the model, which is read anyway. */
    if (*at != '#')
      read_schema_file(form, model, fasti_arena_copy(form->arena, at, size), library, messages);
    at += size;
  }
  for (const xmlNode *child = fasti_xml_first(model); child; child = fasti_xml_next(child))
    if (fasti_xml_is(child, NS_SCHEMA, "schema"))
      types_read(form, child, messages);
}

static void
check_model(const xmlNode *model, struct fasti_messages *messages)
{
  for (const xmlNode *child = fasti_xml_first(model); child; child = fasti_xml_next(child))
    if (!fasti_xml_is(child, FASTI_NS_XFORMS, "instance") && !fasti_xml_is(child, FASTI_NS_XFORMS, "bind") &&
        !fasti_xml_is(child, NS_SCHEMA, "schema"))
      fasti_error_at(messages, fasti_xml_place(child),
                     "<%s> is not known in a model: expected instance, bind or schema", (const char *)child->name);
}

/* The first model below NODE, in document order; others are errors. */
static void
find_models(const xmlNode *node, const xmlNode **model, struct fasti_messages *messages)
{
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (!fasti_xml_is(child, FASTI_NS_XFORMS, "model"))
      find_models(child, model, messages);
    else if (*model)
      fasti_error_at(messages, fasti_xml_place(child), "a second model: a form has one");
    else
      *model = child;
}

static const xmlNode *
child_named(const xmlNode *node, const char *name)
{
  const xmlNode *child = node ? fasti_xml_first(node) : NULL;

  while (child && !fasti_xml_is(child, NS_XHTML, name))
    child = fasti_xml_next(child);
  return child;
}

static void
read_page(struct fasti_form *form, const struct fasti_library *library, struct fasti_messages *messages)
{
  const xmlNode *root = xmlDocGetRootElement(form->doc), *model = NULL;
  const xmlNode *title = child_named(child_named(root, "head"), "title"), *body = child_named(root, "body");

  if (!fasti_xml_is(root, NS_XHTML, "html") || !body) {
    fasti_error_at(messages, fasti_xml_place(root), "expected an XHTML page: html with head and body, xmlns=\"%s\"",
                   NS_XHTML);
    return;
  }
  form->title = title ? node_text(title) : "";
  find_models(root, &model, messages);
  if (!model) {
    fasti_error_at(messages, fasti_xml_place(root), "there is no model: expected xf:model in the head");
    return;
  }
  check_model(model, messages);
  read_types(form, model, library, messages);
  read_instance(form, model, messages);
  if (!form->fields)
    return;
  binds_read(form, model, messages);
  controls_read(form, body, messages);
  form_sort(form, messages);
}

enum fasti_status
fasti_form_load(const char *name, struct fasti_slice bytes, const struct fasti_library *library,
                struct fasti_messages *messages, struct fasti_form **out)
{
  struct fasti_messages *told = messages ? messages : fasti_messages_new(NULL, NULL);
  size_t before = fasti_messages_errors(told);
  struct fasti_form *form = fasti_alloc(sizeof *form);
  enum fasti_status status;

  *out = NULL;
  form->arena = fasti_arena_new();
  form->bind_end = &form->binds;
  form->field_end = &form->fields;
  form->pattern = xmlNewDoc((const xmlChar *)"1.0");
  if (!form->pattern)
    abort();
  status = fasti_xml_parse(name, bytes, told, &form->doc);
  if (status == FASTI_OK)
    read_page(form, library, told);
  if (status == FASTI_OK && fasti_messages_errors(told) > before)
    status = FASTI_DEFINITION;
  if (!messages)
    fasti_messages_free(told);
  if (status == FASTI_OK)
    *out = form;
  else
    fasti_form_free(form);
  return status;
}

void
fasti_form_free(struct fasti_form *form)
{
  if (!form)
    return;
  fasti_arena_free(form->arena);
  fasti_free(form->exprs);
  fasti_free(form->order);
  xmlFreeDoc(form->pattern);
  fasti_xml_free(form->doc);
  fasti_free(form);
}

const char *
fasti_form_title(const struct fasti_form *form)
{
  return form->title;
}

const char *
fasti_form_root_name(const struct fasti_form *form)
{
  return form->fields->name;
}

void
fasti_form_expressions(const struct fasti_form *form, void (*use)(void *self, const struct fasti_expr *expr),
                       void *self)
{
  for (size_t i = 0; i < form->expr_count; i++)
    use(self, form->exprs[i]);
}

void
fasti_form_laws(const struct fasti_form *form, void (*use)(void *self, const char *law, struct fasti_place place),
                void *self)
{
  for (const struct law *law = form->laws; law; law = law->next)
    use(self, law->id, law->place);
}

void
fasti_form_secrets(const struct fasti_form *form,
                   void (*use)(void *self, const char *path, const char *roles, struct fasti_place place), void *self)
{
  for (const struct field *field = form->fields; field; field = field->next)
    if (field->secret)
      use(self, field->path, field->secret->confidential, fasti_xml_place(field->secret->node));
}

void
fasti_form_fields(const struct fasti_form *form, void (*use)(void *self, const char *path), void *self)
{
  for (const struct field *field = form->fields; field; field = field->next)
    if (field->leaf)
      use(self, field->path);
}
