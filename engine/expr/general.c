/* engine/expr/general.c - In() of SCXML, the functions of XForms 1.1 (chapter 7) on truth, numbers and text, and
 * f:matches().
 *
 * Messages that it can give: a wrong number of values, a bad regular expression, one that takes too long.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "engine/expr/room.h"
#include "engine/pattern.h"

enum {
  PATTERN_COST = 100, /* in XPath operations */
  BYTES_A_STEP = 16,
  ARGUMENTS = 1000
};

bool
has_arguments(xmlXPathParserContextPtr context, int count, int least, int most)
{
  const char *name = (const char *)context->context->function;

  if (count >= least && count <= most)
    return true;
  if (least == most)
    fasti_expr_fail(context, FASTI_INVALID, "%s() takes %d values, not %d", name ? name : "a function", least, count);
  else
    fasti_expr_fail(context, FASTI_INVALID, "%s() takes %d to %d values, not %d", name ? name : "a function", least,
                    most, count);
  return false;
}

xmlChar *
pop_text(xmlXPathParserContextPtr context)
{
  xmlChar *text = xmlXPathPopString(context);

  return text ? text : xmlCharStrdup("");
}

void
push_text(xmlXPathParserContextPtr context, const char *text)
{
  valuePush(context, xmlXPathNewString((const xmlChar *)text));
}

static void
push_number(xmlXPathParserContextPtr context, double number)
{
  valuePush(context, xmlXPathNewFloat(number));
}

static void
push_boolean(xmlXPathParserContextPtr context, bool truth)
{
  valuePush(context, xmlXPathNewBoolean(truth));
}

static void
in(xmlXPathParserContextPtr context, int count)
{
  const struct fasti_scope *scope = fasti_expr_scope(context);
  xmlChar *state;

  if (!has_arguments(context, count, 1, 1))
    return;
  state = pop_text(context);
  push_boolean(context, scope && scope->in && scope->in(scope->self, (const char *)state));
  xmlFree(state);
}

static void
current(xmlXPathParserContextPtr context, int count)
{
  if (has_arguments(context, count, 0, 0))
    valuePush(context, xmlXPathNewNodeSet(frame_of(context)->start));
}

static void
boolean_from_string(xmlXPathParserContextPtr context, int count)
{
  xmlChar *text;

  if (!has_arguments(context, count, 1, 1))
    return;
  text = pop_text(context);
  push_boolean(context, xmlStrcasecmp(text, BAD_CAST "true") == 0 || xmlStrEqual(text, BAD_CAST "1"));
  xmlFree(text);
}

/* Both values were computed already: XPath evaluates arguments before the call. */
static void
choose(xmlXPathParserContextPtr context, int count)
{
  xmlXPathObjectPtr no, yes;
  bool test;

  if (!has_arguments(context, count, 3, 3))
    return;
  no = valuePop(context);
  yes = valuePop(context);
  test = xmlXPathPopBoolean(context) != 0;
  xmlXPathFreeObject(test ? no : yes);
  valuePush(context, test ? yes : no);
}

static void
if_text(xmlXPathParserContextPtr context, int count)
{
  xmlXPathObjectPtr value;

  choose(context, count);
  if (context->error || frame_of(context)->status != FASTI_OK)
    return;
  value = valuePop(context);
  valuePush(context, xmlXPathConvertString(value));
}

static void
power(xmlXPathParserContextPtr context, int count)
{
  double exponent, base;

  if (!has_arguments(context, count, 2, 2))
    return;
  exponent = xmlXPathPopNumber(context);
  base = xmlXPathPopNumber(context);
  push_number(context, pow(base, exponent));
}

static void
compare(xmlXPathParserContextPtr context, int count)
{
  xmlChar *a, *b;
  int order;

  if (!has_arguments(context, count, 2, 2))
    return;
  b = pop_text(context);
  a = pop_text(context);
  order = strcmp((const char *)a, (const char *)b);
  push_number(context, (order > 0) - (order < 0));
  xmlFree(a);
  xmlFree(b);
}

/* Take a node set. @return owned, free with xmlXPathFreeNodeSet; an empty one may be NULL */
static bool
pop_nodes(xmlXPathParserContextPtr context, int count, xmlNodeSetPtr *nodes)
{
  if (!has_arguments(context, count, 1, 1))
    return false;
  *nodes = xmlXPathPopNodeSet(context);
  return context->error == XPATH_EXPRESSION_OK;
}

static double
number_of(xmlNodePtr node)
{
  return xmlXPathCastNodeToNumber(node);
}

