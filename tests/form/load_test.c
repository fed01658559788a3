/* tests/form/load_test.c - forms that are refused, each mistake with its place.
 */
#include "config.h"

#include "engine/form.h"
#include "tests/form/form_tests.h"

static const char types[] = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:t'>"
                            "<xs:simpleType name='no'><xs:restriction base='xs:string'><xs:pattern value='[0-9]+'/>"
                            "</xs:restriction></xs:simpleType></xs:schema>";

static enum fasti_status
find(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  (void)self;
  ck_assert_str_eq(base, "a.xhtml");
  if (!fasti_slice_is(fasti_slice_of(uri), "types.xsd"))
    return FASTI_NOT_FOUND;
  *name = "types.xsd";
  *bytes = fasti_slice_of(types);
  return FASTI_OK;
}

/* Loading gives exactly these messages; none: the form is good. */
static void
tells(const char *xml, const char *told)
{
  const struct fasti_library library = {.find = find};
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_buffer out = {0};
  struct fasti_form *form;
  enum fasti_status status = fasti_form_load("a.xhtml", fasti_slice_of(xml), &library, messages, &form);

  fasti_messages_print(messages, &out);
  ck_assert_str_eq(out.at ? out.at : "", told);
  ck_assert_int_eq(status, *told ? FASTI_DEFINITION : FASTI_OK);
  ck_assert((form == NULL) == (*told != '\0'));
  fasti_form_free(form);
  fasti_buffer_free(&out);
  fasti_messages_free(messages);
}

START_TEST(load_wants_one_page_model_and_instance)
{
  tells("<a/>", "a.xhtml:1:1: error: expected an XHTML page: html with head and body, "
                "xmlns=\"http://www.w3.org/1999/xhtml\"\n");
  tells("<!DOCTYPE html><html/>",
        "a.xhtml:1:1: error: a document type definition (<!DOCTYPE) is not accepted: remove it\n");
  tells(FORM("", ""), "a.xhtml:1:1: error: there is no model: expected xf:model in the head\n");
  tells(FORM("<xf:model/>", ""), "a.xhtml:2:1: error: expected an instance with one element that holds the fields\n");
  tells(FORM("<xf:model><xf:instance><a xmlns=''/><b xmlns=''/></xf:instance></xf:model>", ""),
        "a.xhtml:2:11: error: expected an instance with one element that holds the fields\n");
  tells(FORM("<xf:model><xf:instance><a xmlns=''><b/><c/><b/></a></xf:instance><xf:submission/></xf:model>", ""),
        "a.xhtml:2:66: error: <submission> is not known in a model: expected instance, bind or schema\n"
        "a.xhtml:2:44: error: the field b is there twice: a list has one element, which a repeat names\n");
  tells(FORM("<xf:model><xf:instance><a><b xmlns=''/></a></xf:instance></xf:model><xf:model/>", ""),
        "a.xhtml:2:69: error: a second model: a form has one\n"
        "a.xhtml:2:24: error: <a> is in a namespace: fields have none; write xmlns=\"\" on the instance's root "
        "element\n");
}
END_TEST

#define MODEL(binds) "<xf:model><xf:instance><a xmlns=''><b/><c><d/></c></a></xf:instance>\n" binds "</xf:model>"

START_TEST(load_tells_every_bad_bind)
{
  tells(
    FORM(
      MODEL("<xf:bind nodeset='x'/>\n<xf:bind/>\n<xf:bind nodeset='b[1]'/>\n<xf:bind nodeset='b' type='xs:dat'/>"
            "\n<xf:bind nodeset='c' type='xs:date'/>\n<xf:bind nodeset='b' constraint='. &gt; '/>\n"
            "<xf:bind nodeset='b' f:mesage='x' color='red'/>\n<xf:bind nodeset='c'><xf:bind nodeset='b'/></xf:bind>"),
      ""),
    "a.xhtml:3:10: error: x is no field of the instance\n"
    "a.xhtml:4:1: error: a bind needs nodeset=\"...\": the fields that it is about\n"
    "a.xhtml:5:10: error: a bind is about all fields of a path: put the condition into its rules, not into [ ]\n"
    "a.xhtml:6:22: error: there is no type xs:dat: expected one of xs: or of the form's schemas\n"
    "a.xhtml:7:1: error: c has parts: only fields have a type or a value\n"
    "a.xhtml:8:22: error: in \". > \", character 5: expected an expression of XPath 1.0\n"
    "a.xhtml:9:1: error: a bind does not know the attribute f:mesage\n"
    "a.xhtml:9:1: error: a bind does not know the attribute color\n"
    "a.xhtml:10:31: error: b is no field of the instance\n");
}
END_TEST

