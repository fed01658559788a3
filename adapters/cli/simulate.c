/* adapters/cli/simulate.c - "fasti simulate": a year of an office with simulated staff, and the statistics at its end.
 *
 * The office is in memory, or an office file that all other commands open; it is marked as a demonstration. The load is a file, the one beside the
 * package, or, where there is none, a plain one (engine/simulation.h). What people fill in is learned from the scenarios
 * beside the procedures, and from the forms.
 */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/cli/simulate/simulate.h"
#include "adapters/cli/statistics.h"
#include "adapters/files/files.h"
#include "adapters/memory/memory.h"
#include "adapters/sqlite/sqlite.h"

enum { YEARS_FROM = 2000, YEARS_TO = 2100 };

struct simulating {
  struct cli *cli;
  struct desk desk; /* its office: a new one in memory or in a file, or one that is there */
  struct simulate_bureau bureaus[SIMULATE_BUREAUS];
  struct fasti_simulated_bureau at_work[SIMULATE_BUREAUS];
  size_t bureau_count;
  long seed, scale, left;
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
read_packages(struct simulating *simulating)
{
  struct cli *cli = simulating->cli;
  const char *wanted;

  for (size_t at = 0; (wanted = cli_next_value(cli, "package", &at)) != NULL;) {
    if (simulating->bureau_count == SIMULATE_BUREAUS) {
      fasti_error_field(cli->messages, "--package", "these are too many; at most %d work in one office", SIMULATE_BUREAUS);
      return FASTI_USAGE;
    }
    simulating->bureaus[simulating->bureau_count++] =
      (struct simulate_bureau){.cli = cli, .path = cli_package_path(cli, wanted)};
  }
  if (simulating->bureau_count > 0)
    return FASTI_OK;
  fasti_error_field(cli->messages, "--package", "say which package: --package=NAME, or the path of one");
  return FASTI_USAGE;
}

static enum fasti_status
read_options(struct simulating *simulating)
{
  struct cli *cli = simulating->cli;
  enum fasti_status status = cli_number(cli, "seed", 0, 2147483647, &simulating->seed);

  if (status == FASTI_OK)
    status = cli_number(cli, "scale", 1, 1000, &simulating->scale);
  if (status == FASTI_OK)
    status = cli_number(cli, "left", 0, 365, &simulating->left);
  if (status == FASTI_OK && cli_has(cli, "go-on") && !cli_value(cli, "office")) {
    fasti_error_field(cli->messages, "--go-on", "say in which office file: --office=FILE");
    return FASTI_USAGE;
  }
  if (status == FASTI_OK)
    status = read_packages(simulating);
  return status == FASTI_OK ? read_days(simulating) : status;
}

/* The office. */

/* Cases are made up in an office that says so. */
static enum fasti_status
go_on(struct cli *cli, struct desk *desk)
{
  bool demonstration;
  enum fasti_status status = desk_open(cli, true, desk);

  if (status == FASTI_OK)
    status = fasti_office_is_demonstration(desk->office, cli->messages, &demonstration);
  if (status != FASTI_OK)
    return desk_told(desk, status);
  if (!demonstration)
    fasti_error_field(cli->messages, desk_path(cli), "this office is no demonstration: no simulated staff work in it");
  else if (!desk->simulated)
    fasti_error_field(cli->messages, desk_path(cli), "this office goes by the real clock: no simulated staff work in it");
  else
    return FASTI_OK;
  return FASTI_REFUSED;
}

static enum fasti_status
open_store(struct desk *desk)
{
  struct cli *cli = desk->cli;
  const char *path = cli_value(cli, "office");
  struct fasti_sqlite_options options = {.now = desk_real_now(), .messages = cli->messages};

  if (!path) {
    desk->store = fasti_memory_new();
    desk->vault = fasti_memory_vault_new();
    return FASTI_OK;
  }
  desk->vault = fasti_files_open(fasti_arena_printf(cli->arena, "%s.files", path));
  return fasti_sqlite_create(path, &options, &desk->store);
}

static enum fasti_status
begin_office(struct simulating *simulating)
{
  struct cli *cli = simulating->cli;
  struct desk *desk = &simulating->desk;
  int64_t before = fasti_instant_of(simulating->first - 1, 0);
  enum fasti_status status;

  *desk = (struct desk){.cli = cli, .simulated = true, .now = before};
  status = open_store(desk);
  if (status != FASTI_OK)
    return status;
  desk->office = fasti_office_new(desk->store);
  fasti_office_keep_in(desk->office, desk->vault);
  status = fasti_office_start(desk->office, true, before, cli->messages);
  return status == FASTI_OK ? fasti_office_demonstrate(desk->office, before, cli->messages) : status;
}

static enum fasti_status
deploy(struct desk *desk, struct simulate_bureau *bureau)
{
  struct cli *cli = desk->cli;
  struct fasti_library library = cli_library(cli);
  char hash[FASTI_HASH_SIZE];
  struct fasti_slice bytes;
  enum fasti_status status = cli_read(cli, bureau->path, CLI_DEFINITION_BYTES, &bytes);

  if (status == FASTI_OK)
    status = fasti_office_deploy(desk->office, bureau->path, bytes, &library, "", desk->now, cli->messages, hash);
  return status == FASTI_OK ? fasti_office_package_of(desk->office, hash, cli->messages, &bureau->package) : status;
}

/* The packages are read before there is a file, so that a mistake leaves none behind. */
static enum fasti_status
check_readable(struct simulating *simulating)
{
  struct fasti_slice bytes;
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; i < simulating->bureau_count && status == FASTI_OK; i++)
    status = cli_read(simulating->cli, simulating->bureaus[i].path, CLI_DEFINITION_BYTES, &bytes);
  return status;
}

