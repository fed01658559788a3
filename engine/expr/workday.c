/* engine/expr/workday.c - working days in expressions, by the scope's calendar (calendar.h; rules CAL-1 to CAL-6 of the
 * domain).
 *
 * Messages that it can give: no calendar to count by, a period that is none, a date out of reach.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "engine/expr/room.h"

static const struct fasti_calendar *
calendar_of(xmlXPathParserContextPtr context)
{
  const struct fasti_scope *scope = fasti_expr_scope(context);

  if (!scope || !scope->calendar)
    fasti_expr_fail(context, FASTI_INVALID, "there is no calendar to count working days by");
  return scope ? scope->calendar : NULL;
}

/* FASTI_NO_DAY for what is no date. */
static int32_t
pop_day(xmlXPathParserContextPtr context)
{
  xmlChar *text = pop_text(context);
  int32_t day;

  if (!read_day(trimmed(text), &day))
    day = FASTI_NO_DAY;
  xmlFree(text);
  return day;
}

static void
push_day(xmlXPathParserContextPtr context, int32_t day)
{
  char out[FASTI_DATE_SIZE];

  push_text(context, fasti_day_format(day, out));
}

static void
workdays(xmlXPathParserContextPtr context, int count)
{
  const struct fasti_calendar *calendar;
  int32_t from, to;
  double number = NAN;

  if (!has_arguments(context, count, 2, 2) || !(calendar = calendar_of(context)))
    return;
  to = pop_day(context);
  from = pop_day(context);
  if (from != FASTI_NO_DAY && to != FASTI_NO_DAY)
    number = fasti_calendar_workdays(calendar, from, to);
  valuePush(context, xmlXPathNewFloat(number));
}

/* "7 workdays", or "-30 days": that long before. */
static bool
read_period(struct fasti_slice text, struct fasti_period *period)
{
  bool back = text.size && *text.at == '-';

  if (back)
    text = (struct fasti_slice){text.at + 1, text.size - 1};
  if (!text.size || *text.at < '0' || *text.at > '9' || fasti_period_parse(text, period) != FASTI_OK)
    return false;
  period->count = back ? -period->count : period->count;
  return true;
}

static void
add(xmlXPathParserContextPtr context, int count)
{
  const struct fasti_calendar *calendar;
  struct fasti_period period;
  xmlChar *text;
  int32_t day;

  if (!has_arguments(context, count, 2, 2) || !(calendar = calendar_of(context)))
    return;
  text = pop_text(context);
  day = pop_day(context);
  if (!read_period(trimmed(text), &period))
    fasti_expr_fail(context, FASTI_INVALID, "\"%s\" is not a period: expected \"7 workdays\", days, months or years",
                    (const char *)text);
  else
    push_day(context, day == FASTI_NO_DAY ? day : fasti_calendar_add(calendar, day, period));
  xmlFree(text);
}

static void
roll(xmlXPathParserContextPtr context, int count)
{
  const struct fasti_calendar *calendar;
  int32_t day;

  if (!has_arguments(context, count, 1, 1) || !(calendar = calendar_of(context)))
    return;
  day = pop_day(context);
  push_day(context, day == FASTI_NO_DAY ? day : fasti_calendar_roll(calendar, day));
}

static void
is_workday(xmlXPathParserContextPtr context, int count)
{
  const struct fasti_calendar *calendar;
  int32_t day;

  if (!has_arguments(context, count, 1, 1) || !(calendar = calendar_of(context)))
    return;
  day = pop_day(context);
  valuePush(context, xmlXPathNewBoolean(day != FASTI_NO_DAY && fasti_calendar_is_workday(calendar, day)));
}

const struct fasti_function workday_functions[] = {
  {FASTI_NS_PROCEDURE, "workdays", workdays},
  {FASTI_NS_PROCEDURE, "add", add},
  {FASTI_NS_PROCEDURE, "roll", roll},
  {FASTI_NS_PROCEDURE, "is-workday", is_workday},
  {.name = NULL},
};
