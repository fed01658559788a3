/* tests/office/office_test.c - the use cases of an office, on every store: what people see, and what stays as it was.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "adapters/memory/memory.h"
#include "tests/office/definition.h"
#include "tests/office/hall.h"

/* -- packages and people -- */

START_TEST(office_test__deploy)
{
  const struct fasti_package *package;
  int32_t day = fasti_day_of((struct fasti_date){2025, 3, 3});

  begin(_i);
  ck_assert_int_eq(fasti_office_package(office, NULL, day, messages, &package), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "no package is deployed in this office yet\n");
  ck_assert_int_eq(deploy(definition_package), FASTI_OK);
  ck_assert_int_eq(deploy(definition_package), FASTI_OK); /* again changes nothing */
  ck_assert_int_eq(deploy(definition_package_changed), FASTI_CONFLICT);
  ck_assert_str_eq(told(), "demo: version v1 is deployed already, with another content: give the changed package a new "
                           "version\n");
  ck_assert_int_eq(deploy(definition_package_next), FASTI_OK);
  ck_assert_int_eq(fasti_office_package(office, "demo", day, messages, &package), FASTI_OK);
  ck_assert_str_eq(fasti_package_version(package), "v1");
  ck_assert_int_eq(fasti_office_package(office, NULL, day + 365, messages, &package), FASTI_OK);
  ck_assert_str_eq(fasti_package_version(package), "v2");
  ck_assert_int_eq(
    fasti_office_package(office, "demo", fasti_day_of((struct fasti_date){2000, 1, 1}), messages, &package),
    FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "demo: no package of this bureau is in force yet; the first is from 2024-01-01\n");
  ck_assert_int_eq(fasti_office_zone(office), ZONE);
  ck_assert_int_eq(deploy("<package xmlns='urn:fasti:package'/>"), FASTI_DEFINITION);
  end_work();
}
END_TEST

/* The definitions by relative and by absolute names, one of them (if any) with another content. */
static enum fasti_status
find_by_any_name(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  const char *other = self, *absolute = uri[0] == '/' ? uri : NULL;
  enum fasti_status status =
    definition_find(NULL, absolute ? absolute : base, absolute ? strrchr(uri, '/') + 1 : uri, name, bytes);

  if (status == FASTI_OK && other && strcmp(*name, other) == 0)
    *bytes = fasti_slice_of("<other/>");
  return status;
}

/* Deploy in a new office that shares SHELF. @return the package as the office has it; NULL when it was refused */
static const struct fasti_package *
deploy_from(struct fasti_shelf *shelf, const char *other, struct fasti_store **on, struct fasti_office **made)
{
  struct fasti_library library = {.self = (void *)(uintptr_t)other, .find = find_by_any_name};
  const struct fasti_package *package = NULL;
  char hash[FASTI_HASH_SIZE];

  *on = fasti_memory_new();
  *made = new_office(*on);
  fasti_office_share(*made, shelf);
  if (fasti_office_deploy(*made, "/definitions/package.xml", fasti_slice_of(definition_package), &library, "", 0, messages,
                          hash) == FASTI_OK)
    ck_assert_int_eq(fasti_office_package_of(*made, hash, messages, &package), FASTI_OK);
  return package;
}

START_TEST(office_test__offices_share_packages)
{
  struct fasti_shelf *shelf = fasti_shelf_new();
  struct fasti_store *stores[3];
  struct fasti_office *offices[3];
  const struct fasti_package *first;

  begin(0);
  first = deploy_from(shelf, NULL, &stores[0], &offices[0]);
  ck_assert_ptr_nonnull(first);
  ck_assert_ptr_eq(deploy_from(shelf, NULL, &stores[1], &offices[1]), first);
  /* A file that has changed since is seen. */
  ck_assert_ptr_null(deploy_from(shelf, "/definitions/forms/apply.xhtml", &stores[2], &offices[2]));
  ck_assert_ptr_nonnull(strstr(told(), "apply.xhtml:1:1: error: "));
  for (int i = 0; i < 3; i++) {
    fasti_office_free(offices[i]);
    stores[i]->call->close(stores[i]);
  }
  fasti_shelf_free(shelf);
  end_work();
}
END_TEST