/* Where the loads begin: of more than there are bureaus, the last ones count. */
static size_t
first_load(const struct simulating *simulating)
{
  size_t count = 0, at = 0;

  while (cli_next_value(simulating->cli, "load", &at))
    count++;
  for (at = 0; count > simulating->bureau_count; count--)
    cli_next_value(simulating->cli, "load", &at);
  return at;
}

static enum fasti_status
open_office(struct simulating *simulating)
{
  struct cli *cli = simulating->cli;
  const char *load;
  size_t loads = first_load(simulating);
  enum fasti_status status = check_readable(simulating);

  if (status == FASTI_OK)
    status = cli_has(cli, "go-on") ? go_on(cli, &simulating->desk) : begin_office(simulating);
  for (size_t i = 0; i < simulating->bureau_count && status == FASTI_OK; i++) {
    struct simulate_bureau *bureau = &simulating->bureaus[i];

    load = cli_next_value(cli, "load", &loads);
    status = deploy(&simulating->desk, bureau);
    if (status == FASTI_OK)
      status = simulate_prepare(bureau, load);
    if (status == FASTI_OK && simulating->scale != 100)
      fasti_load_scale(bureau->load, (int)simulating->scale);
    simulating->at_work[i] = (struct fasti_simulated_bureau){bureau->package, bureau->load, bureau->book};
  }
  return status;
}

/* Those who look on. */

static void
tell_refusal(void *self, const struct fasti_refusal *refusal)
{
  struct simulating *simulating = self;
  struct fasti_buffer text = {0};

  fasti_messages_print(refusal->messages, &text);
  fprintf(stderr, "%s %s%s%s%s%s: %s%s",
          desk_moment(simulating->cli->arena, refusal->at, fasti_package_zone(simulating->bureaus[0].package)),
          refusal->procedure,
          *refusal->case_id ? " " : "", refusal->case_id, *refusal->work ? " " : "", refusal->work,
          refusal->given_up ? _("given up: ") : "", text.at ? text.at : "\n");
  fasti_buffer_free(&text);
}

