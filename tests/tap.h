/* tests/tap.h - runs Check suites with TAP on standard output, as automake's TAP driver reads it.
 */
#ifndef FASTI_TESTS_TAP_H
#define FASTI_TESTS_TAP_H

#include <check.h>
#include <stdlib.h>

/** Run one suite; its TAP goes where CK_TAP_LOG_FILE_NAME says. @return the exit status of the test program */
static inline int
tap_run(Suite *suite)
{
  SRunner *runner = srunner_create(suite);
  int failed;

  if (!getenv("CK_TAP_LOG_FILE_NAME"))
    srunner_set_tap(runner, "-");
  srunner_run_all(runner, CK_SILENT);
  failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