START_TEST(load_refuses_circles)
{
  tells(
    FORM(MODEL("<xf:bind nodeset='b' calculate='../c/d + 1'/>\n<xf:bind nodeset='c/d' calculate='../../b * 2'/>"), ""),
    "a.xhtml:4:24: error: c/d needs b, which in turn needs it: calculations must not go in a circle\n");
  tells(FORM(MODEL("<xf:bind nodeset='b' calculate='concat(., 1)'/>"), ""),
        "a.xhtml:3:22: error: b needs itself, which in turn needs it: calculations must not go in a circle\n");
  tells(FORM(MODEL("<xf:bind nodeset='c' relevant='d = 1'/>"), ""),
        "a.xhtml:3:22: error: whether c is relevant depends on c/d, which is a part of it: calculations must not go in "
        "a circle\n");
  tells(FORM(MODEL("<xf:bind nodeset='b' relevant='count(//d[. = current()/../c/d]) &gt; 0'/>"
                   "<xf:bind nodeset='c/d' relevant='/a/b = 1'/>"),
             ""),
        "a.xhtml:3:97: error: c/d needs b, which in turn needs it: calculations must not go in a circle\n");
  tells(FORM(MODEL("<xf:bind nodeset='b' calculate='1'/><xf:bind nodeset='b' calculate='2'/>"), ""),
        "a.xhtml:3:58: error: b is calculated twice\n");
  tells(FORM(MODEL("<xf:bind nodeset='b' f:message='{1 +} {x'/>"), ""),
        "a.xhtml:3:22: error: in \"1 +\", character 4: expected an expression of XPath 1.0\n"
        "a.xhtml:3:22: error: a { without its }: write {{ for the character itself\n");
  /* A rule may look at its own field, and two rules at each other's: only values make circles. */
  tells(
    FORM(MODEL("<xf:bind nodeset='b' constraint='. = ../c/d'/><xf:bind nodeset='c/d' required='../../b = 1'/>"), ""),
    "");
}
END_TEST

START_TEST(load_tells_every_bad_control)
{
  tells(FORM(MODEL(""), "<xf:input><xf:label>l</xf:label></xf:input>\n<xf:input ref='b'/>\n"
                        "<xf:input ref='x'><xf:label>l</xf:label></xf:input>\n"
                        "<xf:input ref='c'><xf:label>l</xf:label></xf:input>\n"
                        "<xf:input ref='b|c/d'><xf:label>l</xf:label></xf:input>\n"
                        "<xf:select1 ref='b'><xf:label>l</xf:label></xf:select1>\n"
                        "<xf:select ref='b'><xf:label>l</xf:label><xf:item/></xf:select>\n"
                        "<xf:range ref='b'/>\n<xf:group ref='c'><xf:input ref='b'><xf:label>l</xf:label></xf:input>"
                        "</xf:group>\n<xf:input bind='q'><xf:label>l</xf:label></xf:input>"),
        "a.xhtml:4:7: error: this input has no field: expected ref=\"...\"\n"
        "a.xhtml:5:1: error: this input has no label\n"
        "a.xhtml:6:11: error: x is no field of the instance\n"
        "a.xhtml:7:1: error: c has parts: a control shows one field\n"
        "a.xhtml:8:11: error: b|c/d is several fields: a control has one\n"
        "a.xhtml:9:1: error: this select1 has nothing to choose from: expected item or itemset\n"
        "a.xhtml:10:42: error: an item needs a label and a value\n"
        "a.xhtml:11:1: error: <range> is not a control that forms know\n"
        "a.xhtml:12:29: error: b is no field of the instance at c\n"
        "a.xhtml:13:11: error: there is no bind with the id q\n");
}
END_TEST

