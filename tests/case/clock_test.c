/* tests/case/clock_test.c - deadlines: warned, expired, armed anew, stopped, extended, explained; delayed sends.
 *
 * The calendar: National Day 2025-10-01 to 10-08, make-up working day Saturday 10-11; 2026 is not published.
 */
#include "config.h"

#include <string.h>

#include "tests/case/case_tests.h"

#define DEADLINE(attributes) "<f:deadline id='d' title='Term' role='leader' law='L1' " attributes "/>"

START_TEST(clock_fires__warning_and_end)
{
  desk_set(HEAD,
           DATA STATE(
             "a", DEADLINE("within='{$param/term} workdays' warn='2 workdays, 5 workdays'") TASK("write", "officer", "")
                    DONE("write", "end") "<transition event='deadline.expired.d'><f:notify role='leader'>late by "
                                         "{f:late('d')}: {f:due('d')}</f:notify></transition>") END);
  desk_at("2025-09-30");
  ok("open as clerk-1");
  ck_assert_str_eq(desk_deadlines(), "d 2025-10-16 running");
  ck_assert_str_eq(desk_task("write", "due"), "2025-10-16");
  desk_advance("2025-10-09");
  ck_assert_str_eq(desk_events(), "");
  desk_advance("2025-10-10");
  ck_assert_str_eq(desk_events(), "deadline.warned.d");
  desk_advance("2025-10-14");
  ck_assert_str_eq(desk_events(), "deadline.warned.d");
  desk_advance("2025-10-16");
  ck_assert_str_eq(desk_events(), "");
  ck_assert_str_eq(desk_value("concat(f:expired('d'), f:late('d'))"), "false0");
  desk_advance("2025-10-17");
  ck_assert_str_eq(desk_events(), "deadline.expired.d");
  ck_assert_str_eq(desk_notices(), "notify leader: late by 1: 2025-10-16\n");
  ck_assert_str_eq(desk_deadlines(), "d 2025-10-16 expired");
  desk_advance("2025-12-31");
  ck_assert_str_eq(desk_events(), "");
  ok("comment as clerk-1 because still nothing");
  ck_assert_str_eq(desk_value("concat(f:expired('d'), f:late('d'))"), "true76");
}
END_TEST

START_TEST(clock_leaves__met)
{
  desk_set(HEAD, DATA STATE("a", DEADLINE("within='5 days'") TASK("write", "officer", "") DONE("write", "b"))
                   STATE("b", TASK("check", "leader", "") DONE("check", "end")) END);
  ok("open as clerk-1");
  ok("complete write as officer-1 with text=1");
  ck_assert_str_eq(desk_deadlines(), "d 2025-10-09 met");
  ck_assert_str_eq(desk_value("f:due('d')"), "2025-10-09");
  desk_advance("2025-10-30");
  ck_assert_str_eq(desk_events(), "");
  ck_assert_str_eq(desk_value("f:expired('d')"), "false");
  /* Entered again it starts anew. */
  ok("return check as leader-1 to a because again");
  ck_assert_str_eq(desk_deadlines(), "d 2025-11-04 running");
}
END_TEST

START_TEST(clock_from__data)
{
  desk_set(
    HEAD,
    DATA STATE("a", DEADLINE("within='3 days' from='$x/date' warn='1 days' when=\"$x/choice != 'none'\"")
                      TASK("set", "officer",
                           "f:into='$x'") "<transition event='again' f:role='officer' f:form='note.xhtml' f:into='$x'/>"
                                          "<transition event='shut' f:role='officer' target='end'/>") END);
  ok("open as clerk-1");
  ck_assert_str_eq(desk_deadlines(), "");
  ck_assert_str_eq(desk_value("f:due('d')"), "");
  no(FASTI_INVALID, "the deadline Term would start on \"soon\", which is no date",
     "act again as officer-1 with text=1 choice=some date=soon");
  ok("complete set as officer-1 with text=1 choice=some date=2025-09-25");
  /* A warning whose day has passed fires at once; so does an end. */
  ck_assert_str_eq(desk_deadlines(), "d 2025-09-29 running");
  ck_assert_str_eq(desk_events(), "done.invoke.set deadline.warned.d");
  ok("act again as officer-1 with text=1 choice=some date=2025-10-20");
  ck_assert_str_eq(desk_deadlines(), "d 2025-10-23 running");
  desk_advance("2025-10-22");
  ck_assert_str_eq(desk_events(), "deadline.warned.d"); /* again, because it lies ahead again */
  ok("act again as officer-1 with text=1 choice=none");
  ck_assert_str_eq(desk_deadlines(), "");
  ok("act again as officer-1 with text=1 choice=some date=2025-10-01T23:30:00+08:00");
  ck_assert_str_eq(desk_events(), "again deadline.warned.d deadline.expired.d");
  /* An end that has passed stays passed. */
  ok("act again as officer-1 with text=1 choice=some date=2025-12-01");
  ck_assert_str_eq(desk_deadlines(), "d 2025-10-09 expired");
}
END_TEST

