/* tests/step/session_test.c - events between sessions: send, cancel, invoke, finalize, autoforward; and what never ends
 * (SCXML 6).
 */
#include "config.h"

#include "tests/step/play.h"

#define CHILD(model, body) "<content><scxml version='1.0' datamodel='" model "'>" body "</scxml></content>"

START_TEST(delays_run_on_the_callers_time)
{
  struct play p;

  play_start(&p, XPATH("<state id='s'><onentry><send event='late' delay='2s'/><send event='early' delay='500ms'/>"
                       "<send event='same' delayexpr=\"'.5s'\"/><send event='now'/></onentry>"
                       "<transition event='*'><log label='got' expr='$_event/name'/></transition></state>"));
  ck_assert_trace(&p, "+s got:now");
  ck_assert_int_eq(fasti_machine_due(p.machine), 500);
  play_advance(&p, 499);
  ck_assert_trace(&p, "");
  play_advance(&p, 1999);
  ck_assert_trace(&p, "got:early got:same");
  play_advance(&p, 5000);
  ck_assert_trace(&p, "got:late");
  ck_assert_int_eq(fasti_machine_due(p.machine), FASTI_NEVER);
  play_end(&p);
}
END_TEST

START_TEST(a_timer_that_starts_again_keeps_its_rhythm)
{
  struct play p;

  play_start(&p, PLAIN("<state id='a'><onentry><send event='t' delay='1s'/></onentry><transition event='t' target='a'/>"
                       "</state>"));
  fasti_free(play_trace(&p));
  play_advance(&p, 3500);
  ck_assert_trace(&p, "-a +a -a +a -a +a");
  ck_assert_int_eq(fasti_machine_due(p.machine), 4000);
  play_end(&p);
}
END_TEST

START_TEST(cancel_by_id_and_by_expression)
{
  struct play p;

  play_start(&p, XPATH("<datamodel><data id='v'/></datamodel><state id='s'><onentry><send event='a' id='x' delay='1s'/>"
                       "<send event='b' idlocation='$v' delay='1s'/><send event='c' id='y' delay='1s'/>"
                       "<log label='id' expr='$v'/><cancel sendid='x'/><cancel sendidexpr='$v'/><cancel sendid='none'/>"
                       "</onentry><transition event='*'><log label='got' expr='concat($_event/name, $_event/sendid)'/>"
                       "</transition></state>"));
  play_advance(&p, 2000);
  ck_assert_trace(&p, "id:send.1 +s got:cy");
  play_end(&p);
}
END_TEST

START_TEST(what_a_send_carries)
{
  struct play p;

  play_start(&p,
             XPATH("<datamodel><data id='v'>7</data><data id='w'><a xmlns=''>x</a></data></datamodel><state id='s'>"
                   "<onentry><send eventexpr=\"concat('e', 1)\" namelist='$v $w/a'><param name='p' expr='$w'/>"
                   "<param name='q' location='$v'/></send><send event='e2'><content> some  text</content></send>"
                   "<send event='e3'><content expr='$w'/></send><send event='e4'><content><b xmlns=''>z</b></content>"
                   "</send></onentry><transition event='e1'><log label='1' expr=\"concat($_event/data/data[@id='v'], "
                   "$_event/data/data[@id='w/a']/a, $_event/data/data[@id='p']/a, $_event/data/data[@id='q'], "
                   "count($_event/data/*))\"/></transition>"
                   "<transition event='e2'><log label='2' expr='$_event/data'/></transition>"
                   "<transition event='e3'><log label='3' expr='$_event/data/a'/></transition>"
                   "<transition event='e4'><log label='4' expr='$_event/data/b'/></transition></state>"));
  ck_assert_trace(&p, "+s 1:7xx74 2:some text 3:x 4:z");
  play_end(&p);
}
END_TEST