START_TEST(load_wants_lists_shown_in_repeats)
{
  tells(FORM(MODEL(""), "<xf:repeat nodeset='.'/>\n<xf:input ref='c/d'><xf:label>l</xf:label></xf:input>\n"
                        "<xf:repeat nodeset='c'><xf:input ref='d'><xf:label>l</xf:label></xf:input>"
                        "<xf:input ref='../b'><xf:label>l</xf:label></xf:input></xf:repeat>"),
        "a.xhtml:4:7: error: only an element below the root can be a list\n"
        "a.xhtml:5:1: error: c is a list: show it in a repeat of it\n");
  /* A field outside may be shown inside. */
  tells(FORM(MODEL(""), "<xf:repeat nodeset='c'><xf:input ref='../b'><xf:label>l</xf:label></xf:input></xf:repeat>"),
        "");
}
END_TEST

START_TEST(load_reads_types_from_the_library)
{
  tells(FORM("<xf:model schema='types.xsd'><xf:instance><a xmlns=''><b/></a></xf:instance>"
             "<xf:bind nodeset='b' type='t:no'/></xf:model>",
             ""),
        "");
  tells(FORM("<xf:model schema='types.xsd nothing.xsd'><xf:instance><a xmlns=''><b/></a></xf:instance>"
             "<xf:bind nodeset='b' type='t:yes'/></xf:model>",
             ""),
        "a.xhtml:2:11: error: there is no file nothing.xsd\n"
        "a.xhtml:2:110: error: there is no type t:yes: expected one of xs: or of the form's schemas\n");
}
END_TEST

#define TYPES(types)                                                                                                   \
  FORM("<xf:model><xs:schema>\n" types "</xs:schema><xf:instance><a xmlns=''/></xf:instance></xf:model>", "")

START_TEST(load_tells_every_bad_type)
{
  tells(TYPES("<xs:element name='x'/>\n"
              "<xs:simpleType name='a'><xs:restriction base='xs:x'/></xs:simpleType>\n"
              "<xs:simpleType name='b'><xs:restriction base='xs:string'><xs:pattern value='(a'/></xs:restriction>"
              "</xs:simpleType>\n"
              "<xs:simpleType name='c'><xs:restriction base='xs:date'><xs:minInclusive value='2025-02-30'/>"
              "<xs:assert/></xs:restriction></xs:simpleType>\n"
              "<xs:simpleType name='c'><xs:restriction base='xs:string'><xs:minLength value='-1'/></xs:restriction>"
              "</xs:simpleType>\n"
              "<xs:simpleType name='d'><xs:restriction base='xs:string'><xs:minLength value='x'/></xs:restriction>"
              "</xs:simpleType>"),
        "a.xhtml:3:1: error: expected a named xs:simpleType with an xs:restriction of a base type\n"
        "a.xhtml:4:41: error: there is no type xs:x\n"
        "a.xhtml:5:70: error: \"(a\" is not a regular expression: missing closing parenthesis (after 2 bytes of the "
        "pattern)\n"
        "a.xhtml:6:73: error: \"2025-02-30\" is not a value of the base type date\n"
        "a.xhtml:6:93: error: <assert> is not a rule that types of forms know: expected pattern, enumeration, "
        "minInclusive, ...\n"
        "a.xhtml:7:16: error: the type c is there twice\n"
        "a.xhtml:8:72: error: minLength must be a number of characters or digits\n");
}
END_TEST

TCase *
form_load_tests(void)
{
  TCase *tests = tcase_create("load");

  tcase_add_test(tests, load_wants_one_page_model_and_instance);
  tcase_add_test(tests, load_tells_every_bad_bind);
  tcase_add_test(tests, load_refuses_circles);
  tcase_add_test(tests, load_tells_every_bad_control);
  tcase_add_test(tests, load_wants_lists_shown_in_repeats);
  tcase_add_test(tests, load_reads_types_from_the_library);
  tcase_add_test(tests, load_tells_every_bad_type);
  return tests;
}
