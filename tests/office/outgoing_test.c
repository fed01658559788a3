/* tests/office/outgoing_test.c - what happens is told to the world and to people; who looks after the office knows its state.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "engine/notice.h"
#include "engine/occurrence.h"
#include "engine/subscription.h"
#include "engine/upkeep.h"
#include "tests/office/definition.h"
#include "tests/office/hall.h"

/* -- occurrences -- */

static bool
print_occurrence(void *self, const struct fasti_occurrence *one)
{
  char id[FASTI_OCCURRENCE_ID];

  fasti_buffer_printf(self, "%s %s %s|%s|%s|%s|%s|%s\n", fasti_occurrence_id(one, id), one->type, one->actor, one->name,
                      one->title, one->document, one->to, one->text);
  return true;
}

static const char *
occurrences(struct fasti_occurrences *stream, int64_t position, int64_t number, int most)
{
  struct fasti_buffer text = {0};
  int64_t reached;

  ck_assert_int_eq(
    fasti_occurrences_read(stream, position, number, most, messages, print_occurrence, &text, &reached), FASTI_OK);
  return lines_of(&text);
}

START_TEST(office_test__occurrences_follow_from_the_journals)
{
  static const char first[] = "D-2025-00001/1/1 case.opened clerk-1|||||\n"
                              "D-2025-00001/1/2 state.entered clerk-1|review|审查|||\n"
                              "D-2025-00001/1/3 task.opened clerk-1|check|审查申请|||\n";
  static const char done[] = "D-2025-00001/3/1 task.done chief-1|approve|批准|||\n"
                             "D-2025-00001/3/2 state.entered chief-1|issued|已许可|||\n"
                             "D-2025-00001/3/3 instrument.issued chief-1|permit|许可证|许〔2025〕1号||\n"
                             "D-2025-00001/3/4 case.ended chief-1|issued||||\n";
  static const char late[] = "D-2025-00002/2/1 deadline.expired |review|审查期限|||\n"
                             "D-2025-00002/2/2 notice.notify ||||chief|审查超期\n";
  struct fasti_occurrences *stream;
  const char *all;

  begin_work(_i);
  stream = fasti_occurrences_new(office);
  ck_assert_str_eq(occurrences(stream, 0, INT64_MAX, 100), "");
  ck_assert_int_eq(open_case("clerk-1", "甲", NULL, at(2025, 3, 3, 9)), FASTI_OK);
  ck_assert_str_eq(occurrences(stream, 0, INT64_MAX, 100), first);
  ck_assert_str_eq(occurrences(stream, 1, INT64_MAX, 100), "");
  ck_assert_str_eq(occurrences(stream, 1, 2, 100), strstr(first, "D-2025-00001/1/3"));
  ck_assert_int_eq(on_task(FASTI_COMPLETE, "D-2025-00001", "check", "clerk-1", at(2025, 3, 3, 10)), FASTI_OK);
  ck_assert_int_eq(decide("D-2025-00001", "yes", "chief-1", at(2025, 3, 3, 11)), FASTI_OK);
  ck_assert_int_eq(open_case("clerk-2", "乙", NULL, at(2025, 3, 3, 12)), FASTI_OK);
  ck_assert_int_eq(fasti_office_advance(office, at(2025, 3, 20, 0), messages), FASTI_OK);
  all = occurrences(stream, 0, INT64_MAX, 100);
  ck_assert_msg(strstr(all, first) == all && strstr(all, done) && strstr(all, late), "%s", all);
  fasti_occurrences_free(stream);
  stream = fasti_occurrences_new(office); /* read again they are the same */
  ck_assert_str_eq(occurrences(stream, 0, INT64_MAX, 100), all);
  ck_assert_str_eq(occurrences(stream, 3, 0, 1), done);
  fasti_occurrences_free(stream);
  end_work();
}
END_TEST

