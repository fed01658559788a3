/* adapters/cli/serve.c - "fasti serve": the office in a browser and over REST, its clock, its post. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "adapters/cli/configuration.h"
#include "adapters/cli/serve/serve.h"
#include "engine/list.h"

#define ADDRESS "127.0.0.1:8080"

/* Parts are separated by commas. */
static enum fasti_status
read_parts(struct serve *serve, const char *only)
{
  char *copy = fasti_arena_strdup(serve->cli->arena, only ? only : "web,clock,post"), *rest = NULL;

  for (char *word = strtok_r(copy, ", ", &rest); word; word = strtok_r(NULL, ", ", &rest)) {
    if (!config_is_part(word)) {
      fasti_error_field(serve->cli->messages, "--only", "\"%s\" is no part of the server; expected web, clock, post", word);
      return FASTI_USAGE;
    }
    serve->options.web = serve->options.web || strcmp(word, "web") == 0;
    serve->options.clock = serve->options.clock || strcmp(word, "clock") == 0;
    serve->post = serve->post || strcmp(word, "post") == 0;
  }
  if (serve->options.web || serve->options.clock || serve->post)
    return FASTI_OK;
  fasti_error_field(serve->cli->messages, "--only", "say which parts run: web, clock, post");
  return FASTI_USAGE;
}

/* The file of the log, which is opened again when SIGHUP says that it was moved away. */
static enum fasti_status
open_log(struct serve *serve)
{
  int file;

  if (!serve->log || strcmp(serve->log, "-") == 0)
    return FASTI_OK;
  if (strcmp(serve->log, "none") == 0) {
    serve->options.log = -1;
    return FASTI_OK;
  }
  file = open(serve->log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
  if (file < 0) {
    fasti_error_field(serve->cli->messages, serve->log, "the log cannot be written: %s", strerror(errno));
    return FASTI_IO;
  }
  if (serve->options.log == STDERR_FILENO) {
    serve->options.log = file;
    return FASTI_OK;
  }
  dup3(file, serve->options.log, O_CLOEXEC);
  close(file);
  return FASTI_OK;
}

/* Signals are waited for; threads begun from here on do not see them. */
static void
hold_signals(sigset_t *signals)
{
  struct sigaction ignore = {.sa_handler = SIG_IGN};

  sigemptyset(signals);
  sigaddset(signals, SIGINT);
  sigaddset(signals, SIGTERM);
  sigaddset(signals, SIGHUP);
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
  status = serve_post_start(serve);
  cli_tell(serve->cli);
  if (status == FASTI_OK) {
    tell_address(serve, server);
    serve_notify("READY=1");
  }
  while (status == FASTI_OK && sigwait(&signals, &got) == 0 && got == SIGHUP)
    if (open_log(serve) != FASTI_OK)
      cli_tell(serve->cli);
  serve_notify("STOPPING=1");
  serve_post_stop(serve);
  http_stop(server);
  return status;
}

/* What the file says, and over it what the command line says. */
static enum fasti_status
configure(struct serve *serve)
{
  struct cli *cli = serve->cli;
  struct config config;
  enum fasti_status status = config_read(cli, &config);

  if (status != FASTI_OK)
    return status;
  serve->office = config.office && !cli_has(cli, "office") ? config.office : desk_path(cli);
  serve->vault = fasti_arena_printf(cli->arena, "%s.files", serve->office);
  serve->web_folder = cli_has(cli, "web-folder") ? cli_value(cli, "web-folder") : config.web_folder;
  serve->post_settings = config.post;
  serve->log = cli_has(cli, "log") ? cli_value(cli, "log") : config.log;
  serve->options = (struct http_options){.address = config.listen ? config.listen : ADDRESS,
                                         .readers = (int)config.readers,
                                         .deadline = (int)config.deadline,
                                         .body_most = (size_t)config.body_limit,
                                         .connections = (int)config.connections,
                                         .session_idle = (int)config.session_idle,
                                         .session_most = (int)config.session_most,
                                         .proxies = config.proxies,
                                         .sign_on = config.sign_on,
                                         .secure = config.secure || cli_has(cli, "secure"),
                                         .log = STDERR_FILENO};
  if (cli_has(cli, "listen"))
    serve->options.address = cli_value(cli, "listen");
  return read_parts(serve, cli_has(cli, "only") ? cli_value(cli, "only") : config.only);
}

static enum fasti_status
run(struct cli *cli)
{
  struct serve serve = {.cli = cli};
  enum fasti_status status = configure(&serve);

  if (status == FASTI_OK)
    status = open_log(&serve);
  if (status != FASTI_OK)
    return status;
  serve_stores(&serve);
  serve_languages(&serve);
  if (serve.options.web)
    status = serve_rooms(&serve);
  return status == FASTI_OK ? run_server(&serve) : status;
}

static const struct cli_option options[] = {
  CONFIG_OPTION,
  DESK_OFFICE,
  {"listen", 'l', N_("ADDRESS:PORT"), N_("where the server listens (default: 127.0.0.1:8080); port 0: any that is free")},
  {"only", 0, N_("PART,..."), N_("only these parts: web, clock, post")},
  {"web-folder", 0, N_("FOLDER"), N_("where the stylesheets and texts of the pages are (default: those that came with the program)")},
  {"log", 0, N_("FILE"), N_("where the log goes; -: standard error (the default); none: nowhere")},
  {"secure", 0, NULL, N_("people reach it by HTTPS only, through a proxy: cookies say so")},
  {0},
};

const struct cli_command cli_serve = {
  .name = "serve",
  .summary = N_("the office in a browser and over REST, its clock and its post"),
  .options = options,
  .ends = {FASTI_INVALID, FASTI_DEFINITION, FASTI_LIMIT, DESK_ENDS},
  .run = run,
};
