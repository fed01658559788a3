/* adapters/http/call.c - one request from its first byte to its answer, and what handlers see of it. */
#include "config.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "adapters/http/call.h"

enum { DRAINED = 4 * 1024 * 1024 /* bytes of a refused body that are still read, so that the refusal arrives */ };

/* -- what handlers work with -- */

struct fasti_arena *
http_arena(struct http_call *call)
{
  return call->arena;
}

struct fasti_messages *
http_messages(struct http_call *call)
{
  return call->messages;
}

struct fasti_office *
http_office(struct http_call *call)
{
  return call->reader->office;
}

struct fasti_store *
http_store(struct http_call *call)
{
  return call->reader->store;
}

struct fasti_vault *
http_vault(struct http_call *call)
{
  return call->reader->vault;
}

int64_t
http_now(struct http_call *call)
{
  return call->now;
}

int32_t
http_zone(struct http_call *call)
{
  return fasti_office_zone(call->reader->office);
}

const struct fasti_person_row *
http_person(struct http_call *call)
{
  return call->known ? &call->visit.person : NULL;
}

const char *
http_language(struct http_call *call)
{
  return call->language;
}

const char *
http_part(struct http_call *call, const char *name)
{
  const char *value = http_pairs_find(&call->named, name);

  return value ? value : "";
}

const char *
http_query(struct http_call *call, const char *name)
{
  return http_pairs_find(&call->query, name);
}

const char *
http_header(struct http_call *call, const char *name)
{
  return MHD_lookup_connection_value(call->connection, MHD_HEADER_KIND, name);
}

static bool
pair_at(const struct http_pairs *pairs, size_t index, const char **name, const char **value)
{
  if (index >= pairs->count)
    return false;
  *name = pairs->items[index].name;
  *value = pairs->items[index].value;
  return true;
}

bool
http_query_at(struct http_call *call, size_t index, const char **name, const char **value)
{
  return pair_at(&call->query, index, name, value);
}

bool
http_part_at(struct http_call *call, size_t index, const char **name, const char **value)
{
  return pair_at(&call->named, index, name, value);
}

bool
http_field_at(struct http_call *call, size_t index, const char **name, const char **value)
{
  return pair_at(&call->form, index, name, value);
}

json_t *
http_json(struct http_call *call)
{
  return call->json;
}

const struct fasti_kept *
http_file(struct http_call *call)
{
  return call->has_file ? &call->kept : NULL;
}

const char *
http_id(struct http_call *call)
{
  return call->id;
}

const struct http_route *
http_route(struct http_call *call)
{
  return call->route;
}

void *
http_self(struct http_call *call)
{
  return call->room->self;
}

void
http_keep(struct http_call *call, void *own)
{
  call->own = own;
}

void *
http_kept(struct http_call *call)
{
  return call->own;
}

const char *
http_path(struct http_call *call)
{
  return call->path ? call->path : "";
}

const char *
http_method(struct http_call *call)
{
  return call->method;
}

/* -- changes -- */

void
http_command(struct http_call *call, const struct fasti_request *request,
             enum fasti_status (*follow)(struct http_call *call, enum fasti_status status,
                                         const struct fasti_answer *answer))
{
  call->work_kind = WORK_COMMAND;
  call->request = *request;
  call->follow_command = follow;
}

void
http_work(struct http_call *call,
          enum fasti_status (*work)(struct http_call *call, struct fasti_office *office, void *self), void *self,
          enum fasti_status (*follow)(struct http_call *call, enum fasti_status status, void *self))
{
  call->work_kind = WORK_OTHER;
  call->work = work;
  call->work_self = self;
  call->follow_work = follow;
}

static enum fasti_status
take_expected(struct http_call *call, const char *tag, struct fasti_request *request)
{
  char *end;

  if (strcmp(tag, "*") == 0)
    return FASTI_OK;
  request->expected = *tag == '"' ? strtoll(tag + 1, &end, 10) : 0;
  if (request->expected > 0 && strcmp(end, "\"") == 0)
    return FASTI_OK;
  fasti_error_field(call->messages, "If-Match", "expected the ETag of the case");
  return FASTI_INVALID;
}

