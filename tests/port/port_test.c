/* tests/port/port_test.c - the room port: what is found by which words, lists, rows as data, the chain of a journal. */
#include "config.h"

#include <string.h>

#include "engine/row.h"
#include "engine/search.h"
#include "tests/tap.h"

static bool
found(const char *text, const char *query)
{
  return fasti_search_found(fasti_slice_of(text), fasti_slice_of(query));
}

START_TEST(search_finds_chinese_words_of_any_length)
{
  const char *text = "鹿泉区国土资源局：张三非法占用土地案（耕地2.5亩）";

  ck_assert(found(text, "土地"));
  ck_assert(found(text, "占"));
  ck_assert(found(text, "非法占用土地案"));
  ck_assert(!found(text, "地土"));
  ck_assert(!found(text, "土资地"));
  ck_assert(found(text, "土地 张三"));
  ck_assert(found(text, "张三　耕地"));
  ck_assert(!found(text, "张三 李四"));
}
END_TEST

START_TEST(search_folds_letters_and_takes_beginnings)
{
  const char *text = "L-2025-00017 Huaxia Mining Ｃｏ．１２ ÉCOLE";

  ck_assert(found(text, "l-2025-00017"));
  ck_assert(found(text, "L-2025"));
  ck_assert(found(text, "hua min"));
  ck_assert(!found(text, "uaxia"));
  ck_assert(!found(text, "huaxia-co"));
  ck_assert(found(text, "co.12"));
  ck_assert(found(text, "ＭＩＮＩＮＧ"));
  ck_assert(found(text, "école"));
  ck_assert(!found(text, "2025-0001-7"));
}
END_TEST

START_TEST(search_has_no_operators)
{
  ck_assert(found("a or b", "\"a\" * OR"));
  ck_assert(!found("a b", "a OR b"));
  ck_assert(found("a", "((( \" ^ * "));
  ck_assert(found("anything", ""));
  ck_assert(!found("near", "NEAR(土 地)"));
  ck_assert(!found("\xff\xfe土\xe5\x9c", "地"));
  ck_assert(found("\xff\xfe土\xe5\x9c", "土"));
}
END_TEST

START_TEST(search_cuts_long_runs_the_same_in_text_and_query)
{
  char text[201], query[101];

  memset(text, 'x', 200);
  memset(query, 'x', 100);
  text[200] = query[100] = '\0';
  ck_assert(found(text, query));
  query[99] = 'y';
  ck_assert(!found(text, query));
}
END_TEST

START_TEST(lists_are_of_whole_ids)
{
  ck_assert(fasti_list_has("leader officer-1", "officer-1"));
  ck_assert(!fasti_list_has("leader officer-1", "officer"));
  ck_assert(!fasti_list_has("leader", ""));
  ck_assert(!fasti_list_has("", "leader"));
  ck_assert(fasti_list_meets("a b c", "x c"));
  ck_assert(!fasti_list_meets("a b c", "ab bc"));
  ck_assert(!fasti_list_meets("", ""));
}
END_TEST

START_TEST(row_copies_and_compares)
{
  struct fasti_task_row row = {.case_id = "L-1", .number = 7, .title = "核查", .due = FASTI_NO_DAY}, *copy;

  copy = fasti_row_copy(&fasti_task_shape, &row);
  ck_assert_int_eq(fasti_row_compare(&fasti_task_shape, fasti_task_shape.count, &row, copy), 0);
  ck_assert_ptr_ne(copy->title, row.title);
  ck_assert_str_eq(copy->form, "");
  copy->due = 20000;
  ck_assert_int_gt(fasti_row_compare(&fasti_task_shape, fasti_task_shape.count, &row, copy), 0);
  ck_assert_int_eq(fasti_row_compare(&fasti_task_shape, fasti_task_shape.keys, &row, copy), 0);
  fasti_free(copy);
}
END_TEST

