/* tests/calendar/calendar_test.c - the room calendar: the day table, counting, deadlines, reading iCalendar. */
#include "config.h"

#include "tests/calendar/support.h"

int
main(void)
{
  Suite *suite = suite_create("calendar");

  suite_add_tcase(suite, counting_tests());
  suite_add_tcase(suite, deadline_tests());
  suite_add_tcase(suite, property_tests());
  suite_add_tcase(suite, reading_tests());
  suite_add_tcase(suite, mutation_tests());
  return tap_run(suite);
}
