/* tests/http/server_test.c - the server, as a client sees it that writes its requests byte by byte. */
#include "config.h"

#include <libxml/parser.h>

#include "tests/http/house.h"

int
main(void)
{
  Suite *suite = suite_create("http");
  int result;

  xmlInitParser();
  if (!house_build())
    return EXIT_FAILURE;
  suite_add_tcase(suite, guard_tests());
  suite_add_tcase(suite, body_tests());
  suite_add_tcase(suite, answer_tests());
  suite_add_tcase(suite, session_tests());
  suite_add_tcase(suite, factor_tests());
  suite_add_tcase(suite, change_tests());
  suite_add_tcase(suite, crowd_tests());
  result = tap_run(suite);
  house_tear_down();
  return result;
}
