/* adapters/http/api/me.c - who asks: their roles, their language, their password; log-in for programs that keep cookies. */
#include "config.h"

#include <string.h>

#include "adapters/http/api/api.h"
#include "engine/list.h"

static json_t *
me_json(struct http_call *call)
{
  const struct fasti_person_row *person = http_person(call);
  const struct fasti_package *package = NULL;
  json_t *object = json_object();

  if (*person->bureau &&
      fasti_office_package(http_office(call), person->bureau, api_today(call), NULL, &package) != FASTI_OK)
    package = NULL;
  api_set_text(object, "id", person->id);
  api_set_text(object, "name", person->name);
  api_set_text(object, "bureau", person->bureau);
  api_set_text(object, "bureauTitle", package ? fasti_package_title(package) : "");
  api_set_roles(object, "roles", package, person->roles);
  api_set_text(object, "unit", person->unit);
  api_set_text(object, "certificate", person->certificate);
  api_set_text(object, "language", http_language(call));
  api_set_day(object, "today", api_today(call));
  api_set_instant(call, object, "now", http_now(call));
  return object;
}

static enum fasti_status
me(struct http_call *call)
{
  http_reply_json(call, 200, me_json(call));
  return FASTI_OK;
}

static enum fasti_status
follow_change(struct http_call *call, enum fasti_status status, void *self)
{
  (void)self;
  if (status == FASTI_OK)
    http_reply(call, 204, "application/json", fasti_slice_of(""));
  return status;
}

static enum fasti_status
language(struct http_call *call)
{
  return http_set_language(call, api_body_text(call, "language"), follow_change);
}

static enum fasti_status
password(struct http_call *call)
{
  return http_set_password(call, api_body_text(call, "current"), api_body_text(call, "password"), follow_change, NULL);
}

static enum fasti_status
follow_log_in(struct http_call *call, enum fasti_status status, void *self)
{
  json_t *object;

  (void)self;
  if (status != FASTI_OK)
    return status;
  object = me_json(call);
  api_set_text(object, "csrfToken", http_csrf(call));
  http_reply_json(call, 201, object);
  return FASTI_OK;
}

static enum fasti_status
log_in(struct http_call *call)
{
  http_log_in(call, api_body_text(call, "person"), api_body_text(call, "secret"), api_body_text(call, "code"),
              follow_log_in, NULL);
  return FASTI_OK;
}

static enum fasti_status
log_out(struct http_call *call)
{
  http_log_out(call, follow_change, NULL);
  return FASTI_OK;
}

static const struct http_parameter language_fields[] = {
  {.name = "language", .summary = "zh-CN or en", .required = true}, {0}};
static const struct http_parameter password_fields[] = {
  {.name = "current", .summary = "the password until now; not needed when there is none"},
  {.name = "password", .summary = "the new one, 10 to 200 bytes", .required = true},
  {0},
};
static const struct http_parameter session_fields[] = {
  {.name = "person", .summary = "id of the person", .required = true},
  {.name = "secret", .summary = "their password, or the one-time code that an administrator gave them", .required = true},
  {.name = "code", .summary = "of their second factor, if they have one"},
  {0},
};

const struct http_route api_me_routes[] = {
  {.id = "getMe", .method = "GET", .pattern = API_ROOT "/me", .handle = me, .who = "*", .scope = "read",
   .statuses = {200}, .answer = "Me", .summary = "Who one is, with one's roles, and what day it is in the office"},
  {.id = "setLanguage", .method = "PUT", .pattern = API_ROOT "/me/language", .handle = language, .who = "*",
   .scope = "write", .body = HTTP_JSON, .fields = language_fields, .statuses = {204, 422},
   .summary = "Choose the language of messages and pages"},
  {.id = "setPassword", .method = "PUT", .pattern = API_ROOT "/me/password", .handle = password, .who = "*",
   .body = HTTP_JSON, .fields = password_fields, .statuses = {204, 422, 429},
   .summary = "Set one's own password; only in a session, not with a token"},
  {.id = "logIn", .method = "POST", .pattern = API_ROOT "/sessions", .handle = log_in, .body = HTTP_JSON,
   .fields = session_fields, .statuses = {201, 401, 422, 429}, .answer = "Me",
   .summary = "Log in: the answer sets a cookie and tells the token that later changes send as X-CSRF-Token"},
  {.id = "logOut", .method = "DELETE", .pattern = API_ROOT "/sessions/current", .handle = log_out, .who = "*",
   .statuses = {204}, .summary = "End the session; not with a token"},
  {0},
};
