/* adapters/cli/player.h - a chart that runs on a virtual clock before a person's eyes. */
#ifndef FASTI_CLI_PLAYER_H
#define FASTI_CLI_PLAYER_H

#include "adapters/cli/command.h"
#include "engine/step.h"

enum { CLI_PLAYER_EVENTS = 100000 }; /* delayed events that a run delivers unless --limit says otherwise */

/** A running chart. */
struct cli_player {
  struct cli *cli;
  struct fasti_host host;
  struct fasti_chart *chart;
  struct fasti_machine *machine;
  int64_t now;  /* milliseconds; a run begins at 0 */
  long limit;   /* delayed events that may still be delivered */
  bool trace;   /* tell every event, transition and state */
  const char *told; /* the last warning */
  int ended_in; /* the top-level final state that was entered last; -1 */
};

/** Load the chart FILE and enter its first states. End with cli_player_close, also after an error. */
FASTI_MUST enum fasti_status cli_player_open(struct cli_player *player, struct cli *cli, const char *file, long limit,
                                             bool trace);
void cli_player_close(struct cli_player *player);
/** Deliver every delayed event up to the time UNTIL (FASTI_NEVER: as long as there are any), in order.
 *  @return FASTI_LIMIT when the limit was reached */
FASTI_MUST enum fasti_status cli_player_advance(struct cli_player *player, int64_t until);
/** Print "ended: STATE" or "waiting: STATE...", the active atomic states in document order. */
void cli_player_answer(const struct cli_player *player);
/** Read lines from INPUT and do what they say; see fasti-run(1). @return FASTI_INVALID when a line was wrong */
FASTI_MUST enum fasti_status cli_player_converse(struct cli_player *player, FILE *input);

#endif
