/* adapters/web/api.c - the page that explains the REST interface, made of its table of routes. */
#include "config.h"

#include "adapters/web/room.h"

static enum fasti_status
api(struct web_call *call)
{
  const struct web_options *options = web_site_options(call->site);
  xmlNodePtr main;

  if (!options->operations)
    return FASTI_NOT_FOUND;
  main = web_page(call, "api");
  options->operations(options->self, call->language, main);
  return web_show(call, 200);
}

const struct web_route web_api_routes[] = {
  {"GET", "/api", api, NULL, N_("what the REST interface offers")},
  {0},
};
