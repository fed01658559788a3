/* tests/calendar/property_test.c - laws that counting and deadlines keep, on many days, calendars and ledgers.
 *
 * The random numbers are of our own making and always the same.
 */
#include "config.h"

#include "engine/deadline.h"
#include "engine/memory.h"
#include "tests/calendar/support.h"

static struct fasti_calendar *cn;
static uint32_t seed;

static void
set_up(void)
{
  cn = shipped();
  seed = 20260215;
}

static void
tear_down(void)
{
  fasti_calendar_free(cn);
}

/* A number from 0 to LIMIT - 1. */
static int
pick(int limit)
{
  seed = seed * 1664525u + 1013904223u;
  return (int)((seed >> 8) % (uint32_t)limit);
}

/* A day of 2023 to 2027, so that unpublished years come in at both ends. */
static int32_t
pick_day(void)
{
  return day("2023-01-01") + pick(5 * 365);
}

/* Counting as a child would do it. */
static int
count_slowly(int32_t from, int32_t to)
{
  int count = 0;

  for (int32_t d = from + 1; d <= to; d++)
    count += fasti_calendar_is_workday(cn, d);
  return count;
}

START_TEST(counting_equals_counting_one_by_one)
{
  for (int i = 0; i < 2000; i++) {
    int32_t from = pick_day(), to = from + pick(900);

    ck_assert_int_eq(fasti_calendar_workdays(cn, from, to), count_slowly(from, to));
  }
}
END_TEST

START_TEST(adding_and_counting_undo_each_other)
{
  for (int i = 0; i < 2000; i++) {
    int32_t from = pick_day(), to;
    int n = 1 + pick(600);

    to = fasti_calendar_add_workdays(cn, from, n);
    ck_assert_int_eq(fasti_calendar_workdays(cn, from, to), n);
    ck_assert(fasti_calendar_is_workday(cn, to));
    ck_assert_int_eq(fasti_calendar_workdays(cn, from, to - 1), n - 1);
    to = fasti_calendar_add_workdays(cn, from, -n);
    ck_assert(fasti_calendar_is_workday(cn, to));
    ck_assert_int_eq(fasti_calendar_workdays(cn, to - 1, from - 1), n);
  }
}
END_TEST

START_TEST(adding_is_monotonic)
{
  for (int32_t d = day("2023-12-01"); d < day("2027-02-01"); d++)
    for (int n = 1; n <= 12; n++) {
      ck_assert_int_le(fasti_calendar_add_workdays(cn, d, n), fasti_calendar_add_workdays(cn, d + 1, n));
      ck_assert_int_lt(fasti_calendar_add_workdays(cn, d, n), fasti_calendar_add_workdays(cn, d, n + 1));
    }
}
END_TEST

START_TEST(rolling_twice_is_rolling_once)
{
  for (int32_t d = day("2023-12-01"); d < day("2027-02-01"); d++) {
    int32_t rolled = fasti_calendar_roll(cn, d);

    ck_assert_int_ge(rolled, d);
    ck_assert(fasti_calendar_is_workday(cn, rolled));
    ck_assert_int_eq(count_slowly(d - 1, rolled), 1);
    ck_assert_int_eq(fasti_calendar_roll(cn, rolled), rolled);
  }
}
END_TEST

START_TEST(months_keep_the_day_or_end_the_month)
{
  for (int i = 0; i < 2000; i++) {
    int32_t from = pick_day();
    struct fasti_period by = {.count = pick(100) - 50, .unit = FASTI_MONTHS};
    struct fasti_date before = fasti_day_date(from), after = fasti_day_date(fasti_calendar_add(cn, from, by));

    ck_assert_int_eq(after.year * 12 + after.month, before.year * 12 + before.month + by.count);
    if (after.day != before.day)
      ck_assert_int_eq(after.day, fasti_month_length(after.year, after.month));
    ck_assert_int_le(after.day, before.day);
  }
}
END_TEST

/* What an explanation must keep while it is told. */
struct checked {
  const struct fasti_terms *terms;
  int32_t last;
  int number;
  int told;
  bool provisional;
};

static bool
lies_in_suspension(const struct fasti_terms *terms, int32_t d)
{
  for (size_t i = 0; i < terms->suspension_count; i++)
    if (terms->suspensions[i].from <= d && d < terms->suspensions[i].to)
      return true;
  return false;
}

static void
check_reason(void *self, const struct fasti_day_reason *reason)
{
  struct checked *checked = self;
  bool works = reason->kind == FASTI_WORKDAY || reason->kind == FASTI_MAKEUP_WORKDAY;

  ck_assert_int_eq(reason->kind, fasti_calendar_kind(cn, reason->day));
  ck_assert_int_eq(reason->day, checked->told++ ? checked->last + 1 : checked->terms->from);
  ck_assert_int_eq(reason->counting == FASTI_TRIGGER, checked->told == 1);
  if (checked->told > 1)
    ck_assert_int_eq(reason->counting == FASTI_SUSPENDED, lies_in_suspension(checked->terms, reason->day));
  if (reason->counting == FASTI_COUNTED)
    ck_assert_int_eq(reason->number, ++checked->number);
  else
    ck_assert_int_eq(reason->number, 0);
  if (reason->counting == FASTI_COUNTED && checked->terms->within.unit == FASTI_WORKDAYS)
    ck_assert(works);
  if (reason->counting == FASTI_NOT_WORKING)
    ck_assert(!works && checked->terms->within.unit == FASTI_WORKDAYS);
  if (reason->provisional)
    ck_assert(!fasti_calendar_is_published(cn, reason->day));
  checked->provisional |= reason->provisional;
  checked->last = reason->day;
}

