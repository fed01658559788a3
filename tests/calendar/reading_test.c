/* tests/calendar/reading_test.c - iCalendar files, good and bad: what is read, and what people are told. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/memory.h"
#include "tests/calendar/support.h"

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-FASTI-YEARS:2027\r\n"
#define TAIL "END:VCALENDAR\r\n"
#define EVENT(lines) "BEGIN:VEVENT\r\n" lines "END:VEVENT\r\n"
#define NEW_YEAR EVENT("DTSTART;VALUE=DATE:20270101\r\nSUMMARY:元旦\r\nCATEGORIES:HOLIDAY\r\n")

/* Read one file into an empty calendar: 2027 stays unpublished when it is refused. Compare what is told. */
static void
assert_told_of(struct fasti_slice bytes, enum fasti_status expected, const char *told)
{
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_calendar *calendar = fasti_calendar_new();
  struct fasti_buffer out = {0};

  ck_assert_int_eq(fasti_calendar_read(calendar, "cn.ics", bytes, messages), expected);
  fasti_messages_print(messages, &out);
  ck_assert_str_eq(out.at ? out.at : "", told);
  if (expected != FASTI_OK) {
    ck_assert(!fasti_calendar_is_published(calendar, day("2027-06-01")));
    for (int32_t d = day("2026-12-01"); d <= day("2028-01-31"); d++)
      ck_assert_ptr_null(fasti_calendar_day_name(calendar, d));
  }
  fasti_buffer_free(&out);
  fasti_calendar_free(calendar);
  fasti_messages_free(messages);
}

static void
assert_told(const char *text, const char *told)
{
  assert_told_of(fasti_slice_of(text), *told ? FASTI_DEFINITION : FASTI_OK, told);
}

/* A file with one event whose lines are given; its BEGIN:VEVENT is on line 4. */
#define assert_event_told(lines, told) assert_told(HEAD EVENT(lines) TAIL, told)

START_TEST(events_become_days)
{
  struct fasti_calendar *calendar = fasti_calendar_new();

  read_good(calendar, "cn-2027.ics",
            HEAD EVENT("DTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20270104\r\nSUMMARY:元旦\r\n"
                       "CATEGORIES:公休,HOLIDAY\r\n")
              EVENT("UID:1\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:20270206\r\nSUMMARY;LANGUAGE=zh-CN:补\\, "
                    "班\r\nCATEGORIES:workday\r\nBEGIN:VALARM\r\nSUMMARY:x\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\n")
                EVENT("DTSTART;VALUE=DATE:20271001\r\nDURATION:P1W\r\nSUMMARY:国\r\n 庆节\r\nCATEGORIES:HOLIDAY\r\n")
                  EVENT("DTSTART;VALUE=DATE:20271101\r\nSTATUS:CANCELLED\r\nSUMMARY:x\r\nCATEGORIES:HOLIDAY\r\n") TAIL);
  ck_assert_int_eq(fasti_calendar_kind(calendar, day("2027-01-01")), FASTI_HOLIDAY);
  ck_assert_int_eq(fasti_calendar_kind(calendar, day("2027-01-03")), FASTI_HOLIDAY);
  ck_assert_int_eq(fasti_calendar_kind(calendar, day("2027-01-04")), FASTI_WORKDAY);
  ck_assert_str_eq(fasti_calendar_day_name(calendar, day("2027-01-02")), "元旦");
  ck_assert_int_eq(fasti_calendar_kind(calendar, day("2027-02-06")), FASTI_MAKEUP_WORKDAY);
  ck_assert_str_eq(fasti_calendar_day_name(calendar, day("2027-02-06")), "补, 班");
  ck_assert_str_eq(fasti_calendar_day_name(calendar, day("2027-10-07")), "国庆节");
  ck_assert_int_eq(fasti_calendar_kind(calendar, day("2027-10-08")), FASTI_WORKDAY);
  ck_assert_int_eq(fasti_calendar_kind(calendar, day("2027-11-01")), FASTI_WORKDAY);
  ck_assert(fasti_calendar_is_published(calendar, day("2027-12-31")));
  ck_assert(!fasti_calendar_is_published(calendar, day("2028-01-01")));
  fasti_calendar_free(calendar);
}
END_TEST

