/* tests/table/table_test.c - decision tables: hit policies, results, explanations, inputs.
 */
#include "config.h"

#include <string.h>

#include "tests/table/table_tests.h"
#include "tests/tap.h"

struct fasti_messages *messages;
static struct fasti_buffer said;

void
begin_table(void)
{
  messages = fasti_messages_new(NULL, NULL);
}

void
end_table(void)
{
  fasti_messages_free(messages);
  fasti_buffer_free(&said);
}

static const char *
what_was_said(void)
{
  fasti_messages_print(messages, &said);
  fasti_messages_clear(messages);
  return said.at ? said.at : "";
}

const char *
load_says(const char *source)
{
  struct fasti_model *model;
  enum fasti_status status = fasti_model_load("m.dmn", fasti_slice_of(source), messages, &model);

  fasti_buffer_free(&said);
  ck_assert_int_eq(status, fasti_messages_count(messages) ? FASTI_DEFINITION : FASTI_OK);
  ck_assert((model != NULL) == (status == FASTI_OK));
  fasti_model_free(model);
  return what_was_said();
}

const char *
verify_says(const char *source, const char *sources)
{
  struct fasti_model *model;

  fasti_buffer_free(&said);
  if (fasti_model_load("m.dmn", fasti_slice_of(source), messages, &model) == FASTI_OK)
    ck_assert_int_eq(fasti_model_verify(model, sources, messages),
                     fasti_messages_count(messages) ? FASTI_DEFINITION : FASTI_OK);
  fasti_model_free(model);
  return what_was_said();
}

static size_t
read_given(char *text, struct fasti_given *given)
{
  size_t count = 0;

  for (char *part = strtok(text, "|"); part; part = strtok(NULL, "|")) {
    char *equals = strchr(part, '=');

    if (equals)
      *equals++ = '\0';
    given[count++] = (struct fasti_given){part, equals};
  }
  return count;
}

static const char *
ask(const char *source, const char *decision, const char *text, size_t child)
{
  struct fasti_given given[32];
  char *copy = fasti_strdup(text);
  size_t count = read_given(copy, given);
  xmlDocPtr doc = xmlNewDoc(NULL);
  xmlNodePtr root = xmlNewDocNode(doc, NULL, (const xmlChar *)"out", NULL);
  struct fasti_model *model;
  enum fasti_status status;

  xmlDocSetRootElement(doc, root);
  fasti_buffer_free(&said);
  status = fasti_model_load("m.dmn", fasti_slice_of(source), messages, &model);
  if (status == FASTI_OK)
    status = fasti_model_decide(model, decision, given, count, root, messages);
  if (status == FASTI_OK) {
    fasti_xml_write(child ? root->last : root->children, &said);
  } else {
    ck_assert_ptr_null(root->children);
    fasti_buffer_printf(&said, "%s: ", fasti_status_name(status));
    what_was_said();
  }
  fasti_messages_clear(messages);
  fasti_model_free(model);
  xmlFreeDoc(doc);
  fasti_free(copy);
  return said.at;
}

const char *
decide(const char *source, const char *decision, const char *given)
{
  return ask(source, decision, given, 0);
}

const char *
trace(const char *source, const char *decision, const char *given)
{
  return ask(source, decision, given, 1);
}

/* -- policies -- */

#define SIZES                                                                                                          \
  ROW(IN("&lt; 10") OUT("1")) ROW(IN("[5..20]") OUT("2")) ROW(IN("(15..30)") OUT("3")) ROW(IN("]15..30[") OUT("3"))
#define BY_SIZE(policy, more)                                                                                          \
  MODEL(INPUT("size", "number")                                                                                        \
          DECISION("d", "Any", NEEDS("size"), "<decisionTable hitPolicy='" policy "' " more "</decisionTable>"))
#define PLAIN "><input><inputExpression><text>size</text></inputExpression></input><output/>" SIZES
#define ORDERED                                                                                                        \
  "><input><inputExpression><text>size</text></inputExpression></input><output><outputValues><text>3, 2, 1</text>"     \
  "</outputValues></output>" SIZES

