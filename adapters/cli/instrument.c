/* adapters/cli/instrument.c - "fasti instrument": the documents that were issued. */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapters/cli/desk.h"
#include "adapters/cli/table.h"
#include "adapters/print/print.h"
#include "engine/hash.h"

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
  enum fasti_status status = table_wanted(cli);

  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, false, &desk);
  listing.zone = desk.zone;
  if (status == FASTI_OK)
    status = desk.store->call->instrument_list(desk.store, cli_value(cli, "case"), 0, list_instrument, &listing);
  if (status == FASTI_OK)
    status = table_show(cli, listing.table, _("no instrument was issued"));
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option list_options[] = {
  DESK_OFFICE,
  DESK_JSON,
  TABLE_OUTPUT,
  TABLE_FORCE,
  {"case", 'c', N_("CASE"), N_("only those of this case")},
  {0},
};

const struct cli_command cli_instrument_list = {
  .group = "instrument",
  .name = "list",
  .summary = N_("list the instruments that were issued"),
  .options = list_options,
  .ends = {TABLE_ENDS, DESK_ENDS},
  .run = list,
};

/* -- an instrument: CASE NUMBER, or its document number -- */

struct content {
  struct fasti_arena *arena;
  const char *document_number; /* that is looked for; NULL when the case is known */
  const char *case_id;
  int64_t number;
  int found;
  const char *hash;
  struct fasti_buffer bytes;
};

static bool
take_number(void *self, const struct fasti_instrument_row *row)
{
  struct content *content = self;

  if (strcmp(row->document_number, content->document_number) != 0)
    return true;
  content->case_id = fasti_arena_strdup(content->arena, row->case_id);
  content->number = row->number;
  content->found++;
  return true;
}

static bool
take_content(void *self, const struct fasti_instrument_row *row)
{
  struct content *content = self;

  fasti_buffer_add(&content->bytes, row->content.at, row->content.size);
  content->hash = fasti_arena_strdup(content->arena, row->hash);
  return false;
}

/* What the operands name: the case and the number in it. */
static enum fasti_status
name_instrument(struct cli *cli, struct content *content)
{
  char *end = NULL;

  if (cli->operand_count == 1) {
    content->document_number = cli->operands[0];
    return FASTI_OK;
  }
  content->case_id = cli->operands[0];
  content->number = strtol(cli->operands[1], &end, 10);
  if (end != cli->operands[1] && !*end && content->number >= 1)
    return FASTI_OK;
  fasti_error_field(cli->messages, cli->operands[1], "an instrument is named by its number in the case, from 1");
  return FASTI_USAGE;
}

/* Bureaus of one office may use one word for their documents. */
static enum fasti_status
find_number(struct desk *desk, struct content *content)
{
  enum fasti_status status = desk->store->call->instrument_list(desk->store, NULL, 0, take_number, content);

  if (status == FASTI_OK && content->found == 0) {
    fasti_error_field(desk->cli->messages, content->document_number, "no instrument has this document number; "
                                                                     "\"fasti instrument list\" shows what there is");
    status = FASTI_NOT_FOUND;
  } else if (status == FASTI_OK && content->found > 1) {
    fasti_error_field(desk->cli->messages, content->document_number,
                      "%d instruments have this document number; name the one that is meant by its case and number",
                      content->found);
    status = FASTI_USAGE;
  }
  return status;
}

/* The instrument that the operands name, as it was issued. */
static enum fasti_status
read_instrument(struct desk *desk, struct content *content)
{
  char hash[FASTI_HASH_SIZE];
  enum fasti_status status = content->document_number ? find_number(desk, content) : FASTI_OK;

  if (status == FASTI_OK)
    status =
      desk->store->call->instrument_list(desk->store, content->case_id, content->number, take_content, content);
  if (status == FASTI_NOT_FOUND && !content->document_number)
    fasti_error_field(desk->cli->messages, content->case_id, "this case has no instrument %ld", (long)content->number);
  if (status == FASTI_OK && strcmp(content->hash, fasti_sha256_hex(fasti_buffer_slice(&content->bytes), hash)) != 0) {
    fasti_error_field(desk->cli->messages, content->case_id, "instrument %ld was changed after it was issued",
                      (long)content->number);
    status = FASTI_CORRUPT;
  }
  return status;
}

/* Read the instrument that the operands name, and give it to USE. */
static enum fasti_status
with_instrument(struct cli *cli, enum fasti_status (*use)(struct cli *cli, const struct content *content))
{
  struct desk desk;
  struct content content = {.arena = cli->arena};
  enum fasti_status status = name_instrument(cli, &content);

  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, false, &desk);
  if (status == FASTI_OK)
    status = read_instrument(&desk, &content);
  if (status == FASTI_OK)
    status = use(cli, &content);
  status = desk_told(&desk, status);
  desk_close(&desk);
  fasti_buffer_free(&content.bytes);
  return status;
}

/* -- instrument show -- */

static enum fasti_status
write_out(struct cli *cli, struct fasti_slice bytes)
{
  if (cli_value(cli, "output"))
    return fasti_print_write(cli_value(cli, "output"), bytes, cli->messages);
  if (fwrite(bytes.at, 1, bytes.size, stdout) == bytes.size)
    return FASTI_OK;
  fasti_error_field(cli->messages, NULL, "the standard output cannot be written: %s", strerror(errno));
  return FASTI_IO;
}

static enum fasti_status
show_content(struct cli *cli, const struct content *content)
{
  return write_out(cli, fasti_buffer_slice(&content->bytes));
}

static enum fasti_status
show(struct cli *cli)
{
  return with_instrument(cli, show_content);
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
  .operands = N_("CASE NUMBER | DOCUMENT-NUMBER"),
  .least = 1,
  .most = 2,
  .options = show_options,
  .ends = {DESK_ENDS},
  .run = show,
};

/* -- instrument print -- */

static enum fasti_status
print_content(struct cli *cli, const struct content *content)
{
  struct fasti_buffer pdf = {0};
  const char *name = fasti_arena_printf(cli->arena, "%s %ld", content->case_id, (long)content->number);
  enum fasti_status status = fasti_print_pdf(name, fasti_buffer_slice(&content->bytes), cli->messages, &pdf);

  if (status == FASTI_OK)
    status = write_out(cli, fasti_buffer_slice(&pdf));
  fasti_buffer_free(&pdf);
  return status;
}

static enum fasti_status
print(struct cli *cli)
{
  if (!cli_value(cli, "output") && isatty(STDOUT_FILENO)) {
    fasti_error_field(cli->messages, "output", "a PDF is nothing for a terminal; name a file: -o FILE.pdf");
    return FASTI_USAGE;
  }
  return with_instrument(cli, print_content);
}

static const struct cli_option print_options[] = {
  {"office", 0, N_("FILE"), N_("the office file (default: $FASTI_OFFICE, else office.fasti)")},
  {"output", 'o', N_("FILE"), N_("write it into a new file (default: standard output)")},
  {0},
};

const struct cli_command cli_instrument_print = {
  .group = "instrument",
  .name = "print",
  .summary = N_("make a PDF of an instrument, on A4 as GB/T 9704-2012 wants it"),
  .operands = N_("CASE NUMBER | DOCUMENT-NUMBER"),
  .least = 1,
  .most = 2,
  .options = print_options,
  .ends = {DESK_ENDS, FASTI_FAILED, FASTI_INVALID, FASTI_LIMIT},
  .run = print,
};
