/* engine/simulation/year.c - the days of a simulation, one after the other; see simulation.h.
 *
 * The clock of the office moves once a day; then each bureau has its day, from the same morning on.
 */
#include "config.h"

#include "engine/simulation/year.h"

enum { MORNING = 8 * 60 + 30 }; /* the minute of the day at which people come */

/* What the office failed with, in its words. */
static void
pass_on(const struct fasti_messages *from, struct fasti_messages *to)
{
  for (size_t i = 0; i < fasti_messages_count(from); i++)
    fasti_message_add(to, fasti_messages_at(from, i));
}

/* The clock does what is due; a case that cannot go on does not stop the others, and is told as a refusal. */
static enum fasti_status
advance(const struct fasti_simulation *simulation, int64_t now, struct fasti_messages *messages,
        struct fasti_simulated *done)
{
  struct fasti_messages *own = fasti_messages_like(messages);
  enum fasti_status status = fasti_office_advance(simulation->office, now, own);
  bool failed = status == FASTI_LOCKED || status == FASTI_READ_ONLY || status == FASTI_FULL || status == FASTI_IO ||
                status == FASTI_CORRUPT || status == FASTI_INVALID;

  if (failed)
    pass_on(own, messages);
  else if (status != FASTI_OK && simulation->refused)
    simulation->refused(simulation->self,
                        &(struct fasti_refusal){
                          .case_id = "", .procedure = "", .work = "", .person = "", .at = now, .messages = own});
  done->refused += status != FASTI_OK;
  fasti_messages_free(own);
  return failed ? status : FASTI_OK;
}

static void
pass_day(struct year *year, int32_t day, int64_t morning)
{
  year->today = day;
  year->now = morning;
  if (!fasti_calendar_is_workday(year->calendar, day))
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
begin(struct year *year, const struct fasti_simulation *simulation, size_t number, struct fasti_messages *messages,
      struct fasti_simulated *done)
{
  const struct fasti_simulated_bureau *bureau = &simulation->bureaus[number];

  *year = (struct year){.simulation = simulation,
                        .bureau = bureau,
                        .load = bureau->load,
                        .calendar = fasti_package_calendar(bureau->package),
                        .messages = fasti_messages_like(messages),
                        .arena = fasti_arena_new(),
                        .chance = {simulation->seed + number},
                        .done = done,
                        .zone = fasti_package_zone(bureau->package),
                        .today = simulation->first,
                        .files = xmlHashCreate(1024),
                        .plans = xmlHashCreate(4096),
                        .procedures = xmlHashCreate(32),
                        .duties = xmlHashCreate(32)};
  year->now = fasti_instant_of(year->today, year->zone);
  year->failed = staff_hire(year);
  open_plan(year);
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
  xmlHashFree(year->duties, NULL);
  fasti_free(year->due);
  fasti_free(year->opened);
  fasti_messages_free(year->messages);
  fasti_arena_free(year->arena);
}

/* What one of them failed with, in the words of the office. */
static enum fasti_status
failure(const struct year *years, size_t count, struct fasti_messages *messages)
{
  for (size_t i = 0; i < count; i++)
    if (years[i].failed != FASTI_OK) {
      pass_on(years[i].messages, messages);
      return years[i].failed;
    }
  return FASTI_OK;
}

enum fasti_status
fasti_simulate(const struct fasti_simulation *simulation, struct fasti_messages *messages, struct fasti_simulated *done)
{
  size_t count = simulation->bureau_count;
  struct year *years = fasti_alloc((count + 1) * sizeof *years);
  int32_t zone = fasti_package_zone(simulation->bureaus[0].package);
  enum fasti_status status;

  *done = (struct fasti_simulated){0};
  for (size_t i = 0; i < count; i++)
    begin(&years[i], simulation, i, messages, done);
  status = failure(years, count, messages);
  for (int32_t day = simulation->first; day <= simulation->last && status == FASTI_OK; day++) {
    int64_t morning = fasti_instant_of(day, zone) + (int64_t)MORNING * 60000;

    status = advance(simulation, morning, messages, done);
    for (size_t i = 0; i < count && status == FASTI_OK; i++) {
      pass_day(&years[i], day, morning);
      status = failure(years, count, messages);
    }
  }
  if (status == FASTI_OK)
    status = advance(simulation, fasti_instant_of(simulation->last + 1, zone) - 1, messages, done);
  for (size_t i = 0; i < count; i++)
    end(&years[i]);
  fasti_free(years);
  return status;
}
