/* tests/case/hand_test.c - files that go along with what a case opens and tells, and files that it gets.
 */
#include "config.h"

#include <string.h>

#include "tests/case/case_tests.h"

#define GIVING                                                                                                         \
  STATE("a", TASK("work", "officer", "") DONE("work", "end")                                                           \
             "<transition event='note' f:role='clerk' f:form='note.xhtml' f:into='$x'/>"                              \
             "<transition event='tell' f:role='clerk'><f:tell case=\"'B-2025-00008 B-2025-00009'\" event='told'>"     \
             "<f:hand files='$x/text'/></f:tell></transition>"                                                         \
             "<transition event='open' f:role='clerk'><f:open procedure='p'><f:hand files='$x/text'/>"                 \
             "<f:hand files='1'/><f:hand files='$list/file'/></f:open></transition>"                                   \
             "<transition event='truth' f:role='clerk'><f:open procedure='p'><f:hand files='true()'/></f:open>"       \
             "</transition>"                                                                                           \
             "<transition event='told'/><transition event='shut' f:role='clerk' target='end'/>")                       \
  END

static void
print_ask(void *self, const struct fasti_ask *ask)
{
  fasti_buffer_printf(self, "%s:", ask->case_id);
  for (size_t i = 0; i < ask->file_count; i++)
    fasti_buffer_printf(self, " %lld %s %s %s %s %lld <%s>", (long long)ask->files[i].number, ask->files[i].name,
                        ask->files[i].media, ask->files[i].hash_name, ask->files[i].hash,
                        (long long)ask->files[i].size, ask->files[i].replaced);
  fasti_buffer_puts(self, "\n");
}

static const char *
asked(void)
{
  static char text[1000];
  struct fasti_buffer out = {0};

  fasti_case_asks(desk_case, print_ask, &out);
  snprintf(text, sizeof text, "%s", out.size ? out.at : "");
  fasti_buffer_free(&out);
  return text;
}

static void
attach(const char *name, const char *hash, const char *more)
{
  char line[200];

  snprintf(line, sizeof line, "evidence as clerk-1 with name=%s media=text/plain size=3 hash-name=sha256 hash=%s %s",
           name, hash, more);
  ok(line);
}

START_TEST(hand_on__what_goes_along)
{
  desk_set(HEAD, DATA GIVING);
  ok("open as clerk-1");
  attach("a.txt", "aa", "");
  attach("b.txt", "bb", "");
  ok("act note as clerk-1 with text=2");
  ok("act tell as clerk-1");
  ck_assert_str_eq(asked(), "B-2025-00008: 2 b.txt text/plain sha256 bb 3 <>\n"
                            "B-2025-00009: 2 b.txt text/plain sha256 bb 3 <>\n");
  /* each once, in the order of naming */
  ok("act note as clerk-1 with text=2_1_2");
  ok("act open as clerk-1");
  ck_assert_str_eq(asked(), "B-2025-00002: 2 b.txt text/plain sha256 bb 3 <> 1 a.txt text/plain sha256 aa 3 <>\n");
  /* the last correction, and what it took the place of */
  attach("c.txt", "cc", "supersedes=2");
  attach("d.txt", "dd", "supersedes=3");
  ok("act tell as clerk-1");
  ck_assert_str_eq(strchr(asked(), '\n') + 1, "B-2025-00009: 4 d.txt text/plain sha256 dd 3 <3 2>"
                                              " 1 a.txt text/plain sha256 aa 3 <>\n");
  /* the same content under two numbers is one file */
  attach("e.txt", "aa", "");
  ok("act note as clerk-1 with text=5");
  ok("act open as clerk-1");
  ck_assert_str_eq(asked(), "B-2025-00003: 5 e.txt text/plain sha256 aa 3 <>\n");
}
END_TEST

START_TEST(hand_on__numbers_that_are_none)
{
  static const char *const wrong[] = {"zero", "0", "01", "+1", "-1", "1.0", "1,2", "9999999999999999"};

  desk_set(HEAD, DATA GIVING);
  ok("open as clerk-1");
  attach("a.txt", "aa", "");
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    char line[100], told[200];

    snprintf(line, sizeof line, "act note as clerk-1 with text=1_%s", wrong[i]);
    ok(line);
    snprintf(told, sizeof told, "files=\"$x/text\" gives \"%s\"; expected numbers of files of this case", wrong[i]);
    no(FASTI_INVALID, told, "act tell as clerk-1");
    no(FASTI_INVALID, told, "act open as clerk-1");
  }
  ok("act note as clerk-1 with text=2");
  no(FASTI_INVALID, "p.scxml:3:", "act open as clerk-1");
  no(FASTI_INVALID, "there is no file number 2 in this case to hand on; it has 1", "act open as clerk-1");
  no(FASTI_INVALID, "files=\"true()\" gives \"true\"", "act truth as clerk-1");
  ck_assert_str_eq(desk_value("f:file(1, 'name')"), "a.txt");
}
END_TEST

static struct fasti_field fields[] = {{"name", "a.txt"},       {"media", "text/plain"}, {"size", "3"},
                                      {"hash-name", "sha256"}, {"hash", "aa"},          {"from-number", "7"}};