START_TEST(office_test__people)
{
  begin_work(_i);
  ck_assert_int_eq(add_person("x y", "甲", "demo", "clerk"), FASTI_INVALID);
  ck_assert_str_eq(told(), "x y: an id of a person is 1 to 64 letters, digits, - or _, without spaces\n");
  ck_assert_int_eq(add_person("x", "", "demo", "clerk"), FASTI_INVALID);
  ck_assert_str_eq(told(), "x: a person needs a name\n");
  ck_assert_int_eq(add_person("x", "甲", "demo", "clerk king"), FASTI_INVALID);
  ck_assert_str_eq(told(), "x: the package of demo has no role \"king\"\n");
  ck_assert_int_eq(add_person("x", "甲", "nowhere", "clerk"), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "nowhere: no package of this bureau is deployed\n");
  ck_assert_int_eq(add_person("x", "甲", "demo", "admin clerk"), FASTI_INVALID);
  ck_assert_str_eq(told(), "x: who has the role admin or process-designer never acts in a case and can have no role for one\n");
  end_work();
}
END_TEST

START_TEST(office_test__who_may)
{
  struct fasti_person_row gone = {
    .id = "clerk-2", .name = "李二", .bureau = "demo", .certificate = "", .roles = "clerk", .active = false};
  int64_t now = at(2025, 3, 3, 9);

  begin_work(_i);
  ck_assert_int_eq(open_case("nobody", "甲", NULL, now), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "nobody: there is no such person in this office\n");
  ck_assert_int_eq(open_case("chief-1", "甲", NULL, now), FASTI_FORBIDDEN);
  ck_assert_str_eq(told(), "chief-1: 钱局 may not open a case of this procedure; who may: 经办人\n");
  ck_assert_int_eq(open_case("root", "甲", NULL, now), FASTI_FORBIDDEN);
  told();
  ck_assert_int_eq(fasti_office_person_put(office, &gone, "root", 0, messages), FASTI_OK);
  ck_assert_int_eq(open_case("clerk-2", "甲", NULL, now), FASTI_FORBIDDEN);
  ck_assert_str_eq(told(), "clerk-2: 李二 is not active in this office any more\n");
  ck_assert_str_eq(cases(), "");
  /* What was refused has taken no number. */
  ck_assert_msg(open_case("clerk-1", "甲", NULL, now) == FASTI_OK, "%s", told());
  ck_assert_str_eq(answer.case_id, "D-2025-00001");
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00001", "check", "root", now), FASTI_FORBIDDEN);
  ck_assert_str_eq(told(), "root: 管理员 is an administrator, and an administrator never acts in a case\n");
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00009", "check", "clerk-1", now), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "D-2025-00009: there is no such case in this office\n");
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00001", "dance", "clerk-1", now), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "dance: no such task is open in this case; open are: check\n");
  end_work();
}
END_TEST

/* -- a case from beginning to end -- */

START_TEST(office_test__a_case)
{
  int64_t now = at(2025, 3, 3, 9);

  begin_work(_i);
  ck_assert_msg(open_case("clerk-1", "甲公司", NULL, now) == FASTI_OK, "%s", told());
  ck_assert_int_eq(answer.sequence, 1);
  ck_assert_str_eq(cases(), "D-2025-00001 许可 甲公司 open review 1\n");
  ck_assert_str_eq(tasks("D-2025-00001"), "check open []\n");
  ck_assert_msg(on_task(FASTI_COMPLETE, "D-2025-00001", "check", "clerk-1", now) == FASTI_OK, "%s", told());
  ck_assert_str_eq(tasks("D-2025-00001"), "approve open []\n");
  ck_assert_int_eq(decide("D-2025-00001", "", "chief-1", now), FASTI_INVALID);
  told();
  ck_assert_msg(decide("D-2025-00001", "yes", "chief-1", now) == FASTI_OK, "%s", told());
  ck_assert_str_eq(cases(), "D-2025-00001 许可 甲公司 ended issued 4\n");
  ck_assert_str_eq(tasks("D-2025-00001"), "");
  ck_assert_str_eq(instruments(), "D-2025-00001 许〔2025〕1号\n");
  ck_assert_str_eq(journal("D-2025-00001"),
                   "1 clerk-1 open\n2 clerk-1 complete\n3 chief-1 refused\n4 chief-1 complete\n");
  assert_audited();
  end_work();
}
END_TEST

