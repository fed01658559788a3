/* tests/staff/staff_test.c - the room staff: forms that are filled in by chance, and what is learned for it. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/guess.h"
#include "engine/pattern.h"
#include "tests/tap.h"

static const char form_text[] =
  "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:xf='http://www.w3.org/2002/xforms'"
  "  xmlns:xs='http://www.w3.org/2001/XMLSchema'><head><title>检查</title>"
  "<xf:model><xf:instance><check xmlns=''><on/><result/><reason/><count/><officer><id/></officer></check></xf:instance>"
  "<xf:bind nodeset='.' constraint='count(officer) &gt;= 2'/>"
  "<xf:bind nodeset='on' type='xs:date' required='true()'/><xf:bind nodeset='result' required='true()'/>"
  "<xf:bind nodeset='reason' relevant=\"../result = 'failed'\" required='true()' constraint='string-length(.) &gt;= 12'/>"
  "<xf:bind nodeset='count' type='xs:integer' required='true()' constraint='. &gt; 40 and . &lt; 44'/>"
  "<xf:bind nodeset='officer/id' required='true()'/></xf:model></head><body>"
  "<xf:input ref='on'><xf:label>日期</xf:label></xf:input>"
  "<xf:select1 ref='result'><xf:label>结果</xf:label>"
  "<xf:item><xf:label>合格</xf:label><xf:value>passed</xf:value></xf:item>"
  "<xf:item><xf:label>不合格</xf:label><xf:value>failed</xf:value></xf:item></xf:select1>"
  "<xf:textarea ref='reason'><xf:label>理由</xf:label></xf:textarea>"
  "<xf:input ref='count'><xf:label>数量</xf:label></xf:input>"
  "<xf:repeat nodeset='officer'><xf:label>人员</xf:label><xf:input ref='id'><xf:label>编号</xf:label></xf:input></xf:repeat>"
  "</body></html>";

static struct fasti_form *form;
static struct fasti_book *book;
static struct fasti_chance chance;

static void
begin(uint64_t seed)
{
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);

  ck_assert_int_eq(fasti_form_load("check.xhtml", fasti_slice_of(form_text), NULL, messages, &form), FASTI_OK);
  fasti_messages_free(messages);
  book = fasti_book_new();
  chance.state = seed;
}

static void
end(void)
{
  fasti_form_free(form);
  fasti_book_free(book);
}

static struct fasti_guesser
guesser(void)
{
  static const struct fasti_person people[] = {{.id = "p-1", .name = "王一", .roles = "officer"},
                                               {.id = "p-2", .name = "李二", .roles = "officer leader"}};

  return (struct fasti_guesser){.chance = &chance,
                                .book = book,
                                .people = people,
                                .people_count = 2,
                                .today = fasti_day_of((struct fasti_date){2026, 3, 2}),
                                .work = "check"};
}

static const char *
value_of(const struct fasti_filled *filled, const char *path)
{
  for (size_t i = 0; i < filled->count; i++)
    if (strcmp(filled->items[i].path, path) == 0)
      return filled->items[i].value;
  return "";
}

static bool
fill(const struct fasti_guesser *who, struct fasti_filled *filled)
{
  struct fasti_form_data *data = fasti_form_open(form, NULL, NULL, NULL, NULL);
  bool content = fasti_guess_form(who, data, filled);

  fasti_form_close(data);
  return content;
}

/* What the constraint demands is not known: it is found. */
START_TEST(guess__fills_in_a_form)
{
  int content = 0;

  for (uint64_t seed = 1; seed <= 40; seed++) {
    struct fasti_filled filled = {0};
    struct fasti_guesser who;

    begin(seed);
    fasti_book_learn(book, "check", (struct fasti_field[]){{"count", "41"}}, 1, 0);
    fasti_book_close(book);
    who = guesser();
    content += fill(&who, &filled);
    fasti_filled_free(&filled);
    end();
  }
  ck_assert_int_ge(content, 32);
}
END_TEST

static bool
wish(void *self, const char *path, char *out, size_t size)
{
  char plain[FASTI_BOOK_PATH];

  path = fasti_book_path(path, plain);
  if (strcmp(path, "result") == 0)
    snprintf(out, size, "failed");
  else if (strcmp(path, "count") == 0)
    snprintf(out, size, "42");
  else if (strcmp(path, "officer") == 0)
    snprintf(out, size, "2");
  else if (strcmp(path, "officer/id") == 0)
    snprintf(out, size, "p-%d", ++*(int *)self % 2 + 1);
  else
    return false;
  return true;
}

