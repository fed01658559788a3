/* engine/table/load.c - reading a DMN document: its elements, what they require, their logic in that order.
 *
 * OMG DMN 1.3, 1.4, 1.5. Messages that it can give: another version, an import, elements without id, name or type, what
 * is required and is not there, requirements that go in a circle or too deep; and those of types, logic and
 * expressions.
 */
#include "config.h"

#include <string.h>

#include "engine/table/room.h"

static const char *const namespaces[] = {
  "https://www.omg.org/spec/DMN/20191111/MODEL/", /* 1.3 */
  "https://www.omg.org/spec/DMN/20211108/MODEL/", /* 1.4 */
  "https://www.omg.org/spec/DMN/20230324/MODEL/", /* 1.5 */
};

bool
fasti_model_is(const xmlNode *root)
{
  for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++)
    if (fasti_xml_is(root, namespaces[i], "definitions"))
      return true;
  return false;
}

const char *
tidy(struct fasti_arena *arena, const char *text)
{
  char *out = fasti_arena_alloc(arena, strlen(text) + 1), *at = out;

  for (text += strspn(text, " \t\r\n"); *text;) {
    size_t blanks = strspn(text, " \t\r\n");

    text += blanks;
    if (blanks && *text)
      *at++ = ' ';
    else if (*text)
      *at++ = *text++;
    if (blanks && *text)
      *at++ = *text++;
  }
  return out;
}

const char *
element_text(struct fasti_arena *arena, const xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent(node);
  const char *begin = (const char *)content + strspn((const char *)content, " \t\r\n"), *copy;
  size_t size = strlen(begin);

  while (size > 0 && strchr(" \t\r\n", begin[size - 1]))
    size--;
  copy = fasti_arena_copy(arena, begin, size);
  xmlFree(content);
  return copy;
}

bool
dmn_is(const struct loader *loader, const xmlNode *node, const char *name)
{
  return fasti_xml_is(node, loader->ns, name);
}

const xmlNode *
dmn_child(const struct loader *loader, const xmlNode *node, const char *name)
{
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    if (dmn_is(loader, child, name))
      return child;
  return NULL;
}

/* -- elements -- */

static const char *const item_elements[] = {"inputData", "decision", "businessKnowledgeModel"};

static int
item_kind(const struct loader *loader, const xmlNode *node)
{
  for (int kind = ITEM_INPUT; kind <= ITEM_KNOWLEDGE; kind++)
    if (dmn_is(loader, node, item_elements[kind]))
      return kind;
  return -1;
}

static struct item *
read_item(struct loader *loader, const xmlNode *node, enum item_kind kind)
{
  struct item *item = fasti_arena_alloc(loader->arena, sizeof *item);
  const xmlNode *variable = dmn_child(loader, node, "variable");
  const char *name = variable ? fasti_xml_attribute(variable, NULL, "name") : NULL,
             *type = variable ? fasti_xml_attribute(variable, NULL, "typeRef") : NULL;

  if (!name)
    name = fasti_xml_attribute(node, NULL, "name");
  *item = (struct item){.kind = kind, .at = node, .place = fasti_xml_place(node)};
  item->id = fasti_xml_attribute(node, NULL, "id");
  item->name = tidy(loader->arena, name ? name : "");
  item->type = find_type(loader, type, variable ? fasti_xml_place(variable) : item->place);
  if (!*item->name)
    fasti_error_at(loader->messages, item->place, "<%s> needs a name", item_elements[kind]);
  if (!item->id)
    fasti_error_at(loader->messages, item->place, "<%s> needs an id, by which others require it", item_elements[kind]);
  if (kind == ITEM_INPUT && item->type->kind == KIND_ANY)
    fasti_error_at(loader->messages, item->place,
                   "the input \"%s\" needs a type: <variable name=\"%s\" typeRef=\"...\"/>", item->name, item->name);
  return item;
}

