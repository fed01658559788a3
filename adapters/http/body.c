/* adapters/http/body.c - what a request brings: JSON (RFC 8259), a form, or a file on its way into the vault. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "adapters/http/room.h"

static bool
has_type(struct http_call *call, const char *type)
{
  const char *given = http_header(call, "Content-Type");
  size_t size = strlen(type);

  return given && strncasecmp(given, type, size) == 0 && (!given[size] || strchr("; \t", given[size]));
}

/* Bytes that a file may have; opens the vault. */
static int
open_vault(struct http_call *call)
{
  enum fasti_status status = http_reader_take(call);

  if (status == FASTI_OK)
    status = fasti_office_evidence_most(call->reader->office, call->messages, &call->file_most);
  http_reader_give(call);
  if (status == FASTI_OK)
    status = call->server->options->open(call->server->options->self, true, call->messages, NULL, &call->vault);
  return status == FASTI_OK ? 0 : fasti_status_http(status);
}

static int
check_length(struct http_call *call, int64_t most)
{
  const char *length = http_header(call, "Content-Length");

  if (!length || strtoll(length, NULL, 10) <= most)
    return 0;
  fasti_error_field(call->messages, NULL, "the request is too large: %lld bytes are the most", (long long)most);
  return 413;
}

static int
begin_file(struct http_call *call)
{
  enum fasti_status status;
  int refused;

  if (has_type(call, "multipart/form-data") || has_type(call, "application/x-www-form-urlencoded")) {
    fasti_error_field(call->messages, "Content-Type", "the file itself is expected as the body, not a form");
    return 415;
  }
  refused = open_vault(call);
  if (!refused)
    refused = check_length(call, call->file_most);
  if (refused)
    return refused;
  status = fasti_upload_begin(call->vault, NULL, call->file_most, call->messages, &call->upload);
  return status == FASTI_OK ? 0 : fasti_status_http(status);
}

/* Files come from who is logged in only. */
static int
begin_parts(struct http_call *call)
{
  int refused = call->known ? open_vault(call) : 0;

  if (!refused)
    refused = check_length(call, call->file_most + (int64_t)call->server->body_most);
  if (refused || http_form_begin(call))
    return refused;
  fasti_error_field(call->messages, "Content-Type", "the form does not say where its parts end");
  return 400;
}

int
http_body_begin(struct http_call *call)
{
  const char *type = NULL;
  int refused;

  if (call->route->body == HTTP_FILE)
    return begin_file(call);
  if (call->route->body == HTTP_FORM && has_type(call, "multipart/form-data"))
    return begin_parts(call);
  refused = check_length(call, (int64_t)call->server->body_most);
  if (refused)
    return refused;
  if (call->route->body == HTTP_JSON)
    type = "application/json";
  else if (call->route->body == HTTP_FORM)
    type = "application/x-www-form-urlencoded";
  if (!type || has_type(call, type))
    return 0;
  fasti_error_field(call->messages, "Content-Type", "expected %s", type);
  return 415;
}

static int
take_bytes(struct http_call *call, const char *bytes, size_t size)
{
  if (call->route->body == HTTP_NOTHING) {
    fasti_error_field(call->messages, NULL, "no body is expected here");
    return 400;
  }
  if (call->body.size + size > call->server->body_most) {
    fasti_error_field(call->messages, NULL, "the request is too large: %lld bytes are the most",
                      (long long)call->server->body_most);
    return 413;
  }
  fasti_buffer_add(&call->body, bytes, size);
  return 0;
}

int
http_body_take(struct http_call *call, const char *bytes, size_t size)
{
  enum fasti_status status;

  call->body_size += size;
  if (!call->upload && !call->post)
    return take_bytes(call, bytes, size);
  /* a large file may take its time, but not all of it: 8 KiB a second at least */
  atomic_fetch_add(&call->link->deadline, (int64_t)(size / 8));
  if (call->post)
    return http_form_take(call, bytes, size);
  status = fasti_upload_write(call->upload, (struct fasti_slice){bytes, size});
  return status == FASTI_OK ? 0 : status == FASTI_LIMIT ? 413 : fasti_status_http(status);
}

static int
end_json(struct http_call *call)
{
  json_error_t error;

  call->json = json_loadb(call->body.at ? call->body.at : "", call->body.size, JSON_REJECT_DUPLICATES, &error);
  if (call->json && json_is_object(call->json))
    return 0;
  if (call->json)
    fasti_error_field(call->messages, NULL, "the body is not an object of JSON");
  else
    fasti_error_field(call->messages, NULL, "the body is not JSON: line %d, column %d: %s", error.line, error.column,
                      error.text);
  return 400;
}

static int
end_file(struct http_call *call)
{
  enum fasti_status status = fasti_upload_end(call->upload, &call->kept);

  call->upload = NULL;
  call->has_file = status == FASTI_OK;
  return status == FASTI_OK ? 0 : fasti_status_http(status);
}

int
http_body_read(struct http_call *call)
{
  if (call->route->body == HTTP_JSON)
    return end_json(call);
  if (call->post)
    return http_form_end(call);
  if (call->route->body == HTTP_FORM)
    return http_pairs_read(call, fasti_buffer_slice(&call->body), true, &call->form) ? 0 : 400;
  return 0;
}

int
http_body_keep(struct http_call *call)
{
  if (call->upload)
    return end_file(call);
  http_form_keep(call);
  return 0;
}

void
http_body_free(struct http_call *call)
{
  http_form_free(call);
  if (call->upload)
    fasti_upload_cancel(call->upload);
  if (call->vault)
    call->vault->call->close(call->vault);
  json_decref(call->json);
  fasti_buffer_free(&call->body);
}
