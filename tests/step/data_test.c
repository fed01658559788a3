/* tests/step/data_test.c - the XPath data model: variables, every assignment, foreach, system variables (SCXML 5; the
 * W3C note on the XPath data model).
 */
#include "config.h"

#include "tests/step/play.h"

#define CART                                                                                                           \
  "<cart xmlns=''><books><book n='1'><title>A</title></book><book n='2'><title>B</title></book></books>text</cart>"

/* The data of variable v after running CONTENT once, and "!" before it for each error event. */
static char *
after(const char *value, const char *content)
{
  char xml[4096];
  struct fasti_buffer out = {0};
  struct play p;

  snprintf(xml, sizeof xml,
           XPATH("<datamodel><data id='v'>%s</data><data id='w'>w<x xmlns=''>1</x></data></datamodel><state id='s'>"
                 "<onentry>%s</onentry></state>"),
           value, content);
  play_start(&p, xml);
  for (const char *at = p.trace.at; (at = strchr(at, '!')); at++)
    fasti_buffer_puts(&out, "!");
  for (const xmlNode *n = fasti_session_data(fasti_machine_root(p.machine))->children->children; n; n = n->next)
    fasti_xml_write(n, &out);
  play_end(&p);
  return fasti_buffer_take(&out);
}

static const struct {
  const char *value, *content, *expected;
} assigns[] = {
  {"old", "<assign location='$v' expr='1 + 1'/>", "2"},
  {"old", "<assign location='$v' expr='true()'/>", "true"},
  {"old", "<assign location='$v'>  new\n  text </assign>", "new text"},
  {"old", "<assign location='$v'>\n <a xmlns=''> <b/> </a>\n</assign>", "<a><b/></a>"},
  {"old", "<assign location='$v'/>", ""},
  {"old", "<assign location='$v' expr='$w'/>", "w<x>1</x>"},
  {"old", "<assign location='$v' expr='$w/x'/>", "<x>1</x>"},
  {"old", "<assign location='$v' expr='$w/x/text()'/>", "1"},
  {CART, "<assign location='$v/cart/books' type='delete'/>", "<cart>text</cart>"},
  {CART, "<assign location='$v//book' type='delete'/>", "<cart><books/>text</cart>"},
  {CART, "<assign location='$v//@n' type='delete'/><assign location='$v//title' type='delete'/>",
   "<cart><books><book/><book/></books>text</cart>"},
  {CART, "<assign location='$v//book' expr=\"'X'\"/>",
   "<cart><books><book n=\"1\">X</book><book n=\"2\">X</book></books>text</cart>"},
  {CART, "<assign location='$v//book/@n' expr='9'/>",
   "<cart><books><book n=\"9\"><title>A</title></book><book n=\"9\"><title>B</title></book></books>text</cart>"},
  {CART, "<assign location='$v//title' type='firstchild'><i xmlns=''/></assign>",
   "<cart><books><book n=\"1\"><title><i/>A</title></book><book "
   "n=\"2\"><title><i/>B</title></book></books>text</cart>"},
  {CART, "<assign location='$v//title' type='lastchild' expr=\"'+'\"/>",
   "<cart><books><book n=\"1\"><title>A+</title></book><book n=\"2\"><title>B+</title></book></books>text</cart>"},
  {CART, "<assign location='$v//book[1]' type='previoussibling'><i xmlns=''/>j</assign>",
   "<cart><books><i/>j<book n=\"1\"><title>A</title></book><book n=\"2\"><title>B</title></book></books>text</cart>"},
  {CART, "<assign location='$v//book[1]' type='nextsibling'><i xmlns=''/></assign>",
   "<cart><books><book n=\"1\"><title>A</title></book><i/><book n=\"2\"><title>B</title></book></books>text</cart>"},
  {CART, "<assign location='$v//books' type='replace' expr='$w/x'/>", "<cart><x>1</x>text</cart>"},
  {CART, "<assign location='$v//book[2]' type='addattribute' attr='by' expr='$w/x'/>",
   "<cart><books><book n=\"1\"><title>A</title></book><book n=\"2\" "
   "by=\"1\"><title>B</title></book></books>text</cart>"},
  {"a<m xmlns=''/>b", "<assign location='$v/m' type='delete'/>", "ab"},
  {"a<m xmlns=''/>b", "<assign location='$v/m' type='replace' expr=\"'-'\"/>", "a-b"},
  {"a", "<assign location='$v/text()' type='nextsibling' expr=\"'b'\"/>", "ab"},
  {"a", "<assign location='$v/text()' expr=\"'b'\"/>", "b"},
  /* Namespaces of the data are kept, others are not taken along. */
  {"<a xmlns='urn:a'><b xmlns=''/><p:c xmlns:p='urn:p' p:k='1' xml:lang='la'/></a>",
   "<assign location='$w' expr='$v'/>"
   "<assign location='$v' expr='$w'/>",
   "<a xmlns=\"urn:a\"><b xmlns=\"\"/><p:c xmlns:p=\"urn:p\" p:k=\"1\" xml:lang=\"la\"/></a>"},
  {"<a xmlns='urn:a'><b/></a>", "<assign location='$v/*' type='lastchild' expr='$w/x'/>",
   "<a xmlns=\"urn:a\"><b/><x xmlns=\"\">1</x></a>"},
  /* What cannot be done changes nothing. */
  {"old", "<assign location='$none' expr='1'/>", "!old"},
  {"old", "<assign location='foo.bar' expr='1'/>", "!old"},
  {"old", "<assign location='1 +' expr='1'/>", "!old"},
  {"old", "<assign location='$v' expr='1 +'/>", "!old"},
  {"old", "<assign location='$v' expr='$none'/>", "!old"},
  {"old", "<assign location='$v' type='delete'/>", "!old"},
  {"old", "<assign location='$v' type='replace' expr='1'/>", "!old"},
  {"old", "<assign location='$v' type='nextsibling' expr='1'/>", "!old"},
  {"old", "<assign location='$v' type='addattribute' attr='id' expr='1'/>", "!old"},
  {"old", "<assign location='$v' type='addattribute' attr='1' expr='1'/>", "!old"},
  {"old", "<assign location='$v/@id' expr='1'/>", "!old"},
  {"old", "<assign location='$v/@id' type='delete'/>", "!old"},
  {"old", "<assign location='/' expr='1'/>", "!old"},
  {"old", "<assign location='..' expr='1'/>", "!old"},
  {"old", "<assign location='$_name' expr='1'/>", "!old"},
  {"old", "<assign location='$_x' expr='1'/>", "!old"},
  {"old", "<assign location='$_ioprocessors/processor' type='delete'/>", "!old"},
  {CART, "<assign location='$v//@n'><a xmlns=''/></assign>",
   "!<cart><books><book n=\"1\"><title>A</title></book><book n=\"2\"><title>B</title></book></books>text</cart>"},
  {CART, "<assign location='$v//@n' expr='$v/cart'/>",
   "!<cart><books><book n=\"1\"><title>A</title></book><book n=\"2\"><title>B</title></book></books>text</cart>"},
  {CART, "<assign location='$v//book | $_x' expr='1'/>",
   "!<cart><books><book n=\"1\"><title>A</title></book><book n=\"2\"><title>B</title></book></books>text</cart>"},
  {CART, "<assign location='$v//@n' type='replace' expr='1'/>",
   "!<cart><books><book n=\"1\"><title>A</title></book><book n=\"2\"><title>B</title></book></books>text</cart>"},
  {"old",
   "<if cond='false()'><assign location='$v' expr='1'/><elseif cond='$v'/><assign location='$v' expr='2'/><else/>"
   "<assign location='$v' expr='3'/></if>",
   "2"},
  {"old", "<if cond='false()'><assign location='$v' expr='1'/><else/><assign location='$v' expr='3'/></if>", "3"},
  /* foreach: real nodes, in document order, over the list as it was; what is deleted meanwhile does no harm. */
  {CART, "<foreach array='$v//book' item='b' index='i'><assign location='$b/@n' expr='$i * 10'/></foreach>",
   "<cart><books><book n=\"10\"><title>A</title></book><book n=\"20\"><title>B</title></book></books>text</cart>"},
  {CART, "<foreach array='$v//book' item='b'><assign location='$v//book' type='delete'/></foreach>",
   "!<cart><books/>text</cart>"},
  {CART, "<foreach array='$v//title' item='b'><assign location='$v/cart/books' type='lastchild' expr='$b'/></foreach>",
   "<cart><books><book n=\"1\"><title>A</title></book><book n=\"2\"><title>B</title></book><title>A</title>"
   "<title>B</title></books>text</cart>"},
  {CART, "<foreach array='$v//title/text()' item='t'/><assign location='$v' expr='$t'/>", "B"},
  {CART, "<foreach array='$v//book/@n' item='t' index='i'/><assign location='$v' expr=\"concat($t, ':', $i)\"/>",
   "2:2"},
  {CART, "<foreach array='$v//none' item='t'/><assign location='$v' expr='count($t)'/>", "1"},
  {"old", "<foreach array='1' item='t'/><assign location='$v' expr='1'/>", "!old"},
  {"old", "<foreach array='$v' item='_event'/><assign location='$v' expr='1'/>", "!old"},
  {"old", "<foreach array='$v' item='a b'/><assign location='$v' expr='1'/>", "!old"},
  {"old",
   "<foreach array='$w/x' item='t'><assign location='$none' expr='1'/></foreach><assign location='$v' expr='1'/>",
   "!old"},
};

