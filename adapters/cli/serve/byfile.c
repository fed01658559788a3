/* adapters/cli/serve/byfile.c - bytes that can be made as a file only: in a folder of its own, read back, and taken away.
 *
 * Messages: a folder that cannot be made; a file that cannot be read.
 */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapters/cli/serve/serve.h"

static enum fasti_status
by_file(struct cli *cli, const char *name, enum fasti_status (*make)(void *self, struct cli *cli, const char *path),
        void *self, size_t most, struct fasti_buffer *out)
{
  const char *temporary = getenv("TMPDIR"), *path;
  char *folder = fasti_arena_printf(cli->arena, "%s/fasti-XXXXXX", temporary && *temporary ? temporary : "/tmp");
  struct fasti_slice bytes;
  enum fasti_status status;

  if (!mkdtemp(folder)) {
    fasti_error_field(cli->messages, folder, "this folder cannot be made: %s", strerror(errno));
    return FASTI_IO;
  }
  path = fasti_arena_printf(cli->arena, "%s/%s", folder, name);
  status = make(self, cli, path);
  if (status == FASTI_OK)
    status = cli_read(cli, path, most, &bytes);
  if (status == FASTI_OK)
    fasti_buffer_add(out, bytes.at, bytes.size);
  unlink(path);
  rmdir(folder);
  return status;
}

enum fasti_status
serve_by_file(const char *name, enum fasti_status (*make)(void *self, struct cli *cli, const char *path), void *self,
              size_t most, struct fasti_messages *messages, struct fasti_buffer *out)
{
  struct cli cli = {.arena = fasti_arena_new(), .messages = messages};
  enum fasti_status status = by_file(&cli, name, make, self, most, out);

  fasti_arena_free(cli.arena);
  return status;
}
