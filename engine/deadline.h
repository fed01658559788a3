/* engine/deadline.h - the arithmetic of one deadline: a budget and a ledger, never a bare date.
 *
 * A deadline knows what it was given (from which day, how long, rolled or not) and what happened to it since
 * (suspended from-to for a legal reason, extended by whom, moved because its starting date changed). Its last day is
 * always computed from these, and it can explain the computation day by day.
 * A suspension is an interval [from, to): the day it starts counts as suspended, the day it ends does not; overlapping
 * suspensions count once. Suspended calendar days move the last day by their number; suspended working days are not
 * counted.
 */
#ifndef FASTI_DEADLINE_H
#define FASTI_DEADLINE_H

#include "engine/calendar.h"

enum fasti_roll { FASTI_ROLL_NONE, FASTI_ROLL_NEXT };

/** An interval [FROM, TO) that does not count; TO is FASTI_NO_DAY while it lasts. REASON and LAW are borrowed. */
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
  int32_t from; /* the day that triggers; not counted */
  struct fasti_period within;
  enum fasti_roll roll; /* without meaning for working days */
  const struct fasti_suspension *suspensions;
  size_t suspension_count;
  const struct fasti_extension *extensions;
  size_t extension_count;
};

struct fasti_due {
  int32_t day;      /* the last day: the deadline runs until its 24:00 */
  bool provisional; /* it rests on a year whose holidays are not published */
  bool suspended;   /* a suspension is still open: the day would move on; DAY counts it until TODAY */
};

/** Compute the last day. TODAY closes suspensions that are still open for the computation. */
struct fasti_due fasti_deadline_due(const struct fasti_calendar *calendar, const struct fasti_terms *terms,
                                    int32_t today);
/** The day on which a warning PERIOD before the last day falls: calendar days, months and years without rolling
 *  (CAL-7), working days counted back. */
int32_t fasti_deadline_warning(const struct fasti_calendar *calendar, struct fasti_due due,
                               struct fasti_period before);

/** Why a day counts or not. */
enum fasti_counting { FASTI_COUNTED, FASTI_TRIGGER, FASTI_NOT_WORKING, FASTI_SUSPENDED, FASTI_ROLLED };

/** One day of an explanation. NUMBER is the day's ordinal among the counted ones, 0 when it does not count. */
struct fasti_day_reason {
  int32_t day;
  enum fasti_counting counting;
  enum fasti_day_kind kind;
  int number;
  const char *name;   /* of the holiday, or the reason of the suspension; borrowed; may be NULL */
  bool provisional;
};

/** Explain: call TELL for every day from the trigger to the last day, in order. Periods of months and years are told
 *  by trigger, corresponding day and rolled days only. @return the same as fasti_deadline_due */
struct fasti_due fasti_deadline_explain(const struct fasti_calendar *calendar, const struct fasti_terms *terms,
                                        int32_t today, void (*tell)(void *self, const struct fasti_day_reason *day),
                                        void *self);

#endif