START_TEST(sends_that_cannot_be_made_or_delivered)
{
  static const struct {
    const char *send, *error, *why;
  } cases[] = {
    {"<send event='e' target='baz'/>", "error.execution", "\"baz\" is no target of events"},
    {"<send event='e' type='urn:pigeon'/>", "error.execution", "events cannot be sent by the type \"urn:pigeon\""},
    {"<send event='e' target='#_scxml_none'/>", "error.communication", "there is nobody \"#_scxml_none\" to send to"},
    {"<send event='e' target='#_child'/>", "error.communication", "there is nobody \"#_child\" to send to"},
    {"<send event='e' target='#_parent'/>", "error.communication", "there is nobody \"#_parent\" to send to"},
    {"<send event='e' delayexpr=\"'soon'\"/>", "error.execution", "\"soon\" is no delay; expected 1.5s or 200ms"},
    {"<send event='e' targetexpr=\"'#_internal'\" delay='1s'/>", "error.execution",
     "an event to #_internal cannot be delayed"},
    {"<send event='e' namelist='\"x\"'/>", "error.execution", "\"\"x\"\" names no place in the data"},
    {"<send event='e'><param name='p' location='$_event/none'/></send>", "error.execution", NULL},
    {"<send event='e' idlocation='none'/>", "error.execution", "\"none\" names no place in the data"},
  };
  char xml[1024];
  struct play p;

  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char *trace, expected[128];

    snprintf(xml, sizeof xml,
             XPATH("<state id='s'><onentry>%s</onentry><transition event='e'><log label='delivered'/></transition>"
                   "<transition event='error'><log label='is' expr='$_event/name'/></transition></state>"),
             cases[i].send);
    play_start(&p, xml);
    trace = play_trace(&p);
    snprintf(expected, sizeof expected, "! +s is:%s", cases[i].error);
    ck_assert_msg(strcmp(trace, expected) == 0, "%s gives %s", cases[i].send, trace);
    ck_assert_msg(!cases[i].why || strstr(p.text.at, cases[i].why), "%s says %s", cases[i].send, p.text.at);
    fasti_free(trace);
    play_end(&p);
  }
}
END_TEST

START_TEST(to_oneself_internal_and_by_session_id)
{
  struct play p;

  play_start(&p, XPATH("<state id='s'><onentry><send event='second' targetexpr=\"concat('#_scxml_', $_sessionid)\"/>"
                       "<send event='first' target='#_internal'/></onentry><transition event='*'><log label='got' "
                       "expr=\"concat($_event/name, ' ', $_event/type, ' ', $_event/origin)\"/></transition></state>"));
  ck_assert_trace(&p, "+s got:first internal #_scxml_m got:second external #_scxml_m");
  play_end(&p);
}
END_TEST

START_TEST(a_child_runs_with_params_and_reports)
{
  struct play p;

  play_start(
    &p,
    XPATH("<datamodel><data id='v'>7</data></datamodel><state id='s'><invoke id='kid' namelist='$v'>"
          "<param name='w' expr='$v + 1'/><param name='unknown' expr='1'/>" CHILD(
            "xpath",
            "<datamodel><data id='v'>0</data><data id='w'>0</data></datamodel>"
            "<state id='c'><transition target='f'/></state><final id='f'><donedata><content "
            "expr=\"concat($v, '-', $w)\"/></donedata></final>") "</invoke>"
                                                                 "<transition event='done.invoke.kid' target='t'><log "
                                                                 "label='done' expr=\"concat($_event/data, ' ', "
                                                                 "$_event/invokeid)\"/></transition></state><state "
                                                                 "id='t'/>"));
  ck_assert_trace(&p, "+s +c -c +f -f -s done:7-8 kid +t");
  play_end(&p);
}
END_TEST

