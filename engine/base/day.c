/* engine/base/day.c - days and instants; see day.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/day.h"

enum { MS_PER_SECOND = 1000, MS_PER_DAY = 86400 * MS_PER_SECOND };

/* What is left of a text that is being read. */
struct reader {
  const char *at;
  const char *end;
  bool bad;
};

/* Days from the civil date: years are taken to begin in March, so that the leap day comes last. */
int32_t
fasti_day_of(struct fasti_date date)
{
  int year = date.month <= 2 ? date.year - 1 : date.year;
  int era = (year >= 0 ? year : year - 399) / 400;
  int of_era = year - era * 400;
  int of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  int days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;

  return (int32_t)(era * 146097 + days - 719468);
}

struct fasti_date
fasti_day_date(int32_t day)
{
  int64_t shifted = (int64_t)day + 719468;
  int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  int days = (int)(shifted - era * 146097);
  int of_era = (days - days / 1460 + days / 36524 - days / 146096) / 365;
  int of_year = days - (365 * of_era + of_era / 4 - of_era / 100);
  int march_month = (5 * of_year + 2) / 153;
  int month = march_month < 10 ? march_month + 3 : march_month - 9;

  return (struct fasti_date){
    .year = (int)(era * 400) + of_era + (month <= 2),
    .month = month,
    .day = of_year - (153 * march_month + 2) / 5 + 1,
  };
}

int
fasti_day_weekday(int32_t day)
{
  int64_t from_monday = ((int64_t)day + 3) % 7;

  return (int)(from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

int
fasti_month_length(int year, int month)
{
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return month == 2 && leap ? 29 : lengths[month - 1];
}

static int
read_digits(struct reader *reader, int count)
{
  int value = 0;

  for (int i = 0; i < count; i++) {
    if (reader->at == reader->end || *reader->at < '0' || *reader->at > '9') {
      reader->bad = true;
      return 0;
    }
    value = value * 10 + (*reader->at++ - '0');
  }
  return value;
}

static bool
read_char(struct reader *reader, char wanted)
{
  if (reader->at == reader->end || *reader->at != wanted)
    return false;
  reader->at++;
  return true;
}

static void
need_char(struct reader *reader, char wanted)
{
  if (!read_char(reader, wanted))
    reader->bad = true;
}

static int32_t
read_day(struct reader *reader)
{
  struct fasti_date date = {0};

  date.year = read_digits(reader, 4);
  need_char(reader, '-');
  date.month = read_digits(reader, 2);
  need_char(reader, '-');
  date.day = read_digits(reader, 2);
  if (reader->bad || date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1 ||
      date.day > fasti_month_length(date.year, date.month)) {
    reader->bad = true;
    return FASTI_NO_DAY;
  }
  return fasti_day_of(date);
}

enum fasti_status
fasti_day_parse(struct fasti_slice text, int32_t *day)
{
  struct reader reader = {.at = text.at, .end = text.at + text.size};
  int32_t read = read_day(&reader);

  if (reader.bad || reader.at != reader.end)
    return FASTI_INVALID;
  *day = read;
  return FASTI_OK;
}

char *
fasti_day_format(int32_t day, char out[FASTI_DATE_SIZE])
{
  struct fasti_date date;

  if (day == FASTI_NO_DAY) {
    out[0] = '\0';
    return out;
  }
  date = fasti_day_date(day);
  snprintf(out, FASTI_DATE_SIZE, "%04d-%02d-%02d", date.year % 10000, date.month, date.day);
  return out;
}

int64_t
fasti_instant_of(int32_t day, int32_t offset)
{
  return (int64_t)day * MS_PER_DAY - (int64_t)offset * MS_PER_SECOND;
}

int32_t
fasti_instant_day(int64_t instant, int32_t offset)
{
  int64_t local = instant + (int64_t)offset * MS_PER_SECOND;
  int64_t day = local / MS_PER_DAY;

  return (int32_t)(local % MS_PER_DAY < 0 ? day - 1 : day);
}

static int32_t
read_zone(struct reader *reader)
{
  int sign, hours, minutes;

  if (read_char(reader, 'Z'))
    return 0;
  sign = read_char(reader, '-') ? -1 : 1;
  if (sign > 0)
    need_char(reader, '+');
  hours = read_digits(reader, 2);
  need_char(reader, ':');
  minutes = read_digits(reader, 2);
  if (hours > 14 || minutes > 59)
    reader->bad = true;
  return sign * (hours * 3600 + minutes * 60);
}

enum fasti_status
fasti_zone_parse(struct fasti_slice text, int32_t *offset)
{
  struct reader reader = {.at = text.at, .end = text.at + text.size};
  int32_t read = read_zone(&reader);

  if (reader.bad || reader.at != reader.end)
    return FASTI_INVALID;
  *offset = read;
  return FASTI_OK;
}

static int
read_fraction(struct reader *reader)
{
  int value = 0, scale = 100;

  if (!read_char(reader, '.'))
    return 0;
  if (reader->at == reader->end || *reader->at < '0' || *reader->at > '9')
    reader->bad = true;
  for (; reader->at != reader->end && *reader->at >= '0' && *reader->at <= '9'; reader->at++, scale /= 10)
    value += (*reader->at - '0') * scale;
  return value;
}

/* Milliseconds since midnight. */
static int64_t
read_time(struct reader *reader)
{
  int hours, minutes, seconds = 0, ms = 0;

  hours = read_digits(reader, 2);
  need_char(reader, ':');
  minutes = read_digits(reader, 2);
  if (read_char(reader, ':')) {
    seconds = read_digits(reader, 2);
    ms = read_fraction(reader);
  }
  if (hours > 24 || minutes > 59 || seconds > 59 || (hours == 24 && (minutes || seconds || ms)))
    reader->bad = true;
  return ((int64_t)hours * 3600 + minutes * 60 + seconds) * MS_PER_SECOND + ms;
}

enum fasti_status
fasti_instant_parse(struct fasti_slice text, int32_t offset, int64_t *instant)
{
  struct reader reader = {.at = text.at, .end = text.at + text.size};
  int32_t day = read_day(&reader);
  int64_t time;

  need_char(&reader, 'T');
  time = read_time(&reader);
  if (!reader.bad && reader.at != reader.end)
    offset = read_zone(&reader);
  if (reader.bad || reader.at != reader.end)
    return FASTI_INVALID;
  *instant = fasti_instant_of(day, offset) + time;
  return FASTI_OK;
}

char *
fasti_instant_format(int64_t instant, int32_t offset, char out[FASTI_INSTANT_SIZE])
{
  int32_t day = fasti_instant_day(instant, offset);
  int64_t ms = instant - fasti_instant_of(day, offset);
  int seconds = (int)(ms / MS_PER_SECOND), minutes = (offset < 0 ? -offset : offset) / 60;
  char date[FASTI_DATE_SIZE], fraction[8] = "", zone[16] = "Z";

  if (ms % MS_PER_SECOND)
    snprintf(fraction, sizeof fraction, ".%03d", (int)(ms % MS_PER_SECOND));
  if (offset)
    snprintf(zone, sizeof zone, "%c%02d:%02d", offset < 0 ? '-' : '+', minutes / 60 % 100, minutes % 60);
  snprintf(out, FASTI_INSTANT_SIZE, "%sT%02d:%02d:%02d%s%s", fasti_day_format(day, date), seconds / 3600 % 100,
           seconds / 60 % 60, seconds % 60, fraction, zone);
  return out;
}
