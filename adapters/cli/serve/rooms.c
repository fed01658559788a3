/* adapters/cli/serve/rooms.c - the rooms that "fasti serve" can be reached by. */
#include "config.h"

#include "adapters/cli/serve/serve.h"

enum fasti_status
serve_rooms(struct serve *serve)
{
  struct http_room *rooms = fasti_arena_alloc(serve->cli->arena, SERVE_ROOMS * sizeof *rooms);
  size_t count = 0;
  enum fasti_status status;

  serve_rest(serve, &rooms[count++]);
  status = serve_site(serve, &rooms[0], &rooms[count++]); /* last: they may answer whatever is left */
  serve->options.rooms = rooms;
  serve->options.room_count = count;
  return status;
}
