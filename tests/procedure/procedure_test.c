/* tests/procedure/procedure_test.c - what a package and a procedure must say, and how it is told when they do not.
 */
#include "config.h"

#include <string.h>

#include "engine/notes.h"
#include "tests/case/case_tests.h"

#define PLAIN "initial='a'"
#define OUT "<transition event='shut' f:role='officer' target='end'/>"
#define BODY(content) DATA "\n <state id='a' f:title='A'>" content OUT "</state>" END

/* Each body, and what must be told about it; nothing else may be. */
struct bad {
  const char *body, *told;
};

static void
check_all(const struct bad *bad, size_t count)
{
  for (size_t i = 0; i < count; i++)
    ck_assert_str_eq(desk_check(PLAIN, bad[i].body), bad[i].told);
}

#define CHECK_ALL(list) check_all(list, sizeof list / sizeof *list)

START_TEST(procedure_words__unknown)
{
  static const struct bad bad[] = {
    {BODY("<f:evry id='x'/>"), "p.scxml:4:28: error: there is no <f:evry>; expected law, instrument, assert, fact, word, key, "
                               "deadline, every, issue, notify, publish, refuse, extend, recuse, find, open, tell, sample, decide, "
                               "with or hand\n"},
    {BODY("<f:notify role='officer'/>"),
     "p.scxml:4:28: error: <f:notify> cannot stand in <state>; expected in onentry onexit transition if foreach "
     "finalize\n"},
    {DATA "\n<state id='a' f:tittle='A'>" OUT "</state>" END,
     "p.scxml:4:15: error: <state> has no attribute f:tittle; it has title law stage covers\n"},
    {DATA "\n<state id='a'><onentry f:law='L1'/>" OUT "</state>" END,
     "p.scxml:4:24: error: <onentry> takes no f: attributes; it has f:law\n"},
    {BODY("<onentry><f:refuse test='true()' message='m' because='x'/></onentry>"),
     "p.scxml:4:73: error: <f:refuse> has no attribute because; it has test law message\n"},
    {BODY("<onentry><send type='urn:fasti:case' event='x'/></onentry>"),
     "p.scxml:4:43: error: urn:fasti:case is not known; expected a send within the case\n"},
    {BODY("<invoke type='urn:fasti:find' id='f'/>"),
     "p.scxml:4:28: error: this invokes neither a task nor a procedure; expected type=\"urn:fasti:task\" or "
     "\"urn:fasti:case\", or src=\"…\" of an SCXML document\n"},
  };

  CHECK_ALL(bad);
}
END_TEST

START_TEST(procedure_task__bad)
{
  static const struct bad bad[] = {
    {BODY("<invoke type='urn:fasti:task' id='t'/>"),
     "p.scxml:4:28: error: the task t says nobody who may do it; expected f:role\n"},
    {BODY("<invoke type='urn:fasti:task' f:role='officer'/>"),
     "p.scxml:4:28: error: a task must have an id; expected <invoke id=\"…\">\n"},
    {BODY("<invoke type='urn:fasti:task' id='t' f:role='oficer'/>"),
     "p.scxml:4:65: error: there is no role oficer; expected a role of package.xml\n"},
    {BODY("<invoke type='urn:fasti:task' id='t' f:role='officer' src='none.xhtml'/>"),
     "p.scxml:4:82: error: there is no form none.xhtml; looked for in . and beside this document\n"},
    {BODY("<invoke type='urn:fasti:task' id='t' f:role='officer' f:other-than='u'/>"),
     "p.scxml:4:82: error: there is no task or action u; did you mean t?\n"},
    {BODY("<invoke type='urn:fasti:task' id='t' f:role='officer' f:people='two'/>"),
     "p.scxml:4:82: error: people=\"two\" is not a number; expected 1 to 99\n"},
    {BODY("<invoke type='urn:fasti:task' id='t' f:role='officer' f:people='{$z}'/>"),
     "p.scxml:4:82: error: there is no variable z; did you mean x?\n"},
    {BODY("<invoke type='urn:fasti:task' id='t' f:role='officer' f:people='{$param/term}'/>"), ""},
    {BODY("<invoke type='urn:fasti:task' id='t' f:role='officer' f:people='{$param/share}'/>"),
     "package.xml:2:25: error: the parameter share is \"0.10\"; t of p wants a number of people of it, 1 to 99\n"},
    {BODY("<invoke type='urn:fasti:task' id='t' f:role='officer' f:sign='most'/>"),
     "p.scxml:4:82: error: sign=\"most\" is not a number; expected 1 to 99\n"},
    {BODY("<invoke type='urn:fasti:task' id='t' f:role='officer' f:forbid='claim steal'/>"),
     "p.scxml:4:82: error: there is no operation steal; expected claim, release, draft, return, withdraw, transfer, "
     "delegate, sign, copy or urge\n"},
    {BODY("<invoke type='urn:fasti:task' id='t' f:role='officer' f:return='b end'/>"),
     "p.scxml:4:82: error: there is no state b; expected steps of p.scxml\n"},
    {BODY("<invoke type='urn:fasti:task' id='t' f:role='officer' f:into='$x' f:append='$y'/>"),
     "p.scxml:4:94: error: into and append exclude each other; expected one\n"},
    {BODY("<invoke type='urn:fasti:task' id='t' f:role='officer' f:each='$x/y'/>"),
     "p.scxml:4:82: error: each and as belong together: the list, and the name of its node\n"},
    {BODY("<invoke type='urn:fasti:task' id='t' f:role='officer' f:each='$x/y' f:as='y'/>"),
     "p.scxml:4:96: error: $y is a variable of the data already; expected another name\n"},
    {BODY("<onentry><foreach array='$x/y' item='one'/></onentry>"
          "<invoke type='urn:fasti:task' id='t' f:role='officer' f:each='$x/y' f:as='one'/>"),
     "p.scxml:4:149: error: $one is a variable of the data already; expected another name\n"},
    {BODY("<invoke type='urn:fasti:task' id='t' f:role='officer' f:follow='true'/>"),
     "p.scxml:4:82: error: follow stands only beside each\n"},
    {BODY("<invoke type='urn:fasti:task' id='t' f:role='officer' f:optional='yes'/>"),
     "p.scxml:4:82: error: optional=\"yes\" is unknown; expected true or false\n"},
    {BODY("<invoke type='urn:fasti:task' id='t' f:role='officer' f:precedents='kind'/>"),
     "p.scxml:4:82: error: the procedure p has no fact kind; expected one that an <f:fact> of it declares\n"},
    {BODY("<invoke type='urn:fasti:task' id='t' f:role='officer' f:law='L9'/>"),
     "p.scxml:4:82: error: there is no law L9; did you mean L1?\n"},
  };

  desk_more("<parameter name='share' value='0.10'/>");
  CHECK_ALL(bad);
}
END_TEST

