/* adapters/cli/clock.c - "fasti clock": what falls due. A simulated clock is moved; the real one is followed. */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "adapters/cli/story.h"

enum { LONGEST_WAIT = 60 * 1000 }; /* milliseconds: the file may be written by others meanwhile */

/* The cases in which something is due, so that only what changes in them is told. */
static bool
take_due(void *self, const struct fasti_case_row *row)
{
  fasti_buffer_printf(self, "%s ", row->id);
  return true;
}

static enum fasti_status
note_due(struct desk *desk, int64_t now, struct story *story)
{
  struct fasti_case_filter filter = {.due_before = FASTI_NO_DAY, .clock_by = now};
  struct fasti_buffer ids = {0};
  struct fasti_case *case_ = NULL;
  enum fasti_status status = desk->store->call->case_list(desk->store, &filter, take_due, &ids);
  char *rest = NULL;

  for (char *id = ids.size ? strtok_r(ids.at, " ", &rest) : NULL; id && status == FASTI_OK;
       id = strtok_r(NULL, " ", &rest)) {
    status = fasti_office_case(desk->office, id, desk->cli->messages, &case_);
    if (status == FASTI_OK)
      story_note(story, case_);
    fasti_case_free(case_);
  }
  fasti_buffer_free(&ids);
  return status;
}

static enum fasti_status
advance_to(struct desk *desk, int64_t now)
{
  struct story *story = story_new(desk->cli->arena, true);
  enum fasti_status status = note_due(desk, now, story);

  if (status != FASTI_OK)
    return status;
  fasti_office_watch(desk->office, story_tell, story);
  story_hold(story);
  status = fasti_office_advance(desk->office, now, desk->cli->messages);
  story_release(story, story_is_kept(status));
  return status;
}

static enum fasti_status
advance_desk(struct desk *desk)
{
  struct cli *cli = desk->cli;
  const char *text = cli->operands[0];
  int64_t now;
  enum fasti_status status;

  if (!desk->simulated) {
    fasti_error_field(cli->messages, desk_path(cli), "this office goes by the real clock; see fasti clock run");
    return FASTI_REFUSED;
  }
  if (cli->operand_count > 1)
    text = fasti_arena_printf(cli->arena, "%s %s", text, cli->operands[1]);
  status = desk_instant(cli, cli->operands[0], text, desk->zone, &now);
  if (status == FASTI_OK)
    status = advance_to(desk, now);
  if (status == FASTI_OK)
    printf(_("the clock stands at %s\n"), desk_moment(cli->arena, now, desk->zone));
  return status;
}

static enum fasti_status
advance(struct cli *cli)
{
  struct desk desk;
  enum fasti_status status = desk_open(cli, true, &desk);

  if (status == FASTI_OK)
    status = advance_desk(&desk);
  desk_close(&desk);
  return status;
}

static const struct cli_option options[] = {DESK_OFFICE, {0}};

const struct cli_command cli_clock_advance = {
  .group = "clock",
  .name = "advance",
  .summary = N_("move a simulated clock forward, firing what falls due"),
  .operands = N_("DATE [HH:MM]"),
  .least = 1,
  .most = 2,
  .options = options,
  .ends = {FASTI_INVALID, FASTI_REFUSED, DESK_ENDS},
  .run = advance,
};

/* -- clock real -- */

static enum fasti_status
go_real_desk(struct desk *desk)
{
  struct cli *cli = desk->cli;
  int64_t now = desk_real_now();
  enum fasti_status status = fasti_office_go_real(desk->office, cli_value(cli, "as"), now, cli->messages);

  if (status == FASTI_OK)
    status = fasti_office_advance(desk->office, now, cli->messages);
  if (status == FASTI_OK)
    printf(_("real clock: %s\n"), desk_moment(cli->arena, now, desk->zone));
  return status;
}

