/* tests/calendar/deadline_test.c - last days, suspensions, extensions, rolling, provisional years, explanations. */
#include "config.h"

#include "engine/deadline.h"
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

static struct fasti_terms
terms(const char *from, const char *within, enum fasti_roll roll)
{
  return (struct fasti_terms){.from = day(from), .within = period(within), .roll = roll};
}

/* The last day of terms on which nothing is open or provisional. */
static int32_t
due(struct fasti_terms of)
{
  struct fasti_due last = fasti_deadline_due(cn, &of, FASTI_NO_DAY);

  ck_assert(!last.provisional);
  ck_assert(!last.suspended);
  return last.day;
}

static int32_t
warning(const char *on, const char *before)
{
  return fasti_deadline_warning(cn, (struct fasti_due){.day = day(on)}, period(before));
}

/* What an explanation says, a day a line. */
static void
write_reason(void *self, const struct fasti_day_reason *reason)
{
  static const char *const countings[] = {"counted", "trigger", "not-working", "suspended", "rolled"};
  static const char *const kinds[] = {"workday", "makeup", "weekend", "holiday"};
  struct fasti_buffer *out = self;

  fasti_buffer_printf(out, "%s %s %s %d", shown(reason->day), countings[reason->counting], kinds[reason->kind],
                      reason->number);
  if (reason->name)
    fasti_buffer_printf(out, " %s", reason->name);
  if (reason->extension)
    fasti_buffer_printf(out, " extension %d", reason->extension);
  fasti_buffer_puts(out, reason->provisional ? " provisional\n" : "\n");
}

static void
assert_explained(const struct fasti_calendar *calendar, struct fasti_terms of, const char *today, const char *expected)
{
  int32_t on = today ? day(today) : FASTI_NO_DAY;
  struct fasti_buffer out = {0};
  struct fasti_due explained = fasti_deadline_explain(calendar, &of, on, write_reason, &out);
  struct fasti_due computed = fasti_deadline_due(calendar, &of, on);

  ck_assert_str_eq(out.at, expected);
  assert_day(explained.day, shown(computed.day));
  ck_assert_int_eq(explained.provisional, computed.provisional);
  ck_assert_int_eq(explained.suspended, computed.suspended);
  fasti_buffer_free(&out);
}

START_TEST(due_in_working_days)
{
  assert_day(due(terms("2025-09-30", "7 workdays", FASTI_ROLL_NONE)), "2025-10-16");
  assert_day(due(terms("2025-09-30", "7 workdays", FASTI_ROLL_NEXT)), "2025-10-16");
  assert_day(due(terms("2026-02-13", "7 workdays", FASTI_ROLL_NONE)), "2026-03-02");
  assert_day(due(terms("2025-09-28", "3 workdays", FASTI_ROLL_NONE)), "2025-10-09");
}
END_TEST

START_TEST(due_in_days_rolls_only_when_told)
{
  assert_day(due(terms("2025-09-26", "15 days", FASTI_ROLL_NEXT)), "2025-10-11");
  assert_day(due(terms("2025-09-17", "15 days", FASTI_ROLL_NEXT)), "2025-10-09");
  assert_day(due(terms("2025-09-17", "15 days", FASTI_ROLL_NONE)), "2025-10-02");
  assert_day(due(terms("2025-03-10", "60 days", FASTI_ROLL_NEXT)), "2025-05-09");
  assert_day(due(terms("2026-03-02", "90 days", FASTI_ROLL_NEXT)), "2026-06-01");
  assert_day(due(terms("2026-01-31", "0 days", FASTI_ROLL_NONE)), "2026-01-31");
  assert_day(due(terms("2026-01-31", "0 days", FASTI_ROLL_NEXT)), "2026-02-02");
}
END_TEST

START_TEST(due_in_months_and_years)
{
  assert_day(due(terms("2025-03-10", "6 months", FASTI_ROLL_NEXT)), "2025-09-10");
  assert_day(due(terms("2025-09-10", "3 months", FASTI_ROLL_NEXT)), "2025-12-10");
  assert_day(due(terms("2025-10-09", "3 months", FASTI_ROLL_NEXT)), "2026-01-09");
  assert_day(due(terms("2025-03-31", "1 year", FASTI_ROLL_NONE)), "2026-03-31");
  assert_day(due(terms("2025-11-30", "3 months", FASTI_ROLL_NEXT)), "2026-02-28");
  assert_day(due(terms("2024-12-31", "2 months", FASTI_ROLL_NEXT)), "2025-02-28");
  assert_day(due(terms("2024-02-29", "2 years", FASTI_ROLL_NEXT)), "2026-02-28");
  assert_day(due(terms("2025-07-03", "3 months", FASTI_ROLL_NEXT)), "2025-10-09");
}
END_TEST