START_TEST(line_ends_and_marks_of_other_programs_are_fine)
{
  assert_told("\xef\xbb\xbf"
              "BEGIN:VCALENDAR\nVERSION:2.0\nX-FASTI-YEARS: 2026 , 2027\n\nbegin:vevent\n"
              "dtstart;value=date:20270101\nsummary:a\ncategories:Holiday\nend:vevent\nEND:VCALENDAR",
              "");
  assert_told("BEGIN:VCALENDAR\r\nX-FASTI-YEARS:2026\r\nEND:VCALENDAR\r\n\r\nBEGIN:VCALENDAR\r\nX-FASTI-YEARS:2027\r\n"
              "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000Z\r\nEND:STANDARD\r\n"
              "END:VTIMEZONE\r\n" NEW_YEAR TAIL,
              "");
}
END_TEST

START_TEST(overlapping_holidays_are_named_by_the_later_event)
{
  struct fasti_calendar *calendar = fasti_calendar_new();

  read_good(calendar, "cn.ics",
            HEAD EVENT("DTSTART;VALUE=DATE:20271001\r\nDTEND;VALUE=DATE:20271008\r\nSUMMARY:国庆节\r\n"
                       "CATEGORIES:HOLIDAY\r\n")
              EVENT("DTSTART;VALUE=DATE:20271003\r\nSUMMARY:中秋节\r\nCATEGORIES:HOLIDAY\r\n") TAIL);
  ck_assert_str_eq(fasti_calendar_day_name(calendar, day("2027-10-02")), "国庆节");
  ck_assert_str_eq(fasti_calendar_day_name(calendar, day("2027-10-03")), "中秋节");
  ck_assert_str_eq(fasti_calendar_day_name(calendar, day("2027-10-04")), "国庆节");
  ck_assert_int_eq(fasti_calendar_workdays(calendar, day("2027-09-30"), day("2027-10-08")), 1);
  fasti_calendar_free(calendar);
}
END_TEST

START_TEST(a_year_read_again_is_replaced_and_others_stay)
{
  struct fasti_calendar *calendar = shipped();

  ck_assert_int_eq(fasti_calendar_kind(calendar, day("2026-10-08")), FASTI_WORKDAY);
  read_good(calendar, "cn-2026-corrected.ics",
            "BEGIN:VCALENDAR\r\nX-FASTI-YEARS:2026\r\n" EVENT(
              "DTSTART;VALUE=DATE:20261001\r\nDTEND;VALUE=DATE:20261009\r\nSUMMARY:国庆节\r\nCATEGORIES:HOLIDAY\r\n")
              TAIL);
  ck_assert_int_eq(fasti_calendar_kind(calendar, day("2026-10-08")), FASTI_HOLIDAY);
  ck_assert_int_eq(fasti_calendar_kind(calendar, day("2026-10-10")), FASTI_WEEKEND);
  ck_assert_int_eq(fasti_calendar_kind(calendar, day("2026-01-01")), FASTI_WORKDAY);
  ck_assert_int_eq(fasti_calendar_kind(calendar, day("2025-10-08")), FASTI_HOLIDAY);
  ck_assert_int_eq(fasti_calendar_workdays(calendar, day("2024-12-31"), day("2025-12-31")), 248);
  fasti_calendar_free(calendar);
}
END_TEST

