/* tests/form/form_test.c - forms being filled in: paths, rules, calculation, lists, choices, results.
 */
#include "config.h"

#include <string.h>

#include "engine/form.h"
#include "tests/form/form_tests.h"
#include "tests/tap.h"

static const char source[] = FORM(
  "<xf:model><xs:schema targetNamespace='urn:t'>"
  "<xs:simpleType name='cert-no' f:message='执法证件号为六至二十四位'><xs:restriction base='xs:string'>"
  "<xs:pattern value='[A-Za-z0-9-]{6,24}'/></xs:restriction></xs:simpleType>"
  "<xs:simpleType name='money'><xs:restriction base='xs:decimal'><xs:minInclusive value='0'/>"
  "<xs:totalDigits value='16'/><xs:fractionDigits value='2'/></xs:restriction></xs:simpleType>"
  "<xs:simpleType name='fee'><xs:restriction base='t:money'><xs:maxExclusive value='1000'/></xs:restriction>"
  "</xs:simpleType></xs:schema>"
  "<xf:instance><v xmlns='' "
  "id=''><on/><c1/><minor>false</minor><reason/><principal/><days/><late/><fee/><kinds/><text/>"
  "<officer><no/><chief>false</chief><phone/></officer><photo/><major/></v></xf:instance>"
  "<xf:bind nodeset='.' constraint='count(officer) &gt;= 2' f:message='核查人员不得少于二人' f:law='L12-1'/>"
  "<xf:bind nodeset='on' type='xs:date' required='true()' constraint='days-from-date(.) &lt;= days-from-date($today)'"
  " f:message='不得晚于今天（{$today}），而是 {.}'/>"
  "<xf:bind nodeset='c1' type='xs:boolean' required='true()'/>"
  "<xf:bind nodeset='minor' type='xs:boolean'/>"
  "<xf:bind nodeset='reason' relevant=\"../c1 = 'false'\" required='true()' constraint='string-length(.) &gt;= 10'/>"
  "<xf:bind nodeset='principal' type='t:money'/><xf:bind nodeset='days' type='xs:nonNegativeInteger'/>"
  "<xf:bind nodeset='late' type='t:money'"
  " calculate=\"f:money(f:least(../principal, f:times('0.03', ../principal, ../days)))\"/>"
  "<xf:bind nodeset='fee' type='t:fee'/>"
  "<xf:bind nodeset='officer'><xf:bind nodeset='no' type='t:cert-no' required='true()' f:law='L12-4'"
  " constraint='count(../../officer[no = current()]) = 1' f:message='不得重复'/>"
  "<xf:bind nodeset='phone' readonly=\"../chief != 'true'\" required=\"../chief = 'true'\"/></xf:bind>"
  "<xf:bind nodeset='major' type='xs:boolean' calculate='../principal &gt; 10000' readonly='false()'/>"
  "</xf:model>",
  "<h1>线索 核查</h1><div><xf:input ref='on'><xf:label>确认日期</xf:label><xf:hint>年-月-日</xf:hint></xf:input></div>"
  "<xf:select1 ref='c1'><xf:label xml:lang='zh-CN'>有明确的行为人</xf:label><xf:label "
  "xml:lang='en'>identified</xf:label>"
  "<xf:item><xf:label>是</xf:label><xf:value>true</xf:value></xf:item>"
  "<xf:item><xf:label>否</xf:label><xf:value>false</xf:value></xf:item></xf:select1>"
  "<xf:group><xf:label>理由</xf:label><xf:textarea "
  "ref='reason'><xf:label>不立案理由</xf:label></xf:textarea></xf:group>"
  "<xf:input ref='principal'><xf:label>本金</xf:label></xf:input><xf:input "
  "ref='days'><xf:label>天数</xf:label></xf:input>"
  "<xf:input ref='fee'><xf:label>费</xf:label></xf:input>"
  "<xf:output ref='late'><xf:label>滞纳金</xf:label></xf:output>"
  "<xf:select ref='kinds'><xf:label>种类</xf:label><xf:itemset nodeset='$kinds/kind'><xf:label ref='.'/>"
  "<xf:value ref='@id'/></xf:itemset></xf:select>"
  "<xf:repeat nodeset='officer'><xf:label>核查人员</xf:label><xf:input "
  "ref='no'><xf:label>执法证件号</xf:label></xf:input>"
  "<xf:input ref='chief'><xf:label>组长</xf:label></xf:input>"
  "<xf:input ref='phone'><xf:label>电话</xf:label><xf:alert>电话有误</xf:alert></xf:input></xf:repeat>"
  "<xf:repeat nodeset='photo'><xf:upload ref='.'><xf:label>照片</xf:label></xf:upload></xf:repeat>"
  "<xf:submit><xf:label>提交</xf:label></xf:submit>");

