/* engine/table/number.c - the numbers of FEEL; see number.h.
 *
 * Two coefficients multiplied have up to 76 digits: a wide number is HIGH * 10^38 + LOW. Powers are computed with 37
 * digits, so that the last of 34 is right.
 */
#include "config.h"

#include <stdlib.h>

#include "engine/table/number.h"

typedef unsigned __int128 word; /* the one name that the compiler's type needs */

enum { WORD_DIGITS = 38, HALF_DIGITS = 19, POWER_DIGITS = 37 };

struct wide {
  word high;
  word low;
};

static word
ten_to(int power)
{
  word value = 1;

  for (; power > 0; power--)
    value *= 10;
  return value;
}

static int
digits_of(word value)
{
  int digits = 0;

  for (; value > 0; value /= 10)
    digits++;
  return digits;
}

static int
wide_digits(struct wide wide)
{
  return wide.high ? WORD_DIGITS + digits_of(wide.high) : digits_of(wide.low);
}

static struct wide
wide_multiply(word a, word b)
{
  const word half = ten_to(HALF_DIGITS), full = ten_to(WORD_DIGITS);
  word a1 = a / half, a0 = a % half, b1 = b / half, b0 = b % half, middle = a1 * b0 + a0 * b1;
  struct wide out = {.high = a1 * b1 + middle / half, .low = middle % half * half};
  word low = a0 * b0;

  /* Both are less than 10^38, their sum less than 2^128. */
  out.low += low;
  if (out.low >= full) {
    out.low -= full;
    out.high++;
  }
  return out;
}

static struct wide
wide_add(struct wide a, struct wide b)
{
  const word full = ten_to(WORD_DIGITS);
  struct wide out = {.high = a.high + b.high, .low = a.low + b.low};

  if (out.low >= full) {
    out.low -= full;
    out.high++;
  }
  return out;
}

/* A - B, A not less. */
static struct wide
wide_subtract(struct wide a, struct wide b)
{
  struct wide out = {.high = a.high - b.high, .low = a.low - b.low};

  if (a.low < b.low) {
    out.low += ten_to(WORD_DIGITS);
    out.high--;
  }
  return out;
}

static int
wide_compare(struct wide a, struct wide b)
{
  if (a.high != b.high)
    return a.high < b.high ? -1 : 1;
  return a.low < b.low ? -1 : a.low > b.low;
}

/* Take DROP digits off the end, 1 to 38. @arg rest what they were */
static struct wide
wide_shift(struct wide wide, int drop, word *rest)
{
  word unit = ten_to(drop), carried = wide.high % unit;
  struct wide out = {.high = wide.high / unit};

  *rest = wide.low % unit;
  out.low = wide.low / unit;
  if (drop == WORD_DIGITS)
    out.low = carried;
  else
    out.low += carried * ten_to(WORD_DIGITS - drop);
  return out;
}

/* Whether the size grows by one in the last digit: REST of UNIT fell away, MORE tells that yet more did. */
static bool
grows(enum rounding mode, bool negative, bool odd, word rest, word unit, bool more)
{
  word half = unit / 2;
  int side = rest > half || (rest == half && more) ? 1 : rest < half ? -1 : 0;

  switch (mode) {
  case ROUND_HALF_EVEN:
    return side > 0 || (side == 0 && odd);
  case ROUND_HALF_UP:
    return side >= 0;
  case ROUND_HALF_DOWN:
    return side > 0;
  case ROUND_UP:
    return rest > 0 || more;
  case ROUND_DOWN:
    return false;
  case ROUND_FLOOR:
    return negative && (rest > 0 || more);
  case ROUND_CEILING:
    return !negative && (rest > 0 || more);
  }
  abort();
}

