/* tests/case/sign_test.c - signatures: several people for a task, added and removed signers, disagreement, recusal.
 */
#include "config.h"

#include "tests/case/case_tests.h"

#define PROCEDURE(more)                                                                                                \
  DATA STATE("a", TASK("write", "officer", "f:into='$x' " more) DONE("write", "b"))                                    \
    STATE("b", TASK("next", "leader", "f:other-than='write'") DONE("next", "end")) END

START_TEST(sign_people__two)
{
  desk_set(HEAD, PROCEDURE("f:people='2'"));
  ok("open as clerk-1");
  no(FASTI_REFUSED, "does not wait for signatures", "sign write as officer-2");
  ok("complete write as officer-1 with text=1");
  ck_assert_str_eq(desk_tasks(), "write:signing");
  ck_assert_str_eq(desk_task("write", "excluded"), "officer-1");
  ck_assert_str_eq(desk_value("$x/text"), ""); /* nothing is put before all have signed */
  no(FASTI_CONFLICT, "officer-1 has signed already", "sign write as officer-1");
  no(FASTI_FORBIDDEN, "leader-1 may not do this: it is for Officer", "sign write as leader-1");
  no(FASTI_CONFLICT, "was done by officer-1 and waits for signatures", "complete write as officer-2 with text=2");
  no(FASTI_CONFLICT, "waits for signatures", "draft write as officer-1 with text=2");
  no(FASTI_CONFLICT, "waits for signatures", "release write as officer-1");
  ok("sign write as officer-2");
  ck_assert_str_eq(desk_states(), "b");
  ck_assert_str_eq(desk_value("f:performer('write')"), "officer-1 officer-2");
  ck_assert_str_eq(desk_value("$x/text"), "1");
}
END_TEST

/* How many sign is looked at when the task is opened, and stays although the parameter changes. */
START_TEST(sign_people__of_a_parameter)
{
  desk_more("<parameter name='two' value='2' to='2025-09-30'/><parameter name='two' value='3' from='2025-10-01'/>");
  desk_set(HEAD, PROCEDURE("f:people='{$param/two}'"));
  desk_at("2025-09-30");
  ok("open as clerk-1");
  desk_at("2025-10-09");
  ok("complete write as officer-1 with text=1");
  ck_assert_str_eq(desk_tasks(), "write:signing");
  ok("sign write as officer-2");
  ck_assert_str_eq(desk_states(), "b");
  desk_clear();
  desk_more("<parameter name='two' value='2' to='2025-09-30'/><parameter name='two' value='3' from='2025-10-01'/>");
  desk_set(HEAD, PROCEDURE("f:people='{$param/two}'"));
  desk_at("2025-10-09");
  ok("open as clerk-1");
  ok("complete write as officer-1 with text=1");
  ok("sign write as officer-2");
  ck_assert_str_eq(desk_tasks(), "write:signing");
  no(FASTI_CONFLICT, "officer-2 has signed already", "sign write as officer-2");
  ok("sign write as officer-3");
  ck_assert_str_eq(desk_states(), "b");
}
END_TEST

/* One person need not be waited for; what is no number refuses the entry that would open the task. */
START_TEST(sign_people__of_the_data)
{
  desk_set(HEAD, "<datamodel><data id='x'/></datamodel>"
                 STATE("a", TASK("say", "officer", "f:into='$x'") DONE("say", "b"))
                 STATE("b", TASK("write", "officer", "f:people='{$x/choice}'") DONE("write", "end")) END);
  ok("open as clerk-1");
  no(FASTI_INVALID, "write is for \"none\" people; expected a whole number from 1 to 99",
     "complete say as officer-1 with text=1 choice=none");
  no(FASTI_INVALID, "write is for \"\" people", "complete say as officer-1 with text=1");
  no(FASTI_INVALID, "write is for \"0\" people", "complete say as officer-1 with text=1 choice=0");
  no(FASTI_INVALID, "write is for \"1.5\" people", "complete say as officer-1 with text=1 choice=1.5");
  no(FASTI_INVALID, "write is for \"100\" people", "complete say as officer-1 with text=1 choice=100");
  ck_assert_str_eq(desk_states(), "a");
  ok("complete say as officer-1 with text=1 choice=1");
  ok("complete write as officer-1 with text=1");
  ck_assert_str_eq(desk_states(), "end");
}
END_TEST

