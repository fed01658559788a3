/* tests/simulation/simulation_test.c - the room simulation: loads that are read or refused, and staff at work, on every store.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "adapters/memory/memory.h"
#include "engine/guess.h"
#include "engine/simulation.h"
#include "engine/statistics.h"
#include "tests/office/definition.h"
#include "tests/office/hall.h"

#define LOAD(ELEMENTS) "<simulation xmlns='urn:fasti:simulation'>" ELEMENTS "</simulation>"

static const struct fasti_package *package;

/* An office whose owner still hires. */
static void
begin_empty(int kind)
{
  struct fasti_library library = {.find = definition_find};
  char hash[FASTI_HASH_SIZE];

  begin(kind);
  ck_assert_int_eq(fasti_office_start(office, true, at(2025, 3, 3, 0), messages), FASTI_OK);
  ck_assert_msg(fasti_office_deploy(office, "/definitions/package.xml", fasti_slice_of(definition_package), &library, "",
                                    at(2025, 3, 3, 0), messages, hash) == FASTI_OK,
                "%s", told());
  ck_assert_int_eq(fasti_office_package_of(office, hash, messages, &package), FASTI_OK);
}

static struct fasti_simulated
simulate(const char *text, uint64_t seed, int month, int day)
{
  struct fasti_load *load = NULL;
  struct fasti_book *book = fasti_book_new();
  struct fasti_vault *files = fasti_memory_vault_new();
  struct fasti_simulated done;
  struct fasti_simulated_bureau bureau = {.package = package, .book = book};
  struct fasti_simulation simulation = {.office = office,
                                        .store = store,
                                        .vault = files,
                                        .bureaus = &bureau,
                                        .bureau_count = 1,
                                        .seed = seed,
                                        .first = fasti_day_of((struct fasti_date){2025, 3, 3}),
                                        .last = fasti_day_of((struct fasti_date){2025, month, day})};

  if (!text)
    load = fasti_load_plain(package);
  else
    ck_assert_msg(fasti_load_read("load.xml", fasti_slice_of(text), package, messages, &load) == FASTI_OK, "%s", told());
  bureau.load = load;
  fasti_book_study(book, package);
  fasti_book_close(book);
  ck_assert_msg(fasti_simulate(&simulation, messages, &done) == FASTI_OK, "%s", told());
  fasti_load_free(load);
  fasti_book_free(book);
  files->call->close(files);
  return done;
}

/* Loads. */

static const char *
refusal(const char *text)
{
  struct fasti_load *load = NULL;

  ck_assert_int_eq(fasti_load_read("load.xml", fasti_slice_of(text), package, messages, &load), FASTI_DEFINITION);
  ck_assert_ptr_null(load);
  return told();
}

START_TEST(load__refuses_what_it_does_not_know)
{
  begin_empty(0);
  ck_assert_str_eq(refusal("<load/>"), "load.xml:1:1: error: this is no load of a simulation: the root is not <simulation "
                                       "xmlns=\"urn:fasti:simulation\">\n");
  ck_assert_str_eq(refusal(LOAD("<crowd/>")), "load.xml:1:42: error: <crowd> cannot stand here; expected list staff people open "
                                              "fill task action\n");
  ck_assert_str_eq(refusal(LOAD("<people/>")), "load.xml:1:42: error: <people> must say its roles\n");
  ck_assert_str_eq(refusal(LOAD("<people roles='clerk king' counts='2'/>")),
                   "load.xml:1:69: error: <people> has no attribute counts; it has roles count name certificate units days "
                   "most late\nload.xml:1:50: error: there is no role king; expected roles of this package\n");
  ck_assert_str_eq(refusal(LOAD("<open procedure='licence'/>")),
                   "load.xml:1:48: error: there is no procedure licence; expected one of this package\n");
  ck_assert_str_eq(refusal(LOAD("<open procedure='permit'><field name='nam' text='x'/></open>")),
                   "load.xml:1:74: error: the opening form of permit has no field nam\n");
  ck_assert_str_eq(refusal(LOAD("<open procedure='permit' after='permit'/>")),
                   "load.xml:1:67: error: no <open> of permit stands before this one\n");
  ck_assert_str_eq(refusal(LOAD("<task id='chek'/><action event='no.such' chance='1'/>")),
                   "load.xml:1:48: error: there is no task chek in these procedures\n"
                   "load.xml:1:67: error: there is no action no.such in these procedures\n");
  ck_assert_str_eq(refusal(LOAD("<fill work='approve' field='result'/>")),
                   "load.xml:1:42: error: <fill> must say where its value comes from; expected one of: text from days pattern "
                   "choose person data case\n");
  end_work();
}
END_TEST