START_TEST(parent_and_child_talk)
{
  struct play p;

  play_start(&p, XPATH("<state id='s'><invoke id='kid'>" CHILD(
                   "xpath", "<state id='c'><onentry><send event='up' target='#_parent'/></onentry><transition "
                            "event='down' target='f'><log label='child' expr='$_event/origin'/></transition></state>"
                            "<final id='f'/>") "</invoke>"
                                               "<transition event='up'><log label='parent' "
                                               "expr=\"concat($_event/invokeid, ' ', $_event/origin)\"/>"
                                               "<send event='down' target='#_kid'/></transition><transition "
                                               "event='done.invoke' target='t'/></state>"
                                               "<state id='t'/>"));
  ck_assert_trace(&p, "+s +c parent:kid #_scxml_m.1 -c child:#_scxml_m +f -f -s +t");
  ck_assert_ptr_null(fasti_machine_session(p.machine, "kid"));
  play_end(&p);
}
END_TEST

START_TEST(finalize_runs_before_the_event_and_for_its_invoke_only)
{
  struct play p;

  play_start(&p,
             XPATH("<datamodel><data id='v'/></datamodel><parallel id='p'><state id='a'><invoke>" CHILD(
               "xpath", "<final id='f'><onentry><send event='up' target='#_parent'><param name='x' expr='5'/></send>"
                        "</onentry></final>") "<finalize><assign location='$v' expr=\"$_event/data/data[@id='x']\"/>"
                                              "</finalize></invoke><transition event='up' cond=\"$v/data = 5\"><log "
                                              "label='seen'/></transition></state>"
                                              "<state id='b'><invoke>" CHILD(
                                                "null", "<state id='z'/>") "<finalize><log label='wrong'/></finalize>"
                                                                           "</invoke></state></parallel>"));
  ck_assert_trace(&p, "+p +a +b +f -f +z seen");
  play_end(&p);
}
END_TEST

START_TEST(autoforward_and_cancellation_on_exit)
{
  struct play p;

  play_start(
    &p, XPATH("<state id='s'><invoke id='kid' autoforward='true'>" CHILD(
          "xpath",
          "<state id='c'><onexit><log label='bye'/><send event='unheard' target='#_parent'/></onexit>"
          "<transition event='e'><log label='child'/></transition></state>") "</invoke>"
                                                                             "<transition event='e'><log "
                                                                             "label='parent'/></transition><transition "
                                                                             "event='out' target='t'/></state>"
                                                                             "<state id='t'><transition "
                                                                             "event='unheard'><log "
                                                                             "label='heard'/></transition></state>"));
  ck_assert_trace(&p, "+s +c");
  play_send(&p, "e");
  ck_assert_trace(&p, "parent child");
  ck_assert_ptr_nonnull(fasti_machine_session(p.machine, "kid"));
  play_send(&p, "out");
  ck_assert_trace(&p, "-s -c bye +t");
  ck_assert_ptr_null(fasti_machine_session(p.machine, "kid"));
  play_end(&p);
}
END_TEST

START_TEST(a_state_left_in_the_same_macrostep_invokes_nothing)
{
  struct play p;

  play_start(&p,
             PLAIN("<state id='s'><invoke>" CHILD("null", "<state id='c'/>") "</invoke><transition target='t'/></state>"
                                                                             "<state id='t'/>"));
  ck_assert_trace(&p, "+s -s +t");
  play_end(&p);
}
END_TEST

START_TEST(delayed_events_of_a_session_that_ends_are_dropped)
{
  struct play p;

  play_start(
    &p, PLAIN("<state id='s'><invoke id='k'>" CHILD(
          "null",
          "<state id='c'><onentry><send event='up' target='#_parent' delay='1s'/></onentry>"
          "<transition event='end' target='f'/></state><final id='f'/>") "</invoke>"
                                                                         "<transition event='end'><send event='end' "
                                                                         "target='#_k'/></transition></state>"));
  ck_assert_int_eq(fasti_machine_due(p.machine), 1000);
  play_send(&p, "end");
  ck_assert_int_eq(fasti_machine_due(p.machine), FASTI_NEVER);
  play_end(&p);
}
END_TEST

