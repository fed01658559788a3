/* tests/office/access_test.c - who reads what, who stands in for whom, and the lists of one person's work. */
#include "config.h"

#include <string.h>

#include "engine/access.h"
#include "tests/office/definition.h"
#include "tests/office/hall.h"

static struct fasti_arena *readers;

/* Two clerks, two chiefs, a mayor, people of the field and a guest; a case of 甲镇 by clerk-1, one of 乙镇 by clerk-2. */
static void
begin_reading(int kind)
{
  struct fasti_person_row field = {.id = "field-1", .name = "周田", .bureau = "demo", .roles = "field", .unit = "甲镇",
                                   .active = true};

  readers = fasti_arena_new();
  begin(kind);
  ck_assert_msg(deploy(definition_package_access) == FASTI_OK, "%s", told());
  ck_assert_int_eq(fasti_office_start(office, true, at(2025, 3, 3, 9), messages), FASTI_OK);
  ck_assert_int_eq(add_person("clerk-1", "王一", "demo", "clerk"), FASTI_OK);
  ck_assert_int_eq(add_person("clerk-2", "李二", "demo", "clerk"), FASTI_OK);
  ck_assert_int_eq(add_person("chief-1", "钱局", "demo", "chief"), FASTI_OK);
  ck_assert_int_eq(add_person("mayor-1", "孙镇", "demo", "mayor"), FASTI_OK);
  ck_assert_int_eq(add_person("guest-1", "来客", "demo", "guest"), FASTI_OK);
  ck_assert_int_eq(add_person("idle-1", "闲人", "demo", ""), FASTI_OK);
  ck_assert_int_eq(fasti_office_person_put(office, &field, "", 0, messages), FASTI_OK);
  ck_assert_int_eq(add_person("root", "管理员", "", "admin"), FASTI_OK);
  ck_assert_msg(open_case("clerk-1", "甲镇", NULL, at(2025, 3, 3, 9)) == FASTI_OK, "%s", told());
  ck_assert_int_eq(on_task(FASTI_CLAIM, "D-2025-00001", "check", "clerk-1", at(2025, 3, 3, 10)), FASTI_OK);
  ck_assert_int_eq(open_case("clerk-2", "乙镇", NULL, at(2025, 3, 3, 11)), FASTI_OK);
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00002", "check", "clerk-2", at(2025, 3, 3, 12)), FASTI_OK);
}

static void
end_reading(void)
{
  fasti_arena_free(readers);
  end_work();
}

static struct fasti_reader
reader_on(const char *person, int32_t day)
{
  struct fasti_reader reader;

  ck_assert_msg(fasti_office_reader(office, person, day, readers, messages, &reader) == FASTI_OK, "%s", told());
  return reader;
}

static int32_t
day(int month, int date)
{
  return fasti_instant_day(at(2025, month, date, 9), ZONE);
}

static const char *
reading(const char *person, const char *case_id)
{
  static const char *const names[] = {"nothing", "outline", "task", "all"};
  struct fasti_reader reader = reader_on(person, day(3, 4));
  enum fasti_reading may;

  ck_assert_int_eq(fasti_office_may_read(office, &reader, case_id, messages, &may), FASTI_OK);
  return names[may];
}

static bool
print_id(void *self, const struct fasti_case_row *row)
{
  fasti_buffer_printf(self, "%s%s", ((struct fasti_buffer *)self)->size ? " " : "", row->id + 7);
  return true;
}

static const char *
listed(const struct fasti_reader *reader)
{
  struct fasti_case_filter filter = {.reach = &reader->reach};
  struct fasti_buffer text = {0};

  ck_assert_int_eq(store->call->case_list(store, &filter, print_id, &text), FASTI_OK);
  return lines_of(&text);
}

static const char *
listed_for(const char *person)
{
  struct fasti_reader reader = reader_on(person, day(3, 4));

  return listed(&reader);
}

