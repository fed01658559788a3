/* engine/table/boxed.c - boxed expressions: literal, decision table, context, list, relation, invocation.
 *
 * DMN 1.5, section 10.2. Messages that it can give: kinds that are not supported, what is missing in one.
 */
#include "config.h"

#include <string.h>

#include "engine/table/room.h"

typedef const struct node *reader(struct loader *loader, const xmlNode *node, const struct scope *scope,
                                  const char *owner);

static struct node *
new_boxed(struct loader *loader, const xmlNode *node, enum node_kind kind, size_t count)
{
  struct node *boxed = fasti_arena_alloc(loader->arena, sizeof *boxed);

  *boxed = (struct node){.kind = kind, .type = &type_any, .count = count, .place = fasti_xml_place(node), .text = ""};
  boxed->child = fasti_arena_alloc(loader->arena, (count + 1) * sizeof *boxed->child);
  return boxed;
}

static const struct node *
read_literal_expression(struct loader *loader, const xmlNode *node, const struct scope *scope, const char *owner)
{
  const xmlNode *text = dmn_child(loader, node, "text");
  const char *language = fasti_xml_attribute(node, NULL, "expressionLanguage");
  const struct node *expression;
  const struct type *type;

  (void)owner;
  if (language && !strstr(language, "FEEL")) {
    fasti_error_at(loader->messages, fasti_xml_attribute_place(node, "expressionLanguage"),
                   "expressions in the language \"%s\" are not supported, only FEEL", language);
    return NULL;
  }
  if (!text) {
    fasti_error_at(loader->messages, fasti_xml_place(node), "<%s> needs <text> with the expression", node->name);
    return NULL;
  }
  expression = parse_expression(loader, element_text(loader->arena, text), fasti_xml_place(text), scope);
  type = find_type(loader, fasti_xml_attribute(node, NULL, "typeRef"), fasti_xml_place(node));
  if (expression && !types_meet(type, expression->type))
    fasti_error_at(loader->messages, fasti_xml_place(node),
                   "the expression is declared to be of type %s, but it gives %s: %s", type->name,
                   expression->type->name, expression->text);
  return expression;
}

static size_t
count_children(const struct loader *loader, const xmlNode *node, const char *name)
{
  size_t count = 0;

  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    count += name ? dmn_is(loader, child, name) : is_boxed(loader, child);
  return count;
}

static const struct node *
read_context(struct loader *loader, const xmlNode *node, const struct scope *scope, const char *owner)
{
  size_t count = count_children(loader, node, "contextEntry");
  struct node *boxed = new_boxed(loader, node, NODE_CONTEXT, 0);
  struct component *components = fasti_arena_alloc(loader->arena, (count + 1) * sizeof *components);
  struct scope *scopes = fasti_arena_alloc(loader->arena, (count + 1) * sizeof *scopes);
  struct type *type = fasti_arena_alloc(loader->arena, sizeof *type);
  bool good = true;

  boxed->child = fasti_arena_alloc(loader->arena, (count + 1) * sizeof *boxed->child);
  boxed->names = fasti_arena_alloc(loader->arena, (count + 1) * sizeof *boxed->names);
  for (const xmlNode *entry = fasti_xml_first(node); entry; entry = fasti_xml_next(entry)) {
    const xmlNode *variable = dmn_child(loader, entry, "variable");
    const char *name = variable ? fasti_xml_attribute(variable, NULL, "name") : NULL;
    size_t errors = fasti_messages_errors(loader->messages);
    const struct node *value;

    if (!dmn_is(loader, entry, "contextEntry"))
      continue;
    value = read_logic(loader, entry, scope, name ? tidy(loader->arena, name) : owner);
    if (!value || boxed->count > boxed->name_count) {
      if (fasti_messages_errors(loader->messages) == errors)
        fasti_error_at(loader->messages, fasti_xml_place(entry),
                       "the entry needs an expression, and a <variable> unless it is the last");
      good = false;
      continue;
    }
    boxed->child[boxed->count++] = (struct node *)value;
    if (!name)
      continue;
    components[boxed->name_count] = (struct component){tidy(loader->arena, name), value->type};
    scopes[boxed->name_count] = (struct scope){scope, components[boxed->name_count].name, value->type, NULL};
    scope = &scopes[boxed->name_count];
    boxed->names[boxed->name_count] = components[boxed->name_count].name;
    boxed->name_count++;
  }
  *type = (struct type){.name = "context", .kind = KIND_CONTEXT, .components = components, .count = boxed->name_count};
  boxed->type = boxed->count > boxed->name_count ? boxed->child[boxed->name_count]->type : type;
  return good ? boxed : NULL;
}

static const struct node *
read_list(struct loader *loader, const xmlNode *node, const struct scope *scope, const char *owner)
{
  struct node *boxed = new_boxed(loader, node, NODE_LIST, count_children(loader, node, NULL));
  size_t count = 0;

  boxed->type = &type_list;
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child)) {
    const struct node *item = is_boxed(loader, child) ? read_boxed(loader, child, scope, owner) : NULL;

    if (item)
      boxed->child[count++] = (struct node *)item;
  }
  return count == boxed->count ? boxed : NULL;
}

/* A row of a relation is a context of its columns. */
static const struct node *
read_relation_row(struct loader *loader, const xmlNode *row, const struct scope *scope, const char *owner,
                  const char *const *names, size_t count)
{
  struct node *boxed = new_boxed(loader, row, NODE_CONTEXT, count);
  size_t cells = 0;

  boxed->type = &type_context;
  boxed->names = (const char **)names;
  boxed->name_count = count;
  for (const xmlNode *child = fasti_xml_first(row); child; child = fasti_xml_next(child)) {
    const struct node *cell;

    if (!is_boxed(loader, child))
      continue;
    if (cells == count || !(cell = read_boxed(loader, child, scope, owner)))
      return NULL;
    boxed->child[cells++] = (struct node *)cell;
  }
  if (cells == count)
    return boxed;
  fasti_error_at(loader->messages, fasti_xml_place(row), "the row needs %zu expressions, one for each column", count);
  return NULL;
}

