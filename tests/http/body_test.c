/* tests/http/body_test.c - what requests bring: JSON, forms with and without files, files, and too much of each. */
#include "config.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/http/house.h"
#include "tests/http/inside.h"

#define EN "Accept-Language: en\r\n"

static struct reply
post(const char *path, const char *type, const char *more, const char *body)
{
  return ask("POST %s HTTP/1.1\r\nHost: h\r\n" EN "Content-Type: %s\r\nContent-Length: %zu\r\n%s\r\n%s", path, type,
             strlen(body), more, body);
}

START_TEST(body_json)
{
  struct reply reply = post("/json", "application/json", "", "{\"name\": \"鹿泉\"}");

  ck_assert_int_eq(reply.status, 200);
  has(reply.body, "\"name\":\"鹿泉\"");
  reply = post("/json", "application/json; charset=utf-8", "", "{}");
  ck_assert_int_eq(reply.status, 200);
  reply = post("/json", "text/plain", "", "{}");
  ck_assert_int_eq(reply.status, 415);
  has(reply.body, "expected application/json");
  reply = post("/json", "application/json", "", "[1]");
  ck_assert_int_eq(reply.status, 400);
  has(reply.body, "the body is not an object of JSON");
  reply = post("/json", "application/json", "", "{\"name\": }");
  ck_assert_int_eq(reply.status, 400);
  has(reply.body, "the body is not JSON: line 1, column 10");
  reply = post("/json", "application/json", "", "{\"a\": 1, \"a\": 2}");
  ck_assert_int_eq(reply.status, 400);
  has(reply.body, "duplicate object key");
  reply = post("/json", "application/json", "", "{\"name\": \"\\u0000\"}");
  ck_assert_int_eq(reply.status, 400);
  reply = post("/json", "application/json", "", "");
  ck_assert_int_eq(reply.status, 400);
}
END_TEST

START_TEST(body_chunked)
{
  struct reply reply = ask("POST /json HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nTransfer-Encoding: "
                           "chunked\r\n\r\n9\r\n{\"name\":\"\r\n4\r\nabc\"\r\n1\r\n}\r\n0\r\n\r\n");

  ck_assert_int_eq(reply.status, 200);
  has(reply.body, "\"name\":\"abc\"");
}
END_TEST

START_TEST(body_too_large)
{
  int link;
  struct reply reply;
  char *big = calloc(1, 3001);

  options.body_most = 2000;
  house_again();
  memset(big, 'a', 3000);
  reply = post("/json", "application/json", "", big);
  ck_assert_int_eq(reply.status, 413);
  has(reply.body, "the request is too large: 2000 bytes are the most");
  reply = post("/form", "application/x-www-form-urlencoded", "", big);
  ck_assert_int_eq(reply.status, 413);
  /* not announced */
  link = dial();
  say(link,
      "POST /json HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
      "bb8\r\n%s\r\n0\r\n\r\n",
      big);
  ck_assert_int_eq(hear(link).status, 413);
  close(link);
  /* who asks first need not send it */
  link = dial();
  say(link,
      "POST /json HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: "
      "999999999999\r\n\r\n");
  reply = hear(link);
  ck_assert_int_eq(reply.status, 413);
  close(link);
  reply = ask("GET /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}");
  ck_assert_int_eq(reply.status, 400);
  free(big);
}
END_TEST

START_TEST(body_form)
{
  struct reply reply =
    post("/form", "application/x-www-form-urlencoded", "", "name=%E5%BC%A0%E4%B8%89&a=1+2&a=&b=%26%3D&");

  ck_assert_int_eq(reply.status, 200);
  has(reply.body, "\"fields\":[\"name=张三\",\"a=1 2\",\"a=\",\"b=&=\"]");
  reply = post("/form", "application/json", "", "{}");
  ck_assert_int_eq(reply.status, 415);
  reply = post("/form", "application/x-www-form-urlencoded", "", "a=%00");
  ck_assert_int_eq(reply.status, 400);
  reply = post("/form", "application/x-www-form-urlencoded", "", "a=%ff");
  ck_assert_int_eq(reply.status, 400);
}
END_TEST

START_TEST(body_form_many)
{
  struct fasti_buffer body = {0};

  for (int i = 0; i < 2001; i++)
    fasti_buffer_puts(&body, "a=1&");
  ck_assert_int_eq(post("/form", "application/x-www-form-urlencoded", "", body.at).status, 400);
  fasti_buffer_free(&body);
}
END_TEST

#define PART(head, content) "--XX\r\nContent-Disposition: form-data; " head "\r\n\r\n" content "\r\n"
#define MULTIPART "multipart/form-data; boundary=XX"

