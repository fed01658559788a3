/* adapters/cli/player.c - a chart on a virtual clock, and the trace of what it does; see player.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "adapters/cli/player.h"

/* The beginning of a traced line: the session, when it is not the root. */
static void
print_session(const struct fasti_session *session)
{
  const char *path = fasti_session_path(session);

  if (*path)
    printf("[%s] ", path);
}

static void
trace_state(void *self, struct fasti_session *session, int state, const char *what)
{
  const struct cli_player *player = self;

  if (!player->trace || state == 0)
    return;
  print_session(session);
  printf("%s: %s\n", what, fasti_chart_state(fasti_session_chart(session), state)->id);
}

static enum fasti_status
entered(void *self, struct fasti_session *session, int state)
{
  struct cli_player *player = self;
  const struct fasti_chart_state *told = fasti_chart_state(fasti_session_chart(session), state);

  trace_state(self, session, state, "entered");
  if (!fasti_session_parent(session) && told->kind == FASTI_STATE_FINAL && told->parent == 0)
    player->ended_in = state;
  return FASTI_OK;
}

static enum fasti_status
leaving(void *self, struct fasti_session *session, int state)
{
  trace_state(self, session, state, "left");
  return FASTI_OK;
}

static void
taken(void *self, struct fasti_session *session, int transition)
{
  const struct cli_player *player = self;
  const struct fasti_chart *chart = fasti_session_chart(session);
  const struct fasti_chart_transition *told = fasti_chart_transition(chart, transition);

  if (!player->trace)
    return;
  print_session(session);
  printf("transition: %s ->", fasti_chart_state(chart, told->source)->id);
  for (int i = 0; i < told->target_count; i++)
    printf(" %s", fasti_chart_state(chart, told->targets[i])->id);
  if (told->event)
    printf(" on %s", told->event);
  if (told->cond)
    printf(" if %s", fasti_expr_text(told->cond));
  putchar('\n');
}

static void
event(void *self, struct fasti_session *session, const struct fasti_event *told)
{
  const struct cli_player *player = self;

  if (!player->trace)
    return;
  print_session(session);
  printf("event: %s\n", told->name);
}

static void
tell_log(void *self, struct fasti_session *session, const char *label, const char *text)
{
  (void)self;
  print_session(session);
  printf("log: %s%s%s\n", label ? label : "", label && *label ? ": " : "", text);
}

/* An error event is the chart's own affair; its cause is shown all the same. */
static void
tell_error(void *self, struct fasti_session *session, struct fasti_place place, const char *text)
{
  struct cli_player *player = self;

  (void)session;
  if (player->told && strcmp(player->told, text) == 0)
    return; /* a condition that is looked at again and again */
  player->told = fasti_arena_strdup(player->cli->arena, text);
  fasti_message_add(player->cli->messages,
                    &(struct fasti_message){.severity = FASTI_WARNING, .place = place, .text = text});
  cli_tell(player->cli);
}

enum fasti_status
cli_player_open(struct cli_player *player, struct cli *cli, const char *file, long limit, bool trace)
{
  struct fasti_library library = cli_library(cli);
  struct fasti_slice bytes;
  enum fasti_status status;

  *player = (struct cli_player){.cli = cli, .limit = limit, .trace = trace, .ended_in = -1};
  player->host = (struct fasti_host){.self = player,
                                     .entered = entered,
                                     .leaving = leaving,
                                     .taken = taken,
                                     .event = event,
                                     .log = tell_log,
                                     .error = tell_error};
  status = cli_read(cli, file, CLI_DEFINITION_BYTES, &bytes);
  if (status == FASTI_OK)
    status = fasti_chart_load(file, bytes, &library, cli->messages, &player->chart);
  if (status != FASTI_OK)
    return status;
  cli_tell(cli); /* warnings come before what the run prints */
  player->machine = fasti_machine_new(player->chart, &player->host, "run");
  return fasti_machine_start(player->machine, player->now, cli->messages);
}

void
cli_player_close(struct cli_player *player)
{
  fasti_machine_free(player->machine);
  fasti_chart_free(player->chart);
}

enum fasti_status
cli_player_advance(struct cli_player *player, int64_t until)
{
  enum fasti_status status = FASTI_OK;

  while (status == FASTI_OK && !fasti_machine_ended(player->machine)) {
    int64_t due = fasti_machine_due(player->machine);

    if (due == FASTI_NEVER || due > until)
      break;
    if (player->limit-- <= 0) {
      fasti_error_field(player->cli->messages, "--limit",
                        "the limit of delayed events was reached; the chart may go on for ever");
      return FASTI_LIMIT;
    }
    if (player->trace && due > player->now)
      printf("time: +%.3fs\n", (double)due / 1000);
    player->now = due;
    status = fasti_machine_advance(player->machine, due, player->cli->messages);
  }
  if (status == FASTI_OK && until != FASTI_NEVER)
    player->now = until;
  return status;
}

void
cli_player_answer(const struct cli_player *player)
{
  struct fasti_session *root = fasti_machine_root(player->machine);

  if (fasti_machine_ended(player->machine)) {
    printf("ended: %s\n", player->ended_in < 0 ? "" : fasti_chart_state(player->chart, player->ended_in)->id);
    return;
  }
  fputs("waiting:", stdout);
  for (int i = 0; i < fasti_chart_state_count(player->chart); i++) {
    const struct fasti_chart_state *state = fasti_chart_state(player->chart, i);

    if ((state->kind == FASTI_STATE_ATOMIC || state->kind == FASTI_STATE_FINAL) && fasti_session_in(root, i))
      printf(" %s", state->id);
  }
  putchar('\n');
}