START_TEST(office_test__who_reads_what)
{
  struct fasti_reader reader;

  begin_reading(_i);
  ck_assert_str_eq(reading("clerk-1", "D-2025-00001"), "all");
  ck_assert_str_eq(reading("clerk-2", "D-2025-00001"), "nothing"); /* held by another, and they have no part in it */
  ck_assert_str_eq(reading("clerk-2", "D-2025-00002"), "all");
  ck_assert_str_eq(reading("clerk-1", "D-2025-00002"), "nothing");
  ck_assert_str_eq(reading("chief-1", "D-2025-00001"), "all");
  ck_assert_str_eq(reading("field-1", "D-2025-00001"), "all");
  ck_assert_str_eq(reading("field-1", "D-2025-00002"), "nothing");
  ck_assert_str_eq(reading("guest-1", "D-2025-00001"), "nothing");
  ck_assert_str_eq(reading("idle-1", "D-2025-00001"), "nothing");
  ck_assert_str_eq(reading("root", "D-2025-00001"), "outline");
  ck_assert_str_eq(reading("chief-1", "D-2025-00009"), "nothing");
  ck_assert_str_eq(listed_for("clerk-1"), "00001");
  ck_assert_str_eq(listed_for("chief-1"), "00001 00002");
  ck_assert_str_eq(listed_for("field-1"), "00001");
  ck_assert_str_eq(listed_for("mayor-1"), "");
  ck_assert_str_eq(listed_for("root"), "00001 00002");
  /* A task that is free is open to who may take it. */
  ck_assert_int_eq(on_task(FASTI_RELEASE, "D-2025-00001", "check", "clerk-1", at(2025, 3, 4, 9)), FASTI_OK);
  ck_assert_str_eq(reading("clerk-2", "D-2025-00001"), "all");
  ck_assert_int_eq(fasti_office_reader(office, "nobody", day(3, 4), readers, messages, &reader), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "nobody: there is no such person in this office\n");
  assert_audited();
  end_reading();
}
END_TEST

START_TEST(office_test__a_register_is_open)
{
  struct fasti_field name = {"name", "丙"};

  begin_reading(_i);
  ck_assert_int_eq(give((struct fasti_request){.kind = FASTI_OPEN, .procedure = "register", .fields = &name, .field_count = 1},
                        "clerk-1", at(2025, 3, 4, 9)), FASTI_OK);
  ck_assert_str_eq(reading("guest-1", "D-2025-00003"), "all");
  ck_assert_str_eq(listed_for("guest-1"), "00003");
  ck_assert_str_eq(reading("mayor-1", "D-2025-00003"), "nothing");
  end_reading();
}
END_TEST

START_TEST(office_test__who_is_recused_reads_no_more)
{
  const char *persons[] = {"chief-1", "clerk-1"};
  struct fasti_request recuse = {.kind = FASTI_RECUSE, .case_id = "D-2025-00001", .persons = persons, .person_count = 2,
                                 .reason = "近亲属"};

  begin_reading(_i);
  ck_assert_msg(give(recuse, "chief-1", at(2025, 3, 4, 9)) == FASTI_OK, "%s", told());
  ck_assert_str_eq(reading("clerk-1", "D-2025-00001"), "nothing");
  ck_assert_str_eq(reading("clerk-2", "D-2025-00001"), "all");
  assert_audited();
  end_reading();
}
END_TEST

static bool
print_work(void *self, const struct fasti_work_row *row)
{
  fasti_buffer_printf(self, "%s %s %s \"%s\"\n", row->case_id + 7, row->kind, row->work, row->title);
  return true;
}

static const char *
work_of(const char *person)
{
  struct fasti_work_filter filter = {.person = person, .backwards = true};
  struct fasti_buffer text = {0};

  ck_assert_int_eq(store->call->work_list(store, &filter, print_work, &text), FASTI_OK);
  return lines_of(&text);
}

