/* adapters/cli/data.c - where the definitions are that came with the program. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapters/cli/command.h"

const char *
cli_program_folder(struct fasti_arena *arena)
{
  char program[4096];
  ssize_t size = readlink("/proc/self/exe", program, sizeof program - 1);
  char *slash;

  if (size <= 0)
    return NULL;
  program[size] = '\0';
  slash = strrchr(program, '/');
  return fasti_arena_copy(arena, program, (size_t)(slash ? slash - program : 0));
}

const char *
cli_data_path(struct cli *cli, const char *relative)
{
  /* In the sources, in a build folder below them, beside the folder that an installed program was moved to. */
  static const struct {
    const char *root;
    const char *sign; /* what is there when this is the place */
  } near[] = {{".", "engine/status.def"}, {"..", "engine/status.def"}, {"../share/" PACKAGE, "processes"}};
  const char *given = getenv("FASTI_DATADIR");
  const char *folder = cli_program_folder(cli->arena);

  if (given && *given)
    return fasti_arena_printf(cli->arena, "%s/%s", given, relative);
  for (size_t i = 0; folder && i < sizeof near / sizeof *near; i++) {
    const char *root = fasti_arena_printf(cli->arena, "%s/%s", folder, near[i].root);

    if (access(fasti_arena_printf(cli->arena, "%s/%s", root, near[i].sign), R_OK) == 0)
      return fasti_arena_printf(cli->arena, "%s/%s", root, relative);
  }
  return fasti_arena_printf(cli->arena, PKGDATADIR "/%s", relative);
}

const char *
cli_package_path(struct cli *cli, const char *wanted)
{
  char *real = NULL;
  const char *path = wanted;

  if (!strchr(wanted, '/') && access(wanted, F_OK) != 0)
    path = cli_data_path(cli, fasti_arena_printf(cli->arena, "processes/packages/%s/package.xml", wanted));
  real = realpath(path, NULL);
  path = real ? fasti_arena_strdup(cli->arena, real) : wanted;
  free(real);
  return path;
}