/* Keep the exponent in its bounds. */
static enum fasti_status
finish(word coefficient, long exponent, bool negative, struct number *out)
{
  if (coefficient == 0) {
    exponent = exponent > NUMBER_DIGITS ? NUMBER_DIGITS : exponent;
    exponent = exponent < NUMBER_LEAST ? NUMBER_LEAST : exponent;
    *out = (struct number){.exponent = (int)exponent};
    return FASTI_OK;
  }
  if (exponent + digits_of(coefficient) - 1 > NUMBER_GREATEST)
    return FASTI_LIMIT;
  for (; exponent < NUMBER_LEAST && coefficient > 0; exponent++)
    coefficient /= 10;
  *out = (struct number){.coefficient = coefficient, .exponent = (int)exponent, .negative = negative && coefficient};
  return FASTI_OK;
}

/* Round to DIGITS, half to even. MORE tells that something not zero was left out at the end. */
static enum fasti_status
finish_wide(struct wide wide, long exponent, bool negative, bool more, int digits, struct number *out)
{
  int drop = wide_digits(wide) - digits;
  word rest;

  while (drop > 0) {
    int part = drop < WORD_DIGITS ? drop : WORD_DIGITS;

    wide = wide_shift(wide, part, &rest);
    exponent += part;
    drop -= part;
    if (drop > 0)
      more = more || rest > 0;
    else if (grows(ROUND_HALF_EVEN, negative, wide.low % 2 == 1, rest, ten_to(part), more))
      wide.low++;
  }
  if (wide.low == ten_to(digits)) {
    wide.low /= 10;
    exponent++;
  }
  return finish(wide.low, exponent, negative, out);
}

struct number
number_of(long integer)
{
  return (struct number){.coefficient = (word)(integer < 0 ? -(__int128)integer : integer), .negative = integer < 0};
}

/* What follows "e". */
static bool
read_exponent(struct fasti_slice text, size_t at, long *exponent)
{
  bool negative = at < text.size && text.at[at] == '-';
  long value = 0;

  at += at < text.size && (text.at[at] == '-' || text.at[at] == '+');
  if (at >= text.size)
    return false;
  for (; at < text.size; at++) {
    if (text.at[at] < '0' || text.at[at] > '9')
      return false;
    value = value < 100000 ? value * 10 + (text.at[at] - '0') : value;
  }
  *exponent += negative ? -value : value;
  return true;
}

enum fasti_status
number_parse(struct fasti_slice text, struct number *out)
{
  bool negative = text.size > 0 && text.at[0] == '-', point = false;
  size_t at = text.size > 0 && (text.at[0] == '-' || text.at[0] == '+'), digits = 0;
  word coefficient = 0;
  long exponent = 0;

  for (; at < text.size && text.at[at] != 'e' && text.at[at] != 'E'; at++) {
    if (text.at[at] == '.' && !point) {
      point = true;
      continue;
    }
    if (text.at[at] < '0' || text.at[at] > '9')
      return FASTI_INVALID;
    digits++;
    if (coefficient >= ten_to(NUMBER_DIGITS - 1))
      return FASTI_LIMIT;
    coefficient = coefficient * 10 + (word)(text.at[at] - '0');
    exponent -= point;
  }
  if (digits == 0 || text.at[at - 1] == '.' || (at < text.size && !read_exponent(text, at + 1, &exponent)))
    return FASTI_INVALID;
  return finish(coefficient, exponent, negative, out);
}

void
number_write(struct number number, struct fasti_buffer *out)
{
  char digits[WORD_DIGITS + 1];
  int count = 0, places = number.exponent < 0 ? -number.exponent : 0;

  for (word rest = number.coefficient; rest > 0 || count == 0; rest /= 10)
    digits[count++] = (char)('0' + (int)(rest % 10));
  if (number.negative)
    fasti_buffer_puts(out, "-");
  if (count <= places)
    fasti_buffer_puts(out, "0");
  for (int place = count > places ? count : places; place > 0; place--) {
    if (place == places)
      fasti_buffer_puts(out, ".");
    fasti_buffer_add(out, place > count ? "0" : &digits[place - 1], 1);
  }
  for (int i = 0; i < number.exponent && number.coefficient > 0; i++)
    fasti_buffer_puts(out, "0");
}

