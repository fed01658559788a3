/* adapters/zip/zip.c - dossiers as ZIP archives; see zip.h.
 *
 * libarchive writes and reads the archive. It writes no comment: the last two bytes of what it gives, the length of
 * the comment, are held back and written anew with the seal behind them.
 * Messages: what cannot be written or read, no archive or not the whole of it, a broken seal, entries that are no files.
 */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/zip/zip.h"
#include "engine/memory.h"

#define SEAL "fasti case archive, sha256 "
enum { SEAL_SIZE = sizeof SEAL - 1 + FASTI_HASH_SIZE - 1, HELD = 2, PIECE = 64 * 1024 };

struct fasti_zip {
  const char *path;
  struct fasti_messages *messages;
  struct archive *archive;
  int file;
  struct fasti_buffer beside; /* the path it has until it is finished */
  struct fasti_hashing *hashing;
  char held[HELD];
  size_t held_size;
  int reason;   /* why the file could not be written */
  bool dropped; /* nothing is written any more */
  struct fasti_buffer name;
};

static enum fasti_status
status_of(int reason)
{
  switch (reason) {
  case ENOENT:
  case ENOTDIR:
    return FASTI_NOT_FOUND;
  case EACCES:
  case EPERM:
  case EROFS:
    return FASTI_READ_ONLY;
  case ENOSPC:
  case EDQUOT:
  case EFBIG:
    return FASTI_FULL;
  case EEXIST:
    return FASTI_CONFLICT;
  default:
    return FASTI_IO;
  }
}

static enum fasti_status
cannot_write(struct fasti_zip *zip, int reason)
{
  fasti_error_field(zip->messages, zip->path, "this file cannot be written: %s", strerror(reason));
  return status_of(reason);
}

/* -- writing -- */

static bool
write_all(struct fasti_zip *zip, const char *bytes, size_t size)
{
  fasti_hash_add(zip->hashing, (struct fasti_slice){bytes, size});
  while (size > 0) {
    ssize_t written = write(zip->file, bytes, size);

    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0) {
      zip->reason = errno;
      return false;
    }
    bytes += written;
    size -= (size_t)written;
  }
  return true;
}

/* All but the last two bytes so far. What cannot be written is not told to libarchive, which then would not free all that
 * it has: the reason is looked at after each call. */
static la_ssize_t
take_bytes(struct archive *archive, void *self, const void *bytes, size_t size)
{
  struct fasti_zip *zip = self;
  struct fasti_buffer all = {0};

  (void)archive;
  if (zip->dropped)
    return (la_ssize_t)size;
  fasti_buffer_add(&all, zip->held, zip->held_size);
  fasti_buffer_add(&all, bytes, size);
  zip->held_size = all.size < HELD ? all.size : HELD;
  memcpy(zip->held, all.at + all.size - zip->held_size, zip->held_size);
  zip->dropped = !write_all(zip, all.at, all.size - zip->held_size);
  fasti_buffer_free(&all);
  return (la_ssize_t)size;
}

static enum fasti_status
archive_failed(struct fasti_zip *zip)
{
  if (zip->reason)
    return cannot_write(zip, zip->reason);
  fasti_error_field(zip->messages, zip->path, "this archive cannot be written: %s",
                    archive_error_string(zip->archive) ? archive_error_string(zip->archive) : "");
  return FASTI_IO;
}

static enum fasti_status
begin_file(void *self, const char *name, int64_t size)
{
  struct fasti_zip *zip = self;
  struct archive_entry *entry = archive_entry_new();
  int result;

  archive_entry_set_pathname(entry, name);
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0444);
  archive_entry_set_size(entry, size);
  result = archive_write_header(zip->archive, entry);
  archive_entry_free(entry);
  return result == ARCHIVE_OK && !zip->reason ? FASTI_OK : archive_failed(zip);
}

static enum fasti_status
write_file(void *self, struct fasti_slice bytes)
{
  struct fasti_zip *zip = self;

  while (bytes.size > 0) {
    la_ssize_t size = archive_write_data(zip->archive, bytes.at, bytes.size);

    if (size <= 0 || zip->reason)
      return archive_failed(zip);
    bytes.at += size;
    bytes.size -= (size_t)size;
  }
  return FASTI_OK;
}

