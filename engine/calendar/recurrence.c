/* engine/calendar/recurrence.c - days that come again: RFC 5545 recurrence rules, as libical reads them.
 *
 * Only whole days: a rule of hours, minutes or seconds is refused, and so is one with text that libical would skip.
 */
#include "config.h"

#include <libical/ical.h>
#include <string.h>

#include "engine/calendar.h"

enum { OCCURRENCES = 400000 }; /* that are looked at: more than a thousand years of days */

static struct icaltimetype
time_of(int32_t day)
{
  struct fasti_date date = fasti_day_date(day);

  return (struct icaltimetype){.year = date.year, .month = date.month, .day = date.day, .is_date = 1};
}

static bool
is_of_days(const struct icalrecurrencetype *rule)
{
  return (rule->freq == ICAL_DAILY_RECURRENCE || rule->freq == ICAL_WEEKLY_RECURRENCE ||
          rule->freq == ICAL_MONTHLY_RECURRENCE || rule->freq == ICAL_YEARLY_RECURRENCE) &&
         rule->by_second[0] == ICAL_RECURRENCE_ARRAY_MAX && rule->by_minute[0] == ICAL_RECURRENCE_ARRAY_MAX &&
         rule->by_hour[0] == ICAL_RECURRENCE_ARRAY_MAX;
}

/* libical passes over what it does not know. */
static bool
is_written_well(const char *text)
{
  static const char *const parts[] = {"FREQ",  "UNTIL",      "COUNT",     "INTERVAL", "BYDAY",
                                      "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS", "WKST"};
  const char *equals;

  for (; *text; text = strchr(text, ';') ? strchr(text, ';') + 1 : text + strlen(text)) {
    bool known = false;

    equals = strchr(text, '=');
    for (size_t i = 0; equals && i < sizeof parts / sizeof *parts; i++)
      known = known || (strlen(parts[i]) == (size_t)(equals - text) && memcmp(parts[i], text, strlen(parts[i])) == 0);
    if (!known || strspn(equals + 1, ";") > 0 || !equals[1])
      return false;
  }
  return true;
}

enum fasti_status
fasti_recurrence_next(const char *rule, int32_t from, int32_t after, int32_t *day)
{
  struct icalrecurrencetype read;
  icalrecur_iterator *iterator;
  struct icaltimetype time;

  *day = FASTI_NO_DAY;
  if (!*rule || !is_written_well(rule))
    return FASTI_INVALID;
  read = icalrecurrencetype_from_string(rule);
  if (!is_of_days(&read) || from == FASTI_NO_DAY) {
    icalrecurrencetype_clear(&read);
    return FASTI_INVALID;
  }
  iterator = icalrecur_iterator_new(read, time_of(from));
  if (!iterator)
    return FASTI_INVALID;
  for (int i = 0; i < OCCURRENCES && *day == FASTI_NO_DAY; i++) {
    time = icalrecur_iterator_next(iterator);
    if (icaltime_is_null_time(time) || time.year > 9999)
      break;
    int32_t found = fasti_day_of((struct fasti_date){time.year, time.month, time.day});

    if (found > after)
      *day = found;
  }
  icalrecur_iterator_free(iterator);
  return FASTI_OK;
}