START_TEST(several_years_are_replaced_at_once)
{
  struct fasti_calendar *calendar = shipped();

  read_good(calendar, "cn.ics",
            "BEGIN:VCALENDAR\r\nX-FASTI-YEARS:2028,2026,2024\r\n" EVENT(
              "DTSTART;VALUE=DATE:20280103\r\nSUMMARY:元旦\r\nCATEGORIES:HOLIDAY\r\n") TAIL);
  ck_assert_int_eq(fasti_calendar_kind(calendar, day("2024-10-01")), FASTI_WORKDAY);
  ck_assert_int_eq(fasti_calendar_kind(calendar, day("2025-10-01")), FASTI_HOLIDAY);
  ck_assert_int_eq(fasti_calendar_kind(calendar, day("2026-10-01")), FASTI_WORKDAY);
  ck_assert_int_eq(fasti_calendar_kind(calendar, day("2028-01-03")), FASTI_HOLIDAY);
  for (int year = 2024; year <= 2028; year++)
    ck_assert_int_eq(fasti_calendar_is_published(calendar, fasti_day_of((struct fasti_date){year, 6, 1})),
                     year != 2027);
  fasti_calendar_free(calendar);
}
END_TEST

START_TEST(an_empty_year_is_published)
{
  struct fasti_calendar *calendar = fasti_calendar_new();

  read_good(calendar, "cn.ics", HEAD TAIL);
  ck_assert(fasti_calendar_is_published(calendar, day("2027-05-05")));
  ck_assert_int_eq(fasti_calendar_kind(calendar, day("2027-05-05")), FASTI_WORKDAY);
  fasti_calendar_free(calendar);
}
END_TEST

START_TEST(bad_dates)
{
  assert_event_told("DTSTART;VALUE=DATE:20270230\r\nSUMMARY:a\r\nCATEGORIES:HOLIDAY\r\n",
                    "cn.ics:5: error: DTSTART: the date 20270230 does not exist\n");
  assert_event_told("DTSTART;VALUE=DATE:20271301\r\nSUMMARY:a\r\nCATEGORIES:HOLIDAY\r\n",
                    "cn.ics:5: error: DTSTART: the date 20271301 does not exist\n");
  assert_event_told("DTSTART;VALUE=DATE:20270000\r\nSUMMARY:a\r\nCATEGORIES:HOLIDAY\r\n",
                    "cn.ics:5: error: DTSTART: the date 20270000 does not exist\n");
  assert_event_told("DTSTART;VALUE=DATE:20270228\r\nDTEND;VALUE=DATE:20270229\r\nSUMMARY:a\r\nCATEGORIES:HOLIDAY\r\n",
                    "cn.ics:6: error: DTEND: the date 20270229 does not exist\n");
  assert_event_told("DTSTART:20270101T000000Z\r\nSUMMARY:a\r\nCATEGORIES:HOLIDAY\r\n",
                    "cn.ics:5: error: DTSTART is not a whole day; expected DTSTART;VALUE=DATE:YYYYMMDD\n");
  assert_event_told("DTSTART:20270101\r\nSUMMARY:a\r\nCATEGORIES:HOLIDAY\r\n",
                    "cn.ics:5: error: DTSTART is not a whole day; expected DTSTART;VALUE=DATE:YYYYMMDD\n");
  assert_event_told("DTSTART;VALUE=DATE:2027-01-01\r\nSUMMARY:a\r\nCATEGORIES:HOLIDAY\r\n",
                    "cn.ics:5: error: DTSTART is not a whole day; expected DTSTART;VALUE=DATE:YYYYMMDD\n");
  assert_event_told("DTSTART;VALUE=DATE:20270105\r\nDTEND;VALUE=DATE:20270105\r\nSUMMARY:a\r\nCATEGORIES:HOLIDAY\r\n",
                    "cn.ics:4: error: DTEND must be after DTSTART: it is the day after the last one\n");
  assert_event_told("DTSTART;VALUE=DATE:20270105\r\nDTSTART;VALUE=DATE:20270106\r\nSUMMARY:a\r\nCATEGORIES:HOLIDAY\r\n",
                    "cn.ics:6: error: DTSTART is given twice in this event\n");
  assert_event_told("DTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20280103\r\nSUMMARY:a\r\nCATEGORIES:HOLIDAY\r\n",
                    "cn.ics:4: error: this event is longer than a year\n");
  assert_event_told(
    "DTSTART;VALUE=DATE:20270101\r\nDURATION:PT5H\r\nSUMMARY:a\r\nCATEGORIES:HOLIDAY\r\n",
    "cn.ics:6: error: DURATION is not a number of whole days within a year; expected for example P3D\n");
  assert_event_told(
    "DTSTART;VALUE=DATE:20270101\r\nDURATION:-P1D\r\nSUMMARY:a\r\nCATEGORIES:HOLIDAY\r\n",
    "cn.ics:6: error: DURATION is not a number of whole days within a year; expected for example P3D\n");
  assert_event_told("DTSTART;VALUE=DATE:20270101\r\nDURATION:three\r\nSUMMARY:a\r\nCATEGORIES:HOLIDAY\r\n",
                    "cn.ics:6: error: DURATION is empty or not well-formed (RFC 5545)\n");
  assert_event_told("DTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20270102\r\nDURATION:P1D\r\nSUMMARY:a\r\n"
                    "CATEGORIES:HOLIDAY\r\n",
                    "cn.ics:4: error: this event has both DTEND and DURATION\n");
}
END_TEST

