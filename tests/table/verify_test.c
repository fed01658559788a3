/* tests/table/verify_test.c - tables that have gaps, overlaps, rows that never hit, results outside of the law's frame.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "tests/table/table_tests.h"

/* A table of a grade (declared), an area (declared), a sum (not declared) and a truth value. */
#define WORLD(logic)                                                                                                   \
  MODEL(TYPE("tGrade", "string", "\"light\", \"normal\", \"heavy\"") TYPE("tArea", "number", "&gt; 0")                 \
          TYPE("tDay", "date", "&gt;= date(\"2021-09-01\")") INPUT("grade", "tGrade") INPUT("area", "tArea")           \
            INPUT("sum", "number") INPUT("plan", "boolean") INPUT("on", "tDay") INPUT("code", "string") DECISION(      \
              "d", "Any", NEEDS("grade") NEEDS("area") NEEDS("sum") NEEDS("plan") NEEDS("on") NEEDS("code"), logic))
#define SAYS(place, text) "m.dmn:1:" place ": error: " text "\n"
#define OUTPUT "<output name='rate' typeRef='number'/>"

static const struct {
  const char *source;
  const char *says[4]; /* the texts of the messages, in order */
} cases[] = {
  /* complete */
  {WORLD(TABLE("UNIQUE", COLUMN("grade") COLUMN("area") OUTPUT ROW(IN("\"light\"") IN("-") OUT("1"))
                           ROW(IN("not(\"light\")") IN("(0..500]") OUT("2"))
                             ROW(IN("\"normal\", \"heavy\"") IN("&gt; 500") OUT("3")))),
   {NULL}},
  {WORLD(TABLE("UNIQUE", COLUMN("plan") COLUMN("on") OUTPUT ROW(IN("true") IN("-") OUT("1"))
                           ROW(IN("false") IN("&lt;= date(\"2021-12-31\")") OUT("2"))
                             ROW(IN("false") IN("&gt;= date(\"2022-01-01\")") OUT("3")))),
   {NULL}},
  /* gaps */
  {WORLD(TABLE("UNIQUE", COLUMN("grade") COLUMN("area") OUTPUT ROW(IN("\"light\"") IN("-") OUT("1"))
                           ROW(IN("\"normal\"") IN("(0..500)") OUT("2")) ROW(IN("\"normal\"") IN("&gt; 500") OUT("2"))
                             ROW(IN("\"heavy\"") IN("(100..2000]") OUT("3")))),
   {"no row of \"d\" covers grade = \"normal\"; area = 500",
    "no row of \"d\" covers grade = \"heavy\"; area in (0..100], > 2000 (for example 1)"}},
  {WORLD(TABLE("UNIQUE", COLUMN("plan") COLUMN("on") OUTPUT ROW(IN("true") IN("-") OUT("1"))
                           ROW(IN("false") IN("&lt; date(\"2021-12-31\")") OUT("2"))
                             ROW(IN("false") IN("&gt; date(\"2022-01-02\")") OUT("3")))),
   {"no row of \"d\" covers plan = false; on in [date(\"2021-12-31\")..date(\"2022-01-02\")] (for example "
    "date(\"2021-12-31\"))"}},
  {WORLD(TABLE("FIRST", COLUMN("sum") OUTPUT ROW(IN("&lt; 0") OUT("1")) ROW(IN("&gt; 0") OUT("2")))),
   {"no row of \"d\" covers sum = 0"}},
  {WORLD(TABLE("FIRST", COLUMN("code") OUTPUT ROW(IN("\"a\"") OUT("1")) ROW(IN("\"b\"") OUT("2")))),
   {"no row of \"d\" covers code = any other text"}},
  {WORLD(TABLE("RULE ORDER", COLUMN("plan") OUTPUT ROW(IN("true") OUT("1")))), {"no row of \"d\" covers plan = false"}},
  /* not looked for: a default, a row for everything, a collection */
  {WORLD(TABLE("FIRST", COLUMN("code") "<output><defaultOutputEntry><text>0</text></defaultOutputEntry></output>" ROW(
                          IN("\"a\"") OUT("1")))),
   {NULL}},
  {WORLD(TABLE("FIRST", COLUMN("code") OUTPUT ROW(IN("\"a\"") OUT("1")) ROW(IN("-") OUT("2")))), {NULL}},
  {WORLD(TABLE("COLLECT", COLUMN("code") OUTPUT ROW(IN("\"a\"") OUT("1")))), {NULL}},
  /* overlaps */
  {WORLD(TABLE("UNIQUE", COLUMN("grade") COLUMN("area") OUTPUT ROW(IN("\"light\"") IN("-") OUT("1"))
                           ROW(IN("-") IN("&lt;= 500") OUT("1")) ROW(IN("not(\"light\")") IN("&gt;= 500") OUT("3")))),
   {"rows 1 and 2 of \"d\" (UNIQUE) both hit for grade = \"light\"; area in (0..500] (for example 1)",
    "rows 2 and 3 of \"d\" (UNIQUE) both hit for grade in \"normal\", \"heavy\"; area = 500"}},
  {WORLD(TABLE("UNIQUE", COLUMN("plan") OUTPUT ROW(IN("-") OUT("1")) ROW(IN("-") OUT("1")))),
   {"rows 1 and 2 of \"d\" (UNIQUE) both hit for all values"}},
  {WORLD(TABLE("ANY", COLUMN("grade") COLUMN("plan") OUTPUT ROW(IN("\"light\"") IN("-") OUT("1"))
                        ROW(IN("-") IN("true") OUT("1.0")) ROW(IN("-") IN("false") OUT("2")))),
   {"rows 1 and 3 of \"d\" (ANY) both hit and give different results for grade = \"light\"; plan = false"}},
  /* no declared domain */
  {WORLD(TABLE("UNIQUE", COLUMN("sum") OUTPUT ROW(IN("&lt; 0") OUT("1")) ROW(IN("&gt;= 0") OUT("2")))),
   {"the input \"sum\" of \"d\" (UNIQUE) needs a declared domain, so that gaps can be found: <inputValues> or a type "
    "with "
    "<allowedValues>, for example >= 0"}},
  {WORLD(TABLE("UNIQUE", WITHIN("sum", "[-5..5]") OUTPUT ROW(IN("&lt; 0") OUT("1")) ROW(IN("&gt;= 0") OUT("2")))),
   {NULL}},
  {WORLD(TABLE("UNIQUE", COLUMN("area") OUTPUT ROW(IN("&lt; sum") OUT("1")) ROW(IN("&gt;= sum") OUT("2")))),
   {"the entries of the input \"area\" of \"d\" (UNIQUE) depend on other values, so that gaps and overlaps cannot be "
    "found: "
    "make the comparison an input of its own, that is true or false",
    "rows 1 and 2 of \"d\" (UNIQUE) both hit for all values"}},
  {WORLD(TABLE("UNIQUE", COLUMN("area &lt; sum") OUTPUT ROW(IN("true") OUT("1")) ROW(IN("false") OUT("2")))), {NULL}},
  /* rows that never hit */
  {WORLD(TABLE("FIRST", COLUMN("grade") COLUMN("area") OUTPUT ROW(IN("\"light\"") IN("-") OUT("1"))
                          ROW(IN("-") IN("&lt;= 500") OUT("2")) ROW(IN("-") IN("&gt; 400") OUT("3"))
                            ROW(IN("\"heavy\"") IN("[300..600]") OUT("4")) ROW(IN("-") IN("-") OUT("5")))),
   {"row 4 of \"d\" never hits: the rows before it cover all that it covers",
    "row 5 of \"d\" never hits: the rows before it cover all that it covers"}},
  {WORLD(TABLE("UNIQUE", COLUMN("area") OUTPUT ROW(IN("&gt; 0") OUT("1")) ROW(IN("&lt; 0") OUT("2")))),
   {"row 2 of \"d\" never hits: no value that is allowed meets its entries"}},
  {WORLD(TABLE("FIRST",
               COLUMN("area") OUTPUT ROW(IN("&lt; sum") OUT("1")) ROW(IN("&lt; sum") OUT("2")) ROW(IN("-") OUT("3")))),
   {NULL}},
  /* frames */
  {WORLD(TABLE("UNIQUE",
               COLUMN("grade") COLUMN("plan") "<output name='min'/><output name='max'/>" ROW(
                 IN("\"light\"") IN("-") OUT("0.5") OUT("1")) ROW(IN("\"normal\"") IN("true") OUT("5") OUT("30"))
                 ROW(IN("\"normal\"") IN("false") OUT("4.99") OUT("30.01")) ROW(IN("\"heavy\"") IN("-") OUT("25") OUT(
                   "null")) "<extensionElements><f:frame output='max' at-most='30' law='L76'/>"
                            "<f:frame output='min' at-least='5' unless='grade = \"light\"' law='L77'/>"
                            "</extensionElements>")),
   {"row 3 of \"d\": max is 30.01, but L76 allows at most 30",
    "row 3 of \"d\": min is 4.99, but L77 demands at least 5"}},
  {WORLD(TABLE("UNIQUE", COLUMN("area") OUTPUT ROW(IN("&lt; 100") OUT("1")) ROW(IN("[100..200)") OUT("2")) ROW(
                           IN("&gt;= 200") OUT("3")) "<f:frame output='rate' at-least='4' unless='area &lt; 150'/>")),
   {"row 2 of \"d\": rate is 2, but f:frame demands at least 4",
    "row 3 of \"d\": rate is 3, but f:frame demands at least 4"}},
  {WORLD(TABLE("UNIQUE", COLUMN("plan") OUTPUT ROW(IN("-") OUT("area * 2")) "<f:frame output='rate' at-most='1'/>")),
   {NULL}},
};