static bool
count_drafts(void *self, const struct fasti_task_row *row)
{
  fasti_buffer_printf(self, "%s %s\n", row->case_id + 7, row->task);
  return true;
}

static const char *
drafts_of(const char *person)
{
  struct fasti_task_filter filter = {.draft_of = person};
  struct fasti_buffer text = {0};

  ck_assert_int_eq(store->call->task_list(store, &filter, count_drafts, &text), FASTI_OK);
  return lines_of(&text);
}

START_TEST(office_test__lists_of_ones_work)
{
  struct fasti_field result = {"result", "yes"};
  const char *persons[] = {"chief-1", "clerk-1"};
  int64_t now = at(2025, 3, 4, 9);

  begin_reading(_i);
  ck_assert_str_eq(work_of("clerk-1"), "00001 opened open \"许可\"\n");
  ck_assert_str_eq(work_of("clerk-2"), "00002 done check \"审查申请\"\n00002 opened open \"许可\"\n");
  ck_assert_int_eq(give((struct fasti_request){.kind = FASTI_DRAFT, .case_id = "D-2025-00002", .task = "approve",
                                               .fields = &result, .field_count = 1}, "chief-1", now), FASTI_OK);
  ck_assert_str_eq(drafts_of("chief-1"), "00002 approve\n");
  ck_assert_int_eq(give((struct fasti_request){.kind = FASTI_COPY, .case_id = "D-2025-00002", .task = "approve",
                                               .persons = persons, .person_count = 2}, "chief-1", now), FASTI_OK);
  ck_assert_str_eq(work_of("clerk-1"), "00002 copied approve \"批准\"\n00001 opened open \"许可\"\n");
  ck_assert_str_eq(reading("clerk-1", "D-2025-00002"), "all");
  ck_assert_int_eq(decide("D-2025-00002", "yes", "chief-1", now), FASTI_OK);
  ck_assert_str_eq(work_of("chief-1"), "00002 done approve \"批准\"\n");
  ck_assert_str_eq(drafts_of("chief-1"), "");
  assert_audited();
  ck_assert_int_eq(store->call->work_drop(store, "D-2025-00002"), FASTI_OK);
  ck_assert_int_eq(store->call->participants_replace(store, "D-2025-00002", NULL, 0), FASTI_OK);
  ck_assert_int_eq(fasti_office_audit(office, NULL, messages, &(int64_t){0}), FASTI_CORRUPT);
  ck_assert_ptr_nonnull(strstr(told(), "what others know of it: stored is "));
  ck_assert_int_eq(fasti_office_rebuild(office, NULL, messages), FASTI_OK);
  assert_audited();
  ck_assert_str_eq(work_of("chief-1"), "00002 done approve \"批准\"\n");
  end_reading();
}
END_TEST

/* -- stand-ins -- */

static enum fasti_status
stand_in(const char *person, const char *role, const char *deputy, int from, int to)
{
  struct fasti_stand_in_row row = {person, role, deputy, day(3, from), day(3, to)};

  return fasti_office_stand_in(office, &row, "root", at(2025, 3, 3, 9), messages);
}

