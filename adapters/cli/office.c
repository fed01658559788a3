/* adapters/cli/office.c - "fasti office": a new office file, its packages, what it has.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "adapters/cli/desk.h"
#include "adapters/cli/table.h"
#include "adapters/cli/upkeep.h"
#include "adapters/sqlite/sqlite.h"

/* -- office init -- */

/* Seconds by which the user's clock is ahead of UTC: dates that they write before any package says otherwise. */
static int32_t
local_zone(void)
{
  time_t now = time(NULL);
  struct tm local;

  return localtime_r(&now, &local) ? (int32_t)local.tm_gmtoff : 0;
}

static enum fasti_status
read_clock(struct cli *cli, bool *simulated, int64_t *now)
{
  const char *clock = cli_value(cli, "clock"), *at = cli_value(cli, "at");

  *simulated = clock && strcmp(clock, "simulated") == 0;
  *now = desk_real_now();
  if (clock && !*simulated && strcmp(clock, "real") != 0) {
    fasti_error_field(cli->messages, "--clock", "\"%s\" is no clock; expected real or simulated", clock);
    return FASTI_USAGE;
  }
  if (at && !*simulated) {
    fasti_error_field(cli->messages, "--at", "only a simulated clock can be set: --clock=simulated");
    return FASTI_USAGE;
  }
  return at ? desk_instant(cli, "--at", at, local_zone(), now) : FASTI_OK;
}

static enum fasti_status
init(struct cli *cli)
{
  struct fasti_sqlite_options options = {.now = desk_real_now(), .messages = cli->messages};
  struct fasti_store *store = NULL;
  struct fasti_office *office;
  bool simulated;
  int64_t now;
  enum fasti_status status = read_clock(cli, &simulated, &now);

  if (status == FASTI_OK)
    status = fasti_sqlite_create(cli->operands[0], &options, &store);
  if (status != FASTI_OK)
    return status;
  office = fasti_office_new(store);
  status = fasti_office_start(office, simulated, now, cli->messages);
  if (status == FASTI_OK && cli_has(cli, "demonstration"))
    status = fasti_office_demonstrate(office, now, cli->messages);
  fasti_office_free(office);
  store->call->close(store);
  if (status == FASTI_OK)
    printf(_("%s: a new office\n"), cli->operands[0]);
  return status;
}

static const struct cli_option init_options[] = {
  {"clock", 'c', "real|simulated", N_("which clock the office goes by (default: real)")},
  {"at", 0, N_("DATE"), N_("where a simulated clock begins")},
  {"demonstration", 0, NULL, N_("its cases will be made up: the office says so on every page, for ever")},
  {0},
};

const struct cli_command cli_office_init = {
  .group = "office",
  .name = "init",
  .summary = N_("make a new office file"),
  .operands = N_("FILE"),
  .least = 1,
  .most = 1,
  .options = init_options,
  .ends = {FASTI_CONFLICT, FASTI_NOT_FOUND, FASTI_READ_ONLY, FASTI_FULL, FASTI_IO},
  .run = init,
};

/* -- office deploy -- */

static enum fasti_status
deploy_one(struct desk *desk, const char *wanted)
{
  struct cli *cli = desk->cli;
  struct fasti_library library = cli_library(cli);
  const char *actor = cli_value(cli, "as"), *path = cli_package_path(cli, wanted);
  const struct fasti_package *package;
  char hash[FASTI_HASH_SIZE], date[FASTI_DATE_SIZE];
  struct fasti_slice bytes;
  enum fasti_status status = cli_read(cli, path, CLI_DEFINITION_BYTES, &bytes);

  if (status == FASTI_OK)
    status = fasti_office_deploy(desk->office, path, bytes, &library, actor, desk->now, cli->messages, hash);
  if (status == FASTI_OK)
    status = fasti_office_package_of(desk->office, hash, cli->messages, &package);
  if (status == FASTI_OK)
    printf(_("%s %s (%s), in force from %s\n"), fasti_package_bureau(package), fasti_package_version(package),
           fasti_package_title(package), fasti_day_format(fasti_package_in_force(package), date));
  return status;
}

