/* tests/procedure/covers_test.c - texts of a package and their items, and what says that it carries them.
 */
#include "config.h"

#include <string.h>

#include "engine/notes.h"
#include "tests/case/case_tests.h"

#define PLAIN DATA "\n<state id='a' f:title='A'><transition event='e' f:role='officer' target='end'/></state>" END
#define HELD(covers)                                                                                                   \
  DATA "\n<state id='a' f:title='A'>" covers "<transition event='e' f:role='officer' target='end'/></state>" END

/* What is said here is the second line of the package. */
START_TEST(covers_texts__bad)
{
  static const struct {
    const char *texts, *told;
  } bad[] = {
    {"<text title='T'/>", "package.xml:2:1: error: <text> must say its id\n"},
    {"<text id='L1'/>", "package.xml:2:1: error: <text> must say its title\n"},
    {"<text id='L1' title='T' part='x'/>",
     "package.xml:2:25: error: <text> has no attribute part; it has id title procedure\n"},
    {"<text id='L1' title='T'><item title='I'/></text>", "package.xml:2:25: error: <item> must say its id\n"},
    {"<text id='L1' title='T'><item id='L1/1'/></text>", "package.xml:2:25: error: <item> must say its title\n"},
    {"<text id='L1' title='T'><point id='L1/1' title='I'/></text>",
     "package.xml:2:25: error: a text has no element <point>; it has item\n"},
    {"<text id='L1' title='T'><item id='L1 1' title='I'/></text>",
     "package.xml:2:31: error: id=\"L1 1\" has a space in it; expected one word\n"},
    {"<text id='L1' title='T'/><text id='L1' title='U'/>",
     "package.xml:2:32: error: L1 is there twice; expected each text and item once\n"},
    {"<text id='L1' title='T'><item id='D' title='I'/></text><text id='L2' title='U'><item id='D' title='I'/></text>",
     "package.xml:2:86: error: D is there twice; expected each text and item once\n"},
    {"<text id='L1' title='T'><item id='L1' title='I'/></text>",
     "package.xml:2:31: error: L1 is there twice; expected each text and item once\n"},
    /* a procedure that is not there is no error of the package, but a text that nobody carries */
    {"<text id='L1' title='T' procedure='none'/>", ""},
  };

  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    desk_more(bad[i].texts);
    ck_assert_str_eq(desk_check("initial='a'", PLAIN), bad[i].told);
  }
}
END_TEST

START_TEST(covers_words__bad)
{
  ck_assert_str_eq(desk_check("initial='a'", HELD("<onentry f:covers='L1'/>")),
                   "p.scxml:4:36: error: <onentry> takes no f: attributes; it has f:covers\n");
  ck_assert_str_eq(
    desk_check("initial='a'", HELD("<f:deadline id='d' within='1 days' role='officer' f:covers='L1'/>")),
    "p.scxml:4:27: error: <f:deadline> has no attribute f:covers; it has id title within from on roll warn "
    "pause-in pause-law when role law covers\n");
  ck_assert_str_eq(desk_check("initial='a' f:covers=' '", PLAIN),
                   "p.scxml:1:137: error: covers names nothing; expected ids of texts or items\n");
}
END_TEST

static void
add_carrier(void *self, const struct fasti_carrier *carrier)
{
  fasti_buffer_printf(self, "%d %s [%s] %s: %s (%s:%d)\n", (int)carrier->kind, carrier->id, carrier->title,
                      carrier->form ? carrier->form : "-", carrier->covers, carrier->place.file, carrier->place.line);
}

#define FORM                                                                                                           \
  "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:xf='http://www.w3.org/2002/xforms' xmlns:f='urn:fasti:procedure'>" \
  "<head><title>Note</title><xf:model><xf:instance><note xmlns=''><text/><more/></note></xf:instance>\n"               \
  "<xf:bind nodeset='text' f:covers='L1/7 H1/7'/>\n<xf:bind nodeset='more'/>\n<xf:bind nodeset='.' f:covers='L1/8'/>"  \
  "</xf:model></head><body><xf:input ref='text'><xf:label xml:lang='en'>Text</xf:label>"                               \
  "<xf:label xml:lang='zh-CN'>正文</xf:label></xf:input><xf:input ref='more'><xf:label>More</xf:label></xf:input>"   \
  "</body></html>"

