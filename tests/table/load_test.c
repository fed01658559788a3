/* tests/table/load_test.c - models with mistakes: each is told with its place and what to do; models changed at random.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/table/table_tests.h"

#define NUMBER INPUT("x", "number")
#define ONE(more) MODEL(NUMBER DECISION("d", "Any", NEEDS("x"), more))
#define SIMPLE(attributes, parts) ONE("<decisionTable " attributes ">" parts "</decisionTable>")
#define LINES(body) "<definitions xmlns='" DMN "' name='m' id='m' namespace='urn:m'>\n" body "\n</definitions>"

static const struct {
  const char *source;
  const char *says; /* contained in what is said */
} cases[] = {
  /* places */
  {LINES("<decision id='a' name='a'>\n  <literalExpression>\n    <text>\n 1 + </text></literalExpression></decision>"),
   "m.dmn:4:5: error: expected a value before the end in the expression: 1 +\n"},
  /* documents */
  {"<definitions xmlns='http://www.omg.org/spec/DMN/20180521/MODEL/'/>",
   "m.dmn:1:1: error: <definitions> of the namespace \"http://www.omg.org/spec/DMN/20180521/MODEL/\" begins no "
   "decision "
   "model: expected <definitions> of DMN 1.3, 1.4 or 1.5 (https://www.omg.org/spec/DMN/20230324/MODEL/)\n"},
  {"<definitions xmlns='" DMN "' expressionLanguage='https://www.w3.org/TR/xpath'/>",
   "expressions in the language \"https://www.w3.org/TR/xpath\" are not supported, only FEEL\n"},
  {MODEL(""), "m.dmn:1:1: error: the model has no <decision>\n"},
  {MODEL("<import name='other' namespace='urn:o' importType='x'/>" DECISION("d", "Any", "", TEXT("1"))),
   "<import> is not supported: a model is one file of inputs, decisions and knowledge models\n"},
  /* types */
  {MODEL("<inputData id='i' name='i'/>" DECISION("d", "Any", "", TEXT("1"))),
   "the input \"i\" needs a type: <variable name=\"i\" typeRef=\"...\"/>\n"},
  {MODEL(INPUT("i", "money") DECISION("d", "Any", "", TEXT("1"))),
   "there is no type \"money\": expected an item definition of the model, or boolean, number, string, date, days and "
   "time "
   "duration, years and months duration\n"},
  {MODEL(INPUT("i", "time") DECISION("d", "Any", "", TEXT("1"))), "there is no type \"time\": expected"},
  {MODEL(TYPE("a", "b", "1") TYPE("b", "a", "1") DECISION("d", "Any", "", TEXT("1"))),
   "the type \"a\" is made of itself\n"},
  {MODEL(TYPE("a", "number", "1") TYPE("a", "number", "2") DECISION("d", "Any", "", TEXT("1"))),
   "there is another type \"a\"\n"},
  {MODEL("<itemDefinition name='a'/>" DECISION("d", "Any", "", TEXT("1"))),
   "the type \"a\" needs <typeRef> or <itemComponent>\n"},
  {MODEL(TYPE("a", "number", "\"x\"") DECISION("d", "Any", "", TEXT("1"))),
   "a value of type a is tested here, but it is compared with one of type string: \"x\"\n"},
  {MODEL(DECISION("d", "string", "", TEXT("1"))),
   "\"d\" is declared to be of type string, but its logic gives number\n"},
  {MODEL(DECISION("d", "Any", "", "<literalExpression typeRef='date'><text>1</text></literalExpression>")),
   "the expression is declared to be of type date, but it gives number: 1\n"},
  /* elements and requirements */
  {MODEL(DECISION("d", "Any", "", "")), "\"d\" has no logic: expected a decision table, a literal expression, ...\n"},
  {MODEL(DECISION("d", "Any", "", TEXT("1")) DECISION("d", "Any", "", TEXT("1"))),
   "there is another element with the id \"d-d\"\n"},
  {MODEL(NUMBER DECISION("x", "Any", "", TEXT("1"))), "there is another element with the name \"x\"\n"},
  {MODEL("<decision name='d'>" TEXT("1") "</decision>"), "<decision> needs an id, by which others require it\n"},
  {MODEL("<decision id='d'>" TEXT("1") "</decision>"), "<decision> needs a name\n"},
  {MODEL(DECISION("d", "Any", NEEDS("y"), TEXT("1"))), "what is required here, \"#i-y\", is not in the model\n"},
  {MODEL(DECISION("d", "Any", "<informationRequirement/>", TEXT("1"))),
   "<informationRequirement> must say what is required\n"},
  {MODEL(NUMBER DECISION("d", "Any", "<informationRequirement><requiredDecision href='#i-x'/></informationRequirement>",
                         TEXT("1"))),
   "\"x\" is no <decision>\n"},
  {MODEL(DECISION("a", "Any", USES("b"), TEXT("1")) DECISION("b", "Any", USES("a"), TEXT("1"))),
   "\"a\" requires itself, by way of others\n"},
  {MODEL(NUMBER DECISION("d", "Any", "", TEXT("x"))),
   "there is no name \"x\" here: an input or decision must be required"},
  /* boxed expressions */
  {ONE("<conditional/>"), "<conditional> is not supported here: write it as a literal expression"},
  {ONE("<literalExpression/>"), "<literalExpression> needs <text> with the expression\n"},
  {ONE("<literalExpression expressionLanguage='urn:js'><text>1</text></literalExpression>"),
   "expressions in the language \"urn:js\" are not supported, only FEEL\n"},
  {ONE("<invocation>" TEXT("f") "</invocation>"), "no knowledge model \"f\" is required here\n"},
  {ONE("<context><contextEntry/></context>"),
   "the entry needs an expression, and a <variable> unless it is the last\n"},
  {ONE("<relation><column name='a'/><row/></relation>"), "the row needs 1 expressions, one for each column\n"},
  {MODEL("<businessKnowledgeModel id='k' name='k'/>" DECISION("d", "Any", "", TEXT("1"))),
   "\"k\" needs <encapsulatedLogic>\n"},
  {MODEL("<businessKnowledgeModel id='k' name='k'><encapsulatedLogic kind='Java'><formalParameter/>" TEXT(
     "1") "</encapsulatedLogic></businessKnowledgeModel>" DECISION("d", "Any", "", TEXT("1"))),
   "functions of kind \"Java\" are not supported, only FEEL\n"},
  /* tables */
  {SIMPLE("", COLUMN("x") "<output/>"), "a decision table needs an <input>, an <output> and a <rule>\n"},
  {SIMPLE("hitPolicy='ALL'", COLUMN("x") "<output/>" ROW(IN("-") OUT("1"))),
   "\"ALL\" is no hit policy: expected UNIQUE, FIRST, ANY, PRIORITY, RULE ORDER, OUTPUT ORDER or COLLECT\n"},
  {SIMPLE("aggregation='SUM'", COLUMN("x") "<output/>" ROW(IN("-") OUT("1"))),
   "expected SUM, MIN, MAX or COUNT, of a COLLECT table\n"},
  {SIMPLE("hitPolicy='COLLECT' aggregation='SUM'",
          COLUMN("x") "<output name='a'/><output name='b'/>" ROW(IN("-") OUT("1") OUT("2"))),
   "SUM needs a table of one output\n"},
  {SIMPLE("hitPolicy='PRIORITY'", COLUMN("x") "<output/>" ROW(IN("-") OUT("1"))),
   "a table with the hit policy PRIORITY needs <outputValues>: their order is the priority\n"},
  {SIMPLE("", COLUMN("x") "<output/>" ROW(OUT("1"))), "the row has 0 input and 1 output entries, the table 1 and 1\n"},
  {SIMPLE("", COLUMN("x") "<output/><output/>" ROW(IN("-") OUT("1") OUT("2"))), "an output of several needs a name\n"},
  {SIMPLE("", COLUMN("x") "<output/>" ROW(IN("-") OUT(""))),
   "<outputEntry> is empty: write null where nothing is meant\n"},
  {SIMPLE("", "<input/><output/>" ROW(IN("-") OUT("1"))), "the input needs <inputExpression>\n"},
  {SIMPLE("", COLUMN("x") "<output/>" ROW(IN("\"a\"") OUT("1"))),
   "a value of type number is tested here, but it is compared with one of type string: \"a\"\n"},
  {SIMPLE("", COLUMN("x") "<output typeRef='number'/>" ROW(IN("-") OUT("\"a\""))),
   "the output is of type number, but the entry gives string: \"a\"\n"},
  {SIMPLE("", WITHIN("string(x)", "\"1\", \"2\"") "<output/>" ROW(IN("\"3\", \"1\"") OUT("1"))),
   "3 is not among the values that are allowed here: \"1\", \"2\"\n"},
  {SIMPLE("", COLUMN("x") "<output><outputValues><text>\"a\"</text></outputValues></output>" ROW(IN("-") OUT("\"b\""))),
   "b is not among the values that are allowed here: \"a\"\n"},
  {SIMPLE("", "<input><inputExpression typeRef='string'><text>x</text></inputExpression></input><output/>" ROW(
                IN("-") OUT("1"))),
   "the input is declared to be of type string, but \"x\" gives number\n"},
  /* frames and sources */
  {SIMPLE("", COLUMN("x") "<output/>" ROW(IN("-") OUT("1")) "<f:frame output='max' at-most='y'/>"),
   "there is no name \"y\" here"},
  {SIMPLE("", COLUMN("x") "<output name='a'/>" ROW(IN("-") OUT("1")) "<f:frame output='max' at-most='1'/>"),
   "f:frame names no output of the table: \"max\"\n"},
  {SIMPLE("", COLUMN("x") "<output/>" ROW(IN("-") OUT("1")) "<f:frame/>"), "f:frame needs at-least or at-most\n"},
  {SIMPLE("", COLUMN("x") "<output/>" ROW(IN("-") OUT("1")) "<f:frame at-most='\"a\"'/>"),
   "at-most of an f:frame is of type number, not string\n"},
  {SIMPLE("", COLUMN("x") "<output/>" ROW(IN("-") OUT("1")) "<f:cap/>"),
   "<f:cap> is not known here: expected f:frame\n"},
  {SIMPLE("", COLUMN("x") "<output/><rule f:source='habit'>" IN("-") OUT("1") "</rule>"),
   "f:source is law or measure, not \"habit\"\n"},
};

