/* tests/case/move_test.c - return, withdraw, transfer, delegate, inside parallel regions too.
 */
#include "config.h"

#include "tests/case/case_tests.h"

static const char three[] = DATA STATE("a", TASK("write", "officer", "f:into='$x'") DONE("write", "b"))
  STATE("b", TASK("check", "leader", "f:into='$y'") DONE("check", "c"))
    STATE("c", TASK("close", "leader", "f:return='b' f:law='L1'") DONE("close", "end")) END;

/* Two regions of two steps each. */
static const char regions[] = DATA STATE(
  "a", TASK("write", "officer", "") DONE(
         "write",
         "p")) "<parallel id='p' f:title='Both'>"
               "<state id='l'>" STATE("l1", TASK("left-1", "officer", "") DONE("left-1", "l2")) STATE(
                 "l2", TASK("left-2", "officer", "") DONE(
                         "left-2",
                         "lf")) "<final id='lf'/></state>"
                                "<state id='r'>" STATE("r1", TASK("right-1", "leader", "") DONE("right-1", "r2"))
                                  STATE("r2", TASK("right-2", "leader", "f:people='2'") DONE(
                                                "right-2",
                                                "rf")) "<final id='rf'/></state>"
                                                       "<transition event='done.state.p' target='end'/></parallel>" END;

START_TEST(move_return__to_a_step_passed)
{
  desk_set(HEAD, three);
  ok("open as clerk-1");
  no(FASTI_REFUSED, "it has not passed that step", "return write as officer-1 to b because x");
  ok("complete write as officer-1 with text=first");
  no(FASTI_FORBIDDEN, "officer-1 may not do this", "return check as officer-1 to a because x");
  no(FASTI_INVALID, "a reason is needed", "return check as leader-1 to a");
  no(FASTI_INVALID, "to: there is no step nowhere", "return check as leader-1 to nowhere because x");
  no(FASTI_INVALID, "to: there is no step", "return check as leader-1 because x");
  no(FASTI_REFUSED, "it has not passed that step", "return check as leader-1 to b because x");
  ok("claim check as leader-1");
  no(FASTI_CONFLICT, "claimed by leader-1", "return check as leader-2 to a because x");
  ok("return check as leader-1 to a because facts are missing");
  ck_assert_str_eq(desk_states(), "a");
  ck_assert_str_eq(desk_notices(), ""); /* who returns it needs no news of it */
  /* What was written is shown again, and nothing was erased. */
  ok("complete write as officer-1 with choice=second");
  ck_assert_str_eq(desk_value("concat($x/text, ' ', $x/choice)"), "first second");
  ok("complete check as leader-1 with text=1");
  no(FASTI_REFUSED, "may not be returned to Step a; it may be to: b (Law 1)",
     "return close as leader-1 to a because x");
  ok("return close as leader-1 to b because again");
  ck_assert_str_eq(desk_states(), "b");
}
END_TEST

START_TEST(move_return__forbidden)
{
  desk_set(HEAD, DATA STATE("a", TASK("write", "officer", "") DONE("write", "b"))
                   STATE("b", TASK("check", "leader", "f:forbid='return withdraw transfer delegate'")
                                DONE("check", "end")) END);
  ok("open as clerk-1");
  ok("complete write as officer-1 with text=1");
  no(FASTI_REFUSED, "does not allow return", "return check as leader-1 to a because x");
  ok("claim check as leader-1");
  no(FASTI_REFUSED, "does not allow transfer", "transfer check as leader-1 leader-2");
  no(FASTI_REFUSED, "does not allow delegate", "delegate check as leader-1 leader-2");
}
END_TEST

START_TEST(move_return__out_of_a_region)
{
  desk_set(HEAD, regions);
  ok("open as clerk-1");
  ok("complete write as officer-1 with text=1");
  ck_assert_str_eq(desk_tasks(), "left-1:open right-1:open");
  ok("claim right-1 as leader-1");
  ok("return left-1 as officer-1 to a because all wrong");
  ck_assert_str_eq(desk_tasks(), "write:open");
  ck_assert_str_eq(desk_notices(),
                   "notify leader-1: The task The right-1 is cancelled: the case went on without it.\n");
  ok("complete write as officer-1 with text=1");
  ck_assert_str_eq(desk_tasks(), "left-1:open right-1:open");
}
END_TEST