START_TEST(verify__each)
{
  const char *got = verify_says(cases[_i].source, NULL);

  for (size_t i = 0; i < 4 && cases[_i].says[i]; i++) {
    const char *text = strstr(got, ": error: "), *end;

    ck_assert_msg(text != NULL, "case %d: \"%s\" is not said", _i, cases[_i].says[i]);
    text += strlen(": error: ");
    end = strchr(text, '\n');
    ck_assert_msg(strncmp(text, cases[_i].says[i], (size_t)(end - text)) == 0 && !cases[_i].says[i][end - text],
                  "case %d says %s", _i, got);
    got = end + 1;
  }
  ck_assert_msg(!*got, "case %d says more: %s", _i, got);
}
END_TEST

START_TEST(verify__sources)
{
  static const char source[] =
    WORLD(TABLE("FIRST", COLUMN("plan") OUTPUT ROW(IN("true") OUT("1")) "<rule f:source='law'>" IN("true")
                           OUT("2") "</rule><rule f:source='measure'>" IN("-") OUT("3") "</rule>"));
  const char *hidden = "row 2 of \"d\" never hits: the rows before it cover all that it covers\n";
  const char *says = verify_says(source, "law measure");

  ck_assert_ptr_nonnull(strstr(says, hidden));
  ck_assert_ptr_null(strstr(says, "measure"));
  ck_assert_ptr_nonnull(strstr(verify_says(source, "law"),
                               "row 3 of \"d\" comes from a measure, but the package allows only rows from: law\n"));
}
END_TEST