/* NaN as soon as one node is no number, and for no nodes: XForms 1.1, 7.7. */
static void
fold(xmlXPathParserContextPtr context, int count, double (*join)(double, double), bool mean)
{
  xmlNodeSetPtr nodes;
  int size;
  double value;

  if (!pop_nodes(context, count, &nodes))
    return;
  size = nodes ? nodes->nodeNr : 0;
  value = size ? number_of(nodes->nodeTab[0]) : NAN;
  for (int i = 1; i < size; i++)
    value = join(value, number_of(nodes->nodeTab[i]));
  xmlXPathFreeNodeSet(nodes);
  push_number(context, mean ? value / size : value);
}

static double
least(double a, double b)
{
  return isnan(a) || isnan(b) ? NAN : a < b ? a : b;
}

static double
greatest(double a, double b)
{
  return isnan(a) || isnan(b) ? NAN : a > b ? a : b;
}

static double
total(double a, double b)
{
  return a + b;
}

static void
min_of(xmlXPathParserContextPtr context, int count)
{
  fold(context, count, least, false);
}

static void
max_of(xmlXPathParserContextPtr context, int count)
{
  fold(context, count, greatest, false);
}

static void
avg_of(xmlXPathParserContextPtr context, int count)
{
  fold(context, count, total, true);
}

static void
count_non_empty(xmlXPathParserContextPtr context, int count)
{
  xmlNodeSetPtr nodes;
  int filled = 0;

  if (!pop_nodes(context, count, &nodes))
    return;
  for (int i = 0; nodes && i < nodes->nodeNr; i++) {
    xmlChar *text = xmlXPathCastNodeToString(nodes->nodeTab[i]);

    filled += text && *text;
    xmlFree(text);
  }
  xmlXPathFreeNodeSet(nodes);
  push_number(context, filled);
}

/* concat() of XPath 1.0, the one function whose result can be longer than what it is given: bounded. */
static void
concat(xmlXPathParserContextPtr context, int count)
{
  xmlChar *parts[ARGUMENTS];
  struct fasti_buffer text = {0};
  size_t size = 0;

  if (!has_arguments(context, count, 2, ARGUMENTS))
    return;
  for (int i = count; i > 0; i--) {
    parts[i - 1] = pop_text(context);
    size += strlen((const char *)parts[i - 1]);
  }
  context->context->opCount += size / BYTES_A_STEP;
  for (int i = 0; i < count; i++) {
    if (size <= FASTI_EXPR_TEXT)
      fasti_buffer_puts(&text, (const char *)parts[i]);
    xmlFree(parts[i]);
  }
  if (size > FASTI_EXPR_TEXT)
    fasti_expr_fail(context, FASTI_LIMIT, "concat() gives a text of %zu bytes, more than the %d allowed", size,
                    FASTI_EXPR_TEXT);
  else
    push_text(context, text.at ? text.at : "");
  fasti_buffer_free(&text);
}

/* Matching counts as operations, so that a pattern over many nodes ends too. */
static void
match(xmlXPathParserContextPtr context, const char *value, const char *text)
{
  struct fasti_pattern *pattern = pattern_of(context, text);
  enum fasti_status status;
  bool found;

  if (!pattern)
    return;
  context->context->opCount += PATTERN_COST + strlen(value) / BYTES_A_STEP;
  status = fasti_pattern_match(pattern, fasti_slice_of(value), &found);
  if (status == FASTI_LIMIT)
    fasti_expr_fail(context, FASTI_LIMIT, "the regular expression \"%s\" takes too long on this value", text);
  else if (status != FASTI_OK)
    fasti_expr_fail(context, FASTI_INVALID, "the value is not UTF-8");
  else
    push_boolean(context, found);
}

static void
matches(xmlXPathParserContextPtr context, int count)
{
  xmlChar *value, *pattern;

  if (!has_arguments(context, count, 2, 2))
    return;
  pattern = pop_text(context);
  value = pop_text(context);
  match(context, (const char *)value, (const char *)pattern);
  xmlFree(pattern);
  xmlFree(value);
}

const struct fasti_function general_functions[] = {
  {NULL, "In", in},
  {NULL, "current", current},
  {NULL, "boolean-from-string", boolean_from_string},
  {NULL, "if", if_text},
  {NULL, "choose", choose},
  {NULL, "avg", avg_of},
  {NULL, "min", min_of},
  {NULL, "max", max_of},
  {NULL, "count-non-empty", count_non_empty},
  {NULL, "power", power},
  {NULL, "concat", concat},
  {NULL, "compare", compare},
  {FASTI_NS_PROCEDURE, "matches", matches},
  {.name = NULL},
};
