/* adapters/cli/test.c - "fasti test": scenarios against an office in memory; "fasti case play": one in an office file.
 */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "adapters/cli/scenario/run.h"
#include "adapters/memory/memory.h"

/* -- which files -- */

struct paths {
  struct fasti_arena *arena;
  const char **items;
  size_t count;
  size_t room;
};

static void
add_path(struct paths *paths, const char *path)
{
  if (paths->count == paths->room) {
    const char **items;

    paths->room = paths->room ? 2 * paths->room : 64;
    items = fasti_arena_alloc(paths->arena, paths->room * sizeof *items);
    if (paths->count)
      memcpy(items, paths->items, paths->count * sizeof *items);
    paths->items = items;
  }
  paths->items[paths->count++] = fasti_arena_strdup(paths->arena, path);
}

static bool
is_scenario(const char *name)
{
  size_t size = strlen(name);

  return size > 5 && strcmp(name + size - 5, ".case") == 0;
}

/* Every .case file below a folder, in the order of names. */
static enum fasti_status
add_folder(struct cli *cli, struct paths *paths, const char *folder)
{
  struct dirent **entries;
  int count = scandir(folder, &entries, NULL, alphasort);

  if (count < 0) {
    fasti_error_field(cli->messages, folder, "this folder cannot be read: %s", strerror(errno));
    return FASTI_IO;
  }
  for (int i = 0; i < count; i++) {
    const char *path = fasti_arena_printf(cli->arena, "%s/%s", folder, entries[i]->d_name);
    struct stat about;

    if (entries[i]->d_name[0] == '.' || stat(path, &about) != 0)
      ;
    else if (S_ISDIR(about.st_mode) && add_folder(cli, paths, path) != FASTI_OK)
      ; /* told already */
    else if (S_ISREG(about.st_mode) && is_scenario(path))
      add_path(paths, path);
    free(entries[i]);
  }
  free(entries);
  return FASTI_OK;
}

static enum fasti_status
find_paths(struct cli *cli, struct paths *paths)
{
  enum fasti_status status = FASTI_OK;
  struct stat about;

  for (int i = 0; i < cli->operand_count && status == FASTI_OK; i++)
    if (stat(cli->operands[i], &about) != 0) {
      fasti_error_field(cli->messages, cli->operands[i], "there is no such file or folder");
      status = FASTI_NOT_FOUND;
    } else if (S_ISDIR(about.st_mode)) {
      status = add_folder(cli, paths, cli->operands[i]);
    } else {
      add_path(paths, cli->operands[i]);
    }
  if (status == FASTI_OK && paths->count == 0) {
    fasti_error_field(cli->messages, cli->operands[0], "there is no .case file in it");
    status = FASTI_NOT_FOUND;
  }
  return status;
}

/* -- one scenario -- */

static enum fasti_status
read_scenario(struct cli *cli, const char *path, struct scenario *scenario)
{
  struct fasti_library library = cli_library(cli);
  struct fasti_slice bytes;
  enum fasti_status status = cli_read(cli, path, CLI_DEFINITION_BYTES, &bytes);

  return status == FASTI_OK ? scenario_read(cli->arena, path, bytes, &library, cli->messages, scenario) : status;
}

/* Scenarios share a shelf: nearly all of their time would go into compiling the same package again. */
static enum fasti_status
run_in_memory(struct cli *cli, const char *path, struct fasti_shelf *shelf, struct scenario *scenario)
{
  struct scenario_run run = {.cli = cli, .messages = cli->messages};
  enum fasti_status status = read_scenario(cli, path, scenario);

  if (status != FASTI_OK)
    return status;
  run.store = fasti_memory_new();
  run.vault = fasti_memory_vault_new();
  run.office = fasti_office_new(run.store);
  fasti_office_share(run.office, shelf);
  fasti_office_keep_in(run.office, run.vault);
  if (cli_has(cli, "verbose"))
    run.story = story_new(cli->arena, true);
  status = scenario_run(&run, scenario);
  fasti_office_free(run.office);
  run.store->call->close(run.store);
  run.vault->call->close(run.vault);
  return status;
}

/* What went wrong, each line after PREFIX. */
static void
print_failures(const struct fasti_messages *messages, FILE *out, const char *prefix)
{
  struct fasti_buffer text = {0};
  char *rest = NULL;

  fasti_messages_print(messages, &text);
  for (char *line = text.size ? strtok_r(text.at, "\n", &rest) : NULL; line; line = strtok_r(NULL, "\n", &rest))
    fprintf(out, "%s%s\n", prefix, line);
  fasti_buffer_free(&text);
}

/* Each scenario has its own arena and messages. @return whether it passed */
static bool
test_one(struct cli *cli, const char *path, struct fasti_shelf *shelf, size_t number)
{
  struct cli own = *cli;
  struct scenario scenario;
  bool tap = cli_has(cli, "tap"), passed;

  own.arena = fasti_arena_new();
  own.messages = cli_messages_new();
  passed = run_in_memory(&own, path, shelf, &scenario) == FASTI_OK;
  if (tap)
    printf("%s %zu - %s\n", passed ? "ok" : "not ok", number, path);
  else
    printf("%s  %s\n", passed ? _("passed") : _("FAILED"), path);
  if (!passed)
    print_failures(own.messages, stdout, tap ? "# " : "  ");
  fflush(stdout);
  fasti_messages_free(own.messages);
  fasti_arena_free(own.arena);
  return passed;
}

