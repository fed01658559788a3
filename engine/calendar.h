/* engine/calendar.h - which days are working days, and counting them.
 *
 * Rules CAL-1 to CAL-6 of the domain: a working day is Monday to Friday, less the statutory holidays, plus the make-up
 * working days that the State Council's yearly notice puts on weekends. The day that triggers a period is not counted
 * (Civil Code art. 201); periods of months and years end on the corresponding day, or on the last of the month if
 * there is none (art. 202); a period whose last day is not a working day ends on the next one where the rule says so
 * (art. 203). A year without published data is counted by weekends only, and every result that rests on such a year is
 * provisional.
 *
 * No day (FASTI_NO_DAY) in gives no day out, and no result leaves the years 0001 to 9999: it stops at their first or
 * last day. Counting takes two searches in the table, however long the period.
 */
#ifndef FASTI_CALENDAR_H
#define FASTI_CALENDAR_H

#include "engine/day.h"
#include "engine/message.h"

enum {
  FASTI_CALENDAR_SIZE = 1024 * 1024, /* bytes of a calendar file that are read at most */
  FASTI_PERIOD_DAYS = 100000,        /* the longest period, in days or working days ... */
  FASTI_PERIOD_MONTHS = 3285,        /* ... in months ... */
  FASTI_PERIOD_YEARS = 273           /* ... and in years */
};

/** A day table: immutable once built, so that threads may share it. */
struct fasti_calendar;

/** Begin an empty calendar: no year is published. @return owned, free with fasti_calendar_free */
struct fasti_calendar *fasti_calendar_new(void);
void fasti_calendar_free(struct fasti_calendar *calendar);
/** A calendar with the same days. @return owned, free with fasti_calendar_free */
struct fasti_calendar *fasti_calendar_copy(const struct fasti_calendar *calendar);
/** Whether every year that OTHER publishes is published here too. */
bool fasti_calendar_covers(const struct fasti_calendar *calendar, const struct fasti_calendar *other);
/** Add the holidays and make-up working days of an iCalendar file (RFC 5545). NAME is what messages call it.
 *
 *  The property X-FASTI-YEARS of the calendar ("2026", "2025,2026") lists the years that it publishes completely. Each
 *  VEVENT is a holiday (CATEGORIES:HOLIDAY) or a make-up working day (CATEGORIES:WORKDAY) with a SUMMARY, over whole
 *  days of these years: DTSTART;VALUE=DATE and, exclusive, DTEND;VALUE=DATE (or DURATION; or neither: one day).
 *  Make-up working days lie on weekends (CAL-1); no day is both. Where holidays overlap, the later event names the day.
 *  Cancelled events are skipped, recurring ones refused: a notice names its days. Other components and properties are
 *  left to other programs.
 *
 *  A year that was read before is replaced as a whole, so that a corrected notice read later takes effect.
 *  All errors in one run.
 *  @arg messages may be NULL
 *  @return FASTI_DEFINITION when something in the file is wrong, FASTI_LIMIT when it is larger than FASTI_CALENDAR_SIZE;
 *          then nothing was added */
FASTI_MUST enum fasti_status fasti_calendar_read(struct fasti_calendar *calendar, const char *name,
                                                 struct fasti_slice bytes, struct fasti_messages *messages);

/** What a day is. */
enum fasti_day_kind { FASTI_WORKDAY, FASTI_MAKEUP_WORKDAY, FASTI_WEEKEND, FASTI_HOLIDAY };
enum fasti_day_kind fasti_calendar_kind(const struct fasti_calendar *calendar, int32_t day);
bool fasti_calendar_is_workday(const struct fasti_calendar *calendar, int32_t day);
/** The SUMMARY of the event that makes DAY a holiday or a make-up working day. @return borrowed; NULL if none */
const char *fasti_calendar_day_name(const struct fasti_calendar *calendar, int32_t day);
/** Whether the year of DAY was published. */
bool fasti_calendar_is_published(const struct fasti_calendar *calendar, int32_t day);

/** Working days after FROM up to and including TO; 0 when TO is not after FROM. */
int fasti_calendar_workdays(const struct fasti_calendar *calendar, int32_t from, int32_t to);
/** The N-th working day after DAY (before it when N is negative; CAL-3); DAY itself when N is 0. */
int32_t fasti_calendar_add_workdays(const struct fasti_calendar *calendar, int32_t day, int n);
/** DAY, or the next working day when it is none (art. 203). */
int32_t fasti_calendar_roll(const struct fasti_calendar *calendar, int32_t day);

/** A length of time in the unit that the law uses. */
enum fasti_unit { FASTI_DAYS, FASTI_WORKDAYS, FASTI_MONTHS, FASTI_YEARS };
struct fasti_period {
  int count;
  enum fasti_unit unit;
};

/** Read "7 workdays", "60 days", "3 months", "1 year" (singular or plural, blanks around are fine, no sign).
 *  @return FASTI_LIMIT for a period longer than the limits above, FASTI_INVALID for anything else */
FASTI_MUST enum fasti_status fasti_period_parse(struct fasti_slice text, struct fasti_period *period);
/** The first day of a recurrence (RFC 5545 RRULE, of whole days: FREQ=DAILY and longer) that comes after AFTER. FROM is
 *  its DTSTART. @arg day FASTI_NO_DAY when no more come @return FASTI_INVALID for a rule that cannot be read */
FASTI_MUST enum fasti_status fasti_recurrence_next(const char *rule, int32_t from, int32_t after, int32_t *day);
/** DAY plus a period (minus it when the count is negative), by CAL-2 to CAL-5, without rolling. */
int32_t fasti_calendar_add(const struct fasti_calendar *calendar, int32_t day, struct fasti_period period);

#endif
