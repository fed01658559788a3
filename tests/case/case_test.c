/* tests/case/case_test.c - opening, doing tasks, who may, actions, the case as a whole, and why it is blocked.
 */
#include "config.h"

#include <string.h>

#include "tests/case/case_tests.h"

static const char two_steps[] = DATA STATE("a", TASK("write", "officer clerk", "f:into='$x'") DONE("write", "b"))
  STATE("b", TASK("approve", "leader", "f:into='$y' f:law='L1' f:other-than='write'") DONE("approve", "end")) END;

START_TEST(case_open__refused)
{
  desk_set(HEAD, two_steps);
  no(FASTI_REFUSED, "the case is not open yet", "comment as clerk-1 because hello");
  no(FASTI_FORBIDDEN, "officer-1 may not open a case of Permit: it is for Clerk", "open as officer-1");
  no(FASTI_INVALID, "text: this asks for nothing", "open as clerk-1 with text=1");
  ok("open as clerk-1");
  no(FASTI_REFUSED, "the case is open already", "open as clerk-1");
  ck_assert_str_eq(desk_value("$case/id"), "B-2025-00001");
  ck_assert_str_eq(desk_value("concat($case/opened-on, ' ', $case/opened-by, ' ', $case/status)"),
                   "2025-09-29 clerk-1 open");
}
END_TEST

START_TEST(case_open__with_a_form)
{
  desk_set("initial='a' f:form='parties.xhtml' f:into='$x' f:case-title='Case of {$x/subject}' f:search='{$x/party}'",
           DATA "<state id='a'><transition cond=\"$x/subject = 'mine'\" target='mined'/></state>"
                "<state id='mined' f:title='Mined'><transition event='e' f:role='clerk' target='end'/></state>" END);
  no(FASTI_INVALID, "subjct", "open as clerk-1 with subjct=mine");
  ok("open as clerk-1 with subject=mine party[1]/@id=A party[1]/name=Wang");
  ck_assert_str_eq(desk_states(), "mined");
  ck_assert_str_eq(desk_value("$x/party[@id = 'A']/name"), "Wang");
  struct fasti_case_row row;
  fasti_case_row(desk_case, &row);
  ck_assert_str_eq(row.title, "Case of mine");
  ck_assert_str_eq(row.search, "Wang");
}
END_TEST

START_TEST(case_task__done)
{
  desk_set(HEAD, two_steps);
  ok("open as clerk-1");
  ck_assert_str_eq(desk_tasks(), "write:open");
  ck_assert_str_eq(desk_task("write", "title"), "The write");
  no(FASTI_INVALID, "text: Text", "complete write as officer-1 with choice=1");
  no(FASTI_INVALID, "wrong", "complete write as officer-1 with text=1 wrong=2");
  no(FASTI_INVALID, "text: Text: must be filled in", "complete write as officer-1 with wrong=2");
  ok("complete write as officer-1 with text=hello choice=yes");
  ck_assert_str_eq(desk_value("concat($x/text, ' ', $x/choice, ' ', $x/by)"), "hello yes officer-1");
  ck_assert_str_eq(desk_events(), "done.invoke.write");
  ck_assert_str_eq(desk_states(), "b");
  no(FASTI_CONFLICT, "the task 1 is no longer open", "complete 1 as officer-1 with text=2");
  no(FASTI_NOT_FOUND, "the case has no task 99", "complete 99 as officer-1 with text=2");
  ok("complete approve as leader-1 with text=fine");
  ck_assert_str_eq(fasti_case_outcome(desk_case), "end");
  ck_assert_str_eq(desk_tasks(), "");
  no(FASTI_REFUSED, "the case has ended", "copy approve as leader-1 clerk-1");
  ok("comment as leader-1 because good work");
}
END_TEST

static const char lawful_form[] =
  "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:xf='http://www.w3.org/2002/xforms' xmlns:f='urn:fasti:procedure'>"
  "<head><title>T</title><xf:model><xf:instance><d xmlns=''><n/></d></xf:instance>"
  "<xf:bind nodeset='n' constraint='. = 1' f:message='n is one' f:law='L1'/></xf:model></head>"
  "<body><xf:input ref='n'><xf:label>N</xf:label></xf:input></body></html>";

START_TEST(case_task__wrong_fields_name_the_article)
{
  desk_file("lawful.xhtml", lawful_form);
  desk_set(HEAD,
           DATA "<state id='a'><invoke type='urn:fasti:task' id='t' src='lawful.xhtml' f:role='officer' f:into='$x'/>"
                "<transition event='done.invoke.t' target='end'/></state>" END);
  ok("open as clerk-1");
  no(FASTI_INVALID, "n: N: n is one (Law 1)", "complete t as officer-1 with n=2");
  ok("complete t as officer-1 with n=1");
}
END_TEST

START_TEST(case_claim__first_wins)
{
  desk_set(HEAD, two_steps);
  ok("open as clerk-1");
  ok("claim write as officer-1");
  ck_assert_str_eq(desk_tasks(), "write:claimed:officer-1");
  no(FASTI_CONFLICT, "The write is claimed by officer-1", "claim write as officer-2");
  no(FASTI_CONFLICT, "The write is claimed by officer-1", "complete write as officer-2 with text=1");
  no(FASTI_CONFLICT, "claimed by officer-1", "release write as officer-2");
  no(FASTI_FORBIDDEN, "leader-1 may not do this: it is for Officer, Clerk", "claim write as leader-1");
  ok("draft write as officer-1 with text=half");
  ok("release write as officer-1");
  no(FASTI_FORBIDDEN, "officer-1 has not claimed the task The write", "release write as officer-1");
  /* The draft stays, and completes what is not said again. */
  ok("complete write as officer-2 with choice=c");
  ck_assert_str_eq(desk_value("$x/text"), "half");
}
END_TEST

