/* tests/sqlite/mutation_test.c - damaged copies of an office: refused, reported, or still equal; never silently wrong.
 *
 * A small office is copied with some of its bytes changed, thousands of times. Each copy is opened, read in full and
 * verified. Reading may end with FASTI_CORRUPT, but what is read must be what was written; what verifies must hold
 * everything. FASTI_MUTATIONS says how many copies, FASTI_SEED which.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "tests/sqlite/place.h"
#include "tests/sqlite/work.h"

enum { MUTATIONS = 2000, STEPS = 3 };

struct outcome {
  int foreign, corrupt, reported, equal;
};

static void
make_office(void)
{
  struct fasti_store *store = place_create();

  ck_assert_int_eq(work_begin(store), FASTI_OK);
  for (int i = 1; i <= STEPS; i++)
    ck_assert_int_eq(work_step(store, i), FASTI_OK);
  store->call->close(store);
}

/* Flip a bit, change a byte, swap two, or overwrite a run: what disks and cables do. */
static void
damage(struct fasti_buffer *bytes, unsigned *seed)
{
  size_t at = (size_t)rand_r(seed) % bytes->size, other = (size_t)rand_r(seed) % bytes->size;
  char kept = bytes->at[at];

  switch (rand_r(seed) % 4) {
  case 0:
    bytes->at[at] ^= (char)(1 << rand_r(seed) % 8);
    break;
  case 1:
    bytes->at[at] = (char)rand_r(seed);
    break;
  case 2:
    bytes->at[at] = bytes->at[other];
    bytes->at[other] = kept;
    break;
  default:
    for (size_t i = at; i < bytes->size && i < at + 1 + other % 64; i++)
      bytes->at[i] = (char)rand_r(seed);
  }
}

/* What a damaged copy of an office turns out to be. */
static void
judge(struct fasti_store *store, struct outcome *outcome)
{
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  int done = work_done(store, true);
  enum fasti_status status = fasti_sqlite_verify(store, messages);

  if (status == FASTI_OK) {
    ck_assert_int_eq(done, STEPS);
    outcome->equal++;
  } else {
    ck_assert_str_eq(fasti_status_name(status), "corrupt");
    ck_assert_uint_gt(fasti_messages_errors(messages), 0);
    outcome->reported++;
  }
  fasti_messages_free(messages);
}

static void
try_copy(const struct fasti_buffer *office, unsigned *seed, struct outcome *outcome)
{
  struct fasti_buffer copy = {0};
  struct fasti_store *store;
  enum fasti_status status;

  fasti_buffer_add(&copy, office->at, office->size);
  for (int i = rand_r(seed) % 3; i >= 0; i--)
    damage(&copy, seed);
  remove(place_path("office.fasti-wal"));
  remove(place_path("office.fasti-shm"));
  place_write("office.fasti", copy.at, copy.size);
  fasti_buffer_free(&copy);
  status = fasti_sqlite_open(place_path("office.fasti"), NULL, &store);
  if (status == FASTI_OK) {
    judge(store, outcome);
    store->call->close(store);
    return;
  }
  ck_assert_msg(status == FASTI_FOREIGN || status == FASTI_CORRUPT, "%s", fasti_status_name(status));
  outcome->foreign += status == FASTI_FOREIGN;
  outcome->corrupt += status == FASTI_CORRUPT;
}

START_TEST(a_damaged_office_is_never_silently_wrong)
{
  const char *wish = getenv("FASTI_MUTATIONS");
  int mutations = wish ? atoi(wish) : MUTATIONS;
  unsigned seed = getenv("FASTI_SEED") ? (unsigned)strtoul(getenv("FASTI_SEED"), NULL, 10) : 1;
  struct outcome outcome = {0};
  struct fasti_buffer office;

  place_make();
  make_office();
  office = place_read("office.fasti");
  printf("# seed %u, %zu bytes\n", seed, office.size);
  for (int i = 0; i < mutations; i++)
    try_copy(&office, &seed, &outcome);
  printf("# %d copies: %d foreign, %d corrupt when opened, %d when verified, %d equal\n", mutations, outcome.foreign,
         outcome.corrupt, outcome.reported, outcome.equal);
  ck_assert_int_gt(outcome.reported, 0);
  ck_assert_int_gt(outcome.foreign + outcome.corrupt, 0);
  fasti_buffer_free(&office);
  place_clean();
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("mutation");
  TCase *tests = tcase_create("mutation");

  tcase_set_timeout(tests, 0);
  tcase_add_test(tests, a_damaged_office_is_never_silently_wrong);
  suite_add_tcase(suite, tests);
  return tap_run(suite);
}