static const struct {
  const char *source;
  const char *size;
  const char *result;
} policies[] = {
  {BY_SIZE("UNIQUE", PLAIN), "4", "<result type=\"number\">1</result>"},
  {BY_SIZE("UNIQUE", PLAIN), "12", "<result type=\"number\">2</result>"},
  {BY_SIZE("UNIQUE", PLAIN), "30", "<result type=\"null\"/>"},
  {BY_SIZE("UNIQUE", PLAIN), "7",
   "invalid: d: rows 1 and 2 both hit, in a table in which one may (UNIQUE): size = 7\n"},
  {BY_SIZE("FIRST", PLAIN), "7", "<result type=\"number\">1</result>"},
  {BY_SIZE("FIRST", PLAIN), "17", "<result type=\"number\">2</result>"},
  {BY_SIZE("ANY", PLAIN), "25", "<result type=\"number\">3</result>"},
  {BY_SIZE("ANY", PLAIN), "17",
   "invalid: d: rows 2 and 3 both hit and give different results, in a table in which they must agree (ANY): size = "
   "17\n"},
  {BY_SIZE("PRIORITY", ORDERED), "17", "<result type=\"number\">3</result>"},
  {BY_SIZE("PRIORITY", ORDERED), "5", "<result type=\"number\">2</result>"},
  {BY_SIZE("RULE ORDER", PLAIN), "17",
   "<result type=\"list\"><item type=\"number\">2</item><item type=\"number\">3</item><item type=\"number\">3</item>"
   "</result>"},
  {BY_SIZE("OUTPUT ORDER", ORDERED), "20",
   "<result type=\"list\"><item type=\"number\">3</item><item type=\"number\">3</item><item type=\"number\">2</item>"
   "</result>"},
  {BY_SIZE("COLLECT", PLAIN), "9",
   "<result type=\"list\"><item type=\"number\">1</item><item type=\"number\">2</item></result>"},
  {BY_SIZE("COLLECT", PLAIN), "30", "<result type=\"list\"/>"},
  {BY_SIZE("COLLECT", "aggregation='SUM'" PLAIN), "16", "<result type=\"number\">8</result>"},
  {BY_SIZE("COLLECT", "aggregation='MIN'" PLAIN), "16", "<result type=\"number\">2</result>"},
  {BY_SIZE("COLLECT", "aggregation='MAX'" PLAIN), "16", "<result type=\"number\">3</result>"},
  {BY_SIZE("COLLECT", "aggregation='COUNT'" PLAIN), "16", "<result type=\"number\">3</result>"},
  {BY_SIZE("COLLECT", "aggregation='COUNT'" PLAIN), "30", "<result type=\"number\">0</result>"},
  {BY_SIZE("COLLECT", "aggregation='SUM'" PLAIN), "30", "<result type=\"null\"/>"},
};

START_TEST(policies__each)
{
  char given[32];

  snprintf(given, sizeof given, "size=%s", policies[_i].size);
  ck_assert_str_eq(decide(policies[_i].source, "d", given), policies[_i].result);
}
END_TEST

/* -- a table of a standard -- */

#define CLASSES TYPE("tClass", "string", "\"basic\", \"other\"") TYPE("tArea", "number", "&gt; 0")
#define RATES                                                                                                          \
  MODEL(CLASSES INPUT("land class", "tClass") INPUT("area", "tArea") DECISION(                                         \
    "rate", "Any", NEEDS("land class") NEEDS("area"),                                                                  \
    TABLE("UNIQUE",                                                                                                    \
          COLUMN("land class")                                                                                         \
            COLUMN("area") "<output name='min' typeRef='number'/><output name='max' typeRef='number'/>"                \
                           "<annotation name='basis'/>" ROW(IN("\"other\"") IN("(0..500]") OUT("100") OUT(             \
                             "150.50") "<annotationEntry><text>row one, art. 77</text></annotationEntry>")             \
                             ROW(IN("\"other\"") IN("&gt; 500") OUT("150") OUT("250"))                                 \
                               ROW(IN("\"basic\"") IN("-") OUT("500") OUT("650") "<description>all</description>")))   \
          DECISION("fine", "Any", NEEDS("area") USES("rate"),                                                          \
                   "<context><contextEntry><variable name='min'/>" TEXT(                                               \
                     "decimal(rate.min * area, 2)") "</"                                                               \
                                                    "contextEntry><"                                                   \
                                                    "contextEntry><variable "                                          \
                                                    "name='max'/>" TEXT("round half "                                  \
                                                                        "up(rate.max * area, "                         \
                                                                        "2)") "</"                                     \
                                                                              "contextEntry><"                         \
                                                                              "contextEntry><"                         \
                                                                              "variable "                              \
                                                                              "name='proposed'/"                       \
                                                                              ">" TEXT("(min + "                       \
                                                                                       "max) / "                       \
                                                                                       "2") "</"                       \
                                                                                            "co"                       \
                                                                                            "nt"                       \
                                                                                            "ex"                       \
                                                                                            "tE"                       \
                                                                                            "nt"                       \
                                                                                            "ry"                       \
                                                                                            "><"                       \
                                                                                            "/c"                       \
                                                                                            "on"                       \
                                                                                            "te"                       \
                                                                                            "xt"                       \
                                                                                            ">"))

