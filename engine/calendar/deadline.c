/* engine/calendar/deadline.c - the arithmetic of deadlines; see deadline.h.
 *
 * One walk, day by day, computes the last day and explains it, so that the two cannot differ. CAL-2 to CAL-6 of the
 * domain; Civil Code art. 201 to 203.
 */
#include "config.h"

#include "engine/calendar/table.h"
#include "engine/deadline.h"

typedef void tell_day(void *self, const struct fasti_day_reason *day);

/* A walk over the days of a deadline. */
struct walk {
  const struct fasti_calendar *calendar;
  const struct fasti_terms *terms;
  int32_t today;
  tell_day *tell; /* may be NULL */
  void *self;
  int32_t day;     /* the last day walked over */
  int32_t nominal; /* where DAY would be without suspensions since the last working day counted */
  int number;      /* days counted so far */
  enum fasti_unit unit;
  bool provisional;
  struct fasti_day_reason pending;
};

static int32_t
end_of(const struct fasti_suspension *suspension, int32_t today)
{
  return suspension->to == FASTI_NO_DAY ? today : suspension->to;
}

/* The suspension that DAY lies in. Asked of each day, so overlapping ones count once. */
static const struct fasti_suspension *
suspension_of(const struct walk *walk, int32_t day)
{
  for (size_t i = 0; i < walk->terms->suspension_count; i++) {
    const struct fasti_suspension *suspension = &walk->terms->suspensions[i];

    if (suspension->from <= day && day < end_of(suspension, walk->today))
      return suspension;
  }
  return NULL;
}

/* Tell of the day before: a day is told only when the next one is known, because rolling says more of the last. */
static void
flush(struct walk *walk)
{
  if (walk->pending.day != FASTI_NO_DAY)
    walk->tell(walk->self, &walk->pending);
  walk->pending.day = FASTI_NO_DAY;
}

/* The result rests on what kind of day the walk stands on. */
static void
rest_on_kind(struct walk *walk)
{
  if (fasti_calendar_is_published(walk->calendar, walk->day))
    return;
  walk->provisional = true;
  walk->pending.provisional = true;
}

/* Say why the day that the walk stands on counts or not; REASON is that of its suspension. */
static void
note(struct walk *walk, enum fasti_counting counting, const char *reason, int extension)
{
  if (!walk->tell)
    return;
  flush(walk);
  walk->pending = (struct fasti_day_reason){
    .day = walk->day,
    .counting = counting,
    .kind = fasti_calendar_kind(walk->calendar, walk->day),
    .number = counting == FASTI_COUNTED ? walk->number : 0,
    .name = counting == FASTI_SUSPENDED ? reason : fasti_calendar_day_name(walk->calendar, walk->day),
    .unit = walk->unit,
    .extension = extension,
  };
}

/* Go on by a day, over suspended ones. @return false at the end of all calendars */
static bool
next_day(struct walk *walk, int extension)
{
  const struct fasti_suspension *suspension;

  while (walk->day < FASTI_LAST_DAY) {
    suspension = suspension_of(walk, ++walk->day);
    if (!suspension)
      return true;
    note(walk, FASTI_SUSPENDED, suspension->reason, extension);
  }
  return false;
}

static void
count_workdays(struct walk *walk, int count, int extension)
{
  while (count > 0 && next_day(walk, extension)) {
    bool counts = fasti_calendar_is_workday(walk->calendar, walk->day);

    walk->number += counts;
    count -= counts;
    note(walk, counts ? FASTI_COUNTED : FASTI_NOT_WORKING, NULL, extension);
    rest_on_kind(walk);
  }
  walk->nominal = walk->day;
}

/* Months and years become days by art. 202 first, as if nothing had been suspended. */
static void
count_days(struct walk *walk, struct fasti_period period, int extension)
{
  int32_t nominal = fasti_calendar_add(walk->calendar, walk->nominal, period);
  bool each = period.unit == FASTI_DAYS;

  for (int32_t left = nominal - walk->nominal; left > 0 && next_day(walk, extension); left--) {
    walk->number++;
    if (each || left == 1)
      note(walk, FASTI_COUNTED, NULL, extension);
  }
  walk->nominal = nominal;
}

static void
count(struct walk *walk, struct fasti_period period, int extension)
{
  walk->unit = period.unit;
  if (period.unit == FASTI_WORKDAYS)
    count_workdays(walk, period.count, extension);
  else
    count_days(walk, period, extension);
}

/* Art. 203. */
static void
roll(struct walk *walk)
{
  bool works = fasti_calendar_is_workday(walk->calendar, walk->day);

  rest_on_kind(walk);
  while (!works && next_day(walk, 0)) {
    works = fasti_calendar_is_workday(walk->calendar, walk->day);
    note(walk, FASTI_ROLLED, NULL, 0);
    rest_on_kind(walk);
  }
}

static bool
is_suspended(const struct fasti_terms *terms, int32_t last, int32_t today)
{
  for (size_t i = 0; i < terms->suspension_count; i++) {
    const struct fasti_suspension *suspension = &terms->suspensions[i];

    if (suspension->to == FASTI_NO_DAY && suspension->from <= today && suspension->from <= last)
      return true;
  }
  return false;
}

struct fasti_due
fasti_deadline_explain(const struct fasti_calendar *calendar, const struct fasti_terms *terms, int32_t today,
                       tell_day *tell, void *self)
{
  struct walk walk = {.calendar = calendar, .terms = terms, .today = today, .tell = tell, .self = self};

  if (terms->from == FASTI_NO_DAY)
    return (struct fasti_due){.day = FASTI_NO_DAY};
  walk.day = walk.nominal = terms->from;
  walk.unit = terms->within.unit;
  walk.pending.day = FASTI_NO_DAY;
  note(&walk, FASTI_TRIGGER, NULL, 0);
  count(&walk, terms->within, 0);
  for (size_t i = 0; i < terms->extension_count; i++)
    count(&walk, terms->extensions[i].by, (int)i + 1);
  if (terms->roll == FASTI_ROLL_NEXT)
    roll(&walk);
  flush(&walk);
  return (struct fasti_due){
    .day = walk.day, .provisional = walk.provisional, .suspended = is_suspended(terms, walk.day, today)};
}

struct fasti_due
fasti_deadline_due(const struct fasti_calendar *calendar, const struct fasti_terms *terms, int32_t today)
{
  return fasti_deadline_explain(calendar, terms, today, NULL, NULL);
}

int32_t
fasti_deadline_warning(const struct fasti_calendar *calendar, struct fasti_due due, struct fasti_period before)
{
  before.count = -before.count;
  return fasti_calendar_add(calendar, due.day, before);
}
