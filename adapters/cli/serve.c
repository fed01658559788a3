/* adapters/cli/serve.c - "fasti serve": the office in a browser and over REST, its clock, its post. */
#include "config.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "adapters/cli/serve/serve.h"
#include "engine/list.h"

#define ADDRESS "127.0.0.1:8080"

/* Parts are separated by commas. */
static enum fasti_status
read_parts(struct serve *serve)
{
  static const char *const known[] = {"web", "clock"};
  const char *only = cli_value(serve->cli, "only");
  char *copy = fasti_arena_strdup(serve->cli->arena, only ? only : "web,clock"), *rest = NULL;

  for (char *word = strtok_r(copy, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
    if (strcmp(word, known[0]) == 0) {
      serve->options.web = true;
    } else if (strcmp(word, known[1]) == 0) {
      serve->options.clock = true;
    } else {
      fasti_error_field(serve->cli->messages, "--only", "\"%s\" is no part of the server; expected web, clock", word);
      return FASTI_USAGE;
    }
  }
  if (serve->options.web || serve->options.clock)
    return FASTI_OK;
  fasti_error_field(serve->cli->messages, "--only", "say which parts run: web, clock");
  return FASTI_USAGE;
}

/* Signals that end the server are waited for; threads begun from here on do not see them. */
static void
hold_signals(sigset_t *signals)
{
  struct sigaction ignore = {.sa_handler = SIG_IGN};

  sigemptyset(signals);
  sigaddset(signals, SIGINT);
  sigaddset(signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, signals, NULL);
  sigaction(SIGPIPE, &ignore, NULL);
}

static void
tell_address(const struct serve *serve, const struct http_server *server)
{
  const char *colon = strrchr(serve->options.address, ':');

  if (serve->options.web)
    printf(_("listening on http://%.*s:%d\n"), (int)(colon - serve->options.address), serve->options.address,
           http_port(server));
  else
    puts(_("running, without web"));
  fflush(stdout);
}

static enum fasti_status
run_server(struct serve *serve)
{
  struct http_server *server;
  sigset_t signals;
  int got;
  enum fasti_status status;

  hold_signals(&signals);
  status = http_start(&serve->options, serve->cli->messages, &server);
  if (status != FASTI_OK)
    return status;
  cli_tell(serve->cli);
  tell_address(serve, server);
  sigwait(&signals, &got);
  http_stop(server);
  return FASTI_OK;
}

static enum fasti_status
run(struct cli *cli)
{
  struct serve serve = {.cli = cli, .office = desk_path(cli), .options = {.address = ADDRESS, .log = STDERR_FILENO}};
  enum fasti_status status = read_parts(&serve);

  if (status != FASTI_OK)
    return status;
  if (cli_has(cli, "listen"))
    serve.options.address = cli_value(cli, "listen");
  serve.options.secure = cli_has(cli, "secure");
  serve.vault = fasti_arena_printf(cli->arena, "%s.files", serve.office);
  serve_stores(&serve);
  serve_languages(&serve);
  if (serve.options.web)
    status = serve_rooms(&serve);
  return status == FASTI_OK ? run_server(&serve) : status;
}

static const struct cli_option options[] = {
  DESK_OFFICE,
  {"listen", 'l', N_("ADDRESS:PORT"), N_("where the server listens (default: 127.0.0.1:8080); port 0: any that is free")},
  {"only", 0, N_("PART,..."), N_("only these parts: web, clock")},
  {"web-folder", 0, N_("FOLDER"), N_("where the stylesheets and texts of the pages are (default: those that came with the program)")},
  {"secure", 0, NULL, N_("people reach it by HTTPS only, through a proxy: cookies say so")},
  {0},
};

const struct cli_command cli_serve = {
  .name = "serve",
  .summary = N_("the office in a browser and over REST, and its clock"),
  .options = options,
  .ends = {FASTI_INVALID, FASTI_DEFINITION, FASTI_LIMIT, DESK_ENDS},
  .run = run,
};
