/* adapters/cli/file.c - reading and writing files that a person names, with limits and clear errors. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libxml/uri.h>

#include "adapters/cli/command.h"

static enum fasti_status
refuse(struct cli *cli, const char *path, int reason)
{
  if (reason == ENOENT || reason == ENOTDIR) {
    fasti_error_field(cli->messages, path, "there is no such file");
    return FASTI_NOT_FOUND;
  }
  if (reason == EISDIR) {
    fasti_error_field(cli->messages, path, "this is a directory; a file was expected");
    return FASTI_INVALID;
  }
  fasti_error_field(cli->messages, path, "this file cannot be read: %s", strerror(reason));
  return FASTI_IO;
}

/* Reads at most MOST + 1 bytes, so that too large a file shows. */
static int
read_all(int file, size_t most, struct fasti_buffer *out)
{
  char bytes[64 * 1024];
  ssize_t size;

  while (out->size <= most) {
    size = read(file, bytes, sizeof bytes);
    if (size == 0)
      break;
    if (size < 0 && errno != EINTR)
      return errno;
    if (size > 0)
      fasti_buffer_add(out, bytes, (size_t)size);
  }
  return 0;
}

enum fasti_status
cli_read(struct cli *cli, const char *path, size_t most, struct fasti_slice *out)
{
  struct fasti_buffer bytes = {0};
  bool standard = strcmp(path, "-") == 0;
  int file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  int reason;

  if (file < 0)
    return refuse(cli, path, errno);
  reason = read_all(file, most, &bytes);
  if (!standard)
    close(file);
  fasti_buffer_add(&bytes, "", 0);
  fasti_arena_tie(cli->arena, fasti_free, bytes.at);
  if (reason)
    return refuse(cli, path, reason);
  if (bytes.size > most) {
    fasti_error_field(cli->messages, path, "this file is too large; %zu bytes are allowed", most);
    return FASTI_LIMIT;
  }
  *out = fasti_buffer_slice(&bytes);
  return FASTI_OK;
}

/* The path of URI as the document BASE means it. @return NULL for what is not a file */
static const char *
resolve(struct fasti_arena *arena, const char *base, const char *uri)
{
  const char *slash = strrchr(base, '/');

  if (strncmp(uri, "file:", 5) == 0)
    uri += 5;
  if (strncmp(uri, "//", 2) == 0 || strstr(uri, "://"))
    return NULL;
  if (uri[0] == '/' || !slash)
    return uri;
  return fasti_arena_printf(arena, "%.*s/%s", (int)(slash - base), base, uri);
}

/* "a/b/../c" as people write it, "a/c", unless a link makes the two differ. @return owned by the arena */
static const char *
plain_name(struct fasti_arena *arena, const char *path)
{
  char *plain = fasti_arena_strdup(arena, path);
  struct stat one, other;

  if (xmlNormalizeURIPath(plain) == 0 && stat(path, &one) == 0 && stat(plain, &other) == 0 &&
      one.st_dev == other.st_dev && one.st_ino == other.st_ino)
    return plain;
  return fasti_arena_strdup(arena, path);
}

static enum fasti_status
find(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  struct cli *cli = self;
  struct cli quiet = *cli;
  const char *path = resolve(cli->arena, base, uri), *folder;
  enum fasti_status status;
  size_t at = 0;

  if (!path)
    return FASTI_NOT_FOUND;
  quiet.messages = NULL; /* the reader of the document says which attribute named the file */
  status = cli_read(&quiet, path, CLI_DEFINITION_BYTES, bytes);
  while (status == FASTI_NOT_FOUND && cli->folders && (folder = cli_next_value(cli, cli->folders, &at))) {
    path = fasti_arena_printf(cli->arena, "%s/%s", folder, uri);
    status = cli_read(&quiet, path, CLI_DEFINITION_BYTES, bytes);
  }
  *name = plain_name(cli->arena, path);
  return status;
}

struct fasti_library
cli_library(struct cli *cli)
{
  return (struct fasti_library){.self = cli, .find = find};
}

enum fasti_status
cli_write(struct cli *cli, const char *path, struct fasti_slice bytes)
{
  FILE *file = path ? fopen(path, "we") : stdout;
  bool bad;

  if (!file) {
    fasti_error_field(cli->messages, path, "this file cannot be written");
    return FASTI_IO;
  }
  bad = fwrite(bytes.at, 1, bytes.size, file) != bytes.size;
  if (path && (fclose(file) || bad)) {
    fasti_error_field(cli->messages, path, "this file cannot be written");
    return FASTI_IO;
  }
  return FASTI_OK;
}
