/* tests/case/effect_test.c - instruments, messages to people, refusals.
 */
#include "config.h"

#include <string.h>

#include "tests/case/case_tests.h"

#define LETTER                                                                                                         \
  "<f:instrument id='letter' title='Letter' template='letter.xsl' number='L-{$year}-{$sequence}'>"                     \
  "<f:requires test=\"$x/text != ''\" message='the letter must say something' law='L1'/>"                              \
  "<f:requires test=\"$x/choice != 'bad'\" message='the choice must not be bad'/></f:instrument>"

struct issued {
  int count;
  struct fasti_buffer text;
};

static void
take(void *self, const struct fasti_instrument_row *row)
{
  struct issued *issued = self;

  issued->count++;
  fasti_buffer_printf(&issued->text, "%lld %s[%s] %s %d/%lld %s;", (long long)row->number, row->instrument, row->key,
                      row->document_number, row->year, (long long)row->sequence, row->title);
  ck_assert_int_eq(strlen(row->hash), 64);
  ck_assert_str_eq(row->hash_name, "sha256");
  ck_assert_ptr_nonnull(strstr(row->content.at, row->document_number));
}

START_TEST(effect_issue__numbered_and_refused)
{
  struct issued issued = {0};

  desk_set(
    HEAD, LETTER DATA STATE("a", "<transition event='send' f:role='officer' f:form='note.xhtml' f:into='$x' target='b'>"
                                 "<f:issue instrument='letter' into='$y'/></transition>")
            STATE("b", "<transition event='shut' f:role='officer' target='end'/>") END);
  ok("open as clerk-1");
  no(FASTI_REFUSED, "Letter: the choice must not be bad", "act send as officer-1 with text=1 choice=bad");
  ck_assert_str_eq(desk_value("f:issued('letter')"), "0");
  ok("act send as officer-1 with text=hello");
  fasti_case_issued(desk_case, take, &issued);
  ck_assert_str_eq(issued.text.at, "1 letter[] L-2025-1 2025/1 Letter;");
  ck_assert_str_eq(desk_value("concat($y/number, ' ', $y/issued-on, ' ', $y/title)"), "L-2025-1 2025-09-29 Letter");
  ck_assert_str_eq(desk_value("f:issued('letter')"), "1");
  ok("act shut as officer-1");
  issued.count = 0;
  fasti_case_issued(desk_case, take, &issued);
  ck_assert_int_eq(issued.count, 0);
  fasti_buffer_free(&issued.text);
}
END_TEST

START_TEST(effect_issue__one_each)
{
  struct issued issued = {0};

  desk_set(
    "initial='a' f:form='parties.xhtml' f:into='$list'",
    "<f:instrument id='letter' title='Letter' template='letter.xsl' number='{$addressee/name}-{$sequence}'/>" DATA
      STATE("a", "<transition event='send' f:role='officer' target='end'><f:issue instrument='letter' "
                 "for='$list/party' into='$addressee/sent'/></transition>"
                 "<transition event='give' f:role='officer' target='end'><f:issue instrument='letter' "
                 "for='$list/party' into='$addressee'/></transition>"
                 "<transition event='none' f:role='officer' target='end'><f:issue instrument='letter' "
                 "for='$x/party'/></transition>") END);
  ok("open as clerk-1 with subject=s party[1]/@id=A party[1]/name=Wang party[2]/@id=B party[2]/name=Li");
  no(FASTI_INVALID, "into=\"$addressee/sent\" names no node for the number of Letter", "act send as officer-1");
  no(FASTI_REFUSED, "Letter would be addressed to nobody: for=\"$x/party\" is empty", "act none as officer-1");
  ok("act give as officer-1");
  fasti_case_issued(desk_case, take, &issued);
  ck_assert_str_eq(issued.text.at, "1 letter[A] Wang-1 2025/1 Letter;2 letter[B] Li-2 2025/2 Letter;");
  ck_assert_str_eq(desk_value("$list/party[@id = 'B']/number"), "Li-2");
  fasti_buffer_free(&issued.text);
}
END_TEST