START_TEST(warnings_count_back_without_rolling)
{
  assert_day(warning("2025-10-16", "2 workdays"), "2025-10-14");
  assert_day(warning("2025-12-10", "30 days"), "2025-11-10");
  assert_day(warning("2025-11-20", "30 days"), "2025-10-21");
  assert_day(warning("2026-01-10", "30 days"), "2025-12-11");
  assert_day(warning("2026-06-30", "30 days"), "2026-05-31");
  assert_day(warning("2028-06-30", "30 days"), "2028-05-31");
  assert_day(warning("2026-02-20", "30 days"), "2026-01-21");
  assert_day(warning("2026-03-31", "1 month"), "2026-02-28");
  assert_day(warning("2026-01-31", "1 workday"), "2026-01-30");
  ck_assert_int_eq(fasti_deadline_warning(cn, (struct fasti_due){.day = FASTI_NO_DAY}, period("1 day")), FASTI_NO_DAY);
}
END_TEST

START_TEST(suspended_days_move_the_last_day)
{
  struct fasti_suspension pauses[] = {
    {.from = day("2026-03-20"), .to = day("2026-04-14"), .reason = "鉴定"},
    {.from = day("2026-04-01"), .to = day("2026-04-10"), .reason = "听证"},
  };
  struct fasti_terms of = terms("2026-03-02", "90 days", FASTI_ROLL_NEXT);

  of.suspensions = pauses;
  of.suspension_count = 1;
  assert_day(due(of), "2026-06-25");
  of.suspension_count = 2;
  assert_day(due(of), "2026-06-25");
  pauses[1].from = day("2026-04-10");
  pauses[1].to = day("2026-04-17");
  assert_day(due(of), "2026-06-29"); /* 28 days: 06-28 is a Sunday */
}
END_TEST

START_TEST(suspended_working_days_are_not_counted)
{
  struct fasti_suspension pause = {.from = day("2025-10-10"), .to = day("2025-10-13"), .reason = "鉴定"};
  struct fasti_terms of = terms("2025-09-30", "7 workdays", FASTI_ROLL_NONE);

  of.suspensions = &pause;
  of.suspension_count = 1;
  assert_explained(cn, of, NULL,
                   "2025-09-30 trigger workday 0\n"
                   "2025-10-01 not-working holiday 0 国庆节\n"
                   "2025-10-02 not-working holiday 0 国庆节\n"
                   "2025-10-03 not-working holiday 0 国庆节\n"
                   "2025-10-04 not-working holiday 0 国庆节\n"
                   "2025-10-05 not-working holiday 0 国庆节\n"
                   "2025-10-06 not-working holiday 0 中秋节\n"
                   "2025-10-07 not-working holiday 0 国庆节\n"
                   "2025-10-08 not-working holiday 0 国庆节\n"
                   "2025-10-09 counted workday 1\n"
                   "2025-10-10 suspended workday 0 鉴定\n"
                   "2025-10-11 suspended makeup 0 鉴定\n"
                   "2025-10-12 suspended weekend 0 鉴定\n"
                   "2025-10-13 counted workday 2\n"
                   "2025-10-14 counted workday 3\n"
                   "2025-10-15 counted workday 4\n"
                   "2025-10-16 counted workday 5\n"
                   "2025-10-17 counted workday 6\n"
                   "2025-10-18 not-working weekend 0\n"
                   "2025-10-19 not-working weekend 0\n"
                   "2025-10-20 counted workday 7\n");
}
END_TEST

START_TEST(suspensions_at_the_edges)
{
  struct fasti_suspension pause = {.from = day("2026-03-02"), .to = day("2026-03-05")};
  struct fasti_terms of = terms("2026-03-02", "5 days", FASTI_ROLL_NONE);

  of.suspensions = &pause;
  of.suspension_count = 1;
  assert_day(due(of), "2026-03-09"); /* the trigger is not counted anyway: two days move it */
  pause = (struct fasti_suspension){.from = day("2026-02-01"), .to = day("2026-03-03")};
  assert_day(due(of), "2026-03-07"); /* ended on the first day that counts */
  pause = (struct fasti_suspension){.from = day("2026-03-07"), .to = day("2026-03-08")};
  assert_day(due(of), "2026-03-08"); /* the last day itself */
  pause = (struct fasti_suspension){.from = day("2026-03-08"), .to = day("2026-04-08")};
  assert_day(due(of), "2026-03-07"); /* after the last day: too late */
  pause = (struct fasti_suspension){.from = day("2026-03-05"), .to = day("2026-03-05")};
  assert_day(due(of), "2026-03-07"); /* no day */
  pause = (struct fasti_suspension){.from = day("2026-03-05"), .to = day("2026-03-01")};
  assert_day(due(of), "2026-03-07");
}
END_TEST

