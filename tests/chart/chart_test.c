/* tests/chart/chart_test.c - reading charts: what is refused and in which words, and what a chart tells.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/chart.h"
#include "engine/program.h"
#include "tests/tap.h"

#define OPEN "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" datamodel=\"xpath\">\n"
#define CLOSE "\n</scxml>"

/* A library of three documents. */
static enum fasti_status
find(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  static const char *const files[][2] = {
    {"child.scxml", OPEN "<final id='f'/>" CLOSE},
    {"loop.scxml", OPEN "<state id='a'><invoke src='loop2.scxml'/></state>" CLOSE},
    {"loop2.scxml", OPEN "<state id='a'>\n<invoke src='loop.scxml'/></state>" CLOSE},
    {"broken.scxml", OPEN "<state id='a'><transition target='gone'/></state>" CLOSE},
  };

  (void)self;
  (void)base;
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    if (strcmp(files[i][0], uri) == 0) {
      *name = files[i][0];
      *bytes = fasti_slice_of(files[i][1]);
      return FASTI_OK;
    }
  if (strncmp(uri, "deep", 4) == 0) { /* deep1 invokes deep2, and so on */
    static char texts[32][256], names[32][16];
    int number = atoi(uri + 4);

    snprintf(names[number], sizeof names[number], "deep%d", number);
    snprintf(texts[number], sizeof texts[number], OPEN "<state id='a'><invoke src='deep%d'/></state>" CLOSE,
             number + 1);
    *name = names[number];
    *bytes = fasti_slice_of(texts[number]);
    return FASTI_OK;
  }
  return FASTI_NOT_FOUND;
}

/* Load; what is said is in SAID, owned by the caller. */
static enum fasti_status
load(const char *xml, struct fasti_chart **chart, char **said)
{
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_library library = {.find = find};
  struct fasti_buffer out = {0};
  enum fasti_status status;

  *chart = NULL;
  status = fasti_chart_load("c.scxml", fasti_slice_of(xml), &library, messages, chart);
  fasti_messages_print(messages, &out);
  *said = fasti_buffer_take(&out);
  fasti_messages_free(messages);
  return status;
}

