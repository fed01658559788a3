/* tests/office/journal_test.c - what does not follow from the journals is found, and can be made anew.
 */
#include "config.h"

#include <string.h>

#include "tests/office/definition.h"
#include "tests/office/hall.h"

/* -- what does not follow from the journal is found, and can be made anew -- */

/* Writes another title and snapshot behind the back of the office. */
static void
spoil_case(const char *case_id)
{
  struct fasti_buffer hash = {0};
  struct fasti_case *case_ = NULL;
  struct fasti_case_row row = {0};

  ck_assert_int_eq(store->call->case_get(store, case_id, definition_take_package, &hash), FASTI_OK);
  ck_assert_int_eq(fasti_office_case(office, case_id, messages, &case_), FASTI_OK);
  fasti_case_row(case_, &row);
  row.package = hash.at;
  row.title = "别的";
  row.snapshot = fasti_slice_of("<case/>");
  ck_assert_int_eq(store->call->case_update(store, &row, row.entries), FASTI_OK);
  fasti_case_free(case_);
  fasti_buffer_free(&hash);
}

START_TEST(office_test__audit_and_rebuild)
{
  int64_t checked;

  begin_work(_i);
  ck_assert_int_eq(open_case("clerk-1", "甲", NULL, at(2025, 3, 3, 9)), FASTI_OK);
  ck_assert_int_eq(open_case("clerk-1", "乙", NULL, at(2025, 3, 3, 9)), FASTI_OK);
  ck_assert_int_eq(store->call->tasks_replace(store, "D-2025-00001", NULL, 0), FASTI_OK);
  ck_assert_int_eq(fasti_office_audit(office, "D-2025-00001", messages, &checked), FASTI_CORRUPT);
  ck_assert_ptr_nonnull(strstr(told(), "D-2025-00001: its tasks: stored is \"\", the journal gives \"1 check[]"));
  spoil_case("D-2025-00001");
  ck_assert_int_eq(fasti_office_audit(office, NULL, messages, &checked), FASTI_CORRUPT);
  ck_assert_int_eq(checked, 2);
  ck_assert_ptr_nonnull(strstr(told(),
                               "D-2025-00001: the snapshot is not what the journal gives\n"
                               "D-2025-00001: the case: stored is \"title 别的\", the journal gives \"title 许可 "
                               "甲\"\n"));
  ck_assert_int_eq(on_task(FASTI_CLAIM, "D-2025-00001", "check", "clerk-1", at(2025, 3, 3, 9)), FASTI_CORRUPT);
  told();
  ck_assert_msg(fasti_office_rebuild(office, NULL, messages) == FASTI_OK, "%s", told());
  ck_assert_str_eq(cases(), "D-2025-00001 许可 甲 open review 1\nD-2025-00002 许可 乙 open review 1\n");
  ck_assert_str_eq(tasks("D-2025-00001"), "check open []\n");
  assert_audited();
  ck_assert_int_eq(fasti_office_audit(office, "D-2025-00007", messages, &checked), FASTI_NOT_FOUND);
  end_work();
}
END_TEST

/* A document that took a number without its journal: the case tells it, and so does the series. */
START_TEST(office_test__audit_of_numbers)
{
  struct fasti_instrument_row row = {.case_id = "D-2025-00001",
                                     .number = 1,
                                     .instrument = "permit",
                                     .document_number = "许〔2025〕3号",
                                     .year = 2025,
                                     .sequence = 3,
                                     .title = "许可证",
                                     .hash_name = "sha256",
                                     .hash = "",
                                     .content = fasti_slice_of("x")};
  int64_t checked;

  begin_work(_i);
  ck_assert_int_eq(open_case("clerk-1", "甲", NULL, at(2025, 3, 3, 9)), FASTI_OK);
  ck_assert_int_eq(store->call->instrument_insert(store, &row), FASTI_OK);
  ck_assert_int_eq(fasti_office_audit(office, NULL, messages, &checked), FASTI_CORRUPT);
  ck_assert_ptr_nonnull(strstr(told(), "the documents \"D permit 2025\" have number 3 behind number 0\n"));
  end_work();
}
END_TEST

/* -- the journal of the office -- */

