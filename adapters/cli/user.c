/* adapters/cli/user.c - "fasti user": the people of an office. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "adapters/cli/desk.h"
#include "adapters/cli/table.h"
#include "engine/search.h"

/* The values of an option that may be repeated, each perhaps several words, as one list without doubles. */
static const char *
add_words(struct fasti_arena *arena, const char *list, const char *words)
{
  char *copy = fasti_arena_strdup(arena, words), *rest = NULL;

  for (char *word = strtok_r(copy, " ,", &rest); word; word = strtok_r(NULL, " ,", &rest))
    if (!fasti_list_has(list, word))
      list = fasti_arena_printf(arena, "%s%s%s", list, *list ? " " : "", word);
  return list;
}

static const char *
remove_word(struct fasti_arena *arena, const char *list, const char *taken)
{
  char *copy = fasti_arena_strdup(arena, list), *rest = NULL;
  const char *kept = "";

  for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
    if (strcmp(word, taken) != 0)
      kept = fasti_arena_printf(arena, "%s%s%s", kept, *kept ? " " : "", word);
  return kept;
}

/* The bureau that is meant when none is named: that of the only packages. */
static enum fasti_status
only_bureau(struct desk *desk, const char **bureau)
{
  const struct fasti_package *package;
  enum fasti_status status = fasti_office_package(desk->office, NULL, INT32_MAX, desk->cli->messages, &package);

  if (status == FASTI_OK)
    *bureau = fasti_package_bureau(package);
  return status;
}

static enum fasti_status
put(struct desk *desk, const struct fasti_person_row *row)
{
  enum fasti_status status = fasti_office_person_put(desk->office, row, cli_value(desk->cli, "as"), desk->now, desk->cli->messages);

  if (status == FASTI_OK)
    printf("%s  %s  %s%s\n", row->id, row->name, row->roles, row->active ? "" : _("  (disabled)"));
  return status;
}

/* Administrators and designers belong to no bureau. */
static bool
is_office_list(const char *roles)
{
  struct fasti_slice role;

  while (fasti_list_next(&roles, &role))
    if (!fasti_slice_is(role, FASTI_ROLE_ADMIN) && !fasti_slice_is(role, FASTI_ROLE_DESIGNER))
      return false;
  return true;
}

static enum fasti_status
add_person(struct desk *desk)
{
  struct cli *cli = desk->cli;
  struct fasti_person_row known, row = {.id = cli->operands[0], .name = cli->operands[1], .roles = "", .active = true};
  const char *value = cli_value(cli, "certificate");
  enum fasti_status status = FASTI_OK;
  size_t at = 0;

  row.certificate = value ? value : "";
  value = cli_value(cli, "valid-to");
  row.valid_to = value ? value : "";
  value = cli_value(cli, "unit");
  row.unit = value ? value : "";
  row.interests = "";
  while ((value = cli_next_value(cli, "interest", &at)) != NULL)
    row.interests = add_words(cli->arena, row.interests, value);
  at = 0;
  while ((value = cli_next_value(cli, "role", &at)) != NULL)
    row.roles = add_words(cli->arena, row.roles, value);
  row.bureau = cli_value(cli, "bureau");
  if (fasti_office_person(desk->office, row.id, cli->arena, NULL, &known) == FASTI_OK) {
    fasti_error_field(cli->messages, row.id, "there is such a person already: %s", known.name);
    return FASTI_CONFLICT;
  }
  if (!row.bureau && *row.roles && is_office_list(row.roles))
    row.bureau = "";
  else if (!row.bureau)
    status = only_bureau(desk, &row.bureau);
  return status == FASTI_OK ? put(desk, &row) : status;
}

