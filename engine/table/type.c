/* engine/table/type.c - item definitions; whether a value is of a type; values read from text.
 *
 * DMN 1.5, section 7.3. Messages that it can give: a type that there is not, that is made of itself, that is not
 * supported; what is wrong in allowed values.
 */
#include "config.h"

#include <string.h>

#include "engine/list.h"
#include "engine/table/room.h"

static const struct {
  const char *name;
  const struct type *type;
} built_in[] = {
  {"Any", &type_any},
  {"boolean", &type_boolean},
  {"number", &type_number},
  {"string", &type_text},
  {"date", &type_date},
  {"days and time duration", &type_days},
  {"dayTimeDuration", &type_days},
  {"years and months duration", &type_months},
  {"yearMonthDuration", &type_months},
  {"context", &type_context},
  {"list", &type_list},
};

static const struct type *
find_built_in(const char *name)
{
  const char *colon = strchr(name, ':');

  name = colon ? colon + 1 : name;
  for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
    if (strcmp(built_in[i].name, name) == 0)
      return built_in[i].type;
  return NULL;
}

static const struct node *
read_allowed(struct loader *loader, const xmlNode *node, const struct type *type)
{
  const xmlNode *allowed = dmn_child(loader, node, "allowedValues"), *text;

  if (!allowed)
    allowed = dmn_child(loader, node, "typeConstraint");
  text = allowed ? dmn_child(loader, allowed, "text") : NULL;
  if (!allowed)
    return NULL;
  if (text)
    return parse_tests(loader, element_text(loader->arena, text), fasti_xml_place(text), NULL, type);
  fasti_error_at(loader->messages, fasti_xml_place(allowed), "expected <text> with what is allowed");
  return NULL;
}

static const struct type *read_type(struct loader *loader, const xmlNode *node, const char *name);

static void
read_components(struct loader *loader, const xmlNode *node, struct type *type)
{
  struct component *components;
  size_t count = 0;

  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    count += dmn_is(loader, child, "itemComponent");
  components = fasti_arena_alloc(loader->arena, count * sizeof *components);
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child)) {
    const char *name = fasti_xml_attribute(child, NULL, "name");

    if (!dmn_is(loader, child, "itemComponent"))
      continue;
    name = tidy(loader->arena, name ? name : "");
    if (!*name)
      fasti_error_at(loader->messages, fasti_xml_place(child), "the component needs a name");
    for (size_t i = 0; i < type->count; i++)
      if (strcmp(components[i].name, name) == 0)
        fasti_error_at(loader->messages, fasti_xml_place(child), "there is another component \"%s\"", name);
    components[type->count++] = (struct component){name, read_type(loader, child, name)};
  }
  type->kind = KIND_CONTEXT;
  type->components = components;
}

/* Of an item definition or component. */
static const struct type *
read_type(struct loader *loader, const xmlNode *node, const char *name)
{
  struct type *type = fasti_arena_alloc(loader->arena, sizeof *type), *list;
  const xmlNode *reference = dmn_child(loader, node, "typeRef");
  const char *collection = fasti_xml_attribute(node, NULL, "isCollection");
  const struct node *allowed;

  *type = type_any;
  if (reference)
    *type = *find_type(loader, element_text(loader->arena, reference), fasti_xml_place(reference));
  else if (dmn_child(loader, node, "itemComponent"))
    read_components(loader, node, type);
  else
    fasti_error_at(loader->messages, fasti_xml_place(node), "the type \"%s\" needs <typeRef> or <itemComponent>", name);
  type->name = name;
  allowed = read_allowed(loader, node, type);
  if (allowed)
    type->allowed = allowed;
  if (!collection || strcmp(collection, "true") != 0)
    return type;
  list = fasti_arena_alloc(loader->arena, sizeof *list);
  *list = (struct type){.name = name, .kind = KIND_LIST, .item = type};
  return list;
}

void
read_types(struct loader *loader, const xmlNode *definitions)
{
  size_t count = 0;

  for (const xmlNode *child = fasti_xml_first(definitions); child; child = fasti_xml_next(child))
    count += dmn_is(loader, child, "itemDefinition");
  loader->declared = fasti_arena_alloc(loader->arena, count * sizeof *loader->declared);
  for (const xmlNode *child = fasti_xml_first(definitions); child; child = fasti_xml_next(child)) {
    const char *name = fasti_xml_attribute(child, NULL, "name");

    if (!dmn_is(loader, child, "itemDefinition"))
      continue;
    name = tidy(loader->arena, name ? name : "");
    for (size_t i = 0; i < loader->declared_count; i++)
      if (strcmp(loader->declared[i].name, name) == 0)
        fasti_error_at(loader->messages, fasti_xml_place(child), "there is another type \"%s\"", name);
    loader->declared[loader->declared_count++] = (struct declared){.name = name, .at = child};
  }
  for (size_t i = 0; i < loader->declared_count; i++)
    find_type(loader, loader->declared[i].name, fasti_xml_place(loader->declared[i].at));
}

