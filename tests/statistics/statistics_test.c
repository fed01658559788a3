/* tests/statistics/statistics_test.c - the room statistics: what was done, by whom, in time or late, on every store. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/procedure.h"
#include "engine/statistics.h"
#include "tests/office/hall.h"

/* A line for each row. */
static void
write_work(const struct fasti_work_counts *counts, struct fasti_buffer *out)
{
  for (size_t i = 0; i < counts->count; i++) {
    const struct fasti_work_count *row = &counts->items[i];

    fasti_buffer_printf(out, "%s %s: done %zu open %zu judged %zu late %zu worst %d %s median %d\n", row->id, row->title,
                        row->done, row->open, row->judged, row->late, row->worst, row->worst_case, row->median);
  }
}

static const char *
work(const struct fasti_work_counts *counts)
{
  struct fasti_buffer text = {0};

  fasti_buffer_puts(&text, "");
  write_work(counts, &text);
  return lines_of(&text);
}

static const char *
states(const struct fasti_statistics *statistics)
{
  struct fasti_buffer text = {0};

  fasti_buffer_puts(&text, "");
  for (size_t i = 0; i < statistics->state_count; i++)
    fasti_buffer_printf(&text, "%s %s%s %zu\n", fasti_procedure_id(statistics->states[i].procedure),
                        statistics->states[i].state, statistics->states[i].ended ? " ended" : "",
                        statistics->states[i].count);
  return lines_of(&text);
}

static struct fasti_statistics *
take(int64_t now)
{
  struct fasti_statistics *statistics = NULL;

  ck_assert_msg(fasti_statistics_take(office, store, "demo", now, messages, &statistics) == FASTI_OK, "%s", told());
  return statistics;
}

START_TEST(statistics__of_nothing)
{
  struct fasti_statistics *statistics;

  begin_work(_i);
  statistics = take(at(2025, 3, 4, 9));
  ck_assert_int_eq(statistics->cases, 0);
  ck_assert_int_eq(statistics->procedure_count, 0);
  ck_assert_str_eq(work(&statistics->tasks_of_procedures), "");
  ck_assert_str_eq(work(&statistics->deadlines_of_roles), "");
  fasti_statistics_free(statistics);
  end_work();
}
END_TEST

static void
check(const char *case_id, const char *person, int64_t now)
{
  ck_assert_msg(on_task(FASTI_COMPLETE, case_id, "check", person, now) == FASTI_OK, "%s", told());
}

/* A in time, B late, C overdue, D not due yet, E done, taken back and done again, F terminated. */
static void
a_month(void)
{
  struct fasti_request end = {.kind = FASTI_TERMINATE, .reason = "申请人撤回申请", .law = "L1"};
  char ids[6][32];

  for (int i = 0; i < 6; i++) {
    static const int days[] = {3, 3, 10, 30, 10, 10};

    if (i == 3)
      continue;
    ck_assert_msg(open_case("clerk-1", "甲", NULL, at(2025, 3, days[i], 9)) == FASTI_OK, "%s", told());
    snprintf(ids[i], sizeof ids[i], "%s", answer.case_id);
  }
  check(ids[0], "clerk-1", at(2025, 3, 5, 9));
  ck_assert_int_eq(decide(ids[0], "yes", "chief-1", at(2025, 3, 6, 9)), FASTI_OK);
  check(ids[1], "clerk-2", at(2025, 3, 10, 9));
  ck_assert_int_eq(decide(ids[1], "no", "chief-1", at(2025, 3, 20, 9)), FASTI_OK);
  check(ids[4], "clerk-1", at(2025, 3, 11, 9));
  ck_assert_msg(on_task(FASTI_WITHDRAW, ids[4], "check", "clerk-1", at(2025, 3, 12, 9)) == FASTI_OK, "%s", told());
  check(ids[4], "clerk-1", at(2025, 3, 14, 9));
  end.case_id = ids[5];
  ck_assert_msg(give(end, "chief-1", at(2025, 3, 12, 9)) == FASTI_OK, "%s", told());
  ck_assert_int_eq(open_case("clerk-1", "丁", NULL, at(2025, 3, 30, 9)), FASTI_OK);
}

START_TEST(statistics__count_each_thing_once)
{
  struct fasti_statistics *statistics;
  const struct fasti_case_count *permits;

  begin_work(_i);
  a_month();
  ck_assert_msg(fasti_office_advance(office, at(2025, 3, 31, 12), messages) == FASTI_OK, "%s", told());
  statistics = take(at(2025, 3, 31, 12));
  ck_assert_int_eq(statistics->cases, 6);
  ck_assert_int_eq(statistics->instruments, 1);
  ck_assert_int_eq(statistics->procedure_count, 1);
  permits = statistics->procedures;
  ck_assert_str_eq(fasti_procedure_id(permits->procedure), "permit");
  ck_assert_int_eq(permits->open, 3);
  ck_assert_int_eq(permits->suspended, 0);
  ck_assert_int_eq(permits->ended, 2);
  ck_assert_int_eq(permits->terminated, 1);
  ck_assert_int_eq(permits->all, 6);
  ck_assert_str_eq(states(statistics),
                   "permit decide 1\npermit review 2\npermit denied ended 1\npermit issued ended 1\n"
                   "permit terminated ended 1\n");
  ck_assert_str_eq(work(&statistics->tasks_of_procedures),
                   "permit 许可: done 5 open 3 judged 4 late 2 worst 16 D-2025-00003 median 2\n");
  ck_assert_str_eq(work(&statistics->tasks_of_roles), "chief 负责人: done 2 open 1 judged 0 late 0 worst 0  median 1\n"
                                                      "clerk 经办人: done 3 open 2 judged 4 late 2 worst 16 D-2025-00003 "
                                                      "median 2\n");
  ck_assert_str_eq(work(&statistics->tasks_of_people),
                   "chief-1 钱局: done 2 open 0 judged 0 late 0 worst 0  median 1\n"
                   "clerk-1 王一: done 2 open 0 judged 2 late 0 worst 0  median 2\n"
                   "clerk-2 李二: done 1 open 0 judged 1 late 1 worst 2 D-2025-00002 median 7\n");
  /* E ran twice; that of F stood when the case was terminated. */
  ck_assert_str_eq(work(&statistics->deadlines_of_procedures),
                   "permit 许可: done 5 open 2 judged 6 late 2 worst 16 D-2025-00003 median 0\n");
  ck_assert_int_eq(statistics->quota_count, 0);
  fasti_statistics_free(statistics);
  end_work();
}
END_TEST

/* Each bureau reads its own. */
START_TEST(statistics__another_bureau_has_none)
{
  struct fasti_statistics *statistics = NULL;

  begin_work(_i);
  a_month();
  ck_assert_int_eq(fasti_statistics_take(office, store, "elsewhere", at(2025, 3, 31, 12), messages, &statistics), FASTI_OK);
  ck_assert_int_eq(statistics->cases, 0);
  fasti_statistics_free(statistics);
  end_work();
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("statistics");
  TCase *tests = tcase_create("statistics");
  int status;

  if (!hall_open())
    return 99;
  tcase_add_loop_test(tests, statistics__of_nothing, 0, STORES);
  tcase_add_loop_test(tests, statistics__count_each_thing_once, 0, STORES);
  tcase_add_loop_test(tests, statistics__another_bureau_has_none, 0, STORES);
  suite_add_tcase(suite, tests);
  status = tap_run(suite);
  hall_close();
  return status;
}
