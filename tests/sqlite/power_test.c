/* tests/sqlite/power_test.c - the power fails at any moment: what was acknowledged is there, whole and in order.
 *
 * Writes that were not followed by a sync of their file may be lost, all or some of them, in part, in any order: that
 * is what a disk with a cache does. The same test with synchronous=NORMAL loses acknowledged steps, which shows that
 * the simulation can. FASTI_POWER_CUTS says how often.
 */
#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include "adapters/sqlite/store.h"
#include "tests/sqlite/fault.h"
#include "tests/sqlite/place.h"
#include "tests/sqlite/work.h"

enum { CUTS = 200, LONGEST = 300 /* changes */, MOST = 30 /* steps */ };

static struct fasti_buffer office;

static void
set_up(void)
{
  struct fasti_store *store;

  place_make();
  store = place_create();
  ck_assert_int_eq(work_begin(store), FASTI_OK);
  store->call->close(store);
  office = place_read("office.fasti");
}

static void
tear_down(void)
{
  place_clean();
  fasti_buffer_free(&office);
}

/* Work until the power fails. @return how many steps were acknowledged */
static int
work_until_cut(const char *pragma, unsigned *seed)
{
  struct fasti_store *store;
  sqlite3 *db;
  int done = 0;

  unlink(place_path("office.fasti-wal"));
  unlink(place_path("office.fasti-shm"));
  place_write("office.fasti", office.at, office.size);
  store = place_open();
  db = sqlite_of(store)->db;
  ck_assert_int_eq(sqlite3_exec(db, pragma, NULL, NULL, NULL), SQLITE_OK);
  if (rand_r(seed) % 2)
    sqlite3_exec(db, "PRAGMA wal_autocheckpoint = 20", NULL, NULL, NULL);
  fault_cut(1 + rand_r(seed) % LONGEST);
  while (done < MOST && work_step(store, done + 1) == FASTI_OK)
    done++;
  if (done == MOST)
    fault_cut(1);
  store->call->close(store);
  fault_lose(seed);
  unlink(place_path("office.fasti-shm")); /* it was in memory */
  return done;
}

/* How many steps are there after the cut; -2 if the office is damaged. */
static int
look(bool tolerant)
{
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_store *store = NULL;
  enum fasti_status status = fasti_sqlite_open(place_path("office.fasti"), NULL, &store);
  int done = -2;

  ck_assert(tolerant || status == FASTI_OK);
  if (status == FASTI_OK) {
    done = work_done(store, tolerant);
    ck_assert(tolerant || fasti_sqlite_verify(store, messages) == FASTI_OK);
    store->call->close(store);
  }
  fasti_messages_free(messages);
  return done;
}

START_TEST(what_was_acknowledged_outlives_a_power_cut)
{
  const char *wish = getenv("FASTI_POWER_CUTS");
  int cuts = wish ? atoi(wish) : CUTS, midway = 0;
  unsigned seed = 1;

  for (int i = 0; i < cuts; i++) {
    int acknowledged = work_until_cut("PRAGMA synchronous", &seed), there = look(false);

    ck_assert_msg(there == acknowledged || there == acknowledged + 1, "cut %d: %d acknowledged, %d there", i,
                  acknowledged, there);
    midway += acknowledged > 0 && acknowledged < MOST;
  }
  ck_assert_int_gt(midway, cuts / 2);
}
END_TEST

START_TEST(a_laxer_setting_would_lose_steps)
{
  unsigned seed = 1;
  int lost = 0;

  for (int i = 0; i < CUTS / 4; i++) {
    int acknowledged = work_until_cut("PRAGMA synchronous = NORMAL", &seed);

    lost += look(true) < acknowledged;
  }
  ck_assert_int_gt(lost, 0);
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("power");
  TCase *tests = tcase_create("power");

  fault_install();
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, what_was_acknowledged_outlives_a_power_cut);
  tcase_add_test(tests, a_laxer_setting_would_lose_steps);
  suite_add_tcase(suite, tests);
  return tap_run(suite);
}
