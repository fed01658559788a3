/* adapters/cli/serve/rooms.c - the rooms that "fasti serve" can be reached by. */
#include "config.h"

#include "adapters/cli/serve/serve.h"

void
serve_rooms(struct serve *serve)
{
  /* a room that is there adds itself here: {routes, refuse, self} */
  static const struct http_room none[1];

  serve->options.rooms = none;
  serve->options.room_count = 0;
}
