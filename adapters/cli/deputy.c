/* adapters/cli/deputy.c - "fasti user stand-in" and its sisters: who holds a role while its person is away. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "adapters/cli/desk.h"
#include "adapters/cli/table.h"
#include "engine/access.h"

static enum fasti_status
day_option(struct cli *cli, const char *name, int32_t otherwise, int32_t *day)
{
  const char *text = cli_value(cli, name);

  *day = otherwise;
  return text ? desk_day(cli, name, text, day) : FASTI_OK;
}

static enum fasti_status
put(struct desk *desk)
{
  struct cli *cli = desk->cli;
  struct fasti_stand_in_row row = {.person = cli->operands[0], .role = cli->operands[1], .deputy = cli->operands[2]};
  char from[FASTI_DATE_SIZE], to[FASTI_DATE_SIZE];
  enum fasti_status status = day_option(cli, "from", desk_today(desk), &row.from);

  if (status == FASTI_OK)
    status = day_option(cli, "to", FASTI_NO_DAY, &row.to);
  if (status == FASTI_OK && row.to == FASTI_NO_DAY) {
    fasti_error_field(cli->messages, NULL, "say until when: --to=DATE, the last day");
    return FASTI_USAGE;
  }
  if (status == FASTI_OK)
    status = fasti_office_stand_in(desk->office, &row, cli_value(cli, "as"), desk->now, cli->messages);
  if (status == FASTI_OK)
    printf("%s  %s  %s  %s  %s\n", row.person, row.role, row.deputy, fasti_day_format(row.from, from),
           fasti_day_format(row.to, to));
  return status;
}

static enum fasti_status
at_desk(struct cli *cli, enum fasti_status (*work)(struct desk *desk))
{
  struct desk desk;
  enum fasti_status status = desk_open(cli, true, &desk);

  if (status == FASTI_OK)
    status = work(&desk);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static enum fasti_status
stand_in(struct cli *cli)
{
  return at_desk(cli, put);
}

static const struct cli_option stand_in_options[] = {
  DESK_OFFICE,
  DESK_ADMIN,
  {"from", 0, N_("DATE"), N_("the first day (default: today)")},
  {"to", 0, N_("DATE"), N_("the last day")},
  {0},
};

const struct cli_command cli_user_stand_in = {
  .group = "user",
  .name = "stand-in",
  .summary = N_("let a deputy hold a role of a person who is away"),
  .operands = N_("PERSON ROLE DEPUTY"),
  .least = 3,
  .most = 3,
  .options = stand_in_options,
  .ends = {FASTI_FORBIDDEN, FASTI_INVALID, FASTI_REFUSED, DESK_ENDS},
  .run = stand_in,
};

static enum fasti_status
end(struct desk *desk)
{
  struct cli *cli = desk->cli;
  int32_t day;
  enum fasti_status status = day_option(cli, "on", desk_today(desk), &day);

  return status == FASTI_OK ? fasti_office_stand_in_end(desk->office, cli->operands[0], cli->operands[1],
                                                        cli->operands[2], day, cli_value(cli, "as"), desk->now,
                                                        cli->messages)
                            : status;
}

static enum fasti_status
end_stand_in(struct cli *cli)
{
  return at_desk(cli, end);
}

static const struct cli_option end_options[] = {
  DESK_OFFICE,
  DESK_ADMIN,
  {"on", 0, N_("DATE"), N_("from this day on they hold it no more (default: today)")},
  {0},
};

const struct cli_command cli_user_end_stand_in = {
  .group = "user",
  .name = "end-stand-in",
  .summary = N_("let a deputy hold a role no more"),
  .operands = N_("PERSON ROLE DEPUTY"),
  .least = 3,
  .most = 3,
  .options = end_options,
  .ends = {FASTI_FORBIDDEN, DESK_ENDS},
  .run = end_stand_in,
};

static const struct table_column columns[] = {
  {"person", N_("person"), false}, {"role", N_("role"), false}, {"deputy", N_("deputy"), false},
  {"from", N_("from"), false},     {"to", N_("to"), false},     {0},
};

static bool
list_row(void *self, const struct fasti_stand_in_row *row)
{
  struct table *table = self;
  char day[FASTI_DATE_SIZE];

  table_cell(table, row->person);
  table_cell(table, row->role);
  table_cell(table, row->deputy);
  table_cell(table, fasti_day_format(row->from, day));
  table_cell(table, fasti_day_format(row->to, day));
  return true;
}

static enum fasti_status
list(struct cli *cli)
{
  struct table *table = table_new(cli->arena, columns);
  int32_t on = FASTI_NO_DAY;
  struct desk desk;
  enum fasti_status status = table_wanted(cli);

  if (status == FASTI_OK)
    status = day_option(cli, "on", FASTI_NO_DAY, &on);
  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, false, &desk);
  if (status == FASTI_OK)
    status = desk.store->call->stand_in_list(desk.store, cli_value(cli, "person"), cli_value(cli, "deputy"), on, list_row,
                                             table);
  if (status == FASTI_OK)
    status = table_show(cli, table, _("nobody stands in for anybody"));
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option list_options[] = {
  DESK_OFFICE,
  DESK_JSON,
  TABLE_OUTPUT,
  TABLE_FORCE,
  {"person", 0, N_("PERSON"), N_("only for this person")},
  {"deputy", 0, N_("PERSON"), N_("only by this deputy")},
  {"on", 0, N_("DATE"), N_("only those that hold on this day")},
  {0},
};

const struct cli_command cli_user_stand_ins = {
  .group = "user",
  .name = "stand-ins",
  .summary = N_("list who stands in for whom"),
  .options = list_options,
  .ends = {TABLE_ENDS, DESK_ENDS},
  .run = list,
};
