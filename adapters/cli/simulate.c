/* adapters/cli/simulate.c - "fasti simulate": a year of an office with simulated staff, and the statistics at its end.
 *
 * The office is in memory, or a new office file that all other commands open. The load is a file, the one beside the
 * package, or, where there is none, a plain one (engine/simulation.h). What people fill in is learned from the scenarios
 * beside the procedures, and from the forms.
 */
#include "config.h"

#include <errno.h>
#include <glob.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapters/cli/desk.h"
#include "adapters/cli/scenario/scenario.h"
#include "adapters/cli/statistics.h"
#include "adapters/files/files.h"
#include "adapters/memory/memory.h"
#include "adapters/sqlite/sqlite.h"
#include "engine/list.h"
#include "engine/simulation.h"

enum { YEARS_FROM = 2000, YEARS_TO = 2100 };

struct simulating {
  struct cli *cli;
  struct fasti_store *store;
  struct fasti_vault *vault;
  struct fasti_office *office;
  const struct fasti_package *package;
  const char *path; /* of the package */
  struct fasti_load *load;
  struct fasti_book *book;
  struct fasti_buffer learned; /* patterns of scenarios */
  long seed;
  int32_t first, last;
};

/* The days. */

static enum fasti_status
read_days(struct simulating *simulating)
{
  struct cli *cli = simulating->cli;
  const char *from = cli_value(cli, "from"), *to = cli_value(cli, "to");
  long year = 0;
  enum fasti_status status = cli_number(cli, "year", YEARS_FROM, YEARS_TO, &year);

  if (status == FASTI_OK && !year && !(from && to)) {
    fasti_error_field(cli->messages, "--year", "say which year: --year=2026, or --from=DATE and --to=DATE");
    return FASTI_USAGE;
  }
  simulating->first = fasti_day_of((struct fasti_date){year ? (int)year : YEARS_FROM, 1, 1});
  simulating->last = fasti_day_of((struct fasti_date){year ? (int)year : YEARS_FROM, 12, 31});
  if (status == FASTI_OK && from)
    status = desk_day(cli, "--from", from, &simulating->first);
  if (status == FASTI_OK && to)
    status = desk_day(cli, "--to", to, &simulating->last);
  if (status == FASTI_OK && simulating->last < simulating->first) {
    fasti_error_field(cli->messages, "--to", "this is before the first day");
    return FASTI_USAGE;
  }
  return status;
}

static enum fasti_status
read_options(struct simulating *simulating)
{
  enum fasti_status status = cli_number(simulating->cli, "seed", 0, 2147483647, &simulating->seed);

  if (status == FASTI_OK && !cli_value(simulating->cli, "package")) {
    fasti_error_field(simulating->cli->messages, "--package", "say which package: --package=NAME, or the path of one");
    return FASTI_USAGE;
  }
  return status == FASTI_OK ? read_days(simulating) : status;
}

/* The office. */

static enum fasti_status
open_store(struct simulating *simulating)
{
  struct cli *cli = simulating->cli;
  const char *path = cli_value(cli, "office");
  struct fasti_sqlite_options options = {.now = desk_real_now(), .messages = cli->messages};

  if (!path) {
    simulating->store = fasti_memory_new();
    simulating->vault = fasti_memory_vault_new();
    return FASTI_OK;
  }
  simulating->vault = fasti_files_open(fasti_arena_printf(cli->arena, "%s.files", path));
  return fasti_sqlite_create(path, &options, &simulating->store);
}

static enum fasti_status
open_office(struct simulating *simulating)
{
  struct cli *cli = simulating->cli;
  struct fasti_library library = cli_library(cli);
  char hash[FASTI_HASH_SIZE];
  struct fasti_slice bytes;
  int64_t before = fasti_instant_of(simulating->first - 1, 0);
  enum fasti_status status;

  simulating->path = cli_package_path(cli, cli_value(cli, "package"));
  status = cli_read(cli, simulating->path, CLI_DEFINITION_BYTES, &bytes);
  if (status == FASTI_OK)
    status = open_store(simulating);
  if (status != FASTI_OK)
    return status;
  simulating->office = fasti_office_new(simulating->store);
  fasti_office_keep_in(simulating->office, simulating->vault);
  status = fasti_office_start(simulating->office, true, before, cli->messages);
  if (status == FASTI_OK)
    status =
      fasti_office_deploy(simulating->office, simulating->path, bytes, &library, "", before, cli->messages, hash);
  return status == FASTI_OK ? fasti_office_package_of(simulating->office, hash, cli->messages, &simulating->package)
                            : status;
}

/* The load. */

static const char *
beside(struct cli *cli, const char *path, const char *name)
{
  const char *slash = strrchr(path, '/');

  return fasti_arena_printf(cli->arena, "%.*s%s", slash ? (int)(slash - path) + 1 : 0, path, name);
}

