/* tests/step/step_test.c - the algorithm: what is entered, left and taken, in which order (SCXML 3, appendix D). */
#include "config.h"

#include "tests/step/play.h"

/* An SCXML state that says when it is entered and left is traced by the host; content by <log>. */
#define SAY(word) "<log label=\"" word "\"/>"

START_TEST(order_of_leaving_content_and_entering)
{
  struct play p;

  ck_assert_int_eq(
    play_start(&p, XPATH("<state id='a'><onentry>" SAY("ea1") "</onentry><onentry>" SAY("ea2") "</onentry><onexit>" SAY(
                     "xa") "</onexit>"
                           "<state id='a1'><onexit>" SAY("xa1") "</onexit><transition event='go' target='b2'>" SAY(
                             "t") "</transition></state></state>"
                                  "<state id='b' initial='b1'><onentry>" SAY(
                                    "eb") "</onentry><state id='b1'/><state "
                                          "id='b2'><onentry>" SAY("eb2") "</onentry></state></state>")),
    FASTI_OK);
  ck_assert_trace(&p, "ea1 ea2 +a +a1");
  ck_assert_int_eq(play_send(&p, "go"), FASTI_OK);
  ck_assert_trace(&p, "-a1 xa1 -a xa t eb +b eb2 +b2");
  play_end(&p);
}
END_TEST

START_TEST(initial_attribute_element_and_default)
{
  struct play p;

  play_start(&p, SCXML("datamodel='xpath' initial='deep other'",
                       "<parallel id='p'><state id='l'><state id='x'/><state id='y'><state id='deep'/></state></state>"
                       "<state id='r'><state id='z'/><state id='other'/></state></parallel>"));
  ck_assert_str_eq(play_states(&p), "deep other");
  ck_assert_trace(&p, "+p +l +y +deep +r +other");
  play_end(&p);
  play_start(
    &p,
    XPATH("<state id='s'><initial><transition target='c'>" SAY(
      "chosen") "</transition></initial><state id='b'/><state id='c'><onentry>" SAY("c") "</onentry></state></state>"));
  ck_assert_trace(&p, "+s chosen c +c");
  play_end(&p);
  play_start(&p, XPATH("<state id='s'><state id='first'/><state id='second'/></state>"));
  ck_assert_str_eq(play_states(&p), "first");
  play_end(&p);
}
END_TEST

START_TEST(external_and_internal_transitions)
{
  struct play p;

  play_start(&p, PLAIN("<state id='s' initial='a'><transition event='out' target='b'/>"
                       "<transition event='in' type='internal' target='b'/><transition event='self' target='s'/>"
                       "<transition event='none'/><state id='a'/><state id='b'/></state>"));
  ck_assert_trace(&p, "+s +a");
  play_send(&p, "in");
  ck_assert_trace(&p, "-a +b");
  play_send(&p, "out");
  ck_assert_trace(&p, "-b -s +s +b");
  play_send(&p, "self");
  ck_assert_trace(&p, "-b -s +s +a");
  play_send(&p, "none");
  play_send(&p, "unknown");
  ck_assert_trace(&p, "");
  play_end(&p);
}
END_TEST

START_TEST(internal_of_a_parallel_is_external)
{
  struct play p;

  play_start(&p, PLAIN("<parallel id='p'><transition event='e' type='internal' target='b'/><state id='x'/>"
                       "<state id='y'><state id='a'/><state id='b'/></state></parallel>"));
  ck_assert_trace(&p, "+p +x +y +a");
  play_send(&p, "e");
  ck_assert_trace(&p, "-a -y -x -p +p +x +y +b");
  play_end(&p);
}
END_TEST