START_TEST(bad_events)
{
  assert_event_told("SUMMARY:a\r\nCATEGORIES:HOLIDAY\r\n", "cn.ics:4: error: this event has no DTSTART\n");
  assert_event_told("DTSTART;VALUE=DATE:20270101\r\nCATEGORIES:HOLIDAY\r\n",
                    "cn.ics:4: error: this event has no SUMMARY; expected the name of the holiday\n");
  assert_event_told("DTSTART;VALUE=DATE:20270101\r\nSUMMARY:\r\nCATEGORIES:HOLIDAY\r\n",
                    "cn.ics:6: error: SUMMARY is empty or not well-formed (RFC 5545)\n");
  assert_event_told(
    "DTSTART;VALUE=DATE:20270101\r\nSUMMARY:a\\nb\r\nCATEGORIES:HOLIDAY\r\n",
    "cn.ics:6: error: SUMMARY is not the name of a holiday: it has several lines or more than 200 bytes\n");
  assert_event_told("DTSTART;VALUE=DATE:20270101\r\nSUMMARY:a\r\nSUMMARY:b\r\nCATEGORIES:HOLIDAY\r\n",
                    "cn.ics:7: error: SUMMARY is given twice in this event\n");
  assert_event_told(
    "DTSTART;VALUE=DATE:20270101\r\nSUMMARY:a\r\n",
    "cn.ics:4: error: expected exactly one of CATEGORIES:HOLIDAY and CATEGORIES:WORKDAY in this event\n");
  assert_event_told(
    "DTSTART;VALUE=DATE:20270101\r\nSUMMARY:a\r\nCATEGORIES:HOLIDAY,WORKDAY\r\n",
    "cn.ics:4: error: expected exactly one of CATEGORIES:HOLIDAY and CATEGORIES:WORKDAY in this event\n");
  assert_event_told(
    "DTSTART;VALUE=DATE:20270101\r\nSUMMARY:a\r\nCATEGORIES:Feiertag\r\n",
    "cn.ics:4: error: expected exactly one of CATEGORIES:HOLIDAY and CATEGORIES:WORKDAY in this event\n");
  assert_event_told("DTSTART;VALUE=DATE:20270101\r\nSUMMARY:a\r\nCATEGORIES:HOLIDAY\r\nRRULE:FREQ=YEARLY\r\n",
                    "cn.ics:8: error: RRULE: recurring events are not read; write an event for every holiday\n");
}
END_TEST

