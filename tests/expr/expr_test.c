/* tests/expr/expr_test.c - the room expr: functions, limits, messages and templates.
 */
#include "config.h"

#include <string.h>

#include "engine/expr.h"
#include "tests/tap.h"

static struct fasti_messages *messages;
static struct fasti_evaluator *evaluator;
static xmlDocPtr doc;
static struct fasti_scope scope;
static struct fasti_buffer out;

static char big[20001];

static bool
variable(void *self, const char *name, xmlXPathObjectPtr *value)
{
  (void)self;
  if (strcmp(name, "root") == 0)
    *value = xmlXPathNewNodeSet(xmlDocGetRootElement(doc));
  else if (strcmp(name, "seven") == 0)
    *value = xmlXPathNewFloat(7);
  else if (strcmp(name, "big") == 0)
    *value = xmlXPathNewCString(big);
  else if (strcmp(name, "中文") == 0)
    *value = xmlXPathNewCString("土地");
  return *value != NULL;
}

static bool
in(void *self, const char *state)
{
  (void)self;
  return strcmp(state, "filed") == 0;
}

static void
set_up(void)
{
  static const char xml[] = "<case xmlns:p='urn:p'><n>1</n><n>2.5</n><n>4</n><e/><party id='A'><name>甲</name></party>"
                            "<p:q>x</p:q><m>0.10</m><m>0.20</m></case>";

  memset(big, 'x', sizeof big - 1);
  messages = fasti_messages_new(NULL, NULL);
  evaluator = fasti_evaluator_new(NULL, 0);
  ck_assert_int_eq(fasti_xml_parse("case.xml", fasti_slice_of(xml), messages, &doc), FASTI_OK);
  scope = (struct fasti_scope){.variable = variable, .in = in, .zone = 8 * 3600};
  ck_assert_int_eq(fasti_instant_parse(fasti_slice_of("2025-10-09T00:30:00+08:00"), 0, &scope.now), FASTI_OK);
}

static void
tear_down(void)
{
  fasti_buffer_free(&out);
  fasti_xml_free(doc);
  fasti_evaluator_free(evaluator);
  fasti_messages_free(messages);
}

static void
note(void *self, const char *name)
{
  fasti_buffer_printf(self, "%s ", name);
}

static enum fasti_status
evaluate(const char *text)
{
  struct fasti_place place = {.file = "p.scxml", .line = 3, .column = 9};
  struct fasti_expr *expr = fasti_expr_compile(text, xmlDocGetRootElement(doc), place, NULL);
  enum fasti_status status = fasti_evaluate_string(evaluator, expr, &scope, xmlDocGetRootElement(doc), messages, &out);

  fasti_expr_free(expr);
  return status;
}

/* Expressions and their string values. */
static void
gives(const char *const rows[][2], size_t count)
{
  for (size_t i = 0; i < count; i++) {
    struct fasti_buffer told = {0};
    enum fasti_status status;

    fasti_buffer_clear(&out);
    status = evaluate(rows[i][0]);
    fasti_messages_print(messages, &told);
    ck_assert_msg(status == FASTI_OK, "%s: %s", rows[i][0], told.at);
    ck_assert_msg(strcmp(out.at, rows[i][1]) == 0, "%s gives '%s', not '%s'", rows[i][0], out.at, rows[i][1]);
  }
}

#define GIVES(rows) gives(rows, sizeof(rows) / sizeof *(rows))

/* Evaluation fails with STATUS and the one message TOLD. */
static void
fails(const char *text, enum fasti_status wanted, const char *told)
{
  struct fasti_buffer shown = {0};

  ck_assert_msg(evaluate(text) == wanted, "%s", text);
  fasti_messages_print(messages, &shown);
  ck_assert_str_eq(shown.at, told);
  fasti_buffer_free(&shown);
  fasti_messages_clear(messages);
}

START_TEST(functions_of_xpath_scxml_and_variables)
{
  static const char *const rows[][2] = {
    {"1 + 1", "2"},
    {"string(n[2])", "2.5"},
    {"count(//n[. > 1])", "2"},
    {"$root/party[@id = 'A']/name", "甲"},
    {"$seven div 2", "3.5"},
    {"$中文", "土地"},
    {"p:q", "x"},
    {"In('filed')", "true"},
    {"In('other')", "false"},
    {"/case/n[1]", "1"},
    {"n[. = current()/n[3]]", "4"},
    {"position() = 1 and last() = 1", "true"},
    {"string-length('土地')", "2"},
  };

  GIVES(rows);
}
END_TEST