static void
print_bureau(const struct simulating *simulating, const struct fasti_package *package)
{
  char first[FASTI_DATE_SIZE], last[FASTI_DATE_SIZE];

  printf(_("%s %s (%s), %s to %s, seed %ld\n"), fasti_package_bureau(package), fasti_package_version(package),
         fasti_package_title(package), fasti_day_format(simulating->first, first),
         fasti_day_format(simulating->last, last), simulating->seed);
}

static void
print_done(const struct fasti_simulated *done, size_t instruments)
{
  printf(_("opened by the load: %zu cases; instruments: %zu\n"), done->opened, instruments);
  printf(_("done: %zu tasks, %zu actions; refused: %zu attempts; given up: %zu\n"), done->tasks, done->actions,
         done->refused, done->given_up);
}

static json_t *
staff_json(const struct fasti_simulated *done)
{
  return json_pack("{s:I, s:I, s:I, s:I, s:I}", "opened", (json_int_t)done->opened, "tasks", (json_int_t)done->tasks,
                   "actions", (json_int_t)done->actions, "refused", (json_int_t)done->refused, "givenUp",
                   (json_int_t)done->given_up);
}

static json_t *
bureau_json(const struct simulating *simulating, const struct fasti_package *package)
{
  char first[FASTI_DATE_SIZE], last[FASTI_DATE_SIZE];

  return json_pack("{s:s, s:s, s:s, s:s, s:I}", "bureau", fasti_package_bureau(package), "version",
                   fasti_package_version(package), "from", fasti_day_format(simulating->first, first), "to",
                   fasti_day_format(simulating->last, last), "seed", (json_int_t)simulating->seed);
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

/* The statistics of each bureau. */
struct report {
  struct fasti_statistics *of[SIMULATE_BUREAUS];
  size_t instruments;
};

static enum fasti_status
take_statistics(struct simulating *simulating, struct report *report)
{
  int64_t end = fasti_instant_of(simulating->last + 1, fasti_package_zone(simulating->bureaus[0].package)) - 1;
  enum fasti_status status = FASTI_OK;

  for (size_t i = 0; i < simulating->bureau_count && status == FASTI_OK; i++) {
    status = fasti_statistics_take(simulating->desk.office, simulating->desk.store,
                                   fasti_package_bureau(simulating->bureaus[i].package), end,
                                   simulating->cli->messages, &report->of[i]);
    report->instruments += status == FASTI_OK ? report->of[i]->instruments : 0;
  }
  return status;
}

/* One bureau is an object; several are a list of them, with what the staff did in all beside it. */
static json_t *
as_json(const struct simulating *simulating, const struct fasti_simulated *done, const struct report *report)
{
  json_t *bureaus = json_array(), *one = NULL;

  for (size_t i = 0; i < simulating->bureau_count; i++) {
    one = bureau_json(simulating, simulating->bureaus[i].package);
    if (simulating->bureau_count == 1)
      json_object_set_new(one, "staff", staff_json(done));
    if (report->of[i])
      json_object_set_new(one, "statistics", statistics_json(simulating->cli, report->of[i]));
    json_array_append_new(bureaus, one);
  }
  if (simulating->bureau_count > 1)
    return json_pack("{s:o, s:o}", "staff", staff_json(done), "bureaus", bureaus);
  json_incref(one);
  json_decref(bureaus);
  return one;
}

static void
print_report(const struct simulating *simulating, const struct fasti_simulated *done, const struct report *report)
{
  for (size_t i = 0; i < simulating->bureau_count; i++) {
    print_bureau(simulating, simulating->bureaus[i].package);
    if (simulating->bureau_count == 1 && report->of[i])
      print_done(done, report->instruments);
    if (report->of[i])
      statistics_print(simulating->cli, report->of[i]);
  }
  if (simulating->bureau_count > 1 || !report->of[0])
    printf(_("opened by the load: %zu cases; done: %zu tasks, %zu actions; refused: %zu attempts; given up: %zu\n"),
           done->opened, done->tasks, done->actions, done->refused, done->given_up);
}

static enum fasti_status
show(const struct simulating *simulating, const struct fasti_simulated *done, const struct report *report)
{
  struct cli *cli = simulating->cli;
  json_t *all = as_json(simulating, done, report);
  enum fasti_status status = write_output(cli, all);

  if (status == FASTI_OK && cli_has(cli, "json"))
    cli_print_json(json_incref(all));
  else if (status == FASTI_OK)
    print_report(simulating, done, report);
  json_decref(all);
  return status;
}

static enum fasti_status
go(struct simulating *simulating)
{
  struct cli *cli = simulating->cli;
  struct fasti_simulation simulation = {.office = simulating->desk.office,
                                        .store = simulating->desk.store,
                                        .vault = simulating->desk.vault,
                                        .bureaus = simulating->at_work,
                                        .bureau_count = simulating->bureau_count,
                                        .seed = (uint64_t)simulating->seed,
                                        .first = simulating->first,
                                        .last = simulating->last,
                                        .left = (int)simulating->left,
                                        .shifted = cli_has(cli, "shifted"),
                                        .refused = cli_has(cli, "verbose") ? tell_refusal : NULL,
                                        .self = simulating};
  struct report report = {0};
  struct fasti_simulated done;
  enum fasti_status status = fasti_simulate(&simulation, cli->messages, &done);

  if (status == FASTI_OK && !cli_has(cli, "brief"))
    status = take_statistics(simulating, &report);
  if (status == FASTI_OK)
    status = show(simulating, &done, &report);
  for (size_t i = 0; i < simulating->bureau_count; i++)
    fasti_statistics_free(report.of[i]);
  return status;
}

static enum fasti_status
simulate(struct cli *cli)
{
  struct simulating simulating = {.cli = cli, .seed = 1, .scale = 100};
  enum fasti_status status = read_options(&simulating);

  if (status == FASTI_OK)
    status = open_office(&simulating);
  if (status == FASTI_OK)
    status = go(&simulating);
  for (size_t i = 0; i < simulating.bureau_count; i++)
    simulate_release(&simulating.bureaus[i]);
  desk_close(&simulating.desk);
  return status;
}

static const struct cli_option options[] = {
  {"package", 'p', N_("NAME|FILE"),
   N_("the regulations: a package that came with the program, or its file; repeated: bureaus of one office")},
  {"year", 'y', N_("YEAR"), N_("the year that is simulated")},
  {"from", 0, N_("DATE"), N_("the first day (default: of the year)")},
  {"to", 0, N_("DATE"), N_("the last day (default: of the year)")},
  {"seed", 's', N_("NUMBER"), N_("where chance begins: the same number gives the same year (default: 1)")},
  {"load", 'l', N_("FILE"),
   N_("what the year brings (default: simulation.xml beside the package); repeated as the packages are")},
  {"scale", 0, N_("PERCENT"), N_("how much of it, from 1 to 1000 (default: 100)")},
  {"shifted", 0, NULL, N_("let the year that the load tells of begin on the first day")},
  {"left", 0, N_("DAYS"), N_("leave most of the work of so many last days undone (default: 0)")},
  {"office", 'o', N_("FILE"), N_("keep the office in a new file (default: in memory)")},
  {"go-on", 0, NULL, N_("go on in this office file, which is there and is a demonstration")},
  {"output", 0, N_("FILE"), N_("write the statistics as JSON into this file, too")},
  {"brief", 0, NULL, N_("print what the staff did, without the statistics")},
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
  .ends = {FASTI_NOT_FOUND, FASTI_INVALID, FASTI_REFUSED, FASTI_CONFLICT, FASTI_LIMIT, FASTI_LOCKED, FASTI_FOREIGN, FASTI_READ_ONLY, FASTI_FULL, FASTI_IO, FASTI_CORRUPT,
           FASTI_DEFINITION},
  .run = simulate,
};
