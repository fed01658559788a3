/* adapters/files/files.c - a vault that is a folder; see files.h.
 *
 * Order of durability: content (fsync), name (rename), folder (fsync). A file in "incoming" is locked by who writes it;
 * one that is not locked was left by a crash.
 */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/files/files.h"
#include "engine/memory.h"

#define INCOMING "incoming"
enum { FOLDER_MODE = 0750, FILE_MODE = 0440 };

struct files {
  struct fasti_vault vault;
  char *path;
  char *error;
};

struct incoming {
  char *path;
  int file;
};

static struct files *
files_of(struct fasti_vault *vault)
{
  return (struct files *)(void *)vault;
}

static struct incoming *
incoming_of(struct fasti_incoming *incoming)
{
  return (struct incoming *)(void *)incoming;
}

/* Owned by the caller. */
static char *
path_of(const struct files *files, const char *first, const char *second)
{
  struct fasti_buffer path = {0};

  fasti_buffer_printf(&path, "%s", files->path);
  if (first)
    fasti_buffer_printf(&path, "/%s", first);
  if (second)
    fasti_buffer_printf(&path, "/%s", second);
  return fasti_buffer_take(&path);
}

static enum fasti_status
fail(struct files *files, const char *path, int error)
{
  struct fasti_buffer text = {0};

  fasti_buffer_printf(&text, "%s: %s", path, strerror(error));
  fasti_free(files->error);
  files->error = fasti_buffer_take(&text);
  switch (error) {
  case ENOENT:
    return FASTI_NOT_FOUND;
  case EACCES:
  case EPERM:
  case EROFS:
    return FASTI_READ_ONLY;
  case ENOSPC:
  case EDQUOT:
  case EFBIG:
    return FASTI_FULL;
  default:
    return FASTI_IO;
  }
}

/* Only what names a hash may name a file. */
static bool
is_hash(const char *name)
{
  return strlen(name) == FASTI_HASH_SIZE - 1 && strspn(name, "0123456789abcdef") == FASTI_HASH_SIZE - 1;
}

static int
sync_folder(const char *path)
{
  int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), result, reason;

  if (folder < 0)
    return -1;
  result = fsync(folder);
  reason = errno;
  close(folder);
  errno = reason;
  return result;
}

/* Make a folder and its name durable, unless it is there. */
static enum fasti_status
make_folder(struct files *files, const char *path)
{
  char *above;
  char *slash;
  enum fasti_status status = FASTI_OK;

  if (mkdir(path, FOLDER_MODE) != 0)
    return errno == EEXIST ? FASTI_OK : fail(files, path, errno);
  above = fasti_strdup(path);
  slash = strrchr(above, '/');
  if (slash)
    slash[slash == above] = '\0';
  if (sync_folder(slash ? above : ".") != 0)
    status = fail(files, path, errno);
  fasti_free(above);
  return status;
}

/* Remove what nobody writes any more. */
static void
sweep(struct files *files, const char *folder)
{
  DIR *open_folder = opendir(folder);
  struct dirent *entry;

  while (open_folder && (entry = readdir(open_folder)) != NULL) {
    char *path = path_of(files, INCOMING, entry->d_name);
    int file = entry->d_name[0] == '.' ? -1 : open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

    if (file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0)
      unlink(path);
    if (file >= 0)
      close(file);
    fasti_free(path);
  }
  if (open_folder)
    closedir(open_folder);
}

/* A new file, locked. Between making and locking it another process may sweep it away: then once more. */
static enum fasti_status
make_file(struct files *files, struct incoming *incoming)
{
  struct stat seen;

  for (int i = 0; i < 10; i++) {
    fasti_free(incoming->path);
    incoming->path = path_of(files, INCOMING, "XXXXXX");
    incoming->file = mkostemp(incoming->path, O_CLOEXEC);
    if (incoming->file < 0)
      return fail(files, incoming->path, errno);
    if (flock(incoming->file, LOCK_EX) != 0)
      return fail(files, incoming->path, errno);
    if (fstat(incoming->file, &seen) == 0 && seen.st_nlink == 1)
      return FASTI_OK;
    close(incoming->file);
    incoming->file = -1;
  }
  return fail(files, incoming->path, EBUSY);
}

static void
drop(struct fasti_vault *vault, struct fasti_incoming *coming)
{
  struct incoming *incoming = incoming_of(coming);

  (void)vault;
  if (incoming->file >= 0) {
    unlink(incoming->path);
    close(incoming->file);
  }
  fasti_free(incoming->path);
  fasti_free(incoming);
}

static enum fasti_status
begin(struct fasti_vault *vault, struct fasti_incoming **out)
{
  struct files *files = files_of(vault);
  struct incoming *incoming = fasti_alloc(sizeof *incoming);
  char *folder = path_of(files, INCOMING, NULL);
  enum fasti_status status = make_folder(files, files->path);

  incoming->file = -1;
  if (status == FASTI_OK)
    status = make_folder(files, folder);
  if (status == FASTI_OK) {
    sweep(files, folder);
    status = make_file(files, incoming);
  }
  fasti_free(folder);
  *out = (struct fasti_incoming *)(void *)incoming;
  if (status == FASTI_OK)
    return FASTI_OK;
  drop(vault, *out);
  *out = NULL;
  /* The folder of the office itself is missing: nothing that the caller asked for. */
  return status == FASTI_NOT_FOUND ? FASTI_IO : status;
}