START_TEST(procedure_find__people)
{
  static const struct bad bad[] = {
    {BODY("<onentry><f:find into='$x' people='officer' unit='{$y}'/></onentry>"), ""},
    {BODY("<onentry><f:find into='$x' people='oficer'/></onentry>"),
     "p.scxml:4:55: error: there is no role oficer; expected a role of package.xml\n"},
    {BODY("<onentry><f:find people='officer'/></onentry>"), "p.scxml:4:37: error: <f:find> must say its into\n"},
    {BODY("<onentry><f:find into='$x' people='officer' procedure='p'/></onentry>"),
     "p.scxml:4:72: error: people and procedure exclude each other; expected one\n"},
    {BODY("<onentry><f:find into='$x' procedure='p' unit='East'/></onentry>"),
     "p.scxml:4:69: error: unit stands only beside people\n"},
    {BODY("<onentry><f:find into='$x' people='officer' unit='{$z}'/></onentry>"),
     "p.scxml:4:72: error: there is no variable z; did you mean x?\n"},
    {BODY("<onentry><f:find into='$x' people='officer'><f:where status='open'/></f:find></onentry>"),
     "p.scxml:4:72: error: <f:where> is for cases; people are found by unit\n"},
    {BODY("<onentry><f:find into='$x'/></onentry>"), "p.scxml:4:37: error: <f:find> must say its procedure\n"},
  };

  CHECK_ALL(bad);
}
END_TEST

#define FACT(content) DATA "\n" content "<state id='a' f:title='A'>" OUT "</state>" END

START_TEST(procedure_fact__for_people)
{
  static const struct bad bad[] = {
    {FACT("<f:fact name='n' title='N' type='date' value='{$x}'/>"), ""},
    {FACT("<f:fact name='n' title='N' type='day' value='{$x}'/>"),
     "p.scxml:4:28: error: type=\"day\" is unknown; expected text, date or number\n"},
    {FACT("<f:fact name='n' title='N' value='{$x}'><f:word value='a'/></f:fact>"),
     "p.scxml:4:41: error: <f:word> must say its title\n"},
    {FACT("<f:fact name='n' title='N' value='{$x}'><f:word value='a' title='A'/><f:word value='a' title='B'/></f:fact>"),
     "p.scxml:4:78: error: there are two words for the value a\n"},
    {BODY("<f:word value='a' title='A'/>"), "p.scxml:4:28: error: <f:word> cannot stand in <state>; expected in fact\n"},
  };

  CHECK_ALL(bad);
  ck_assert_str_eq(desk_check("initial='a' f:register='true'", FACT("<f:fact name='n' value='{$x}'/>")),
                   "p.scxml:1:137: error: a register has no column; expected title=\"…\" on the facts that people are to read\n");
  ck_assert_str_eq(desk_check("initial='a' f:register='true'", FACT("<f:fact name='n' title='N' value='{$x}'/>")), "");
}
END_TEST

