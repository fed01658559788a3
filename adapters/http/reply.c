/* adapters/http/reply.c - answers: their headers, and refusals as problem details (RFC 9457). */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "adapters/http/room.h"

#define PROBLEM "application/problem+json"

void
http_reply(struct http_call *call, int status, const char *type, struct fasti_slice bytes)
{
  call->status = status;
  call->type = type;
  fasti_buffer_clear(&call->reply);
  fasti_buffer_add(&call->reply, bytes.at, bytes.size);
}

static void
reply_json(struct http_call *call, int status, const char *type, json_t *value)
{
  char *text = json_dumps(value, JSON_COMPACT | JSON_ENSURE_ASCII * 0);

  http_reply(call, status, type, fasti_slice_of(text ? text : "null"));
  free(text);
  json_decref(value);
}

void
http_reply_json(struct http_call *call, int status, json_t *value)
{
  reply_json(call, status, "application/json", value);
}

void
http_redirect(struct http_call *call, const char *path)
{
  http_add_header(call, "Location", path);
  http_reply(call, 303, "text/plain; charset=utf-8", fasti_slice_of(""));
}

/* A value with a line end would be two headers. */
void
http_add_header(struct http_call *call, const char *name, const char *value)
{
  if (!strpbrk(value, "\r\n"))
    http_pairs_add(call, &call->headers, name, fasti_arena_strdup(call->arena, value));
}

void
http_refuse_with(struct http_call *call, int http)
{
  call->refused = http;
}

enum fasti_status
http_answered(struct http_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  if (answer->stale)
    http_refuse_with(call, 412);
  else if (answer->reused)
    http_refuse_with(call, 422);
  return status;
}

static bool
write_piece(void *self, struct fasti_slice piece)
{
  const int *file = self;
  size_t at = 0;

  while (at < piece.size) {
    ssize_t size = write(*file, piece.at + at, piece.size - at);

    if (size <= 0)
      return false;
    at += (size_t)size;
  }
  return true;
}

/* The file is read and verified as a whole before its first byte is sent: into a file without a name. */
enum fasti_status
http_reply_evidence(struct http_call *call, const char *case_id, const struct fasti_attached *file)
{
  FILE *temporary = tmpfile();
  int out = temporary ? dup(fileno(temporary)) : -1;
  enum fasti_status status;

  if (temporary)
    fclose(temporary);
  if (out < 0)
    return FASTI_IO;
  status = fasti_office_evidence_read(http_office(call), case_id, file->number, call->messages, write_piece, &out);
  if (status == FASTI_OK && lseek(out, 0, SEEK_END) != (off_t)file->size)
    status = FASTI_FULL;
  if (status != FASTI_OK) {
    close(out);
    return status;
  }
  lseek(out, 0, SEEK_SET);
  call->file = out;
  call->file_size = (uint64_t)file->size;
  call->status = 200;
  call->type = "application/octet-stream";
  return FASTI_OK;
}

static const char *
title_of(int http)
{
  static const struct {
    int http;
    const char *title;
  } titles[] = {
    {400, N_("the request was not understood")},
    {401, N_("log in first")},
    {403, N_("this person may not do that")},
    {404, N_("there is no such thing")},
    {405, N_("this cannot be done here")},
    {409, N_("this is not possible now")},
    {412, N_("it has changed since you looked at it")},
    {413, N_("this is too large")},
    {415, N_("this kind of content is not expected here")},
    {422, N_("the input is not valid")},
    {429, N_("too many attempts: wait a while")},
    {503, N_("the office cannot be reached at the moment")},
    {507, N_("there is no room left on the disk")},
  };

  for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
    if (titles[i].http == http)
      return titles[i].title;
  return fasti_status_text(FASTI_INTERNAL);
}

static json_t *
error_of(const struct fasti_message *message)
{
  json_t *one = json_object();

  if (message->field && *message->field)
    json_object_set_new(one, "field", json_string(message->field));
  if (message->law && *message->law)
    json_object_set_new(one, "law", json_string(message->law));
  json_object_set_new(one, "text", json_string(message->text));
  return one;
}

