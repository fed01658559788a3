/* tests/office/hall.h - an office on every store, people at work in it, and what they then see. */
#ifndef FASTI_TESTS_OFFICE_HALL_H
#define FASTI_TESTS_OFFICE_HALL_H

#include "engine/office.h"
#include "tests/tap.h"

/** Kinds of store: in memory, SQLite. The seconds of the zone of all times. */
enum { STORES = 2, ZONE = 8 * 3600 };

extern struct fasti_messages *messages;
extern struct fasti_store *store;
extern struct fasti_office *office;
/** To the last command. */
extern struct fasti_answer answer;

/** Before the first test and after the last one: the folder of the files. */
bool hall_open(void);
void hall_close(void);
/** An instant of the hour, in +08:00. */
int64_t at(int year, int month, int day, int hour);
/** What was said since the last call. Texts here and below: borrowed until the test ends. */
const char *told(void);

/** An office without packages and people on a store of this kind. */
void begin(int kind);
/** The same with the package of definition.h and four people: clerk-1, clerk-2, chief-1, root. */
void begin_work(int kind);
void end_work(void);
/** Another office on a store; its files are in memory. */
struct fasti_office *new_office(struct fasti_store *on);
enum fasti_status deploy(const char *package);
enum fasti_status add_person(const char *id, const char *name, const char *bureau, const char *roles);

enum fasti_status give(struct fasti_request request, const char *person, int64_t now);
enum fasti_status open_case(const char *person, const char *name, const char *key, int64_t now);
enum fasti_status on_task(enum fasti_command_kind kind, const char *case_id, const char *task, const char *person,
                          int64_t now);
enum fasti_status decide(const char *case_id, const char *result, const char *person, int64_t now);

/** Lines of what the store has; frees the text. */
const char *lines_of(struct fasti_buffer *text);
const char *cases(void);
const char *journal(const char *case_id);
const char *tasks(const char *case_id);
const char *instruments(void);
const char *notices(void);
void assert_audited(void);

/** The test cases, a file each. */
TCase *journal_tests(void);
TCase *access_tests(void);
TCase *board_tests(void);
TCase *failing_tests(void);
TCase *outgoing_tests(void);

#endif
