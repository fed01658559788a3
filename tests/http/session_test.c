/* tests/http/session_test.c - who asks and what they may: codes, passwords, cookies, CSRF tokens, bearer tokens. */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "tests/http/house.h"
#include "tests/http/inside.h"

#define EN "Accept-Language: en\r\n"
#define WRONG "the name, the password or the code is wrong"

START_TEST(session_code)
{
  const char *code = code_of("clerk-1"), *cookie;
  struct reply reply = log_in("clerk-1", code);

  ck_assert_int_eq(reply.status, 200);
  has(reply.body, "\"person\":\"clerk-1\"");
  has(header(&reply, "Set-Cookie"), "; Path=/; HttpOnly; SameSite=Lax; Max-Age=43200");
  cookie = cookie_of(&reply);
  reply = get_page("/me", cookie);
  ck_assert_int_eq(reply.status, 200);
  has(reply.body, "\"person\":\"clerk-1\"");
  /* once */
  reply = log_in("clerk-1", code);
  ck_assert_int_eq(reply.status, 401);
  has(reply.body, WRONG);
  ck_assert_int_eq(get_page("/me", "").status, 401);
  ck_assert_int_eq(get_page("/me", "fasti=abc").status, 401);
  ck_assert_int_eq(get_page("/me", "fasti=0000000000000000000000000000000000000000000000000000000000000000").status,
                   401);
}
END_TEST

/* Nobody learns who is there: the same answer. */
START_TEST(session_wrong)
{
  struct reply unknown = log_in("nobody", "x"), known = log_in("clerk-1", "x");

  ck_assert_int_eq(unknown.status, 401);
  ck_assert_int_eq(known.status, 401);
  has(unknown.body, WRONG);
  has(known.body, WRONG);
  ck_assert_str_eq(header(&known, "Set-Cookie"), "");
  ck_assert_int_eq(log_in("", "").status, 401);
}
END_TEST

START_TEST(session_throttled)
{
  const char *code;
  struct reply reply;

  for (int i = 0; i < 5; i++)
    ck_assert_int_eq(log_in("clerk-2", "wrong").status, 401);
  reply = log_in("clerk-2", "wrong");
  ck_assert_int_eq(reply.status, 429);
  has(reply.body, "too many attempts failed: wait a while");
  ck_assert_str_eq(header(&reply, "Retry-After"), "60");
  /* an administrator's code lets them in again */
  code = code_of("clerk-2");
  ck_assert_int_eq(log_in("clerk-2", code).status, 200);
}
END_TEST

START_TEST(session_throttled_address)
{
  int refused = 0;

  /* twenty in a minute by the clock: a new one may begin while the test runs */
  for (int i = 0; i < 65 && refused < 4; i++)
    refused += log_in(fasti_arena_printf(arena, "nobody-%d", i), "wrong").status == 429;
  ck_assert_int_eq(refused, 4);
}
END_TEST

START_TEST(session_csrf)
{
  const char *csrf, *again, *cookie = session_of("clerk-1", &csrf);
  struct reply reply = get_page("/me", cookie);

  again = csrf_of(&reply);
  ck_assert_str_ne(csrf, again); /* masked anew */
  reply = post_form("/form", cookie, "", "a=1");
  ck_assert_int_eq(reply.status, 403);
  has(reply.body, "the token of this session is missing or wrong");
  ck_assert_int_eq(post_form("/form", cookie, "", "csrf=abc").status, 403);
  ck_assert_int_eq(post_form("/form", cookie, "", fasti_arena_printf(arena, "csrf=%.127s0", csrf)).status == 403 ||
                     csrf[127] == '0',
                   1);
  ck_assert_int_eq(post_form("/form", cookie, "", fasti_arena_printf(arena, "csrf=%s", csrf)).status, 200);
  ck_assert_int_eq(post_form("/form", cookie, "", fasti_arena_printf(arena, "csrf=%s", again)).status, 200);
  ck_assert_int_eq(post_form("/form", cookie, fasti_arena_printf(arena, "X-CSRF-Token: %s\r\n", csrf), "a=1").status,
                   200);
  /* the token of another session */
  session_of("clerk-2", &again);
  ck_assert_int_eq(post_form("/form", cookie, "", fasti_arena_printf(arena, "csrf=%s", again)).status, 403);
  /* other people's pages */
  reply = post_form("/form", cookie, "Origin: http://evil\r\n", fasti_arena_printf(arena, "csrf=%s", csrf));
  ck_assert_int_eq(reply.status, 403);
  has(reply.body, "this was sent by a page of somebody else");
  ck_assert_int_eq(post_form("/form", cookie, "Origin: null\r\n", fasti_arena_printf(arena, "csrf=%s", csrf)).status,
                   403);
  ck_assert_int_eq(
    post_form("/form", cookie, "Origin: http://h\r\n", fasti_arena_printf(arena, "csrf=%s", csrf)).status, 200);
  ck_assert_int_eq(post_form("/login", "", "Sec-Fetch-Site: cross-site\r\n", "person=clerk-1&secret=x").status, 403);
}
END_TEST

