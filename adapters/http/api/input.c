/* adapters/http/api/input.c - what requests bring, checked by the tables of their routes; see api.h.
 *
 * Messages: a member or parameter that is not known, missing, or of another type than the description says.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "adapters/http/api/api.h"

enum { DEPTH = 8, FIELDS = 5000, PATH = 1000 };

static const struct http_parameter *
find(const struct http_parameter *table, const char *name)
{
  for (; table && table->name; table++)
    if (strcmp(table->name, name) == 0)
      return table;
  return NULL;
}

static bool check_type(struct http_call *call, const char *field, const char *type, const json_t *value);

static void
wrong(struct http_call *call, const char *field, const char *expected)
{
  fasti_error_field(http_messages(call), field, "expected %s", fasti_messages_translate(http_messages(call), expected));
}

/* TABLE NULL: any members. */
static bool
check_members(struct http_call *call, const char *within, const struct http_parameter *table, const json_t *object)
{
  struct fasti_arena *arena = http_arena(call);
  bool right = true;
  const char *name;
  json_t *value;

  json_object_foreach((json_t *)(uintptr_t)object, name, value)
  {
    const struct http_parameter *one = find(table, name);
    const char *field = *within ? fasti_arena_printf(arena, "%s/%s", within, name) : name;

    if (!one)
      fasti_error_field(http_messages(call), field, "there is no such member here");
    right = one && check_type(call, field, one->type, value) && right;
  }
  for (; table && table->name; table++)
    if (table->required && !json_object_get(object, table->name)) {
      fasti_error_field(http_messages(call), *within ? fasti_arena_printf(arena, "%s/%s", within, table->name) : table->name,
                        "this is needed: %s", table->summary);
      right = false;
    }
  return right;
}

static bool
check_list(struct http_call *call, const char *field, const char *type, const json_t *value)
{
  const char *item = fasti_arena_copy(http_arena(call), type + 1, strlen(type) - 2);
  bool right = true;

  if (!json_is_array(value)) {
    wrong(call, field, N_("a list"));
    return false;
  }
  for (size_t i = 0; i < json_array_size(value); i++)
    right = check_type(call, fasti_arena_printf(http_arena(call), "%s[%zu]", field, i + 1), item,
                       json_array_get(value, i)) && right;
  return right;
}

static bool
is_day(const json_t *value)
{
  int32_t day;

  return json_is_string(value) && fasti_day_parse(fasti_slice_of(json_string_value(value)), &day) == FASTI_OK;
}

static bool
check_plain(struct http_call *call, const char *field, const char *type, const json_t *value)
{
  const char *expected = NULL;

  if (strcmp(type, "string") == 0)
    expected = json_is_string(value) ? NULL : N_("a text");
  else if (strcmp(type, "boolean") == 0)
    expected = json_is_boolean(value) ? NULL : N_("true or false");
  else if (strcmp(type, "integer") == 0)
    expected = json_is_integer(value) ? NULL : N_("a whole number");
  else if (strcmp(type, "date") == 0)
    expected = is_day(value) ? NULL : N_("a day that exists, YYYY-MM-DD");
  else if (strcmp(type, "object") == 0)
    expected = json_is_object(value) ? NULL : N_("an object");
  if (expected)
    wrong(call, field, expected);
  return !expected;
}

static bool
check_type(struct http_call *call, const char *field, const char *type, const json_t *value)
{
  const struct api_schema *schema;

  if (!type)
    type = "string";
  if (*type == '[')
    return check_list(call, field, type, value);
  schema = api_schema_find(type);
  if (!schema)
    return check_plain(call, field, type, value);
  if (json_is_object(value))
    return check_members(call, field, schema->members, value);
  wrong(call, field, N_("an object"));
  return false;
}

static bool
check_parameter(struct http_call *call, const struct http_parameter *one, const char *value)
{
  json_t *text = json_string(value);
  bool right = true;

  if (one->type && strcmp(one->type, "date") == 0)
    right = check_type(call, one->name, "date", text);
  else if (one->type && strcmp(one->type, "boolean") == 0 && strcmp(value, "true") != 0 && strcmp(value, "false") != 0)
    right = check_type(call, one->name, "boolean", text);
  json_decref(text);
  return right;
}

enum fasti_status
api_check(struct http_call *call)
{
  const struct http_route *route = http_route(call);
  const char *name, *value;
  bool right = true;

  for (size_t i = 0; http_query_at(call, i, &name, &value); i++) {
    const struct http_parameter *one = find(route->query, name);

    if (!one)
      fasti_error_field(http_messages(call), name, "there is no such parameter here");
    right = one && check_parameter(call, one, value) && right;
  }
  for (const struct http_parameter *one = route->query; one && one->name; one++)
    if (one->required && !http_query(call, one->name)) {
      fasti_error_field(http_messages(call), one->name, "this is needed: %s", one->summary);
      right = false;
    }
  if (http_json(call))
    right = check_members(call, "", route->fields, http_json(call)) && right;
  return right ? FASTI_OK : FASTI_INVALID;
}