START_TEST(clock_roll__none)
{
  desk_set(HEAD, DATA STATE("a", DEADLINE("within='5 days' roll='none'") TASK("write", "officer", "")
                                   DONE("write", "end")) END);
  ok("open as clerk-1");
  ck_assert_str_eq(desk_deadlines(), "d 2025-10-04 running");
}
END_TEST

/* A date of a contract or of the calendar: Saturday 2025-11-08 stays one. */
START_TEST(clock_on__a_date)
{
  desk_set(HEAD, DATA STATE("a", DEADLINE("on='$x/date' warn='30 days'") TASK("set", "officer", "f:into='$x'")
                                   "<transition event='again' f:role='officer' f:form='note.xhtml' f:into='$x'/>") END);
  ok("open as clerk-1");
  ck_assert_str_eq(desk_deadlines(), "");
  ok("complete set as officer-1 with text=1 choice=some date=2025-11-08");
  ck_assert_str_eq(desk_deadlines(), "d 2025-11-08 running");
  desk_advance("2025-10-09");
  ck_assert_str_eq(desk_events(), "deadline.warned.d");
  ok("act again as officer-1 with text=1 choice=some date=2025-10-18");
  desk_advance("2025-10-18");
  ck_assert_str_eq(desk_events(), "");
  desk_advance("2025-10-19");
  ck_assert_str_eq(desk_events(), "deadline.expired.d");
}
END_TEST

START_TEST(clock_provisional__beyond_the_calendar)
{
  desk_set(HEAD, DATA STATE("a", DEADLINE("within='6 months'") TASK("write", "officer", "") DONE("write", "end")) END);
  ok("open as clerk-1");
  ck_assert_str_eq(desk_deadlines(), "d 2026-03-30? running");
}
END_TEST

START_TEST(clock_pause__in_states)
{
  desk_set(HEAD,
           DATA "<parallel id='a'>" DEADLINE("within='30 days' pause-in='q1 q2' pause-law='L1'") "<state id='s'>" TASK(
             "write", "officer",
             "") "<transition event='done.invoke.write' target='sf'/>"
                 "<final id='sf'/></state><state id='t' initial='idle'><state id='idle'>"
                 "<transition event='ask' f:role='officer' target='q1'/></state>"
                 "<state id='q1' f:title='Appraisal'><transition event='more' f:role='officer' target='q2'/></state>"
                 "<state id='q2'><transition event='got' f:role='officer' target='idle'/></state></state>"
                 "<transition event='shut' f:role='officer' target='end'/></parallel>" END);
  desk_at("2025-10-20");
  ok("open as clerk-1");
  ck_assert_str_eq(desk_deadlines(), "d 2025-11-19 running");
  desk_at("2025-10-22");
  ok("act ask as officer-1");
  ck_assert_str_eq(desk_deadlines(), "d 2025-11-19 suspended");
  desk_at("2025-10-25");
  ok("act more as officer-1");
  desk_advance("2025-12-01");
  ck_assert_str_eq(desk_events(), "");
  desk_at("2025-12-02");
  ok("act got as officer-1");
  /* From 10-22 to 12-02 forty-one days stood: 11-19 and 41 days is 12-30. */
  ck_assert_str_eq(desk_deadlines(), "d 2025-12-30 running");
  ok("act shut as officer-1");
  ck_assert_str_eq(desk_deadlines(), "d 2025-12-30 met");
}
END_TEST

