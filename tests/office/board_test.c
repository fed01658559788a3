/* tests/office/board_test.c - the public board, complaints and their numbers, and what people keep for themselves. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/board.h"
#include "engine/own.h"
#include "tests/office/definition.h"
#include "tests/office/hall.h"

static struct fasti_arena *kept;

static void
begin_board(int kind)
{
  kept = fasti_arena_new();
  begin(kind);
  ck_assert_msg(deploy(definition_package_access) == FASTI_OK, "%s", told());
  ck_assert_int_eq(fasti_office_start(office, true, at(2025, 3, 3, 9), messages), FASTI_OK);
  ck_assert_int_eq(add_person("clerk-1", "王一", "demo", "clerk"), FASTI_OK);
  ck_assert_int_eq(add_person("chief-1", "钱局", "demo", "chief"), FASTI_OK);
}

static void
end_board(void)
{
  fasti_arena_free(kept);
  end_work();
}

static bool
print_item(void *self, const struct fasti_board_row *row)
{
  fasti_buffer_printf(self, "%s %lld %s %s | %s\n", row->case_id, (long long)row->number, row->kind, row->title, row->text);
  return true;
}

static const char *
board(int32_t on)
{
  struct fasti_board_filter filter = {.bureau = "demo", .on = on};
  struct fasti_buffer text = {0};

  ck_assert_int_eq(store->call->board_list(store, &filter, print_item, &text), FASTI_OK);
  return lines_of(&text);
}

START_TEST(office_test__what_is_published_is_redacted)
{
  static const char shown[] = "D-2025-00001 1 permit 许可（张某某） | 张某某，***，***，编号2025001，***。\n";
  int32_t day = fasti_instant_day(at(2025, 3, 3, 9), ZONE);

  begin_board(_i);
  ck_assert_int_eq(open_case("clerk-1", "张小明", NULL, at(2025, 3, 3, 9)), FASTI_OK);
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00001", "check", "clerk-1", at(2025, 3, 3, 10)), FASTI_OK);
  ck_assert_str_eq(board(day), "");
  ck_assert_msg(decide("D-2025-00001", "yes", "chief-1", at(2025, 3, 3, 11)) == FASTI_OK, "%s", told());
  ck_assert_str_eq(board(day), shown);
  ck_assert_str_eq(board(day + 400), "");
  assert_audited();
  ck_assert_int_eq(store->call->board_put(store, &(struct fasti_board_row){.case_id = "D-2025-00001", .number = 1,
                                                                           .bureau = "demo", .text = "张小明"}), FASTI_OK);
  ck_assert_int_eq(fasti_office_audit(office, NULL, messages, &(int64_t){0}), FASTI_CORRUPT);
  ck_assert_ptr_nonnull(strstr(told(), "what people did in it: stored is \"board 1: "));
  ck_assert_int_eq(fasti_office_rebuild(office, NULL, messages), FASTI_OK);
  ck_assert_str_eq(board(day), shown);
  assert_audited();
  end_board();
}
END_TEST

static enum fasti_status
complain(const char *service, const char *field, const char *number, char id[FASTI_CASE_ID])
{
  struct fasti_field fields[] = {{field, "占地三亩"}};
  struct fasti_complaint complaint = {
    .bureau = "demo", .service = service, .number = number, .fields = fields, .field_count = 1};

  return fasti_office_complain(office, &complaint, at(2025, 3, 3, 9), messages, id);
}

START_TEST(office_test__a_complaint_and_its_number)
{
  static const char number[] = "K7QF-9M2X-VT4B-H8RD-3NWC";
  struct fasti_progress progress;
  char id[FASTI_CASE_ID];

  begin_board(_i);
  ck_assert_msg(complain("S1", "name", number, id) == FASTI_OK, "%s", told());
  ck_assert_str_eq(id, "D-2025-00001");
  ck_assert_str_eq(cases(), "D-2025-00001 许可 占地三亩 open review 1\n");
  ck_assert_str_eq(journal("D-2025-00001"), "1  open\n");
  ck_assert_int_eq(fasti_office_progress(office, number, kept, messages, &progress), FASTI_OK);
  ck_assert_str_eq(progress.procedure, "许可");
  ck_assert_str_eq(progress.bureau, "示例局");
  ck_assert_uint_eq(progress.stage_count, 1);
  ck_assert_str_eq(progress.stages[0], "审查");
  ck_assert(progress.opened_at == at(2025, 3, 3, 9) && progress.ended_at == FASTI_NEVER);
  ck_assert_int_eq(fasti_office_progress(office, "K7QF-9M2X-VT4B-H8RD-3NWD", kept, messages, &progress), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "number: no complaint has this number\n");
  /* Sent twice: once is enough, and nothing of the second stays. */
  ck_assert_int_eq(complain("S1", "name", number, id), FASTI_CONFLICT);
  ck_assert_str_eq(told(), "number: this number is taken: the complaint may have been given already\n");
  ck_assert_str_eq(id, "");
  ck_assert_str_eq(cases(), "D-2025-00001 许可 占地三亩 open review 1\n");
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00001", "check", "clerk-1", at(2025, 3, 3, 10)), FASTI_OK);
  ck_assert_int_eq(decide("D-2025-00001", "no", "chief-1", at(2025, 3, 3, 11)), FASTI_OK);
  ck_assert_int_eq(fasti_office_progress(office, number, kept, messages, &progress), FASTI_OK);
  ck_assert_str_eq(progress.stages[0], "不予许可");
  assert_audited();
  end_board();
}
END_TEST