START_TEST(functions_of_xforms)
{
  static const char *const rows[][2] = {
    {"if(1 = 1, 'a', 'b')", "a"},
    {"if(1 = 2, 'a', 'b')", "b"},
    {"count(choose(true(), n, e))", "3"},
    {"boolean-from-string('TRUE')", "true"},
    {"boolean-from-string('1')", "true"},
    {"boolean-from-string('yes')", "false"},
    {"avg(n)", "2.5"},
    {"min(n)", "1"},
    {"max(n)", "4"},
    {"max(n | e)", "NaN"},
    {"min(none)", "NaN"},
    {"count-non-empty(*)", "7"},
    {"power(2, 10)", "1024"},
    {"compare('apple', 'orange')", "-1"},
    {"compare('a', 'a')", "0"},
    {"now()", "2025-10-08T16:30:00Z"},
    {"local-dateTime()", "2025-10-09T00:30:00+08:00"},
    {"local-date()", "2025-10-09"},
    {"days-from-date('1970-01-02')", "1"},
    {"days-from-date(' 2025-10-09T23:00:00Z ') - days-from-date('2025-10-08')", "1"},
    {"days-from-date('2025-02-29')", "NaN"},
    {"days-from-date('')", "NaN"},
    {"days-to-date(0.5)", "1970-01-02"},
    {"days-to-date(number('x'))", ""},
    {"days-to-date(1 div 0)", ""},
    {"days-to-date(days-from-date('2024-02-28') + 2)", "2024-03-01"},
    {"seconds-from-dateTime('1970-01-01T08:00:00')", "0"},
    {"seconds-from-dateTime('1970-01-01T00:00:00.500Z')", "0.5"},
    {"seconds-from-dateTime('1970-01-01')", "NaN"},
    {"seconds-to-dateTime(86400)", "1970-01-02T00:00:00Z"},
    {"seconds-to-dateTime(number(''))", ""},
    {"adjust-dateTime-to-timezone('2025-10-08T16:30:00Z')", "2025-10-09T00:30:00+08:00"},
    {"seconds('P1Y2M')", "0"},
    {"seconds('P3DT10H30M1.5S')", "297001.5"},
    {"seconds('-PT1M')", "-60"},
    {"seconds('3')", "NaN"},
    {"seconds('P')", "NaN"},
    {"seconds('P1DT')", "NaN"},
    {"seconds('P1M1Y')", "NaN"},
    {"months('P1Y2M3D')", "14"},
    {"months('-P19M')", "-19"},
  };

  GIVES(rows);
}
END_TEST