START_TEST(events_match_by_tokens)
{
  static const struct {
    const char *descriptors, *event;
    bool match;
  } cases[] = {{"a", "a", true},           {"a", "a.b", true},     {"a", "ab", false},        {"a.b", "a", false},
               {"a.b", "a.b.c", true},     {"a.*", "a.b", true},   {"a.*", "a", true},        {"a.", "a.b", true},
               {"*", "anything", true},    {"x a.b", "a.b", true}, {"x a.b", "a.c", false},   {"a.b", "a.bc", false},
               {"error", "errors", false}, {".*", "a", false},     {"a-b a.b", "a.b.c", true}};

  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char xml[512];
    struct play p;

    snprintf(xml, sizeof xml,
             PLAIN("<state id='s'><transition event='%s' target='yes'/><transition event='a-z a.b.zz b'/></state>"
                   "<state id='yes'/>"),
             cases[i].descriptors);
    play_start(&p, xml);
    play_send(&p, cases[i].event);
    ck_assert_msg((strcmp(play_states(&p), "yes") == 0) == cases[i].match, "%s on %s", cases[i].descriptors,
                  cases[i].event);
    ck_assert_msg(fasti_chart_event_matches(cases[i].descriptors, cases[i].event) == cases[i].match, "%s on %s",
                  cases[i].descriptors, cases[i].event);
    play_end(&p);
  }
}
END_TEST

START_TEST(document_order_and_children_first)
{
  struct play p;

  play_start(&p, PLAIN("<state id='s'><transition event='e' target='parent'/><state id='a'>"
                       "<transition event='e' cond=\"In('nowhere')\" target='never'/>"
                       "<transition event='e' target='first'/><transition event='e' target='second'/></state></state>"
                       "<state id='first'/><state id='second'/><state id='parent'/><state id='never'/>"));
  play_send(&p, "e");
  ck_assert_str_eq(play_states(&p), "first");
  play_end(&p);
}
END_TEST

START_TEST(transitions_of_regions_are_taken_together)
{
  struct play p;

  play_start(&p, XPATH("<parallel id='p'><state id='r'><state id='r1'><transition event='e' target='r2'>" SAY(
                   "t1") "</transition></state><state id='r2'/></state>"
                         "<state id='s'><state id='s1'><transition event='e'>" SAY(
                           "t2") "</transition></state></state><state id='t'><state id='t1'>"
                                 "<transition event='e' target='t2'>" SAY(
                                   "t3") "</transition></state><state id='t2'/></state></parallel>"));
  ck_assert_trace(&p, "+p +r +r1 +s +s1 +t +t1");
  play_send(&p, "e");
  ck_assert_trace(&p, "-t1 -r1 t1 t2 t3 +r2 +t2");
  play_end(&p);
}
END_TEST

START_TEST(conflicts_the_first_region_and_the_deeper_source_win)
{
  struct play p;

  play_start(&p, PLAIN("<parallel id='p'><state id='l'><transition event='deep' target='out1'/>"
                       "<state id='l1'><transition event='e' target='out1'/></state></state>"
                       "<state id='r'><state id='r1'><transition event='e' target='r2'/></state><state id='r2'/>"
                       "</state></parallel><state id='out1'/>"));
  play_send(&p, "e");
  ck_assert_str_eq(play_states(&p), "out1");
  play_end(&p);
  /* The transition of the whole parallel is preempted by that of a region inside it. */
  play_start(&p, PLAIN("<parallel id='p'><transition event='e' target='out'/><state id='l'><state id='l1'/></state>"
                       "<state id='r'><state id='r1'><transition event='e' target='r2'/></state><state id='r2'/>"
                       "</state></parallel><state id='out'/>"));
  play_send(&p, "e");
  ck_assert_str_eq(play_states(&p), "l1 r2");
  play_send(&p, "e");
  ck_assert_str_eq(play_states(&p), "out");
  play_end(&p);
}
END_TEST

START_TEST(entering_a_region_from_outside_enters_the_others_by_default)
{
  struct play p;

  play_start(&p, PLAIN("<state id='s'><transition event='e' target='b r2'/></state><parallel id='p'>"
                       "<state id='l'><state id='a'/><state id='b'/></state><state id='r'><state id='r1'/>"
                       "<state id='r2'/></state><state id='d'><state id='d1'/></state></parallel>"));
  play_send(&p, "e");
  ck_assert_trace(&p, "+s -s +p +l +b +r +r2 +d +d1");
  play_end(&p);
}
END_TEST