START_TEST(case_draft__checks_only_names)
{
  desk_set(HEAD, two_steps);
  ok("open as clerk-1");
  no(FASTI_INVALID, "nothing-such", "draft write as officer-1 with nothing-such=1");
  ok("draft write as officer-1 with choice=1");
  no(FASTI_INVALID, "text: Text", "complete write as officer-1");
}
END_TEST

START_TEST(case_people__other_than)
{
  desk_set(HEAD, DATA STATE("a", TASK("write", "officer leader", "") DONE("write", "b"))
                   STATE("b", TASK("approve", "leader", "f:other-than='write' f:law='L1'") DONE("approve", "end")) END);
  ok("open as clerk-1");
  ok("complete write as leader-1 with text=1");
  ck_assert_str_eq(desk_task("approve", "excluded"), "leader-1");
  no(FASTI_FORBIDDEN, "leader-1 did The write in this case; this must be done by somebody else (Law 1)",
     "claim approve as leader-1");
  no(FASTI_FORBIDDEN, "leader-1 did The write", "complete approve as leader-1 with text=1");
  ok("complete approve as leader-2 with text=1");
}
END_TEST

/* For persons of a unit: by the data as it is when somebody acts; a person without a unit is of none. */
START_TEST(case_people__units)
{
  desk_more("<rule on='unit' text='Rule 9: each township reports itself'/>");
  desk_set(HEAD, DATA STATE("a", TASK("name", "officer", "f:into='$x'") DONE("name", "b"))
                   STATE("b", TASK("report", "officer", "f:unit='{$x/choice} North'") DONE("report", "c"))
                   STATE("c", TASK("check", "officer", "f:not-unit='{$x/choice}' f:people='2'") DONE("check", "d")
                     "<transition event='ask' f:role='officer' f:unit='{$x/choice}'/>")
                   STATE("d", TASK("none", "officer", "f:unit='{$y/none}'") DONE("none", "end")) END);
  ok("open as clerk-1");
  ok("complete name as officer-1 with text=1 choice=East");
  ck_assert_str_eq(desk_task("report", "units"), "East North");
  no(FASTI_FORBIDDEN, "west-1 belongs to West; this is for persons of East North (Rule 9: each township reports itself)",
     "claim report as west-1");
  no(FASTI_FORBIDDEN, "officer-1 belongs to no unit; this is for persons of East North", "claim report as officer-1");
  ok("claim report as east-1");
  no(FASTI_FORBIDDEN, "west-1 belongs to West", "transfer report as east-1 west-1");
  ok("complete report as east-1 with text=2");
  ck_assert_str_eq(desk_value("$people/person[@id = 'east-1']/@unit"), "East");
  ck_assert_str_eq(desk_value("count($people/person[@id = 'officer-1']/@unit)"), "0");
  ck_assert_str_eq(desk_task("check", "units"), "");
  ck_assert_str_eq(desk_task("check", "not-units"), "East");
  no(FASTI_FORBIDDEN, "east-2 belongs to East, whose persons may not do this", "complete check as east-2 with text=3");
  no(FASTI_FORBIDDEN, "west-1 belongs to West", "act ask as west-1");
  ok("act ask as east-2");
  ok("complete check as officer-1 with text=3");
  no(FASTI_FORBIDDEN, "east-1 belongs to East, whose persons may not do this", "sign check as east-1");
  ok("sign check as west-1");
  ck_assert_str_eq(desk_task("none", "units"), "-");
  no(FASTI_FORBIDDEN, "east-1 may not do this: it is for persons of a unit, and none is named", "claim none as east-1");
}
END_TEST

/* Who is named to sign needs no unit, as no role; but persons of an excluded unit may not. */
START_TEST(case_people__units_of_signers)
{
  desk_set(HEAD, DATA STATE("a", TASK("report", "officer", "f:unit='East' f:not-unit='West'") DONE("report", "end")) END);
  ok("open as clerk-1");
  ok("claim report as east-1");
  ok("add-signer report as east-1 leader-1 west-1");
  ok("complete report as east-1 with text=1");
  ok("sign report as leader-1");
  no(FASTI_FORBIDDEN, "west-1 belongs to West, whose persons may not do this", "sign report as west-1");
}
END_TEST

START_TEST(case_people__same_as_and_lists)
{
  desk_set(HEAD,
           DATA STATE("a", TASK("write", "officer", "f:into='$x'") DONE("write", "b"))
             STATE("b", TASK("again", "officer", "f:same-as='write'") DONE("again", "c")) STATE(
               "c", TASK("named", "officer leader", "f:among='$x/choice' f:not-among='$x/date'") DONE("named", "d"))
               STATE("d", TASK("open-to-nobody", "officer", "f:among='$y/none'") DONE("open-to-nobody", "end")) END);
  ok("open as clerk-1");
  ok("complete write as officer-1 with text=1 choice=leader-1_officer-2 date=officer-2");
  no(FASTI_FORBIDDEN, "officer-2 may not do this: it is for those who did The write", "claim again as officer-2");
  ck_assert_str_eq(desk_task("again", "among"), "officer-1");
  ok("complete again as officer-1 with text=1");
  ck_assert_str_eq(desk_task("named", "among"), "leader-1 officer-2");
  no(FASTI_FORBIDDEN, "officer-1 is not among those who may do this: leader-1 officer-2", "claim named as officer-1");
  no(FASTI_FORBIDDEN, "officer-2 is excluded from doing this", "claim named as officer-2");
  ok("complete named as leader-1 with text=1");
  ck_assert_str_eq(desk_task("open-to-nobody", "among"), "-");
  no(FASTI_FORBIDDEN, "not among those who may do this: nobody", "claim open-to-nobody as officer-1");
}
END_TEST