static void
check_unique(struct loader *loader, const struct item *item)
{
  for (size_t i = 0; i < item->index; i++) {
    const struct item *other = loader->model->items[i];

    if (item->id && other->id && strcmp(item->id, other->id) == 0)
      fasti_error_at(loader->messages, item->place, "there is another element with the id \"%s\"", item->id);
    if (*item->name && strcmp(item->name, other->name) == 0)
      fasti_error_at(loader->messages, item->place, "there is another element with the name \"%s\"", item->name);
  }
}

static void
read_items(struct loader *loader, const xmlNode *definitions)
{
  static const char *const ignored[] = {
    "itemDefinition",       "extensionElements", "description",     "knowledgeSource",
    "textAnnotation",       "association",       "group",           "elementCollection",
    "performanceIndicator", "organizationUnit",  "decisionService", "businessContextElement"};
  struct fasti_model *model = loader->model;
  size_t count = 0;

  for (const xmlNode *child = fasti_xml_first(definitions); child; child = fasti_xml_next(child))
    count++;
  model->items = fasti_arena_alloc(loader->arena, (count + 1) * sizeof *model->items);
  for (const xmlNode *child = fasti_xml_first(definitions); child; child = fasti_xml_next(child)) {
    int kind = item_kind(loader, child);
    bool known = !child->ns || strcmp((const char *)child->ns->href, loader->ns) != 0;

    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
      known = known || dmn_is(loader, child, ignored[i]);
    if (kind >= 0) {
      struct item *item = read_item(loader, child, (enum item_kind)kind);

      item->index = model->item_count;
      model->items[model->item_count++] = item;
      check_unique(loader, item);
    } else if (!known) {
      fasti_error_at(loader->messages, fasti_xml_place(child),
                     "<%s> is not supported: a model is one file of inputs, decisions and knowledge models",
                     child->name);
    }
  }
}

/* -- requirements -- */

static struct item *
find_required(struct loader *loader, const xmlNode *node, const char *id)
{
  const char *hash = id ? strrchr(id, '#') : NULL;

  for (size_t i = 0; hash && i < loader->model->item_count; i++)
    if (loader->model->items[i]->id && strcmp(loader->model->items[i]->id, hash + 1) == 0)
      return loader->model->items[i];
  fasti_error_at(loader->messages, fasti_xml_place(node), "what is required here, \"%s\", is not in the model",
                 id ? id : "");
  return NULL;
}

static void
add_required(struct loader *loader, struct item *item, const xmlNode *requirement)
{
  static const struct {
    const char *name;
    enum item_kind kind;
  } references[] = {
    {"requiredInput", ITEM_INPUT}, {"requiredDecision", ITEM_DECISION}, {"requiredKnowledge", ITEM_KNOWLEDGE}};
  struct item *required = NULL;

  for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
    const xmlNode *node = dmn_child(loader, requirement, references[i].name);

    if (!node)
      continue;
    required = find_required(loader, node, fasti_xml_attribute(node, NULL, "href"));
    if (!required)
      return;
    if (required->kind != references[i].kind)
      fasti_error_at(loader->messages, fasti_xml_place(node), "\"%s\" is no <%s>", required->name,
                     item_elements[references[i].kind]);
    else
      item->required[item->required_count++] = required;
    required->needed = true;
    return;
  }
  fasti_error_at(loader->messages, fasti_xml_place(requirement), "<%s> must say what is required", requirement->name);
}

static void
read_requirements(struct loader *loader, struct item *item)
{
  size_t count = 0;

  for (const xmlNode *child = fasti_xml_first(item->at); child; child = fasti_xml_next(child))
    count++;
  item->required = fasti_arena_alloc(loader->arena, (count + 1) * sizeof *item->required);
  for (const xmlNode *child = fasti_xml_first(item->at); child; child = fasti_xml_next(child))
    if (dmn_is(loader, child, "informationRequirement") || dmn_is(loader, child, "knowledgeRequirement"))
      add_required(loader, item, child);
}

/* -- logic -- */