START_TEST(decimals_are_exact)
{
  static const char *const rows[][2] = {
    {"f:plus(m[1], m[2])", "0.3"},
    {"f:sum(m)", "0.3"},
    {"f:sum(none)", "0"},
    {"f:sum(m | e)", ""},
    {"f:money(f:times('0.03', '20000', 10))", "6000.00"},
    {"f:money(f:least(f:times('0.03', '20000', 10), '5000'))", "5000.00"},
    {"f:times('99999999999999.99', '0.0005')", "49999999999.999995"},
    {"f:money(f:times('99999999999999.99', '0.0005'))", "50000000000.00"},
    {"f:times(0.03, 20.5)", "0.615"},
    {"f:money(f:times(0.03, 20.5))", "0.62"},
    {"f:ceiling(f:times('0.10', '27'))", "3"},
    {"f:ceiling(f:times('0.07', '100'))", "7"}, /* 7.000000000000001 in binary */
    {"f:ceiling(f:times('0.30', '11'))", "4"},
    {"f:ceiling('0')", "0"},
    {"f:ceiling('-2.5')", "-2"},
    {"f:ceiling(3)", "3"},
    {"f:ceiling('many')", ""},
    {"f:money(1.005)", "1.01"},
    {"f:money('-1.005')", "-1.01"},
    {"f:round('2.5', 0)", "3"},
    {"f:round('-0.04', 1)", "0.0"},
    {"f:round('7', 3)", "7.000"},
    {"f:ceiling('0.1')", "1"},
    {"f:ceiling('3')", "3"},
    {"f:ceiling('3.00')", "3"},
    {"f:ceiling('-0.3')", "0"},
    {"f:ceiling('-3')", "-3"},
    {"f:ceiling('10.000000000000000000001')", "11"},
    {"f:ceiling('99999999999999999999999999999999999.9')", "100000000000000000000000000000000000"},
    {"f:ceiling('0.000000000000000000000000000000000001')", "1"},
    {"f:ceiling(f:times('0.10', '30'))", "3"},
    {"f:ceiling(f:times(0.1, 31))", "4"},
    {"f:ceiling('')", ""},
    {"f:minus('1', '0.9', '0.1')", "0"},
    {"f:minus('5')", "5"},
    {"f:over('1', '3', 4)", "0.3333"},
    {"f:over('2', '3', 4)", "0.6667"},
    {"f:over('-2', '3', 0)", "-1"},
    {"f:over('1000', '10', 2)", "100.00"},
    {"f:over('1', '0', 2)", ""},
    {"f:greatest('9.99', '10')", "10"},
    {"f:compare('1.10', ' 1.1 ')", "0"},
    {"f:compare('999999999999999999999999999999999999', '0.000000000000000000000000000000000001')", "1"},
    {"f:compare('-999999999999999999999999999999999999', '-0.000000000000000000000000000000000001')", "-1"},
    {"f:compare('', '1')", "NaN"},
    {"f:plus('', '1')", ""},
    {"f:plus('1e3', '1')", ""},
    {"f:plus(0.1, 0.2)", "0.3"},
    {"f:plus(1 div 0, 1)", ""},
    {"f:plus(-0.000001, 0)", "-0.000001"},
    {"f:plus(123456789012, 0)", "123456789012"},
  };

  GIVES(rows);
  fails(
    "f:times('99999999999999999999', '99999999999999999999')", FASTI_LIMIT,
    "p.scxml:3:9: error: \"f:times('99999999999999999999', '99999999999999999999')\" fails: a number with more than "
    "36 digits\n");
  fails("f:ceiling('1', 2)", FASTI_INVALID,
        "p.scxml:3:9: error: \"f:ceiling('1', 2)\" fails: ceiling() takes 1 values, not 2\n");
  fails("f:round('1', 99)", FASTI_INVALID,
        "p.scxml:3:9: error: \"f:round('1', 99)\" fails: the number of decimal places must be 0 to 18\n");
}
END_TEST

START_TEST(working_days_follow_the_calendar)
{
  static const char *const rows[][2] = {
    {"f:workdays('2025-10-09', '2025-10-13')", "2"},
    {"f:workdays('2025-10-13', '2025-10-09')", "0"},
    {"f:workdays('', '2025-10-09')", "NaN"},
    {"f:add('2025-10-09', '7 workdays')", "2025-10-20"},
    {"f:add('2025-10-09', '1 month')", "2025-11-09"},
    {"f:add('2025-10-16', '-2 workdays')", "2025-10-14"},
    {"f:add('2026-01-10', ' -30 days ')", "2025-12-11"},
    {"f:add('2026-03-31', '-1 month')", "2026-02-28"},
    {"f:add('2024-02-29', '1 year')", "2025-02-28"},
    {"f:add('2025-02-30', '1 day')", ""},
    {"f:roll('2025-11-09')", "2025-11-10"},
    {"f:roll('2025-11-10')", "2025-11-10"},
    {"f:roll('x')", ""},
    {"f:is-workday('2025-11-09')", "false"},
    {"f:is-workday('2025-11-10')", "true"},
    {"f:is-workday('')", "false"},
  };
  struct fasti_calendar *calendar = fasti_calendar_new();

  fails("f:roll('2025-11-09')", FASTI_INVALID,
        "p.scxml:3:9: error: \"f:roll('2025-11-09')\" fails: there is no calendar to count working days by\n");
  scope.calendar = calendar;
  GIVES(rows);
  fails("f:add('2025-10-09', 'soon')", FASTI_INVALID,
        "p.scxml:3:9: error: \"f:add('2025-10-09', 'soon')\" fails: \"soon\" is not a period: expected \"7 workdays\", "
        "days, months or years\n");
  fails(
    "f:add('2025-10-09', '99999999 workdays')", FASTI_INVALID,
    "p.scxml:3:9: error: \"f:add('2025-10-09', '99999999 workdays')\" fails: \"99999999 workdays\" is not a period: "
    "expected \"7 workdays\", days, months or years\n");
  fails("f:add('2025-10-09', '- 7 days')", FASTI_INVALID,
        "p.scxml:3:9: error: \"f:add('2025-10-09', '- 7 days')\" fails: \"- 7 days\" is not a period: expected "
        "\"7 workdays\", days, months or years\n");
  fasti_calendar_free(calendar);
}
END_TEST

