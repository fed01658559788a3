/* tests/http/guard_test.c - requests that two programs could read in two ways are refused (RFC 9112). */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "tests/http/house.h"

#define EN "Accept-Language: en\r\n"
#define LENGTH_TWICE "the length of the body is said twice"
#define NOT_WHOLE "a header holds NUL, is folded, or its line does not end with CR LF"

/* Whatever comes before. */
static bool
ends(int link)
{
  for (int i = 0; i < 4096; i++)
    if (has_ended(link))
      return true;
  return false;
}

static void
refused(const char *text, size_t size, const char *why)
{
  int link = dial();
  struct reply reply;

  say_bytes(link, text, size);
  reply = hear(link);
  ck_assert_msg(reply.status == 400, "%d for:\n%s", reply.status, text);
  if (why)
    has(reply.body, why);
  /* what libmicrohttpd refuses by itself (WHY NULL) it may answer with its head twice: only the end counts there */
  ck_assert_msg(ends(link) && (!why || reply.body), "the connection stays after:\n%s", text);
  close(link);
}
#define REFUSED(text, why) refused(text, sizeof(text) - 1, why)

START_TEST(guard_length)
{
  REFUSED("POST /json HTTP/1.1\r\nHost: h\r\n" EN "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", LENGTH_TWICE);
  REFUSED("POST /json HTTP/1.1\r\nHost: h\r\n" EN "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", LENGTH_TWICE);
  REFUSED("POST /json HTTP/1.1\r\nHost: h\r\n" EN "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          LENGTH_TWICE);
  REFUSED("POST /json HTTP/1.1\r\nHost: h\r\n" EN
          "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          LENGTH_TWICE);
  REFUSED("POST /json HTTP/1.1\r\nHost: h\r\n" EN "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
          "no other Transfer-Encoding than chunked is understood");
  REFUSED("POST /json HTTP/1.1\r\nHost: h\r\n" EN "Content-Length: +2\r\n\r\n{}", NULL);
  REFUSED("POST /json HTTP/1.1\r\nHost: h\r\n" EN "Content-Length: 2, 2\r\n\r\n{}", NULL);
}
END_TEST

START_TEST(guard_host)
{
  REFUSED("GET /echo HTTP/1.1\r\n" EN "\r\n", NULL);
  REFUSED("GET /echo HTTP/1.1\r\nHost: a\r\nHost: b\r\n" EN "\r\n", "exactly one Host is expected");
}
END_TEST

START_TEST(guard_headers)
{
  REFUSED("GET /echo HTTP/1.1\r\nHost: h\r\n" EN "X-One : 1\r\n\r\n", "a header has characters that none may have");
  REFUSED("GET /echo HTTP/1.1\r\nHost: h\r\n" EN "X-One: a\r\n b\r\n\r\n", NOT_WHOLE);
  REFUSED("GET /echo HTTP/1.1\r\nHost: h\r\n" EN "X-One: a\0b\r\nX-Two: 1\r\n\r\n", NOT_WHOLE);
  REFUSED("GET /echo HTTP/1.1\r\nHost: h\r\n" EN "X-One: a\x01"
          "b\r\n\r\n",
          "a header has characters that none may have");
  REFUSED("GET /echo HTTP/1.1\r\nHost: h\r\n" EN "X(One): a\r\n\r\n", "a header has characters that none may have");
  REFUSED("GET /echo HTTP/1.1\r\nHost: h\r\n" EN "X-One: a\nX-Two: b\r\n\r\n", NULL);
}
END_TEST

START_TEST(guard_many_headers)
{
  int link = dial();
  struct reply reply;

  say(link, "GET /echo HTTP/1.1\r\nHost: h\r\n" EN);
  for (int i = 0; i < 150; i++)
    say(link, "X-%d: 1\r\n", i);
  say(link, "\r\n");
  reply = hear(link);
  ck_assert_int_eq(reply.status, 400);
  has(reply.body, "there are too many headers");
  close(link);
}
END_TEST

/* libmicrohttpd itself says no when the head does not fit into its memory. */
START_TEST(guard_long_head)
{
  char *filler = calloc(1, 40001);
  struct reply reply;

  memset(filler, 'a', 40000);
  reply = ask("GET /echo HTTP/1.1\r\nHost: h\r\nX-Long: %s\r\n\r\n", filler);
  ck_assert_msg(reply.status == 431 || reply.status == 413 || reply.status == 0, "%d", reply.status);
  filler[9000] = '\0';
  reply = ask("GET /echo?a=%s HTTP/1.1\r\nHost: h\r\n" EN "\r\n", filler);
  ck_assert_int_eq(reply.status, 400);
  free(filler);
}
END_TEST

START_TEST(target_paths)
{
  static const char *const wrong[] = {"/echo/../echo", "/echo/%2e%2e/x", "/./echo",     "/echo//x",
                                      "/echo/%00",     "/echo/a%00/b",   "/echo/%zz/b", "/echo/%f0%28/b",
                                      "/echo/%ff/b",   "/echo/a#b/c",    "/echo?a=%0",  "/echo?%00=1"};
  struct reply reply;

  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    reply = ask("GET %s HTTP/1.1\r\nHost: h\r\n" EN "\r\n", wrong[i]);
    ck_assert_msg(reply.status == 400, "%s: %d %s", wrong[i], reply.status, reply.body);
  }
  reply = ask("GET /echo/a%%2Fb/%%E9%%B9%%BF?q=%%20+x&q=2&empty=&bare HTTP/1.1\r\nHost: h\r\n" EN "\r\n");
  ck_assert_int_eq(reply.status, 200);
  has(reply.body, "\"parts\":[\"one=a/b\",\"two=鹿\"]");
  has(reply.body, "\"query\":[\"q=  x\",\"q=2\",\"empty=\",\"bare=\"]");
  reply = ask("GET /rest/a/b%%2F/c HTTP/1.1\r\nHost: h\r\n" EN "\r\n");
  has(reply.body, "\"parts\":[\"path=a/b//c\"]");
}
END_TEST

START_TEST(target_routes)
{
  struct reply reply = ask("DELETE /echo HTTP/1.1\r\nHost: h\r\n" EN "\r\n");

  ck_assert_int_eq(reply.status, 405);
  ck_assert_str_eq(header(&reply, "Allow"), "GET");
  has(reply.body, "this cannot be done here; what can: GET");
  reply = ask("GET /nothing HTTP/1.1\r\nHost: h\r\n" EN "\r\n");
  ck_assert_int_eq(reply.status, 404);
  ck_assert_str_eq(header(&reply, "Content-Type"), "application/problem+json");
  has(reply.body, "\"type\":\"urn:fasti:problem:not-found\"");
  has(reply.body, header(&reply, "X-Request-Id"));
  reply = ask("HEAD /tagged HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  ck_assert_int_eq(reply.status, 200);
  ck_assert_str_eq(header(&reply, "Content-Length"), "5");
  ck_assert_ptr_null(reply.body);
}
END_TEST

/* A refusal is no reason to end the connection when it is certain where the request ends. */
START_TEST(target_keep_alive)
{
  int link = dial();

  for (int i = 0; i < 3; i++) {
    say(link, "GET /nothing HTTP/1.1\r\nHost: h\r\n\r\n");
    ck_assert_int_eq(hear(link).status, 404);
    say(link, "GET /me HTTP/1.1\r\nHost: h\r\n\r\n");
    ck_assert_int_eq(hear(link).status, 401);
    say(link, "GET /echo HTTP/1.1\r\nHost: h\r\n\r\n");
    ck_assert_int_eq(hear(link).status, 200);
  }
  close(link);
}
END_TEST

TCase *
guard_tests(void)
{
  TCase *tcase = tcase_create("guard");

  tcase_add_checked_fixture(tcase, house_open, house_close);
  tcase_add_test(tcase, guard_length);
  tcase_add_test(tcase, guard_host);
  tcase_add_test(tcase, guard_headers);
  tcase_add_test(tcase, guard_many_headers);
  tcase_add_test(tcase, guard_long_head);
  tcase_add_test(tcase, target_paths);
  tcase_add_test(tcase, target_routes);
  tcase_add_test(tcase, target_keep_alive);
  return tcase;
}
