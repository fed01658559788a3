/* tests/port/beside.c - instruments, evidence, messages, numbers and answers of a store; see contract.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "tests/port/inside.h"

SEE(case)
SEE(instrument)
SEE(evidence)
SEE(outbox)
SEE(account)
SEE(session)

START_TEST(instruments_are_kept_once_and_for_all)
{
  static const char *const ids[] = {"L-1", "L-2"};
  struct fasti_instrument_row row = {
    .case_id = "L-1", .number = 1, .instrument = "decision", .key = "p1", .document_number = "鹿国土资罚字〔2025〕1号",
    .year = 2025, .sequence = 1, .title = "处罚决定书", .issued_at = 7, .hash_name = "sha256", .hash = "h",
    .content = {"<html/>", 7}};
  struct seen seen = SEEN(instrument);

  insert_cases(ids, 2);
  OK(CALL(instrument_insert, &row));
  IS(CALL(instrument_insert, &row), FASTI_CONFLICT);
  OK(CALL(instrument_list, "L-1", 1, see_instrument, &seen));
  SAME(instrument, seen.rows[0], &row);
  forget(&seen);
  row.case_id = "L-9";
  IS(CALL(instrument_insert, &row), FASTI_NOT_FOUND);
  row.case_id = "L-2";
  OK(CALL(instrument_insert, &row));
  OK(CALL(instrument_list, NULL, 0, see_instrument, &seen));
  ck_assert_uint_eq(seen.count, 2);
  row.content.size = 0;
  SAME(instrument, seen.rows[1], &row);
  forget(&seen);
  OK(CALL(instrument_list, "L-2", 0, see_instrument, &seen));
  ck_assert_uint_eq(seen.count, 1);
  forget(&seen);
  IS(CALL(instrument_list, "L-1", 2, see_instrument, &seen), FASTI_NOT_FOUND);
}
END_TEST

START_TEST(evidence_is_kept_once_and_for_all)
{
  static const char *const ids[] = {"L-1"};
  struct fasti_evidence_row row = {.case_id = "L-1", .number = 1, .name = "照片.jpg", .media = "image/jpeg",
                                   .hash_name = "sha256", .hash = "h", .size = 4, .attached_at = 9,
                                   .attached_by = "zhang", .content = {"\xff\xd8\0\1", 4}};
  struct seen seen = SEEN(evidence);

  insert_cases(ids, 1);
  OK(CALL(evidence_insert, &row));
  IS(CALL(evidence_insert, &row), FASTI_CONFLICT);
  OK(CALL(evidence_list, "L-1", 1, see_evidence, &seen));
  SAME(evidence, seen.rows[0], &row);
  forget(&seen);
  row.number = 2;
  row.case_id = "L-9";
  IS(CALL(evidence_insert, &row), FASTI_NOT_FOUND);
  row.case_id = "L-1";
  OK(CALL(evidence_insert, &row));
  OK(CALL(evidence_list, "L-1", 0, see_evidence, &seen));
  ck_assert_uint_eq(seen.count, 2);
  row.content.size = 0;
  SAME(evidence, seen.rows[1], &row);
  forget(&seen);
  IS(CALL(evidence_list, "L-1", 3, see_evidence, &seen), FASTI_NOT_FOUND);
}
END_TEST

START_TEST(messages_wait_until_they_are_delivered)
{
  static const char *const ids[] = {"L-1"};
  struct fasti_outbox_row row = {.id = 77, .case_id = "L-1", .sequence = 3, .kind = "notify", .to = "leader",
                                 .text = "立案已超期", .created_at = 5, .delivered_at = 6};
  struct fasti_outbox_row lost = {.case_id = "L-9", .kind = "notify"};
  struct seen seen = SEEN(outbox);
  int64_t first, second;

  insert_cases(ids, 1);
  IS(CALL(outbox_put, &lost), FASTI_NOT_FOUND);
  OK(CALL(outbox_put, &row));
  OK(CALL(outbox_put, &row));
  OK(CALL(outbox_list, true, see_outbox, &seen));
  ck_assert_uint_eq(seen.count, 2);
  first = ((struct fasti_outbox_row *)seen.rows[0])->id;
  second = ((struct fasti_outbox_row *)seen.rows[1])->id;
  ck_assert_int_lt(first, second);
  row.id = first;
  row.delivered_at = FASTI_NEVER;
  SAME(outbox, seen.rows[0], &row);
  forget(&seen);
  OK(CALL(outbox_delivered, first, 1000));
  OK(CALL(outbox_delivered, first, 2000));
  IS(CALL(outbox_delivered, second + 1, 1000), FASTI_NOT_FOUND);
  OK(CALL(outbox_list, true, see_outbox, &seen));
  ck_assert_uint_eq(seen.count, 1);
  ck_assert_int_eq(((struct fasti_outbox_row *)seen.rows[0])->id, second);
  forget(&seen);
  OK(CALL(outbox_list, false, see_outbox, &seen));
  ck_assert_uint_eq(seen.count, 2);
  ck_assert_int_eq(((struct fasti_outbox_row *)seen.rows[0])->delivered_at, 1000);
  forget(&seen);
}
END_TEST

static int64_t
next(const char *bureau, const char *kind, int year)
{
  int64_t number = -1;

  OK(CALL(number_next, bureau, kind, year, &number));
  return number;
}

START_TEST(numbers_have_no_gaps)
{
  ck_assert_int_eq(next("luquan", "decision", 2025), 1);
  OK(CALL(begin, true));
  ck_assert_int_eq(next("luquan", "decision", 2025), 2);
  ck_assert_int_eq(next("luquan", "decision", 2025), 3);
  store->call->rollback(store);
  OK(CALL(begin, true));
  ck_assert_int_eq(next("luquan", "decision", 2025), 2);
  OK(store->call->savepoint(store));
  ck_assert_int_eq(next("luquan", "decision", 2025), 3);
  ck_assert_int_eq(next("luquan", "notice", 2025), 1);
  store->call->rollback_to(store);
  ck_assert_int_eq(next("luquan", "decision", 2025), 3);
  OK(store->call->commit(store));
  ck_assert_int_eq(next("luquan", "notice", 2025), 1);
  ck_assert_int_eq(next("luquan", "decision", 2026), 1);
  ck_assert_int_eq(next("jingxing", "decision", 2025), 1);
  ck_assert_int_eq(next("luquan", "decision", 2025), 4);
}
END_TEST

START_TEST(replies_are_given_once_and_found_again)
{
  struct fasti_buffer request = {0}, answer = {0};

  IS(CALL(reply_get, "k1", &request, &answer), FASTI_NOT_FOUND);
  OK(CALL(reply_put, "k1", "complete verify", "L-1 3", 100));
  OK(CALL(reply_put, "k2", "open", "L-2 1", 200));
  IS(CALL(reply_put, "k1", "other", "L-1 4", 300), FASTI_CONFLICT);
  OK(CALL(reply_get, "k1", &request, &answer));
  ck_assert_str_eq(request.at, "complete verify");
  ck_assert_str_eq(answer.at, "L-1 3");
  OK(CALL(reply_forget, 200));
  IS(CALL(reply_get, "k1", &request, &answer), FASTI_NOT_FOUND);
  OK(CALL(reply_get, "k2", &request, &answer));
  fasti_buffer_free(&request);
  fasti_buffer_free(&answer);
}
END_TEST

static void
put_people(void)
{
  OK(CALL(person_put, &(struct fasti_person_row){.id = "wang", .name = "王一", .bureau = "luquan", .active = true}));
  OK(CALL(person_put, &(struct fasti_person_row){.id = "li", .name = "李二", .bureau = "luquan", .active = true}));
}

START_TEST(an_account_is_put_in_the_place_of_the_one_before)
{
  struct fasti_account_row row = {.person = "wang", .password = "$argon2id$x", .once = "h", .once_until = 7,
                                  .failures = 2, .wait_until = 9, .language = "en", .factor = "JBSW", .proposed = "K5XX", .factor_step = 5};
  struct seen seen = SEEN(account);

  IS(CALL(account_put, &row), FASTI_NOT_FOUND);
  put_people();
  OK(CALL(account_put, &row));
  row.failures = 3;
  row.once = "";
  OK(CALL(account_put, &row));
  row.person = "li";
  OK(CALL(account_put, &row));
  OK(CALL(account_list, NULL, see_account, &seen));
  ck_assert_uint_eq(seen.count, 2);
  SAME(account, seen.rows[0], &row);
  forget(&seen);
  row.person = "wang";
  OK(CALL(account_list, "wang", see_account, &seen));
  ck_assert_uint_eq(seen.count, 1);
  SAME(account, seen.rows[0], &row);
  forget(&seen);
  put_people(); /* a person who is changed keeps the account */
  OK(CALL(account_list, "wang", see_account, &seen));
  ck_assert_uint_eq(seen.count, 1);
  forget(&seen);
}
END_TEST

