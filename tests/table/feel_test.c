/* tests/table/feel_test.c - expressions and unary tests: values, exact decimals, three-valued logic, names, limits.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/table/number.h"
#include "tests/table/table_tests.h"

#define WORLD(expression, type)                                                                                        \
  MODEL("<itemDefinition name='tCodes' isCollection='true'><typeRef>string</typeRef></itemDefinition>" INPUT(          \
    "a", "number") INPUT("b", "number") INPUT("p", "boolean") INPUT("q", "boolean") INPUT("t", "string")               \
          INPUT("on", "date") INPUT("codes", "tCodes") INPUT("total area", "number") INPUT("total", "number")          \
            INPUT("for sale", "number")                                                                                \
              DECISION("d", type,                                                                                      \
                       NEEDS("a") NEEDS("b") NEEDS("p") NEEDS("q") NEEDS("t") NEEDS("on") NEEDS("codes")               \
                         NEEDS("total area") NEEDS("total") NEEDS("for sale"),                                         \
                       TEXT(expression)))
static const char given[] =
  "a=0.1|b=0.2|p=true|q|t=国土abc|on=2026-01-31|codes=MT1 AG2 MT3|total area=500.01|total=1|for sale=7";

/* The result without its element. */
static const char *
value(const char *expression)
{
  struct fasti_buffer source = {0};
  static char out[4096];
  const char *result, *end;

  fasti_buffer_printf(&source, WORLD("%s", "Any"), expression);
  result = decide(source.at, "d", given);
  fasti_buffer_free(&source);
  snprintf(out, sizeof out, "%s", result);
  end = strstr(result, "</result>");
  if (strncmp(result, "<result", 7) != 0)
    return out;
  if (!end)
    return strcmp(result, "<result type=\"null\"/>") == 0 ? "null" : "";
  result = strchr(result, '>') + 1;
  snprintf(out, sizeof out, "%.*s", (int)(end - result), result);
  return out;
}

