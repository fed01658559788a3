/* tests/definitions/walk_test.c - random walks through every procedure of every shipped package (walk.h says what must hold).
 *
 * In make check a short dose with fixed seeds; "make walks" takes a long one, and prints what was reached:
 *   walk_test --walks=N [--seed=S] [--jobs=J] [--only=PROCEDURE] [--package=PATH] [--trace]
 * One walk alone, each act as it is done: walk_test --walks=1 --seed=S --only=PROCEDURE --trace
 */
#include "config.h"

#include <getopt.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/pattern.h"
#include "tests/definitions/dose.h"
#include "tests/tap.h"

enum { QUICK = 12, LEAST = 2, LONG = 1000 };

struct known {
  struct stories stories;
  struct book *book;
  char promises[1000];
  char packages[1000]; /* pattern */
};

static void
know(struct known *known)
{
  const char *source = getenv("FASTI_SOURCE");
  char pattern[1000];

  *known = (struct known){.book = book_new()};
  snprintf(known->promises, sizeof known->promises, "%s/tests/definitions", source);
  snprintf(known->packages, sizeof known->packages, "%s/processes/packages/*/package.xml", source);
  snprintf(pattern, sizeof pattern, "%s/processes/*/cases/*.case", source);
  stories_read(&known->stories, pattern);
  snprintf(pattern, sizeof pattern, "%s/tests/definitions/*.case", source);
  stories_read(&known->stories, pattern);
  stories_learn(&known->stories, known->book);
}

static void
forget(struct known *known)
{
  stories_free(&known->stories);
  book_free(known->book);
}

/* Learn from the forms of a package too. */
static void
study(struct known *known, const char *path)
{
  struct world *world = world_new(path, known->promises);

  book_study(known->book, world->package);
  world_free(world);
}

static size_t
count_procedures(const char *path, const struct known *known)
{
  struct world *world = world_new(path, known->promises);
  size_t count = 0;

  while (fasti_package_procedure_at(world->package, count))
    count++;
  world_free(world);
  return count;
}

/* The quick dose. */

static void
check_dose(const struct dose *dose)
{
  struct dosed dosed;
  size_t entries = 0, refusals = 0;

  dose_go(dose, &dosed);
  if (dosed.kept.size > 0)
    ck_abort_msg("%s", dosed.kept.at);
  for (size_t i = 0; i < dosed.count; i++) {
    const struct dose_sum *sum = &dosed.results[i].sum;

    ck_assert_uint_eq(sum->walks, dose->walks);
    ck_assert_uint_eq(sum->failures, 0);
    ck_assert_uint_ge(sum->audits, dose->walks);
    entries += sum->entries;
    refusals += sum->refusals;
  }
  /* the walks did get about: all this depends on it; the smallest procedure ends after two entries */
  ck_assert_uint_ge(entries, dose->walks * dosed.count * 5);
  ck_assert_uint_ge(refusals, 1);
  dose_end(&dosed);
}

START_TEST(walk__every_procedure)
{
  struct known known;
  size_t procedures = 0, walks;
  glob_t found = {0};

  know(&known);
  ck_assert_int_eq(glob(known.packages, 0, NULL, &found), 0);
  for (size_t i = 0; i < found.gl_pathc; i++) {
    study(&known, found.gl_pathv[i]);
    procedures += count_procedures(found.gl_pathv[i], &known);
  }
  book_close(known.book);
  walks = QUICK / procedures > LEAST ? QUICK / procedures : LEAST;
  for (size_t i = 0; i < found.gl_pathc; i++) {
    struct dose dose = {.package = found.gl_pathv[i],
                        .promises = known.promises,
                        .stories = &known.stories,
                        .book = known.book,
                        .walks = walks,
                        .seed = 1,
                        .jobs = 1,
                        .keep = true};

    check_dose(&dose);
  }
  globfree(&found);
  forget(&known);
}
END_TEST

/* The long dose. */

