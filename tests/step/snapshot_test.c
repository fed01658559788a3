/* tests/step/snapshot_test.c - machines written, read and replayed: the same bytes, whatever happened.
 */
#include "config.h"

#include "tests/step/play.h"

/* Everything that a snapshot must hold, in a few charts. */
static const char *const charts[] = {
  PLAIN("<state id='s' initial='a'><history id='h' type='deep'><transition target='a'/></history><state id='a'>"
        "<transition event='e0' target='b'/></state><state id='b' initial='b1'><history id='hb'><transition "
        "target='b1'/></history><state id='b1'><transition event='e1' target='b2'/></state><state>"
        "<transition event='e0' target='b1'/></state><state id='b2'/></state><transition event='e2' target='t'/>"
        "<transition event='e3' target='b1'/></state>"
        "<state id='t'><transition event='e0' target='h'/><transition event='e1' target='hb'/></state>"),
  XPATH("<datamodel><data id='n'>0</data><data id='log' xmlns=''/></datamodel>"
        "<parallel id='p'><transition event='e3'><assign location='$log' type='delete' /></transition>"
        "<state id='l'><state id='l1'><transition event='e0' target='l2'><assign location='$n' expr='$n + 1'/>"
        "<assign location='$log' type='lastchild'><entry xmlns='' kind='a &amp; \"b\"'>x &lt; y</entry></assign>"
        "</transition></state><state id='l2'><onentry><send event='tick' id='t' delay='3s'><param name='v' "
        "expr='$n'/></send></onentry><transition event='tick' target='l1'><assign location='$log' type='firstchild' "
        "expr=\"$_event/data/data\"/></transition><transition event='e1' target='l1'><cancel sendid='t'/></transition>"
        "</state></state><state id='r'><transition event='e2'><foreach array='$log/*' item='each' index='i'>"
        "<assign location='$each' type='addattribute' attr='at' expr='$i'/></foreach></transition></state></parallel>"),
  SCXML("datamodel='xpath' binding='late'",
        "<datamodel><data id='kid'><scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' datamodel='xpath'>"
        "<datamodel><data id='mine'>1</data></datamodel><state id='k'><onentry><send event='hello' target='#_parent' "
        "delay='2s'/></onentry><transition event='e1' target='k2'><assign location='$mine' expr='$mine * 2'/>"
        "</transition></state><state id='k2'><transition event='e1' target='k3'/></state><final id='k3'/></scxml>"
        "</data></datamodel><state id='a'><datamodel><data id='x'>first</data></datamodel><invoke id='made' "
        "autoforward='true'><content expr='$kid/*'/></invoke><invoke autoforward='true'><content>"
        "<scxml version='1.0' datamodel='null'><state id='q'><transition event='e2' target='w'/></state>"
        "<state id='w'><transition event='e2' target='q'/></state></scxml></content></invoke>"
        "<transition event='hello' target='b'><assign location='$x' expr=\"concat($x, '.')\"/></transition>"
        "<transition event='done.invoke.made' target='b'/><transition event='e3' target='b'/></state>"
        "<state id='b'><datamodel><data id='y'>second</data></datamodel><transition event='e0' target='a'>"
        "<assign location='$y' expr=\"concat($y, '!')\"/></transition></state>"),
};

enum { CHARTS = sizeof charts / sizeof *charts, STEPS = 60, RUNS = 40 };

static uint32_t
next(uint32_t *seed)
{
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 16;
}

static void
step(struct play *play, uint32_t choice)
{
  static const char *const events[] = {"e0", "e1", "e2", "e3"};

  if (choice % 5 == 4)
    ck_assert_int_eq(play_advance(play, play->now + 700 * (choice / 5 % 4)), FASTI_OK);
  else
    ck_assert_int_eq(play_send(play, events[choice % 5]), FASTI_OK);
}

static void
go_on_restored(struct play *play)
{
  char *before = play_snapshot(play), *after;

  ck_assert_int_eq(play_restore(play, before), FASTI_OK);
  after = play_snapshot(play);
  ck_assert_str_eq(before, after);
  fasti_free(before);
  fasti_free(after);
}