static const char *const expressions[][2] = {
  /* exact decimals */
  {"a + b", "0.3"},
  {"a + b = 0.3", "true"},
  {"1 / 3", "0.3333333333333333333333333333333333"},
  {"2 / 3", "0.6666666666666666666666666666666667"},
  {"(1 / 3) * 3", "0.9999999999999999999999999999999999"},
  {"9999999999999999999999999999999999 + 1", "10000000000000000000000000000000000"},
  {"9999999999999999999999999999999999 * 9999999999999999999999999999999999",
   "99999999999999999999999999999999980000000000000000000000000000000000"},
  {"1000000000000000000000000000000000 + 0.5", "1000000000000000000000000000000000"},
  {"1000000000000000000000000000000001 + 0.5", "1000000000000000000000000000000002"},
  {"500.01 * 450", "225004.50"},
  {"320 * 12.5 / 2", "2000.0"},
  {"10 / 4", "2.5"},
  {"1 / 0", "null"},
  {"2 ** 10", "1024"},
  {"2 ** -2", "0.25"},
  {"-2 ** 2", "4"},
  {"2 ** 0.5", "null"},
  {"1.003125 ** 360", "3.074818395214733959257585890969019"},
  {"10 ** 6144", NULL}, /* a number */
  {"10 ** 6145", "null"},
  {"1.5e3", "1500"},
  {"-.5 - -1", "0.5"},
  {"1 + 2 * 3 - 4 / 2", "5"},
  {"(1 + 2) * 3", "9"},
  {"floor(-1.5)", "-2"},
  {"ceiling(-1.5)", "-1"},
  {"decimal(2.345, 2)", "2.34"},
  {"decimal(2.335, 2)", "2.34"},
  {"decimal(7, 2)", "7.00"},
  {"round half up(2.345, 2)", "2.35"},
  {"round half up(-2.345, 2)", "-2.35"},
  {"round half down(2.345, 2)", "2.34"},
  {"round up(2.341, 2)", "2.35"},
  {"round down(2.349, 2)", "2.34"},
  {"round half up(1250, -2)", "1300"},
  {"abs(-3)", "3"},
  {"modulo(-12, 5)", "3"},
  {"modulo(12, -5)", "-3"},
  {"modulo(10.1, 4.5)", "1.1"},
  /* lists */
  {"min(3, a, 2)", "0.1"},
  {"max([3, 1, 2])", "3"},
  {"sum(a, b, 0.7)", "1.0"},
  {"mean(1, 2)", "1.5"},
  {"count(codes)", "3"},
  {"sum(codes[item = \"none\"])", "null"},
  {"max(a, t)", "null"},
  {"list contains(codes, \"AG2\")", "true"},
  {"count(codes[starts with(item, \"MT\")])", "2"},
  {"codes[1]", "MT1"},
  {"codes[-1]", "MT3"},
  {"codes[4]", "null"},
  {"some c in codes satisfies c = \"AG2\"", "true"},
  {"every c in codes satisfies c = \"AG2\"", "false"},
  {"sum(for c in codes return if c in (\"MT1\", \"MT3\") then 10 else 1)", "21"},
  {"count(union(codes, [\"MT1\", \"new\"]))", "4"},
  {"count(concatenate(codes, codes))", "6"},
  {"count(distinct values([1, 1.0, 2]))", "2"},
  {"string join(codes, \"、\")", "MT1、AG2、MT3"},
  {"{x: 2, y: x * 3}.y", "6"},
  {"all(p, true)", "true"},
  {"any(q, false)", "null"},
  /* texts */
  {"t + \"\\\"x\\\" \\u6709\"", "国土abc\"x\" 有"},
  {"string length(t)", "5"},
  {"substring(t, 2, 2)", "土a"},
  {"substring(t, -3)", "abc"},
  {"contains(t, \"土\")", "true"},
  {"ends with(t, \"bc\")", "true"},
  {"upper case(t)", "国土ABC"},
  {"string(500.10)", "500.10"},
  {"number(\"12.50\") + 1", "13.50"},
  {"number(t)", "null"},
  {"t &lt; \"a\"", "false"},
  /* logic of three values: q is null */
  {"p and q", "null"},
  {"not(p) and q", "false"},
  {"p or q", "true"},
  {"not(p) or q", "null"},
  {"not(q)", "null"},
  {"q = null", "true"},
  {"p = q", "false"},
  {"p != q", "true"},
  {"q and false", "false"},
  {"if q then 1 else 2", "2"},
  {"a + null", "null"},
  {"a &lt; null", "null"},
  {"a between 0.1 and 0.2", "true"},
  {"a between null and 0.05", "false"},
  {"a in [0.1..1]", "true"},
  {"a in (0.1..1]", "false"},
  {"a in ]0.1..1]", "false"},
  {"b in (&lt; 0.1, &gt;= 0.2)", "true"},
  {"b in (0.1..0.2[", "false"},
  {"t in (\"x\", \"国土abc\")", "true"},
  {"a in [b, 0.1]", "true"},
  /* dates and durations */
  {"on + duration(\"P1M\")", "2026-02-28"},
  {"on + @\"P29D\"", "2026-03-01"},
  {"on - @\"P1Y2M\"", "2024-11-30"},
  {"date(2026, 3, 1) - on", "P29D"},
  {"(@\"2026-03-01\" - on).days", "29"},
  {"years and months duration(date(\"2023-09-12\"), on)", "P2Y4M"},
  {"years and months duration(date(\"2023-09-12\"), on).years", "2"},
  {"on &gt;= date(\"2026-01-31\")", "true"},
  {"on.year * 100 + on.month", "202601"},
  {"on.weekday", "6"},
  {"date(2026, 2, a)", "null"},
  {"on + @\"P999999D\" + @\"P999999D\" + @\"P999999D\" + @\"P999999D\"", "null"},
  {"duration(\"P400D\") &gt; duration(\"P1D\")", "true"},
  /* names */
  {"total area * 2", "1000.02"},
  {"total  area - total", "499.01"},
  {"total*2", "2"},
  {"for sale + 1", "8"},
  {"count([1, \"a\", 2, null])", "4"},
};

START_TEST(expressions__each)
{
  const char *got = value(expressions[_i][0]);

  if (expressions[_i][1])
    ck_assert_msg(strcmp(got, expressions[_i][1]) == 0, "%s gives %s", expressions[_i][0], got);
  else
    ck_assert_uint_ge(strlen(got), 4000);
}
END_TEST