static bool
print_act(void *self, const struct fasti_entry_row *row)
{
  fasti_buffer_printf(self, "%lld %s %s %.*s\n", (long long)row->sequence, row->actor, row->kind, (int)row->body.size,
                      row->body.at);
  return true;
}

static const char *
acts(int64_t from)
{
  struct fasti_buffer text = {0};

  ck_assert_int_eq(store->call->entry_list(store, FASTI_OFFICE_JOURNAL, from, print_act, &text), FASTI_OK);
  return lines_of(&text);
}

START_TEST(office_test__every_change_is_an_entry)
{
  struct fasti_person_row row = {
    .id = "clerk-3", .name = "孙三", .bureau = "demo", .certificate = "D-3", .roles = "clerk", .active = true};

  begin_work(_i);
  ck_assert_ptr_nonnull(strstr(acts(1), "1  deploy <act kind=\"deploy\"><package hash=\""));
  ck_assert_str_eq(acts(2),
                   "2  init <act kind=\"init\" clock=\"simulated\"/>\n"
                   "3  person <act kind=\"person\"><person id=\"clerk-1\" name=\"王一\" bureau=\"demo\" "
                   "roles=\"clerk\" active=\"true\"/></act>\n"
                   "4  person <act kind=\"person\"><person id=\"clerk-2\" name=\"李二\" bureau=\"demo\" "
                   "roles=\"clerk\" active=\"true\"/></act>\n"
                   "5  person <act kind=\"person\"><person id=\"chief-1\" name=\"钱局\" bureau=\"demo\" "
                   "roles=\"chief\" active=\"true\"/></act>\n"
                   "6  person <act kind=\"person\"><person id=\"root\" name=\"管理员\" roles=\"admin\" "
                   "active=\"true\"/></act>\n");
  ck_assert_int_eq(fasti_office_person_put(office, &row, "clerk-1", at(2025, 3, 4, 9), messages), FASTI_FORBIDDEN);
  told();
  ck_assert_int_eq(fasti_office_person_put(office, &row, "", at(2025, 3, 4, 9), messages), FASTI_FORBIDDEN);
  told();
  ck_assert_int_eq(fasti_office_person_put(office, &row, "root", at(2025, 3, 4, 9), messages), FASTI_OK);
  ck_assert_str_eq(acts(7),
                   "7 clerk-1 refused <act kind=\"refused\" event=\"person\" about=\"clerk-3\" status=\"forbidden\">"
                   "<reason>clerk-1: 王一 is no administrator: only those manage the packages and people of an office"
                   "</reason></act>\n"
                   "8  refused <act kind=\"refused\" event=\"person\" about=\"clerk-3\" status=\"forbidden\">"
                   "<reason>this office has an administrator: one of them does this, and says who acts</reason></act>\n"
                   "9 root person <act kind=\"person\"><person id=\"clerk-3\" name=\"孙三\" bureau=\"demo\" "
                   "certificate=\"D-3\" roles=\"clerk\" active=\"true\"/></act>\n");
  row.unit = "宜安镇";
  ck_assert_int_eq(fasti_office_person_put(office, &row, "root", at(2025, 3, 4, 9), messages), FASTI_OK);
  ck_assert_str_eq(acts(10),
                   "10 root person <act kind=\"person\"><person id=\"clerk-3\" name=\"孙三\" bureau=\"demo\" "
                   "certificate=\"D-3\" roles=\"clerk\" unit=\"宜安镇\" active=\"true\"/></act>\n");
  row.unit = "宜安镇 上庄镇";
  ck_assert_int_eq(fasti_office_person_put(office, &row, "root", at(2025, 3, 4, 9), messages), FASTI_INVALID);
  ck_assert_str_eq(told(), "clerk-3: \"宜安镇 上庄镇\" is no unit; expected one word, without spaces\n");
  row.unit = "-";
  ck_assert_int_eq(fasti_office_person_put(office, &row, "root", at(2025, 3, 4, 9), messages), FASTI_INVALID);
  ck_assert_str_eq(told(), "clerk-3: \"-\" is no unit; expected one word, without spaces\n");
  row.unit = "\1";
  ck_assert_int_eq(fasti_office_person_put(office, &row, "root", at(2025, 3, 4, 9), messages), FASTI_INVALID);
  ck_assert_str_eq(told(), "clerk-3: this has characters that no document may contain; expected plain text\n");
  row.unit = "宜安镇";
  row.name = "孙\1三";
  ck_assert_int_eq(fasti_office_person_put(office, &row, "root", at(2025, 3, 4, 9), messages), FASTI_INVALID);
  ck_assert_str_eq(told(), "clerk-3: this has characters that no document may contain; expected plain text\n");
  assert_audited();
  end_work();
}
END_TEST