START_TEST(session_end)
{
  const char *csrf, *cookie = session_of("clerk-1", &csrf);
  struct reply reply = post_form("/logout", cookie, "", fasti_arena_printf(arena, "csrf=%s", csrf));

  ck_assert_int_eq(reply.status, 200);
  has(header(&reply, "Set-Cookie"), "fasti=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
  ck_assert_int_eq(get_page("/me", cookie).status, 401);
}
END_TEST

/* A log-in ends the session that was there: nobody can be made to use one that another knows. */
START_TEST(session_renewed)
{
  const char *csrf, *cookie = session_of("clerk-1", &csrf);
  struct reply reply = post_form(
    "/login", cookie, "", fasti_arena_printf(arena, "csrf=%s&person=clerk-1&secret=%s", csrf, code_of("clerk-1")));

  ck_assert_int_eq(reply.status, 200);
  ck_assert_str_ne(cookie_of(&reply), cookie);
  ck_assert_int_eq(get_page("/me", cookie).status, 401);
  ck_assert_int_eq(get_page("/me", cookie_of(&reply)).status, 200);
}
END_TEST

START_TEST(session_password)
{
  const char *csrf, *cookie = session_of("clerk-1", &csrf), *other_csrf, *other = session_of("clerk-1", &other_csrf);
  struct reply reply = post_form("/password", cookie, "", fasti_arena_printf(arena, "csrf=%s&password=short", csrf));

  ck_assert_int_eq(reply.status, 422);
  has(reply.body, "a password has 10 to 200 bytes");
  reply = post_form("/password", cookie, "", fasti_arena_printf(arena, "csrf=%s&password=correct+horse", csrf));
  ck_assert_msg(reply.status == 200, "%s", reply.body);
  ck_assert_int_eq(get_page("/me", cookie).status, 200);
  ck_assert_int_eq(get_page("/me", other).status, 401); /* other sessions have ended */
  ck_assert_int_eq(log_in("clerk-1", "correct+horse").status, 200);
  ck_assert_int_eq(log_in("clerk-1", "correct+horsf").status, 401);
  reply =
    post_form("/password", cookie, "", fasti_arena_printf(arena, "csrf=%s&current=wrong&password=another+one", csrf));
  ck_assert_int_eq(reply.status, 422);
  has(reply.body, "this is not the password until now");
  reply = post_form("/password", cookie, "",
                    fasti_arena_printf(arena, "csrf=%s&current=correct+horse&password=another+one", csrf));
  ck_assert_int_eq(reply.status, 200);
  ck_assert_int_eq(log_in("clerk-1", "correct+horse").status, 401);
  ck_assert_int_eq(log_in("clerk-1", "another+one").status, 200);
}
END_TEST

START_TEST(session_language)
{
  const char *csrf, *cookie = session_of("chief-1", &csrf);
  struct reply reply = post_form("/language", cookie, "", fasti_arena_printf(arena, "csrf=%s&language=zh-CN", csrf));

  ck_assert_int_eq(reply.status, 200);
  reply = get_page("/me", cookie);
  has(reply.body, "\"language\":\"zh-CN\""); /* whatever the browser prefers */
  reply = post_form("/language", cookie, "", fasti_arena_printf(arena, "csrf=%s&language=fr", csrf));
  ck_assert_int_eq(reply.status, 422);
}
END_TEST

START_TEST(session_disabled)
{
  const char *csrf, *cookie = session_of("clerk-2", &csrf), *token = token_of("clerk-2", "read");

  ck_assert_int_eq(get_page("/me", cookie).status, 200);
  set_active("clerk-2", false);
  ck_assert_int_eq(get_page("/me", cookie).status, 401);
  ck_assert_int_eq(ask_json("GET", "/me", token, "", "").status, 401);
  set_active("clerk-2", true);
  ck_assert_int_eq(get_page("/me", cookie).status, 401); /* ended, not suspended */
}
END_TEST

START_TEST(session_secure)
{
  struct reply reply;

  options.secure = true;
  house_again();
  reply = log_in("clerk-1", code_of("clerk-1"));
  has(header(&reply, "Set-Cookie"), "__Host-fasti=");
  has(header(&reply, "Set-Cookie"), "; Secure");
  ck_assert_int_eq(get_page("/me", cookie_of(&reply)).status, 200);
}
END_TEST

START_TEST(token_scopes)
{
  const char *reads = token_of("clerk-1", "read"), *writes = token_of("clerk-1", "read write"),
             *chief = token_of("chief-1", "read"), *root = token_of("root", "read");
  struct reply reply = ask_json("GET", "/me", reads, "", "");

  ck_assert_int_eq(reply.status, 200);
  reply = ask_json("POST", "/cases", reads, "", "{\"name\":\"x\"}");
  ck_assert_int_eq(reply.status, 403);
  has(reply.body, "this token does not allow that; it allows: read");
  has(header(&reply, "WWW-Authenticate"), "insufficient_scope");
  ck_assert_int_eq(ask_json("POST", "/cases", writes, "", "{\"name\":\"x\"}").status, 201);
  ck_assert_int_eq(ask_json("GET", "/pages", writes, "", "").status, 403); /* no business of a program */
  ck_assert_int_eq(ask_json("GET", "/clerks", reads, "", "").status, 200);
  reply = ask_json("GET", "/clerks", chief, "", "");
  ck_assert_int_eq(reply.status, 403);
  has(reply.body, "chief-1 has no role that may do this");
  ck_assert_int_eq(ask_json("GET", "/handlers", chief, "", "").status, 200);
  ck_assert_int_eq(ask_json("GET", "/handlers", root, "", "").status, 403);
  reply = ask_json("GET", "/me", "0000000000000000000000000000000000000000000000000000000000000000", "", "");
  ck_assert_int_eq(reply.status, 401);
  has(header(&reply, "WWW-Authenticate"), "invalid_token");
  ck_assert_int_eq(ask_json("GET", "/echo", "abc", "", "").status, 401); /* who sends one means it */
  /* a token is no cookie, a cookie no token */
  ck_assert_int_eq(get_page("/me", fasti_arena_printf(arena, "fasti=%s", reads)).status, 401);
}
END_TEST

enum { MINUTE = 60 * 1000 };

START_TEST(session_idle)
{
  const char *csrf, *cookie = session_of("clerk-1", &csrf);

  for (int i = 0; i < 3; i++) {
    ahead += 29 * MINUTE;
    ck_assert_int_eq(get_page("/me", cookie).status, 200);
  }
  ahead += 31 * MINUTE;
  ck_assert_int_eq(get_page("/me", cookie).status, 401);
  ck_assert_int_eq(get_page("/me", cookie).status, 401); /* asking does not wake it */
}
END_TEST

START_TEST(session_over)
{
  const char *csrf, *cookie = session_of("clerk-1", &csrf), *token = token_of("clerk-1", "read");

  for (int i = 0; i < 35; i++) {
    ahead += 20 * MINUTE;
    ck_assert_int_eq(get_page("/me", cookie).status, 200);
  }
  ahead += 21 * MINUTE; /* twelve hours */
  ck_assert_int_eq(get_page("/me", cookie).status, 401);
  ck_assert_int_eq(ask_json("GET", "/me", token, "", "").status, 401);
}
END_TEST

START_TEST(session_code_over)
{
  const char *code = code_of("clerk-1");

  ahead += 61 * MINUTE;
  ck_assert_int_eq(log_in("clerk-1", code).status, 401);
}
END_TEST

#define NAMED(person) "X-Person: " person "\r\n"

static struct reply
get_named(const char *path, const char *cookie, const char *more)
{
  return ask("GET %s HTTP/1.1\r\nHost: h\r\n" EN "%s%s%s%s\r\n", path, *cookie ? "Cookie: " : "", cookie,
             *cookie ? "\r\n" : "", more);
}

START_TEST(sign_on)
{
  struct reply reply;
  const char *cookie;

  ck_assert_int_eq(get_named("/me", "", NAMED("clerk-1")).status, 401); /* not configured */
  options.sign_on = "X-Person";
  options.proxies = "10.0.0.1";
  house_again();
  ck_assert_int_eq(get_named("/me", "", NAMED("clerk-1")).status, 401); /* not from the proxy */
  options.proxies = "10.0.0.1, 127.0.0.1";
  house_again();
  reply = get_named("/me?a=b%20c", "", NAMED("clerk-1"));
  ck_assert_int_eq(reply.status, 303);
  ck_assert_str_eq(header(&reply, "Location"), "/me?a=b%20c");
  cookie = cookie_of(&reply);
  reply = get_named("/me", cookie, NAMED("clerk-1"));
  ck_assert_int_eq(reply.status, 200);
  has(reply.body, "\"person\":\"clerk-1\"");
  /* somebody else sits down at the same browser */
  reply = get_named("/me", cookie, NAMED("clerk-2"));
  ck_assert_int_eq(reply.status, 303);
  reply = get_named("/me", cookie_of(&reply), NAMED("clerk-2"));
  has(reply.body, "\"person\":\"clerk-2\"");
  ck_assert_int_eq(get_named("/me", "", NAMED("nobody")).status, 403);
  ck_assert_int_eq(get_named("/me", "", "").status, 401);
  ck_assert_int_eq(post_form("/form", "", NAMED("clerk-1"), "a=1").status,
                   200); /* nobody in particular: changes need a session */
}
END_TEST

/* Who tries too often is who asks, not the proxy; and nobody can say that they are somebody else. */
START_TEST(forwarded)
{
  struct reply reply;

  options.proxies = "127.0.0.1 10.9.9.9";
  house_again();
  for (int i = 0; i < 25; i++)
    reply = post_form("/login", "", "X-Forwarded-For: 10.1.1.1, 10.2.2.2, 10.9.9.9\r\n", "person=nobody&secret=x");
  ck_assert_int_eq(reply.status, 429);
  ck_assert_int_eq(
    post_form("/login", "", "X-Forwarded-For: 10.7.7.7\r\nX-Forwarded-For: 10.2.2.2\r\n", "person=nobody&secret=x")
      .status,
    429);
  ck_assert_int_eq(post_form("/login", "", "X-Forwarded-For: 10.1.1.1\r\n", "person=nobody&secret=x").status, 401);
  ck_assert_int_eq(post_form("/login", "", "X-Forwarded-For: evil\r\n", "person=nobody&secret=x").status, 401);
}
END_TEST

TCase *
session_tests(void)
{
  TCase *tcase = tcase_create("session");

  tcase_add_checked_fixture(tcase, house_open, house_close);
  tcase_add_test(tcase, session_code);
  tcase_add_test(tcase, session_wrong);
  tcase_add_test(tcase, session_throttled);
  tcase_add_test(tcase, session_throttled_address);
  tcase_add_test(tcase, session_csrf);
  tcase_add_test(tcase, session_end);
  tcase_add_test(tcase, session_renewed);
  tcase_add_test(tcase, session_language);
  tcase_add_test(tcase, session_disabled);
  tcase_add_test(tcase, session_secure);
  tcase_add_test(tcase, session_idle);
  tcase_add_test(tcase, session_over);
  tcase_add_test(tcase, session_code_over);
  tcase_add_test(tcase, sign_on);
  tcase_add_test(tcase, forwarded);
  tcase_add_test(tcase, token_scopes);
  tcase_add_test(tcase, session_password);
  return tcase;
}