static enum fasti_status
test(struct cli *cli)
{
  struct paths paths = {.arena = cli->arena};
  enum fasti_status status = find_paths(cli, &paths);
  struct fasti_shelf *shelf;
  size_t passed = 0;

  if (status != FASTI_OK)
    return status;
  if (cli_has(cli, "tap"))
    printf("1..%zu\n", paths.count);
  shelf = fasti_shelf_new();
  for (size_t i = 0; i < paths.count; i++)
    passed += test_one(cli, paths.items[i], shelf, i + 1);
  fasti_shelf_free(shelf);
  if (!cli_has(cli, "tap"))
    printf(_("%zu passed, %zu failed\n"), passed, paths.count - passed);
  if (passed == paths.count)
    return FASTI_OK;
  fasti_error_field(cli->messages, NULL, "%zu of %zu scenarios failed", paths.count - passed, paths.count);
  return FASTI_FAILED;
}

static const struct cli_option test_options[] = {
  {"tap", 0, NULL, N_("print the results as TAP")},
  {"verbose", 'v', NULL, N_("tell what happens in every case")},
  {0},
};

const struct cli_command cli_test = {
  .name = "test",
  .summary = N_("run scenarios (.case files) on a simulated clock"),
  .operands = N_("PATH..."),
  .least = 1,
  .most = -1,
  .options = test_options,
  .ends = {FASTI_FAILED, FASTI_NOT_FOUND, FASTI_IO},
  .run = test,
};

/* -- case play -- */

struct writing {
  struct desk *desk;
  const char *folder;
  const char *case_id;
  int64_t count;
  enum fasti_status status;
};

static const char *
file_name(struct writing *writing, const struct fasti_instrument_row *row)
{
  return fasti_arena_printf(writing->desk->cli->arena, "%s/%s-%02" PRId64 "-%s.xhtml", writing->folder, row->case_id,
                            row->number, row->instrument);
}

static bool
write_instrument(void *self, const struct fasti_instrument_row *row)
{
  struct writing *writing = self;
  const char *path = file_name(writing, row);
  FILE *out = fopen(path, "we");
  bool written = out && fwrite(row->content.at, 1, row->content.size, out) == row->content.size;

  if (out && fclose(out) != 0)
    written = false;
  if (written) {
    printf("  %s  %s%s%s\n", path, row->title, *row->document_number ? " " : "", row->document_number);
  } else {
    fasti_error_field(writing->desk->cli->messages, path, "this file cannot be written: %s", strerror(errno));
    writing->status = FASTI_IO;
  }
  return false;
}

static bool
count_instrument(void *self, const struct fasti_instrument_row *row)
{
  ((struct writing *)self)->count = row->number;
  return true;
}

static enum fasti_status
write_instruments(struct writing *writing)
{
  struct fasti_store *store = writing->desk->store;
  enum fasti_status status = store->call->instrument_list(store, writing->case_id, 0, count_instrument, writing);

  for (int64_t i = 1; i <= writing->count && status == FASTI_OK && writing->status == FASTI_OK; i++)
    status = store->call->instrument_list(store, writing->case_id, i, write_instrument, writing);
  return status == FASTI_OK ? writing->status : status;
}

/* The office file, the documents, and what to try next. */
static enum fasti_status
tell_end(struct desk *desk, const struct scenario_run *run)
{
  struct cli *cli = desk->cli;
  struct writing writing = {.desk = desk, .status = FASTI_OK};
  enum fasti_status status = FASTI_OK;

  writing.folder = cli_value(cli, "output");
  if (!writing.folder)
    writing.folder = fasti_arena_printf(cli->arena, "%s.instruments", desk_path(cli));
  if (mkdir(writing.folder, 0777) != 0 && errno != EEXIST) {
    fasti_error_field(cli->messages, writing.folder, "this folder cannot be made: %s", strerror(errno));
    return FASTI_IO;
  }
  printf(_("\noffice file: %s\ninstruments, for a browser:\n"), desk_path(cli));
  for (const struct scenario_case *one = run->cases; one && status == FASTI_OK; one = one->next) {
    writing.case_id = one->id;
    writing.count = 0;
    status = write_instruments(&writing);
  }
  if (status == FASTI_OK && run->case_id)
    printf(_("next, try: %s case show %s --office=%s\n"), program_invocation_name, run->case_id, desk_path(cli));
  return status;
}

static enum fasti_status
play_here(struct desk *desk, struct scenario_run *run, const struct scenario *scenario)
{
  struct cli *cli = desk->cli;
  enum fasti_status status;

  if (!desk->simulated) {
    fasti_error_field(cli->messages, desk_path(cli),
                      "a scenario is played on a simulated clock: fasti office init FILE --clock=simulated --at=DATE");
    return FASTI_REFUSED;
  }
  run->now = desk->now;
  run->started = true;
  run->story = story_new(cli->arena, false);
  status = scenario_run(run, scenario);
  return status == FASTI_OK ? tell_end(desk, run) : status;
}

static enum fasti_status
play(struct cli *cli)
{
  struct desk desk;
  struct scenario scenario;
  struct scenario_run run = {.cli = cli, .messages = cli->messages};
  enum fasti_status status = read_scenario(cli, cli->operands[0], &scenario);

  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, true, &desk);
  run.store = desk.store;
  run.vault = desk.vault;
  run.office = desk.office;
  if (status == FASTI_OK)
    status = play_here(&desk, &run, &scenario);
  desk_close(&desk);
  return status;
}

static const struct cli_option play_options[] = {
  DESK_OFFICE,
  {"output", 'O', N_("FOLDER"), N_("where the issued instruments are written (default: beside the office file)")},
  {0},
};

const struct cli_command cli_case_play = {
  .group = "case",
  .name = "play",
  .summary = N_("play a scenario in an office with a simulated clock, telling every step"),
  .operands = N_("FILE.case"),
  .least = 1,
  .most = 1,
  .options = play_options,
  .ends = {FASTI_FAILED, FASTI_DEFINITION, FASTI_REFUSED, DESK_ENDS},
  .run = play,
};
