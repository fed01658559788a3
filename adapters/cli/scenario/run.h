/* adapters/cli/scenario/run.h - doing the steps of a scenario in an office, and looking at what is expected. */
#ifndef FASTI_CLI_RUN_H
#define FASTI_CLI_RUN_H

#include "adapters/cli/scenario/scenario.h"
#include "adapters/cli/story.h"

/** One run; begin with CLI, STORE, VAULT and OFFICE. */
struct scenario_run {
  struct cli *cli;
  struct fasti_store *store;
  struct fasti_vault *vault; /* of the office */
  struct fasti_office *office;
  struct fasti_messages *messages; /* what failed, as FILE:LINE:COLUMN */
  struct story *story;             /* told what happens; NULL: nobody */
  int64_t now;
  int32_t zone;
  bool started; /* the clock has been set */
  const char *bureau;
  const char *case_id;         /* of the case that steps are about; NULL before the first is opened */
  struct scenario_case *cases; /* by the names that the scenario gives them */
  struct fasti_buffer events;  /* " CASE:EVENT " since the last advance or command */
  const char *refusal;         /* what the last command was refused with; NULL: it was done */
  bool failed;
  const char *admin; /* who manages the office from now on; NULL: who owns it */
};

/** A case by its name in the scenario. */
struct scenario_case {
  struct scenario_case *next;
  const char *name;
  const char *id;
};

/** Do all steps; a command that fails ends it, expectations that fail do not. In the end every case is audited.
 *  @return FASTI_FAILED with messages when something was not as the scenario says */
FASTI_MUST enum fasti_status scenario_run(struct scenario_run *run, const struct scenario *scenario);

/** Look at one expectation; what is not so is told in the messages. */
void scenario_expect(struct scenario_run *run, const struct scenario_step *step);
/** Note what the case is now, below a failure: steps, deadlines, tasks. */
void scenario_tell_case(struct scenario_run *run, struct fasti_place place);

#endif
