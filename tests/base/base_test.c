/* tests/base/base_test.c - the room base: days, instants, buffers, arenas, messages. */
#include "config.h"

#include <string.h>

#include "engine/day.h"
#include "engine/hash.h"
#include "engine/message.h"
#include "tests/tap.h"

static int32_t
day(const char *text)
{
  int32_t read = FASTI_NO_DAY;

  ck_assert_msg(fasti_day_parse(fasti_slice_of(text), &read) == FASTI_OK, "%s", text);
  return read;
}

START_TEST(day_reads_and_writes_every_day_of_four_centuries)
{
  char out[FASTI_DATE_SIZE];
  int weekday = fasti_day_weekday(day("1899-12-31"));

  for (int32_t d = day("1900-01-01"); d <= day("2300-12-31"); d++) {
    weekday = weekday % 7 + 1;
    ck_assert_int_eq(day(fasti_day_format(d, out)), d);
    ck_assert_int_eq(fasti_day_weekday(d), weekday);
  }
}
END_TEST

START_TEST(day_knows_the_epoch_and_weekdays)
{
  ck_assert_int_eq(day("1970-01-01"), 0);
  ck_assert_int_eq(fasti_day_weekday(day("1970-01-01")), 4);
  ck_assert_int_eq(fasti_day_weekday(day("2025-09-28")), 7);
  ck_assert_int_eq(day("0001-01-01"), -719162);
}
END_TEST

START_TEST(day_refuses_dates_that_do_not_exist)
{
  static const char *const wrong[] = {"2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-1-1",
                                      "2026-01-01 ", "20260101", "", "0000-01-01", "-001-01-01", "2026-04-31"};
  int32_t read = 42;

  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    ck_assert_msg(fasti_day_parse(fasti_slice_of(wrong[i]), &read) == FASTI_INVALID, "%s", wrong[i]);
  ck_assert_int_eq(read, 42);
}
END_TEST

START_TEST(instant_keeps_its_zone_and_day)
{
  char out[FASTI_INSTANT_SIZE];
  int64_t instant;

  ck_assert_int_eq(fasti_instant_parse(fasti_slice_of("2025-10-09T23:59:00+08:00"), 0, &instant), FASTI_OK);
  ck_assert_int_eq(fasti_instant_day(instant, 8 * 3600), day("2025-10-09"));
  ck_assert_str_eq(fasti_instant_format(instant, 8 * 3600, out), "2025-10-09T23:59:00+08:00");
  ck_assert_str_eq(fasti_instant_format(instant, 0, out), "2025-10-09T15:59:00Z");
  ck_assert_int_eq(fasti_instant_parse(fasti_slice_of("2025-10-09T24:00"), 8 * 3600, &instant), FASTI_OK);
  ck_assert_str_eq(fasti_instant_format(instant, 8 * 3600, out), "2025-10-10T00:00:00+08:00");
  ck_assert_int_eq(fasti_instant_parse(fasti_slice_of("1969-12-31T23:59:59.250Z"), 0, &instant), FASTI_OK);
  ck_assert_int_eq(fasti_instant_day(instant, 0), -1);
  ck_assert_str_eq(fasti_instant_format(instant, 0, out), "1969-12-31T23:59:59.250Z");
}
END_TEST

START_TEST(instant_refuses_what_is_not_a_time)
{
  static const char *const wrong[] = {"2025-10-09", "2025-10-09T25:00", "2025-10-09T24:00:01", "2025-10-09T10:00+15:00",
                                      "2025-10-09T10:60", "2025-10-09T10:00:00.", "2025-10-09T10:00x"};
  int64_t instant;

  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    ck_assert_msg(fasti_instant_parse(fasti_slice_of(wrong[i]), 0, &instant) == FASTI_INVALID, "%s", wrong[i]);
}
END_TEST

