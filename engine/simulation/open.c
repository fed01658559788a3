/* engine/simulation/open.c - which cases are opened when; see year.h. */
#include "config.h"

#include <string.h>

#include "engine/procedure.h"
#include "engine/simulation/year.h"

enum { TRIES = 6 };

static void
add_due(struct year *year, const struct due_opening *due)
{
  if (year->due_count == year->due_room) {
    year->due_room = year->due_room ? year->due_room * 2 : 256;
    year->due = fasti_realloc(year->due, year->due_room * sizeof *year->due);
  }
  year->due[year->due_count++] = *due;
}

enum { YEAR_DAYS = 365, PLAIN_YEAR = 2001 };

static int32_t
day_in(const struct year *year, int in, int month_day)
{
  int32_t first = year->simulation->first;
  int month = month_day / 100, day = month_day % 100, calendar = year->simulation->shifted ? PLAIN_YEAR : in;
  int length = fasti_month_length(calendar, month);
  int32_t plain = fasti_day_of((struct fasti_date){calendar, month, day < length ? day : length});

  if (!year->simulation->shifted)
    return plain;
  return first + (in - fasti_day_date(first).year) * YEAR_DAYS + plain -
         fasti_day_of((struct fasti_date){PLAIN_YEAR, 1, 1});
}

/* Evenly over the working days of its part of a year, each somewhere in its share of them; only those that are simulated. */
static void
spread(struct year *year, const struct opening *opening, int in, int number)
{
  const struct fasti_simulation *simulation = year->simulation;
  int32_t *days = fasti_alloc(366 * sizeof *days);
  size_t count = 0;

  for (int32_t day = day_in(year, in, opening->from); day <= day_in(year, in, opening->to); day++)
    if (fasti_calendar_is_workday(year->calendar, day))
      days[count++] = day;
  for (int i = 0; count > 0 && i < opening->count; i++) {
    size_t at = ((size_t)i * count + fasti_chance_below(&year->chance, count)) / (size_t)opening->count;

    if (days[at] >= simulation->first && days[at] <= simulation->last)
      add_due(year, &(struct due_opening){.day = days[at], .opening = opening, .number = number + i});
  }
  fasti_free(days);
}

void
open_plan(struct year *year)
{
  int first = fasti_day_date(year->simulation->first).year, last = fasti_day_date(year->simulation->last).year;

  for (size_t i = 0; i < year->load->opening_count; i++)
    for (int in = first; in <= last && !year->load->openings[i].after; in++)
      spread(year, &year->load->openings[i], in, (in - first) * year->load->openings[i].count + 1);
}

/* What follows a case that was opened. */
static void
plan_after(struct year *year, const char *procedure, const char *id, int number)
{
  for (size_t i = 0; i < year->load->opening_count; i++) {
    const struct opening *opening = &year->load->openings[i];

    if (!opening->after || strcmp(opening->after, procedure) != 0)
      continue;
    for (int j = 0; j < opening->count; j++)
      if (fasti_chance_percent(&year->chance, opening->share))
        add_due(year, &(struct due_opening){.day = year_later(year, range_value(opening->days, &year->chance)),
                                            .opening = opening,
                                            .number = (number - 1) * opening->count + j + 1,
                                            .after = id});
  }
}

static void
keep_opened(struct year *year, const char *procedure, const char *id)
{
  if (year->opened_count == year->opened_room) {
    year->opened_room = year->opened_room ? year->opened_room * 2 : 256;
    year->opened = fasti_realloc(year->opened, year->opened_room * sizeof *year->opened);
  }
  year->opened[year->opened_count++] = (struct opened_case){procedure, id};
}

/* @return false: refused */
static bool
open_once(struct year *year, const struct due_opening *due, struct attempt *attempt)
{
  const char *procedure = due->opening->procedure;
  const char *roles = due->opening->by ? due->opening->by : fasti_procedure_openers(attempt->procedure);
  int worker = staff_of(year, roles);
  struct fasti_answer answer;
  struct file *file;

  if (worker < 0)
    return false;
  attempt->command.person_count = 0;
  attempt_add(year, attempt, (size_t)worker);
  if (!attempt_make(year, attempt, NULL, &answer))
    return false;
  file = year_file(year, answer.case_id, procedure);
  keep_opened(year, procedure, file->id);
  plan_after(year, procedure, file->id, due->number);
  year->done->opened++;
  return true;
}

static void
open_one(struct year *year, const struct due_opening *due)
{
  struct attempt attempt = {.procedure = fasti_package_procedure(year->bureau->package, due->opening->procedure),
                            .work = due->opening->procedure,
                            .opening = due,
                            .command = {.kind = FASTI_OPEN}};

  for (int i = 1; i <= TRIES && year->failed == FASTI_OK; i++) {
    if (open_once(year, due, &attempt))
      return;
    if (year->failed == FASTI_OK && attempt.command.person_count > 0)
      attempt_tell(year, &attempt, i == TRIES);
  }
  year->done->given_up += attempt.command.person_count == 0;
}

void
open_due(struct year *year)
{
  for (size_t i = 0; i < year->due_count && year->failed == FASTI_OK; i++) {
    struct due_opening due = year->due[i];

    if (due.settled || due.day > year->today)
      continue;
    year->due[i].settled = true;
    open_one(year, &due); /* which may add others */
  }
}
