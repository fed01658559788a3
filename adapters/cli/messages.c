/* adapters/cli/messages.c - "fasti user messages": what a person was told, and what of it they have read. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/cli/desk.h"
#include "adapters/cli/table.h"
#include "engine/notice.h"

static const struct table_column columns[] = {
  {"number", N_("number"), true}, {"at", N_("when"), false},     {"case", N_("case"), false}, {"kind", N_("kind"), false},
  {"to", N_("to"), false},        {"text", N_("text"), false},   {"read", N_("read"), false}, {0},
};

struct listing {
  struct desk *desk;
  struct table *table;
};

static const char *
kind_of(const char *kind)
{
  return strcmp(kind, "urge") == 0 ? _("urged") : strcmp(kind, "copy") == 0 ? _("a copy") : _("told");
}

static bool
list_one(void *self, const struct fasti_outbox_row *row, bool read)
{
  struct listing *listing = self;
  struct table *table = listing->table;

  table_cell_number(table, row->id);
  table_cell(table, desk_moment(listing->desk->cli->arena, row->created_at, listing->desk->zone));
  table_cell(table, row->case_id);
  table_cell(table, kind_of(row->kind));
  table_cell(table, row->to);
  table_cell(table, row->text);
  table_cell(table, read ? _("read") : "");
  return true;
}

static bool
take_id(void *self, const struct fasti_outbox_row *row, bool read)
{
  (void)read;
  *(int64_t *)self = row->id;
  return false;
}

/* WHICH: a number, or "all" there are now. */
static enum fasti_status
mark(struct desk *desk, const struct fasti_person_row *reader, const char *which)
{
  struct fasti_messages *messages = desk->cli->messages;
  const struct fasti_notices latest = {.most = 1};
  int64_t id = 0;
  char *end;
  enum fasti_status status;

  if (strcmp(which, "all") == 0) {
    status = fasti_office_notices(desk->office, reader, &latest, messages, take_id, &id);
    return status == FASTI_OK ? fasti_office_notices_read(desk->office, reader, id, messages) : status;
  }
  id = strtoll(which, &end, 10);
  if (end == which || *end) {
    fasti_error_field(messages, "--read", "\"%s\" is no message; expected its number, or all", which);
    return FASTI_USAGE;
  }
  return fasti_office_notice_read(desk->office, reader, id, desk->now, messages);
}

static enum fasti_status
show(struct cli *cli)
{
  struct desk desk;
  struct listing listing = {&desk, table_new(cli->arena, columns)};
  struct fasti_notices which = {.unread = cli_has(cli, "unread")};
  struct fasti_person_row reader;
  const char *read = cli_value(cli, "read");
  enum fasti_status status = table_wanted(cli);

  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, read != NULL, &desk);
  if (status == FASTI_OK)
    status = fasti_office_person(desk.office, cli->operands[0], cli->arena, cli->messages, &reader);
  if (status == FASTI_OK && read)
    status = mark(&desk, &reader, read);
  if (status == FASTI_OK)
    status = fasti_office_notices(desk.office, &reader, &which, cli->messages, list_one, &listing);
  if (status == FASTI_OK)
    status = table_show(cli, listing.table, _("there are no messages"));
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option options[] = {
  DESK_OFFICE, DESK_JSON, TABLE_OUTPUT, TABLE_FORCE,
  {"unread", 0, NULL, N_("only those that they have not read")},
  {"read", 0, N_("NUMBER|all"), N_("note that they have read one, or all")},
  {0},
};

const struct cli_command cli_user_messages = {
  .group = "user",
  .name = "messages",
  .summary = N_("list what a person was told, the latest first"),
  .operands = N_("ID"),
  .least = 1,
  .most = 1,
  .options = options,
  .ends = {TABLE_ENDS, DESK_ENDS},
  .run = show,
};