static enum fasti_status
add(struct cli *cli)
{
  struct desk desk;
  enum fasti_status status = desk_open(cli, true, &desk);

  if (status == FASTI_OK)
    status = add_person(&desk);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option add_options[] = {
  DESK_OFFICE,
  DESK_ADMIN,
  {"bureau", 'b', N_("BUREAU"), N_("the bureau they belong to (default: the only one)")},
  {"role", 'r', N_("ROLE"), N_("a role they have; may be repeated")},
  {"certificate", 'c', N_("NUMBER"), N_("their certificate of enforcement")},
  {"valid-to", 0, N_("DATE"), N_("the last day of the certificate (default: it has no end)")},
  {"unit", 'u', N_("UNIT"), N_("the unit to which they belong, such as a township")},
  {"interest", 0, N_("ID"), N_("a person or party to whom they are close, as declared; may be repeated")},
  {0},
};

const struct cli_command cli_user_add = {
  .group = "user",
  .name = "add",
  .summary = N_("add a person"),
  .operands = N_("ID NAME"),
  .least = 2,
  .most = 2,
  .options = add_options,
  .ends = {FASTI_FORBIDDEN, FASTI_INVALID, FASTI_CONFLICT, DESK_ENDS},
  .run = add,
};

/* -- user list -- */

static const struct table_column columns[] = {
  {"id", N_("person"), false},
  {"name", N_("name"), false},
  {"bureau", N_("bureau"), false},
  {"roles", N_("roles"), false},
  {"certificate", N_("certificate"), false},
  {"validTo", N_("valid until"), false},
  {"interests", N_("interests"), false},
  {"unit", N_("unit"), false},
  {"state", N_("state"), false},
  {0},
};

static bool
list_person(void *self, const struct fasti_person_row *row)
{
  struct table *table = self;

  table_cell(table, row->id);
  table_cell(table, row->name);
  table_cell(table, row->bureau);
  table_cell(table, row->roles);
  table_cell(table, row->certificate);
  table_cell(table, row->valid_to);
  table_cell(table, row->interests);
  table_cell(table, row->unit);
  table_cell(table, row->active ? "" : _("disabled"));
  return true;
}

static enum fasti_status
list(struct cli *cli)
{
  struct table *table = table_new(cli->arena, columns);
  struct desk desk;
  enum fasti_status status = table_wanted(cli);

  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, false, &desk);
  if (status == FASTI_OK)
    status = desk.store->call->person_list(desk.store, NULL, cli_value(cli, "bureau"), cli_value(cli, "role"),
                                           list_person, table);
  if (status == FASTI_OK)
    status = table_show(cli, table, _("there are no such people in this office"));
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option list_options[] = {
  DESK_OFFICE,
  DESK_JSON,
  TABLE_OUTPUT,
  TABLE_FORCE,
  {"bureau", 'b', N_("BUREAU"), N_("only those of this bureau")},
  {"role", 'r', N_("ROLE"), N_("only those with this role")},
  {0},
};

const struct cli_command cli_user_list = {
  .group = "user",
  .name = "list",
  .summary = N_("list the people of the office"),
  .options = list_options,
  .ends = {TABLE_ENDS, DESK_ENDS},
  .run = list,
};

/* -- changing people -- */

static enum fasti_status
change(struct cli *cli, bool (*edit)(struct cli *cli, struct fasti_person_row *row))
{
  struct desk desk;
  struct fasti_person_row row;
  enum fasti_status status = desk_open(cli, true, &desk);

  if (status == FASTI_OK)
    status = fasti_office_person(desk.office, cli->operands[0], cli->arena, cli->messages, &row);
  if (status == FASTI_OK)
    status = edit(cli, &row) ? put(&desk, &row) : FASTI_USAGE;
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static bool
edit_roles(struct cli *cli, struct fasti_person_row *row)
{
  const char *value;
  size_t at = 0;

  if (!cli_has(cli, "add") && !cli_has(cli, "remove") && !cli_has(cli, "unit"))
    fasti_error_field(cli->messages, NULL, "say what changes: --add=ROLE, --remove=ROLE, --unit=UNIT");
  while ((value = cli_next_value(cli, "remove", &at)) != NULL) {
    if (!fasti_list_has(row->roles, value)) {
      fasti_error_field(cli->messages, value, "%s does not have this role", row->name);
      return false;
    }
    row->roles = remove_word(cli->arena, row->roles, value);
  }
  for (at = 0; (value = cli_next_value(cli, "add", &at)) != NULL;)
    row->roles = add_words(cli->arena, row->roles, value);
  if (cli_has(cli, "unit"))
    row->unit = cli_value(cli, "unit");
  return cli_has(cli, "add") || cli_has(cli, "remove") || cli_has(cli, "unit");
}

static enum fasti_status
role(struct cli *cli)
{
  return change(cli, edit_roles);
}

static const struct cli_option role_options[] = {
  DESK_OFFICE,
  DESK_ADMIN,
  {"add", 0, N_("ROLE"), N_("give them this role; may be repeated")},
  {"remove", 0, N_("ROLE"), N_("take this role from them; may be repeated")},
  {"unit", 'u', N_("UNIT"), N_("the unit to which they belong from now on; empty: none")},
  {0},
};

const struct cli_command cli_user_role = {
  .group = "user",
  .name = "role",
  .summary = N_("give roles to a person, or take them; change their unit"),
  .operands = N_("ID"),
  .least = 1,
  .most = 1,
  .options = role_options,
  .ends = {FASTI_FORBIDDEN, FASTI_INVALID, DESK_ENDS},
  .run = role,
};

static bool
edit_disabled(struct cli *cli, struct fasti_person_row *row)
{
  row->active = cli_has(cli, "undo");
  return true;
}

static enum fasti_status
disable(struct cli *cli)
{
  return change(cli, edit_disabled);
}

static const struct cli_option disable_options[] = {
  DESK_OFFICE,
  DESK_ADMIN,
  {"undo", 0, NULL, N_("let them act again")},
  {0},
};

const struct cli_command cli_user_disable = {
  .group = "user",
  .name = "disable",
  .summary = N_("let a person act no more; what they did stays"),
  .operands = N_("ID"),
  .least = 1,
  .most = 1,
  .options = disable_options,
  .ends = {FASTI_FORBIDDEN, FASTI_INVALID, DESK_ENDS},
  .run = disable,
};