START_TEST(sign_people__of_an_action)
{
  desk_more("<parameter name='two' value='2' to='2025-09-30'/><parameter name='two' value='1' from='2025-10-01'/>");
  desk_set(HEAD, DATA STATE("a", "<transition event='shut' f:role='officer' f:people='{$param/two}' target='end'/>") END);
  desk_at("2025-09-30");
  ok("open as clerk-1");
  no(FASTI_FORBIDDEN, "shut must be done by 2 different persons together", "act shut as officer-1");
  no(FASTI_FORBIDDEN, "shut must be done by 2 different persons together", "act shut as officer-1 officer-1");
  desk_at("2025-10-09");
  ok("act shut as officer-1");
  ck_assert_str_eq(desk_states(), "end");
}
END_TEST

START_TEST(sign_people__disagreement)
{
  desk_set(HEAD, PROCEDURE("f:people='3'"));
  ok("open as clerk-1");
  ok("complete write as officer-1 with text=1");
  ok("sign write as officer-2");
  no(FASTI_CONFLICT, "officer-2 has signed already", "sign write as officer-2");
  no(FASTI_INVALID, "a reason is needed", "disagree write as officer-3");
  ok("disagree write as officer-3 because facts are wrong");
  ck_assert_str_eq(desk_notices(), "notify officer-1: officer-3 does not agree to The write: facts are wrong\n");
  ck_assert_str_eq(desk_tasks(), "write:claimed:officer-1");
  ok("complete write as officer-1 with choice=better"); /* the data is still there as a draft */
  ok("sign write as officer-2");
  ok("sign write as officer-3");
  ck_assert_str_eq(desk_value("concat($x/text, $x/choice)"), "1better");
}
END_TEST

START_TEST(sign_added__all)
{
  desk_set(HEAD, PROCEDURE(""));
  ok("open as clerk-1");
  no(FASTI_FORBIDDEN, "officer-1 has not claimed", "add-signer write as officer-1 leader-1");
  ok("claim write as officer-1");
  no(FASTI_INVALID, "nobody is named to sign", "add-signer write as officer-1");
  no(FASTI_CONFLICT, "claimed by officer-1", "add-signer write as officer-2 leader-1");
  ok("add-signer write as officer-1 leader-1 leader-2");
  no(FASTI_CONFLICT, "leader-1 is to sign the task The write already", "add-signer write as officer-1 leader-1");
  no(FASTI_CONFLICT, "officer-1 is to sign the task", "add-signer write as officer-1 officer-1");
  ok("complete write as officer-1 with text=1");
  ck_assert_str_eq(desk_notices(), "notify leader-1: Your signature is asked for: The write\n"
                                   "notify leader-2: Your signature is asked for: The write\n");
  ck_assert_str_eq(desk_tasks(), "write:signing:leader-1 leader-2");
  no(FASTI_FORBIDDEN, "nobody has asked officer-2 to sign", "sign write as officer-2");
  ok("sign write as leader-1");
  ck_assert_str_eq(desk_tasks(), "write:signing:leader-2");
  no(FASTI_CONFLICT, "leader-1 has signed the task The write already", "remove-signer write as officer-1 leader-1");
  no(FASTI_NOT_FOUND, "clerk-1 was not asked to sign", "remove-signer write as officer-1 clerk-1");
  /* Taking out the last who has not signed completes the task. */
  ok("remove-signer write as officer-1 leader-2");
  ck_assert_str_eq(desk_states(), "b");
  /* Who signed has done it too. */
  no(FASTI_FORBIDDEN, "leader-1 did The write", "claim next as leader-1");
}
END_TEST

START_TEST(sign_added__any_and_number)
{
  desk_set(HEAD, PROCEDURE("f:sign='any'"));
  ok("open as clerk-1");
  ok("claim write as officer-1");
  ok("add-signer write as officer-1 leader-1 leader-2");
  ok("complete write as officer-1 with text=1");
  ok("sign write as leader-2");
  ck_assert_str_eq(desk_states(), "b");
  desk_clear();
  desk_set(HEAD, PROCEDURE("f:sign='2'"));
  ok("open as clerk-1");
  ok("claim write as officer-1");
  ok("add-signer write as officer-1 leader-1 leader-2 clerk-1");
  ok("complete write as officer-1 with text=1");
  ok("sign write as leader-2");
  ck_assert_str_eq(desk_states(), "a");
  ok("sign write as clerk-1");
  ck_assert_str_eq(desk_states(), "b");
}
END_TEST