START_TEST(body_parts)
{
  struct reply reply = post("/form", MULTIPART, "",
                            PART("name=\"a\"", "1\r\n2") PART("name=\"名\"", "张三") PART("name=\"a\"", "")
                              PART("name=\"none\"; filename=\"\"", "") "--XX--\r\n");

  ck_assert_msg(reply.status == 200, "%s", reply.body);
  has(reply.body, "\"fields\":[\"a=1\\r\\n2\",\"名=张三\",\"a=\"],\"files\":[]");
  reply = post("/form", MULTIPART, "", PART("name=\"a\"", "\xff") "--XX--\r\n");
  ck_assert_int_eq(reply.status, 400);
  reply = post("/form", "multipart/form-data", "", PART("name=\"a\"", "1") "--XX--\r\n");
  ck_assert_int_eq(reply.status, 400);
  has(reply.body, "the form does not say where its parts end");
  reply = post("/form", MULTIPART, "", PART("name=\"a\"", "1"));
  ck_assert_int_eq(reply.status, 400);
  reply = post("/form", MULTIPART, "", PART("name=\"photo\"; filename=\"p.jpg\"", "abc") "--XX--\r\n");
  ck_assert_int_eq(reply.status, 200); /* nobody in particular sends no files; the form tells it */
  has(reply.body, "\"photo p.jpg forbidden 0 \"");
}
END_TEST

START_TEST(body_part_files)
{
  const char *token = fasti_arena_printf(arena, "Authorization: Bearer %s\r\n", token_of("clerk-1", "read write"));
  struct reply reply;
  struct fasti_buffer body = {0};

  reply = post("/form", MULTIPART, token,
               PART("name=\"photo\"; filename=\"现场.jpg\"\r\nContent-Type: image/jpeg", "abc") PART("name=\"a\"", "1")
                 PART("name=\"photo\"; filename=\"C:\\x\\..\\two.jpg\"", "\x01\r\n--X")
                   PART("name=\"empty\"; filename=\"empty.txt\"", "") "--XX--\r\n");
  ck_assert_msg(reply.status == 401 || reply.status == 200, "%s", reply.body);
  ck_assert_int_eq(reply.status, 200);
  has(reply.body, "\"photo 现场.jpg ok 3 ba7816bf\"");
  has(reply.body, "\"photo two.jpg ok 6 ");
  has(reply.body, "\"empty empty.txt invalid 0 \"");
  has(reply.body, "\"fields\":[\"a=1\"]");
  for (int i = 0; i < 21; i++)
    fasti_buffer_printf(&body, PART("name=\"f%d\"; filename=\"f\"", "abc"), i);
  fasti_buffer_puts(&body, "--XX--\r\n");
  reply = post("/form", MULTIPART, token, body.at);
  ck_assert_int_eq(reply.status, 413);
  has(reply.body, "a form has 20 files at most");
  fasti_buffer_free(&body);
}
END_TEST

START_TEST(body_file)
{
  const char *token = token_of("clerk-1", "write");
  struct reply reply =
    ask("PUT /file HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\nContent-Length: 5\r\n\r\nhello", token);
  int link;

  ck_assert_int_eq(reply.status, 200);
  has(reply.body, "\"file\":5");
  reply = ask("PUT /file HTTP/1.1\r\nHost: h\r\n" EN "Authorization: Bearer %s\r\nContent-Length: 0\r\n\r\n", token);
  ck_assert_int_eq(reply.status, 422);
  has(reply.body, "this file is empty");
  reply = ask("PUT /file HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\nContent-Type: " MULTIPART
              "\r\nContent-Length: 0\r\n\r\n",
              token);
  ck_assert_int_eq(reply.status, 415);
  reply =
    ask("PUT /file HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\nContent-Length: 99999999999\r\n\r\n", token);
  ck_assert_int_eq(reply.status, 413);
  reply = ask("PUT /file HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");
  ck_assert_int_eq(reply.status, 401);
  /* what breaks off leaves nothing: the server ends it with the connection */
  link = dial();
  say(link, "PUT /file HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\nContent-Length: 50\r\n\r\nhello", token);
  close(link);
}
END_TEST

TCase *
body_tests(void)
{
  TCase *tcase = tcase_create("body");

  tcase_add_checked_fixture(tcase, house_open, house_close);
  tcase_add_test(tcase, body_json);
  tcase_add_test(tcase, body_chunked);
  tcase_add_test(tcase, body_too_large);
  tcase_add_test(tcase, body_form);
  tcase_add_test(tcase, body_form_many);
  tcase_add_test(tcase, body_parts);
  tcase_add_test(tcase, body_part_files);
  tcase_add_test(tcase, body_file);
  return tcase;
}
