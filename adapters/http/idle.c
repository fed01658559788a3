/* adapters/http/idle.c - when a session was used last: one that lies idle is over.
 *
 * It is kept in memory: writing at each request would cost more than it is worth. After a restart every session counts
 * as used at that moment.
 */
#include "config.h"

#include <string.h>

#include "adapters/http/room.h"

struct seen_session {
  struct seen_session *next;
  char hash[FASTI_HASH_SIZE];
  int64_t at;
  int64_t until; /* it cannot be used after it, and is forgotten */
};

static struct seen_session **
list_of(struct http_server *server, const char *hash)
{
  size_t at = 0;

  for (size_t i = 0; i < 8 && hash[i]; i++)
    at = at * 31 + (unsigned char)hash[i];
  return &server->seen[at % HTTP_SEEN];
}

static void
drop_over(struct seen_session **list, int64_t now)
{
  while (*list) {
    struct seen_session *seen = *list;

    if (seen->until > now) {
      list = &seen->next;
      continue;
    }
    *list = seen->next;
    fasti_free(seen);
  }
}

static struct seen_session *
find_or_add(struct http_server *server, const struct fasti_session_row *session, int64_t now)
{
  struct seen_session **list = list_of(server, session->hash), *seen;

  drop_over(list, now);
  for (seen = *list; seen; seen = seen->next)
    if (strcmp(seen->hash, session->hash) == 0)
      return seen;
  seen = fasti_alloc(sizeof *seen);
  strncpy(seen->hash, session->hash, sizeof seen->hash - 1);
  seen->at = session->began_at > server->began ? session->began_at : server->began;
  seen->until = session->until;
  seen->next = *list;
  *list = seen;
  return seen;
}

bool
http_idle_see(struct http_server *server, const struct fasti_session_row *session)
{
  int64_t now = http_real(server);
  struct seen_session *seen;
  bool used;

  pthread_mutex_lock(&server->lock);
  seen = find_or_add(server, session, now);
  used = now - seen->at <= server->idle;
  if (used)
    seen->at = now;
  pthread_mutex_unlock(&server->lock);
  return used;
}

void
http_idle_forget(struct http_server *server)
{
  for (size_t i = 0; i < HTTP_SEEN; i++)
    drop_over(&server->seen[i], INT64_MAX);
}