enum fasti_status
fasti_zip_create(const char *path, struct fasti_messages *messages, struct fasti_dossier_sink *sink,
                 struct fasti_zip **out)
{
  struct fasti_zip *zip = fasti_alloc(sizeof *zip);
  struct stat seen;
  enum fasti_status status = FASTI_OK;

  *zip = (struct fasti_zip){.path = path, .messages = messages, .file = -1};
  fasti_buffer_printf(&zip->beside, "%s.XXXXXX", path);
  if (lstat(path, &seen) == 0)
    status = cannot_write(zip, EEXIST);
  else if ((zip->file = mkostemp(zip->beside.at, O_CLOEXEC)) < 0)
    status = cannot_write(zip, errno);
  if (status != FASTI_OK) {
    fasti_buffer_free(&zip->beside);
    fasti_free(zip);
    return status;
  }
  zip->hashing = fasti_hash_begin();
  zip->archive = archive_write_new();
  archive_write_set_format_zip(zip->archive);
  archive_write_zip_set_compression_store(zip->archive);
  archive_write_set_bytes_per_block(zip->archive, 0);
  archive_write_open(zip->archive, zip, NULL, take_bytes, NULL);
  *sink = (struct fasti_dossier_sink){.self = zip, .begin = begin_file, .write = write_file};
  *out = zip;
  return FASTI_OK;
}

/* The length of the comment, and the comment. */
static enum fasti_status
seal(struct fasti_zip *zip)
{
  char length[HELD] = {(char)(SEAL_SIZE & 0xff), (char)(SEAL_SIZE >> 8)}, text[SEAL_SIZE + 1], hash[FASTI_HASH_SIZE];
  struct fasti_hashing *whole;

  if (!write_all(zip, length, sizeof length))
    return cannot_write(zip, zip->reason);
  whole = zip->hashing;
  zip->hashing = fasti_hash_begin();
  snprintf(text, sizeof text, "%s%s", SEAL, fasti_hash_end(whole, hash));
  if (!write_all(zip, text, SEAL_SIZE) || fsync(zip->file) != 0)
    return cannot_write(zip, zip->reason ? zip->reason : errno);
  return FASTI_OK;
}

enum fasti_status
fasti_zip_end(struct fasti_zip *zip, enum fasti_status status)
{
  char hash[FASTI_HASH_SIZE];

  if (status == FASTI_OK && (archive_write_close(zip->archive) != ARCHIVE_OK || zip->reason))
    status = archive_failed(zip);
  if (status == FASTI_OK)
    status = seal(zip);
  if (status == FASTI_OK && link(zip->beside.at, zip->path) != 0)
    status = cannot_write(zip, errno);
  /* Ended in the usual way, for libarchive frees all that it has only then. */
  zip->dropped = true;
  archive_write_free(zip->archive);
  unlink(zip->beside.at);
  close(zip->file);
  fasti_hash_end(zip->hashing, hash);
  fasti_buffer_free(&zip->beside);
  fasti_free(zip);
  return status;
}

/* -- reading -- */

/* The hash of everything before the seal. */
static enum fasti_status
hash_before(struct fasti_zip *zip, int64_t size, char hash[FASTI_HASH_SIZE])
{
  struct fasti_hashing *hashing = fasti_hash_begin();
  char *piece = fasti_alloc(PIECE);
  ssize_t got = 1;

  while (size > 0 && got > 0) {
    got = read(zip->file, piece, size < PIECE ? (size_t)size : PIECE);
    if (got > 0) {
      fasti_hash_add(hashing, (struct fasti_slice){piece, (size_t)got});
      size -= got;
    } else if (got < 0 && errno == EINTR) {
      got = 1;
    }
  }
  fasti_free(piece);
  fasti_hash_end(hashing, hash);
  if (size == 0)
    return FASTI_OK;
  fasti_error_field(zip->messages, zip->path, "this file cannot be read: %s", strerror(got < 0 ? errno : EIO));
  return FASTI_IO;
}

