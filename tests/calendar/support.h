/* tests/calendar/support.h - what the tests of the room calendar share.
 */
#ifndef FASTI_TESTS_CALENDAR_SUPPORT_H
#define FASTI_TESTS_CALENDAR_SUPPORT_H

#include "engine/calendar.h"
#include "tests/tap.h"

/** The day of a date that exists. */
int32_t day(const char *text);
/** The date of a day. @return one of a few buffers, good for the next calls */
const char *shown(int32_t day);
/** The period that a text says. */
struct fasti_period period(const char *text);
/** The content of a file. @return owned, free with fasti_free; NULL when it cannot be opened */
char *content(const char *path, size_t *size);
/** The path of a file in the source tree. @return owned, free with fasti_free */
char *source_path(const char *relative);
/** The shipped calendars of 2024 to 2026. @return owned */
struct fasti_calendar *shipped(void);
/** Read a calendar that has no errors. */
void read_good(struct fasti_calendar *calendar, const char *name, const char *text);

#define assert_day(found, expected) ck_assert_str_eq(shown(found), expected)

TCase *counting_tests(void);
TCase *reading_tests(void);
TCase *deadline_tests(void);
TCase *property_tests(void);
TCase *mutation_tests(void);

#endif
