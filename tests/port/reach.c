/* tests/port/reach.c - who reads what, pages, orders and counts of a store; see contract.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "tests/port/inside.h"

SEE(case)
SEE(task)
SEE(deadline)
SEE(work)
SEE(board)
SEE(participant)

static char shown[600];

static void
show(const char *case_id, int64_t number)
{
  snprintf(shown + strlen(shown), sizeof shown - strlen(shown), "%s%s/%lld", *shown ? " " : "", case_id,
           (long long)number);
}

static void
show_id(const char *id)
{
  snprintf(shown + strlen(shown), sizeof shown - strlen(shown), "%s%s", *shown ? " " : "", id);
}

/* What each list finds, in its order. */
static const char *
cases(struct fasti_case_filter filter)
{
  struct seen seen = SEEN(case);

  shown[0] = '\0';
  OK(CALL(case_list, &filter, see_case, &seen));
  for (size_t i = 0; i < seen.count; i++)
    show_id(((struct fasti_case_row *)seen.rows[i])->id);
  forget(&seen);
  return shown;
}

static const char *
tasks(struct fasti_task_filter filter)
{
  struct seen seen = SEEN(task);

  shown[0] = '\0';
  OK(CALL(task_list, &filter, see_task, &seen));
  for (size_t i = 0; i < seen.count; i++)
    show(((struct fasti_task_row *)seen.rows[i])->case_id, ((struct fasti_task_row *)seen.rows[i])->number);
  forget(&seen);
  return shown;
}

static const char *
deadlines(struct fasti_deadline_filter filter)
{
  struct seen seen = SEEN(deadline);

  shown[0] = '\0';
  OK(CALL(deadline_list, &filter, see_deadline, &seen));
  for (size_t i = 0; i < seen.count; i++)
    show_id(((struct fasti_deadline_row *)seen.rows[i])->deadline);
  forget(&seen);
  return shown;
}

static const char *
works(struct fasti_work_filter filter)
{
  struct seen seen = SEEN(work);

  shown[0] = '\0';
  OK(CALL(work_list, &filter, see_work, &seen));
  for (size_t i = 0; i < seen.count; i++)
    show(((struct fasti_work_row *)seen.rows[i])->case_id, ((struct fasti_work_row *)seen.rows[i])->sequence);
  forget(&seen);
  return shown;
}

static const char *
board(struct fasti_board_filter filter)
{
  struct seen seen = SEEN(board);

  shown[0] = '\0';
  OK(CALL(board_list, &filter, see_board, &seen));
  for (size_t i = 0; i < seen.count; i++)
    show(((struct fasti_board_row *)seen.rows[i])->case_id, ((struct fasti_board_row *)seen.rows[i])->number);
  forget(&seen);
  return shown;
}

static bool
see_count(void *self, const char *value, int64_t count)
{
  (void)self;
  snprintf(shown + strlen(shown), sizeof shown - strlen(shown), "%s%s=%lld", *shown ? " " : "", value, (long long)count);
  return true;
}

#define COUNT(function, by, ...) \
  do {                                                                                                                 \
    shown[0] = '\0';                                                                                                   \
    OK(CALL(function, &(__VA_ARGS__), by, see_count, NULL));                                                           \
  } while (0)

/* Five cases of luquan and one of hongjiang: zhang acted in 1, is named in 2, may take a task of 3; 4 names his unit. */
static void
make_cases(void)
{
  static const char *const ids[] = {"L-1", "L-2", "L-3", "L-4", "L-5"};
  struct fasti_case_row other = a_case("H-1");
  const struct fasti_work_row work = {"L-1", 2, "zhang", "done", 1, "verify", "核查", 7000};
  const struct fasti_task_row task = {.number = 1, .task = "verify", .state = "open", .roles = "officer", .due = 20000};
  const struct fasti_fact_row fact = {"", "township", 1, "宜安镇"}, party = {"", "party", 1, "宜安镇"};
  const struct fasti_participant_row parts[] = {{"", "zhang"}, {"", "li"}};

  insert_cases(ids, 5);
  other.bureau = "hongjiang";
  OK(CALL(case_insert, &other));
  OK(CALL(participants_replace, "L-1", parts, 2));
  OK(CALL(participants_replace, "L-2", parts, 1));
  OK(CALL(participants_replace, "H-1", parts, 1));
  OK(CALL(work_put, &work));
  OK(CALL(tasks_replace, "L-3", &task, 1));
  OK(CALL(tasks_replace, "H-1", &task, 1));
  OK(CALL(facts_replace, "L-4", &fact, 1));
  OK(CALL(facts_replace, "L-5", &party, 1));
  OK(CALL(facts_replace, "H-1", &fact, 1));
}

