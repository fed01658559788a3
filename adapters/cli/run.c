/* adapters/cli/run.c - "fasti run": runs any SCXML chart on a virtual clock. */
#include "config.h"

#include <stdio.h>

#include "adapters/cli/player.h"

static enum fasti_status
run(struct cli *cli)
{
  struct cli_player player;
  long limit = CLI_PLAYER_EVENTS;
  enum fasti_status status = cli_number(cli, "limit", 0, 1000000000, &limit);

  if (status != FASTI_OK)
    return status;
  status = cli_player_open(&player, cli, cli->operands[0], limit, cli_has(cli, "trace"));
  if (status == FASTI_OK && cli_has(cli, "interactive"))
    status = cli_player_converse(&player, stdin);
  else if (status == FASTI_OK)
    status = cli_player_advance(&player, FASTI_NEVER);
  if (status == FASTI_OK && !cli_has(cli, "interactive"))
    cli_player_answer(&player);
  cli_player_close(&player);
  return status;
}

static const struct cli_option options[] = {
  {"interactive", 'i', NULL, N_("read events, a line each, from standard input; time passes by @advance only")},
  {"limit", 0, N_("N"), N_("stop after N delayed events (100000)")},
  {"trace", 't', NULL, N_("tell every event, transition and state")},
  {0},
};

const struct cli_command cli_run = {
  .name = "run",
  .summary = N_("run a chart on a virtual clock"),
  .operands = N_("FILE"),
  .least = 1,
  .most = 1,
  .options = options,
  .ends = {FASTI_INVALID, FASTI_NOT_FOUND, FASTI_LIMIT, FASTI_IO, FASTI_DEFINITION},
  .run = run,
};
