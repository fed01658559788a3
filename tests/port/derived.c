/* tests/port/derived.c - tasks and deadlines of a store; see contract.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "tests/port/inside.h"

SEE(task)
SEE(deadline)

/* The tasks that a filter finds, as CASE/NUMBER. */
static const char *
tasks(const struct fasti_task_filter *filter)
{
  static char out[400];
  struct seen seen = SEEN(task);

  OK(CALL(task_list, filter, see_task, &seen));
  out[0] = '\0';
  for (size_t i = 0; i < seen.count; i++) {
    const struct fasti_task_row *row = seen.rows[i];

    snprintf(out + strlen(out), sizeof out - strlen(out), "%s%s/%lld", i ? " " : "", row->case_id,
             (long long)row->number);
  }
  forget(&seen);
  return out;
}

static struct fasti_task_row
a_task(int64_t number)
{
  return (struct fasti_task_row){.number = number, .task = "verify", .title = "核查", .form = "verify.xhtml",
                                 .state = "open", .roles = "officer", .opened_at = 5, .due = FASTI_NO_DAY};
}

START_TEST(tasks_are_replaced_as_a_whole)
{
  static const char *const ids[] = {"L-1", "L-2"};
  struct fasti_task_row rows[] = {a_task(1), a_task(2), a_task(3)};
  struct seen seen = SEEN(task);

  insert_cases(ids, 2);
  OK(CALL(tasks_replace, "L-2", rows, 1));
  OK(CALL(tasks_replace, "L-1", rows, 2));
  rows[1].state = "claimed";
  rows[1].persons = "zhang";
  OK(CALL(tasks_replace, "L-1", rows + 1, 2));
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){0}), "L-1/2 L-1/3 L-2/1");
  OK(CALL(task_list, &(struct fasti_task_filter){.case_id = "L-1"}, see_task, &seen));
  rows[1].case_id = "L-1";
  SAME(task, seen.rows[0], &rows[1]);
  forget(&seen);
  IS(CALL(tasks_replace, "L-9", rows, 1), FASTI_NOT_FOUND);
  rows[2].number = 2;
  IS(CALL(tasks_replace, "L-1", rows, 3), FASTI_CONFLICT);
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){0}), "L-1/2 L-1/3 L-2/1");
  OK(CALL(tasks_replace, "L-1", NULL, 0));
  OK(CALL(tasks_replace, "L-9", NULL, 0));
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){0}), "L-2/1");
}
END_TEST

START_TEST(tasks_are_open_to_the_right_people)
{
  static const char *const ids[] = {"L-1"};
  struct fasti_task_row rows[6];

  insert_cases(ids, 1);
  for (int i = 0; i < 6; i++)
    rows[i] = a_task(i + 1);
  rows[1].roles = "leader officer-2";
  rows[2].persons = "li zhang";
  rows[3].excluded = "wang zhang";
  rows[4].among = "li";
  rows[5].roles = "";
  OK(CALL(tasks_replace, "L-1", rows, 6));
#define MINE(who, as) tasks(&(struct fasti_task_filter){.person = (who), .roles = (as)})
  ck_assert_str_eq(MINE("zhang", "officer"), "L-1/1 L-1/3");
  ck_assert_str_eq(MINE("li", "officer"), "L-1/1 L-1/3 L-1/4 L-1/5");
  ck_assert_str_eq(MINE("zhao", "leader officer"), "L-1/1 L-1/2 L-1/4");
  ck_assert_str_eq(MINE("wang", "clerk officer"), "L-1/1");
  ck_assert_str_eq(MINE("zhang", ""), "L-1/3");
  ck_assert_str_eq(MINE("zhang", NULL), "L-1/3");
  ck_assert_str_eq(MINE("nobody", "office"), "");
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){.roles = "leader clerk"}), "L-1/2");
#define OURS(who, of) tasks(&(struct fasti_task_filter){.person = (who), .roles = "officer", .unit = (of)})
  rows[1] = rows[0];
  rows[1].number = 2;
  rows[1].units = "宜安镇 上庄镇";
  rows[3].excluded = "";
  rows[3].not_units = "上庄镇";
  rows[4].among = "";
  rows[4].units = "-";
  OK(CALL(tasks_replace, "L-1", rows, 6));
  ck_assert_str_eq(OURS("zhang", "宜安镇"), "L-1/1 L-1/2 L-1/3 L-1/4");
  ck_assert_str_eq(OURS("zhao", "上庄镇"), "L-1/1 L-1/2");
  ck_assert_str_eq(OURS("zhao", "宜安"), "L-1/1 L-1/4");
  ck_assert_str_eq(OURS("zhao", ""), "L-1/1 L-1/4");
  ck_assert_str_eq(OURS("zhao", NULL), "L-1/1 L-1/4");
  rows[1].roles = "leader officer-2";
  rows[1].units = rows[3].not_units = rows[4].units = "";
  rows[3].excluded = "wang zhang";
  rows[4].among = "li";
  OK(CALL(tasks_replace, "L-1", rows, 6));
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){.roles = "officer"}), "L-1/1 L-1/3 L-1/4 L-1/5");
}
END_TEST