/* Without regard to the sign; neither is zero. */
static int
compare_sizes(struct number a, struct number b)
{
  int top_a = a.exponent + digits_of(a.coefficient), top_b = b.exponent + digits_of(b.coefficient);

  if (top_a != top_b)
    return top_a < top_b ? -1 : 1;
  for (; a.exponent > b.exponent; a.exponent--)
    a.coefficient *= 10;
  for (; b.exponent > a.exponent; b.exponent--)
    b.coefficient *= 10;
  return a.coefficient < b.coefficient ? -1 : a.coefficient > b.coefficient;
}

int
number_compare(struct number a, struct number b)
{
  int sign_a = a.coefficient ? (a.negative ? -1 : 1) : 0, sign_b = b.coefficient ? (b.negative ? -1 : 1) : 0;

  if (sign_a != sign_b)
    return sign_a < sign_b ? -1 : 1;
  return sign_a == 0 ? 0 : sign_a * compare_sizes(a, b);
}

static bool
number_is_integer(struct number number)
{
  for (; number.exponent < 0 && number.coefficient > 0; number.exponent++) {
    if (number.coefficient % 10)
      return false;
    number.coefficient /= 10;
  }
  return true;
}

bool
number_long(struct number number, long least, long most, long *out)
{
  if (!number_is_integer(number) || number_compare(number, number_of(least)) < 0 ||
      number_compare(number, number_of(most)) > 0)
    return false;
  for (; number.exponent < 0; number.exponent++)
    number.coefficient /= 10;
  for (; number.exponent > 0 && number.coefficient > 0; number.exponent--)
    number.coefficient *= 10;
  *out = number.negative ? -(long)number.coefficient : (long)number.coefficient;
  return true;
}

struct number
number_negate(struct number number)
{
  number.negative = !number.negative && number.coefficient > 0;
  return number;
}

/* B in units of 10^EXPONENT. When digits fall away, the last one kept is made to tell it: then no rounding to 34 digits
 * takes it for exact or half. */
static word
scaled_down(struct number b, int exponent)
{
  word value = b.coefficient;
  bool rest = false;

  for (int i = b.exponent; i < exponent && value > 0; i++) {
    rest = rest || value % 10;
    value /= 10;
  }
  return rest && value % 5 == 0 ? value + 1 : value;
}

/* A has the greater exponent. */
static enum fasti_status
add_aligned(struct number a, struct number b, struct number *out)
{
  int shift = a.exponent - b.exponent, room = NUMBER_DIGITS - digits_of(a.coefficient);
  struct wide x, y;
  int exponent;

  /* To 68 digits at most: 34 in the coefficient, the others by multiplying. */
  shift = shift < room + NUMBER_DIGITS ? shift : room + NUMBER_DIGITS;
  room = shift < room ? shift : room;
  exponent = a.exponent - shift;
  x = wide_multiply(a.coefficient * ten_to(room), ten_to(shift - room));
  y = (struct wide){.low = scaled_down(b, exponent)};
  if (a.negative == b.negative)
    return finish_wide(wide_add(x, y), exponent, a.negative, false, NUMBER_DIGITS, out);
  if (wide_compare(x, y) >= 0)
    return finish_wide(wide_subtract(x, y), exponent, a.negative, false, NUMBER_DIGITS, out);
  return finish_wide(wide_subtract(y, x), exponent, b.negative, false, NUMBER_DIGITS, out);
}

enum fasti_status
number_add(struct number a, struct number b, struct number *out)
{
  struct number *zero = !a.coefficient ? &a : !b.coefficient ? &b : NULL, *other = zero == &a ? &b : &a;

  /* A zero gives only its exponent, and only where it costs no digit. */
  if (zero && zero->exponent >= other->exponent) {
    *out = *other;
    return FASTI_OK;
  }
  if (zero && other->exponent - zero->exponent > NUMBER_DIGITS - digits_of(other->coefficient))
    zero->exponent = other->exponent - (NUMBER_DIGITS - digits_of(other->coefficient));
  return a.exponent >= b.exponent ? add_aligned(a, b, out) : add_aligned(b, a, out);
}