static const struct fasti_reach zhang = {.sight = FASTI_SIGHT_UNIT, .bureau = "luquan", .person = "zhang",
                                         .roles = "clerk officer", .unit = "宜安镇", .unit_facts = "village township"};

START_TEST(a_reach_is_as_wide_as_its_sight)
{
  struct fasti_reach reach = zhang;

  make_cases();
  ck_assert_str_eq(cases((struct fasti_case_filter){0}), "H-1 L-1 L-2 L-3 L-4 L-5");
#define REACHED(how) (reach.sight = (how), cases((struct fasti_case_filter){.reach = &reach}))
  ck_assert_str_eq(REACHED(FASTI_SIGHT_NOTHING), "");
  ck_assert_str_eq(REACHED(FASTI_SIGHT_TASK), "L-1 L-3");
  ck_assert_str_eq(REACHED(FASTI_SIGHT_INVOLVED), "L-1 L-2 L-3");
  ck_assert_str_eq(REACHED(FASTI_SIGHT_UNIT), "L-1 L-2 L-3 L-4");
  ck_assert_str_eq(REACHED(FASTI_SIGHT_BUREAU), "L-1 L-2 L-3 L-4 L-5");
  ck_assert_str_eq(REACHED(FASTI_SIGHT_OUTLINE), "L-1 L-2 L-3 L-4 L-5");
  reach.roles = "clerk";
  ck_assert_str_eq(REACHED(FASTI_SIGHT_UNIT), "L-1 L-2 L-4");
  reach.unit_facts = "party";
  ck_assert_str_eq(REACHED(FASTI_SIGHT_UNIT), "L-1 L-2 L-5");
  reach.unit = "";
  ck_assert_str_eq(REACHED(FASTI_SIGHT_UNIT), "L-1 L-2");
  reach.unit = "宜安镇";
  reach.unit_facts = "";
  ck_assert_str_eq(REACHED(FASTI_SIGHT_UNIT), "L-1 L-2");
  reach.open = "party case-handling";
  ck_assert_str_eq(REACHED(FASTI_SIGHT_TASK), "L-1 L-2 L-3 L-4 L-5");
  reach.bureau = "";
  ck_assert_str_eq(REACHED(FASTI_SIGHT_BUREAU), "");
  ck_assert_str_eq(REACHED(FASTI_SIGHT_OUTLINE), "H-1 L-1 L-2 L-3 L-4 L-5");
}
END_TEST

START_TEST(a_reach_limits_tasks_deadlines_and_counts)
{
  const struct fasti_deadline_row rows[] = {{.deadline = "a", .state = "running", .due = 20000}};
  struct fasti_reach reach = zhang;

  make_cases();
  reach.sight = FASTI_SIGHT_TASK;
  OK(CALL(deadlines_replace, "L-1", rows, 1));
  OK(CALL(deadlines_replace, "L-5", rows, 1));
  OK(CALL(deadlines_replace, "H-1", rows, 1));
  ck_assert_str_eq(tasks((struct fasti_task_filter){.reach = &reach}), "L-3/1");
  ck_assert_str_eq(deadlines((struct fasti_deadline_filter){.reach = &reach}), "a");
  ck_assert_str_eq(deadlines((struct fasti_deadline_filter){.bureau = "hongjiang", .reach = &reach}), "");
  ck_assert_str_eq(cases((struct fasti_case_filter){.id = "L-5", .reach = &reach}), "");
  ck_assert_str_eq(cases((struct fasti_case_filter){.id = "L-3", .reach = &reach}), "L-3");
  COUNT(case_count, FASTI_COUNT_ALL, (struct fasti_case_filter){.reach = &reach});
  ck_assert_str_eq(shown, "=2");
  COUNT(case_count, FASTI_COUNT_PROCEDURE, (struct fasti_case_filter){0});
  ck_assert_str_eq(shown, "case-handling=6");
  COUNT(case_count, FASTI_COUNT_STATES, (struct fasti_case_filter){.id = "L-3"});
  ck_assert_str_eq(shown, "lead-registered=1");
  COUNT(case_count, FASTI_COUNT_STATUS, (struct fasti_case_filter){.id = "none"});
  ck_assert_str_eq(shown, "");
  COUNT(deadline_count, FASTI_COUNT_DAY, (struct fasti_deadline_filter){.bureau = "luquan"});
  ck_assert_str_eq(shown, "2024-10-04=2");
  COUNT(task_count, FASTI_COUNT_NAME, (struct fasti_task_filter){.person = "zhang", .roles = "officer"});
  ck_assert_str_eq(shown, "verify=2");
}
END_TEST