/* How long a table of so many rows and columns takes, each row a box whose corners lie below SPAN. */
static double
seconds(int rows, int columns, int span, int *errors, bool *large)
{
  struct fasti_buffer source = {0};
  struct fasti_model *model;
  clock_t begin;

  fasti_buffer_puts(&source, "<definitions xmlns='" DMN "' name='m' id='m' namespace='urn:m'>");
  for (int c = 0; c < columns; c++)
    fasti_buffer_printf(&source, INPUT("c%d", "number"), c, c, c);
  fasti_buffer_puts(&source, "<decision id='d-d' name='d'><variable name='d'/>");
  for (int c = 0; c < columns; c++)
    fasti_buffer_printf(&source, NEEDS("c%d"), c);
  fasti_buffer_puts(&source, "<decisionTable hitPolicy='UNIQUE'>");
  for (int c = 0; c < columns; c++)
    fasti_buffer_printf(&source, WITHIN("c%d", "[0..100000]"), c);
  fasti_buffer_puts(&source, OUTPUT);
  for (int r = 0; r < rows; r++) {
    fasti_buffer_puts(&source, "<rule>");
    for (int c = 0; c < columns; c++)
      fasti_buffer_printf(&source, IN("[%d..%d)"), (r * 37 + c * 11) % span, (r * 37 + c * 11) % span + 7);
    fasti_buffer_puts(&source, OUT("1") "</rule>");
  }
  fasti_buffer_puts(&source, "</decisionTable></decision></definitions>");
  ck_assert_int_eq(fasti_model_load("m.dmn", fasti_buffer_slice(&source), messages, &model), FASTI_OK);
  begin = clock();
  ck_assert_int_eq(fasti_model_verify(model, NULL, messages), FASTI_DEFINITION);
  *errors = (int)fasti_messages_count(messages);
  *large = strstr(fasti_messages_at(messages, fasti_messages_count(messages) - 1)->text,
                  "\"d\" is too large to be checked for gaps and overlaps: split it into several tables") != NULL;
  fasti_messages_clear(messages);
  fasti_model_free(model);
  fasti_buffer_free(&source);
  return (double)(clock() - begin) / CLOCKS_PER_SEC;
}

START_TEST(verify__large)
{
  bool large;
  int errors;

  /* Ten gaps, and that there are more; ten overlaps too, where there are so many rows. */
  ck_assert(seconds(12, 4, 900, &errors, &large) < 1);
  ck_assert(errors == 11 && !large);
  ck_assert(seconds(300, 12, 900, &errors, &large) < 20);
  ck_assert(errors > 10);
  ck_assert(seconds(2000, 3, 900, &errors, &large) < 20);
  ck_assert(errors > 10);
  ck_assert(seconds(2500, 1, 90000, &errors, &large) < 20);
  ck_assert(errors == 1 && large);
}
END_TEST

TCase *
verify_case(void)
{
  TCase *verify = tcase_create("verify");

  tcase_set_timeout(verify, 120);
  tcase_add_checked_fixture(verify, begin_table, end_table);
  tcase_add_loop_test(verify, verify__each, 0, sizeof cases / sizeof *cases);
  tcase_add_test(verify, verify__sources);
  tcase_add_test(verify, verify__large);
  return verify;
}
