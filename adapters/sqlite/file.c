/* adapters/sqlite/file.c - new files that get their name when they are finished; see file.h. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/sqlite/file.h"

static enum fasti_status
errno_status(int error)
{
  switch (error) {
  case ENOENT:
  case ENOTDIR:
    return FASTI_NOT_FOUND;
  case EACCES:
  case EPERM:
  case EROFS:
    return FASTI_READ_ONLY;
  case ENOSPC:
  case EDQUOT:
    return FASTI_FULL;
  case EEXIST:
    return FASTI_CONFLICT;
  default:
    return FASTI_IO;
  }
}

enum fasti_status
new_file_begin(struct new_file *file, const char *path, struct fasti_messages *messages)
{
  struct stat seen;
  int made;

  *file = (struct new_file){.path = path, .messages = messages};
  if (lstat(path, &seen) == 0) {
    fasti_error_field(messages, path, "there is such a file already; it was not touched");
    return FASTI_CONFLICT;
  }
  fasti_buffer_printf(&file->beside, "%s.XXXXXX", path);
  made = mkstemp(file->beside.at);
  if (made < 0) {
    enum fasti_status status = errno_status(errno);

    fasti_error_field(messages, path, "cannot be made: %s", strerror(errno));
    fasti_buffer_free(&file->beside);
    return status;
  }
  close(made);
  return FASTI_OK;
}

/* Make the name itself durable. */
static int
sync_folder(const char *path)
{
  char *folder = fasti_strdup(path), *slash = strrchr(folder, '/');
  int opened, result;

  if (slash)
    slash[slash == folder] = '\0';
  opened = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY);
  result = opened < 0 ? -1 : fsync(opened);
  if (opened >= 0)
    close(opened);
  fasti_free(folder);
  return result;
}

/* The file and what SQLite may have left beside it. */
static void
remove_unfinished(struct fasti_buffer *beside)
{
  static const char *const suffixes[] = {"", "-journal", "-wal", "-shm"};
  size_t size = beside->size;

  for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
    fasti_buffer_puts(beside, suffixes[i]);
    unlink(beside->at);
    beside->size = size;
  }
}

enum fasti_status
new_file_end(struct new_file *file, enum fasti_status status)
{
  if (status == FASTI_OK) {
    int result = link(file->beside.at, file->path);

    if (result != 0 && (errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS))
      result = rename(file->beside.at, file->path);
    if (result == 0)
      result = sync_folder(file->path);
    if (result != 0) {
      status = errno_status(errno);
      fasti_error_field(file->messages, file->path, "cannot be made: %s", strerror(errno));
    }
  }
  remove_unfinished(&file->beside);
  fasti_buffer_free(&file->beside);
  return status;
}
