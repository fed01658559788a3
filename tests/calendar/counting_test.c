/* tests/calendar/counting_test.c - kinds of days, working days, months and periods, on the shipped calendars. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/memory.h"
#include "tests/calendar/support.h"

static struct fasti_calendar *cn;
static struct fasti_calendar *none; /* nothing published */

static void
set_up(void)
{
  cn = shipped();
  none = fasti_calendar_new();
}

static void
tear_down(void)
{
  fasti_calendar_free(cn);
  fasti_calendar_free(none);
}

static int32_t
add(const struct fasti_calendar *calendar, const char *from, const char *length)
{
  return fasti_calendar_add(calendar, day(from), period(length));
}

/* What the facts say of a day: 'h' holiday, 'w' make-up working day, 0 nothing. */
static char
fact(const char *facts, const char *date, char name[32])
{
  const char *line = strstr(facts, date);
  char type[16] = "";

  name[0] = '\0';
  if (!line)
    return 0;
  ck_assert_int_eq(sscanf(line + strlen(date), ",%15[a-z],%31[^,]", type, name), 2);
  return type[0];
}

START_TEST(every_day_agrees_with_the_published_facts)
{
  char *path = source_path("../shared/domain/cn-calendar.csv"), name[32];
  size_t size;
  char *facts = content(path, &size);

  for (int32_t d = day("2024-01-01"); facts && d <= day("2026-12-31"); d++) {
    char type = fact(facts, shown(d), name);
    enum fasti_day_kind expected = type == 'h'                ? FASTI_HOLIDAY
                                   : type == 'w'              ? FASTI_MAKEUP_WORKDAY
                                   : fasti_day_weekday(d) > 5 ? FASTI_WEEKEND
                                                              : FASTI_WORKDAY;

    ck_assert_msg(fasti_calendar_kind(cn, d) == expected, "%s", shown(d));
    ck_assert(fasti_calendar_is_published(cn, d));
    ck_assert_int_eq(fasti_calendar_is_workday(cn, d), expected == FASTI_WORKDAY || expected == FASTI_MAKEUP_WORKDAY);
    if (type)
      ck_assert_msg(strncmp(fasti_calendar_day_name(cn, d), name, strlen(name)) == 0, "%s", shown(d));
    else
      ck_assert_ptr_null(fasti_calendar_day_name(cn, d));
  }
  fasti_free(facts);
  fasti_free(path);
}
END_TEST

/* The sums that a checkout alone can be tested by. */
START_TEST(years_have_their_number_of_working_days)
{
  ck_assert_int_eq(fasti_calendar_workdays(cn, day("2023-12-31"), day("2024-12-31")), 251);
  ck_assert_int_eq(fasti_calendar_workdays(cn, day("2024-12-31"), day("2025-12-31")), 248);
  ck_assert_int_eq(fasti_calendar_workdays(cn, day("2025-12-31"), day("2026-12-31")), 248);
  ck_assert_int_eq(fasti_calendar_workdays(none, day("2023-12-31"), day("2024-12-31")), 262);
}
END_TEST

START_TEST(days_have_kinds_and_names)
{
  ck_assert_int_eq(fasti_calendar_kind(cn, day("2025-10-06")), FASTI_HOLIDAY);
  ck_assert_str_eq(fasti_calendar_day_name(cn, day("2025-10-06")), "中秋节");
  ck_assert_str_eq(fasti_calendar_day_name(cn, day("2025-10-07")), "国庆节");
  ck_assert_int_eq(fasti_calendar_kind(cn, day("2026-02-14")), FASTI_MAKEUP_WORKDAY);
  ck_assert_str_eq(fasti_calendar_day_name(cn, day("2026-02-14")), "春节调休上班");
  ck_assert_int_eq(fasti_calendar_kind(cn, day("2026-02-07")), FASTI_WEEKEND);
  ck_assert_int_eq(fasti_calendar_kind(cn, day("2026-02-09")), FASTI_WORKDAY);
  ck_assert(!fasti_calendar_is_published(cn, day("2027-01-01")));
  ck_assert_int_eq(fasti_calendar_kind(cn, day("2027-01-01")), FASTI_WORKDAY);
  ck_assert_int_eq(fasti_calendar_kind(none, day("2026-10-01")), FASTI_WORKDAY);
}
END_TEST