START_TEST(standard__result)
{
  ck_assert_str_eq(decide(RATES, "fine", "land class=other|area=60"),
                   "<result type=\"context\"><min type=\"number\">6000.00</min><max type=\"number\">9030.00</max>"
                   "<proposed type=\"number\">7515.00</proposed></result>");
  ck_assert_str_eq(decide(RATES, NULL, "land class=other|area=500"),
                   "<result type=\"context\"><min type=\"number\">50000.00</min><max type=\"number\">75250.00</max>"
                   "<proposed type=\"number\">62625.00</proposed></result>");
  ck_assert_str_eq(decide(RATES, "rate", "land class=other|area=500.01"),
                   "<result type=\"context\"><min type=\"number\">150</min><max type=\"number\">250</max></result>");
  ck_assert_str_eq(verify_says(RATES, NULL), "");
}
END_TEST

START_TEST(standard__trace)
{
  ck_assert_str_eq(
    trace(RATES, "fine", "area=60|land class=other"),
    "<trace><input name=\"land class\">other</input><input name=\"area\" type=\"number\">60</input>"
    "<decision name=\"rate\" hit-policy=\"UNIQUE\"><input name=\"land class\">other</input>"
    "<input name=\"area\" type=\"number\">60</input>"
    "<row number=\"1\" hit=\"true\"><annotation name=\"basis\">row one, art. 77</annotation></row>"
    "<row number=\"2\" hit=\"false\"><unmet input=\"area\" value=\"60\" test=\"> 500\"/></row>"
    "<row number=\"3\" hit=\"false\"><unmet input=\"land class\" value=\"other\" test=\"&quot;basic&quot;\"/></row>"
    "<result type=\"context\"><min type=\"number\">100</min><max type=\"number\">150.50</max></result></decision>"
    "<decision name=\"fine\"><expression name=\"min\">decimal(rate.min * area, 2)</expression>"
    "<expression name=\"max\">round half up(rate.max * area, 2)</expression>"
    "<expression name=\"proposed\">(min + max) / 2</expression><input name=\"area\" type=\"number\">60</input>"
    "<input name=\"rate\" type=\"context\"><min type=\"number\">100</min><max type=\"number\">150.50</max></input>"
    "<result type=\"context\"><min type=\"number\">6000.00</min><max type=\"number\">9030.00</max>"
    "<proposed type=\"number\">7515.00</proposed></result></decision></trace>");
}
END_TEST

START_TEST(standard__first_explains)
{
  ck_assert_str_eq(trace(BY_SIZE("FIRST", PLAIN), "d", "size=7"),
                   "<trace><input name=\"size\" type=\"number\">7</input><decision name=\"d\" hit-policy=\"FIRST\">"
                   "<input name=\"size\" type=\"number\">7</input><row number=\"1\" hit=\"true\"/>"
                   "<row number=\"2\" hit=\"false\" after=\"1\"/>"
                   "<row number=\"3\" hit=\"false\"><unmet input=\"size\" value=\"7\" test=\"(15..30)\"/></row>"
                   "<row number=\"4\" hit=\"false\"><unmet input=\"size\" value=\"7\" test=\"]15..30[\"/></row>"
                   "<result type=\"number\">1</result></decision></trace>");
}
END_TEST