START_TEST(working_days_follow_the_published_holidays)
{
  static const char notice[] =
    "BEGIN:VCALENDAR\r\nX-FASTI-YEARS:2025\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20251001\r\n"
    "DTEND;VALUE=DATE:20251009\r\nSUMMARY:国庆节\r\nCATEGORIES:HOLIDAY\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n"
    "DTSTART;VALUE=DATE:20251011\r\nSUMMARY:国庆节\r\nCATEGORIES:WORKDAY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
  static const char *const rows[][2] = {
    {"f:workdays('2025-09-30', '2025-10-16')", "7"},
    {"f:add('2025-09-30', '7 workdays')", "2025-10-16"},
    {"f:add('2025-10-09', '-1 workday')", "2025-09-30"},
    {"f:add('2025-09-17', '15 days')", "2025-10-02"},
    {"f:roll(f:add('2025-09-17', '15 days'))", "2025-10-09"},
    {"f:is-workday('2025-10-11')", "true"},
    {"f:is-workday('2025-10-08')", "false"},
  };
  struct fasti_calendar *calendar = fasti_calendar_new();

  ck_assert_int_eq(fasti_calendar_read(calendar, "cn-2025.ics", fasti_slice_of(notice), NULL), FASTI_OK);
  scope.calendar = calendar;
  GIVES(rows);
  fasti_calendar_free(calendar);
}
END_TEST

START_TEST(matches_searches_and_ends)
{
  static const char *const rows[][2] = {
    {"f:matches('鹿国土资罚字〔2025〕1号', '^.{1,12}〔\\d{4}〕(第)?\\d{1,5}号$')", "true"},
    {"f:matches('x1y', '\\d')", "true"},
    {"f:matches('x', '^\\d$')", "false"},
    {"f:matches('１', '\\d')", "false"},
    {"f:matches('a\n', '^a$')", "false"},
  };

  GIVES(rows);
  fails("f:matches('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '^(a+)+$')", FASTI_LIMIT,
        "p.scxml:3:9: error: \"f:matches('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '^(a+)+$')\" fails: the "
        "regular expression \"^(a+)+$\" takes too long on this value\n");
  fails("f:matches('a', '(a')", FASTI_INVALID,
        "p.scxml:3:9: error: \"f:matches('a', '(a')\" fails: \"(a\" is not a regular expression: missing closing "
        "parenthesis (after 2 bytes of the pattern)\n");
}
END_TEST

START_TEST(matches_keeps_many_patterns)
{
  for (int round = 0; round < 2; round++)
    for (int i = 0; i < 100; i++) {
      char text[64];

      snprintf(text, sizeof text, "f:matches('%d', '^%d$')", i, i);
      fasti_buffer_clear(&out);
      ck_assert_int_eq(evaluate(text), FASTI_OK);
      ck_assert_str_eq(out.at, "true");
    }
}
END_TEST

START_TEST(bombs_end)
{
  fails(
    "count(//*[count(//*[count(//*[count(//*[count(//*[count(//*[count(//*) > 0]) > 0]) > 0]) > 0]) > 0]) > 0])",
    FASTI_LIMIT,
    "p.scxml:3:9: error: \"count(//*[count(//*[count(//*[count(//*[count(//*[count(//*[count(//*) > 0]) > 0]) > 0]) "
    "> 0]) > 0]) > 0])\" fails: it takes more than 1000000 operations\n");
  /* And the evaluator goes on. */
  ck_assert_int_eq(evaluate("1"), FASTI_OK);
}
END_TEST