START_TEST(sign_added__besides_people)
{
  desk_set(HEAD, PROCEDURE("f:people='2'"));
  ok("open as clerk-1");
  ok("claim write as officer-1");
  ok("add-signer write as officer-1 leader-1");
  ok("complete write as officer-1 with text=1");
  ok("sign write as officer-2");
  ck_assert_str_eq(desk_tasks(), "write:signing:leader-1");
  ok("add-signer write as officer-1 clerk-1"); /* who completed it and waits may name more */
  ok("sign write as leader-1");
  ok("disagree write as clerk-1 because no");
  ck_assert_str_eq(desk_tasks(), "write:claimed:officer-1");
  ok("complete write as officer-1");
  ok("sign write as officer-3"); /* another of the people; the named are still asked */
  ok("sign write as clerk-1");
  ok("sign write as leader-1");
  ck_assert_str_eq(desk_value("f:performer('write')"), "officer-1 leader-1 clerk-1 officer-3");
}
END_TEST

START_TEST(sign_added__forbidden)
{
  desk_set(HEAD, PROCEDURE("f:forbid='sign'"));
  ok("open as clerk-1");
  ok("claim write as officer-1");
  no(FASTI_REFUSED, "does not allow further signers", "add-signer write as officer-1 leader-1");
  no(FASTI_REFUSED, "does not allow further signers", "remove-signer write as officer-1 leader-1");
}
END_TEST

START_TEST(sign_recused__completes_nothing)
{
  desk_set(HEAD, PROCEDURE(""));
  ok("open as clerk-1");
  ok("recuse as leader-1 officer-3 because cousin");
  ok("claim write as officer-1");
  no(FASTI_FORBIDDEN, "officer-3 is recused", "add-signer write as officer-1 officer-3");
  ok("add-signer write as officer-1 leader-1 leader-2");
  ok("complete write as officer-1 with text=1");
  ok("sign write as leader-1");
  ok("recuse as leader-2 because cousin");
  ck_assert_str_eq(desk_tasks(), "write:claimed:officer-1");
  ck_assert_str_eq(desk_notices(), "notify officer-1: A signer was recused; the task is yours again: The write\n");
  ok("complete write as officer-1");
  ck_assert_str_eq(desk_tasks(), "write:signing:leader-1");
  ok("recuse as officer-1 because cousin"); /* who completed it: nothing of it holds */
  ck_assert_str_eq(desk_tasks(), "write:open");
  ok("complete write as officer-2 with choice=2");
  ok("sign write as leader-1");
  ck_assert_str_eq(desk_value("concat($x/text, $x/choice, $x/by)"), "12officer-2");
}
END_TEST

START_TEST(sign_parallel__exclusion_of_those_who_wait)
{
  desk_set(
    HEAD,
    DATA "<parallel id='a'><state id='l'>" TASK("left", "leader officer", "f:people='2'") "</state><state id='r'>" TASK(
      "right", "leader",
      "f:other-than='left'") "</state><transition event='e' f:role='clerk' target='end'/></parallel>" END);
  ok("open as clerk-1");
  ok("complete left as leader-1 with text=1");
  /* leader-1 has completed the other task, even though it still waits for a signature. */
  no(FASTI_FORBIDDEN, "leader-1 did The left", "complete right as leader-1 with text=1");
  ok("complete right as leader-2 with text=1");
}
END_TEST

TCase *
sign_tcase(void)
{
  TCase *tcase = desk_tcase("sign");

  tcase_add_test(tcase, sign_people__two);
  tcase_add_test(tcase, sign_people__of_a_parameter);
  tcase_add_test(tcase, sign_people__of_the_data);
  tcase_add_test(tcase, sign_people__of_an_action);
  tcase_add_test(tcase, sign_people__disagreement);
  tcase_add_test(tcase, sign_added__all);
  tcase_add_test(tcase, sign_added__any_and_number);
  tcase_add_test(tcase, sign_added__besides_people);
  tcase_add_test(tcase, sign_added__forbidden);
  tcase_add_test(tcase, sign_recused__completes_nothing);
  tcase_add_test(tcase, sign_parallel__exclusion_of_those_who_wait);
  return tcase;
}
