/* tests/verify/verify_test.c - the room verify: what is refused before deployment, and the path that shows it. */
#include "config.h"

#include <string.h>

#include "engine/verify.h"
#include "tests/tap.h"

static int visited;

/* What verifying a chart says; "" when it is accepted. @return owned */
static char *
say(const char *body)
{
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_buffer text = {0}, out = {0};
  struct fasti_chart *chart = NULL;

  fasti_buffer_printf(&text, "<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:f='urn:fasti:procedure' version='1.0' "
                             "datamodel='null'>%s</scxml>", body);
  if (fasti_chart_load("t.scxml", fasti_buffer_slice(&text), NULL, messages, &chart) == FASTI_OK) {
    enum fasti_status status = fasti_verify_chart(chart, messages, &visited);

    ck_assert_int_eq(status == FASTI_OK, fasti_messages_errors(messages) == 0);
  }
  fasti_messages_print(messages, &out);
  fasti_chart_free(chart);
  fasti_messages_free(messages);
  fasti_buffer_free(&text);
  return fasti_buffer_take(&out);
}

static void
accepts(const char *body)
{
  char *said = say(body);

  ck_assert_str_eq(said, "");
  fasti_free(said);
}

static void
refuses(const char *body, const char *part)
{
  char *said = say(body);

  ck_assert_msg(strstr(said, part), "said: %s\nwithout: %s", said, part);
  fasti_free(said);
}

/* Filing, notice, decision; the notice may be skipped when SKIP is there. */
#define LINE(skip, asserted)                                                                                           \
  "<f:assert law='L12-4.4'>" asserted "</f:assert>"                                                                    \
  "<state id='filed'><transition event='go' target='notice'/>" skip "</state>"                                         \
  "<state id='notice'><transition event='back' target='filed'/><transition event='go' target='decision'/></state>"     \
  "<state id='decision'><transition event='go' target='closed'/></state><final id='closed'/>"

START_TEST(never_before_holds_or_shows_the_way)
{
  accepts(LINE("", "decision never before notice"));
  refuses(LINE("<transition event='hurry' cond=\"In('filed')\" target='decision'/>", "decision never before notice"),
          "\"decision never before notice\", L12-4.4 does not hold; the way that breaks it: "
          "filed [hurry] -> decision");
}
END_TEST

START_TEST(always_after_holds_or_shows_the_way)
{
  accepts(LINE("", "closed always after notice"));
  accepts(LINE("", "decision always after filed"));
  refuses(LINE("<transition event='drop' target='closed'/>", "decision always after filed"),
          "the way that breaks it: filed [drop] -> closed");
}
END_TEST

START_TEST(never_and_looks_into_parallel_regions)
{
  static const char regions[] = "<f:assert>never a2 and b2</f:assert><parallel id='p'>"
                                "<state id='a'><state id='a1'><transition event='x' target='a2'/></state><state id='a2'/></state>"
                                "<state id='b'><state id='b1'><transition event='y' target='b2'/></state><state id='b2'/></state>"
                                "</parallel>";

  refuses(regions, "\"never a2 and b2\" does not hold; the way that breaks it: a1 [x] -> a2, b1 [y] -> b2");
  accepts(LINE("", "never notice and decision"));
}
END_TEST

START_TEST(always_reaches_wants_a_way_that_stays_open)
{
  accepts(LINE("", "from filed always reaches closed"));
  refuses(LINE("<transition event='drop' target='closed'/>", "from filed always reaches decision"),
          "the way that breaks it: filed [drop] -> closed");
}
END_TEST

START_TEST(a_trap_is_refused_with_the_way_into_it)
{
  refuses("<state id='a'><transition event='x' target='b'/><transition event='y' target='end'/></state>"
          "<state id='b'><transition event='z' target='c'/></state><state id='c'><transition event='w' target='b'/></state>"
          "<final id='end'/>",
          "a trap: once b is active no final state can be reached any more; the way there: a [x] -> b");
  accepts("<state id='a'><transition event='x' target='b'/></state><state id='b'><transition event='x' target='a'/></state>");
}
END_TEST