START_TEST(buffer_grows_and_is_taken)
{
  struct fasti_buffer buffer = {0};
  char *text;

  for (int i = 0; i < 1000; i++)
    fasti_buffer_printf(&buffer, "%d,", i % 10);
  ck_assert_uint_eq(buffer.size, 2000);
  text = fasti_buffer_take(&buffer);
  ck_assert_int_eq(strncmp(text, "0,1,2,", 6), 0);
  ck_assert_ptr_null(buffer.at);
  fasti_free(text);
}
END_TEST

static void
count_down(void *item)
{
  int *left = item;

  ck_assert_int_eq(*left % 3, 2);
  *left -= 1;
  *left *= 2;
}

START_TEST(arena_runs_its_clean_ups_and_aligns)
{
  struct fasti_arena *arena = fasti_arena_new();
  int left = 5;

  for (size_t size = 0; size < 40000; size = size * 2 + 1)
    ck_assert_uint_eq((uintptr_t)fasti_arena_alloc(arena, size) % 16, 0);
  ck_assert_str_eq(fasti_arena_printf(arena, "%s-%d", "a", 1), "a-1");
  fasti_arena_tie(arena, count_down, &left);
  fasti_arena_tie(arena, count_down, &left);
  fasti_arena_free(arena);
  ck_assert_int_eq(left, 14);
}
END_TEST

static const char *
in_chinese(void *self, const char *english)
{
  (void)self;
  return strcmp(english, "unknown role %s") == 0 ? "没有角色 %s" : english;
}

START_TEST(messages_are_translated_and_printed)
{
  struct fasti_messages *list = fasti_messages_new(in_chinese, NULL);
  struct fasti_buffer out = {0};

  fasti_error_at(list, (struct fasti_place){"p.scxml", 3, 7}, "unknown role %s", "boss");
  fasti_error_field(list, "verification/c1", "must be %s", "true or false");
  fasti_error_rule(list, "L12/2", "too early");
  fasti_warning_at(list, (struct fasti_place){"p.scxml", 9, 0}, "odd");
  ck_assert_uint_eq(fasti_messages_errors(list), 3);
  fasti_messages_print(list, &out);
  ck_assert_str_eq(out.at, "p.scxml:3:7: error: 没有角色 boss\nverification/c1: must be true or false\n"
                           "too early (L12/2)\np.scxml:9: warning: odd\n");
  fasti_buffer_free(&out);
  fasti_messages_free(list);
}
END_TEST

START_TEST(status_has_a_name_and_codes)
{
  ck_assert_str_eq(fasti_status_name(FASTI_NOT_FOUND), "not-found");
  ck_assert_int_eq(fasti_status_http(FASTI_CONFLICT), 409);
  ck_assert_int_eq(fasti_status_exit(FASTI_OK), 0);
}
END_TEST

START_TEST(hash_knows_the_vectors_of_its_standard)
{
  char out[FASTI_HASH_SIZE];

  ck_assert_str_eq(fasti_hash_name(), "sha256");
  ck_assert_str_eq(fasti_sha256_hex(fasti_slice_of("abc"), out),
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  ck_assert_str_eq(fasti_sha256_hex((struct fasti_slice){0}, out),
                   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("base");
  TCase *tests = tcase_create("base");

  tcase_add_test(tests, day_reads_and_writes_every_day_of_four_centuries);
  tcase_add_test(tests, day_knows_the_epoch_and_weekdays);
  tcase_add_test(tests, day_refuses_dates_that_do_not_exist);
  tcase_add_test(tests, instant_keeps_its_zone_and_day);
  tcase_add_test(tests, instant_refuses_what_is_not_a_time);
  tcase_add_test(tests, buffer_grows_and_is_taken);
  tcase_add_test(tests, arena_runs_its_clean_ups_and_aligns);
  tcase_add_test(tests, messages_are_translated_and_printed);
  tcase_add_test(tests, status_has_a_name_and_codes);
  tcase_add_test(tests, hash_knows_the_vectors_of_its_standard);
  suite_add_tcase(suite, tests);
  return tap_run(suite);
}