#define WITH_HISTORY(type)                                                                                             \
  "<state id='s' initial='a'><history id='h' type='" type                                                              \
  "'><transition target='a'><log label='default'/></transition></history>"                                             \
  "<state id='a'><transition event='next' target='b2'/></state>"                                                       \
  "<state id='b' initial='b1'><state id='b1'/><state id='b2'/></state><transition event='leave' target='t'/></state>"  \
  "<state id='t'><transition event='back' target='h'/></state>"

START_TEST(history_shallow_deep_and_default)
{
  struct play p;

  play_start(&p, SCXML("datamodel='xpath' initial='t'", WITH_HISTORY("shallow")));
  play_send(&p, "back");
  ck_assert_trace(&p, "+t -t +s default +a");
  play_send(&p, "next");
  play_send(&p, "leave");
  play_send(&p, "back");
  ck_assert_trace(&p, "-a +b +b2 -b2 -b -s +t -t +s +b +b1");
  play_end(&p);
  play_start(&p, SCXML("datamodel='xpath' initial='t'", WITH_HISTORY("deep")));
  play_send(&p, "back");
  play_send(&p, "next");
  play_send(&p, "leave");
  play_send(&p, "back");
  ck_assert_str_eq(play_states(&p), "b2");
  play_end(&p);
}
END_TEST

/* From inside: what deep history remembers decides how far the transition reaches, not where the history stands. */
START_TEST(history_from_inside_leaves_no_more_than_it_must)
{
  struct play p;

  play_start(&p, PLAIN("<state id='s' initial='c'><history id='h' type='deep'><transition target='c1'/></history>"
                       "<state id='c'><state id='c1'><transition event='again' target='h'/></state><state id='c2'/>"
                       "</state></state>"));
  ck_assert_trace(&p, "+s +c +c1");
  play_send(&p, "again");
  ck_assert_trace(&p, "-c1 +c1");
  play_end(&p);
}
END_TEST

START_TEST(done_events_of_compound_parallel_and_machine)
{
  struct play p;

  play_start(&p, PLAIN("<state id='w'><transition event='done.state.p' target='end'/><parallel id='p'>"
                       "<state id='l'><state id='l1'><transition event='l' target='lf'/></state><final id='lf'/>"
                       "<transition event='done.state.l'/></state><state id='r'><state id='r1'>"
                       "<transition event='r' target='rf'/></state><final id='rf'/></state></parallel></state>"
                       "<final id='end'/>"));
  play_send(&p, "l");
  ck_assert(!fasti_machine_ended(p.machine));
  ck_assert_str_eq(play_states(&p), "lf r1");
  play_send(&p, "r");
  ck_assert(fasti_machine_ended(p.machine));
  ck_assert_str_eq(play_states(&p), "end");
  ck_assert_trace(&p, "+w +p +l +l1 +r +r1 -l1 +lf -r1 +rf -rf -r -lf -l -p -w +end -end");
  ck_assert_int_eq(play_send(&p, "late"), FASTI_OK);
  ck_assert_trace(&p, "");
  play_end(&p);
}
END_TEST

START_TEST(donedata_as_params_and_as_content)
{
  struct play p;

  play_start(&p,
             XPATH("<datamodel><data id='v' expr='7'/></datamodel><state id='s'><state id='a'>"
                   "<transition event='e' target='f'/></state><final id='f'><donedata><param name='x' expr='$v + 1'/>"
                   "<param name='bad' expr='1 +'/></donedata></final><transition event='done.state.s'>"
                   "<log label='x' expr=\"$_event/data/data[@id='x']\"/><log label='n' "
                   "expr='count($_event/data/data)'/></transition></state>"));
  play_send(&p, "e");
  ck_assert_trace(&p, "+s +a -a +f ! x:8 n:1");
  play_end(&p);
  play_start(&p, XPATH("<state id='s'><final id='f'><donedata><content><r xmlns=''>ok</r></content></donedata></final>"
                       "<transition event='done.state.s'><log label='r' expr='$_event/data/r'/></transition></state>"));
  ck_assert_trace(&p, "+s +f r:ok");
  play_end(&p);
}
END_TEST