const char *
api_body_text(struct http_call *call, const char *name)
{
  return json_string_value(json_object_get(http_json(call), name));
}

/* -- fields of forms -- */

struct fields {
  struct http_call *call;
  struct fasti_field *items;
  size_t count, room;
  bool right;
};

static void
add_field(struct fields *fields, const char *path, const char *value)
{
  struct fasti_arena *arena = http_arena(fields->call);

  if (fields->count == FIELDS) {
    fields->right = false;
    fasti_error_field(http_messages(fields->call), path, "these are too many fields: %d are the most", FIELDS);
  }
  if (!fields->right)
    return;
  if (fields->count == fields->room) {
    struct fasti_field *items = fasti_arena_alloc(arena, (fields->room * 2 + 16) * sizeof *items);

    if (fields->count)
      memcpy(items, fields->items, fields->count * sizeof *items);
    fields->items = items;
    fields->room = fields->room * 2 + 16;
  }
  fields->items[fields->count++] = (struct fasti_field){fasti_arena_strdup(arena, path), value};
}

static const char *
text_of(struct fields *fields, const json_t *value)
{
  struct fasti_arena *arena = http_arena(fields->call);

  if (json_is_string(value))
    return json_string_value(value);
  if (json_is_integer(value))
    return fasti_arena_printf(arena, "%lld", (long long)json_integer_value(value));
  if (json_is_boolean(value))
    return json_is_true(value) ? "true" : "false";
  return json_is_null(value) ? "" : NULL;
}

static void
read_value(struct fields *fields, const char *path, const json_t *value, int depth)
{
  struct fasti_arena *arena = http_arena(fields->call);
  const char *text = text_of(fields, value), *name;
  json_t *member;

  if (text) {
    add_field(fields, path, text);
  } else if (depth > DEPTH || strlen(path) > PATH || json_is_real(value)) {
    fields->right = false;
    if (json_is_real(value))
      fasti_error_field(http_messages(fields->call), path,
                        "a number with decimals is given as a text, so that none of its digits changes");
    else
      fasti_error_field(http_messages(fields->call), path, "this is nested too deeply");
  } else if (json_is_array(value)) {
    for (size_t i = 0; i < json_array_size(value); i++)
      read_value(fields, fasti_arena_printf(arena, "%s[%zu]", path, i + 1), json_array_get(value, i), depth + 1);
  } else {
    json_object_foreach((json_t *)(uintptr_t)value, name, member)
      read_value(fields, *path ? fasti_arena_printf(arena, "%s/%s", path, name) : name, member, depth + 1);
  }
}

enum fasti_status
api_read_fields(struct http_call *call, const json_t *value, const struct fasti_field **out, size_t *count)
{
  struct fields fields = {.call = call, .right = true};

  if (json_is_object(value))
    read_value(&fields, "", value, 0);
  *out = fields.items;
  *count = fields.count;
  return fields.right ? FASTI_OK : FASTI_INVALID;
}

enum fasti_status
api_read_people(struct http_call *call, const json_t *list, const char *const **persons, size_t *count)
{
  size_t size = json_array_size(list);
  const char **all = fasti_arena_alloc(http_arena(call), (*count + size + 1) * sizeof *all);

  if (size > API_PEOPLE_MOST) {
    fasti_error_field(http_messages(call), NULL, "these are too many people: %d are the most", API_PEOPLE_MOST);
    return FASTI_INVALID;
  }
  for (size_t i = 0; i < *count; i++)
    all[i] = (*persons)[i];
  for (size_t i = 0; i < size; i++)
    all[*count + i] = json_string_value(json_array_get(list, i));
  *persons = all;
  *count += size;
  return FASTI_OK;
}

enum fasti_status
api_query_day(struct http_call *call, const char *name, int32_t *day)
{
  const char *text = http_query(call, name);

  *day = FASTI_NO_DAY;
  if (!text || fasti_day_parse(fasti_slice_of(text), day) == FASTI_OK)
    return FASTI_OK;
  wrong(call, name, N_("a day that exists, YYYY-MM-DD"));
  return FASTI_INVALID;
}

bool
api_query_flag(struct http_call *call, const char *name)
{
  const char *text = http_query(call, name);

  return text && strcmp(text, "true") == 0;
}

int32_t
api_today(struct http_call *call)
{
  return fasti_instant_day(http_now(call), http_zone(call));
}