static void
tell_reached(const struct cover *cover, const char *procedure)
{
  static const char *const words[COVER_KINDS] = {"states", "tasks", "actions"};

  for (int kind = 0; kind < COVER_KINDS; kind++) {
    size_t reached, all;

    cover_count(cover, procedure, (enum cover_kind)kind, false, &reached, &all);
    printf("  %zu of %zu %s", reached, all, words[kind]);
    for (size_t i = 0, told = 0; i < cover->count; i++)
      if (cover->items[i].kind == (enum cover_kind)kind && strcmp(cover->items[i].procedure, procedure) == 0 &&
          !cover->items[i].reached)
        printf("%s%s", told++ ? " " : ", not: ", cover->items[i].name);
    printf("\n");
  }
}

/* @return whether all is well */
static bool
tell_result(const struct dosed *dosed, const struct dose_result *result)
{
  const struct dose_sum *sum = &result->sum;
  size_t reached, all;

  printf("%s, %s: %zu walks, %zu failures (%zu without an end), %zu entries, %zu refusals, %zu tries for an end, "
         "%zu audits, %zu promises looked at, %zu deadlines, %zu instruments, %zu of %zu forms not filled, %.1f s\n",
         fasti_package_bureau(dosed->world->package), result->procedure, sum->walks, sum->failures, sum->endless,
         sum->entries, sum->refusals, sum->tries, sum->audits, sum->checks, sum->deadlines, sum->instruments,
         sum->unfilled, sum->filled, result->seconds);
  printf(" ");
  for (int i = 0; i < FASTI_COMMAND_COUNT; i++)
    printf(" %s %zu", fasti_command_name((enum fasti_command_kind)i), sum->done[i]);
  printf("\n");
  tell_reached(&dosed->cover, result->procedure);
  cover_count(&dosed->cover, result->procedure, COVER_STATE, true, &reached, &all);
  if (sum->walks >= LONG && reached < all)
    printf("FAILED: %zu steps that people see were not reached\n", all - reached);
  fflush(stdout);
  return sum->failures == 0 && (sum->walks < LONG || reached == all);
}

static bool
walk_long(struct known *known, struct dose *dose, const char *package)
{
  glob_t found = {0};
  bool good = true;

  if (glob(package ? package : known->packages, 0, NULL, &found) != 0)
    return false;
  for (size_t i = 0; i < found.gl_pathc; i++)
    study(known, found.gl_pathv[i]);
  book_close(known->book);
  for (size_t i = 0; i < found.gl_pathc; i++) {
    struct dosed dosed;

    dose->package = found.gl_pathv[i];
    dose_go(dose, &dosed);
    for (size_t j = 0; j < dosed.count; j++)
      good = tell_result(&dosed, &dosed.results[j]) && good;
    dose_end(&dosed);
  }
  globfree(&found);
  return good;
}

static int
run_long(int argc, char **argv)
{
  static const struct option options[] = {{"walks", required_argument, NULL, 'w'}, {"seed", required_argument, NULL, 's'},
                                          {"jobs", required_argument, NULL, 'j'},  {"only", required_argument, NULL, 'o'},
                                          {"package", required_argument, NULL, 'p'}, {"trace", no_argument, NULL, 't'},
                                          {0}};
  struct known known;
  struct dose dose = {.walks = 1, .seed = 1, .jobs = 1};
  const char *package = NULL;
  bool good;

  for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;)
    switch (c) {
    case 'w': dose.walks = strtoul(optarg, NULL, 10); break;
    case 's': dose.seed = strtoull(optarg, NULL, 10); break;
    case 'j': dose.jobs = strtoul(optarg, NULL, 10); break;
    case 'o': dose.only = optarg; break;
    case 'p': package = optarg; break;
    case 't': dose.trace = true; break;
    default: return EXIT_FAILURE;
    }
  dose.jobs = dose.jobs ? dose.jobs : 1;
  know(&known);
  dose.promises = known.promises;
  dose.stories = &known.stories;
  dose.book = known.book;
  good = walk_long(&known, &dose, package);
  forget(&known);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main(int argc, char **argv)
{
  Suite *suite = suite_create("walk");
  TCase *tests = tcase_create("walks");

  if (argc > 1)
    return run_long(argc, argv);
  tcase_set_timeout(tests, 300);
  tcase_add_test(tests, walk__every_procedure);
  suite_add_tcase(suite, tests);
  return tap_run(suite);
}
