/* adapters/cli/serve/archive.c - the whole file of a case, to be sent: made as a file, as "fasti case archive" makes it; for the pages
 * read into memory. One that is too large for that is made by the command.
 *
 * Messages: a file or folder that cannot be made or read; an archive that is too large; those of the dossier.
 */
#include "config.h"

#include "adapters/cli/serve/serve.h"
#include "adapters/zip/zip.h"

enum { ARCHIVE_MOST = 256 * 1024 * 1024 };

/* The template is compiled anew: compiled ones belong to one thread. */
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

enum fasti_status
serve_archive_file(const char *index, struct fasti_office *office, const char *case_id, const char *path,
                   struct fasti_messages *messages)
{
  struct cli cli = {.arena = fasti_arena_new(), .messages = messages};
  enum fasti_status status = write_archive(&cli, index, office, case_id, path);

  fasti_arena_free(cli.arena);
  return status;
}

struct making {
  const char *index;
  struct fasti_office *office;
  const char *case_id;
};

static enum fasti_status
make_archive(void *self, struct cli *cli, const char *path)
{
  const struct making *making = self;

  return write_archive(cli, making->index, making->office, making->case_id, path);
}

enum fasti_status
serve_archive(const char *index, struct fasti_office *office, const char *case_id, struct fasti_messages *messages,
              struct fasti_buffer *zip)
{
  struct making making = {index, office, case_id};

  return serve_by_file("case.zip", make_archive, &making, ARCHIVE_MOST, messages, zip);
}