START_TEST(invoke_ids_are_generated_and_stored)
{
  struct play p;

  play_start(&p, XPATH("<datamodel><data id='v'/></datamodel><state id='s'><invoke idlocation='$v'>" CHILD(
                   "null", "<final id='f'/>") "</invoke><transition event='done.invoke'><log label='id' "
                                              "expr=\"concat($v, ' ', $_event/name)\"/></transition><transition "
                                              "event='again' target='s'/></state>"));
  ck_assert_trace(&p, "+s +f -f id:s.1 done.invoke.s.1");
  play_send(&p, "again");
  ck_assert_trace(&p, "-s +s +f -f id:s.2 done.invoke.s.2");
  play_end(&p);
}
END_TEST

START_TEST(content_given_as_text_is_a_document)
{
  struct play p;

  play_start(&p,
             XPATH("<state id='s'><invoke id='k'><content expr=\"'&lt;scxml xmlns=&quot;http://www.w3.org/2005/07/scxml"
                   "&quot; version=&quot;1.0&quot;&gt;&lt;final id=&quot;x&quot;/&gt;&lt;/scxml&gt;'\"/></invoke>"
                   "<transition event='done.invoke.k' target='t'/></state><state id='t'/>"));
  ck_assert_trace(&p, "+s +x -x -s +t");
  play_end(&p);
  play_start(&p, XPATH("<state id='s'><invoke id='k'><content expr=\"'&lt;oops/&gt;'\"/></invoke>"
                       "<transition event='error' target='t'/></state><state id='t'/>"));
  ck_assert_trace(&p, "+s ! -s +t");
  play_end(&p);
}
END_TEST

START_TEST(invokes_that_cannot_be_made)
{
  struct play p;

  play_start(
    &p,
    XPATH("<state id='s'><invoke type='urn:unknown' src='x'/><invoke srcexpr=\"'none.scxml'\"/>"
          "<invoke namelist='none'>" CHILD(
            "null",
            "<state id='c'/>") "</invoke>"
                               "<transition event='error'><log label='is' expr='$_event/name'/></transition></state>"));
  ck_assert_trace(&p, "+s ! ! ! is:error.communication is:error.communication is:error.execution");
  play_end(&p);
}
END_TEST

START_TEST(the_host_takes_invokes_and_sends_of_its_types)
{
  struct play p;
  struct fasti_event raised = {.name = "done.invoke.job", .kind = FASTI_EVENT_EXTERNAL, .invokeid = "job"};

  ck_assert(play_load(&p, XPATH("<state id='s'><invoke type='urn:task' id='job'><finalize><log label='finalize'/>"
                                "</finalize></invoke><onentry><send type='urn:task' event='note'/>"
                                "<send type='urn:task' event='later' delay='1s'/></onentry>"
                                "<transition event='done.invoke.job' target='t'/></state><state id='t'/>")));
  p.type = "urn:task";
  p.machine = fasti_machine_new(p.chart, &p.host, "m");
  ck_assert_int_eq(fasti_machine_start(p.machine, 0, p.messages), FASTI_OK);
  ck_assert_trace(&p, "^note +s *job");
  play_advance(&p, 1000);
  ck_assert_trace(&p, "^later");
  ck_assert_int_eq(fasti_machine_send(p.machine, NULL, &raised, 0, NULL), FASTI_OK);
  ck_assert_trace(&p, "finalize -s /job +t");
  play_end(&p);
}
END_TEST

/* What a host does in the middle of a step: raise events, here and in the parent. */
static enum fasti_status
raise_two(void *self, struct fasti_session *session, int action)
{
  static const char *const kinds[] = {"inner", "outer"};
  xmlDocPtr doc;

  (void)action;
  play_add(self, "@", "two");
  ck_assert_int_eq(fasti_xml_parse("d", fasti_slice_of("<data><x>1</x></data>"), NULL, &doc), FASTI_OK);
  for (int i = 0; i < 2; i++) {
    struct fasti_event event = {
      .name = kinds[i], .kind = i ? FASTI_EVENT_EXTERNAL : FASTI_EVENT_INTERNAL, .data = xmlDocGetRootElement(doc)};

    fasti_session_raise(session, &event);
    if (fasti_session_parent(session))
      fasti_session_raise(fasti_session_parent(session), &event);
  }
  fasti_xml_free(doc);
  return FASTI_OK;
}

