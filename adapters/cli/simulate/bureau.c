/* adapters/cli/simulate/bureau.c - a bureau of "fasti simulate": its load, and what its people learn; see simulate.h. */
#include "config.h"

#include <glob.h>
#include <string.h>
#include <unistd.h>

#include "adapters/cli/scenario/scenario.h"
#include "adapters/cli/simulate/simulate.h"
#include "engine/list.h"

/* The load. */

static const char *
beside(struct cli *cli, const char *path, const char *name)
{
  const char *slash = strrchr(path, '/');

  return fasti_arena_printf(cli->arena, "%.*s%s", slash ? (int)(slash - path) + 1 : 0, path, name);
}

static enum fasti_status
open_load(struct simulate_bureau *bureau, const char *path)
{
  struct cli *cli = bureau->cli;
  struct fasti_slice bytes;
  enum fasti_status status;

  if (!path) {
    path = beside(cli, bureau->path, "simulation.xml");
    if (access(path, F_OK) != 0) {
      bureau->load = fasti_load_plain(bureau->package);
      return FASTI_OK;
    }
  }
  status = cli_read(cli, path, CLI_DEFINITION_BYTES, &bytes);
  return status == FASTI_OK ? fasti_load_read(path, bytes, bureau->package, cli->messages, &bureau->load) : status;
}

/* What people fill in. A scenario that cannot be read teaches nothing. */
static void
learn_from(struct simulate_bureau *bureau, const char *path)
{
  struct cli own = *bureau->cli;
  struct fasti_library library;
  struct scenario scenario = {0};
  struct fasti_slice bytes;

  own.messages = cli_messages_new();
  library = cli_library(&own);
  if (cli_read(&own, path, CLI_DEFINITION_BYTES, &bytes) == FASTI_OK &&
      scenario_read(own.arena, path, bytes, &library, own.messages, &scenario) == FASTI_OK)
    scenario_learn(&scenario, bureau->book);
  fasti_messages_free(own.messages);
}

/* The scenarios in the folder "cases" beside a procedure, in the order of their names; each folder once. */
static void
learn_beside(void *self, const char *name, struct fasti_slice bytes)
{
  struct simulate_bureau *bureau = self;
  const char *pattern = beside(bureau->cli, name, "cases/*.case");
  size_t size = strlen(name);
  glob_t found = {0};

  (void)bytes;
  if (size < 6 || strcmp(name + size - 6, ".scxml") != 0 || fasti_list_has(bureau->learned.at, pattern))
    return;
  fasti_list_add(&bureau->learned, pattern);
  if (glob(pattern, 0, NULL, &found) == 0)
    for (size_t i = 0; i < found.gl_pathc; i++)
      learn_from(bureau, found.gl_pathv[i]);
  globfree(&found);
}

enum fasti_status
simulate_prepare(struct simulate_bureau *bureau, const char *path)
{
  enum fasti_status status = open_load(bureau, path);

  if (status != FASTI_OK)
    return status;
  bureau->book = fasti_book_new();
  fasti_package_files(bureau->package, learn_beside, bureau);
  fasti_book_study(bureau->book, bureau->package);
  fasti_book_close(bureau->book);
  return FASTI_OK;
}

void
simulate_release(struct simulate_bureau *bureau)
{
  fasti_buffer_free(&bureau->learned);
  fasti_load_free(bureau->load);
  if (bureau->book)
    fasti_book_free(bureau->book);
}
