/* tests/xml/xml_test.c - the room xml: what is refused and how it is told, places, and writing. */
#include "config.h"

#include <string.h>

#include "engine/xml.h"
#include "tests/tap.h"

static struct fasti_messages *messages;
static struct fasti_buffer text;

static void
set_up(void)
{
  messages = fasti_messages_new(NULL, NULL);
}

static void
tear_down(void)
{
  fasti_messages_free(messages);
  fasti_buffer_free(&text);
}

static enum fasti_status
parse(struct fasti_slice bytes, xmlDocPtr *doc)
{
  return fasti_xml_parse("a.xml", bytes, messages, doc);
}

static xmlDocPtr
good(const char *xml)
{
  xmlDocPtr doc;
  struct fasti_buffer told = {0};
  enum fasti_status status = parse(fasti_slice_of(xml), &doc);

  fasti_messages_print(messages, &told);
  ck_assert_msg(status == FASTI_OK, "%s", told.at);
  fasti_buffer_free(&told);
  return doc;
}

/* Refused with STATUS and exactly the messages TOLD. */
static void
refused(struct fasti_slice bytes, enum fasti_status status, const char *told)
{
  struct fasti_buffer out = {0};
  xmlDocPtr doc;

  ck_assert_int_eq(parse(bytes, &doc), status);
  ck_assert_ptr_null(doc);
  fasti_messages_print(messages, &out);
  ck_assert_str_eq(out.at ? out.at : "", told);
  fasti_buffer_free(&out);
  fasti_messages_clear(messages);
}

static void
bad(const char *xml, const char *told)
{
  refused(fasti_slice_of(xml), FASTI_DEFINITION, told);
}

START_TEST(parse_refuses_document_types)
{
  static const char told[] = "a.xml:2:1: error: a document type definition (<!DOCTYPE) is not accepted: remove it\n";

  bad("<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;&b;&b;&b;&b;'>]><a>&c;</a>", told);
  bad("<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", told);
  bad("<?xml version='1.0'?>\n<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", told);
  bad("<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY % b SYSTEM 'http://127.0.0.1:1/x'>%b;]><a/>", told);
  bad("<?xml version='1.0'?>\n<!DOCTYPE a><a/>", told);
}
END_TEST

START_TEST(parse_refuses_what_is_too_large_or_deep)
{
  for (int i = 0; i < FASTI_XML_DEPTH + 1; i++)
    fasti_buffer_puts(&text, "<a>\n");
  refused(fasti_buffer_slice(&text), FASTI_LIMIT, "a.xml:201:1: error: elements are nested more than 200 deep\n");
  fasti_buffer_clear(&text);
  fasti_buffer_puts(&text, "<r>\n <a");
  for (int i = 0; i < 50000; i++)
    fasti_buffer_printf(&text, " a%d=''", i);
  fasti_buffer_puts(&text, "/></r>");
  refused(fasti_buffer_slice(&text), FASTI_LIMIT, "a.xml:2:2: error: this element has more than 200 attributes\n");
  fasti_buffer_clear(&text);
  for (int i = 0; i < 101; i++)
    fasti_buffer_printf(&text, "<a xmlns:a%d='1' xmlns:b%d='2' xmlns:c%d='3' xmlns:d%d='4' xmlns:e%d='5'>", i, i, i, i,
                        i);
  refused(fasti_buffer_slice(&text), FASTI_LIMIT, "a.xml:1:7251: error: more than 500 namespaces are declared here\n");
  fasti_buffer_clear(&text);
  fasti_buffer_puts(&text, "<a>");
  for (int i = 0; i < FASTI_XML_ELEMENTS; i++)
    fasti_buffer_puts(&text, i % 1000 ? "<b/>" : "<b/>\n");
  fasti_buffer_puts(&text, "</a>");
  refused(fasti_buffer_slice(&text), FASTI_LIMIT, "a.xml:501:3993: error: there are more than 500000 elements\n");
  fasti_buffer_clear(&text);
  fasti_buffer_puts(&text, "<a>");
  while (text.size < FASTI_XML_BYTES)
    fasti_buffer_puts(&text, "0123456789");
  refused(fasti_buffer_slice(&text), FASTI_LIMIT,
          "a.xml: error: the file has 16777223 bytes, more than the 16777216 allowed\n");
}
END_TEST

