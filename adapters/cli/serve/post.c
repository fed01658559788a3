/* adapters/cli/serve/post.c - the part of the server that sends webhooks and mail: a store and a thread of its own. */
#include "config.h"

#include "adapters/cli/serve/serve.h"
#include "adapters/sqlite/sqlite.h"

struct serve_post {
  struct serve *serve;
  struct fasti_store *store;
  struct post *post;
};

static int64_t
real_now(void *self)
{
  (void)self;
  return desk_real_now();
}

static void
report(void *self, const struct post_report *report)
{
  struct serve_post *post = self;
  struct fasti_buffer text = {0};

  fasti_buffer_printf(&text, "post to %s: %s %s: %s%s", report->to, report->type, report->event,
                      *report->error ? report->error : "delivered", report->aside ? "; it stands aside" : "");
  http_log_line(post->serve->options.log, *report->error ? "warning" : "info", text.at);
  fasti_buffer_free(&text);
}

enum fasti_status
serve_post_begin(struct serve *serve, struct serve_post **out)
{
  struct serve_post *made = fasti_arena_alloc(serve->cli->arena, sizeof *made);
  struct fasti_sqlite_options how = {.now = desk_real_now(), .messages = serve->cli->messages};
  struct post_options options = {.settings = &serve->post,
                                 .now = real_now,
                                 .report = report,
                                 .reporter = made,
                                 .translate = serve->options.translate,
                                 .language = "zh-CN"};
  enum fasti_status status = fasti_sqlite_open(serve->office, &how, &made->store);

  *out = made;
  made->serve = serve;
  options.store = made->store;
  if (status == FASTI_OK)
    status = post_new(&options, serve->cli->messages, &made->post);
  return status == FASTI_OK ? post_start(made->post, serve->cli->messages) : status;
}

void
serve_post_end(struct serve_post *post)
{
  if (!post)
    return;
  if (post->post)
    post_stop(post->post);
  post_free(post->post);
  if (post->store)
    post->store->call->close(post->store);
}
