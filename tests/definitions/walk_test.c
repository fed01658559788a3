/* tests/definitions/walk_test.c - random walks through every shipped procedure (walk.h says what must hold).
 *
 * In make check a short dose with fixed seeds; "make walks" takes a long one and prints what was reached:
 *   walk_test WALKS [FIRST-SEED]          (one walk prints every command)
 */
#include "config.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/package.h"
#include "tests/definitions/walk.h"
#include "tests/tap.h"

enum { QUICK = 24, STEPS = 220, LONG_STEPS = 700 };

/* Files that packages reach, as they name them. */

static enum fasti_status
read_file(struct fasti_arena *arena, const char *path, struct fasti_slice *bytes)
{
  struct fasti_buffer text = {0};
  char block[8192];
  size_t size;
  FILE *file = fopen(path, "rb");

  if (!file)
    return FASTI_NOT_FOUND;
  while ((size = fread(block, 1, sizeof block, file)) > 0)
    fasti_buffer_add(&text, block, size);
  fclose(file);
  *bytes = (struct fasti_slice){fasti_arena_copy(arena, text.at, text.size), text.size};
  fasti_buffer_free(&text);
  return FASTI_OK;
}

static enum fasti_status
find(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  struct fasti_arena *arena = self;
  const char *slash = strrchr(base, '/');

  *name = *uri == '/' || !slash ? fasti_arena_strdup(arena, uri)
                                : fasti_arena_printf(arena, "%.*s/%s", (int)(slash - base), base, uri);
  return read_file(arena, *name, bytes);
}

static struct fasti_package *
load(struct fasti_arena *arena, const char *path)
{
  struct fasti_library library = {.self = arena, .find = find};
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_package *package = NULL;
  struct fasti_slice bytes = {0};
  struct fasti_buffer said = {0};

  if (read_file(arena, path, &bytes) != FASTI_OK ||
      fasti_package_load(path, bytes, &library, messages, &package) != FASTI_OK) {
    fasti_messages_print(messages, &said);
    printf("Bail out! %s does not load: %s\n", path, said.at ? said.at : "");
    exit(EXIT_FAILURE);
  }
  fasti_messages_free(messages);
  return package;
}

/* Call VISIT for every procedure of every package. @return how many there are */
static size_t
each_procedure(void (*visit)(const struct fasti_procedure *procedure, void *self), void *self)
{
  struct fasti_arena *arena = fasti_arena_new();
  char *pattern = fasti_arena_printf(arena, "%s/processes/packages/*/package.xml", getenv("FASTI_SOURCE"));
  size_t procedures = 0;
  glob_t found = {0};

  if (glob(pattern, 0, NULL, &found) != 0)
    return 0;
  for (size_t i = 0; i < found.gl_pathc; i++) {
    struct fasti_package *package = load(arena, found.gl_pathv[i]);

    for (size_t j = 0; fasti_package_procedure_at(package, j); j++, procedures++)
      visit(fasti_package_procedure_at(package, j), self);
    fasti_package_free(package);
  }
  globfree(&found);
  fasti_arena_free(arena);
  return procedures;
}

static bool
walk_all(const struct fasti_procedure *procedure, uint64_t first, int walks, struct walk_sum *sum)
{
  struct fasti_buffer trouble = {0};
  bool good = true;

  for (int i = 0; i < walks; i++)
    if (!walk(procedure, first + (uint64_t)i, LONG_STEPS, sum, &trouble)) {
      good = false;
      printf("# %s\n", trouble.at);
      fflush(stdout);
      fasti_buffer_clear(&trouble);
    }
  fasti_buffer_free(&trouble);
  return good;
}

/* The quick dose. */

static void
walk_quickly(const struct fasti_procedure *procedure, void *self)
{
  struct fasti_buffer trouble = {0};
  struct walk_sum sum;

  (void)self;
  walk_sum_begin(&sum, procedure);
  for (int i = 0; i < QUICK; i++)
    if (!walk(procedure, 1 + (uint64_t)i, STEPS, &sum, &trouble))
      ck_abort_msg("%s", trouble.at);
  /* the walks did get about: all this depends on it; the smallest procedure ends after one task */
  ck_assert_uint_ge(sum.entries, QUICK * 2);
  walk_sum_end(&sum);
}

START_TEST(walk__every_procedure)
{
  ck_assert_uint_ge(each_procedure(walk_quickly, NULL), 1);
}
END_TEST

/* The long dose. */

struct dose {
  uint64_t first;
  int walks;
  bool good;
};

static void
tell_sum(const struct fasti_procedure *procedure, const struct walk_sum *sum)
{
  size_t visited = 0;

  for (size_t i = 0; i < sum->state_count; i++)
    visited += sum->visited[i];
  printf("%s: %zu walks, %zu ended, %zu entries, %zu refusals, %zu replays, %zu events, %zu instruments, "
         "%zu forms not filled\n",
         fasti_procedure_id(procedure), sum->walks, sum->ended, sum->entries, sum->refusals, sum->replays, sum->events,
         sum->instruments, sum->unfilled);
  for (int i = 0; i < FASTI_COMMAND_COUNT; i++)
    printf("  %-20s %8zu done %8zu refused\n", fasti_command_name((enum fasti_command_kind)i), sum->done[i],
           sum->refused[i]);
  printf("  states reached: %zu of %zu; not:", visited, sum->state_count);
  for (size_t i = 0; i < sum->state_count; i++)
    if (!sum->visited[i])
      printf(" %s", sum->states[i]);
  printf("\n");
}

static void
walk_long(const struct fasti_procedure *procedure, void *self)
{
  struct dose *dose = self;
  struct walk_sum sum;

  walk_sum_begin(&sum, procedure);
  sum.trace = dose->walks == 1;
  dose->good = walk_all(procedure, dose->first, dose->walks, &sum) && dose->good;
  tell_sum(procedure, &sum);
  walk_sum_end(&sum);
}

int
main(int argc, char **argv)
{
  Suite *suite = suite_create("walk");
  TCase *tests = tcase_create("walks");
  struct dose dose = {.first = 1, .good = true};

  if (argc > 1) {
    dose.walks = atoi(argv[1]);
    dose.first = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    return each_procedure(walk_long, &dose) > 0 && dose.good ? EXIT_SUCCESS : EXIT_FAILURE;
  }
  tcase_set_timeout(tests, 300);
  tcase_add_test(tests, walk__every_procedure);
  suite_add_tcase(suite, tests);
  return tap_run(suite);
}
