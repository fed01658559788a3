/* tests/port/outgoing.c - the contract: messages for people, webhooks, mail, and the journal of all cases. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tests/port/inside.h"

static const char *const ids[] = {"L-1", "L-2", "X-1"};

static void
put_office(void)
{
  struct fasti_case_row row = a_case("X-1");

  insert_cases(ids, 2);
  row.bureau = "xinhua";
  OK(CALL(case_insert, &row));
  OK(CALL(person_put, &(struct fasti_person_row){.id = "wang", .name = "王一", .bureau = "luquan", .active = true}));
  OK(CALL(person_put, &(struct fasti_person_row){.id = "li", .name = "李二", .bureau = "luquan", .active = true}));
}

static void
send_message(const char *case_id, const char *to, const char *text)
{
  OK(CALL(outbox_put, &(struct fasti_outbox_row){.case_id = case_id, .sequence = 1, .kind = "notify", .to = to,
                                                 .text = text, .created_at = 5}));
}

struct lines {
  struct fasti_buffer text;
};

static bool
add_notice(void *self, const struct fasti_outbox_row *row, bool read)
{
  struct lines *lines = self;

  fasti_buffer_printf(&lines->text, "%s%s ", row->text, read ? "*" : "");
  return true;
}

static const char *
notices(const struct fasti_notice_filter *filter)
{
  static char text[400];
  struct lines lines = {0};

  OK(CALL(notice_list, filter, add_notice, &lines));
  snprintf(text, sizeof text, "%s", lines.text.size ? lines.text.at : "");
  fasti_buffer_free(&lines.text);
  return text;
}

static int64_t first_id;

static bool
take_id(void *self, const struct fasti_outbox_row *row)
{
  (void)self;
  first_id = row->id;
  return false;
}

START_TEST(a_person_finds_their_messages)
{
  struct fasti_notice_filter filter = {.person = "wang", .roles = "leader clerk", .bureau = "luquan"};

  put_office();
  send_message("L-1", "leader", "one");
  send_message("L-2", "wang", "two");
  send_message("X-1", "leader", "elsewhere");
  send_message("X-1", "wang", "three");
  send_message("L-1", "li", "hers");
  send_message("L-1", "officer", "another-role");
  send_message("L-1", "clerk", "four");
  OK(CALL(outbox_list, false, take_id, NULL));
  ck_assert_str_eq(notices(&filter), "four three two one ");
  filter.most = 2;
  ck_assert_str_eq(notices(&filter), "four three ");
  filter.before = first_id + 3;
  ck_assert_str_eq(notices(&filter), "two one ");
  filter.before = 0;
  filter.most = 0;
  filter.after = first_id + 1;
  ck_assert_str_eq(notices(&filter), "four three ");
  filter = (struct fasti_notice_filter){.person = "li", .roles = "", .bureau = "luquan"};
  ck_assert_str_eq(notices(&filter), "hers ");
  filter = (struct fasti_notice_filter){.person = "li"};
  ck_assert_str_eq(notices(&filter), "hers ");
}
END_TEST

START_TEST(what_was_read_is_marked_for_one_person)
{
  struct fasti_notice_filter filter = {.person = "wang", .roles = "leader", .bureau = "luquan"};
  const struct fasti_notice_filter other = {.person = "li", .roles = "leader", .bureau = "luquan"};

  put_office();
  send_message("L-1", "leader", "one");
  send_message("L-1", "wang", "two");
  send_message("L-1", "leader", "three");
  OK(CALL(outbox_list, false, take_id, NULL));
  OK(CALL(notice_read, "wang", first_id, 1000));
  OK(CALL(notice_read, "wang", first_id, 2000));
  IS(CALL(notice_read, "wang", first_id + 99, 1000), FASTI_NOT_FOUND);
  IS(CALL(notice_read, "zhao", first_id, 1000), FASTI_NOT_FOUND);
  ck_assert_str_eq(notices(&filter), "three two one* ");
  ck_assert_str_eq(notices(&other), "three one ");
  filter.unread = true;
  ck_assert_str_eq(notices(&filter), "three two ");
  OK(CALL(notice_seen, "wang", "leader", first_id + 2));
  OK(CALL(notice_seen, "wang", "leader", first_id));
  IS(CALL(notice_seen, "zhao", "leader", 1), FASTI_NOT_FOUND);
  ck_assert_str_eq(notices(&filter), "two ");
  send_message("L-1", "leader", "four");
  ck_assert_str_eq(notices(&filter), "four two ");
  filter.most = 1;
  ck_assert_str_eq(notices(&filter), "four ");
  ck_assert_str_eq(notices(&other), "four three one ");
}
END_TEST

static bool
add_entry(void *self, int64_t position, const struct fasti_entry_row *row)
{
  struct lines *lines = self;

  fasti_buffer_printf(&lines->text, "%" PRId64 ":%s/%" PRId64 " ", position, row->case_id, row->sequence);
  return true;
}

static bool
add_one_entry(void *self, int64_t position, const struct fasti_entry_row *row)
{
  add_entry(self, position, row);
  return false;
}

static const char *
entries_behind(int64_t position, bool one)
{
  static char text[400];
  struct lines lines = {0};

  OK(CALL(journal_list, position, one ? add_one_entry : add_entry, &lines));
  snprintf(text, sizeof text, "%s", lines.text.size ? lines.text.at : "");
  fasti_buffer_free(&lines.text);
  return text;
}

static char last_hash[FASTI_HASH_SIZE];

static void
append(const char *case_id, int64_t sequence)
{
  struct fasti_entry_row row = {.case_id = case_id, .sequence = sequence, .at = 1759104000000, .actor = "zhang",
                                .kind = "complete", .body = {"<task/>", 7}, .hash_name = "sha256"};
  char hash[FASTI_HASH_SIZE];

  row.previous = sequence == 1 ? fasti_entry_first_previous() : last_hash;
  row.hash = fasti_entry_hash(&row, hash);
  OK(CALL(entry_append, &row));
  memcpy(last_hash, hash, sizeof hash);
}

START_TEST(entries_of_all_cases_have_one_order)
{
  int64_t end = -1;

  put_office();
  OK(CALL(journal_end, &end));
  ck_assert_int_eq(end, 0);
  append("L-2", 1);
  append("L-2", 2);
  append(FASTI_OFFICE_JOURNAL, 1);
  OK(CALL(begin, true));
  append("X-1", 1);
  store->call->rollback(store);
  append("L-1", 1);
  ck_assert_str_eq(entries_behind(0, false), "1:L-2/1 2:L-2/2 3:L-1/1 ");
  ck_assert_str_eq(entries_behind(1, true), "2:L-2/2 ");
  ck_assert_str_eq(entries_behind(3, false), "");
  OK(CALL(journal_end, &end));
  ck_assert_int_eq(end, 3);
}
END_TEST

SEE(subscription)
SEE(progress)
SEE(letter)
SEE(mail)

START_TEST(subscriptions_have_progress_and_letters)
{
  struct fasti_subscription_row row = {.name = "registry", .url = "https://example.test/", .secret = "whsec_x",
                                       .types = "case.opened", .bureau = "luquan", .procedure = "", .made_by = "root",
                                       .made_at = 7};
  struct fasti_progress_row progress = {.subscription = "registry", .position = 5, .number = 2, .attempts = 3,
                                        .next_at = 9000, .failing_since = 4000, .delivered = 17,
                                        .delivered_at = FASTI_NEVER, .error = "连接不上"};
  struct fasti_letter_row letter = {.subscription = "registry", .position = 4, .number = 1, .event = "L-1/4/1",
                                    .type = "case.ended", .case_id = "L-1", .since = 5, .attempts = 8,
                                    .next_at = FASTI_NEVER, .error = "500"};
  struct seen seen = SEEN(subscription), standing = SEEN(progress), letters = SEEN(letter);

  IS(CALL(progress_put, &progress), FASTI_NOT_FOUND);
  IS(CALL(letter_put, &letter), FASTI_NOT_FOUND);
  OK(CALL(subscription_put, &row));
  OK(CALL(progress_put, &progress));
  OK(CALL(letter_put, &letter));
  letter.number = 2;
  OK(CALL(letter_put, &letter));
  row.url = "https://other.test/"; /* one that is changed keeps where it stands */
  OK(CALL(subscription_put, &row));
  OK(CALL(subscription_list, NULL, see_subscription, &seen));
  OK(CALL(progress_list, "registry", see_progress, &standing));
  OK(CALL(letter_list, NULL, see_letter, &letters));
  ck_assert_uint_eq(seen.count, 1);
  ck_assert_uint_eq(standing.count, 1);
  ck_assert_uint_eq(letters.count, 2);
  SAME(subscription, seen.rows[0], &row);
  SAME(progress, standing.rows[0], &progress);
  SAME(letter, letters.rows[1], &letter);
  forget(&seen);
  forget(&standing);
  forget(&letters);
  OK(CALL(letter_drop, "registry", 4, 1));
  OK(CALL(letter_list, "registry", see_letter, &letters));
  ck_assert_uint_eq(letters.count, 1);
  forget(&letters);
  OK(CALL(subscription_drop, "registry"));
  OK(CALL(subscription_drop, "registry"));
  OK(CALL(subscription_list, "registry", see_subscription, &seen));
  OK(CALL(progress_list, NULL, see_progress, &standing));
  OK(CALL(letter_list, NULL, see_letter, &letters));
  ck_assert_uint_eq(seen.count + standing.count + letters.count, 0);
}
END_TEST

