/* tests/calendar/mutation_test.c - thousands of broken calendar files: each is read whole or refused with a message.
 *
 * The changes are random but always the same; run it with --enable-sanitizers to see what only they see.
 */
#include "config.h"

#include <string.h>

#include "engine/memory.h"
#include "tests/calendar/support.h"

enum { ROUNDS = 4000, CHANGES = 6 };

static uint32_t seed;

static uint32_t
pick(size_t limit)
{
  seed = seed * 1664525u + 1013904223u;
  return (uint32_t)((seed >> 8) % limit);
}

/* What a file of dates breaks on. */
static const char *const tokens[] = {
  "BEGIN:VEVENT\r\n",
  "END:VEVENT\r\n",
  "BEGIN:VCALENDAR\r\n",
  "END:VCALENDAR\r\n",
  "\r\n",
  "\n ",
  ":",
  ";",
  "\"",
  ",",
  "\\",
  "\xe6",
  "\x80",
  "DTSTART;VALUE=DATE:",
  "DTEND;VALUE=DATE:20269999\r\n",
  "DURATION:P9999999999W\r\n",
  "DURATION:PT1S\r\n",
  "DURATION:P3D\r\n",
  "SUMMARY:\r\n",
  "SUMMARY;X=\"a:b\":c\r\n",
  "CATEGORIES:,,,\r\n",
  "CATEGORIES:WORKDAY\r\n",
  "X-FASTI-YEARS:0000,9999\r\n",
  "X-FASTI-YEARS:2024,\r\n",
  "STATUS:CANCELLED\r\n",
  "99999999",
  "00000000",
  "20260229",
  "VALUE=DATE-TIME",
  "T000000Z",
  "RRULE:FREQ=SECONDLY\r\n",
  "TZID=Europe/Berlin",
  "X-LIC-ERROR:x\r\n",
};

static void
cut(struct fasti_buffer *text, size_t at, size_t size)
{
  size = size > text->size - at ? text->size - at : size;
  memmove(text->at + at, text->at + at + size, text->size - at - size);
  text->size -= size;
}

static void
insert(struct fasti_buffer *text, size_t at, const char *bytes, size_t size)
{
  fasti_buffer_add(text, bytes, size);
  memmove(text->at + at + size, text->at + at, text->size - size - at);
  memcpy(text->at + at, bytes, size);
}

static void
change(struct fasti_buffer *text)
{
  size_t at = pick(text->size);
  const char *token = tokens[pick(sizeof tokens / sizeof *tokens)];

  switch (pick(5)) {
  case 0:
    text->at[at] = (char)pick(256);
    break;
  case 1:
    cut(text, at, 1 + pick(40));
    break;
  case 2:
    insert(text, at, token, strlen(token));
    break;
  case 3:
    text->at[at] ^= (char)(1 << pick(8));
    break;
  default:
    for (; at && text->at[at - 1] != '\n'; at--)
      ;
    insert(text, at, token, strlen(token));
  }
}

/* Refused with a message and unchanged, or read and consistent. */
static bool
read_broken(struct fasti_slice bytes)
{
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_calendar *calendar = fasti_calendar_new();
  enum fasti_status status = fasti_calendar_read(calendar, "broken.ics", bytes, messages);
  int count = fasti_calendar_workdays(calendar, day("2026-01-01"), day("2026-12-31"));

  ck_assert_int_eq(status == FASTI_OK, fasti_messages_errors(messages) == 0);
  if (status != FASTI_OK) {
    ck_assert_int_eq(count, 260);
    for (size_t i = 0; i < fasti_messages_count(messages); i++)
      ck_assert_int_ge(fasti_messages_at(messages, i)->place.line, i == 100 ? 0 : 1);
  } else {
    ck_assert_int_eq(fasti_calendar_add_workdays(calendar, day("2026-01-01"), count) <= day("2026-12-31"), 1);
  }
  fasti_calendar_free(calendar);
  fasti_messages_free(messages);
  return status == FASTI_OK;
}

START_TEST(broken_files_are_refused_or_read_whole)
{
  char *path = source_path("processes/calendar/cn-2026.ics");
  size_t size;
  char *original = content(path, &size);
  struct fasti_buffer text = {0};
  int good = 0;

  seed = 5545;
  ck_assert(read_broken((struct fasti_slice){original, size}));
  for (int round = 0; round < ROUNDS; round++) {
    fasti_buffer_clear(&text);
    fasti_buffer_add(&text, original, size);
    for (uint32_t left = 1 + pick(CHANGES); left && text.size; left--)
      change(&text);
    good += read_broken(fasti_buffer_slice(&text));
  }
  ck_assert_int_gt(good, ROUNDS / 20); /* else the changes test nothing but the first refusal */
  ck_assert_int_lt(good, ROUNDS / 2);
  fasti_buffer_free(&text);
  fasti_free(original);
  fasti_free(path);
}
END_TEST

START_TEST(every_beginning_of_a_file_is_refused)
{
  char *path = source_path("processes/calendar/cn-2025.ics");
  size_t size;
  char *original = content(path, &size);

  for (size_t part = 0; part + sizeof "\r\n" - 1 < size; part += 1 + part % 7)
    ck_assert(!read_broken((struct fasti_slice){original, part}));
  fasti_free(original);
  fasti_free(path);
}
END_TEST

TCase *
mutation_tests(void)
{
  TCase *tests = tcase_create("mutation");

  tcase_add_test(tests, broken_files_are_refused_or_read_whole);
  tcase_add_test(tests, every_beginning_of_a_file_is_refused);
  return tests;
}