/* More cases than stay in memory, and one with more entries than a case there may take. */
START_TEST(office_test__occurrences_of_many_cases)
{
  struct fasti_occurrences *stream;
  struct fasti_buffer wanted = {0};

  begin_work(_i);
  stream = fasti_occurrences_new(office);
  for (int i = 0; i < 40; i++)
    ck_assert_int_eq(open_case("clerk-1", "甲", NULL, at(2025, 3, 3, 9)), FASTI_OK);
  for (int i = 0; i < 100; i++)
    ck_assert_int_eq(
      give((struct fasti_request){.kind = FASTI_COMMENT, .case_id = "D-2025-00040", .reason = "无"}, "clerk-1", at(2025, 3, 3, 9)),
      FASTI_OK);
  ck_assert_ptr_nonnull(strstr(occurrences(stream, 0, INT64_MAX, 1000), "D-2025-00040/1/3 task.opened"));
  for (int i = 1; i <= 40; i++) {
    char id[32];

    snprintf(id, sizeof id, "D-2025-%05d", i);
    ck_assert_int_eq(on_task(FASTI_COMPLETE, id, "check", "clerk-1", at(2025, 3, 3, 10)), FASTI_OK);
    fasti_buffer_printf(&wanted,
                        "%s/%d/1 task.done clerk-1|check|审查申请|||\n%s/%d/2 state.entered clerk-1|decide|决定|||\n"
                        "%s/%d/3 task.opened clerk-1|approve|批准|||\n",
                        id, i < 40 ? 2 : 102, id, i < 40 ? 2 : 102, id, i < 40 ? 2 : 102);
  }
  ck_assert_str_eq(occurrences(stream, 140, INT64_MAX, 1000), lines_of(&wanted));
  fasti_occurrences_free(stream);
  end_work();
}
END_TEST

START_TEST(office_test__types_of_occurrences)
{
  ck_assert(fasti_occurrence_wanted("", "task.done"));
  ck_assert(fasti_occurrence_wanted("case task.done", "task.done"));
  ck_assert(fasti_occurrence_wanted("task", "task.done"));
  ck_assert(!fasti_occurrence_wanted("tas case", "task.done"));
  ck_assert(!fasti_occurrence_wanted("task.opened", "task.done"));
}
END_TEST

/* -- messages -- */

static bool
print_mine(void *self, const struct fasti_outbox_row *row, bool read)
{
  fasti_buffer_printf(self, "%" PRId64 "%s %s ", row->id, read ? "*" : "", row->text);
  return true;
}

static const char *
mine(const char *person, const char *roles, bool unread)
{
  struct fasti_person_row reader = {.id = person, .name = person, .bureau = "demo", .roles = roles};
  struct fasti_buffer text = {0};

  ck_assert_int_eq(fasti_office_notices(office, &reader, &(struct fasti_notices){.unread = unread}, messages, print_mine, &text),
                   FASTI_OK);
  return lines_of(&text);
}

static bool
print_delivered(void *self, const struct fasti_outbox_row *row)
{
  fasti_buffer_printf(self, "%" PRId64 ":%d ", row->id, row->delivered_at != FASTI_NEVER);
  return true;
}