START_TEST(rolling_passes_over_suspended_days)
{
  struct fasti_suspension pause = {.from = day("2026-03-08"), .to = day("2026-03-11"), .reason = "听证"};
  struct fasti_terms of = terms("2026-03-02", "5 days", FASTI_ROLL_NEXT); /* ends on Saturday 2026-03-07 */

  of.suspensions = &pause;
  of.suspension_count = 1;
  assert_explained(cn, of, NULL,
                   "2026-03-02 trigger workday 0\n"
                   "2026-03-03 counted workday 1\n"
                   "2026-03-04 counted workday 2\n"
                   "2026-03-05 counted workday 3\n"
                   "2026-03-06 counted workday 4\n"
                   "2026-03-07 counted weekend 5\n"
                   "2026-03-08 suspended weekend 0 听证\n"
                   "2026-03-09 suspended workday 0 听证\n"
                   "2026-03-10 suspended workday 0 听证\n"
                   "2026-03-11 rolled workday 0\n");
}
END_TEST

START_TEST(open_suspensions_last_until_today)
{
  struct fasti_suspension pause = {.from = day("2026-03-20"), .to = FASTI_NO_DAY};
  struct fasti_terms of = terms("2026-03-02", "30 days", FASTI_ROLL_NONE);
  struct fasti_due last;

  of.suspensions = &pause;
  of.suspension_count = 1;
  last = fasti_deadline_due(cn, &of, day("2026-03-20"));
  assert_day(last.day, "2026-04-01");
  ck_assert(last.suspended);
  last = fasti_deadline_due(cn, &of, day("2026-05-20"));
  assert_day(last.day, "2026-06-01"); /* 61 days later; never before today */
  ck_assert(last.suspended);
  last = fasti_deadline_due(cn, &of, day("2026-03-19"));
  assert_day(last.day, "2026-04-01"); /* not begun yet */
  ck_assert(!last.suspended);
  pause.from = day("2026-04-02");
  last = fasti_deadline_due(cn, &of, day("2026-05-20"));
  assert_day(last.day, "2026-04-01"); /* begun when the deadline had passed */
  ck_assert(!last.suspended);
  pause.from = day("2026-04-01");
  last = fasti_deadline_due(cn, &of, day("2026-05-20"));
  assert_day(last.day, "2026-05-20"); /* suspended on its last day */
  ck_assert(last.suspended);
  last = fasti_deadline_due(cn, &of, day("2026-04-01"));
  assert_day(last.day, "2026-04-01"); /* on that very day */
  ck_assert(last.suspended);
}
END_TEST

START_TEST(an_open_suspension_may_come_after_closed_ones)
{
  struct fasti_suspension pauses[] = {{.from = day("2026-03-05"), .to = day("2026-03-10")},
                                      {.from = day("2026-03-20"), .to = FASTI_NO_DAY}};
  struct fasti_terms of = terms("2026-03-02", "30 days", FASTI_ROLL_NONE);
  struct fasti_due last;

  of.suspensions = pauses;
  of.suspension_count = 2;
  last = fasti_deadline_due(cn, &of, day("2026-03-30"));
  assert_day(last.day, "2026-04-16"); /* 5 and 10 days */
  ck_assert(last.suspended);
}
END_TEST

START_TEST(the_last_of_all_days_ends_everything)
{
  struct fasti_suspension pause = {.from = day("9999-12-30"), .to = INT32_MAX};
  struct fasti_terms of = terms("9999-12-29", "5 days", FASTI_ROLL_NEXT);

  assert_day(fasti_deadline_due(cn, &of, FASTI_NO_DAY).day, "9999-12-31");
  of = terms("9999-12-29", "5 workdays", FASTI_ROLL_NONE);
  assert_day(fasti_deadline_due(cn, &of, FASTI_NO_DAY).day, "9999-12-31");
  of.suspensions = &pause;
  of.suspension_count = 1;
  assert_explained(cn, of, NULL,
                   "9999-12-29 trigger workday 0\n"
                   "9999-12-30 suspended workday 0\n"
                   "9999-12-31 suspended workday 0\n");
}
END_TEST