START_TEST(procedure_names__unknown)
{
  static const struct bad bad[] = {
    {BODY("<transition event='shut' cond='$z' target='end'/>"),
     "p.scxml:4:53: error: there is no variable z; did you mean x?\n"},
    {BODY("<transition event='shut' cond='$x = $param/tem' target='end'/>"),
     "p.scxml:4:53: error: there is no parameter tem; expected one that package.xml gives to this procedure\n"},
    {BODY("<transition event='shut' cond=\"In('b')\" target='end'/>"),
     "p.scxml:4:53: error: In() names a state that is not in this document, and is never true\n"},
    {BODY("<transition event='shut' cond=\"not(In('b'))\" target='end'/>"),
     "p.scxml:4:53: error: there is no state b; did you mean a?\n"},
    {BODY("<transition event='shut' cond=\"f:visited('nowhere')\" target='end'/>"),
     "p.scxml:4:53: error: there is no state nowhere; expected one that the procedure has\n"},
    {BODY("<transition event='shut' cond=\"f:performer('shat') = 'x'\" target='end'/>"),
     "p.scxml:4:53: error: there is no task or action shat; did you mean shut?\n"},
    {BODY("<transition event='shut' cond=\"f:late('d') &gt; 0\" target='end'/>"),
     "p.scxml:4:53: error: there is no deadline d; expected one that the procedure has\n"},
    {BODY("<transition event='shut' cond=\"f:issued('letter') = 0\" target='end'/>"),
     "p.scxml:4:53: error: there is no instrument letter; expected one that the procedure has\n"},
    {BODY("<onentry><f:notify role='officer'>{$z/name} is late</f:notify></onentry>"),
     "p.scxml:4:37: error: there is no variable z; did you mean x?\n"},
    {BODY("<transition event='shutt' target='end'/>"),
     "p.scxml:4:40: error: nothing raises the event shutt; did you mean shut?\n"},
    {BODY("<transition event='done.invoke.nothing' target='end'/>"),
     "p.scxml:4:40: error: nothing raises the event done.invoke.nothing; expected one of a task, deadline, state, "
     "action "
     "(f:role), <raise> or <send> of this procedure\n"},
    {BODY("<transition event='shut' cond=\"In('a') and 'In(' != &quot;f:visited('q')&quot;\" target='end'/>"), ""},
  };

  CHECK_ALL(bad);
}
END_TEST

START_TEST(procedure_expressions__bad)
{
  const char *told = desk_check(PLAIN, BODY("<transition event='shut' cond='$x ==' target='end'/>"
                                            "<transition event='shut' cond='f:none($x)' target='end'/>"
                                            "<invoke type='urn:fasti:task' id='t' f:role='officer' f:when='1 +'/>"));

  ck_assert_str_eq(told, "p.scxml:4:53: error: in \"$x ==\", character 5: expected an expression of XPath 1.0\n"
                         "p.scxml:4:105: error: in \"f:none($x)\": there is no function f:none()\n"
                         "p.scxml:4:191: error: in \"1 +\", character 4: expected an expression of XPath 1.0\n");
}
END_TEST

START_TEST(procedure_deadline__bad)
{
  static const struct bad bad[] = {
    {BODY("<f:deadline id='d' within='7 days'/>"), "p.scxml:4:28: error: <f:deadline> must say its role\n"},
    {BODY("<f:deadline within='7 days' role='officer'/>"), "p.scxml:4:28: error: <f:deadline> must say its id\n"},
    {BODY("<f:deadline id='d' role='officer'/>"), "p.scxml:4:28: error: <f:deadline> must say its within\n"},
    {BODY("<f:deadline id='d' within='soon' role='officer'/>"),
     "p.scxml:4:47: error: within=\"soon\" is no period; expected \"N workdays\", \"N days\", \"N months\" or \"N "
     "years\"\n"},
    {BODY("<f:deadline id='d' within='7 days' warn='2 days, later' role='officer'/>"),
     "p.scxml:4:63: error: warn=\"2 days, later\" is no period; expected \"N workdays\", \"N days\", \"N months\" or "
     "\"N years\", separated by commas\n"},
    {BODY("<f:deadline id='d' on='$today' from='$today' role='officer'/>"),
     "p.scxml:4:47: error: on says the last day itself; expected either on, or within and from\n"},
    {BODY("<f:deadline id='d' within='7 days' role='officer' roll='back'/>"),
     "p.scxml:4:78: error: roll=\"back\" is unknown; expected next or none\n"},
    {BODY("<f:deadline id='d' within='7 days' role='officer' pause-in='b'/>"),
     "p.scxml:4:78: error: there is no state b; expected states of p.scxml\n"},
    {BODY("<f:deadline id='d' within='7 days' role='officer'/><f:deadline id='d' within='7 days' role='officer'/>"),
     "p.scxml:4:91: error: the deadline d is there twice; expected one, or another id\n"},
    {BODY("<f:deadline id='d' within='{$param/term} days' role='officer'/>"), ""},
    {BODY("<onentry><f:extend deadline='d' by='1 days'/></onentry>"),
     "p.scxml:4:47: error: there is no deadline d; expected the id of an <f:deadline>\n"},
  };

  CHECK_ALL(bad);
}
END_TEST

