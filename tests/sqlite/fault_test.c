/* tests/sqlite/fault_test.c - a disk that is full or fails at any change that a transaction makes.
 *
 * After each fault the office is opened again: it must hold the transaction as a whole or not at all, and for certain
 * if it was acknowledged.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "adapters/sqlite/store.h"
#include "tests/sqlite/fault.h"
#include "tests/sqlite/place.h"
#include "tests/sqlite/work.h"

static struct fasti_buffer office; /* a file with two steps */

static void
set_up(void)
{
  struct fasti_store *store;

  place_make();
  store = place_create();
  ck_assert_int_eq(work_begin(store), FASTI_OK);
  ck_assert_int_eq(work_step(store, 1), FASTI_OK);
  ck_assert_int_eq(work_step(store, 2), FASTI_OK);
  store->call->close(store);
  office = place_read("office.fasti");
}

static void
tear_down(void)
{
  place_clean();
  fasti_buffer_free(&office);
}

static struct fasti_store *
fresh(const char *pragmas)
{
  struct fasti_store *store;

  unlink(place_path("office.fasti-wal"));
  unlink(place_path("office.fasti-shm"));
  place_write("office.fasti", office.at, office.size);
  store = place_open();
  ck_assert_int_eq(sqlite3_exec(sqlite_of(store)->db, pragmas, NULL, NULL, NULL), SQLITE_OK);
  return store;
}

static void
expect_status(enum fasti_status got, int code, int n)
{
  enum fasti_status wanted = code == SQLITE_FULL ? FASTI_FULL : FASTI_IO;

  ck_assert_msg(got == FASTI_OK || got == wanted, "change %d: %s", n, fasti_status_name(got));
}

/* The office, opened again, holds two steps or three; three if the third was acknowledged. */
static void
expect_whole(enum fasti_status status, int n)
{
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_store *store = place_open();
  int done = work_done(store, false);

  ck_assert_msg(done == 3 || (done == 2 && status != FASTI_OK), "change %d: %s, %d steps", n, fasti_status_name(status),
                done);
  ck_assert_msg(fasti_sqlite_verify(store, messages) == FASTI_OK, "change %d", n);
  if (done == 2)
    ck_assert_int_eq(work_step(store, 3), FASTI_OK);
  ck_assert_int_eq(work_done(store, false), 3);
  store->call->close(store);
  fasti_messages_free(messages);
}

/* Fail at the first change, the second, .. until a step makes no more changes. @return how many faults there were */
static int
fail_everywhere(const char *pragmas, int code, bool lasting)
{
  int faults = 0;

  for (int n = 1;; n++) {
    struct fasti_store *store = fresh(pragmas);
    enum fasti_status status;
    bool failed;

    fault_arm(n, code, lasting);
    status = work_step(store, 3);
    expect_status(status, code, n);
    if (lasting)
      store->call->close(store);
    failed = fault_disarm();
    if (!lasting) {
      int done = work_done(store, false);

      ck_assert_msg(done == (status == FASTI_OK ? 3 : 2), "change %d: %s, %d steps", n, fasti_status_name(status), done);
      store->call->close(store);
    }
    expect_whole(status, n);
    if (!failed)
      return faults;
    faults++;
  }
}

static const char roomy[] = "PRAGMA cache_size = -32000";
/* So little memory that a transaction is written to the log before it ends. */
static const char narrow[] = "PRAGMA cache_size = 1; PRAGMA cache_spill = 1";
/* Each commit writes the log back into the file. */
static const char eager[] = "PRAGMA wal_autocheckpoint = 1";

START_TEST(a_full_disk_changes_nothing)
{
  ck_assert_int_ge(fail_everywhere(roomy, SQLITE_FULL, false), 10);
  ck_assert_int_ge(fail_everywhere(roomy, SQLITE_FULL, true), 10);
}
END_TEST

START_TEST(a_disk_that_fails_changes_nothing)
{
  ck_assert_int_ge(fail_everywhere(roomy, SQLITE_IOERR_WRITE, false), 10);
  ck_assert_int_ge(fail_everywhere(roomy, SQLITE_IOERR_FSYNC, true), 10);
}
END_TEST