START_TEST(working_days_follow_holidays_and_make_up_days)
{
  assert_day(add(cn, "2025-09-30", "7 workdays"), "2025-10-16");
  assert_day(add(none, "2025-09-30", "7 workdays"), "2025-10-09");
  assert_day(add(cn, "2026-02-13", "7 workdays"), "2026-03-02");
  assert_day(add(none, "2026-02-13", "7 workdays"), "2026-02-24");
  assert_day(add(cn, "2025-09-28", "3 workdays"), "2025-10-09");
  assert_day(add(cn, "2026-02-13", "3 workdays"), "2026-02-25");
  assert_day(add(cn, "2026-03-12", "3 workdays"), "2026-03-17");
  assert_day(add(cn, "2025-12-30", "3 workdays"), "2026-01-05");
  assert_day(add(cn, "2026-01-05", "3 workdays"), "2026-01-08");
  assert_day(add(cn, "2026-02-27", "3 workdays"), "2026-03-03");
  assert_day(add(cn, "2026-03-12", "5 workdays"), "2026-03-19");
  assert_day(add(cn, "2026-02-27", "5 workdays"), "2026-03-05");
  assert_day(add(cn, "2025-11-17", "10 workdays"), "2025-12-01");
  assert_day(add(cn, "2026-02-13", "2 workdays"), "2026-02-24");
  assert_day(add(cn, "2025-10-05", "0 workdays"), "2025-10-05");
  assert_day(add(cn, "2025-10-05", "1 workday"), "2025-10-09");
}
END_TEST

START_TEST(working_days_count_back)
{
  assert_day(fasti_calendar_add_workdays(cn, day("2025-10-16"), -2), "2025-10-14");
  assert_day(fasti_calendar_add_workdays(cn, day("2026-01-31"), -1), "2026-01-30");
  assert_day(fasti_calendar_add_workdays(cn, day("2025-10-09"), -1), "2025-09-30");
  assert_day(fasti_calendar_add_workdays(cn, day("2025-10-05"), -3), "2025-09-28");
  assert_day(fasti_calendar_add_workdays(cn, day("2026-02-24"), -1), "2026-02-14");
}
END_TEST

START_TEST(working_days_between_days)
{
  ck_assert_int_eq(fasti_calendar_workdays(cn, day("2025-09-30"), day("2025-10-16")), 7);
  ck_assert_int_eq(fasti_calendar_workdays(cn, day("2025-09-30"), day("2025-10-08")), 0);
  ck_assert_int_eq(fasti_calendar_workdays(cn, day("2026-02-13"), day("2026-03-02")), 7);
  ck_assert_int_eq(fasti_calendar_workdays(cn, day("2026-03-02"), day("2026-03-02")), 0);
  ck_assert_int_eq(fasti_calendar_workdays(cn, day("2026-03-02"), day("2026-02-13")), 0);
}
END_TEST

START_TEST(months_and_years_end_on_the_corresponding_day)
{
  assert_day(add(cn, "2025-03-10", "6 months"), "2025-09-10");
  assert_day(add(cn, "2025-09-10", "3 months"), "2025-12-10");
  assert_day(add(cn, "2025-10-09", "3 months"), "2026-01-09");
  assert_day(add(cn, "2023-09-12", "2 years"), "2025-09-12");
  assert_day(add(cn, "2023-09-11", "2 years"), "2025-09-11");
  assert_day(add(cn, "2025-03-31", "1 year"), "2026-03-31");
  assert_day(add(cn, "2026-06-30", "1 year"), "2027-06-30");
  assert_day(add(cn, "2025-12-18", "3 years"), "2028-12-18");
  assert_day(add(cn, "2024-02-29", "1 year"), "2025-02-28");
  assert_day(add(cn, "2024-02-29", "4 years"), "2028-02-29");
  assert_day(add(cn, "2025-01-31", "1 month"), "2025-02-28");
  assert_day(add(cn, "2023-11-30", "3 months"), "2024-02-29");
  assert_day(add(cn, "2025-12-31", "2 months"), "2026-02-28");
  assert_day(add(cn, "2025-08-31", "13 months"), "2026-09-30");
  assert_day(add(cn, "1900-01-31", "1 month"), "1900-02-28");
  assert_day(add(cn, "2000-01-31", "1 month"), "2000-02-29");
}
END_TEST

START_TEST(periods_count_back_over_months)
{
  struct fasti_period back = {.count = -1, .unit = FASTI_MONTHS};

  assert_day(fasti_calendar_add(cn, day("2026-03-31"), back), "2026-02-28");
  assert_day(fasti_calendar_add(cn, day("2026-01-15"), back), "2025-12-15");
  back = (struct fasti_period){.count = -1, .unit = FASTI_YEARS};
  assert_day(fasti_calendar_add(cn, day("2024-02-29"), back), "2023-02-28");
  back = (struct fasti_period){.count = -30, .unit = FASTI_DAYS};
  assert_day(fasti_calendar_add(cn, day("2026-01-10"), back), "2025-12-11");
}
END_TEST