START_TEST(procedure_instrument__bad)
{
  static const struct bad bad[] = {
    {"<f:instrument id='i' title='I' template='none.xsl'/>" BODY(""),
     "p.scxml:3:32: error: there is no template none.xsl; looked for in . and beside this document\n"},
    {"<f:instrument id='i' template='letter.xsl'/><f:instrument id='i' template='letter.xsl'/>" BODY(""),
     "p.scxml:3:59: error: the instrument i is there twice; expected one, or another id\n"},
    {"<f:instrument template='letter.xsl'/>" BODY(""), "p.scxml:3:1: error: <f:instrument> must say its id\n"},
    {"<f:instrument id='i'/>" BODY(""), "p.scxml:3:1: error: <f:instrument> must say its template\n"},
    {"<f:instrument id='i' template='letter.xsl'><f:requires law='L1' message='m'/></f:instrument>" BODY(""),
     "p.scxml:3:44: error: <f:requires> must say its test\n"},
    {BODY("<onentry><f:issue instrument='j'/></onentry>"),
     "p.scxml:4:46: error: there is no instrument j; expected one that an <f:instrument> declares\n"},
    {BODY("<onentry><f:notify>x</f:notify></onentry>"),
     "p.scxml:4:37: error: <f:notify> goes to a role or to a person; expected one\n"},
    {"<f:law id='L1' title='Again'/>" BODY(""),
     "p.scxml:3:8: error: the law L1 is there twice; expected one, or another id\n"},
    {"<f:law id='L2'/>" BODY(""), "p.scxml:3:1: error: <f:law> must say its id and title\n"},
  };

  CHECK_ALL(bad);
}
END_TEST

START_TEST(procedure_forms__names_in_them)
{
  desk_file("bad.xhtml",
            "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:xf='http://www.w3.org/2002/xforms' "
            "xmlns:f='urn:fasti:procedure'>\n<head><title>T</title><xf:model><xf:instance><d xmlns=''><t/></d>"
            "</xf:instance>\n<xf:bind nodeset='t' calculate='$param/none' f:law='L7'/>\n"
            "<xf:bind nodeset='t' relevant='$z = $x'/>"
            "</xf:model></head><body><xf:input ref='t'><xf:label>T</xf:label></xf:input></body></html>");
  ck_assert_str_eq(
    desk_check(PLAIN, BODY("<invoke type='urn:fasti:task' id='t' f:role='officer' src='bad.xhtml'/>")),
    "bad.xhtml:3:22: error: there is no parameter none; expected one that package.xml gives to this procedure\n"
    "bad.xhtml:4:22: error: there is no variable z; did you mean x?\n"
    "bad.xhtml:3:46: error: there is no law L7; did you mean L1?\n");
}
END_TEST

START_TEST(procedure_templates__names_in_them)
{
  desk_file("bad.xsl", "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>\n"
                       "<xsl:template match='/'><p><xsl:value-of select='/issue/param/term'/>\n"
                       "<xsl:value-of select='/issue/param/trem'/></p></xsl:template></xsl:stylesheet>");
  ck_assert_str_eq(
    desk_check(PLAIN, "<f:instrument id='i' title='I' template='bad.xsl' number='{$yaer}'/>" BODY("")),
    "bad.xsl:3:15: error: there is no parameter trem; expected one that package.xml gives to this procedure\n"
    "p.scxml:3:51: error: there is no variable yaer; expected one that the procedure has\n");
}
END_TEST

#define CHART                                                                                                          \
  "<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:f='urn:fasti:procedure' version='1.0' datamodel='xpath'>\n"    \
  "<state id='a'><invoke type='urn:fasti:task' id='t' src='none.xhtml' f:role='anybody' f:when='$param/any &gt; "      \
  "1'/>\n"                                                                                                             \
  "<transition event='done.invoke.%s' target='b'/></state><final id='b'/></scxml>"

START_TEST(procedure_check__by_itself)
{
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_buffer text = {0}, told = {0};

  /* What only a package knows is not asked for; a form elsewhere is a warning. */
  fasti_buffer_printf(&text, CHART, "t");
  ck_assert_int_eq(fasti_procedure_check("p.scxml", fasti_buffer_slice(&text), NULL, messages), FASTI_OK);
  fasti_messages_print(messages, &told);
  ck_assert_str_eq(told.at, "p.scxml:2:52: warning: no form none.xhtml beside this document; check the package to look "
                            "in its folders\n");
  fasti_buffer_clear(&text);
  fasti_buffer_printf(&text, CHART, "u");
  ck_assert_int_eq(fasti_procedure_check("p.scxml", fasti_buffer_slice(&text), NULL, messages), FASTI_DEFINITION);
  fasti_messages_free(messages);
  fasti_buffer_free(&text);
  fasti_buffer_free(&told);
}
END_TEST

