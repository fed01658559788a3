/* tests/http/room.c - routes that show what handlers see; see house.h. */
#include "config.h"

#include <jansson.h>
#include <string.h>

#include "tests/http/house.h"
#include "tests/http/inside.h"

static json_t *
pairs(struct http_call *call, bool (*at)(struct http_call *call, size_t index, const char **name, const char **value))
{
  json_t *list = json_array();
  const char *name, *value;

  for (size_t i = 0; at(call, i, &name, &value); i++)
    json_array_append_new(list, json_sprintf("%s=%s", name, value));
  return list;
}

static json_t *
files(struct http_call *call)
{
  json_t *list = json_array();
  const struct fasti_kept *kept;
  const char *field, *name;
  enum fasti_status status;

  for (size_t i = 0; (status = http_upload_at(call, i, &field, &name, &kept)) != FASTI_NOT_FOUND; i++)
    json_array_append_new(list, json_sprintf("%s %s %s %d %.8s", field, name, fasti_status_name(status),
                                             (int)kept->size, status == FASTI_OK ? kept->hash : ""));
  return list;
}

static enum fasti_status
echo(struct http_call *call)
{
  const struct fasti_person_row *person = http_person(call);
  json_t *json = http_json(call);
  const struct fasti_kept *file = http_file(call);

  http_reply_json(call, 200,
                  json_pack("{s:o, s:o, s:o, s:o, s:s, s:s, s:s*, s:s*, s:i, s:s}", "parts", pairs(call, http_part_at),
                            "query", pairs(call, http_query_at), "fields", pairs(call, http_field_at), "files",
                            files(call), "method", http_method(call), "language", http_language(call), "person",
                            person ? person->id : NULL, "name", json_string_value(json_object_get(json, "name")),
                            "file", file ? (int)file->size : -1, "csrf", http_csrf(call)));
  return FASTI_OK;
}

static enum fasti_status
tagged(struct http_call *call)
{
  http_add_header(call, "ETag", "\"7\"");
  http_reply(call, 200, "text/plain; charset=utf-8", fasti_slice_of("seven"));
  return FASTI_OK;
}

static enum fasti_status
write_long(struct http_call *call)
{
  const char *wanted = http_query(call, "bytes");
  enum fasti_status status = FASTI_OK;

  http_reply_begin(call, 200, "text/plain; charset=utf-8");
  for (long i = 0; i < strtol(wanted ? wanted : "0", NULL, 10) / 10 && status == FASTI_OK; i++)
    status = http_reply_write(call, fasti_slice_of("0123456789"));
  return status;
}

/* -- changes -- */

static enum fasti_status
done(struct http_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  if (status != FASTI_OK)
    return status;
  http_add_header(call, "ETag", fasti_arena_printf(http_arena(call), "\"%lld\"", (long long)answer->sequence));
  http_reply_json(call, 201, json_pack("{s:s, s:b}", "case", answer->case_id, "repeated", answer->repeated));
  return FASTI_OK;
}

static enum fasti_status
command(struct http_call *call, struct fasti_request *request)
{
  const char **persons = fasti_arena_alloc(http_arena(call), sizeof *persons);
  enum fasti_status status;

  persons[0] = http_person(call)->id;
  request->persons = persons;
  request->person_count = 1;
  status = http_take_conditions(call, request);
  if (status == FASTI_OK)
    http_command(call, request, done);
  return status;
}

static enum fasti_status
open_case(struct http_call *call)
{
  struct fasti_field *field = fasti_arena_alloc(http_arena(call), sizeof *field);
  const char *name = json_string_value(json_object_get(http_json(call), "name"));
  struct fasti_request request = {.kind = FASTI_OPEN, .procedure = "permit", .fields = field, .field_count = 1};

  *field = (struct fasti_field){"name", name ? name : ""};
  return command(call, &request);
}

static enum fasti_status
claim(struct http_call *call)
{
  struct fasti_request request = {.kind = FASTI_CLAIM, .case_id = http_part(call, "case"), .task = "check"};

  return command(call, &request);
}

static enum fasti_status
wait_at_gate(struct http_call *call, struct fasti_office *office, void *self)
{
  (void)call, (void)office, (void)self;
  sem_post(&entered);
  while (sem_wait(&gate) != 0)
    ;
  return FASTI_OK;
}

static enum fasti_status
passed(struct http_call *call, enum fasti_status status, void *self)
{
  (void)self;
  if (status == FASTI_OK)
    http_reply(call, 200, "text/plain; charset=utf-8", fasti_slice_of("passed"));
  return status;
}

