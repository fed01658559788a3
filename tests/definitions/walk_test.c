/* tests/definitions/walk_test.c - random walks through every procedure of every shipped package (walk.h says what must
 * hold).
 *
 * In make check a short dose with fixed seeds; "make walks" takes a long one, and prints what was reached:
 *   walk_test --walks=N [--seed=S] [--jobs=J] [--only=PROCEDURE] [--package=PATH] [--trace]
 * One walk alone, each act as it is done: walk_test --walks=1 --seed=S --only=PROCEDURE --trace; one of make check:
 * with --span=60
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

enum { QUICK = 12, LEAST = 1, LONG = 1000, SPAN = 60 };

struct known {
  struct stories stories;
  struct fasti_book *book;
  char promises[1000];
  char packages[1000]; /* pattern */
};

static void
know(struct known *known)
{
  const char *source = getenv("FASTI_SOURCE");
  char pattern[1000];

  *known = (struct known){.book = fasti_book_new()};
  snprintf(known->promises, sizeof known->promises, "%s/tests/definitions", source);
  snprintf(known->packages, sizeof known->packages, "%s/processes/packages/*/package.xml", source);
  snprintf(pattern, sizeof pattern, "%s/processes/*/cases/*.case", source);
  stories_read(&known->stories, pattern);
  snprintf(pattern, sizeof pattern, "%s/processes/*/*/cases/*.case", source);
  stories_read(&known->stories, pattern);
  snprintf(pattern, sizeof pattern, "%s/tests/definitions/*.case", source);
  stories_read(&known->stories, pattern);
  stories_learn(&known->stories, known->book);
}

static void
forget(struct known *known)
{
  stories_free(&known->stories);
  fasti_book_free(known->book);
}

/* Learn from the forms of a package too. */
static void
study(struct known *known, const char *path)
{
  struct world *world = world_new(path, known->promises);

  fasti_book_study(known->book, world->package);
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
    ck_assert_uint_ge(sum->audits + sum->unopened, dose->walks);
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
  fasti_book_close(known.book);
  walks = QUICK / procedures > LEAST ? QUICK / procedures : LEAST;
  for (size_t i = 0; i < found.gl_pathc; i++) {
    struct dose dose = {.package = found.gl_pathv[i],
                        .promises = known.promises,
                        .stories = &known.stories,
                        .book = known.book,
                        .walks = walks,
                        .seed = 1,
                        .jobs = 1,
                        .span = SPAN,
                        .keep = true};

    check_dose(&dose);
  }
  globfree(&found);
  forget(&known);
}
END_TEST

/* A dose of walks through a faulty procedure says WHAT, and shows it by a scenario of at most MOST acts. */
static void
find_fault(struct known *known, const char *procedure, const char *what, size_t most)
{
  char package[1200], path[1200], text[64];
  struct dose dose = {.book = known->book, .only = procedure, .walks = 12, .seed = 1, .jobs = 1, .keep = true};
  struct dosed dosed;
  const char *script;
  size_t acts = 0;

  snprintf(package, sizeof package, "%s/faults/package.xml", known->promises);
  snprintf(path, sizeof path, "%s/faults", known->promises);
  dose.package = package;
  dose.promises = path;
  dose_go(&dose, &dosed);
  ck_assert_uint_ge(dosed.results[0].sum.failures, 1);
  snprintf(text, sizeof text, "FAILED: %s, seed ", procedure);
  ck_assert_msg(strstr(dosed.kept.at, text) == dosed.kept.at, "%s", dosed.kept.at);
  ck_assert_msg(strstr(dosed.kept.at, what) != NULL, "%s", dosed.kept.at);
  /* it was made short: every line of a scenario but the days */
  script = strstr(dosed.kept.at, "\npackage ");
  ck_assert_ptr_nonnull(script);
  for (const char *line = script + 1; line && *line && *line != '\n'; line = strchr(line, '\n'), line += line != NULL)
    acts += strncmp(line, "do ", 3) == 0 || strncmp(line, "act ", 4) == 0 || strncmp(line, "open ", 5) == 0 ||
            strncmp(line, "try ", 4) == 0;
  ck_assert_msg(acts <= most, "%zu acts: %s", acts, dosed.kept.at);
  dose_end(&dosed);
}