START_TEST(tasks_are_filtered_and_the_nearest_comes_first)
{
  static const char *const ids[] = {"L-1", "L-2"};
  struct fasti_case_row other = a_case("L-2");
  struct fasti_task_row rows[] = {a_task(1), a_task(2), a_task(3)};

  insert_cases(ids, 2);
  other.bureau = "jingxing";
  OK(CALL(case_update, &other, 0));
  rows[1].due = 20010;
  rows[2].due = 20000;
  rows[2].state = "suspended";
  OK(CALL(tasks_replace, "L-1", rows, 3));
  OK(CALL(tasks_replace, "L-2", rows, 2));
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){0}), "L-1/3 L-1/2 L-2/2 L-1/1 L-2/1");
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){.most = 2}), "L-1/3 L-1/2");
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){.case_id = "L-1"}), "L-1/3 L-1/2 L-1/1");
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){.bureau = "jingxing"}), "L-2/2 L-2/1");
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){.state = "suspended"}), "L-1/3");
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){.due_before = 20010}), "L-1/3");
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){.due_before = 20011, .bureau = "luquan"}), "L-1/3 L-1/2");
  ck_assert_str_eq(tasks(&(struct fasti_task_filter){.person = "zhang", .roles = "officer", .bureau = "jingxing"}),
                   "L-2/2 L-2/1");
}
END_TEST

static const char *
deadlines(const char *case_id, int32_t due_before)
{
  static char out[400];
  struct seen seen = SEEN(deadline);

  OK(CALL(deadline_list, &(struct fasti_deadline_filter){.case_id = case_id, .due_before = due_before}, see_deadline, &seen));
  out[0] = '\0';
  for (size_t i = 0; i < seen.count; i++) {
    const struct fasti_deadline_row *row = seen.rows[i];

    snprintf(out + strlen(out), sizeof out - strlen(out), "%s%s/%s%s", i ? " " : "", row->case_id, row->session,
             row->deadline);
  }
  forget(&seen);
  return out;
}

START_TEST(deadlines_are_replaced_and_found)
{
  static const char *const ids[] = {"L-1", "L-2"};
  struct fasti_deadline_row rows[] = {
    {.deadline = "filing", .title = "立案", .law = "L12-2", .role = "leader", .state = "running", .from = 20000,
     .due = 20009, .provisional = true},
    {.deadline = "closing", .state = "running", .from = 20000, .due = FASTI_NO_DAY},
    {.session = "s1.", .deadline = "filing", .state = "met", .from = FASTI_NO_DAY, .due = 19990},
  };
  struct seen seen = SEEN(deadline);

  insert_cases(ids, 2);
  OK(CALL(deadlines_replace, "L-1", rows, 3));
  OK(CALL(deadlines_replace, "L-2", rows, 1));
  ck_assert_str_eq(deadlines(NULL, FASTI_NO_DAY), "L-1/s1.filing L-1/filing L-2/filing L-1/closing");
  ck_assert_str_eq(deadlines("L-2", FASTI_NO_DAY), "L-2/filing");
  ck_assert_str_eq(deadlines(NULL, 20010), "L-1/filing L-2/filing");
  ck_assert_str_eq(deadlines("L-1", 20010), "L-1/filing");
  ck_assert_str_eq(deadlines(NULL, 20009), "");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.due_before = 20010}), "L-1 L-2");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.due_before = 20009}), "");
  OK(CALL(deadline_list, &(struct fasti_deadline_filter){.case_id = "L-2"}, see_deadline, &seen));
  rows[0].case_id = "L-2";
  SAME(deadline, seen.rows[0], &rows[0]);
  forget(&seen);
  rows[0].state = "suspended";
  OK(CALL(deadlines_replace, "L-1", rows, 1));
  ck_assert_str_eq(found(&(struct fasti_case_filter){.due_before = 20010}), "L-2");
  ck_assert_str_eq(deadlines("L-1", FASTI_NO_DAY), "L-1/filing");
  rows[1] = rows[0];
  IS(CALL(deadlines_replace, "L-1", rows, 2), FASTI_CONFLICT);
  IS(CALL(deadlines_replace, "L-9", rows, 1), FASTI_NOT_FOUND);
}
END_TEST

void
contract_derived(TCase *tests)
{
  tcase_add_test(tests, tasks_are_replaced_as_a_whole);
  tcase_add_test(tests, tasks_are_open_to_the_right_people);
  tcase_add_test(tests, tasks_are_filtered_and_the_nearest_comes_first);
  tcase_add_test(tests, deadlines_are_replaced_and_found);
}