/* A refused step gives its number back: the next instrument has it. */
START_TEST(office_test__numbers_have_no_gaps)
{
  int64_t now = at(2025, 3, 3, 9);

  begin_work(_i);
  for (int i = 1; i <= 3; i++) {
    char id[32];

    ck_assert_int_eq(open_case("clerk-1", i == 2 ? "不行" : "甲", NULL, now), FASTI_OK);
    snprintf(id, sizeof id, "%s", answer.case_id);
    ck_assert_int_eq(on_task(FASTI_COMPLETE, id, "check", "clerk-1", now), FASTI_OK);
    ck_assert_int_eq(decide(id, "yes", "chief-1", now), i == 2 ? FASTI_REFUSED : FASTI_OK);
  }
  ck_assert_str_eq(told(), "名称不得为不行 (许可法三)\n");
  ck_assert_str_eq(instruments(), "D-2025-00001 许〔2025〕1号\nD-2025-00003 许〔2025〕2号\n");
  assert_audited();
  end_work();
}
END_TEST

START_TEST(office_test__first_wins)
{
  int64_t now = at(2025, 3, 3, 9);

  begin_work(_i);
  ck_assert_int_eq(open_case("clerk-1", "甲", NULL, now), FASTI_OK);
  ck_assert_int_eq(on_task(FASTI_CLAIM, "D-2025-00001", "check", "clerk-1", now), FASTI_OK);
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00001", "check", "clerk-2", now), FASTI_CONFLICT);
  ck_assert_ptr_nonnull(strstr(told(), "王一"));
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00001", "check", "clerk-1", now), FASTI_OK);
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00001", "check", "clerk-2", now), FASTI_CONFLICT);
  ck_assert_str_eq(told(), "check: this task is not open any more: 王一 was first\n");
  ck_assert_str_eq(cases(), "D-2025-00001 许可 甲 open decide 5\n");
  end_work();
}
END_TEST

START_TEST(office_test__done_once)
{
  int64_t now = at(2025, 3, 3, 9);

  begin_work(_i);
  ck_assert_int_eq(open_case("clerk-1", "甲", "k1", now), FASTI_OK);
  ck_assert(!answer.repeated);
  ck_assert_int_eq(open_case("clerk-1", "甲", "k1", now + 5), FASTI_OK);
  ck_assert(answer.repeated);
  ck_assert_str_eq(answer.case_id, "D-2025-00001");
  ck_assert_int_eq(answer.sequence, 1);
  ck_assert_int_eq(open_case("clerk-1", "乙", "k1", now), FASTI_CONFLICT);
  ck_assert_str_eq(told(), "k1: this key was used for another command already: a new command needs a new key\n");
  ck_assert_int_eq(open_case("clerk-1", "乙", "k2", now), FASTI_OK);
  ck_assert_str_eq(cases(), "D-2025-00001 许可 甲 open review 1\nD-2025-00002 许可 乙 open review 1\n");
  end_work();
}
END_TEST

START_TEST(office_test__several_in_one_commit)
{
  const char *clerk[] = {"clerk-1"}, *nobody[] = {"nobody"};
  struct fasti_field fields[] = {{"name", "甲"}};
  struct fasti_request requests[3] = {
    {.kind = FASTI_OPEN,
     .procedure = "permit",
     .persons = clerk,
     .person_count = 1,
     .fields = fields,
     .field_count = 1},
    {.kind = FASTI_OPEN, .procedure = "permit", .persons = nobody, .person_count = 1},
    {.kind = FASTI_COMPLETE, .case_id = "D-2025-00001", .task = "check", .persons = clerk, .person_count = 1},
  };
  enum fasti_status statuses[3];
  struct fasti_answer answers[3];

  begin_work(_i);
  ck_assert_int_eq(fasti_office_do_all(office, requests, 3, at(2025, 3, 3, 9), messages, statuses, answers), FASTI_OK);
  ck_assert_int_eq(statuses[0], FASTI_OK);
  ck_assert_int_eq(statuses[1], FASTI_NOT_FOUND);
  ck_assert_int_eq(statuses[2], FASTI_OK);
  ck_assert_int_eq(answers[2].sequence, 2);
  ck_assert_str_eq(cases(), "D-2025-00001 许可 甲 open decide 2\n");
  end_work();
}
END_TEST

