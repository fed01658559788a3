/* tests/port/cases.c - settings, packages, persons, cases and journals of a store; see contract.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "tests/port/inside.h"

SEE(case)
SEE(entry)
SEE(person)
SEE(package)

START_TEST(settings_are_put_in_place)
{
  struct fasti_buffer value = {0};

  IS(CALL(setting_get, "a", &value), FASTI_NOT_FOUND);
  OK(CALL(setting_put, "a", "1"));
  OK(CALL(setting_put, "a", "二"));
  OK(CALL(setting_get, "a", &value));
  ck_assert_str_eq(value.at, "二");
  fasti_buffer_free(&value);
}
END_TEST

static bool
see_file(void *self, const struct fasti_file_row *row)
{
  struct fasti_buffer *out = self;

  fasti_buffer_printf(out, "%s=", row->path);
  fasti_buffer_add(out, row->content.at, row->content.size);
  fasti_buffer_puts(out, ";");
  return row->path[0] != 'c';
}

START_TEST(packages_are_listed_and_immutable)
{
  struct fasti_package_row one = {"h1", "luquan", "1", 20000, 1759104000000, "admin"}, two = one, three = one;
  const struct fasti_file_row files[] = {{"b", {"x\0y", 3}}, {"a", {"", 0}}, {"c", {"z", 1}}, {"d", {"w", 1}}};
  const struct fasti_file_row twice[] = {{"b", {"x", 1}}, {"b", {"y", 1}}};
  struct fasti_buffer out = {0};
  struct seen seen = SEEN(package);

  two.hash = "h2";
  two.in_force = 19000;
  three.hash = "h3";
  three.bureau = "jingxing";
  OK(CALL(package_put, &one, files, 4));
  OK(CALL(package_put, &two, files, 1));
  OK(CALL(package_put, &three, NULL, 0));
  IS(CALL(package_put, &one, files + 1, 1), FASTI_CONFLICT);
  one.hash = "h4";
  IS(CALL(package_put, &one, twice, 2), FASTI_CONFLICT);
  IS(CALL(package_files, "h4", see_file, &out), FASTI_NOT_FOUND);
  OK(CALL(package_files, "h1", see_file, &out));
  ck_assert_uint_eq(out.size, 13);
  ck_assert_int_eq(memcmp(out.at, "a=;b=x\0y;c=z;", 13), 0);
  OK(CALL(package_list, NULL, see_package, &seen));
  ck_assert_uint_eq(seen.count, 3);
  SAME(package, seen.rows[0], &three);
  SAME(package, seen.rows[1], &two);
  forget(&seen);
  OK(CALL(package_list, "luquan", see_package, &seen));
  ck_assert_uint_eq(seen.count, 2);
  forget(&seen);
  fasti_buffer_free(&out);
}
END_TEST

START_TEST(persons_are_put_in_place_and_found)
{
  struct fasti_person_row one = {"zhang", "张三", "luquan", "C-1", "officer leader", true, "2027-12-31", "huaxia", "宜安镇"};
  struct fasti_person_row two = {"li", "李四", "luquan", NULL, "officer-2", false, NULL, "", NULL};
  struct fasti_person_row three = {"wang", "王五", "jingxing", "", "officer", true, NULL, "", ""};
  struct seen seen = SEEN(person);

  OK(CALL(person_put, &three));
  OK(CALL(person_put, &one));
  OK(CALL(person_put, &two));
  one.active = false;
  OK(CALL(person_put, &one));
  OK(CALL(person_list, NULL, NULL, NULL, see_person, &seen));
  ck_assert_uint_eq(seen.count, 3);
  SAME(person, seen.rows[0], &two);
  SAME(person, seen.rows[2], &one);
  forget(&seen);
  OK(CALL(person_list, NULL, "luquan", "officer", see_person, &seen));
  ck_assert_uint_eq(seen.count, 1);
  SAME(person, seen.rows[0], &one);
  forget(&seen);
  OK(CALL(person_list, "wang", NULL, NULL, see_person, &seen));
  ck_assert_uint_eq(seen.count, 1);
  forget(&seen);
  IS(CALL(person_list, "nobody", NULL, NULL, see_person, &seen), FASTI_NOT_FOUND);
  IS(CALL(person_list, "wang", "luquan", NULL, see_person, &seen), FASTI_NOT_FOUND);
  OK(CALL(person_list, NULL, "nowhere", NULL, see_person, &seen));
  ck_assert_uint_eq(seen.count, 0);
}
END_TEST

/* Cases and journals. */

START_TEST(a_case_is_read_as_it_was_written)
{
  struct fasti_case_row row = a_case("L-1");
  struct seen seen = SEEN(case);

  OK(CALL(case_insert, &row));
  IS(CALL(case_insert, &row), FASTI_CONFLICT);
  OK(CALL(case_get, "L-1", see_case, &seen));
  SAME(case, seen.rows[0], &row);
  forget(&seen);
  IS(CALL(case_get, "L-2", see_case, &seen), FASTI_NOT_FOUND);
  row = (struct fasti_case_row){.id = "L-2", .ended_at = -5, .due = 0, .entries = INT64_MAX};
  OK(CALL(case_insert, &row));
  OK(CALL(case_get, "L-2", see_case, &seen));
  SAME(case, seen.rows[0], &row);
  ck_assert_str_eq(((struct fasti_case_row *)seen.rows[0])->title, "");
  forget(&seen);
}
END_TEST