START_TEST(the_host_acts_and_raises_events)
{
  struct play p;

  ck_assert(play_load(
    &p, XPATH("<state id='s'><invoke>" CHILD(
          "xpath", "<state id='c'><onentry><two xmlns='urn:h'/><raise event='later'/></onentry>"
                   "<transition event='*'><log label='child' expr=\"concat($_event/name, "
                   "$_event/data/x)\"/></transition></state>") "</invoke>"
                                                               "<transition event='*'><log label='parent' "
                                                               "expr=\"concat($_event/name, $_event/data/x)\"/>"
                                                               "</transition></state>")));
  p.host.act = raise_two;
  p.machine = fasti_machine_new(p.chart, &p.host, "m");
  ck_assert_int_eq(fasti_machine_start(p.machine, 0, p.messages), FASTI_OK);
  ck_assert_trace(&p, "+s @two +c child:inner1 child:later parent:inner1 child:outer1 parent:outer1");
  play_end(&p);
}
END_TEST

START_TEST(a_chart_named_while_running_is_kept_in_the_snapshot)
{
  struct play p;
  char *snapshot;

  play_start(&p, XPATH("<datamodel><data id='what'>kid.scxml</data></datamodel><state id='s'><invoke id='k' "
                       "srcexpr='$what' autoforward='true'><param name='v' expr=\"'given'\"/></invoke>"
                       "<transition event='done.invoke.k' target='t'/></state><state id='t'/>"));
  ck_assert_trace(&p, "+s v:given +k");
  snapshot = play_snapshot(&p);
  ck_assert_ptr_nonnull(strstr(snapshot, "<document name=\"kid.scxml\">&lt;scxml"));
  ck_assert_int_eq(play_restore(&p, snapshot), FASTI_OK);
  play_send(&p, "end");
  ck_assert_trace(&p, "-k +f -f -s +t");
  fasti_free(snapshot);
  snapshot = play_snapshot(&p);
  ck_assert_ptr_null(strstr(snapshot, "<document"));
  fasti_free(snapshot);
  play_end(&p);
}
END_TEST

START_TEST(an_event_raised_between_calls_waits_in_the_snapshot)
{
  struct fasti_event event = {.name = "e", .kind = FASTI_EVENT_EXTERNAL, .sendid = "i"};
  struct play p;
  char *snapshot;

  play_start(&p, PLAIN("<state id='s'><transition event='e' target='t'/></state><state id='t'><transition event='f' "
                       "target='u'/></state><state id='u'/>"));
  fasti_session_raise(fasti_machine_root(p.machine), &event);
  event = (struct fasti_event){.name = "f", .kind = FASTI_EVENT_INTERNAL};
  fasti_session_raise(fasti_machine_root(p.machine), &event);
  snapshot = play_snapshot(&p);
  ck_assert_int_eq(play_restore(&p, snapshot), FASTI_OK);
  fasti_free(snapshot);
  ck_assert_int_eq(play_advance(&p, 1), FASTI_OK);
  ck_assert_str_eq(play_states(&p), "t"); /* f came first and found nobody */
  play_end(&p);
}
END_TEST

START_TEST(forwarded_events_keep_their_data)
{
  struct play p;

  play_start(
    &p,
    XPATH("<state id='s'><invoke autoforward='true'>" CHILD(
      "xpath", "<state id='c'><transition event='e'><log label='child' expr='$_event/data/x'/></transition>"
               "</state>") "</invoke><onentry><send event='e' delay='1s'><content><x xmlns=''>5</x></content></send>"
                           "</onentry></state>"));
  play_advance(&p, 1000);
  ck_assert_trace(&p, "+s +c child:5");
  play_end(&p);
}
END_TEST