START_TEST(texts_do_not_grow_without_end)
{
  struct fasti_buffer text = {0};

  ck_assert_int_eq(evaluate("concat('a', n[1], 'b')"), FASTI_OK);
  ck_assert_str_eq(out.at, "a1b");
  fasti_buffer_puts(&text, "concat(");
  for (int i = 0; i < 999; i++)
    fasti_buffer_puts(&text, "$big, ");
  fasti_buffer_puts(&text, "'')");
  ck_assert_int_eq(evaluate(text.at), FASTI_LIMIT);
  ck_assert_ptr_nonnull(strstr(fasti_messages_at(messages, 0)->text,
                               "concat() gives a text of 19980000 bytes, more than the 16777216 allowed"));
  fasti_buffer_free(&text);
}
END_TEST

/* Good expressions with bytes changed by a fixed sequence: a value, or a message. */
START_TEST(expressions_survive_damage)
{
  static const char good[] =
    "count($root/n[. &gt; f:plus('1', current()/@x)]) + if(In('a'), days-from-date(local-date()), "
    "f:matches(//m[1], '^[0-9]+$')) * seconds('P1DT2H')";
  unsigned int random = 7;

  for (int i = 0; i < 5000; i++) {
    char damaged[sizeof good + 1];
    struct fasti_expr *expr;
    struct fasti_place place = {.file = "p"};
    struct fasti_buffer paths = {0};

    strcpy(damaged, good);
    for (int j = 0; j < 3; j++) {
      random = random * 1103515245u + 12345u;
      damaged[(random >> 8) % (sizeof good - 1)] = "()[]$@/.,'*:-+x 1<="[(random >> 20) % 19];
    }
    fasti_messages_clear(messages);
    fasti_buffer_clear(&out);
    expr = fasti_expr_compile(damaged, NULL, place, messages);
    ck_assert(fasti_expr_is_bad(expr) == (fasti_messages_errors(messages) > 0));
    fasti_expr_variables(expr, note, &paths);
    fasti_expr_paths(expr, note, &paths);
    if (fasti_evaluate_string(evaluator, expr, &scope, xmlDocGetRootElement(doc), messages, &out) != FASTI_OK)
      ck_assert_uint_gt(fasti_messages_errors(messages), 0);
    fasti_buffer_free(&paths);
    fasti_expr_free(expr);
  }
}
END_TEST

START_TEST(errors_name_what_is_wrong)
{
  fails("$nothing/x", FASTI_INVALID, "p.scxml:3:9: error: \"$nothing/x\" fails: there is no variable $nothing\n");
  fails("frob(1)", FASTI_INVALID, "p.scxml:3:9: error: \"frob(1)\" fails: there is no function frob()\n");
  fails("f:frob(1)", FASTI_INVALID, "p.scxml:3:9: error: \"f:frob(1)\" fails: there is no function frob()\n");
  fails("count(1)", FASTI_INVALID,
        "p.scxml:3:9: error: \"count(1)\" fails: a value is of the wrong kind: nodes are expected here\n");
  fails("contains('a')", FASTI_INVALID,
        "p.scxml:3:9: error: \"contains('a')\" fails: a function was given the wrong number of values\n");
  fails("power(1)", FASTI_INVALID, "p.scxml:3:9: error: \"power(1)\" fails: power() takes 2 values, not 1\n");
  fails("max(1)", FASTI_INVALID,
        "p.scxml:3:9: error: \"max(1)\" fails: a value is of the wrong kind: nodes are expected here\n");
  fails("1 +", FASTI_INVALID, "p.scxml:3:9: error: \"1 +\" fails: expected an expression of XPath 1.0\n");
}
END_TEST

static void
bad(const char *text, const char *told)
{
  struct fasti_place place = {.file = "p.scxml", .line = 3, .column = 9};
  struct fasti_expr *expr = fasti_expr_compile(text, xmlDocGetRootElement(doc), place, messages);
  struct fasti_buffer shown = {0};

  fasti_messages_print(messages, &shown);
  ck_assert_str_eq(shown.at ? shown.at : "", told);
  ck_assert(fasti_expr_is_bad(expr));
  ck_assert_str_eq(fasti_expr_text(expr), text);
  fasti_expr_free(expr);
  fasti_buffer_free(&shown);
  fasti_messages_clear(messages);
}