START_TEST(extensions_follow_the_period)
{
  struct fasti_extension more[] = {{.by = period("30 days")}, {.by = period("5 workdays")}};
  struct fasti_suspension pause = {.from = day("2025-10-20"), .to = day("2025-10-30")};
  struct fasti_terms of = terms("2025-08-01", "60 days", FASTI_ROLL_NEXT);

  of.extensions = more;
  of.extension_count = 1;
  assert_day(due(of), "2025-10-30"); /* 90 days */
  of.suspensions = &pause;
  of.suspension_count = 1;
  assert_day(due(of), "2025-11-10"); /* 100 days: 11-09 is a Sunday */
  of.extension_count = 2;
  assert_day(due(of), "2025-11-14"); /* five working days after 11-09, before rolling */
}
END_TEST

START_TEST(extensions_in_working_days_add_to_them)
{
  struct fasti_extension more = {.by = period("3 workdays")};
  struct fasti_terms of = terms("2026-02-13", "2 workdays", FASTI_ROLL_NONE);

  of.extensions = &more;
  of.extension_count = 1;
  assert_explained(cn, of, NULL,
                   "2026-02-13 trigger workday 0\n"
                   "2026-02-14 counted makeup 1 春节调休上班\n"
                   "2026-02-15 not-working holiday 0 春节\n"
                   "2026-02-16 not-working holiday 0 春节\n"
                   "2026-02-17 not-working holiday 0 春节\n"
                   "2026-02-18 not-working holiday 0 春节\n"
                   "2026-02-19 not-working holiday 0 春节\n"
                   "2026-02-20 not-working holiday 0 春节\n"
                   "2026-02-21 not-working holiday 0 春节\n"
                   "2026-02-22 not-working holiday 0 春节\n"
                   "2026-02-23 not-working holiday 0 春节\n"
                   "2026-02-24 counted workday 2\n"
                   "2026-02-25 counted workday 3 extension 1\n"
                   "2026-02-26 counted workday 4 extension 1\n"
                   "2026-02-27 counted workday 5 extension 1\n");
}
END_TEST

START_TEST(extensions_in_months_run_from_the_unsuspended_end)
{
  struct fasti_extension more = {.by = period("1 month")};
  struct fasti_suspension pause = {.from = day("2026-02-01"), .to = day("2026-02-26")};
  struct fasti_terms of = terms("2026-01-10", "3 months", FASTI_ROLL_NONE);

  of.extensions = &more;
  of.extension_count = 1;
  assert_day(due(of), "2026-05-10");
  of.suspensions = &pause;
  of.suspension_count = 1;
  assert_day(due(of), "2026-06-04"); /* 05-10 and 25 days */
}
END_TEST

START_TEST(months_are_explained_by_their_end)
{
  struct fasti_suspension pause = {.from = day("2025-08-01"), .to = day("2025-08-03"), .reason = "鉴定"};
  struct fasti_terms of = terms("2025-06-30", "3 months", FASTI_ROLL_NEXT);

  of.suspensions = &pause;
  of.suspension_count = 1;
  assert_explained(cn, of, NULL,
                   "2025-06-30 trigger workday 0\n"
                   "2025-08-01 suspended workday 0 鉴定\n"
                   "2025-08-02 suspended weekend 0 鉴定\n"
                   "2025-10-02 counted holiday 92 国庆节\n"
                   "2025-10-03 rolled holiday 0 国庆节\n"
                   "2025-10-04 rolled holiday 0 国庆节\n"
                   "2025-10-05 rolled holiday 0 国庆节\n"
                   "2025-10-06 rolled holiday 0 中秋节\n"
                   "2025-10-07 rolled holiday 0 国庆节\n"
                   "2025-10-08 rolled holiday 0 国庆节\n"
                   "2025-10-09 rolled workday 0\n");
}
END_TEST

START_TEST(a_suspension_without_a_reason_does_not_borrow_a_holiday)
{
  struct fasti_suspension pause = {.from = day("2025-10-01"), .to = day("2025-10-02")};
  struct fasti_terms of = terms("2025-09-30", "1 day", FASTI_ROLL_NONE);

  of.suspensions = &pause;
  of.suspension_count = 1;
  assert_explained(cn, of, NULL,
                   "2025-09-30 trigger workday 0\n"
                   "2025-10-01 suspended holiday 0\n"
                   "2025-10-02 counted holiday 1 国庆节\n");
}
END_TEST