START_TEST(effect_issue__not_withdrawn)
{
  desk_set(HEAD, LETTER DATA STATE(
                   "a", TASK("write", "officer", "f:into='$x'") "<transition event='done.invoke.write' target='b'>"
                                                                "<f:issue instrument='letter'/></transition>")
                   STATE("b", TASK("check", "leader", "") DONE("check", "end")) END);
  ok("open as clerk-1");
  ok("complete write as officer-1 with text=1");
  no(FASTI_REFUSED, "cannot be withdrawn", "withdraw 1 as officer-1");
}
END_TEST

START_TEST(effect_notify__roles_and_persons)
{
  desk_set(HEAD, DATA STATE("a", "<transition event='tell' f:role='officer' f:form='note.xhtml' f:into='$x'>"
                                 "<f:notify role='leader clerk'>It is {$x/text}</f:notify>"
                                 "<f:notify to='{$actor/@id} {$x/choice}'>Done by {$actor/@name}</f:notify>"
                                 "</transition><transition event='shut' f:role='officer' target='end'/>") END);
  ok("open as clerk-1");
  ok("act tell as officer-1 with text=so choice=clerk-2");
  ck_assert_str_eq(desk_notices(),
                   "notify leader: It is so\nnotify clerk: It is so\nnotify officer-1: Done by officer-1\n"
                   "notify clerk-2: Done by officer-1\n");
}
END_TEST

START_TEST(effect_refuse__the_whole_entry)
{
  desk_set(HEAD, DATA STATE("a", TASK("write", "officer", "f:into='$x'") DONE("write", "b")) STATE(
                   "b", "<onentry><f:refuse test=\"$x/choice = 'bad'\" law='L1' message='{$x/choice} will not do'/>"
                        "</onentry>" TASK("check", "leader", "") DONE("check", "end")) END);
  ok("open as clerk-1");
  no(FASTI_REFUSED, "bad will not do (Law 1)", "complete write as officer-1 with text=1 choice=bad");
  ck_assert_str_eq(desk_states(), "a");
  ck_assert_str_eq(desk_value("$x/choice"), "");
  ok("complete write as officer-1 with text=1 choice=good");
}
END_TEST

/* People of the office: in place of what was there, and a replay needs no office (the desk replays all). */
START_TEST(effect_find__people)
{
  desk_set(HEAD, DATA STATE("a", "<transition event='all' f:role='clerk'><f:find into='$x' people='officer leader'/></transition>"
                                 "<transition event='east' f:role='clerk'><f:find into='$x' people='officer' "
                                 "unit='{$y/text}'/></transition>"
                                 "<transition event='given' f:role='clerk'><f:find into='$x' people='{$y/choice}'/>"
                                 "</transition>" TASK("where", "clerk", "f:into='$y'")) END);
  ok("open as clerk-1");
  ok("act all as clerk-1");
  ck_assert_str_eq(desk_value("count($x/person)"), "9");
  ck_assert_str_eq(desk_value("$x/person[1]/@id"), "officer-1");
  ck_assert_str_eq(desk_value("$x/person[@id = 'both-1']/@roles"), "officer reviewer");
  ok("act east as clerk-1"); /* the template is empty: nobody */
  ck_assert_str_eq(desk_value("count($x/*)"), "0");
  no(FASTI_INVALID, "{$y/choice} gives no role; expected one or more of the package", "act given as clerk-1");
  ok("complete where as clerk-1 with text=East choice=leader");
  ok("act given as clerk-1");
  ck_assert_str_eq(desk_value("concat($x/person[1]/@id, ' ', $x/person[2]/@id, ' ', count($x/person))"),
                   "leader-1 leader-2 2");
  ok("act east as clerk-1");
  ck_assert_str_eq(desk_value("concat($x/person[1]/@id, ' ', $x/person[2]/@id, ' ', count($x/person))"),
                   "east-1 east-2 2");
  ck_assert_str_eq(desk_value("concat($x/person[1]/@name, $x/person[1]/@unit, $x/person[1]/@certificate)"),
                   "east-1Eastcert");
}
END_TEST

TCase *
effect_tcase(void)
{
  TCase *tcase = desk_tcase("effect");

  tcase_add_test(tcase, effect_find__people);
  tcase_add_test(tcase, effect_issue__numbered_and_refused);
  tcase_add_test(tcase, effect_issue__one_each);
  tcase_add_test(tcase, effect_issue__not_withdrawn);
  tcase_add_test(tcase, effect_notify__roles_and_persons);
  tcase_add_test(tcase, effect_refuse__the_whole_entry);
  return tcase;
}
