/* adapters/sheet/number.c - the numbers of spreadsheets as people mean them: digits, days, times of day.
 *
 * A spreadsheet keeps binary numbers and shows 15 digits of them; what it stores may have 17 (0.1 + 0.2). A whole number of
 * more than 15 digits, such as an identity card number that was typed as a number, has lost its last digits for good.
 * Days count from 1899-12-31, with the day 1900-02-29 that never was (ECMA-376 part 1, 18.17.4.1), or from 1904-01-01.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "adapters/sheet/room.h"
#include "engine/day.h"

enum { SHOWN = 15, MOST_EXPONENT = 40, SECONDS = 24 * 60 * 60 };

/* Digits without zeros at their ends, and where the point stands: 0.DIGITS * 10^POINT. */
struct digits {
  bool negative;
  char at[64];
  int count;
  int point;
};

/* [-+]digits[.digits][E[-+]digits] */
static bool
read_digits(const char *text, struct digits *out)
{
  bool point = false, any = false;
  int places = 0;
  char *end;
  long exponent;

  *out = (struct digits){.negative = *text == '-'};
  text += *text == '-' || *text == '+';
  for (; (*text >= '0' && *text <= '9') || (*text == '.' && !point); text++) {
    if (*text == '.') {
      point = true;
      continue;
    }
    any = true;
    places += point;
    if (out->count < (int)sizeof out->at && (out->count || *text != '0'))
      out->at[out->count++] = *text;
    else if (out->count)
      return false;
  }
  exponent = *text == 'E' || *text == 'e' ? strtol(text + 1, &end, 10) : 0;
  if (*text == 'E' || *text == 'e')
    text = end != text + 1 ? end : text;
  out->point = out->count - places + (int)exponent;
  while (out->count && out->at[out->count - 1] == '0')
    out->count--;
  return any && !*text && labs(exponent) <= 400;
}

/* To the digits that are shown, half up. */
static void
round_digits(struct digits *number)
{
  bool up = number->count > SHOWN && number->at[SHOWN] >= '5';

  if (number->count > SHOWN)
    number->count = SHOWN;
  while (up && number->count && number->at[number->count - 1] == '9')
    number->count--;
  if (up && number->count == 0) {
    number->at[number->count++] = '1';
    number->point++;
  } else if (up) {
    number->at[number->count - 1]++;
  }
  while (number->count && number->at[number->count - 1] == '0')
    number->count--;
}

static void
write_digits(const struct digits *number, struct fasti_buffer *out)
{
  if (number->count == 0) {
    fasti_buffer_puts(out, "0");
    return;
  }
  fasti_buffer_puts(out, number->negative ? "-" : "");
  if (number->point <= 0)
    fasti_buffer_puts(out, "0");
  for (int i = 0; i < number->point; i++)
    fasti_buffer_add(out, i < number->count ? &number->at[i] : "0", 1);
  if (number->count > number->point)
    fasti_buffer_puts(out, ".");
  for (int i = number->point; i < 0; i++)
    fasti_buffer_puts(out, "0");
  for (int i = number->point > 0 ? number->point : 0; i < number->count; i++)
    fasti_buffer_add(out, &number->at[i], 1);
}

enum fasti_status
sheet_number(const char *text, struct fasti_buffer *out)
{
  struct digits number;

  if (!read_digits(text, &number))
    return FASTI_INVALID;
  if (number.count && number.point > SHOWN)
    return FASTI_LIMIT;
  round_digits(&number);
  if (number.point > SHOWN || number.point < -MOST_EXPONENT)
    return FASTI_LIMIT;
  write_digits(&number, out);
  return FASTI_OK;
}

/* Whole days, and seconds of the last one, rounded. */
static bool
split_moment(const char *text, int64_t *day, int32_t *second)
{
  struct digits number;
  double value = 0;
  int64_t all;

  if (!read_digits(text, &number) || number.negative || number.point > 7)
    return false;
  for (int i = number.count - 1; i >= 0; i--)
    value = (value + (number.at[i] - '0')) / 10;
  for (int i = 0; i < number.point; i++)
    value *= 10;
  for (int i = number.point; i < 0; i++)
    value /= 10;
  all = (int64_t)(value * SECONDS + 0.5);
  *day = all / SECONDS;
  *second = (int32_t)(all % SECONDS);
  return true;
}

enum fasti_status
sheet_moment(const char *text, enum sheet_moment kind, bool from_1904, struct fasti_buffer *out)
{
  char date[FASTI_DATE_SIZE];
  int64_t day;
  int32_t second, first = fasti_day_of((struct fasti_date){1899, 12, 31});

  if (!split_moment(text, &day, &second))
    return FASTI_INVALID;
  if (from_1904)
    first = fasti_day_of((struct fasti_date){1904, 1, 1});
  else if (kind == SHEET_DAY && (day == 0 || day == 60))
    return FASTI_INVALID;
  else if (day > 60)
    first--;
  if (kind == SHEET_TIME && day > 0)
    return FASTI_INVALID;
  if (day > fasti_day_of((struct fasti_date){9999, 12, 31}) - first)
    return FASTI_INVALID;
  if (kind == SHEET_DAY)
    fasti_buffer_puts(out, fasti_day_format(first + (int32_t)day, date));
  if (kind == SHEET_TIME || second)
    fasti_buffer_printf(out, "%s%02d:%02d:%02d", kind == SHEET_DAY ? "T" : "", (int)second / 3600,
                        (int)second / 60 % 60, (int)second % 60);
  return FASTI_OK;
}

/* Behind what stands in quotes, in brackets or after a backslash, _ or *. */
static const char *
skip_literal(const char *code)
{
  const char *end = code;

  if (*code == '"')
    end = strchr(code + 1, '"');
  else if (*code == '[')
    end = strchr(code, ']');
  else if (*code == '\\' || *code == '_' || *code == '*')
    end = code[1] ? code + 1 : code;
  return end ? end + 1 : code + strlen(code);
}

/* [h]:mm is a time that was taken; [Magenta] is a colour. */
static bool
is_taken_time(const char *code)
{
  size_t size = *code == '[' ? strspn(code + 1, "hHmMsS") : 0;

  return size && code[1 + size] == ']';
}

enum sheet_moment
sheet_format(const char *code)
{
  bool day = false, month = false, hour = false; /* m is a minute beside hours or seconds */

  while (*code && *code != ';') {
    if (strncmp(code, "General", 7) == 0)
      return SHEET_NO_MOMENT;
    hour = hour || is_taken_time(code);
    day = day || strchr("yYdD", *code);
    month = month || strchr("mM", *code);
    hour = hour || strchr("hHsS", *code);
    code = skip_literal(code);
  }
  if (day || (month && !hour))
    return SHEET_DAY;
  return hour ? SHEET_TIME : SHEET_NO_MOMENT;
}
