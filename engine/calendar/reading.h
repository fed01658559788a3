/* engine/calendar/reading.h - what is read of one calendar file so far; see read.c and event.c.
 */
#ifndef FASTI_CALENDAR_READING_H
#define FASTI_CALENDAR_READING_H

#include "engine/calendar/table.h"
#include "engine/memory.h"

enum {
  DEPTH_MAX = 16,
  ERRORS_MAX = 100,
  SPAN_MAX = 366,  /* days of one event */
  YEARS_MAX = 100, /* of one file */
  DAYS_MAX = YEARS_MAX * SPAN_MAX,
  NAME_MAX_SIZE = 200 /* bytes of a SUMMARY */
};

/* A component that is open; NAME is its first letters. */
struct component {
  char name[16];
  int line;
};

struct event {
  int line;
  int32_t start;
  int32_t end; /* exclusive */
  int days;    /* by DURATION; 0 without */
  const char *name;
  bool holiday;
  bool workday;
  bool cancelled;
  bool bad; /* an error was told already */
};

struct reading {
  const char *file;
  struct fasti_messages *messages;
  size_t errors;
  struct component open[DEPTH_MAX];
  int depth;
  bool lost; /* outside of any calendar, and told so */
  bool saw_calendar;
  int years_line;     /* of X-FASTI-YEARS in this calendar; 0 without */
  bool years_unknown; /* the calendar names no years that can be read, and was told so */
  int years[YEARS_MAX];
  size_t year_count;
  struct event event;
  struct fasti_special_day *days;
  size_t day_count;
  size_t day_room;
  struct fasti_arena *arena; /* names of days */
};

/** Where the next error goes: nowhere when there were too many. */
struct fasti_messages *reading_blame(struct reading *reading);
/** The place of a line. */
struct fasti_place reading_at(const struct reading *reading, int line);
bool reading_is_digit(char c);
/** Whether the file publishes YEAR. */
bool reading_is_own_year(const struct reading *reading, int year);

/** An event begins. */
void reading_begin_event(struct reading *reading, int line);
/** One content line of it; its name is NAME_SIZE bytes long. Properties of no concern are skipped. */
void reading_event_property(struct reading *reading, const char *text, size_t name_size, int line);
/** It ends: check it, and add its days unless something was wrong. */
void reading_end_event(struct reading *reading);
/** Sort the days of all events; of several events on a day only the last is kept. */
void reading_merge_days(struct reading *reading);

#endif
