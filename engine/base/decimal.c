/* engine/base/decimal.c - exact decimal numbers; see decimal.h.
 */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/decimal.h"

/* 10^POWER, for at most 38. */
static __int128
power_of_ten(int power)
{
  __int128 value = 1;

  for (; power > 0; power--)
    value *= 10;
  return value;
}

static __int128
magnitude(__int128 units)
{
  return units < 0 ? -units : units;
}

/* Drop the zeros at the end, and see whether the rest fits. */
static enum fasti_status
finish(__int128 units, int scale, struct fasti_decimal *out)
{
  while (scale > 0 && units % 10 == 0) {
    units /= 10;
    scale--;
  }
  if (scale > FASTI_DECIMAL_DIGITS || magnitude(units) >= power_of_ten(FASTI_DECIMAL_DIGITS))
    return FASTI_LIMIT;
  *out = (struct fasti_decimal){.units = units, .scale = scale};
  return FASTI_OK;
}

enum fasti_status
fasti_decimal_parse(struct fasti_slice text, struct fasti_decimal *out)
{
  bool point = false, negative = text.size > 0 && text.at[0] == '-';
  size_t at = text.size > 0 && (text.at[0] == '-' || text.at[0] == '+'), digits = 0;
  int scale = 0, zeros = 0;
  __int128 units = 0;

  for (; at < text.size; at++) {
    if (text.at[at] == '.' && !point) {
      point = true;
      continue;
    }
    if (text.at[at] < '0' || text.at[at] > '9')
      return FASTI_INVALID;
    digits++;
    /* Zeros behind the point count only when another digit follows. */
    zeros++;
    if (point && text.at[at] == '0')
      continue;
    for (; zeros > 0; zeros--, scale += point ? 1 : 0) {
      if (units >= power_of_ten(FASTI_DECIMAL_DIGITS) || scale >= FASTI_DECIMAL_DIGITS)
        return FASTI_LIMIT;
      units *= 10;
    }
    units += text.at[at] - '0';
  }
  if (digits == 0)
    return FASTI_INVALID;
  return finish(negative ? -units : units, scale, out);
}

enum fasti_status
fasti_decimal_of(double number, struct fasti_decimal *out)
{
  char text[64], digits[64] = "";
  size_t count = 0;
  int exponent;

  if (!isfinite(number))
    return FASTI_INVALID;
  for (int precision = 14; precision <= 16; precision++) {
    snprintf(text, sizeof text, "%.*e", precision, number);
    if (strtod(text, NULL) == number)
      break;
  }
  exponent = (int)strtol(strchr(text, 'e') + 1, NULL, 10);
  /* The point is whatever the locale says: take the digits only. */
  for (const char *at = text; *at != 'e'; at++)
    if (*at >= '0' && *at <= '9')
      digits[count++] = *at;
  while (count > 1 && digits[count - 1] == '0')
    count--;
  digits[count] = '\0';
  exponent -= (int)count - 1;
  if (exponent > FASTI_DECIMAL_DIGITS - 17 || exponent < -FASTI_DECIMAL_DIGITS)
    return FASTI_LIMIT;
  out->units = (__int128)strtoll(digits, NULL, 10) * (number < 0 ? -1 : 1);
  return finish(out->units * power_of_ten(exponent > 0 ? exponent : 0), exponent < 0 ? -exponent : 0, out);
}

/* Give A and B the same scale. */
static enum fasti_status
align(struct fasti_decimal *a, struct fasti_decimal *b)
{
  struct fasti_decimal *least = a->scale < b->scale ? a : b;
  int more = abs(a->scale - b->scale);

  if (__builtin_mul_overflow(least->units, power_of_ten(more), &least->units))
    return FASTI_LIMIT;
  least->scale += more;
  return FASTI_OK;
}

enum fasti_status
fasti_decimal_add(struct fasti_decimal a, struct fasti_decimal b, struct fasti_decimal *out)
{
  __int128 sum;

  if (align(&a, &b) != FASTI_OK || __builtin_add_overflow(a.units, b.units, &sum))
    return FASTI_LIMIT;
  return finish(sum, a.scale, out);
}

