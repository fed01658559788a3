/* engine/calendar/calendar.c - the day table and counting on it; see calendar.h.
 *
 * CAL-1 to CAL-5 of the domain: Civil Code art. 201 (the triggering day is not counted), 202 (months and years end on
 * the corresponding day) and 203 (a last day that is none of work moves to the next one that is).
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "engine/calendar/table.h"
#include "engine/memory.h"

struct fasti_calendar {
  struct fasti_arena *arena; /* names */
  int *years;                /* sorted */
  size_t year_count;
  struct fasti_special_day *days; /* sorted */
  size_t day_count;
};

struct fasti_calendar *
fasti_calendar_new(void)
{
  struct fasti_calendar *calendar = fasti_alloc(sizeof *calendar);

  calendar->arena = fasti_arena_new();
  return calendar;
}

void
fasti_calendar_free(struct fasti_calendar *calendar)
{
  if (!calendar)
    return;
  fasti_arena_free(calendar->arena);
  fasti_free(calendar->years);
  fasti_free(calendar->days);
  fasti_free(calendar);
}

static int
compare_years(const void *a, const void *b)
{
  int left = *(const int *)a, right = *(const int *)b;

  return (left > right) - (left < right);
}

static int
compare_days(const void *a, const void *b)
{
  const struct fasti_special_day *left = a, *right = b;

  return (left->day > right->day) - (left->day < right->day);
}

static bool
has_year(const int *years, size_t count, int year)
{
  return count > 0 && bsearch(&year, years, count, sizeof *years, compare_years);
}

static void
publish_years(struct fasti_calendar *calendar, const int *years, size_t count)
{
  size_t known = calendar->year_count;

  calendar->years = fasti_realloc(calendar->years, (known + count) * sizeof *calendar->years);
  for (size_t i = 0; i < count; i++)
    if (!has_year(calendar->years, known, years[i]))
      calendar->years[calendar->year_count++] = years[i];
  qsort(calendar->years, calendar->year_count, sizeof *calendar->years, compare_years);
}

static void
forget_years(struct fasti_calendar *calendar, const int *years, size_t count)
{
  size_t kept = 0;

  for (size_t i = 0; i < calendar->day_count; i++) {
    int year = fasti_day_date(calendar->days[i].day).year;
    bool replaced = false;

    for (size_t k = 0; k < count && !replaced; k++)
      replaced = years[k] == year;
    if (!replaced)
      calendar->days[kept++] = calendar->days[i];
  }
  calendar->day_count = kept;
}

static bool
is_weekend(int32_t day)
{
  return fasti_day_weekday(day) > 5;
}

static void
sum_up(struct fasti_calendar *calendar)
{
  int sum = 0;

  for (size_t i = 0; i < calendar->day_count; i++) {
    struct fasti_special_day *special = &calendar->days[i];

    sum += (special->kind == FASTI_MAKEUP_WORKDAY) - !is_weekend(special->day);
    special->sum = sum;
  }
}

void
fasti_calendar_publish(struct fasti_calendar *calendar, const int *years, size_t year_count,
                       const struct fasti_special_day *days, size_t day_count)
{
  forget_years(calendar, years, year_count);
  publish_years(calendar, years, year_count);
  calendar->days = fasti_realloc(calendar->days, (calendar->day_count + day_count) * sizeof *calendar->days);
  for (size_t i = 0; i < day_count; i++) {
    struct fasti_special_day *added = &calendar->days[calendar->day_count++];

    *added = days[i];
    added->name = fasti_arena_strdup(calendar->arena, days[i].name);
  }
  if (calendar->day_count)
    qsort(calendar->days, calendar->day_count, sizeof *calendar->days, compare_days);
  sum_up(calendar);
}

struct fasti_calendar *
fasti_calendar_copy(const struct fasti_calendar *calendar)
{
  struct fasti_calendar *copy = fasti_calendar_new();

  fasti_calendar_publish(copy, calendar->years, calendar->year_count, calendar->days, calendar->day_count);
  return copy;
}

bool
fasti_calendar_covers(const struct fasti_calendar *calendar, const struct fasti_calendar *other)
{
  for (size_t i = 0; i < other->year_count; i++)
    if (!has_year(calendar->years, calendar->year_count, other->years[i]))
      return false;
  return true;
}

