/* engine/decimal.h - exact decimal numbers: money, areas, percentages.
 *
 * XPath's numbers are binary and cannot hold 0.03. These can: up to FASTI_DECIMAL_DIGITS digits, any of them behind
 * the point. Rounding is half up, away from zero, as the law's rounding to the fen.
 */
#ifndef FASTI_DECIMAL_H
#define FASTI_DECIMAL_H

#include "engine/text.h"

enum { FASTI_DECIMAL_DIGITS = 36 };

/** UNITS / 10^SCALE with the least SCALE that is not negative. Zero is {0}. */
struct fasti_decimal {
  __int128 units;
  int scale;
};

/** Read digits with an optional sign and point ("12", "-0.30", ".5"; as xsd:decimal).
 *  @return FASTI_INVALID for anything else; FASTI_LIMIT for too many digits */
FASTI_MUST enum fasti_status fasti_decimal_parse(struct fasti_slice text, struct fasti_decimal *out);
/** The shortest decimal that is read as the number NUMBER. @return FASTI_INVALID for NaN and infinities; FASTI_LIMIT */
FASTI_MUST enum fasti_status fasti_decimal_of(double number, struct fasti_decimal *out);

/** All of these: @return FASTI_LIMIT when the result has too many digits */
FASTI_MUST enum fasti_status fasti_decimal_add(struct fasti_decimal a, struct fasti_decimal b,
                                               struct fasti_decimal *out);
FASTI_MUST enum fasti_status fasti_decimal_subtract(struct fasti_decimal a, struct fasti_decimal b,
                                                    struct fasti_decimal *out);
FASTI_MUST enum fasti_status fasti_decimal_multiply(struct fasti_decimal a, struct fasti_decimal b,
                                                    struct fasti_decimal *out);
/** A / B rounded half up to PLACES behind the point. @return FASTI_INVALID when B is zero */
FASTI_MUST enum fasti_status fasti_decimal_divide(struct fasti_decimal a, struct fasti_decimal b, int places,
                                                  struct fasti_decimal *out);

/** Round half up to PLACES (0 or more) behind the point. */
struct fasti_decimal fasti_decimal_round(struct fasti_decimal a, int places);
/** The least whole number that is not smaller. */
struct fasti_decimal fasti_decimal_ceiling(struct fasti_decimal a);
/** Less than, equal to or greater than zero as A is to B. */
int fasti_decimal_compare(struct fasti_decimal a, struct fasti_decimal b);
/** How many digits there are, without leading zeros; 1 for zero. */
int fasti_decimal_digits(struct fasti_decimal a);
/** Append as text with at least PLACES digits behind the point. */
void fasti_decimal_write(struct fasti_decimal a, int places, struct fasti_buffer *out);

#endif