static enum fasti_status
write_piece(struct fasti_vault *vault, struct fasti_incoming *coming, struct fasti_slice bytes)
{
  struct incoming *incoming = incoming_of(coming);
  ssize_t size;

  while (bytes.size > 0) {
    size = write(incoming->file, bytes.at, bytes.size);
    if (size < 0 && errno == EINTR)
      continue;
    if (size < 0)
      return fail(files_of(vault), incoming->path, errno);
    bytes.at += size;
    bytes.size -= (size_t)size;
  }
  return FASTI_OK;
}

static enum fasti_status
keep(struct fasti_vault *vault, struct fasti_incoming *coming, const char *hash)
{
  struct files *files = files_of(vault);
  struct incoming *incoming = incoming_of(coming);
  char *path = path_of(files, hash, NULL);
  enum fasti_status status = FASTI_OK;

  if (fchmod(incoming->file, FILE_MODE) != 0 || fsync(incoming->file) != 0 || rename(incoming->path, path) != 0)
    status = fail(files, path, errno);
  else if (sync_folder(files->path) != 0)
    status = fail(files, files->path, errno);
  if (status == FASTI_OK) {
    close(incoming->file);
    incoming->file = -1;
  }
  drop(vault, coming);
  fasti_free(path);
  return status == FASTI_NOT_FOUND ? FASTI_IO : status;
}

static enum fasti_status
find(struct fasti_vault *vault, const char *hash, int64_t *size)
{
  struct files *files = files_of(vault);
  char *path = path_of(files, hash, NULL);
  struct stat seen;
  enum fasti_status status = FASTI_NOT_FOUND;

  if (is_hash(hash)) {
    status = lstat(path, &seen) == 0 ? FASTI_OK : fail(files, path, errno);
    if (status == FASTI_OK && !S_ISREG(seen.st_mode))
      status = fail(files, path, EINVAL);
    if (status == FASTI_OK)
      *size = (int64_t)seen.st_size;
  }
  fasti_free(path);
  return status;
}

static enum fasti_status
read_pieces(struct files *files, int file, const char *path, bool (*visit)(void *self, struct fasti_slice piece),
            void *self)
{
  char *piece = fasti_alloc(FASTI_VAULT_PIECE);
  bool going = true;
  ssize_t size = 1;
  enum fasti_status status = FASTI_OK;

  while (going && size != 0) {
    size = read(file, piece, FASTI_VAULT_PIECE);
    if (size < 0 && errno == EINTR)
      continue;
    if (size < 0) {
      status = fail(files, path, errno);
      break;
    }
    if (size > 0)
      going = visit(self, (struct fasti_slice){piece, (size_t)size});
  }
  fasti_free(piece);
  return status;
}

static enum fasti_status
read_file(struct fasti_vault *vault, const char *hash, bool (*visit)(void *self, struct fasti_slice piece), void *self)
{
  struct files *files = files_of(vault);
  char *path = path_of(files, hash, NULL);
  int file = is_hash(hash) ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
  enum fasti_status status;

  if (file < 0) {
    status = is_hash(hash) ? fail(files, path, errno) : FASTI_NOT_FOUND;
  } else {
    status = read_pieces(files, file, path, visit, self);
    close(file);
  }
  fasti_free(path);
  return status;
}

static enum fasti_status
list(struct fasti_vault *vault, bool (*visit)(void *self, const char *hash, int64_t size), void *self)
{
  struct files *files = files_of(vault);
  DIR *folder = opendir(files->path);
  struct dirent *entry;
  struct stat seen;
  bool going = true;

  if (!folder)
    return errno == ENOENT ? FASTI_OK : fail(files, files->path, errno);
  while (going && (entry = readdir(folder)) != NULL) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 || strcmp(entry->d_name, INCOMING) == 0)
      continue;
    if (fstatat(dirfd(folder), entry->d_name, &seen, AT_SYMLINK_NOFOLLOW) == 0)
      going = visit(self, entry->d_name, (int64_t)seen.st_size);
  }
  closedir(folder);
  return FASTI_OK;
}

static const char *
error(struct fasti_vault *vault)
{
  return files_of(vault)->error;
}

static void
close_vault(struct fasti_vault *vault)
{
  struct files *files = files_of(vault);

  fasti_free(files->path);
  fasti_free(files->error);
  fasti_free(files);
}

static const struct fasti_vault_functions functions = {
  .begin = begin,
  .write = write_piece,
  .keep = keep,
  .drop = drop,
  .find = find,
  .read = read_file,
  .list = list,
  .error = error,
  .close = close_vault,
};

struct fasti_vault *
fasti_files_open(const char *path)
{
  struct files *files = fasti_alloc(sizeof *files);

  files->vault.call = &functions;
  files->path = fasti_strdup(path);
  return &files->vault;
}
