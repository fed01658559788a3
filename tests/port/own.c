/* tests/port/own.c - stand-ins, what people keep for themselves, numbers to follow; see contract.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "tests/port/inside.h"

SEE(stand_in)
SEE(saved)
SEE(follow_up)

static void
add_people(void)
{
  static const char *const ids[] = {"zhang", "li", "wang"};

  for (size_t i = 0; i < 3; i++)
    OK(CALL(person_put, &(struct fasti_person_row){.id = ids[i], .name = ids[i], .bureau = "luquan", .active = true}));
}

/* Whose roles DEPUTY holds on a day. */
static const char *
stood_for(const char *person, const char *deputy, int32_t on)
{
  static char out[200];
  struct seen seen = SEEN(stand_in);

  out[0] = '\0';
  OK(CALL(stand_in_list, person, deputy, on, see_stand_in, &seen));
  for (size_t i = 0; i < seen.count; i++) {
    const struct fasti_stand_in_row *row = seen.rows[i];

    snprintf(out + strlen(out), sizeof out - strlen(out), "%s%s:%s>%s %d-%d", i ? ", " : "", row->role, row->person,
             row->deputy, row->from, row->to);
  }
  forget(&seen);
  return out;
}

START_TEST(stand_ins_hold_for_their_days)
{
  struct fasti_stand_in_row row = {"zhang", "leader", "li", 20000, 20009};

  add_people();
  OK(CALL(stand_in_put, &row));
  row.role = "clerk";
  row.from = 20005;
  OK(CALL(stand_in_put, &row));
  row.deputy = "wang";
  OK(CALL(stand_in_put, &row));
  row.deputy = "nobody";
  IS(CALL(stand_in_put, &row), FASTI_NOT_FOUND);
  row = (struct fasti_stand_in_row){"nobody", "clerk", "li", 20000, 20009};
  IS(CALL(stand_in_put, &row), FASTI_NOT_FOUND);
  ck_assert_str_eq(stood_for(NULL, "li", 20004), "leader:zhang>li 20000-20009");
  ck_assert_str_eq(stood_for(NULL, "li", 20009), "clerk:zhang>li 20005-20009, leader:zhang>li 20000-20009");
  ck_assert_str_eq(stood_for(NULL, "li", 20010), "");
  ck_assert_str_eq(stood_for("zhang", NULL, FASTI_NO_DAY),
                   "clerk:zhang>li 20005-20009, clerk:zhang>wang 20005-20009, leader:zhang>li 20000-20009");
  ck_assert_str_eq(stood_for("li", NULL, FASTI_NO_DAY), "");
  row = (struct fasti_stand_in_row){"zhang", "leader", "li", 20000, 20003};
  OK(CALL(stand_in_put, &row));
  ck_assert_str_eq(stood_for(NULL, "li", 20004), "");
}
END_TEST

START_TEST(saved_lists_are_a_persons_own)
{
  struct fasti_saved_row list = {"zhang", "tasks", "逾期", "due=overdue", 100};
  struct seen lists = SEEN(saved);

  add_people();
  OK(CALL(saved_put, &list));
  list.query = "due=overdue&role=leader";
  OK(CALL(saved_put, &list));
  OK(CALL(saved_put, &(struct fasti_saved_row){"zhang", "cases", "全部", "", 100}));
  OK(CALL(saved_put, &(struct fasti_saved_row){"li", "cases", "全部", "", 100}));
  IS(CALL(saved_put, &(struct fasti_saved_row){"nobody", "cases", "全部", "", 100}), FASTI_NOT_FOUND);
  OK(CALL(saved_list, "zhang", NULL, see_saved, &lists));
  ck_assert_uint_eq(lists.count, 2);
  SAME(saved, lists.rows[1], &list);
  forget(&lists);
  OK(CALL(saved_drop, "zhang", "tasks", "逾期"));
  OK(CALL(saved_drop, "zhang", "tasks", "逾期"));
  OK(CALL(saved_list, "zhang", "tasks", see_saved, &lists));
  ck_assert_uint_eq(lists.count, 0);
}
END_TEST

START_TEST(numbers_to_follow_name_one_case)
{
  static const char *const ids[] = {"L-1", "L-2"};
  const struct fasti_follow_up_row row = {"abc", "L-1", 100};
  struct seen seen = SEEN(follow_up);

  insert_cases(ids, 2);
  OK(CALL(follow_up_put, &row));
  IS(CALL(follow_up_put, &(struct fasti_follow_up_row){"abc", "L-2", 100}), FASTI_CONFLICT);
  IS(CALL(follow_up_put, &(struct fasti_follow_up_row){"abd", "L-9", 100}), FASTI_NOT_FOUND);
  OK(CALL(follow_up_put, &(struct fasti_follow_up_row){"abd", "L-2", 100}));
  OK(CALL(follow_up_list, "abc", see_follow_up, &seen));
  ck_assert_uint_eq(seen.count, 1);
  SAME(follow_up, seen.rows[0], &row);
  forget(&seen);
  OK(CALL(follow_up_list, "ab", see_follow_up, &seen));
  ck_assert_uint_eq(seen.count, 0);
  OK(CALL(follow_up_list, NULL, see_follow_up, &seen));
  ck_assert_uint_eq(seen.count, 2);
  forget(&seen);
}
END_TEST

void
contract_own(TCase *test)
{
  tcase_add_test(test, stand_ins_hold_for_their_days);
  tcase_add_test(test, saved_lists_are_a_persons_own);
  tcase_add_test(test, numbers_to_follow_name_one_case);
}
