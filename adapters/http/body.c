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

static int
begin_file(struct http_call *call)
{
  int64_t most = 0;
  enum fasti_status status;
  const char *length = http_header(call, "Content-Length");

  if (has_type(call, "multipart/form-data") || has_type(call, "application/x-www-form-urlencoded")) {
    fasti_error_field(call->messages, "Content-Type", "the file itself is expected as the body, not a form");
    return 415;
  }
  status = http_reader_take(call);
  if (status == FASTI_OK)
    status = fasti_office_evidence_most(call->reader->office, call->messages, &most);
  http_reader_give(call);
  if (status != FASTI_OK)
    return fasti_status_http(status);
  if (length && strtoll(length, NULL, 10) > most) {
    fasti_error_field(call->messages, NULL, "the file is too large: %lld bytes are the most", (long long)most);
    return 413;
  }
  status = call->server->options->open(call->server->options->self, true, call->messages, NULL, &call->vault);
  if (status == FASTI_OK)
    status = fasti_upload_begin(call->vault, call->path, most, call->messages, &call->upload);
  return status == FASTI_OK ? 0 : fasti_status_http(status);
}

int
http_body_begin(struct http_call *call)
{
  const char *length = http_header(call, "Content-Length"), *type = NULL;

  if (call->route->body == HTTP_FILE)
    return begin_file(call);
  if (length && strtoull(length, NULL, 10) > call->server->body_most) {
    fasti_error_field(call->messages, NULL, "the request is too large: %zu bytes are the most", call->server->body_most);
    return 413;
  }
  if (call->route->body == HTTP_JSON)
    type = "application/json";
  else if (call->route->body == HTTP_FORM)
    type = "application/x-www-form-urlencoded";
  if (!type || has_type(call, type))
    return 0;
  fasti_error_field(call->messages, "Content-Type", "expected %s", type);
  return 415;
}

int
http_body_take(struct http_call *call, const char *bytes, size_t size)
{
  enum fasti_status status = FASTI_OK;

  if (call->upload) {
    status = fasti_upload_write(call->upload, (struct fasti_slice){bytes, size});
    /* a large file may take its time, but not all of it: 32 KiB a second at least */
    atomic_fetch_add(&call->link->deadline, (int64_t)(size / 32));
    return status == FASTI_OK ? 0 : status == FASTI_LIMIT ? 413 : fasti_status_http(status);
  }
  if (call->route->body == HTTP_NOTHING) {
    fasti_error_field(call->messages, NULL, "no body is expected here");
    return 400;
  }
  if (call->body.size + size > call->server->body_most) {
    fasti_error_field(call->messages, NULL, "the request is too large: %zu bytes are the most", call->server->body_most);
    return 413;
  }
  fasti_buffer_add(&call->body, bytes, size);
  return 0;
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
http_body_end(struct http_call *call)
{
  switch (call->route->body) {
  case HTTP_JSON:
    return end_json(call);
  case HTTP_FORM:
    return http_pairs_read(call, fasti_buffer_slice(&call->body), true, &call->form) ? 0 : 400;
  case HTTP_FILE:
    return end_file(call);
  default:
    return 0;
  }
}

void
http_body_free(struct http_call *call)
{
  if (call->upload)
    fasti_upload_cancel(call->upload);
  if (call->vault)
    call->vault->call->close(call->vault);
  json_decref(call->json);
  fasti_buffer_free(&call->body);
}