START_TEST(office_test__people_read_their_messages)
{
  struct fasti_person_row chief = {.id = "chief-1", .name = "钱局", .bureau = "demo", .roles = "chief"};
  struct fasti_buffer delivered = {0};
  int64_t unread = -1;

  begin_work(_i);
  for (int i = 0; i < 3; i++)
    ck_assert_int_eq(open_case("clerk-1", "甲", NULL, at(2025, 3, 3, 9)), FASTI_OK);
  ck_assert_int_eq(fasti_office_advance(office, at(2025, 3, 20, 0), messages), FASTI_OK);
  ck_assert_str_eq(mine("chief-1", "chief", false), "3 审查超期 2 审查超期 1 审查超期 ");
  ck_assert_str_eq(mine("clerk-1", "clerk", false), "");
  ck_assert_int_eq(fasti_office_notice_read(office, &chief, 2, 7, messages), FASTI_OK);
  ck_assert_str_eq(mine("chief-1", "chief", true), "3 审查超期 1 审查超期 ");
  ck_assert_int_eq(fasti_office_notices_unread(office, &chief, 100, messages, &unread), FASTI_OK);
  ck_assert_int_eq(unread, 2);
  ck_assert_int_eq(store->call->outbox_list(store, false, print_delivered, &delivered), FASTI_OK);
  ck_assert_str_eq(lines_of(&delivered), "1:0 2:1 3:0 ");
  chief.roles = ""; /* it is none of theirs */
  ck_assert_int_eq(fasti_office_notice_read(office, &chief, 1, 7, messages), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "notice: there is no message 1 for 钱局\n");
  chief.roles = "chief";
  ck_assert_int_eq(fasti_office_notices_read(office, &chief, 1, messages), FASTI_OK);
  ck_assert_str_eq(mine("chief-1", "chief", false), "3 审查超期 2* 审查超期 1* 审查超期 ");
  ck_assert_int_eq(add_person("chief-2", "孙局", "demo", "chief"), FASTI_OK); /* has none from before */
  ck_assert_str_eq(mine("chief-2", "chief", true), "");
  ck_assert_int_eq(open_case("clerk-1", "乙", NULL, at(2025, 3, 21, 9)), FASTI_OK);
  ck_assert_int_eq(fasti_office_advance(office, at(2025, 4, 20, 0), messages), FASTI_OK);
  ck_assert_str_eq(mine("chief-2", "chief", true), "4 审查超期 ");
  ck_assert_str_eq(mine("chief-1", "chief", true), "4 审查超期 3 审查超期 ");
  assert_audited();
  end_work();
}
END_TEST

START_TEST(office_test__wishes_about_mail)
{
  struct fasti_mail_wish wish = {.address = "王一@nowhere", .at_once = "urge shout"};

  begin_work(_i);
  ck_assert_int_eq(fasti_office_mail_wish(office, "clerk-1", &wish, messages), FASTI_INVALID);
  ck_assert_str_eq(told(), "address: \"王一@nowhere\" is no address of mail; expected one such as name@example.cn\n"
                           "at-once: \"shout\" is no kind of message; expected notify, urge or copy\n");
  wish = (struct fasti_mail_wish){.address = "wang@example.cn\r\nBcc: x@example.cn", .at_once = ""};
  ck_assert_int_eq(fasti_office_mail_wish(office, "clerk-1", &wish, messages), FASTI_INVALID);
  told();
  wish = (struct fasti_mail_wish){.address = "wang@example.cn", .at_once = "urge", .digest = true};
  ck_assert_int_eq(fasti_office_mail_wish(office, "nobody", &wish, messages), FASTI_NOT_FOUND);
  told();
  ck_assert_int_eq(fasti_office_mail_wish(office, "clerk-1", &wish, messages), FASTI_OK);
  wish.address = "";
  ck_assert_int_eq(fasti_office_mail_wish(office, "clerk-1", &wish, messages), FASTI_OK);
  end_work();
}
END_TEST

/* -- subscriptions -- */

static bool
print_subscription(void *self, const struct fasti_subscription_row *row)
{
  fasti_buffer_printf(self, "%s %s %s %s\n", row->name, row->url, row->types, row->made_by);
  return true;
}

static const char *
subscriptions(void)
{
  struct fasti_buffer text = {0};

  ck_assert_int_eq(store->call->subscription_list(store, NULL, print_subscription, &text), FASTI_OK);
  return lines_of(&text);
}

