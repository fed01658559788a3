/* tests/case/case_tests.h - the test cases of the room case, a file each. */
#ifndef FASTI_TESTS_CASE_TESTS_H
#define FASTI_TESTS_CASE_TESTS_H

#include "tests/case/desk.h"

/* Pieces of procedures. */
#define HEAD "initial='a' f:title='Permit' f:suspend='leader' f:terminate='leader' f:recuse='leader'"
#define DATA "<datamodel><data id='x'/><data id='y'/><data id='list'/></datamodel>"
#define TASK(id, role, more)                                                                                           \
  "<invoke type='urn:fasti:task' id='" id "' src='note.xhtml' f:title='The " id "' f:role='" role "' " more "/>"
#define DONE(id, target) "<transition event='done.invoke." id "' target='" target "'/>"
#define STATE(id, content) "<state id='" id "' f:title='Step " id "'>" content "</state>"
#define END "<final id='end' f:title='Done'/>"

/** A case of tests that clear the desk after each. */
static inline TCase *
desk_tcase(const char *name)
{
  TCase *tcase = tcase_create(name);

  tcase_add_checked_fixture(tcase, NULL, desk_clear);
  return tcase;
}

TCase *sign_tcase(void);
TCase *move_tcase(void);
TCase *clock_tcase(void);
TCase *effect_tcase(void);
TCase *each_tcase(void);
TCase *walk_tcase(void);

#endif
