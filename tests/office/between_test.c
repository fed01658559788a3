/* tests/office/between_test.c - one command that works in several cases: all of it or nothing, whatever fails; and a
 * clock that is interrupted and goes on.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/office/several.h"

START_TEST(a_command_in_several_cases_is_done_whole_or_not_at_all)
{
  const char *before, *after;
  enum fasti_status status = FASTI_IO;
  int64_t checked;
  int call = 0;

  begin(_i, "tests/between/package.xml", "between");
  OK(command(FASTI_OPEN, "party", "clerk-1", NULL, "name=甲公司 uscc=911"));
  OK(command(FASTI_OPEN, "inspection", "clerk-1", NULL, "uscc=911"));
  OK(command(FASTI_COMPLETE, "check", "clerk-1", "B-2025-00002", "finding=grave"));
  before = all();
  while (status != FASTI_OK) {
    fault_set(store, ++call);
    status = command(FASTI_COMPLETE, "decide", "chief-1", "B-2025-00003", "fine=5.00");
    fault_set(store, 0);
    ck_assert_msg(status == FASTI_OK || status == FASTI_IO, "call %d: %s", call, fasti_status_name(status));
    if (status != FASTI_OK)
      ck_assert_str_eq(all(), before);
    fasti_messages_clear(messages);
  }
  ck_assert_int_gt(call, 30);
  ck_assert_str_eq(answer.case_id, "B-2025-00003");
  ck_assert_int_eq(answer.sequence, 2);
  after = all();
  ck_assert_ptr_nonnull(strstr(after, "B-2025-00001 party open listed 2"));
  ck_assert_ptr_nonnull(strstr(after, "B-2025-00002 inspection ended punished 3"));
  ck_assert_ptr_nonnull(strstr(after, "B-2025-00003 penalty ended fined 2"));
  OK(fasti_office_audit(office, NULL, messages, &checked));
  ck_assert_int_eq(checked, 3);
  end();
}
END_TEST

START_TEST(a_clock_that_is_interrupted_goes_on_to_the_same)
{
  const char *whole, *again;
  int64_t checked;
  int call = 1;
  enum fasti_status status = FASTI_IO;

  begin(0, "tests/between/standing.xml", "standing");
  OK(fasti_office_advance(office, at(2026, 1, 20), messages));
  whole = all();
  ck_assert_ptr_nonnull(strstr(whole, "S-2026-00001 report open writing 2"));
  end();
  for (; status != FASTI_OK; call += 29) {
    begin(0, "tests/between/standing.xml", "standing");
    fault_set(store, call);
    status = fasti_office_advance(office, at(2026, 1, 20), messages);
    fault_set(store, 0);
    fasti_messages_clear(messages);
    OK(fasti_office_advance(office, at(2026, 1, 20), messages));
    again = all();
    ck_assert_str_eq(again, whole);
    OK(fasti_office_audit(office, NULL, messages, &checked));
    end();
  }
  ck_assert_int_gt(call, 200);
}
END_TEST

/* What is derived is compared with the journal, and made anew from it. */
START_TEST(facts_keys_and_links_are_audited_and_rebuilt)
{
  struct fasti_fact_row fact = {.name = "uscc", .position = 1, .value = "912"};
  struct fasti_link_row link = {.kind = "child", .other = "B-2025-00001", .event = "", .sequence = 2};
  struct fasti_key_row key = {"B-2025-00001", "between", "party", "912"};
  const char *before;
  int64_t checked;

  begin(_i, "tests/between/package.xml", "between");
  OK(command(FASTI_OPEN, "party", "clerk-1", NULL, "name=甲公司 uscc=911"));
  OK(command(FASTI_OPEN, "inspection", "clerk-1", NULL, "uscc=911"));
  OK(command(FASTI_COMPLETE, "check", "clerk-1", "B-2025-00002", "finding=grave"));
  before = all();
  OK(inner->call->facts_replace(inner, "B-2025-00001", &fact, 1));
  ck_assert_int_eq(fasti_office_audit(office, NULL, messages, &checked), FASTI_CORRUPT);
  ck_assert_ptr_nonnull(strstr(told(), "B-2025-00001: what others know of it: stored is \"uscc 1 \"912\"\""));
  OK(fasti_office_rebuild(office, NULL, messages));
  ck_assert_str_eq(all(), before);
  OK(inner->call->key_put(inner, &key));
  ck_assert_int_eq(fasti_office_audit(office, "B-2025-00001", messages, &checked), FASTI_CORRUPT);
  ck_assert_ptr_nonnull(strstr(told(), "key \"912\""));
  OK(fasti_office_rebuild(office, "B-2025-00001", messages));
  OK(inner->call->links_replace(inner, "B-2025-00002", &link, 1));
  ck_assert_int_eq(fasti_office_audit(office, "B-2025-00002", messages, &checked), FASTI_CORRUPT);
  ck_assert_ptr_nonnull(strstr(told(), "stored is \"child B-2025-00001"));
  OK(fasti_office_rebuild(office, NULL, messages));
  OK(fasti_office_audit(office, NULL, messages, &checked));
  ck_assert_str_eq(all(), before);
  end();
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("between");
  int result;
  TCase *tests = tcase_create("between");

  if (!mkdtemp(folder))
    return 99;
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 120);
  tcase_add_loop_test(tests, a_command_in_several_cases_is_done_whole_or_not_at_all, 0, STORES);
  tcase_add_loop_test(tests, facts_keys_and_links_are_audited_and_rebuilt, 0, STORES);
  tcase_add_test(tests, a_clock_that_is_interrupted_goes_on_to_the_same);
  suite_add_tcase(suite, tests);
  suite_add_tcase(suite, handing_tcase());
  result = tap_run(suite);
  rmdir(folder);
  return result;
}