START_TEST(parse_takes_what_is_just_within_the_limits)
{
  xmlDocPtr doc;

  for (int i = 0; i < FASTI_XML_DEPTH; i++)
    fasti_buffer_puts(&text, "<a>");
  for (int i = 0; i < FASTI_XML_DEPTH; i++)
    fasti_buffer_puts(&text, "</a>");
  fasti_xml_free(good(text.at));
  fasti_buffer_clear(&text);
  fasti_buffer_puts(&text, "<!-- <a =========== --><a><![CDATA[<<<====]]><b");
  for (int i = 0; i < FASTI_XML_ATTRIBUTES; i++)
    fasti_buffer_printf(&text, " a%d='='", i);
  fasti_buffer_puts(&text, "/>====</a>");
  doc = good(text.at);
  ck_assert_str_eq(fasti_xml_attribute(fasti_xml_first(xmlDocGetRootElement(doc)), NULL, "a199"), "=");
  fasti_xml_free(doc);
}
END_TEST

START_TEST(parse_tells_what_is_not_well_formed)
{
  bad("", "a.xml:1:1: error: there is no element: expected an XML document\n");
  bad("土地", "a.xml:1:1: error: there is no element: expected an XML document\n");
  bad("<a>\n <b>土地</c>\n</a>", "a.xml:2:7: error: </c> ends <b> of line 2: expected </b>\n");
  bad("<a>\n <b>", "a.xml:2:5: error: the file ends before <b> of line 2 does: expected </b>\n");
  bad("<a>土&nbsp;</a>",
      "a.xml:1:11: error: unknown entity &nbsp;: only &amp; &lt; &gt; &quot; &apos; and &#...; are known\n");
  bad("<a>\n<b c='1' c='2'/></a>", "a.xml:2:1: error: the attribute c is there twice\n");
  bad("<a>\n<f:b/></a>", "a.xml:2:1: error: the prefix f is not declared: add xmlns:f=\"...\"\n");
  bad("<a b='1<2'/>", "a.xml:1:8: error: a < in the value of an attribute: write &lt;\n");
  bad("<a b=1/>", "a.xml:1:6: error: the value of an attribute must stand in quotes\n");
  bad("<a b/>", "a.xml:1:5: error: the attribute b has no value: expected b=\"...\"\n");
  bad("<a b='<'>\n &c; <f:d/></a>", "a.xml:1:7: error: a < in the value of an attribute: write &lt;\n");
  bad("<a>&c;\n&d;</a>",
      "a.xml:1:7: error: unknown entity &c;: only &amp; &lt; &gt; &quot; &apos; and &#...; are known\n"
      "a.xml:2:4: error: unknown entity &d;: only &amp; &lt; &gt; &quot; &apos; and &#...; are known\n");
  bad("<a/>\n<b/>", "a.xml:2:1: error: more text after the end of the root element\n");
}
END_TEST

START_TEST(parse_tells_a_hundred_errors_at_most)
{
  xmlDocPtr doc;

  fasti_buffer_puts(&text, "<a>");
  for (int i = 0; i < 5000; i++)
    fasti_buffer_puts(&text, "<f:b/>\n");
  fasti_buffer_puts(&text, "</a>");
  ck_assert_int_eq(parse(fasti_buffer_slice(&text), &doc), FASTI_DEFINITION);
  ck_assert_uint_eq(fasti_messages_count(messages), 101);
  ck_assert_str_eq(fasti_messages_at(messages, 100)->text, "there are more than 100 errors: the rest is not looked at");
  ck_assert_int_eq(fasti_messages_at(messages, 99)->place.line, 100);
}
END_TEST