START_TEST(office_test__a_deputy_acts_on_their_days)
{
  struct fasti_reader reader;

  begin_reading(_i);
  ck_assert_msg(stand_in("chief-1", "chief", "clerk-1", 5, 7) == FASTI_OK, "%s", told());
  ck_assert_int_eq(decide("D-2025-00002", "yes", "clerk-1", at(2025, 3, 4, 23)), FASTI_FORBIDDEN);
  ck_assert_str_eq(told(), "王一 may not do this: it is for 负责人\n");
  reader = reader_on("clerk-1", day(3, 5));
  ck_assert_str_eq(reader.person.roles, "clerk chief");
  ck_assert_str_eq(reader.own, "clerk");
  ck_assert_str_eq(reader.stands, "chief:chief-1");
  ck_assert_str_eq(listed(&reader), "00001 00002");
  ck_assert_msg(decide("D-2025-00002", "yes", "clerk-1", at(2025, 3, 5, 0)) == FASTI_OK, "%s", told());
  ck_assert_str_eq(work_of("clerk-1"), "00002 stood approve \"批准\"\n00001 opened open \"许可\"\n");
  /* Who did the check may not approve, whoever they stand in for. */
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00001", "check", "clerk-1", at(2025, 3, 5, 9)), FASTI_OK);
  ck_assert_int_eq(decide("D-2025-00001", "yes", "clerk-1", at(2025, 3, 5, 10)), FASTI_FORBIDDEN);
  ck_assert_str_eq(told(), "王一 did 审查申请 in this case; this must be done by somebody else\n");
  reader = reader_on("clerk-1", day(3, 8));
  ck_assert_str_eq(reader.person.roles, "clerk");
  ck_assert_str_eq(reader.stands, "");
  assert_audited();
  ck_assert_int_eq(fasti_office_rebuild(office, NULL, messages), FASTI_OK);
  assert_audited();
  end_reading();
}
END_TEST

static bool
print_bodies(void *self, const struct fasti_entry_row *row)
{
  fasti_buffer_printf(self, "%.*s\n", (int)row->body.size, row->body.at);
  return true;
}

START_TEST(office_test__a_deputy_takes_over)
{
  struct fasti_buffer text = {0};

  begin_reading(_i);
  ck_assert_int_eq(on_task(FASTI_CLAIM, "D-2025-00001", "check", "clerk-2", at(2025, 3, 5, 9)), FASTI_CONFLICT);
  ck_assert_str_eq(told(), "the task 审查申请 is claimed by 王一\n");
  ck_assert_int_eq(stand_in("clerk-1", "clerk", "clerk-2", 5, 6), FASTI_OK);
  ck_assert_msg(on_task(FASTI_CLAIM, "D-2025-00001", "check", "clerk-2", at(2025, 3, 5, 10)) == FASTI_OK, "%s", told());
  ck_assert_str_eq(tasks("D-2025-00001"), "check claimed [clerk-2]\n");
  ck_assert_int_eq(store->call->entry_list(store, "D-2025-00001", 4, print_bodies, &text), FASTI_OK);
  ck_assert_ptr_nonnull(strstr(lines_of(&text), " stands=\"=clerk:clerk-1\""));
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00001", "check", "clerk-2", at(2025, 3, 5, 11)), FASTI_OK);
  /* They have the role themselves: it is their own work. */
  ck_assert_int_eq(strncmp(work_of("clerk-2"), "00001 done check", 16), 0);
  assert_audited();
  end_reading();
}
END_TEST

