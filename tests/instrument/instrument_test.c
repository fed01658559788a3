/* tests/instrument/instrument_test.c - the room instrument: compiling, what is refused, limits, and the shipped
 * templates.
 */
#include "config.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/instrument.h"
#include "tests/tap.h"

static struct fasti_messages *messages;
static struct fasti_buffer out;
static xmlDocPtr data;

/* Files that stylesheets may include in these tests. */
static const char *const files[][2] = {
  {"base.xsl", "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>\n"
               "<xsl:template name='greet'>base</xsl:template><xsl:template match='b'>imported</xsl:template>\n"
               "<xsl:template name='end'>.</xsl:template></xsl:stylesheet>"},
  {"more.xsl", "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
               "<xsl:import href='base.xsl'/><xsl:template match='c'>included</xsl:template></xsl:stylesheet>"},
  {"self.xsl", "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
               "<xsl:include href='self.xsl'/></xsl:stylesheet>"},
  {"nested.xsl", "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
                 "<xsl:include href='base.xsl'/></xsl:stylesheet>"},
  {"pairs.xsl", "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>\n"
                "<xsl:template match='a[@x]'/>\n<xsl:template match='b | c/a[. = \"|]\"]'/>\n<xsl:template match='a[1]' mode='m'/>\n"
                "<xsl:template match='*[@y]'/>\n<xsl:template match='d[@x][@y]'/>\n<xsl:template match='e'/>\n"
                "<xsl:template match='e[@x]'/></xsl:stylesheet>"},
  {"bad.xsl", "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>\n"
              "<xsl:template match='b'><xsl:if test='1 +'/></xsl:template></xsl:stylesheet>"},
};

static enum fasti_status
find(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  (void)self, (void)base;
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    if (strcmp(files[i][0], uri) == 0) {
      *name = files[i][0];
      *bytes = fasti_slice_of(files[i][1]);
      return FASTI_OK;
    }
  return FASTI_NOT_FOUND;
}

static const struct fasti_library library = {.find = find};

static void
set_up(void)
{
  static const char xml[] = "<a n='2'><b>土地 &lt;</b> <c/><n>1</n><n>2</n></a>";

  messages = fasti_messages_new(NULL, NULL);
  ck_assert_int_eq(fasti_xml_parse("data.xml", fasti_slice_of(xml), messages, &data), FASTI_OK);
}

static void
tear_down(void)
{
  fasti_xml_free(data);
  fasti_messages_free(messages);
  fasti_buffer_free(&out);
}

#define SHEET(content)                                                                                                 \
  "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>\n" content "</xsl:stylesheet>"

static void
told(const char *wanted)
{
  fasti_buffer_clear(&out);
  fasti_messages_print(messages, &out);
  ck_assert_str_eq(out.at ? out.at : "", wanted);
  fasti_messages_clear(messages);
}

static struct fasti_instrument *
loaded(const char *sheet)
{
  struct fasti_instrument *instrument;
  enum fasti_status status = fasti_instrument_load("t.xsl", fasti_slice_of(sheet), &library, messages, &instrument);

  told("");
  ck_assert_int_eq(status, FASTI_OK);
  return instrument;
}

static void
gives(const char *sheet, const char *wanted)
{
  struct fasti_instrument *instrument = loaded(sheet);

  for (int i = 0; i < 2; i++) {
    fasti_buffer_clear(&out);
    ck_assert_int_eq(fasti_instrument_render(instrument, data, messages, &out), FASTI_OK);
    ck_assert_str_eq(out.at, wanted);
  }
  fasti_instrument_free(instrument);
}

static void
refused(const char *sheet, const char *wanted)
{
  struct fasti_instrument *instrument;

  ck_assert_int_eq(fasti_instrument_load("t.xsl", fasti_slice_of(sheet), &library, messages, &instrument),
                   FASTI_DEFINITION);
  ck_assert_ptr_null(instrument);
  told(wanted);
}