static const struct {
  const char *body;
  enum fasti_status status;
  const char *said;
} wrong[] = {
  {"<state id='a'><transition target='b'/></state>", FASTI_DEFINITION,
   "c.scxml:2:27: error: there is no state \"b\"; expected the id of a state of this document\n"},
  {"<state id='a'/>\n<state id='a'/>", FASTI_DEFINITION,
   "c.scxml:3:8: error: the id \"a\" is already used in line 2; expected an id of its own\n"},
  {"<state id='a b'/>", FASTI_DEFINITION,
   "c.scxml:2:8: error: \"a b\" cannot be an id; expected a name without blanks or colons that starts with a letter\n"},
  {"<state id='#1'/>", FASTI_DEFINITION,
   "c.scxml:2:8: error: \"#1\" cannot be an id; expected a name without blanks or colons that starts with a letter\n"},
  {"<stat id='a'/><state/>", FASTI_DEFINITION, "c.scxml:2:1: error: SCXML has no element <stat>\n"},
  {"<state id='a'><raise event='e'/></state>", FASTI_DEFINITION,
   "c.scxml:2:15: error: <raise> may not stand in <state>; there may stand: onentry onexit transition initial state "
   "parallel final history datamodel invoke\n"},
  {"<state id='a' colour='red'/>", FASTI_DEFINITION,
   "c.scxml:2:15: error: <state> has no attribute \"colour\"; it may have: id initial\n"},
  {"<state id='a'><onentry><raise/></onentry></state>", FASTI_DEFINITION,
   "c.scxml:2:24: error: <raise> needs the attribute \"event\"\n"},
  {"<state id='a'>hello</state>", FASTI_DEFINITION,
   "c.scxml:2:1: error: text in <state>; only elements may stand there\n"},
  {"<final id='f'><transition event='e' target='f'/></final>", FASTI_DEFINITION,
   "c.scxml:2:15: error: <transition> may not stand in <final>; there may stand: onentry onexit donedata\n"},
  {"<state id='s'><history id='h'/><state id='a'/></state>", FASTI_DEFINITION,
   "c.scxml:2:15: error: <history> needs a <transition> with a target, for the first time\n"},
  {"<state id='s'><history id='h'><transition target='b'/></history><state id='a'><state id='b'/></state></state>",
   FASTI_DEFINITION, "c.scxml:2:43: error: \"b\" is not a child of \"s\"; a shallow history remembers children only\n"},
  {"<state id='s'><history id='h' type='long'><transition target='a'/></history><state id='a'/></state>",
   FASTI_DEFINITION, "c.scxml:2:31: error: \"long\" is no type of history; expected shallow or deep\n"},
  {"<state id='s'><history id='h'><transition event='e' target='a'/></history><state id='a'/></state>",
   FASTI_DEFINITION, "c.scxml:2:43: error: the <transition> of <history> is always taken; it may have no \"event\"\n"},
  {"<state id='s'><history id='h'><transition target='g'/></history><history id='g'><transition target='h'/></history>"
   "<state id='a'/></state>",
   FASTI_DEFINITION,
   "c.scxml:2:43: error: \"g\" is a history; the first time needs a state to go to\n"
   "c.scxml:2:93: error: \"h\" is a history; the first time needs a state to go to\n"},
  {"<state id='a'><onentry><raise event='e.*'/></onentry></state>", FASTI_DEFINITION,
   "c.scxml:2:31: error: \"e.*\" cannot be the name of an event; expected a name without blanks or *\n"},
  {"<state id='s' initial='t'><state id='a'/></state><state id='t'/>", FASTI_DEFINITION,
   "c.scxml:2:15: error: \"t\" is not inside <state s>; the state to start in must be inside it\n"},
  {"<state id='s' initial='a'/><state id='a'/>", FASTI_DEFINITION,
   "c.scxml:2:15: error: \"s\" has no states inside to start in\n"},
  {"<state id='s' initial='a'><initial><transition target='a'/></initial><state id='a'/></state>", FASTI_DEFINITION,
   "c.scxml:2:27: error: <state> has both the attribute \"initial\" and <initial>; expected one of them\n"},
  {"<state id='s'><transition event='e' target='a b'/><state id='a'/><state id='b'/></state>", FASTI_DEFINITION,
   "c.scxml:2:37: error: \"a\" and \"b\" cannot be active together; expected states of different regions of a "
   "<parallel>\n"},
  {"<state id='s'><transition event='e' type='inner' target='s'/></state>", FASTI_DEFINITION,
   "c.scxml:2:37: error: \"inner\" is no type of transition; expected internal or external\n"},
  {"<state id='s'><transition event='' target='s'/></state>", FASTI_DEFINITION,
   "c.scxml:2:27: error: the event is empty; expected the name of an event, or no event at all\n"},
  {"<state id='s'><onentry><send event='e' delay='soon'/></onentry></state>", FASTI_DEFINITION,
   "c.scxml:2:40: error: \"soon\" is no delay; expected a number with a unit, as 500ms, 1.5s, 2m, 8h or 3d\n"},
  {"<state id='s'><onentry><send event='e' eventexpr=\"'f'\"/></onentry></state>", FASTI_DEFINITION,
   "c.scxml:2:40: error: <send> has both \"event\" and \"eventexpr\"; expected one of them\n"},
  {"<state id='s'><onentry><send/></onentry></state>", FASTI_DEFINITION,
   "c.scxml:2:24: error: <send> needs \"event\", \"eventexpr\" or <content>\n"},
  {"<state id='s'><onentry><send event='e' target='#_internal' delay='1s'/></onentry></state>", FASTI_DEFINITION,
   "c.scxml:2:60: error: an event to #_internal cannot be delayed\n"},
  {"<state id='s'><onentry><cancel/></onentry></state>", FASTI_DEFINITION,
   "c.scxml:2:24: error: <cancel> needs \"sendid\" or \"sendidexpr\"\n"},
  {"<state id='s'><onentry><assign location='$x' type='append' expr='1'/></onentry></state>", FASTI_DEFINITION,
   "c.scxml:2:46: error: \"append\" is no type of assignment; expected replacechildren, firstchild, lastchild, "
   "previoussibling, nextsibling, replace, delete or addattribute\n"},
  {"<state id='s'><onentry><if cond='true()'><else/><elseif cond='1'/></if></onentry></state>", FASTI_DEFINITION,
   "c.scxml:2:49: error: <elseif> after <else>; <else> comes last\n"},
  {"<state id='s'><onentry><script>x</script></onentry></state>", FASTI_DEFINITION,
   "c.scxml:2:24: error: the data models xpath and null have no <script>; expected <assign>\n"},
  {"<datamodel><data id='v'/></datamodel><state id='s'><datamodel><data id='v'/></datamodel></state>", FASTI_DEFINITION,
   "c.scxml:2:69: error: the variable \"v\" is already declared in line 2; variables of all states share one scope\n"},
  {"<datamodel><data id='v' expr='1'>2</data></datamodel><state id='s'/>", FASTI_DEFINITION,
   "c.scxml:2:12: error: <data> \"v\" has more than one of \"src\", \"expr\" and content; expected one of them\n"},
  {"<datamodel><data id='v' src='none.xml'/></datamodel><state id='s'/>", FASTI_DEFINITION,
   "c.scxml:2:25: error: the document \"none.xml\" was not found; expected a file beside this one\n"},
  {"<datamodel/><datamodel/><state id='s'/>", FASTI_DEFINITION,
   "c.scxml:2:13: error: a second <datamodel>; <scxml> has one at most\n"},
  {"", FASTI_DEFINITION,
   "c.scxml:1:1: error: <scxml> has no states; expected at least one <state>, <parallel> or <final>\n"},
  {"<state id='s'><invoke src='none.scxml'/></state>", FASTI_DEFINITION,
   "c.scxml:2:23: error: the document \"none.scxml\" was not found; expected a file beside this one\n"},
  {"<state id='s'><invoke id='k' type='urn:x'/></state>\n<state id='t'><invoke id='k' type='urn:x'/></state>",
   FASTI_DEFINITION,
   "c.scxml:3:23: error: the id \"k\" is already used by the <invoke> in line 2; expected an id of its own\n"},
  {"<state id='s'><transition event='e' target=' '/></state>", FASTI_DEFINITION,
   "c.scxml:2:37: error: the target is empty; expected the id of a state, or no target at all\n"},
  {"<state id='s'><invoke id='i' idlocation='$v' src='child.scxml'><content/></invoke></state>", FASTI_DEFINITION,
   "c.scxml:2:30: error: <invoke> has both \"id\" and \"idlocation\"; expected one of them\n"
   "c.scxml:2:15: error: <invoke> has both a source and <content>; expected one of them\n"},
  {"<datamodel><data id='a b'/></datamodel><state id='s'/>", FASTI_DEFINITION,
   "c.scxml:2:18: error: \"a b\" cannot name a variable\n"},
  {"<final id='f'><donedata><content/><param name='p'/></donedata></final>", FASTI_DEFINITION,
   "c.scxml:2:35: error: <param> \"p\" needs \"expr\" or \"location\"\n"
   "c.scxml:2:15: error: <donedata> has both <content> and <param>\n"},
  {"<state id='s'><onentry><send event='e'><content expr='1'><x xmlns=''/></content></send></onentry></state>",
   FASTI_DEFINITION, "c.scxml:2:40: error: <content> has both \"expr\" and content; expected one of them\n"},
  {"<state id='s'><onentry><send event='e'><content/><param name='p' expr='1'/></send></onentry></state>",
   FASTI_DEFINITION, "c.scxml:2:24: error: <send> has both <content> and parameters; expected one of them\n"},
  {"<state id='s'><onentry><assign location='$v' type='addattribute' expr='1'><x xmlns=''/></assign></onentry></state>",
   FASTI_DEFINITION,
   "c.scxml:2:24: error: <assign type=\"addattribute\"> needs \"attr\"\n"
   "c.scxml:2:24: error: <assign> has both \"expr\" and content; expected one of them\n"},
  {"<state id='s'><invoke/></state>", FASTI_DEFINITION,
   "c.scxml:2:15: error: <invoke> has nothing to invoke; expected \"src\", \"srcexpr\" or <content> with <scxml>\n"},
  {"<state id='s'><invoke src='child.scxml' autoforward='yes'/></state>", FASTI_DEFINITION,
   "c.scxml:2:41: error: \"yes\" is neither true nor false\n"},
  {"<state id='s'><invoke src='loop.scxml'/></state>", FASTI_DEFINITION,
   "loop2.scxml:3:9: error: \"loop.scxml\" invokes itself, directly or through what it invokes\n"},
  {"<state id='s'><invoke src='broken.scxml'/></state>", FASTI_DEFINITION,
   "broken.scxml:2:27: error: there is no state \"gone\"; expected the id of a state of this document\n"},
  {"<state id='s'><invoke src='deep1'/></state>", FASTI_LIMIT,
   "deep16:1:1: error: documents invoke documents more than 16 deep\n"},
};