START_TEST(row_canonical_tells_all_members_apart)
{
  struct fasti_setting_row a = {"ab", "c"}, b = {"a", "bc"};
  struct fasti_buffer x = {0}, y = {0};

  fasti_row_canonical(&fasti_setting_shape, 2, &a, &x);
  fasti_row_canonical(&fasti_setting_shape, 2, &b, &y);
  ck_assert_uint_eq(x.size, 19);
  ck_assert_int_eq(memcmp(x.at, "\0\0\0\0\0\0\0\2ab\0\0\0\0\0\0\0\1c", 19), 0);
  ck_assert_uint_eq(y.size, 19);
  ck_assert_int_ne(memcmp(x.at, y.at, 19), 0);
  fasti_buffer_free(&x);
  fasti_buffer_free(&y);
}
END_TEST

static struct fasti_entry_row
sample_entry(void)
{
  return (struct fasti_entry_row){.case_id = "L-2025-00001", .sequence = 1, .at = 1759104000000, .actor = "officer-1",
                                  .kind = "open", .body = {"<open/>", 7}, .hash_name = "sha256",
                                  .previous = fasti_entry_first_previous()};
}

START_TEST(entry_hash_covers_every_member)
{
  struct fasti_entry_row row = sample_entry(), other;
  char hash[FASTI_HASH_SIZE], changed[FASTI_HASH_SIZE];

  ck_assert_str_eq(fasti_entry_hash(&row, hash), "676398472460197bdfbec5bfbdc4ae975466da949bac7fbe10a25d6c6d8f66ed");
#define DIFFERS(member, value)                                      \
  other = row;                                                      \
  other.member = (value);                                           \
  ck_assert_str_ne(fasti_entry_hash(&other, changed), hash);
  DIFFERS(case_id, "L-2025-00002")
  DIFFERS(sequence, 2)
  DIFFERS(at, 1759104000001)
  DIFFERS(actor, "officer-2")
  DIFFERS(kind, "opened")
  DIFFERS(body, fasti_slice_of("<open />"))
  DIFFERS(hash_name, "sha-256")
  DIFFERS(previous, "1")
}
END_TEST

START_TEST(entry_goes_behind_one_only)
{
  struct fasti_entry_row row = sample_entry();
  char hash[FASTI_HASH_SIZE], first[FASTI_HASH_SIZE];

  row.hash = fasti_entry_hash(&row, first);
  ck_assert_int_eq(fasti_entry_follows(&row, 0, NULL), FASTI_OK);
  ck_assert_int_eq(fasti_entry_follows(&row, 1, first), FASTI_CONFLICT);
  row.sequence = 2;
  row.previous = first;
  ck_assert_int_eq(fasti_entry_follows(&row, 1, first), FASTI_CORRUPT);
  row.hash = fasti_entry_hash(&row, hash);
  ck_assert_int_eq(fasti_entry_follows(&row, 1, first), FASTI_OK);
  ck_assert_int_eq(fasti_entry_follows(&row, 1, hash), FASTI_CONFLICT);
  row.hash_name = "md5";
  ck_assert_int_eq(fasti_entry_follows(&row, 1, first), FASTI_CORRUPT);
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("port");
  TCase *tests = tcase_create("port");

  tcase_add_test(tests, search_finds_chinese_words_of_any_length);
  tcase_add_test(tests, search_folds_letters_and_takes_beginnings);
  tcase_add_test(tests, search_has_no_operators);
  tcase_add_test(tests, search_cuts_long_runs_the_same_in_text_and_query);
  tcase_add_test(tests, lists_are_of_whole_ids);
  tcase_add_test(tests, row_copies_and_compares);
  tcase_add_test(tests, row_canonical_tells_all_members_apart);
  tcase_add_test(tests, entry_hash_covers_every_member);
  tcase_add_test(tests, entry_goes_behind_one_only);
  suite_add_tcase(suite, tests);
  return tap_run(suite);
}
