/* tests/sqlite/place.c - a folder of its own for a test; see place.h. */
#include "config.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/sqlite/place.h"

static char folder[200];

void
place_make(void)
{
  const char *base = getenv("TMPDIR");

  snprintf(folder, sizeof folder, "%s/fasti-test-XXXXXX", base && *base ? base : "/tmp");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  ck_assert_int_eq(chmod(folder, 0777), 0);
}

void
place_clean(void)
{
  DIR *entries = opendir(folder);
  struct dirent *entry;

  ck_assert_ptr_nonnull(entries);
  while ((entry = readdir(entries)))
    if (entry->d_name[0] != '.')
      remove(place_path(entry->d_name));
  closedir(entries);
  ck_assert_int_eq(rmdir(folder), 0);
}

int
place_count(const char *prefix)
{
  DIR *entries = opendir(folder);
  struct dirent *entry;
  int count = 0;

  ck_assert_ptr_nonnull(entries);
  while ((entry = readdir(entries)))
    count += strncmp(entry->d_name, prefix, strlen(prefix)) == 0;
  closedir(entries);
  return count;
}

const char *
place_path(const char *name)
{
  static char paths[4][300];
  static int next;
  char *path = paths[next++ % 4];

  snprintf(path, sizeof paths[0], "%s/%s", folder, name);
  return path;
}

static struct fasti_store *
open_with(enum fasti_status (*open_store)(const char *path, const struct fasti_sqlite_options *options,
                                          struct fasti_store **store))
{
  struct fasti_sqlite_options options = {.wait = 50, .messages = fasti_messages_new(NULL, NULL)};
  struct fasti_store *store = NULL;
  struct fasti_buffer out = {0};
  enum fasti_status status = open_store(place_path("office.fasti"), &options, &store);

  fasti_messages_print(options.messages, &out);
  ck_assert_msg(status == FASTI_OK, "%s: %s", fasti_status_name(status), out.at);
  fasti_buffer_free(&out);
  fasti_messages_free(options.messages);
  return store;
}

struct fasti_store *
place_create(void)
{
  return open_with(fasti_sqlite_create);
}

struct fasti_store *
place_open(void)
{
  return open_with(fasti_sqlite_open);
}

struct fasti_buffer
place_read(const char *name)
{
  FILE *file = fopen(place_path(name), "rb");
  struct fasti_buffer out = {0};
  char bytes[4096];
  size_t size;

  ck_assert_ptr_nonnull(file);
  while ((size = fread(bytes, 1, sizeof bytes, file)) > 0)
    fasti_buffer_add(&out, bytes, size);
  fclose(file);
  return out;
}

void
place_write(const char *name, const void *bytes, size_t size)
{
  FILE *file = fopen(place_path(name), "wb");

  ck_assert_ptr_nonnull(file);
  ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
  ck_assert_int_eq(fclose(file), 0);
}