/* What no entry of the journal put there is found. */
START_TEST(office_test__changes_beside_the_journal_are_found)
{
  struct fasti_person_row row = {.id = "clerk-1", .name = "王一", .bureau = "demo", .roles = "chief", .active = true};
  int64_t checked;

  begin_work(_i);
  ck_assert_int_eq(store->call->person_put(store, &row), FASTI_OK);
  ck_assert_int_eq(fasti_office_audit(office, NULL, messages, &checked), FASTI_CORRUPT);
  ck_assert_str_eq(told(),
                   "person clerk-1: stored is \"<person id=\"clerk-1\" name=\"王一\" bureau=\"demo\" roles=\"chief\" "
                   "active=\"true\"/>\", the journal of the office gives \"<person id=\"clerk-1\" name=\"王一\" "
                   "bureau=\"demo\" roles=\"clerk\" active=\"true\"/>\"\n");
  row.roles = "clerk";
  ck_assert_int_eq(store->call->person_put(store, &row), FASTI_OK);
  assert_audited();
  row.id = "clerk-9";
  ck_assert_int_eq(store->call->person_put(store, &row), FASTI_OK);
  ck_assert_int_eq(fasti_office_audit(office, NULL, messages, &checked), FASTI_CORRUPT);
  ck_assert_ptr_nonnull(strstr(told(), "person clerk-9: stored is"));
  end_work();
}
END_TEST

/* An entry that is gone from the end shows: how many there were is kept apart. */
START_TEST(office_test__the_end_of_the_journal_is_known)
{
  int64_t checked;

  begin_work(_i);
  ck_assert_int_eq(store->call->setting_put(store, "journal", "7 0000"), FASTI_OK);
  ck_assert_int_eq(fasti_office_audit(office, NULL, messages, &checked), FASTI_CORRUPT);
  ck_assert_str_eq(told(), "office: the journal of the office has 6 entries, 7 were written\n");
  end_work();
}
END_TEST

/* An office from before it had a journal begins it with what there is. */
START_TEST(office_test__a_journal_begun_later)
{
  struct fasti_person_row row = {.id = "zhang", .name = "张三", .bureau = "", .roles = "admin", .active = true};

  begin(_i);
  ck_assert_int_eq(store->call->person_put(store, &row), FASTI_OK);
  assert_audited();
  row.id = "li";
  ck_assert_int_eq(fasti_office_person_put(office, &row, "zhang", at(2025, 3, 4, 9), messages), FASTI_OK);
  ck_assert_str_eq(acts(1), "1  begin <act kind=\"begin\"><person id=\"zhang\" name=\"张三\" roles=\"admin\" "
                            "active=\"true\"/></act>\n"
                            "2 zhang person <act kind=\"person\"><person id=\"li\" name=\"张三\" roles=\"admin\" "
                            "active=\"true\"/></act>\n");
  assert_audited();
  end_work();
}
END_TEST

TCase *
journal_tests(void)
{
  TCase *all = tcase_create("journals");

  tcase_set_timeout(all, 120);
  tcase_add_loop_test(all, office_test__audit_and_rebuild, 0, STORES);
  tcase_add_loop_test(all, office_test__audit_of_numbers, 0, STORES);
  tcase_add_loop_test(all, office_test__every_change_is_an_entry, 0, STORES);
  tcase_add_loop_test(all, office_test__changes_beside_the_journal_are_found, 0, STORES);
  tcase_add_loop_test(all, office_test__the_end_of_the_journal_is_known, 0, STORES);
  tcase_add_loop_test(all, office_test__a_journal_begun_later, 0, STORES);
  return all;
}