static enum fasti_status
open_load(struct simulating *simulating)
{
  struct cli *cli = simulating->cli;
  const char *path = cli_value(cli, "load");
  struct fasti_slice bytes;
  enum fasti_status status;

  if (!path) {
    path = beside(cli, simulating->path, "simulation.xml");
    if (access(path, F_OK) != 0) {
      simulating->load = fasti_load_plain(simulating->package);
      return FASTI_OK;
    }
  }
  status = cli_read(cli, path, CLI_DEFINITION_BYTES, &bytes);
  return status == FASTI_OK
           ? fasti_load_read(path, bytes, simulating->package, cli->messages, &simulating->load)
           : status;
}

/* What people fill in. A scenario that cannot be read teaches nothing. */
static void
learn_from(struct simulating *simulating, const char *path)
{
  struct cli own = *simulating->cli;
  struct fasti_library library;
  struct scenario scenario = {0};
  struct fasti_slice bytes;

  own.messages = cli_messages_new();
  library = cli_library(&own);
  if (cli_read(&own, path, CLI_DEFINITION_BYTES, &bytes) == FASTI_OK &&
      scenario_read(own.arena, path, bytes, &library, own.messages, &scenario) == FASTI_OK)
    scenario_learn(&scenario, simulating->book);
  fasti_messages_free(own.messages);
}

/* The scenarios in the folder "cases" beside a procedure, in the order of their names; each folder once. */
static void
learn_beside(void *self, const char *name, struct fasti_slice bytes)
{
  struct simulating *simulating = self;
  const char *pattern = beside(simulating->cli, name, "cases/*.case");
  size_t size = strlen(name);
  glob_t found = {0};

  (void)bytes;
  if (size < 6 || strcmp(name + size - 6, ".scxml") != 0 || fasti_list_has(simulating->learned.at, pattern))
    return;
  fasti_list_add(&simulating->learned, pattern);
  if (glob(pattern, 0, NULL, &found) == 0)
    for (size_t i = 0; i < found.gl_pathc; i++)
      learn_from(simulating, found.gl_pathv[i]);
  globfree(&found);
}

/* Those who look on. */

static void
tell_refusal(void *self, const struct fasti_refusal *refusal)
{
  struct simulating *simulating = self;
  struct fasti_buffer text = {0};

  fasti_messages_print(refusal->messages, &text);
  fprintf(stderr, "%s %s%s%s%s%s: %s%s",
          desk_moment(simulating->cli->arena, refusal->at, fasti_package_zone(simulating->package)), refusal->procedure,
          *refusal->case_id ? " " : "", refusal->case_id, *refusal->work ? " " : "", refusal->work,
          refusal->given_up ? _("given up: ") : "", text.at ? text.at : "\n");
  fasti_buffer_free(&text);
}

static void
print_head(const struct simulating *simulating, const struct fasti_simulated *done,
           const struct fasti_statistics *statistics)
{
  char first[FASTI_DATE_SIZE], last[FASTI_DATE_SIZE];

  printf(_("%s %s (%s), %s to %s, seed %ld\n"), fasti_package_bureau(simulating->package),
         fasti_package_version(simulating->package), fasti_package_title(simulating->package),
         fasti_day_format(simulating->first, first), fasti_day_format(simulating->last, last), simulating->seed);
  printf(_("opened by the load: %zu cases; instruments: %zu\n"), done->opened, statistics->instruments);
  printf(_("done: %zu tasks, %zu actions; refused: %zu attempts; given up: %zu\n"), done->tasks, done->actions,
         done->refused, done->given_up);
}

static json_t *
as_json(const struct simulating *simulating, const struct fasti_simulated *done,
        const struct fasti_statistics *statistics)
{
  char first[FASTI_DATE_SIZE], last[FASTI_DATE_SIZE];
  json_t *all = json_object(), *staff = json_object();

  json_object_set_new(all, "bureau", json_string(fasti_package_bureau(simulating->package)));
  json_object_set_new(all, "version", json_string(fasti_package_version(simulating->package)));
  json_object_set_new(all, "from", json_string(fasti_day_format(simulating->first, first)));
  json_object_set_new(all, "to", json_string(fasti_day_format(simulating->last, last)));
  json_object_set_new(all, "seed", json_integer(simulating->seed));
  json_object_set_new(staff, "opened", json_integer((json_int_t)done->opened));
  json_object_set_new(staff, "tasks", json_integer((json_int_t)done->tasks));
  json_object_set_new(staff, "actions", json_integer((json_int_t)done->actions));
  json_object_set_new(staff, "refused", json_integer((json_int_t)done->refused));
  json_object_set_new(staff, "givenUp", json_integer((json_int_t)done->given_up));
  json_object_set_new(all, "staff", staff);
  json_object_set_new(all, "statistics", statistics_json(simulating->cli, statistics));
  return all;
}

