/* adapters/http/log.c - what the server tells those who keep it: a log of JSON lines, /healthz, /readyz, /metrics (text
 * format of Prometheus). Neither names what is in a case: the path of a request only as its pattern and the ids in it.
 */
#include "config.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "adapters/http/room.h"
#include "engine/upkeep.h"
#include "engine/subscription.h"
#include "engine/upkeep.h"

/* One write a line, so that lines of several threads do not mix. A log that cannot be written stops nobody. LINE is
 * taken. */
static void
write_line(int log, json_t *line)
{
  char *text = log < 0 ? NULL : json_dumps(line, JSON_COMPACT);
  size_t size = text ? strlen(text) : 0;

  if (text) {
    text[size] = '\n'; /* in the place of its end */
    if (write(log, text, size + 1) < 0)
      errno = 0;
  }
  free(text);
  json_decref(line);
}

void
http_log_line(int log, const char *level, const char *text)
{
  struct timespec now;
  char at[FASTI_INSTANT_SIZE];

  clock_gettime(CLOCK_REALTIME, &now);
  fasti_instant_format((int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000, 0, at);
  write_line(log, json_pack("{s:s, s:s, s:s}", "time", at, "level", level, "text", text));
}

void
http_log_text(struct http_server *server, const char *level, const char *text)
{
  http_log_line(server->options->log, level, text);
}

/* Ids are told, but not what opens something for whoever has it. */
static void
add_parts(json_t *line, const struct http_call *call)
{
  for (size_t i = 0; i < call->named.count; i++)
    if (strcmp(call->named.items[i].name, "token") != 0)
      json_object_set_new(line, call->named.items[i].name, json_string(call->named.items[i].value));
}

void
http_log_call(struct http_call *call)
{
  char at[FASTI_INSTANT_SIZE];
  json_t *line =
    json_pack("{s:s, s:s, s:s, s:s, s:s, s:i, s:I}", "time", fasti_instant_format(http_real(call->server), 0, at),
              "level", "info", "request", call->id, "method", call->method ? call->method : "", "address",
              http_address(call), "status", call->status, "milliseconds", (json_int_t)(http_monotonic() - call->began));

  if (call->route)
    json_object_set_new(line, "route", json_string(call->route->pattern));
  add_parts(line, call);
  if (call->known)
    json_object_set_new(line, "person", json_string(call->visit.person.id));
  write_line(call->server->options->log, line);
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

/* How those who look after the office have looked after it, and what waits to go out. */
static enum fasti_status
upkeep_metrics(struct http_call *call, struct fasti_buffer *out)
{
  struct fasti_office *office = http_office(call);
  struct fasti_upkeep upkeep;
  struct fasti_post_state post;
  enum fasti_status status = fasti_office_upkeep(office, http_arena(call), http_messages(call), &upkeep);

  if (status == FASTI_OK)
    status = fasti_office_post_state(office, http_messages(call), &post);
  if (status != FASTI_OK)
    return status;
  if (upkeep.backup_at != FASTI_NEVER)
    fasti_buffer_printf(out, "# TYPE fasti_backup_timestamp_seconds gauge\nfasti_backup_timestamp_seconds %" PRId64 "\n",
                        upkeep.backup_at / 1000);
  if (upkeep.audit_at != FASTI_NEVER)
    fasti_buffer_printf(out,
                        "# TYPE fasti_audit_timestamp_seconds gauge\nfasti_audit_timestamp_seconds %" PRId64 "\n"
                        "# TYPE fasti_audit_agrees gauge\nfasti_audit_agrees %d\n",
                        upkeep.audit_at / 1000, upkeep.audit == FASTI_OK);
  fasti_buffer_printf(out,
                      "# TYPE fasti_post_subscriptions gauge\nfasti_post_subscriptions %" PRId64 "\n"
                      "# TYPE fasti_post_failing gauge\nfasti_post_failing %" PRId64 "\n"
                      "# TYPE fasti_post_aside gauge\nfasti_post_aside %" PRId64 "\n"
                      "# TYPE fasti_post_entries_behind gauge\nfasti_post_entries_behind %" PRId64 "\n",
                      post.subscriptions, post.failing, post.aside, post.behind);
  return FASTI_OK;
}

const int http_bounds[HTTP_BOUNDS] = {1, 2, 5, 10, 25, 50, 100, 250, 1000, 5000};

void
http_count_call(struct http_call *call)
{
  struct counters *counters = &call->server->counters;
  int64_t took = http_monotonic() - call->began;
  int i = 0;

  while (i < HTTP_BOUNDS && took > http_bounds[i])
    i++;
  atomic_fetch_add(&counters->within[i], 1);
  atomic_fetch_add(&counters->milliseconds, (uint64_t)took);
  atomic_fetch_add(&counters->answers[call->status / 100 % 6], 1);
}

static void
add_figure(struct fasti_buffer *out, const char *name, const char *type, uint64_t value)
{
  fasti_buffer_printf(out, "# TYPE %s %s\n%s %" PRIu64 "\n", name, type, name, value);
}

static void
add_answers(struct fasti_buffer *out, struct counters *counters)
{
  uint64_t sum = 0;

  fasti_buffer_puts(out, "# TYPE fasti_http_answers_total counter\n");
  for (int i = 1; i < 6; i++)
    fasti_buffer_printf(out, "fasti_http_answers_total{code=\"%dxx\"} %" PRIu64 "\n", i,
                        atomic_load(&counters->answers[i]));
  fasti_buffer_puts(out, "# TYPE fasti_http_seconds histogram\n");
  for (int i = 0; i < HTTP_BOUNDS; i++) {
    sum += atomic_load(&counters->within[i]);
    fasti_buffer_printf(out, "fasti_http_seconds_bucket{le=\"%g\"} %" PRIu64 "\n", http_bounds[i] / 1000.0, sum);
  }
  sum += atomic_load(&counters->within[HTTP_BOUNDS]);
  fasti_buffer_printf(out, "fasti_http_seconds_bucket{le=\"+Inf\"} %" PRIu64 "\n", sum);
  fasti_buffer_printf(out, "fasti_http_seconds_sum %.3f\nfasti_http_seconds_count %" PRIu64 "\n",
                      (double)atomic_load(&counters->milliseconds) / 1000.0, sum);
}

/* When the office was copied and verified last, in seconds of Unix time; what never was is not there. */
static void
add_upkeep(struct http_call *call, struct fasti_buffer *out)
{
  struct fasti_upkeep upkeep;

  if (fasti_office_upkeep(http_office(call), call->arena, NULL, &upkeep) != FASTI_OK)
    return;
  if (upkeep.backup_at != FASTI_NEVER)
    add_figure(out, "fasti_backup_timestamp_seconds", "gauge", (uint64_t)(upkeep.backup_at / 1000));
  if (upkeep.audit_at == FASTI_NEVER)
    return;
  add_figure(out, "fasti_audit_timestamp_seconds", "gauge", (uint64_t)(upkeep.audit_at / 1000));
  add_figure(out, "fasti_audit_passed", "gauge", upkeep.audit == FASTI_OK);
}

static enum fasti_status
metrics(struct http_call *call)
{
  struct http_server *server = call->server;
  struct counters *counters = &server->counters;
  struct fasti_buffer out = {0};
  size_t waiting;
  enum fasti_status status;

  pthread_mutex_lock(&server->lock);
  waiting = server->waiting;
  pthread_mutex_unlock(&server->lock);
  add_answers(&out, counters);
  add_figure(&out, "fasti_http_malformed_total", "counter", atomic_load(&counters->refused));
  add_figure(&out, "fasti_http_too_slow_total", "counter", atomic_load(&counters->cut));
  add_figure(&out, "fasti_http_at_work", "gauge", (uint64_t)atomic_load(&server->at_work));
  add_figure(&out, "fasti_commands_total", "counter", atomic_load(&counters->commands));
  add_figure(&out, "fasti_commits_total", "counter", atomic_load(&counters->commits));
  add_figure(&out, "fasti_writer_waiting", "gauge", waiting);
  add_upkeep(call, &out);
  status = upkeep_metrics(call, &out);
  if (status == FASTI_OK)
    http_reply(call, 200, "text/plain; version=0.0.4; charset=utf-8", fasti_buffer_slice(&out));
  fasti_buffer_free(&out);
  return status;
}

static const struct http_route routes[] = {
  {.method = "GET",
   .pattern = "/healthz",
   .handle = health,
   .statuses = {200},
   .summary = N_("whether the server runs")},
  {.method = "GET",
   .pattern = "/readyz",
   .handle = ready,
   .statuses = {200, 503},
   .summary = N_("whether the office can be reached")},
  {.method = "GET",
   .pattern = "/metrics",
   .handle = metrics,
   .statuses = {200},
   .summary = N_("figures of the server")},
  {0},
};

const struct http_room http_health = {.routes = routes};
