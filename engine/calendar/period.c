/* engine/calendar/period.c - reading lengths of time as definitions write them: "7 workdays"; see calendar.h. */
#include "config.h"

#include "engine/calendar.h"

struct unit_word {
  const char *one;
  const char *many;
  enum fasti_unit unit;
  int most;
};

static const struct unit_word words[] = {
  {"day", "days", FASTI_DAYS, FASTI_PERIOD_DAYS},
  {"workday", "workdays", FASTI_WORKDAYS, FASTI_PERIOD_DAYS},
  {"month", "months", FASTI_MONTHS, FASTI_PERIOD_MONTHS},
  {"year", "years", FASTI_YEARS, FASTI_PERIOD_YEARS},
};

static bool
is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct fasti_slice
trim(struct fasti_slice text)
{
  for (; text.size && is_blank(*text.at); text.at++)
    text.size--;
  while (text.size && is_blank(text.at[text.size - 1]))
    text.size--;
  return text;
}

/* Take the digits at the start of TEXT. @return false when there are none; a number too large stays above all limits */
static bool
take_count(struct fasti_slice *text, int *count)
{
  const char *start = text->at;

  for (*count = 0; text->size && *text->at >= '0' && *text->at <= '9'; text->at++, text->size--)
    if (*count <= FASTI_PERIOD_DAYS)
      *count = *count * 10 + (*text->at - '0');
  return text->at != start;
}

enum fasti_status
fasti_period_parse(struct fasti_slice text, struct fasti_period *period)
{
  struct fasti_slice rest = trim(text);
  int count;

  if (!take_count(&rest, &count) || !rest.size || !is_blank(*rest.at))
    return FASTI_INVALID;
  rest = trim(rest);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (!fasti_slice_is(rest, words[i].one) && !fasti_slice_is(rest, words[i].many))
      continue;
    if (count > words[i].most)
      return FASTI_LIMIT;
    *period = (struct fasti_period){.count = count, .unit = words[i].unit};
    return FASTI_OK;
  }
  return FASTI_INVALID;
}
