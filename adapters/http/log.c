/* adapters/http/log.c - what the server tells those who keep it: a log of JSON lines, /healthz, /readyz, /metrics (text format of
 * Prometheus). Neither names what is in a case: the path of a request only as its pattern and the ids in it.
 */
#include "config.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "adapters/http/room.h"

/* One write a line, so that lines of several threads do not mix. */
static void
write_line(struct http_server *server, json_t *line)
{
  char *text = server->options->log < 0 ? NULL : json_dumps(line, JSON_COMPACT);
  struct fasti_buffer out = {0};

  if (text) {
    fasti_buffer_printf(&out, "%s\n", text);
    if (write(server->options->log, out.at, out.size) < 0)
      atomic_fetch_add(&server->counters.refused, 0); /* a log that cannot be written stops nobody */
  }
  fasti_buffer_free(&out);
  free(text);
  json_decref(line);
}

static const char *
stamp(const struct http_server *server, char out[FASTI_INSTANT_SIZE])
{
  return fasti_instant_format(http_real(server), 0, out);
}

void
http_log_text(struct http_server *server, const char *level, const char *text)
{
  char at[FASTI_INSTANT_SIZE];

  write_line(server, json_pack("{s:s, s:s, s:s}", "time", stamp(server, at), "level", level, "text", text));
}

void
http_log_call(struct http_call *call)
{
  char at[FASTI_INSTANT_SIZE];
  json_t *line = json_pack("{s:s, s:s, s:s, s:s, s:s, s:i, s:I}", "time", stamp(call->server, at), "level", "info", "request", call->id,
                           "method", call->method ? call->method : "", "address", http_address(call),
                           "status", call->status, "milliseconds", (json_int_t)(http_monotonic() - call->began));

  if (call->route)
    json_object_set_new(line, "route", json_string(call->route->pattern));
  for (size_t i = 0; i < call->named.count; i++)
    if (strcmp(call->named.items[i].name, "token") != 0) /* an address that is a secret */
      json_object_set_new(line, call->named.items[i].name, json_string(call->named.items[i].value));
  if (call->known)
    json_object_set_new(line, "person", json_string(call->visit.person.id));
  write_line(call->server, line);
}

static enum fasti_status
health(struct http_call *call)
{
  http_reply(call, 200, "text/plain; charset=utf-8", fasti_slice_of("ok\n"));
  return FASTI_OK;
}

/* The store was read to get here: http_reader_take asks what time it is in the office. */
static enum fasti_status
ready(struct http_call *call)
{
  if (atomic_load(&call->server->stopping))
    return FASTI_LOCKED;
  return health(call);
}

static enum fasti_status
metrics(struct http_call *call)
{
  struct http_server *server = call->server;
  struct counters *counters = &server->counters;
  struct fasti_buffer out = {0};
  size_t waiting;

  pthread_mutex_lock(&server->lock);
  waiting = server->waiting;
  pthread_mutex_unlock(&server->lock);
  fasti_buffer_puts(&out, "# TYPE fasti_http_answers_total counter\n");
  for (int i = 1; i < 6; i++)
    fasti_buffer_printf(&out, "fasti_http_answers_total{code=\"%dxx\"} %" PRIu64 "\n", i,
                        atomic_load(&counters->answers[i]));
  fasti_buffer_printf(&out,
                      "# TYPE fasti_http_milliseconds_total counter\nfasti_http_milliseconds_total %" PRIu64 "\n"
                      "# TYPE fasti_http_malformed_total counter\nfasti_http_malformed_total %" PRIu64 "\n"
                      "# TYPE fasti_http_too_slow_total counter\nfasti_http_too_slow_total %" PRIu64 "\n"
                      "# TYPE fasti_http_at_work gauge\nfasti_http_at_work %d\n",
                      atomic_load(&counters->milliseconds), atomic_load(&counters->refused), atomic_load(&counters->cut),
                      atomic_load(&server->at_work));
  fasti_buffer_printf(&out,
                      "# TYPE fasti_commands_total counter\nfasti_commands_total %" PRIu64 "\n"
                      "# TYPE fasti_commits_total counter\nfasti_commits_total %" PRIu64 "\n"
                      "# TYPE fasti_writer_waiting gauge\nfasti_writer_waiting %zu\n",
                      atomic_load(&counters->commands), atomic_load(&counters->commits), waiting);
  http_reply(call, 200, "text/plain; version=0.0.4; charset=utf-8", fasti_buffer_slice(&out));
  fasti_buffer_free(&out);
  return FASTI_OK;
}

static const struct http_route routes[] = {
  {.method = "GET", .pattern = "/healthz", .handle = health, .statuses = {200}, .summary = N_("whether the server runs")},
  {.method = "GET", .pattern = "/readyz", .handle = ready, .statuses = {200, 503}, .summary = N_("whether the office can be reached")},
  {.method = "GET", .pattern = "/metrics", .handle = metrics, .statuses = {200}, .summary = N_("figures of the server")},
  {0},
};

const struct http_room http_health = {.routes = routes};