static struct fasti_messages *messages;
static struct fasti_form *form;
static struct fasti_form_data *data;
static struct fasti_scope scope;
static struct fasti_buffer out;
static xmlDocPtr kinds;

static bool
variable(void *self, const char *name, xmlXPathObjectPtr *value)
{
  (void)self;
  if (strcmp(name, "today") == 0)
    *value = xmlXPathNewCString("2025-10-09");
  else if (strcmp(name, "kinds") == 0)
    *value = xmlXPathNewNodeSet(xmlDocGetRootElement(kinds));
  return *value != NULL;
}

static xmlDocPtr
xml(const char *text)
{
  xmlDocPtr doc;

  ck_assert_int_eq(fasti_xml_parse("x.xml", fasti_slice_of(text), messages, &doc), FASTI_OK);
  return doc;
}

static void
set_up(void)
{
  enum fasti_status status;

  messages = fasti_messages_new(NULL, NULL);
  kinds = xml("<k><kind id='fine'>罚款</kind><kind id='warning'>警告</kind></k>");
  scope = (struct fasti_scope){.variable = variable, .zone = 8 * 3600};
  status = fasti_form_load("v.xhtml", fasti_slice_of(source), NULL, messages, &form);
  fasti_messages_print(messages, &out);
  ck_assert_msg(status == FASTI_OK, "%s", out.at);
  fasti_buffer_clear(&out);
  data = fasti_form_open(form, NULL, &scope, "zh-CN", NULL);
}

static void
tear_down(void)
{
  fasti_form_close(data);
  fasti_form_free(form);
  fasti_xml_free(kinds);
  fasti_messages_free(messages);
  fasti_buffer_free(&out);
}

static void
set(const char *path, const char *value)
{
  enum fasti_status status = fasti_form_set(data, path, value, messages);

  fasti_buffer_clear(&out);
  fasti_messages_print(messages, &out);
  ck_assert_msg(status == FASTI_OK, "%s: %s", path, out.at);
}

static void
fill_well(void)
{
  set("on", "2025-10-09");
  set("c1", "true");
  set("officer[1]/no", "L-2024-001");
  set("officer[2]/no", "L-2024-002");
}

/* The messages are exactly TOLD; they are forgotten. */
static void
told(const char *wanted)
{
  fasti_buffer_clear(&out);
  fasti_messages_print(messages, &out);
  ck_assert_str_eq(out.at ? out.at : "", wanted);
  fasti_messages_clear(messages);
}

static void
invalid(const char *wanted)
{
  ck_assert_int_eq(fasti_form_validate(data, messages), FASTI_INVALID);
  told(wanted);
}