static enum fasti_status
deploy(struct cli *cli)
{
  struct desk desk;
  enum fasti_status status = desk_open(cli, true, &desk);

  for (int i = 0; i < cli->operand_count && status == FASTI_OK; i++)
    status = deploy_one(&desk, cli->operands[i]);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option deploy_options[] = {
  DESK_OFFICE,
  DESK_ADMIN,
  {0},
};

const struct cli_command cli_office_deploy = {
  .group = "office",
  .name = "deploy",
  .summary = N_("check packages of regulations and put them in force"),
  .operands = N_("PACKAGE.xml..."),
  .least = 1,
  .most = -1,
  .options = deploy_options,
  .ends = {FASTI_FORBIDDEN, FASTI_CONFLICT, FASTI_DEFINITION, FASTI_LIMIT, FASTI_INVALID, DESK_ENDS},
  .run = deploy,
};

/* -- office propose, approve, activate -- */

static enum fasti_status
propose(struct cli *cli)
{
  struct fasti_library library = cli_library(cli);
  const char *path = cli_package_path(cli, cli->operands[0]);
  char hash[FASTI_HASH_SIZE];
  struct fasti_slice bytes;
  struct desk desk;
  enum fasti_status status = cli_read(cli, path, CLI_DEFINITION_BYTES, &bytes);

  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, true, &desk);
  if (status == FASTI_OK)
    status = fasti_office_propose(desk.office, path, bytes, &library, cli_value(cli, "as"), desk.now, cli->messages, hash);
  if (status == FASTI_OK)
    printf(_("proposed: %s\n"), hash);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option propose_options[] = {
  DESK_OFFICE, {"as", 'a', N_("PERSON"), N_("the process designer who proposes it")}, {0}};

const struct cli_command cli_office_propose = {
  .group = "office",
  .name = "propose",
  .summary = N_("check a new version of a package and propose it"),
  .operands = N_("PACKAGE.xml"),
  .least = 1,
  .most = 1,
  .options = propose_options,
  .ends = {FASTI_FORBIDDEN, FASTI_CONFLICT, FASTI_DEFINITION, FASTI_LIMIT, FASTI_INVALID, DESK_ENDS},
  .run = propose,
};

static enum fasti_status
move_version(struct cli *cli, const char *done,
             enum fasti_status (*move)(struct fasti_office *office, const char *bureau, const char *version,
                                       const char *actor, int64_t now, struct fasti_messages *messages))
{
  struct desk desk;
  const char *bureau = cli_value(cli, "bureau");
  enum fasti_status status = desk_open(cli, true, &desk);

  if (status == FASTI_OK)
    status = move(desk.office, bureau, cli->operands[0], cli_value(cli, "as"), desk.now, cli->messages);
  if (status == FASTI_OK)
    printf("%s: %s\n", cli->operands[0], done);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static enum fasti_status
approve(struct cli *cli)
{
  return move_version(cli, _("approved"), fasti_office_approve);
}

static const struct cli_option approve_options[] = {
  DESK_OFFICE,
  {"as", 'a', N_("PERSON"), N_("who approves it")},
  {"bureau", 'b', N_("BUREAU"), N_("the bureau whose version it is")},
  {0},
};

const struct cli_command cli_office_approve = {
  .group = "office",
  .name = "approve",
  .summary = N_("approve the content of a proposed version"),
  .operands = N_("VERSION"),
  .least = 1,
  .most = 1,
  .options = approve_options,
  .ends = {FASTI_FORBIDDEN, FASTI_CONFLICT, FASTI_REFUSED, FASTI_INVALID, DESK_ENDS},
  .run = approve,
};

static enum fasti_status
activate(struct cli *cli)
{
  return move_version(cli, _("in force by its date"), fasti_office_activate);
}

static const struct cli_option activate_options[] = {
  DESK_OFFICE,
  {"as", 'a', N_("PERSON"), N_("the administrator who does this")},
  {"bureau", 'b', N_("BUREAU"), N_("the bureau whose version it is")},
  {0},
};

const struct cli_command cli_office_activate = {
  .group = "office",
  .name = "activate",
  .summary = N_("put a proposed version in force, when all have approved it"),
  .operands = N_("VERSION"),
  .least = 1,
  .most = 1,
  .options = activate_options,
  .ends = {FASTI_FORBIDDEN, FASTI_CONFLICT, FASTI_REFUSED, FASTI_DEFINITION, FASTI_INVALID, DESK_ENDS},
  .run = activate,
};

/* -- office calendar -- */

static enum fasti_status
load_calendar(struct cli *cli)
{
  struct desk desk;
  struct fasti_slice bytes;
  int64_t cases = 0;
  enum fasti_status status = cli_read(cli, cli->operands[0], CLI_DEFINITION_BYTES, &bytes);

  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, true, &desk);
  if (status == FASTI_OK)
    status = fasti_office_calendar(desk.office, cli_value(cli, "bureau"), cli->operands[0], bytes, cli_value(cli, "as"),
                                   desk.now, cli->messages, &cases);
  if (status == FASTI_OK)
    printf(ngettext("loaded; %" PRId64 " open case counts by it\n", "loaded; %" PRId64 " open cases count by it\n",
                    (unsigned long)cases),
           cases);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option calendar_options[] = {
  DESK_OFFICE,
  DESK_ADMIN,
  {"bureau", 'b', N_("BUREAU"), N_("the bureau that it is for (default: the only one)")},
  {0},
};

const struct cli_command cli_office_calendar = {
  .group = "office",
  .name = "calendar",
  .summary = N_("load a new year's holidays for the cases that are open and those to come"),
  .operands = N_("FILE.ics"),
  .least = 1,
  .most = 1,
  .options = calendar_options,
  .ends = {FASTI_FORBIDDEN, FASTI_DEFINITION, FASTI_LIMIT, FASTI_INVALID, FASTI_CONFLICT, DESK_ENDS},
  .run = load_calendar,
};

/* -- office list -- */

static const struct table_column package_columns[] = {
  {"bureau", N_("bureau"), false},
  {"version", N_("version"), false},
  {"inForce", N_("in force"), false},
  {"title", N_("title"), false},
  {"procedures", N_("procedures"), false},
  {"cases", N_("cases"), true},
  {"open", N_("open"), true},
  {"hash", NULL, false},
  {0},
};

struct listing {
  struct desk *desk;
  struct table *table;
  struct fasti_package_row *rows;
  size_t count;
  int64_t cases;
  int64_t open;
  const char *hash;
};

static bool
take_package(void *self, const struct fasti_package_row *row)
{
  struct listing *listing = self;
  struct fasti_arena *arena = listing->desk->cli->arena;
  struct fasti_package_row *rows = fasti_arena_alloc(arena, (listing->count + 1) * sizeof *rows);

  if (listing->count)
    memcpy(rows, listing->rows, listing->count * sizeof *rows);
  rows[listing->count++] = (struct fasti_package_row){.hash = fasti_arena_strdup(arena, row->hash),
                                                      .bureau = fasti_arena_strdup(arena, row->bureau),
                                                      .version = fasti_arena_strdup(arena, row->version),
                                                      .in_force = row->in_force};
  listing->rows = rows;
  return true;
}

static bool
count_case(void *self, const struct fasti_case_row *row)
{
  struct listing *listing = self;

  if (strcmp(row->package, listing->hash) == 0) {
    listing->cases++;
    listing->open += row->ended_at == FASTI_NEVER;
  }
  return true;
}

static const char *
procedure_names(struct fasti_arena *arena, const struct fasti_package *package)
{
  const struct fasti_procedure *procedure;
  const char *names = "";

  for (size_t i = 0; (procedure = fasti_package_procedure_at(package, i)) != NULL; i++)
    names = fasti_arena_printf(arena, "%s%s%s", names, i ? _(", ") : "", fasti_procedure_id(procedure));
  return names;
}

static enum fasti_status
list_package(struct listing *listing, const struct fasti_package_row *row)
{
  struct desk *desk = listing->desk;
  struct fasti_case_filter filter = {.bureau = row->bureau, .due_before = FASTI_NO_DAY};
  const struct fasti_package *package;
  enum fasti_status status = fasti_office_package_of(desk->office, row->hash, desk->cli->messages, &package);

  if (status != FASTI_OK)
    return status;
  listing->hash = row->hash;
  listing->cases = listing->open = 0;
  status = desk->store->call->case_list(desk->store, &filter, count_case, listing);
  table_cell(listing->table, row->bureau);
  table_cell(listing->table, row->version);
  table_cell_day(listing->table, row->in_force);
  table_cell(listing->table, fasti_package_title(package));
  table_cell(listing->table, procedure_names(desk->cli->arena, package));
  table_cell_number(listing->table, listing->cases);
  table_cell_number(listing->table, listing->open);
  table_cell(listing->table, row->hash);
  return status;
}

static enum fasti_status
show_office(struct desk *desk, const struct table *table)
{
  struct cli *cli = desk->cli;
  const char *moment = desk_moment(cli->arena, desk->now, desk->zone);
  bool demonstration;
  struct fasti_upkeep upkeep;
  enum fasti_status status = fasti_office_is_demonstration(desk->office, cli->messages, &demonstration);

  if (status == FASTI_OK)
    status = fasti_office_upkeep(desk->office, cli->arena, cli->messages, &upkeep);
  if (status != FASTI_OK)
    return status;
  if (cli_has(cli, "json")) {
    cli_print_json(json_pack("{s:s, s:b, s:s, s:s, s:o*, s:o*, s:o}", "office", desk_path(cli), "demonstration", demonstration,
                             "clock", desk->simulated ? "simulated" : "real", "now", moment, "backup",
                             upkeep_backup_json(desk, &upkeep), "audit", upkeep_audit_json(desk, &upkeep), "packages",
                             table_json(table)));
    return FASTI_OK;
  }
  if (cli_has(cli, "output"))
    return table_write(cli, table);
  printf(desk->simulated ? _("%s: simulated clock, %s\n") : _("%s: %s\n"), desk_path(cli), moment);
  if (demonstration)
    puts(_("a demonstration: its cases and people are made up"));
  upkeep_print(desk, &upkeep);
  table_print(table, _("no package is deployed yet: fasti office deploy PACKAGE.xml"));
  return FASTI_OK;
}

static enum fasti_status
list(struct cli *cli)
{
  struct desk desk;
  struct listing listing = {.desk = &desk, .table = table_new(cli->arena, package_columns)};
  enum fasti_status status = table_wanted(cli);

  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, false, &desk);
  if (status == FASTI_OK)
    status = desk.store->call->package_list(desk.store, NULL, take_package, &listing);
  for (size_t i = 0; i < listing.count && status == FASTI_OK; i++)
    status = list_package(&listing, &listing.rows[i]);
  if (status == FASTI_OK)
    status = show_office(&desk, listing.table);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option list_options[] = {DESK_OFFICE, DESK_JSON, TABLE_OUTPUT, TABLE_FORCE, {0}};

const struct cli_command cli_office_list = {
  .group = "office",
  .name = "list",
  .summary = N_("show the clock, the packages and how many cases there are"),
  .options = list_options,
  .ends = {TABLE_ENDS, DESK_ENDS},
  .run = list,
};
