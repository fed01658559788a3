/* engine/calendar/read.c - reading calendar files: iCalendar (RFC 5545); see calendar.h.
 *
 * The lines are unfolded and the components nested here, because libical keeps no line numbers; it reads the
 * properties (event.c).
 */
#include "config.h"

#include <libxml/xmlstring.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "engine/calendar/reading.h"

struct fasti_messages *
reading_blame(struct reading *reading)
{
  return reading->errors++ < ERRORS_MAX ? reading->messages : NULL;
}

struct fasti_place
reading_at(const struct reading *reading, int line)
{
  return (struct fasti_place){reading->file, line, 0};
}

bool
reading_is_digit(char c)
{
  return c >= '0' && c <= '9';
}

bool
reading_is_own_year(const struct reading *reading, int year)
{
  for (size_t i = 0; i < reading->year_count; i++)
    if (reading->years[i] == year)
      return true;
  return false;
}

static bool
is_name(const char *text, size_t size, const char *name)
{
  return strlen(name) == size && strncasecmp(text, name, size) == 0;
}

static void
read_version(struct reading *reading, const char *text, int line)
{
  if (strcmp(text + strcspn(text, ":"), ":2.0") != 0)
    fasti_error_at(reading_blame(reading), reading_at(reading, line),
                   "this is not iCalendar 2.0 (RFC 5545); expected VERSION:2.0");
}

static void
add_year(struct reading *reading, int line, int year)
{
  if (reading_is_own_year(reading, year))
    fasti_error_at(reading_blame(reading), reading_at(reading, line), "the year %04d is published twice in this file",
                   year);
  else if (reading->year_count == YEARS_MAX)
    fasti_error_at(reading_blame(reading), reading_at(reading, line), "this file publishes more than %d years",
                   YEARS_MAX);
  else
    reading->years[reading->year_count++] = year;
}

/* Four digits at *AT. @return 0 when they are not there */
static int
take_year(const char **at)
{
  int year = 0;

  for (int i = 0; i < 4; i++) {
    if (!reading_is_digit((*at)[i]))
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
      fasti_error_at(reading_blame(reading), reading_at(reading, line),
                     "X-FASTI-YEARS is not a list of years; expected for example X-FASTI-YEARS:2025,2026");
      reading->years_unknown = true;
      return;
    }
    add_year(reading, line, year);
  } while (*next == ',');
}

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
    fasti_error_at(reading_blame(reading), reading_at(reading, line), "components are nested too deeply");
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
    reading_begin_event(reading, line);
    if (!reading->years_line && !reading->years_unknown) {
      fasti_error_at(reading_blame(reading), reading_at(reading, line),
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
    fasti_error_at(reading_blame(reading), reading_at(reading, line), "END:%s has no BEGIN here", name);
    return;
  }
  if (is_open(reading, 2, "VEVENT"))
    reading_end_event(reading);
  else if (is_open(reading, 1, "VCALENDAR") && !reading->years_line && !reading->years_unknown)
    fasti_error_at(reading_blame(reading), reading_at(reading, component->line),
                   "the calendar does not say which years it publishes; expected X-FASTI-YEARS");
  reading->depth--;
}

static void
read_property(struct reading *reading, const char *text, size_t name_size, int line)
{
  if (is_open(reading, 1, "VCALENDAR") && is_name(text, name_size, "VERSION"))
    read_version(reading, text, line);
  else if (is_open(reading, 1, "VCALENDAR") && is_name(text, name_size, "X-FASTI-YEARS"))
    read_years(reading, text, line);
  else if (is_open(reading, 2, "VEVENT"))
    reading_event_property(reading, text, name_size, line);
}

/* One content line, unfolded. */
static void
read_line(struct reading *reading, const char *text, int line)
{
  size_t name_size = strcspn(text, ":;");
  bool plain = name_size && text[name_size] == ':';

  if (!reading->depth && !(plain && strcasecmp(text, "BEGIN:VCALENDAR") == 0)) {
    if (!reading->lost)
      fasti_error_at(reading_blame(reading), reading_at(reading, line),
                     "this is no iCalendar (RFC 5545); expected BEGIN:VCALENDAR");
    reading->lost = true;
  } else if (!name_size || !text[name_size]) {
    fasti_error_at(reading_blame(reading), reading_at(reading, line), "this is no iCalendar line; expected NAME:VALUE");
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
    fasti_error_at(reading_blame(reading), reading_at(reading, number),
                   "this line has control characters or is not UTF-8");
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
  reading_merge_days(reading);
  if (reading->depth)
    fasti_error_at(reading_blame(reading), reading_at(reading, reading->open[reading->depth - 1].line),
                   "this BEGIN:%s has no END", reading->open[reading->depth - 1].name);
  else if (!reading->saw_calendar && !reading->errors)
    fasti_error_at(reading_blame(reading), reading_at(reading, 1),
                   "this is no iCalendar (RFC 5545); expected BEGIN:VCALENDAR");
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
