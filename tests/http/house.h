/* tests/http/house.h - a server on an office of its own, with a room that shows what handlers see, and a client that
 * writes its requests byte by byte.
 *
 * The office is that of tests/office/definition.h: clerk-1, clerk-2, chief-1, root; its clock stands at 2025-03-03
 * 09:00.
 */
#ifndef FASTI_TESTS_HTTP_HOUSE_H
#define FASTI_TESTS_HTTP_HOUSE_H

#include <semaphore.h>

#include "adapters/http/http.h"
#include "tests/tap.h"

/** The office file is made once, its people log in with these one-time codes or tokens. */
bool house_build(void);
void house_tear_down(void);

extern struct http_options options; /* of the next server; as they were built after each test */
extern struct http_server *server;
/** By how much the machine's clock is ahead of itself, in milliseconds; 0 before each test. */
extern _Atomic int64_t ahead;
extern sem_t gate;    /* POST /slow waits for it in the writer */
extern sem_t entered; /* and has told this that it waits */

/** For Check: a server before each test, and its end. */
void house_open(void);
void house_close(void);
/** End the server and begin another one, with OPTIONS. */
void house_again(void);

/** A bearer token for a person. */
const char *token_of(const char *person, const char *scopes);
/** A one-time code. */
const char *code_of(const char *person);
void set_active(const char *person, bool active);
/** An administrator ends the second factor. */
void reset_factor(const char *person);
/** The machine's clock, with what it is ahead. */
int64_t real_now(void);

/* -- the client; texts are owned by the test */

struct reply {
  int status; /* 0: the connection ended without an answer */
  const char *head;
  const char *body; /* NULL: it did not come as a whole */
  size_t size;
};

/** A new connection. */
int dial(void);
void say(int link, const char *format, ...) FASTI_PRINTF(2, 3);
void say_bytes(int link, const char *bytes, size_t size);
/** The next answer on a connection. */
struct reply hear(int link);
/** One request on a connection of its own. */
struct reply ask(const char *format, ...) FASTI_PRINTF(1, 2);
/** A header of the answer; "" if it is not there. */
const char *header(const struct reply *reply, const char *name);
/** Whether nothing more comes and the other side has ended, within some seconds. */
bool has_ended(int link);
/** METHOD and TARGET with a token and a JSON body; MORE are further headers, each with its line end. */
struct reply ask_json(const char *method, const char *target, const char *token, const char *more, const char *body);

/* -- the client as a browser: COOKIE "" sends none; MORE are further headers, each with its line end */

struct reply post_form(const char *path, const char *cookie, const char *more, const char *body);
struct reply get_page(const char *path, const char *cookie);
struct reply log_in(const char *person, const char *secret);
const char *cookie_of(const struct reply *reply);
/** The form's token in what /me shows. */
const char *csrf_of(const struct reply *reply);
/** Log a person in by a new code. @return the cookie */
const char *session_of(const char *person, const char **csrf);

#define has(text, part) ck_assert_msg(strstr(text, part) != NULL, "without \"%s\":\n%s", part, text)
#define hasnt(text, part) ck_assert_msg(strstr(text, part) == NULL, "with \"%s\":\n%s", part, text)

/* The test cases, a file each. */
TCase *guard_tests(void);
TCase *body_tests(void);
TCase *answer_tests(void);
TCase *session_tests(void);
TCase *factor_tests(void);
TCase *change_tests(void);
TCase *crowd_tests(void);

#endif