START_TEST(a_transaction_that_is_given_up_midway_is_lost_as_a_whole)
{
  ck_assert_int_ge(fail_everywhere(narrow, SQLITE_FULL, false), 20);
  ck_assert_int_ge(fail_everywhere(narrow, SQLITE_IOERR_WRITE, true), 20);
}
END_TEST

START_TEST(a_checkpoint_that_fails_loses_nothing)
{
  ck_assert_int_ge(fail_everywhere(eager, SQLITE_FULL, false), 20);
  ck_assert_int_ge(fail_everywhere(eager, SQLITE_IOERR_WRITE, true), 20);
}
END_TEST

START_TEST(a_lost_transaction_says_so_until_it_is_rolled_back)
{
  struct fasti_store *store = fresh(narrow);
  struct fasti_buffer value = {0};
  enum fasti_status status = FASTI_OK;
  char name[16];

  ck_assert_int_eq(store->call->begin(store, true), FASTI_OK);
  ck_assert_int_eq(store->call->savepoint(store), FASTI_OK);
  fault_arm(1, SQLITE_FULL, true);
  for (int i = 0; i < 2000 && status == FASTI_OK; i++) {
    snprintf(name, sizeof name, "s%d", i);
    status = store->call->setting_put(store, name, "a value that takes some room in the pages of the file");
  }
  ck_assert_str_eq(fasti_status_name(status), "full");
  ck_assert_ptr_nonnull(strstr(store->call->error(store), "no room left"));
  fault_disarm();
  ck_assert_int_eq(store->call->setting_put(store, "after", "x"), FASTI_FULL);
  ck_assert_int_eq(store->call->setting_get(store, "s0", &value), FASTI_FULL);
  store->call->rollback_to(store);
  ck_assert_int_eq(store->call->setting_put(store, "after", "x"), FASTI_FULL);
  ck_assert_int_eq(store->call->commit(store), FASTI_FULL);
  ck_assert_int_eq(store->call->setting_get(store, "after", &value), FASTI_NOT_FOUND);
  ck_assert_int_eq(store->call->setting_get(store, "s0", &value), FASTI_NOT_FOUND);
  ck_assert_int_eq(work_step(store, 3), FASTI_OK);
  store->call->close(store);
  fasti_buffer_free(&value);
}
END_TEST

/* Making an office with a fault at the N-th change. @return how that ended */
static enum fasti_status
make_new(int n, int code)
{
  struct fasti_store *store = NULL;
  enum fasti_status status;

  unlink(place_path("new.fasti"));
  unlink(place_path("new.fasti-wal"));
  unlink(place_path("new.fasti-shm"));
  fault_arm(n, code, true);
  status = fasti_sqlite_create(place_path("new.fasti"), NULL, &store);
  expect_status(status, code, n);
  if (status == FASTI_OK)
    store->call->close(store);
  fault_disarm();
  return status;
}

START_TEST(a_new_office_is_whole_or_not_there)
{
  enum fasti_status status;
  int faults = 0, absent = 0;

  do {
    faults++;
    status = make_new(faults, faults % 2 ? SQLITE_FULL : SQLITE_IOERR_WRITE);
    ck_assert_int_eq(place_count("new.fasti."), 0);
    if (place_count("new.fasti")) {
      struct fasti_store *store;

      ck_assert_int_eq(fasti_sqlite_open(place_path("new.fasti"), NULL, &store), FASTI_OK);
      ck_assert_int_eq(work_done(store, false), -1);
      store->call->close(store);
    } else {
      absent++;
    }
  } while (status != FASTI_OK);
  ck_assert_int_gt(absent, 20);
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("fault");
  TCase *tests = tcase_create("fault");

  fault_install();
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 120);
  tcase_add_test(tests, a_full_disk_changes_nothing);
  tcase_add_test(tests, a_disk_that_fails_changes_nothing);
  tcase_add_test(tests, a_transaction_that_is_given_up_midway_is_lost_as_a_whole);
  tcase_add_test(tests, a_checkpoint_that_fails_loses_nothing);
  tcase_add_test(tests, a_lost_transaction_says_so_until_it_is_rolled_back);
  tcase_add_test(tests, a_new_office_is_whole_or_not_there);
  suite_add_tcase(suite, tests);
  return tap_run(suite);
}