START_TEST(compile_tells_where_it_goes_wrong)
{
  bad("", "p.scxml:3:9: error: in \"\", character 1: expected an expression of XPath 1.0\n");
  bad("'土地' = (", "p.scxml:3:9: error: in \"'土地' = (\", character 9: expected an expression of XPath 1.0\n");
  bad("a = 'x", "p.scxml:3:9: error: in \"a = 'x\", character 7: a text that does not end: its closing quote is "
                "missing\n");
  bad("a[1", "p.scxml:3:9: error: in \"a[1\", character 4: a [ without its ]\n");
  bad("q:a + 1", "p.scxml:3:9: error: in \"q:a + 1\": the prefix q is not declared: add xmlns:q=\"...\"\n");
}
END_TEST

START_TEST(check_finds_functions_that_do_not_exist)
{
  static const char text[] = "f:frob(1) + count(n) and (if(1, 2, 3)) or frob(text()) div (2)";
  struct fasti_place place = {.file = "p.scxml", .line = 3, .column = 9};
  struct fasti_expr *expr = fasti_expr_compile(text, NULL, place, messages);
  struct fasti_buffer shown = {0};

  ck_assert(!fasti_expr_is_bad(expr));
  ck_assert_int_eq(fasti_expr_check(evaluator, expr, messages), FASTI_DEFINITION);
  fasti_messages_print(messages, &shown);
  ck_assert_str_eq(
    shown.at, "p.scxml:3:9: error: in \"f:frob(1) + count(n) and (if(1, 2, 3)) or frob(text()) div (2)\": there is "
              "no function f:frob()\n"
              "p.scxml:3:9: error: in \"f:frob(1) + count(n) and (if(1, 2, 3)) or frob(text()) div (2)\": there is "
              "no function frob()\n");
  fasti_expr_free(expr);
  fasti_buffer_free(&shown);
}
END_TEST

START_TEST(variables_are_found)
{
  struct fasti_place place = {0};
  struct fasti_expr *expr =
    fasti_expr_compile("$a-1 + $ b/x[. = '$no'] * $a.c and \"$no\" = $中", NULL, place, messages);
  struct fasti_template *template_ = fasti_template_compile("{$x} $y {{$z}} {$w}", NULL, place, messages);

  fasti_expr_variables(expr, note, &out);
  ck_assert_str_eq(out.at, "a-1 b a.c 中 ");
  fasti_buffer_clear(&out);
  fasti_template_variables(template_, note, &out);
  ck_assert_str_eq(out.at, "x w ");
  fasti_template_free(template_);
  fasti_expr_free(expr);
}
END_TEST

START_TEST(paths_are_found_without_predicates)
{
  static const char *const rows[][2] = {
    {"../a + ../b/c", "./../a ./../b/c "},
    {"count(//d[. = current()/../c/d]) > 0", "//d/. ./../c/d //d "},
    {"$x/y[z = current()/q] or /r/s", "./q /r/s "},
    {"sum(item[kind = 'a']/amount) * @rate", "./item/kind ./item/amount ./@rate "},
    {"child::a/descendant::node()/text() div (b and c)", "./child::a/descendant::node()/text() ./b ./c "},
    {"concat('a/b', \"c\", ., .., *, 1.5)", "./. ./.. ./* "},
    {"instance('x')/y | a", "./a "},
    {"1 and(a)", "./a "},
  };

  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct fasti_expr *expr = fasti_expr_compile(rows[i][0], NULL, (struct fasti_place){.file = "p"}, messages);

    fasti_buffer_clear(&out);
    fasti_buffer_puts(&out, "");
    fasti_expr_paths(expr, note, &out);
    ck_assert_str_eq(out.at, rows[i][1]);
    fasti_expr_free(expr);
  }
}
END_TEST

START_TEST(templates_expand)
{
  struct fasti_place place = {.file = "p.scxml", .line = 1, .column = 1};
  struct fasti_template *template_ =
    fasti_template_compile("{$seven} workdays {{x}} {concat('}', n[1], \"{\")}", NULL, place, messages);

  ck_assert_uint_eq(fasti_messages_count(messages), 0);
  ck_assert_int_eq(fasti_template_expand(evaluator, template_, &scope, xmlDocGetRootElement(doc), messages, &out),
                   FASTI_OK);
  ck_assert_str_eq(out.at, "7 workdays {x} }1{");
  fasti_template_free(template_);
}
END_TEST

