/* tests/scenarios/scenario_test.c - the language of scenarios: what lines become, and what wrong lines say. */
#include "config.h"

#include <string.h>

#include "adapters/cli/scenario/scenario.h"
#include "tests/tap.h"

static struct fasti_arena *arena;
static struct fasti_messages *messages;
static struct scenario scenario;

static void
begin(void)
{
  arena = fasti_arena_new();
  messages = fasti_messages_new(NULL, NULL);
}

static void
end(void)
{
  fasti_messages_free(messages);
  fasti_arena_free(arena);
}

/* A file "people", which people.case includes; "each" opens a numbered case; "loop" includes itself. */
static enum fasti_status
find(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  (void)self;
  (void)base;
  *name = uri;
  if (strcmp(uri, "people") == 0)
    *bytes = fasti_slice_of("person officer-1 王一 roles case-officer server certificate L-2024-001\n");
  else if (strcmp(uri, "each") == 0)
    *bytes = fasti_slice_of("include people\nperson officer-{n} 第{n}名 roles server\n");
  else if (strcmp(uri, "loop") == 0)
    *bytes = fasti_slice_of("include loop\n");
  else
    return FASTI_NOT_FOUND;
  return FASTI_OK;
}

static enum fasti_status
read_text(const char *text)
{
  struct fasti_library library = {.find = find};

  fasti_messages_clear(messages);
  return scenario_read(arena, "x.case", fasti_slice_of(text), &library, messages, &scenario);
}

/* The only step of a line. */
static const struct scenario_step *
step(const char *text)
{
  ck_assert_int_eq(read_text(text), FASTI_OK);
  ck_assert_uint_eq(scenario.count, 1);
  return &scenario.steps[0];
}

static const char *
errors(const char *text)
{
  struct fasti_buffer all = {0};
  const char *kept;

  ck_assert_int_eq(read_text(text), FASTI_DEFINITION);
  fasti_messages_print(messages, &all);
  kept = fasti_arena_strdup(arena, all.at);
  fasti_buffer_free(&all);
  return kept;
}

START_TEST(scenario_test__a_command_with_everything)
{
  const struct scenario_step *s = step(
    "  try do receipt[A] as server-1 officer-2 with deliveredOn=2025-09-28 note=\"two \\\"words\\\"\" # said so\n");

  ck_assert_int_eq(s->word, SCENARIO_COMMAND);
  ck_assert_int_eq(s->kind, FASTI_COMPLETE);
  ck_assert(s->tried);
  ck_assert_str_eq(s->name, "receipt");
  ck_assert_str_eq(s->key, "A");
  ck_assert_uint_eq(s->person_count, 2);
  ck_assert_str_eq(s->persons[1], "officer-2");
  ck_assert_uint_eq(s->field_count, 2);
  ck_assert_str_eq(s->fields[0].path, "deliveredOn");
  ck_assert_str_eq(s->fields[0].value, "2025-09-28");
  ck_assert_str_eq(s->fields[1].value, "two \"words\"");
  ck_assert_str_eq(s->line,
                   "try do receipt[A] as server-1 officer-2 with deliveredOn=2025-09-28 note=\"two \\\"words\\\"\"");
  ck_assert_int_eq(s->place.line, 1);
  ck_assert_int_eq(s->place.column, 3);
}
END_TEST

START_TEST(scenario_test__clauses_in_any_order)
{
  const struct scenario_step *s = step("return review because \"事实不清\" to investigating as reviewer-1 law L12-4.3");

  ck_assert_int_eq(s->kind, FASTI_RETURN);
  ck_assert_str_eq(s->reason, "事实不清");
  ck_assert_str_eq(s->law, "L12-4.3");
  ck_assert_uint_eq(s->to_count, 1);
  ck_assert_str_eq(s->to[0], "investigating");
  s = step("sign verify as officer-2 disagree because \"no\"");
  ck_assert(!s->agree);
  ck_assert(step("sign verify as officer-2")->agree);
  s = step("open case-handling as registrar-1 named B with source=patrol empty=");
  ck_assert_str_eq(s->named, "B");
  ck_assert_str_eq(s->fields[1].value, "");
  s = step("do t as a with \"with\"=x because=y"); /* a quoted keyword and one with = are fields */
  ck_assert_uint_eq(s->field_count, 2);
}
END_TEST

START_TEST(scenario_test__clock)
{
  const struct scenario_step *s = step("advance to 2025-10-16 23:59");

  ck_assert_int_eq(s->word, SCENARIO_ADVANCE);
  ck_assert_int_eq(s->day, fasti_day_of((struct fasti_date){2025, 10, 16}));
  ck_assert_int_eq(s->minute, 23 * 60 + 59);
  ck_assert_int_eq(step("advance to 2025-10-16 24:00")->minute, 1440);
  ck_assert_int_eq(step("on 2025-10-16")->minute, 0);
}
END_TEST