static enum fasti_status
receive(const char *from, const char *number)
{
  struct fasti_command command = {.kind = FASTI_EVIDENCE,
                                  .from = from,
                                  .from_procedure = "p",
                                  .from_entry = 4,
                                  .fields = fields,
                                  .field_count = 6};

  fields[5].value = number;
  return desk_apply(&command);
}

static enum fasti_status
opened(const struct fasti_field *given, size_t count)
{
  static const struct fasti_handed file = {7, "a.txt", "text/plain", "sha256", "aa", 3, ""};
  struct fasti_command command = {.kind = FASTI_OPEN,
                                  .from = "B-2025-00009",
                                  .from_procedure = "p",
                                  .from_entry = 4,
                                  .fields = given,
                                  .field_count = count,
                                  .files = &file,
                                  .file_count = 1};

  return desk_apply(&command);
}

START_TEST(hand_over__says_where_it_is_from)
{
  desk_set(HEAD, DATA GIVING);
  ck_assert_int_eq(receive("B-2025-00009", "7"), FASTI_REFUSED);
  ok("open as clerk-1");
  ck_assert_int_eq(receive("B-2025-00009", "7"), FASTI_OK);
  ck_assert_str_eq(desk_value("concat(f:file(1, 'name'), ' ', f:file(1, 'by'), ' ', f:file(1, 'from'), ' ', "
                              "f:file(1, 'from-number'), ' ', f:file(1, 'size'), ' ', f:file(1, 'hash'))"),
                   "a.txt B-2025-00009 B-2025-00009 7 3 aa");
  ck_assert_int_eq(receive("B-2025-00009", ""), FASTI_CORRUPT);
  ck_assert_int_eq(receive("B-2025-00009", "x"), FASTI_CORRUPT);
  ck_assert_int_eq(receive(NULL, "7"), FASTI_INVALID); /* nobody does it */
  attach("b.txt", "bb", "supersedes=1");
  ck_assert_str_eq(desk_value("concat(f:file(2, 'by'), '|', f:file(2, 'from'), '|', f:file(2, 'from-number'))"),
                   "clerk-1||");
  /* suspended: a file comes in; ended: none */
  ok("suspend as officer-1 law L1 because waiting");
  ok("approve-suspension as leader-1");
  no(FASTI_REFUSED, "the case is suspended", "evidence as clerk-1 with name=c.txt");
  ck_assert_int_eq(receive("B-2025-00009", "8"), FASTI_OK);
  ok("resume as leader-1");
  ok("act shut as clerk-1");
  ck_assert_int_eq(receive("B-2025-00009", "9"), FASTI_REFUSED);
  ck_assert_str_eq(desk_value("f:file(4, 'name')"), "");
}
END_TEST

/* While it is opened the case knows what will come; it has it when it came. */
START_TEST(hand_over__with_the_opening)
{
  const struct fasti_field first[] = {{"text", "1"}}, second[] = {{"text", "2"}};

  desk_set(HEAD " f:form='note.xhtml' f:into='$x'",
           DATA STATE("a", "<onentry><f:refuse test=\"f:file($x/text, 'hash') = ''\" message='no such file'/>"
                           "<assign location='$y' expr=\"concat(f:file($x/text, 'name'), ' ', "
                           "f:file($x/text, 'from-number'), ' ', f:file($x/text, 'at'))\"/></onentry>"
                           "<transition event='shut' f:role='clerk' target='end'/>") END);
  ck_assert_int_eq(opened(second, 1), FASTI_REFUSED);
  ck_assert_int_eq(opened(first, 1), FASTI_OK);
  ck_assert_str_eq(desk_value("string($y)"), "a.txt 7 2025-09-29T09:00:00+08:00");
  ck_assert_str_eq(desk_value("f:file(1, 'name')"), "");
  ck_assert_int_eq(receive("B-2025-00009", "7"), FASTI_OK);
  ck_assert_str_eq(desk_value("f:file(1, 'name')"), "a.txt");
}
END_TEST

START_TEST(hand_over__to_what_the_opening_has_ended)
{
  struct fasti_command later = {.kind = FASTI_ATTEMPT, .event = "comment", .reason = "no"};

  desk_set("initial='end' f:title='Permit'", DATA "<state id='a'/>" END);
  ck_assert_int_eq(opened(NULL, 0), FASTI_OK);
  ck_assert_str_eq(fasti_case_outcome(desk_case), "end");
  ck_assert_int_eq(receive("B-2025-00008", "7"), FASTI_REFUSED); /* only who opened it */
  ck_assert_int_eq(receive("B-2025-00009", "7"), FASTI_OK);
  ck_assert_int_eq(receive("B-2025-00009", "8"), FASTI_OK);
  ck_assert_str_eq(desk_value("f:file(2, 'from-number')"), "8");
  ck_assert_int_eq(desk_apply(&later), FASTI_OK);
  ck_assert_int_eq(receive("B-2025-00009", "9"), FASTI_REFUSED); /* and only what came with the opening */
}
END_TEST

TCase *
hand_tcase(void)
{
  TCase *tcase = desk_tcase("hand");

  tcase_add_test(tcase, hand_on__what_goes_along);
  tcase_add_test(tcase, hand_on__numbers_that_are_none);
  tcase_add_test(tcase, hand_over__says_where_it_is_from);
  tcase_add_test(tcase, hand_over__with_the_opening);
  tcase_add_test(tcase, hand_over__to_what_the_opening_has_ended);
  return tcase;
}