START_TEST(more_timers_than_one_call_may_take)
{
  struct play p;

  play_start(&p, PLAIN("<state id='a'><transition event='t'><send event='t' delay='1ms'/></transition></state>"));
  p.host.entered = NULL;
  play_send(&p, "t");
  ck_assert_int_eq(play_advance(&p, INT64_C(3600) * 1000 * 24), FASTI_LIMIT);
  ck_assert_str_eq(fasti_messages_at(p.messages, 0)->text,
                   "more than 1000000 delayed events fall due until 86400000; advance in smaller steps");
  play_end(&p);
}
END_TEST

static enum fasti_status
refuse(void *self, struct fasti_session *session, int state)
{
  (void)self;
  return strcmp(fasti_chart_state(fasti_session_chart(session), state)->id, "t") == 0 ? FASTI_REFUSED : FASTI_OK;
}

START_TEST(a_host_that_refuses_stops_the_step)
{
  struct play p;

  ck_assert(play_load(&p, PLAIN("<state id='s'><transition event='e' target='t'/></state><state id='t'>"
                                "<transition target='u'/></state><state id='u'/>")));
  p.host.entered = refuse;
  p.machine = fasti_machine_new(p.chart, &p.host, "m");
  ck_assert_int_eq(fasti_machine_start(p.machine, 0, p.messages), FASTI_OK);
  ck_assert_int_eq(play_send(&p, "e"), FASTI_REFUSED);
  ck_assert_int_eq(play_send(&p, "e"), FASTI_REFUSED);
  play_end(&p);
}
END_TEST

static enum fasti_status
spawn_two(void *self, struct fasti_session *session, int invoke, const char *invokeid, bool *taken)
{
  char path[32];
  enum fasti_status status = FASTI_OK;

  (void)self;
  *taken = true;
  for (int i = 0; i < 2 && status == FASTI_OK; i++) {
    snprintf(path, sizeof path, "%s.%c", invokeid, 'A' + i);
    status = fasti_session_spawn(session, invoke, path);
  }
  return status;
}

static enum fasti_status
rename_done(void *self, struct fasti_session *session, int invoke, const char *invokeid, struct fasti_event *event)
{
  (void)self;
  (void)session;
  (void)invoke;
  event->name = strcmp(invokeid, "kid.A") == 0 ? NULL : "all.done";
  return FASTI_OK;
}

static void
count_session(void *self, struct fasti_session *session)
{
  fasti_buffer_printf(self, "[%s]", fasti_session_path(session));
}

START_TEST(the_host_starts_a_child_for_each_of_several)
{
  struct fasti_buffer paths = {0};
  struct play p;

  ck_assert(play_load(
    &p, XPATH("<state id='s'><invoke id='kid'>" CHILD(
          "null",
          "<state id='c'><invoke id='low'>" CHILD(
            "null",
            "<state id='d'/>") "</invoke><transition event='end' target='f'/></state>"
                               "<final id='f'/>") "</invoke><transition event='go'><send event='end' "
                                                  "target='#_kid.A'/><send event='end' target='#_kid.B'/></transition>"
                                                  "<transition event='*'><log label='got' "
                                                  "expr='$_event/name'/></transition></state>")));
  p.host.invoke = spawn_two;
  p.host.child_done = rename_done;
  p.machine = fasti_machine_new(p.chart, &p.host, "m");
  ck_assert_int_eq(fasti_machine_start(p.machine, 0, p.messages), FASTI_OK);
  fasti_machine_sessions(p.machine, count_session, &paths);
  ck_assert_str_eq(paths.at, "[][kid.A][kid.A/low.A][kid.A/low.B][kid.B][kid.B/low.A][kid.B/low.B]");
  fasti_buffer_free(&paths);
  fasti_free(play_trace(&p));
  play_send(&p, "go");
  ck_assert_trace(&p, "-c -d -d /low +f -f -c -d -d /low +f -f got:all.done");
  play_end(&p);
}
END_TEST

