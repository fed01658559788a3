/* tests/sqlite/fault.c - a virtual file system of SQLite that fails; see fault.h and https://sqlite.org/vfs.html. */
#include "config.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/memory.h"

#include "tests/sqlite/fault.h"

static struct {
  int left; /* changes until the fault; 0: none is armed */
  int code;
  bool lasting;
  bool failed;
  bool power; /* unsynced writes are remembered */
} fault;

/* A write that its file was not synced after: what was there before. */
struct unsynced {
  char *path;
  sqlite3_int64 at;
  int size;
  char *before;
};

static struct {
  struct unsynced *items;
  size_t count;
} unsynced;

static sqlite3_vfs *real;

struct fault_file {
  sqlite3_file base;
  sqlite3_file *real; /* behind this struct */
  char *path;
};

static sqlite3_file *
real_of(sqlite3_file *file)
{
  return ((struct fault_file *)(void *)file)->real;
}

static int
fails(void)
{
  if (fault.lasting && fault.failed)
    return fault.code;
  if (fault.left == 0 || --fault.left > 0)
    return SQLITE_OK;
  fault.failed = true;
  return fault.code;
}

#define PASS(method, ...) real_of(file)->pMethods->method(real_of(file), __VA_ARGS__)

static int
file_close(sqlite3_file *file)
{
  fasti_free(((struct fault_file *)(void *)file)->path);
  return real_of(file)->pMethods->xClose(real_of(file));
}

static int
file_read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 at)
{
  return PASS(xRead, bytes, size, at);
}

static void
remember(sqlite3_file *file, int size, sqlite3_int64 at)
{
  const struct fault_file *ours = (struct fault_file *)(void *)file;
  struct unsynced *item;

  if (!fault.power || !ours->path)
    return;
  unsynced.items = fasti_realloc(unsynced.items, (unsynced.count + 1) * sizeof *unsynced.items);
  item = &unsynced.items[unsynced.count++];
  *item = (struct unsynced){fasti_strdup(ours->path), at, size, fasti_alloc((size_t)size)};
  PASS(xRead, item->before, size, at);
}

static void
forget_one(size_t index)
{
  fasti_free(unsynced.items[index].path);
  fasti_free(unsynced.items[index].before);
}

static void
forget(const char *path)
{
  size_t kept = 0;

  for (size_t i = 0; i < unsynced.count; i++)
    if (path && strcmp(unsynced.items[i].path, path) == 0)
      forget_one(i);
    else
      unsynced.items[kept++] = unsynced.items[i];
  unsynced.count = kept;
}

/* A write that fails for want of room may have been done in part. */
static int
file_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
  int code = fails();

  if (code == SQLITE_OK) {
    remember(file, size, at);
    return PASS(xWrite, bytes, size, at);
  }
  if (size > 16 && !fault.power)
    PASS(xWrite, bytes, size / 2, at);
  return code;
}

static int
file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
  int code = fails();

  return code == SQLITE_OK ? PASS(xTruncate, size) : code;
}

static int
file_sync(sqlite3_file *file, int flags)
{
  int code = fails();

  if (code == SQLITE_OK)
    forget(((struct fault_file *)(void *)file)->path);
  return code == SQLITE_OK ? PASS(xSync, flags) : code;
}

static int
file_size(sqlite3_file *file, sqlite3_int64 *size)
{
  return PASS(xFileSize, size);
}

static int
file_lock(sqlite3_file *file, int lock)
{
  return PASS(xLock, lock);
}

static int
file_unlock(sqlite3_file *file, int lock)
{
  return PASS(xUnlock, lock);
}

static int
file_reserved(sqlite3_file *file, int *out)
{
  return PASS(xCheckReservedLock, out);
}

static int
file_control(sqlite3_file *file, int op, void *argument)
{
  return PASS(xFileControl, op, argument);
}

static int
file_sector(sqlite3_file *file)
{
  return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int
file_characteristics(sqlite3_file *file)
{
  return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int
file_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
  return PASS(xShmMap, page, size, extend, out);
}

static int
file_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
  return PASS(xShmLock, offset, n, flags);
}

static void
file_shm_barrier(sqlite3_file *file)
{
  real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int
file_shm_unmap(sqlite3_file *file, int remove)
{
  return PASS(xShmUnmap, remove);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_reserved,
  .xFileControl = file_control,
  .xSectorSize = file_sector,
  .xDeviceCharacteristics = file_characteristics,
  .xShmMap = file_shm_map,
  .xShmLock = file_shm_lock,
  .xShmBarrier = file_shm_barrier,
  .xShmUnmap = file_shm_unmap,
};

static int
vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
  struct fault_file *ours = (struct fault_file *)(void *)file;
  int code;

  (void)vfs;
  ours->real = (sqlite3_file *)(void *)(ours + 1);
  ours->path = fasti_strdup(name);
  code = real->xOpen(real, name, ours->real, flags, out);
  file->pMethods = code == SQLITE_OK ? &methods : NULL;
  if (code != SQLITE_OK)
    fasti_free(ours->path);
  return code;
}

static int
vfs_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
  int code = fails();

  (void)vfs;
  return code == SQLITE_OK ? real->xDelete(real, name, sync) : code;
}

void
fault_install(void)
{
  static sqlite3_vfs vfs;

  real = sqlite3_vfs_find(NULL);
  vfs = *real;
  vfs.zName = "fault";
  vfs.szOsFile = (int)sizeof(struct fault_file) + real->szOsFile;
  vfs.xOpen = vfs_open;
  vfs.xDelete = vfs_delete;
  vfs.pNext = NULL;
  sqlite3_vfs_register(&vfs, 1);
}

void
fault_arm(int n, int code, bool lasting)
{
  fault.left = n;
  fault.code = code;
  fault.lasting = lasting;
  fault.failed = false;
}

void
fault_cut(int n)
{
  fault_arm(n, SQLITE_IOERR_WRITE, true);
  fault.power = true;
}

/* Put back what was there before a write, or before half of it. */
static void
put_back(const struct unsynced *item, unsigned *seed)
{
  int file = open(item->path, O_WRONLY);
  size_t size = (size_t)item->size;

  if (file < 0)
    abort();
  if (rand_r(seed) % 4 == 0)
    size = (size_t)rand_r(seed) % (size + 1);
  if (pwrite(file, item->before, size, item->at) != (ssize_t)size)
    abort();
  close(file);
}

void
fault_lose(unsigned *seed)
{
  unsigned share = (unsigned)rand_r(seed) % 4;

  while (unsynced.count) {
    unsynced.count--;
    if ((unsigned)rand_r(seed) % 3 < share)
      put_back(&unsynced.items[unsynced.count], seed);
    forget_one(unsynced.count);
  }
  fault.power = false;
  fault_disarm();
}

bool
fault_disarm(void)
{
  bool failed = fault.failed;

  fault_arm(0, SQLITE_OK, false);
  return failed;
}
