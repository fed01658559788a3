/* tests/case/decide_test.c - f:decide: a table's answer in the data of a case, and what is refused.
 */
#include "config.h"

#include <string.h>

#include "tests/case/case_tests.h"

#define TABLES                                                                                                         \
  "<table id='fees' version='old' src='old.dmn' from='2020-01-01' to='2025-09-30'/>"                                   \
  "<table id='fees' version='new' src='new.dmn' from='2025-10-01'/>"
#define ASK(attributes, value)                                                                                         \
  "<transition event='ask' f:role='officer' f:form='note.xhtml' f:into='$x'><f:decide table='fees' " attributes        \
  "><f:with name='size' value='" value "'/></f:decide></transition>"
#define SHUT "<transition event='shut' f:role='officer' target='end'/>"

static void
set(const char *ask)
{
  struct fasti_buffer body = {0};

  desk_file("old.dmn", FEE_MODEL("size", "0.5"));
  desk_file("new.dmn", FEE_MODEL("size", "0.7"));
  desk_more(TABLES);
  fasti_buffer_printf(&body, DATA "<state id='a' f:title='A'>%s" SHUT "</state>" END, ask);
  desk_set(HEAD, body.at);
  fasti_buffer_free(&body);
  ok("open as clerk-1");
}

START_TEST(decide__answer_and_trace_in_the_data)
{
  set(ASK("into='$y'", "$x/text"));
  ok("act ask as officer-1 with text=320.25");
  ck_assert_str_eq(desk_value("$y/result"), "160.125");
  ck_assert_str_eq(desk_value("concat($y/@table, ' ', $y/@version, ' ', $y/@on)"), "fees old 2025-09-29");
  ck_assert_str_eq(desk_value("$y/trace/input[@name = 'size']"), "320.25");
  ck_assert_str_eq(desk_value("$y/trace/decision/@name"), "fee");
  ck_assert_str_eq(desk_value("$y/trace/decision/row[@hit = 'true']/annotation"), "large");
  /* what was there is replaced */
  ok("act ask as officer-1 with text=9.99");
  ck_assert_str_eq(desk_value("concat($y/result, ' ', count($y/*), ' ', count($y/trace))"), "0.5 2 1");
  ok("act shut as officer-1");
}
END_TEST

START_TEST(decide__version_of_the_day)
{
  set(ASK("decision='fee' into='$y'", "$x/text"));
  ok("act ask as officer-1 with text=5");
  ck_assert_str_eq(desk_value("concat($y/result, ' ', $y/@version, ' ', $y/@decision)"), "0.5 old fee");
  desk_at("2025-10-01");
  ok("act ask as officer-1 with text=5");
  ck_assert_str_eq(desk_value("concat($y/result, ' ', $y/@version, ' ', $y/@on)"), "0.7 new 2025-10-01");
}
END_TEST

START_TEST(decide__day_that_is_named)
{
  set(ASK("on='$x/date' into='$y'", "$x/text"));
  ok("act ask as officer-1 with text=5 date=2025-09-30");
  ck_assert_str_eq(desk_value("$y/@version"), "old");
  ok("act ask as officer-1 with text=5 date=2025-10-01");
  ck_assert_str_eq(desk_value("$y/@version"), "new");
  no(FASTI_REFUSED, "no version of the table fees holds on 2019-12-31",
     "act ask as officer-1 with text=5 date=2019-12-31");
  no(FASTI_INVALID, "the day on which the table fees is asked is \"soon\"; expected a date, as 2024-01-31",
     "act ask as officer-1 with text=5 date=soon");
  ck_assert_str_eq(desk_value("concat($y/@version, ' ', $x/date)"), "new 2025-10-01");
}
END_TEST

START_TEST(decide__bad_inputs_refuse_the_entry)
{
  set(ASK("into='$y'", "$x/text"));
  no(FASTI_INVALID, "size", "act ask as officer-1 with text=many");
  no(FASTI_INVALID, "size", "act ask as officer-1 with text=-5");
  ck_assert_str_eq(desk_value("concat($x/text, count($y/*))"), "0");
}
END_TEST

START_TEST(decide__nowhere_to_put_it)
{
  set(ASK("into='$y/none'", "$x/text"));
  no(FASTI_INVALID, "$y/none", "act ask as officer-1 with text=5");
  ck_assert_str_eq(desk_value("$x/text"), "");
}
END_TEST

START_TEST(decide__for_each_of_a_list)
{
  desk_file("old.dmn", FEE_MODEL("size", "0.5"));
  desk_more("<table id='fees' version='old' src='old.dmn'/>");
  desk_set("initial='a' f:form='parties.xhtml' f:into='$list'",
           DATA "<state id='a' f:title='A'><onentry><foreach array='$list/party' item='one'><assign location='$one' "
                "type='lastchild'><fee xmlns=''/></assign><f:decide table='fees' into='$one/fee'><f:with name='size' "
                "value='$one/name'/></f:decide></foreach></onentry>" SHUT "</state>" END);
  ok("open as clerk-1 with subject=s party[1]/name=4 party[2]/name=41");
  ck_assert_str_eq(desk_value("concat($list/party[1]/fee/result, ' ', $list/party[2]/fee/result)"), "0.5 20.5");
}
END_TEST

TCase *
decide_tcase(void)
{
  TCase *tcase = desk_tcase("decide");

  tcase_add_test(tcase, decide__answer_and_trace_in_the_data);
  tcase_add_test(tcase, decide__version_of_the_day);
  tcase_add_test(tcase, decide__day_that_is_named);
  tcase_add_test(tcase, decide__bad_inputs_refuse_the_entry);
  tcase_add_test(tcase, decide__nowhere_to_put_it);
  tcase_add_test(tcase, decide__for_each_of_a_list);
  return tcase;
}