static const struct scope *
item_scope(struct loader *loader, const struct item *item)
{
  struct scope *scopes =
    fasti_arena_alloc(loader->arena, (item->required_count + item->parameter_count + 1) * sizeof *scopes);
  const struct scope *scope = NULL;
  size_t count = 0;

  for (size_t i = 0; i < item->required_count; i++) {
    const struct item *required = item->required[i];

    scopes[count] =
      (struct scope){scope, required->name, required->type, required->kind == ITEM_KNOWLEDGE ? required : NULL};
    scope = &scopes[count++];
  }
  for (size_t i = 0; i < item->parameter_count; i++) {
    scopes[count] = (struct scope){scope, item->parameters[i], item->parameter_types[i], NULL};
    scope = &scopes[count++];
  }
  return scope;
}

static const xmlNode *
read_parameters(struct loader *loader, struct item *item)
{
  const xmlNode *logic = dmn_child(loader, item->at, "encapsulatedLogic");
  const char *kind = logic ? fasti_xml_attribute(logic, NULL, "kind") : NULL;
  size_t count = 0;

  if (!logic) {
    fasti_error_at(loader->messages, item->place, "\"%s\" needs <encapsulatedLogic>", item->name);
    return NULL;
  }
  if (kind && strcmp(kind, "FEEL") != 0)
    fasti_error_at(loader->messages, fasti_xml_place(logic), "functions of kind \"%s\" are not supported, only FEEL",
                   kind);
  for (const xmlNode *child = fasti_xml_first(logic); child; child = fasti_xml_next(child))
    count += dmn_is(loader, child, "formalParameter");
  item->parameters = fasti_arena_alloc(loader->arena, (count + 1) * sizeof *item->parameters);
  item->parameter_types = fasti_arena_alloc(loader->arena, (count + 1) * sizeof *item->parameter_types);
  for (const xmlNode *child = fasti_xml_first(logic); child; child = fasti_xml_next(child)) {
    const char *name = fasti_xml_attribute(child, NULL, "name");

    if (!dmn_is(loader, child, "formalParameter"))
      continue;
    if (!name || !*name)
      fasti_error_at(loader->messages, fasti_xml_place(child), "the parameter needs a name");
    item->parameters[item->parameter_count] = tidy(loader->arena, name ? name : "");
    item->parameter_types[item->parameter_count++] =
      find_type(loader, fasti_xml_attribute(child, NULL, "typeRef"), fasti_xml_place(child));
  }
  return logic;
}

static void
check_result(struct loader *loader, struct item *item)
{
  bool single = item->type->kind == KIND_LIST && item->type->item && types_meet(item->type->item, item->logic->type);

  if (item->type->kind == KIND_ANY)
    item->type = item->logic->type;
  else if (!types_meet(item->type, item->logic->type) && !single && item->logic->type->kind != KIND_LIST)
    fasti_error_at(loader->messages, item->place, "\"%s\" is declared to be of type %s, but its logic gives %s",
                   item->name, item->type->name, item->logic->type->name);
}

/* Read what is required first. @arg depth how many elements wait for this one */
static void
read_item_logic(struct loader *loader, struct item *item, int depth)
{
  const xmlNode *logic = item->at;

  if (item->state == 2)
    return;
  if (item->state == 1 || depth > TABLE_CHAIN) {
    if (item->state == 1)
      fasti_error_at(loader->messages, item->place, "\"%s\" requires itself, by way of others", item->name);
    else
      fasti_error_at(loader->messages, item->place, "more than %d elements require each other in a row", TABLE_CHAIN);
    return;
  }
  item->state = 1;
  for (size_t i = 0; i < item->required_count; i++)
    read_item_logic(loader, loader->model->items[item->required[i]->index], depth + 1);
  if (item->kind == ITEM_KNOWLEDGE)
    logic = read_parameters(loader, item);
  if (item->kind != ITEM_INPUT && logic) {
    size_t errors = fasti_messages_errors(loader->messages);

    item->logic = read_logic(loader, logic, item_scope(loader, item), item->name);
    if (item->logic)
      check_result(loader, item);
    else if (fasti_messages_errors(loader->messages) == errors)
      fasti_error_at(loader->messages, item->place,
                     "\"%s\" has no logic: expected a decision table, a literal expression, ...", item->name);
  }
  item->state = 2;
}