START_TEST(scenario_test__expectations)
{
  const struct scenario_step *s = step("expect deadline statement[A] 2026-01-05 provisional");

  ck_assert_int_eq(s->expect, EXPECT_DEADLINE);
  ck_assert_str_eq(s->key, "A");
  ck_assert(s->provisional && !s->negated);
  s = step("expect no deadline filing");
  ck_assert(s->negated && s->day == FASTI_NO_DAY);
  s = step("expect not state a b");
  ck_assert(s->negated && s->name_count == 2);
  s = step("expect data \"count($x/y)\" = \"6000.00\"");
  ck_assert_str_eq(s->name, "count($x/y)");
  ck_assert_str_eq(s->text, "6000.00");
  s = step("expect task approve for leader-1");
  ck_assert_str_eq(s->person, "leader-1");
  ck_assert_int_eq(step("expect instrument notice")->count, 1);
  ck_assert_int_eq(step("expect instrument notice 3")->count, 3);
  ck_assert_ptr_null(step("expect refused")->text);
  ck_assert_str_eq(step("expect refused \"noHarm\"")->text, "noHarm");
}
END_TEST

START_TEST(scenario_test__include)
{
  const struct scenario_step *s;

  ck_assert_int_eq(read_text("# people\r\ninclude people\r\n\r\ncase A\r\n"), FASTI_OK);
  ck_assert_uint_eq(scenario.count, 2);
  s = &scenario.steps[0];
  ck_assert_str_eq(s->place.file, "people");
  ck_assert_str_eq(s->title, "王一");
  ck_assert_str_eq(s->roles, "case-officer server");
  ck_assert_str_eq(s->certificate, "L-2024-001");
  ck_assert_int_eq(scenario.steps[1].place.line, 4);
  ck_assert_int_eq(read_text("include people 40 times\ncase A"), FASTI_OK);
  ck_assert_uint_eq(scenario.count, 41);
  ck_assert_int_eq(read_text("include each 3 times\nperson {n} 王一 roles server"), FASTI_OK);
  ck_assert_uint_eq(scenario.count, 7);
  ck_assert_str_eq(scenario.steps[1].title, "第1名");
  ck_assert_str_eq(scenario.steps[5].title, "第3名");
  ck_assert_str_eq(scenario.steps[5].line, "person officer-3 第3名 roles server");
  ck_assert_str_eq(scenario.steps[6].line, "person {n} 王一 roles server");
  ck_assert_int_eq(read_text("include loop"), FASTI_LIMIT);
  ck_assert_str_eq(fasti_messages_at(messages, 0)->text, "files include each other more than 16 deep");
}
END_TEST

START_TEST(scenario_test__errors)
{
  ck_assert_str_eq(
    errors("dance\n\n  expect joy\ninclude nothing"),
    "x.case:1:1: error: \"dance\" is no word of scenarios\n"
    "x.case:3:10: error: \"joy\" is nothing that can be expected; expected state, deadline, task, action, "
    "event, data, instrument, text, notice, ended, status, fact, link, cases or refused\n"
    "x.case:4:9: error: the file \"nothing\" cannot be read\n");
  ck_assert_str_eq(errors("include people twice"),
                   "x.case:1:16: error: \"twice\" is not understood behind the file; expected nothing, or \"N times\" "
                   "with N from 1 to 1000\n");
  ck_assert_str_eq(errors("include people 0 times"),
                   "x.case:1:16: error: \"0\" is not understood behind the file; expected nothing, or \"N times\" with "
                   "N from 1 to 1000\n");
  ck_assert_str_eq(errors("do 核实 as 王一 with 甲"), "x.case:1:18: error: \"甲\": expected FIELD=VALUE\n");
  ck_assert_str_eq(errors("do verify"), "x.case:1:1: error: \"do\" needs \"as PERSON\"\n");
  ck_assert_str_eq(errors("do verify[A as x"), "x.case:1:4: error: \"verify[A\": expected NAME or NAME[key]\n");
  ck_assert_str_eq(errors("advance to 2026-02-30"),
                   "x.case:1:12: error: \"2026-02-30\" is not a date that exists; expected YYYY-MM-DD\n");
  ck_assert_str_eq(errors("on 2026-02-20 25:00"),
                   "x.case:1:15: error: \"25:00\" is not a time of day; expected HH:MM\n");
  ck_assert_str_eq(errors("comment as a because \"open"), "x.case:1:22: error: this quote does not end on its line\n");
  ck_assert_str_eq(errors("case A B"), "x.case:1:8: error: \"B\" is one word too many\n");
  ck_assert_str_eq(errors("person a 王一"), "x.case:1:1: error: \"person\" needs \"roles ROLE...\" behind the name\n");
  ck_assert_str_eq(errors("try expect state x"),
                   "x.case:1:1: error: behind \"try\" a command is expected: try do TASK as PERSON\n");
  ck_assert_str_eq(errors("expect instrument x -1"), "x.case:1:21: error: \"-1\" is not a number of instruments\n");
  ck_assert_str_eq(errors("expect data \"1\" 2"),
                   "x.case:1:1: error: \"expect\" needs \"= VALUE\" behind the expression\n");
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("scenario");
  TCase *tests = tcase_create("language");

  tcase_add_checked_fixture(tests, begin, end);
  tcase_add_test(tests, scenario_test__a_command_with_everything);
  tcase_add_test(tests, scenario_test__clauses_in_any_order);
  tcase_add_test(tests, scenario_test__clock);
  tcase_add_test(tests, scenario_test__expectations);
  tcase_add_test(tests, scenario_test__include);
  tcase_add_test(tests, scenario_test__errors);
  suite_add_tcase(suite, tests);
  return tap_run(suite);
}