START_TEST(sessions_are_found_and_forgotten)
{
  struct fasti_session_row row = {.hash = "a1", .person = "wang", .kind = "session", .scopes = "", .title = "浏览器",
                                  .began_at = 5, .until = 50};
  struct seen seen = SEEN(session);

  IS(CALL(session_put, &row), FASTI_NOT_FOUND);
  put_people();
  OK(CALL(session_put, &row));
  OK(CALL(session_put, &(struct fasti_session_row){.hash = "a0", .person = "li", .kind = "token", .scopes = "read"}));
  OK(CALL(session_list, NULL, NULL, see_session, &seen));
  ck_assert_uint_eq(seen.count, 2);
  SAME(session, seen.rows[1], &row);
  forget(&seen);
  OK(CALL(session_list, "a1", NULL, see_session, &seen));
  ck_assert_uint_eq(seen.count, 1);
  SAME(session, seen.rows[0], &row);
  forget(&seen);
  OK(CALL(session_list, NULL, "li", see_session, &seen));
  ck_assert_uint_eq(seen.count, 1);
  forget(&seen);
  OK(CALL(session_list, "a1", "li", see_session, &seen));
  ck_assert_uint_eq(seen.count, 0);
  OK(CALL(begin, true));
  OK(CALL(session_drop, "a1"));
  store->call->rollback(store);
  OK(CALL(session_list, "a1", NULL, see_session, &seen));
  ck_assert_uint_eq(seen.count, 1);
  forget(&seen);
  OK(CALL(session_drop, "a1"));
  OK(CALL(session_drop, "a1"));
  OK(CALL(session_list, "a1", NULL, see_session, &seen));
  ck_assert_uint_eq(seen.count, 0);
}
END_TEST