static const struct type *
relation_type(struct loader *loader, const char *const *names, size_t count)
{
  struct component *components = fasti_arena_alloc(loader->arena, (count + 1) * sizeof *components);
  struct type *row = fasti_arena_alloc(loader->arena, sizeof *row),
              *list = fasti_arena_alloc(loader->arena, sizeof *list);

  for (size_t i = 0; i < count; i++)
    components[i] = (struct component){names[i], &type_any};
  *row = (struct type){.name = "context", .kind = KIND_CONTEXT, .components = components, .count = count};
  *list = type_list;
  list->item = row;
  return list;
}

static const struct node *
read_relation(struct loader *loader, const xmlNode *node, const struct scope *scope, const char *owner)
{
  struct node *boxed = new_boxed(loader, node, NODE_LIST, count_children(loader, node, "row"));
  const char **names = fasti_arena_alloc(loader->arena, (count_children(loader, node, "column") + 1) * sizeof *names);
  size_t columns = 0, rows = 0;
  bool good = true;

  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child)) {
    const char *name = fasti_xml_attribute(child, NULL, "name");

    if (dmn_is(loader, child, "column"))
      names[columns++] = tidy(loader->arena, name ? name : "");
  }
  boxed->type = relation_type(loader, names, columns);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (dmn_is(loader, child, "row")) {
      const struct node *row = read_relation_row(loader, child, scope, owner, names, columns);

      boxed->child[rows++] = (struct node *)row;
      good = good && row;
    }
  return good ? boxed : NULL;
}

/* -- invocation -- */

static const struct item *
find_invoked(struct loader *loader, const xmlNode *node, const struct scope *scope)
{
  const xmlNode *literal = dmn_child(loader, node, "literalExpression"),
                *text = literal ? dmn_child(loader, literal, "text") : NULL;
  const char *name = text ? tidy(loader->arena, element_text(loader->arena, text)) : "";

  for (; scope; scope = scope->up)
    if (scope->item && strcmp(scope->name, name) == 0)
      return scope->item;
  fasti_error_at(loader->messages, fasti_xml_place(node), "no knowledge model \"%s\" is required here", name);
  return NULL;
}

static bool
read_binding(struct loader *loader, const xmlNode *binding, const struct scope *scope, struct node *boxed)
{
  const xmlNode *parameter = dmn_child(loader, binding, "parameter");
  const char *name = parameter ? fasti_xml_attribute(parameter, NULL, "name") : NULL;
  const struct node *value;

  for (size_t i = 0; name && i < boxed->count; i++) {
    if (strcmp(tidy(loader->arena, name), boxed->item->parameters[i]) != 0)
      continue;
    value = read_logic(loader, binding, scope, name);
    if (value && !types_meet(value->type, boxed->item->parameter_types[i]))
      fasti_error_at(loader->messages, fasti_xml_place(binding), "the parameter \"%s\" is of type %s, not %s", name,
                     boxed->item->parameter_types[i]->name, value->type->name);
    boxed->child[i] = (struct node *)value;
    return value != NULL;
  }
  fasti_error_at(loader->messages, fasti_xml_place(binding), "\"%s\" has no parameter \"%s\"", boxed->item->name,
                 name ? name : "");
  return false;
}

static const struct node *
read_invocation(struct loader *loader, const xmlNode *node, const struct scope *scope, const char *owner)
{
  const struct item *item = find_invoked(loader, node, scope);
  struct node *boxed;
  bool good = true;

  (void)owner;
  if (!item)
    return NULL;
  boxed = new_boxed(loader, node, NODE_INVOKE, item->parameter_count);
  boxed->item = item;
  boxed->type = item->type;
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (dmn_is(loader, child, "binding"))
      good = read_binding(loader, child, scope, boxed) && good;
  for (size_t i = 0; good && i < boxed->count; i++)
    if (!boxed->child[i]) {
      fasti_error_at(loader->messages, fasti_xml_place(node), "the parameter \"%s\" of \"%s\" is not given",
                     item->parameters[i], item->name);
      good = false;
    }
  return good ? boxed : NULL;
}

/* -- any -- */

static const struct {
  const char *name;
  reader *read; /* NULL: not supported */
} kinds[] = {
  {"literalExpression", read_literal_expression},
  {"decisionTable", read_table},
  {"context", read_context},
  {"list", read_list},
  {"relation", read_relation},
  {"invocation", read_invocation},
  {"functionDefinition", NULL},
  {"conditional", NULL},
  {"filter", NULL},
  {"for", NULL},
  {"some", NULL},
  {"every", NULL},
};

bool
is_boxed(const struct loader *loader, const xmlNode *node)
{
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (dmn_is(loader, node, kinds[i].name))
      return true;
  return false;
}

const struct node *
read_boxed(struct loader *loader, const xmlNode *node, const struct scope *scope, const char *owner)
{
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (dmn_is(loader, node, kinds[i].name) && kinds[i].read)
      return kinds[i].read(loader, node, scope, owner);
  fasti_error_at(loader->messages, fasti_xml_place(node),
                 "<%s> is not supported here: write it as a literal expression, for example if ... then ... else, "
                 "some x in list satisfies ...",
                 node->name);
  return NULL;
}

const struct node *
read_logic(struct loader *loader, const xmlNode *node, const struct scope *scope, const char *owner)
{
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (is_boxed(loader, child))
      return read_boxed(loader, child, scope, owner);
  return NULL;
}