START_TEST(case_people__separate_roles)
{
  desk_set(HEAD, DATA STATE("a", TASK("write", "officer", "") DONE("write", "b"))
                   STATE("b", TASK("review", "reviewer", "") DONE("review", "end")) END);
  ok("open as clerk-1");
  ok("complete write as both-1 with text=1");
  no(FASTI_FORBIDDEN,
     "both-1 has acted as Officer in this case and may not act as Reviewer too "
     "(Rule 1: who investigates does not review)",
     "claim review as both-1");
  ok("complete review as reviewer-1 with text=1");
}
END_TEST

START_TEST(case_people__separate_roles_while_signatures_are_missing)
{
  desk_set(HEAD, DATA
           "<parallel id='a'><state id='l'>" TASK("write", "officer", "f:people='2'") "</state><state id='r'>" TASK(
             "review", "reviewer", "") "</state><transition event='done.invoke.write' target='end'/></parallel>" END);
  ok("open as clerk-1");
  ok("complete write as both-1 with text=1");
  no(FASTI_FORBIDDEN, "both-1 has acted as Officer in this case and may not act as Reviewer too",
     "complete review as both-1 with text=1");
  ok("disagree write as officer-1 because wrong");
  ok("release write as both-1"); /* they did nothing after all */
  ok("complete review as both-1 with text=1");
  no(FASTI_FORBIDDEN, "both-1 has acted as Reviewer", "claim write as both-1");
}
END_TEST

START_TEST(case_people__exclusion_holds_between_parallel_tasks)
{
  desk_set(HEAD,
           DATA "<parallel id='a'><state id='l'>" TASK("left", "leader", "") "</state><state id='r'>" TASK(
             "right", "leader", "f:other-than='left'") "</state><transition cond=\"f:performer('left') != '' and "
                                                       "f:performer('right') != ''\" target='end'/></parallel>" END);
  ok("open as clerk-1");
  /* Both are claimed while neither is done: the exclusion is looked at again when one is completed. */
  ok("claim left as leader-1");
  ok("claim right as leader-1");
  ok("complete left as leader-1 with text=1");
  no(FASTI_FORBIDDEN, "leader-1 did The left", "complete right as leader-1 with text=1");
  ok("release right as leader-1");
  ok("complete right as leader-2 with text=1");
  ck_assert_str_eq(fasti_case_outcome(desk_case), "end");
}
END_TEST

START_TEST(case_forbid__operations)
{
  desk_set(HEAD, DATA STATE("a", TASK("write", "officer", "f:forbid='claim draft copy urge' f:law='L1'")
                                   DONE("write", "end")) END);
  ok("open as clerk-1");
  no(FASTI_REFUSED, "the procedure does not allow claim for the task The write (Law 1)", "claim write as officer-1");
  no(FASTI_REFUSED, "does not allow draft", "draft write as officer-1 with text=1");
  no(FASTI_REFUSED, "does not allow copy", "copy write as clerk-1 clerk-2");
  no(FASTI_REFUSED, "does not allow urge", "urge write as clerk-1");
  ok("complete write as officer-1 with text=1");
}
END_TEST

START_TEST(case_task__when_and_no_form)
{
  desk_set(
    HEAD,
    DATA "<state id='a' f:title='A'>" TASK(
      "write", "officer",
      "f:when='false()'") "<invoke type='urn:fasti:task' id='tick' f:role='officer'/>" DONE("tick",
                                                                                            "end") "</state>" END);
  ok("open as clerk-1");
  ck_assert_str_eq(desk_tasks(), "tick:open");
  ck_assert_str_eq(desk_task("tick", "title"), "tick"); /* its id, where it has no title */
  no(FASTI_INVALID, "this asks for nothing; expected no fields", "complete tick as officer-1 with text=1");
  ok("complete tick as officer-1");
}
END_TEST

START_TEST(case_task__optional_is_never_late)
{
  desk_set(HEAD,
           DATA "<state id='a' f:title='A'><f:deadline id='d' role='officer' within='5 days'/>" TASK(
             "write", "officer", "f:optional='true'") TASK("must", "officer", "") DONE("must", "end") "</state>" END);
  ok("open as clerk-1");
  ck_assert_str_eq(desk_task("write", "due"), "");
  ck_assert_str_eq(desk_task("must", "due"), "2025-10-09");
}
END_TEST

START_TEST(case_refused__is_kept)
{
  desk_set(HEAD, two_steps);
  ok("open as clerk-1");
  ok("refused as officer-1 because it was not allowed");
  ck_assert_str_eq(desk_tasks(), "write:open");
}
END_TEST

START_TEST(case_task__closed_without_a_transition)
{
  desk_set(
    HEAD,
    DATA STATE("a", TASK("write", "officer",
                         "f:into='$x'") "<transition event='done.invoke.write' cond=\"$x/choice = 'go'\" target='end'/>"
                                        "<transition event='redo' f:role='officer' target='a'/>") END);
  ok("open as clerk-1");
  ok("complete write as officer-1 with text=1 choice=stay");
  ck_assert_str_eq(desk_tasks(), "");
  ck_assert_str_eq(desk_value("$x/choice"), "stay");
  ok("act redo as officer-1");
  ok("complete write as officer-1 with text=1 choice=go");
  ck_assert_str_eq(fasti_case_outcome(desk_case), "end");
}
END_TEST