START_TEST(load__refused)
{
  const char *says = load_says(cases[_i].source);

  ck_assert_msg(strncmp(says, "m.dmn:", 6) == 0 && strstr(says, cases[_i].says), "case %d says %s", _i, says);
}
END_TEST

START_TEST(load__all_errors_at_once)
{
  const char *says = load_says(SIMPLE("", COLUMN("y") "<output/>" ROW(IN("&lt;") OUT("(")) ROW(IN("-") OUT(""))));
  int lines = 0;

  for (const char *at = says; (at = strchr(at, '\n')); at++)
    lines++;
  ck_assert_int_eq(lines, 4);
}
END_TEST

START_TEST(load__versions_and_names)
{
  static const char *const versions[] = {"20191111", "20211108", "20230324"};

  for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
    struct fasti_buffer source = {0};
    struct fasti_model *model;
    const char *type;

    fasti_buffer_printf(&source,
                        "<definitions xmlns='https://www.omg.org/spec/DMN/%s/MODEL/' name='m'>" NUMBER DECISION(
                          "d", "Any", NEEDS("x"), TEXT("x")) "</definitions>",
                        versions[i]);
    ck_assert_int_eq(fasti_model_load("m.dmn", fasti_buffer_slice(&source), messages, &model), FASTI_OK);
    ck_assert_str_eq(fasti_model_decision_at(model, 0), "d");
    ck_assert_ptr_null(fasti_model_decision_at(model, 1));
    ck_assert_str_eq(fasti_model_input_at(model, 0, &type), "x");
    ck_assert_str_eq(type, "number");
    ck_assert_ptr_null(fasti_model_input_at(model, 1, NULL));
    fasti_model_free(model);
    fasti_buffer_free(&source);
  }
}
END_TEST