START_TEST(cases_come_in_pages_of_every_order)
{
  static const char *const ids[] = {"L-1", "L-2", "L-3", "L-4"};
  struct fasti_deadline_row due = {.deadline = "a", .state = "running"};
  struct fasti_case_row row;

  insert_cases(ids, 4);
  for (int i = 0; i < 4; i++) {
    row = a_case(ids[i]);
    row.opened_at = i == 3 ? 300 : 1000 - 100 * i;
    row.due = i == 1 ? FASTI_NEVER : 50 - i;
    OK(CALL(case_update, &row, 0));
  }
  due.due = 20000;
  OK(CALL(deadlines_replace, "L-4", &due, 1));
  OK(CALL(deadlines_replace, "L-2", &due, 1));
  due.due = 19000;
  OK(CALL(deadlines_replace, "L-3", &due, 1));
#define ORDER(how, ...) cases((struct fasti_case_filter){.order = FASTI_CASES_BY_##how, __VA_ARGS__})
  ck_assert_str_eq(ORDER(ID, .backwards = true), "L-4 L-3 L-2 L-1");
  ck_assert_str_eq(ORDER(ID, .after = "L-3", .backwards = true, .most = 1), "L-2");
  ck_assert_str_eq(ORDER(ID, .after = "L-2", .most = 1), "L-3");
  ck_assert_str_eq(ORDER(OPENED, .most = 2), "L-4 L-3");
  ck_assert_str_eq(ORDER(OPENED, .after = "L-3", .after_at = 800), "L-2 L-1");
  ck_assert_str_eq(ORDER(OPENED, .after = "L-2", .after_at = 900, .backwards = true), "L-3 L-4");
  ck_assert_str_eq(ORDER(DUE, .most = 0), "L-3 L-2 L-4 L-1");
  ck_assert_str_eq(ORDER(DUE, .after = "L-2", .after_at = 20000), "L-4 L-1");
  ck_assert_str_eq(ORDER(DUE, .after = "L-1", .after_at = FASTI_NO_DAY, .backwards = true), "L-4 L-2 L-3");
  ck_assert_str_eq(ORDER(CLOCK, .most = 0), "L-4 L-3 L-1");
  ck_assert_str_eq(ORDER(CLOCK, .after = "L-3", .after_at = 48), "L-1");
  ck_assert_str_eq(ORDER(ID, .clock_by = 48), "L-4 L-3");
  ck_assert_str_eq(ORDER(ID, .opened_from = 800, .opened_to = 900), "L-2 L-3");
}
END_TEST