START_TEST(case_act__gates)
{
  desk_set(HEAD, DATA STATE("a", "<transition event='file' f:role='officer' f:title='File' f:form='note.xhtml' "
                                 "f:into='$x' cond=\"$x/choice = 'good'\" f:message='The choice must be good' "
                                 "f:law='L1' target='end'/>"
                                 "<transition event='file' cond=\"$x/choice = 'fair'\" target='a'/>"
                                 "<transition event='plain' f:role='leader' cond='false()' target='end'/>") END);
  ok("open as clerk-1");
  no(FASTI_REFUSED, "nothing cannot be done now: no active state offers it", "act nothing as officer-1");
  no(FASTI_FORBIDDEN, "clerk-1 may not do this: it is for Officer", "act file as clerk-1 with text=1");
  no(FASTI_INVALID, "text: Text", "act file as officer-1");
  no(FASTI_REFUSED, "The choice must be good (Law 1)", "act file as officer-1 with text=1 choice=bad");
  ck_assert_str_eq(desk_value("$x/choice"), "");
  no(FASTI_REFUSED, "false() does not hold", "act plain as leader-1");
  ok("act file as officer-1 with text=1 choice=fair");
  ck_assert_str_eq(desk_states(), "a");
  ok("act file as officer-2 with text=1 choice=good");
  ck_assert_str_eq(fasti_case_outcome(desk_case), "end");
}
END_TEST

START_TEST(case_act__people_together)
{
  desk_set(HEAD, DATA STATE("a", "<transition event='visit' f:role='officer' f:people='2' f:form='note.xhtml' "
                                 "f:append='$list' target='b'/>")
                   STATE("b", TASK("check", "officer", "f:other-than='visit'") DONE("check", "end")) END);
  ok("open as clerk-1");
  no(FASTI_FORBIDDEN, "visit must be done by 2 different persons together", "act visit as officer-1 with text=1");
  no(FASTI_FORBIDDEN, "2 different persons", "act visit as officer-1 officer-1 with text=1");
  no(FASTI_FORBIDDEN, "clerk-1 may not do this", "act visit as officer-1 clerk-1 with text=1");
  ok("act visit as officer-1 officer-2 with text=1");
  ck_assert_str_eq(desk_value("f:performer('visit')"), "officer-1 officer-2");
  ck_assert_str_eq(desk_value("count($list/note)"), "1");
  no(FASTI_FORBIDDEN, "officer-2 did visit", "claim check as officer-2");
  ok("complete check as officer-3 with text=1");
}
END_TEST

START_TEST(case_suspend__stands_still)
{
  desk_set(HEAD, DATA "<state id='a' f:title='A'><f:deadline id='d' role='officer' within='5 days'/>" TASK(
                   "write", "officer", "") DONE("write", "end") "</state>" END);
  ok("open as clerk-1");
  no(FASTI_INVALID, "reason: a reason is needed", "suspend as officer-1 law L1");
  no(FASTI_INVALID, "law: the article", "suspend as officer-1 because appraisal");
  no(FASTI_FORBIDDEN, "clerk-1 has no task in this case", "suspend as clerk-1 law L1 because appraisal");
  no(FASTI_REFUSED, "no suspension waits for approval", "approve-suspension as leader-1");
  ok("suspend as officer-1 law L1 because appraisal");
  no(FASTI_CONFLICT, "officer-1 has asked for a suspension already", "suspend as officer-2 law L1 because x");
  no(FASTI_FORBIDDEN, "it is for Leader", "approve-suspension as officer-2");
  ok("refuse-suspension as leader-1 because not needed");
  ck_assert_str_eq(desk_notices(), "notify officer-1: The suspension is refused: not needed\n");
  ok("suspend as officer-1 law L1 because appraisal");
  ok("approve-suspension as leader-1");
  ck_assert_str_eq(desk_tasks(), "write:suspended");
  ck_assert_str_eq(desk_deadlines(), "d 2025-10-09 suspended");
  no(FASTI_REFUSED, "the case is suspended: appraisal; it must be resumed first (Law 1)",
     "complete write as officer-1 with text=1");
  no(FASTI_REFUSED, "the case is suspended", "recuse as officer-1 because x");
  ok("comment as officer-1 because waiting");
  desk_advance("2025-11-30");
  ck_assert_str_eq(desk_events(), "");
  no(FASTI_FORBIDDEN, "it is for Leader", "resume as officer-1");
  desk_at("2025-12-09");
  ok("resume as leader-1");
  /* 71 days stood still: the fifth day after 2025-09-29 moves from 10-04 to 12-14, a Sunday, so to the Monday. */
  ck_assert_str_eq(desk_deadlines(), "d 2025-12-15 running");
  no(FASTI_REFUSED, "the case is not suspended", "resume as leader-1");
  ok("complete write as officer-1 with text=1");
}
END_TEST

START_TEST(case_suspend__not_by_the_asker)
{
  desk_set("initial='a' f:suspend='leader'", DATA STATE("a", TASK("write", "leader", "") DONE("write", "end")) END);
  ok("open as clerk-1");
  ok("suspend as leader-1 law L1 because appraisal");
  no(FASTI_FORBIDDEN, "leader-1 asked for the suspension", "approve-suspension as leader-1");
  no(FASTI_FORBIDDEN, "it is for nobody", "terminate as leader-1 because x");
  ok("approve-suspension as leader-2");
}
END_TEST

START_TEST(case_terminate__ends_all)
{
  desk_set(HEAD, DATA "<state id='a' f:title='A'><f:deadline id='d' role='officer' within='5 days'/>" TASK(
                   "write", "officer", "") DONE("write", "end") "</state>" END);
  ok("open as clerk-1");
  ok("claim write as officer-1");
  no(FASTI_FORBIDDEN, "it is for Leader", "terminate as officer-1 because x");
  no(FASTI_INVALID, "a reason is needed", "terminate as leader-1");
  ok("terminate as leader-1 because no heir");
  ck_assert_str_eq(desk_notices(), "notify officer-1: The case was terminated: no heir\n");
  ck_assert_str_eq(fasti_case_outcome(desk_case), "terminated");
  ck_assert_str_eq(desk_tasks(), "");
  ck_assert_str_eq(desk_states(), "");
  ck_assert(!fasti_case_in(desk_case, "a"));
  ck_assert(fasti_case_due(desk_case) == FASTI_NEVER);
}
END_TEST