/* A good document with one byte changed, removed or doubled, by a fixed sequence: it is parsed or refused with a
 * message, and what is parsed is written and read again as the same. */
START_TEST(parse_survives_damage)
{
  static const char xml[] =
    "<?xml version='1.0'?><a xmlns:p='urn:p' b='1&#13;'><!-- c --><p:c d=\"2\">土<![CDATA[x]]>&amp;"
    "</p:c><?i?><e/></a>";
  unsigned int random = 1;
  int parsed = 0;

  for (int i = 0; i < 20000; i++) {
    struct fasti_buffer damaged = {0}, once = {0}, twice = {0};
    size_t at;
    xmlDocPtr doc, again;

    random = random * 1103515245u + 12345u;
    at = (random >> 8) % (sizeof xml - 1);
    fasti_buffer_add(&damaged, xml, at);
    if (random >> 30 == 0)
      fasti_buffer_add(&damaged, "<>&'\"=/!]-x \xE5\n:" + (random >> 26) % 16, 1);
    fasti_buffer_add(&damaged, xml + at + (random >> 30 < 2), sizeof xml - 1 - at - (random >> 30 < 2));
    if (random >> 30 == 3)
      fasti_buffer_puts(&damaged, xml + at);
    fasti_messages_clear(messages);
    if (parse(fasti_buffer_slice(&damaged), &doc) == FASTI_OK) {
      parsed++;
      fasti_xml_write(xmlDocGetRootElement(doc), &once);
      ck_assert_int_eq(parse(fasti_buffer_slice(&once), &again), FASTI_OK);
      fasti_xml_write(xmlDocGetRootElement(again), &twice);
      ck_assert_str_eq(once.at, twice.at);
      fasti_xml_free(again);
      fasti_xml_free(doc);
    } else {
      ck_assert_uint_gt(fasti_messages_errors(messages), 0);
    }
    fasti_buffer_free(&damaged);
    fasti_buffer_free(&once);
    fasti_buffer_free(&twice);
  }
  ck_assert_int_gt(parsed, 100);
}
END_TEST

START_TEST(parse_takes_utf8_only)
{
  xmlDocPtr doc;

  bad("<?xml version='1.0' encoding='GB18030'?><a/>",
      "a.xml:1:31: error: the file says that its encoding is GB18030: save it in the encoding UTF-8 and say so here\n");
  bad("<a>\n\xCD\xC1\xB5\xD8</a>", "a.xml:2:1: error: this byte (0xcd) is not a character of XML in UTF-8: save the "
                                   "file in the encoding UTF-8\n");
  refused(
    (struct fasti_slice){.at = "\xFF\xFE<\0a\0/\0>\0", .size = 10}, FASTI_DEFINITION,
    "a.xml:1:1: error: this byte (0xff) is not a character of XML in UTF-8: save the file in the encoding UTF-8\n");
  refused(
    (struct fasti_slice){.at = "<a>\0</a>", .size = 8}, FASTI_DEFINITION,
    "a.xml:1:4: error: this byte (0x00) is not a character of XML in UTF-8: save the file in the encoding UTF-8\n");
  bad("<a>\xC0\xBC/a>",
      "a.xml:1:4: error: this byte (0xc0) is not a character of XML in UTF-8: save the file in the encoding UTF-8\n");
  doc = good("\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?><a/>");
  ck_assert_int_eq(fasti_xml_place(xmlDocGetRootElement(doc)).column, 39);
  fasti_xml_free(doc);
}
END_TEST