/* What went wrong with our own files is told to the log, not to the world. */
static bool
is_ours(enum fasti_status status)
{
  return status == FASTI_IO || status == FASTI_CORRUPT || status == FASTI_FOREIGN || status == FASTI_INTERNAL ||
         status == FASTI_READ_ONLY || status == FASTI_LOCKED || status == FASTI_FULL;
}

static void
log_failure(struct http_call *call)
{
  struct fasti_buffer text = {0};

  fasti_buffer_printf(&text, "%s: ", call->id);
  fasti_messages_print(call->messages, &text);
  http_log_text(call->server, "error", text.at);
  fasti_buffer_free(&text);
}

static void
refuse_as_problem(struct http_call *call, int http, enum fasti_status status)
{
  const char *title = fasti_messages_translate(call->messages, title_of(http));
  json_t *errors = json_array(), *problem;
  const char *law = NULL;

  for (size_t i = 0; !is_ours(status) && i < fasti_messages_count(call->messages); i++) {
    const struct fasti_message *message = fasti_messages_at(call->messages, i);

    if (message->severity != FASTI_ERROR)
      continue;
    if (!law && message->law && *message->law)
      law = message->law;
    json_array_append_new(errors, error_of(message));
  }
  problem = json_pack("{s:s+, s:s, s:i, s:s+, s:o}", "type", "urn:fasti:problem:", fasti_status_name(status), "title",
                      title, "status", http, "instance", "urn:fasti:request:", call->id, "errors", errors);
  if (json_array_size(errors) > 0)
    json_object_set(problem, "detail", json_object_get(json_array_get(errors, 0), "text"));
  if (law)
    json_object_set_new(problem, "law", json_string(law));
  reply_json(call, http, PROBLEM, problem);
}

void
http_refuse(struct http_call *call, int http, enum fasti_status status)
{
  if (!http)
    http = call->refused ? call->refused : fasti_status_http(status);
  if (is_ours(status))
    log_failure(call);
  if (call->file >= 0)
    close(call->file);
  call->file = -1;
  if (call->room && call->room->refuse)
    call->room->refuse(call, http, status);
  if (!call->room || !call->room->refuse || !call->status)
    refuse_as_problem(call, http, status);
}

static struct MHD_Response *
response_of(struct http_call *call)
{
  int file = call->file;

  call->file = -1;
  if (file >= 0)
    return MHD_create_response_from_fd64(call->file_size, file);
  return MHD_create_response_from_buffer(call->reply.size, call->reply.size ? call->reply.at : (void *)(uintptr_t)"",
                                         MHD_RESPMEM_MUST_COPY);
}

static bool
is_given(const struct http_call *call, const char *name)
{
  return http_pairs_find(&call->headers, name) != NULL;
}

static void
add_headers(struct http_call *call, struct MHD_Response *response)
{
  static const struct http_pair always[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox"},
  };

  for (size_t i = 0; i < sizeof always / sizeof *always; i++)
    if (!is_given(call, always[i].name))
      MHD_add_response_header(response, always[i].name, always[i].value);
  for (size_t i = 0; i < call->headers.count; i++)
    MHD_add_response_header(response, call->headers.items[i].name, call->headers.items[i].value);
  MHD_add_response_header(response, "Content-Type", call->type);
  MHD_add_response_header(response, "X-Request-Id", call->id);
  if (atomic_load(&call->server->stopping))
    MHD_add_response_header(response, "Connection", "close");
}

/* Who has it already gets no second copy. */
static void
check_known(struct http_call *call)
{
  const char *tag = http_pairs_find(&call->headers, "ETag"), *known = http_header(call, "If-None-Match");

  if (call->status != 200 || !tag || !known || strcmp(tag, known) != 0)
    return;
  call->status = 304;
  fasti_buffer_clear(&call->reply);
}

enum MHD_Result
http_send(struct http_call *call)
{
  struct MHD_Response *response;
  enum MHD_Result result;

  http_session_headers(call);
  check_known(call);
  response = response_of(call);
  if (!response)
    return MHD_NO;
  add_headers(call, response);
  call->stage = STAGE_ANSWERED;
  /* ten minutes to take it */
  atomic_store(&call->link->deadline, http_monotonic() + 10 * 60 * 1000);
  result = MHD_queue_response(call->connection, (unsigned int)call->status, response);
  MHD_destroy_response(response);
  return result;
}