static void
tell_day(void *self, const struct fasti_day_reason *day)
{
  char text[FASTI_DATE_SIZE];

  fasti_buffer_printf(self, "%s:%d:%s ", fasti_day_format(day->day, text), day->counting, day->name ? day->name : "");
}

START_TEST(clock_explain__day_by_day)
{
  struct fasti_buffer out = {0};
  struct fasti_due due;

  desk_set(HEAD,
           DATA STATE("a", DEADLINE("within='2 workdays'") TASK("write", "officer", "") DONE("write", "end")) END);
  ok("open as clerk-1");
  ck_assert_int_eq(fasti_case_explain_deadline(desk_case, "", "d", tell_day, &out, &due), FASTI_OK);
  ck_assert_ptr_nonnull(strstr(out.at, "2025-09-29:1: 2025-09-30:0: 2025-10-01:2:National Day "));
  ck_assert_int_eq(fasti_case_explain_deadline(desk_case, "", "none", tell_day, &out, &due), FASTI_NOT_FOUND);
  fasti_buffer_free(&out);
}
END_TEST

START_TEST(clock_extend__ledger)
{
  desk_set(HEAD,
           DATA STATE("a",
                      DEADLINE("within='10 days' warn='2 days'") TASK("write", "officer", "") DONE(
                        "write", "end") "<transition event='grant' f:role='leader'><f:extend deadline='d' by='30 days' "
                                        "law='L1'/></transition>") END);
  ok("open as clerk-1");
  ck_assert_str_eq(desk_deadlines(), "d 2025-10-09 running");
  desk_advance("2025-10-08");
  ck_assert_str_eq(desk_events(), "deadline.warned.d");
  ok("act grant as leader-1");
  ck_assert_str_eq(desk_deadlines(), "d 2025-11-10 running");
  desk_advance("2025-11-08");
  ck_assert_str_eq(desk_events(), "deadline.warned.d");
  desk_advance("2025-11-11");
  ck_assert_str_eq(desk_events(), "deadline.expired.d");
  no(FASTI_REFUSED, "the deadline d does not run now and cannot be extended (Law 1)", "act grant as leader-1");
}
END_TEST

START_TEST(clock_send__delayed)
{
  desk_set(HEAD, DATA STATE("a", "<onentry><send event='late' delay='3600s'/></onentry>"
                                 "<transition event='late' target='end'/>") END);
  ok("open as clerk-1");
  desk_advance("2025-09-29");
  ck_assert_str_eq(desk_events(), "late");
  ck_assert_str_eq(fasti_case_outcome(desk_case), "end");
}
END_TEST

START_TEST(clock_bad__period_at_run_time)
{
  desk_set(HEAD, DATA STATE("a", TASK("write", "officer", "f:into='$x'") DONE("write", "b"))
                   STATE("b", DEADLINE("within='{$x/choice}'") TASK("check", "leader", "") DONE("check", "end")) END);
  ok("open as clerk-1");
  no(FASTI_INVALID, "the deadline Term has the period \"soon\"", "complete write as officer-1 with text=1 choice=soon");
  ok("complete write as officer-1 with text=1"); /* an empty period sets none */
  ck_assert_str_eq(desk_deadlines(), "");
}
END_TEST

TCase *
clock_tcase(void)
{
  TCase *tcase = desk_tcase("clock");

  tcase_add_test(tcase, clock_fires__warning_and_end);
  tcase_add_test(tcase, clock_leaves__met);
  tcase_add_test(tcase, clock_from__data);
  tcase_add_test(tcase, clock_roll__none);
  tcase_add_test(tcase, clock_on__a_date);
  tcase_add_test(tcase, clock_provisional__beyond_the_calendar);
  tcase_add_test(tcase, clock_pause__in_states);
  tcase_add_test(tcase, clock_explain__day_by_day);
  tcase_add_test(tcase, clock_extend__ledger);
  tcase_add_test(tcase, clock_send__delayed);
  tcase_add_test(tcase, clock_bad__period_at_run_time);
  return tcase;
}