START_TEST(a_state_that_is_never_entered_is_refused)
{
  refuses("<state id='a'><transition event='x' target='end'/></state>\n<state id='lost'/><final id='end'/>",
          "t.scxml:2:1: error: the state lost can never be entered");
}
END_TEST

START_TEST(done_state_needs_a_state_that_is_done)
{
  refuses("<state id='s'><transition event='done.state.s' target='end'/><state id='a'/></state><final id='end'/>",
          "the state end can never be entered");
  accepts("<parallel id='p'><transition event='done.state.p' target='end'/>"
          "<state id='a'><state id='a1'><transition event='x' target='a2'/></state><final id='a2'/></state>"
          "<state id='b'><state id='b1'><transition event='x' target='b2'/></state><final id='b2'/></state>"
          "</parallel><final id='end'/>");
  ck_assert_int_eq(visited, 5);
}
END_TEST

START_TEST(history_returns_only_to_where_the_case_was)
{
  accepts("<f:assert>c never before b</f:assert>"
          "<state id='main' initial='a'><history id='h'><transition target='a'/></history>"
          "<state id='a'><transition event='x' target='b'/></state><state id='b'><transition event='x' target='c'/></state>"
          "<state id='c'/><transition event='pause' target='paused'/><transition event='stop' target='end'/></state>"
          "<state id='paused'><transition event='resume' target='h'/></state><final id='end'/>");
  ck_assert_int_eq(visited, 1 + 2 * 3 + 2 + 3 + 3);
}
END_TEST

#define REGIONS(type)                                                                                                  \
  "<parallel id='p'><state id='a'>\n<transition event='again'" type " target='a1'/>"                                   \
  "<state id='a1'><transition event='x' target='a2'/></state><state id='a2'/></state>"                                 \
  "<state id='b'><state id='b1'><transition event='y' target='b2'/></state><state id='b2'/></state></parallel>"

START_TEST(a_region_that_takes_the_others_along_is_warned_of)
{
  refuses(REGIONS(""), "t.scxml:2:1: warning: this transition leaves all regions of p, not only a; "
                       "write type=\"internal\" if they are to stay");
  accepts(REGIONS(" type='internal'"));
}
END_TEST

START_TEST(assertions_that_make_no_sense_are_refused)
{
  refuses(LINE("", "decision before notice"), "t.scxml:1:");
  refuses(LINE("", "decision before notice"), "the assertion is not understood; expected \"A never before B\"");
  refuses(LINE("", "decision never before notcie"), "the assertion names the state notcie, which does not exist");
}
END_TEST

START_TEST(too_many_configurations_are_said_not_to_be_proved)
{
  struct fasti_buffer body = {0};
  char *said;

  fasti_buffer_puts(&body, "<parallel id='p'>");
  for (int i = 0; i < 20; i++)
    fasti_buffer_printf(&body, "<state id='r%d'><state id='r%da'><transition event='e%d' target='r%db'/></state>"
                               "<state id='r%db'><transition event='e%d' target='r%da'/></state></state>",
                        i, i, i, i, i, i, i);
  fasti_buffer_puts(&body, "</parallel>");
  said = say(body.at);
  ck_assert_msg(strstr(said, "warning: there are more than 200000 configurations"), "%s", said);
  fasti_free(said);
  fasti_buffer_free(&body);
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("verify");
  TCase *tests = tcase_create("verify");

  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, never_before_holds_or_shows_the_way);
  tcase_add_test(tests, always_after_holds_or_shows_the_way);
  tcase_add_test(tests, never_and_looks_into_parallel_regions);
  tcase_add_test(tests, always_reaches_wants_a_way_that_stays_open);
  tcase_add_test(tests, a_trap_is_refused_with_the_way_into_it);
  tcase_add_test(tests, a_state_that_is_never_entered_is_refused);
  tcase_add_test(tests, done_state_needs_a_state_that_is_done);
  tcase_add_test(tests, history_returns_only_to_where_the_case_was);
  tcase_add_test(tests, a_region_that_takes_the_others_along_is_warned_of);
  tcase_add_test(tests, assertions_that_make_no_sense_are_refused);
  tcase_add_test(tests, too_many_configurations_are_said_not_to_be_proved);
  suite_add_tcase(suite, tests);
  return tap_run(suite);
}