START_TEST(tasks_come_in_pages_of_every_order)
{
  static const char *const ids[] = {"L-1", "L-2"};
  struct fasti_task_row rows[3] = {0};

  insert_cases(ids, 2);
  for (int i = 0; i < 3; i++)
    rows[i] = (struct fasti_task_row){.number = i + 1, .task = i ? "draft" : "verify", .state = "open",
                                      .roles = "officer", .opened_at = 30 - i, .due = i == 1 ? FASTI_NO_DAY : 20000 + i};
  rows[2].persons = rows[2].drafted = "zhang";
  rows[2].state = "claimed";
  OK(CALL(tasks_replace, "L-1", rows, 3));
  OK(CALL(tasks_replace, "L-2", rows, 2));
#define TASKS(how, ...) tasks((struct fasti_task_filter){.order = FASTI_TASKS_BY_##how, __VA_ARGS__})
  ck_assert_str_eq(TASKS(DUE, .most = 0), "L-1/1 L-2/1 L-1/3 L-1/2 L-2/2");
  ck_assert_str_eq(TASKS(DUE, .after = "L-2", .after_number = 1, .after_at = 20000, .most = 2), "L-1/3 L-1/2");
  ck_assert_str_eq(TASKS(DUE, .after = "L-1", .after_number = 2, .after_at = FASTI_NO_DAY), "L-2/2");
  ck_assert_str_eq(TASKS(DUE, .after = "L-1", .after_number = 2, .after_at = FASTI_NO_DAY, .backwards = true, .most = 1),
                   "L-1/3");
  ck_assert_str_eq(TASKS(OPENED, .most = 0), "L-1/3 L-1/2 L-2/2 L-1/1 L-2/1");
  ck_assert_str_eq(TASKS(OPENED, .after = "L-2", .after_number = 2, .after_at = 29), "L-1/1 L-2/1");
  ck_assert_str_eq(TASKS(CASE, .after = "L-1", .after_number = 2), "L-1/3 L-2/1 L-2/2");
  ck_assert_str_eq(TASKS(CASE, .backwards = true, .most = 2), "L-2/2 L-2/1");
  ck_assert_str_eq(TASKS(CASE, .person = "zhang", .roles = "officer", .held = true), "L-1/3");
  ck_assert_str_eq(TASKS(CASE, .person = "zhang", .roles = "officer", .pool = true), "L-1/1 L-1/2 L-2/1 L-2/2");
  ck_assert_str_eq(TASKS(CASE, .draft_of = "zhang"), "L-1/3");
  ck_assert_str_eq(TASKS(CASE, .draft_of = "li"), "");
  ck_assert_str_eq(TASKS(CASE, .task = "verify"), "L-1/1 L-2/1");
  ck_assert_str_eq(TASKS(CASE, .due_from = 20001), "L-1/3");
  ck_assert_str_eq(TASKS(CASE, .procedure = "none"), "");
  COUNT(task_count, FASTI_COUNT_STATUS, (struct fasti_task_filter){0});
  ck_assert_str_eq(shown, "claimed=1 open=4");
  COUNT(task_count, FASTI_COUNT_DAY, (struct fasti_task_filter){.case_id = "L-1"});
  ck_assert_str_eq(shown, "=1 2024-10-04=1 2024-10-06=1");
  COUNT(task_count, FASTI_COUNT_ALL, (struct fasti_task_filter){.due_before = 20001});
  ck_assert_str_eq(shown, "=2");
}
END_TEST

START_TEST(deadlines_are_filtered_and_come_in_pages)
{
  static const char *const ids[] = {"L-1", "L-2"};
  const struct fasti_participant_row part = {"", "zhang"};
  const struct fasti_deadline_row rows[] = {
    {.deadline = "a", .role = "leader clerk", .state = "running", .due = 20010},
    {.deadline = "b", .role = "clerk", .state = "expired", .due = 20005},
    {.deadline = "c", .role = "leader", .state = "met", .due = 20000},
    {.deadline = "d", .role = "leader", .state = "running", .due = FASTI_NO_DAY},
  };
  struct fasti_case_row ended = a_case("L-2");

  insert_cases(ids, 2);
  ended.status = "ended";
  ended.procedure = "party";
  OK(CALL(case_update, &ended, 0));
  OK(CALL(deadlines_replace, "L-1", rows, 4));
  OK(CALL(deadlines_replace, "L-2", rows, 1));
  OK(CALL(participants_replace, "L-2", &part, 1));
#define DUE(...) deadlines((struct fasti_deadline_filter){__VA_ARGS__})
  ck_assert_str_eq(DUE(.case_id = "L-1"), "c b a d");
  ck_assert_str_eq(DUE(.open = true), "b a d");
  ck_assert_str_eq(DUE(.role = "leader", .case_id = "L-1"), "c a d");
  ck_assert_str_eq(DUE(.state = "expired"), "b");
  ck_assert_str_eq(DUE(.procedure = "party"), "a");
  ck_assert_str_eq(DUE(.deadline = "a"), "a a");
  ck_assert_str_eq(DUE(.from = 20001, .to = 20009), "b");
  ck_assert_str_eq(DUE(.person = "zhang"), "a");
  ck_assert_str_eq(DUE(.most = 2), "c b");
  ck_assert_str_eq(DUE(.after = "L-1", .after_session = "", .after_deadline = "b", .after_due = 20005), "a a d");
  ck_assert_str_eq(DUE(.after = "L-1", .after_session = "", .after_deadline = "d", .after_due = FASTI_NO_DAY,
                       .backwards = true), "a a b c");
  COUNT(deadline_count, FASTI_COUNT_STATUS, (struct fasti_deadline_filter){0});
  ck_assert_str_eq(shown, "expired=1 met=1 running=3");
  COUNT(deadline_count, FASTI_COUNT_NAME, (struct fasti_deadline_filter){.case_id = "L-2"});
  ck_assert_str_eq(shown, "a=1");
}
END_TEST