static const struct type *
declared_type(struct loader *loader, struct declared *declared, struct fasti_place place)
{
  if (declared->type)
    return declared->type;
  if (declared->reading) {
    fasti_error_at(loader->messages, place, "the type \"%s\" is made of itself", declared->name);
    return &type_any;
  }
  declared->reading = true;
  declared->type = read_type(loader, declared->at, declared->name);
  declared->reading = false;
  return declared->type;
}

const struct type *
find_type(struct loader *loader, const char *name, struct fasti_place place)
{
  const struct type *type;

  if (!name || !*name)
    return &type_any;
  for (size_t i = 0; i < loader->declared_count; i++)
    if (strcmp(loader->declared[i].name, name) == 0)
      return declared_type(loader, &loader->declared[i], place);
  type = find_built_in(name);
  if (type)
    return type;
  fasti_error_at(loader->messages, place,
                 "there is no type \"%s\": expected an item definition of the model, or boolean, number, string, date, "
                 "days and time duration, years and months duration",
                 name);
  return &type_any;
}

/* -- values -- */

static bool
members_have_type(struct eval *eval, const struct value *value, const struct type *type)
{
  if (value->kind == KIND_LIST)
    for (size_t i = 0; type->item && i < value->count; i++)
      if (!value_has_type(eval, value->items[i], type->item))
        return false;
  if (value->kind == KIND_CONTEXT)
    for (size_t i = 0; i < type->count; i++) {
      const struct value *member = value_entry(value, type->components[i].name);

      if (!member || !value_has_type(eval, member, type->components[i].type))
        return false;
    }
  return true;
}

bool
value_has_type(struct eval *eval, const struct value *value, const struct type *type)
{
  if (value->kind == KIND_NULL || !eval_spend(eval, 1))
    return true;
  if (type->kind != KIND_ANY && type->kind != value->kind)
    return false;
  if (!members_have_type(eval, value, type))
    return false;
  return !type->allowed || evaluate_tests(eval, type->allowed, value, NULL) == &value_true;
}

/* A text that FEEL writes: a list, a context. @return NULL when it is no constant */
static const struct value *
read_literal(struct fasti_arena *arena, const char *text)
{
  struct loader loader = {.arena = arena};
  struct node *node = parse_expression(&loader, text, (struct fasti_place){0}, NULL);

  return node ? constant_value(arena, node) : NULL;
}

/* Words, each an item. */
static const struct value *
read_words(struct fasti_arena *arena, const struct type *type, const char *text)
{
  const struct value **items = fasti_arena_alloc(arena, (strlen(text) / 2 + 1) * sizeof *items);
  struct fasti_slice word;
  size_t count = 0;

  while (fasti_list_next(&text, &word)) {
    const char *copy = fasti_arena_copy(arena, word.at, word.size);

    items[count] = type->item ? value_read(arena, type->item, copy) : value_text(arena, copy);
    if (!items[count++])
      return NULL;
  }
  return value_list(arena, items, count);
}

const struct value *
value_read(struct fasti_arena *arena, const struct type *type, const char *text)
{
  const struct value *value = NULL;
  struct number number;
  int32_t day;

  switch (type->kind) {
  case KIND_BOOLEAN:
    return strcmp(text, "true") == 0 ? &value_true : strcmp(text, "false") == 0 ? &value_false : NULL;
  case KIND_NUMBER:
    return number_parse(fasti_slice_of(text), &number) == FASTI_OK ? value_number(arena, number) : NULL;
  case KIND_DATE:
    return fasti_day_parse(fasti_slice_of(text), &day) == FASTI_OK ? value_day(arena, day) : NULL;
  case KIND_DAYS:
  case KIND_MONTHS:
    value = value_duration_parse(arena, fasti_slice_of(text));
    return value && value->kind == type->kind ? value : NULL;
  case KIND_LIST:
    if (text[strspn(text, " \t\r\n")] != '[')
      return read_words(arena, type, text);
    value = read_literal(arena, text);
    return value && value->kind == KIND_LIST ? value : NULL;
  case KIND_CONTEXT:
    value = read_literal(arena, text);
    return value && value->kind == KIND_CONTEXT ? value : NULL;
  default:
    return value_text(arena, fasti_arena_strdup(arena, text));
  }
}

const char *
type_expected(struct fasti_arena *arena, const struct fasti_messages *messages, const struct type *type)
{
  const char *text = N_("a text");

  if (type->allowed && messages)
    return fasti_arena_printf(arena, "%s: %s", fasti_messages_translate(messages, N_("one of")), type->allowed->text);
  switch (type->kind) {
  case KIND_BOOLEAN:
    text = N_("true or false");
    break;
  case KIND_NUMBER:
    text = N_("a number of at most 34 digits, for example 1260.5");
    break;
  case KIND_DATE:
    text = N_("a date that exists, for example 2026-02-28");
    break;
  case KIND_DAYS:
    text = N_("a duration in days, for example P30D");
    break;
  case KIND_MONTHS:
    text = N_("a duration in years and months, for example P1Y6M");
    break;
  case KIND_LIST:
    text = N_("words separated by spaces, or a list as [\"a\", \"b\"]");
    break;
  case KIND_CONTEXT:
    text = N_("each component by its name, or all as {name: value, ...}");
    break;
  default:
    break;
  }
  return messages ? fasti_messages_translate(messages, text) : text;
}