START_TEST(guess__does_as_is_wished)
{
  struct fasti_filled filled = {0};
  struct fasti_guesser who;
  int asked = 0;

  begin((uint64_t)_i);
  fasti_book_learn(book, "check", (struct fasti_field[]){{"result", "passed"}, {"count", "41"}}, 2, 0);
  fasti_book_close(book);
  who = guesser();
  who.wish = wish;
  who.self = &asked;
  if (fill(&who, &filled)) {
    ck_assert_str_eq(value_of(&filled, "result"), "failed");
    ck_assert_str_eq(value_of(&filled, "count"), "42");
    ck_assert_int_ge(strlen(value_of(&filled, "reason")), 12);
    ck_assert_int_eq(strncmp(value_of(&filled, "officer[1]/id"), "p-", 2), 0);
    ck_assert_int_eq(strncmp(value_of(&filled, "officer[2]/id"), "p-", 2), 0);
    ck_assert_str_eq(value_of(&filled, "officer[3]/id"), "");
  }
  fasti_filled_free(&filled);
  end();
}
END_TEST

START_TEST(guess__same_seed_same_form)
{
  struct fasti_filled one = {0}, other = {0};
  struct fasti_guesser who;

  begin(5);
  fasti_book_close(book);
  who = guesser();
  fill(&who, &one);
  chance.state = 5;
  fill(&who, &other);
  ck_assert_int_eq(one.count, other.count);
  for (size_t i = 0; i < one.count; i++) {
    ck_assert_str_eq(one.items[i].path, other.items[i].path);
    ck_assert_str_eq(one.items[i].value, other.items[i].value);
  }
  fasti_filled_free(&one);
  fasti_filled_free(&other);
  end();
}
END_TEST

/* Days as distances, people by their roles, everything under its keys. */
START_TEST(book__learns_what_it_is_told)
{
  int32_t today = fasti_day_of((struct fasti_date){2025, 10, 9});
  const struct fasti_saying *found;
  const struct fasti_lesson *lessons;
  size_t count;

  begin(1);
  fasti_book_meet(book, "officer-1", "officer server");
  fasti_book_learn(book, "visit", (struct fasti_field[]){{"on", "2025-10-07"}}, 1, today);
  fasti_book_learn(book, "check", (struct fasti_field[]){{"on", "2025-10-12"}, {"officer[2]/id", "officer-1"}}, 2, today);
  fasti_book_learn(book, "check", (struct fasti_field[]){{"on", "2025-10-12"}}, 1, today);
  fasti_book_close(book);
  found = fasti_book_find(book, "w:check:on", &count);
  ck_assert_int_eq(count, 1); /* twice the same is once */
  ck_assert_int_eq(found->kind, FASTI_SAYING_DAY);
  ck_assert_int_eq(found->number, 3);
  found = fasti_book_find(book, "n:id", &count);
  ck_assert_int_eq(count, 1);
  ck_assert_int_eq(found->kind, FASTI_SAYING_PERSON);
  ck_assert_str_eq(found->text, "officer server");
  fasti_book_find(book, "w:check:nothing", &count);
  ck_assert_int_eq(count, 0);
  lessons = fasti_book_lessons(book, "check", &count);
  ck_assert_int_eq(count, 2);
  ck_assert_int_eq(lessons[0].count, 2); /* in the order of learning */
  ck_assert_int_eq(lessons[1].count, 1);
  ck_assert_str_eq(lessons[0].fields[1].key, "officer[2]/id");
  fasti_book_lessons(book, "none", &count);
  ck_assert_int_eq(count, 0);
  end();
}
END_TEST

START_TEST(chance__is_the_same_everywhere)
{
  struct fasti_chance seeded = {1};

  ck_assert(fasti_chance_next(&seeded) == UINT64_C(0x910a2dec89025cc1));
  ck_assert(fasti_chance_next(&seeded) == UINT64_C(0xbeeb8da1658eec67));
  ck_assert_int_eq(fasti_chance_below(&seeded, 0), 0);
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("staff");
  TCase *tests = tcase_create("staff");

  tcase_add_test(tests, guess__fills_in_a_form);
  tcase_add_loop_test(tests, guess__does_as_is_wished, 1, 20);
  tcase_add_test(tests, guess__same_seed_same_form);
  tcase_add_test(tests, book__learns_what_it_is_told);
  tcase_add_test(tests, chance__is_the_same_everywhere);
  suite_add_tcase(suite, tests);
  return tap_run(suite);
}