START_TEST(load__long_requirements)
{
  struct fasti_buffer source = {0};

  fasti_buffer_puts(&source, "<definitions xmlns='" DMN "' name='m'>");
  for (int i = 0; i < 5000; i++)
    fasti_buffer_printf(&source,
                        "<decision id='d%d' name='d%d'><informationRequirement><requiredDecision href='#d%d'/>"
                        "</informationRequirement>" TEXT("1") "</decision>",
                        i, i, i + 1);
  fasti_buffer_puts(&source, "</definitions>");
  ck_assert_ptr_nonnull(strstr(load_says(source.at), "more than 100 elements require each other in a row\n"));
  fasti_buffer_free(&source);
}
END_TEST

/* -- changed at random -- */

enum { RUNS = 4000 };

static const char seed[] = MODEL(TYPE("t", "string", "\"a\", \"b\"") INPUT("x", "number") INPUT(
  "g", "t") "<businessKnowledgeModel id='k-f' "
            "name='f'><encapsulatedLogic><formalParameter name='n' "
            "typeRef='number'/>" TEXT(
              "if n &gt; 10 then n ** 2 else -n / "
              "3") "</encapsulatedLogic></"
                   "businessKnowledgeModel"
                   ">" DECISION("r", "Any", NEEDS("x") NEEDS("g"),
                                TABLE("UNIQUE", WITHIN("x", "[0..100]")
                                                  COLUMN("g") "<output "
                                                              "name='min'/"
                                                              "><output "
                                                              "name='max'/"
                                                              ">" ROW(IN("[0.."
                                                                         "5)") IN("-") OUT("1") OUT("x "
                                                                                                    "* "
                                                                                                    "2"))
                                                                ROW(IN("&gt;= 5") IN("\"a\", "
                                                                                     "\"b\"") OUT("2") OUT("3")) "<f"
                                                                                                                 ":f"
                                                                                                                 "ra"
                                                                                                                 "me"
                                                                                                                 " o"
                                                                                                                 "ut"
                                                                                                                 "pu"
                                                                                                                 "t="
                                                                                                                 "'m"
                                                                                                                 "ax"
                                                                                                                 "' "
                                                                                                                 "at"
                                                                                                                 "-m"
                                                                                                                 "os"
                                                                                                                 "t="
                                                                                                                 "'1"
                                                                                                                 "0'"
                                                                                                                 " u"
                                                                                                                 "nl"
                                                                                                                 "es"
                                                                                                                 "s="
                                                                                                                 "'g"
                                                                                                                 " ="
                                                                                                                 " "
                                                                                                                 "\""
                                                                                                                 "a"
                                                                                                                 "\""
                                                                                                                 "' "
                                                                                                                 "la"
                                                                                                                 "w="
                                                                                                                 "'L"
                                                                                                                 "'/"
                                                                                                                 ">"))
                                   DECISION("d", "Any", USES("r") NEEDS("x") KNOWS("f"),
                                            TEXT("sum(for i in [r.min, "
                                                 "r.max, f(x)] return "
                                                 "decimal(i, 2)) + "
                                                 "count([1, 2, 3][item "
                                                 "&gt; 1])")));