/* Requests one by one: the third has the key of the first, where cases have keys. */
struct rows {
  struct fasti_request requests[3];
  size_t at;
  bool stay;
  struct fasti_buffer told;
};

static const struct fasti_request *
next_row(void *self)
{
  struct rows *rows = self;

  return rows->at < 3 ? &rows->requests[rows->at] : NULL;
}

static void
row_done(void *self, enum fasti_status status, const struct fasti_messages *said, const struct fasti_answer *given)
{
  struct rows *rows = self;

  fasti_buffer_printf(&rows->told, "%d %s %zu\n", (int)status, given->case_id, fasti_messages_count(said));
  rows->at++;
}

static bool
rows_stay(void *self)
{
  return ((struct rows *)self)->stay;
}

START_TEST(office_test__a_run_of_requests)
{
  const char *clerk[] = {"clerk-1"}, *nobody[] = {"nobody"};
  struct fasti_field fields[] = {{"name", "甲"}};
  struct fasti_request opening = {.kind = FASTI_OPEN, .procedure = "permit", .persons = clerk, .person_count = 1,
                                  .fields = fields, .field_count = 1};
  struct rows rows = {.requests = {opening, opening, opening}};
  struct fasti_office_run run = {.self = &rows, .next = next_row, .done = row_done, .keep = rows_stay};

  begin_work(_i);
  rows.requests[1].persons = nobody;
  ck_assert_int_eq(fasti_office_do_run(office, &run, at(2025, 3, 3, 9), messages), FASTI_OK);
  ck_assert_str_eq(cases(), ""); /* nothing was to stay */
  rows.at = 0;
  rows.stay = true;
  ck_assert_int_eq(fasti_office_do_run(office, &run, at(2025, 3, 3, 9), messages), FASTI_OK);
  ck_assert_str_eq(cases(), "D-2025-00001 许可 甲 open review 1\nD-2025-00002 许可 甲 open review 1\n");
  fasti_buffer_puts(&rows.told, "");
  ck_assert_str_eq(rows.told.at, "0 D-2025-00001 0\n6  1\n0 D-2025-00002 0\n0 D-2025-00001 0\n6  1\n0 D-2025-00002 0\n");
  ck_assert_uint_eq(fasti_messages_count(messages), 0);
  fasti_buffer_free(&rows.told);
  end_work();
}
END_TEST

/* -- the clock -- */

static void
print_seen(void *self, struct fasti_case *case_, const struct fasti_entry_row *entry)
{
  char text[FASTI_INSTANT_SIZE];

  (void)case_;
  fasti_buffer_printf(self, "%s %s %s\n", entry->case_id, entry->kind, fasti_instant_format(entry->at, ZONE, text));
}

/* Two cases, a day apart; down-time until after both are due. */
START_TEST(office_test__the_clock)
{
  struct fasti_buffer seen = {0};
  int64_t now;
  bool simulated;

  begin_work(_i);
  ck_assert_int_eq(open_case("clerk-1", "甲", NULL, at(2025, 3, 4, 9)), FASTI_OK);
  ck_assert_int_eq(open_case("clerk-1", "乙", NULL, at(2025, 3, 3, 9)), FASTI_OK);
  fasti_office_watch(office, print_seen, &seen);
  ck_assert_int_eq(fasti_office_advance(office, at(2025, 3, 9, 0) - 1, messages), FASTI_OK);
  ck_assert_uint_eq(seen.size, 0);
  ck_assert_msg(fasti_office_advance(office, at(2025, 4, 1, 0), messages) == FASTI_OK, "%s", told());
  ck_assert_str_eq(seen.at,
                   "D-2025-00002 clock 2025-03-09T00:00:00+08:00\nD-2025-00001 clock 2025-03-10T00:00:00+08:00\n");
  ck_assert_str_eq(notices(), "D-2025-00002 notify chief 审查超期\nD-2025-00001 notify chief 审查超期\n");
  ck_assert_int_eq(fasti_office_now(office, 0, messages, &now, &simulated), FASTI_OK);
  ck_assert(simulated);
  ck_assert_int_eq(now, at(2025, 4, 1, 0));
  ck_assert_int_eq(fasti_office_advance(office, at(2025, 3, 1, 0), messages), FASTI_INVALID);
  ck_assert_str_eq(told(), "the simulated clock stands at 2025-04-01T00:00:00+08:00 and does not go back\n");
  assert_audited();
  fasti_buffer_free(&seen);
  end_work();
}
END_TEST