START_TEST(work_is_listed_by_who_did_it)
{
  static const char *const ids[] = {"L-1", "L-2"};
  struct fasti_work_row rows[] = {
    {"L-1", 1, "zhang", "opened", 0, "open", "立案", 100}, {"L-1", 2, "zhang", "done", 1, "verify", "核查", 200},
    {"L-1", 2, "li", "done", 1, "verify", "核查", 200},    {"L-2", 5, "zhang", "done", 3, "draft", "拟稿", 200},
    {"L-2", 6, "zhang", "copied", 4, "copy", "抄送", 300},
  };
  struct fasti_work_row none = {"L-9", 1, "zhang", "opened", 0, "open", "", 100};
  struct seen seen = SEEN(work);

  insert_cases(ids, 2);
  for (size_t i = 0; i < 5; i++)
    OK(CALL(work_put, &rows[i]));
  IS(CALL(work_put, &none), FASTI_NOT_FOUND);
#define WORK(...) works((struct fasti_work_filter){__VA_ARGS__})
  ck_assert_str_eq(WORK(.person = "zhang"), "L-1/1 L-1/2 L-2/5 L-2/6");
  ck_assert_str_eq(WORK(.person = "zhang", .kind = "done", .backwards = true), "L-2/5 L-1/2");
  ck_assert_str_eq(WORK(.person = "zhang", .backwards = true, .most = 2), "L-2/6 L-2/5");
  ck_assert_str_eq(WORK(.person = "zhang", .backwards = true, .after = "L-2", .after_sequence = 5, .after_at = 200),
                   "L-1/2 L-1/1");
  ck_assert_str_eq(WORK(.after = "L-1", .after_sequence = 2, .after_at = 200), "L-2/5 L-2/6");
  ck_assert_str_eq(WORK(.case_id = "L-1"), "L-1/1 L-1/2 L-1/2");
  ck_assert_str_eq(WORK(.from = 150, .to = 250, .person = "zhang"), "L-1/2 L-2/5");
  ck_assert_str_eq(WORK(.bureau = "hongjiang"), "");
  ck_assert_str_eq(cases((struct fasti_case_filter){.person = "zhang", .work = "opened"}), "L-1");
  ck_assert_str_eq(cases((struct fasti_case_filter){.person = "zhang"}), "L-1 L-2");
  ck_assert_str_eq(cases((struct fasti_case_filter){.person = "li", .work = "opened"}), "");
  COUNT(work_count, FASTI_COUNT_NAME, (struct fasti_work_filter){.person = "zhang"});
  ck_assert_str_eq(shown, "copied=1 done=2 opened=1");
  rows[1].title = "复核";
  OK(CALL(work_put, &rows[1]));
  OK(CALL(work_list, &(struct fasti_work_filter){.person = "zhang", .case_id = "L-1", .kind = "done"}, see_work, &seen));
  ck_assert_uint_eq(seen.count, 1);
  SAME(work, seen.rows[0], &rows[1]);
  forget(&seen);
  OK(CALL(work_drop, "L-1"));
  ck_assert_str_eq(WORK(.person = "zhang"), "L-2/5 L-2/6");
}
END_TEST