/* How many special days come before DAY or on it. */
static size_t
specials_until(const struct fasti_calendar *calendar, int32_t day)
{
  size_t low = 0, high = calendar->day_count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (calendar->days[middle].day <= day)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static const struct fasti_special_day *
find_special(const struct fasti_calendar *calendar, int32_t day)
{
  size_t until = specials_until(calendar, day);

  return until && calendar->days[until - 1].day == day ? &calendar->days[until - 1] : NULL;
}

enum fasti_day_kind
fasti_calendar_kind(const struct fasti_calendar *calendar, int32_t day)
{
  const struct fasti_special_day *special = find_special(calendar, day);

  if (special)
    return special->kind;
  return is_weekend(day) ? FASTI_WEEKEND : FASTI_WORKDAY;
}

bool
fasti_calendar_is_workday(const struct fasti_calendar *calendar, int32_t day)
{
  enum fasti_day_kind kind = fasti_calendar_kind(calendar, day);

  return kind == FASTI_WORKDAY || kind == FASTI_MAKEUP_WORKDAY;
}

const char *
fasti_calendar_day_name(const struct fasti_calendar *calendar, int32_t day)
{
  const struct fasti_special_day *special = find_special(calendar, day);

  return special ? special->name : NULL;
}

bool
fasti_calendar_is_published(const struct fasti_calendar *calendar, int32_t day)
{
  return has_year(calendar->years, calendar->year_count, fasti_day_date(day).year);
}

/* Mondays to Fridays from a Monday long ago up to and including DAY, up to a constant. */
static int64_t
weekdays_until(int32_t day)
{
  int64_t from_monday = (int64_t)day + 3;
  int64_t weeks = (from_monday >= 0 ? from_monday : from_monday - 6) / 7;
  int64_t of_week = from_monday - weeks * 7;

  return weeks * 5 + (of_week < 5 ? of_week + 1 : 5);
}

/* Working days up to and including DAY, up to a constant. */
static int64_t
workdays_until(const struct fasti_calendar *calendar, int32_t day)
{
  size_t until = specials_until(calendar, day);

  return weekdays_until(day) + (until ? calendar->days[until - 1].sum : 0);
}

static int32_t
within_calendar(int64_t day)
{
  return (int32_t)(day < FASTI_FIRST_DAY ? FASTI_FIRST_DAY : day > FASTI_LAST_DAY ? FASTI_LAST_DAY : day);
}

int
fasti_calendar_workdays(const struct fasti_calendar *calendar, int32_t from, int32_t to)
{
  if (from == FASTI_NO_DAY || to <= from)
    return 0;
  return (int)(workdays_until(calendar, within_calendar(to)) - workdays_until(calendar, within_calendar(from)));
}

/* The first day up to and including which WANTED working days lie; it is within LOW to HIGH. */
static int32_t
day_of_workday(const struct fasti_calendar *calendar, int64_t wanted, int32_t low, int32_t high)
{
  while (low < high) {
    int32_t middle = low + (high - low) / 2;

    if (workdays_until(calendar, middle) >= wanted)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

int32_t
fasti_calendar_add_workdays(const struct fasti_calendar *calendar, int32_t day, int n)
{
  int64_t weeks = ((int64_t)n / 5 + (n < 0 ? -1 : 1)) * 7;
  int64_t strangers = n < 0 ? -(int64_t)calendar->day_count : (int64_t)calendar->day_count;
  int32_t far;

  if (n == 0 || day == FASTI_NO_DAY)
    return day;
  day = within_calendar(day);
  far = within_calendar(day + weeks + strangers);
  if (n > 0)
    return day_of_workday(calendar, workdays_until(calendar, day) + n, day, far);
  return day_of_workday(calendar, workdays_until(calendar, day - 1) + n + 1, far, day);
}

int32_t
fasti_calendar_roll(const struct fasti_calendar *calendar, int32_t day)
{
  if (day == FASTI_NO_DAY || fasti_calendar_is_workday(calendar, day))
    return day;
  return fasti_calendar_add_workdays(calendar, day, 1);
}

/* Art. 202: the corresponding day of the month, or the last one of a month that has none. */
static int32_t
add_months(int32_t day, int64_t months)
{
  struct fasti_date date = fasti_day_date(day);
  int64_t month = (int64_t)date.year * 12 + date.month - 1 + months;
  int length;

  if (month < 12)
    return FASTI_FIRST_DAY;
  if (month >= 12 * 10000)
    return FASTI_LAST_DAY;
  date.year = (int)(month / 12);
  date.month = (int)(month % 12) + 1;
  length = fasti_month_length(date.year, date.month);
  if (date.day > length)
    date.day = length;
  return fasti_day_of(date);
}

int32_t
fasti_calendar_add(const struct fasti_calendar *calendar, int32_t day, struct fasti_period period)
{
  if (day == FASTI_NO_DAY)
    return day;
  switch (period.unit) {
  case FASTI_DAYS:
    return within_calendar((int64_t)day + period.count);
  case FASTI_WORKDAYS:
    return fasti_calendar_add_workdays(calendar, day, period.count);
  case FASTI_MONTHS:
    return add_months(day, period.count);
  case FASTI_YEARS:
    return add_months(day, (int64_t)period.count * 12);
  }
  return FASTI_NO_DAY;
}