START_TEST(place_counts_characters_and_goes_beyond_65535_lines)
{
  struct fasti_place place;
  xmlNodePtr node;
  xmlDocPtr doc;

  fasti_buffer_puts(&text, "<a>");
  for (int i = 0; i < 70000; i++)
    fasti_buffer_puts(&text, "土地\n");
  fasti_buffer_puts(&text, " 土地 <b\n  c='>'\n d:e = \"'f='\"\n  f='1' xmlns:d='urn:d'><g/></b></a>");
  doc = good(text.at);
  node = fasti_xml_first(xmlDocGetRootElement(doc));
  place = fasti_xml_place(node);
  ck_assert_str_eq(place.file, "a.xml");
  ck_assert_int_eq(place.line, 70001);
  ck_assert_int_eq(place.column, 5);
  place = fasti_xml_attribute_place(node, "d:e");
  ck_assert_int_eq(place.line, 70003);
  ck_assert_int_eq(place.column, 2);
  place = fasti_xml_attribute_place(node, "f");
  ck_assert_int_eq(place.line, 70004);
  ck_assert_int_eq(place.column, 3);
  place = fasti_xml_attribute_place(node, "absent");
  ck_assert_int_eq(place.column, 5);
  place = fasti_xml_place(fasti_xml_first(node));
  ck_assert_int_eq(place.line, 70004);
  ck_assert_int_eq(place.column, 25);
  place = fasti_xml_place(xmlNewChild(node, NULL, BAD_CAST "made", NULL));
  ck_assert_str_eq(place.file, "a.xml");
  ck_assert_int_eq(place.line, 0);
  fasti_xml_free(doc);
}
END_TEST

START_TEST(reading_finds_elements_and_attributes_by_namespace)
{
  xmlDocPtr doc = good("<a xmlns='urn:a' b='1' p:b='2' xmlns:p='urn:p' e='' g='1 &lt; 2 &#38; 3 > &quot;4&quot; "
                       "&amp;amp; &#x35;'> <!-- c --> <p:c/>x<?p i?><d xmlns=''/> </a>");
  xmlNodePtr root = xmlDocGetRootElement(doc), first = fasti_xml_first(root), second = fasti_xml_next(first);

  ck_assert(fasti_xml_is(root, "urn:a", "a"));
  ck_assert(!fasti_xml_is(root, NULL, "a"));
  ck_assert(fasti_xml_is(first, "urn:p", "c"));
  ck_assert(fasti_xml_is(second, NULL, "d"));
  ck_assert(!fasti_xml_is(second, "urn:a", "d"));
  ck_assert_ptr_null(fasti_xml_next(second));
  ck_assert_str_eq(fasti_xml_attribute(root, NULL, "b"), "1");
  ck_assert_str_eq(fasti_xml_attribute(root, "urn:p", "b"), "2");
  ck_assert_str_eq(fasti_xml_attribute(root, NULL, "e"), "");
  ck_assert_ptr_null(fasti_xml_attribute(root, "urn:p", "e"));
  ck_assert_str_eq(fasti_xml_attribute(root, NULL, "g"), "1 < 2 & 3 > \"4\" &amp; 5");
  for (const xmlNode *node = root->children; node; node = node->next)
    ck_assert(node->type == XML_ELEMENT_NODE || node->type == XML_TEXT_NODE);
  fasti_xml_free(doc);
}
END_TEST

static char *
written(const xmlNode *node)
{
  struct fasti_buffer out = {0};

  fasti_xml_write(node, &out);
  return fasti_buffer_take(&out);
}

/* What is written parses, and is written again as the same bytes: both must be WANTED. */
static void
writes(const xmlNode *node, const char *wanted)
{
  char *once = written(node), *twice;
  xmlDocPtr doc;

  ck_assert_str_eq(once, wanted);
  doc = good(once);
  twice = written(xmlDocGetRootElement(doc));
  ck_assert_str_eq(twice, wanted);
  fasti_xml_free(doc);
  fasti_free(once);
  fasti_free(twice);
}