/* Rendering fails with STATUS and a message that contains TEXT; nothing is given out. */
static void
fails(const char *sheet, enum fasti_status status, const char *text)
{
  struct fasti_instrument *instrument = loaded(sheet);

  fasti_buffer_clear(&out);
  ck_assert_int_eq(fasti_instrument_render(instrument, data, messages, &out), status);
  ck_assert_uint_eq(out.size, 0);
  fasti_messages_print(messages, &out);
  ck_assert_msg(strstr(out.at, text) != NULL, "%s", out.at);
  ck_assert(strncmp(out.at, "t.xsl:", 6) == 0);
  fasti_messages_clear(messages);
  fasti_instrument_free(instrument);
}

START_TEST(render_gives_the_document)
{
  gives(SHEET("<xsl:output method='xml' omit-xml-declaration='yes'/><xsl:strip-space elements='*'/>"
              "<xsl:template match='/a'><p class='x{@n}'><xsl:value-of select='b'/><xsl:for-each select='n'>"
              "<xsl:sort select='.' order='descending'/><xsl:value-of select='.'/></xsl:for-each>"
              "<xsl:value-of select='count(node())'/></p></xsl:template>"),
        "<p class=\"x2\">土地 &lt;214</p>\n");
  /* The data is as it was. */
  ck_assert_str_eq((char *)xmlDocGetRootElement(data)->children->next->content, " ");
}
END_TEST

START_TEST(imports_and_includes_come_from_the_library)
{
  gives(SHEET("<xsl:import href='base.xsl'/><xsl:include href='more.xsl'/><xsl:output omit-xml-declaration='yes'/>"
              "<xsl:template name='greet'>own</xsl:template>"
              "<xsl:template match='/'><r><xsl:call-template name='greet'/> <xsl:apply-templates select='a/b|a/c'/>"
              "<xsl:call-template name='end'/></r></xsl:template>"),
        "<r>ownimportedincluded.</r>\n");
}
END_TEST

