/* engine/calendar/event.c - the events of a calendar file, and the days that they name; see calendar.h.
 *
 * libical reads each property that matters. What could make libical look up a time zone (it reads zone files of the
 * system then) is refused before it gets there: this is whole days only.
 */
#include "config.h"

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "engine/calendar/reading.h"

/* Let libical read one property as part of an event. @return owned; NULL when it is not well-formed */
static icalcomponent *
parse_property(const char *text)
{
  struct fasti_buffer wrapped = {0};
  icalcomponent *event;

  fasti_buffer_printf(&wrapped, "BEGIN:VEVENT\r\n%s\r\nEND:VEVENT\r\n", text);
  event = icalparser_parse_string(wrapped.at);
  fasti_buffer_free(&wrapped);
  if (event && icalcomponent_isa(event) == ICAL_VEVENT_COMPONENT &&
      icalcomponent_count_properties(event, ICAL_ANY_PROPERTY) > 0 &&
      icalcomponent_count_properties(event, ICAL_XLICERROR_PROPERTY) == 0)
    return event;
  if (event)
    icalcomponent_free(event);
  return NULL;
}

/* Whether the value of a content line is eight digits and nothing else. */
static bool
ends_in_date(const char *text)
{
  size_t size = strlen(text);

  if (size < 9 || text[size - 9] != ':')
    return false;
  for (size_t i = size - 8; i < size; i++)
    if (!reading_is_digit(text[i]))
      return false;
  return true;
}

/* Whether a property says VALUE=DATE; libical takes a date without it, other programs do not. */
static bool
is_whole_day(icalproperty *property)
{
  icalparameter *kind = icalproperty_get_first_parameter(property, ICAL_VALUE_PARAMETER);

  return kind && icalparameter_get_value(kind) == ICAL_VALUE_DATE;
}

/* libical reads 30 February without a word. */
static int32_t
existing_day(struct icaltimetype time)
{
  char text[48];
  int32_t day;

  snprintf(text, sizeof text, "%04d-%02d-%02d", time.year, time.month, time.day);
  return fasti_day_parse(fasti_slice_of(text), &day) == FASTI_OK ? day : FASTI_NO_DAY;
}

static void
read_date(struct reading *reading, const char *text, int line, const char *name, int32_t *day)
{
  icalcomponent *parsed = ends_in_date(text) ? parse_property(text) : NULL;
  icalproperty *property = parsed ? icalcomponent_get_first_property(parsed, ICAL_ANY_PROPERTY) : NULL;
  int32_t read = FASTI_NO_DAY;

  if (!property || !is_whole_day(property))
    fasti_error_at(reading_blame(reading), reading_at(reading, line),
                   "%s is not a whole day; expected %s;VALUE=DATE:YYYYMMDD", name, name);
  else if ((read = existing_day(icalvalue_get_date(icalproperty_get_value(property)))) == FASTI_NO_DAY)
    fasti_error_at(reading_blame(reading), reading_at(reading, line), "%s: the date %s does not exist", name,
                   text + strlen(text) - 8);
  else if (*day != FASTI_NO_DAY)
    fasti_error_at(reading_blame(reading), reading_at(reading, line), "%s is given twice in this event", name);
  if (read == FASTI_NO_DAY || *day != FASTI_NO_DAY)
    reading->event.bad = true;
  *day = read;
  if (parsed)
    icalcomponent_free(parsed);
}

static void
read_start(struct reading *reading, const char *text, int line)
{
  read_date(reading, text, line, "DTSTART", &reading->event.start);
}

static void
read_end(struct reading *reading, const char *text, int line)
{
  read_date(reading, text, line, "DTEND", &reading->event.end);
}

/* Parse a property; tell when libical cannot. @return the first one; its component, owned, is in PARSED */
static icalproperty *
parse_or_blame(struct reading *reading, const char *text, int line, const char *name, icalcomponent **parsed)
{
  *parsed = parse_property(text);
  if (*parsed)
    return icalcomponent_get_first_property(*parsed, ICAL_ANY_PROPERTY);
  fasti_error_at(reading_blame(reading), reading_at(reading, line), "%s is empty or not well-formed (RFC 5545)", name);
  reading->event.bad = true;
  return NULL;
}

