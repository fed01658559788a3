/* tests/http/change_test.c - changes: each once whatever is sent again, and whoever is first. */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "tests/http/house.h"
#include "tests/http/inside.h"

static const char *
case_of(const struct reply *reply)
{
  const char *at = strstr(reply->body, "\"case\":\"");

  ck_assert_msg(at != NULL, "%d %s", reply->status, reply->body);
  return fasti_arena_copy(arena, at + 8, strcspn(at + 8, "\""));
}

/* A request of which the answer is heard later. */
static int
begin(const char *path, const char *token, const char *more, const char *body)
{
  int link = dial();

  say(link,
      "POST %s HTTP/1.1\r\nHost: h\r\nAccept-Language: en\r\nAuthorization: Bearer %s\r\n%sContent-Type: "
      "application/json\r\nContent-Length: %zu\r\n\r\n%s",
      path, token, more, strlen(body), body);
  return link;
}

/* Let the writer wait at the gate. @return the connection that asked for it */
static int
hold_writer(void)
{
  int link = dial();

  say(link, "POST /slow HTTP/1.1\r\nHost: h\r\n\r\n");
  while (sem_wait(&entered) != 0)
    ;
  return link;
}

static void
await_queue(const char *waiting)
{
  for (int i = 0; i < 500; i++) {
    if (strstr(ask("GET /metrics HTTP/1.1\r\nHost: h\r\n\r\n").body, waiting))
      return;
    usleep(10000);
  }
  ck_abort_msg("never: %s", waiting);
}

START_TEST(change_key)
{
  const char *token = token_of("clerk-1", "read write"), *other = token_of("clerk-2", "write"), *first;
  struct reply reply = ask_json("POST", "/cases", token, "Idempotency-Key: k-1\r\n", "{\"name\":\"one\"}");

  ck_assert_int_eq(reply.status, 201);
  has(reply.body, "\"repeated\":false");
  first = case_of(&reply);
  reply = ask_json("POST", "/cases", token, "Idempotency-Key: k-1\r\n", "{\"name\":\"one\"}");
  ck_assert_int_eq(reply.status, 201);
  has(reply.body, "\"repeated\":true");
  ck_assert_str_eq(case_of(&reply), first);
  reply = ask_json("POST", "/cases", token, "Idempotency-Key: k-1\r\n", "{\"name\":\"two\"}");
  ck_assert_int_eq(reply.status, 422);
  /* the key of another person is another key */
  reply = ask_json("POST", "/cases", other, "Idempotency-Key: k-1\r\n", "{\"name\":\"one\"}");
  ck_assert_int_eq(reply.status, 201);
  ck_assert_str_ne(case_of(&reply), first);
  ck_assert_int_eq(ask_json("POST", "/cases", token, "Idempotency-Key: \r\n", "{\"name\":\"x\"}").status, 422);
}
END_TEST

START_TEST(change_key_running)
{
  const char *token = token_of("clerk-1", "write");
  int gatekeeper = hold_writer(), first = begin("/cases", token, "Idempotency-Key: r-1\r\n", "{\"name\":\"one\"}");
  struct reply reply;

  await_queue("fasti_writer_waiting 1\n");
  reply = ask_json("POST", "/cases", token, "Idempotency-Key: r-1\r\n", "{\"name\":\"one\"}");
  ck_assert_int_eq(reply.status, 409);
  has(reply.body, "a command with this key is being done: wait for its answer");
  sem_post(&gate);
  ck_assert_int_eq(hear(first).status, 201);
  ck_assert_int_eq(hear(gatekeeper).status, 200);
  close(first);
  close(gatekeeper);
}
END_TEST

START_TEST(change_match)
{
  const char *token = token_of("clerk-1", "write"), *other = token_of("clerk-2", "write"), *path;
  struct reply reply = ask_json("POST", "/cases", token, "", "{\"name\":\"one\"}");

  ck_assert_str_eq(header(&reply, "ETag"), "\"1\"");
  path = fasti_arena_printf(arena, "/cases/%s/claim", case_of(&reply));
  ck_assert_int_eq(ask_json("POST", path, token, "If-Match: 1\r\n", "{}").status, 422);
  ck_assert_int_eq(ask_json("POST", path, token, "If-Match: \"x\"\r\n", "{}").status, 422);
  reply = ask_json("POST", path, token, "If-Match: \"2\"\r\n", "{}");
  ck_assert_int_eq(reply.status, 412);
  reply = ask_json("POST", path, token, "If-Match: \"1\"\r\n", "{}");
  ck_assert_msg(reply.status == 201, "%s", reply.body);
  reply = ask_json("POST", path, other, "If-Match: \"1\"\r\n", "{}");
  ck_assert_int_eq(reply.status, 412);
  has(reply.body, "the case has gone on since you looked at it: look again");
}
END_TEST

/* Both are sent while the writer is busy: one gets the task, the other hears who was first. */
START_TEST(change_first)
{
  const char *one = token_of("clerk-1", "write"), *two = token_of("clerk-2", "write"), *path;
  struct reply reply = ask_json("POST", "/cases", one, "", "{\"name\":\"one\"}"), other;
  int gatekeeper = hold_writer(), first, second;

  path = fasti_arena_printf(arena, "/cases/%s/claim", case_of(&reply));
  first = begin(path, one, "", "{}");
  await_queue("fasti_writer_waiting 1\n");
  second = begin(path, two, "", "{}");
  await_queue("fasti_writer_waiting 2\n");
  sem_post(&gate);
  reply = hear(first);
  other = hear(second);
  ck_assert_msg(reply.status == 201, "%s", reply.body);
  ck_assert_msg(other.status == 409, "%d %s", other.status, other.body);
  has(other.body, "clerk-1");
  close(first);
  close(second);
  close(gatekeeper);
}
END_TEST

/* What waits together is committed together, and each is answered by itself. */
START_TEST(change_group)
{
  enum { CALLS = 40 };
  const char *token = token_of("clerk-1", "write");
  int gatekeeper = hold_writer(), links[CALLS];
  struct reply reply;

  for (int i = 0; i < CALLS; i++)
    links[i] = begin("/cases", token, "", i % 4 == 3 ? "{}" : "{\"name\":\"one\"}");
  await_queue("fasti_writer_waiting 40\n");
  sem_post(&gate);
  for (int i = 0; i < CALLS; i++) {
    reply = hear(links[i]);
    ck_assert_msg(reply.status == (i % 4 == 3 ? 422 : 201), "%d: %d %s", i, reply.status, reply.body);
    close(links[i]);
  }
  reply = ask("GET /metrics HTTP/1.1\r\nHost: h\r\n\r\n");
  has(reply.body, "fasti_commands_total 40\n");
  has(reply.body, "fasti_commits_total 2\n"); /* the gate's, and theirs */
  close(gatekeeper);
}
END_TEST

TCase *
change_tests(void)
{
  TCase *tcase = tcase_create("change");

  tcase_add_checked_fixture(tcase, house_open, house_close);
  tcase_add_test(tcase, change_key);
  tcase_add_test(tcase, change_key_running);
  tcase_add_test(tcase, change_match);
  tcase_add_test(tcase, change_first);
  tcase_add_test(tcase, change_group);
  return tcase;
}