START_TEST(assign)
{
  char *got = after(assigns[_i].value, assigns[_i].content);

  ck_assert_msg(strcmp(got, assigns[_i].expected) == 0, "%s on %s gives %s, expected %s", assigns[_i].content,
                assigns[_i].value, got, assigns[_i].expected);
  fasti_free(got);
}
END_TEST

START_TEST(variables_start_by_expression_content_or_empty)
{
  struct play p;

  play_start(&p, XPATH("<datamodel><data id='a' expr='1 + 2'/><data id='b'> some   text </data><data id='c'/>"
                       "<data id='d'> <r xmlns=''> <k> x </k> </r> </data><data id='e' expr='$none'/></datamodel>"
                       "<state id='s'><onentry><log label='a' expr='$a'/><log label='b' expr='$b'/>"
                       "<log label='c' expr='count($c) = 1 and not($c/node())'/><log label='d' expr='$d/r/k'/>"
                       "<log label='d' expr='count($d/r/node())'/><log label='e' expr='count($e)'/>"
                       "<log label='name' expr='local-name($a)'/><log label='id' expr='$a/@id'/></onentry></state>"));
  ck_assert_trace(&p, "! a:3 b:some text c:true d: x  d:1 e:1 name:data id:a +s");
  play_end(&p);
}
END_TEST