/* A visitor that reads what is being visited, and more. */
static bool
read_inside(void *self, const struct fasti_case_row *row)
{
  struct fasti_buffer *out = self;
  struct seen seen = SEEN(case);

  OK(CALL(case_list, &(struct fasti_case_filter){0}, see_case, &seen));
  fasti_buffer_printf(out, "%s:%zu ", row->id, seen.count);
  forget(&seen);
  return true;
}

START_TEST(visitors_may_read)
{
  static const char *const ids[] = {"L-1", "L-2"};
  struct fasti_buffer out = {0};

  insert_cases(ids, 2);
  OK(CALL(case_list, &(struct fasti_case_filter){0}, read_inside, &out));
  ck_assert_str_eq(out.at, "L-1:2 L-2:2 ");
  fasti_buffer_free(&out);
}
END_TEST

static bool
stop(void *self, const struct fasti_case_row *row)
{
  (void)row;
  ++*(int *)self;
  return false;
}

START_TEST(a_visit_that_stops_is_over)
{
  static const char *const ids[] = {"L-1", "L-2"};
  struct fasti_case_row row = a_case("L-1");
  int visits = 0;

  insert_cases(ids, 2);
  OK(CALL(case_list, &(struct fasti_case_filter){0}, stop, &visits));
  ck_assert_int_eq(visits, 1);
  OK(CALL(case_update, &row, 0));
}
END_TEST

void
contract_beside(TCase *tests)
{
  tcase_add_test(tests, instruments_are_kept_once_and_for_all);
  tcase_add_test(tests, evidence_is_kept_once_and_for_all);
  tcase_add_test(tests, messages_wait_until_they_are_delivered);
  tcase_add_test(tests, numbers_have_no_gaps);
  tcase_add_test(tests, replies_are_given_once_and_found_again);
  tcase_add_test(tests, an_account_is_put_in_the_place_of_the_one_before);
  tcase_add_test(tests, sessions_are_found_and_forgotten);
  tcase_add_test(tests, visitors_may_read);
  tcase_add_test(tests, a_visit_that_stops_is_over);
}