enum fasti_status
fasti_decimal_subtract(struct fasti_decimal a, struct fasti_decimal b, struct fasti_decimal *out)
{
  b.units = -b.units;
  return fasti_decimal_add(a, b, out);
}

enum fasti_status
fasti_decimal_multiply(struct fasti_decimal a, struct fasti_decimal b, struct fasti_decimal *out)
{
  __int128 product;

  if (__builtin_mul_overflow(a.units, b.units, &product))
    return FASTI_LIMIT;
  return finish(product, a.scale + b.scale, out);
}

/* A / B, half up. */
static __int128
divide_rounded(__int128 a, __int128 b)
{
  __int128 quotient = a / b, rest = magnitude(a % b);

  if (rest >= magnitude(b) - rest)
    quotient += (a < 0) == (b < 0) ? 1 : -1;
  return quotient;
}

enum fasti_status
fasti_decimal_divide(struct fasti_decimal a, struct fasti_decimal b, int places, struct fasti_decimal *out)
{
  int shift = places + b.scale - a.scale;
  __int128 over = a.units, under = b.units;

  if (b.units == 0)
    return FASTI_INVALID;
  if (places < 0 || places > FASTI_DECIMAL_DIGITS || abs(shift) > 38)
    return FASTI_LIMIT;
  if (shift >= 0 ? __builtin_mul_overflow(over, power_of_ten(shift), &over)
                 : __builtin_mul_overflow(under, power_of_ten(-shift), &under))
    return FASTI_LIMIT;
  return finish(divide_rounded(over, under), places, out);
}

struct fasti_decimal
fasti_decimal_round(struct fasti_decimal a, int places)
{
  struct fasti_decimal out = a;

  if (a.scale <= places)
    return a;
  /* One digit fewer never fails to fit, except for 99.9 becoming 100: still one digit fewer in all. */
  if (finish(divide_rounded(a.units, power_of_ten(a.scale - places)), places, &out) != FASTI_OK)
    abort();
  return out;
}

struct fasti_decimal
fasti_decimal_ceiling(struct fasti_decimal a)
{
  __int128 unit = power_of_ten(a.scale);

  /* Division cuts towards zero: right for what is below it. A digit fewer, so that one more always fits. */
  return (struct fasti_decimal){.units = a.units / unit + (a.units % unit > 0)};
}

int
fasti_decimal_compare(struct fasti_decimal a, struct fasti_decimal b)
{
  int sign_a = (a.units > 0) - (a.units < 0), sign_b = (b.units > 0) - (b.units < 0),
      bigger = a.scale < b.scale ? 1 : -1;

  if (sign_a != sign_b)
    return sign_a - sign_b;
  /* When the whole number does not fit after shifting, it is by far the greater one in size. */
  if (align(&a, &b) != FASTI_OK)
    return bigger * sign_a;
  return (a.units > b.units) - (a.units < b.units);
}

int
fasti_decimal_digits(struct fasti_decimal a)
{
  int digits = 1;

  for (__int128 rest = magnitude(a.units) / 10; rest > 0; rest /= 10)
    digits++;
  return digits;
}

void
fasti_decimal_write(struct fasti_decimal a, int places, struct fasti_buffer *out)
{
  char digits[2 * FASTI_DECIMAL_DIGITS + 2];
  __int128 rest = magnitude(a.units);
  int count = 0;

  do {
    digits[count++] = (char)('0' + (int)(rest % 10));
    rest /= 10;
  } while (rest > 0 || count <= a.scale);
  if (a.units < 0)
    fasti_buffer_puts(out, "-");
  while (count > 0) {
    fasti_buffer_add(out, &digits[--count], 1);
    if (count == a.scale && (count > 0 || places > 0))
      fasti_buffer_puts(out, ".");
  }
  for (int i = a.scale; i < places; i++)
    fasti_buffer_puts(out, "0");
}