START_TEST(load__refuses_values_that_make_no_sense)
{
  begin_empty(0);
  ck_assert_str_eq(refusal(LOAD("<people roles='clerk' count='many' late='101' days='5..1'/>")),
                   "load.xml:1:88: error: days=\"5..1\" is not right; expected a whole number, or two as 1..5, from 0 to 3660\n"
                   "load.xml:1:77: error: late=\"101\" is not right; expected a whole number from 0 to 100\n"
                   "load.xml:1:64: error: count=\"many\" is not right; expected a whole number from 0 to 1000\n");
  ck_assert_str_eq(refusal(LOAD("<open procedure='permit' from='02-30' to='13-01'/>")),
                   "load.xml:1:67: error: from=\"02-30\" is not a day of a year; expected month and day, as 07-01\n"
                   "load.xml:1:80: error: to=\"13-01\" is not a day of a year; expected month and day, as 07-01\n");
  ck_assert_str_eq(refusal(LOAD("<open procedure='permit' from='05-01' to='04-30'/>")),
                   "load.xml:1:80: error: to is before from\n");
  ck_assert_str_eq(refusal(LOAD("<fill work='approve' field='result' choose='yes:x no:-1'/>")),
                   "load.xml:1:78: error: \"yes:x\" is not right; expected a value and its weight, as passed:85\n"
                   "load.xml:1:78: error: \"no:-1\" is not right; expected a value and its weight, as passed:85\n");
  ck_assert_str_eq(refusal(LOAD("<fill work='approve' field='result' choose='yes:0'/>")),
                   "load.xml:1:78: error: nothing can be chosen here; expected values with weights, as passed:85 failed:15\n");
  ck_assert_str_eq(refusal(LOAD("<fill work='permit' field='name' from='2' to='1.5' places='1'/>")),
                   "load.xml:1:84: error: to is less than from\n");
  ck_assert_str_eq(refusal(LOAD("<fill work='permit' field='name' from='0.25' to='1'/>")),
                   "load.xml:1:75: error: from=\"0.25\" is not right; expected a number with at most 0 digits behind the point\n");
  ck_assert_str_eq(refusal(LOAD("<fill work='permit' field='name' days='0' time='25:00'/>")),
                   "load.xml:1:84: error: time=\"25:00\" is not right; expected hours and minutes, as 09:30\n");
  ck_assert_str_eq(refusal(LOAD("<people roles='clerk' name='{town}' units='towns'/><list id='a' words='x'/>"
                                "<list id='a' words='y'/>")),
                   "load.xml:1:78: error: there is no list towns; expected the id of a <list> that stands before\n"
                   "load.xml:1:64: error: {town} stands for nothing; expected {n}, {year}, {unit} or the id of a <list> that "
                   "stands before\n"
                   "load.xml:1:123: error: the list a is there twice\n");
  end_work();
}
END_TEST

/* Staff. */

static const char month_load[] =
  LOAD("<list id='names' words='甲 乙 丙'/><staff days='1..2' late='0'/><people roles='clerk' count='2' name='经办{n}'/>"
       "<people roles='chief' count='1' name='局长' days='0'/>"
       "<open procedure='permit' count='12' by='clerk' from='03-03'><field name='name' text='{names}{n:3}'/></open>"
       "<fill work='approve' field='result' choose='yes:1 no:1'/><action event='bulk.doubled' chance='0'/>");

static const char *
all_journals(void)
{
  struct fasti_buffer text = {0};
  char id[32];

  fasti_buffer_puts(&text, cases());
  for (int i = 1; i <= 12; i++) {
    snprintf(id, sizeof id, "D-2025-%05d", i);
    fasti_buffer_puts(&text, journal(id));
  }
  return lines_of(&text);
}

START_TEST(staff__work_through_a_load)
{
  struct fasti_simulated done;
  struct fasti_statistics *statistics = NULL;

  begin_empty(_i);
  done = simulate(month_load, 1, 12, 31);
  ck_assert_int_eq(done.opened, 12);
  ck_assert_int_eq(done.tasks, 24);
  ck_assert_int_eq(done.actions, 0);
  ck_assert_int_eq(done.refused, 0);
  ck_assert_int_eq(done.given_up, 0);
  ck_assert_int_eq(fasti_statistics_take(office, store, "demo", at(2025, 12, 31, 23), messages, &statistics), FASTI_OK);
  ck_assert_int_eq(statistics->procedures[0].ended, 12);
  ck_assert_int_eq(statistics->tasks_of_procedures.items[0].done, 24);
  ck_assert_int_eq(statistics->tasks_of_procedures.items[0].late, 0); /* nobody is late here */
  ck_assert_int_eq(statistics->tasks_of_people.count, 3);
  ck_assert_str_eq(statistics->tasks_of_people.items[0].title, "局长");
  ck_assert_int_eq(statistics->tasks_of_people.items[0].done, 12);
  fasti_statistics_free(statistics);
  assert_audited();
  end_work();
}
END_TEST

