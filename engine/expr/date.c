/* engine/expr/date.c - the functions of XForms 1.1 (section 7.9) on days, instants and durations.
 *
 * What is no date gives NaN or '', as the standard says; the only time that they know is the entry's.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "engine/expr/room.h"

enum { SECONDS_A_DAY = 86400, DATE_TEXT = 10 };

struct fasti_slice
trimmed(const xmlChar *text)
{
  struct fasti_slice slice = fasti_slice_of((const char *)text);

  while (slice.size && strchr(" \t\r\n", slice.at[slice.size - 1]))
    slice.size--;
  while (slice.size && strchr(" \t\r\n", *slice.at))
    slice = (struct fasti_slice){.at = slice.at + 1, .size = slice.size - 1};
  return slice;
}

static void
push_instant(xmlXPathParserContextPtr context, int64_t instant, int32_t zone)
{
  char out[FASTI_INSTANT_SIZE];

  push_text(context, fasti_instant_format(instant, zone, out));
}

static int32_t
zone_of(xmlXPathParserContextPtr context)
{
  const struct fasti_scope *scope = fasti_expr_scope(context);

  return scope ? scope->zone : 0;
}

static int64_t
now_of(xmlXPathParserContextPtr context)
{
  const struct fasti_scope *scope = fasti_expr_scope(context);

  return scope ? scope->now : 0;
}

static void
now(xmlXPathParserContextPtr context, int count)
{
  if (has_arguments(context, count, 0, 0))
    push_instant(context, now_of(context), 0);
}

static void
local_datetime(xmlXPathParserContextPtr context, int count)
{
  if (has_arguments(context, count, 0, 0))
    push_instant(context, now_of(context), zone_of(context));
}

static void
local_date(xmlXPathParserContextPtr context, int count)
{
  char out[FASTI_DATE_SIZE];

  if (has_arguments(context, count, 0, 0))
    push_text(context, fasti_day_format(fasti_instant_day(now_of(context), zone_of(context)), out));
}

bool
read_day(struct fasti_slice text, int32_t *day)
{
  struct fasti_slice date = text;
  int64_t instant;

  if (text.size > DATE_TEXT) {
    if (fasti_instant_parse(text, 0, &instant) != FASTI_OK)
      return false;
    date.size = DATE_TEXT;
  }
  return fasti_day_parse(date, day) == FASTI_OK;
}

static void
days_from_date(xmlXPathParserContextPtr context, int count)
{
  xmlChar *text;
  int32_t day;

  if (!has_arguments(context, count, 1, 1))
    return;
  text = pop_text(context);
  valuePush(context, xmlXPathNewFloat(read_day(trimmed(text), &day) ? day : NAN));
  xmlFree(text);
}

static void
days_to_date(xmlXPathParserContextPtr context, int count)
{
  char out[FASTI_DATE_SIZE];
  double days;

  if (!has_arguments(context, count, 1, 1))
    return;
  days = floor(xmlXPathPopNumber(context) + 0.5);
  /* 0001-01-01 to 9999-12-31 */
  push_text(context, days >= -719162 && days <= 2932896 ? fasti_day_format((int32_t)days, out) : "");
}

static bool
pop_instant(xmlXPathParserContextPtr context, int64_t *instant)
{
  xmlChar *text = pop_text(context);
  bool good = fasti_instant_parse(trimmed(text), zone_of(context), instant) == FASTI_OK;

  xmlFree(text);
  return good;
}

static void
seconds_from_datetime(xmlXPathParserContextPtr context, int count)
{
  int64_t instant;

  if (has_arguments(context, count, 1, 1))
    valuePush(context, xmlXPathNewFloat(pop_instant(context, &instant) ? (double)instant / 1000 : NAN));
}

static void
seconds_to_datetime(xmlXPathParserContextPtr context, int count)
{
  double seconds;

  if (!has_arguments(context, count, 1, 1))
    return;
  seconds = xmlXPathPopNumber(context);
  if (seconds >= -719162.0 * SECONDS_A_DAY && seconds < 2932897.0 * SECONDS_A_DAY)
    push_instant(context, (int64_t)floor(seconds * 1000 + 0.5), 0);
  else
    push_text(context, "");
}

static void
adjust_datetime(xmlXPathParserContextPtr context, int count)
{
  int64_t instant;

  if (!has_arguments(context, count, 1, 1))
    return;
  if (pop_instant(context, &instant))
    push_instant(context, instant, zone_of(context));
  else
    push_text(context, "");
}

/* A duration of XML Schema (-P1Y2M3DT4H5M6.7S) as months and seconds. */
static bool
read_duration(const char *at, double *months, double *seconds)
{
  static const char units[] = "YMDTHMS";
  static const double factors[] = {12, 1, SECONDS_A_DAY, 0, 3600, 60, 1};
  double sign = *at == '-' ? -1 : 1;
  size_t unit = 0, parts = 0;

  *months = *seconds = 0;
  at += *at == '-';
  if (*at++ != 'P')
    return false;
  for (; *at; at++, unit++) {
    size_t digits = strspn(at, "0123456789");
    size_t rest = digits && at[digits] == '.' ? 1 + strspn(at + digits + 1, "0123456789") : 0;
    xmlChar *number = xmlStrndup(BAD_CAST at, (int)(digits + rest));
    double value = xmlXPathStringEvalNumber(number);
    const char *found;

    xmlFree(number);
    at += digits + rest;
    found = *at && unit < sizeof units ? strchr(units + unit, *at) : NULL;
    if (!found || (*found == 'T') != (digits == 0) || (rest && *found != 'S'))
      return false;
    unit = (size_t)(found - units);
    parts += digits > 0;
    *(unit < 2 ? months : seconds) += digits ? sign * value * factors[unit] : 0;
  }
  return parts > 0 && at[-1] != 'T';
}

static void
duration(xmlXPathParserContextPtr context, int count, bool as_months)
{
  double months, seconds;
  xmlChar *text;
  bool good;

  if (!has_arguments(context, count, 1, 1))
    return;
  text = pop_text(context);
  good = read_duration((const char *)text, &months, &seconds);
  valuePush(context, xmlXPathNewFloat(!good ? NAN : as_months ? months : seconds));
  xmlFree(text);
}

static void
seconds_of(xmlXPathParserContextPtr context, int count)
{
  duration(context, count, false);
}

static void
months_of(xmlXPathParserContextPtr context, int count)
{
  duration(context, count, true);
}

const struct fasti_function date_functions[] = {
  {NULL, "now", now},
  {NULL, "local-date", local_date},
  {NULL, "local-dateTime", local_datetime},
  {NULL, "days-from-date", days_from_date},
  {NULL, "days-to-date", days_to_date},
  {NULL, "seconds-from-dateTime", seconds_from_datetime},
  {NULL, "seconds-to-dateTime", seconds_to_datetime},
  {NULL, "adjust-dateTime-to-timezone", adjust_datetime},
  {NULL, "seconds", seconds_of},
  {NULL, "months", months_of},
  {.name = NULL},
};