START_TEST(office_test__stand_ins_are_refused)
{
  struct fasti_stand_in_row row = {"chief-1", "chief", "clerk-1", day(3, 5), day(3, 7)};
  struct fasti_person_row gone = {.id = "clerk-2", .name = "李二", .bureau = "demo", .roles = "clerk"};

  begin_reading(_i);
  ck_assert_int_eq(stand_in("mayor-1", "mayor", "clerk-1", 5, 7), FASTI_REFUSED);
  ck_assert_str_eq(told(), "mayor: nobody may stand in as 主要负责人\n");
  ck_assert_int_eq(stand_in("chief-1", "clerk", "clerk-1", 5, 7), FASTI_INVALID);
  ck_assert_str_eq(told(), "chief-1: 钱局 does not have the role \"clerk\"; theirs are: chief\n");
  ck_assert_int_eq(stand_in("chief-1", "chief", "clerk-1", 7, 5), FASTI_INVALID);
  ck_assert_str_eq(told(), "clerk-1: a stand-in has a first and a last day, and ends no earlier than it begins\n");
  ck_assert_int_eq(stand_in("chief-1", "chief", "root", 5, 7), FASTI_REFUSED);
  ck_assert_str_eq(told(), "root: 管理员 belongs to another bureau than 钱局\n");
  ck_assert_int_eq(stand_in("chief-1", "chief", "chief-1", 5, 7), FASTI_REFUSED);
  ck_assert_str_eq(told(), "chief-1: nobody stands in for themselves; expected another person\n");
  ck_assert_int_eq(stand_in("chief-1", "chief", "nobody", 5, 7), FASTI_NOT_FOUND);
  told();
  ck_assert_int_eq(fasti_office_person_put(office, &gone, "root", 0, messages), FASTI_OK);
  ck_assert_int_eq(stand_in("chief-1", "chief", "clerk-2", 5, 7), FASTI_REFUSED);
  ck_assert_str_eq(told(), "clerk-2: 李二 is not active in this office any more\n");
  ck_assert_int_eq(fasti_office_stand_in(office, &row, "clerk-1", at(2025, 3, 3, 9), messages), FASTI_FORBIDDEN);
  told();
  ck_assert_int_eq(fasti_office_stand_in_end(office, "chief-1", "chief", "clerk-1", day(3, 5), "root",
                                             at(2025, 3, 3, 9), messages), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "clerk-1: does not stand in for chief-1 as chief from this day on\n");
  assert_audited();
  end_reading();
}
END_TEST

START_TEST(office_test__a_stand_in_ends)
{
  struct fasti_reader reader;
  struct fasti_person_row moved = {.id = "chief-1", .name = "钱局", .bureau = "demo", .roles = "field", .active = true};
  struct fasti_stand_in_row forged = {"chief-1", "chief", "clerk-1", day(3, 5), day(3, 30)};

  begin_reading(_i);
  ck_assert_int_eq(stand_in("chief-1", "chief", "clerk-1", 5, 10), FASTI_OK);
  ck_assert_int_eq(fasti_office_stand_in_end(office, "chief-1", "chief", "clerk-1", day(3, 7), "root",
                                             at(2025, 3, 6, 9), messages), FASTI_OK);
  reader = reader_on("clerk-1", day(3, 6));
  ck_assert_str_eq(reader.person.roles, "clerk chief");
  reader = reader_on("clerk-1", day(3, 7));
  ck_assert_str_eq(reader.person.roles, "clerk");
  /* Who no longer has the role has nothing to give. */
  ck_assert_int_eq(fasti_office_person_put(office, &moved, "root", at(2025, 3, 6, 9), messages), FASTI_OK);
  reader = reader_on("clerk-1", day(3, 6));
  ck_assert_str_eq(reader.person.roles, "clerk");
  assert_audited();
  ck_assert_int_eq(store->call->stand_in_put(store, &forged), FASTI_OK);
  ck_assert_int_eq(fasti_office_audit(office, NULL, messages, &(int64_t){0}), FASTI_CORRUPT);
  ck_assert_ptr_nonnull(strstr(told(), "stand-in chief-1 chief clerk-1 2025-03-05: stored is "));
  end_reading();
}
END_TEST

TCase *
access_tests(void)
{
  TCase *all = tcase_create("access");

  tcase_set_timeout(all, 120);
  tcase_add_loop_test(all, office_test__who_reads_what, 0, STORES);
  tcase_add_loop_test(all, office_test__a_register_is_open, 0, STORES);
  tcase_add_loop_test(all, office_test__who_is_recused_reads_no_more, 0, STORES);
  tcase_add_loop_test(all, office_test__lists_of_ones_work, 0, STORES);
  tcase_add_loop_test(all, office_test__a_deputy_acts_on_their_days, 0, STORES);
  tcase_add_loop_test(all, office_test__a_deputy_takes_over, 0, STORES);
  tcase_add_loop_test(all, office_test__stand_ins_are_refused, 0, STORES);
  tcase_add_loop_test(all, office_test__a_stand_in_ends, 0, STORES);
  return all;
}
