/* tests/form/type_test.c - values of every type and rule of types, good and bad, and what people are told.
 */
#include "config.h"

#include "engine/form.h"
#include "tests/form/form_tests.h"

/* A form with the one field v of a type, which a restriction of BASE with these facets defines. */
static struct fasti_form *
form_of(const char *base, const char *facets, struct fasti_messages *messages)
{
  struct fasti_buffer text = {0};
  struct fasti_form *form;
  enum fasti_status status;

  fasti_buffer_printf(
    &text,
    "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:xf='http://www.w3.org/2002/xforms' "
    "xmlns:xs='http://www.w3.org/2001/XMLSchema'><head><title/><xf:model><xs:schema><xs:simpleType name='t'>"
    "<xs:restriction base='%s'>%s</xs:restriction></xs:simpleType></xs:schema><xf:instance><a xmlns=''><v/></a>"
    "</xf:instance><xf:bind nodeset='v' type='t'/></xf:model></head><body/></html>",
    base, facets);
  status = fasti_form_load("t.xhtml", fasti_buffer_slice(&text), NULL, messages, &form);
  ck_assert_msg(status == FASTI_OK, "%s", facets);
  fasti_buffer_free(&text);
  return form;
}

struct row {
  const char *base;
  const char *facets;
  const char *value;
  const char *told; /* NULL: the value is good */
};

static const struct row rows[] = {
  {"xs:boolean", "", " true ", NULL},
  {"xs:boolean", "", "1", "v: \"1\" is neither true nor false"},
  {"xs:date", "", "2024-02-29", NULL},
  {"xs:date", "", "2025-02-29", "v: \"2025-02-29\" is not a date: expected YYYY-MM-DD, a day that exists"},
  {"xs:dateTime", "", "2025-10-09T09:30:00+08:00", NULL},
  {"xs:dateTime", "", "2025-10-09",
   "v: \"2025-10-09\" is not a date and time: expected YYYY-MM-DDThh:mm:ss, with +08:00 or another zone"},
  {"xs:time", "", "23:59", NULL},
  {"xs:time", "", "08:30:15", NULL},
  {"xs:time", "", "25:00", "v: \"25:00\" is not a time of day: expected hh:mm"},
  {"xs:time", "", "08:30:00+08:00", "v: \"08:30:00+08:00\" is not a time of day: expected hh:mm"},
  {"xs:integer", "", "-12", NULL},
  {"xs:integer", "", "1.0", "v: \"1.0\" is not a whole number"},
  {"xs:positiveInteger", "", "0", "v: must not be less than 1"},
  {"xf:decimal", "", "+.50", NULL},
  {"xs:decimal", "", "1,000", "v: \"1,000\" is not a number: expected digits such as 1200.50"},
  {"xs:decimal", "", "1e3", "v: \"1e3\" is not a number: expected digits such as 1200.50"},
  {"xs:string", "<xs:length value='2'/>", "土地", NULL},
  {"xs:string", "<xs:length value='2'/>", "土", "v: must have exactly 2 characters, not 1"},
  {"xs:string", "<xs:minLength value='2'/><xs:maxLength value='3'/>", "abc", NULL},
  {"xs:string", "<xs:minLength value='2'/><xs:maxLength value='3'/>", "a", "v: must have at least 2 characters, not 1"},
  {"xs:string", "<xs:minLength value='2'/><xs:maxLength value='3'/>", "abcd",
   "v: must have at most 3 characters, not 4"},
  {"xs:decimal", "<xs:totalDigits value='3'/><xs:fractionDigits value='1'/>", "12.30", NULL},
  {"xs:decimal", "<xs:totalDigits value='3'/><xs:fractionDigits value='1'/>", "1234", "v: must have at most 3 digits"},
  {"xs:decimal", "<xs:totalDigits value='3'/><xs:fractionDigits value='1'/>", "1.25",
   "v: must have at most 1 digits behind the point"},
  {"xs:decimal", "<xs:minInclusive value='0.1'/><xs:maxInclusive value='0.3'/>", "0.30", NULL},
  {"xs:decimal", "<xs:minInclusive value='0.1'/><xs:maxInclusive value='0.3'/>", "0.0999999999999999999",
   "v: must not be less than 0.1"},
  {"xs:decimal", "<xs:minInclusive value='0.1'/><xs:maxInclusive value='0.3'/>", "0.3000000000000000001",
   "v: must not be greater than 0.3"},
  {"xs:decimal", "<xs:minExclusive value='0'/><xs:maxExclusive value='1'/>", "0", "v: must be greater than 0"},
  {"xs:decimal", "<xs:minExclusive value='0'/><xs:maxExclusive value='1'/>", "1.0", "v: must be less than 1"},
  {"xs:date", "<xs:minInclusive value='2025-01-01'/>", "2024-12-31", "v: must not be less than 2025-01-01"},
  {"xs:dateTime", "<xs:maxExclusive value='2025-01-01T00:00:00Z'/>", "2025-01-01T07:59:59+08:00", NULL},
  {"xs:dateTime", "<xs:maxExclusive value='2025-01-01T00:00:00Z'/>", "2025-01-01T08:00:00+08:00",
   "v: must be less than 2025-01-01T00:00:00Z"},
  {"xs:string", "<xs:enumeration value='a'/><xs:enumeration value='b'/>", "b", NULL},
  {"xs:string", "<xs:enumeration value='a'/><xs:enumeration value='b'/>", "c",
   "v: \"c\" is not one of the values allowed"},
  {"xs:string", "<xs:pattern value='a+'/><xs:pattern value='[0-9]{2}'/>", "12", NULL},
  {"xs:string", "<xs:pattern value='a+'/><xs:pattern value='[0-9]{2}'/>", "aa1",
   "v: \"aa1\" does not have the form a+"},
  {"xs:string", "<xs:pattern value='a'/>", "a\n", "v: \"a\n\" does not have the form a"},
  {"xs:string", "<xs:pattern value='(a+)+b'/>", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
   "v: \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" does not have the form (a+)+b"},
};

START_TEST(types_take_and_refuse_values)
{
  const struct row *row = &rows[_i];
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_form *form = form_of(row->base, row->facets, messages);
  struct fasti_form_data *data = fasti_form_open(form, NULL, NULL, NULL, NULL);

  ck_assert_int_eq(fasti_form_set(data, "v", row->value, messages), FASTI_OK);
  ck_assert_int_eq(fasti_form_validate(data, messages), row->told ? FASTI_INVALID : FASTI_OK);
  if (row->told)
    ck_assert_str_eq(fasti_messages_at(messages, 0)->text, row->told);
  fasti_form_close(data);
  fasti_form_free(form);
  fasti_messages_free(messages);
}
END_TEST

TCase *
form_type_tests(void)
{
  TCase *tests = tcase_create("type");

  tcase_add_loop_test(tests, types_take_and_refuse_values, 0, sizeof rows / sizeof *rows);
  return tests;
}