START_TEST(office_test__bad_complaints)
{
  static const char number[] = "K7QF-9M2X-VT4B-H8RD-3NWC";
  char id[FASTI_CASE_ID];

  begin_board(_i);
  ck_assert_int_eq(complain("S9", "name", number, id), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "S9: there is no such service that takes complaints\n");
  ck_assert_int_eq(complain("S2", "name", number, id), FASTI_NOT_FOUND); /* a request there is entered by the office */
  told();
  ck_assert_int_eq(complain("S1", "secret", number, id), FASTI_INVALID);
  ck_assert_str_eq(told(), "secret: 投诉 does not take this field; it takes: name\n");
  ck_assert_int_eq(complain("S1", "name", "123", id), FASTI_INVALID);
  ck_assert_str_eq(told(), "number: expected at least 20 characters of chance\n");
  ck_assert_str_eq(cases(), "");
  for (int i = 0; i < FASTI_COMPLAINTS_A_DAY; i++) {
    char other[32];

    snprintf(other, sizeof other, "K7QF-9M2X-VT4B-H8RD-%04d", i);
    ck_assert_msg(complain("S1", "name", other, id) == FASTI_OK, "%s", told());
  }
  ck_assert_int_eq(complain("S1", "name", number, id), FASTI_LIMIT);
  ck_assert_ptr_nonnull(strstr(told(), "so many complaints came in today"));
  end_board();
}
END_TEST

static bool
print_saved(void *self, const struct fasti_saved_row *row)
{
  fasti_buffer_printf(self, "%s/%s: %s\n", row->page, row->name, row->query);
  return true;
}

START_TEST(office_test__what_people_keep)
{
  struct fasti_saved_row row = {.person = "clerk-1", .page = "tasks", .name = "逾期", .query = "due=overdue"};
  struct fasti_buffer text = {0};
  char name[8];

  begin_board(_i);
  ck_assert_int_eq(fasti_office_save_list(office, &row, 1, messages), FASTI_OK);
  row.query = "due=late";
  ck_assert_int_eq(fasti_office_save_list(office, &row, 2, messages), FASTI_OK);
  ck_assert_int_eq(fasti_office_saved_lists(office, "clerk-1", NULL, messages, print_saved, &text), FASTI_OK);
  ck_assert_str_eq(lines_of(&text), "tasks/逾期: due=late\n");
  row.name = "";
  ck_assert_int_eq(fasti_office_save_list(office, &row, 2, messages), FASTI_INVALID);
  ck_assert_str_eq(told(), "name: a text is missing here; expected one of at most 120 bytes\n");
  row.name = name;
  for (int i = 1; i < FASTI_SAVED_MOST; i++) {
    snprintf(name, sizeof name, "n%d", i);
    ck_assert_int_eq(fasti_office_save_list(office, &row, 2, messages), FASTI_OK);
  }
  row.name = "one more";
  ck_assert_int_eq(fasti_office_save_list(office, &row, 2, messages), FASTI_LIMIT);
  ck_assert_str_eq(told(), "one more: nobody keeps more than 50 lists: drop one first\n");
  row.name = "逾期"; /* it is there: no more than before */
  ck_assert_int_eq(fasti_office_save_list(office, &row, 2, messages), FASTI_OK);
  ck_assert_int_eq(fasti_office_drop_list(office, "clerk-1", "tasks", "逾期", messages), FASTI_OK);
  ck_assert_int_eq(fasti_office_drop_list(office, "clerk-1", "tasks", "逾期", messages), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "逾期: there is no such list\n");
  row.person = "nobody";
  ck_assert_int_eq(fasti_office_save_list(office, &row, 2, messages), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "nobody: there is no such person in this office\n");
  end_board();
}
END_TEST

TCase *
board_tests(void)
{
  TCase *all = tcase_create("board");

  tcase_set_timeout(all, 120);
  tcase_add_loop_test(all, office_test__what_is_published_is_redacted, 0, STORES);
  tcase_add_loop_test(all, office_test__a_complaint_and_its_number, 0, STORES);
  tcase_add_loop_test(all, office_test__bad_complaints, 0, STORES);
  tcase_add_loop_test(all, office_test__what_people_keep, 0, STORES);
  return all;
}