/* What is refused before anything is evaluated. */
static const char *const wrong[][2] = {
  {"a + ", "expected a value before the end in the expression: a +"},
  {"a + t", "\"+\" cannot stand between a value of type number and one of type string in the expression: a + t"},
  {"a &lt; t", "\"<\" cannot stand between a value of type number and one of type string in the expression: a < t"},
  {"p and a", "\"and\" cannot stand between a value of type boolean and one of type number in the expression: p and a"},
  {"on + 1", "\"+\" cannot stand between a value of type date and one of type number in the expression: on + 1"},
  {"area",
   "there is no name \"area\" here: an input or decision must be required by name (informationRequirement), a text "
   "stands in quotation marks; in the expression: area"},
  {"sqrt(a)",
   "there is no function \"sqrt\" here, and no knowledge model of that name is required, in the expression: sqrt(a)"},
  {"decimal(a)",
   "the arguments of the function \"decimal\" are not those that it takes, in the expression: decimal(a)"},
  {"contains(t, a)",
   "the arguments of the function \"contains\" are not those that it takes, in the expression: contains(t, a)"},
  {"date(\"2026-02-30\")",
   "the function \"date\" has no value for these arguments, in the expression: date(\"2026-02-30\")"},
  {"a b", "expected an operator or the end before \"b\" in the expression: a b"},
  {"\"open", "expected a text that ends with a quotation mark, with \\\" for one inside of it before \"\"open\" in the "
             "expression: \"open"},
  {"[1..2", "expected \"]\", \")\" or \"[\" at the end of the interval before the end in the expression: [1..2"},
  {"a in [1..t]",
   "expected an interval of two numbers, dates, durations or texts before the end in the expression: a in "
   "[1..t]"},
  {"a in \"x\"", "a value of type number is tested here, but it is compared with one of type string: a in \"x\""},
  {"a between t and 2",
   "the bounds of \"between\" must be of the type of the value, number, in the expression: a between "
   "t and 2"},
  {"if a then 1 else 2", "expected a condition that is true or false before \"then 1 else 2\" in the expression: if a "
                         "then 1 else 2"},
  {"if p then 1", "expected \"else\" before the end in the expression: if p then 1"},
  {"on.hour", "a value of type date has no component \"hour\", in the expression: on.hour"},
  {"function(x) x",
   "expected a knowledge model (businessKnowledgeModel) instead of a function before \"function(x) x\" in "
   "the expression: function(x) x"},
  {"@\"noon\"", "expected a date or duration, as @\"2026-01-31\", @\"P10D\" or @\"P1Y6M\" before \"@\"noon\"\" in the "
                "expression: @\"noon\""},
  {"12345678901234567890123456789012345",
   "expected a number of at most 34 digits before \"123456789012345678901234\" in the expression: "
   "12345678901234567890123456789012345"},
  {"国土",
   "there is no name \"国土\" here: an input or decision must be required by name (informationRequirement), a text "
   "stands in quotation marks; in the expression: 国土"},
};

START_TEST(expressions__refused)
{
  struct fasti_buffer source = {0}, want = {0};
  const char *got;

  fasti_buffer_printf(&source, WORLD("%s", "Any"), wrong[_i][0]);
  fasti_buffer_printf(&want, ": error: %s\n", wrong[_i][1]);
  got = load_says(source.at);
  ck_assert_msg(strncmp(got, "m.dmn:1:", 8) == 0 && strstr(got, want.at), "%s says %s", wrong[_i][0], got);
  fasti_buffer_free(&source);
  fasti_buffer_free(&want);
}
END_TEST

/* -- limits -- */

static void
repeat(struct fasti_buffer *out, const char *text, int times)
{
  for (int i = 0; i < times; i++)
    fasti_buffer_puts(out, text);
}

START_TEST(limits__depth)
{
  static const char *const opens[] = {"(", "-", "[", "if true then 1 else ", "{a: ", "1 + ("};

  for (size_t i = 0; i < sizeof opens / sizeof *opens; i++) {
    struct fasti_buffer expression = {0}, source = {0};

    repeat(&expression, opens[i], 3000);
    fasti_buffer_printf(&source, WORLD("%s1", "Any"), expression.at);
    ck_assert_msg(strstr(load_says(source.at), "in the expression: ") != NULL, "%s", opens[i]);
    fasti_buffer_free(&expression);
    fasti_buffer_free(&source);
  }
}
END_TEST

