/* adapters/cli/instrument.c - "fasti instrument": the documents that were issued. */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/cli/desk.h"
#include "adapters/cli/table.h"

static const struct table_column columns[] = {
  {"case", N_("case"), false},
  {"number", N_("no."), true},
  {"title", N_("instrument"), false},
  {"documentNumber", N_("document number"), false},
  {"key", N_("to"), false},
  {"issued", N_("issued"), false},
  {"instrument", NULL, false},
  {"hash", NULL, false},
  {0},
};

struct listing {
  struct table *table;
  int32_t zone;
};

static bool
list_instrument(void *self, const struct fasti_instrument_row *row)
{
  struct listing *listing = self;

  table_cell(listing->table, row->case_id);
  table_cell_number(listing->table, row->number);
  table_cell(listing->table, row->title);
  table_cell(listing->table, row->document_number);
  table_cell(listing->table, row->key);
  table_cell_day(listing->table, fasti_instant_day(row->issued_at, listing->zone));
  table_cell(listing->table, row->instrument);
  table_cell(listing->table, row->hash);
  return true;
}

static enum fasti_status
list(struct cli *cli)
{
  struct desk desk;
  struct listing listing = {.table = table_new(cli->arena, columns)};
  enum fasti_status status = desk_open(cli, false, &desk);

  listing.zone = desk.zone;
  if (status == FASTI_OK)
    status = desk.store->call->instrument_list(desk.store, cli_value(cli, "case"), 0, list_instrument, &listing);
  if (status == FASTI_OK)
    table_show(cli, listing.table, _("no instrument was issued"));
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option list_options[] = {
  DESK_OFFICE,
  DESK_JSON,
  {"case", 'c', N_("CASE"), N_("only those of this case")},
  {0},
};

const struct cli_command cli_instrument_list = {
  .group = "instrument",
  .name = "list",
  .summary = N_("list the instruments that were issued"),
  .options = list_options,
  .ends = {DESK_ENDS},
  .run = list,
};

/* -- instrument show -- */

struct content {
  struct fasti_buffer bytes;
};

static bool
take_content(void *self, const struct fasti_instrument_row *row)
{
  struct content *content = self;

  fasti_buffer_add(&content->bytes, row->content.at, row->content.size);
  return false;
}

static enum fasti_status
write_content(struct cli *cli, const struct fasti_buffer *bytes)
{
  const char *path = cli_value(cli, "output");
  FILE *out = path ? fopen(path, "wxe") : stdout;
  bool written;

  if (!out) {
    fasti_error_field(cli->messages, path, "this file cannot be made: %s", strerror(errno));
    return FASTI_IO;
  }
  written = fwrite(bytes->at, 1, bytes->size, out) == bytes->size;
  if (path)
    written = fclose(out) == 0 && written;
  if (written)
    return FASTI_OK;
  fasti_error_field(cli->messages, path, "this file cannot be written: %s", strerror(errno));
  return FASTI_IO;
}

static enum fasti_status
show_instrument(struct desk *desk, long number)
{
  struct cli *cli = desk->cli;
  struct content content = {0};
  enum fasti_status status =
    desk->store->call->instrument_list(desk->store, cli->operands[0], number, take_content, &content);

  if (status == FASTI_NOT_FOUND)
    fasti_error_field(cli->messages, cli->operands[0], "this case has no instrument %ld", number);
  else if (status == FASTI_OK)
    status = write_content(cli, &content.bytes);
  fasti_buffer_free(&content.bytes);
  return status;
}

static enum fasti_status
show(struct cli *cli)
{
  struct desk desk;
  char *end;
  long number = strtol(cli->operands[1], &end, 10);
  enum fasti_status status;

  if (end == cli->operands[1] || *end || number < 1) {
    fasti_error_field(cli->messages, cli->operands[1], "an instrument is named by its number in the case, from 1");
    return FASTI_USAGE;
  }
  status = desk_open(cli, false, &desk);
  if (status == FASTI_OK)
    status = show_instrument(&desk, number);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option show_options[] = {
  DESK_OFFICE,
  {"output", 'O', N_("FILE"), N_("write it into a new file (default: standard output)")},
  {0},
};

const struct cli_command cli_instrument_show = {
  .group = "instrument",
  .name = "show",
  .summary = N_("print an instrument, as it was issued"),
  .operands = N_("CASE NUMBER"),
  .least = 2,
  .most = 2,
  .options = show_options,
  .ends = {DESK_ENDS},
  .run = show,
};