START_TEST(move_return__within_a_region)
{
  desk_set(HEAD, regions);
  ok("open as clerk-1");
  ok("complete write as officer-1 with text=1");
  ok("claim right-1 as leader-1");
  ok("complete left-1 as officer-1 with text=1");
  ok("return left-2 as officer-2 to l1 because again");
  ck_assert_str_eq(desk_tasks(), "right-1:claimed:leader-1 left-1:open");
  ck_assert_str_eq(desk_notices(), "");
}
END_TEST

START_TEST(move_return__after_countersigning)
{
  desk_set(HEAD, regions);
  ok("open as clerk-1");
  ok("complete write as officer-1 with text=1");
  ok("complete right-1 as leader-1 with text=1");
  ok("complete right-2 as leader-1 with text=1");
  ck_assert_str_eq(desk_tasks(), "left-1:open right-2:signing");
  no(FASTI_CONFLICT, "waits for signatures", "return right-2 as leader-2 to r1 because x");
  ok("return right-2 as leader-1 to r1 because too early"); /* who waits may take it back a step */
  ck_assert_str_eq(desk_tasks(), "left-1:open right-1:open");
  ok("complete right-1 as leader-1 with text=1");
  ok("complete right-2 as leader-1 with text=1");
  ok("sign right-2 as leader-2");
  ok("return left-1 as officer-1 to a because all wrong");
  ok("complete write as officer-1 with text=1");
  ck_assert_str_eq(desk_tasks(), "left-1:open right-1:open");
}
END_TEST

START_TEST(move_withdraw__until_touched)
{
  desk_set(HEAD, three);
  ok("open as clerk-1");
  no(FASTI_NOT_FOUND, "the case has no task 0", "withdraw write as officer-1");
  no(FASTI_REFUSED, "it is not done", "withdraw 1 as officer-1");
  ok("complete write as officer-1 with text=first");
  no(FASTI_FORBIDDEN, "only officer-1, who completed it, may withdraw", "withdraw write as officer-2");
  ok("comment as clerk-1 because hm"); /* touches nothing */
  ok("withdraw write as officer-1");
  ck_assert_str_eq(desk_tasks(), "write:claimed:officer-1");
  ck_assert_str_eq(desk_states(), "a");
  ck_assert_str_eq(desk_value("f:performer('write')"), "");
  ok("complete write as officer-1 with choice=second");
  ck_assert_str_eq(desk_value("concat($x/text, ' ', $x/choice)"), "first second");
  ok("claim check as leader-1");
  ok("release check as leader-1");
  no(FASTI_REFUSED, "what it led to has been taken up", "withdraw 3 as officer-1");
}
END_TEST

START_TEST(move_withdraw__gone_too_far)
{
  desk_set(HEAD, three);
  ok("open as clerk-1");
  ok("complete write as officer-1 with text=1");
  ok("complete check as leader-1 with text=1");
  no(FASTI_REFUSED, "cannot be withdrawn", "withdraw 1 as officer-1");
  ok("withdraw check as leader-1");
  ck_assert_str_eq(desk_states(), "b");
}
END_TEST

START_TEST(move_withdraw__in_a_region)
{
  desk_set(HEAD, regions);
  ok("open as clerk-1");
  ok("complete write as officer-1 with text=1");
  ok("complete left-1 as officer-1 with text=1");
  ok("complete right-1 as leader-1 with text=1");
  /* The other region's step does not stand in the way, nor is it undone. */
  ok("withdraw left-1 as officer-1");
  ck_assert_str_eq(desk_tasks(), "right-2:open left-1:claimed:officer-1");
}
END_TEST