START_TEST(calendar_days_cross_leap_days_and_years)
{
  assert_day(add(cn, "2024-02-28", "1 day"), "2024-02-29");
  assert_day(add(cn, "2024-02-28", "2 days"), "2024-03-01");
  assert_day(add(cn, "2025-12-31", "1 day"), "2026-01-01");
  assert_day(add(cn, "2025-09-26", "15 days"), "2025-10-11");
  assert_day(add(cn, "2025-03-10", "60 days"), "2025-05-09");
  assert_day(add(cn, "2026-01-01", "100000 days"), "2299-10-17");
}
END_TEST

START_TEST(rolling_goes_to_the_next_working_day)
{
  assert_day(fasti_calendar_roll(cn, day("2025-10-02")), "2025-10-09");
  assert_day(fasti_calendar_roll(cn, day("2025-10-11")), "2025-10-11");
  assert_day(fasti_calendar_roll(cn, day("2026-05-31")), "2026-06-01");
  assert_day(fasti_calendar_roll(cn, day("2026-02-15")), "2026-02-24");
  assert_day(fasti_calendar_roll(none, day("2025-10-11")), "2025-10-13");
}
END_TEST

START_TEST(no_day_stays_no_day)
{
  ck_assert_int_eq(fasti_calendar_add(cn, FASTI_NO_DAY, period("3 months")), FASTI_NO_DAY);
  ck_assert_int_eq(fasti_calendar_add(cn, FASTI_NO_DAY, period("3 workdays")), FASTI_NO_DAY);
  ck_assert_int_eq(fasti_calendar_roll(cn, FASTI_NO_DAY), FASTI_NO_DAY);
  ck_assert_int_eq(fasti_calendar_workdays(cn, FASTI_NO_DAY, 0), 0);
  ck_assert_int_eq(fasti_calendar_workdays(cn, 0, FASTI_NO_DAY), 0);
}
END_TEST

START_TEST(results_stay_within_the_years_that_can_be_written)
{
  struct fasti_period back = {.count = -FASTI_PERIOD_DAYS, .unit = FASTI_DAYS};

  assert_day(add(cn, "9999-12-30", "2 days"), "9999-12-31");
  assert_day(add(cn, "9999-12-30", "100000 workdays"), "9999-12-31");
  assert_day(add(cn, "9999-12-01", "1 month"), "9999-12-31");
  assert_day(add(cn, "9900-01-01", "273 years"), "9999-12-31");
  assert_day(fasti_calendar_add(cn, day("0001-02-01"), back), "0001-01-01");
  back.unit = FASTI_WORKDAYS;
  assert_day(fasti_calendar_add(cn, day("0001-02-01"), back), "0001-01-01");
  back = (struct fasti_period){.count = -2, .unit = FASTI_MONTHS};
  assert_day(fasti_calendar_add(cn, day("0001-02-01"), back), "0001-01-01");
  assert_day(fasti_calendar_roll(cn, day("9999-12-31")), "9999-12-31");
}
END_TEST

START_TEST(periods_are_read)
{
  static const struct {
    const char *text;
    int count;
    enum fasti_unit unit;
  } good[] = {
    {"7 workdays", 7, FASTI_WORKDAYS},   {"1 workday", 1, FASTI_WORKDAYS},
    {"60 days", 60, FASTI_DAYS},         {"1 day", 1, FASTI_DAYS},
    {"3 months", 3, FASTI_MONTHS},       {"1 month", 1, FASTI_MONTHS},
    {"1 year", 1, FASTI_YEARS},          {" 2\n years ", 2, FASTI_YEARS},
    {"0 days", 0, FASTI_DAYS},           {"100000 days", 100000, FASTI_DAYS},
    {"007 workdays", 7, FASTI_WORKDAYS}, {"273 years", 273, FASTI_YEARS},
  };

  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    ck_assert_int_eq(period(good[i].text).count, good[i].count);
    ck_assert_int_eq(period(good[i].text).unit, good[i].unit);
  }
}
END_TEST

