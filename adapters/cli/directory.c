/* adapters/cli/directory.c - "fasti directory": who is responsible for what, by the package of a bureau that is in force.
 *
 * Three kinds of rows: referrals (whose matter it is), duties (what the bureau answers for, a row a work item) and public
 * services. Where a printed cell was put right, what is printed is shown beside it.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "adapters/cli/desk.h"
#include "adapters/cli/table.h"
#include "engine/search.h"

static const struct table_column columns[] = {
  {"kind", N_("kind"), false},
  {"id", N_("no."), false},
  {"matter", N_("matter"), false},
  {"department", N_("department"), false},
  {"duty", N_("what it does"), false},
  {"basis", N_("basis"), false},
  {"blocks", N_("refused meanwhile"), false},
  {"printed", N_("printed as"), false},
  {"candidate", N_("carried by"), false},
  {"services", N_("services"), false},
  {"phone", N_("phone"), false},
  {"opens", N_("opens"), false},
  {0},
};
enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

static const struct {
  const char *kind;
  const char *text;
} kinds[] = {{"referral", N_("referral")}, {"duty", N_("duty")}, {"service", N_("service")}};

struct directory {
  struct cli *cli;
  struct table *table;
  const struct fasti_package *package;
  const char *words; /* that must all be found; "" for none */
};

/* CELLS in the order of the columns behind the kind; NULL is an empty one. */
static void
add(struct directory *directory, size_t kind, const char *const cells[COLUMNS - 1])
{
  struct fasti_buffer text = {0};
  const char *only = cli_value(directory->cli, "kind");

  if (only && strcmp(only, kinds[kind].kind) != 0)
    return;
  for (size_t i = 0; i < COLUMNS - 1; i++)
    fasti_buffer_printf(&text, "%s\n", cells[i] ? cells[i] : "");
  if (fasti_search_found(fasti_buffer_slice(&text), fasti_slice_of(directory->words))) {
    table_cell(directory->table, cli_has(directory->cli, "json") ? kinds[kind].kind : _(kinds[kind].text));
    for (size_t i = 0; i < COLUMNS - 1; i++)
      table_cell(directory->table, cells[i]);
  }
  fasti_buffer_free(&text);
}

static void
add_referrals(struct directory *directory)
{
  const struct fasti_referral *one;

  for (size_t i = 0; (one = fasti_package_referral_at(directory->package, i)) != NULL; i++)
    add(directory, 0,
        (const char *const[COLUMNS - 1]){one->id, one->matter, one->department, one->duty, one->basis, one->blocks,
                                         one->corrected});
}

static void
add_duties(struct directory *directory)
{
  const struct fasti_duty *duty;

  for (size_t i = 0; (duty = fasti_package_duty_at(directory->package, i)) != NULL; i++)
    for (size_t j = 0; j < duty->item_count; j++) {
      const struct fasti_duty_item *item = &duty->items[j];

      add(directory, 1,
          (const char *const[COLUMNS - 1]){item->id, duty->title, item->section, item->title, NULL, NULL, NULL,
                                           item->candidate, item->service});
    }
}

static void
add_services(struct directory *directory)
{
  const struct fasti_service *one;

  for (size_t i = 0; (one = fasti_package_service_at(directory->package, i)) != NULL; i++)
    add(directory, 2,
        (const char *const[COLUMNS - 1]){one->id, one->title, one->office, one->content, NULL, NULL, one->corrected, NULL,
                                         NULL, one->phone, one->opens});
}

static enum fasti_status
check_kind(struct cli *cli)
{
  const char *kind = cli_value(cli, "kind");

  for (size_t i = 0; kind && i < sizeof kinds / sizeof *kinds; i++)
    if (strcmp(kinds[i].kind, kind) == 0)
      kind = NULL;
  if (!kind)
    return FASTI_OK;
  fasti_error_field(cli->messages, "--kind", "\"%s\" is no kind of row; expected referral, duty or service", kind);
  return FASTI_USAGE;
}

/* The operands, one word behind the other. */
static const char *
words_of(struct cli *cli)
{
  const char *words = "";

  for (int i = 0; i < cli->operand_count; i++)
    words = fasti_arena_printf(cli->arena, "%s%s%s", words, i ? " " : "", cli->operands[i]);
  return words;
}

static enum fasti_status
run(struct cli *cli)
{
  struct desk desk;
  struct directory directory = {.cli = cli, .table = table_new(cli->arena, columns), .words = words_of(cli)};
  enum fasti_status status = check_kind(cli);

  if (status == FASTI_OK)
    status = table_wanted(cli);
  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, false, &desk);
  if (status == FASTI_OK)
    status = fasti_office_package(desk.office, cli_value(cli, "bureau"), desk_today(&desk), cli->messages,
                                  &directory.package);
  if (status == FASTI_OK) {
    add_referrals(&directory);
    add_duties(&directory);
    add_services(&directory);
    status = table_show(cli, directory.table, _("the directory has no such row"));
  }
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option options[] = {
  DESK_OFFICE,
  DESK_JSON,
  TABLE_OUTPUT,
  TABLE_FORCE,
  {"bureau", 'b', N_("BUREAU"), N_("the bureau whose directory it is (default: the only one)")},
  {"kind", 'k', N_("KIND"), N_("only rows of this kind: referral, duty or service")},
  {0},
};

const struct cli_command cli_directory = {
  .name = "directory",
  .summary = N_("who is responsible for what: other departments, duties, public services"),
  .operands = N_("[WORD]..."),
  .least = 0,
  .most = -1,
  .options = options,
  .ends = {TABLE_ENDS, DESK_ENDS},
  .run = run,
};
