/* adapters/sheet/part.c - the parts of an XLSX file, which is a ZIP archive (ECMA-376 part 2), unpacked with limits.
 *
 * A part is unpacked only when it is asked for, and no further than FASTI_SHEET_PART: what would be larger is refused, so
 * that a small file cannot fill the memory. The archive is read by its directory, so that one that was cut off is found out.
 * Messages: no archive or not whole, a part that is too large or protected, too many parts, the old format.
 */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "adapters/sheet/room.h"

enum { PIECE = 64 * 1024 };

struct unpacking {
  const char *name;
  const char *path;
  struct fasti_messages *messages;
  struct archive *archive;
};

static enum fasti_status
broken(const struct unpacking *unpacking)
{
  const char *why = archive_error_string(unpacking->archive);

  fasti_error_field(unpacking->messages, unpacking->name, "this is no XLSX file, or not the whole of one: %s",
                    why ? why : "");
  return FASTI_INVALID;
}

static enum fasti_status
read_part(const struct unpacking *unpacking, struct fasti_buffer *out)
{
  char *piece = fasti_alloc(PIECE);
  la_ssize_t size = 0;

  while (out->size <= FASTI_SHEET_PART && (size = archive_read_data(unpacking->archive, piece, PIECE)) > 0)
    fasti_buffer_add(out, piece, (size_t)size);
  fasti_free(piece);
  if (size < 0)
    return broken(unpacking);
  if (out->size <= FASTI_SHEET_PART)
    return FASTI_OK;
  fasti_error_field(unpacking->messages, unpacking->name,
                    "the part %s of this file is larger than %d bytes; divide the table, or save it as CSV",
                    unpacking->path, FASTI_SHEET_PART);
  return FASTI_LIMIT;
}

/* Moves to the part. */
static enum fasti_status
find_part(const struct unpacking *unpacking)
{
  struct archive_entry *entry;
  int result = ARCHIVE_OK;

  for (int i = 0; i < FASTI_SHEET_PARTS; i++) {
    const char *path;

    result = archive_read_next_header(unpacking->archive, &entry);
    if (result == ARCHIVE_EOF)
      return FASTI_NOT_FOUND;
    if (result != ARCHIVE_OK)
      return broken(unpacking);
    path = archive_entry_pathname(entry);
    if (!path || strcmp(path, unpacking->path) != 0)
      continue;
    if (!archive_entry_is_encrypted(entry) && archive_entry_filetype(entry) == AE_IFREG)
      return FASTI_OK;
    fasti_error_field(unpacking->messages, unpacking->name, "this file is protected; expected one without a password");
    return FASTI_INVALID;
  }
  fasti_error_field(unpacking->messages, unpacking->name, "this file has more than %d parts", FASTI_SHEET_PARTS);
  return FASTI_LIMIT;
}

enum fasti_status
sheet_part(const char *name, struct fasti_slice bytes, const char *path, struct fasti_arena *arena,
           struct fasti_messages *messages, struct fasti_slice *out)
{
  struct unpacking unpacking = {.name = name, .path = path, .messages = messages, .archive = archive_read_new()};
  struct fasti_buffer text = {0};
  enum fasti_status status;

  archive_read_support_format_zip_seekable(unpacking.archive);
  if (archive_read_open_memory(unpacking.archive, bytes.at, bytes.size) != ARCHIVE_OK)
    status = broken(&unpacking);
  else
    status = find_part(&unpacking);
  if (status == FASTI_OK)
    status = read_part(&unpacking, &text);
  fasti_buffer_puts(&text, "");
  fasti_arena_tie(arena, fasti_free, text.at);
  *out = fasti_buffer_slice(&text);
  archive_read_free(unpacking.archive);
  return status;
}
