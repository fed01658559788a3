/* adapters/http/api/describe.c - the description of the interface, OpenAPI 3.1, made of the tables of routes and schemas. */
#include "config.h"

#include <ctype.h>
#include <string.h>

#include "adapters/http/api/api.h"

static json_t *type_of(const char *type);

static json_t *
reference(const char *name)
{
  return json_pack("{s:s+}", "$ref", "#/components/schemas/", name);
}

static json_t *
list_of(const char *type, size_t size)
{
  char item[80];

  if (size >= sizeof item)
    size = sizeof item - 1;
  memcpy(item, type, size);
  item[size] = '\0';
  return json_pack("{s:s, s:o}", "type", "array", "items", type_of(item));
}

static json_t *
type_of(const char *type)
{
  if (!type)
    type = "string";
  if (*type == '[')
    return list_of(type + 1, strlen(type) - 2);
  if (strcmp(type, "date") == 0 || strcmp(type, "date-time") == 0)
    return json_pack("{s:s, s:s}", "type", "string", "format", type);
  return api_schema_find(type) ? reference(type) : json_pack("{s:s}", "type", type);
}

static json_t *
object_of(const char *summary, const struct http_parameter *members)
{
  json_t *properties = json_object(), *required = json_array();
  json_t *object = json_pack("{s:s, s:b}", "type", "object", "additionalProperties", 0);

  api_set_text(object, "description", summary);
  for (; members && members->name; members++) {
    json_t *property = type_of(members->type);

    if (json_object_get(property, "$ref") == NULL)
      api_set_text(property, "description", members->summary);
    json_object_set_new(properties, members->name, property);
    if (members->required)
      json_array_append_new(required, json_string(members->name));
  }
  json_object_set_new(object, "properties", properties);
  if (json_array_size(required))
    json_object_set(object, "required", required);
  json_decref(required);
  return object;
}

/* The name of X in XList; NULL when ANSWER is no list. */
static const struct api_schema *
item_of(const char *answer)
{
  size_t size = strlen(answer);
  char name[80];

  if (size <= 4 || size >= sizeof name || strcmp(answer + size - 4, "List") != 0)
    return NULL;
  memcpy(name, answer, size - 4);
  name[size - 4] = '\0';
  return api_schema_find(name);
}

static json_t *
page_of(const struct api_schema *item)
{
  return json_pack("{s:s, s:b, s:{s:{s:s, s:o}, s:{s:s, s:s}}, s:[s]}", "type", "object", "additionalProperties", 0,
                   "properties", "items", "type", "array", "items", reference(item->name), "next", "type", "string",
                   "description", "cursor of the next page, if there is one", "required", "items");
}

static json_t *
schemas(void)
{
  json_t *all = json_object();

  for (const struct api_schema *one = api_schemas; one->name; one++)
    json_object_set_new(all, one->name, object_of(one->summary, one->members));
  for (size_t i = 0; api_tables[i]; i++)
    for (const struct http_route *route = api_tables[i]; route->pattern; route++)
      if (route->answer && item_of(route->answer))
        json_object_set_new(all, route->answer, page_of(item_of(route->answer)));
  return all;
}

static const char *
media_of(const char *answer)
{
  static const struct {
    const char *answer, *media;
  } others[] = {{"binary", "application/octet-stream"}, {"xhtml", "application/xhtml+xml"}, {"pdf", "application/pdf"},
                {"zip", "application/zip"},             {"calendar", "text/calendar"}};

  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (strcmp(others[i].answer, answer) == 0)
      return others[i].media;
  return NULL;
}

static json_t *
content_of(const char *answer)
{
  const char *media = media_of(answer);
  json_t *schema = NULL;

  if (media)
    schema = json_pack("{s:s}", "type", "string");
  else if (strcmp(answer, "OpenAPI") == 0)
    schema = json_pack("{s:s}", "type", "object");
  else
    schema = reference(answer);
  return json_pack("{s:{s:o}}", media ? media : "application/json", "schema", schema);
}

static const char *
words_of(int status)
{
  static const struct {
    int status;
    const char *words;
  } all[] = {
    {200, "Done"},
    {201, "Made"},
    {204, "Done; there is nothing to say"},
    {400, "The body is not JSON"},
    {401, "Nobody is logged in, or the token is not known"},
    {403, "The person, or the token, may not do that"},
    {404, "There is no such thing, or the person may not see it"},
    {409, "The rules do not allow it now, or somebody else was first"},
    {412, "The case has gone on since If-Match"},
    {413, "Too large"},
    {415, "Another content type is expected"},
    {422, "The input is not valid: each field says why"},
    {429, "Too many attempts: wait a while"},
  };

  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (all[i].status == status)
      return all[i].words;
  return "Failed";
}

static void
add_answer(json_t *answers, int status, const char *answer)
{
  char name[12];
  json_t *one;

  snprintf(name, sizeof name, "%d", status);
  if (json_object_get(answers, name))
    return;
  one = json_pack("{s:s}", "description", words_of(status));
  if (status >= 400)
    json_object_set_new(one, "content",
                        json_pack("{s:{s:o}}", "application/problem+json", "schema", reference("Problem")));
  else if (answer)
    json_object_set_new(one, "content", content_of(answer));
  json_object_set_new(answers, name, one);
}

static bool
needs_more_than_log_in(const struct http_route *route)
{
  return route->who && (strcmp(route->who, "*") != 0 || !route->scope || strcmp(route->scope, "read") != 0);
}