START_TEST(case_copy_and_urge)
{
  desk_set(HEAD, two_steps);
  ok("open as clerk-1");
  no(FASTI_FORBIDDEN, "stranger does not act in this case", "urge write as stranger");
  no(FASTI_FORBIDDEN, "stranger does not act in this case", "comment as stranger because hello");
  no(FASTI_INVALID, "nobody is named to get a copy", "copy write as clerk-1");
  ok("copy write as clerk-1 leader-1");
  ck_assert_str_eq(desk_notices(), "copy leader-1: The write\n");
  ok("urge write as clerk-1 because it is late");
  ck_assert_str_eq(desk_notices(), "urge officer: The write: it is late\nurge clerk: The write: it is late\n");
  ok("claim write as officer-1");
  ok("urge write as clerk-1");
  ck_assert_str_eq(desk_notices(), "urge officer-1: The write\n");
  no(FASTI_INVALID, "a reason is needed", "comment as clerk-1");
  ok("evidence as clerk-1 with name=photo.jpg");
}
END_TEST

START_TEST(case_recuse__falls_open)
{
  desk_set(HEAD, two_steps);
  ok("open as clerk-1");
  ok("claim write as officer-1");
  ok("draft write as officer-1 with text=half");
  no(FASTI_INVALID, "a reason is needed", "recuse as officer-1");
  no(FASTI_FORBIDDEN, "officer-2 may not decide on the recusal of others: it is for Leader",
     "recuse as officer-2 officer-1 because cousin");
  ok("recuse as leader-1 officer-1 because cousin");
  ck_assert_str_eq(desk_tasks(), "write:open");
  ck_assert_str_eq(desk_task("write", "excluded"), "officer-1");
  no(FASTI_CONFLICT, "officer-1 is recused from this case already", "recuse as officer-1 because again");
  no(FASTI_FORBIDDEN, "officer-1 is recused from this case", "claim write as officer-1");
  ok("complete write as officer-2");
  ck_assert_str_eq(desk_value("$x/text"), "half");
  ck_assert_str_eq(desk_value("$people/person[@id = 'officer-1']/@recused"), "true");
}
END_TEST

START_TEST(case_rule__failing_refuses)
{
  desk_set(HEAD, DATA STATE("a", TASK("write", "officer", "") "<transition event='done.invoke.write' target='b'>"
                                                              "<assign location='$x/none' expr='1'/></transition>")
                   STATE("b", "<transition event='e' f:role='officer' target='end'/>") END);
  ok("open as clerk-1");
  no(FASTI_REFUSED, "a rule of the definition failed; nothing was done", "complete write as officer-1 with text=1");
  ck_assert_str_eq(desk_states(), "a");
}
END_TEST

START_TEST(case_rule__failing_handled)
{
  desk_set(HEAD, DATA STATE("a", TASK("write", "officer", "") "<transition event='done.invoke.write'>"
                                                              "<assign location='$x/none' expr='1'/></transition>"
                                                              "<transition event='error.*' target='end'/>") END);
  ok("open as clerk-1");
  ok("complete write as officer-1 with text=1");
  ck_assert_str_eq(fasti_case_outcome(desk_case), "end");
}
END_TEST

START_TEST(case_rule__failing_to_reach)
{
  desk_set(HEAD,
           DATA STATE("a", TASK("write", "officer", "") "<transition event='done.invoke.write'>"
                                                        "<send event='hello' target='#_nobody'/></transition>"
                                                        "<transition event='error.communication' target='end'/>") END);
  ok("open as clerk-1");
  ok("complete write as officer-1 with text=1");
  ck_assert_str_eq(fasti_case_outcome(desk_case), "end");
}
END_TEST

START_TEST(case_loop__refused)
{
  desk_set(HEAD,
           DATA STATE("a", TASK("write", "officer", "") DONE("write", "b"))
             STATE("b", "<transition cond='true()' target='c'/><transition event='e' f:role='officer' target='end'/>")
               STATE("c", "<transition target='b'/>") END);
  ok("open as clerk-1");
  no(FASTI_LIMIT, "b", "complete write as officer-1 with text=1");
}
END_TEST

START_TEST(case_input__bad)
{
  struct fasti_command command = {.kind = FASTI_COMMENT, .reason = "a\x01"};
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_buffer body = {0};

  desk_set(HEAD, two_steps);
  ok("open as clerk-1");
  ck_assert_int_eq(fasti_case_apply(desk_case, &command, INT64_MAX - 1, NULL, messages, &body), FASTI_INVALID);
  ck_assert_str_eq(fasti_messages_at(messages, 0)->text,
                   "this has characters that no document may contain; expected plain text");
  command.reason = "fine";
  ck_assert_int_eq(fasti_case_apply(desk_case, &command, 0, NULL, messages, &body), FASTI_INVALID);
  ck_assert_str_eq(fasti_messages_at(messages, 1)->text,
                   "this is before the last entry of the case; expected a later time");
  command.kind = FASTI_CLOCK;
  desk_at("2025-09-30");
  no(FASTI_INVALID, "person: nobody is named", "comment because x");
  no(FASTI_INVALID, "nothing is due in this case", "clock");
  fasti_messages_free(messages);
  fasti_buffer_free(&body);
}
END_TEST

START_TEST(case_snapshot__bad)
{
  static const char *const snapshots[] = {
    "",
    "<case/>",
    "<case id='1' procedure='other'/>",
    "<case id='1' procedure='p' status='1'/>",
    "<case id='1' procedure='p' status='9'/>",
    "<case id='1' procedure='p' status='0'><task number='1' session='' invoke='0'/></case>",
    "<case id='1' procedure='p' status='0'><clock document='0' deadline='7'/></case>",
  };
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_case *read;

  desk_set(HEAD, two_steps);
  for (size_t i = 0; i < sizeof snapshots / sizeof *snapshots; i++) {
    ck_assert_int_eq(fasti_case_read(fasti_case_procedure(desk_case), fasti_slice_of(snapshots[i]), messages, &read),
                     FASTI_CORRUPT);
    ck_assert_ptr_null(read);
    ck_assert(fasti_messages_errors(messages) > 0);
  }
  fasti_messages_free(messages);
}
END_TEST

