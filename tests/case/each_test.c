/* tests/case/each_test.c - one instance for each node, of tasks and of sub-procedures.
 */
#include "config.h"

#include <string.h>

#include "tests/case/case_tests.h"

#define PARTIES "initial='a' f:form='parties.xhtml' f:into='$list'"
#define OPEN "open as clerk-1 with subject=s party[1]/@id=A party[1]/name=Wang party[2]/@id=B party[2]/name=Li"

/* A sub-procedure: served by who it may, with a deadline and a gate; it gives its note back. */
static const char sub[] =
  "<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:f='urn:fasti:procedure' version='1.0' datamodel='xpath' "
  "initial='to-serve'><datamodel><data id='name'/><data id='note'/></datamodel>"
  "<state id='to-serve' f:title='Serving'><f:deadline id='serve-by' role='officer' within='3 days'/>"
  "<invoke type='urn:fasti:task' id='serve' src='note.xhtml' f:role='officer' f:title='Serve {$name} of {$p/name}' "
  "f:into='$note'/><transition event='done.invoke.serve' target='served'/>"
  "<transition event='lost' f:role='officer' target='served'/></state>"
  "<state id='served' f:title='Served'><invoke type='urn:fasti:task' id='receipt' src='note.xhtml' "
  "f:role='officer' f:return='to-serve'/><transition event='done.invoke.receipt' target='over'/></state>"
  "<final id='over'><donedata><content expr='$note'/></donedata></final></scxml>";

START_TEST(each_task__one_a_node)
{
  desk_set(PARTIES, DATA STATE("a", "<invoke type='urn:fasti:task' id='ask' src='note.xhtml' f:role='officer' "
                                    "f:each='$list/party' f:as='p' f:title='Ask {$p/name}' f:append='$p'/>"
                                    "<transition event='done.each.ask' cond=\"$_event/data/@key = 'A'\">"
                                    "<assign location='$x' expr='string($_event/data/text)'/></transition>"
                                    "<transition event='done.invoke.ask' target='end'/>") END);
  ok(OPEN);
  ck_assert_str_eq(desk_tasks(), "ask[A]:open ask[B]:open");
  ck_assert_int_eq(fasti_case_task(desk_case, "ask", NULL), -1);
  ok("complete ask[B] as officer-1 with text=second");
  ck_assert_str_eq(desk_events(), "done.each.ask");
  ok("withdraw ask[B] as officer-1");
  ck_assert_str_eq(desk_tasks(), "ask[A]:open ask[B]:claimed:officer-1");
  ck_assert_str_eq(desk_value("count($list/party[@id = 'B']/note)"), "0");
  ok("complete ask[A] as officer-1 with text=first");
  ck_assert_str_eq(desk_value("$x"), "first");
  ok("complete ask[B] as officer-1");
  ck_assert_str_eq(desk_events(), "done.each.ask done.invoke.ask");
  ck_assert_str_eq(desk_value("concat($list/party[@id = 'A']/note/text, ' ', $list/party[@id = 'B']/note/text)"),
                   "first second");
  ck_assert_str_eq(fasti_case_outcome(desk_case), "end");
}
END_TEST

START_TEST(each_task__empty_and_bad_keys)
{
  const char *chart = DATA STATE("a", "<invoke type='urn:fasti:task' id='ask' f:role='officer' f:each='$list/party' "
                                      "f:as='p'/><transition event='done.invoke.ask' target='end'/>") END;

  desk_set(PARTIES, chart);
  no(FASTI_INVALID, "two nodes for ask have the id A", "open as clerk-1 with party[1]/@id=A party[2]/@id=A");
  no(FASTI_INVALID, "the id \"a/b\" cannot name an instance of ask", "open as clerk-1 with party[1]/@id=a/b");
  ok("open as clerk-1 with subject=nobody");
  ck_assert_str_eq(fasti_case_outcome(desk_case), "end");
  desk_clear();
  desk_set(PARTIES, chart);
  ok("open as clerk-1 with party[1]/name=x party[2]/name=y"); /* without ids, by position */
  ck_assert_str_eq(desk_tasks(), "ask[1]:open ask[2]:open");
}
END_TEST