START_TEST(each_mistake_is_named_with_its_place)
{
  char xml[2048], *said;
  struct fasti_chart *chart;
  enum fasti_status status;

  snprintf(xml, sizeof xml, OPEN "%s" CLOSE, wrong[_i].body);
  status = load(xml, &chart, &said);
  ck_assert_msg(status == wrong[_i].status, "%s gives %s", wrong[_i].body, fasti_status_name(status));
  ck_assert_str_eq(said, wrong[_i].said);
  ck_assert_ptr_null(chart);
  fasti_free(said);
}
END_TEST

START_TEST(all_mistakes_are_told_in_one_run)
{
  struct fasti_chart *chart;
  char *said;

  ck_assert_int_eq(load("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='2' datamodel='lua' "
                        "binding='soon'>\n<state id='a' x='1'><transition target='b c'/></state>\n"
                        "<state id='a'><oops/></state></scxml>",
                        &chart, &said),
                   FASTI_DEFINITION);
  ck_assert_str_eq(said, "c.scxml:2:15: error: <state> has no attribute \"x\"; it may have: id initial\n"
                         "c.scxml:3:15: error: SCXML has no element <oops>\n"
                         "c.scxml:1:60: error: datamodel \"lua\" is not known; expected xpath or null\n"
                         "c.scxml:1:76: error: binding \"soon\" is not known; expected early or late\n"
                         "c.scxml:1:48: error: version \"2\" is not known; expected 1.0\n"
                         "c.scxml:3:8: error: the id \"a\" is already used in line 2; expected an id of its own\n"
                         "c.scxml:2:33: error: there is no state \"b\"; expected the id of a state of this document\n"
                         "c.scxml:2:33: error: there is no state \"c\"; expected the id of a state of this document\n");
  fasti_free(said);
}
END_TEST

