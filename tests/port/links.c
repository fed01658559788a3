/* tests/port/links.c - what cases know of each other: facts, keys, links; see contract.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "tests/port/inside.h"

SEE(fact)
SEE(key)
SEE(link)

static const char *
facts(const char *case_id)
{
  static char out[400];
  struct seen seen = SEEN(fact);

  OK(CALL(fact_list, case_id, see_fact, &seen));
  out[0] = '\0';
  for (size_t i = 0; i < seen.count; i++) {
    const struct fasti_fact_row *row = seen.rows[i];

    snprintf(out + strlen(out), sizeof out - strlen(out), "%s%s/%s.%lld=%s", i ? " " : "", row->case_id, row->name,
             (long long)row->position, row->value);
  }
  forget(&seen);
  return out;
}

static const char *
by_fact(const char *fact, const char *value, const char *from, const char *to)
{
  const struct fasti_where where = {fact, value, from, to};

  return found(&(struct fasti_case_filter){.where = &where, .where_count = 1});
}

START_TEST(facts_are_replaced_and_found)
{
  static const char *const ids[] = {"L-1", "L-2", "L-3"};
  struct fasti_fact_row rows[] = {{.name = "uscc", .position = 1, .value = "911"},
                                  {.name = "day", .position = 1, .value = "2025-03-01"},
                                  {.name = "day", .position = 2, .value = "2025-06-01"}};
  const struct fasti_where both[] = {{.fact = "uscc", .value = "911"}, {.fact = "day", .from = "2025-05-01"}};

  insert_cases(ids, 3);
  OK(CALL(facts_replace, "L-1", rows, 3));
  OK(CALL(facts_replace, "L-2", rows, 2));
  ck_assert_str_eq(facts(NULL), "L-1/day.1=2025-03-01 L-1/day.2=2025-06-01 L-1/uscc.1=911 L-2/day.1=2025-03-01 "
                                "L-2/uscc.1=911");
  ck_assert_str_eq(facts("L-2"), "L-2/day.1=2025-03-01 L-2/uscc.1=911");
  ck_assert_str_eq(facts("L-9"), "");
  ck_assert_str_eq(by_fact("uscc", "911", NULL, NULL), "L-1 L-2");
  ck_assert_str_eq(by_fact("uscc", "91", NULL, NULL), "");
  ck_assert_str_eq(by_fact("day", "2025-06-01", NULL, NULL), "L-1");
  ck_assert_str_eq(by_fact("day", NULL, "2025-03-01", "2025-03-01"), "L-1 L-2");
  ck_assert_str_eq(by_fact("day", NULL, "2025-03-02", "2025-05-31"), "");
  ck_assert_str_eq(by_fact("day", NULL, "2025-03-02", NULL), "L-1");
  ck_assert_str_eq(by_fact("uscc", NULL, NULL, NULL), "L-1 L-2");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.where = both, .where_count = 2}), "L-1");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.where = both, .where_count = 1, .after = "L-1"}), "L-2");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.where = both, .where_count = 1, .most = 1}), "L-1");
  rows[0].value = "922";
  OK(CALL(facts_replace, "L-1", rows, 1));
  ck_assert_str_eq(facts("L-1"), "L-1/uscc.1=922");
  ck_assert_str_eq(by_fact("uscc", "911", NULL, NULL), "L-2");
  rows[1] = rows[0];
  IS(CALL(facts_replace, "L-1", rows, 2), FASTI_CONFLICT);
  IS(CALL(facts_replace, "L-9", rows, 1), FASTI_NOT_FOUND);
  ck_assert_str_eq(facts("L-1"), "L-1/uscc.1=922");
  OK(CALL(facts_replace, "L-1", NULL, 0));
  ck_assert_str_eq(facts("L-1"), "");
}
END_TEST

static const char *
keys(const struct fasti_key_row *wanted)
{
  static char out[400];
  struct seen seen = SEEN(key);

  OK(CALL(key_list, wanted, see_key, &seen));
  out[0] = '\0';
  for (size_t i = 0; i < seen.count; i++) {
    const struct fasti_key_row *row = seen.rows[i];

    snprintf(out + strlen(out), sizeof out - strlen(out), "%s%s=%s", i ? " " : "", row->case_id, row->key);
  }
  forget(&seen);
  return out;
}

START_TEST(no_two_cases_of_a_procedure_have_the_same_key)
{
  static const char *const ids[] = {"L-1", "L-2", "L-3"};
  struct fasti_key_row row = {"L-1", "luquan", "mine", "甲矿"};

  insert_cases(ids, 3);
  OK(CALL(key_put, &row));
  OK(CALL(key_put, &row));
  row.case_id = "L-2";
  IS(CALL(key_put, &row), FASTI_CONFLICT);
  row.procedure = "parcel";
  OK(CALL(key_put, &row));
  row = (struct fasti_key_row){"L-3", "jingxing", "mine", "甲矿"};
  OK(CALL(key_put, &row));
  ck_assert_str_eq(keys(&(struct fasti_key_row){0}), "L-1=甲矿 L-2=甲矿 L-3=甲矿");
  ck_assert_str_eq(keys(&(struct fasti_key_row){.bureau = "luquan", .procedure = "mine", .key = "甲矿"}), "L-1=甲矿");
  ck_assert_str_eq(keys(&(struct fasti_key_row){.bureau = "luquan"}), "L-1=甲矿 L-2=甲矿");
  ck_assert_str_eq(keys(&(struct fasti_key_row){.case_id = "L-2"}), "L-2=甲矿");
  ck_assert_str_eq(keys(&(struct fasti_key_row){.case_id = "L-2", .procedure = "mine"}), "");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.key = "甲矿"}), "L-1 L-2 L-3");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.key = "乙矿"}), "");
  row = (struct fasti_key_row){"L-1", "luquan", "mine", "乙矿"};
  OK(CALL(key_put, &row)); /* another name: the old one is free */
  row.case_id = "L-2";
  row.key = "甲矿";
  OK(CALL(key_put, &row));
  row.key = "";
  OK(CALL(key_put, &row));
  ck_assert_str_eq(keys(&(struct fasti_key_row){.bureau = "luquan"}), "L-1=乙矿");
  row = (struct fasti_key_row){"L-9", "luquan", "mine", "丙矿"};
  IS(CALL(key_put, &row), FASTI_NOT_FOUND);
}
END_TEST