static void
read_duration(struct reading *reading, const char *text, int line)
{
  icalcomponent *parsed;
  icalproperty *property = parse_or_blame(reading, text, line, "DURATION", &parsed);
  struct icaldurationtype length;

  if (!property)
    return;
  length = icalproperty_get_duration(property);
  if (length.is_neg || length.hours || length.minutes || length.seconds || length.weeks > SPAN_MAX ||
      length.days > SPAN_MAX || length.weeks * 7 + length.days < 1 || length.weeks * 7 + length.days > SPAN_MAX) {
    fasti_error_at(reading_blame(reading), reading_at(reading, line),
                   "DURATION is not a number of whole days within a year; expected for example P3D");
    reading->event.bad = true;
  } else {
    reading->event.days = (int)(length.weeks * 7 + length.days);
  }
  icalcomponent_free(parsed);
}

static bool
is_one_line(const char *text)
{
  for (; *text; text++)
    if ((unsigned char)*text < 0x20)
      return false;
  return true;
}

static void
read_summary(struct reading *reading, const char *text, int line)
{
  icalcomponent *parsed;
  icalproperty *property = parse_or_blame(reading, text, line, "SUMMARY", &parsed);
  const char *name = property ? icalproperty_get_summary(property) : NULL;

  if (!property)
    return;
  if (reading->event.name) {
    fasti_error_at(reading_blame(reading), reading_at(reading, line), "SUMMARY is given twice in this event");
    reading->event.bad = true;
  } else if (!name || strlen(name) > NAME_MAX_SIZE || !is_one_line(name)) {
    fasti_error_at(reading_blame(reading), reading_at(reading, line),
                   "SUMMARY is not the name of a holiday: it has several lines or more than %d bytes", NAME_MAX_SIZE);
    reading->event.bad = true;
  } else {
    reading->event.name = fasti_arena_strdup(reading->arena, name);
  }
  icalcomponent_free(parsed);
}

static void
read_categories(struct reading *reading, const char *text, int line)
{
  icalcomponent *parsed;
  icalproperty *property = parse_or_blame(reading, text, line, "CATEGORIES", &parsed);

  if (!property)
    return;
  for (; property; property = icalcomponent_get_next_property(parsed, ICAL_ANY_PROPERTY)) {
    const char *category = icalproperty_get_categories(property);

    reading->event.holiday |= category && strcasecmp(category, "HOLIDAY") == 0;
    reading->event.workday |= category && strcasecmp(category, "WORKDAY") == 0;
  }
  icalcomponent_free(parsed);
}

static void
read_event_status(struct reading *reading, const char *text, int line)
{
  icalcomponent *parsed;
  icalproperty *property = parse_or_blame(reading, text, line, "STATUS", &parsed);

  if (!property)
    return;
  reading->event.cancelled = icalproperty_get_status(property) == ICAL_STATUS_CANCELLED;
  icalcomponent_free(parsed);
}

static void
refuse_recurrence(struct reading *reading, const char *text, int line)
{
  fasti_error_at(reading_blame(reading), reading_at(reading, line),
                 "%.*s: recurring events are not read; write an event for every holiday", (int)strcspn(text, ":;"),
                 text);
  reading->event.bad = true;
}

struct property_reader {
  const char *name;
  void (*read)(struct reading *reading, const char *text, int line);
};

static const struct property_reader readers[] = {
  {"DTSTART", read_start},
  {"DTEND", read_end},
  {"DURATION", read_duration},
  {"SUMMARY", read_summary},
  {"CATEGORIES", read_categories},
  {"STATUS", read_event_status},
  {"RRULE", refuse_recurrence},
  {"RDATE", refuse_recurrence},
  {"EXRULE", refuse_recurrence},
  {"EXDATE", refuse_recurrence},
  {"RECURRENCE-ID", refuse_recurrence},
};

void
reading_event_property(struct reading *reading, const char *text, size_t name_size, int line)
{
  for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
    if (strlen(readers[i].name) == name_size && strncasecmp(readers[i].name, text, name_size) == 0)
      readers[i].read(reading, text, line);
}