START_TEST(the_second_of_two_updates_is_a_conflict)
{
  struct fasti_case_row row = a_case("L-1");
  struct seen seen = SEEN(case);

  OK(CALL(case_insert, &row));
  row.entries = 2;
  row.status = "ended";
  row.ended_at = 5;
  row.package = "p2";
  row.snapshot = fasti_slice_of("after");
  OK(CALL(case_update, &row, 0));
  row.status = "open";
  IS(CALL(case_update, &row, 0), FASTI_CONFLICT);
  row.id = "L-2";
  IS(CALL(case_update, &row, 0), FASTI_NOT_FOUND);
  row.id = "L-1";
  row.status = "ended";
  OK(CALL(case_get, "L-1", see_case, &seen));
  SAME(case, seen.rows[0], &row);
  forget(&seen);
}
END_TEST

START_TEST(cases_are_filtered_by_each_member)
{
  static const char *const ids[] = {"L-1", "L-2", "L-3", "L-10"};
  struct fasti_case_row row = a_case("L-2");

  insert_cases(ids, 4);
  row.bureau = "jingxing";
  row.procedure = "reclamation";
  row.status = "suspended";
  row.states = "filed notifying";
  OK(CALL(case_update, &row, 0));
  ck_assert_str_eq(found(&(struct fasti_case_filter){0}), "L-1 L-10 L-2 L-3");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.bureau = "", .due_before = FASTI_NO_DAY}), "L-1 L-10 L-2 L-3");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.bureau = "jingxing"}), "L-2");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.procedure = "case-handling"}), "L-1 L-10 L-3");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.status = "open", .bureau = "luquan"}), "L-1 L-10 L-3");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.status = "open", .bureau = "jingxing"}), "");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.state = "filed"}), "L-2");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.state = "file"}), "");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.most = 2}), "L-1 L-10");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.after = "L-10", .most = 1}), "L-2");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.after = "L-3"}), "");
}
END_TEST

START_TEST(cases_are_found_by_words)
{
  static const char *const ids[] = {"L-1", "L-2", "L-3"};
  struct fasti_case_row row = a_case("L-2");

  insert_cases(ids, 3);
  row.search = "李四 土地复垦 BX-20 Ｈｕａｘｉａ";
  OK(CALL(case_update, &row, 0));
  row.id = "L-3";
  row.search = "";
  OK(CALL(case_update, &row, 0));
#define TEXT(words, ids) ck_assert_str_eq(found(&(struct fasti_case_filter){.text = (words)}), ids)
  TEXT("土地", "L-2");
  TEXT("占", "L-1");
  TEXT("地土", "");
  TEXT("非法占地", "L-1");
  TEXT("三非", "L-1");
  TEXT("huaxia", "L-1 L-2");
  TEXT("HUA 李四", "L-2");
  TEXT("uaxia", "");
  TEXT("bx-2", "L-2");
  TEXT("张三　李四", "");
  TEXT("\"", "L-1 L-2 L-3");
  TEXT("张三 OR 李四", "");
  TEXT("search:张三", "");
  TEXT("huaxia* ) -", "L-1 L-2");
  TEXT("NEAR(土 地)", "");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.text = "huaxia", .after = "L-1"}), "L-2");
}
END_TEST

START_TEST(a_search_of_very_many_words_is_a_search)
{
  static const char *const ids[] = {"L-1"};
  struct fasti_buffer words = {0};

  insert_cases(ids, 1);
  for (int i = 0; i < 3000; i++)
    fasti_buffer_puts(&words, "张三 占 ");
  TEXT(words.at, "L-1");
  fasti_buffer_puts(&words, "李");
  TEXT(words.at, "");
  fasti_buffer_free(&words);
}
END_TEST

START_TEST(searches_follow_rollbacks)
{
  static const char *const ids[] = {"L-1"};
  struct fasti_case_row row = a_case("L-1");

  insert_cases(ids, 1);
  OK(CALL(begin, true));
  OK(store->call->savepoint(store));
  row.search = "李四";
  OK(CALL(case_update, &row, 0));
  TEXT("李四", "L-1");
  TEXT("张三", "");
  store->call->rollback_to(store);
  TEXT("李四", "");
  TEXT("张三", "L-1");
  OK(store->call->commit(store));
  TEXT("张三", "L-1");
}
END_TEST

