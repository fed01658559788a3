/* adapters/cli/serve/rest.c - the REST interface (adapters/http/api.h) with what other adapters do for it: PDF and archives. */
#include "config.h"

#include "adapters/cli/serve/serve.h"
#include "adapters/http/api.h"
#include "adapters/print/print.h"

/* SELF is the path of the template of an archive's contents. */
static enum fasti_status
write_archive(void *self, struct fasti_office *office, const char *case_id, const char *path,
              struct fasti_messages *messages)
{
  return serve_archive_file(self, office, case_id, path, messages);
}

static void
free_room(void *room)
{
  http_api_free(room);
}

void
serve_rest(struct serve *serve, struct http_room *room)
{
  struct cli *cli = serve->cli;
  const struct http_api_options options = {
    .pdf = fasti_print_pdf, .archive = write_archive, .self = (void *)(uintptr_t)cli_data_path(cli, SERVE_INDEX)};
  struct http_room *made = http_api_new(&options);

  fasti_arena_tie(cli->arena, free_room, made);
  *room = *made;
}