START_TEST(explanations_agree_with_the_last_day)
{
  for (int i = 0; i < 3000; i++) {
    struct fasti_suspension pauses[3];
    enum fasti_unit unit = pick(2) ? FASTI_DAYS : FASTI_WORKDAYS;
    struct fasti_extension more = {.by = {.count = pick(20), .unit = unit}};
    struct fasti_terms of = {.from = pick_day(),
                             .within = {.count = pick(60), .unit = unit},
                             .roll = pick(2) ? FASTI_ROLL_NEXT : FASTI_ROLL_NONE,
                             .suspensions = pauses,
                             .suspension_count = (size_t)pick(4),
                             .extensions = &more,
                             .extension_count = (size_t)pick(2)};
    struct checked checked = {.terms = &of};
    struct fasti_due computed, explained;

    for (size_t k = 0; k < 3; k++) {
      pauses[k] = (struct fasti_suspension){.from = of.from - 10 + pick(60)};
      pauses[k].to = pauses[k].from + pick(20);
    }
    computed = fasti_deadline_due(cn, &of, FASTI_NO_DAY);
    explained = fasti_deadline_explain(cn, &of, FASTI_NO_DAY, check_reason, &checked);
    ck_assert_int_eq(explained.day, computed.day);
    ck_assert_int_eq(checked.last, computed.day);
    ck_assert_int_eq(checked.number, of.within.count + (of.extension_count ? more.by.count : 0));
    ck_assert_int_eq(explained.provisional, computed.provisional);
    ck_assert_int_eq(checked.provisional, computed.provisional);
    ck_assert(!computed.suspended);
  }
}
END_TEST

START_TEST(without_a_ledger_a_deadline_is_a_sum)
{
  for (int i = 0; i < 2000; i++) {
    struct fasti_terms of = {.from = pick_day(), .within = {.count = pick(90), .unit = (enum fasti_unit)pick(4)}};

    ck_assert_int_eq(fasti_deadline_due(cn, &of, FASTI_NO_DAY).day, fasti_calendar_add(cn, of.from, of.within));
    of.roll = FASTI_ROLL_NEXT;
    ck_assert_int_eq(fasti_deadline_due(cn, &of, FASTI_NO_DAY).day,
                     fasti_calendar_roll(cn, fasti_calendar_add(cn, of.from, of.within)));
  }
}
END_TEST

START_TEST(the_order_and_overlap_of_suspensions_do_not_matter)
{
  for (int i = 0; i < 1000; i++) {
    int32_t from = pick_day(), start = from + pick(30), middle = start + pick(15), end = middle + pick(15);
    struct fasti_suspension one = {.from = start, .to = end};
    struct fasti_suspension pieces[] = {{.from = middle, .to = end}, {.from = start, .to = middle + pick(10) % 3}};
    struct fasti_terms of = {.from = from, .within = {.count = 40, .unit = (enum fasti_unit)pick(2)}};
    int32_t whole;

    if (pieces[1].to > end)
      pieces[1].to = end;
    of.suspensions = &one;
    of.suspension_count = 1;
    whole = fasti_deadline_due(cn, &of, FASTI_NO_DAY).day;
    of.suspensions = pieces;
    of.suspension_count = 2;
    ck_assert_int_eq(fasti_deadline_due(cn, &of, FASTI_NO_DAY).day, whole);
  }
}
END_TEST

START_TEST(an_open_suspension_is_one_that_ends_today)
{
  for (int i = 0; i < 1000; i++) {
    int32_t from = pick_day(), start = from - 5 + pick(40), today = start + pick(50);
    struct fasti_suspension pause = {.from = start, .to = FASTI_NO_DAY};
    struct fasti_terms of = {.from = from,
                             .within = {.count = 20, .unit = (enum fasti_unit)pick(2)},
                             .roll = FASTI_ROLL_NEXT,
                             .suspensions = &pause,
                             .suspension_count = 1};
    struct fasti_due open = fasti_deadline_due(cn, &of, today), closed;

    pause.to = today;
    closed = fasti_deadline_due(cn, &of, today);
    ck_assert_int_eq(open.day, closed.day);
    ck_assert_int_eq(open.provisional, closed.provisional);
    if (open.suspended && today > from)
      ck_assert_int_ge(open.day, today);
  }
}
END_TEST

TCase *
property_tests(void)
{
  TCase *tests = tcase_create("properties");

  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, counting_equals_counting_one_by_one);
  tcase_add_test(tests, adding_and_counting_undo_each_other);
  tcase_add_test(tests, adding_is_monotonic);
  tcase_add_test(tests, rolling_twice_is_rolling_once);
  tcase_add_test(tests, months_keep_the_day_or_end_the_month);
  tcase_add_test(tests, explanations_agree_with_the_last_day);
  tcase_add_test(tests, without_a_ledger_a_deadline_is_a_sum);
  tcase_add_test(tests, the_order_and_overlap_of_suspensions_do_not_matter);
  tcase_add_test(tests, an_open_suspension_is_one_that_ends_today);
  return tests;
}
