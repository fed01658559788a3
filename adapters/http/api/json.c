/* adapters/http/api/json.c - members of answers; see api.h. */
#include "config.h"

#include <string.h>

#include "adapters/http/api/api.h"
#include "engine/list.h"

void
api_set_text(json_t *object, const char *name, const char *text)
{
  if (text && *text)
    json_object_set_new(object, name, json_string(text));
}

void
api_set_day(json_t *object, const char *name, int32_t day)
{
  char text[FASTI_DATE_SIZE];

  if (day != FASTI_NO_DAY && day != INT32_MAX)
    json_object_set_new(object, name, json_string(fasti_day_format(day, text)));
}

void
api_set_instant(struct http_call *call, json_t *object, const char *name, int64_t instant)
{
  char text[FASTI_INSTANT_SIZE];

  if (instant != FASTI_NEVER && instant != 0)
    json_object_set_new(object, name, json_string(fasti_instant_format(instant, http_zone(call), text)));
}

void
api_set_words(json_t *object, const char *name, const char *words)
{
  json_t *list = json_array();
  struct fasti_slice word;

  while (fasti_list_next(&words, &word))
    json_array_append_new(list, json_stringn(word.at, word.size));
  json_object_set_new(object, name, list);
}

static json_t *
person_json(struct http_call *call, const char *person)
{
  struct fasti_person_row row;
  enum fasti_status status = fasti_office_person(http_office(call), person, http_arena(call), NULL, &row);

  return json_pack("{s:s, s:s}", "id", person, "name", status == FASTI_OK ? row.name : person);
}

void
api_set_person(struct http_call *call, json_t *object, const char *name, const char *person)
{
  if (person && *person)
    json_object_set_new(object, name, person_json(call, person));
}

void
api_set_people(struct http_call *call, json_t *object, const char *name, const char *persons)
{
  json_t *list = json_array();
  struct fasti_slice word;

  while (fasti_list_next(&persons, &word))
    json_array_append_new(list, person_json(call, fasti_arena_copy(http_arena(call), word.at, word.size)));
  json_object_set_new(object, name, list);
}

void
api_set_roles(json_t *object, const char *name, const struct fasti_package *package, const char *roles)
{
  json_t *list = json_array();
  struct fasti_slice word;

  while (fasti_list_next(&roles, &word)) {
    char id[256];
    size_t size = word.size < sizeof id ? word.size : sizeof id - 1;

    memcpy(id, word.at, size);
    id[size] = '\0';
    json_array_append_new(
      list, json_pack("{s:s, s:s}", "id", id, "title", package ? fasti_package_role_title(package, id) : id));
  }
  json_object_set_new(object, name, list);
}

void
api_set_law(json_t *object, const char *name, const struct fasti_procedure *procedure, const char *law)
{
  if (law && *law)
    json_object_set_new(object, name,
                        json_pack("{s:s, s:s}", "id", law, "title", procedure ? fasti_procedure_law(procedure, law) : law));
}

void
api_set_states(json_t *object, const char *name, const struct fasti_procedure *procedure, const char *states)
{
  json_t *list = json_array();
  struct fasti_slice word;

  while (fasti_list_next(&states, &word)) {
    json_t *state = json_object();
    const char *law = NULL;
    char id[256];
    size_t size = word.size < sizeof id ? word.size : sizeof id - 1;

    memcpy(id, word.at, size);
    id[size] = '\0';
    api_set_text(state, "id", id);
    api_set_text(state, "title", procedure ? fasti_procedure_state_title(procedure, id, &law) : id);
    api_set_law(state, "law", procedure, law);
    json_array_append_new(list, state);
  }
  json_object_set_new(object, name, list);
}

json_t *
api_tree(const xmlNode *node)
{
  json_t *object = json_object(), *attributes = json_object(), *children = json_array();
  bool leaf = !fasti_xml_first(node);

  json_object_set_new(object, "name", json_string((const char *)node->name));
  for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
    api_set_text(attributes, (const char *)attribute->name,
                 fasti_xml_attribute(node, attribute->ns ? (const char *)attribute->ns->href : NULL,
                                     (const char *)attribute->name));
  for (const xmlNode *child = fasti_xml_first(node); child; child = fasti_xml_next(child))
    json_array_append_new(children, api_tree(child));
  if (json_object_size(attributes))
    json_object_set(object, "attributes", attributes);
  if (leaf) {
    xmlChar *text = xmlNodeGetContent(node);

    api_set_text(object, "text", (const char *)text);
    xmlFree(text);
  } else {
    json_object_set(object, "children", children);
  }
  json_decref(attributes);
  json_decref(children);
  return object;
}