START_TEST(what_scxml_tolerates_is_a_warning)
{
  struct fasti_chart *chart;
  char *said;

  ck_assert_int_eq(load(OPEN "<state id='a'><transition event='.*' cond=\"In('b')\" target='a'/>\n"
                             "<onentry><assign location='$x'><y/></assign></onentry></state>" CLOSE,
                        &chart, &said),
                   FASTI_OK);
  ck_assert_str_eq(said, "c.scxml:3:32: warning: <y> is data, but in the namespace of SCXML, so \"y\" in an expression "
                         "does not find it; write xmlns=\"\" on it\n"
                         "c.scxml:2:38: warning: In() names a state that is not in this document, and is never true\n"
                         "c.scxml:2:27: warning: the event descriptor \".*\" matches no event; expected a name, a name "
                         "with .* behind it, or *\n");
  fasti_free(said);
  fasti_chart_free(chart);
  ck_assert_int_eq(load(OPEN "<state id='a'><transition cond='1 +' target='a'/></state>" CLOSE, &chart, &said),
                   FASTI_OK);
  ck_assert_ptr_nonnull(strstr(said, "c.scxml:2:27: warning: "));
  ck_assert(fasti_expr_is_bad(fasti_chart_transition(chart, 0)->cond));
  fasti_free(said);
  fasti_chart_free(chart);
  ck_assert_int_eq(load("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'>\n<state id='a'>"
                        "<transition cond='1' target='a'/></state></scxml>",
                        &chart, &said),
                   FASTI_OK);
  ck_assert_str_eq(said, "c.scxml:2:27: warning: the null data model has no condition but In('state'); this one raises "
                         "error.execution\n");
  fasti_free(said);
  fasti_chart_free(chart);
}
END_TEST

START_TEST(other_namespaces_are_left_alone)
{
  struct fasti_chart *chart;
  char *said;

  ck_assert_int_eq(
    load("<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:q='urn:q' version='1.0' q:x='1'>"
         "<q:info><state/></q:info><state id='a' q:role='r'><onentry><q:do it='now'/></onentry></state></scxml>",
         &chart, &said),
    FASTI_OK);
  ck_assert_str_eq(said, "");
  ck_assert_int_eq(fasti_chart_state_count(chart), 2);
  ck_assert_int_eq(fasti_chart_action_count(chart), 1);
  ck_assert_str_eq((const char *)fasti_chart_action(chart, 0)->name, "do");
  fasti_free(said);
  fasti_chart_free(chart);
}
END_TEST

START_TEST(not_a_chart_at_all)
{
  struct fasti_chart *chart;
  char *said;

  ck_assert_int_eq(load("<scxml version='1.0'/>", &chart, &said), FASTI_DEFINITION);
  ck_assert_str_eq(said, "c.scxml:1:1: error: the root element is <scxml>; expected <scxml "
                         "xmlns=\"http://www.w3.org/2005/07/scxml\">\n");
  fasti_free(said);
  ck_assert_int_eq(load("<scxml", &chart, &said), FASTI_DEFINITION);
  ck_assert_ptr_nonnull(strstr(said, "c.scxml:1:"));
  fasti_free(said);
}
END_TEST

