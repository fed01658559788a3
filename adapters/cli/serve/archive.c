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

enum { ARCHIVE_MOST = 256 * 1024 * 1024, TEMPLATE_MOST = 1024 * 1024 };

static enum fasti_status
read_file(const char *path, size_t most, struct fasti_messages *messages, struct fasti_buffer *out)
{
  char block[65536];
  FILE *file = fopen(path, "rb");
  size_t size;
  bool whole;

  while (file && out->size <= most && (size = fread(block, 1, sizeof block, file)) > 0)
    fasti_buffer_add(out, block, size);
  whole = file && !ferror(file);
  if (!whole)
    fasti_error_field(messages, path, "this file cannot be read: %s", strerror(errno));
  if (file)
    fclose(file);
  if (whole && out->size <= most)
    return FASTI_OK;
  if (whole)
    fasti_error_field(messages, NULL, "more than %d MiB: make this archive with \"fasti case archive\"",
                      (int)(most / 1024 / 1024));
  fasti_buffer_clear(out);
  return whole ? FASTI_LIMIT : FASTI_IO;
}

static enum fasti_status
write_archive(const char *template_, struct fasti_office *office, const char *case_id, const char *path,
              struct fasti_messages *messages)
{
  struct fasti_buffer bytes = {0};
  struct fasti_instrument *index = NULL;
  struct fasti_dossier_sink sink;
  struct fasti_dossier summary;
  struct fasti_zip *zip = NULL;
  enum fasti_status status = read_file(template_, TEMPLATE_MOST, messages, &bytes);

  if (status == FASTI_OK)
    status = fasti_instrument_load(template_, fasti_buffer_slice(&bytes), NULL, messages, &index);

  if (status == FASTI_OK)
    status = fasti_zip_create(path, messages, &sink, &zip);
  if (status == FASTI_OK)
    status = fasti_zip_end(zip, fasti_dossier_write(office, case_id, index, &sink, messages, &summary));
  fasti_instrument_free(index);
  fasti_buffer_free(&bytes);
  return status;
}

enum fasti_status
serve_archive(const char *index, struct fasti_office *office, const char *case_id, struct fasti_messages *messages,
              struct fasti_buffer *zip)
{
  const char *temporary = getenv("TMPDIR");
  struct fasti_buffer folder = {0}, path = {0};
  enum fasti_status status;

  fasti_buffer_printf(&folder, "%s/fasti-archive-XXXXXX", temporary && *temporary ? temporary : "/tmp");
  if (!mkdtemp(folder.at)) {
    fasti_error_field(messages, folder.at, "this folder cannot be made: %s", strerror(errno));
    fasti_buffer_free(&folder);
    return FASTI_IO;
  }
  fasti_buffer_printf(&path, "%s/case.zip", folder.at);
  status = write_archive(index, office, case_id, path.at, messages);
  if (status == FASTI_OK)
    status = read_file(path.at, ARCHIVE_MOST, messages, zip);
  unlink(path.at);
  rmdir(folder.at);
  fasti_buffer_free(&path);
  fasti_buffer_free(&folder);
  return status;
}