START_TEST(participants_are_replaced)
{
  static const char *const ids[] = {"L-1", "L-2"};
  const struct fasti_participant_row rows[] = {{"", "zhang"}, {"", "li"}, {"", "zhang"}};
  struct seen seen = SEEN(participant);

  insert_cases(ids, 2);
  OK(CALL(participants_replace, "L-1", rows, 2));
  OK(CALL(participants_replace, "L-2", rows, 1));
  OK(CALL(participants_replace, "L-1", rows + 1, 1));
  IS(CALL(participants_replace, "L-1", rows, 3), FASTI_CONFLICT);
  IS(CALL(participants_replace, "L-9", rows, 1), FASTI_NOT_FOUND);
  OK(CALL(participant_list, NULL, see_participant, &seen));
  ck_assert_uint_eq(seen.count, 2);
  ck_assert_str_eq(((struct fasti_participant_row *)seen.rows[0])->person, "li");
  ck_assert_str_eq(((struct fasti_participant_row *)seen.rows[1])->case_id, "L-2");
  forget(&seen);
  OK(CALL(participant_list, "L-2", see_participant, &seen));
  ck_assert_uint_eq(seen.count, 1);
  forget(&seen);
}
END_TEST

START_TEST(the_board_shows_what_stands)
{
  static const char *const ids[] = {"L-1", "L-2"};
  struct fasti_board_row rows[] = {
    {"L-1", 1, "luquan", "case-handling", "decision", "", "处罚决定", "张某某非法占地", 20000, FASTI_NO_DAY},
    {"L-1", 2, "luquan", "case-handling", "notice", "a", "公示", "公示正文", 20001, 20005},
    {"L-2", 1, "luquan", "case-handling", "decision", "", "处罚决定", "李某越界采矿", 20002, FASTI_NO_DAY},
  };
  struct fasti_board_row later = rows[0], none = {.case_id = "L-9", .number = 1, .text = "x"};

  insert_cases(ids, 2);
  for (size_t i = 0; i < 3; i++)
    OK(CALL(board_put, &rows[i]));
  IS(CALL(board_put, &none), FASTI_NOT_FOUND);
#define BOARD(...) board((struct fasti_board_filter){__VA_ARGS__})
  ck_assert_str_eq(BOARD(.bureau = "luquan"), "L-1/1 L-1/2 L-2/1");
  ck_assert_str_eq(BOARD(.backwards = true, .most = 2), "L-2/1 L-1/2");
  ck_assert_str_eq(BOARD(.backwards = true, .after = "L-1", .after_number = 2, .after_day = 20001), "L-1/1");
  ck_assert_str_eq(BOARD(.on = 20001), "L-1/1 L-1/2");
  ck_assert_str_eq(BOARD(.on = 20006), "L-1/1 L-2/1");
  ck_assert_str_eq(BOARD(.kind = "notice"), "L-1/2");
  ck_assert_str_eq(BOARD(.bureau = "hongjiang"), "");
  ck_assert_str_eq(BOARD(.text = "占地 处罚"), "L-1/1");
  later.number = 3;
  later.text = "张某某非法占地（已变更）";
  OK(CALL(board_put, &later));
  ck_assert_str_eq(BOARD(.kind = "decision"), "L-1/3 L-2/1");
  later.number = 4;
  later.text = "";
  OK(CALL(board_put, &later));
  ck_assert_str_eq(BOARD(.kind = "decision"), "L-2/1");
  ck_assert_str_eq(BOARD(.kind = "decision", .all = true), "L-1/1 L-1/3 L-1/4 L-2/1");
  OK(CALL(board_drop, "L-2"));
  ck_assert_str_eq(BOARD(.kind = "decision"), "");
}
END_TEST

void
contract_reach(TCase *test)
{
  tcase_add_test(test, a_reach_is_as_wide_as_its_sight);
  tcase_add_test(test, a_reach_limits_tasks_deadlines_and_counts);
  tcase_add_test(test, cases_come_in_pages_of_every_order);
  tcase_add_test(test, tasks_come_in_pages_of_every_order);
  tcase_add_test(test, deadlines_are_filtered_and_come_in_pages);
  tcase_add_test(test, work_is_listed_by_who_did_it);
  tcase_add_test(test, participants_are_replaced);
  tcase_add_test(test, the_board_shows_what_stands);
}