/* What the table says, and what follows from the rest of the route. */
static json_t *
answers_of(const struct http_route *route)
{
  json_t *answers = json_object();

  for (size_t i = 0; i < HTTP_STATUSES && route->statuses[i]; i++)
    add_answer(answers, route->statuses[i], route->answer);
  if (route->body == HTTP_JSON)
    add_answer(answers, 400, NULL);
  if (route->who)
    add_answer(answers, 401, NULL);
  if (needs_more_than_log_in(route))
    add_answer(answers, 403, NULL);
  if (route->body == HTTP_JSON || route->body == HTTP_FILE)
    add_answer(answers, 415, NULL);
  add_answer(answers, 422, NULL);
  return answers;
}

static void
add_path_parameters(json_t *parameters, const char *pattern)
{
  for (const char *at = strchr(pattern, '{'); at; at = strchr(at, '{')) {
    size_t size = strcspn(++at, "}");

    json_array_append_new(parameters, json_pack("{s:s%, s:s, s:b, s:{s:s}}", "name", at, size, "in", "path", "required",
                                                1, "schema", "type", "string"));
  }
}

static void
add_header_parameter(json_t *parameters, const char *name, const char *summary)
{
  json_array_append_new(parameters, json_pack("{s:s, s:s, s:s, s:{s:s}}", "name", name, "in", "header", "description",
                                              summary, "schema", "type", "string"));
}

static bool
takes_conditions(const struct http_route *route)
{
  return route->answer && (strcmp(route->answer, "Done") == 0 || strcmp(route->answer, "Attached") == 0);
}

static json_t *
parameters_of(const struct http_route *route)
{
  json_t *parameters = json_array();

  add_path_parameters(parameters, route->pattern);
  for (const struct http_parameter *one = route->query; one && one->name; one++)
    json_array_append_new(parameters,
                          json_pack("{s:s, s:s, s:s, s:b, s:o}", "name", one->name, "in", "query", "description",
                                    one->summary, "required", one->required, "schema", type_of(one->type)));
  if (takes_conditions(route))
    add_header_parameter(parameters, "Idempotency-Key", "a key of one's own choice: the command is done once");
  if (takes_conditions(route) && strchr(route->pattern, '{'))
    add_header_parameter(parameters, "If-Match", "the ETag of the case as one has seen it");
  return parameters;
}

static json_t *
body_of(const struct http_route *route)
{
  if (route->body == HTTP_JSON)
    return json_pack("{s:b, s:{s:{s:o}}}", "required", 1, "content", "application/json", "schema",
                     object_of(NULL, route->fields));
  if (route->body == HTTP_FILE)
    return json_pack("{s:b, s:{s:{s:{s:s}}}}", "required", 1, "content", "application/octet-stream", "schema", "type",
                     "string");
  return NULL;
}

/* Roles and scope, as the server checks them. */
static json_t *
operation(const struct http_route *route)
{
  json_t *object = json_pack("{s:s, s:s, s:o, s:o}", "operationId", route->id, "summary", route->summary, "parameters",
                             parameters_of(route), "responses", answers_of(route));
  json_t *body = body_of(route);

  if (body)
    json_object_set_new(object, "requestBody", body);
  if (route->who && route->scope)
    json_object_set_new(object, "security", json_pack("[{s:[s]}, {s:[]}]", "token", route->scope, "session"));
  else if (route->who)
    json_object_set_new(object, "security", json_pack("[{s:[]}]", "session"));
  else
    json_object_set_new(object, "security", json_array());
  api_set_text(object, "x-fasti-who", route->who);
  return object;
}

static json_t *
paths(void)
{
  json_t *all = json_object();

  for (size_t i = 0; api_tables[i]; i++)
    for (const struct http_route *route = api_tables[i]; route->pattern; route++) {
      json_t *path = json_object_get(all, route->pattern);
      char method[16] = "";

      for (size_t j = 0; route->method[j] && j + 1 < sizeof method; j++)
        method[j] = (char)tolower((unsigned char)route->method[j]);
      if (!path)
        json_object_set_new(all, route->pattern, path = json_object());
      json_object_set_new(path, method, operation(route));
    }
  return all;
}

static enum fasti_status
description(struct http_call *call)
{
  json_t *schemes = json_pack(
    "{s:{s:s, s:s, s:s}, s:{s:s, s:s, s:s, s:s}}", "token", "type", "http", "scheme", "bearer", "description",
    "A token that an administrator made (giveToken, or fasti user token), with scopes read, write, admin", "session", "type", "apiKey", "in",
    "cookie", "name", "fasti", "description",
    "The cookie of logIn, named __Host-fasti behind HTTPS; changes also send its X-CSRF-Token");

  http_reply_json(call, 200,
                  json_pack("{s:s, s:{s:s, s:s, s:s}, s:o, s:{s:o, s:o}}", "openapi", "3.1.0", "info", "title", "Fasti",
                            "version", PACKAGE_VERSION, "description",
                            "The office over REST: what its pages do, for other systems.", "paths", paths(),
                            "components", "schemas", schemas(), "securitySchemes", schemes));
  return FASTI_OK;
}

const struct http_route api_description_routes[] = {
  {.id = "getDescription", .method = "GET", .pattern = API_ROOT "/openapi.json", .handle = description,
   .statuses = {200}, .answer = "OpenAPI", .summary = "This description"},
  {0},
};
