/* tests/office/failing_test.c - a store that fails at every call in turn, and a case that grows without end: all or nothing.
 */
#include "config.h"

#include "tests/office/definition.h"
#include "tests/office/fault.h"
#include "tests/office/hall.h"

/* -- the store fails at every call in turn: all or nothing, and a retry does it once -- */

static const char *
everything(void)
{
  struct fasti_buffer text = {0};

  fasti_buffer_printf(&text, "%s%s%s%s", cases(), instruments(), notices(), tasks("D-2025-00001"));
  fasti_buffer_puts(&text, journal("D-2025-00001"));
  return lines_of(&text);
}

/* Does one command, failing the store at its Nth call for every N until it goes through. */
static void
survive(enum fasti_status (*command)(const char *key, int64_t now), int64_t now)
{
  struct fasti_store *inner = store;
  struct fasti_store *wrapper = fault_new(inner);
  const char *before = everything(), *after;
  int failures = 0;
  enum fasti_status status = FASTI_IO;

  while (status != FASTI_OK) {
    fasti_office_free(office);
    office = new_office(wrapper);
    fault_set(wrapper, ++failures);
    store = wrapper;
    status = command("key", now);
    fault_set(wrapper, 0);
    store = inner;
    ck_assert_msg(status == FASTI_OK || status == FASTI_IO, "call %d: %s", failures, told());
    if (status == FASTI_IO)
      ck_assert_str_eq(everything(), before);
    told();
  }
  ck_assert_int_gt(failures, 10);
  after = everything();
  ck_assert_str_ne(after, before);
  ck_assert_int_eq(command("key", now), FASTI_OK); /* the answer was lost: it is given again */
  ck_assert(answer.repeated);
  ck_assert_str_eq(everything(), after);
  fasti_office_free(office);
  office = new_office(store);
  fault_free(wrapper);
}

static enum fasti_status
command_open(const char *key, int64_t now)
{
  return open_case("clerk-1", "甲", key, now);
}

static enum fasti_status
command_check(const char *key, int64_t now)
{
  return give((struct fasti_request){.kind = FASTI_COMPLETE, .case_id = "D-2025-00001", .task = "check", .key = key},
              "clerk-1", now);
}

static enum fasti_status
command_issue(const char *key, int64_t now)
{
  struct fasti_field fields[] = {{"result", "yes"}};

  return give((struct fasti_request){.kind = FASTI_COMPLETE,
                                     .case_id = "D-2025-00001",
                                     .task = "approve",
                                     .fields = fields,
                                     .field_count = 1,
                                     .key = key},
              "chief-1", now);
}

START_TEST(office_test__the_store_fails_while_opening)
{
  begin_work(_i);
  survive(command_open, at(2025, 3, 3, 9));
  ck_assert_str_eq(cases(), "D-2025-00001 许可 甲 open review 1\n");
  assert_audited();
  end_work();
}
END_TEST

/* With a deadline that fires before the command, and an instrument that takes a number. */
START_TEST(office_test__the_store_fails_in_a_step)
{
  begin_work(_i);
  ck_assert_int_eq(command_open(NULL, at(2025, 3, 3, 9)), FASTI_OK);
  survive(command_check, at(2025, 3, 20, 9));
  assert_audited();
  end_work();
  begin_work(_i);
  ck_assert_int_eq(command_open(NULL, at(2025, 3, 3, 9)), FASTI_OK);
  ck_assert_int_eq(command_check(NULL, at(2025, 3, 3, 10)), FASTI_OK);
  survive(command_issue, at(2025, 3, 3, 11));
  ck_assert_str_eq(instruments(), "D-2025-00001 许〔2025〕1号\n");
  assert_audited();
  end_work();
}
END_TEST

/* The clock of three cases; whatever fails, calling it again goes on. */
START_TEST(office_test__the_store_fails_while_advancing)
{
  struct fasti_store *inner, *wrapper;
  enum fasti_status status = FASTI_IO;
  int failures = 0;

  begin_work(_i);
  for (int i = 0; i < 3; i++)
    ck_assert_int_eq(open_case("clerk-1", "甲", NULL, at(2025, 3, 3 + i, 9)), FASTI_OK);
  inner = store;
  wrapper = fault_new(inner);
  while (status != FASTI_OK) {
    fasti_office_free(office);
    office = new_office(wrapper);
    fault_set(wrapper, ++failures);
    status = fasti_office_advance(office, at(2025, 4, 1, 0), messages);
    fault_set(wrapper, 0);
    ck_assert(status == FASTI_OK || status == FASTI_IO);
    told();
  }
  fasti_office_free(office);
  office = new_office(store);
  fault_free(wrapper);
  ck_assert_str_eq(notices(), "D-2025-00001 notify chief 审查超期\nD-2025-00002 notify chief 审查超期\n"
                              "D-2025-00003 notify chief 审查超期\n");
  assert_audited();
  end_work();
}
END_TEST

START_TEST(office_test__a_case_that_grows_without_end)
{
  struct fasti_request grow = {.kind = FASTI_ACT, .event = "bulk.doubled"};
  char id[32];
  int64_t checked;
  int times = 0;

  begin_work(_i);
  ck_assert_int_eq(open_case("clerk-1", "甲", NULL, at(2025, 3, 3, 9)), FASTI_OK);
  strcpy(id, answer.case_id);
  grow.case_id = id;
  while (times < 40 && give(grow, "clerk-1", at(2025, 3, 3, 10)) == FASTI_OK)
    times++;
  ck_assert_int_eq(times, 19);
  ck_assert_str_eq(told(), "D-2025-00001: the case would grow beyond 8388608 bytes of data; "
                           "attach large texts as files instead\n");
  ck_assert_int_eq(on_task(FASTI_COMPLETE, id, "check", "clerk-1", at(2025, 3, 3, 11)), FASTI_OK);
  ck_assert_msg(fasti_office_audit(office, NULL, messages, &checked) == FASTI_OK, "%s", told());
  end_work();
}
END_TEST

TCase *
failing_tests(void)
{
  TCase *all = tcase_create("failing");

  tcase_set_timeout(all, 120);
  tcase_add_loop_test(all, office_test__a_case_that_grows_without_end, 0, STORES);
  tcase_add_loop_test(all, office_test__the_store_fails_while_opening, 0, STORES);
  tcase_add_loop_test(all, office_test__the_store_fails_in_a_step, 0, STORES);
  tcase_add_loop_test(all, office_test__the_store_fails_while_advancing, 0, STORES);
  return all;
}