START_TEST(move_withdraw__takes_out_what_was_appended)
{
  desk_set(HEAD, DATA STATE("a", TASK("write", "officer", "f:append='$list'") DONE("write", "b"))
                   STATE("b", TASK("check", "leader", "") DONE("check", "end")) END);
  ok("open as clerk-1");
  ok("complete write as officer-1 with text=1");
  ck_assert_str_eq(desk_value("count($list/note)"), "1");
  ok("withdraw write as officer-1");
  ck_assert_str_eq(desk_value("count($list/note)"), "0");
  ok("complete write as officer-1");
  ck_assert_str_eq(desk_value("concat(count($list/note), $list/note/text)"), "11");
}
END_TEST

START_TEST(move_transfer__to_who_may)
{
  desk_set(HEAD, three);
  ok("open as clerk-1");
  no(FASTI_FORBIDDEN, "has not claimed", "transfer write as officer-1 officer-2");
  ok("claim write as officer-1");
  no(FASTI_INVALID, "another person must be named", "transfer write as officer-1");
  no(FASTI_INVALID, "another person must be named", "transfer write as officer-1 officer-1");
  no(FASTI_FORBIDDEN, "leader-1 may not do this", "transfer write as officer-1 leader-1");
  ok("transfer write as officer-1 officer-2");
  ck_assert_str_eq(desk_tasks(), "write:claimed:officer-2");
  ck_assert_str_eq(desk_notices(), "notify officer-2: officer-1 gave you the task The write\n");
  no(FASTI_CONFLICT, "claimed by officer-2", "transfer write as officer-1 officer-3");
}
END_TEST

START_TEST(move_delegate__comes_back)
{
  desk_set(HEAD, three);
  ok("open as clerk-1");
  ok("claim write as officer-1");
  ok("delegate write as officer-1 officer-2");
  ck_assert_str_eq(desk_tasks(), "write:delegated:officer-2");
  no(FASTI_CONFLICT, "claimed by officer-2", "complete write as officer-1 with text=1");
  ok("delegate write as officer-2 officer-3");
  no(FASTI_CONFLICT, "has delegated the task", "delegate write as officer-3 officer-1");
  no(FASTI_INVALID, "text: Text", "complete write as officer-3");
  ok("complete write as officer-3 with text=prepared");
  ck_assert_str_eq(desk_tasks(), "write:delegated:officer-2");
  ck_assert_str_eq(desk_notices(), "notify officer-2: The task that you delegated is prepared: The write\n");
  ok("release write as officer-2"); /* gives it back undone */
  ck_assert_str_eq(desk_tasks(), "write:claimed:officer-1");
  ok("complete write as officer-1 with choice=1");
  ck_assert_str_eq(desk_value("concat($x/text, $x/choice)"), "prepared1");
  ck_assert_str_eq(desk_value("f:performer('write')"), "officer-1");
}
END_TEST

START_TEST(move_delegate__recusal)
{
  desk_set(HEAD, three);
  ok("open as clerk-1");
  ok("claim write as officer-1");
  ok("delegate write as officer-1 officer-2");
  ok("recuse as officer-2 because cousin");
  ck_assert_str_eq(desk_tasks(), "write:claimed:officer-1");
  ok("delegate write as officer-1 officer-3");
  ok("recuse as officer-1 because cousin");
  ck_assert_str_eq(desk_tasks(), "write:open");
}
END_TEST

TCase *
move_tcase(void)
{
  TCase *tcase = desk_tcase("move");

  tcase_add_test(tcase, move_return__to_a_step_passed);
  tcase_add_test(tcase, move_return__forbidden);
  tcase_add_test(tcase, move_return__out_of_a_region);
  tcase_add_test(tcase, move_return__within_a_region);
  tcase_add_test(tcase, move_return__after_countersigning);
  tcase_add_test(tcase, move_withdraw__until_touched);
  tcase_add_test(tcase, move_withdraw__gone_too_far);
  tcase_add_test(tcase, move_withdraw__in_a_region);
  tcase_add_test(tcase, move_withdraw__takes_out_what_was_appended);
  tcase_add_test(tcase, move_transfer__to_who_may);
  tcase_add_test(tcase, move_delegate__comes_back);
  tcase_add_test(tcase, move_delegate__recusal);
  return tcase;
}