/* What fell due before a command is fired before it, at its own instant. */
START_TEST(office_test__due_before_a_command)
{
  begin_work(_i);
  ck_assert_int_eq(open_case("clerk-1", "甲", NULL, at(2025, 3, 3, 9)), FASTI_OK);
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00001", "check", "clerk-1", at(2025, 3, 20, 9)), FASTI_OK);
  ck_assert_str_eq(journal("D-2025-00001"), "1 clerk-1 open\n2  clock\n3 clerk-1 complete\n");
  ck_assert_str_eq(notices(), "D-2025-00001 notify chief 审查超期\n");
  assert_audited();
  end_work();
}
END_TEST

/* -- looking -- */

START_TEST(office_test__as_of)
{
  struct fasti_case *case_ = NULL;
  struct fasti_case_row row;

  begin_work(_i);
  ck_assert_int_eq(open_case("clerk-1", "甲", NULL, at(2025, 3, 3, 9)), FASTI_OK);
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00001", "check", "clerk-1", at(2025, 3, 4, 9)), FASTI_OK);
  ck_assert_int_eq(fasti_office_case_as_of(office, "D-2025-00001", at(2025, 3, 4, 0), messages, &case_), FASTI_OK);
  fasti_case_row(case_, &row);
  ck_assert_str_eq(row.states, "review");
  fasti_case_free(case_);
  ck_assert_int_eq(fasti_office_case_as_of(office, "D-2025-00001", at(2025, 3, 5, 0), messages, &case_), FASTI_OK);
  fasti_case_row(case_, &row);
  ck_assert_str_eq(row.states, "decide");
  fasti_case_free(case_);
  ck_assert_int_eq(fasti_office_case_as_of(office, "D-2025-00001", at(2025, 3, 1, 0), messages, &case_),
                   FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "D-2025-00001: this case was not open yet then\n");
  ck_assert_int_eq(fasti_office_case(office, "D-2025-00002", messages, &case_), FASTI_NOT_FOUND);
  ck_assert_ptr_null(case_);
  end_work();
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("office");
  TCase *all = tcase_create("use cases");
  int result;

  if (!hall_open())
    return EXIT_FAILURE;
  tcase_set_timeout(all, 120);
  tcase_add_loop_test(all, office_test__deploy, 0, STORES);
  tcase_add_test(all, office_test__offices_share_packages);
  tcase_add_loop_test(all, office_test__people, 0, STORES);
  tcase_add_loop_test(all, office_test__who_may, 0, STORES);
  tcase_add_loop_test(all, office_test__a_case, 0, STORES);
  tcase_add_loop_test(all, office_test__numbers_have_no_gaps, 0, STORES);
  tcase_add_loop_test(all, office_test__first_wins, 0, STORES);
  tcase_add_loop_test(all, office_test__done_once, 0, STORES);
  tcase_add_loop_test(all, office_test__several_in_one_commit, 0, STORES);
  tcase_add_loop_test(all, office_test__a_run_of_requests, 0, STORES);
  tcase_add_loop_test(all, office_test__the_clock, 0, STORES);
  tcase_add_loop_test(all, office_test__due_before_a_command, 0, STORES);
  tcase_add_loop_test(all, office_test__as_of, 0, STORES);
  suite_add_tcase(suite, all);
  suite_add_tcase(suite, journal_tests());
  suite_add_tcase(suite, access_tests());
  suite_add_tcase(suite, board_tests());
  suite_add_tcase(suite, failing_tests());
  suite_add_tcase(suite, outgoing_tests());
  result = tap_run(suite);
  hall_close();
  return result;
}