START_TEST(office_test__administrators_subscribe)
{
  struct fasti_subscription_row row = {.name = "registry", .url = "https://example.test/in", .secret = "whsec_abc",
                                       .types = "case task.done", .bureau = "demo", .procedure = "permit"};
  int64_t now = at(2025, 3, 3, 9), count = 0;
  struct fasti_post_state state;

  begin_work(_i);
  ck_assert_int_eq(fasti_office_subscribe(office, &row, "clerk-1", now, messages), FASTI_FORBIDDEN);
  told();
  ck_assert_int_eq(fasti_office_subscribe(office, &row, "root", now, messages), FASTI_OK);
  ck_assert_str_eq(subscriptions(), "registry https://example.test/in case task.done root\n");
  row.types = "case gone.with";
  row.procedure = "lease";
  ck_assert_int_eq(fasti_office_subscribe(office, &row, "root", now, messages), FASTI_INVALID);
  ck_assert_str_eq(told(), "types: \"gone.with\" is no type of event; fasti-post(1) lists them\n"
                           "procedure: the package of demo has no procedure \"lease\"\n");
  row.name = "two words";
  ck_assert_int_eq(fasti_office_subscribe(office, &row, "root", now, messages), FASTI_INVALID);
  told();
  ck_assert_str_eq(subscriptions(), "registry https://example.test/in case task.done root\n");
  ck_assert_ptr_null(strstr(journal(FASTI_OFFICE_JOURNAL), "whsec_abc"));
  ck_assert_ptr_nonnull(strstr(journal(FASTI_OFFICE_JOURNAL), "subscribe"));
  ck_assert_int_eq(fasti_office_retry(office, "registry", NULL, "root", now, messages, &count), FASTI_OK);
  ck_assert_int_eq(count, 0);
  ck_assert_int_eq(fasti_office_retry(office, "registry", "D-1/1/1", "root", now, messages, &count), FASTI_NOT_FOUND);
  ck_assert_str_eq(told(), "D-1/1/1: no such event of registry stands aside\n");
  ck_assert_int_eq(open_case("clerk-1", "甲", NULL, now), FASTI_OK);
  ck_assert_int_eq(fasti_office_post_state(office, messages, &state), FASTI_OK);
  ck_assert(state.subscriptions == 1 && state.failing == 0 && state.aside == 0 && state.behind == 1);
  ck_assert_int_eq(fasti_office_unsubscribe(office, "other", "root", now, messages), FASTI_NOT_FOUND);
  ck_assert_int_eq(fasti_office_unsubscribe(office, "registry", "clerk-1", now, messages), FASTI_FORBIDDEN);
  told();
  ck_assert_int_eq(fasti_office_unsubscribe(office, "registry", "root", now, messages), FASTI_OK);
  ck_assert_str_eq(subscriptions(), "");
  assert_audited();
  end_work();
}
END_TEST

START_TEST(office_test__the_last_backup_and_audit_are_known)
{
  struct fasti_arena *arena = fasti_arena_new();
  struct fasti_upkeep upkeep;

  begin_work(_i);
  ck_assert_int_eq(fasti_office_upkeep(office, arena, messages, &upkeep), FASTI_OK);
  ck_assert(upkeep.backup_at == FASTI_NEVER && upkeep.audit_at == FASTI_NEVER);
  ck_assert_int_eq(fasti_office_note_backup(office, 1000, "/a place/copy", 3, messages), FASTI_OK);
  ck_assert_int_eq(fasti_office_note_audit(office, 2000, 40, FASTI_CORRUPT, messages), FASTI_OK);
  ck_assert_int_eq(fasti_office_upkeep(office, arena, messages, &upkeep), FASTI_OK);
  ck_assert_str_eq(upkeep.backup_to, "/a place/copy");
  ck_assert_int_eq(upkeep.backup_at, 1000);
  ck_assert_int_eq(upkeep.backup_files, 3);
  ck_assert_int_eq(upkeep.audit_at, 2000);
  ck_assert_int_eq(upkeep.audit_cases, 40);
  ck_assert_int_eq(upkeep.audit, FASTI_CORRUPT);
  fasti_arena_free(arena);
  end_work();
}
END_TEST

TCase *
outgoing_tests(void)
{
  TCase *all = tcase_create("outgoing");

  tcase_set_timeout(all, 120);
  tcase_add_loop_test(all, office_test__occurrences_follow_from_the_journals, 0, STORES);
  tcase_add_loop_test(all, office_test__occurrences_of_many_cases, 0, STORES);
  tcase_add_test(all, office_test__types_of_occurrences);
  tcase_add_loop_test(all, office_test__people_read_their_messages, 0, STORES);
  tcase_add_loop_test(all, office_test__wishes_about_mail, 0, STORES);
  tcase_add_loop_test(all, office_test__administrators_subscribe, 0, STORES);
  tcase_add_loop_test(all, office_test__the_last_backup_and_audit_are_known, 0, STORES);
  return all;
}
