/* tests/office/several.h - an office, on each kind of store, whose cases know each other; for the tests of what one command
 * does in several cases.
 */
#ifndef FASTI_TESTS_OFFICE_SEVERAL_H
#define FASTI_TESTS_OFFICE_SEVERAL_H

#include "engine/office.h"
#include "tests/office/fault.h"
#include "tests/tap.h"

enum { STORES = 2 }; /* in memory, SQLite */

extern struct fasti_messages *messages;
extern struct fasti_arena *arena;
extern struct fasti_store *inner; /* holds the office */
extern struct fasti_store *store; /* fails when it is told to */
extern struct fasti_office *office;
extern struct fasti_vault *vault;
extern struct fasti_answer answer; /* of the last command */
extern char folder[];              /* made by main */

/** Begin a day of the office's zone. */
int64_t at(int year, int month, int day);
/** All messages since the last call. @return owned by the arena */
const char *told(void);
#define OK(expression) ck_assert_msg((expression) == FASTI_OK, "%s: %s", #expression, told())

void set_up(void);
void tear_down(void);
/** Begin an office on a store of this kind with a package of the sources, a clerk and a chief. */
void begin(int kind, const char *package, const char *bureau);
void end(void);
/** All that is stored of the cases, as text. @return owned by the arena */
const char *all(void);
/** WHAT: a procedure to open, or a task. FIELDS: "name=value name=value", at most four. */
enum fasti_status command(enum fasti_command_kind kind, const char *what, const char *person, const char *case_id,
                          const char *fields);

/* handing_test.c */
TCase *handing_tcase(void);

#endif
