/* tests/http/crowd_test.c - many at once, slow ones, and the end of the server with requests on their way. */
#include "config.h"

#include <pthread.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/http/house.h"
#include "tests/http/inside.h"

enum { CROWD = 300 };

static int64_t
now(void)
{
  struct timespec time;

  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Requests whose connections are suspended, again and again, on connections that stay. */
START_TEST(crowd_suspended)
{
  int links[CROWD];

  for (int i = 0; i < CROWD; i++)
    links[i] = dial();
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < CROWD; i++) {
      say(links[i], "POST /slow HTTP/1.1\r\nHost: h\r\n\r\n");
      sem_post(&gate);
    }
    for (int i = 0; i < CROWD; i++) {
      struct reply reply = hear(links[i]);

      ck_assert_msg(reply.status == 200, "round %d, %d: %d", round, i, reply.status);
      ck_assert_str_eq(reply.body, "passed");
    }
  }
  for (int i = 0; i < CROWD; i++)
    close(links[i]);
}
END_TEST

START_TEST(crowd_from_one_address)
{
  int links[12], answered = 0;

  options.connections = 10;
  house_again();
  for (int i = 0; i < 12; i++) {
    links[i] = dial();
    say(links[i], "GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n");
  }
  for (int i = 0; i < 12; i++)
    answered += hear(links[i]).status == 200;
  ck_assert_int_eq(answered, 10);
  for (int i = 0; i < 12; i++)
    close(links[i]);
}
END_TEST

/* Who sends a byte now and then is cut off in time, and keeps nobody else waiting. */
START_TEST(crowd_slow_senders)
{
  static const char head[] = "GET /healthz HTTP/1.1\r\nHost: h\r\nX: ";
  int links[60];
  int64_t began;
  bool ended = false;

  options.deadline = 1;
  house_again();
  began = now();
  for (int i = 0; i < 60; i++)
    links[i] = dial();
  for (size_t at = 0; !ended && now() - began < 10000; at++) {
    int64_t asked = now();

    for (int i = 0; i < 60; i++)
      say_bytes(links[i], at < sizeof head - 1 ? &head[at] : "x", 1);
    ck_assert_int_eq(ask("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n").status, 200);
    ck_assert_int_lt(now() - asked, 900);
    usleep(100000);
    ended = now() - began > 1500;
  }
  for (int i = 0; i < 60; i++) {
    ck_assert_msg(has_ended(links[i]), "%d stays", i);
    close(links[i]);
  }
  ck_assert_int_lt(now() - began, 4000);
  has(ask("GET /metrics HTTP/1.1\r\nHost: h\r\n\r\n").body, "fasti_http_too_slow_total 60\n");
}
END_TEST

/* A request that waits for the writer is not slow: it is the server's turn. */
START_TEST(crowd_slow_server)
{
  int link;

  options.deadline = 1;
  house_again();
  link = dial();
  say(link, "POST /slow HTTP/1.1\r\nHost: h\r\n\r\n");
  while (sem_wait(&entered) != 0)
    ;
  usleep(1800000);
  sem_post(&gate);
  ck_assert_int_eq(hear(link).status, 200);
  close(link);
}
END_TEST

static void *
open_gate_later(void *self)
{
  (void)self;
  usleep(300000);
  for (int i = 0; i < 20; i++)
    sem_post(&gate);
  return NULL;
}

/* The end of the server: what it has accepted it answers, also what waits for the writer. */
START_TEST(crowd_end)
{
  const char *token = token_of("clerk-1", "write");
  int slow[10], opening[10], idle = dial();
  pthread_t gatekeeper;

  say(idle, "GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n");
  ck_assert_int_eq(hear(idle).status, 200);
  for (int i = 0; i < 10; i++) {
    slow[i] = dial();
    opening[i] = dial();
    say(slow[i], "POST /slow HTTP/1.1\r\nHost: h\r\n\r\n");
    say(opening[i],
        "POST /cases HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
        "Content-Length: 14\r\n\r\n{\"name\":\"end\"}",
        token);
  }
  while (sem_wait(&entered) != 0)
    ;
  usleep(100000);
  pthread_create(&gatekeeper, NULL, open_gate_later, NULL);
  http_stop(server);
  pthread_join(gatekeeper, NULL);
  for (int i = 0; i < 10; i++) {
    struct reply reply = hear(slow[i]);

    ck_assert_int_eq(reply.status, 200);
    ck_assert_str_eq(header(&reply, "Connection"), "close");
    reply = hear(opening[i]);
    ck_assert_msg(reply.status == 201, "%d %s", reply.status, reply.body);
    close(slow[i]);
    close(opening[i]);
  }
  ck_assert(has_ended(idle));
  close(idle);
  ck_assert_int_eq(http_start(&options, NULL, &server), FASTI_OK);
}
END_TEST

/* Somebody who has begun to speak and does not go on keeps the server ten seconds at most; one that only listens, not
 * at all. */
START_TEST(crowd_end_idle)
{
  int links[50];
  int64_t began;

  for (int i = 0; i < 50; i++)
    links[i] = dial();
  ck_assert_int_eq(ask("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n").status, 200);
  began = now();
  house_again();
  ck_assert_int_lt(now() - began, 2000);
  for (int i = 0; i < 50; i++)
    close(links[i]);
}
END_TEST

START_TEST(crowd_address)
{
  static const char *const wrong[] = {"",
                                      "8080",
                                      "localhost:8080",
                                      "127.0.0.1",
                                      "127.0.0.1:",
                                      "127.0.0.1:65536",
                                      "127.0.0.1:-1",
                                      "127.0.0.1:80x",
                                      "::1:8080",
                                      "[::1]",
                                      "[::1]:x",
                                      "300.0.0.1:80",
                                      "[127.0.0.1]:80"};
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct http_options other = options;
  struct http_server *second = NULL;

  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    other.address = wrong[i];
    ck_assert_msg(http_start(&other, messages, &second) == FASTI_INVALID, "%s", wrong[i]);
    ck_assert_str_eq(fasti_messages_at(messages, i)->text, "this is no address; expected 127.0.0.1:PORT or [::1]:PORT");
    ck_assert_ptr_null(second);
  }
  other.address = fasti_arena_printf(arena, "127.0.0.1:%d", http_port(server));
  ck_assert_int_eq(http_start(&other, messages, &second), FASTI_LOCKED);
  fasti_messages_free(messages);
}
END_TEST

TCase *
crowd_tests(void)
{
  TCase *tcase = tcase_create("crowd");

  tcase_set_timeout(tcase, 60);
  tcase_add_checked_fixture(tcase, house_open, house_close);
  tcase_add_test(tcase, crowd_suspended);
  tcase_add_test(tcase, crowd_from_one_address);
  tcase_add_test(tcase, crowd_slow_senders);
  tcase_add_test(tcase, crowd_slow_server);
  tcase_add_test(tcase, crowd_end);
  tcase_add_test(tcase, crowd_end_idle);
  tcase_add_test(tcase, crowd_address);
  return tcase;
}
