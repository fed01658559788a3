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

/* A decision model: what a permit costs, by its size. INPUT is the name of its input. */
#define FEE_MODEL(input, rate)                                                                                         \
  "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='m' name='fees' namespace='urn:fees'>\n"       \
  "<inputData id='i' name='" input "'><variable name='" input "' typeRef='number'/></inputData>\n"                     \
  "<decision id='d' name='fee'><variable name='fee' typeRef='number'/>\n"                                              \
  "<informationRequirement><requiredInput href='#i'/></informationRequirement>\n"                                      \
  "<decisionTable id='t' hitPolicy='UNIQUE'>"                                                                          \
  "<input id='c'><inputExpression typeRef='number'><text>" input "</text></inputExpression>"                           \
  "<inputValues><text>&gt;= 0</text></inputValues></input><output id='o' typeRef='number'/><annotation name='why'/>\n" \
  "<rule id='r1'><inputEntry id='e1'><text>[0..10)</text></inputEntry>"                                                \
  "<outputEntry id='x1'><text>" rate "</text></outputEntry><annotationEntry><text>small</text></annotationEntry>"      \
  "</rule>\n<rule id='r2'><inputEntry id='e2'><text>&gt;= 10</text></inputEntry>"                                      \
  "<outputEntry id='x2'><text>" rate " * " input "</text></outputEntry>"                                               \
  "<annotationEntry><text>large</text></annotationEntry></rule>\n</decisionTable></decision></definitions>"

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
TCase *hand_tcase(void);
TCase *decide_tcase(void);
TCase *tables_tcase(void);
TCase *covers_tcase(void);
TCase *walk_tcase(void);

#endif