START_TEST(sessions_that_send_without_end_are_stopped)
{
  struct play p;

  ck_assert_int_eq(play_start(&p, PLAIN("<state id='s'><onentry><send event='e'/></onentry><transition event='e' "
                                        "target='s'/></state>")),
                   FASTI_LIMIT);
  ck_assert_ptr_nonnull(strstr(p.text.at,
                               "sessions send events without end: more than 10000 at one instant, the last is "
                               "\"e\" to \"m\"; expected a delay or an end"));
  play_end(&p);
  ck_assert_int_eq(
    play_start(&p, PLAIN("<state id='s'><invoke id='kid' autoforward='true'>" CHILD(
                     "null", "<state id='c'><transition event='e'><send event='e' target='#_parent'/></transition>"
                             "</state>") "</invoke><transition event='go'><send event='e' target='#_kid'/>"
                                         "</transition></state>")),
    FASTI_OK);
  ck_assert_int_eq(play_send(&p, "go"), FASTI_LIMIT);
  ck_assert_ptr_nonnull(strstr(p.text.at, "sessions send events without end"));
  play_end(&p);
}
END_TEST

START_TEST(a_chart_that_invokes_itself_is_stopped)
{
  struct play p;

  ck_assert_int_eq(
    play_start(&p, XPATH("<datamodel><data id='self'><scxml xmlns='http://www.w3.org/2005/07/scxml' "
                         "version='1.0' datamodel='xpath'><datamodel><data id='self'/></datamodel>"
                         "<state id='a'><invoke><param name='self' expr='$self/*'/><content expr='$self/*'/>"
                         "</invoke></state></scxml></data></datamodel><state id='a'><invoke>"
                         "<param name='self' expr='$self/*'/><content expr='$self/*'/></invoke></state>")),
    FASTI_LIMIT);
  ck_assert_ptr_nonnull(strstr(p.text.at, "charts invoke charts more than 16 deep"));
  play_end(&p);
}
END_TEST

static Suite *
session_suite(void)
{
  Suite *suite = suite_create("session");
  TCase *all = tcase_create("sessions");

  tcase_add_test(all, delays_run_on_the_callers_time);
  tcase_add_test(all, a_timer_that_starts_again_keeps_its_rhythm);
  tcase_add_test(all, cancel_by_id_and_by_expression);
  tcase_add_test(all, what_a_send_carries);
  tcase_add_test(all, sends_that_cannot_be_made_or_delivered);
  tcase_add_test(all, to_oneself_internal_and_by_session_id);
  tcase_add_test(all, a_child_runs_with_params_and_reports);
  tcase_add_test(all, parent_and_child_talk);
  tcase_add_test(all, finalize_runs_before_the_event_and_for_its_invoke_only);
  tcase_add_test(all, autoforward_and_cancellation_on_exit);
  tcase_add_test(all, a_state_left_in_the_same_macrostep_invokes_nothing);
  tcase_add_test(all, delayed_events_of_a_session_that_ends_are_dropped);
  tcase_add_test(all, invoke_ids_are_generated_and_stored);
  tcase_add_test(all, content_given_as_text_is_a_document);
  tcase_add_test(all, invokes_that_cannot_be_made);
  tcase_add_test(all, the_host_takes_invokes_and_sends_of_its_types);
  tcase_add_test(all, a_host_that_refuses_stops_the_step);
  tcase_add_test(all, the_host_acts_and_raises_events);
  tcase_add_test(all, a_chart_named_while_running_is_kept_in_the_snapshot);
  tcase_add_test(all, an_event_raised_between_calls_waits_in_the_snapshot);
  tcase_add_test(all, forwarded_events_keep_their_data);
  tcase_add_test(all, more_timers_than_one_call_may_take);
  tcase_add_test(all, the_host_starts_a_child_for_each_of_several);
  tcase_add_test(all, sessions_that_send_without_end_are_stopped);
  tcase_add_test(all, a_chart_that_invokes_itself_is_stopped);
  suite_add_tcase(suite, all);
  return suite;
}

int
main(void)
{
  return tap_run(session_suite());
}