START_TEST(the_clock_finds_what_is_due_in_its_order)
{
  static const char *const ids[] = {"L-1", "L-2", "L-3", "L-4"};
  static const int64_t due[] = {3000, 1000, FASTI_NEVER, 1000};

  insert_cases(ids, 4);
  for (int i = 0; i < 4; i++) {
    struct fasti_case_row row = a_case(ids[i]);

    row.due = due[i];
    OK(CALL(case_update, &row, 0));
  }
  ck_assert_str_eq(found(&(struct fasti_case_filter){.clock_by = 999}), "");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.clock_by = 1000}), "L-2 L-4");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.clock_by = FASTI_NEVER - 1}), "L-2 L-4 L-1");
  ck_assert_str_eq(found(&(struct fasti_case_filter){.clock_by = 5000, .most = 1}), "L-2");
}
END_TEST

static struct fasti_entry_row
an_entry(const char *case_id, int64_t sequence, const char *previous, char hash[FASTI_HASH_SIZE])
{
  struct fasti_entry_row row = {.case_id = case_id, .sequence = sequence, .at = 1759104000000 + sequence,
                                .actor = "zhang", .kind = "complete", .body = {"<task>核查</task>", 19},
                                .hash_name = "sha256", .previous = previous};

  row.hash = fasti_entry_hash(&row, hash);
  return row;
}

static void
append_entries(const char *case_id, int count, char last[FASTI_HASH_SIZE])
{
  char hash[2][FASTI_HASH_SIZE];

  strcpy(last, fasti_entry_first_previous());
  for (int i = 1; i <= count; i++) {
    struct fasti_entry_row row = an_entry(case_id, i, last, hash[i % 2]);

    OK(CALL(entry_append, &row));
    strcpy(last, row.hash);
  }
}

START_TEST(entries_follow_each_other_without_gaps)
{
  static const char *const ids[] = {"L-1", "L-2"};
  char last[FASTI_HASH_SIZE], hash[FASTI_HASH_SIZE];
  struct fasti_entry_row row = an_entry("L-3", 1, fasti_entry_first_previous(), hash);
  struct seen seen = SEEN(entry);

  insert_cases(ids, 2);
  IS(CALL(entry_append, &row), FASTI_NOT_FOUND);
  row = an_entry("L-3", 2, fasti_entry_first_previous(), hash);
  IS(CALL(entry_append, &row), FASTI_NOT_FOUND);
  append_entries("L-1", 3, last);
  row = an_entry("L-1", 5, last, hash);
  IS(CALL(entry_append, &row), FASTI_CONFLICT);
  row = an_entry("L-1", 3, last, hash);
  IS(CALL(entry_append, &row), FASTI_CONFLICT);
  row = an_entry("L-1", 4, fasti_entry_first_previous(), hash);
  IS(CALL(entry_append, &row), FASTI_CONFLICT);
  row = an_entry("L-2", 1, last, hash);
  IS(CALL(entry_append, &row), FASTI_CONFLICT);
  row = an_entry("L-1", 4, last, hash);
  row.actor = "li";
  IS(CALL(entry_append, &row), FASTI_INVALID);
  row = an_entry("L-1", 4, last, hash);
  OK(CALL(entry_append, &row));
  OK(CALL(entry_list, "L-1", 1, see_entry, &seen));
  ck_assert_uint_eq(seen.count, 4);
  SAME(entry, seen.rows[3], &row);
  forget(&seen);
  OK(CALL(entry_list, "L-1", 3, see_entry, &seen));
  ck_assert_uint_eq(seen.count, 2);
  ck_assert_int_eq(((struct fasti_entry_row *)seen.rows[0])->sequence, 3);
  forget(&seen);
  seen.most = 2;
  OK(CALL(entry_list, "L-1", 1, see_entry, &seen));
  ck_assert_uint_eq(seen.count, 2);
  forget(&seen);
  OK(CALL(entry_list, "L-2", 1, see_entry, &seen));
  ck_assert_uint_eq(seen.count, 0);
}
END_TEST

START_TEST(entries_are_taken_back_with_their_transaction)
{
  static const char *const ids[] = {"L-1"};
  char last[FASTI_HASH_SIZE];

  insert_cases(ids, 1);
  OK(CALL(begin, true));
  append_entries("L-1", 2, last);
  store->call->rollback(store);
  append_entries("L-1", 1, last);
}
END_TEST

void
contract_cases(TCase *tests)
{
  tcase_add_test(tests, settings_are_put_in_place);
  tcase_add_test(tests, packages_are_listed_and_immutable);
  tcase_add_test(tests, persons_are_put_in_place_and_found);
  tcase_add_test(tests, a_case_is_read_as_it_was_written);
  tcase_add_test(tests, the_second_of_two_updates_is_a_conflict);
  tcase_add_test(tests, cases_are_filtered_by_each_member);
  tcase_add_test(tests, cases_are_found_by_words);
  tcase_add_test(tests, a_search_of_very_many_words_is_a_search);
  tcase_add_test(tests, searches_follow_rollbacks);
  tcase_add_test(tests, the_clock_finds_what_is_due_in_its_order);
  tcase_add_test(tests, entries_follow_each_other_without_gaps);
  tcase_add_test(tests, entries_are_taken_back_with_their_transaction);
}