enum fasti_status
http_take_conditions(struct http_call *call, struct fasti_request *request)
{
  const char *key = http_header(call, "Idempotency-Key"), *tag = http_header(call, "If-Match");

  if (key && (!*key || strlen(key) > 200)) {
    fasti_error_field(call->messages, "Idempotency-Key", "a key has 1 to 200 characters");
    return FASTI_INVALID;
  }
  if (key)
    request->key = fasti_arena_printf(call->arena, "%s %s", call->visit.person.id, key);
  return tag ? take_expected(call, tag, request) : FASTI_OK;
}

/* -- from the first byte to the answer -- */

static const char *
translate(void *self, const char *english)
{
  struct http_call *call = self;

  return call->server->options->translate ? call->server->options->translate((void *)(uintptr_t)call->language, english)
                                          : english;
}

/* "zh" before "en" in what the browser prefers; the weights are not looked at. */
static const char *
browser_language(struct http_call *call)
{
  const char *wanted = http_header(call, "Accept-Language");
  const char *chinese = wanted ? strcasestr(wanted, "zh") : NULL, *english = wanted ? strcasestr(wanted, "en") : NULL;

  if (english && (!chinese || english < chinese))
    return "en";
  return "zh-CN";
}

void *
http_call_begin(void *self, const char *target, struct MHD_Connection *connection)
{
  struct http_call *call = fasti_alloc(sizeof *call);
  unsigned char bytes[16];

  call->server = self;
  call->connection = connection;
  call->link = http_link_of(connection);
  call->arena = fasti_arena_new();
  call->language = "zh-CN";
  call->messages = fasti_messages_new(translate, call);
  call->began = http_monotonic();
  call->file = -1;
  call->type = "text/plain; charset=utf-8";
  /* whatever the pause before it was, a request has its time from its first line on */
  if (call->link)
    atomic_store(&call->link->deadline, call->began + call->server->deadline);
  if (strlen(target) < HTTP_TARGET)
    call->target = fasti_arena_strdup(call->arena, target);
  randombytes_buf(bytes, sizeof bytes);
  sodium_bin2hex(call->id, sizeof call->id, bytes, sizeof bytes);
  atomic_fetch_add(&call->server->at_work, 1);
  return call;
}

void
http_call_end(void *self, struct MHD_Connection *connection, void **context, enum MHD_RequestTerminationCode why)
{
  struct http_server *server = self;
  struct http_call *call = *context;

  (void)connection, (void)why;
  *context = NULL;
  if (!call)
    return;
  if (call->status) {
    http_count_call(call);
    http_log_call(call);
  }
  if (call->link)
    atomic_store(&call->link->deadline, http_monotonic() + server->deadline);
  http_body_free(call);
  if (call->file >= 0)
    close(call->file);
  fasti_buffer_free(&call->reply);
  sodium_memzero(call->secret, sizeof call->secret);
  fasti_messages_free(call->messages);
  fasti_arena_free(call->arena);
  fasti_free(call);
  atomic_fetch_sub(&server->at_work, 1);
}

static enum fasti_status
status_of(int http)
{
  switch (http) {
  case 401:
  case 403:
    return FASTI_FORBIDDEN;
  case 404:
    return FASTI_NOT_FOUND;
  case 413:
    return FASTI_LIMIT;
  case 422:
    return FASTI_INVALID;
  case 503:
    return FASTI_LOCKED;
  case 507:
    return FASTI_FULL;
  default:
    return http < 500 ? FASTI_USAGE : FASTI_IO;
  }
}

static enum MHD_Result
refuse(struct http_call *call, int http)
{
  if (http_reader_take(call) == FASTI_OK || call->room == NULL || !call->room->refuse) {
    http_refuse(call, http, status_of(http));
  } else {
    call->room = NULL;
    http_refuse(call, http, status_of(http));
  }
  http_reader_give(call);
  return http_send(call);
}