START_TEST(bad_periods_are_refused_and_change_nothing)
{
  static const char *const wrong[] = {"",         " ",       "7",           "workdays", "7workdays",
                                      "-7 days",  "+7 days", "7.5 days",    "7 weeks",  "seven days",
                                      "7 days 1", "7 Days",  "7 work days", "0x7 days"};
  static const char *const long_ones[] = {"100001 days", "100001 workdays", "3286 months",
                                          "274 years",   "1000000 days",    "99999999999999999999 days"};
  struct fasti_period read = {.count = 42, .unit = FASTI_YEARS};

  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    ck_assert_msg(fasti_period_parse(fasti_slice_of(wrong[i]), &read) == FASTI_INVALID, "%s", wrong[i]);
  for (size_t i = 0; i < sizeof long_ones / sizeof *long_ones; i++)
    ck_assert_msg(fasti_period_parse(fasti_slice_of(long_ones[i]), &read) == FASTI_LIMIT, "%s", long_ones[i]);
  ck_assert_int_eq(read.count, 42);
  ck_assert_int_eq(read.unit, FASTI_YEARS);
}
END_TEST

/* The first days of a recurrence after a day, as text. */
static const char *
days_of(const char *rule, int year, int month, int day, int count)
{
  static char text[200];
  int32_t from = fasti_day_of((struct fasti_date){year, month, day}), at = from;
  char date[FASTI_DATE_SIZE];

  text[0] = '\0';
  for (int i = 0; i < count; i++) {
    int32_t next;

    if (fasti_recurrence_next(rule, from, at, &next) != FASTI_OK)
      return "invalid";
    strcat(strcat(text, i ? " " : ""), next == FASTI_NO_DAY ? "-" : fasti_day_format(next, date));
    if (next == FASTI_NO_DAY)
      break;
    at = next;
  }
  return text;
}

START_TEST(recurrences_come_again)
{
  ck_assert_str_eq(days_of("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1", 2025, 3, 3, 3), "2025-07-01 2026-01-01 2026-07-01");
  ck_assert_str_eq(days_of("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1", 2025, 7, 1, 2), "2026-01-01 2026-07-01");
  ck_assert_str_eq(days_of("FREQ=MONTHLY;BYMONTHDAY=31", 2025, 1, 1, 3), "2025-01-31 2025-03-31 2025-05-31");
  ck_assert_str_eq(days_of("FREQ=MONTHLY;BYMONTHDAY=-1", 2025, 1, 1, 2), "2025-01-31 2025-02-28");
  ck_assert_str_eq(days_of("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", 2025, 1, 1, 3), "2025-04-01 2025-07-01 2025-10-01");
  ck_assert_str_eq(days_of("FREQ=WEEKLY;BYDAY=MO", 2025, 3, 3, 2), "2025-03-10 2025-03-17");
  ck_assert_str_eq(days_of("FREQ=DAILY;COUNT=3", 2025, 3, 3, 3), "2025-03-04 2025-03-05 -");
  ck_assert_str_eq(days_of("FREQ=YEARLY;UNTIL=20261231", 2024, 2, 29, 2), "-");
  ck_assert_str_eq(days_of("FREQ=YEARLY", 2024, 2, 29, 2), "2028-02-29 2032-02-29");
}
END_TEST

START_TEST(recurrences_that_are_none_are_refused)
{
  static const char *const wrong[] = {"",       "YEARLY", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=8", "FREQ=NEVER",
                                      "FREQ=DAILY;COUNT=", "FREQ=DAILY;EVERY=2",
                                      "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"};

  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    ck_assert_msg(strcmp(days_of(wrong[i], 2025, 3, 3, 1), "invalid") == 0, "%s", wrong[i]);
}
END_TEST

TCase *
counting_tests(void)
{
  TCase *tests = tcase_create("counting");

  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, every_day_agrees_with_the_published_facts);
  tcase_add_test(tests, years_have_their_number_of_working_days);
  tcase_add_test(tests, days_have_kinds_and_names);
  tcase_add_test(tests, working_days_follow_holidays_and_make_up_days);
  tcase_add_test(tests, working_days_count_back);
  tcase_add_test(tests, working_days_between_days);
  tcase_add_test(tests, months_and_years_end_on_the_corresponding_day);
  tcase_add_test(tests, periods_count_back_over_months);
  tcase_add_test(tests, calendar_days_cross_leap_days_and_years);
  tcase_add_test(tests, rolling_goes_to_the_next_working_day);
  tcase_add_test(tests, no_day_stays_no_day);
  tcase_add_test(tests, results_stay_within_the_years_that_can_be_written);
  tcase_add_test(tests, periods_are_read);
  tcase_add_test(tests, bad_periods_are_refused_and_change_nothing);
  tcase_add_test(tests, recurrences_come_again);
  tcase_add_test(tests, recurrences_that_are_none_are_refused);
  return tests;
}
