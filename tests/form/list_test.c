/* tests/form/list_test.c - lists within lists, languages, and properties: the order of input does not matter, damaged
 * forms end in messages.
 */
#include "config.h"

#include <string.h>

#include "engine/form.h"
#include "engine/xml.h"
#include "tests/form/form_tests.h"

static const char source[] = FORM(
  "<xf:model><xf:instance><p xmlns=''><kind/><party id='' "
  "kind='person'><name/><share>1</share><due><amount/><paid/></due>"
  "<open/></party><total/><rest/><note/></p></xf:instance>"
  "<xf:bind nodeset='kind' id='k'/>"
  "<xf:bind nodeset='party' relevant=\"../kind != 'none'\" readonly=\"../kind = 'fixed'\">"
  "<xf:bind nodeset='@id' calculate=\"concat('P', count(../preceding-sibling::party) + 1)\"/>"
  "<xf:bind nodeset='name' required='true()'/><xf:bind nodeset='share' type='xs:positiveInteger'/>"
  "<xf:bind nodeset='due' constraint='f:compare(paid, amount) &lt;= 0' f:message='too much'>"
  "<xf:bind nodeset='amount' type='xs:decimal'/></xf:bind>"
  "<xf:bind nodeset='open' calculate='f:minus(f:sum(../due/amount), f:sum(../due/paid))'/></xf:bind>"
  "<xf:bind nodeset='rest' calculate=\"if(../total &gt; 100, ../total, '0')\"/>"
  "<xf:bind nodeset='total' calculate='f:sum(../party/open)'/>"
  "<xf:bind nodeset='note' relevant='../rest &gt; 0'/></xf:model>",
  "<xf:select1 bind='k' selection='open'><xf:label xml:lang='en'>Kind</xf:label><xf:label xml:lang='zh'>种类</xf:label>"
  "<xf:choices><xf:item><xf:label xml:lang='en'>none</xf:label><xf:label xml:lang='zh'>无</xf:label><xf:value>none"
  "</xf:value></xf:item></xf:choices></xf:select1>"
  "<xf:repeat nodeset='party'><xf:input ref='name'><xf:label>Name</xf:label></xf:input>"
  "<xf:output value=\"concat('#', @id)\"/>"
  "<xf:repeat nodeset='due'><xf:input ref='amount'><xf:label>Amount</xf:label></xf:input></xf:repeat></xf:repeat>");

static struct fasti_messages *messages;
static struct fasti_form *form;
static struct fasti_form_data *data;
static struct fasti_buffer out;

static void
set_up(void)
{
  enum fasti_status status;

  messages = fasti_messages_new(NULL, NULL);
  status = fasti_form_load("p.xhtml", fasti_slice_of(source), NULL, messages, &form);
  fasti_messages_print(messages, &out);
  ck_assert_msg(status == FASTI_OK, "%s", out.at);
  data = fasti_form_open(form, NULL, NULL, "en-GB", NULL);
}

static void
tear_down(void)
{
  fasti_form_close(data);
  fasti_form_free(form);
  fasti_messages_free(messages);
  fasti_buffer_free(&out);
}

static const char *const inputs[][2] = {
  {"kind", "some"},
  {"party[1]/name", "甲"},
  {"party[1]/due[1]/amount", "60.10"},
  {"party[1]/due[2]/amount", "50"},
  {"party[1]/due[1]/paid", "0.10"},
  {"party[1]/due[2]/paid", "0"},
  {"party[2]/name", "乙"},
  {"party[2]/due[1]/amount", "20"},
  {"party[2]/due[1]/paid", "20"},
  {"note", "see file"},
};
enum { INPUTS = sizeof inputs / sizeof *inputs };

static void
set(size_t i)
{
  ck_assert_int_eq(fasti_form_set(data, inputs[i][0], inputs[i][1], messages), FASTI_OK);
}

static void
results_in(const char *wanted)
{
  xmlDocPtr doc = fasti_form_result(data);

  fasti_buffer_clear(&out);
  fasti_xml_write(xmlDocGetRootElement(doc), &out);
  ck_assert_str_eq(out.at, wanted);
  xmlFreeDoc(doc);
}

static const char filled[] =
  "<p><kind>some</kind><party id=\"P1\" "
  "kind=\"person\"><name>甲</name><share>1</share><due><amount>60.10</amount><paid>0.10"
  "</paid></due><due><amount>50</amount><paid>0</paid></due><open>110</open></party><party id=\"P2\" "
  "kind=\"person\"><name>乙"
  "</name><share>1</share><due><amount>20</amount><paid>20</paid></due><open>0</open></party><total>110</total>"
  "<rest>110</rest><note>see file</note></p>";