static void
valid(void)
{
  enum fasti_status status = fasti_form_validate(data, messages);

  told("");
  ck_assert_int_eq(status, FASTI_OK);
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

START_TEST(validate_tells_every_wrong_field_at_once)
{
  invalid("v: 核查: 核查人员不得少于二人 (L12-1)\n"
          "on: 确认日期: must be filled in\n"
          "c1: 有明确的行为人: must be filled in\n");
  set("on", "2026-02-30");
  set("c1", "false");
  set("principal", "12.345");
  set("days", "-1");
  set("fee", "1000");
  set("kinds", "fine prison");
  set("officer[2]/no", "12345");
  set("officer[2]/phone", "1");
  set("officer[3]/chief", "true");
  invalid("on: 确认日期: \"2026-02-30\" is not a date: expected YYYY-MM-DD, a day that exists\n"
          "reason: 不立案理由: must be filled in\n"
          "principal: 本金: must have at most 2 digits behind the point\n"
          "days: 天数: must not be less than 0\n"
          "late: 滞纳金: must not be less than 0\n"
          "fee: 费: must be less than 1000\n"
          "kinds: 种类: \"prison\" cannot be chosen; expected one of: fine (罚款), warning (警告)\n"
          "officer[1]/no: 执法证件号: 执法证件号为六至二十四位 (L12-4)\n"
          "officer[1]/phone: 电话: must not be changed; its value is \"1\"\n"
          "officer[2]/no: 执法证件号: must be filled in (L12-4)\n"
          "officer[2]/phone: 电话: must be filled in\n");
}
END_TEST

START_TEST(validate_checks_rules_between_fields)
{
  fill_well();
  valid();
  set("on", "2025-10-10");
  set("officer[2]/no", "L-2024-001");
  invalid("on: 确认日期: 不得晚于今天（2025-10-09），而是 2025-10-10\n"
          "officer[1]/no: 执法证件号: 不得重复 (L12-4)\n"
          "officer[2]/no: 执法证件号: 不得重复 (L12-4)\n");
  set("on", "2025-10-08");
  set("officer[2]/no", " L-2024-002");
  set("c1", "false");
  set("reason", "太短");
  invalid("reason: 不立案理由: does not keep the rule string-length(.) >= 10\n"
          "officer[2]/no: 执法证件号: 执法证件号为六至二十四位 (L12-4)\n");
}
END_TEST

START_TEST(relevance_empties_what_is_not_asked_for)
{
  fill_well();
  set("c1", "false");
  set("reason", "没有明确的行为人，也没有事实依据");
  valid();
  ck_assert_str_eq(fasti_form_value(data, "reason"), "没有明确的行为人，也没有事实依据");
  set("c1", "true");
  valid();
  ck_assert_str_eq(fasti_form_value(data, "reason"), "");
  set("c1", "false");
  ck_assert_str_eq(fasti_form_value(data, "reason"), "没有明确的行为人，也没有事实依据");
}
END_TEST

START_TEST(calculation_is_exact_and_cannot_be_overwritten)
{
  fill_well();
  ck_assert_str_eq(fasti_form_value(data, "late"), "");
  set("principal", "20000");
  set("days", "10");
  ck_assert_str_eq(fasti_form_value(data, "late"), "6000.00");
  set("days", "60");
  ck_assert_str_eq(fasti_form_value(data, "late"), "20000.00");
  set("late", "20000.00");
  valid();
  set("late", "1.00");
  invalid("late: 滞纳金: must not be changed; its value is \"20000.00\"\n");
}
END_TEST

START_TEST(calculation_may_be_a_proposal)
{
  fill_well();
  set("principal", "20000");
  ck_assert_str_eq(fasti_form_value(data, "major"), "true");
  set("principal", "2000");
  ck_assert_str_eq(fasti_form_value(data, "major"), "false");
  set("major", "true");
  valid();
  ck_assert_str_eq(fasti_form_value(data, "major"), "true");
}
END_TEST

START_TEST(result_keeps_what_was_filled_in)
{
  fill_well();
  set("@id", "A");
  set("c1", " true ");
  set("text", " a\r\nb ");
  set("officer[4]/no", "L-2024-004");
  set("officer[4]/chief", "true");
  set("officer[4]/phone", "");
  set("photo[1]", "x");
  set("photo[3]", "y & <z>");
  results_in("<v id=\"A\"><on>2025-10-09</on><c1>true</c1><minor>false</minor><reason/><principal/><days/><late/><fee/>"
             "<kinds/><text> a\nb </text><officer><no>L-2024-001</no><chief>false</chief><phone/></officer>"
             "<officer><no>L-2024-002</no><chief>false</chief><phone/></officer>"
             "<officer><no>L-2024-004</no><chief>true</chief><phone/></officer>"
             "<photo>x</photo><photo>y &amp; &lt;z&gt;</photo><major>false</major></v>");
  ck_assert_int_eq(fasti_form_remove(data, "officer[2]", messages), FASTI_OK);
  ck_assert_str_eq(fasti_form_value(data, "officer[2]/no"), "L-2024-004");
  ck_assert_int_eq(fasti_form_remove(data, "officer[9]", messages), FASTI_NOT_FOUND);
  ck_assert_int_eq(fasti_form_remove(data, "on", messages), FASTI_NOT_FOUND);
  told("officer[9]: there is no such item of a list\non: there is no such item of a list\n");
}
END_TEST

START_TEST(set_names_the_nearest_fields)
{
  ck_assert_int_eq(fasti_form_set(data, "resaon", "x", messages), FASTI_NOT_FOUND);
  ck_assert_int_eq(fasti_form_set(data, "officer[1]/n", "x", messages), FASTI_NOT_FOUND);
  ck_assert_int_eq(fasti_form_set(data, "officer", "x", messages), FASTI_NOT_FOUND);
  ck_assert_int_eq(fasti_form_set(data, "on[2]", "x", messages), FASTI_NOT_FOUND);
  ck_assert_int_eq(fasti_form_set(data, "officer[0]/no", "x", messages), FASTI_NOT_FOUND);
  ck_assert_int_eq(fasti_form_set(data, "", "x", messages), FASTI_NOT_FOUND);
  told("resaon: there is no such field; the nearest are: reason, on, days\n"
       "officer[1]/n: there is no such field; the nearest are: officer/no, on, c1\n"
       "officer: this has parts: set the fields below it\n"
       "on[2]: there is no such field; the nearest are: on, c1, @id\n"
       "officer[0]/no: there is no such field; the nearest are: officer/no, c1, on\n"
       ": there is no such field; the nearest are: c1, on, @id\n");
  results_in("<v id=\"\"><on/><c1/><minor>false</minor><reason/><principal/><days/><late/><fee/><kinds/><text/>"
             "<major>false</major></v>");
}
END_TEST

START_TEST(set_keeps_the_limits)
{
  struct fasti_buffer big = {0};

  for (int i = 0; i < FASTI_FORM_VALUE; i++)
    fasti_buffer_puts(&big, "土");
  ck_assert_int_eq(fasti_form_set(data, "text", big.at, messages), FASTI_OK);
  fasti_buffer_puts(&big, "地");
  ck_assert_int_eq(fasti_form_set(data, "officer[1]/no", big.at, messages), FASTI_LIMIT);
  ck_assert_int_eq(fasti_form_set(data, "officer[1000]/no", "x", messages), FASTI_OK);
  ck_assert_int_eq(fasti_form_set(data, "officer[1001]/no", "x", messages), FASTI_LIMIT);
  ck_assert_int_eq(fasti_form_set(data, "officer[99999999999999999999]/no", "x", messages), FASTI_LIMIT);
  ck_assert_int_eq(fasti_form_set(data, "text", "a\x01", messages), FASTI_INVALID);
  ck_assert_int_eq(fasti_form_set(data, "text", "a\xff", messages), FASTI_INVALID);
  told("officer[1]/no: the value has 10001 characters, more than the 10000 allowed\n"
       "officer[1001]/no: a list may have 1000 items\n"
       "officer[99999999999999999999]/no: a list may have 1000 items\n"
       "text: the value has control characters or is not UTF-8\n"
       "text: the value has control characters or is not UTF-8\n");
  fasti_buffer_free(&big);
}
END_TEST

START_TEST(open_takes_over_earlier_data)
{
  xmlDocPtr earlier = xml("<x id='B' q='1'><c1>false</c1><other/><officer><no>L-2024-009</no></officer><officer>"
                          "<chief>true</chief></officer><major>true</major><late>9</late><reason>r</reason></x>");

  fasti_form_close(data);
  data = fasti_form_open(form, NULL, &scope, NULL, xmlDocGetRootElement(earlier));
  results_in(
    "<v id=\"B\"><on/><c1>false</c1><minor>false</minor><reason>r</reason><principal/><days/><late/><fee/>"
    "<kinds/><text/><officer><no>L-2024-009</no><chief>false</chief><phone/></officer><officer><no/><chief>true"
    "</chief><phone/></officer><major>true</major></v>");
  fasti_xml_free(earlier);
}
END_TEST

START_TEST(fill_sets_from_an_element)
{
  xmlDocPtr given =
    xml("<v id='C'><on>2025-10-01</on><officer><no>L-2024-009</no></officer><officer><no>L-2024-008</no>"
        "<phon>1</phon></officer><photo>p</photo><zip/></v>");

  ck_assert_int_eq(fasti_form_fill(data, xmlDocGetRootElement(given), messages), FASTI_NOT_FOUND);
  told("officer[2]/phon: there is no such field; the nearest are: officer/phone, officer/no, on\n"
       "zip: there is no such field; the nearest are: @id, c1, fee\n");
  ck_assert_str_eq(fasti_form_value(data, "officer[2]/no"), "L-2024-008");
  ck_assert_str_eq(fasti_form_value(data, "v/on"), "2025-10-01");
  ck_assert_str_eq(fasti_form_value(data, "photo[1]"), "p");
  ck_assert_ptr_null(fasti_form_value(data, "officer[3]/no"));
  ck_assert_ptr_null(fasti_form_value(data, "officer[1]"));
  fasti_xml_free(given);
}
END_TEST

START_TEST(rules_that_fail_are_told)
{
  fill_well();
  scope.variable = NULL;
  ck_assert_int_eq(fasti_form_validate(data, messages), FASTI_DEFINITION);
  ck_assert_str_eq(fasti_messages_at(messages, 0)->text,
                   "\"days-from-date(.) <= days-from-date($today)\" fails: there is no variable $today");
  ck_assert_str_eq(fasti_messages_at(messages, 0)->place.file, "v.xhtml");
  ck_assert_int_eq(fasti_messages_at(messages, 0)->place.line, 2);
  fasti_messages_clear(messages);
  scope.variable = variable;
  valid();
}
END_TEST

static void
show(void *self, const struct fasti_control *control)
{
  static const char *const names[] = {"group",  "repeat",  "item",   "text",   "input",   "textarea", "secret",
                                      "select", "select1", "upload", "output", "trigger", "submit"};

  fasti_buffer_printf(self, "%*s%s %s|%s|%s|%s|%s%s%s", 2 * control->depth, "", names[control->kind], control->path,
                      control->label, control->type, control->value, control->required ? "!" : "",
                      control->readonly ? "=" : "", control->relevant ? "" : "-");
  for (size_t i = 0; i < control->choice_count; i++)
    fasti_buffer_printf(self, " %s%s:%s", control->choices[i].chosen ? "*" : "", control->choices[i].value,
                        control->choices[i].label);
  fasti_buffer_puts(self, "\n");
}

START_TEST(controls_show_the_form_as_it_is)
{
  struct fasti_buffer shown = {0};

  set("c1", "true");
  set("kinds", "warning");
  set("photo[1]", "p");
  fasti_form_controls(data, show, &shown);
  ck_assert_str_eq(shown.at, "text |线索 核查|string||\n"
                             "input on|确认日期|date||!\n"
                             "select1 c1|有明确的行为人|boolean|true|! *true:是 false:否\n"
                             "group |理由|string||\n"
                             "  textarea reason|不立案理由|string||!-\n"
                             "input principal|本金|decimal||\n"
                             "input days|天数|integer||\n"
                             "input fee|费|decimal||\n"
                             "output late|滞纳金|decimal||=\n"
                             "select kinds|种类|string|warning| fine:罚款 *warning:警告\n"
                             "repeat officer|核查人员|string||\n"
                             "  item officer[1]||string||\n"
                             "    input officer[1]/no|执法证件号|string||!\n"
                             "    input officer[1]/chief|组长|string|false|\n"
                             "    input officer[1]/phone|电话|string||=\n"
                             "repeat photo||string||\n"
                             "  item photo[1]||string|p|\n"
                             "    upload photo[1]|照片|string|p|\n"
                             "submit |提交|string||\n");
  fasti_buffer_free(&shown);
}
END_TEST

static void
note_field(void *self, const char *path)
{
  fasti_buffer_printf(self, "%s ", path);
}

static void
note_law(void *self, const char *law, struct fasti_place place)
{
  ck_assert_int_eq(place.line, 2);
  fasti_buffer_printf(self, "%s ", law);
}

static void
note_expr(void *self, const struct fasti_expr *expr)
{
  fasti_expr_variables(expr, note_field, self);
}

START_TEST(form_tells_what_it_names)
{
  ck_assert_str_eq(fasti_form_title(form), "核查");
  ck_assert_str_eq(fasti_form_root_name(form), "v");
  fasti_buffer_clear(&out);
  fasti_form_fields(form, note_field, &out);
  fasti_form_laws(form, note_law, &out);
  fasti_form_expressions(form, note_expr, &out);
  ck_assert_str_eq(out.at, "@id on c1 minor reason principal days late fee kinds text officer/no officer/chief "
                           "officer/phone photo major L12-1 L12-4 today today kinds ");
}
END_TEST

static Suite *
form_suite(void)
{
  Suite *suite = suite_create("form");
  TCase *tests = tcase_create("form");

  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, validate_tells_every_wrong_field_at_once);
  tcase_add_test(tests, validate_checks_rules_between_fields);
  tcase_add_test(tests, relevance_empties_what_is_not_asked_for);
  tcase_add_test(tests, calculation_is_exact_and_cannot_be_overwritten);
  tcase_add_test(tests, calculation_may_be_a_proposal);
  tcase_add_test(tests, result_keeps_what_was_filled_in);
  tcase_add_test(tests, set_names_the_nearest_fields);
  tcase_add_test(tests, set_keeps_the_limits);
  tcase_add_test(tests, open_takes_over_earlier_data);
  tcase_add_test(tests, fill_sets_from_an_element);
  tcase_add_test(tests, rules_that_fail_are_told);
  tcase_add_test(tests, controls_show_the_form_as_it_is);
  tcase_add_test(tests, form_tells_what_it_names);
  suite_add_tcase(suite, form_load_tests());
  suite_add_tcase(suite, form_type_tests());
  suite_add_tcase(suite, form_list_tests());
  suite_add_tcase(suite, tests);
  return suite;
}

int
main(void)
{
  return tap_run(form_suite());
}
