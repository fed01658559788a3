/* adapters/cli/posting.c - "fasti post run", "fasti post test": what goes out of the office; see post.h. */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "adapters/cli/configuration.h"
#include "adapters/cli/post.h"

enum fasti_status
posting_settings(struct cli *cli, struct post_settings *settings)
{
  const char *given;
  size_t at = 0;
  struct config config;
  enum fasti_status status = config_read(cli, &config), one;

  *settings = config.post;
  while ((given = cli_next_value(cli, "set", &at)) != NULL) {
    const char *equals = strchr(given, '=');
    char *name = fasti_arena_copy(cli->arena, given, equals ? (size_t)(equals - given) : strlen(given));

    one = equals ? post_set(settings, cli->arena, name, equals + 1, name, cli->messages) : FASTI_NOT_FOUND;
    if (one == FASTI_NOT_FOUND) {
      fasti_error_field(cli->messages, "--set", "\"%s\" is no member of the configuration about post; expected NAME=VALUE", given);
      one = FASTI_USAGE;
    }
    if (one != FASTI_OK)
      status = one;
  }
  return status;
}

static int64_t
real_now(void *self)
{
  (void)self;
  return desk_real_now();
}

static const char *
translate(void *language, const char *english)
{
  (void)language;
  return *english ? gettext(english) : english;
}

static void
print_report(void *self, const struct post_report *report)
{
  (void)self;
  if (!*report->error)
    printf(_("%s: delivered %s %s\n"), report->to, report->type, report->event);
  else if (report->aside)
    printf(_("%s: stands aside %s %s: %s\n"), report->to, report->type, report->event, report->error);
  else
    printf(_("%s: failed %s %s: %s\n"), report->to, report->type, report->event, report->error);
  fflush(stdout);
}

enum fasti_status
posting_new(struct desk *desk, const struct post_settings *settings, struct post **post)
{
  struct post_options options = {.store = desk->store, .settings = settings, .now = real_now, .report = print_report,
                                 .translate = translate};

  return post_new(&options, desk->cli->messages, post);
}

/* -- post run -- */

/* Everything that is due now. */
static enum fasti_status
run_once(struct desk *desk, struct post *post)
{
  bool busy = true;
  enum fasti_status status = FASTI_OK;

  while (busy && status == FASTI_OK)
    status = post_step(post, 100, &busy, desk->cli->messages);
  return status;
}

static enum fasti_status
run_on(struct desk *desk, struct post *post)
{
  sigset_t signals;
  int got;
  enum fasti_status status;

  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, NULL);
  status = post_start(post, desk->cli->messages);
  if (status != FASTI_OK)
    return status;
  puts(_("running; what is due goes out"));
  fflush(stdout);
  sigwait(&signals, &got);
  post_stop(post);
  return FASTI_OK;
}

static enum fasti_status
run(struct cli *cli)
{
  struct post_settings settings;
  struct post *post = NULL;
  struct desk desk;
  enum fasti_status status = posting_settings(cli, &settings);

  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, true, &desk);
  if (status == FASTI_OK)
    status = posting_new(&desk, &settings, &post);
  if (status == FASTI_OK)
    status = cli_has(cli, "once") ? run_once(&desk, post) : run_on(&desk, post);
  post_free(post);
  desk_close(&desk);
  return status;
}

static const struct cli_option run_options[] = {
  DESK_OFFICE, CONFIG_OPTION, POST_SET, {"once", 0, NULL, N_("send what is due now, and end")}, {0}};

const struct cli_command cli_post_run = {
  .group = "post",
  .name = "run",
  .summary = N_("send webhooks and mail until it is ended"),
  .options = run_options,
  .ends = {FASTI_INVALID, DESK_ENDS},
  .run = run,
};

/* -- post test -- */

static enum fasti_status
test(struct cli *cli)
{
  struct post_settings settings;
  struct post *post = NULL;
  struct desk desk;
  enum fasti_status status = posting_settings(cli, &settings);

  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, true, &desk);
  if (status == FASTI_OK)
    status = posting_new(&desk, &settings, &post);
  if (status == FASTI_OK)
    status = post_test(post, cli->operands[0], cli->messages);
  if (status == FASTI_OK)
    printf(_("%s: the test has arrived\n"), cli->operands[0]);
  post_free(post);
  desk_close(&desk);
  return status;
}

static const struct cli_option test_options[] = {DESK_OFFICE, CONFIG_OPTION, POST_SET, {0}};

const struct cli_command cli_post_test = {
  .group = "post",
  .name = "test",
  .summary = N_("send a test to a subscription and tell what came of it"),
  .operands = N_("NAME"),
  .least = 1,
  .most = 1,
  .options = test_options,
  .ends = {FASTI_FAILED, FASTI_INVALID, DESK_ENDS},
  .run = test,
};