START_TEST(order_of_input_does_not_matter)
{
  unsigned int random = 3;

  for (int round = 0; round < 200; round++) {
    size_t order[INPUTS];

    for (size_t i = 0; i < INPUTS; i++) {
      size_t j;

      random = random * 1103515245u + 12345u;
      j = (random >> 8) % (i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    fasti_form_close(data);
    data = fasti_form_open(form, NULL, NULL, NULL, NULL);
    for (size_t i = 0; i < INPUTS; i++) {
      set(order[i]);
      if (round % 2)
        ck_assert_ptr_nonnull(fasti_form_value(data, "total"));
    }
    ck_assert_int_eq(fasti_form_validate(data, messages), FASTI_OK);
    results_in(filled);
  }
}
END_TEST

START_TEST(result_opens_as_the_same_form)
{
  xmlDocPtr doc;

  for (size_t i = 0; i < INPUTS; i++)
    set(i);
  doc = fasti_form_result(data);
  fasti_form_close(data);
  data = fasti_form_open(form, NULL, NULL, NULL, xmlDocGetRootElement(doc));
  xmlFreeDoc(doc);
  ck_assert_int_eq(fasti_form_validate(data, messages), FASTI_OK);
  results_in(filled);
}
END_TEST

START_TEST(irrelevant_lists_are_left_out)
{
  for (size_t i = 0; i < INPUTS; i++)
    set(i);
  ck_assert_int_eq(fasti_form_set(data, "kind", "none", messages), FASTI_OK);
  ck_assert_int_eq(fasti_form_validate(data, messages), FASTI_OK);
  ck_assert_str_eq(fasti_form_value(data, "total"), "");
  results_in("<p><kind>none</kind><total/><rest>0</rest><note/></p>");
}
END_TEST

START_TEST(read_only_holds_for_all_below)
{
  xmlDocPtr doc;

  for (size_t i = 0; i < INPUTS; i++)
    set(i);
  ck_assert_int_eq(fasti_form_set(data, "kind", "fixed", messages), FASTI_OK);
  doc = fasti_form_result(data);
  fasti_form_close(data);
  data = fasti_form_open(form, NULL, NULL, NULL, xmlDocGetRootElement(doc));
  xmlFreeDoc(doc);
  set(1);
  ck_assert_int_eq(fasti_form_validate(data, messages), FASTI_OK);
  ck_assert_int_eq(fasti_form_set(data, "party[1]/due[2]/amount", "1", messages), FASTI_OK);
  ck_assert_int_eq(fasti_form_validate(data, messages), FASTI_INVALID);
  ck_assert_str_eq(fasti_messages_at(messages, 0)->field, "party[1]/due[2]/amount");
}
END_TEST

START_TEST(rules_of_parts_name_the_part)
{
  for (size_t i = 0; i < INPUTS; i++)
    set(i);
  ck_assert_int_eq(fasti_form_set(data, "party[1]/due[2]/paid", "50.01", messages), FASTI_OK);
  ck_assert_int_eq(fasti_form_validate(data, messages), FASTI_INVALID);
  fasti_buffer_clear(&out);
  fasti_messages_print(messages, &out);
  ck_assert_str_eq(out.at, "party[1]/due[2]: party/due: too much\n");
}
END_TEST

static void
show(void *self, const struct fasti_control *control)
{
  fasti_buffer_printf(self, "%*s%s|%s|%s", 2 * control->depth, "", control->path, control->label, control->value);
  for (size_t i = 0; i < control->choice_count; i++)
    fasti_buffer_printf(self, " %s:%s", control->choices[i].value, control->choices[i].label);
  fasti_buffer_puts(self, control->open ? " ...\n" : "\n");
}

START_TEST(controls_show_lists_within_lists)
{
  struct fasti_buffer shown = {0};

  set(1);
  set(6);
  set(7);
  fasti_form_controls(data, show, &shown);
  ck_assert_str_eq(shown.at, "kind|Kind| none:none ...\n"
                             "party||\n"
                             "  party[1]||\n"
                             "    party[1]/name|Name|甲\n"
                             "    ||#P1\n"
                             "    party[1]/due||\n"
                             "      party[1]/due[1]||\n"
                             "        party[1]/due[1]/amount|Amount|\n"
                             "  party[2]||\n"
                             "    party[2]/name|Name|乙\n"
                             "    ||#P2\n"
                             "    party[2]/due||\n"
                             "      party[2]/due[1]||\n"
                             "        party[2]/due[1]/amount|Amount|20\n");
  fasti_buffer_clear(&shown);
  fasti_form_close(data);
  data = fasti_form_open(form, NULL, NULL, "zh-CN", NULL);
  fasti_form_controls(data, show, &shown);
  ck_assert_str_eq(shown.at, "kind|种类| none:无 ...\n"
                             "party||\n"
                             "  party[1]||\n"
                             "    party[1]/name|Name|\n"
                             "    ||#\n"
                             "    party[1]/due||\n"
                             "      party[1]/due[1]||\n"
                             "        party[1]/due[1]/amount|Amount|\n");
  fasti_buffer_free(&shown);
}
END_TEST

/* Fill in and look at everything that a form offers. */
static void
play(const struct fasti_form *damaged)
{
  struct fasti_form_data *filled_in = fasti_form_open(damaged, NULL, NULL, "zh", NULL);
  struct fasti_buffer shown = {0};
  enum fasti_status status;

  for (size_t i = 0; i < INPUTS; i++)
    if (fasti_form_set(filled_in, inputs[i][0], inputs[i][1], messages) != FASTI_OK)
      ck_assert_uint_gt(fasti_messages_errors(messages), 0);
  fasti_form_controls(filled_in, show, &shown);
  fasti_messages_clear(messages);
  status = fasti_form_validate(filled_in, messages);
  ck_assert((status == FASTI_OK) == (fasti_messages_errors(messages) == 0));
  xmlFreeDoc(fasti_form_result(filled_in));
  fasti_buffer_free(&shown);
  fasti_form_close(filled_in);
}

/* The form with words exchanged, by a fixed sequence: it is refused with a message, or works. */
START_TEST(damaged_forms_end_in_messages)
{
  static const char *const words[] = {"party",    "due",       "amount",     "name", "kind",    "true()",
                                      "../",      "'",         "repeat",     "bind", "nodeset", "ref",
                                      "relevant", "calculate", "xs:decimal", "@id",  "."};
  const size_t count = sizeof words / sizeof *words;
  unsigned int random = 11;
  int good = 0;

  for (int i = 0; i < 3000; i++) {
    struct fasti_buffer damaged = {0};
    struct fasti_form *loaded;
    const char *at;
    size_t from;

    random = random * 1103515245u + 12345u;
    from = (random >> 8) % (sizeof source - 1);
    at = strstr(source + from, words[(random >> 3) % count]);
    random = random * 1103515245u + 12345u;
    fasti_buffer_add(&damaged, source, at ? (size_t)(at - source) : from);
    fasti_buffer_puts(&damaged, words[(random >> 16) % count]);
    fasti_buffer_puts(&damaged, at ? at + strcspn(at, "/<>='\" ") : source + from);
    fasti_messages_clear(messages);
    if (fasti_form_load("d.xhtml", fasti_buffer_slice(&damaged), NULL, messages, &loaded) == FASTI_OK) {
      good++;
      play(loaded);
    } else {
      ck_assert_uint_gt(fasti_messages_errors(messages), 0);
    }
    fasti_form_free(loaded);
    fasti_buffer_free(&damaged);
  }
  ck_assert_int_gt(good, 50);
}
END_TEST

static void
note_blank(void *self, const struct fasti_control *control)
{
  if (control->kind == FASTI_CONTROL_ITEM && strcmp(control->path, "party[1]") == 0)
    fasti_buffer_printf(self, "%s%s ", control->relevant ? "relevant" : "hidden", control->readonly ? "=" : "");
}

/* The blank item of an empty list follows the fields beside the list, and is no part of the data. */
START_TEST(blank_items_see_the_fields_around_them)
{
  static const char *const kinds[] = {"some", "none", "fixed"};
  struct fasti_buffer shown = {0}, result = {0};
  xmlDocPtr doc;

  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    ck_assert_int_eq(fasti_form_set(data, "kind", kinds[i], messages), FASTI_OK);
    fasti_form_controls(data, note_blank, &shown);
  }
  ck_assert_str_eq(shown.at, "relevant hidden relevant= ");
  doc = fasti_form_result(data);
  fasti_xml_write(xmlDocGetRootElement(doc), &result);
  ck_assert_ptr_null(strstr(result.at, "<party"));
  xmlFreeDoc(doc);
  fasti_buffer_free(&shown);
  fasti_buffer_free(&result);
}
END_TEST

TCase *
form_list_tests(void)
{
  TCase *tests = tcase_create("list");

  tcase_set_timeout(tests, 60);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, order_of_input_does_not_matter);
  tcase_add_test(tests, result_opens_as_the_same_form);
  tcase_add_test(tests, irrelevant_lists_are_left_out);
  tcase_add_test(tests, read_only_holds_for_all_below);
  tcase_add_test(tests, rules_of_parts_name_the_part);
  tcase_add_test(tests, controls_show_lists_within_lists);
  tcase_add_test(tests, blank_items_see_the_fields_around_them);
  tcase_add_test(tests, damaged_forms_end_in_messages);
  return tests;
}