START_TEST(unpublished_years_are_provisional)
{
  struct fasti_terms of = terms("2026-12-29", "5 workdays", FASTI_ROLL_NONE);

  assert_explained(cn, of, NULL,
                   "2026-12-29 trigger workday 0\n"
                   "2026-12-30 counted workday 1\n"
                   "2026-12-31 counted workday 2\n"
                   "2027-01-01 counted workday 3 provisional\n"
                   "2027-01-02 not-working weekend 0 provisional\n"
                   "2027-01-03 not-working weekend 0 provisional\n"
                   "2027-01-04 counted workday 4 provisional\n"
                   "2027-01-05 counted workday 5 provisional\n");
  ck_assert(fasti_deadline_due(cn, &of, FASTI_NO_DAY).provisional);
  read_good(cn, "cn-2027.ics",
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-FASTI-YEARS:2027\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270101\r\n"
            "DTEND;VALUE=DATE:20270104\r\nSUMMARY:元旦\r\nCATEGORIES:HOLIDAY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
  assert_day(due(of), "2027-01-06");
}
END_TEST

START_TEST(days_are_provisional_only_where_they_may_roll)
{
  struct fasti_terms of = terms("2026-12-29", "30 days", FASTI_ROLL_NONE);
  struct fasti_due last;

  ck_assert(!fasti_deadline_due(cn, &of, FASTI_NO_DAY).provisional);
  of.roll = FASTI_ROLL_NEXT;
  last = fasti_deadline_due(cn, &of, FASTI_NO_DAY);
  assert_day(last.day, "2027-01-28"); /* a Thursday, unless the notice says otherwise */
  ck_assert(last.provisional);
  of = terms("2026-12-01", "30 days", FASTI_ROLL_NEXT);
  ck_assert(!fasti_deadline_due(cn, &of, FASTI_NO_DAY).provisional);
  of = terms("2023-12-28", "2 days", FASTI_ROLL_NEXT); /* Saturday 2023-12-30, unpublished */
  last = fasti_deadline_due(cn, &of, FASTI_NO_DAY);
  assert_day(last.day, "2024-01-02");
  ck_assert(last.provisional);
  assert_explained(cn, of, NULL,
                   "2023-12-28 trigger workday 0\n"
                   "2023-12-29 counted workday 1\n"
                   "2023-12-30 counted weekend 2 provisional\n"
                   "2023-12-31 rolled weekend 0 provisional\n"
                   "2024-01-01 rolled holiday 0 元旦\n"
                   "2024-01-02 rolled workday 0\n");
}
END_TEST

START_TEST(weekends_alone_give_other_days)
{
  struct fasti_terms of = terms("2025-09-30", "7 workdays", FASTI_ROLL_NONE);
  struct fasti_due last = fasti_deadline_due(none, &of, FASTI_NO_DAY);

  assert_day(last.day, "2025-10-09");
  ck_assert(last.provisional);
}
END_TEST

START_TEST(without_a_trigger_there_is_no_last_day)
{
  struct fasti_terms of = {.from = FASTI_NO_DAY, .within = period("7 workdays")};
  struct fasti_buffer out = {0};

  ck_assert_int_eq(fasti_deadline_explain(cn, &of, FASTI_NO_DAY, write_reason, &out).day, FASTI_NO_DAY);
  ck_assert_uint_eq(out.size, 0);
}
END_TEST

TCase *
deadline_tests(void)
{
  TCase *tests = tcase_create("deadline");

  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, due_in_working_days);
  tcase_add_test(tests, due_in_days_rolls_only_when_told);
  tcase_add_test(tests, due_in_months_and_years);
  tcase_add_test(tests, warnings_count_back_without_rolling);
  tcase_add_test(tests, suspended_days_move_the_last_day);
  tcase_add_test(tests, suspended_working_days_are_not_counted);
  tcase_add_test(tests, suspensions_at_the_edges);
  tcase_add_test(tests, rolling_passes_over_suspended_days);
  tcase_add_test(tests, open_suspensions_last_until_today);
  tcase_add_test(tests, an_open_suspension_may_come_after_closed_ones);
  tcase_add_test(tests, the_last_of_all_days_ends_everything);
  tcase_add_test(tests, extensions_follow_the_period);
  tcase_add_test(tests, extensions_in_working_days_add_to_them);
  tcase_add_test(tests, extensions_in_months_run_from_the_unsuspended_end);
  tcase_add_test(tests, months_are_explained_by_their_end);
  tcase_add_test(tests, a_suspension_without_a_reason_does_not_borrow_a_holiday);
  tcase_add_test(tests, unpublished_years_are_provisional);
  tcase_add_test(tests, days_are_provisional_only_where_they_may_roll);
  tcase_add_test(tests, weekends_alone_give_other_days);
  tcase_add_test(tests, without_a_trigger_there_is_no_last_day);
  return tests;
}