/* Everything that can be said before the body has come. */
static int
look_at_head(struct http_call *call, const char *method)
{
  int refused;

  call->method = fasti_arena_strdup(call->arena, method);
  call->language = browser_language(call);
  if (!http_guard(call) || !http_target_read(call))
    return 400;
  refused = http_route_find(call);
  if (!refused)
    refused = http_know(call);
  call->signs_on = !refused && http_sign_on_wanted(call);
  if (!refused && !call->signs_on)
    refused = http_permit(call);
  /* a form brings its token in the body */
  if (!refused)
    refused = call->route->body == HTTP_FORM ? http_check_origin(call) : http_check_csrf(call);
  return refused ? refused : http_body_begin(call);
}

/* A handler or what follows it has returned. */
static enum MHD_Result
conclude(struct http_call *call, enum fasti_status status)
{
  if (status != FASTI_OK)
    http_refuse(call, 0, status);
  else if (!call->status)
    http_refuse(call, 500, FASTI_INTERNAL);
  http_reader_give(call);
  return http_send(call);
}

/* What a handler, or what follows a change, has come to: an answer, or a change. */
static enum MHD_Result
proceed(struct http_call *call, enum fasti_status status)
{
  if (status != FASTI_OK || call->work_kind == WORK_NONE)
    return conclude(call, status);
  http_reader_give(call);
  switch (http_writer_take(call)) {
  case TAKING_DONE:
    return MHD_YES;
  case TAKING_KNOWN:
    fasti_error_field(call->messages, "Idempotency-Key", "a command with this key is being done: wait for its answer");
    return refuse(call, 409);
  default:
    return refuse(call, 503);
  }
}

static enum MHD_Result
handle(struct http_call *call)
{
  enum fasti_status status = http_reader_take(call);

  if (status == FASTI_OK)
    status = call->signs_on ? http_sign_on(call) : call->route->handle(call);
  return proceed(call, status);
}

static enum MHD_Result
follow(struct http_call *call)
{
  enum fasti_status status = http_reader_take(call);
  bool command = call->work_kind == WORK_COMMAND;

  call->work_kind = WORK_NONE;
  if (status != FASTI_OK)
    return conclude(call, status);
  if (command)
    status = call->follow_command(call, http_answered(call, call->outcome, &call->answer), &call->answer);
  else
    status = call->follow_work(call, call->outcome, call->work_self);
  return proceed(call, status);
}

/* libmicrohttpd sends no answer before the body has come: what is refused meanwhile is told at its end, if that is
 * near. */
static enum MHD_Result
take_body(struct http_call *call, const char *bytes, size_t *size)
{
  if (!call->refused)
    call->refused = http_body_take(call, bytes, *size);
  else
    call->body_size += *size;
  *size = 0;
  return call->refused && call->body_size > call->server->body_most + DRAINED ? MHD_NO : MHD_YES;
}

/* An answer before the end of the request ends the connection, which is right when a body would follow or when it is
 * not certain where the request ends. */
static bool
keeps_connection(struct http_call *call, int refused)
{
  if (!call->path || http_header(call, "Transfer-Encoding") || http_header(call, "Content-Length"))
    return false;
  call->refused = refused;
  return true;
}

static enum MHD_Result
end_body(struct http_call *call)
{
  int refused = call->refused;

  /* from here on the request is ours: the watch does not end it */
  atomic_store(&call->link->deadline, 0);
  if (!refused)
    refused = http_body_read(call);
  if (!refused && call->route->body == HTTP_FORM)
    refused = http_check_csrf(call);
  if (!refused)
    refused = http_body_keep(call);
  call->refused = 0;
  return refused ? refuse(call, refused) : handle(call);
}

enum MHD_Result
http_call_go_on(void *self, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
                const char *bytes, size_t *size, void **context)
{
  struct http_call *call = *context;
  int refused;

  (void)self, (void)connection, (void)url, (void)version;
  if (!call || !call->link)
    return MHD_NO;
  switch (call->stage) {
  case STAGE_NEW:
    call->stage = STAGE_BODY;
    refused = look_at_head(call, method);
    if (!refused || keeps_connection(call, refused))
      return MHD_YES;
    return refuse(call, refused);
  case STAGE_BODY:
    return *size ? take_body(call, bytes, size) : end_body(call);
  case STAGE_WRITTEN:
    return follow(call);
  default:
    return MHD_YES;
  }
}