START_TEST(days_that_contradict)
{
  assert_told(HEAD NEW_YEAR EVENT(
                "DTSTART;VALUE=DATE:20270102\r\nDTEND;VALUE=DATE:20270103\r\nSUMMARY:a\r\nCATEGORIES:WORKDAY\r\n")
                EVENT("DTSTART;VALUE=DATE:20270102\r\nSUMMARY:b\r\nCATEGORIES:HOLIDAY\r\n") TAIL,
              "cn.ics:15: error: 2027-01-02 is both a holiday and a working day; the other event is on line 9\n");
  assert_event_told("DTSTART;VALUE=DATE:20270104\r\nSUMMARY:a\r\nCATEGORIES:WORKDAY\r\n",
                    "cn.ics:4: error: 2027-01-04 is no weekend: only a Saturday or Sunday can be a make-up working "
                    "day\n");
  assert_event_told("DTSTART;VALUE=DATE:20270108\r\nSUMMARY:a\r\nCATEGORIES:WORKDAY\r\n",
                    "cn.ics:4: error: 2027-01-08 is no weekend: only a Saturday or Sunday can be a make-up working "
                    "day\n");
  assert_event_told("DTSTART;VALUE=DATE:20271231\r\nDTEND;VALUE=DATE:20280103\r\nSUMMARY:a\r\nCATEGORIES:HOLIDAY\r\n",
                    "cn.ics:4: error: 2028-01-01 is in a year that this file does not publish; list the year in "
                    "X-FASTI-YEARS\n"
                    "cn.ics:4: error: 2028-01-02 is in a year that this file does not publish; list the year in "
                    "X-FASTI-YEARS\n");
}
END_TEST

START_TEST(bad_years)
{
  assert_told("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" NEW_YEAR TAIL,
              "cn.ics:3: error: the calendar does not say which years it publishes; expected X-FASTI-YEARS before the "
              "events\n");
  assert_told("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
              "cn.ics:1: error: the calendar does not say which years it publishes; expected X-FASTI-YEARS\n");
  assert_told("BEGIN:VCALENDAR\r\nX-FASTI-YEARS:27\r\n" NEW_YEAR TAIL,
              "cn.ics:2: error: X-FASTI-YEARS is not a list of years; expected for example X-FASTI-YEARS:2025,2026\n");
  assert_told("BEGIN:VCALENDAR\r\nX-FASTI-YEARS:2026-2027\r\n" NEW_YEAR TAIL,
              "cn.ics:2: error: X-FASTI-YEARS is not a list of years; expected for example X-FASTI-YEARS:2025,2026\n");
  assert_told("BEGIN:VCALENDAR\r\nX-FASTI-YEARS;VALUE=DATE-TIME:20270101T000000Z\r\n" NEW_YEAR TAIL,
              "cn.ics:2: error: X-FASTI-YEARS is not a list of years; expected for example X-FASTI-YEARS:2025,2026\n");
  assert_told("BEGIN:VCALENDAR\r\nX-FASTI-YEARS;2027\r\n" NEW_YEAR TAIL,
              "cn.ics:2: error: X-FASTI-YEARS is not a list of years; expected for example X-FASTI-YEARS:2025,2026\n");
  assert_told("BEGIN:VCALENDAR\r\nX-FASTI-YEARS:2027,2026,2027\r\n" NEW_YEAR TAIL,
              "cn.ics:2: error: the year 2027 is published twice in this file\n");
}
END_TEST

START_TEST(files_that_are_no_calendar)
{
  assert_told("", "cn.ics:1: error: this is no iCalendar (RFC 5545); expected BEGIN:VCALENDAR\n");
  assert_told("<html>\n<body>\n", "cn.ics:1: error: this is no iCalendar (RFC 5545); expected BEGIN:VCALENDAR\n");
  assert_told("BEGIN:VEVENT\r\nEND:VEVENT\r\n",
              "cn.ics:1: error: this is no iCalendar (RFC 5545); expected BEGIN:VCALENDAR\n");
  assert_told(HEAD NEW_YEAR TAIL "rubbish\r\nmore\r\n",
              "cn.ics:10: error: this is no iCalendar (RFC 5545); expected BEGIN:VCALENDAR\n");
  assert_told("BEGIN:VCALENDAR\r\nVERSION:1.0\r\nX-FASTI-YEARS:2027\r\n" TAIL,
              "cn.ics:2: error: this is not iCalendar 2.0 (RFC 5545); expected VERSION:2.0\n");
  assert_told(HEAD "BEGIN:VEVENT\r\n", "cn.ics:4: error: this BEGIN:VEVENT has no END\n");
  assert_told(HEAD "END:VEVENT\r\n" TAIL, "cn.ics:4: error: END:VEVENT has no BEGIN here\n");
  assert_told(HEAD "no value\r\n" TAIL, "cn.ics:4: error: this is no iCalendar line; expected NAME:VALUE\n");
}
END_TEST

