/* tests/port/transactions.c - what transactions of a store keep and forget; see contract.h. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "tests/port/inside.h"

START_TEST(commit_keeps_and_rollback_forgets)
{
  struct fasti_buffer value = {0};

  OK(CALL(begin, true));
  OK(CALL(setting_put, "zone", "+08:00"));
  OK(store->call->commit(store));
  OK(CALL(begin, true));
  OK(CALL(setting_put, "zone", "Z"));
  OK(CALL(setting_put, "other", "x"));
  store->call->rollback(store);
  OK(CALL(setting_get, "zone", &value));
  ck_assert_str_eq(value.at, "+08:00");
  IS(CALL(setting_get, "other", &value), FASTI_NOT_FOUND);
  fasti_buffer_free(&value);
}
END_TEST

START_TEST(savepoints_nest)
{
  struct fasti_buffer value = {0};

  OK(CALL(begin, true));
  OK(CALL(setting_put, "a", "1"));
  OK(store->call->savepoint(store));
  OK(CALL(setting_put, "a", "2"));
  OK(store->call->savepoint(store));
  OK(CALL(setting_put, "a", "3"));
  store->call->rollback_to(store);
  OK(CALL(setting_get, "a", &value));
  OK(store->call->savepoint(store));
  OK(CALL(setting_put, "b", "4"));
  OK(store->call->release(store));
  OK(store->call->release(store));
  OK(store->call->savepoint(store));
  OK(CALL(setting_put, "a", "5"));
  store->call->rollback_to(store);
  OK(store->call->commit(store));
  OK(CALL(setting_get, "a", &value));
  OK(CALL(setting_get, "b", &value));
  ck_assert_str_eq(value.at, "224");
  fasti_buffer_free(&value);
}
END_TEST

START_TEST(released_work_goes_with_the_outer_savepoint)
{
  struct fasti_buffer value = {0};

  OK(CALL(begin, true));
  OK(store->call->savepoint(store));
  OK(store->call->savepoint(store));
  OK(CALL(setting_put, "a", "1"));
  OK(store->call->release(store));
  store->call->rollback_to(store);
  OK(store->call->commit(store));
  IS(CALL(setting_get, "a", &value), FASTI_NOT_FOUND);
  fasti_buffer_free(&value);
}
END_TEST

START_TEST(transactions_out_of_order_are_refused)
{
  IS(store->call->commit(store), FASTI_INTERNAL);
  IS(store->call->savepoint(store), FASTI_INTERNAL);
  OK(CALL(begin, true));
  IS(CALL(begin, true), FASTI_INTERNAL);
  IS(store->call->release(store), FASTI_INTERNAL);
  store->call->rollback_to(store);
  OK(store->call->commit(store));
  store->call->rollback(store);
}
END_TEST

START_TEST(reading_transactions_do_not_write)
{
  struct fasti_case_row row = a_case("L-1");

  OK(CALL(begin, false));
  IS(CALL(setting_put, "a", "1"), FASTI_READ_ONLY);
  IS(CALL(case_insert, &row), FASTI_READ_ONLY);
  IS(CALL(tasks_replace, "L-1", NULL, 0), FASTI_READ_ONLY);
  IS(CALL(reply_forget, 1), FASTI_READ_ONLY);
  OK(store->call->commit(store));
  OK(CALL(case_insert, &row));
}
END_TEST

START_TEST(failed_calls_leave_the_transaction_usable)
{
  struct fasti_case_row row = a_case("L-1");

  OK(CALL(begin, true));
  OK(CALL(case_insert, &row));
  IS(CALL(case_insert, &row), FASTI_CONFLICT);
  IS(CALL(case_update, &row, 7), FASTI_CONFLICT);
  OK(CALL(setting_put, "a", "1"));
  OK(store->call->commit(store));
  ck_assert_int_eq(entries_of(store, "L-1"), 0);
}
END_TEST

START_TEST(other_handles_see_what_was_committed_only)
{
  struct fasti_case_row row = a_case("L-1");
  struct fasti_store *other;

  if (!factory->again)
    return;
  other = factory->again();
  OK(CALL(begin, true));
  OK(CALL(case_insert, &row));
  ck_assert_int_eq(entries_of(other, "L-1"), -1);
  ck_assert_int_eq(entries_of(store, "L-1"), 0);
  OK(store->call->commit(store));
  ck_assert_int_eq(entries_of(other, "L-1"), 0);
  other->call->close(other);
}
END_TEST

START_TEST(a_reader_keeps_what_it_began_with)
{
  struct fasti_case_row row = a_case("L-1");
  struct fasti_store *other;

  if (!factory->again)
    return;
  other = factory->again();
  ck_assert_int_eq(other->call->begin(other, false), FASTI_OK);
  OK(CALL(case_insert, &row));
  ck_assert_int_eq(entries_of(other, "L-1"), -1);
  ck_assert_int_eq(other->call->commit(other), FASTI_OK);
  ck_assert_int_eq(entries_of(other, "L-1"), 0);
  other->call->close(other);
}
END_TEST

START_TEST(a_second_writer_waits_then_is_told)
{
  struct fasti_store *first = store, *other;

  if (!factory->again)
    return;
  other = factory->again();
  OK(CALL(begin, true));
  store = other;
  IS(CALL(begin, true), FASTI_LOCKED);
  IS(CALL(setting_put, "a", "1"), FASTI_LOCKED);
  store = first;
  OK(store->call->commit(store));
  ck_assert_int_eq(other->call->setting_put(other, "a", "1"), FASTI_OK);
  other->call->close(other);
}
END_TEST

/* Settings, packages, persons. */

void
contract_transactions(TCase *tests)
{
  tcase_add_test(tests, commit_keeps_and_rollback_forgets);
  tcase_add_test(tests, savepoints_nest);
  tcase_add_test(tests, released_work_goes_with_the_outer_savepoint);
  tcase_add_test(tests, transactions_out_of_order_are_refused);
  tcase_add_test(tests, reading_transactions_do_not_write);
  tcase_add_test(tests, failed_calls_leave_the_transaction_usable);
  tcase_add_test(tests, other_handles_see_what_was_committed_only);
  tcase_add_test(tests, a_reader_keeps_what_it_began_with);
  tcase_add_test(tests, a_second_writer_waits_then_is_told);
}