START_TEST(variables_from_documents)
{
  struct play p;

  play_start(&p,
             XPATH("<datamodel><data id='a' src='facts.xml'/><data id='b' src='note.txt'/></datamodel><state id='s'>"
                   "<onentry><log label='a' expr='$a/facts/fact'/><log label='b' expr='$b'/>"
                   "<log label='in' expr=\"In('s') and In('t')\"/></onentry></state>"));
  ck_assert_trace(&p, "a:earth is round b:plain text & more in:false +s");
  play_end(&p);
}
END_TEST

START_TEST(the_null_data_model_has_no_data)
{
  static const char *const content[] = {"<assign location='$v' expr='1'/>",
                                        "<foreach array='$v' item='i'/>",
                                        "<log expr='1'/>",
                                        "<send event='e' idlocation='$v'/>",
                                        "<send event='e'><param name='p' expr='1'/></send>",
                                        "<cancel sendidexpr='1'/>"};
  char xml[512];

  for (size_t i = 0; i < sizeof content / sizeof *content; i++) {
    struct play p;

    snprintf(xml, sizeof xml,
             PLAIN("<state id='s'><onentry>%s</onentry><transition event='error.execution' target='t'/>"
                   "</state><state id='t'/>"),
             content[i]);
    play_start(&p, xml);
    ck_assert_msg(strcmp(play_states(&p), "t") == 0, "%s", content[i]);
    ck_assert_ptr_null(fasti_session_data(fasti_machine_root(p.machine)));
    play_end(&p);
  }
}
END_TEST

START_TEST(early_and_late_binding)
{
  static const char body[] =
    "<state id='s'><onentry><log label='s' expr='string($x)'/></onentry>"
    "<transition event='e' target='t'/></state><state id='t'><datamodel><data id='x' expr='5'/>"
    "</datamodel><onentry><log label='t' expr='$x'/><assign location='$x' expr='$x + 1'/></onentry>"
    "<transition event='e' target='s'/></state>";
  char xml[1024];
  struct play p;

  snprintf(xml, sizeof xml, SCXML("datamodel='xpath' binding='%s'", "%s"), "early", body);
  play_start(&p, xml);
  ck_assert_trace(&p, "s:5 +s");
  play_end(&p);
  snprintf(xml, sizeof xml, SCXML("datamodel='xpath' binding='%s'", "%s"), "late", body);
  play_start(&p, xml);
  ck_assert_trace(&p, "s +s");
  play_send(&p, "e");
  play_send(&p, "e");
  play_send(&p, "e");
  ck_assert_trace(&p, "-s t:5 +t -t s:6 +s -s t:6 +t");
  play_end(&p);
}
END_TEST