START_TEST(mail_belongs_to_a_person)
{
  struct fasti_mail_row row = {.person = "wang", .address = "wang@example.test", .at_once = "urge", .digest = true,
                               .seen = 3, .digested = 2, .digest_day = FASTI_NO_DAY, .attempts = 1, .next_at = 5,
                               .error = "x"};
  struct seen seen = SEEN(mail);

  IS(CALL(mail_put, &row), FASTI_NOT_FOUND);
  put_office();
  OK(CALL(mail_put, &row));
  row.digest = false;
  OK(CALL(mail_put, &row));
  OK(CALL(mail_list, NULL, see_mail, &seen));
  ck_assert_uint_eq(seen.count, 1);
  SAME(mail, seen.rows[0], &row);
  forget(&seen);
  OK(CALL(mail_drop, "wang"));
  OK(CALL(mail_list, "wang", see_mail, &seen));
  ck_assert_uint_eq(seen.count, 0);
}
END_TEST

void
contract_outgoing(TCase *tests)
{
  tcase_add_test(tests, a_person_finds_their_messages);
  tcase_add_test(tests, what_was_read_is_marked_for_one_person);
  tcase_add_test(tests, entries_of_all_cases_have_one_order);
  tcase_add_test(tests, subscriptions_have_progress_and_letters);
  tcase_add_test(tests, mail_belongs_to_a_person);
}