START_TEST(any_history_restores_and_replays_to_the_same_bytes)
{
  for (uint32_t run = 0; run < RUNS; run++) {
    uint32_t seed = run * 7919 + (uint32_t)_i, again = seed;
    struct play restored, straight;
    char *one, *two;

    play_start(&restored, charts[_i]);
    play_start(&straight, charts[_i]);
    for (int i = 0; i < STEPS; i++) {
      uint32_t choice = next(&seed);

      step(&restored, choice);
      if (choice % 3 == 0)
        go_on_restored(&restored);
      step(&straight, next(&again));
    }
    one = play_snapshot(&restored);
    two = play_snapshot(&straight);
    ck_assert_str_eq(one, two);
    ck_assert_str_eq(restored.trace.at, straight.trace.at);
    fasti_free(one);
    fasti_free(two);
    play_end(&restored);
    play_end(&straight);
  }
}
END_TEST

START_TEST(a_snapshot_reads_well)
{
  char *snapshot;
  struct play p;

  play_start(&p, XPATH("<datamodel><data id='v'>a</data></datamodel><state id='s'><onentry><send event='later' "
                       "delay='1m' id='x'/></onentry></state>"));
  snapshot = play_snapshot(&p);
  ck_assert_str_eq(snapshot,
                   "<machine now=\"0\" sessions=\"1\"><session id=\"m\" states=\"s\"><datamodel><data id=\"v\">a</data>"
                   "</datamodel></session><event queue=\"delayed\" session=\"m\" name=\"later\" kind=\"external\" "
                   "sendid=\"x\" origin=\"#_scxml_m\" origintype=\"http://www.w3.org/TR/scxml/#SCXMLEventProcessor\" "
                   "due=\"60000\" send=\"0\"/></machine>");
  fasti_free(snapshot);
  play_end(&p);
}
END_TEST

START_TEST(a_machine_not_started_and_one_that_ended_are_written_too)
{
  char *snapshot;
  struct play p;

  ck_assert(play_load(&p, PLAIN("<final id='f'/>")));
  p.machine = fasti_machine_new(p.chart, &p.host, "m");
  go_on_restored(&p);
  ck_assert_int_eq(fasti_machine_start(p.machine, 9, p.messages), FASTI_OK);
  go_on_restored(&p);
  ck_assert(fasti_machine_ended(p.machine));
  ck_assert_str_eq(play_states(&p), "f");
  snapshot = play_snapshot(&p);
  ck_assert_str_eq(snapshot,
                   "<machine now=\"9\" sessions=\"1\"><session id=\"m\" states=\"f\" phase=\"ended\"/></machine>");
  fasti_free(snapshot);
  play_end(&p);
}
END_TEST

START_TEST(what_does_not_fit_is_corrupt)
{
  static const char *const wrong[] = {
    "<case/>",
    "<machine now='0' sessions='1'/>",
    "<machine now='0' sessions='1'><session id='m' states='gone'><datamodel/></session></machine>",
    "<machine now='0' sessions='1'><session id='m' states='s'><datamodel/></session></machine>",
    "<machine now='0' sessions='1'><session id='m' states='a b'><datamodel/></session></machine>",
    "<machine now='0' sessions='1'><session id='m' states='a'/></machine>",
    "<machine now='zero' sessions='1'><session id='m' states='a'><datamodel/></session></machine>",
    "<machine now='0' sessions='1'><session id='m' states='a'><datamodel/><odd/></session></machine>",
    "<machine now='0' sessions='1'><session id='m' states='a'><datamodel/><history "
    "state='a'>a</history></session></machine>",
    "<machine now='0' sessions='1'><session id='m' states='a'><datamodel/><invocation invoke='3' "
    "id='x'/></session></machine>",
    "<machine now='0' sessions='1'><session id='m' states='a'><datamodel/></session><event session='x' "
    "name='e'/></machine>",
  };

  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    struct play p;

    ck_assert(play_load(&p, XPATH("<state id='s'><state id='a'/><state id='b'/></state>")));
    ck_assert_msg(play_restore(&p, wrong[i]) == FASTI_CORRUPT, "%s", wrong[i]);
    ck_assert_uint_ge(fasti_messages_errors(p.messages), 1);
    ck_assert_ptr_null(p.machine);
    play_end(&p);
  }
}
END_TEST

static Suite *
snapshot_suite(void)
{
  Suite *suite = suite_create("snapshot");
  TCase *all = tcase_create("snapshots");

  tcase_add_loop_test(all, any_history_restores_and_replays_to_the_same_bytes, 0, CHARTS);
  tcase_add_test(all, a_snapshot_reads_well);
  tcase_add_test(all, a_machine_not_started_and_one_that_ended_are_written_too);
  tcase_add_test(all, what_does_not_fit_is_corrupt);
  suite_add_tcase(suite, all);
  return suite;
}

int
main(void)
{
  return tap_run(snapshot_suite());
}