START_TEST(standard__labels)
{
  static const char source[] = MODEL(INPUT("x", "number") DECISION(
    "d", "Any", NEEDS("x"),
    TABLE("FIRST", "<input label='情节 数'><inputExpression><text>x</text></inputExpression>"
                   "</input><output/>" ROW(IN("&gt; 1") OUT("1")))));

  ck_assert_str_eq(trace(source, "d", "x=1"),
                   "<trace><input name=\"x\" type=\"number\">1</input><decision name=\"d\" hit-policy=\"FIRST\">"
                   "<input name=\"x\" label=\"情节 数\" type=\"number\">1</input>"
                   "<row number=\"1\" hit=\"false\"><unmet input=\"情节 数\" value=\"1\" test=\"> 1\"/></row>"
                   "<result type=\"null\"/></decision></trace>");
}
END_TEST

START_TEST(standard__inputs)
{
  ck_assert_str_eq(decide(RATES, "fine", "area=60"),
                   "invalid: land class: this input is missing; expected one of: \"basic\", \"other\"\n");
  ck_assert_str_eq(decide(RATES, "fine", "area=x|land class=heath|size=4"),
                   "invalid: land class: \"heath\" is not right; expected one of: \"basic\", \"other\"\n"
                   "area: \"x\" is not right; expected one of: > 0\n"
                   "size: the model has no such input; it has: land class, area\n");
  ck_assert_str_eq(decide(RATES, "fine", "area=0|land class=other"),
                   "invalid: area: \"0\" is not right; expected one of: > 0\n");
  ck_assert_str_eq(decide(RATES, "fine", "area=1|area=2|land class=other"),
                   "invalid: area: this input is given twice\n");
  ck_assert_str_eq(decide(RATES, "fines", "area=1"),
                   "not-found: decision: there is no decision \"fines\"; the model has: rate, fine\n");
  ck_assert_str_eq(decide(MODEL(DECISION("a", "Any", "", TEXT("1")) DECISION("b", "Any", "", TEXT("1"))), NULL, ""),
                   "not-found: decision: the model has several decisions, name one: a, b\n");
  ck_assert_str_eq(decide(RATES, "rate", "area=\x01|land class=\xFF"),
                   "invalid: land class: the value is not text in UTF-8\narea: the value is not text in UTF-8\n");
}
END_TEST

/* Kinds of inputs; "x" gives itself. */
#define ECHO(type) MODEL(type INPUT("x", "t") DECISION("d", "Any", NEEDS("x"), TEXT("x")))
#define ALIAS(base) "<itemDefinition name='t'><typeRef>" base "</typeRef></itemDefinition>"
#define LIST_OF(base) "<itemDefinition name='t' isCollection='true'><typeRef>" base "</typeRef></itemDefinition>"
#define CODES                                                                                                          \
  "<itemDefinition name='t' isCollection='true'><typeRef>string</typeRef><allowedValues><text>\"MT1\", \"MT2\"</text>" \
  "</allowedValues></itemDefinition>"
#define PARTY                                                                                                          \
  "<itemDefinition name='t'><itemComponent name='kind'><typeRef>string</typeRef></itemComponent>"                      \
  "<itemComponent name='land areas'><itemComponent name='basic'><typeRef>number</typeRef></itemComponent>"             \
  "</itemComponent></itemDefinition>"

