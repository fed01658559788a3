/* adapters/cli/serve/rest.c - the REST interface (adapters/http/api.h) with what other adapters do for it: PDF and archives. */
#include "config.h"

#include <pthread.h>
#include <string.h>

#include "adapters/cli/serve/serve.h"
#include "adapters/http/api.h"
#include "adapters/print/print.h"
#include "adapters/zip/zip.h"

/** A document of the library that was read before. */
struct known {
  struct known *next;
  const char *base, *uri, *name;
  struct fasti_slice bytes;
};

/** What archives are written with. */
struct rest {
  struct cli *cli;
  const char *name;
  struct fasti_slice index;
  struct fasti_library files; /* of the program: for one thread at a time */
  struct fasti_library library;
  pthread_mutex_t lock;
  struct known *known;
};

static const struct known *
find_known(const struct rest *rest, const char *base, const char *uri)
{
  const struct known *one = rest->known;

  while (one && (strcmp(one->base, base) != 0 || strcmp(one->uri, uri) != 0))
    one = one->next;
  return one;
}

/* Each document is read once. */
static enum fasti_status
find(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  struct rest *rest = self;
  const struct known *known;
  enum fasti_status status = FASTI_OK;

  pthread_mutex_lock(&rest->lock);
  known = find_known(rest, base, uri);
  if (known) {
    *name = known->name;
    *bytes = known->bytes;
  } else {
    status = rest->files.find(rest->files.self, base, uri, name, bytes);
  }
  if (!known && status == FASTI_OK) {
    struct known *one = fasti_arena_alloc(rest->cli->arena, sizeof *one);

    *one = (struct known){rest->known, fasti_arena_strdup(rest->cli->arena, base),
                          fasti_arena_strdup(rest->cli->arena, uri), *name, *bytes};
    rest->known = one;
  }
  pthread_mutex_unlock(&rest->lock);
  return status;
}

/* The template of the index comes with the program; compiled anew, because compiled templates belong to one thread. */
static enum fasti_status
write_archive(void *self, struct fasti_office *office, const char *case_id, const char *path,
              struct fasti_messages *messages)
{
  const struct rest *rest = self;
  struct fasti_instrument *index = NULL;
  struct fasti_dossier summary;
  struct fasti_dossier_sink sink;
  struct fasti_zip *zip = NULL;
  enum fasti_status status = fasti_instrument_load(rest->name, rest->index, &rest->library, messages, &index);

  if (status == FASTI_OK)
    status = fasti_zip_create(path, messages, &sink, &zip);
  if (status == FASTI_OK)
    status = fasti_zip_end(zip, fasti_dossier_write(office, case_id, index, &sink, messages, &summary));
  fasti_instrument_free(index);
  return status;
}

static void
free_room(void *room)
{
  http_api_free(room);
}

enum fasti_status
serve_rest(struct serve *serve, struct http_room *room)
{
  struct cli *cli = serve->cli;
  struct rest *rest = fasti_arena_alloc(cli->arena, sizeof *rest);
  const struct http_api_options options = {.pdf = fasti_print_pdf, .archive = write_archive, .self = rest};
  struct http_room *made;
  enum fasti_status status;

  rest->name = cli_data_path(cli, "forms/case-index.xsl");
  rest->cli = cli;
  rest->files = cli_library(cli);
  rest->library = (struct fasti_library){.self = rest, .find = find};
  pthread_mutex_init(&rest->lock, NULL);
  status = cli_read(cli, rest->name, CLI_DEFINITION_BYTES, &rest->index);
  if (status != FASTI_OK)
    return status;
  made = http_api_new(&options);
  fasti_arena_tie(cli->arena, free_room, made);
  *room = *made;
  return FASTI_OK;
}