START_TEST(too_many_states_are_a_limit)
{
  struct fasti_buffer xml = {0};
  struct fasti_chart *chart;
  char *said;

  fasti_buffer_puts(&xml, OPEN);
  for (int i = 0; i < FASTI_CHART_STATES; i++)
    fasti_buffer_puts(&xml, "<state/>");
  fasti_buffer_puts(&xml, CLOSE);
  ck_assert_int_eq(load(xml.at, &chart, &said), FASTI_LIMIT);
  ck_assert_str_eq(said, "c.scxml:1:1: error: the document has more than 20000 states\n");
  fasti_free(said);
  fasti_buffer_free(&xml);
}
END_TEST

START_TEST(a_chart_tells_what_it_has)
{
  struct fasti_chart *chart;
  char *said;

  ck_assert_int_eq(load("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' datamodel='xpath' name='tale'>"
                        "<datamodel><data id='v'/></datamodel><state id='s'><state id='a'>"
                        "<transition event='x y.*' target='p'/></state><state/></state><parallel id='p'>"
                        "<state id='r'/><history id='h' type='deep'><transition target='r'/></history></parallel>"
                        "<state id='i'><invoke id='k' src='child.scxml'/><invoke type='urn:other' src='form'/></state>"
                        "<final id='f'/></scxml>",
                        &chart, &said),
                   FASTI_OK);
  ck_assert_str_eq(said, "");
  ck_assert_str_eq(fasti_chart_name(chart), "tale");
  ck_assert_int_eq(fasti_chart_find(chart, "a"), 2);
  ck_assert_int_eq(fasti_chart_find(chart, "none"), -1);
  ck_assert_int_eq(fasti_chart_state(chart, 1)->kind, FASTI_STATE_COMPOUND);
  ck_assert_int_eq(fasti_chart_state(chart, 3)->kind, FASTI_STATE_ATOMIC);
  ck_assert_str_eq(fasti_chart_state(chart, 3)->id, "#3");
  ck_assert_int_eq(fasti_chart_state(chart, fasti_chart_find(chart, "h"))->kind, FASTI_STATE_DEEP_HISTORY);
  ck_assert(fasti_chart_is_within(chart, 3, 1) && fasti_chart_is_within(chart, 1, 1));
  ck_assert(!fasti_chart_is_within(chart, 4, 1));
  ck_assert_int_eq(fasti_chart_transition_count(chart), 1);
  ck_assert_str_eq(fasti_chart_transition(chart, 0)->event, "x y.*");
  ck_assert_int_eq(fasti_chart_transition(chart, 0)->targets[0], fasti_chart_find(chart, "p"));
  ck_assert_int_eq(fasti_chart_invoke_count(chart), 2);
  ck_assert_str_eq(fasti_chart_invoke(chart, 0)->id, "k");
  ck_assert_int_eq(fasti_chart_state_count(fasti_chart_invoke(chart, 0)->child), 2);
  ck_assert_ptr_null(fasti_chart_invoke(chart, 1)->child);
  ck_assert_int_eq(fasti_chart_data_count(chart), 1);
  ck_assert_str_eq(fasti_chart_data_id(chart, 0), "v");
  fasti_free(said);
  fasti_chart_free(chart);
}
END_TEST

START_TEST(delays_are_css_times)
{
  static const struct {
    const char *text;
    int64_t delay;
  } good[] = {{"0s", 0},      {".5s", 500},    {"1.25s", 1250},  {" 200ms ", 200},
              {"2m", 120000}, {"1h", 3600000}, {"3d", 259200000}};
  static const char *const bad[] = {"", "s", "1", "-1s", "1.2.3s", "1 s s", "1y", "9999999999999999999d"};
  int64_t delay;

  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    ck_assert_msg(fasti_program_delay(good[i].text, &delay) == FASTI_OK, "%s", good[i].text);
    ck_assert_int_eq(delay, good[i].delay);
  }
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    ck_assert_msg(fasti_program_delay(bad[i], &delay) == FASTI_INVALID, "%s", bad[i]);
}
END_TEST

static Suite *
chart_suite(void)
{
  Suite *suite = suite_create("chart");
  TCase *all = tcase_create("charts");

  tcase_add_loop_test(all, each_mistake_is_named_with_its_place, 0, sizeof wrong / sizeof *wrong);
  tcase_add_test(all, all_mistakes_are_told_in_one_run);
  tcase_add_test(all, what_scxml_tolerates_is_a_warning);
  tcase_add_test(all, other_namespaces_are_left_alone);
  tcase_add_test(all, not_a_chart_at_all);
  tcase_add_test(all, too_many_states_are_a_limit);
  tcase_add_test(all, a_chart_tells_what_it_has);
  tcase_add_test(all, delays_are_css_times);
  suite_add_tcase(suite, all);
  return suite;
}

int
main(void)
{
  return tap_run(chart_suite());
}
