/* tests/http/answer_test.c - answers: headers that keep browsers from mistakes, tags, compression, long ones,
 * languages. */
#include "config.h"

#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "tests/http/house.h"
#include "tests/http/inside.h"

START_TEST(answer_headers)
{
  struct reply reply = ask("GET /echo HTTP/1.1\r\nHost: h\r\n\r\n");

  ck_assert_str_eq(header(&reply, "X-Content-Type-Options"), "nosniff");
  ck_assert_str_eq(header(&reply, "X-Frame-Options"), "DENY");
  ck_assert_str_eq(header(&reply, "Cache-Control"), "no-store");
  ck_assert_str_eq(header(&reply, "Referrer-Policy"), "same-origin");
  ck_assert_str_eq(header(&reply, "Content-Security-Policy"), "default-src 'none'; frame-ancestors 'none'; sandbox");
  ck_assert_uint_eq(strlen(header(&reply, "X-Request-Id")), 32);
  hasnt(reply.head, "Server:");
}
END_TEST

START_TEST(answer_tags)
{
  static const char *const known[] = {"\"7\"", "W/\"7\"", "\"6\", \"7\"", "*"};
  static const char *const unknown[] = {"\"77\"", "7", "\"6\"", ""};
  struct reply reply = ask("GET /tagged HTTP/1.1\r\nHost: h\r\n\r\n");

  ck_assert_str_eq(header(&reply, "ETag"), "\"7\"");
  for (size_t i = 0; i < 4; i++) {
    reply = ask("GET /tagged HTTP/1.1\r\nHost: h\r\nIf-None-Match: %s\r\n\r\n", known[i]);
    ck_assert_msg(reply.status == 304, "%s: %d", known[i], reply.status);
    ck_assert_str_eq(header(&reply, "ETag"), "\"7\"");
    reply = ask("GET /tagged HTTP/1.1\r\nHost: h\r\nIf-None-Match: %s\r\n\r\n", unknown[i]);
    ck_assert_msg(reply.status == 200, "%s: %d", unknown[i], reply.status);
    ck_assert_str_eq(reply.body, "seven");
  }
}
END_TEST

static size_t
unpacked(const struct reply *reply, char *out, size_t room)
{
  z_stream stream = {0};

  ck_assert_int_eq(inflateInit2(&stream, 15 + 16), Z_OK);
  stream.next_in = (Bytef *)(uintptr_t)reply->body;
  stream.avail_in = (uInt)reply->size;
  stream.next_out = (Bytef *)out;
  stream.avail_out = (uInt)room;
  ck_assert_int_eq(inflate(&stream, Z_FINISH), Z_STREAM_END);
  inflateEnd(&stream);
  return stream.total_out;
}

START_TEST(answer_gzip)
{
  static const char *const wanted[] = {"gzip", "br, gzip;q=0.5", "*", "GZIP"};
  static const char *const unwanted[] = {"br", "gzip;q=0", "gzip;q=0.000, br", "identity"};
  char *text = fasti_arena_alloc(arena, 100000);
  struct reply reply;

  for (size_t i = 0; i < 4; i++) {
    reply = ask("GET /long?bytes=50000 HTTP/1.1\r\nHost: h\r\nAccept-Encoding: %s\r\n\r\n", wanted[i]);
    ck_assert_msg(strcmp(header(&reply, "Content-Encoding"), "gzip") == 0, "%s", wanted[i]);
    ck_assert_str_eq(header(&reply, "Vary"), "Accept-Encoding");
    ck_assert_uint_lt(reply.size, 1000);
    ck_assert_uint_eq(unpacked(&reply, text, 100000), 50000);
    ck_assert_int_eq(memcmp(text + 49990, "0123456789", 10), 0);
    reply = ask("GET /long?bytes=50000 HTTP/1.1\r\nHost: h\r\nAccept-Encoding: %s\r\n\r\n", unwanted[i]);
    ck_assert_msg(strcmp(header(&reply, "Content-Encoding"), "") == 0, "%s", unwanted[i]);
    ck_assert_uint_eq(reply.size, 50000);
  }
  reply = ask("GET /long?bytes=1000 HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\n\r\n");
  ck_assert_str_eq(header(&reply, "Content-Encoding"), "");
}
END_TEST

START_TEST(answer_long)
{
  struct reply reply = ask("GET /long?bytes=5000000 HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\n\r\n");

  ck_assert_int_eq(reply.status, 200);
  ck_assert_uint_eq(reply.size, 5000000);
  for (size_t i = 0; i < reply.size; i += 4999)
    ck_assert_int_eq(reply.body[i], '0' + (int)(i % 10));
}
END_TEST

START_TEST(answer_language)
{
  struct reply reply = ask("GET /echo HTTP/1.1\r\nHost: h\r\n\r\n");

  has(reply.body, "\"language\":\"zh-CN\"");
  reply = ask("GET /echo HTTP/1.1\r\nHost: h\r\nAccept-Language: en-GB,en;q=0.9,zh;q=0.1\r\n\r\n");
  has(reply.body, "\"language\":\"en\"");
  reply = ask("GET /echo HTTP/1.1\r\nHost: h\r\nAccept-Language: fr\r\n\r\n");
  has(reply.body, "\"language\":\"zh-CN\"");
}
END_TEST

START_TEST(answer_figures)
{
  struct reply reply;

  ask("GET /nothing HTTP/1.1\r\nHost: h\r\n\r\n");
  ask("GET /nothing HTTP/1.1\r\n\r\n");
  reply = ask("GET /metrics HTTP/1.1\r\nHost: h\r\n\r\n");
  ck_assert_int_eq(reply.status, 200);
  has(reply.body, "fasti_http_answers_total{code=\"4xx\"} 1\n");
  has(reply.body, "fasti_http_malformed_total 0\n");
  has(reply.body, "fasti_http_seconds_bucket{le=\"0.005\"} ");
  has(reply.body, "fasti_http_seconds_bucket{le=\"+Inf\"} 1\n");
  has(reply.body, "fasti_http_seconds_count 1\n");
  ck_assert_int_eq(ask("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n").status, 200);
  ck_assert_int_eq(ask("GET /readyz HTTP/1.1\r\nHost: h\r\n\r\n").status, 200);
}
END_TEST

TCase *
answer_tests(void)
{
  TCase *tcase = tcase_create("answer");

  tcase_add_checked_fixture(tcase, house_open, house_close);
  tcase_add_test(tcase, answer_headers);
  tcase_add_test(tcase, answer_tags);
  tcase_add_test(tcase, answer_gzip);
  tcase_add_test(tcase, answer_long);
  tcase_add_test(tcase, answer_language);
  tcase_add_test(tcase, answer_figures);
  return tcase;
}