START_TEST(load_tells_what_cannot_be_included)
{
  refused(SHEET("<xsl:import href='/etc/passwd'/>\n<xsl:include href='http://127.0.0.1:1/x.xsl'/>\n<xsl:include/>"),
          "t.xsl:2:13: error: there is no file /etc/passwd\n"
          "t.xsl:3:14: error: there is no file http://127.0.0.1:1/x.xsl\n"
          "t.xsl:4:1: error: xsl:include needs href=\"...\"\n");
  refused(SHEET("<xsl:include href='self.xsl'/>"),
          "self.xsl:1:93: error: stylesheets include one another too deep or in a circle: at most 8 deep\n");
  refused(SHEET("<xsl:import href='nested.xsl'/>"),
          "nested.xsl:1:80: error: an imported stylesheet cannot include another: import it, too\n");
  refused(SHEET("<xsl:include href='bad.xsl'/>"),
          "bad.xsl:2:33: error: in \"1 +\", character 4: expected an expression of XPath 1.0\n");
  refused("<a/>", "t.xsl:1:1: error: expected an xsl:stylesheet, xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"\n");
  refused("<!DOCTYPE a SYSTEM 'x.dtd'><a/>",
          "t.xsl:1:1: error: a document type definition (<!DOCTYPE) is not accepted: remove it\n");
}
END_TEST

/* libxslt gives patterns of an imported stylesheet the same place in memory; rendering with them ended the program. */
START_TEST(load_refuses_patterns_that_libxslt_confuses)
{
#define ONLY_ONE(NAME) \
  "in an imported stylesheet only one pattern for " NAME \
  " may have a predicate, and only one predicate: include this stylesheet, or use xsl:choose in one template\n"
  refused(SHEET("<xsl:import href='pairs.xsl'/>"),
          "pairs.xsl:2:15: error: " ONLY_ONE("a") "pairs.xsl:3:15: error: " ONLY_ONE("a")
          "pairs.xsl:5:15: error: " ONLY_ONE("*") "pairs.xsl:6:15: error: " ONLY_ONE("d"));
  gives(SHEET("<xsl:include href='pairs.xsl'/><xsl:output omit-xml-declaration='yes'/>"
              "<xsl:template match='/'><r><xsl:apply-templates/></r></xsl:template>"),
        "<r> 12</r>\n");
}
END_TEST

START_TEST(load_refuses_what_reaches_outside_or_changes)
{
  refused(
    SHEET("<xsl:template match='/'><xsl:copy-of select=\"document('/etc/passwd')\"/></xsl:template>"),
    "t.xsl:2:38: error: in \"document('/etc/passwd')\": document() is not allowed: a template sees only its data\n");
  refused(SHEET("<xsl:template match='/'><p id='{generate-id(a)}'/></xsl:template>"),
          "t.xsl:2:28: error: in \"generate-id(a)\": generate-id() is not allowed: the same data must give the same "
          "document\n");
  refused(SHEET("<xsl:template match='/'><xsl:document href='/tmp/x'/></xsl:template>"),
          "t.xsl:2:25: error: xsl:document is not known in templates\n");
  refused(SHEET("<xsl:template match='/'><xsl:for-each select='a'><xsl:sort lang='zh'/></xsl:for-each></xsl:template>"),
          "t.xsl:2:60: error: xsl:sort by a language is not allowed: machines differ in it\n");
  refused(SHEET("<xsl:template match='/' xmlns:exsl='http://exslt.org/common'><xsl:value-of select='exsl:node-set(a)'/>"
                "</xsl:template>"),
          "t.xsl:2:76: error: in \"exsl:node-set(a)\": there is no function exsl:node-set() in templates\n");
}
END_TEST

START_TEST(load_tells_every_error_with_its_place)
{
  refused(SHEET("<xsl:template match='/'>\n<xsl:vlaue-of select='a'/>\n<xsl:if tset='a'/>\n"
                "<xsl:call-template name='nothing'/>\n<p class='{a'/>\n<xsl:value-of select='frob(a)'/>\n"
                "<xsl:value-of select='q:a'/></xsl:template>"),
          "t.xsl:3:1: error: xsl:vlaue-of is not known in templates\n"
          "t.xsl:4:1: error: xsl:if needs test=\"...\"\n"
          "t.xsl:5:20: error: there is no template nothing\n"
          "t.xsl:6:4: error: a { without its }: write {{ for the character itself\n"
          "t.xsl:7:15: error: in \"frob(a)\": there is no function frob() in templates\n"
          "t.xsl:8:15: error: in \"q:a\": the prefix q is not declared: add xmlns:q=\"...\"\n");
  refused(SHEET("<xsl:template match='/'><xsl:message>x</xsl:message></xsl:template>"),
          "t.xsl:2:25: error: xsl:message needs terminate=\"yes\": nobody would read it otherwise\n");
  /* What only libxslt finds. */
  refused(SHEET("<xsl:template match='a['/>"),
          "t.xsl:2:15: error: in \"a[\", character 3: expected an expression of XPath 1.0\n");
  refused(SHEET("<xsl:template match='a/..'/>"), "t.xsl: error: xsltCompileStepPattern : Name expected\n"
                                                 "t.xsl:2: error: xsltCompilePattern : failed to compile 'a/..'\n");
}
END_TEST

START_TEST(rendering_ends)
{
  fails(SHEET("<xsl:template match='/'><xsl:call-template name='x'/></xsl:template><xsl:template name='x'>"
              "<xsl:call-template name='x'/></xsl:template>"),
        FASTI_LIMIT, "recursion");
  fails(SHEET("<xsl:template match='/'><xsl:call-template name='x'><xsl:with-param name='n' select='60'/>"
              "</xsl:call-template></xsl:template><xsl:template name='x'><xsl:param name='n'/><xsl:if test='$n &gt; 0'>"
              "<xsl:call-template name='x'><xsl:with-param name='n' select='$n - 1'/></xsl:call-template>"
              "<xsl:call-template name='x'><xsl:with-param name='n' select='$n - 1'/></xsl:call-template></xsl:if>"
              "</xsl:template>"),
        FASTI_LIMIT, "limit");
  fails(
    SHEET("<xsl:template match='/'><xsl:value-of select='count(//*[count(//*[count(//*[count(//*[count(//*[count(//*["
          "count(//*[count(//*[count(//*) &gt; 0]) &gt; 0]) &gt; 0]) &gt; 0]) &gt; 0]) &gt; 0]) &gt; 0]) &gt; 0])'/>"
          "</xsl:template>"),
    FASTI_LIMIT, "limit");
}
END_TEST

START_TEST(render_tells_when_the_template_stops)
{
  fails(SHEET("<xsl:template match='/'><xsl:message terminate='yes'>金额缺失</xsl:message></xsl:template>"),
        FASTI_INVALID, "金额缺失");
  fails(SHEET("<xsl:template match='/'>\n<p><xsl:value-of select='$missing'/></p></xsl:template>"), FASTI_INVALID,
        "missing");
}
END_TEST

/* A template with words exchanged, by a fixed sequence: refused, or it renders, or fails with a message. */
START_TEST(damaged_templates_end_in_messages)
{
  static const char good[] = SHEET(
    "<xsl:import href='base.xsl'/><xsl:output method='xml'/><xsl:key name='k' match='n' use='.'/>"
    "<xsl:variable name='v' select='/a/n'/><xsl:template match='/'><p class='{$v}'><xsl:apply-templates select='a/b'/>"
    "<xsl:for-each select='$v'><xsl:sort select='.'/><xsl:value-of select='position()'/></xsl:for-each><xsl:choose>"
    "<xsl:when test='key(\"k\", 1)'><xsl:copy-of select='a'/></xsl:when><xsl:otherwise/></xsl:choose>"
    "<xsl:call-template name='rec'><xsl:with-param name='n' select='5'/></xsl:call-template></p></xsl:template>"
    "<xsl:template name='rec'><xsl:param name='n'/><xsl:if test='$n &gt; 0'><xsl:number value='$n'/>"
    "<xsl:call-template name='rec'><xsl:with-param name='n' select='$n - 1'/></xsl:call-template></xsl:if>"
    "</xsl:template>");
  static const char *const words[] = {"select", "match",    "name", "test",     "value-of", "template", "$n",
                                      "a",      "k",        "1",    "for-each", "choose",   "when",     "sort",
                                      "number", "variable", "rec",  "'",        "$v",       ">"};
  const size_t count = sizeof words / sizeof *words;
  unsigned int random = 5;
  int rendered = 0, failed = 0;

  for (int i = 0; i < 1500; i++) {
    struct fasti_buffer damaged = {0};
    struct fasti_instrument *instrument;
    const char *at;
    size_t from;

    random = random * 1103515245u + 12345u;
    from = (random >> 8) % (sizeof good - 1);
    at = strstr(good + from, words[(random >> 3) % count]);
    random = random * 1103515245u + 12345u;
    fasti_buffer_add(&damaged, good, at ? (size_t)(at - good) : from);
    fasti_buffer_puts(&damaged, words[(random >> 16) % count]);
    fasti_buffer_puts(&damaged, at ? at + strcspn(at, "/<>='\" ") : good + from);
    fasti_messages_clear(messages);
    fasti_buffer_clear(&out);
    if (fasti_instrument_load("d.xsl", fasti_buffer_slice(&damaged), &library, messages, &instrument) != FASTI_OK) {
      ck_assert_uint_gt(fasti_messages_errors(messages), 0);
    } else if (fasti_instrument_render(instrument, data, messages, &out) == FASTI_OK) {
      ck_assert_uint_eq(fasti_messages_errors(messages), 0);
      rendered++;
    } else {
      ck_assert_uint_gt(fasti_messages_errors(messages), 0);
      ck_assert_uint_eq(out.size, 0);
      failed++;
    }
    fasti_instrument_free(instrument);
    fasti_buffer_free(&damaged);
  }
  ck_assert_int_gt(rendered, 50);
  ck_assert_int_gt(failed, 10);
}
END_TEST

/* The shipped templates. */

static char *
read_shipped(const char *name)
{
  struct fasti_buffer path = {0}, content = {0};
  char room[4096];
  FILE *file;
  size_t size;

  fasti_buffer_printf(&path, "%s/forms/instruments/%s", getenv("FASTI_SOURCE") ? getenv("FASTI_SOURCE") : ".", name);
  file = fopen(path.at, "r");
  fasti_buffer_free(&path);
  if (!file)
    return NULL;
  while ((size = fread(room, 1, sizeof room, file)) > 0)
    fasti_buffer_add(&content, room, size);
  fclose(file);
  return fasti_buffer_take(&content);
}

struct shelf {
  char *texts[256];
  size_t count;
};

static enum fasti_status
find_shipped(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  struct shelf *shelf = self;
  char *text = read_shipped(uri);

  (void)base;
  if (!text)
    return FASTI_NOT_FOUND;
  ck_assert_uint_lt(shelf->count, 256);
  shelf->texts[shelf->count++] = text;
  *name = uri;
  *bytes = fasti_slice_of(text);
  return FASTI_OK;
}

static void
render_shipped(const char *name, xmlDocPtr issue)
{
  struct shelf shelf = {.count = 0};
  struct fasti_library shipped = {.self = &shelf, .find = find_shipped};
  struct fasti_buffer page = {0}, again = {0};
  struct fasti_instrument *instrument;
  char *text = read_shipped(name);
  enum fasti_status status = fasti_instrument_load(name, fasti_slice_of(text), &shipped, messages, &instrument);

  told("");
  ck_assert_int_eq(status, FASTI_OK);
  status = fasti_instrument_render(instrument, issue, messages, &page);
  told("");
  ck_assert_int_eq(status, FASTI_OK);
  ck_assert_int_eq(fasti_instrument_render(instrument, issue, messages, &again), FASTI_OK);
  ck_assert_msg(strcmp(page.at, again.at) == 0, "%s", name);
  ck_assert_msg(strstr(page.at, "<title>催告书 鹿国土资催字〔2025〕1号</title>") != NULL, "%s", page.at);
  ck_assert_msg(strstr(page.at, "http://www.w3.org/1999/xhtml") != NULL, "%s", name);
  fasti_buffer_free(&page);
  fasti_buffer_free(&again);
  fasti_instrument_free(instrument);
  fasti_free(text);
  for (size_t i = 0; i < shelf.count; i++)
    fasti_free(shelf.texts[i]);
}

START_TEST(every_shipped_template_renders_the_same_twice)
{
  static const char xml[] =
    "<issue><instrument id='u' title='催告书' number='鹿国土资催字〔2025〕1号' year='2025' sequence='1' "
    "issued-on='2025-09-26'/><case><bureau-title>石家庄市鹿泉区国土资源局</bureau-title></case><param/><people/>"
    "<addressee><party id='A'><name>甲</name></party></addressee><data/></issue>";
  const char *source = getenv("FASTI_SOURCE") ? getenv("FASTI_SOURCE") : ".";
  struct fasti_buffer folder = {0};
  struct dirent *entry;
  size_t count = 0;
  xmlDocPtr issue;
  DIR *dir;

  ck_assert_int_eq(fasti_xml_parse("issue.xml", fasti_slice_of(xml), messages, &issue), FASTI_OK);
  fasti_buffer_printf(&folder, "%s/forms/instruments", source);
  dir = opendir(folder.at);
  ck_assert_ptr_nonnull(dir);
  while ((entry = readdir(dir))) {
    const char *end = strrchr(entry->d_name, '.');

    if (!end || strcmp(end, ".xsl") != 0 || strcmp(entry->d_name, "page.xsl") == 0 ||
        strcmp(entry->d_name, "chinese.xsl") == 0)
      continue;
    render_shipped(entry->d_name, issue);
    count++;
  }
  ck_assert_uint_ge(count, 20);
  closedir(dir);
  fasti_buffer_free(&folder);
  fasti_xml_free(issue);
}
END_TEST

static Suite *
instrument_suite(void)
{
  Suite *suite = suite_create("instrument");
  TCase *tests = tcase_create("instrument");

  tcase_set_timeout(tests, 60);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, render_gives_the_document);
  tcase_add_test(tests, imports_and_includes_come_from_the_library);
  tcase_add_test(tests, load_tells_what_cannot_be_included);
  tcase_add_test(tests, load_refuses_patterns_that_libxslt_confuses);
  tcase_add_test(tests, load_refuses_what_reaches_outside_or_changes);
  tcase_add_test(tests, load_tells_every_error_with_its_place);
  tcase_add_test(tests, rendering_ends);
  tcase_add_test(tests, render_tells_when_the_template_stops);
  tcase_add_test(tests, damaged_templates_end_in_messages);
  tcase_add_test(tests, every_shipped_template_renders_the_same_twice);
  suite_add_tcase(suite, tests);
  return suite;
}

int
main(void)
{
  return tap_run(instrument_suite());
}
