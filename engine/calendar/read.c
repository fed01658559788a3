/* engine/calendar/read.c - holidays and make-up working days from iCalendar (RFC 5545); see calendar.h.
 *
 * libical reads each property that matters; the lines are unfolded and the components nested here, because libical
 * keeps no line numbers. What could make libical look up a time zone (it reads zone files of the system then) is
 * refused before it gets there: this is whole days only.
 */
#include "config.h"

#include <libical/ical.h>
#include <libxml/xmlstring.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

/* Where the next error goes: nowhere when there were too many. */
static struct fasti_messages *
blame(struct reading *reading)
{
  return reading->errors++ < ERRORS_MAX ? reading->messages : NULL;
}

static struct fasti_place
at(const struct reading *reading, int line)
{
  return (struct fasti_place){reading->file, line, 0};
}

/* -- properties, read by libical -- */

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

static bool
is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* Whether the value of a content line is eight digits and nothing else. */
static bool
ends_in_date(const char *text)
{
  size_t size = strlen(text);

  if (size < 9 || text[size - 9] != ':')
    return false;
  for (size_t i = size - 8; i < size; i++)
    if (!is_digit(text[i]))
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
    fasti_error_at(blame(reading), at(reading, line), "%s is not a whole day; expected %s;VALUE=DATE:YYYYMMDD", name,
                   name);
  else if ((read = existing_day(icalvalue_get_date(icalproperty_get_value(property)))) == FASTI_NO_DAY)
    fasti_error_at(blame(reading), at(reading, line), "%s: the date %s does not exist", name, text + strlen(text) - 8);
  else if (*day != FASTI_NO_DAY)
    fasti_error_at(blame(reading), at(reading, line), "%s is given twice in this event", name);
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
  fasti_error_at(blame(reading), at(reading, line), "%s is empty or not well-formed (RFC 5545)", name);
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
    fasti_error_at(blame(reading), at(reading, line),
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
    fasti_error_at(blame(reading), at(reading, line), "SUMMARY is given twice in this event");
    reading->event.bad = true;
  } else if (!name || strlen(name) > NAME_MAX_SIZE || !is_one_line(name)) {
    fasti_error_at(blame(reading), at(reading, line),
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
  fasti_error_at(blame(reading), at(reading, line),
                 "%.*s: recurring events are not read; write an event for every holiday", (int)strcspn(text, ":;"),
                 text);
  reading->event.bad = true;
}

static void
read_version(struct reading *reading, const char *text, int line)
{
  if (strcmp(text + strcspn(text, ":"), ":2.0") != 0)
    fasti_error_at(blame(reading), at(reading, line), "this is not iCalendar 2.0 (RFC 5545); expected VERSION:2.0");
}

static bool
is_own_year(const struct reading *reading, int year)
{
  for (size_t i = 0; i < reading->year_count; i++)
    if (reading->years[i] == year)
      return true;
  return false;
}

static void
add_year(struct reading *reading, int line, int year)
{
  if (is_own_year(reading, year))
    fasti_error_at(blame(reading), at(reading, line), "the year %04d is published twice in this file", year);
  else if (reading->year_count == YEARS_MAX)
    fasti_error_at(blame(reading), at(reading, line), "this file publishes more than %d years", YEARS_MAX);
  else
    reading->years[reading->year_count++] = year;
}

/* Four digits at *AT. @return 0 when they are not there */
static int
take_year(const char **at)
{
  int year = 0;

  for (int i = 0; i < 4; i++) {
    if (!is_digit((*at)[i]))
      return 0;
    year = year * 10 + ((*at)[i] - '0');
  }
  *at += 4;
  return year;
}

/* Our own property: no parameters, years between commas. */
static void
read_years(struct reading *reading, const char *text, int line)
{
  const char *next = text + strcspn(text, ":;");
  bool plain = *next == ':';
  int year;

  reading->years_line = line;
  do {
    next++;
    next += strspn(next, " ");
    year = take_year(&next);
    next += strspn(next, " ");
    if (!plain || !year || (*next && *next != ',')) {
      fasti_error_at(blame(reading), at(reading, line),
                     "X-FASTI-YEARS is not a list of years; expected for example X-FASTI-YEARS:2025,2026");
      reading->years_unknown = true;
      return;
    }
    add_year(reading, line, year);
  } while (*next == ',');
}

/* -- days -- */

static void
add_day(struct reading *reading, const struct event *event, int32_t day)
{
  char shown[FASTI_DATE_SIZE];

  fasti_day_format(day, shown);
  if (!is_own_year(reading, fasti_day_date(day).year)) {
    if (!reading->years_unknown)
      fasti_error_at(blame(reading), at(reading, event->line),
                     "%s is in a year that this file does not publish; list the year in X-FASTI-YEARS", shown);
  } else if (event->workday && fasti_day_weekday(day) <= 5) {
    fasti_error_at(blame(reading), at(reading, event->line),
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
    fasti_error_at(blame(reading), at(reading, event->line), "the events of this file have more than %d days",
                   DAYS_MAX);
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

/* Of several events on a day only the last is kept. */
static void
merge_days(struct reading *reading)
{
  size_t kept = 0;

  if (reading->day_count)
    qsort(reading->days, reading->day_count, sizeof *reading->days, compare_days);
  for (size_t i = 0; i < reading->day_count; i++) {
    struct fasti_special_day *before = kept ? &reading->days[kept - 1] : NULL, *day = &reading->days[i];
    char shown[FASTI_DATE_SIZE];

    if (before && before->day == day->day && before->kind != day->kind)
      fasti_error_at(blame(reading), at(reading, day->line),
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
    fasti_error_at(blame(reading), at(reading, event->line), "this event has no DTSTART");
  else if (!event->name)
    fasti_error_at(blame(reading), at(reading, event->line),
                   "this event has no SUMMARY; expected the name of the holiday");
  else if (event->holiday == event->workday)
    fasti_error_at(blame(reading), at(reading, event->line),
                   "expected exactly one of CATEGORIES:HOLIDAY and CATEGORIES:WORKDAY in this event");
  else if (event->end != FASTI_NO_DAY && event->days)
    fasti_error_at(blame(reading), at(reading, event->line), "this event has both DTEND and DURATION");
  else if (event->end != FASTI_NO_DAY && event->end <= event->start)
    fasti_error_at(blame(reading), at(reading, event->line),
                   "DTEND must be after DTSTART: it is the day after the last one");
  else if (event->end != FASTI_NO_DAY && event->end - event->start > SPAN_MAX)
    fasti_error_at(blame(reading), at(reading, event->line), "this event is longer than a year");
  else
    return;
  event->bad = true;
}

static void
begin_event(struct reading *reading, int line)
{
  reading->event = (struct event){.line = line, .start = FASTI_NO_DAY, .end = FASTI_NO_DAY};
}

static void
end_event(struct reading *reading)
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

/* -- components and lines -- */

static bool
is_open(const struct reading *reading, int depth, const char *name)
{
  return reading->depth == depth && strcasecmp(reading->open[depth - 1].name, name) == 0;
}

static void
begin_component(struct reading *reading, const char *name, int line)
{
  struct component *component;

  if (reading->depth == DEPTH_MAX) {
    fasti_error_at(blame(reading), at(reading, line), "components are nested too deeply");
    return;
  }
  component = &reading->open[reading->depth++];
  component->line = line;
  snprintf(component->name, sizeof component->name, "%.15s", name);
  if (is_open(reading, 1, "VCALENDAR")) {
    reading->lost = false;
    reading->saw_calendar = true;
    reading->years_line = 0;
    reading->years_unknown = false;
  } else if (is_open(reading, 2, "VEVENT")) {
    begin_event(reading, line);
    if (!reading->years_line && !reading->years_unknown) {
      fasti_error_at(blame(reading), at(reading, line),
                     "the calendar does not say which years it publishes; expected X-FASTI-YEARS before the events");
      reading->years_unknown = true;
    }
  }
}

static void
end_component(struct reading *reading, const char *name, int line)
{
  const struct component *component = reading->depth ? &reading->open[reading->depth - 1] : NULL;

  if (!component || strncasecmp(component->name, name, sizeof component->name - 1) != 0) {
    fasti_error_at(blame(reading), at(reading, line), "END:%s has no BEGIN here", name);
    return;
  }
  if (is_open(reading, 2, "VEVENT"))
    end_event(reading);
  else if (is_open(reading, 1, "VCALENDAR") && !reading->years_line && !reading->years_unknown)
    fasti_error_at(blame(reading), at(reading, component->line),
                   "the calendar does not say which years it publishes; expected X-FASTI-YEARS");
  reading->depth--;
}

struct property_reader {
  int depth; /* 1 in a calendar, 2 in an event */
  const char *name;
  void (*read)(struct reading *reading, const char *text, int line);
};

static const struct property_reader readers[] = {
  {1, "VERSION", read_version},
  {1, "X-FASTI-YEARS", read_years},
  {2, "DTSTART", read_start},
  {2, "DTEND", read_end},
  {2, "DURATION", read_duration},
  {2, "SUMMARY", read_summary},
  {2, "CATEGORIES", read_categories},
  {2, "STATUS", read_event_status},
  {2, "RRULE", refuse_recurrence},
  {2, "RDATE", refuse_recurrence},
  {2, "EXRULE", refuse_recurrence},
  {2, "EXDATE", refuse_recurrence},
  {2, "RECURRENCE-ID", refuse_recurrence},
};

static void
read_property(struct reading *reading, const char *text, size_t name_size, int line)
{
  bool in_event = is_open(reading, 2, "VEVENT") && strcasecmp(reading->open[0].name, "VCALENDAR") == 0;
  int depth = is_open(reading, 1, "VCALENDAR") ? 1 : in_event ? 2 : 0;

  for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
    if (readers[i].depth == depth && strlen(readers[i].name) == name_size &&
        strncasecmp(readers[i].name, text, name_size) == 0)
      readers[i].read(reading, text, line);
}

/* One content line, unfolded. */
static void
read_line(struct reading *reading, const char *text, int line)
{
  size_t name_size = strcspn(text, ":;");
  bool plain = name_size && text[name_size] == ':';

  if (!reading->depth && !(plain && strcasecmp(text, "BEGIN:VCALENDAR") == 0)) {
    if (!reading->lost)
      fasti_error_at(blame(reading), at(reading, line), "this is no iCalendar (RFC 5545); expected BEGIN:VCALENDAR");
    reading->lost = true;
  } else if (!name_size || !text[name_size]) {
    fasti_error_at(blame(reading), at(reading, line), "this is no iCalendar line; expected NAME:VALUE");
    reading->event.bad = true;
  } else if (plain && strncasecmp(text, "BEGIN:", 6) == 0) {
    begin_component(reading, text + 6, line);
  } else if (plain && strncasecmp(text, "END:", 4) == 0) {
    end_component(reading, text + 4, line);
  } else {
    read_property(reading, text, name_size, line);
  }
}

/* The next line of the file without its end. */
static struct fasti_slice
take_line(struct fasti_slice *rest)
{
  const char *end = memchr(rest->at, '\n', rest->size);
  size_t size = end ? (size_t)(end - rest->at) : rest->size;
  struct fasti_slice line = {rest->at, size};

  rest->at += end ? size + 1 : size;
  rest->size -= end ? size + 1 : size;
  if (line.size && line.at[line.size - 1] == '\r')
    line.size--;
  return line;
}

/* RFC 5545 section 3.1: no control characters but the tab; and our texts are UTF-8. */
static bool
is_text(struct fasti_slice line)
{
  struct fasti_buffer copy = {0};
  bool good = true;

  for (size_t i = 0; i < line.size && good; i++)
    good = ((unsigned char)line.at[i] >= 0x20 && line.at[i] != 0x7f) || line.at[i] == '\t';
  fasti_buffer_add(&copy, line.at, line.size);
  good = good && xmlCheckUTF8((const unsigned char *)copy.at);
  fasti_buffer_free(&copy);
  return good;
}

static void
flush_line(struct reading *reading, struct fasti_buffer *line, int number)
{
  if (line->size && !is_text(fasti_buffer_slice(line))) {
    fasti_error_at(blame(reading), at(reading, number), "this line has control characters or is not UTF-8");
    reading->event.bad = true;
  } else if (line->size) {
    read_line(reading, line->at, number);
  }
  fasti_buffer_clear(line);
}

/* A line that begins with a blank continues the one before. */
static void
read_lines(struct reading *reading, struct fasti_slice rest)
{
  struct fasti_buffer line = {0};
  int start = 1;

  for (int number = 1; rest.size && reading->errors <= ERRORS_MAX; number++) {
    struct fasti_slice next = take_line(&rest);

    if (next.size && (*next.at == ' ' || *next.at == '\t')) {
      fasti_buffer_add(&line, next.at + 1, next.size - 1);
      continue;
    }
    flush_line(reading, &line, start);
    start = number;
    fasti_buffer_add(&line, next.at, next.size);
  }
  flush_line(reading, &line, start);
  fasti_buffer_free(&line);
}

static void
check_end(struct reading *reading)
{
  if (reading->errors > ERRORS_MAX)
    return;
  merge_days(reading);
  if (reading->depth)
    fasti_error_at(blame(reading), at(reading, reading->open[reading->depth - 1].line), "this BEGIN:%s has no END",
                   reading->open[reading->depth - 1].name);
  else if (!reading->saw_calendar && !reading->errors)
    fasti_error_at(blame(reading), at(reading, 1), "this is no iCalendar (RFC 5545); expected BEGIN:VCALENDAR");
}

enum fasti_status
fasti_calendar_read(struct fasti_calendar *calendar, const char *name, struct fasti_slice bytes,
                    struct fasti_messages *messages)
{
  struct reading reading = {.file = name, .messages = messages};
  struct fasti_place whole = {name, 0, 0};

  if (bytes.size > FASTI_CALENDAR_SIZE) {
    fasti_error_at(messages, whole, "the calendar is larger than %d bytes", FASTI_CALENDAR_SIZE);
    return FASTI_LIMIT;
  }
  reading.arena = fasti_arena_new();
  if (bytes.size >= 3 && memcmp(bytes.at, "\xef\xbb\xbf", 3) == 0)
    bytes = (struct fasti_slice){bytes.at + 3, bytes.size - 3};
  read_lines(&reading, bytes);
  check_end(&reading);
  if (reading.errors > ERRORS_MAX)
    fasti_error_at(messages, whole, "too many errors; the first %d are shown", ERRORS_MAX);
  if (!reading.errors)
    fasti_calendar_publish(calendar, reading.years, reading.year_count, reading.days, reading.day_count);
  fasti_free(reading.days);
  fasti_arena_free(reading.arena);
  return reading.errors ? FASTI_DEFINITION : FASTI_OK;
}