START_TEST(procedure_all__in_one_run)
{
  /* The chart itself is wrong, and so are its vocabulary and what it names: all are told. */
  const char *told = desk_check("initial='nowhere'",
                                BODY("<f:evry/><invoke type='urn:fasti:task' id='t' src='lost.xhtml' f:role='oficer'/>"
                                     "<transition cond='$parm/x = 1' target='b'/>") "<state id='a'/>");

  ck_assert_ptr_nonnull(strstr(told, "nowhere"));
  ck_assert_ptr_nonnull(strstr(told, "there is no <f:evry>"));
  ck_assert_ptr_nonnull(strstr(told, "there is no role oficer"));
  ck_assert_ptr_nonnull(strstr(told, "there is no form lost.xhtml"));
  ck_assert_msg(strstr(told, "parm") != NULL, "%s", told);
  ck_assert_ptr_nonnull(strstr(told, "there is no state \"b\""));
}
END_TEST

START_TEST(procedure_sub__checked_once)
{
  desk_file("sub.scxml",
            "<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:f='urn:fasti:procedure' version='1.0' "
            "datamodel='xpath'>\n<state id='s'><transition event='go' f:role='nobody-such' target='e'/></state>"
            "<final id='e'/></scxml>");
  ck_assert_str_eq(desk_check(PLAIN, BODY("<invoke src='sub.scxml' id='one'/><invoke src='sub.scxml' id='two'/>")),
                   "sub.scxml:2:38: error: there is no role nobody-such; expected a role of package.xml\n");
}
END_TEST

START_TEST(package_head__bad)
{
  desk_check(PLAIN, BODY(""));
  ck_assert_str_eq(desk_check_package("<package/>"),
                   "package.xml:1:1: error: the root is <package>; expected <package xmlns=\"urn:fasti:package\">\n");
  ck_assert_str_eq(
    desk_check_package("<package xmlns='urn:fasti:package' burau='b'/>"),
    "package.xml:1:36: error: <package> has no attribute burau; it has bureau code version in-force title zone approved-by unit-facts\n"
    "package.xml:1:1: error: <package> must say its bureau\n"
    "package.xml:1:1: error: <package> must say its code\n"
    "package.xml:1:1: error: <package> must say its version\n"
    "package.xml:1:1: error: <package> must say its title\n"
    "package.xml:1:1: error: <package> must say its in-force\n"
    "package.xml:1:1: error: <package> must say its zone\n"
    "package.xml:1:1: error: the package has no <calendar>; expected at least one\n"
    "package.xml:1:1: error: the package has no <procedure>; expected at least one\n");
  ck_assert_ptr_nonnull(strstr(desk_check_package("<package"), "package.xml:1:"));
}
END_TEST

#define REGULATIONS(content)                                                                                           \
  "<package xmlns='urn:fasti:package' bureau='b' code='B' version='v' in-force='2024-01-01' title='T' "                \
  "zone='+08:00'>\n"                                                                                                   \
  "<calendar src='year.ics'/><procedure id='p' src='p.scxml' forms='.' instruments='.'/>"                              \
  "<role id='officer' title='O'/><role id='clerk' title='C'/>\n" content "</package>"