START_TEST(system_variables)
{
  struct play p;

  play_start(&p, SCXML("datamodel='xpath' name='tale'",
                       "<state id='s'><onentry><log label='id' expr='$_sessionid'/><log label='name' expr='$_name'/>"
                       "<log label='io' expr=\"$_ioprocessors/processor[@name='http://www.w3.org/TR/scxml/"
                       "#SCXMLEventProcessor']/location\"/><log label='x' expr='count($_x)'/>"
                       "<log label='event' expr='$_event'/></onentry><transition event='e'><log label='all' "
                       "expr=\"concat($_event/name, '|', $_event/type, '|', count($_event/*), '|', $_event/data)\"/>"
                       "</transition></state>"));
  ck_assert_trace(&p, "id:m name:tale io:#_scxml_m x:1 ! +s");
  play_send(&p, "e.f");
  ck_assert_trace(&p, "all:e.f|external|7|");
  play_end(&p);
}
END_TEST

START_TEST(event_data_of_the_caller)
{
  struct fasti_event face = {.name = "e", .kind = FASTI_EVENT_EXTERNAL, .sendid = "i"};
  struct play p;
  xmlDocPtr doc;

  play_start(&p, XPATH("<datamodel><data id='v'/></datamodel><state id='s'><transition event='e' "
                       "cond=\"$_event/data/form/fine &gt; 100\"><assign location='$v' expr='$_event/data/form/fine'/>"
                       "<log label='v' expr='$v/fine'/></transition></state>"));
  ck_assert_int_eq(fasti_xml_parse("d", fasti_slice_of("<data><form><fine>250</fine></form></data>"), NULL, &doc),
                   FASTI_OK);
  face.data = xmlDocGetRootElement(doc);
  ck_assert_int_eq(fasti_machine_send(p.machine, NULL, &face, 0, NULL), FASTI_OK);
  fasti_xml_free(doc);
  ck_assert_trace(&p, "+s v:250");
  play_end(&p);
}
END_TEST

START_TEST(conditions_that_fail_are_false_and_an_error)
{
  struct play p;

  play_start(&p,
             XPATH("<state id='s'><transition event='e' cond='$none/x' target='t'/><transition event='e' "
                   "cond='1 +' target='t'/><transition event='error.execution' cond=\"$_event/type = 'platform'\">"
                   "<log label='why' expr=\"contains($_event/data, 'none')\"/></transition></state><state id='t'/>"));
  play_send(&p, "e");
  ck_assert_trace(&p, "+s ! ! why:true why:false");
  play_end(&p);
}
END_TEST

START_TEST(a_condition_that_never_ends_is_stopped)
{
  struct play p;

  play_start(&p,
             XPATH("<datamodel><data id='v'>" CART "</data></datamodel><state id='s'><transition event='e' "
                   "cond='count($v//*[count($v//*[count($v//*[count($v//*[count($v//*[count($v//*[count($v//*["
                   "count($v//*[count($v//*) &gt; 0]) &gt; 0]) &gt; 0]) &gt; 0]) &gt; 0]) &gt; 0]) &gt; 0]) &gt; 0])' "
                   "target='s'/></state>"));
  ck_assert_int_eq(play_send(&p, "e"), FASTI_LIMIT);
  ck_assert_ptr_nonnull(strstr(p.text.at, "test.scxml:1:"));
  play_end(&p);
}
END_TEST

START_TEST(data_that_grows_without_end_is_stopped)
{
  struct play p;

  ck_assert_int_eq(play_start(&p, XPATH("<datamodel><data id='v'><a xmlns=''/></data></datamodel><state id='s'>"
                                        "<transition><assign location='$v' expr='concat($v, $v, 1)'/></transition>"
                                        "</state>")),
                   FASTI_LIMIT);
  ck_assert_ptr_nonnull(strstr(p.text.at, "one event causes too much work"));
  play_end(&p);
  ck_assert_int_eq(play_start(&p, XPATH("<datamodel><data id='v'><a xmlns=''/></data></datamodel><state id='s'>"
                                        "<transition><assign location='$v'><b xmlns=''/></assign></transition>"
                                        "</state>")),
                   FASTI_LIMIT);
  ck_assert_ptr_nonnull(strstr(p.text.at, "does not come to rest"));
  play_end(&p);
}
END_TEST