static enum fasti_status
write_output(struct cli *cli, const json_t *all)
{
  const char *output = cli_value(cli, "output");

  if (!output || json_dump_file(all, output, JSON_INDENT(2)) == 0)
    return FASTI_OK;
  fasti_error_field(cli->messages, output, "this file cannot be written: %s", strerror(errno));
  return FASTI_IO;
}

static enum fasti_status
show(const struct simulating *simulating, const struct fasti_simulated *done,
     const struct fasti_statistics *statistics)
{
  struct cli *cli = simulating->cli;
  json_t *all = as_json(simulating, done, statistics);
  enum fasti_status status = write_output(cli, all);

  if (status == FASTI_OK && cli_has(cli, "json")) {
    cli_print_json(json_incref(all));
  } else if (status == FASTI_OK) {
    print_head(simulating, done, statistics);
    statistics_print(cli, statistics);
  }
  json_decref(all);
  return status;
}

static enum fasti_status
go(struct simulating *simulating)
{
  struct cli *cli = simulating->cli;
  struct fasti_simulation simulation = {.office = simulating->office,
                                        .store = simulating->store,
                                        .vault = simulating->vault,
                                        .package = simulating->package,
                                        .load = simulating->load,
                                        .book = simulating->book,
                                        .seed = (uint64_t)simulating->seed,
                                        .first = simulating->first,
                                        .last = simulating->last,
                                        .refused = cli_has(cli, "verbose") ? tell_refusal : NULL,
                                        .self = simulating};
  struct fasti_statistics *statistics = NULL;
  struct fasti_simulated done;
  int64_t end = fasti_instant_of(simulating->last + 1, fasti_package_zone(simulating->package)) - 1;
  enum fasti_status status;

  status = fasti_simulate(&simulation, cli->messages, &done);
  if (status == FASTI_OK)
    status = fasti_statistics_take(simulating->office, simulating->store, fasti_package_bureau(simulating->package), end,
                                   cli->messages, &statistics);
  if (status == FASTI_OK)
    status = show(simulating, &done, statistics);
  fasti_statistics_free(statistics);
  return status;
}

static void
close_all(struct simulating *simulating)
{
  fasti_buffer_free(&simulating->learned);
  fasti_load_free(simulating->load);
  if (simulating->book)
    fasti_book_free(simulating->book);
  fasti_office_free(simulating->office);
  if (simulating->store)
    simulating->store->call->close(simulating->store);
  if (simulating->vault)
    simulating->vault->call->close(simulating->vault);
}

static enum fasti_status
simulate(struct cli *cli)
{
  struct simulating simulating = {.cli = cli, .seed = 1};
  enum fasti_status status = read_options(&simulating);

  if (status == FASTI_OK)
    status = open_office(&simulating);
  if (status == FASTI_OK)
    status = open_load(&simulating);
  if (status == FASTI_OK) {
    simulating.book = fasti_book_new();
    fasti_package_files(simulating.package, learn_beside, &simulating);
    fasti_book_study(simulating.book, simulating.package);
    fasti_book_close(simulating.book);
    status = go(&simulating);
  }
  close_all(&simulating);
  return status;
}

static const struct cli_option options[] = {
  {"package", 'p', N_("NAME|FILE"), N_("the regulations: a package that came with the program, or its file")},
  {"year", 'y', N_("YEAR"), N_("the year that is simulated")},
  {"from", 0, N_("DATE"), N_("the first day (default: of the year)")},
  {"to", 0, N_("DATE"), N_("the last day (default: of the year)")},
  {"seed", 's', N_("NUMBER"), N_("where chance begins: the same number gives the same year (default: 1)")},
  {"load", 'l', N_("FILE"), N_("what the year brings (default: simulation.xml beside the package)")},
  {"office", 'o', N_("FILE"), N_("keep the office in a new file (default: in memory)")},
  {"output", 0, N_("FILE"), N_("write the statistics as JSON into this file, too")},
  {"verbose", 'v', NULL, N_("tell each refused attempt, on standard error")},
  DESK_JSON,
  {0},
};

const struct cli_command cli_simulate = {
  .name = "simulate",
  .summary = N_("let simulated staff work through a year, and print its statistics"),
  .operands = NULL,
  .least = 0,
  .most = 0,
  .options = options,
  .ends = {FASTI_NOT_FOUND, FASTI_INVALID, FASTI_CONFLICT, FASTI_LIMIT, FASTI_READ_ONLY, FASTI_FULL, FASTI_IO, FASTI_CORRUPT,
           FASTI_DEFINITION},
  .run = simulate,
};