START_TEST(each_follow__later_nodes)
{
  desk_set(HEAD, DATA STATE("a", "<invoke type='urn:fasti:task' id='ask' f:role='officer' f:each='$list/note' f:as='p' "
                                 "f:follow='true' f:title='Ask {$p/text}'/>"
                                 "<transition event='add' f:role='officer' f:form='note.xhtml' f:append='$list'/>"
                                 "<transition event='shut' f:role='officer' target='end'/>") END);
  ok("open as clerk-1");
  ck_assert_str_eq(desk_tasks(), "");
  /* The empty list was done at once; what is followed later opens nothing any more. */
  ok("act add as officer-1 with text=one");
  ck_assert_str_eq(desk_tasks(), "");
}
END_TEST

START_TEST(each_follow__while_it_lasts)
{
  desk_set(PARTIES, DATA STATE("a", "<invoke type='urn:fasti:task' id='ask' f:role='officer' f:each='$list/*' f:as='p' "
                                    "f:follow='true'/>"
                                    "<transition event='add' f:role='officer' f:form='note.xhtml' f:append='$list'/>"
                                    "<transition event='done.invoke.ask' target='end'/>") END);
  ok("open as clerk-1 with subject=1");
  ck_assert_str_eq(desk_tasks(), "ask[1]:open");
  ok("act add as officer-1 with text=one");
  ck_assert_str_eq(desk_tasks(), "ask[1]:open ask[2]:open");
  ok("complete ask[1] as officer-1");
  ck_assert_str_eq(desk_tasks(), "ask[2]:open");
  ok("complete ask[2] as officer-1");
  ck_assert_str_eq(fasti_case_outcome(desk_case), "end");
}
END_TEST

START_TEST(each_sub__one_a_node)
{
  desk_file("sub.scxml", sub);
  desk_set(PARTIES,
           DATA STATE("a", "<invoke type='http://www.w3.org/TR/scxml/' src='sub.scxml' id='service' "
                           "f:each='$list/party' f:as='p' f:append='$p'><param name='name' expr='string($p/@id)'/>"
                           "</invoke><transition event='done.invoke.service' target='b'/>")
             STATE("b", TASK("check", "leader", "f:other-than='serve'") DONE("check", "end")) END);
  ok(OPEN);
  ck_assert_str_eq(desk_tasks(), "serve[A]:open serve[B]:open");
  ck_assert_str_eq(desk_states(), "a to-serve");
  ck_assert_str_eq(desk_deadlines(), "serve-by 2025-10-09 running, serve-by 2025-10-09 running");
  ok("complete serve[B] as officer-1 with text=to_Li");
  ck_assert_str_eq(desk_task("serve", "title"), "Serve A of Wang");
  ck_assert_str_eq(desk_states(), "a to-serve served");
  ck_assert_str_eq(desk_value("f:due('serve-by')"), "2025-10-09");
}
END_TEST

