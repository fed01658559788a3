/* adapters/cli/serve/archive.c - the whole file of a case, to be sent: made as a file, as "fasti case archive" makes it, and read
 * into memory. One that is too large for that is made by the command.
 *
 * Messages: a file or folder that cannot be made or read; an archive that is too large; those of the dossier.
 */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapters/cli/serve/serve.h"
#include "adapters/zip/zip.h"

enum { ARCHIVE_MOST = 256 * 1024 * 1024 };

/* As a command of its own would, with an arena and messages of this thread. */
static enum fasti_status
write_archive(struct cli *cli, const char *template_, struct fasti_office *office, const char *case_id, const char *path)
{
  struct fasti_library library = cli_library(cli);
  struct fasti_instrument *index = NULL;
  struct fasti_dossier_sink sink;
  struct fasti_dossier summary;
  struct fasti_zip *zip = NULL;
  struct fasti_slice bytes;
  enum fasti_status status = cli_read(cli, template_, CLI_DEFINITION_BYTES, &bytes);

  if (status == FASTI_OK)
    status = fasti_instrument_load(template_, bytes, &library, cli->messages, &index);
  if (status == FASTI_OK)
    status = fasti_zip_create(path, cli->messages, &sink, &zip);
  if (status == FASTI_OK)
    status = fasti_zip_end(zip, fasti_dossier_write(office, case_id, index, &sink, cli->messages, &summary));
  fasti_instrument_free(index);
  return status;
}

static enum fasti_status
make_archive(struct cli *cli, const char *template_, struct fasti_office *office, const char *case_id,
             struct fasti_buffer *zip)
{
  const char *temporary = getenv("TMPDIR"), *path;
  char *folder = fasti_arena_printf(cli->arena, "%s/fasti-archive-XXXXXX", temporary && *temporary ? temporary : "/tmp");
  struct fasti_slice bytes;
  enum fasti_status status;

  if (!mkdtemp(folder)) {
    fasti_error_field(cli->messages, folder, "this folder cannot be made: %s", strerror(errno));
    return FASTI_IO;
  }
  path = fasti_arena_printf(cli->arena, "%s/case.zip", folder);
  status = write_archive(cli, template_, office, case_id, path);
  if (status == FASTI_OK)
    status = cli_read(cli, path, ARCHIVE_MOST, &bytes);
  if (status == FASTI_OK)
    fasti_buffer_add(zip, bytes.at, bytes.size);
  unlink(path);
  rmdir(folder);
  return status;
}

enum fasti_status
serve_archive(const char *index, struct fasti_office *office, const char *case_id, struct fasti_messages *messages,
              struct fasti_buffer *zip)
{
  struct cli cli = {.arena = fasti_arena_new(), .messages = messages};
  enum fasti_status status = make_archive(&cli, index, office, case_id, zip);

  fasti_arena_free(cli.arena);
  return status;
}
