/* engine/day.h - days and instants.
 *
 * A day is a count of days since 1970-01-01 in the proleptic Gregorian calendar: a date without a time or a zone.
 * An instant is milliseconds since 1970-01-01T00:00:00Z. The law's day begins at 00:00 in the zone of the office,
 * which has a fixed offset (Asia/Shanghai, +08:00, without daylight saving: CAL-10 of the domain).
 * Text follows ISO 8601 as XML Schema narrows it: 2026-02-28, 2026-02-28T09:30:00+08:00.
 */
#ifndef FASTI_DAY_H
#define FASTI_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/status.h"
#include "engine/text.h"

/** No day; also what an empty field gives. */
#define FASTI_NO_DAY INT32_MIN
/** No instant: nothing is due. Greater than every instant, so that the least of several can be taken. */
#define FASTI_NEVER INT64_MAX

enum { FASTI_DATE_SIZE = 16, FASTI_INSTANT_SIZE = 40 };

/** A date in the calendar. Month 1-12, day of month 1-31. */
struct fasti_date {
  int year;
  int month;
  int day;
};

/** The day of a date, which must exist. */
int32_t fasti_day_of(struct fasti_date date);
/** The date of a day. */
struct fasti_date fasti_day_date(int32_t day);
/** Day of the week, 1 Monday to 7 Sunday (ISO 8601). */
int fasti_day_weekday(int32_t day);
/** Number of days in a month of the Gregorian calendar. */
int fasti_month_length(int year, int month);

/** Read a date, YYYY-MM-DD, years 0001 to 9999. @return FASTI_INVALID for anything else, and for 2026-02-30 */
FASTI_MUST enum fasti_status fasti_day_parse(struct fasti_slice text, int32_t *day);
/** Write a day as YYYY-MM-DD; FASTI_NO_DAY gives an empty string. @return OUT */
char *fasti_day_format(int32_t day, char out[FASTI_DATE_SIZE]);

/** The first instant of a day in a zone; OFFSET in seconds east of UTC. */
int64_t fasti_instant_of(int32_t day, int32_t offset);
/** The day on which an instant falls in a zone; OFFSET in seconds east of UTC. */
int32_t fasti_instant_day(int64_t instant, int32_t offset);
/** Read a date and time, YYYY-MM-DDThh:mm[:ss[.fff]] with Z or ±hh:mm; without a zone, OFFSET is taken.
 *  24:00:00 is the next midnight. @return FASTI_INVALID for anything else */
FASTI_MUST enum fasti_status fasti_instant_parse(struct fasti_slice text, int32_t offset, int64_t *instant);
/** Write an instant with the offset of a zone (milliseconds only when there are some). @return OUT */
char *fasti_instant_format(int64_t instant, int32_t offset, char out[FASTI_INSTANT_SIZE]);
/** Read a zone, Z or ±hh:mm, as seconds east of UTC. @return FASTI_INVALID for anything else */
FASTI_MUST enum fasti_status fasti_zone_parse(struct fasti_slice text, int32_t *offset);

#endif
