/* adapters/cli/serve/post.c - the post of the server: webhooks and mail beside what answers people; see adapters/post/post.h.
 */
#include "config.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapters/cli/serve/serve.h"

static int64_t
real_now(void *self)
{
  (void)self;
  return desk_real_now();
}

/* A line of the log. */
static void
log_report(void *self, const struct post_report *report)
{
  const struct serve *serve = self;
  char time[FASTI_INSTANT_SIZE], *line;
  json_t *value = json_pack("{s:s, s:s, s:s, s:s, s:s}", "time", fasti_instant_format(desk_real_now(), 0, time), "level",
                            *report->error ? "warning" : "info", "post", report->to, "event", report->event, "type",
                            report->type);

  if (*report->error)
    json_object_set_new(value, "error", json_string(report->error));
  if (report->aside)
    json_object_set_new(value, "aside", json_true());
  line = json_dumps(value, JSON_COMPACT | JSON_PRESERVE_ORDER);
  if (line && serve->options.log >= 0) {
    struct fasti_buffer whole = {0};

    fasti_buffer_printf(&whole, "%s\n", line);
    if (write(serve->options.log, whole.at, whole.size) < 0)
      whole.size = 0; /* a log that cannot be written holds nothing up */
    fasti_buffer_free(&whole);
  }
  free(line);
  json_decref(value);
}

enum fasti_status
serve_post_start(struct serve *serve)
{
  struct fasti_messages *messages = serve->cli->messages;
  struct post_options options = {.settings = &serve->post_settings, .now = real_now, .report = log_report,
                                 .reporter = serve, .translate = serve->options.translate, .language = "zh-CN"};
  struct fasti_vault *vault = NULL;
  enum fasti_status status;

  if (!serve->post)
    return FASTI_OK;
  status = serve->options.open(serve->options.self, true, messages, &serve->post_store, &vault);
  if (vault)
    vault->call->close(vault);
  if (status != FASTI_OK)
    return status;
  options.store = serve->post_store;
  status = post_new(&options, messages, &serve->posting);
  if (status == FASTI_OK)
    status = post_start(serve->posting, messages);
  if (status != FASTI_OK)
    serve_post_stop(serve);
  return status;
}

void
serve_post_stop(struct serve *serve)
{
  post_free(serve->posting);
  serve->posting = NULL;
  if (serve->post_store)
    serve->post_store->call->close(serve->post_store);
  serve->post_store = NULL;
}