enum fasti_status
number_subtract(struct number a, struct number b, struct number *out)
{
  return number_add(a, number_negate(b), out);
}

static enum fasti_status
multiply(struct number a, struct number b, int digits, struct number *out)
{
  return finish_wide(wide_multiply(a.coefficient, b.coefficient), (long)a.exponent + b.exponent,
                     a.negative != b.negative, false, digits, out);
}

enum fasti_status
number_multiply(struct number a, struct number b, struct number *out)
{
  return multiply(a, b, NUMBER_DIGITS, out);
}

enum fasti_status
number_divide(struct number a, struct number b, struct number *out)
{
  word quotient, rest;
  long exponent = (long)a.exponent - b.exponent;

  if (b.coefficient == 0)
    return FASTI_INVALID;
  quotient = a.coefficient / b.coefficient;
  rest = a.coefficient % b.coefficient;
  for (; rest > 0 && quotient < ten_to(NUMBER_DIGITS); exponent--) {
    quotient = quotient * 10 + rest * 10 / b.coefficient;
    rest = rest * 10 % b.coefficient;
  }
  return finish_wide((struct wide){.low = quotient}, exponent, a.negative != b.negative, rest > 0, NUMBER_DIGITS, out);
}

enum fasti_status
number_power(struct number a, struct number b, struct number *out)
{
  struct number result = number_of(1), square = a;
  enum fasti_status status = FASTI_OK;
  bool inverse = b.negative;
  long times;

  b.negative = false;
  if (!number_is_integer(b) || (a.coefficient == 0 && inverse))
    return FASTI_INVALID;
  if (!number_long(b, 0, 1000000000, &times))
    return FASTI_LIMIT;
  for (; times > 0 && status == FASTI_OK; times /= 2) {
    if (times % 2)
      status = multiply(result, square, POWER_DIGITS, &result);
    if (times > 1 && status == FASTI_OK)
      status = multiply(square, square, POWER_DIGITS, &square);
  }
  if (status != FASTI_OK)
    return inverse ? finish(0, 0, false, out) : status;
  if (inverse)
    return number_divide(number_of(1), result, out);
  return finish_wide((struct wide){.low = result.coefficient}, result.exponent, result.negative, false, NUMBER_DIGITS,
                     out);
}

enum fasti_status
number_modulo(struct number a, struct number b, struct number *out)
{
  struct number quotient;
  enum fasti_status status = number_divide(a, b, &quotient);

  if (status == FASTI_OK)
    status = number_round(quotient, 0, ROUND_FLOOR, &quotient);
  if (status == FASTI_OK)
    status = number_multiply(quotient, b, &quotient);
  return status == FASTI_OK ? number_subtract(a, quotient, out) : status;
}

enum fasti_status
number_round(struct number a, int places, enum rounding mode, struct number *out)
{
  bool more = false, odd;
  word rest = 0;

  if (a.exponent >= -places) {
    /* Zeros behind the point, where they fit. */
    if (a.coefficient && digits_of(a.coefficient) + a.exponent + places > NUMBER_DIGITS)
      return FASTI_LIMIT;
    for (; a.exponent > -places; a.exponent--)
      a.coefficient *= 10;
    return finish(a.coefficient, a.exponent, a.negative, out);
  }
  for (; a.exponent < -places; a.exponent++) {
    more = more || rest > 0;
    rest = a.coefficient % 10;
    a.coefficient /= 10;
    if (!a.coefficient && !rest) {
      a.exponent = -places;
      break;
    }
  }
  odd = a.coefficient % 2 == 1;
  return finish(a.coefficient + grows(mode, a.negative, odd, rest, 10, more), a.exponent, a.negative, out);
}