START_TEST(links_are_replaced_and_listed)
{
  static const char *const ids[] = {"L-1", "L-2"};
  struct fasti_link_row rows[] = {{.kind = "told", .other = "L-2", .event = "released", .sequence = 4},
                                  {.kind = "child", .other = "L-2", .event = "", .sequence = 2}};
  struct seen seen = SEEN(link);

  insert_cases(ids, 2);
  OK(CALL(links_replace, "L-1", rows, 2));
  OK(CALL(links_replace, "L-2", &(struct fasti_link_row){.kind = "parent", .other = "L-1", .sequence = 1}, 1));
  OK(CALL(link_list, "L-1", see_link, &seen));
  ck_assert_uint_eq(seen.count, 2);
  rows[0].case_id = rows[1].case_id = "L-1";
  SAME(link, seen.rows[0], &rows[1]);
  SAME(link, seen.rows[1], &rows[0]);
  forget(&seen);
  OK(CALL(link_list, NULL, see_link, &seen));
  ck_assert_uint_eq(seen.count, 3);
  forget(&seen);
  rows[0] = rows[1];
  IS(CALL(links_replace, "L-1", rows, 2), FASTI_CONFLICT);
  IS(CALL(links_replace, "L-9", rows, 1), FASTI_NOT_FOUND);
  OK(CALL(links_replace, "L-1", NULL, 0));
  OK(CALL(link_list, NULL, see_link, &seen));
  ck_assert_uint_eq(seen.count, 1);
  forget(&seen);
}
END_TEST

void
contract_links(TCase *tests)
{
  tcase_add_test(tests, facts_are_replaced_and_found);
  tcase_add_test(tests, no_two_cases_of_a_procedure_have_the_same_key);
  tcase_add_test(tests, links_are_replaced_and_listed);
}