/* A tester of promises is worth what it finds. */
START_TEST(walk__faults_are_found)
{
  struct known known;
  char package[1200];

  know(&known);
  snprintf(package, sizeof package, "%s/faults/package.xml", known.promises);
  study(&known, package);
  fasti_book_close(known.book);
  find_fault(&known, "hasty",
             "promise: decision was issued since the notice without: past answer | did answer.received", 4);
  find_fault(&known, "snare", "trap: the case is open and nothing can happen in it (chosen)", 2);
  find_fault(&known, "maze", "no end: no way to an end of the case was found", 2);
  forget(&known);
}
END_TEST

/* The same seed gives the same walk, act by act. */
START_TEST(walk__seed_repeats)
{
  struct fasti_buffer texts[2] = {{0}};
  struct known known;
  char package[1200];

  know(&known);
  snprintf(package, sizeof package, "%s/../../processes/packages/luquan/package.xml", known.promises);
  study(&known, package);
  fasti_book_close(known.book);
  for (int i = 0; i < 2; i++) {
    struct world *world = world_new(package, known.promises);
    struct walk *walk;

    walk_people(world);
    walk = walk_new(world, known.book, NULL, "case-handling", 7, NULL);
    ck_assert_msg(walk_go(walk), "%s", world->monitor->trouble.at);
    walk_write(walk, &texts[i]);
    walk_free(walk);
    world_free(world);
  }
  ck_assert_uint_ge(texts[0].size, 500);
  ck_assert_str_eq(texts[0].at, texts[1].at);
  fasti_buffer_free(&texts[0]);
  fasti_buffer_free(&texts[1]);
  forget(&known);
}
END_TEST

/* What an office writes, with cases that stay in memory and without: of one walk, or of one scenario to its end. */
static void
write_both(struct world *worlds[2], const struct known *known, const struct story *story, uint64_t seed)
{
  struct fasti_buffer texts[2] = {{0}};

  for (int i = 0; i < 2; i++) {
    struct acts acts = {0};
    struct player player = {.world = worlds[i], .story = story, .acts = &acts, .tries = true};
    struct world_mark mark;

    world_mark(worlds[i], &mark);
    if (story) {
      while (player_step(&player))
        ;
    } else {
      struct walk *walk = walk_new(worlds[i], known->book, NULL, "case-handling", seed, NULL);

      ck_assert_msg(walk_go(walk), "%s", worlds[i]->monitor->trouble.at);
      walk_free(walk);
    }
    world_write(worlds[i], &texts[i]);
    world_back(worlds[i], &mark);
    fasti_free(acts.items);
  }
  ck_assert_msg(texts[0].size == texts[1].size && memcmp(texts[0].at, texts[1].at, texts[0].size) == 0,
                "%s, seed %d: a case that stays in memory comes to something else", story ? story->path : "a walk",
                (int)seed);
  ck_assert_uint_ge(texts[0].size, story ? 0 : 1000);
  fasti_buffer_free(&texts[0]);
  fasti_buffer_free(&texts[1]);
}

/* Whether a case was read anew or has stayed in memory is seen nowhere: rows, snapshots, journals, instruments; not
 * when something was refused, nor when it was taken back. */
START_TEST(walk__warm_or_cold)
{
  struct world *worlds[2];
  struct known known;
  char package[1200];
  size_t played = 0;

  know(&known);
  snprintf(package, sizeof package, "%s/../../processes/packages/luquan/package.xml", known.promises);
  study(&known, package);
  fasti_book_close(known.book);
  for (int i = 0; i < 2; i++) {
    worlds[i] = world_new(package, known.promises);
    walk_people(worlds[i]);
    for (size_t j = 0; j < known.stories.count; j++)
      if (strcmp(known.stories.items[j].package, worlds[i]->path) == 0)
        story_people(&known.stories.items[j], worlds[i]);
  }
  fasti_office_keep_warm(worlds[1]->office, 0);
  for (size_t i = 0; i < known.stories.count; i++)
    if (strcmp(known.stories.items[i].package, worlds[0]->path) == 0 && played++ % 4 == 0)
      write_both(worlds, &known, &known.stories.items[i], 0);
  ck_assert_uint_ge(played, 40);
  for (uint64_t seed = 1; seed <= 2; seed++)
    write_both(worlds, &known, NULL, seed);
  world_free(worlds[0]);
  world_free(worlds[1]);
  forget(&known);
}
END_TEST

