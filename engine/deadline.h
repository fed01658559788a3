/* engine/deadline.h - the arithmetic of one deadline: a budget and a ledger, never a bare date.
 *
 * A deadline knows what it was given (from which day, how long, rolled or not) and what happened to it since
 * (suspended from-to for a legal reason, extended by whom, moved because its starting date changed). Its last day is
 * always computed from these, and it can explain the computation day by day.
 * The rules, in the order in which they apply:
 *   1. The day that triggers is not counted (CAL-2; Civil Code art. 201), even when it lies in a suspension.
 *   2. Working days: the last day is the N-th day after it that is a working day and not suspended (CAL-3). Days: the
 *      N-th that is not suspended, rest days included (CAL-4). Months and years: the corresponding day, or the last of
 *      the month (CAL-5; art. 202), moved on by the number of suspended days up to there.
 *   3. A suspension is an interval [from, to): the day it starts counts as suspended, the day it ends does not;
 *      overlapping suspensions count once; what lies before the trigger or after the last day changes nothing.
 *   4. Extensions follow each other from the end of the period, before rolling: those in working days add working
 *      days, those in days, months or years run from the end as it would be without suspensions.
 *   5. Rolling (CAL-6; art. 203): a last day that is no working day moves to the next one that is and that is not
 *      suspended. A period that ends in working days ends on one already.
 *   6. The result is provisional when it rests on what kind of day a day of an unpublished year is: in working days
 *      each day that was asked, else the last day if it may roll. Days without rolling rest on no notice.
 */
#ifndef FASTI_DEADLINE_H
#define FASTI_DEADLINE_H

#include "engine/calendar.h"

enum fasti_roll { FASTI_ROLL_NONE, FASTI_ROLL_NEXT };

/** An interval [FROM, TO) that does not count; TO is FASTI_NO_DAY while it lasts. REASON and LAW are borrowed and may
 *  be NULL. */
struct fasti_suspension {
  int32_t from;
  int32_t to;
  const char *reason;
  const char *law;
};

/** An extension that somebody granted; texts are borrowed. */
struct fasti_extension {
  struct fasti_period by;
  int32_t on;
  const char *who;
  const char *law;
};

/** Everything that decides the last day; everything borrowed. */
struct fasti_terms {
  int32_t from;               /* the day that triggers; not counted */
  struct fasti_period within; /* not negative; nor are extensions */
  enum fasti_roll roll;       /* of no effect when the period ends in working days */
  const struct fasti_suspension *suspensions;
  size_t suspension_count;
  const struct fasti_extension *extensions; /* in the order in which they were granted */
  size_t extension_count;
};

struct fasti_due {
  int32_t day;      /* the last day: the deadline runs until its 24:00 */
  bool provisional; /* it rests on a year whose holidays are not published */
  bool suspended;   /* a suspension is still open: DAY moves on with every day that it lasts */
};

/** Compute the last day. A suspension that is still open is taken to end on TODAY (the day that it ends does not
 *  count as suspended), so the last day of a suspended deadline is never before TODAY; it must not expire while
 *  SUSPENDED. Without a triggering day (FASTI_NO_DAY) there is no last day either. */
struct fasti_due fasti_deadline_due(const struct fasti_calendar *calendar, const struct fasti_terms *terms,
                                    int32_t today);
/** The day on which a warning PERIOD before the last day falls: calendar days, months and years without rolling
 *  (CAL-7), working days counted back. */
int32_t fasti_deadline_warning(const struct fasti_calendar *calendar, struct fasti_due due, struct fasti_period before);

/** Why a day counts or not. */
enum fasti_counting {
  FASTI_COUNTED,
  FASTI_TRIGGER,     /* art. 201 */
  FASTI_NOT_WORKING, /* only in periods of working days */
  FASTI_SUSPENDED,
  FASTI_ROLLED /* after the period: the last day moved on to the next working day, the last of these days (art. 203) */
};

/** One day of an explanation. NUMBER is the day's ordinal among the counted ones, 0 when it does not count. */
struct fasti_day_reason {
  int32_t day;
  enum fasti_counting counting;
  enum fasti_day_kind kind;
  int number;
  const char *name;     /* of a suspended day the reason, else the SUMMARY of the holiday; borrowed; may be NULL */
  enum fasti_unit unit; /* in which the period is counted here; of rolled days, in which it was counted last */
  int extension;        /* counting for which extension: from 1; 0 for the period as first given */
  bool provisional;     /* the result rests on the kind of this day, and its year is not published */
};

/** Explain: call TELL for every day from the trigger to the last day, in order. Of months and years only the trigger,
 *  suspended days, the corresponding day and rolled days are told (the numbers are of all days).
 *  @arg tell may be NULL @return the same as fasti_deadline_due */
struct fasti_due fasti_deadline_explain(const struct fasti_calendar *calendar, const struct fasti_terms *terms,
                                        int32_t today, void (*tell)(void *self, const struct fasti_day_reason *day),
                                        void *self);

#endif
