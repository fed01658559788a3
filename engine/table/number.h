/* engine/table/number.h - the numbers of FEEL: decimal floating point as IEEE 754 decimal128 has it.
 *
 * 34 digits and an exponent; results are rounded half to even and keep the exponent that IEEE 754 prefers, so that
 * 320 * 12.50 is 4000.00. engine/decimal.h is another thing: money with a fixed point, rounded half up, that never goes
 * on with less than every digit.
 */
#ifndef FASTI_TABLE_NUMBER_H
#define FASTI_TABLE_NUMBER_H

#include "engine/text.h"

enum {
  NUMBER_DIGITS = 34,
  NUMBER_GREATEST = 6144, /* 10^this is the greatest power of ten that is a number */
  NUMBER_LEAST = -6176    /* the least exponent */
};

/** COEFFICIENT * 10^EXPONENT; zero is never negative. */
struct number {
  unsigned __int128 coefficient; /* less than 10^34 */
  int exponent;
  bool negative;
};

/** Ways to round; all but the first look only at the digits that fall away. */
enum rounding { ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_UP, ROUND_DOWN, ROUND_FLOOR, ROUND_CEILING };

struct number number_of(long integer);
/** Read what FEEL writes as a number: "12", "-0.30", ".5", "1.2e3". @return FASTI_INVALID for anything else,
 *  FASTI_LIMIT for one that is too great or has more than 34 digits */
FASTI_MUST enum fasti_status number_parse(struct fasti_slice text, struct number *out);
/** Append without an exponent, as many digits behind the point as the number has. */
void number_write(struct number number, struct fasti_buffer *out);

/** Less than, equal to or greater than zero as A is to B. */
int number_compare(struct number a, struct number b);
/** A whole number from LEAST to MOST. @return false for any other */
bool number_long(struct number number, long least, long most, long *out);
struct number number_negate(struct number number);

/** All of these: @return FASTI_INVALID for a division by zero and where there is no result, FASTI_LIMIT when it is too
 *  great */
FASTI_MUST enum fasti_status number_add(struct number a, struct number b, struct number *out);
FASTI_MUST enum fasti_status number_subtract(struct number a, struct number b, struct number *out);
FASTI_MUST enum fasti_status number_multiply(struct number a, struct number b, struct number *out);
FASTI_MUST enum fasti_status number_divide(struct number a, struct number b, struct number *out);
/** A to a whole power B. */
FASTI_MUST enum fasti_status number_power(struct number a, struct number b, struct number *out);
/** A - B * floor(A / B). */
FASTI_MUST enum fasti_status number_modulo(struct number a, struct number b, struct number *out);
/** Exactly PLACES digits behind the point (negative: zeros before it). */
FASTI_MUST enum fasti_status number_round(struct number a, int places, enum rounding mode, struct number *out);

#endif