static const struct {
  const char *source;
  const char *given;
  const char *result;
} kinds[] = {
  {ECHO(ALIAS("number")), "x=1260.50", "<result type=\"number\">1260.50</result>"},
  {ECHO(ALIAS("number")), "x=1,5",
   "invalid: x: \"1,5\" is not right; expected a number of at most 34 digits, for example 1260.5\n"},
  {ECHO(ALIAS("boolean")), "x=true", "<result type=\"boolean\">true</result>"},
  {ECHO(ALIAS("boolean")), "x=yes", "invalid: x: \"yes\" is not right; expected true or false\n"},
  {ECHO(ALIAS("date")), "x=2026-02-28", "<result type=\"date\">2026-02-28</result>"},
  {ECHO(ALIAS("date")), "x=2026-02-30",
   "invalid: x: \"2026-02-30\" is not right; expected a date that exists, for example 2026-02-28\n"},
  {ECHO(ALIAS("days and time duration")), "x=-P30D", "<result type=\"duration\">-P30D</result>"},
  {ECHO(ALIAS("dayTimeDuration")), "x=P1M",
   "invalid: x: \"P1M\" is not right; expected a duration in days, for example P30D\n"},
  {ECHO(ALIAS("yearMonthDuration")), "x=P1Y6M", "<result type=\"duration\">P1Y6M</result>"},
  {ECHO(ALIAS("years and months duration")), "x=2 years",
   "invalid: x: \"2 years\" is not right; expected a duration in years and months, for example P1Y6M\n"},
  {ECHO(ALIAS("string")), "x", "<result type=\"null\"/>"},
  {ECHO(ALIAS("string")), "x=", "<result/>"},
  {ECHO(CODES), "x= MT2  MT1 ", "<result type=\"list\"><item>MT2</item><item>MT1</item></result>"},
  {ECHO(CODES), "x=", "<result type=\"list\"/>"},
  {ECHO(CODES), "x=[\"MT1\"]", "<result type=\"list\"><item>MT1</item></result>"},
  {ECHO(CODES), "x=MT3",
   "invalid: x: \"MT3\" is not right; expected words separated by spaces, or a list as [\"a\", \"b\"]; each one of: "
   "\"MT1\", \"MT2\"\n"},
  {ECHO(LIST_OF("number")), "x=1 x",
   "invalid: x: \"1 x\" is not right; expected words separated by spaces, or a list as [\"a\", \"b\"]\n"},
  {ECHO(PARTY), "x.kind=person|x.land areas.basic=12.5",
   "<result type=\"context\"><kind>person</kind><entry name=\"land areas\" type=\"context\"><basic type=\"number\">12.5"
   "</basic></entry></result>"},
  {ECHO(PARTY), "x={kind: \"person\", land areas: {basic: 12.5}}",
   "<result type=\"context\"><kind>person</kind><entry name=\"land areas\" type=\"context\"><basic type=\"number\">12.5"
   "</basic></entry></result>"},
  {ECHO(PARTY), "x.kind=person",
   "invalid: x.land areas.basic: this input is missing; expected a number of at most 34 digits, for example 1260.5\n"},
  {ECHO(PARTY), "x={kind: 1}",
   "invalid: x: \"{kind: 1}\" is not right; expected each component by its name, or all as {name: value, ...}\n"},
};

START_TEST(inputs__kinds)
{
  ck_assert_str_eq(decide(kinds[_i].source, "d", kinds[_i].given), kinds[_i].result);
}
END_TEST

/* -- results that do not fit -- */

START_TEST(results__refused)
{
  ck_assert_str_eq(
    decide(MODEL(TYPE("t", "number", "[0..10]") INPUT("x", "number") DECISION("d", "t", NEEDS("x"), TEXT("x * 2"))),
           "d", "x=6"),
    "invalid: d: the result 12 is not of the type t; expected one of: [0..10]\n");
  ck_assert_str_eq(
    decide(MODEL(INPUT("x", "number") DECISION(
             "d", "Any", NEEDS("x"), TABLE("FIRST", WITHIN("x + 1", "[0..10]") "<output/>" ROW(IN("-") OUT("x"))))),
           "d", "x=10"),
    "invalid: d: x + 1 is 11, which the table does not allow; expected one of: [0..10]\n");
  ck_assert_str_eq(
    decide(MODEL(INPUT("x", "number") DECISION(
             "d", "Any", NEEDS("x"),
             TABLE("FIRST",
                   COLUMN("x") "<output name='fine'/>" ROW(IN("-") OUT(
                     "x * 100")) "<f:frame output='fine' at-most='1000' at-least='100' unless='x = 0' law='L77'/>"))),
           "d", "x=10.01"),
    "invalid: d: fine is 1001.00, but at most 1000 is allowed (L77)\n");
}
END_TEST

/* -- knowledge -- */

#define STEP                                                                                                           \
  "<businessKnowledgeModel id='k-step' name='step'><variable name='step'/><encapsulatedLogic>"                         \
  "<formalParameter name='of area' typeRef='number'/><formalParameter name='grade' typeRef='string'/>" TABLE(          \
    "FIRST", COLUMN("grade") COLUMN("of area") "<output/>" ROW(IN("\"light\"") IN("-") OUT("1"))                       \
               ROW(IN("-") IN("&lt; 10") OUT("2"))                                                                     \
                 ROW(IN("-") IN("-") OUT("3"))) "</encapsulatedLogic></businessKnowledgeModel>"