START_TEST(package_parts__bad)
{
  static const struct {
    const char *package, *told;
  } bad[] = {
    {REGULATIONS("<calendar src='none.ics'/>"),
     "package.xml:3:11: error: there is no file none.ics; expected an iCalendar file, looked for from this file's "
     "folder\n"},
    {REGULATIONS("<procedure id='q' src='none.scxml'/>"), "package.xml:3:19: error: there is no file none.scxml; "
                                                          "expected a procedure, looked for from this file's folder\n"},
    {REGULATIONS("<procedure id='p' src='p.scxml' forms='.'/>"),
     "package.xml:3:12: error: the procedure p is there twice\n"},
    {REGULATIONS("<parameter name='a' value='1'/><parameter name='a' value='2'/>"),
     "package.xml:3:43: error: the parameter a has two values from the same day on; expected another from, or "
     "source=\"superior\"\n"},
    {REGULATIONS("<parameter name='a'/>"), "package.xml:3:1: error: <parameter> must say its value\n"},
    {REGULATIONS("<parameter name='a' value='1' from='2026-02-30'/>"),
     "package.xml:3:31: error: from=\"2026-02-30\" is not a date; expected a day that exists, as 2024-01-31\n"},
    {REGULATIONS("<parameter name='a' value='1' from='2026-02-01' to='2026-01-01'/>"),
     "package.xml:3:49: error: the parameter a ends before it begins; expected a day from 2026-02-01 on\n"},
    {REGULATIONS("<parameter name='a' value='1' source='heaven'/>"),
     "package.xml:3:31: error: source=\"heaven\" is unknown; expected local or superior\n"},
    {REGULATIONS("<parameter name='a' value='1' procedure='q'/>"),
     "package.xml:3:31: error: there is no procedure q; expected the id of a procedure of this package\n"},
    {REGULATIONS("<role id='officer' title='Again'/>"), "package.xml:3:7: error: the role officer is there twice\n"},
    {REGULATIONS("<role id='x' title='X' separate-from='clerk y'/>"),
     "package.xml:3:24: error: there is no role y; expected roles of this package\n"},
    {REGULATIONS("<role id='x' title='X' reads='all'/>"),
     "package.xml:3:24: error: reads=\"all\" is unknown; expected one of: bureau unit involved task\n"},
    {REGULATIONS("<role id='x' title='X' group='clerk'/>"),
     "package.xml:3:24: error: group=\"clerk\" is unknown; expected one of: designer handler legal leader field "
     "external\n"},
    {REGULATIONS("<role id='x' title='X' deputy='maybe'/>"),
     "package.xml:3:24: error: deputy=\"maybe\" is unknown; expected one of: yes no\n"},
    {REGULATIONS("<role id='x' title='X' reads='bureau task'/>"),
     "package.xml:3:24: error: reads=\"bureau task\" is unknown; expected one of: bureau unit involved task\n"},
    {REGULATIONS("<procedure id='q' src='p.scxml' forms='.' open-to='clerk y'/>"),
     "package.xml:3:43: error: there is no role y; expected roles of this package\n"},
    {REGULATIONS("<service id='s' title='S' opens='p' fields='colour'/>"),
     "package.xml:3:37: error: there is no field colour; expected fields of the form that opens a case of this service\n"},
    {REGULATIONS("<service id='s' title='S' ><given field='x'/><taken/></service>"),
     "package.xml:3:28: error: <given> must say its value\npackage.xml:3:46: error: a service has no element <taken>; it has "
     "given\npackage.xml:3:35: error: there is no field x; expected fields of the form that opens a case of this service\n"},
    {REGULATIONS("<roll id='x'/>"),
     "package.xml:3:1: error: a package has no element <roll>; it has calendar procedure parameter role "
     "law referral duty service rule table text part\n"},
    {REGULATIONS("<law id='x' title='A'/><law id='x' title='B'/>"),
     "package.xml:3:29: error: the law x is there twice; expected one, or another id\n"},
    {REGULATIONS("<law id='x'/>"), "package.xml:3:1: error: <law> must say its title\n"},
    {REGULATIONS("<rule on='people' text='two'/><rule on='people' text='two'/><rule on='beards' text='x'/>"),
     "package.xml:3:37: error: the rule on people is there twice\n"
     "package.xml:3:67: error: on=\"beards\" is unknown; expected one of: administrator designer other-than same-as "
     "people recused certificate unit\n"},
    {REGULATIONS("<referral id='r' matter='sand' duty='permits'/>"),
     "package.xml:3:1: error: <referral> must say its department\n"},
    {REGULATIONS("<referral id='r' matter='m' department='d' duty='x'/><referral id='r' matter='m' department='d' "
                 "duty='x'/>"),
     "package.xml:3:64: error: the referral r is there twice; expected one, or another id\n"},
    {REGULATIONS("<duty id='d'/>"), "package.xml:3:1: error: <duty> must say its title\n"},
    {REGULATIONS("<duty id='d' title='D'><items id='x'/></duty>"),
     "package.xml:3:24: error: <duty> has no element <items>; it has item\n"},
    {REGULATIONS("<duty id='d' title='D'><item title='x'/></duty>"),
     "package.xml:3:24: error: <item> must say its id\n"},
    {REGULATIONS("<duty id='d' title='D'><item id='d' title='x'/></duty>"),
     "package.xml:3:30: error: the id d is there twice; expected another\n"},
    {REGULATIONS("<duty id='d' title='D'/><duty id='d' title='E'/>"),
     "package.xml:3:31: error: the id d is there twice; expected another\n"},
    {REGULATIONS("<duty id='d' title='D'><item id='i' title='x' role='clerk'/></duty>"),
     "package.xml:3:47: error: <item> has no attribute role; it has id title section candidate service\n"},
    {REGULATIONS("<service id='s' title='S'/><duty id='d' title='D'><item id='i' title='x' service='s t'/></duty>"),
     "package.xml:3:74: error: there is no service t; expected the id of a service of this package\n"},
    {REGULATIONS("<service id='s' title='S' opens='q'/>"),
     "package.xml:3:27: error: there is no procedure q; expected the id of a procedure of this package\n"},
    {REGULATIONS("<service id='s' title='S'/><service id='s' title='T'/>"),
     "package.xml:3:37: error: the service s is there twice; expected one, or another id\n"},
    {REGULATIONS("<service id='s'/>"), "package.xml:3:1: error: <service> must say its title\n"},
    {REGULATIONS("<service id='s' title='S' fax='1'/>"),
     "package.xml:3:27: error: <service> has no attribute fax; it has id title content office phone corrected opens fields\n"},
    {REGULATIONS(""), ""},
  };

  desk_file("p.scxml", "");
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    desk_file("p.scxml", "<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:f='urn:fasti:procedure' version='1.0' "
                         "datamodel='xpath' f:open='clerk'><state id='a'><transition event='e' f:role='officer' "
                         "target='b'/></state><final id='b'/></scxml>");
    ck_assert_str_eq(desk_check_package(bad[i].package), bad[i].told);
  }
}
END_TEST