START_TEST(case_replay__bad)
{
  static const char *const bodies[] = {"", "<x/>", "<command kind='nothing'/>", "<command kind='claim' task='7'/>",
                                       "<command kind='open'><person name='x'/></command>"};
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_buffer told = {0};

  desk_set(HEAD, two_steps);
  for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
    struct fasti_case *fresh = fasti_case_new(fasti_case_procedure(desk_case), "1");
    struct fasti_entry_row entry = {.sequence = 1, .kind = "open", .body = fasti_slice_of(bodies[i])};

    ck_assert_int_eq(fasti_case_replay(fresh, &entry, messages), FASTI_CORRUPT);
    fasti_case_free(fresh);
  }
  fasti_messages_print(messages, &told);
  ck_assert_ptr_nonnull(strstr(told.at, "entry 1 of case 1 does not fit what came before it"));
  fasti_messages_free(messages);
  fasti_buffer_free(&told);
}
END_TEST

START_TEST(case_explain__says_why)
{
  desk_set(
    HEAD,
    DATA STATE(
      "a",
      TASK("write", "officer",
           "f:into='$x' f:law='L1'") "<transition event='done.invoke.write' cond=\"$x/choice = 'go'\" target='end' "
                                     "f:message='The choice must be go' f:law='L1'/>"
                                     "<transition event='close' f:role='leader' cond='$y/n &gt; 3' target='end'/>")
      END);
  ok("open as clerk-1");
  ck_assert_ptr_nonnull(strstr(desk_explain(NULL), "Step a: The choice must be go [$x/choice = 'go' does not hold: "
                                                   "$x/choice = \"\"]"));
  ck_assert_ptr_nonnull(strstr(desk_explain(NULL), "p.scxml:3:"));
  ck_assert_ptr_nonnull(strstr(desk_explain(NULL), "Step a: close [$y/n > 3 does not hold: $y/n = \"\"]"));
  ck_assert_ptr_nonnull(strstr(desk_explain(NULL), "The write waits for Officer"));
  ck_assert_ptr_null(strstr(desk_explain("close"), "The choice"));
  ok("claim write as officer-1");
  ck_assert_ptr_nonnull(strstr(desk_explain(NULL), "The write waits for officer-1, who has claimed it"));
}
END_TEST

/* Refusals that stand in the way of a transition are told too, with their place; those of other transitions are not. */
START_TEST(case_explain__what_would_be_refused)
{
  desk_set(HEAD, DATA STATE("a", TASK("write", "officer", "f:append='$list'")
                              "<transition event='done.invoke.write' target='end'>"
                              "<f:refuse test='count($list/*) &lt; 2' law='L1' message='Only {count($list/*)} of 2'/>"
                              "<f:refuse test='not($x/text)' message='A text is missing'/></transition>"
                              "<transition event='close' f:role='leader' cond='$y/n &gt; 3' target='end'>"
                              "<f:refuse test='true()' message='Never'/></transition>") END);
  ok("open as clerk-1");
  ck_assert_ptr_nonnull(strstr(desk_explain(NULL), "p.scxml:3:"));
  ck_assert_ptr_nonnull(strstr(desk_explain(NULL), "note: Step a: Only 0 of 2 [refused while count($list/*) < 2"));
  ck_assert_ptr_nonnull(strstr(desk_explain(NULL), "] (Law 1)\n"));
  ck_assert_ptr_nonnull(strstr(desk_explain(NULL), "Step a: A text is missing [refused while not($x/text): $x/text = \"\"]"));
  ck_assert_ptr_null(strstr(desk_explain(NULL), "Never"));
  ck_assert_ptr_nonnull(strstr(desk_explain("done.invoke.write"), "Only 0 of 2"));
  ck_assert_ptr_null(strstr(desk_explain("close"), "Only 0 of 2"));
}
END_TEST

static void
count_action(void *self, const struct fasti_action_view *action)
{
  struct fasti_buffer *out = self;

  fasti_buffer_printf(out, "%s %s %s %d;", action->event, action->title, action->law ? action->law : "-",
                      action->allowed);
}

START_TEST(case_actions__offered)
{
  struct fasti_person officer = {"officer-1", "officer-1", "", "officer", "", "", "", ""}, clerk = {"c", "c", "", "clerk", "", "", "", ""};
  struct fasti_buffer out = {0};

  desk_set(HEAD, DATA STATE("a", "<transition event='file' f:role='officer' f:title='File it' f:law='L1' target='a'/>"
                                 "<transition event='shut' f:role='officer' cond='false()' target='end'/>") END);
  ok("open as clerk-1");
  fasti_case_actions(desk_case, &officer, count_action, &out);
  ck_assert_str_eq(out.at, "file File it L1 1;shut shut - 0;");
  fasti_buffer_clear(&out);
  fasti_buffer_puts(&out, "");
  fasti_case_actions(desk_case, &clerk, count_action, &out);
  ck_assert_str_eq(out.at, "");
  fasti_buffer_free(&out);
}
END_TEST