static void
add_day(struct reading *reading, const struct event *event, int32_t day)
{
  char shown[FASTI_DATE_SIZE];

  fasti_day_format(day, shown);
  if (!reading_is_own_year(reading, fasti_day_date(day).year)) {
    if (!reading->years_unknown)
      fasti_error_at(reading_blame(reading), reading_at(reading, event->line),
                     "%s is in a year that this file does not publish; list the year in X-FASTI-YEARS", shown);
  } else if (event->workday && fasti_day_weekday(day) <= 5) {
    fasti_error_at(reading_blame(reading), reading_at(reading, event->line),
                   "%s is no weekend: only a Saturday or Sunday can be a make-up working day", shown);
  } else if (reading->day_count < DAYS_MAX) {
    if (reading->day_count == reading->day_room) {
      reading->day_room = reading->day_room ? reading->day_room * 2 : 64;
      reading->days = fasti_realloc(reading->days, reading->day_room * sizeof *reading->days);
    }
    reading->days[reading->day_count++] =
      (struct fasti_special_day){.day = day,
                                 .kind = event->holiday ? FASTI_HOLIDAY : FASTI_MAKEUP_WORKDAY,
                                 .name = event->name,
                                 .line = event->line};
  } else {
    fasti_error_at(reading_blame(reading), reading_at(reading, event->line),
                   "the events of this file have more than %d days", DAYS_MAX);
  }
}

static int
compare_days(const void *a, const void *b)
{
  const struct fasti_special_day *left = a, *right = b;

  if (left->day != right->day)
    return left->day < right->day ? -1 : 1;
  return (left->line > right->line) - (left->line < right->line);
}

void
reading_merge_days(struct reading *reading)
{
  size_t kept = 0;

  if (reading->day_count)
    qsort(reading->days, reading->day_count, sizeof *reading->days, compare_days);
  for (size_t i = 0; i < reading->day_count; i++) {
    struct fasti_special_day *before = kept ? &reading->days[kept - 1] : NULL, *day = &reading->days[i];
    char shown[FASTI_DATE_SIZE];

    if (before && before->day == day->day && before->kind != day->kind)
      fasti_error_at(reading_blame(reading), reading_at(reading, day->line),
                     "%s is both a holiday and a working day; the other event is on line %d",
                     fasti_day_format(day->day, shown), before->line);
    if (!before || before->day != day->day)
      kept++;
    reading->days[kept - 1] = *day;
  }
  reading->day_count = kept;
}

/* What is missing in an event, or contradicts itself. */
static void
check_event(struct reading *reading, struct event *event)
{
  if (event->start == FASTI_NO_DAY)
    fasti_error_at(reading_blame(reading), reading_at(reading, event->line), "this event has no DTSTART");
  else if (!event->name)
    fasti_error_at(reading_blame(reading), reading_at(reading, event->line),
                   "this event has no SUMMARY; expected the name of the holiday");
  else if (event->holiday == event->workday)
    fasti_error_at(reading_blame(reading), reading_at(reading, event->line),
                   "expected exactly one of CATEGORIES:HOLIDAY and CATEGORIES:WORKDAY in this event");
  else if (event->end != FASTI_NO_DAY && event->days)
    fasti_error_at(reading_blame(reading), reading_at(reading, event->line), "this event has both DTEND and DURATION");
  else if (event->end != FASTI_NO_DAY && event->end <= event->start)
    fasti_error_at(reading_blame(reading), reading_at(reading, event->line),
                   "DTEND must be after DTSTART: it is the day after the last one");
  else if (event->end != FASTI_NO_DAY && event->end - event->start > SPAN_MAX)
    fasti_error_at(reading_blame(reading), reading_at(reading, event->line), "this event is longer than a year");
  else
    return;
  event->bad = true;
}

void
reading_begin_event(struct reading *reading, int line)
{
  reading->event = (struct event){.line = line, .start = FASTI_NO_DAY, .end = FASTI_NO_DAY};
}

void
reading_end_event(struct reading *reading)
{
  struct event *event = &reading->event;
  int32_t end;

  if (!event->bad && !event->cancelled)
    check_event(reading, event);
  if (!event->bad && !event->cancelled) {
    end = event->end != FASTI_NO_DAY ? event->end : event->start + (event->days ? event->days : 1);
    for (int32_t day = event->start; day < end; day++)
      add_day(reading, event, day);
  }
}