static enum fasti_status
slow(struct http_call *call)
{
  http_work(call, wait_at_gate, NULL, passed);
  return FASTI_OK;
}

/* -- who -- */

static enum fasti_status
logged_in(struct http_call *call, enum fasti_status status, void *self)
{
  (void)self;
  return status == FASTI_OK ? echo(call) : status;
}

static const char *
field(struct http_call *call, const char *name)
{
  const char *found, *value;

  for (size_t i = 0; http_field_at(call, i, &found, &value); i++)
    if (strcmp(found, name) == 0)
      return value;
  return "";
}

static enum fasti_status
log_in_person(struct http_call *call)
{
  http_log_in(call, field(call, "person"), field(call, "secret"), *field(call, "code") ? field(call, "code") : NULL,
              logged_in, NULL);
  return FASTI_OK;
}

static enum fasti_status
log_out(struct http_call *call)
{
  http_log_out(call, passed, NULL);
  return FASTI_OK;
}

static enum fasti_status
set_password(struct http_call *call)
{
  return http_set_password(call, *field(call, "current") ? field(call, "current") : NULL, field(call, "password"),
                           passed, NULL);
}

static enum fasti_status
set_language(struct http_call *call)
{
  return http_set_language(call, field(call, "language"), passed);
}

static enum fasti_status
propose(struct http_call *call)
{
  http_propose_factor(call, passed);
  return FASTI_OK;
}

static enum fasti_status
confirm(struct http_call *call)
{
  return http_confirm_factor(call, field(call, "code"), passed);
}

static enum fasti_status
end_factor(struct http_call *call)
{
  return http_end_factor(call, field(call, "code"), passed);
}

static enum fasti_status
show_factor(struct http_call *call)
{
  const char *uri = "", *secret = http_proposed_factor(call, &uri);

  http_reply(call, 200, "text/plain; charset=utf-8",
             fasti_slice_of(fasti_arena_printf(http_arena(call), "%s %s %s", http_has_factor(call) ? "yes" : "no",
                                               secret ? secret : "none", uri)));
  return FASTI_OK;
}

static const struct http_route routes[] = {
  {.method = "GET", .pattern = "/echo", .handle = echo},
  {.method = "GET", .pattern = "/echo/{one}/{two}", .handle = echo},
  {.method = "GET", .pattern = "/rest/{*path}", .handle = echo},
  {.method = "POST", .pattern = "/json", .handle = echo, .body = HTTP_JSON},
  {.method = "POST", .pattern = "/form", .handle = echo, .body = HTTP_FORM},
  {.method = "PUT", .pattern = "/file", .handle = echo, .body = HTTP_FILE, .who = "*", .scope = "write"},
  {.method = "GET", .pattern = "/tagged", .handle = tagged},
  {.method = "GET", .pattern = "/long", .handle = write_long},
  {.method = "GET", .pattern = "/me", .handle = echo, .who = "*", .scope = "read"},
  {.method = "GET", .pattern = "/clerks", .handle = echo, .who = "clerk", .scope = "read"},
  {.method = "GET", .pattern = "/handlers", .handle = echo, .who = "-admin process-designer", .scope = "read"},
  {.method = "GET", .pattern = "/pages", .handle = echo, .who = "*"},
  {.method = "POST", .pattern = "/cases", .handle = open_case, .who = "clerk", .scope = "write", .body = HTTP_JSON},
  {.method = "POST",
   .pattern = "/cases/{case}/claim",
   .handle = claim,
   .who = "*",
   .scope = "write",
   .body = HTTP_JSON},
  {.method = "POST", .pattern = "/slow", .handle = slow},
  {.method = "POST", .pattern = "/login", .handle = log_in_person, .body = HTTP_FORM},
  {.method = "POST", .pattern = "/logout", .handle = log_out, .who = "*", .body = HTTP_FORM},
  {.method = "POST", .pattern = "/password", .handle = set_password, .who = "*", .body = HTTP_FORM},
  {.method = "POST", .pattern = "/language", .handle = set_language, .who = "*", .body = HTTP_FORM},
  {.method = "GET", .pattern = "/factor", .handle = show_factor, .who = "*"},
  {.method = "POST", .pattern = "/factor/propose", .handle = propose, .who = "*", .body = HTTP_FORM},
  {.method = "POST", .pattern = "/factor/confirm", .handle = confirm, .who = "*", .body = HTTP_FORM},
  {.method = "POST", .pattern = "/factor/end", .handle = end_factor, .who = "*", .body = HTTP_FORM},
  {0},
};

const struct http_room house_room = {.routes = routes};