static enum fasti_status
check_seal(struct fasti_zip *zip, bool *sealed)
{
  char text[SEAL_SIZE + 1] = "", hash[FASTI_HASH_SIZE];
  struct stat seen;
  enum fasti_status status;

  if (fstat(zip->file, &seen) != 0 || !S_ISREG(seen.st_mode)) {
    fasti_error_field(zip->messages, zip->path, "this is not a file");
    return FASTI_INVALID;
  }
  if (seen.st_size < (off_t)SEAL_SIZE ||
      pread(zip->file, text, SEAL_SIZE, seen.st_size - SEAL_SIZE) != (ssize_t)SEAL_SIZE ||
      strncmp(text, SEAL, sizeof SEAL - 1) != 0) {
    fasti_error_field(zip->messages, zip->path,
                      "this is no case archive of Fasti, or its end is missing: it does not end with a seal");
    return FASTI_CORRUPT;
  }
  status = hash_before(zip, (int64_t)seen.st_size - SEAL_SIZE, hash);
  if (status != FASTI_OK)
    return status;
  *sealed = strcmp(hash, text + sizeof SEAL - 1) == 0;
  if (!*sealed)
    fasti_error_field(zip->messages, zip->path, "the seal is broken: these are not the bytes that were written");
  return FASTI_OK;
}

static enum fasti_status
cannot_read(struct fasti_zip *zip)
{
  fasti_error_field(zip->messages, zip->path, "this archive cannot be read: %s",
                    archive_error_string(zip->archive) ? archive_error_string(zip->archive) : "");
  return FASTI_CORRUPT;
}

static enum fasti_status
next_file(void *self, const char **name, int64_t *size)
{
  struct fasti_zip *zip = self;
  struct archive_entry *entry;
  const char *path;
  int result = archive_read_next_header(zip->archive, &entry);

  if (result == ARCHIVE_EOF)
    return FASTI_NOT_FOUND;
  if (result != ARCHIVE_OK)
    return cannot_read(zip);
  path = archive_entry_pathname(entry);
  fasti_buffer_clear(&zip->name);
  fasti_buffer_puts(&zip->name, path ? path : "");
  if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_is_encrypted(entry)) {
    fasti_error_field(zip->messages, zip->name.at, "this is no plain file; a case archive has nothing else");
    return FASTI_CORRUPT;
  }
  *name = zip->name.at;
  *size = archive_entry_size_is_set(entry) ? (int64_t)archive_entry_size(entry) : -1;
  return FASTI_OK;
}

static enum fasti_status
read_file(void *self, bool (*visit)(void *self, struct fasti_slice piece), void *visitor)
{
  struct fasti_zip *zip = self;
  char *piece = fasti_alloc(PIECE);
  la_ssize_t size;

  while ((size = archive_read_data(zip->archive, piece, PIECE)) > 0)
    if (!visit(visitor, (struct fasti_slice){piece, (size_t)size}))
      break;
  fasti_free(piece);
  return size < 0 ? cannot_read(zip) : FASTI_OK;
}

void
fasti_zip_close(struct fasti_zip *zip)
{
  if (!zip)
    return;
  if (zip->archive)
    archive_read_free(zip->archive);
  if (zip->file >= 0)
    close(zip->file);
  fasti_buffer_free(&zip->name);
  fasti_free(zip);
}

enum fasti_status
fasti_zip_open(const char *path, struct fasti_messages *messages, struct fasti_dossier_source *source, bool *sealed,
               struct fasti_zip **out)
{
  struct fasti_zip *zip = fasti_alloc(sizeof *zip);
  enum fasti_status status;

  *zip = (struct fasti_zip){.path = path, .messages = messages, .file = open(path, O_RDONLY | O_CLOEXEC)};
  *out = zip;
  *sealed = false;
  if (zip->file < 0) {
    status = status_of(errno);
    fasti_error_field(messages, path, "this file cannot be read: %s", strerror(errno));
    return status;
  }
  status = check_seal(zip, sealed);
  if (status != FASTI_OK)
    return status;
  zip->archive = archive_read_new();
  archive_read_support_format_zip_seekable(zip->archive);
  if (lseek(zip->file, 0, SEEK_SET) != 0 || archive_read_open_fd(zip->archive, zip->file, PIECE) != ARCHIVE_OK)
    return cannot_read(zip);
  *source = (struct fasti_dossier_source){.self = zip, .next = next_file, .read = read_file};
  return FASTI_OK;
}
