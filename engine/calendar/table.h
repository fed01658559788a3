/* engine/calendar/table.h - the day table inside a calendar: only the days that differ, sorted.
 *
 * A published year says of every day what it is; but only holidays and make-up working days are kept, the rest follows
 * from the weekday. Each kept day carries the running difference that all kept days up to it make to the count of
 * Mondays to Fridays, so that counting needs two searches, however long the period.
 */
#ifndef FASTI_CALENDAR_TABLE_H
#define FASTI_CALENDAR_TABLE_H

#include "engine/calendar.h"

enum { FASTI_FIRST_DAY = -719162, FASTI_LAST_DAY = 2932896 }; /* 0001-01-01 and 9999-12-31 */

/** A holiday or make-up working day. */
struct fasti_special_day {
  int32_t day;
  enum fasti_day_kind kind;
  const char *name;
  int line; /* where its file says so; for messages while reading */
  int sum;  /* working days gained (or lost) against Monday to Friday by this day and all before it */
};

/** Replace the published content of years. DAYS lie within YEARS, none twice; both in any order; names are copied. */
void fasti_calendar_publish(struct fasti_calendar *calendar, const int *years, size_t year_count,
                            const struct fasti_special_day *days, size_t day_count);

#endif