/* A walk that is written down is a scenario that comes to the same. */
START_TEST(walk__script_plays)
{
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_arena *arena = fasti_arena_new();
  struct scenario scenario = {0};
  struct fasti_buffer text = {0}, other = {0};
  struct known known;
  char package[1200];
  size_t done = 0;

  know(&known);
  snprintf(package, sizeof package, "%s/../../processes/packages/luquan/package.xml", known.promises);
  study(&known, package);
  fasti_book_close(known.book);
  for (int i = 0; i < 2; i++) {
    struct world *world = world_new(package, known.promises);
    struct story story = {.path = "walk.case", .package = package, .procedure = "case-handling", .scenario = scenario};
    struct acts acts = {0};
    struct player player = {.world = world, .story = &story, .acts = &acts};
    struct fasti_case *case_;

    walk_people(world);
    if (i == 0) {
      struct walk *walk = walk_new(world, known.book, NULL, "case-handling", 11, NULL);

      ck_assert_msg(walk_go(walk), "%s", world->monitor->trouble.at);
      walk_write(walk, &text);
      for (size_t j = 0; j < walk->acts.count; j++)
        done += walk->acts.items[j].done;
      walk_free(walk);
      ck_assert_msg(scenario_read(arena, "walk.case", fasti_buffer_slice(&text), NULL, messages, &scenario) == FASTI_OK,
                    "%s", text.at);
    } else {
      while (player_step(&player))
        ;
      ck_assert_uint_eq(player.at, scenario.count);
    }
    case_ = world_case(world, 0);
    fasti_case_data(case_, i ? &other : &text); /* behind the script: compared from its end */
    fasti_case_free(case_);
    fasti_free(acts.items);
    world_free(world);
  }
  ck_assert_uint_ge(done, 5);
  ck_assert_uint_ge(text.size, other.size);
  ck_assert_str_eq(text.at + text.size - other.size, other.at);
  fasti_buffer_free(&text);
  fasti_buffer_free(&other);
  fasti_messages_free(messages);
  fasti_arena_free(arena);
  forget(&known);
}
END_TEST

START_TEST(sample__matches_its_pattern)
{
  static const char *const patterns[] = {"[0-9A-HJ-NP-RTUW-Y]{18}",
                                         "[0-9]{17}[0-9X]",
                                         "1[0-9]{10}",
                                         "0[0-9]{2,3}-?[0-9]{7,8}",
                                         "[A-Za-z0-9-]{6,24}",
                                         ".{1,12}〔[0-9]{4}〕第?[0-9]{1,5}号",
                                         "[0-9a-f]{64}",
                                         "(AB|CD)-[0-9]{3}[xyz]?",
                                         "(?:a|bc)+d*\\.\\d\\w",
                                         "甲|乙丙|[丁戊]己"};
  struct fasti_chance chance = {1};
  char text[512];

  for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
    struct fasti_pattern *pattern;
    bool matches = false;

    ck_assert_int_eq(fasti_pattern_compile(patterns[i], true, NULL, &pattern), FASTI_OK);
    for (int j = 0; j < 50; j++) {
      fasti_guess_pattern(&chance, patterns[i], text, sizeof text);
      ck_assert_int_eq(fasti_pattern_match(pattern, fasti_slice_of(text), &matches), FASTI_OK);
      ck_assert_msg(matches, "%s is not of %s", text, patterns[i]);
    }
    fasti_pattern_free(pattern);
  }
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
  fflush(stdout);
  return sum->failures == 0;
}

/* The steps that people see, each once for all procedures and packages that have its chart. Of one procedure alone,
 * what it shares with others is not looked at: they may be the ones that lead there. */