static const char *const words[] = {"x",    "g",    "f",    "-",     "not(", "(",       ")",      "[",        "]",
                                    "..",   "&lt;", "**",   "\"",    "?",    "item",    "if ",    " then ",   " else ",
                                    "for ", "sum(", "null", "1e99",  "@",    "date(",   "UNIQUE", "COLLECT",  "number",
                                    "'/>",  "text", "rule", "input", "list", "context", "9",      "decision", "{a: "};

/* The same numbers on every machine. */
static unsigned int
chance(unsigned int *state, unsigned int below)
{
  *state = *state * 1103515245u + 12345u;
  return (*state >> 8) % below;
}

static void
change(struct fasti_buffer *source, unsigned int *state)
{
  size_t at = chance(state, (unsigned int)sizeof seed - 1), drop = chance(state, 8);
  const char *word = chance(state, 3) ? words[chance(state, sizeof words / sizeof *words)] : "";

  drop = at + drop < sizeof seed - 1 ? drop : 0;
  fasti_buffer_add(source, seed, at);
  fasti_buffer_puts(source, word);
  fasti_buffer_puts(source, seed + at + drop);
}

START_TEST(load__changed_at_random)
{
  struct fasti_given given[] = {{"x", "7"}, {"g", "a"}};
  unsigned int state = 20260301;
  int good = 0, refused = 0;

  for (int run = 0; run < RUNS; run++) {
    struct fasti_buffer source = {0};
    struct fasti_model *model;
    xmlDocPtr doc = xmlNewDoc(NULL);
    xmlNodePtr root = xmlNewDocNode(doc, NULL, (const xmlChar *)"out", NULL);
    enum fasti_status status;

    xmlDocSetRootElement(doc, root);
    change(&source, &state);
    status = fasti_model_load("m.dmn", fasti_buffer_slice(&source), messages, &model);
    if (status == FASTI_OK) {
      good++;
      if (fasti_model_verify(model, "law", messages) != FASTI_OK)
        ck_assert_uint_gt(fasti_messages_errors(messages), 0);
      fasti_messages_clear(messages);
      status = fasti_model_decide(model, "d", given, 2, root, messages);
      fasti_model_free(model);
    } else {
      refused++;
    }
    /* What is refused says why, and leaves nothing. */
    if (status != FASTI_OK)
      ck_assert_msg(fasti_messages_errors(messages) > 0 && !root->children, "%s", source.at);
    fasti_messages_clear(messages);
    fasti_buffer_free(&source);
    xmlFreeDoc(doc);
  }
  ck_assert_int_gt(good, RUNS / 20);
  ck_assert_int_gt(refused, RUNS / 10);
}
END_TEST

TCase *
load_case(void)
{
  TCase *load = tcase_create("load");

  tcase_set_timeout(load, 120);
  tcase_add_checked_fixture(load, begin_table, end_table);
  tcase_add_loop_test(load, load__refused, 0, sizeof cases / sizeof *cases);
  tcase_add_test(load, load__all_errors_at_once);
  tcase_add_test(load, load__versions_and_names);
  tcase_add_test(load, load__long_requirements);
  tcase_add_test(load, load__changed_at_random);
  return load;
}
