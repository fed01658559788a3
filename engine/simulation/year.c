/* engine/simulation/year.c - the days of a simulation, one after the other; see simulation.h. */
#include "config.h"

#include "engine/simulation/year.h"

enum { MORNING = 8 * 60 + 30 }; /* the minute of the day at which people come */

/* The clock does what is due; a case that cannot go on does not stop the others, and is told as a refusal. */
static void
advance(struct year *year, int64_t now)
{
  enum fasti_status status;

  fasti_messages_clear(year->messages);
  status = fasti_office_advance(year->simulation->office, now, year->messages);
  if (status == FASTI_LOCKED || status == FASTI_READ_ONLY || status == FASTI_FULL || status == FASTI_IO ||
      status == FASTI_CORRUPT || status == FASTI_INVALID)
    year->failed = status;
  else if (status != FASTI_OK && year->simulation->refused)
    year->simulation->refused(year->simulation->self,
                              &(struct fasti_refusal){
                                .case_id = "", .procedure = "", .work = "", .person = "", .at = now, .messages = year->messages});
  year->done->refused += status != FASTI_OK;
  year->now = now;
}

static void
pass_day(struct year *year)
{
  int64_t midnight = fasti_instant_of(year->today, year->zone);

  advance(year, midnight + (int64_t)MORNING * 60000);
  if (!fasti_calendar_is_workday(year->calendar, year->today) || year->failed != FASTI_OK)
    return;
  for (size_t i = 0; i < year->worker_count; i++)
    year->workers[i].done = 0;
  open_due(year);
  if (year->failed == FASTI_OK)
    work_day(year);
  if (year->failed == FASTI_OK)
    act_day(year);
}

static void
free_file(void *item, const xmlChar *name)
{
  struct file *file = item;

  (void)name;
  xmlHashFree(file->times, NULL);
}

static void
end(struct year *year)
{
  xmlHashFree(year->files, free_file);
  xmlHashFree(year->plans, NULL);
  xmlHashFree(year->procedures, NULL);
  fasti_free(year->due);
  fasti_free(year->opened);
  fasti_messages_free(year->messages);
  fasti_arena_free(year->arena);
}

/* What the office failed with, in its words. */
static void
pass_on(const struct fasti_messages *from, struct fasti_messages *to)
{
  for (size_t i = 0; i < fasti_messages_count(from); i++)
    fasti_message_add(to, fasti_messages_at(from, i));
}

enum fasti_status
fasti_simulate(const struct fasti_simulation *simulation, struct fasti_messages *messages, struct fasti_simulated *done)
{
  struct year year = {.simulation = simulation,
                      .load = simulation->load,
                      .calendar = fasti_package_calendar(simulation->package),
                      .messages = fasti_messages_like(messages),
                      .arena = fasti_arena_new(),
                      .chance = {simulation->seed},
                      .done = done,
                      .zone = fasti_package_zone(simulation->package),
                      .today = simulation->first,
                      .files = xmlHashCreate(1024),
                      .plans = xmlHashCreate(4096),
                      .procedures = xmlHashCreate(32)};
  enum fasti_status status;

  *done = (struct fasti_simulated){0};
  year.now = fasti_instant_of(year.today, year.zone);
  year.failed = staff_hire(&year);
  open_plan(&year);
  for (; year.today <= simulation->last && year.failed == FASTI_OK; year.today++)
    pass_day(&year);
  if (year.failed == FASTI_OK)
    advance(&year, fasti_instant_of(simulation->last + 1, year.zone) - 1);
  status = year.failed;
  if (status != FASTI_OK)
    pass_on(year.messages, messages);
  end(&year);
  return status;
}