/* Words of a list in turn, numbers with digits, the year. */
START_TEST(staff__texts_of_a_load)
{
  begin_empty(_i);
  simulate(LOAD("<list id='names' words='甲 乙'/><open procedure='permit' count='3' from='03-03' to='03-05'>"
                "<field name='name' text='{year}{names:n}{n:2}'/></open><task id='check' chance='0'/>"
                "<action event='*' chance='0'/>"),
           1, 3, 6);
  ck_assert_str_eq(cases(), "D-2025-00001 许可 2025甲01 open review 1\nD-2025-00002 许可 2025乙02 open review 1\n"
                            "D-2025-00003 许可 2025甲03 open review 1\n");
  end_work();
}
END_TEST

START_TEST(staff__same_seed_same_office)
{
  struct fasti_buffer first = {0}, other = {0};

  for (int kind = 0; kind < STORES; kind++) {
    begin_empty(kind);
    simulate(month_load, 7, 6, 30);
    fasti_buffer_puts(kind == 0 ? &first : &other, all_journals());
    end_work();
  }
  ck_assert_str_eq(first.at, other.at);
  fasti_buffer_clear(&other);
  begin_empty(0);
  simulate(month_load, 8, 6, 30);
  fasti_buffer_puts(&other, all_journals());
  end_work();
  ck_assert_str_ne(first.at, other.at);
  fasti_buffer_free(&first);
  fasti_buffer_free(&other);
}
END_TEST

/* A name that the step refuses: not retried forever, and the case stays where it was. */
START_TEST(staff__give_up)
{
  struct fasti_simulated done;

  begin_empty(_i);
  done = simulate(LOAD("<open procedure='permit' count='1' from='03-03' to='03-10'><field name='name' text='不行'/></open>"
                       "<fill work='approve' field='result' text='yes'/><action event='bulk.doubled' chance='0'/>"),
                  1, 3, 31);
  ck_assert_int_eq(done.opened, 1);
  ck_assert_int_eq(done.tasks + done.refused > 1, 1);
  ck_assert_int_le(done.refused, 9);
  end_work();
}
END_TEST

/* Who is late is late: after the last day of the deadline. */
START_TEST(staff__late)
{
  struct fasti_statistics *statistics = NULL;

  begin_empty(_i);
  simulate(LOAD("<staff late='100' days='1'/><open procedure='permit' count='8' from='03-03' to='06-30'/>"
                "<action event='*' chance='0'/>"),
           3, 7, 31);
  ck_assert_int_eq(fasti_statistics_take(office, store, "demo", at(2025, 7, 31, 23), messages, &statistics), FASTI_OK);
  ck_assert_int_eq(statistics->deadlines_of_roles.items[0].judged, 8);
  ck_assert_int_eq(statistics->deadlines_of_roles.items[0].late, 8);
  fasti_statistics_free(statistics);
  end_work();
}
END_TEST

/* Actions as often as the load says, at most; tasks that nobody does. */
START_TEST(staff__habits)
{
  struct fasti_simulated done;

  begin_empty(_i);
  done = simulate(LOAD("<staff look='1'/><open procedure='permit' count='3' from='03-03' to='03-10'/>"
                       "<task id='check' chance='0'/><action event='bulk.doubled' chance='100' most='2'/>"),
                  1, 4, 30);
  ck_assert_int_eq(done.opened, 3);
  ck_assert_int_eq(done.tasks, 0);
  ck_assert_int_eq(done.actions, 6);
  end_work();
}
END_TEST

START_TEST(staff__one_case_follows_another)
{
  struct fasti_simulated done;

  begin_empty(_i);
  done = simulate(LOAD("<open procedure='permit' count='4' from='03-03' to='03-14'/>"
                       "<open procedure='permit' after='permit' share='0'/>"),
                  1, 5, 30);
  ck_assert_int_eq(done.opened, 4);
  end_work();
}
END_TEST

START_TEST(staff__without_a_load)
{
  struct fasti_simulated done;

  begin_empty(_i);
  done = simulate(NULL, 1, 12, 31);
  ck_assert_int_eq(done.opened, 1);
  ck_assert_int_ge(done.tasks, 2);
  end_work();
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("simulation");
  TCase *tests = tcase_create("simulation");
  int status;

  if (!hall_open())
    return 99;
  tcase_set_timeout(tests, 120);
  tcase_add_test(tests, load__refuses_what_it_does_not_know);
  tcase_add_test(tests, load__refuses_values_that_make_no_sense);
  tcase_add_loop_test(tests, staff__work_through_a_load, 0, STORES);
  tcase_add_loop_test(tests, staff__texts_of_a_load, 0, STORES);
  tcase_add_test(tests, staff__same_seed_same_office);
  tcase_add_loop_test(tests, staff__give_up, 0, STORES);
  tcase_add_loop_test(tests, staff__late, 0, STORES);
  tcase_add_loop_test(tests, staff__habits, 0, STORES);
  tcase_add_loop_test(tests, staff__one_case_follows_another, 0, STORES);
  tcase_add_loop_test(tests, staff__without_a_load, 0, STORES);
  suite_add_tcase(suite, tests);
  status = tap_run(suite);
  hall_close();
  return status;
}
