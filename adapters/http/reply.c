/* adapters/http/reply.c - answers: their headers, and refusals as problem details (RFC 9457). */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/http/room.h"

#define PROBLEM "application/problem+json"

enum { TAKE = 10 * 60 * 1000 /* milliseconds in which the client must have taken the answer */ };

static void
drop_file(struct http_call *call)
{
  if (call->file >= 0)
    close(call->file);
  call->file = -1;
}

void
http_reply(struct http_call *call, int status, const char *type, struct fasti_slice bytes)
{
  drop_file(call);
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

/* A file without a name. @return false with a message */
static bool
open_spool(struct http_call *call)
{
  FILE *temporary = tmpfile();

  call->file = temporary ? fcntl(fileno(temporary), F_DUPFD_CLOEXEC, 0) : -1;
  if (temporary)
    fclose(temporary);
  if (call->file < 0)
    fasti_error_field(call->messages, NULL, "the answer cannot be kept until it is sent: %s", strerror(errno));
  return call->file >= 0;
}

static enum fasti_status
write_all(struct http_call *call, struct fasti_slice piece)
{
  size_t at = 0;

  while (at < piece.size) {
    ssize_t size = write(call->file, piece.at + at, piece.size - at);

    if (size < 0 && errno == EINTR)
      continue;
    if (size <= 0) {
      fasti_error_field(call->messages, NULL, "the answer cannot be kept until it is sent: %s", strerror(errno));
      return errno == ENOSPC ? FASTI_FULL : FASTI_IO;
    }
    at += (size_t)size;
  }
  return FASTI_OK;
}

void
http_reply_begin(struct http_call *call, int status, const char *type)
{
  http_reply(call, status, type, fasti_slice_of(""));
}

enum fasti_status
http_reply_write(struct http_call *call, struct fasti_slice bytes)
{
  enum fasti_status status;

  if (call->file < 0 && call->reply.size + bytes.size <= HTTP_IN_MEMORY) {
    fasti_buffer_add(&call->reply, bytes.at, bytes.size);
    return FASTI_OK;
  }
  if (call->file < 0 && !open_spool(call))
    return FASTI_IO;
  status = write_all(call, fasti_buffer_slice(&call->reply));
  fasti_buffer_free(&call->reply);
  return status == FASTI_OK ? write_all(call, bytes) : status;
}

/* A name as RFC 6266 and RFC 8187 write it. */
static const char *
disposition(struct http_call *call, const char *how, const char *name)
{
  static const char plain[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-_";
  struct fasti_buffer out = {0};
  const char *kept;

  fasti_buffer_printf(&out, "%s; filename*=UTF-8''", how);
  for (; *name; name++)
    fasti_buffer_printf(&out, strchr(plain, *name) ? "%c" : "%%%02X", (unsigned char)*name);
  kept = fasti_arena_copy(call->arena, out.at, out.size);
  fasti_buffer_free(&out);
  return kept;
}

static bool
write_piece(void *self, struct fasti_slice piece)
{
  return http_reply_write(self, piece) == FASTI_OK;
}

/* The file is read and verified as a whole before its first byte is sent. */
static enum fasti_status
reply_evidence(struct http_call *call, const char *case_id, const struct fasti_attached *file, bool shown)
{
  enum fasti_status status;
  size_t before = fasti_messages_errors(call->messages);

  http_reply_begin(call, 200, shown ? file->media : "application/octet-stream");
  status = fasti_office_evidence_read(http_office(call), case_id, file->number, call->messages, write_piece, call);
  if (status == FASTI_OK && fasti_messages_errors(call->messages) > before)
    status = FASTI_IO;
  if (status == FASTI_OK)
    http_add_header(call, "Content-Disposition", disposition(call, shown ? "inline" : "attachment", file->name));
  return status;
}

enum fasti_status
http_reply_evidence(struct http_call *call, const char *case_id, const struct fasti_attached *file)
{
  return reply_evidence(call, case_id, file, false);
}

enum fasti_status
http_show_evidence(struct http_call *call, const char *case_id, const struct fasti_attached *file)
{
  static const char *const shown[] = {"image/jpeg", "image/png",       "image/gif",
                                      "image/webp", "application/pdf", "text/plain"};
  bool show = false;

  for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
    show = show || strcmp(file->media, shown[i]) == 0;
  return reply_evidence(call, case_id, file, show);
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
  json_object_set_new(one, "message", json_string(message->text));
  if (message->law && *message->law)
    json_object_set_new(one, "article", json_string(message->law));
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
  const struct fasti_message *rule = NULL;

  for (size_t i = 0; i < fasti_messages_count(call->messages); i++) {
    const struct fasti_message *message = fasti_messages_at(call->messages, i);

    if (message->severity != FASTI_ERROR)
      continue;
    if (!rule && message->law && *message->law)
      rule = message;
    json_array_append_new(errors, error_of(message));
  }
  problem = json_pack("{s:s+, s:s, s:i, s:s+, s:o}", "type", "urn:fasti:problem:", fasti_status_name(status), "title",
                      title, "status", http, "instance", "urn:fasti:request:", call->id, "errors", errors);
  if (json_array_size(errors) > 0)
    json_object_set(problem, "detail", json_object_get(json_array_get(errors, 0), "message"));
  if (rule) {
    json_object_set_new(problem, "rule", json_string(rule->text));
    json_object_set_new(problem, "article", json_string(rule->law));
  }
  reply_json(call, http, PROBLEM, problem);
}

void
http_refuse(struct http_call *call, int http, enum fasti_status status)
{
  if (!http)
    http = call->refused ? call->refused : fasti_status_http(status);
  if (is_ours(status)) {
    log_failure(call);
    fasti_messages_clear(call->messages);
  }
  drop_file(call);
  if (call->room && call->room->refuse)
    call->room->refuse(call, http, status);
  if (!call->room || !call->room->refuse || !call->status)
    refuse_as_problem(call, http, status);
}

/* What is sent belongs to the response from here on. */
static struct MHD_Response *
response_of(struct http_call *call)
{
  int file = call->file;
  struct stat about;
  char *bytes;
  size_t size = call->reply.size;

  if (file >= 0) {
    call->file = -1;
    return fstat(file, &about) == 0 ? MHD_create_response_from_fd64((uint64_t)about.st_size, file) : NULL;
  }
  bytes = fasti_buffer_take(&call->reply);
  return MHD_create_response_from_buffer_with_free_callback(size, bytes, fasti_free);
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

/* Tags are compared weakly (RFC 9110, section 13.1.2). */
static bool
names_tag(const char *list, const char *tag)
{
  size_t size;

  if (strncmp(tag, "W/", 2) == 0)
    tag += 2;
  size = strlen(tag);
  while (*list) {
    list += strspn(list, " \t,");
    if (*list == '*')
      return true;
    if (strncmp(list, "W/", 2) == 0)
      list += 2;
    if (strncmp(list, tag, size) == 0 && strchr(" \t,", list[size]))
      return true;
    list += strcspn(list, ",");
  }
  return false;
}

/* Who has it already gets no second copy. */
static void
check_known(struct http_call *call)
{
  const char *tag = http_pairs_find(&call->headers, "ETag"), *known = http_header(call, "If-None-Match");

  if (call->status != 200 || !tag || !known || !names_tag(known, tag))
    return;
  call->status = 304;
  drop_file(call);
  fasti_buffer_clear(&call->reply);
}

enum MHD_Result
http_send(struct http_call *call)
{
  struct MHD_Response *response;
  enum MHD_Result result;

  http_session_headers(call);
  check_known(call);
  http_encode(call);
  response = response_of(call);
  if (!response)
    return MHD_NO;
  add_headers(call, response);
  call->stage = STAGE_ANSWERED;
  atomic_store(&call->link->deadline, http_monotonic() + TAKE);
  result = MHD_queue_response(call->connection, (unsigned int)call->status, response);
  MHD_destroy_response(response);
  return result;
}
