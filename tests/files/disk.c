/* tests/files/disk.c - a disk that fails; see disk.h. */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/files/disk.h"

static int calls, fatal, reason;
static char folder[64];

void
disk_fail(int call, int error)
{
  calls = 0;
  fatal = call;
  reason = error;
}

int
disk_calls(void)
{
  return calls;
}

static int
fails(void)
{
  calls++;
  if (!fatal || calls < fatal)
    return 0;
  if (!reason)
    _exit(9);
  errno = reason;
  return 1;
}

ssize_t __real_write(int file, const void *bytes, size_t size);
ssize_t __wrap_write(int file, const void *bytes, size_t size);
ssize_t
__wrap_write(int file, const void *bytes, size_t size)
{
  if (file <= 2)
    return __real_write(file, bytes, size);
  if (fatal && calls + 1 == fatal && (reason == ENOSPC || reason == 0) && size > 1) {
    /* what a full disk and a kill leave behind */
    ssize_t written = __real_write(file, bytes, size / 2);

    if (!reason)
      fails();
    fatal++; /* the rest fails */
    calls++;
    return written;
  }
  return fails() ? -1 : __real_write(file, bytes, size);
}

int __real_fsync(int file);
int __wrap_fsync(int file);
int
__wrap_fsync(int file)
{
  return fails() ? -1 : __real_fsync(file);
}

int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);
int
__wrap_rename(const char *from, const char *to)
{
  return fails() ? -1 : __real_rename(from, to);
}

int __real_fchmod(int file, mode_t mode);
int __wrap_fchmod(int file, mode_t mode);
int
__wrap_fchmod(int file, mode_t mode)
{
  return fails() ? -1 : __real_fchmod(file, mode);
}

int __real_mkdir(const char *path, mode_t mode);
int __wrap_mkdir(const char *path, mode_t mode);
int
__wrap_mkdir(const char *path, mode_t mode)
{
  return fails() ? -1 : __real_mkdir(path, mode);
}

int __real_mkostemp(char *path, int flags);
int __wrap_mkostemp(char *path, int flags);
int
__wrap_mkostemp(char *path, int flags)
{
  return fails() ? -1 : __real_mkostemp(path, flags);
}

int __real_flock(int file, int operation);
int __wrap_flock(int file, int operation);
int
__wrap_flock(int file, int operation)
{
  return fails() ? -1 : __real_flock(file, operation);
}

const char *
disk_folder_make(void)
{
  disk_fail(0, 0);
  snprintf(folder, sizeof folder, "/tmp/fasti-files-test-XXXXXX");
  if (!mkdtemp(folder))
    abort();
  return folder;
}

static int
remove_one(const char *path, const struct stat *seen, int kind, struct FTW *at)
{
  (void)seen;
  (void)kind;
  (void)at;
  return remove(path);
}

void
disk_folder_remove(void)
{
  disk_fail(0, 0);
  nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

int
disk_count(const char *path)
{
  DIR *open_folder = opendir(path);
  struct dirent *entry;
  struct stat seen;
  int count = 0;

  while (open_folder && (entry = readdir(open_folder)) != NULL)
    count += fstatat(dirfd(open_folder), entry->d_name, &seen, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(seen.st_mode);
  if (open_folder)
    closedir(open_folder);
  return count;
}