START_TEST(write_keeps_every_character)
{
  xmlDocPtr doc = good("<a b='&#13;&#10;&#9;&quot;&apos;&lt;&amp;>'>]]&gt;&#13;\n\t \"'<![CDATA[<&]]>土地<c></c></a>");

  writes(xmlDocGetRootElement(doc),
         "<a b=\"&#13;&#10;&#9;&quot;'&lt;&amp;>\">]]&gt;&#13;\n\t \"'&lt;&amp;土地<c/></a>");
  fasti_xml_free(doc);
}
END_TEST

START_TEST(write_replaces_what_xml_cannot_hold)
{
  xmlDocPtr doc = xmlNewDoc(BAD_CAST "1.0");
  xmlNodePtr root = xmlNewDocNode(doc, NULL, BAD_CAST "a", NULL);

  xmlDocSetRootElement(doc, root);
  xmlNodeSetContent(root, BAD_CAST "x\x01y\x1F");
  writes(root, "<a>x\xEF\xBF\xBDy\xEF\xBF\xBD</a>");
  xmlFreeDoc(doc);
}
END_TEST

START_TEST(write_declares_the_namespaces_in_scope)
{
  xmlDocPtr doc = good("<a xmlns='urn:a' xmlns:p='urn:p'><b xmlns:q='urn:q' p:x='1'><c xmlns='' d='q:v'/></b></a>");
  xmlNodePtr b = fasti_xml_first(xmlDocGetRootElement(doc));

  writes(xmlDocGetRootElement(doc),
         "<a xmlns=\"urn:a\" xmlns:p=\"urn:p\"><b xmlns:q=\"urn:q\" p:x=\"1\"><c xmlns=\"\" d=\"q:v\"/></b></a>");
  writes(b, "<b xmlns=\"urn:a\" xmlns:q=\"urn:q\" xmlns:p=\"urn:p\" p:x=\"1\"><c xmlns=\"\" d=\"q:v\"/></b>");
  writes(fasti_xml_first(b), "<c xmlns:q=\"urn:q\" xmlns:p=\"urn:p\" d=\"q:v\"/>");
  fasti_xml_free(doc);
}
END_TEST

START_TEST(write_declares_what_a_made_tree_needs)
{
  xmlDocPtr doc = good("<a xmlns='urn:a'/>");
  xmlNodePtr root = xmlDocGetRootElement(doc), child = xmlNewDocNode(doc, NULL, BAD_CAST "b", NULL);

  xmlAddChild(root, child);
  xmlNewNsProp(child, root->ns, BAD_CAST "c", BAD_CAST "1");
  writes(root, "<a xmlns=\"urn:a\"><b xmlns=\"\" xmlns:ns0=\"urn:a\" ns0:c=\"1\"/></a>");
  fasti_xml_free(doc);
}
END_TEST

static Suite *
xml_suite(void)
{
  Suite *suite = suite_create("xml");
  TCase *tests = tcase_create("xml");

  tcase_set_timeout(tests, 60);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, parse_refuses_document_types);
  tcase_add_test(tests, parse_refuses_what_is_too_large_or_deep);
  tcase_add_test(tests, parse_takes_what_is_just_within_the_limits);
  tcase_add_test(tests, parse_tells_what_is_not_well_formed);
  tcase_add_test(tests, parse_tells_a_hundred_errors_at_most);
  tcase_add_test(tests, parse_survives_damage);
  tcase_add_test(tests, parse_takes_utf8_only);
  tcase_add_test(tests, place_counts_characters_and_goes_beyond_65535_lines);
  tcase_add_test(tests, reading_finds_elements_and_attributes_by_namespace);
  tcase_add_test(tests, write_keeps_every_character);
  tcase_add_test(tests, write_replaces_what_xml_cannot_hold);
  tcase_add_test(tests, write_declares_the_namespaces_in_scope);
  tcase_add_test(tests, write_declares_what_a_made_tree_needs);
  suite_add_tcase(suite, tests);
  return suite;
}

int
main(void)
{
  return tap_run(xml_suite());
}