START_TEST(bytes_that_are_no_text)
{
  static const char with_nul[] = HEAD "COMMENT:a\0b\r\n" TAIL;

  assert_told(HEAD "COMMENT:\xff\r\n" TAIL, "cn.ics:4: error: this line has control characters or is not UTF-8\n");
  assert_told(HEAD "COMMENT:a\x1b[1m\r\n" TAIL, "cn.ics:4: error: this line has control characters or is not UTF-8\n");
  assert_told_of((struct fasti_slice){with_nul, sizeof with_nul - 1}, FASTI_DEFINITION,
                 "cn.ics:4: error: this line has control characters or is not UTF-8\n");
}
END_TEST

START_TEST(all_errors_come_in_one_run)
{
  assert_told(HEAD EVENT("DTSTART;VALUE=DATE:20270230\r\nSUMMARY:a\r\nCATEGORIES:HOLIDAY\r\n")
                EVENT("DTSTART;VALUE=DATE:20270104\r\nSUMMARY:a\r\nCATEGORIES:WORKDAY\r\n") EVENT("SUMMARY:a\r\n") TAIL,
              "cn.ics:5: error: DTSTART: the date 20270230 does not exist\n"
              "cn.ics:9: error: 2027-01-04 is no weekend: only a Saturday or Sunday can be a make-up working day\n"
              "cn.ics:14: error: this event has no DTSTART\n");
}
END_TEST

/* One that is wrong already is not looked at further. */
START_TEST(an_error_brings_no_others)
{
  assert_event_told("DTSTART;VALUE=DATE:20280104\r\nSUMMARY:a\r\nSUMMARY:b\r\nCATEGORIES:WORKDAY\r\n",
                    "cn.ics:7: error: SUMMARY is given twice in this event\n");
  assert_event_told("RRULE:FREQ=DAILY\r\n",
                    "cn.ics:5: error: RRULE: recurring events are not read; write an event for every holiday\n");
  assert_event_told("DTSTART;VALUE=DATE:20270230\r\n", "cn.ics:5: error: DTSTART: the date 20270230 does not exist\n");
  assert_event_told("COMMENT:\x01\r\n", "cn.ics:5: error: this line has control characters or is not UTF-8\n");
  assert_event_told("nothing\r\n", "cn.ics:5: error: this is no iCalendar line; expected NAME:VALUE\n");
}
END_TEST

START_TEST(names_have_200_bytes_at_most)
{
  char text[512];
  const char *told =
    "cn.ics:6: error: SUMMARY is not the name of a holiday: it has several lines or more than 200 bytes\n";

  for (int size = 200; size <= 201; size++) {
    snprintf(text, sizeof text,
             HEAD EVENT("DTSTART;VALUE=DATE:20270101\r\nSUMMARY:%0*d\r\nCATEGORIES:HOLIDAY\r\n") TAIL, size, 0);
    assert_told(text, size > 200 ? told : "");
  }
}
END_TEST

START_TEST(limits_are_kept)
{
  struct fasti_buffer text = {0};
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_calendar *calendar = fasti_calendar_new();

  fasti_buffer_puts(&text, HEAD);
  for (int i = 0; i < 200; i++)
    fasti_buffer_puts(&text, "END:X\r\n");
  ck_assert_int_eq(fasti_calendar_read(calendar, "cn.ics", fasti_buffer_slice(&text), messages), FASTI_DEFINITION);
  ck_assert_uint_eq(fasti_messages_errors(messages), 101);
  ck_assert_str_eq(fasti_messages_at(messages, 100)->text, "too many errors; the first 100 are shown");
  while (text.size <= FASTI_CALENDAR_SIZE)
    fasti_buffer_puts(&text, "COMMENT:x\r\n");
  assert_told_of(fasti_buffer_slice(&text), FASTI_LIMIT, "cn.ics: error: the calendar is larger than 1048576 bytes\n");
  ck_assert_int_eq(fasti_calendar_read(calendar, "cn.ics", fasti_slice_of("x"), NULL), FASTI_DEFINITION);
  fasti_buffer_free(&text);
  fasti_calendar_free(calendar);
  fasti_messages_free(messages);
}
END_TEST