START_TEST(eventless_before_internal_before_external)
{
  struct play p;

  play_start(
    &p,
    XPATH(
      "<state id='a'><onentry><send event='ext'/><raise event='int'/></onentry>"
      "<transition target='b'>" SAY(
        "eventless") "</transition></state>"
                     "<state id='b'><transition event='ext'>" SAY(
                       "external") "</transition><transition event='int'>" SAY("internal") "</transition></state>"));
  ck_assert_trace(&p, "+a -a eventless +b internal external");
  play_end(&p);
}
END_TEST

START_TEST(errors_in_a_block_end_the_block_only)
{
  struct play p;

  play_start(
    &p, XPATH("<state id='a'><onentry>" SAY("one") "<assign location='$none' expr='1'/>" SAY(
          "never") "</onentry><onentry>" SAY("two") "</onentry><transition event='error.execution'>"
                                                    "<log label='heard' expr='$_event/type'/></transition></state>"));
  ck_assert_trace(&p, "one ! two +a heard:platform");
  play_end(&p);
}
END_TEST

START_TEST(null_data_model_knows_in_and_nothing_else)
{
  struct play p;

  play_start(&p, PLAIN("<parallel id='p'><state id='a'><state id='a1'><transition event='e' cond=\"In('b2')\" "
                       "target='a2'/><transition event='x' cond='true()' target='a2'/></state><state id='a2'/></state>"
                       "<state id='b'><state id='b1'><transition event='move' target='b2'/></state><state id='b2'/>"
                       "</state></parallel>"));
  play_send(&p, "e");
  ck_assert_str_eq(play_states(&p), "a1 b1");
  play_send(&p, "x");
  ck_assert_str_eq(play_states(&p), "a1 b1");
  play_send(&p, "move");
  play_send(&p, "e");
  ck_assert_str_eq(play_states(&p), "a2 b2");
  play_end(&p);
}
END_TEST

START_TEST(endless_eventless_loop_is_stopped_with_its_states)
{
  struct play p;

  ck_assert_int_eq(play_start(&p, PLAIN("<state id='rest'><transition event='go' target='ping'/></state>"
                                        "<state id='ping'><transition target='pong'/></state>"
                                        "<state id='pong'><transition target='ping'/></state>")),
                   FASTI_OK);
  ck_assert_int_eq(play_send(&p, "go"), FASTI_LIMIT);
  ck_assert_ptr_nonnull(strstr(p.text.at, "test.scxml:1:1: error: the chart does not come to rest: more than 10000 "
                                          "steps without waiting for an event; it goes round in ping, pong;"));
  play_end(&p);
}
END_TEST

START_TEST(endless_internal_events_are_stopped)
{
  struct play p;

  ck_assert_int_eq(play_start(&p, PLAIN("<state id='s'><onentry><raise event='a'/></onentry><transition event='a'>"
                                        "<raise event='b'/></transition><transition event='b'><raise event='a'/>"
                                        "</transition></state>")),
                   FASTI_LIMIT);
  ck_assert_ptr_nonnull(strstr(p.text.at, "does not come to rest"));
  play_end(&p);
}
END_TEST

/* The linker sends the engine's allocations through here (tests.mk). */
static int allocations;
void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__real_realloc(void *at, size_t size);
void *__wrap_realloc(void *at, size_t size);

void *
__wrap_calloc(size_t count, size_t size)
{
  allocations++;
  return __real_calloc(count, size);
}

void *
__wrap_realloc(void *at, size_t size)
{
  allocations++;
  return __real_realloc(at, size);
}

START_TEST(plain_steps_allocate_nothing)
{
  struct fasti_event event = {.name = "e", .kind = FASTI_EVENT_EXTERNAL};
  struct fasti_machine *machine;
  struct play p;

  ck_assert(play_load(&p, PLAIN("<parallel id='p'><state id='a'><history id='h'><transition target='a1'/></history>"
                                "<state id='a1'><transition event='e' target='a2'/></state><state id='a2'>"
                                "<transition event='e' target='a1'/></state></state><state id='b'><state id='b1'>"
                                "<transition event='e' target='b2'/></state><state id='b2'><transition event='e' "
                                "cond=\"In('a2')\" target='b1'/><transition event='*' target='b1'/></state></state>"
                                "</parallel>")));
  machine = fasti_machine_new(p.chart, NULL, "m");
  ck_assert_int_eq(fasti_machine_start(machine, 0, NULL), FASTI_OK);
  ck_assert_int_gt(allocations, 0); /* or nothing is counted */
  allocations = 0;
  for (int i = 0; i < 100; i++)
    ck_assert_int_eq(fasti_machine_send(machine, NULL, &event, 0, NULL), FASTI_OK);
  ck_assert_int_eq(allocations, 0);
  fasti_machine_free(machine);
  play_end(&p);
}
END_TEST

