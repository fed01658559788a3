/* tests/sqlite/crash_test.c - a program killed at random moments loses nothing that it had acknowledged.
 *
 * A child commits numbered steps and reports each through a pipe after its commit; it is killed with SIGKILL, and the
 * office opened again. FASTI_CRASH_ROUNDS says how often (make crash: often).
 */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "adapters/sqlite/store.h"
#include "tests/sqlite/place.h"
#include "tests/sqlite/work.h"

enum { ROUNDS = 40, ROUNDS_AN_OFFICE = 8, LONGEST = 25000 /* microseconds */ };

/* Never returns: the parent ends it. */
static void
work_until_killed(int out, int done, bool eager)
{
  struct fasti_store *store = place_open();

  if (eager)
    sqlite3_exec(sqlite_of(store)->db, "PRAGMA wal_autocheckpoint = 4", NULL, NULL, NULL);
  for (;;) {
    if (work_step(store, ++done) != FASTI_OK || write(out, &done, sizeof done) != sizeof done)
      _exit(1);
  }
}

static void
wait_a_while(unsigned *seed)
{
  struct timespec time = {.tv_nsec = (long)(rand_r(seed) % LONGEST) * 1000};

  nanosleep(&time, NULL);
}

/* Start a child behind DONE steps and kill it. @return the last step that it reported */
static int
run_and_kill(int done, bool eager, unsigned *seed)
{
  int ends[2], status, reported;
  pid_t child;

  ck_assert_int_eq(pipe(ends), 0);
  fflush(stdout);
  child = fork();
  ck_assert_int_ge(child, 0);
  if (child == 0) {
    close(ends[0]);
    work_until_killed(ends[1], done, eager);
  }
  close(ends[1]);
  /* the first report shows that it is at work; now and then it is killed before, while it opens the office */
  if (rand_r(seed) % 4 && read(ends[0], &reported, sizeof reported) == (ssize_t)sizeof reported)
    done = reported;
  wait_a_while(seed);
  ck_assert_int_eq(kill(child, SIGKILL), 0);
  while (read(ends[0], &reported, sizeof reported) == (ssize_t)sizeof reported)
    done = reported;
  close(ends[0]);
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  ck_assert(WIFSIGNALED(status));
  return done;
}

/* One office, killed again and again. */
static void
crash_office(int rounds, unsigned *seed)
{
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_store *store;
  int done = 0;

  place_make();
  store = place_create();
  ck_assert_int_eq(work_begin(store), FASTI_OK);
  store->call->close(store);
  for (int round = 0; round < rounds; round++) {
    int acknowledged = run_and_kill(done, round % 2, seed);

    store = place_open();
    done = work_done(store, false);
    ck_assert_msg(done == acknowledged || done == acknowledged + 1, "%d acknowledged, %d there", acknowledged, done);
    ck_assert_int_eq(fasti_sqlite_verify(store, messages), FASTI_OK);
    store->call->close(store);
  }
  ck_assert_int_gt(done, 0);
  place_clean();
  fasti_messages_free(messages);
}

START_TEST(nothing_acknowledged_is_lost)
{
  const char *wish = getenv("FASTI_CRASH_ROUNDS");
  int rounds = wish ? atoi(wish) : ROUNDS;
  unsigned seed = (unsigned)time(NULL);

  ck_assert_int_gt(rounds, 0);
  for (; rounds > 0; rounds -= ROUNDS_AN_OFFICE)
    crash_office(rounds < ROUNDS_AN_OFFICE ? rounds : ROUNDS_AN_OFFICE, &seed);
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("crash");
  TCase *tests = tcase_create("crash");

  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, nothing_acknowledged_is_lost);
  suite_add_tcase(suite, tests);
  return tap_run(suite);
}