START_TEST(data_nested_too_deeply_is_an_error)
{
  struct play p;

  play_start(&p, XPATH("<datamodel><data id='v'><a xmlns=''/></data><data id='w'/></datamodel><state id='s'>"
                       "<transition event='e'><assign location='$w'><b xmlns=''/></assign>"
                       "<assign location='$w/b' expr='$v'/><assign location='$v' expr='$w'/></transition></state>"));
  for (int i = 0; i < 120; i++)
    ck_assert_int_eq(play_send(&p, "e"), FASTI_OK);
  ck_assert_ptr_nonnull(strchr(p.trace.at, '!'));
  ck_assert_ptr_nonnull(strstr(p.text.at, "nested more than 100 elements deep"));
  play_end(&p);
}
END_TEST

static bool
host_variable(void *self, struct fasti_session *session, const char *name, xmlXPathObjectPtr *value)
{
  (void)self;
  (void)session;
  if (strcmp(name, "today") != 0)
    return false;
  *value = xmlXPathNewCString("2026-01-05");
  return true;
}

START_TEST(the_host_adds_variables_and_assigns)
{
  struct play p;
  xmlDocPtr doc;
  struct fasti_expr *location, *nowhere;
  struct fasti_session *root;

  ck_assert(
    play_load(&p, XPATH("<datamodel><data id='v'/></datamodel><state id='s'><transition event='e'><log label='d' "
                        "expr=\"concat($today, $v/fine, $v/@by, count($v/*))\"/></transition></state>")));
  p.host.variable = host_variable;
  p.machine = fasti_machine_new(p.chart, &p.host, "m");
  ck_assert_int_eq(fasti_machine_start(p.machine, 0, p.messages), FASTI_OK);
  root = fasti_machine_root(p.machine);
  ck_assert_int_eq(fasti_xml_parse("d", fasti_slice_of("<form by='li'><fine>5</fine></form>"), NULL, &doc), FASTI_OK);
  location = fasti_expr_compile("$v", NULL, (struct fasti_place){.file = "host"}, NULL);
  nowhere = fasti_expr_compile("$today", NULL, (struct fasti_place){.file = "host"}, NULL);
  ck_assert_int_eq(fasti_session_assign(root, location, xmlDocGetRootElement(doc), p.messages), FASTI_OK);
  ck_assert_int_eq(fasti_session_append(root, location, xmlDocGetRootElement(doc), p.messages), FASTI_OK);
  ck_assert_int_eq(fasti_session_assign(root, nowhere, xmlDocGetRootElement(doc), p.messages), FASTI_INVALID);
  ck_assert_str_eq(fasti_messages_at(p.messages, 0)->text, "\"$today\" names no place in the data");
  fasti_expr_free(location);
  fasti_expr_free(nowhere);
  fasti_xml_free(doc);
  fasti_free(play_trace(&p));
  play_send(&p, "e");
  ck_assert_trace(&p, "d:2026-01-055li2");
  play_end(&p);
}
END_TEST

static Suite *
data_suite(void)
{
  Suite *suite = suite_create("data");
  TCase *all = tcase_create("data");

  tcase_add_loop_test(all, assign, 0, sizeof assigns / sizeof *assigns);
  tcase_add_test(all, variables_start_by_expression_content_or_empty);
  tcase_add_test(all, variables_from_documents);
  tcase_add_test(all, the_null_data_model_has_no_data);
  tcase_add_test(all, early_and_late_binding);
  tcase_add_test(all, system_variables);
  tcase_add_test(all, event_data_of_the_caller);
  tcase_add_test(all, conditions_that_fail_are_false_and_an_error);
  tcase_add_test(all, a_condition_that_never_ends_is_stopped);
  tcase_add_test(all, data_that_grows_without_end_is_stopped);
  tcase_add_test(all, data_nested_too_deeply_is_an_error);
  tcase_add_test(all, the_host_adds_variables_and_assigns);
  suite_add_tcase(suite, all);
  return suite;
}

int
main(void)
{
  return tap_run(data_suite());
}
