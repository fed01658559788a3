/* adapters/cli/archive.c - "fasti case archive" writes the file of a case (案卷), "fasti archive verify" proves it. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "adapters/cli/desk.h"
#include "adapters/zip/zip.h"

/* The template of the index comes with the program. */
static enum fasti_status
load_index(struct cli *cli, struct fasti_instrument **index)
{
  const char *path = cli_data_path(cli, "forms/case-index.xsl");
  struct fasti_library library = cli_library(cli);
  struct fasti_slice bytes;
  enum fasti_status status = cli_read(cli, path, CLI_DEFINITION_BYTES, &bytes);

  return status == FASTI_OK ? fasti_instrument_load(path, bytes, &library, cli->messages, index) : status;
}

static void
tell(const struct fasti_dossier *summary)
{
  struct fasti_buffer status = {0};

  fasti_buffer_puts(&status, desk_status(summary->status));
  if (*summary->outcome)
    fasti_buffer_printf(&status, _(" (%s)"), summary->outcome);
  printf(_("case %s: %s; %" PRId64 " journal entries, %" PRId64 " forms, %" PRId64 " instruments, %" PRId64 " files\n"),
         summary->case_id, status.at, summary->entries, summary->forms, summary->instruments, summary->evidence);
  fasti_buffer_free(&status);
  printf(_("last entry: %s\n"), summary->head);
  if (strcmp(summary->status, "ended") != 0 && strcmp(summary->status, "terminated") != 0)
    puts(_("this case is not finished: the archive has it as it is now"));
}

static enum fasti_status
write_archive(struct desk *desk, const struct fasti_instrument *index)
{
  struct cli *cli = desk->cli;
  const char *case_id = cli->operands[0], *path = cli_value(cli, "output");
  struct fasti_dossier summary;
  struct fasti_dossier_sink sink;
  struct fasti_zip *zip = NULL;
  enum fasti_status status;

  path = path ? path : fasti_arena_printf(cli->arena, "%s.zip", case_id);
  status = fasti_zip_create(path, cli->messages, &sink, &zip);
  if (status != FASTI_OK)
    return status;
  status = fasti_zip_end(zip, fasti_dossier_write(desk->office, case_id, index, &sink, cli->messages, &summary));
  if (status != FASTI_OK)
    return status;
  puts(path);
  tell(&summary);
  return FASTI_OK;
}

static enum fasti_status
archive(struct cli *cli)
{
  struct fasti_instrument *index = NULL;
  struct desk desk;
  enum fasti_status status = desk_open(cli, false, &desk);

  if (status == FASTI_OK)
    status = load_index(cli, &index);
  if (status == FASTI_OK)
    status = write_archive(&desk, index);
  status = desk_told(&desk, status);
  fasti_instrument_free(index);
  desk_close(&desk);
  return status;
}

static const struct cli_option archive_options[] = {
  {"office", 0, N_("FILE"), N_("the office file (default: $FASTI_OFFICE, else office.fasti)")},
  {"output", 'o', N_("FILE"), N_("the archive to write (default: the case with .zip behind it)")},
  {0},
};

const struct cli_command cli_case_archive = {
  .group = "case",
  .name = "archive",
  .summary = N_("write the whole file of a case as one archive that stands by itself"),
  .operands = N_("CASE"),
  .least = 1,
  .most = 1,
  .options = archive_options,
  .ends = {FASTI_CONFLICT, FASTI_DEFINITION, FASTI_LIMIT, DESK_ENDS},
  .run = archive,
};

static enum fasti_status
verify(struct cli *cli)
{
  struct fasti_dossier summary = {.case_id = ""};
  struct fasti_dossier_source source;
  struct fasti_zip *zip = NULL;
  bool sealed = false;
  enum fasti_status status = fasti_zip_open(cli->operands[0], cli->messages, &source, &sealed, &zip);

  if (status == FASTI_OK)
    status = fasti_dossier_verify(&source, cli->messages, &summary);
  fasti_zip_close(zip);
  if (status == FASTI_OK && !sealed)
    status = FASTI_CORRUPT;
  if (status != FASTI_OK)
    return status;
  printf(_("%s: untouched: every hash, the chain of the journal, and what its replay gives agree\n"), cli->operands[0]);
  tell(&summary);
  return FASTI_OK;
}

const struct cli_command cli_archive_verify = {
  .group = "archive",
  .name = "verify",
  .summary = N_("prove that the archive of a case is untouched, without the office"),
  .operands = N_("FILE"),
  .least = 1,
  .most = 1,
  .ends = {FASTI_NOT_FOUND, FASTI_INVALID, FASTI_READ_ONLY, FASTI_CORRUPT, FASTI_LIMIT, FASTI_IO},
  .run = verify,
};