START_TEST(case_form__filled)
{
  struct fasti_person officer = {"officer-1", "officer-1", "", "officer", "", "", "", ""};
  struct fasti_command command = {.kind = FASTI_COMPLETE, .persons = &officer, .person_count = 1};
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_form_data *data;

  desk_set(HEAD, two_steps);
  ok("open as clerk-1");
  ok("draft write as officer-1 with text=half");
  command.task = desk_task_number("write");
  ck_assert_int_eq(fasti_case_form(desk_case, &command, messages, &data), FASTI_OK);
  ck_assert_str_eq(fasti_form_value(data, "text"), "half");
  ck_assert_str_eq(fasti_form_value(data, "by"), "officer-1");
  fasti_form_close(data);
  command.task = 77;
  ck_assert_int_eq(fasti_case_form(desk_case, &command, messages, &data), FASTI_NOT_FOUND);
  fasti_messages_free(messages);
}
END_TEST

/* What is shown today knows today, not the day of the last entry; and opening asks with the rules of the day too. */
START_TEST(case_form__knows_the_day)
{
  struct fasti_person clerk = {"clerk-1", "clerk-1", "", "clerk", "", "", "", ""};
  struct fasti_command command = {.kind = FASTI_OPEN, .persons = &clerk, .person_count = 1};
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_form_data *data;
  struct fasti_case *case_;
  int32_t day = fasti_day_of((struct fasti_date){2025, 10, 9});

  desk_file("lead.xhtml",
            "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:xf='http://www.w3.org/2002/xforms'><head><title>l</title>"
            "<xf:model><xf:instance><lead xmlns=''><on/></lead></xf:instance>"
            "<xf:bind nodeset='on' readonly='false()' calculate='$today' type='xf:date'/></xf:model></head>"
            "<body><xf:input ref='on'><xf:label>on</xf:label></xf:input></body></html>");
  desk_set("f:form='lead.xhtml' f:into='$lead'",
           "<datamodel><data id='lead'/></datamodel>"
           "<state id='a'><invoke type='urn:fasti:task' id='write' f:role='clerk' src='lead.xhtml'/>"
           "<transition event='done.invoke.write' target='end'/></state><final id='end'/>");
  case_ = fasti_case_new(fasti_case_procedure(desk_case), "C-9");
  fasti_case_look_at(case_, fasti_instant_of(day, 8 * 3600));
  ck_assert_int_eq(fasti_case_form(case_, &command, messages, &data), FASTI_OK);
  ck_assert_str_eq(fasti_form_value(data, "on"), "2025-10-09");
  fasti_form_close(data);
  fasti_case_free(case_);
  ok("open as clerk-1");
  command = (struct fasti_command){.kind = FASTI_COMPLETE, .persons = &clerk, .person_count = 1, .task = 1};
  fasti_case_look_at(desk_case, fasti_instant_of(day, 8 * 3600));
  ck_assert_int_eq(fasti_case_form(desk_case, &command, messages, &data), FASTI_OK);
  ck_assert_str_eq(fasti_form_value(data, "on"), "2025-10-09");
  fasti_form_close(data);
  ck_assert_uint_eq(fasti_messages_count(messages), 0);
  fasti_messages_free(messages);
}
END_TEST

START_TEST(case_names__of_section_2)
{
  desk_set(HEAD, DATA STATE("a", TASK("write", "officer", "") DONE("write", "b"))
                   STATE("b", TASK("approve", "leader", "") DONE("approve", "end")) END);
  ok("open as clerk-1");
  ck_assert_str_eq(desk_value("concat($param/term, ' ', $param/fee, ' ', $today)"), "7 5 2025-09-29");
  ck_assert_str_eq(desk_value("$now"), "2025-09-29T09:00:00+08:00");
  ck_assert_str_eq(desk_value("concat(f:visited('a'), f:visited('b'), f:performer('write'))"), "truefalse");
  desk_at("2025-10-09");
  ok("complete write as officer-1 with text=1");
  ck_assert_str_eq(desk_value("$param/fee"), "9"); /* the superior's, from October on */
  ck_assert_str_eq(desk_value("concat(f:visited('b'), f:performer('write'), f:performed('write', 'officer-1'))"),
                   "trueofficer-1true");
  ck_assert_str_eq(desk_value("f:performed('write', 'officer-2')"), "false");
  ck_assert_str_eq(desk_value("f:issued('x')"), "0");
}
END_TEST

/* Whom a field names is known to the form, and from then on to the case. */
START_TEST(case_people__named_in_fields)
{
  desk_file("panel.xhtml",
            "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:xf='http://www.w3.org/2002/xforms' "
            "xmlns:f='urn:fasti:procedure'><head><title>Panel</title><xf:model><xf:instance><panel xmlns=''><chair/><name/></panel>"
            "</xf:instance><xf:bind nodeset='chair' required='true()' constraint='f:holds(., \"leader reviewer\")' "
            "f:message='no leader or reviewer is {.}'/><xf:bind nodeset='name' "
            "calculate='string($people/person[@id = current()/../chair]/@name)'/></xf:model></head>"
            "<body><xf:input ref='chair'><xf:label>Chair</xf:label></xf:input></body></html>");
  desk_set("", "<datamodel><data id='x'/></datamodel>"
               "<state id='a'><invoke type='urn:fasti:task' id='form' src='panel.xhtml' f:role='clerk' f:into='$x'/>"
               "<transition event='done.invoke.form' target='a'/><transition event='e' f:role='clerk' target='end'/></state>"
               "<final id='end'/>");
  ok("open as clerk-1");
  no(FASTI_INVALID, "no leader or reviewer is officer-1", "complete form as clerk-1 with chair=officer-1");
  no(FASTI_INVALID, "no leader or reviewer is nobody-1", "complete form as clerk-1 with chair=nobody-1");
  ck_assert_str_eq(desk_value("f:holds('leader-1', 'leader')"), "false"); /* not known yet */
  ok("complete form as clerk-1 with chair=leader-1");
  ck_assert_str_eq(desk_value("$x/name"), "leader-1");
  ck_assert_str_eq(desk_value("f:holds('leader-1', 'leader')"), "true");
  ck_assert_str_eq(desk_value("f:holds('leader-1', 'officer clerk')"), "false");
  ok("recuse as leader-1 because interest");
  ck_assert_str_eq(desk_value("f:holds('leader-1', 'leader')"), "false");
  no(FASTI_INVALID, "no leader or reviewer is leader-1", "complete form as clerk-1 with chair=leader-1");
}
END_TEST

