/* engine/case/calendar.c - calendars of new years reach a case that is open already.
 *
 * The calendar of a case is its package's, and what was loaded into it since: files of holidays that its entries
 * carry, so that a replay needs nothing else. A deadline whose last day is another by the new days says so in its
 * ledger, tells the role that must act, and warns again if its warning lies ahead again.
 */
#include "config.h"

#include <string.h>

#include "engine/case/state.h"

const struct fasti_calendar *
case_calendar(const struct fasti_case *case_)
{
  return case_->calendar ? case_->calendar : fasti_package_calendar(case_->package);
}

const struct fasti_calendar *
fasti_case_calendar(const struct fasti_case *case_)
{
  return case_calendar(case_);
}

enum fasti_status
case_load_calendar(struct fasti_case *case_, const char *name, const char *text, struct fasti_messages *messages)
{
  struct loaded *loaded;
  enum fasti_status status;

  if (!case_->calendar)
    case_->calendar = fasti_calendar_copy(fasti_package_calendar(case_->package));
  status = fasti_calendar_read(case_->calendar, name, fasti_slice_of(text), messages);
  if (status != FASTI_OK)
    return status;
  loaded = LIST_ADD(&case_->calendars);
  loaded->name = case_keep(case_, name);
  loaded->text = case_keep(case_, text);
  case_->host.calendar = case_->calendar;
  if (case_->machine)
    fasti_machine_set_calendar(case_->machine, case_->calendar);
  return FASTI_OK;
}

static bool
counts(const struct clock *clock)
{
  return clock->state == CLOCK_RUNNING && clock->ended_on == FASTI_NO_DAY;
}

/* The last day is another now: the ledger, the role, and the warnings. */
static void
move_clock(struct fasti_case *case_, struct clock *clock, int32_t before, const char *why)
{
  int32_t after = clock_due(case_, clock).day;
  char from[FASTI_DATE_SIZE], to[FASTI_DATE_SIZE];
  const char *roles = clock->role;
  struct fasti_slice role;

  if (after == before)
    return;
  *LIST_ADD(&clock->moves) = (struct fasti_move){case_->today, before, after, case_keep(case_, why)};
  clock_forget_warnings(case_, clock);
  while (fasti_list_next(&roles, &role))
    case_notice(case_, "notify", fasti_arena_copy(case_->entry, role.at, role.size),
                case_say(case_, case_->messages, "%s: the last day was %s and is now %s, by the calendar %s",
                         clock->note->title, fasti_day_format(before, from), fasti_day_format(after, to), why));
}

enum fasti_status
case_take_calendars(struct fasti_case *case_, const struct fasti_command *command)
{
  size_t count = case_->clocks.count;
  int32_t *before = fasti_arena_alloc(case_->entry, (count + 1) * sizeof *before);
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; i < command->calendar_count && status == FASTI_OK; i++) {
    const struct fasti_field *calendar = &command->calendars[i];

    for (size_t j = 0; j < count; j++)
      before[j] = clock_due(case_, &case_->clocks.items[j]).day;
    status = case_load_calendar(case_, calendar->path, calendar->value, case_->messages);
    for (size_t j = 0; j < count && status == FASTI_OK; j++)
      if (counts(&case_->clocks.items[j]))
        move_clock(case_, &case_->clocks.items[j], before[j], calendar->path);
  }
  return status;
}

enum fasti_status
do_calendar(struct fasti_case *case_)
{
  if (case_->command->calendar_count > 0)
    return FASTI_OK; /* they were taken before the operation began */
  fasti_error_field(case_->messages, "calendar", "no calendar is given");
  return FASTI_INVALID;
}

void
fasti_case_moves(const struct fasti_case *case_, const char *session, const char *deadline,
                 void (*tell)(void *self, const struct fasti_move *move), void *self)
{
  for (size_t i = 0; i < case_->clocks.count; i++) {
    const struct clock *clock = &case_->clocks.items[i];

    if (strcmp(clock->note->id, deadline) != 0 || strcmp(clock->session, session ? session : "") != 0)
      continue;
    for (size_t j = 0; j < clock->moves.count; j++)
      tell(self, &clock->moves.items[j]);
  }
}