#define GOOD_CHART                                                                                                     \
  "<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:f='urn:fasti:procedure' version='1.0' "                        \
  "datamodel='xpath' f:open='clerk'><state id='a'><transition event='e' f:role='officer' target='b'/></state>"         \
  "<final id='b'/></scxml>"
#define PART(content) "<part xmlns='urn:fasti:package'>\n" content "</part>"

/* A part is told by its own name and lines. */
START_TEST(package_part__bad)
{
  static const struct {
    const char *package, *part, *told;
  } bad[] = {
    {REGULATIONS("<part/>"), PART(""), "package.xml:3:1: error: <part> must say its src\n"},
    {REGULATIONS("<part src='none.xml'/>"), PART(""),
     "package.xml:3:7: error: there is no file none.xml; expected a part of the package, looked for from this file's "
     "folder\n"},
    {REGULATIONS("<part src='part.xml' id='x'/>"), PART(""),
     "package.xml:3:22: error: <part> has no attribute id; it has src\n"},
    {REGULATIONS("<part src='part.xml'/><part src='part.xml'/>"), PART(""),
     "package.xml:3:29: error: the part part.xml is there twice\n"},
    {REGULATIONS("<part src='part.xml'/>"), "<package xmlns='urn:fasti:package'/>",
     "part.xml:1:1: error: the root is <package>; expected <part xmlns=\"urn:fasti:package\">\n"},
    {REGULATIONS("<part src='part.xml'/>"), "<part xmlns='urn:fasti:package' bureau='b'/>",
     "part.xml:1:1: error: the root of a part has no attributes; expected <part xmlns=\"urn:fasti:package\">\n"},
    {REGULATIONS("<part src='part.xml'/>"), PART("<part src='other.xml'/>"),
     "part.xml:2:1: error: a part has no parts; expected <part> in the package itself\n"},
    {REGULATIONS("<part src='part.xml'/>"), PART("<roll id='x'/>"),
     "part.xml:2:1: error: a package has no element <roll>; it has calendar procedure parameter role "
     "law referral duty service rule table text part\n"},
    {REGULATIONS("<part src='part.xml'/><role id='late' title='L'/>"), PART("<role id='late' title='L'/>"),
     "package.xml:3:29: error: the role late is there twice\n"},
    {REGULATIONS("<part src='part.xml'/>"), PART("<parameter name='a' value='1' procedure='q'/>"),
     "part.xml:2:31: error: there is no procedure q; expected the id of a procedure of this package\n"},
    {REGULATIONS("<part src='part.xml'/>"), PART("<role id='x' title='X' separate-from='clerk y'/>"),
     "part.xml:2:24: error: there is no role y; expected roles of this package\n"},
    {REGULATIONS("<part src='part.xml'/>"), PART("<procedure id='q' src='none.scxml'/>"),
     "part.xml:2:19: error: there is no file none.scxml; expected a procedure, looked for from this file's folder\n"},
  };

  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    desk_file("p.scxml", GOOD_CHART);
    desk_file("part.xml", bad[i].part);
    ck_assert_str_eq(desk_check_package(bad[i].package), bad[i].told);
  }
  desk_file("part.xml", "<part");
  ck_assert_ptr_nonnull(strstr(desk_check_package(REGULATIONS("<part src='part.xml'/>")), "part.xml:1:"));
}
END_TEST

/* What a part says counts as though it stood in the package: roles and parameters for procedures before it, too. */
START_TEST(package_part__counts)
{
  desk_file("p.scxml", GOOD_CHART);
  desk_file("part.xml", PART("<role id='officer' title='O'/><parameter name='a' value='1' procedure='p'/>"
                             "<procedure id='q' src='p.scxml'/>"));
  ck_assert_str_eq(desk_check_package("<package xmlns='urn:fasti:package' bureau='b' code='B' version='v' "
                                      "in-force='2024-01-01' title='T' zone='+08:00'><calendar src='year.ics'/>"
                                      "<role id='clerk' title='C'/><procedure id='p' src='p.scxml'/>"
                                      "<part src='part.xml'/></package>"),
                   "");
}
END_TEST

START_TEST(package_open__nobody)
{
  desk_file("p.scxml", "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' datamodel='xpath'>"
                       "<state id='a'><transition target='b'/></state><final id='b'/></scxml>");
  ck_assert_str_eq(desk_check_package(REGULATIONS("")),
                   "p.scxml:1:1: error: nobody may open a case of this procedure; expected f:open=\"ROLE\" on "
                   "<scxml>\n");
}
END_TEST

