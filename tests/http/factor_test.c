/* tests/http/factor_test.c - the second factor: codes of time (RFC 6238), set up by the person, asked for at log-in. */
#include "config.h"

#include <string.h>

#include "adapters/http/room.h"
#include "tests/http/house.h"
#include "tests/http/inside.h"

#define RFC_SECRET "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" /* 12345678901234567890 */

/* RFC 6238, appendix B; the last six digits. */
START_TEST(factor_vectors)
{
  static const struct {
    int64_t second;
    const char *code;
  } vectors[] = {{59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
                 {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
  char code[HTTP_FACTOR_CODE];

  for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
    http_factor_code(RFC_SECRET, vectors[i].second / 30, code);
    ck_assert_str_eq(code, vectors[i].code);
  }
}
END_TEST

START_TEST(factor_window)
{
  const char *code = "287082"; /* of step 1 */

  ck_assert_int_eq(http_factor_check(RFC_SECRET, code, 59000, 0), 1);
  ck_assert_int_eq(http_factor_check(RFC_SECRET, code, 29000, 0), 1); /* a step early */
  ck_assert_int_eq(http_factor_check(RFC_SECRET, code, 89000, 0), 1); /* a step late */
  ck_assert_int_eq(http_factor_check(RFC_SECRET, code, 90000, 0), 0);
  ck_assert_int_eq(http_factor_check(RFC_SECRET, code, 59000, 1), 0); /* used */
  ck_assert_int_eq(http_factor_check(RFC_SECRET, "28708", 59000, 0), 0);
  ck_assert_int_eq(http_factor_check(RFC_SECRET, "2870820", 59000, 0), 0);
  ck_assert_int_eq(http_factor_check(RFC_SECRET, "287083", 59000, 0), 0);
  ck_assert_int_eq(http_factor_check(RFC_SECRET, NULL, 59000, 0), 0);
  ck_assert_int_eq(http_factor_check("", "", 59000, 0), 0);
  ck_assert_int_eq(http_factor_check("not base32 at all, nor so long as", "287082", 59000, 0), 0);
}
END_TEST

static struct reply
act(const char *path, const char *cookie, const char *csrf, const char *code)
{
  return post_form(path, cookie, "", fasti_arena_printf(arena, "csrf=%s&code=%s", csrf, code));
}

/* At the time that the server believes. */
static const char *
code_now(const char *secret)
{
  char *code = fasti_arena_alloc(arena, HTTP_FACTOR_CODE);

  http_factor_code(secret, real_now() / 30000, code);
  return code;
}

static int
log_in_with(const char *password, const char *code)
{
  struct reply reply =
    post_form("/login", "", "", fasti_arena_printf(arena, "person=clerk-2&secret=%s&code=%s", password, code));

  return reply.status;
}

START_TEST(factor_at_login)
{
  const char *csrf, *cookie = session_of("clerk-2", &csrf), *secret, *code;
  struct reply reply =
    post_form("/password", cookie, "", fasti_arena_printf(arena, "csrf=%s&password=ten+letters", csrf));

  ck_assert_int_eq(reply.status, 200);
  ck_assert_str_eq(get_page("/factor", cookie).body, "no none ");
  ck_assert_int_eq(act("/factor/confirm", cookie, csrf, "123456").status, 422); /* nothing is proposed */
  ck_assert_int_eq(act("/factor/propose", cookie, csrf, "").status, 200);
  reply = get_page("/factor", cookie);
  ck_assert_int_eq(strncmp(reply.body, "no ", 3), 0);
  secret = fasti_arena_copy(arena, reply.body + 3, 32);
  ck_assert_uint_eq(strspn(secret, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), 32);
  has(reply.body,
      fasti_arena_printf(arena,
                         "otpauth://totp/Fasti:%%63%%6C%%65%%72%%6B%%2D%%32?secret=%s&issuer=Fasti&algorithm="
                         "SHA1&digits=6&period=30",
                         secret));
  ck_assert_int_eq(log_in_with("ten+letters", ""), 200); /* not yet */
  reply = act("/factor/confirm", cookie, csrf, strcmp(code_now(secret), "000000") == 0 ? "000001" : "000000");
  ck_assert_int_eq(reply.status, 422);
  has(reply.body, "this is not the code of now");
  code = code_now(secret);
  ck_assert_int_eq(act("/factor/confirm", cookie, csrf, code).status, 200);
  ck_assert_str_eq(get_page("/factor", cookie).body, "yes none ");
  ck_assert_int_eq(log_in_with("ten+letters", ""), 401);
  ck_assert_int_eq(log_in_with("ten+letters", code), 401); /* used when it was confirmed */
  ahead += 30000;
  code = code_now(secret);
  ck_assert_int_eq(log_in_with("wrong+password", code), 401);
  ck_assert_int_eq(log_in_with("ten+letters", code), 200);
  ck_assert_int_eq(log_in_with("ten+letters", code), 401);    /* once */
  ck_assert_int_eq(log_in_with(code_of("clerk-2"), ""), 200); /* who has lost it asks an administrator */
  ahead += 60000;
  ck_assert_int_eq(act("/factor/end", cookie, csrf, "abc").status, 422);
  ck_assert_int_eq(act("/factor/end", cookie, csrf, code_now(secret)).status, 200);
  ck_assert_int_eq(log_in_with("ten+letters", ""), 200);
}
END_TEST

START_TEST(factor_reset)
{
  const char *csrf, *cookie = session_of("clerk-2", &csrf);
  struct reply reply;

  act("/factor/propose", cookie, csrf, "");
  reply = get_page("/factor", cookie);
  ck_assert_int_eq(act("/factor/confirm", cookie, csrf, code_now(fasti_arena_copy(arena, reply.body + 3, 32))).status,
                   200);
  ck_assert_int_eq(log_in_with("ten+letters", ""), 401);
  reset_factor("clerk-2");
  ck_assert_str_eq(get_page("/factor", cookie).body, "no none ");
  ck_assert_int_eq(log_in_with("ten+letters", ""), 200);
}
END_TEST

TCase *
factor_tests(void)
{
  TCase *tcase = tcase_create("factor");

  tcase_add_checked_fixture(tcase, house_open, house_close);
  tcase_add_test(tcase, factor_vectors);
  tcase_add_test(tcase, factor_window);
  tcase_add_test(tcase, factor_at_login);
  tcase_add_test(tcase, factor_reset);
  return tcase;
}
