/* engine/expr/decimal.c - exact decimal arithmetic in expressions; see expr.h and decimal.h.
 *
 * Values are read from their text; only a number that XPath itself has computed goes by its shortest decimal. What is
 * no number gives ''. Messages that it can give: a wrong number of values, a result with too many digits.
 */
#include "config.h"

#include <math.h>

#include "engine/decimal.h"
#include "engine/expr/room.h"

enum { ARGUMENTS = 64, FEN = 2 };

typedef enum fasti_status operation(struct fasti_decimal a, struct fasti_decimal b, struct fasti_decimal *out);

static enum fasti_status
read_text(xmlChar *text, struct fasti_decimal *out)
{
  enum fasti_status status = fasti_decimal_parse(trimmed(text), out);

  xmlFree(text);
  return status;
}

static enum fasti_status
read_value(xmlXPathObjectPtr value, struct fasti_decimal *out)
{
  if (value->type == XPATH_NUMBER)
    return fasti_decimal_of(value->floatval, out);
  return read_text(xmlXPathCastToString(value), out);
}

/* Take COUNT arguments into VALUES in the order of writing. FASTI_INVALID: one is no number. */
static enum fasti_status
pop_values(xmlXPathParserContextPtr context, int count, struct fasti_decimal *values)
{
  enum fasti_status status = FASTI_OK, read;

  for (int i = count; i > 0; i--) {
    xmlXPathObjectPtr value = valuePop(context);

    read = read_value(value, &values[i - 1]);
    xmlXPathFreeObject(value);
    if (read != FASTI_OK && status != FASTI_LIMIT)
      status = read;
  }
  return status;
}

static void
push_value(xmlXPathParserContextPtr context, enum fasti_status status, struct fasti_decimal value, int places)
{
  struct fasti_buffer out = {0};

  if (status == FASTI_LIMIT) {
    fasti_expr_fail(context, FASTI_LIMIT, "a number with more than %d digits", FASTI_DECIMAL_DIGITS);
    return;
  }
  if (status == FASTI_OK)
    fasti_decimal_write(value, places, &out);
  push_text(context, out.at ? out.at : "");
  fasti_buffer_free(&out);
}

static void
fold(xmlXPathParserContextPtr context, int count, operation *join)
{
  struct fasti_decimal values[ARGUMENTS], *value = &values[0];
  enum fasti_status status;

  if (!has_arguments(context, count, 1, ARGUMENTS))
    return;
  status = pop_values(context, count, values);
  for (int i = 1; i < count && status == FASTI_OK; i++)
    status = join(*value, values[i], value);
  push_value(context, status, *value, 0);
}

static void
plus(xmlXPathParserContextPtr context, int count)
{
  fold(context, count, fasti_decimal_add);
}

static void
minus(xmlXPathParserContextPtr context, int count)
{
  fold(context, count, fasti_decimal_subtract);
}

static void
times(xmlXPathParserContextPtr context, int count)
{
  fold(context, count, fasti_decimal_multiply);
}

static enum fasti_status
lesser(struct fasti_decimal a, struct fasti_decimal b, struct fasti_decimal *out)
{
  *out = fasti_decimal_compare(a, b) < 0 ? a : b;
  return FASTI_OK;
}

static enum fasti_status
greater(struct fasti_decimal a, struct fasti_decimal b, struct fasti_decimal *out)
{
  *out = fasti_decimal_compare(a, b) > 0 ? a : b;
  return FASTI_OK;
}

static void
least(xmlXPathParserContextPtr context, int count)
{
  fold(context, count, lesser);
}

static void
greatest(xmlXPathParserContextPtr context, int count)
{
  fold(context, count, greater);
}

/* The number of places, which must be sensible. */
static bool
pop_places(xmlXPathParserContextPtr context, int *places)
{
  double number = xmlXPathPopNumber(context);

  if (number >= 0 && number <= FASTI_DECIMAL_DIGITS / 2) {
    *places = (int)number;
    return true;
  }
  fasti_expr_fail(context, FASTI_INVALID, "the number of decimal places must be 0 to %d", FASTI_DECIMAL_DIGITS / 2);
  return false;
}

static void
over(xmlXPathParserContextPtr context, int count)
{
  struct fasti_decimal values[2];
  enum fasti_status status;
  int places;

  if (!has_arguments(context, count, 3, 3) || !pop_places(context, &places))
    return;
  status = pop_values(context, 2, values);
  if (status == FASTI_OK)
    status = fasti_decimal_divide(values[0], values[1], places, &values[0]);
  push_value(context, status, values[0], places);
}

static void
round_to(xmlXPathParserContextPtr context, int places)
{
  struct fasti_decimal value = {0};
  enum fasti_status status = pop_values(context, 1, &value);

  push_value(context, status, status == FASTI_OK ? fasti_decimal_round(value, places) : value, places);
}

static void
round_value(xmlXPathParserContextPtr context, int count)
{
  int places;

  if (has_arguments(context, count, 2, 2) && pop_places(context, &places))
    round_to(context, places);
}

static void
money(xmlXPathParserContextPtr context, int count)
{
  if (has_arguments(context, count, 1, 1))
    round_to(context, FEN);
}

static void
ceiling_value(xmlXPathParserContextPtr context, int count)
{
  struct fasti_decimal value = {0};
  enum fasti_status status;

  if (!has_arguments(context, count, 1, 1))
    return;
  status = pop_values(context, 1, &value);
  push_value(context, status, status == FASTI_OK ? fasti_decimal_ceiling(value) : value, 0);
}

static void
sum(xmlXPathParserContextPtr context, int count)
{
  struct fasti_decimal total = {0}, value;
  enum fasti_status status = FASTI_OK;
  xmlNodeSetPtr nodes;

  if (!has_arguments(context, count, 1, 1))
    return;
  nodes = xmlXPathPopNodeSet(context);
  if (context->error != XPATH_EXPRESSION_OK)
    return;
  for (int i = 0; nodes && i < nodes->nodeNr && status == FASTI_OK; i++) {
    status = read_text(xmlXPathCastNodeToString(nodes->nodeTab[i]), &value);
    if (status == FASTI_OK)
      status = fasti_decimal_add(total, value, &total);
  }
  xmlXPathFreeNodeSet(nodes);
  push_value(context, status, total, 0);
}

static void
compare(xmlXPathParserContextPtr context, int count)
{
  struct fasti_decimal values[2];
  enum fasti_status status;
  int order;

  if (!has_arguments(context, count, 2, 2))
    return;
  status = pop_values(context, 2, values);
  order = status == FASTI_OK ? fasti_decimal_compare(values[0], values[1]) : 0;
  if (status == FASTI_LIMIT)
    push_value(context, status, values[0], 0);
  else
    valuePush(context, xmlXPathNewFloat(status == FASTI_OK ? (order > 0) - (order < 0) : NAN));
}

const struct fasti_function decimal_functions[] = {
  {FASTI_NS_PROCEDURE, "plus", plus},
  {FASTI_NS_PROCEDURE, "minus", minus},
  {FASTI_NS_PROCEDURE, "times", times},
  {FASTI_NS_PROCEDURE, "over", over},
  {FASTI_NS_PROCEDURE, "sum", sum},
  {FASTI_NS_PROCEDURE, "least", least},
  {FASTI_NS_PROCEDURE, "greatest", greatest},
  {FASTI_NS_PROCEDURE, "round", round_value},
  {FASTI_NS_PROCEDURE, "ceiling", ceiling_value},
  {FASTI_NS_PROCEDURE, "money", money},
  {FASTI_NS_PROCEDURE, "compare", compare},
  {.name = NULL},
};
