/* adapters/cli/serve/stores.c - the office file for the threads of the server: each has a store and a vault of its own.
 */
#include "config.h"

#include "adapters/cli/serve/serve.h"
#include "adapters/files/files.h"
#include "adapters/sqlite/sqlite.h"

static enum fasti_status
open_office(void *self, bool write, struct fasti_messages *messages, struct fasti_store **store,
            struct fasti_vault **vault)
{
  const struct serve *serve = self;
  struct fasti_sqlite_options options = {.read_only = !write, .now = desk_real_now(), .messages = messages};

  *vault = fasti_files_open(serve->vault);
  return store ? fasti_sqlite_open(serve->office, &options, store) : FASTI_OK;
}

void
serve_stores(struct serve *serve)
{
  serve->options.open = open_office;
  serve->options.self = serve;
}