START_TEST(templates_tell_what_is_wrong)
{
  struct fasti_place place = {.file = "p.scxml", .line = 1, .column = 1};
  struct fasti_template *template_ = fasti_template_compile("a } {1 +} {'}", NULL, place, messages);

  fasti_messages_print(messages, &out);
  ck_assert_str_eq(out.at, "p.scxml:1:1: error: a } without its {: write }} for the character itself\n"
                           "p.scxml:1:1: error: in \"1 +\", character 4: expected an expression of XPath 1.0\n"
                           "p.scxml:1:1: error: a { without its }: write {{ for the character itself\n");
  ck_assert_int_eq(fasti_template_expand(evaluator, template_, &scope, NULL, NULL, &out), FASTI_INVALID);
  fasti_template_free(template_);
}
END_TEST

/* $deep is an expression that mentions $deep. */
struct circle {
  struct fasti_evaluator *evaluator;
  struct fasti_expr *expr;
  struct fasti_scope scope;
  int depth;
};

static bool
circular(void *self, const char *name, xmlXPathObjectPtr *value)
{
  struct circle *circle = self;

  (void)name;
  circle->depth++;
  return fasti_evaluate(circle->evaluator, circle->expr, &circle->scope, NULL, messages, value) == FASTI_OK;
}

START_TEST(nested_evaluation_ends)
{
  struct fasti_place place = {.file = "p.scxml", .line = 1, .column = 1};
  struct circle circle = {.evaluator = evaluator, .expr = fasti_expr_compile("$deep + 1", NULL, place, messages)};
  xmlXPathObjectPtr value;

  circle.scope = (struct fasti_scope){.self = &circle, .variable = circular};
  ck_assert_int_eq(fasti_evaluate(evaluator, circle.expr, &circle.scope, NULL, messages, &value), FASTI_INVALID);
  ck_assert_ptr_null(value);
  ck_assert_int_eq(circle.depth, 16);
  ck_assert_str_eq(fasti_messages_at(messages, 0)->text,
                   "\"$deep + 1\" fails: expressions need one another more than 16 deep: is there a circle?");
  fasti_expr_free(circle.expr);
}
END_TEST

static void
answer(xmlXPathParserContextPtr context, int count)
{
  ck_assert_ptr_eq(fasti_expr_scope(context), &scope);
  if (count == 0)
    valuePush(context, xmlXPathNewFloat(42));
  else
    fasti_expr_fail(context, FASTI_LIMIT, "no %d", 43);
}

START_TEST(functions_can_be_added)
{
  static const struct fasti_function more[] = {{FASTI_NS_PROCEDURE, "answer", answer}};

  fasti_evaluator_free(evaluator);
  evaluator = fasti_evaluator_new(more, 1);
  ck_assert_int_eq(evaluate("f:answer()"), FASTI_OK);
  ck_assert_str_eq(out.at, "42");
  fails("f:answer(1)", FASTI_LIMIT, "p.scxml:3:9: error: \"f:answer(1)\" fails: no 43\n");
}
END_TEST

static Suite *
expr_suite(void)
{
  Suite *suite = suite_create("expr");
  TCase *tests = tcase_create("expr");

  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, functions_of_xpath_scxml_and_variables);
  tcase_add_test(tests, functions_of_xforms);
  tcase_add_test(tests, decimals_are_exact);
  tcase_add_test(tests, working_days_follow_the_calendar);
  tcase_add_test(tests, working_days_follow_the_published_holidays);
  tcase_add_test(tests, matches_searches_and_ends);
  tcase_add_test(tests, matches_keeps_many_patterns);
  tcase_add_test(tests, bombs_end);
  tcase_add_test(tests, texts_do_not_grow_without_end);
  tcase_add_test(tests, expressions_survive_damage);
  tcase_add_test(tests, errors_name_what_is_wrong);
  tcase_add_test(tests, compile_tells_where_it_goes_wrong);
  tcase_add_test(tests, check_finds_functions_that_do_not_exist);
  tcase_add_test(tests, variables_are_found);
  tcase_add_test(tests, paths_are_found_without_predicates);
  tcase_add_test(tests, templates_expand);
  tcase_add_test(tests, templates_tell_what_is_wrong);
  tcase_add_test(tests, nested_evaluation_ends);
  tcase_add_test(tests, functions_can_be_added);
  suite_add_tcase(suite, tests);
  return suite;
}

int
main(void)
{
  return tap_run(expr_suite());
}
