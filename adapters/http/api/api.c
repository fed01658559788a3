/* adapters/http/api/api.c - the REST interface as a room of the server: its routes, each behind the check of what came. */
#include "config.h"

#include <sodium.h>

#include "adapters/http/api/api.h"

const struct http_route *const api_tables[] = {
  api_me_routes,     api_procedure_routes, api_case_routes,    api_record_routes, api_form_routes,
  api_command_routes, api_task_routes,     api_file_routes,    api_package_routes, api_directory_routes,
  api_people_routes, api_office_routes,    api_feed_routes,    api_own_routes,     api_hook_routes,
  api_board_routes,  api_description_routes, NULL,
};

/* What the tables say of query and body is checked before any handler runs. */
static enum fasti_status
handle(struct http_call *call)
{
  const struct api_self *self = http_self(call);
  size_t index = (size_t)(http_route(call) - self->routes);
  enum fasti_status status = api_check(call);

  return status == FASTI_OK ? self->own[index]->handle(call) : status;
}

static size_t
count_routes(void)
{
  size_t count = 0;

  for (size_t i = 0; api_tables[i]; i++)
    for (const struct http_route *route = api_tables[i]; route->pattern; route++)
      count++;
  return count;
}

struct http_room *
http_api_new(const struct http_api_options *options)
{
  struct api_self *self = fasti_alloc(sizeof *self);
  size_t count = count_routes(), at = 0;

  self->options = *options;
  self->routes = fasti_alloc((count + 1) * sizeof *self->routes);
  self->own = fasti_alloc((count + 1) * sizeof(const struct http_route *));
  for (size_t i = 0; api_tables[i]; i++)
    for (const struct http_route *route = api_tables[i]; route->pattern; route++, at++) {
      self->own[at] = route;
      self->routes[at] = *route;
      self->routes[at].handle = handle;
    }
  self->room = (struct http_room){.routes = self->routes, .self = self};
  if (sodium_init() >= 0)
    randombytes_buf(self->key, sizeof self->key);
  return &self->room;
}

void
http_api_free(struct http_room *room)
{
  struct api_self *self = room ? room->self : NULL;

  if (!self)
    return;
  sodium_memzero(self->key, sizeof self->key);
  fasti_free(self->routes);
  fasti_free(self->own);
  fasti_free(self);
}