static void
add_name(void *self, const char *name)
{
  fasti_buffer_printf(self, "%s ", name);
}

static void
add_file(void *self, const char *name, struct fasti_slice bytes)
{
  (void)bytes;
  add_name(self, name);
}

START_TEST(package_values__looked_up)
{
  const struct fasti_procedure *procedure;
  const struct fasti_package *package;
  struct fasti_buffer out = {0};
  const char *title;

  desk_set(PLAIN, BODY("<invoke type='urn:fasti:task' id='t' f:role='officer' src='note.xhtml'/>"));
  procedure = fasti_case_procedure(desk_case);
  package = fasti_procedure_package(procedure);
  ck_assert_str_eq(fasti_package_bureau(package), "b");
  ck_assert_str_eq(fasti_package_title(package), "Bureau");
  ck_assert_str_eq(fasti_package_code(package), "B");
  ck_assert_str_eq(fasti_package_version(package), "v1");
  ck_assert_int_eq(fasti_package_in_force(package), fasti_day_of((struct fasti_date){2024, 1, 1}));
  ck_assert_int_eq(fasti_package_zone(package), 8 * 3600);
  ck_assert_ptr_eq(fasti_package_procedure(package, "p"), procedure);
  ck_assert_ptr_null(fasti_package_procedure(package, "q"));
  ck_assert_ptr_eq(fasti_package_procedure_at(package, 0), procedure);
  ck_assert_ptr_null(fasti_package_procedure_at(package, 1));
  ck_assert_str_eq(fasti_package_role_at(package, 1, &title), "reviewer");
  ck_assert_str_eq(title, "Reviewer");
  ck_assert_ptr_null(fasti_package_role_at(package, 9, NULL));
  ck_assert_str_eq(fasti_package_role_title(package, "stranger"), "stranger");
  ck_assert(fasti_package_roles_separate(package, "reviewer", "officer"));
  ck_assert(!fasti_package_roles_separate(package, "leader", "officer"));
  ck_assert_str_eq(fasti_procedure_law(procedure, "L1"), "Law 1");
  ck_assert_str_eq(fasti_procedure_law(procedure, "L2"), "L2");
  fasti_procedure_parameters(procedure, add_name, &out);
  ck_assert_str_eq(out.at, "term fee rate ");
  fasti_buffer_clear(&out);
  fasti_package_files(package, add_file, &out);
  ck_assert_str_eq(out.at, "package.xml year.ics p.scxml note.xhtml ");
  fasti_buffer_free(&out);
}
END_TEST

START_TEST(package_parameter__of_the_day)
{
  const struct fasti_package *package;

  desk_set(PLAIN, BODY(""));
  package = fasti_procedure_package(fasti_case_procedure(desk_case));
  ck_assert_str_eq(fasti_package_parameter(package, "p", "fee", fasti_day_of((struct fasti_date){2025, 9, 30})), "5");
  ck_assert_str_eq(fasti_package_parameter(package, "p", "fee", fasti_day_of((struct fasti_date){2025, 10, 1})), "9");
  ck_assert_str_eq(fasti_package_parameter(package, "p", "fee", fasti_day_of((struct fasti_date){2025, 12, 31})), "9");
  ck_assert_str_eq(fasti_package_parameter(package, "p", "fee", fasti_day_of((struct fasti_date){2026, 1, 1})), "5");
  ck_assert_ptr_null(fasti_package_parameter(package, "p", "none", 0));
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("procedure");
  TCase *tcase = desk_tcase("procedure");

  tcase_add_test(tcase, procedure_words__unknown);
  tcase_add_test(tcase, procedure_task__bad);
  tcase_add_test(tcase, procedure_find__people);
  tcase_add_test(tcase, procedure_fact__for_people);
  tcase_add_test(tcase, procedure_names__unknown);
  tcase_add_test(tcase, procedure_expressions__bad);
  tcase_add_test(tcase, procedure_deadline__bad);
  tcase_add_test(tcase, procedure_instrument__bad);
  tcase_add_test(tcase, procedure_forms__names_in_them);
  tcase_add_test(tcase, procedure_templates__names_in_them);
  tcase_add_test(tcase, procedure_check__by_itself);
  tcase_add_test(tcase, procedure_all__in_one_run);
  tcase_add_test(tcase, procedure_sub__checked_once);
  tcase_add_test(tcase, package_head__bad);
  tcase_add_test(tcase, package_parts__bad);
  tcase_add_test(tcase, package_part__bad);
  tcase_add_test(tcase, package_part__counts);
  tcase_add_test(tcase, package_open__nobody);
  tcase_add_test(tcase, package_values__looked_up);
  tcase_add_test(tcase, package_parameter__of_the_day);
  suite_add_tcase(suite, tcase);
  suite_add_tcase(suite, tables_tcase());
  suite_add_tcase(suite, covers_tcase());
  return tap_run(suite);
}