static enum fasti_status
go_real(struct cli *cli)
{
  struct desk desk;
  enum fasti_status status = desk_open(cli, true, &desk);

  if (status == FASTI_OK)
    status = go_real_desk(&desk);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option real_options[] = {DESK_OFFICE, DESK_ADMIN, {0}};

const struct cli_command cli_clock_real = {
  .group = "clock",
  .name = "real",
  .summary = N_("let a demonstration go on by the real clock, and fire what has fallen due"),
  .options = real_options,
  .ends = {FASTI_FORBIDDEN, FASTI_INVALID, FASTI_REFUSED, DESK_ENDS},
  .run = go_real,
};

/* -- clock run -- */

static volatile sig_atomic_t stopped;

static void
stop(int signal)
{
  (void)signal;
  stopped = 1;
}

static bool
take_first(void *self, const struct fasti_case_row *row)
{
  *(int64_t *)self = row->due;
  return false;
}

/* Sleeps until something falls due, or for a minute, or until a signal. */
static enum fasti_status
wait_for_due(struct desk *desk)
{
  struct fasti_case_filter filter = {.due_before = FASTI_NO_DAY, .clock_by = FASTI_NEVER - 1, .most = 1};
  int64_t due = FASTI_NEVER, wait;
  enum fasti_status status = desk->store->call->case_list(desk->store, &filter, take_first, &due);
  struct timespec span;

  if (status != FASTI_OK)
    return status;
  wait = due == FASTI_NEVER ? LONGEST_WAIT : due - desk_real_now();
  wait = wait > LONGEST_WAIT ? LONGEST_WAIT : wait < 1 ? 1 : wait;
  span.tv_sec = wait / 1000;
  span.tv_nsec = wait % 1000 * 1000000;
  nanosleep(&span, NULL);
  return FASTI_OK;
}

static enum fasti_status
watch(struct desk *desk)
{
  struct sigaction action = {.sa_handler = stop};
  enum fasti_status status = FASTI_OK;

  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  while (status == FASTI_OK && !stopped) {
    status = advance_to(desk, desk_real_now());
    fflush(stdout);
    if (status == FASTI_OK && !stopped)
      status = wait_for_due(desk);
  }
  return status;
}

static enum fasti_status
run_desk(struct desk *desk)
{
  if (!cli_has(desk->cli, "watch"))
    return advance_to(desk, desk->now);
  if (!desk->simulated)
    return watch(desk);
  fasti_error_field(desk->cli->messages, "--watch",
                    "a simulated clock does not move by itself; see fasti clock advance");
  return FASTI_REFUSED;
}

static enum fasti_status
run(struct cli *cli)
{
  struct desk desk;
  enum fasti_status status = desk_open(cli, true, &desk);

  if (status == FASTI_OK)
    status = run_desk(&desk);
  desk_close(&desk);
  return status;
}

static const struct cli_option run_options[] = {
  DESK_OFFICE,
  {"watch", 'w', NULL, N_("stay, and fire what falls due when it does, until interrupted")},
  {0},
};

const struct cli_command cli_clock_run = {
  .group = "clock",
  .name = "run",
  .summary = N_("fire what has fallen due"),
  .options = run_options,
  .ends = {FASTI_REFUSED, DESK_ENDS},
  .run = run,
};

/* -- clock show -- */

static enum fasti_status
show_clock(struct desk *desk)
{
  struct fasti_case_filter filter = {.due_before = FASTI_NO_DAY, .clock_by = FASTI_NEVER - 1, .most = 1};
  struct fasti_arena *arena = desk->cli->arena;
  int64_t due = FASTI_NEVER;
  enum fasti_status status = desk->store->call->case_list(desk->store, &filter, take_first, &due);

  if (status != FASTI_OK)
    return status;
  printf(desk->simulated ? _("simulated clock: %s\n") : _("real clock: %s\n"),
         desk_moment(arena, desk->now, desk->zone));
  if (due == FASTI_NEVER)
    puts(_("nothing falls due"));
  else
    printf(_("next due: %s\n"), desk_moment(arena, due, desk->zone));
  return FASTI_OK;
}

static enum fasti_status
show(struct cli *cli)
{
  struct desk desk;
  enum fasti_status status = desk_open(cli, false, &desk);

  if (status == FASTI_OK)
    status = show_clock(&desk);
  desk_close(&desk);
  return status;
}

const struct cli_command cli_clock_show = {
  .group = "clock",
  .name = "show",
  .summary = N_("show the clock, and when something falls due next"),
  .options = options,
  .ends = {DESK_ENDS},
  .run = show,
};