/* -- documents -- */

static enum fasti_status
check_root(struct loader *loader, const xmlNode *root)
{
  const char *language = fasti_xml_attribute(root, NULL, "expressionLanguage");
  size_t i = 0;

  if (!fasti_model_is(root)) {
    fasti_error_at(
      loader->messages, fasti_xml_place(root),
      "<%s> of the namespace \"%s\" begins no decision model: expected <definitions> of DMN 1.3, 1.4 or 1.5 "
      "(%s)",
      root->name, root->ns ? (const char *)root->ns->href : "", namespaces[2]);
    return FASTI_DEFINITION;
  }
  while (!fasti_xml_is(root, namespaces[i], "definitions"))
    i++;
  loader->ns = namespaces[i];
  if (!language || strstr(language, "FEEL"))
    return FASTI_OK;
  fasti_error_at(loader->messages, fasti_xml_attribute_place(root, "expressionLanguage"),
                 "expressions in the language \"%s\" are not supported, only FEEL", language);
  return FASTI_DEFINITION;
}

static void
free_document(void *doc)
{
  fasti_xml_free(doc);
}

static enum fasti_status
read_model(struct loader *loader)
{
  const xmlNode *root = xmlDocGetRootElement(loader->model->doc);
  struct fasti_model *model = loader->model;
  size_t errors = fasti_messages_errors(loader->messages), decisions = 0;

  if (check_root(loader, root) != FASTI_OK)
    return FASTI_DEFINITION;
  read_types(loader, root);
  read_items(loader, root);
  for (size_t i = 0; i < model->item_count; i++)
    read_requirements(loader, model->items[i]);
  for (size_t i = 0; i < model->item_count; i++) {
    read_item_logic(loader, model->items[i], 0);
    decisions += model->items[i]->kind == ITEM_DECISION;
  }
  if (decisions == 0)
    fasti_error_at(loader->messages, fasti_xml_place(root), "the model has no <decision>");
  return fasti_messages_errors(loader->messages) > errors ? FASTI_DEFINITION : FASTI_OK;
}

enum fasti_status
fasti_model_load(const char *name, struct fasti_slice bytes, struct fasti_messages *messages, struct fasti_model **out)
{
  struct fasti_messages *own = messages ? messages : fasti_messages_new(NULL, NULL);
  struct fasti_arena *arena = fasti_arena_new();
  struct fasti_model *model = fasti_arena_alloc(arena, sizeof *model);
  struct loader loader = {.model = model, .arena = arena, .messages = own};
  enum fasti_status status;

  *out = NULL;
  model->arena = arena;
  status = fasti_xml_parse(name, bytes, own, &model->doc);
  if (status == FASTI_OK) {
    fasti_arena_tie(arena, free_document, model->doc);
    status = read_model(&loader);
  }
  if (status == FASTI_OK)
    *out = model;
  else
    fasti_arena_free(arena);
  if (!messages)
    fasti_messages_free(own);
  return status;
}

void
fasti_model_free(struct fasti_model *model)
{
  if (model)
    fasti_arena_free(model->arena);
}

static const struct item *
item_at(const struct fasti_model *model, enum item_kind kind, size_t index)
{
  for (size_t i = 0; i < model->item_count; i++)
    if (model->items[i]->kind == kind && index-- == 0)
      return model->items[i];
  return NULL;
}

const char *
fasti_model_decision_at(const struct fasti_model *model, size_t index)
{
  const struct item *item = item_at(model, ITEM_DECISION, index);

  return item ? item->name : NULL;
}

const char *
fasti_model_input_at(const struct fasti_model *model, size_t index, const char **type)
{
  const struct item *item = item_at(model, ITEM_INPUT, index);

  if (item && type)
    *type = item->type->name;
  return item ? item->name : NULL;
}