/* Where a parameter's value comes from is said beside it, as of the day of the entry. */
START_TEST(case_names__of_parameters)
{
  desk_set(HEAD, DATA STATE("a", TASK("write", "officer", "") "<transition event='note' f:role='officer'/>") END);
  desk_at("2025-09-30");
  ok("open as clerk-1");
  ck_assert_str_eq(desk_value("concat($param/fee, $param/fee/@source, count($param/fee/@*))"), "5local1");
  ck_assert_str_eq(desk_value("concat($param/rate, $param/rate/@source, $param/rate/@document, $param/rate/@law, "
                              "$param/rate/@from, count($param/rate/@to))"),
                   "0.10localNo. 5H102025-01-010");
  desk_at("2025-10-09");
  ok("act note as officer-1");
  ck_assert_str_eq(desk_value("concat($param/fee, $param/fee/@source, $param/fee/@from, $param/fee/@to)"),
                   "9superior2025-10-012025-12-31");
}
END_TEST

START_TEST(case_names__of_the_package)
{
  desk_set(HEAD, "<f:law id='H10' title='Other' article='1'/>" DATA STATE("a", TASK("write", "officer", "") DONE("write", "end")) END);
  ok("open as clerk-1");
  ck_assert_str_eq(fasti_procedure_law(fasti_case_procedure(desk_case), "H10"), "Act 7");
  ck_assert_str_eq(desk_value("concat($directory/referral[@id = 'r-1']/department, ' ', $directory/referral/duty, ' ', "
                              "$directory/referral/corrected, ' ', count($directory/referral))"),
                   "Water permits Wafer 1");
  ck_assert_str_eq(desk_value("concat($directory/duty/@id, $directory/duty/@title, count($directory/duty/item), "
                              "$directory/duty/item[1]/@id, $directory/duty/item[1]/@title, "
                              "$directory/duty/item[1]/@section, $directory/duty/item[1]/@candidate, "
                              "$directory/duty/item[1]/@service, count($directory/duty/item[2]/@*))"),
                   "R1Land2R1.1PlansPlanningC01S12");
  ck_assert_str_eq(desk_value("concat($directory/service[@opens = 'p']/@id, $directory/service[1]/@content, "
                              "$directory/service[1]/@office, $directory/service[1]/@phone, "
                              "$directory/service[1]/@corrected, count($directory/service[2]/@*))"),
                   "S1on plansHall12345123462");
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("case");
  TCase *tcase = desk_tcase("work");

  tcase_add_test(tcase, case_open__refused);
  tcase_add_test(tcase, case_open__with_a_form);
  tcase_add_test(tcase, case_task__done);
  tcase_add_test(tcase, case_task__wrong_fields_name_the_article);
  tcase_add_test(tcase, case_claim__first_wins);
  tcase_add_test(tcase, case_draft__checks_only_names);
  tcase_add_test(tcase, case_people__other_than);
  tcase_add_test(tcase, case_people__named_in_fields);
  tcase_add_test(tcase, case_names__of_parameters);
  tcase_add_test(tcase, case_names__of_the_package);
  tcase_add_test(tcase, case_people__same_as_and_lists);
  tcase_add_test(tcase, case_people__units);
  tcase_add_test(tcase, case_people__units_of_signers);
  tcase_add_test(tcase, case_people__separate_roles);
  tcase_add_test(tcase, case_people__separate_roles_while_signatures_are_missing);
  tcase_add_test(tcase, case_people__exclusion_holds_between_parallel_tasks);
  tcase_add_test(tcase, case_forbid__operations);
  tcase_add_test(tcase, case_task__when_and_no_form);
  tcase_add_test(tcase, case_task__optional_is_never_late);
  tcase_add_test(tcase, case_refused__is_kept);
  tcase_add_test(tcase, case_task__closed_without_a_transition);
  tcase_add_test(tcase, case_act__gates);
  tcase_add_test(tcase, case_act__people_together);
  tcase_add_test(tcase, case_suspend__stands_still);
  tcase_add_test(tcase, case_suspend__not_by_the_asker);
  tcase_add_test(tcase, case_terminate__ends_all);
  tcase_add_test(tcase, case_copy_and_urge);
  tcase_add_test(tcase, case_recuse__falls_open);
  tcase_add_test(tcase, case_rule__failing_refuses);
  tcase_add_test(tcase, case_rule__failing_handled);
  tcase_add_test(tcase, case_rule__failing_to_reach);
  tcase_add_test(tcase, case_loop__refused);
  tcase_add_test(tcase, case_input__bad);
  tcase_add_test(tcase, case_snapshot__bad);
  tcase_add_test(tcase, case_replay__bad);
  tcase_add_test(tcase, case_explain__says_why);
  tcase_add_test(tcase, case_explain__what_would_be_refused);
  tcase_add_test(tcase, case_actions__offered);
  tcase_add_test(tcase, case_form__filled);
  tcase_add_test(tcase, case_form__knows_the_day);
  tcase_add_test(tcase, case_names__of_section_2);
  suite_add_tcase(suite, tcase);
  suite_add_tcase(suite, sign_tcase());
  suite_add_tcase(suite, move_tcase());
  suite_add_tcase(suite, clock_tcase());
  suite_add_tcase(suite, effect_tcase());
  suite_add_tcase(suite, each_tcase());
  suite_add_tcase(suite, hand_tcase());
  suite_add_tcase(suite, decide_tcase());
  suite_add_tcase(suite, walk_tcase());
  return tap_run(suite);
}