static void
gather(struct cover *total, const struct cover *cover, const char *only, struct fasti_arena *arena)
{
  for (size_t i = 0; i < cover->count; i++) {
    const struct cover_item *item = &cover->items[i];
    size_t j = 0;

    if (!item->step || item->kind != COVER_STATE ||
        (only && (strcmp(item->procedure, only) != 0 || cover_is_shared(cover, item))))
      continue;
    while (j < total->count &&
           (strcmp(total->items[j].name, item->name) != 0 || strcmp(total->items[j].chart, item->chart) != 0))
      j++;
    if (j == total->count) {
      total->items = fasti_realloc(total->items, (total->count + 1) * sizeof *total->items);
      total->items[total->count++] = (struct cover_item){.chart = fasti_arena_strdup(arena, item->chart),
                                                         .name = fasti_arena_strdup(arena, item->name)};
    }
    total->items[j].reached = total->items[j].reached || item->reached;
  }
}

/* @return whether every step was reached */
static bool
tell_missing(const struct cover *total)
{
  size_t missing = 0;

  for (size_t i = 0; i < total->count; i++)
    if (!total->items[i].reached)
      printf("%s %s", missing++ ? "" : "FAILED: steps that people see were not reached:", total->items[i].name);
  printf("%s", missing ? "\n" : "");
  return missing == 0;
}

static bool
walk_long(struct known *known, struct dose *dose, const char *package)
{
  struct fasti_arena *arena = fasti_arena_new();
  struct cover total = {0};
  glob_t found = {0};
  bool good = true;

  if (glob(package ? package : known->packages, 0, NULL, &found) != 0)
    return false;
  for (size_t i = 0; i < found.gl_pathc; i++)
    study(known, found.gl_pathv[i]);
  fasti_book_close(known->book);
  for (size_t i = 0; i < found.gl_pathc; i++) {
    struct dosed dosed;

    dose->package = found.gl_pathv[i];
    dose_go(dose, &dosed);
    for (size_t j = 0; j < dosed.count; j++)
      good = tell_result(&dosed, &dosed.results[j]) && good;
    gather(&total, &dosed.cover, dose->only, arena);
    dose_end(&dosed);
  }
  if (dose->walks >= LONG)
    good = tell_missing(&total) && good;
  cover_end(&total);
  fasti_arena_free(arena);
  globfree(&found);
  return good;
}

static int
run_long(int argc, char **argv)
{
  static const struct option options[] = {
    {"walks", required_argument, NULL, 'w'},   {"seed", required_argument, NULL, 's'},
    {"jobs", required_argument, NULL, 'j'},    {"only", required_argument, NULL, 'o'},
    {"package", required_argument, NULL, 'p'}, {"span", required_argument, NULL, 'd'},
    {"trace", no_argument, NULL, 't'},         {0}};
  struct known known;
  struct dose dose = {.walks = 1, .seed = 1, .jobs = 1};
  const char *package = NULL;
  bool good;

  for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;)
    switch (c) {
    case 'w':
      dose.walks = strtoul(optarg, NULL, 10);
      break;
    case 's':
      dose.seed = strtoull(optarg, NULL, 10);
      break;
    case 'j':
      dose.jobs = strtoul(optarg, NULL, 10);
      break;
    case 'o':
      dose.only = optarg;
      break;
    case 'p':
      package = optarg;
      break;
    case 'd':
      dose.span = strtoul(optarg, NULL, 10);
      break;
    case 't':
      dose.trace = true;
      break;
    default:
      return EXIT_FAILURE;
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
  Suite *suite;
  TCase *tests;

  if (argc > 1)
    return run_long(argc, argv);
  suite = suite_create("walk");
  tests = tcase_create("walks");
  tcase_set_timeout(tests, 300);
  tcase_add_test(tests, sample__matches_its_pattern);
  tcase_add_test(tests, walk__faults_are_found);
  tcase_add_test(tests, walk__seed_repeats);
  tcase_add_test(tests, walk__script_plays);
  tcase_add_test(tests, walk__warm_or_cold);
  tcase_add_test(tests, walk__every_procedure);
  suite_add_tcase(suite, tests);
  return tap_run(suite);
}