START_TEST(limits__long_chains)
{
  struct fasti_buffer expression = {0}, source = {0};

  repeat(&expression, "1 + ", 3000);
  fasti_buffer_printf(&source, WORLD("%s1", "Any"), expression.at);
  ck_assert_ptr_nonnull(strstr(load_says(source.at),
                               "the expression nests deeper than 100 levels: put parts of it into "
                               "decisions of their own"));
  fasti_buffer_clear(&source);
  repeat(&expression, "1 + ", 20000);
  fasti_buffer_printf(&source, WORLD("%s1", "Any"), expression.at);
  ck_assert_ptr_nonnull(strstr(load_says(source.at), "the expression is longer than 65536 bytes"));
  fasti_buffer_free(&expression);
  fasti_buffer_free(&source);
}
END_TEST

/* Each decision makes ten of the one before it. */
static const char *
grown(const char *first, const char *next)
{
  struct fasti_buffer source = {0};
  const char *out;

  fasti_buffer_printf(
    &source, "<definitions xmlns='" DMN "' name='m' id='m' namespace='urn:m'>" DECISION("x0", "Any", "", TEXT("%s")),
    first);
  for (int i = 1; i <= 12; i++) {
    fasti_buffer_printf(&source,
                        "<decision id='d-x%d' name='x%d'><variable name='x%d'/><informationRequirement>"
                        "<requiredDecision href='#d-x%d'/></informationRequirement><literalExpression><text>",
                        i, i, i, i - 1);
    for (const char *at = next; *at; at++)
      if (*at == '$')
        fasti_buffer_printf(&source, "x%d", i - 1);
      else
        fasti_buffer_add(&source, at, 1);
    fasti_buffer_puts(&source, "</text></literalExpression></decision>");
  }
  fasti_buffer_puts(&source, "</definitions>");
  out = decide(source.at, "x12", "");
  fasti_buffer_free(&source);
  return out;
}

START_TEST(limits__growth)
{
  static const char too_much[] = "limit: the decision takes more than 1000000 steps: its expressions are too large\n";

  ck_assert_str_eq(grown("\"0123456789\"", "$ + $ + $ + $ + $ + $ + $ + $ + $ + $"), too_much);
  ck_assert_str_eq(grown("[1, 2, 3]", "for i in $ return for k in $ return [i, k]"), too_much);
  ck_assert_str_eq(grown("2", "$ ** 100"), "<result type=\"null\"/>");
  /* A list that grows too long is nothing. */
  ck_assert_str_eq(grown("[1, 2, 3]", "concatenate($, $, $, $, $, $, $, $, $, $)"), "<result type=\"null\"/>");
}
END_TEST

/* Knowledge models that call each other in a row, each from within 60 sums. */
START_TEST(limits__nesting)
{
  struct fasti_buffer source = {0}, sums = {0}, ends = {0};

  repeat(&sums, "1 + (", 60);
  repeat(&ends, ")", 60);
  fasti_buffer_puts(&source, "<definitions xmlns='" DMN
                             "' name='m' id='m' namespace='urn:m'>" DECISION("d", "Any", KNOWS("f50"), TEXT("f50(1)")));
  for (int i = 50; i >= 0; i--) {
    fasti_buffer_printf(&source,
                        "<businessKnowledgeModel id='k-f%d' name='f%d'><encapsulatedLogic><formalParameter "
                        "name='n' typeRef='number'/><literalExpression><text>%s",
                        i, i, sums.at);
    if (i)
      fasti_buffer_printf(&source, "f%d(", i - 1);
    fasti_buffer_puts(&source, i ? "n)" : "n");
    fasti_buffer_printf(&source, "%s</text></literalExpression></encapsulatedLogic>", ends.at);
    if (i)
      fasti_buffer_printf(&source, KNOWS("f%d"), i - 1);
    fasti_buffer_puts(&source, "</businessKnowledgeModel>");
  }
  fasti_buffer_puts(&source, "</definitions>");
  ck_assert_str_eq(decide(source.at, "d", ""),
                   "limit: the decision takes more than 1000000 steps: its expressions are too large\n");
  fasti_buffer_free(&source);
  fasti_buffer_free(&sums);
  fasti_buffer_free(&ends);
}
END_TEST

TCase *
feel_case(void)
{
  TCase *feel = tcase_create("feel");

  tcase_add_checked_fixture(feel, begin_table, end_table);
  tcase_add_loop_test(feel, expressions__each, 0, sizeof expressions / sizeof *expressions);
  tcase_add_loop_test(feel, expressions__refused, 0, sizeof wrong / sizeof *wrong);
  tcase_add_test(feel, limits__depth);
  tcase_add_test(feel, limits__long_chains);
  tcase_add_test(feel, limits__growth);
  tcase_add_test(feel, limits__nesting);
  return feel;
}