/* A file full of long events is refused before it fills the memory. */
START_TEST(a_flood_of_events_is_refused)
{
  struct fasti_buffer text = {0};
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_calendar *calendar = fasti_calendar_new();

  fasti_buffer_puts(&text, HEAD);
  while (text.size < 20000)
    fasti_buffer_puts(&text,
                      EVENT("DTSTART;VALUE=DATE:20270101\r\nDURATION:P365D\r\nSUMMARY:a\r\nCATEGORIES:HOLIDAY\r\n"));
  fasti_buffer_puts(&text, TAIL);
  ck_assert_int_eq(fasti_calendar_read(calendar, "cn.ics", fasti_buffer_slice(&text), messages), FASTI_DEFINITION);
  ck_assert_str_eq(fasti_messages_at(messages, 0)->text, "the events of this file have more than 36600 days");
  ck_assert(!fasti_calendar_is_published(calendar, day("2027-01-01")));
  fasti_buffer_free(&text);
  fasti_calendar_free(calendar);
  fasti_messages_free(messages);
}
END_TEST

/* RFC 5545 asks for CRLF, short lines, and what identifies a calendar and its events. */
START_TEST(shipped_files_are_well_formed_for_other_programs)
{
  static const char *const needed[] = {"BEGIN:VCALENDAR\r\n",   "\r\nVERSION:2.0\r\n",
                                       "\r\nPRODID:-//Fasti//", "\r\nUID:",
                                       "\r\nDTSTAMP:",          "\r\nEND:VCALENDAR\r\n"};
  char relative[64];

  for (int year = 2024; year <= 2026; year++) {
    size_t size;
    char *path, *text;

    snprintf(relative, sizeof relative, "processes/calendar/cn-%d.ics", year);
    path = source_path(relative);
    text = content(path, &size);
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
      ck_assert_msg(strstr(text, needed[i]) != NULL, "%s: %s", path, needed[i]);
    for (char *line = text; *line; line = strchr(line, '\n') + 1)
      ck_assert_msg(strcspn(line, "\r") <= 75 && strcspn(line, "\n") == strcspn(line, "\r") + 1, "%s", path);
    fasti_free(text);
    fasti_free(path);
  }
}
END_TEST

TCase *
reading_tests(void)
{
  TCase *tests = tcase_create("reading");

  tcase_add_test(tests, events_become_days);
  tcase_add_test(tests, line_ends_and_marks_of_other_programs_are_fine);
  tcase_add_test(tests, overlapping_holidays_are_named_by_the_later_event);
  tcase_add_test(tests, a_year_read_again_is_replaced_and_others_stay);
  tcase_add_test(tests, several_years_are_replaced_at_once);
  tcase_add_test(tests, an_empty_year_is_published);
  tcase_add_test(tests, bad_dates);
  tcase_add_test(tests, bad_events);
  tcase_add_test(tests, days_that_contradict);
  tcase_add_test(tests, bad_years);
  tcase_add_test(tests, files_that_are_no_calendar);
  tcase_add_test(tests, bytes_that_are_no_text);
  tcase_add_test(tests, all_errors_come_in_one_run);
  tcase_add_test(tests, an_error_brings_no_others);
  tcase_add_test(tests, names_have_200_bytes_at_most);
  tcase_add_test(tests, limits_are_kept);
  tcase_add_test(tests, a_flood_of_events_is_refused);
  tcase_add_test(tests, shipped_files_are_well_formed_for_other_programs);
  return tests;
}