/* Every kind of carrier, in the order of the document; fields last, in the language that is asked for. */
START_TEST(covers_carriers__told)
{
  const struct fasti_procedure *procedure;
  struct fasti_buffer out = {0};

  desk_more(
    "<text id='L1' title='Text' procedure='p'>\n<item id='L1/1' title='One'/><item id='L1/2' title='Two'/></text>");
  desk_file("part.xhtml", FORM);
  desk_file("letter.xsl",
            "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
            "<xsl:template match='/'><html xmlns='http://www.w3.org/1999/xhtml'/></xsl:template></xsl:stylesheet>");
  desk_set(
    "initial='a' f:title='Permit' name='permit' f:covers='L1'",
    "<f:instrument id='letter' title='Letter' template='letter.xsl' covers='L1/6'/>" DATA
    "\n<state id='a' f:title='A' f:covers='L1/1 L1/2'>"
    "\n<f:deadline id='d' title='Day' within='1 days' role='officer' covers='L1/4'/>"
    "\n<f:every id='y' rule='FREQ=YEARLY' covers='L1/5'/>"
    "\n<invoke type='urn:fasti:task' id='t' src='part.xhtml' f:title='The task' f:role='officer' f:covers='L1/3'/>"
    "\n<transition event='done.invoke.t' target='end'/>"
    "\n<transition event='e' f:role='officer' f:title='Act' f:covers='L1/2' target='end'/></state>" END);
  procedure = fasti_case_procedure(desk_case);
  fasti_procedure_carriers(procedure, "zh-CN", add_carrier, &out);
  ck_assert_str_eq(out.at, "0 permit [Permit] -: L1 (p.scxml:1)\n"
                           "8 letter [Letter] -: L1/6 (p.scxml:3)\n"
                           "1 a [A] -: L1/1 L1/2 (p.scxml:4)\n"
                           "6 d [Day] -: L1/4 (p.scxml:5)\n"
                           "7 y [] -: L1/5 (p.scxml:6)\n"
                           "2 t [The task] -: L1/3 (p.scxml:7)\n"
                           "4 e [Act] -: L1/2 (p.scxml:9)\n"
                           "5 text [正文] Note: L1/7 H1/7 (part.xhtml:2)\n"
                           "5  [] Note: L1/8 (part.xhtml:4)\n");
  fasti_buffer_clear(&out);
  fasti_procedure_carriers(procedure, NULL, add_carrier, &out);
  ck_assert_ptr_nonnull(strstr(out.at, "5 text [Text] Note"));
  fasti_buffer_free(&out);
}
END_TEST

START_TEST(covers_texts__looked_up)
{
  const struct fasti_package *package;
  const struct fasti_text *text;

  desk_more(
    "<text id='L1' title='First' procedure='p'>\n<item id='L1/1' title='One'/><item id='L1/2' title='Two'/></text>"
    "<text id='L2' title='Second'/>");
  desk_set("initial='a'", PLAIN);
  package = fasti_procedure_package(fasti_case_procedure(desk_case));
  text = fasti_package_text_at(package, 0);
  ck_assert_str_eq(text->id, "L1");
  ck_assert_str_eq(text->title, "First");
  ck_assert_str_eq(text->procedure, "p");
  ck_assert_int_eq(text->item_count, 2);
  ck_assert_str_eq(text->items[1].id, "L1/2");
  ck_assert_str_eq(text->items[1].title, "Two");
  ck_assert_str_eq(text->items[1].place.file, "package.xml");
  ck_assert_int_eq(text->items[1].place.line, 3);
  text = fasti_package_text_at(package, 1);
  ck_assert_str_eq(text->id, "L2");
  ck_assert_ptr_null(text->procedure);
  ck_assert_int_eq(text->item_count, 0);
  ck_assert_ptr_null(fasti_package_text_at(package, 2));
  ck_assert_str_eq(fasti_package_name(package), "package.xml");
}
END_TEST

TCase *
covers_tcase(void)
{
  TCase *tcase = desk_tcase("covers");

  tcase_add_test(tcase, covers_texts__bad);
  tcase_add_test(tcase, covers_words__bad);
  tcase_add_test(tcase, covers_carriers__told);
  tcase_add_test(tcase, covers_texts__looked_up);
  return tcase;
}