START_TEST(knowledge__invoked)
{
  static const char source[] = MODEL(INPUT("a", "number") STEP DECISION(
    "d", "Any", NEEDS("a") KNOWS("step"), TEXT("step(a, \"heavy\") + step(grade: \"light\", of area: a)")));

  ck_assert_str_eq(decide(source, "d", "a=9"), "<result type=\"number\">3</result>");
  ck_assert_str_eq(decide(source, "d", "a=10"), "<result type=\"number\">4</result>");
  ck_assert_str_eq(
    trace(source, "d", "a=10"),
    "<trace><input name=\"a\" type=\"number\">10</input><decision name=\"d\"><expression>step(a, \"heavy\") + "
    "step(grade: \"light\", of area: a)</expression><input name=\"a\" type=\"number\">10</input>"
    "<table name=\"step\" hit-policy=\"FIRST\"><input name=\"grade\">heavy</input><input name=\"of area\" "
    "type=\"number\">10</input><row number=\"3\" hit=\"true\"/><row number=\"1\" hit=\"false\"><unmet "
    "input=\"grade\" value=\"heavy\" test=\"&quot;light&quot;\"/></row><row number=\"2\" hit=\"false\"><unmet "
    "input=\"of area\" value=\"10\" test=\"&lt; 10\"/></row>"
    "<result type=\"number\">3</result></table><table name=\"step\" hit-policy=\"FIRST\"><input "
    "name=\"grade\">light</input><input name=\"of area\" type=\"number\">10</input><row number=\"1\" hit=\"true\"/>"
    "<row number=\"2\" hit=\"false\"><unmet input=\"of area\" value=\"10\" test=\"&lt; 10\"/></row>"
    "<row number=\"3\" hit=\"false\" after=\"1\"/><result type=\"number\">1</result></table>"
    "<result type=\"number\">4</result></decision></trace>");
  ck_assert_str_eq(
    decide(MODEL(INPUT("a", "number") STEP DECISION(
             "d", "Any", NEEDS("a") KNOWS("step"),
             "<invocation>" TEXT("step") "<binding><parameter name='grade'/>" TEXT(
               "\"heavy\"") "</binding><binding><parameter name='of area'/>" TEXT("a / 2") "</binding></invocation>")),
           "d", "a=19"),
    "<result type=\"number\">2</result>");
}
END_TEST

START_TEST(boxed__list_and_relation)
{
  ck_assert_str_eq(decide(MODEL(DECISION("d", "Any", "", "<list>" TEXT("1 + 1") TEXT("\"a\"") "</list>")), "d", ""),
                   "<result type=\"list\"><item type=\"number\">2</item><item>a</item></result>");
  ck_assert_str_eq(decide(MODEL(DECISION("r", "Any", "",
                                         "<relation><column name='code'/><column name='rate'/><row>" TEXT("\"a\"")
                                           TEXT("1") "</row><row>" TEXT("\"b\"") TEXT("2") "</row></relation>")
                                  DECISION("d", "Any", USES("r"), TEXT("r[code = \"b\"][1].rate"))),
                          "d", ""),
                   "<result type=\"number\">2</result>");
}
END_TEST

static TCase *
table_case(void)
{
  TCase *table = tcase_create("table");

  tcase_add_checked_fixture(table, begin_table, end_table);
  tcase_add_loop_test(table, policies__each, 0, sizeof policies / sizeof *policies);
  tcase_add_test(table, standard__result);
  tcase_add_test(table, standard__trace);
  tcase_add_test(table, standard__first_explains);
  tcase_add_test(table, standard__labels);
  tcase_add_test(table, standard__inputs);
  tcase_add_loop_test(table, inputs__kinds, 0, sizeof kinds / sizeof *kinds);
  tcase_add_test(table, results__refused);
  tcase_add_test(table, knowledge__invoked);
  tcase_add_test(table, boxed__list_and_relation);
  return table;
}

int
main(void)
{
  Suite *suite = suite_create("table");

  suite_add_tcase(suite, table_case());
  suite_add_tcase(suite, feel_case());
  suite_add_tcase(suite, load_case());
  suite_add_tcase(suite, verify_case());
  return tap_run(suite);
}