START_TEST(each_sub__returns_and_ends)
{
  desk_file("sub.scxml", sub);
  desk_set(PARTIES, DATA STATE("a", "<invoke src='sub.scxml' id='service' f:each='$list/party' f:as='p' f:append='$p'>"
                                    "<param name='name' expr='string($p/@id)'/></invoke>"
                                    "<transition event='done.each.service'><assign location='$x' "
                                    "expr='string($_event/data/@key)'/></transition>"
                                    "<transition event='done.invoke.service' target='b'/>")
                      STATE("b", TASK("check", "leader officer", "f:other-than='serve'") DONE("check", "end")) END);
  ok(OPEN);
  no(FASTI_INVALID, "lost can be done for several; expected the key of one", "act lost as officer-1");
  ok("act lost[A] as officer-1");
  ck_assert_str_eq(desk_deadlines(), "serve-by 2025-10-09 met, serve-by 2025-10-09 running");
  no(FASTI_INVALID, "there is no step a", "return receipt[A] as officer-1 to a because x");
  ok("return receipt[A] as officer-1 to to-serve because found");
  ok("complete serve[A] as officer-1 with text=to_Wang");
  ok("complete receipt[A] as officer-1 with text=1");
  ck_assert_str_eq(desk_value("$x"), "A");
  ck_assert_str_eq(desk_value("$list/party[@id = 'A']//text"), "to Wang");
  desk_advance("2025-10-10");
  ck_assert_str_eq(desk_events(), "deadline.expired.serve-by");
  ok("complete serve[B] as officer-2 with text=to_Li");
  ok("complete receipt[B] as officer-2 with text=1");
  ck_assert_str_eq(desk_states(), "b");
  no(FASTI_FORBIDDEN, "officer-2 did serve", "claim check as officer-2");
  ok("complete check as officer-3 with text=1");
}
END_TEST

START_TEST(each_sub__follows)
{
  desk_file("sub.scxml", sub);
  desk_set(PARTIES, DATA STATE("a", "<invoke src='sub.scxml' id='service' f:each='$list/*' f:as='p' f:follow='true'>"
                                    "<param name='name' expr='string($p/text)'/></invoke>"
                                    "<transition event='add' f:role='officer' f:form='note.xhtml' f:append='$list'/>"
                                    "<transition event='done.invoke.service' target='end'/>") END);
  ok("open as clerk-1 with subject=1");
  ck_assert_str_eq(desk_tasks(), "serve[1]:open");
  ok("act add as officer-1 with text=two");
  ck_assert_str_eq(desk_tasks(), "serve[1]:open serve[2]:open");
  ok("act lost[1] as officer-1");
  ok("act lost[2] as officer-1");
  ok("complete receipt[2] as officer-1 with text=1");
  ok("complete receipt[1] as officer-1 with text=1");
  ck_assert_str_eq(fasti_case_outcome(desk_case), "end");
}
END_TEST

START_TEST(each_sub__cancelled_with_its_state)
{
  desk_file("sub.scxml", sub);
  desk_set(PARTIES, DATA STATE("a", TASK("write", "officer", "") DONE("write", "b")) STATE(
                      "b", "<invoke src='sub.scxml' id='service' f:each='$list/party' f:as='p'/>" TASK(
                             "check", "leader", "") "<transition event='done.invoke.service' target='end'/>") END);
  ok(OPEN);
  ok("complete write as officer-1 with text=1");
  ok("claim serve[A] as officer-1");
  ok("return check as leader-1 to a because x");
  ck_assert_str_eq(desk_tasks(), "write:open");
  ck_assert_str_eq(desk_deadlines(), "serve-by 2025-10-09 met, serve-by 2025-10-09 met");
  ck_assert_ptr_nonnull(strstr(desk_notices(), "notify officer-1: The task Serve"));
  ok("complete write as officer-1 with text=1");
  ck_assert_str_eq(desk_tasks(), "check:open serve[A]:open serve[B]:open");
}
END_TEST

TCase *
each_tcase(void)
{
  TCase *tcase = desk_tcase("each");

  tcase_add_test(tcase, each_task__one_a_node);
  tcase_add_test(tcase, each_task__empty_and_bad_keys);
  tcase_add_test(tcase, each_follow__later_nodes);
  tcase_add_test(tcase, each_follow__while_it_lasts);
  tcase_add_test(tcase, each_sub__one_a_node);
  tcase_add_test(tcase, each_sub__returns_and_ends);
  tcase_add_test(tcase, each_sub__follows);
  tcase_add_test(tcase, each_sub__cancelled_with_its_state);
  return tcase;
}