START_TEST(enabled_asks_without_taking)
{
  struct fasti_event event = {.name = "e", .kind = FASTI_EVENT_EXTERNAL};
  struct play p;
  int found[4];

  play_start(&p,
             XPATH("<datamodel><data id='n'>5</data></datamodel><state id='a'>"
                   "<transition event='e' cond='$n &gt; 9' target='b'/><transition event='e' cond='$none' target='b'/>"
                   "<transition event='e' cond='$n = 5' target='c'/></state><state id='b'/><state id='c'/>"));
  ck_assert_int_eq(fasti_session_enabled(fasti_machine_root(p.machine), &event, found, 4), 1);
  ck_assert_int_eq(found[0], 2);
  ck_assert_str_eq(play_states(&p), "a");
  ck_assert_trace(&p, "+a");
  play_end(&p);
}
END_TEST

START_TEST(jump_leaves_and_enters_like_an_external_transition)
{
  struct play p;

  play_start(&p, PLAIN("<state id='s'><state id='a'/><state id='b'><transition event='n' target='c'/></state>"
                       "<state id='c'><state id='c1'/></state></state>"));
  fasti_free(play_trace(&p));
  ck_assert_int_eq(fasti_machine_jump(p.machine, fasti_machine_root(p.machine), fasti_chart_find(p.chart, "a"),
                                      fasti_chart_find(p.chart, "c"), 5, p.messages),
                   FASTI_OK);
  ck_assert_trace(&p, "-a +c +c1");
  ck_assert_int_eq(fasti_machine_jump(p.machine, fasti_machine_root(p.machine), fasti_chart_find(p.chart, "a"),
                                      fasti_chart_find(p.chart, "b"), 6, p.messages),
                   FASTI_INVALID);
  ck_assert_str_eq(fasti_messages_at(p.messages, 0)->text, "\"a\" is not active, so it cannot be left");
  ck_assert_str_eq(play_states(&p), "c1");
  play_end(&p);
}
END_TEST

static Suite *
step_suite(void)
{
  Suite *suite = suite_create("step");
  TCase *all = tcase_create("algorithm");

  tcase_add_test(all, order_of_leaving_content_and_entering);
  tcase_add_test(all, initial_attribute_element_and_default);
  tcase_add_test(all, external_and_internal_transitions);
  tcase_add_test(all, internal_of_a_parallel_is_external);
  tcase_add_test(all, events_match_by_tokens);
  tcase_add_test(all, document_order_and_children_first);
  tcase_add_test(all, transitions_of_regions_are_taken_together);
  tcase_add_test(all, conflicts_the_first_region_and_the_deeper_source_win);
  tcase_add_test(all, entering_a_region_from_outside_enters_the_others_by_default);
  tcase_add_test(all, history_shallow_deep_and_default);
  tcase_add_test(all, history_from_inside_leaves_no_more_than_it_must);
  tcase_add_test(all, done_events_of_compound_parallel_and_machine);
  tcase_add_test(all, donedata_as_params_and_as_content);
  tcase_add_test(all, eventless_before_internal_before_external);
  tcase_add_test(all, errors_in_a_block_end_the_block_only);
  tcase_add_test(all, null_data_model_knows_in_and_nothing_else);
  tcase_add_test(all, endless_eventless_loop_is_stopped_with_its_states);
  tcase_add_test(all, endless_internal_events_are_stopped);
  tcase_add_test(all, plain_steps_allocate_nothing);
  tcase_add_test(all, enabled_asks_without_taking);
  tcase_add_test(all, jump_leaves_and_enters_like_an_external_transition);
  suite_add_tcase(suite, all);
  return suite;
}

int
main(void)
{
  return tap_run(step_suite());
}
